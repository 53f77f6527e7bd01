/** How a customer lies among the groups of similar customers (C-19): what was compared, how far the middle of each group is, and what would bring it into another. Pure; how groups are found is `similar.ts`. */
import type { Labels } from '../labels.ts';
import { LANGUAGES } from '../labels.ts';
import { fromMinor } from '../money.ts';
import type { AlikeTrait, ClassAlike, ClassChange } from '../overview.ts';
import { OPTION_TITLES, optionParts, SIMILAR_NUMBERS, SIMILAR_OPTIONS } from './groups.ts';
import type { Seen, SimilarMeasure } from './groups.ts';
import { FARTHEST, numberPlace, placeOf } from './similar.ts';
import { analysisText } from './texts.ts';
import type { AnalysisText } from './texts.ts';

export interface AlikeWords {
  readonly group: (key: string) => Labels;
  /** Of an option of a field of the register. */
  readonly option: (key: string, value: string) => Labels;
}

type NumberKey = (typeof SIMILAR_NUMBERS)[number];
const UNITS = { net: 'money', purchases: 'count', sinceLast: 'days', contacts: 'count' } as const satisfies Readonly<Record<NumberKey, AlikeTrait['unit']>>;
/** As it is counted, as it is shown. */
const shown = (key: NumberKey, value: number): string | number => (UNITS[key] === 'money' ? fromMinor(value) : value);

const titled = (text: AnalysisText): Labels => Object.fromEntries(LANGUAGES.map((language) => [language, analysisText(text, language)])) as Labels;
const NUMBER_NAMES: readonly Labels[] = SIMILAR_NUMBERS.map(titled);
const OPTION_NAMES: readonly Labels[] = OPTION_TITLES.map(titled);

const DIGITS = 10_000;
const told = (value: number): number => Math.round(value * DIGITS) / DIGITS + 0;

/** What is kept of a customer on the day of grouping, as it is compared. */
const pointOf = ({ numbers, options }: Seen, { basis }: SimilarMeasure): readonly number[] => {
  const has = options.flatMap((at) => basis.options[at]?.option ?? []);
  return placeOf({ numbers, options: has }, basis);
};

/** Squares of the distances, by centre. */
const squares = (point: readonly number[], { centres }: SimilarMeasure): readonly number[] => centres.map(({ at }) => at.reduce((sum, middle, d) => sum + ((point[d] ?? 0) - middle) ** 2, 0));
/** The nearest; of equally near ones the first. */
const least = (far: readonly number[]): number => far.reduce((best, each, i) => (each < (far[best] as number) ? i : best), 0);

export function alikeOf(seen: Seen, measure: SimilarMeasure, sizes: Readonly<Record<string, { readonly size: number }>>, words: AlikeWords): ClassAlike {
  const { basis, centres } = measure;
  const point = pointOf(seen, measure);
  const has = new Set(seen.options);
  const numbers = SIMILAR_NUMBERS.map((key, i): AlikeTrait => {
    const value = seen.numbers[i] ?? null;
    return { key, name: NUMBER_NAMES[i] as Labels, value: value === null ? null : shown(key, value), unit: UNITS[key], place: told(point[i] ?? 0), ...(basis.scales[i] ? { scale: basis.scales[i] } : {}) };
  });
  const options = basis.options.map(({ option, weight }, i): AlikeTrait => {
    const [at, value] = optionParts(option);
    const key = SIMILAR_OPTIONS[at] as string;
    return { key, name: OPTION_NAMES[at] as Labels, option: value, label: words.option(key, value), value: has.has(i), place: has.has(i) ? weight : 0, weight };
  });
  const far = squares(point, measure);
  const order = [...centres.keys()].sort((a, b) => (far[a] as number) - (far[b] as number) || a - b);
  return {
    traits: [...numbers, ...options],
    groups: order.map((i) => {
      const { group, at } = centres[i] as SimilarMeasure['centres'][number];
      return { key: group, label: words.group(group), distance: told(Math.sqrt(far[i] as number)), size: sizes[group]?.size ?? 0, middle: at };
    }),
  };
}

