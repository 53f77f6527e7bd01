/**
 * The archives of an export, slice by slice, with what the asker may read of them: the register finds them and gives the properties of their rows, their sections are read one by one
 * under the same decision as at every other door. What is made of them is left to the writers.
 */
import type { SectionValues } from '../../../model/api.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { CellValue, RegisterItem, RegisterQuery } from '../../../model/register/query.ts';
import { MOST } from '../../../model/register/query.ts';
import { atLeast, mayTakeOut } from '../../../model/rights.ts';
import type { Decision, Person } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Opening } from '../audit/trail.ts';
import type { Hub } from '../../sync/sync.ts';
import { askRegister } from '../register.ts';
import type { RegisterOptions } from '../register.ts';

export type Section = SectionValues & { readonly order?: Readonly<Record<string, readonly string[]>> };
export interface Gathered { readonly id: ArchiveId; readonly name: string; readonly rights: Rights; /** Properties by register key. */ readonly row: Readonly<Record<string, CellValue>>; /** By document: `profile`, `contacts-2026`; only what may be read. */ readonly sections: ReadonlyMap<string, Section> }

export interface GatherOptions extends RegisterOptions {
  readonly storage: Pick<Storage, 'facts' | 'newest'>;
  readonly access: Pick<ServerAccess, 'directory' | 'digests' | 'elsewhere' | 'rights'>;
  readonly hub: Pick<Hub, 'readOnce'>;
  /** Hears which sections are taken out; resolves when it is on disk. */
  readonly opened?: ((person: PersonId, openings: readonly Opening[]) => Promise<void>) | undefined;
}
export interface GatherWish {
  readonly query: RegisterQuery;
  /** Only these, at most `MOST_IDS`; null: all that the question finds. */
  readonly ids: readonly ArchiveId[] | null;
  /** Register keys whose values are no document's. */
  readonly properties: readonly string[];
  /** Sections that are needed; null: all. */
  readonly sections: ReadonlySet<SectionKey> | null;
}
export const MOST_IDS = 5_000;
/** Archives that are read at the same time. */
const AT_ONCE = 16;
/** Milliseconds after which everybody else has a turn. */
const SLICE = 10;

export async function* gather(options: GatherOptions, person: Person, wish: GatherWish): AsyncGenerator<Gathered> {
  for await (const items of pages(options, person, wish)) {
    const present = await options.storage.newest(items.map(({ id }) => id));
    let since = performance.now();
    for (let i = 0; i < items.length; i += AT_ONCE) {
      const read = await Promise.all(items.slice(i, i + AT_ONCE).map((item, n) => one(options, person, item, (present[i + n] ?? []).map(({ section }) => section), wish.sections)));
      for (const each of read) {
        if (!each) continue;
        yield each;
        if (performance.now() - since < SLICE) continue;
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
    }
  }
}

async function* pages(options: GatherOptions, person: Person, { query, ids, properties }: GatherWish): AsyncGenerator<readonly RegisterItem[]> {
  const wanted = ids === null ? null : new Set<ArchiveId>(ids);
  const names = wanted === null ? [] : (await options.access.digests(person, [...wanted])).flatMap((digest) => (digest ? [digest.name] : []));
  if (wanted !== null && names.length === 0) return;
  // the register finds nothing by id: by their names there are few others
  const where = wanted === null || query.where.length >= MOST.where ? query.where : [...query.where, { key: 'name', op: 'in' as const, values: [...new Set(names)] }];
  let cursor: string | null = null;
  do {
    const page = await askRegister(options, person, { ...query, where, columns: properties, group: null, cursor, limit: MOST.limit });
    yield wanted === null ? page.items : page.items.filter(({ id }) => wanted.has(id));
    cursor = page.next;
  } while (cursor !== null);
}

const leaves = (decision: Decision | undefined): boolean => decision !== undefined && mayTakeOut(decision);

/** The right is asked for each archive when its turn has come: it may have ended since the export began. */
async function one({ access, hub, opened }: GatherOptions, person: Person, { id, digest, cells }: RegisterItem, present: readonly string[], needed: ReadonlySet<SectionKey> | null): Promise<Gathered | null> {
  const rights = await access.rights(person, id);
  // what somebody reads in an emergency stays in the house
  if (!rights || (atLeast(rights.level, 'read') && ![...rights.sections.values()].some(leaves))) return null;
  const readable = present.filter((name) => {
    const section = parseDocSection(name)?.section;
    return section !== undefined && isSectionKey(section) && SECTIONS[section].store !== 'rows' && (needed === null || needed.has(section)) && leaves(rights.sections.get(section));
  });
  const sections = new Map<string, Section>();
  // written down before anything of them leaves
  await opened?.(person.id, readable.map((section): Opening => ({ archive: id, section, decision: rights.sections.get(parseDocSection(section)?.section as SectionKey), by: 'export' })));
  for (const name of readable) sections.set(name, (await hub.readOnce(docName(id, name))).values);
  return { id, name: digest.name, rights, row: cells, sections };
}
