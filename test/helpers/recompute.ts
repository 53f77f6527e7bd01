/** A second computation of every class, from nothing but what its reasons show: inputs, limits, window and, for classes of the population, the same of everybody else. It shares no code with the rules. */
import type { AlikeTrait, ClassAlike, ClassResult, SchemeKey } from '../../model/overview.ts';

type Shown = Readonly<Record<string, string | number | null>>;
const byKey = (items: ClassResult['inputs']): Shown => Object.fromEntries(items.map(({ key, value }) => [key, value]));
const cents = (value: string | number | null | undefined): number => Math.round(Number(value ?? 0) * 100);
const words = (value: string | number | null | undefined): readonly string[] => String(value ?? '').split(' ').filter(Boolean);

/** By the calendar: the day of the month counts, or the last one that the month has. */
function months(from: string, to: string): number {
  const [[y1, m1, d1], [y2, m2, d2]] = [from, to].map((date) => date.split('-').map(Number)) as [[number, number, number], [number, number, number]];
  const last = new Date(Date.UTC(y2, m2, 0)).getUTCDate();
  return Math.max(0, (y2 - y1) * 12 + m2 - m1 - (d2 < Math.min(d1, last) ? 1 : 0));
}
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const SEGMENTS: Readonly<Record<string, string>> = {
  51: 'new', 52: 'potentialLoyalists', 53: 'potentialLoyalists', 54: 'champions', 55: 'champions', 41: 'promising', 42: 'potentialLoyalists', 43: 'potentialLoyalists', 44: 'loyal', 45: 'loyal',
  31: 'aboutToSleep', 32: 'aboutToSleep', 33: 'needAttention', 34: 'loyal', 35: 'loyal', 21: 'hibernating', 22: 'hibernating', 23: 'atRisk', 24: 'atRisk', 25: 'cantLose', 11: 'hibernating', 12: 'hibernating', 13: 'atRisk', 14: 'atRisk', 15: 'cantLose',
};
const SOCIAL: Readonly<Record<string, number>> = { leader: 3, influential: 2, average: 1, large: 3, medium: 2, small: 1, over10: 3, from5to10: 2, from3to5: 1 };

export interface Shows { readonly of: ClassResult; /** The same scheme of everybody, this customer too. */ readonly everybody: readonly ClassResult[] }

type Second = (input: Shown, limit: Shown, shows: Shows) => string | null;
const asWritten = (key: string): Second => (input) => (input[key] === null || input[key] === undefined ? null : String(input[key]));

