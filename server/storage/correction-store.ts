/** Corrections in archive.db: a case taken on by one act in one transaction, with the rights that come and go, its audit rows and its line in the archive's history. Who may do what is the service's. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { Assignee, CaseState } from '../../model/corrections/chain.ts';
import type { Concern, CorrectionFound, CorrectionOrigin, ProposedValue, Urgency } from '../../model/corrections/api.ts';
import { isStepKey } from '../../model/corrections/steps.ts';
import type { Act, StepKey } from '../../model/corrections/steps.ts';
import type { Template, TemplateStep } from '../../model/corrections/template.ts';
import type { ArchiveId, ChangesetId, CorrectionId, PersonId } from '../../model/ids.ts';
import type { Grant } from '../../model/rights.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { grantWriter } from './grant-writer.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

/** All free words and values of cases, for whoever takes a person out of an archive: the text columns, by archive; `cleared` is set to the moment when they are emptied. */
export const correctionTexts = Object.freeze({ table: 'correction_act', archive: 'archive', id: 'id', texts: ['text', 'proposed'], cleared: 'cleared' } as const);

export type StoredActKind = Act | 'open' | 'apply';
/** Moments in milliseconds since 1970. */
export interface StoredAct {
  readonly seq: number;
  readonly act: StoredActKind;
  readonly step: StepKey;
  readonly round: number;
  readonly by: PersonId;
  readonly at: number;
  readonly to: readonly Assignee[] | null;
  readonly changeset: ChangesetId | null;
  /** Null: none was said, or it was taken away. */
  readonly text: string | null;
  readonly proposed: readonly ProposedValue[] | null;
  readonly cleared: number | null;
}
export interface StoredCorrection {
  readonly id: CorrectionId;
  readonly n: number;
  readonly archive: ArchiveId;
  readonly template: Template;
  readonly concerns: readonly Concern[];
  readonly urgency: Urgency;
  readonly found: CorrectionFound;
  readonly origin: CorrectionOrigin;
  readonly by: PersonId;
  readonly at: number;
  readonly round: number;
  readonly state: CaseState;
  /** How many acts there are, the report among them. */
  readonly acts: number;
  readonly reminded: string | null;
}

/** What an act changes besides the case. `history`: a line in the archive's own history; none where the case must leave no trace for its readers. */
export interface CorrectionEffects {
  readonly grants: { readonly drop: readonly Grant['id'][]; readonly put: readonly Grant[] };
  readonly history: { readonly key: string; readonly by: PersonId } | null;
  readonly audit: readonly AuditEntry[];
}
export type NewCorrection = Omit<StoredCorrection, 'n' | 'acts' | 'reminded'>;
export type NewAct = Omit<StoredAct, 'seq' | 'cleared'>;
/** `acts`: as it was read; nothing is written when there is another one since. */
export interface CorrectionStep { readonly id: CorrectionId; readonly archive: ArchiveId; readonly acts: number; readonly round: number; readonly state: CaseState; readonly act: NewAct }

