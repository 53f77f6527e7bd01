/** Keeps the overview rows in step with accepted edits and row changes, and tells who watches. What goes into a row is in `projection.ts`. */
import type { Clock } from '../clock.ts';
import type { Accepted, Hub } from '../sync/sync.ts';
import type { OverviewWrite, SearchWords, Storage, StoredOverview } from '../storage/storage.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { renewed } from '../../model/completeness/stale.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { parseDocSection, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Logger } from './log.ts';
import type { Changes } from './changes.ts';
import { projectDue, projectFacts } from './projection.ts';
import { cellsOf } from './register-cells.ts';
import type { Values } from './projection.ts';
import { countShares } from './shares.ts';
import type { Changed } from './shares.ts';
import type { BroughtSections, OverviewService } from './services.ts';

export interface OverviewOptions {
  readonly storage: Pick<Storage, 'archives' | 'facts' | 'history' | 'log' | 'newest'>;
  readonly hub: Pick<Hub, 'read' | 'onAccepted' | 'digestsChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after values were written that classes may rest on. */
  readonly populationChanged: () => void;
  /**
   * Milliseconds for which an archive rests after a projection, and between a keystroke in a text that no overview shows and the new time in
   * the row. A first change shows at once; somebody who types must not cost a row and a look at all documents a keystroke. Default 1,000.
   */
  readonly quietMs?: number;
  /** Milliseconds for which a row may be behind somebody who does not stop typing. Default 5,000. */
  readonly behindMs?: number;
}

/**
 * `shares`: the counts and the register's cells alone. They are part of every projection; a change in a closed section asks for nothing else. `words`: of a row that an older release wrote,
 * its cells and what the search finds of it, which nobody is told of.
 */
type Part = 'facts' | 'due' | 'shares' | 'words';
/** `since`: of the first change that waits; `last`: of the last. */
interface Rest { readonly parts: Set<Part>; readonly shown: boolean; since: number | null; last: number; cancel: () => void }
const NO_VALUES: Values = Object.freeze({ fields: {}, rows: {}, texts: {}, marks: {} });
/** Archives projected at the same moment. */
const AT_ONCE = 32;
/** Archives of which it is asked at once how far they are: few enough that an edit does not wait. */
const ASKED = 200;
/** Stand among the sections of `projected`: the counts, and the register's words and cells, as they are made now. Rows without them are made good once. */
const COUNTED = Object.freeze({ '#': 1, '~': 1 });
/** Value keys of the documents that an overview row holds. */
const SHOWN = /^(fields\/(customer\.|crm\.crmCategory$|crm\.purchaseStrategy$|person\.)|rows\/(methods|addresses|hobbies|contacts|customer\.partnerRole)\/|text:contacts\/)/;