/** What is left of it for who may not know how the others are: the own traits, and the two groups that are nearest. */
export const withoutOthers = ({ traits, groups }: ClassAlike): ClassAlike => ({
  traits: traits.filter(({ value }) => value !== false).map(({ key, name, option, label, value, unit, place }): AlikeTrait => ({ key, name, ...(option === undefined ? {} : { option }), ...(label === undefined ? {} : { label }), value, ...(unit === undefined ? {} : { unit }), place })),
  groups: groups.slice(0, 2).map(({ key, label, distance }) => ({ key, label, distance })),
});
/** Inputs that tell of everybody. */
export const OF_OTHERS: ReadonlySet<string> = new Set(['inGroup', 'ofCustomers']);

/** Standard deviations: a figure so far from the own one is no advice. */
const REACH = 1.5;
/** Options named that would change it. */
const MOST = 3;

/** Nearest values of one figure, and the options that would do it most clearly, all else unchanged. */
export function alikeChanges(seen: Seen, measure: SimilarMeasure, words: AlikeWords): readonly ClassChange[] {
  const point = pointOf(seen, measure);
  const far = squares(point, measure);
  const mine = least(far);
  const to = (i: number) => { const { group } = measure.centres[i] as SimilarMeasure['centres'][number]; return { to: group, toLabel: words.group(group) }; };
  /** With other places in some dimensions. */
  const moved = (places: readonly (readonly [dimension: number, place: number])[]): readonly number[] =>
    far.map((each, i) => places.reduce((sum, [d, place]) => { const middle = measure.centres[i]?.at[d] ?? 0; return sum - ((point[d] ?? 0) - middle) ** 2 + (place - middle) ** 2; }, each));

  const numbers = SIMILAR_NUMBERS.flatMap((key, d): readonly ClassChange[] => {
    const [value, scale] = [seen.numbers[d] ?? null, measure.basis.scales[d]];
    // never bought: there is no day that would be another
    if (value === null || scale === undefined || scale.spread === 0) return [];
    const winner = (at: number): number => least(moved([[d, numberPlace(at, scale)]]));
    const valueAt = (place: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(Math.expm1(scale.mean + place * scale.spread))));
    const [own, place] = [Math.max(0, value), point[d] ?? 0];
    const [bottom, top] = [Math.min(own, valueAt(place - REACH)), Math.max(own, valueAt(Math.min(FARTHEST, place + REACH)))];
    return [first(own, top, (at) => winner(at) !== mine), first(own, bottom, (at) => winner(at) !== mine)]
      .flatMap((at) => (at === null ? [] : [{ ...to(winner(at)), input: key, inputLabel: NUMBER_NAMES[d] as Labels, at: shown(key, at) }]));
  });

  const width = measure.basis.scales.length;
  const lists = measure.basis.options.map(({ option }) => optionParts(option));
  const has = new Set(seen.options);
  const options = lists.flatMap(([list, value], i): readonly { readonly gain: number; readonly change: ClassChange }[] => {
    const key = SIMILAR_OPTIONS[list] as string;
    // nobody becomes a person who was a company
    if (has.has(i) || key === 'kind') return [];
    const others = key.includes('/') ? [] : seen.options.filter((other) => lists[other]?.[0] === list);
    const there = moved([[width + i, measure.basis.options[i]?.weight ?? 0], ...others.map((other) => [width + other, 0] as const)]);
    const best = least(there);
    return best === mine ? [] : [{ gain: (there[mine] as number) - (there[best] as number), change: { ...to(best), input: key, inputLabel: OPTION_NAMES[list] as Labels, at: value, atLabel: words.option(key, value) } }];
  });
  return [...numbers, ...options.sort((a, b) => b.gain - a.gain).slice(0, MOST).map(({ change }) => change)];
}

/** The whole number nearest to `from`, on the way to `end`, at which it holds; on one line a group is one stretch, so what holds once holds to the end. */
function first(from: number, end: number, holds: (at: number) => boolean): number | null {
  if (!holds(end)) return null;
  let [no, yes] = [from, end];
  while (Math.abs(yes - no) > 1) {
    const middle = no + Math.trunc((yes - no) / 2);
    if (holds(middle)) yes = middle; else no = middle;
  }
  return yes;
}
