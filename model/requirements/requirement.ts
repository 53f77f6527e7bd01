/** Counts a requirement pack on one archive: what is on file of its list, what is missing, and what lies where one does not read. Never a word about the law. */
import type { Scalar } from '../api.ts';
import { registeredAddress } from './registered-address.ts';
import type { Check, Facts, Item, RequirementPack, RequirementState, SetName } from './types.ts';

/** Kinds of D-32: a person, somebody who trades in their own name, and all others. */
export function setOf(kind: string): SetName {
  switch (kind) {
    case 'individual': return 'naturalPerson';
    case 'individualBusiness': return 'individualBusiness';
    default: return 'legalPerson';
  }
}

type Answer = 'filled' | 'missing' | 'unread' | 'notAsked';
const has = (value: Scalar | undefined): boolean => value !== undefined && value !== null && value !== '';
const PAPERS = ['name', 'idDocumentType', 'idDocumentNumber', 'idDocumentValidUntil'] as const;

function answer(check: Check, facts: Facts): Answer {
  const of = (section: Parameters<Facts['reads']>[0], filled: () => boolean): Answer => (facts.reads(section) ? (filled() ? 'filled' : 'missing') : 'unread');
  switch (check.kind) {
    case 'value': return of(check.section, () => check.keys.some((key) => has(facts.value(check.section, key))));
    case 'text': return of(check.section, () => facts.text(check.section, check.key).trim() !== '');
    case 'row': return of(check.section, () => facts.rows(check.section, check.table).some((row) => has(row[check.column])));
    case 'address': return of(check.section, () => facts.rows(check.section, 'addresses').some((row) => row['use'] === check.use && has(row['text'])));
    case 'registeredAddress': return of('identity', () => registeredAddress(facts.rows('identity', 'addresses')) !== null);
    case 'party': {
      if (!facts.reads('identity')) return 'unread';
      const rows = facts.rows('identity', 'relatedPartyPapers').filter((row) => check.capacities.includes(row['role'] as never));
      if (rows.some((row) => PAPERS.every((column) => has(row[column]) || (column === 'name' && has(row['party']))))) return 'filled';
      const { named } = check;
      if (named === undefined || rows.length > 0) return 'missing';
      if (!facts.reads(named.section)) return 'unread';
      return (named.many ? facts.rows(named.section, named.key).length > 0 : has(facts.value(named.section, named.key))) ? 'missing' : 'notAsked';
    }
  }
}

/** Null: the pack's list is not in this version. */
export function requirement(pack: Pick<RequirementPack, 'sets'>, kind: string, facts: Facts): RequirementState | null {
  if (pack.sets === null) return null;
  const set = setOf(kind);
  const answers = pack.sets[set].map((item) => [item, answer(item.check, facts)] as const);
  const of = (wanted: Answer): readonly Item[] => answers.filter(([, each]) => each === wanted).map(([item]) => item);
  const filled = of('filled');
  const missing = of('missing');
  const unread = of('unread');
  return { set, filled, missing, unread, of: filled.length + missing.length + unread.length };
}