/** Rights are the caller's. */
export interface CorrectionStore {
  /** Answers its number. */
  open(correction: NewCorrection, act: NewAct, effects: CorrectionEffects): Promise<number>;
  /** False: somebody has acted since. */
  step(step: CorrectionStep, effects: CorrectionEffects): Promise<boolean>;
  get(id: CorrectionId): Promise<StoredCorrection | null>;
  acts(id: CorrectionId): Promise<readonly StoredAct[]>;
  /** Newest first. */
  of(archives: readonly ArchiveId[]): Promise<readonly StoredCorrection[]>;
  /** Those that wait for somebody, soonest due first. */
  waiting(limit: number): Promise<readonly StoredCorrection[]>;
  /** Those that this person has anything done in, newest first. */
  actedIn(person: PersonId, limit: number): Promise<readonly StoredCorrection[]>;
  /** Said of overdue ones once a day. */
  reminded(ids: readonly CorrectionId[], day: string): Promise<void>;
  grants(id: CorrectionId): Promise<readonly Grant['id'][]>;
  /** The newest; null: as shipped. */
  template(): Promise<(Template & { readonly by: PersonId; readonly at: number }) | null>;
  /** False: there is that version already. */
  putTemplate(template: Template, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
}

interface CaseRow { readonly id: CorrectionId; readonly n: number; readonly archive: ArchiveId; readonly template: string; readonly concerns: string; readonly urgency: Urgency; readonly found: CorrectionFound; readonly origin: CorrectionOrigin['kind']; readonly origin_id: string | null; readonly person: PersonId; readonly at: number; readonly round: number; readonly state: string; readonly acts: number; readonly reminded: string | null }
interface ActRow { readonly seq: number; readonly act: StoredActKind; readonly step: string; readonly round: number; readonly person: PersonId; readonly at: number; readonly receivers: string | null; readonly changeset: ChangesetId | null; readonly text: string | null; readonly proposed: string | null; readonly cleared: number | null }
const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
/** An erasure may have taken a part of the text away: what is no values any more proposes none. */
function valuesOf(text: string | null): readonly ProposedValue[] | null {
  try {
    return parsed<readonly ProposedValue[]>(text);
  } catch {
    return null; // the case is still to be read; only its values are gone
  }
}
const toCase = ({ template, concerns, origin, origin_id, person, state, ...row }: CaseRow): StoredCorrection => ({
  ...row, by: person, template: JSON.parse(template) as Template, concerns: JSON.parse(concerns) as readonly Concern[], state: JSON.parse(state) as CaseState,
  origin: origin === 'subject' ? { kind: 'subject', id: origin_id ?? '' } : { kind: 'person' },
});
const toAct = ({ person, receivers, proposed, step, ...row }: ActRow): StoredAct => ({
  ...row, by: person, step: isStepKey(step) ? step : 'draftPlan', to: parsed<readonly Assignee[]>(receivers), proposed: valuesOf(proposed),
});
const CASE = 'id, n, archive, template, concerns, urgency, found, origin, origin_id, person, at, round, state, acts, reminded';
const waitsOf = (state: CaseState): { readonly step: string | null; readonly due: string | null } => ('step' in state ? { step: state.step, due: state.due } : { step: null, due: null });

/** The calls of the archive thread. */
export function correctionCalls(db: Connection, audit: AuditWriter) {
  const number = db.prepare<[], number>('SELECT coalesce(max(n), 0) + 1 FROM correction_case').pluck();
  const insert = db.prepare(`INSERT INTO correction_case (${CASE}, step, due) VALUES (@id, @n, @archive, @template, @concerns, @urgency, @found, @origin, @originId, @by, @at, @round, @state, 1, NULL, @step, @due)`);
  const change = db.prepare('UPDATE correction_case SET round = @round, state = @state, step = @step, due = @due, acts = acts + 1, reminded = CASE WHEN due IS @due THEN reminded END WHERE id = @id AND acts = @acts');
  const act = db.prepare(`INSERT INTO correction_act (correction, archive, seq, act, step, round, person, at, receivers, changeset, text, proposed)
    VALUES (@correction, @archive, @seq, @act, @step, @round, @by, @at, @to, @changeset, @text, @proposed)`);
  const remind = db.prepare('UPDATE correction_case SET reminded = ? WHERE id = ? AND step IS NOT NULL');
  const revision = db.prepare<[string], number>('SELECT coalesce(max(revision), 0) FROM archive_change WHERE archive = ?').pluck();
  const log = db.prepare('INSERT INTO archive_change (archive, revision, person, at, key, old, new) VALUES (?,?,?,?,?,NULL,?)');
  const known = db.prepare<[number], number>('SELECT version FROM correction_template WHERE version = ?').pluck();
  const template = db.prepare('INSERT INTO correction_template (version, steps, person, at) VALUES (?,?,?,?)');
  const grants = grantWriter(db);
  const written = (correction: CorrectionId, archive: ArchiveId, seq: number, { to, proposed, ...rest }: NewAct): void => {
    act.run({ ...rest, correction, archive, seq, to: to === null ? null : JSON.stringify(to), proposed: proposed === null ? null : JSON.stringify(proposed) });
  };
  const follow = ({ grants: { drop, put }, history, audit: entries }: CorrectionEffects, archive: ArchiveId, n: number, at: number): void => {
    for (const id of drop) grants.drop(id);
    for (const grant of put) grants.put(grant);
    if (history) log.run(archive, revision.get(archive) ?? 0, history.by, new Date(at).toISOString(), history.key, String(n));
    audit.add(entries, at);
  };
  const numberOf = db.prepare<[string], number>('SELECT n FROM correction_case WHERE id = ?').pluck();
  return {
    openCorrection: ({ template: steps, concerns, origin, state, ...row }: NewCorrection, first: NewAct, effects: CorrectionEffects): number => inTransaction(db, () => {
      const n = number.get() ?? 1;
      insert.run({ ...row, n, template: JSON.stringify(steps), concerns: JSON.stringify(concerns), origin: origin.kind, originId: origin.kind === 'subject' ? origin.id : null, state: JSON.stringify(state), ...waitsOf(state) });
      written(row.id, row.archive, 0, first);
      follow(effects, row.archive, n, row.at);
      return n;
    }),
    stepCorrection: ({ id, archive, acts, round, state, act: done }: CorrectionStep, effects: CorrectionEffects): boolean => inTransaction(db, () => {
      if (change.run({ id, acts, round, state: JSON.stringify(state), ...waitsOf(state) }).changes === 0) return false;
      written(id, archive, acts, done);
      follow(effects, archive, numberOf.get(id) ?? 0, done.at);
      return true;
    }),
    remindCorrections: (ids: readonly CorrectionId[], day: string): void => inTransaction(db, () => { for (const id of ids) remind.run(day, id); }),
    putCorrectionTemplate: ({ version, steps }: Template, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (known.get(version) !== undefined) return false;
      template.run(version, JSON.stringify(steps), by, at);
      audit.add(entries, at);
      return true;
    }),
  };
}

