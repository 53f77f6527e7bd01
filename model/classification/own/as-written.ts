/** Schemes whose class is what a person wrote: intent (C-02), credit stars (C-06), strategies (C-07), partner role (C-13), bank kind and tier (C-14, C-15). They have nothing to set. */
import { optionOf } from '../../catalogue/catalogue.ts';
import type { Member, OwnRule } from '../member.ts';
import { schemeOf } from '../schemes.ts';
import type { RuleVersion } from '../settings.ts';
import { ownScheme } from './parse.ts';
import { listOf, numberOf, SHIPPED, textOf, type Change } from './reading.ts';

const written = (rule: OwnRule<RuleVersion>) => ownScheme<RuleVersion>(rule, SHIPPED, {});

/** The other classes of a scheme, each by writing it down. */
const others = (scheme: 'intent' | 'contactStrategy' | 'purchaseStrategy' | 'bankKind' | 'bankTier', value: string | null): readonly Change[] => {
  const { dictionary, ranking } = schemeOf(scheme);
  return ranking.flatMap((to) => (to === null || to === value || (dictionary !== null && optionOf(dictionary, to) === undefined) ? [] : [{ to, input: scheme, at: to }]));
};

/** C-02: which class, the salesperson decides; what to do in each is in `advice.ts`. */
export const intent = written((member) => {
  const value = textOf(member, 'intent.class');
  const expected = textOf(member, 'intent.expectedPurchaseAt');
  return {
    value, mark: '', thresholds: [], changes: others('intent', value),
    inputs: [{ key: 'intent', value }, ...(expected === null ? [] : [{ key: 'expectedPurchaseAt', value: expected }])],
  };
});

/** Whole stars from one to five; anything else is no judgement. */
export function starsOf(member: Member): number | null {
  const value = numberOf(member, 'crm.creditStars');
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 5 ? value : null;
}

/** C-06: the salesperson's own judgement, one to five. The grade that a formula makes of it and of facts is in `grade.ts`. */
export const stars = written((member) => {
  const count = starsOf(member);
  const near = count === null ? [5, 4, 3, 2, 1] : [count + 1, count - 1].filter((n) => n >= 1 && n <= 5);
  return {
    value: count === null ? null : String(count), mark: '', thresholds: [],
    inputs: [{ key: 'creditStars', value: count, unit: 'score' }],
    changes: near.map((n) => ({ to: String(n), input: 'creditStars', at: n })),
  };
});

/** C-07: the strategy names the class, its days are the cycle that reminders and alerts keep to (P-15, P-16). */
const strategy = (scheme: 'contactStrategy' | 'purchaseStrategy') => written((member, { cycles }) => {
  const value = textOf(member, `crm.${scheme}`);
  const days = value === null ? undefined : cycles === undefined ? optionOf(scheme === 'contactStrategy' ? 'D-55' : 'D-56', value)?.days : Object.hasOwn(cycles, value) ? cycles[value] : undefined;
  return { value, mark: '', thresholds: days === undefined ? [] : [{ key: 'cycle', value: days, unit: 'days' }], inputs: [{ key: scheme, value }], changes: others(scheme, value) };
});
export const contactStrategy = strategy('contactStrategy');
export const purchaseStrategy = strategy('purchaseStrategy');

const ROLES = ['dealer', 'supplier', 'special'] as const;
/** C-13: a customer may have several roles at once; the class is the first of them in the order above, the mark says how many more there are, and all are told. */
export const partnerRole = written((member) => {
  const roles = [...new Set(listOf(member, 'customer.partnerRole/value'))].sort();
  const kinds = roles.includes('special') ? [...new Set(listOf(member, 'customer.specialKind/value'))].sort() : [];
  return {
    value: ROLES.find((role) => roles.includes(role)) ?? roles[0] ?? null,
    mark: roles.length > 1 ? `+${roles.length - 1}` : '', thresholds: [],
    inputs: [{ key: 'roles', value: roles.length === 0 ? null : roles.join(' ') }, ...(kinds.length === 0 ? [] : [{ key: 'specialKinds', value: kinds.join(' ') }])],
    changes: roles.length === 0 ? ROLES.map((to) => ({ to, input: 'roles', at: to })) : [],
  };
});

/** C-14. */
export const bankKind = written((member) => {
  const value = textOf(member, 'bank.customerKind');
  return { value, mark: '', thresholds: [], inputs: [{ key: 'bankKind', value }], changes: others('bankKind', value) };
});

/** C-15: the tier that the bank has given; levels of the cards are told beside it. */
export const bankTier = written((member) => {
  const value = textOf(member, 'bank.customerTier');
  const cards = listOf(member, 'cards/level');
  return {
    value, mark: '', thresholds: [], changes: others('bankTier', value),
    inputs: [{ key: 'bankTier', value }, ...(cards.length === 0 ? [] : [{ key: 'cards', value: [...cards].sort().join(' ') }])],
  };
});
