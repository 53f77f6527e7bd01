/** What one version of the policy changes compared with another, as a list that each language puts into words. */
import type { PersonId } from '../ids.ts';
import { LANGUAGES } from '../labels.ts';
import type { Language } from '../labels.ts';
import type { DefaultLevel, EnterOnly, PackRole, Policy } from '../rights/policy.ts';
import type { Clearance } from '../sections.ts';
import type { PolicyText } from './policy-api.ts';

export type PolicyChange =
  | { readonly kind: 'departmentDefault' | 'companyDefault'; readonly from: DefaultLevel; readonly to: DefaultLevel }
  | { readonly kind: 'packRole'; readonly added: boolean; readonly role: PackRole }
  | { readonly kind: 'emergency'; readonly added: boolean; readonly person: PersonId }
  | { readonly kind: 'enterOnly'; readonly added: boolean; readonly of: EnterOnly }
  | { readonly kind: 'frameOnly'; readonly added: boolean; readonly of: Clearance }
  | { readonly kind: 'linkDays'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly languages: readonly Language[] };

/** The same whatever order sections were chosen in. */
export const packRoleKey = ({ pack, to, sections }: PackRole): string => JSON.stringify([pack, to.kind, to.id, [...sections].sort()]);

function listed<T, C>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string, change: (one: T, added: boolean) => C): readonly C[] {
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return [...after.filter((one) => !had.has(keyOf(one))).map((one) => change(one, true)), ...before.filter((one) => !has.has(keyOf(one))).map((one) => change(one, false))];
}

export interface Ruled { readonly rules: Policy; readonly text: PolicyText }

export function policyChanges(before: Ruled, after: Ruled): readonly PolicyChange[] {
  const levels = (['departmentDefault', 'companyDefault'] as const).flatMap((kind) => (before.rules[kind] === after.rules[kind] ? [] : [{ kind, from: before.rules[kind], to: after.rules[kind] }]));
  const languages = LANGUAGES.filter((language) => (before.text[language] ?? '') !== (after.text[language] ?? ''));
  return [
    ...levels,
    ...listed(before.rules.packRoles, after.rules.packRoles, packRoleKey, (role, added): PolicyChange => ({ kind: 'packRole', added, role })),
    ...listed(before.rules.emergency, after.rules.emergency, (id) => id, (person, added): PolicyChange => ({ kind: 'emergency', added, person })),
    ...listed(before.rules.enterOnly, after.rules.enterOnly, (of) => of, (of, added): PolicyChange => ({ kind: 'enterOnly', added, of })),
    ...listed(before.rules.frameOnly, after.rules.frameOnly, (of) => of, (of, added): PolicyChange => ({ kind: 'frameOnly', added, of })),
    ...(before.rules.linkDays === after.rules.linkDays ? [] : [{ kind: 'linkDays', from: before.rules.linkDays, to: after.rules.linkDays } as const]),
    ...(languages.length > 0 ? [{ kind: 'text', languages } as const] : []),
  ];
}