/** The calls of a reader thread. */
export function correctionReadCalls(db: Connection) {
  const get = db.prepare<[string], CaseRow>(`SELECT ${CASE} FROM archive.correction_case WHERE id = ?`);
  const acts = db.prepare<[string], ActRow>('SELECT seq, act, step, round, person, at, receivers, changeset, text, proposed, cleared FROM archive.correction_act WHERE correction = ? ORDER BY seq');
  const of = db.prepare<[string], CaseRow>(`SELECT ${CASE} FROM archive.correction_case WHERE archive IN (SELECT value FROM json_each(?)) ORDER BY n DESC`);
  const waiting = db.prepare<[number], CaseRow>(`SELECT ${CASE} FROM archive.correction_case WHERE step IS NOT NULL ORDER BY due NULLS FIRST, n LIMIT ?`);
  const actedIn = db.prepare<[string, number], CaseRow>(`SELECT ${CASE} FROM archive.correction_case WHERE id IN (SELECT correction FROM archive.correction_act WHERE person = ?) ORDER BY n DESC LIMIT ?`);
  const grants = db.prepare<[string], Grant['id']>("SELECT id FROM archive.access_grant WHERE origin = 'correction' AND origin_id = ?").pluck();
  const template = db.prepare<[], { version: number; steps: string; person: PersonId; at: number }>('SELECT version, steps, person, at FROM archive.correction_template ORDER BY version DESC NULLS LAST LIMIT 1');
  return {
    correction: (id: CorrectionId): StoredCorrection | null => { const row = get.get(id); return row ? toCase(row) : null; },
    correctionActs: (id: CorrectionId): readonly StoredAct[] => acts.all(id).map(toAct),
    correctionsOf: (archives: readonly ArchiveId[]): readonly StoredCorrection[] => of.all(JSON.stringify(archives)).map(toCase),
    correctionsWaiting: (limit: number): readonly StoredCorrection[] => waiting.all(limit).map(toCase),
    correctionsActedIn: (person: PersonId, limit: number): readonly StoredCorrection[] => actedIn.all(person, limit).map(toCase),
    correctionGrants: (id: CorrectionId): readonly Grant['id'][] => grants.all(id),
    correctionTemplate: () => { const row = template.get(); return row ? { version: row.version, steps: JSON.parse(row.steps) as readonly TemplateStep[], by: row.person, at: row.at } : null; },
  };
}

export const correctionStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): CorrectionStore => ({
  open: (correction, act, effects) => archive.call('openCorrection', correction, act, effects),
  step: (step, effects) => archive.call('stepCorrection', step, effects),
  get: (id) => read().call('correction', id),
  acts: (id) => read().call('correctionActs', id),
  of: (archives) => read().call('correctionsOf', archives),
  waiting: (limit) => read().call('correctionsWaiting', limit),
  actedIn: (person, limit) => read().call('correctionsActedIn', person, limit),
  reminded: (ids, day) => archive.call('remindCorrections', ids, day),
  grants: (id) => read().call('correctionGrants', id),
  template: () => read().call('correctionTemplate'),
  putTemplate: (template, by, at, audit) => archive.call('putCorrectionTemplate', template, by, at, audit),
});
