/** Kinds of words that stand in a game, and who may read each: said once here, by what somebody is to the archive, and by no door's own code. */
import type { Role } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Kept } from './canaries.ts';

/** What one person is to one archive at a moment, computed by `oracle.ts` from the tables. */
export interface Standing {
  readonly sub: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
  /** `none`, `exists`, `read`, `write`, `manage` of the archive as a whole. */
  readonly overall: string;
  reads(section: SectionKey): boolean;
  writes(section: SectionKey): boolean;
  enters(section: SectionKey): boolean;
  /** Owner, a deputy of today, or a manager of its department. */
  readonly answers: boolean;
  readonly manages: boolean;
  readonly owns: boolean;
  readonly walled: boolean;
  readonly emergency: boolean;
}

export type WordKind = 'value' | 'name' | 'cost' | 'entered' | 'request' | 'note' | 'grant' | 'wall' | 'hold' | 'glass' | 'policy' | 'correction' | 'subject' | 'person' | 'desk' | 'consent' | 'handover' | 'class' | 'own' | 'tag' | 'admin' | 'steward' | 'term' | 'presence';

/** `told`: whom it was said to, whatever becomes of their rights. */
export interface RestMark extends Kept { readonly kind: WordKind; readonly by: string; readonly section: SectionKey; readonly told: Set<string> }

const has = ({ active, roles }: Standing, ...any: readonly Role[]): boolean => active && any.some((role) => roles.includes(role));
const knows = ({ overall }: Standing): boolean => overall !== 'none';

/** Besides its author and whom it was told. */
export const READERS: Readonly<Record<WordKind, (who: Standing, mark: RestMark) => boolean>> = {
  value: (who, { section }) => who.reads(section),
  // stewards and compliance list sealed archives, walls and holds by name; an opened glass is told of to those who look after it
  name: (who) => knows(who) || (!who.walled && (has(who, 'steward', 'compliance', 'auditor') || who.emergency)),
  cost: (who, { section }) => who.reads(section) && who.reads('terms'),
  // also its author reads it only as everybody else
  entered: (who, { section }) => who.reads(section),
  request: (who) => knows(who) && (who.answers || who.manages || has(who, 'steward')),
  note: () => false,
  grant: (who) => who.manages || who.answers || has(who, 'steward'),
  wall: (who) => !who.walled && has(who, 'steward', 'compliance'),
  hold: (who) => has(who, 'compliance'),
  glass: (who) => has(who, 'compliance', 'auditor') || who.emergency || who.owns,
  policy: (who) => has(who, 'steward', 'admin', 'generalManager'),
  correction: (who, { section }) => !who.walled && (who.manages || has(who, 'steward', 'service', 'serviceManager', 'generalManager') || (has(who, 'compliance', 'auditor') && who.reads(section))),
  subject: (who) => has(who, 'compliance', 'generalManager', 'auditor'),
  // somebody who leaves no presence: neither their name nor their id
  person: (who) => has(who, 'compliance', 'auditor', 'admin'),
  desk: (who) => has(who, 'compliance'),
  consent: (who) => who.reads('profile') || has(who, 'compliance'),
  handover: (who) => has(who, 'steward', 'manager'),
  class: (who, { section }) => who.reads(section),
  own: () => false,
  tag: () => true,
  admin: (who) => has(who, 'admin'),
  steward: (who) => has(who, 'steward', 'admin'),
  // how long things are kept, and why that was changed, everybody may know
  term: () => true,
  presence: (who, { section }) => who.reads(section),
};

/** Of these not even the author gets back what they wrote, unless the right reaches it. */
export const NOT_BACK: ReadonlySet<WordKind> = new Set(['entered']);
