/** What is missing and what is stale in an archive, read for one person at this moment. The counts that a digest shows are kept by `shares.ts`; this is the list behind them. */
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { SectionValues } from '../../model/api.ts';
import { findingsOf, worstFirst } from '../../model/completeness/finding.ts';
import type { Finding, MissingView } from '../../model/completeness/finding.ts';
import { planOf } from '../../model/completeness/plan.ts';
import { docName } from '../../model/ids.ts';
import type { Caller } from '../../model/rights.ts';
import { parseDocSection, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { notFound } from './errors.ts';
import { reads } from './history-rights.ts';
import type { Services } from './services.ts';

export interface MissingOptions {
  readonly storage: Pick<Storage, 'facts' | 'log'>;
  readonly hub: Pick<Hub, 'read'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly clock: Clock;
  readonly services: { readonly fields: Pick<Services['fields'], 'all'> };
}

const EMPTY: SectionValues = Object.freeze({ fields: {}, rows: {}, texts: {}, marks: {} });

export async function missingFor({ storage, hub, access, clock, services }: MissingOptions, person: Caller, rights: Rights): Promise<MissingView> {
  const { id, kind, packs } = rights.archive;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const [overview, stored] = await Promise.all([storage.facts.overview(id), storage.log.sections(id)]);
  const plan = planOf(kind, packs, services.fields.all());
  const sections = new Map<SectionKey, SectionValues[]>([...plan.keys()].filter((section) => reads(rights, section)).map((section) => [section, []]));
  for (const { section: document } of stored) {
    const section = parseDocSection(document)?.section;
    if (section === undefined || SECTIONS[section].store === 'rows' || !reads(rights, section)) continue;
    const { values } = await hub.read(docName(id, document));
    const list = sections.get(section);
    if (list) list.push(values);
    else sections.set(section, [values]);
  }
  // asked again, when nothing is left to wait for: a right may have ended while documents were read
  const still = await access.rights(person, id);
  if (still === null) throw notFound();
  const found = [...sections].flatMap(([section, all]): readonly Finding[] => {
    if (!reads(still, section)) return [];
    const dates = overview?.data.shares?.sections[section]?.dates ?? {};
    return findingsOf(section, plan.get(section), joined(all), dates, today);
  });
  return { items: worstFirst(found), today };
}

/** The years of the contact records are one section. */
export function joined([first = EMPTY, ...others]: readonly SectionValues[]): SectionValues {
  if (others.length === 0) return first;
  const rows: Record<string, SectionValues['rows'][string]> = { ...first.rows };
  for (const each of others) for (const [table, own] of Object.entries(each.rows)) rows[table] = { ...rows[table], ...own };
  const all = [first, ...others];
  return { fields: Object.assign({}, ...all.map(({ fields }) => fields)), rows, texts: Object.assign({}, ...all.map(({ texts }) => texts)), marks: Object.assign({}, ...all.map(({ marks }) => marks)) };
}
