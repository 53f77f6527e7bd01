/** Is this customer here already? What is known while somebody writes, as a question to the server, and what of the answer is worth a word. */
import type { Candidate, MatchPage } from '../../model/duplicates/review-api.ts';
import type { ArchiveId } from '../../model/ids.ts';

export interface Same { readonly id: ArchiveId; readonly name: string; /** Where it is, and what else than the name agrees. */ readonly place: string }
export interface Alike { readonly items: readonly Same[]; /** All of them have this name. */ readonly byName: boolean }
export const NOBODY: Alike = Object.freeze({ items: [], byName: true });

/** Values that tell who it is, by what they are. */
const TELLING = { names: ['customer.name', 'customer.shortName'], phones: ['crm.phone', 'crm.mobile'], emails: ['crm.email'], sites: ['crm.website'], codes: ['org.unifiedSocialCreditCode', 'org.organisationCode', 'org.taxRegistrationNumber', 'org.licenceNumber'] } as const;
export const isTelling = (key: string): boolean => Object.values(TELLING).some((keys) => (keys as readonly string[]).includes(key));

/** Null: too little to ask. */
export function candidateOf(values: Readonly<Record<string, string>>, kind: string): Candidate | null {
  const of = (keys: readonly string[]): string[] => keys.flatMap((key) => (values[key] ?? '').split(key === 'customer.name' ? /\n/ : /[,，、;\n]/)).map((each) => each.trim()).filter((each) => each.length >= 2).slice(0, 10);
  const asked = Object.entries(TELLING).flatMap(([name, keys]) => { const found = of(keys); return found.length > 0 ? [[name, found] as const] : []; });
  return asked.length === 0 ? null : { ...(kind === '' ? {} : { kind }), ...Object.fromEntries(asked) };
}

export function alikeOf({ items }: MatchPage): Alike {
  return {
    items: items.map(({ id, name, place, evidence }) => ({ id, name, place: [place, ...evidence.filter(({ fact, points, right }) => points > 0 && fact !== 'name' && right).map(({ right }) => right)].filter(Boolean).join(', ') })),
    byName: items.every(({ evidence }) => evidence.some(({ fact, outcome }) => fact === 'name' && outcome === 'equal')),
  };
}
