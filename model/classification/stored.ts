/** A class result as it is kept: what the results of one run have in common once, of each customer only what is its own. Texts come back from the catalogue. */
import type { Labels } from '../labels.ts';
import type { ClassInput, ClassResult, SchemeKey } from '../overview.ts';
import { classLabel, UNCLASSIFIED } from './labels.ts';
import type { ClassHistory } from './population.ts';

/** `basis` is the same for all results with one rule, window, thresholds and kind of inputs: a few texts for any number of customers. */
export interface PackedResult { readonly basis: string; readonly value: string | null; readonly own: string; readonly computedAt: string }

type Basis = Pick<ClassResult, 'scheme' | 'rule' | 'window' | 'thresholds'> & { readonly inputs: readonly (readonly [key: string, unit: ClassInput['unit'] | null])[] };
type Own = readonly [
  mark: string, since: string, trend: ClassResult['trend'], previous: readonly [value: string | null, until: string] | null,
  inputs: readonly ClassInput['value'][],
  changes: readonly (readonly [to: string, input: string, at: string | number])[],
  population: readonly [rank: number, of: number, share: number, before: number, after: number] | null,
];

const DICTIONARY = { abc: 'D-18', rfm: 'D-75', lifecycle: 'D-08' } as const satisfies Record<SchemeKey, string>;
const labelOf = (scheme: SchemeKey, value: string | null): Labels => (value === null ? UNCLASSIFIED : classLabel(DICTIONARY[scheme], value));

/** Two results are the same class for the same reasons where `basis`, `value` and `own` are equal. */
export function packResult(result: ClassResult): PackedResult {
  const { scheme, rule, window, thresholds, inputs, population } = result;
  const basis: Basis = { scheme, rule, window, thresholds, inputs: inputs.map(({ key, unit }) => [key, unit ?? null]) };
  const own: Own = [
    result.mark, result.since, result.trend, result.previous && [result.previous.value, result.previous.until],
    inputs.map(({ value }) => value),
    result.changes.map(({ to, input, at }) => [to, input, at]),
    population ? [population.rank, population.of, population.share, population.cumulativeBefore, population.cumulativeAfter] : null,
  ];
  return { basis: JSON.stringify(basis), value: result.value, own: JSON.stringify(own), computedAt: result.computedAt };
}

export function unpackResult(packed: PackedResult): ClassResult {
  const { scheme, rule, window, thresholds, inputs } = JSON.parse(packed.basis) as Basis;
  const [mark, , , , values, changes, population] = JSON.parse(packed.own) as Own;
  const { value, label, since, previous, trend } = unpackHistory(scheme, packed);
  return {
    scheme, value, label, mark, rule, window, thresholds,
    inputs: inputs.map(([key, unit], i) => ({ key, value: values[i] ?? null, ...(unit === null ? {} : { unit }) })),
    changes: changes.map(([to, input, at]) => ({ to, toLabel: labelOf(scheme, to), input, at })),
    computedAt: packed.computedAt, since, previous, trend,
    ...(population ? { population: { rank: population[0], of: population[1], share: population[2], cumulativeBefore: population[3], cumulativeAfter: population[4] } } : {}),
  };
}

export function unpackHistory(scheme: SchemeKey, { value, own }: Pick<PackedResult, 'value' | 'own'>): ClassHistory {
  const [, since, trend, previous] = JSON.parse(own) as Own;
  return { value, label: labelOf(scheme, value), since, trend, previous: previous && { value: previous[0], label: labelOf(scheme, previous[0]), until: previous[1] } };
}
