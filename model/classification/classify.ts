/** One door to the three schemes, for whoever has a population and wants results. */
import type { ArchiveId } from '../ids.ts';
import type { ClassResult } from '../overview.ts';
import { abcRule } from './abc.ts';
import { lifecycleRule } from './lifecycle.ts';
import type { ClassificationRun, Population } from './population.ts';
import { rfmRule } from './rfm.ts';
import { resultsOf, type ReadyRule } from './result.ts';
import type { ClassificationSettings } from './settings.ts';

/** Those that are found from the whole population at once. */
export type RankedScheme = 'abc' | 'rfm' | 'lifecycle';
export const RANKED_SCHEMES = Object.freeze(['abc', 'rfm', 'lifecycle'] as const satisfies readonly RankedScheme[]);

export function ruleFor(scheme: RankedScheme, population: Population, settings: ClassificationSettings): ReadyRule {
  switch (scheme) {
    case 'abc': return abcRule(population, settings.abc);
    case 'rfm': return rfmRule(population, settings.rfm);
    case 'lifecycle': return lifecycleRule(population, settings.lifecycle);
  }
}

export const classifyPopulation = (scheme: RankedScheme, population: Population, settings: ClassificationSettings, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> =>
  resultsOf(ruleFor(scheme, population, settings), population, run);

/** How many customers have each class; the unclassified count under `-`. */
export function countClasses(results: Iterable<ClassResult>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { value } of results) counts[value ?? '-'] = (counts[value ?? '-'] ?? 0) + 1;
  return counts;
}
