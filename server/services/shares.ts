/** Counts how complete an archive is, section by section, anew only where something changed. What counts is in `model/completeness`; when to count is left to `overview.ts`. */
import type { SectionValues } from '../../model/api.ts';
import { planOf } from '../../model/completeness/plan.ts';
import { sectionFacts } from '../../model/completeness/section.ts';
import { datedKeys } from '../../model/completeness/stale.ts';
import type { Dates } from '../../model/completeness/stale.ts';
import { lackingIn } from '../../model/completeness/sum.ts';
import type { Shares } from '../../model/completeness/sum.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { joined } from './missing.ts';
import type { Storage, StoredArchive, StoredShares } from '../storage/storage.ts';

/** What changed since a section was counted: by value or row key the day; `all` where that is not known. */
export type Changed = ReadonlyMap<SectionKey, ReadonlyMap<string, CalendarDate>> | 'all';

export interface CountOptions {
  readonly row: Pick<StoredArchive, 'id' | 'kind' | 'packs'>;
  readonly old: StoredShares | undefined;
  readonly changed: Changed;
  /** Documents that the archive has. */
  readonly documents: Iterable<string>;
  /** Null for a document that is not there. */
  readonly read: (document: string) => Promise<SectionValues | null>;
  readonly history: Pick<Storage['history'], 'dates'>;
}

/** Sections that a reader of the list's order reads: see `rights-query.ts`, depth 3. */
const LISTED = ['profile', 'people'] as const satisfies readonly SectionKey[];

const nameOf = ({ kind, packs }: CountOptions['row']): string => `${kind} ${[...packs].sort().join(' ')}`;

export async function countShares(options: CountOptions): Promise<StoredShares> {
  const { row, changed } = options;
  const of = nameOf(row);
  // with another kind or other packs other fields count, everywhere
  const old = options.old?.of === of && changed !== 'all' ? options.old : undefined;
  const documents = new Map<SectionKey, string[]>();
  for (const document of options.documents) {
    const section = parseDocSection(document)?.section;
    if (section === undefined || (old !== undefined && changed !== 'all' && !changed.has(section))) continue;
    const list = documents.get(section);
    if (list) list.push(document);
    else documents.set(section, [document]);
  }
  const sections: Partial<Record<SectionKey, Shares[SectionKey]>> = { ...old?.sections };
  let contacts = old?.contacts ?? false;
  const plan = planOf(row.kind, row.packs);
  for (const [section, names] of documents) {
    const values = joined((await Promise.all(names.map(options.read))).filter((each) => each !== null));
    const dates = await datesOf(options, section, names[0] as string, values, options.old?.sections[section]?.dates ?? {});
    sections[section] = sectionFacts(section, plan.get(section), values, dates);
    if (section === 'contacts') contacts = Object.keys(values.rows['contacts'] ?? {}).length > 0;
  }
  return { of, sections, contacts, lacking: lackingIn(row.kind, row.packs, sections, LISTED) };
}

/** Days of what is there now: what just changed, what was known, and of the rest what the history says. */
async function datesOf({ row, changed, history }: CountOptions, section: SectionKey, document: string, values: SectionValues, known: Dates): Promise<Dates> {
  const now = changed === 'all' ? undefined : changed.get(section);
  const before = changed === 'all' ? {} : known;
  const keys = datedKeys(section, values);
  const unknown = keys.filter((key) => !now?.has(key) && before[key] === undefined);
  const asked = unknown.length === 0 ? {} : await history.dates(row.id as ArchiveId, document, unknown);
  const dates: Record<string, CalendarDate> = {};
  for (const key of keys) {
    const at = asked[key];
    const day = now?.get(key) ?? before[key] ?? (at === undefined ? undefined : new Date(at).toISOString().slice(0, 10));
    if (day !== undefined) dates[key] = day;
  }
  return dates;
}
