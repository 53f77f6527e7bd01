/** What is written down about who did what, as a table of actions and the shape of one entry. Words for people are `texts.ts`; how entries are chained and kept is the server's. */
import type { ArchiveId, PersonId } from '../ids.ts';
import type { Because } from '../rights.ts';

/** What an action is about: filters of the reading view, and what a report gathers. */
export type AuditKind = 'signIn' | 'reading' | 'writing' | 'rights' | 'process' | 'privacy' | 'system';

export const AUDIT_ACTIONS = Object.freeze({
  signedIn: 'signIn', signInRefused: 'signIn', sessionEnded: 'signIn', tokensEnded: 'signIn',
  opened: 'reading', grantUsed: 'reading', revealed: 'reading', downloaded: 'reading', exported: 'reading', printed: 'reading', refused: 'reading', auditRead: 'reading',
  edited: 'writing', editRefused: 'writing', archiveCreated: 'writing', archiveChanged: 'writing', fileAdded: 'writing', fileRemoved: 'writing', imported: 'writing', merged: 'writing', entered: 'writing', commented: 'writing', commentRemoved: 'writing', changeset: 'writing',
  ownersChanged: 'rights', stateChanged: 'rights', grantGiven: 'rights', grantEnded: 'rights', accessAsked: 'rights', accessDecided: 'rights', wallPut: 'rights', wallEnded: 'rights',
  glassBroken: 'rights', glassReviewed: 'rights', holdPut: 'rights', holdLifted: 'rights', policyChanged: 'rights', personChanged: 'rights', departmentChanged: 'rights', linkMade: 'rights', linkEnded: 'rights', keyChanged: 'rights', reviewSigned: 'rights',
  handedOver: 'process', handOverStep: 'process', correctionOpened: 'process', correctionStep: 'process', classSet: 'process', majorReported: 'process',
  subjectSearched: 'privacy', subjectExported: 'privacy', subjectCorrected: 'privacy', erased: 'privacy', consentRecorded: 'privacy', retentionChanged: 'privacy', retentionRun: 'privacy',
  settingChanged: 'system', backupMade: 'system', restored: 'system', upgraded: 'system', headSent: 'system', chainBegun: 'system',
} as const satisfies Record<string, AuditKind>);
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Never a value out of an archive: people, archives, sections and things by id, so that erasure needs no change of what was written. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** Null: the server by itself. The key of a service is a principal. */
  readonly actor: PersonId | null;
  /** For whom, where somebody acts for another. */
  readonly actingFor?: PersonId | undefined;
  /** Of the server's own pages: the sign-in. */
  readonly session?: string | undefined;
  readonly archive?: ArchiveId | undefined;
  readonly section?: string | undefined;
  /** Id of the grant, person, case, export … it is about. */
  readonly object?: string | undefined;
  readonly outcome: 'done' | 'refused';
  /** By what right. */
  readonly because?: readonly Because[] | undefined;
  /** Counts, ids and keys; never values. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>> | undefined;
}
