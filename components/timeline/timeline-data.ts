/** What a timeline knows of one archive: rights, years, trade, names, and the order in which entries show. No DOM; `contact-timeline.ts` draws it and says who is reading. */
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import { ApiError } from '../internal/session.ts';
import type { DigestState, SectionHandle, Session, Stop } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Clock } from '../line/clock.ts';
import { colleagues } from '../list/directory.ts';
import { ContactYears, readPeople } from './contact-years.ts';
import { matches } from './entries.ts';
import type { Entry, Filter } from './entries.ts';
import { wordsOf } from './entry-view.ts';
import type { Choice, Reader } from './entry-view.ts';
import { wallClock, yearOf } from './local-time.ts';
import { EMPTY_ORDER, nextOrder, release } from './reading-order.ts';
import type { ReadingOrder } from './reading-order.ts';
import { TradePages } from './trade-pages.ts';

export interface TimelineDataOptions {
  readonly session: Session;
  /** As the page wrote it. */
  readonly ref: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly language: () => Language;
  /** Something that shows may have changed. */
  readonly changed: () => void;
}

export type View = { readonly kind: 'loading' | 'missing' | 'failed' } | { readonly kind: 'ready'; readonly archive: ArchiveView };

export class TimelineData {
  readonly #options: TimelineDataOptions;
  readonly years: ContactYears;
  readonly trade: TradePages;
  view: View = { kind: 'loading' };
  /** The archive's pinned warning. */
  warning: string | null = null;
  entries: readonly Entry[] = [];
  order: ReadingOrder = EMPTY_ORDER;
  /** New entries of others that came while they could be shown at once. */
  fresh: ReadonlySet<string> = new Set();
  readonly #shown = new Set<number>();
  readonly #asked = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #names = new Map<string, string>();
  #people: SectionHandle | null = null;
  #catalogue: CatalogueView | null = null;
  #wordsFor: Language | null = null;
  #totals: string | null = null;
  #stops: Stop[] = [];
  #over = false;