export const SECOND: Readonly<Partial<Record<SchemeKey, Second>>> = {
  abc(input, limit, { everybody }) {
    if (input['purchases'] === 0) return null;
    const value = cents(input['value']);
    if (value <= 0) return 'C';
    const all = everybody.map(({ inputs }) => byKey(inputs)).filter(({ purchases }) => Number(purchases) > 0).map((each) => cents(each['value'])).filter((each) => each > 0);
    const total = all.reduce((sum, each) => sum + each, 0);
    const before = all.filter((each) => each > value).reduce((sum, each) => sum + each, 0) / total;
    return before < Number(limit['thresholdA']) ? 'A' : before < Number(limit['thresholdB']) ? 'B' : 'C';
  },
  rfm(input, limit, { everybody }) {
    if (input['frequency'] === 0) return 'prospect';
    const buyers = everybody.map(({ inputs }) => byKey(inputs)).filter(({ frequency }) => Number(frequency) > 0);
    const fixed = buyers.length < Number(limit['minimumBuyers']);
    const score = (key: 'recencyDays' | 'frequency', sign: 1 | -1): number => {
      const own = Number(input[key]) * sign;
      if (fixed) return [5, 4, 3, 2].find((n) => own >= Number(limit[`${key}${n}`]) * sign) ?? 1;
      return 1 + Math.min(4, Math.floor((5 * buyers.filter((each) => Number(each[key]) * sign < own).length) / buyers.length));
    };
    return SEGMENTS[score('recencyDays', -1) * 10 + score('frequency', 1)]!;
  },
  lifecycle(input, _limit, { of: { thresholds, window } }) {
    const last = input['lastEver'];
    const after = thresholds[0]!;
    const who = input['agent'] === 'no' ? 'EndCustomer' : 'Agent';
    if (typeof last !== 'string') return `potential${who}`;
    return (after.unit === 'days' ? days(last, window.to) <= Number(after.value) : months(last, window.to) < Number(after.value) || sameDayMonths(last, window.to, Number(after.value))) ? `current${who}` : `lost${who}`;
  },
  intent: asWritten('intent'), contactStrategy: asWritten('contactStrategy'), purchaseStrategy: asWritten('purchaseStrategy'), bankKind: asWritten('bankKind'), bankTier: asWritten('bankTier'), stars: asWritten('creditStars'),
  partnerRole: (input) => ['dealer', 'supplier', 'special'].find((role) => words(input['roles']).includes(role)) ?? words(input['roles'])[0] ?? null,
  maturity: (input, limit, { of: { computedAt } }) => (typeof input['firstEver'] !== 'string' ? 'potential' : months(input['firstEver'], computedAt.slice(0, 10)) < Number(limit['newMonths']) ? 'new' : 'old'),
  size: (input, limit) => (cents(input['value']) >= cents(limit['bigAmount']) || (typeof input['scale'] === 'string' && words(limit['bigScales']).includes(input['scale'])) ? 'big' : 'general'),
  valueTier: (input, limit) => (typeof limit['highClasses'] === 'string' ? (input['abc'] === null ? null : words(limit['highClasses']).includes(String(input['abc'])) ? 'highValue' : 'lowValue')
    : input['purchases'] === 0 ? null : cents(input['value']) >= cents(limit['highAmount']) ? 'highValue' : 'lowValue'),
  duration(input, limit) {
    const [first, last] = [input['firstEver'], input['lastEver']];
    if (typeof first !== 'string' || typeof last !== 'string') return null;
    return Number(input['purchasesEver']) >= Number(limit['longTermPurchases']) && months(first, last) >= Number(limit['longTermMonths']) ? 'longTerm' : 'temporary';
  },
  creditManagement(input, limit, { of: { computedAt } }) {
    const relation = months(String(input['relationSince']), computedAt.slice(0, 10));
    const average = Math.floor((cents(input['valueEver']) * 12) / Math.max(12, relation));
    return average >= cents(limit['coreTrade']) && relation >= Number(limit['coreMonths']) ? 'core' : 'ordinary';
  },
  grade(input, limit, { of: { computedAt } }) {
    const stepped = (kind: string, reaches: (from: string | number | null | undefined) => boolean): number => [100, 75, 50, 25].find((points) => reaches(limit[`${kind}.${points}`])) ?? 0;
    const until = input['reportValidUntil'];
    const points: Readonly<Record<string, number>> = {
      ...(typeof input['creditStars'] === 'number' ? { stars: input['creditStars'] * 20 } : {}),
      ...(typeof until === 'string' ? { report: until >= computedAt.slice(0, 10) ? 100 : Number(limit['expiredReport']) } : {}),
      trade: stepped('annual', (from) => cents(input['averageAnnualTrade']) >= cents(from)),
      relation: stepped('lasting', (from) => Number(input['relationMonths']) >= Number(from)),
    };
    const weight = Object.keys(points).reduce((sum, part) => sum + Number(limit[`weight.${part}`]), 0);
    if (weight === 0 || weight < Number(limit['knownWeight'])) return null;
    const mean = Object.entries(points).reduce((sum, [part, count]) => sum + count * Number(limit[`weight.${part}`]), 0) / weight;
    return ['aaa', 'aa', 'a', 'b'].find((grade) => mean >= Number(limit[`grade.${grade}`])) ?? 'c';
  },
  aml(input, limit) {
    const order = ['low', 'medium', 'high'];
    const total = input['amlTotal'];
    const found = typeof total !== 'number' ? null : total >= Number(limit['amlHigh']) ? 'high' : total <= Number(limit['amlLow']) ? 'low' : 'medium';
    const written = typeof input['writtenLevel'] === 'string' ? input['writtenLevel'] : null;
    if (found === null || written === null) return written ?? found;
    return input['approved'] === 'yes' ? written : order[Math.max(order.indexOf(found), order.indexOf(written))]!;
  },
  attributes(input, limit) {
    const points = {
      value: [3, 2, 1].find((n) => cents(input['value']) >= cents(limit[`worth${n}`])) ?? 0,
      behavioural: [3, 2, 1].find((n) => Number(input['purchases']) >= Number(limit[`habit${n}`])) ?? 0,
      social: Math.max(...['position', 'scale', 'yearsInBusiness'].map((key) => SOCIAL[String(input[key])] ?? 0)),
    };
    const most = Math.max(...Object.values(points));
    return most === 0 ? null : Object.entries(points).find(([, count]) => count === most)![0];
  },
  similar(_input, _limit, { of: { alike } }) {
    if (!alike) return null;
    const far = distances(alike);
    return alike.groups.find((_, i) => far[i] === Math.min(...far))!.key;
  },
  keyNew: (input, limit) => (input['keyProspect'] === 'yes' || (limit['bigCounts'] === 'yes' && words(limit['newMaturities']).includes(String(input['maturity'])) && input['size'] === 'big') ? 'yes' : null),
  reception: (input, limit) => (typeof input['written'] === 'string' ? input['written']
    : words(limit['vipClasses']).includes(String(input['abc'])) || (limit['vipCore'] === 'yes' && input['creditManagement'] === 'core') || (limit['vipKeyNew'] === 'yes' && input['keyNew'] === 'yes') ? 'vip' : 'standard'),
};

/** Where a number or an option stands, from its value and what all have in common. */
export function placeOf({ value, unit, scale, weight }: AlikeTrait): number {
  if (weight !== undefined) return value === true ? weight : 0;
  if (value === null || !scale || scale.spread === 0) return 0;
  const counted = unit === 'money' ? cents(value as string) : Number(value);
  return Math.min(3, Math.max(-3, (Math.log(1 + Math.max(0, counted)) - scale.mean) / scale.spread));
}
/** To the middle of each group, in the order in which they are shown. */
export const distances = ({ traits, groups }: ClassAlike): readonly number[] => groups.map(({ middle }) => Math.hypot(...traits.map((trait, i) => placeOf(trait) - middle![i]!)));

/** Exactly so many months ago is still within them. */
function sameDayMonths(from: string, to: string, count: number): boolean {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10) === to;
}

/** What the reasons of a class come to; undefined: there is no second computation of this scheme. */
export function recompute(shows: Shows): string | null | undefined {
  const { scheme, inputs, thresholds } = shows.of;
  return SECOND[scheme]?.(byKey(inputs), byKey(thresholds), shows);
}
