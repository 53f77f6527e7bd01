/** The history of an archive as one person may read it, and putting one change back. Every answer holds only sections of this moment's rights; what one may not see is not there. */
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import { OWN_ROW } from '../storage/storage.ts';
import type { HistoryQuery, Storage, StoredChange } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { HistoryFile, HistoryItem, HistoryPage, Scalar, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import type { PersonRef } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import type { Caller } from '../../model/rights.ts';
import { parseDocSection, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { comparePlaces, entriesOf, isReversible, placeOf, REVEALED, STRETCH_MS, stretchOf, wantedKey } from './history-entries.ts';
import type { Entry } from './history-entries.ts';
import { OWN_RESTORABLE, reads, writes } from './history-rights.ts';
import { hearsReveals } from './reveals.ts';
import { partsOf, textsAfter } from './history-texts.ts';
import type { HistoryService, HistoryWish } from './services.ts';
import { notFound } from './errors.ts';

export interface HistoryOptions {
  readonly storage: Pick<Storage, 'history' | 'log'>;
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory' | 'unseen'>;
  readonly clock: Clock;
}

/** Changes read from the disk for one answer: a filter that finds little answers what it has found so far, and where to go on. */
const MOST_READ = 20_000;
const READ = 1_000;
/** Changes of one text read to tell the words around its newest entries. */
const MOST_STEPS = 2_000;

export class HistoryReader implements Pick<HistoryService, 'page' | 'see'> {
  readonly #options: HistoryOptions;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  async see(person: PersonId, rights: Rights, at: number): Promise<void> {
    mustReadAny(rights);
    await this.#options.storage.history.putSeen(person, rights.archive.id, Math.min(at, this.#options.clock.now()));
  }

  async page(asker: Caller, rights: Rights, wish: HistoryWish): Promise<HistoryPage> {
    const { storage, clock, access } = this.#options;
    const person = asker.id;
    mustReadAny(rights);
    const at = new Date(clock.now()).toISOString();
    const seen = await storage.history.seen(person, rights.archive.id);
    const after = wish.unseen ? Math.max(seen ?? clock.now(), wish.after ?? 0) : wish.after;
    const sections = await this.#sections(rights, wish.section);
    const by = (id: PersonId): PersonRef => access.unseen.ref(id, person);
    // that compliance looked would tell the customer's keeper what compliance asks itself
    const told = (entry: Entry): boolean => entry.content.kind !== 'reveal' || !access.unseen.hides(entry.person, person);
    const wanted = (entry: Entry): boolean => told(entry) && (wish.person === null || by(entry.person).id === access.directory.current(wish.person)) && (!wish.unseen || entry.person !== person) && (after === null || entry.newest.at > after);
    const found = await this.#read({ archive: rights.archive.id, sections, files: filesOf(rights, wish.section), reveals: wish.unseen ? [] : sections.filter((section) => this.#hears(rights, asker, section)), key: wish.key === null ? null : wantedKey(wish.key), after }, wish, wanted);
    const around = await this.#around(rights, found.entries);
    // asked again, when nothing is left to wait for: reading took its time, and the right may be gone meanwhile
    const still = await access.rights(asker, rights.archive.id);
    if (still === null) throw notFound();
    const shown = found.entries.filter((entry) => reads(still, entry.section) && (entry.content.kind !== 'reveal' || this.#hears(still, asker, entry.section)));
    return { items: this.#items(still, shown, around, by), next: found.next, seen: seen === null ? null : new Date(seen).toISOString(), at };
  }

  /** That somebody looked is no news of the customer: it is told to who answers for the section. */
  #hears(rights: Rights, asker: Caller, section: string): boolean {
    const person = this.#options.access.directory.as(asker);
    return person !== null && hearsReveals(rights, person, section);
  }

  /** Sections with a history that this person may read. `contacts` stands for all its years; one that may not be read is none. */
  async #sections(rights: Rights, only: string | null): Promise<readonly string[]> {
    const stored = (await this.#options.storage.log.sections(rights.archive.id)).map(({ section }) => section);
    const all = [OWN_ROW, ...stored].filter((section) => reads(rights, section));
    if (only === null) return all;
    if (!reads(rights, only)) throw notFound();
    // a section that holds files and nothing else has no document
    return all.filter((section) => section === only || (only === 'contacts' && parseDocSection(section)?.section === 'contacts'));
  }

  /** Reads whole stretches, so that entries are joined the same wherever a page begins; passes over what the pages before have told. */
  async #read(query: Pick<HistoryQuery, 'archive' | 'sections' | 'files' | 'reveals' | 'key' | 'after'>, { before, limit }: HistoryWish, wanted: (entry: Entry) => boolean): Promise<{ readonly entries: readonly Entry[]; readonly next: string | null }> {
    const entries: Entry[] = [];
    let cursor = before === null ? null : `${stretchOf(Number(before.split('.')[0])) + STRETCH_MS}.0.0.0`;
    let stretch: StoredChange[] = [];
    let read = 0;
    const close = (): void => {
      for (const entry of entriesOf(stretch)) if ((before === null || comparePlaces(placeOf(entry.newest), before) < 0) && wanted(entry)) entries.push(entry);
      stretch = [];
    };
    for (;;) {
      const page = await this.#options.storage.history.page({ ...query, person: null, after: query.after === null ? null : stretchOf(query.after) - 1, before: cursor, limit: READ });
      for (const change of page.items) {
        const last = stretch.at(-1);
        if (last !== undefined && stretchOf(last.at) !== stretchOf(change.at)) {
          close();
          // what comes now belongs to the next page, or is not read for this one
          if (entries.length > limit || read >= MOST_READ) return cutAt(entries, limit, placeOf(last));
        }
        stretch.push(change);
        read++;
      }
      if (page.next === null) break;
      cursor = page.next;
    }
    close();
    return cutAt(entries, limit, null);
  }

  #items(rights: Rights, entries: readonly Entry[], around: Around, by: Names['by']): readonly HistoryItem[] {
    return entries.map((entry) => itemOf(entry, around, { rights, by, name: (id) => this.#options.access.directory.name(id), department: (id) => this.#options.access.directory.department(id)?.name ?? id }));
  }

  /** The texts after each entry, and the rows as they are now. */
  async #around(rights: Rights, entries: readonly Entry[]): Promise<Around> {
    const texts = new Map<string, string>();
    const rows = new Map<string, SectionValues['rows']>();
    const sections = new Set(entries.filter(({ content }) => content.kind === 'text' || (content.kind === 'row' && content.what === 'changed')).map(({ section }) => section));
    for (const section of sections) {
      let read: Awaited<ReturnType<Hub['read']>>;
      try {
        read = await this.#options.hub.read(docName(rights.archive.id, section));
      } catch {
        continue; // a section that cannot be read now still has its history; only the words around are missing
      }
      rows.set(section, read.values.rows);
      for (const key of new Set(entries.filter((entry) => entry.section === section && entry.content.kind === 'text').map((entry) => entry.key))) {
        const wanted = new Set(entries.filter((entry) => entry.section === section && entry.key === key).map(({ newest }) => newest.id));
        const { items } = await this.#options.storage.history.page({ archive: rights.archive.id, sections: [section], key, person: null, after: null, before: null, limit: MOST_STEPS });
        // what was committed after the text was read is not in it
        const known = items.filter((change) => change.key === key && change.seq <= read.seq);
        for (const [id, text] of textsAfter(read.values.texts[key.slice(5)] ?? '', known, wanted)) texts.set(id, text);
      }
    }
    return { texts, rows };
  }
}

/** Sections of whose files this person may read. */
const filesOf = (rights: Rights, only: string | null): readonly SectionKey[] => SECTION_KEYS.filter((section) => reads(rights, section) && (only === null || only === section));

interface Around { readonly texts: ReadonlyMap<string, string>; readonly rows: ReadonlyMap<string, SectionValues['rows']> }
interface Names { readonly rights: Rights; readonly by: (id: PersonId) => PersonRef; readonly name: (id: PersonId) => string; readonly department: (id: DepartmentId) => string }

function mustReadAny(rights: Rights): void {
  if (!atLeast(rights.level, 'read')) throw notFound();
}

function cutAt(entries: readonly Entry[], limit: number, read: string | null): { readonly entries: readonly Entry[]; readonly next: string | null } {
  const last = entries[limit - 1];
  return entries.length > limit && last ? { entries: entries.slice(0, limit), next: placeOf(last.newest) } : { entries, next: read };
}

const fileFacts = (json: string | null): HistoryFile | null => (json === null ? null : (JSON.parse(json) as HistoryFile));
const scalar = (json: string | null): Scalar => (json === null ? null : (JSON.parse(json) as Scalar));

function itemOf(entry: Entry, around: Around, names: Names): HistoryItem {
  const { content, section, key, newest, changes } = entry;
  const head = {
    id: entry.id, section, key,
    by: names.by(entry.person),
    at: new Date(newest.at).toISOString(), from: new Date((changes[0] as StoredChange).at).toISOString(), edits: changes.length,
    restorable: isReversible(entry) && names.rights.archive.state === 'open' && writes(names.rights, section) && (content.kind !== 'own' || OWN_RESTORABLE.has(key)),
  };
  switch (content.kind) {
    case 'value': return { ...head, kind: 'value', old: scalar(content.old), new: scalar(content.new) };
    case 'text': return { ...head, kind: 'text', parts: partsOf(content.steps, around.texts.get(newest.id)) };
    case 'row': {
      const side = (which: 'old' | 'new') => Object.fromEntries([...content.cells].flatMap(([column, change]) => (change[which] === null && content.what !== 'changed' ? [] : [[column, scalar(change[which])]])));
      return { ...head, kind: 'row', what: content.what, old: side('old'), new: side('new'), now: around.rows.get(section)?.[content.table]?.[content.row] ?? null };
    }
    case 'file': return { ...head, kind: 'file', old: fileFacts(content.old), new: fileFacts(content.new) };
    case 'reveal': return { ...head, kind: 'reveal', key: key.slice(REVEALED.length) };
    case 'own': return { ...head, kind: 'own', old: ownTexts(key, content.old, names), new: key === 'created' ? [] : ownTexts(key, content.new, names) };
  }
}

/** Entries of the row as texts: lists are JSON there, people and departments ids. */
function ownTexts(key: string, stored: string | null, { name, department }: Names): readonly string[] {
  if (stored === null) return [];
  switch (key) {
    case 'owner': case 'keeper': return [name(stored as PersonId)];
    case 'coOwners': return (JSON.parse(stored) as PersonId[]).map(name);
    case 'deputies': return (JSON.parse(stored) as { person: PersonId }[]).map((deputy) => name(deputy.person));
    case 'department': return [department(stored as DepartmentId)];
    case 'packs': case 'keys': return JSON.parse(stored) as string[];
    default: return [stored];
  }
}