export class OverviewProjector implements OverviewService {
  readonly #options: OverviewOptions;
  readonly #waiting = new Map<ArchiveId, Set<Part>>();
  /** Archives that rest, with what is to be projected when the time is over; `shown`: also what changed in the row's own values waits for that. */
  readonly #resting = new Map<ArchiveId, Rest>();
  /** The last projection of each archive under way: a second one waits, so that an older reading never overwrites a newer. */
  readonly #turns = new Map<ArchiveId, Promise<void>>();
  /** What changed since it was counted; `all` where that is not known. */
  readonly #changed = new Map<ArchiveId, Map<SectionKey, Map<string, CalendarDate>> | 'all'>();
  #renewing: Promise<void> | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: OverviewOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#options.hub.onAccepted((edit) => { this.#accepted(edit); });
    const uncounted = await this.#catchUp();
    // rows of an older release are right but for the counts: they come one by one, beside the work of the day
    this.#renewing = this.#renew(uncounted).finally(() => { this.#renewing = null; });
  }

  /** Rows that another server was about to write when it died. */
  async goOn(): Promise<void> {
    for (const [archive, part] of await this.#catchUp()) await this.#tried(archive, new Set([part]));
  }

  async refresh(archives: readonly ArchiveId[]): Promise<void> {
    for (const archive of archives) {
      // what waits for this archive is part of this projection
      this.#waiting.delete(archive);
      this.#resting.get(archive)?.cancel();
      this.#resting.delete(archive);
      this.#changed.set(archive, 'all');
      await this.#project(archive, new Set(['facts', 'due']));
    }
  }

  async brought(archives: readonly BroughtSections[]): Promise<void> {
    const { storage, hub, changes, log, populationChanged } = this.#options;
    const rows: OverviewWrite[] = [];
    const failed = (archive: ArchiveId, error: unknown): void => {
      // it is on disk; what is missing of its row is made good with the next edit or start
      this.#changed.set(archive, 'all');
      log.error({ archive, err: error }, 'overview not projected');
    };
    await Promise.all(archives.map((each) => this.#projectNow(each.row.id, new Set(['facts', 'due']), { sections: each, write: (row) => { rows.push(row); } }).catch((error: unknown) => { failed(each.row.id, error); })));
    const ids = rows.map(({ overview }) => overview.id);
    try {
      await storage.facts.putOverviews(rows);
    } catch (error) {
      for (const id of ids) failed(id, error);
      return;
    }
    if (ids.length === 0) return;
    hub.digestsChanged(ids);
    changes.digests(ids);
    populationChanged();
  }

  async settled(): Promise<void> {
    for (const [archive, rest] of [...this.#resting]) this.#end(archive, rest);
    await this.#renewing;
    while (this.#running) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { cancel } of this.#resting.values()) cancel();
    this.#resting.clear();
    this.#waiting.clear();
    await this.#renewing;
    await this.#running;
  }

  #accepted(edit: Accepted): void {
    const section = parseDocSection(edit.section);
    if (!section || this.#stopped) return;
    this.#note(edit, section.section);
    // who may not read a closed section learns nothing of its edits, not even from a time: only the counts are made anew
    if (!isOpen(section.section)) return this.#wait(this.#resting.get(edit.archive) ?? this.#rest(edit.archive, false), 'shares');
    if (section.kind === 'year') this.#shown(edit.archive, 'due');
    else if ((section.section === 'profile' || section.section === 'preferences') && edit.keys.some((key) => SHOWN.test(key))) this.#shown(edit.archive, 'facts');
    else this.#wait(this.#resting.get(edit.archive) ?? this.#rest(edit.archive, false), 'facts');
  }

  #note({ archive, at, keys }: Accepted, section: SectionKey): void {
    let changed = this.#changed.get(archive);
    if (changed === 'all') return;
    if (changed === undefined) this.#changed.set(archive, (changed = new Map()));
    let days = changed.get(section);
    if (days === undefined) changed.set(section, (days = new Map()));
    for (const key of keys) for (const each of renewed(key)) days.set(each, dayOf(at));
  }

  /** A value of the row changed: at once, or after the rest. */
  #shown(archive: ArchiveId, part: Part): void {
    const resting = this.#resting.get(archive);
    if (resting?.shown) this.#wait(resting, part);
    else this.#want(archive, [part]);
  }

  #wait(rest: Rest, part: Part): void {
    rest.parts.add(part);
    rest.last = this.#options.clock.now();
    rest.since ??= rest.last;
  }

  #rest(archive: ArchiveId, shown: boolean): Rest {
    this.#resting.get(archive)?.cancel();
    const rest: Rest = { parts: new Set(), shown, since: null, last: 0, cancel: this.#after(archive, this.#quiet) };
    this.#resting.set(archive, rest);
    return rest;
  }

  get #quiet(): number {
    return this.#options.quietMs ?? 1_000;
  }

  #after(archive: ArchiveId, milliseconds: number): () => void {
    return this.#options.clock.after(milliseconds, () => { this.#rested(archive); });
  }

  /** Somebody types on: the row waits for a pause, but not for ever. */
  #rested(archive: ArchiveId): void {
    const rest = this.#resting.get(archive);
    if (!rest) return;
    const { behindMs = 5_000 } = this.#options;
    const due = rest.since === null ? 0 : Math.min(rest.last + this.#quiet, rest.since + behindMs) - this.#options.clock.now();
    if (due > 0) rest.cancel = this.#after(archive, due);
    else this.#end(archive, rest);
  }

  #end(archive: ArchiveId, rest: Rest): void {
    rest.cancel();
    this.#resting.delete(archive);
    if (rest.parts.size > 0) this.#want(archive, rest.parts);
  }

  #want(archive: ArchiveId, parts: Iterable<Part>): void {
    this.#rest(archive, true);
    const waiting = this.#waiting.get(archive) ?? new Set();
    for (const part of parts) waiting.add(part);
    this.#waiting.set(archive, waiting);
    this.#running ??= this.#work().finally(() => { this.#running = null; });
  }

  async #work(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopped) {
      // different archives side by side: an import of thousands waits for the disk, not for its turn
      const batch = take(this.#waiting, AT_ONCE);
      for (const [archive] of batch) this.#waiting.delete(archive);
      await Promise.all(batch.map(([archive, parts]) => this.#tried(archive, parts)));
    }
  }

  /** One archive that cannot be projected, with a damaged section perhaps, keeps no other from it. */
  async #tried(archive: ArchiveId, parts: ReadonlySet<Part>): Promise<void> {
    try {
      await this.#project(archive, parts);
    } catch (error) {
      this.#changed.set(archive, 'all');
      // the documents are safe; the row is projected again at the next edit or start
      this.#options.log.error({ archive, err: error }, 'overview not projected');
    }
  }

  #project(archive: ArchiveId, parts: ReadonlySet<Part>): Promise<void> {
    const before = this.#turns.get(archive) ?? Promise.resolve();
    const work = (): Promise<void> => this.#projectNow(archive, parts);
    const turn = before.then(work, work);
    this.#turns.set(archive, turn);
    const over = (): void => { if (this.#turns.get(archive) === turn) this.#turns.delete(archive); };
    turn.then(over, over);
    return turn;
  }

  /** `come`: of an archive that has just come, what would have to be read otherwise; its row is written, and told, with those of others. */
  async #projectNow(archive: ArchiveId, parts: ReadonlySet<Part>, come?: { readonly sections: BroughtSections; readonly write: (row: OverviewWrite) => void }): Promise<void> {
    const given = come?.sections;
    const { storage, hub, changes, clock } = this.#options;
    const [row, old, sections] = given ? [given.row, null, [...given.sections].map(([section, { seq }]) => ({ section, seq }))] : await Promise.all([storage.archives.get(archive), storage.facts.overview(archive), storage.log.sections(archive)]);
    if (!row || row.state === 'erased') return; // of what was erased nothing is made
    const has = new Set(sections.map(({ section }) => section));
    const projected: Record<string, number> = Object.fromEntries(sections.map(({ section, seq }) => [section, seq]));
    const read = async (section: string) => {
      if (!has.has(section)) return null;
      const { values, seq } = given?.sections.get(section) ?? await hub.read(docName(archive, section));
      projected[section] = seq;
      return values;
    };
    // taken before the reading: what is written meanwhile is counted at its own turn
    const changed: Changed = (old && this.#changed.get(archive)) ?? (old ? new Map() : 'all');
    this.#changed.delete(archive);
    const known = new Map<string, Promise<Values | null>>();
    const once = (section: string): Promise<Values | null> => {
      let values = known.get(section);
      if (values === undefined) known.set(section, (values = read(section)));
      return values;
    };
    const cells = async (): Promise<Readonly<Record<string, string>>> => {
      const wanted = [...has].filter((document) => {
        const section = parseDocSection(document)?.section;
        return section !== undefined && (changed === 'all' || !(old && '~' in old.projected) || changed.has(section));
      });
      return Object.fromEntries(await Promise.all(wanted.map(async (document) => [document, JSON.stringify(cellsOf((await once(document)) ?? NO_VALUES))] as const)));
    };
    const count = () => countShares({ row, old: old?.data.shares, changed: old?.data.shares ? changed : 'all', documents: has, read: once, history: given ? { dates: (_archive, _section, keys) => Promise.resolve(Object.fromEntries(keys.map((key) => [key, clock.now()]))) } : storage.history });
    // the name and the search texts are not in `data`, so the facts are always taken anew: two documents, mostly in memory
    const facts = projectFacts({ kind: row.kind, profile: await once('profile'), preferences: await once('preferences') });
    const words: SearchWords = { name: facts.name ?? row.code ?? archive, texts: [...facts.texts, ...row.keys, ...(row.code === null ? [] : [row.code])] };
    if (old && !parts.has('facts') && !parts.has('due')) {
      const [shares, made] = await Promise.all([count(), cells()]);
      const renewed = parts.has('words');
      if (!renewed && JSON.stringify(shares) === JSON.stringify(old.data.shares) && '#' in old.projected) {
        await storage.facts.putCells(archive, made);
        return this.#options.populationChanged();
      }
      await storage.facts.putShares(archive, shares, { ...projected, '#': 1, ...(renewed || '~' in old.projected ? COUNTED : {}) }, made, renewed ? words : undefined);
      hub.digestsChanged([archive]);
      changes.digests([archive]);
      this.#options.populationChanged();
      return;
    }
    let due = old?.data.due ?? [];
    if (parts.has('due') || !old) {
      const years = [...has].filter((section) => parseDocSection(section)?.kind === 'year');
      due = projectDue((await Promise.all(years.map(once))).filter((values) => values !== null));
    }
    const shares = await count();
    const next: Omit<StoredOverview, 'revision'> = {
      id: archive,
      name: words.name,
      kind: row.kind,
      data: { ...facts.data, due, shares, updatedAt: new Date(clock.now()).toISOString() },
      projected: { ...projected, ...COUNTED },
      lifecycle: facts.lifecycle,
    };
    if (come) return come.write({ overview: next, searchTexts: words.texts, cells: await cells() });
    await storage.facts.putOverview(next, words.texts, await cells());
    hub.digestsChanged([archive]);
    changes.digests([archive]);
    this.#options.populationChanged();
  }

  async #renew(archives: readonly (readonly [ArchiveId, Part])[]): Promise<void> {
    for (const [archive, part] of archives) {
      if (this.#stopped) return;
      await this.#tried(archive, new Set([part]));
    }
  }

  /** After a crash the log may be ahead of the rows: an edit was committed, its row not yet written. */
  async #catchUp(): Promise<readonly (readonly [ArchiveId, Part])[]> {
    const { storage } = this.#options;
    let after: ArchiveId | null = null;
    const uncounted: (readonly [ArchiveId, Part])[] = [];
    for (;;) {
      const ids: readonly ArchiveId[] = await storage.archives.list(after, ASKED);
      if (ids.length === 0 || this.#stopped) return uncounted;
      const [rows, newest] = await Promise.all([storage.facts.projected(ids), storage.newest(ids)]);
      for (const [i, id] of ids.entries()) {
        const row = rows[i];
        const behind = (newest[i] ?? []).filter(({ section, seq }) => seq > (row?.[section] ?? 0)).map(({ section }) => parseDocSection(section)?.section);
        if (row && behind.length > 0) this.#changed.set(id, 'all');
        if (!row || behind.some(isOpen)) await this.#tried(id, new Set(['facts', 'due']));
        else if (!('~' in row)) uncounted.push([id, 'words']);
        else if (behind.length > 0 || !('#' in row)) uncounted.push([id, 'shares']);
      }
      after = ids.at(-1) ?? null;
    }
  }
}

const dayOf = (at: number): CalendarDate => new Date(at).toISOString().slice(0, 10);

/** A digest is shown to whoever reads any section: that somebody wrote into a closed one, and when, is no part of it. */
const isOpen = (section: SectionKey | undefined): boolean => section !== undefined && SECTIONS[section].class.kind === 'internal';


/** The first entries of a map, without a copy of the rest. */
function take<K, V>(map: ReadonlyMap<K, V>, count: number): readonly (readonly [K, V])[] {
  const taken: (readonly [K, V])[] = [];
  for (const entry of map) {
    if (taken.length === count) break;
    taken.push(entry);
  }
  return taken;
}