  constructor(options: TimelineDataOptions) {
    const { session, ref, random, changed } = (this.#options = Object.freeze({ ...options }));
    this.years = new ContactYears({ session, ref, random, changed });
    this.trade = new TradePages({ session, ref, changed });
    this.#stops.push(session.watch(ref, (state) => this.#digest(state)));
    void this.#load();
  }

  dispose(): void {
    this.#over = true;
    for (const stop of this.#stops) stop();
    this.years.dispose();
    this.trade.dispose();
    this.#people?.release();
  }

  async #load(): Promise<void> {
    const { session, ref, changed } = this.#options;
    try {
      const archive = await session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(ref)}`);
      if (this.#over) return;
      this.view = { kind: 'ready', archive };
      await this.#begin();
    } catch (error) {
      if (this.#over) return;
      this.view = { kind: error instanceof ApiError && (error.status === 404 || error.status === 403) ? 'missing' : 'failed' };
    }
    changed();
  }

  async #begin(): Promise<void> {
    const { session, ref, changed } = this.#options;
    if (this.mayRead('contacts')) {
      // this year stays open even while it is empty, so that a colleague's first entry arrives
      this.years.open(this.thisYear);
      this.#shown.add(this.thisYear);
    }
    if (this.mayRead('people')) {
      this.#people = session.open(ref, 'people');
      this.#stops.push(this.#people.subscribe(changed));
    }
    changed();
    if (this.mayRead('trade')) await this.trade.begin();
    const newest = this.allYears[0];
    if (!this.#over && newest !== undefined) this.show(newest);
  }

  #digest(state: DigestState): void {
    if (this.#over || state.kind !== 'ready' || state.digest.level === 'exists') return;
    const { trade, warning, owner, coOwners } = state.digest;
    // an archive's revision rises with every word somebody writes into its form: only its totals tell of trade
    const totals = JSON.stringify(trade);
    this.warning = warning;
    for (const person of [owner, ...coOwners]) if (person) this.#names.set(person.id, person.name);
    if (this.#totals !== null && this.#totals !== totals && this.mayRead('trade')) void this.trade.refresh();
    this.#totals = totals;
    this.#options.changed();
  }

  /** Words of the catalogue and names of colleagues, in the language of now. Without them channels show their keys and colleagues their ids. */
  async words(): Promise<void> {
    const { session, language, changed } = this.#options;
    const wanted = language();
    if (this.#wordsFor === wanted) return;
    this.#wordsFor = wanted;
    const [catalogue, people] = await Promise.allSettled([session.catalogue(wanted, ['base']), colleagues(session)]);
    if (this.#over || this.#wordsFor !== wanted) return;
    if (catalogue.status === 'fulfilled') this.#catalogue = catalogue.value;
    if (people.status === 'fulfilled') for (const { id, name } of people.value) this.#names.set(id, name);
    changed();
  }

  #level(section: SectionKey): Level {
    return this.view.kind === 'ready' ? (this.view.archive.sections.find((each) => each.section === section)?.level ?? 'none') : 'none';
  }
  mayRead(section: SectionKey): boolean {
    return atLeast(this.#level(section), 'read');
  }
  mayWrite(section: SectionKey): boolean {
    return atLeast(this.#level(section), 'write');
  }

  /** The workspace's zone: contact records and appointments are written in it. */
  get zone(): string {
    return this.#options.session.me?.workspace.timezone ?? 'UTC';
  }
  get currency(): string {
    return this.#options.session.me?.workspace.currency ?? 'EUR';
  }
  /** Wall clock of the workspace, `2026-05-12T14:05`. */
  get now(): string {
    return wallClock(new Date(this.#options.clock.now()), this.zone);
  }
  get thisYear(): number {
    return Number(this.now.slice(0, 4));
  }
  /** Years that hold something, newest first. */
  get allYears(): number[] {
    const stored = this.view.kind === 'ready' ? (this.view.archive.sections.find(({ section }) => section === 'contacts')?.years ?? []) : [];
    return [...new Set([...stored, ...this.years.filled(), ...(this.trade.years ?? [])])].sort((a, b) => b - a);
  }
  /** The next older year that is not shown yet. */
  get olderYear(): number | undefined {
    return this.allYears.find((year) => !this.#shown.has(year));
  }

  show(year: number): void {
    this.#shown.add(year);
    if (this.mayRead('contacts')) this.years.open(year);
    if (this.mayRead('trade')) void this.trade.load(year);
    this.#options.changed();
  }
  /** Years still on their way, those that could not be had, and those with more trade than was asked for. */
  yearsIn(state: 'loading' | 'failed' | 'more'): number[] {
    return [...this.#shown].filter((year) => {
      const contacts = this.years.handle(year)?.state.kind;
      return state === 'more' ? this.trade.hasMore(year) : contacts === state || this.trade.state(year) === state;
    });
  }
  again(year: number): void {
    if (this.years.handle(year)?.state.kind === 'failed') this.years.reopen(year);
    void this.trade.load(year);
    this.#options.changed();
  }

  /** An entry that the reader made: it never waits. */
  own(id: string): void {
    this.#asked.add(id);
  }
  release(): void {
    this.order = release(this.order);
  }

  /** Reads everything that is loaded and decides what shows and what waits. */
  arrange(filter: Filter, reader: Reader, now: { readonly reading: boolean; readonly editing: string | null }): void {
    const entries: Entry[] = [...this.years.entries(), ...this.trade.entries()];
    for (const year of this.#shown) {
      // what a year brings when it is first opened was asked for by opening it
      this.#settle(`contacts ${year}`, this.years.ready(year), entries, (entry) => entry.kind === 'contact' && entry.year === year);
      this.#settle(`trade ${year}`, this.trade.state(year) === 'ready', entries, (entry) => entry.kind === 'trade' && yearOf(entry.time) === year);
    }
    this.entries = entries;
    const before = this.order;
    const passes = (entry: Entry): boolean => entry.id === now.editing || matches(entry, filter, (one) => wordsOf(one, reader));
    this.order = nextOrder(before, entries, passes, { reading: now.reading, editing: now.editing !== null, asked: this.#asked });
    this.fresh = new Set([...this.order.known].filter((id) => !before.known.has(id) && !this.#asked.has(id)));
  }

  #settle(source: string, ready: boolean, entries: readonly Entry[], mine: (entry: Entry) => boolean): void {
    if (!ready || this.#settled.has(source)) return;
    this.#settled.add(source);
    for (const entry of entries) if (mine(entry)) this.#asked.add(entry.id);
  }

  get channels(): readonly Choice[] {
    return this.#catalogue?.dictionaries['D-13']?.options ?? [];
  }
  /** Null: this person may not see the customer's people, or they are not here yet. */
  get people(): readonly Choice[] | null {
    const doc = this.#people?.state.kind === 'ready' ? this.#people.doc : null;
    return doc ? readPeople(doc).map(({ id, name }) => ({ key: id, label: name })) : null;
  }
  /** Colleagues who wrote what is loaded, for the filter. */
  salespeople(reader: Reader): readonly Choice[] {
    const ids = new Set(this.entries.flatMap((entry) => (entry.kind === 'contact' && entry.salesperson !== null ? [entry.salesperson] : [])));
    return [...ids].map((id) => ({ key: id, label: reader.colleague(id) })).sort((a, b) => a.label.localeCompare(b.label, reader.language));
  }

  reader(t: Strings, language: Language): Reader {
    const label = (choices: readonly Choice[]): ReadonlyMap<string, string> => new Map(choices.map(({ key, label: text }) => [key, text]));
    const channels = label(this.channels);
    const people = label(this.people ?? []);
    const me = this.#options.session.me;
    return {
      t, language, today: this.now.slice(0, 10), zone: this.zone,
      channel: (key) => (key === null ? t.timeline.contact : (channels.get(key) ?? key)),
      colleague: (id) => (id === null ? '' : id === me?.id ? me.name : (this.#names.get(id) ?? id)),
      person: (row) => (row === null ? '' : (people.get(row) ?? '')),
    };
  }
}
