/** Company credit grade (C-06, D-59): a weighted mean of what is known of the customer's credit, against limits that the company sets. */
import { fromMinor } from '../../money.ts';
import type { CalendarDate } from '../../overview.ts';
import type { Member, OwnRule } from '../member.ts';
import type { RuleVersion } from '../settings.ts';
import { starsOf } from './as-written.ts';
import { amount, ownScheme, perKey, steps, whole } from './parse.ts';
import { averageAnnualTrade, listOf, minor, relationMonths, SHIPPED, type Change } from './reading.ts';

export const PARTS = ['stars', 'report', 'trade', 'relation'] as const;
export type Part = (typeof PARTS)[number];
const GRADES = ['aaa', 'aa', 'a', 'b'] as const;
/** Points of the steps of trade and relation. */
const STEPS = [100, 75, 50, 25] as const;

export interface GradeSettings extends RuleVersion {
  /** Weight of each part, 100 together. Shipped: stars 50, credit report 20, average annual trade 15, length of the relation 15: the salesperson's judgement counts most, and never alone. */
  readonly weights: Readonly<Record<Part, number>>;
  /** A grade is given when parts of at least so much weight are known; below it the customer is ungraded. Shipped: 50. */
  readonly known: number;
  /** Points of 100 from which on a grade is AAA, AA, A and B; below the last it is C. Shipped: 85, 70, 55, 40. */
  readonly limits: readonly number[];
  /** Points of a credit report that is no longer valid; a valid one has 100. Shipped: 40. It is a snapshot and ages within a year (P-20). */
  readonly expired: number;
  /** Average annual trade, in whole units, that gives 100, 75, 50 and 25 points. Shipped: 100,000, 50,000, 10,000, 1,000. */
  readonly trade: readonly number[];
  /** Months of the relation that give 100, 75, 50 and 25 points. Shipped: 60, 36, 24, 12. */
  readonly months: readonly number[];
}

type Points = Readonly<Record<Part, number | null>>;

const stepped = (value: number, limits: readonly number[]): number => {
  const index = limits.findIndex((limit) => value >= limit);
  return index < 0 ? 0 : 100 - 25 * index;
};
/** The report that is valid longest; null: there is none. */
const reportUntil = (member: Member): CalendarDate | null => listOf(member, 'creditReports/validUntil').map((date) => date.slice(0, 10)).sort().at(-1) ?? null;

/** Whole numbers throughout: sum of points times weight, and sum of the weights, of the parts that are known. */
function gradeOf(points: Points, { weights, limits, known }: GradeSettings): { readonly grade: string | null; readonly sum: number; readonly weight: number } {
  let sum = 0;
  let weight = 0;
  for (const part of PARTS) {
    const own = points[part];
    if (own === null) continue;
    sum += own * weights[part];
    weight += weights[part];
  }
  if (weight === 0 || weight < known) return { grade: null, sum, weight };
  const index = limits.findIndex((limit) => sum >= limit * weight);
  return { grade: index < 0 ? 'c' : GRADES[index]!, sum, weight };
}

const gradeRule: OwnRule<GradeSettings> = (member, settings, today) => {
  const stars = starsOf(member);
  const until = reportUntil(member);
  const average = averageAnnualTrade(member, today);
  const months = relationMonths(member, today);
  const points: Points = {
    stars: stars === null ? null : stars * 20,
    report: until === null ? null : until >= today ? 100 : settings.expired,
    trade: stepped(average, settings.trade.map(minor)),
    relation: stepped(months, settings.months),
  };
  const { grade, sum, weight } = gradeOf(points, settings);
  const withStars = (count: number): string | null => gradeOf({ ...points, stars: count * 20 }, settings).grade;
  const better = [1, 2, 3, 4, 5].find((n) => n > (stars ?? 0) && withStars(n) !== grade);
  const worse = stars === null ? undefined : [5, 4, 3, 2, 1].find((n) => n < stars && withStars(n) !== grade);
  const renewed = gradeOf({ ...points, report: 100 }, settings).grade;
  const changes = [...[better, worse].flatMap((n): readonly Change[] => (n === undefined ? [] : [{ to: withStars(n) ?? '', input: 'creditStars', at: n }])),
    ...(points.report !== 100 && renewed !== null && renewed !== grade ? [{ to: renewed, input: 'reportValidUntil', at: today }] : [])].filter(({ to }) => to !== '');
  return {
    value: grade, mark: '', changes,
    thresholds: [
      ...GRADES.map((key, i) => ({ key: `grade.${key}`, value: settings.limits[i]!, unit: 'score' as const })),
      ...PARTS.map((part) => ({ key: `weight.${part}`, value: settings.weights[part], unit: 'score' as const })),
      { key: 'knownWeight', value: settings.known, unit: 'score' }, { key: 'expiredReport', value: settings.expired, unit: 'score' },
      ...STEPS.map((score, i) => ({ key: `annual.${score}`, value: fromMinor(minor(settings.trade[i]!)), unit: 'money' as const })),
      ...STEPS.map((score, i) => ({ key: `lasting.${score}`, value: settings.months[i]!, unit: 'months' as const })),
    ],
    inputs: [
      { key: 'score', value: weight === 0 ? null : Math.floor((sum * 10) / weight) / 10, unit: 'score' },
      { key: 'creditStars', value: stars, unit: 'score' }, { key: 'reportValidUntil', value: until, unit: 'date' },
      { key: 'averageAnnualTrade', value: fromMinor(average), unit: 'money' }, { key: 'relationMonths', value: months, unit: 'months' },
      ...PARTS.map((part) => ({ key: `points.${part}`, value: points[part], unit: 'score' as const })),
    ],
  };
};

const points = whole(0, 100, 'points');
/** C-06: who knows only the trade is not graded: unknown is not poor. */
export const grade = ownScheme<GradeSettings>(gradeRule, {
  ...SHIPPED, weights: Object.freeze({ stars: 50, report: 20, trade: 15, relation: 15 }), known: 50, limits: Object.freeze([85, 70, 55, 40]), expired: 40,
  trade: Object.freeze([100_000, 50_000, 10_000, 1_000]), months: Object.freeze([60, 36, 24, 12]),
}, {
  weights: perKey(PARTS, points, 100), known: whole(1, 100, 'points'), limits: steps(4, 'down', whole(1, 100, 'points')), expired: points, trade: steps(4, 'down', amount), months: steps(4, 'down', whole(0, 1_200, 'months')),
});
