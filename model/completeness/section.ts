/** What of a section's plan is filled, and the short form in which a server keeps it beside the overview. */
import type { SectionValues } from '../api.ts';
import type { FieldPlace } from '../catalogue/catalogue.ts';
import { ADDRESSES } from '../catalogue/place.ts';
import type { CalendarDate } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import type { Item, SectionPlan } from './plan.ts';
import { staleOf } from './stale.ts';
import type { Dates } from './stale.ts';

/** One section's share, as it is stored: counts, and days from which values are stale, so that it stays true while time passes. */
export interface SectionFacts {
  /** Filled fields by pack. */
  readonly filled: Readonly<Record<string, number>>;
  /** All filled fields, each once. */
  readonly all: number;
  /** Filled ones of what must be there, and of the key ten. */
  readonly must: number;
  readonly ten: number;
  /** Sorted. */
  readonly stale: readonly CalendarDate[];
  readonly dates: Dates;
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');

export function isFilled(place: FieldPlace, values: SectionValues): boolean {
  switch (place.kind) {
    case 'value': return isThere(values.fields[place.key]);
    case 'text': return isThere(values.texts[place.key]);
    case 'list': case 'rows': return Object.keys(values.rows[place.table] ?? {}).length > 0;
    case 'address': return Object.values(values.rows[ADDRESSES] ?? {}).some((row) => row['use'] === place.use);
    case 'column': case 'files': case 'none': return false;
  }
}

export const missingOf = (plan: SectionPlan, values: SectionValues): readonly Item[] => plan.items.filter(({ place }) => !isFilled(place, values));

export function sectionFacts(section: SectionKey, plan: SectionPlan | undefined, values: SectionValues, dates: Dates): SectionFacts {
  const filled: Record<string, number> = {};
  let [all, must, ten] = [0, 0, 0];
  for (const item of plan?.items ?? []) {
    if (!isFilled(item.place, values)) continue;
    all++;
    for (const pack of item.packs) filled[pack] = (filled[pack] ?? 0) + 1;
    if (item.need !== 'pack') must++;
    if (item.ten) ten++;
  }
  return { filled, all, must, ten, stale: staleOf(section, values, dates).map(({ from }) => from), dates };
}
