/** One door to the three schemes, for whoever has a population and wants results. */
import type { ArchiveId } from '../ids.ts';
import type { ClassResult, SchemeKey } from '../overview.ts';
import { classifyAbc } from './abc.ts';
import { classifyLifecycle } from './lifecycle.ts';
import type { ClassificationRun, Population } from './population.ts';
import { classifyRfm } from './rfm.ts';
import type { ClassificationSettings } from './settings.ts';

export function classifyPopulation(scheme: SchemeKey, population: Population, settings: ClassificationSettings, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> {
  switch (scheme) {
    case 'abc': return classifyAbc(population, settings.abc, run);
    case 'rfm': return classifyRfm(population, settings.rfm, run);
    case 'lifecycle': return classifyLifecycle(population, settings.lifecycle, run);
  }
}

/** How many customers have each class; the unclassified count under `-`. */
export function countClasses(results: Iterable<ClassResult>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { value } of results) counts[value ?? '-'] = (counts[value ?? '-'] ?? 0) + 1;
  return counts;
}
