/** What a timeline knows of one archive: rights, years, trade, names, and the order in which entries show. No DOM; `contact-timeline.ts` draws it and says who is reading. */
import type * as Y from 'yjs';
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import type { LineDigest } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import { ApiError } from '../internal/session.ts';
import type { DigestState, Session, Stop } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Clock } from '../line/clock.ts';
import { colleagueName } from '../list/directory.ts';
import type { Around } from './around-later.ts';
import { ContactYears } from './contact-years.ts';
import type { CustomerPerson } from './contact-years.ts';
import { CustomerPeople } from './customer-people.ts';
import { isNarrow, matches } from './entries.ts';
import type { Entry, Filter } from './entries.ts';
import { wordsOf } from './entry-view.ts';
import type { Choice, Reader } from './entry-view.ts';
import { drawn, FIRST, STEP } from './how-far.ts';
import type { Drawn } from './how-far.ts';
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

export type FullDigest = Extract<LineDigest, { revision: number }>;
/** Who is reading, and what of: as long as nothing of it changes, nothing is sorted anew. */
interface Asked { readonly filter: Filter; readonly reading: boolean; readonly editing: string | null; readonly reader: Reader }

export class TimelineData {
  readonly #options: TimelineDataOptions;
  readonly years: ContactYears;
  readonly trade: TradePages;
  view: View = { kind: 'loading' };
  /** Null while it is on its way, and for whoever may only know of the archive. */
  digest: FullDigest | null = null;
  entries: readonly Entry[] = [];
  order: ReadingOrder = EMPTY_ORDER;
  /** New entries of others that came while they could be shown at once. */
  fresh: ReadonlySet<string> = new Set();
  readonly #shown = new Set<number>();
  readonly #asked = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #names = new Map<string, string>();
  #limit = FIRST;
  #lists: readonly (readonly Entry[])[] = [];
  #arranged: (Asked & { readonly entries: readonly Entry[]; readonly order: ReadingOrder; readonly asked: number }) | null = null;
  #reader: { readonly from: readonly unknown[]; readonly reader: Reader } | null = null;
  #heard = 0;
  #people: CustomerPeople | null = null;
  #catalogue: CatalogueView | null = null;
  #wordsFor: string | null = null;
  #totals: string | null = null;
  #stops: Stop[] = [];
  #over = false;

  /** As the page wrote it. */
  get ref(): string {
    return this.#options.ref;
  }

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
    this.#people?.dispose();
  }

  async #load(): Promise<void> {
    const { session, ref, changed } = this.#options;
    try {
      const archive = await session.archive(ref);
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
      this.#people = new CustomerPeople(session, ref, changed);
    }
    changed();
    if (this.mayRead('trade')) await this.trade.begin();
    const newest = this.allYears[0];
    if (!this.#over && newest !== undefined) this.show(newest);
  }

  #digest(state: DigestState): void {
    if (this.#over || state.kind !== 'ready' || state.digest.level === 'exists') return;
    const { trade, owner, coOwners } = state.digest;
    // an archive's revision rises with every word somebody writes into its form: only its totals tell of trade
    const totals = JSON.stringify(trade);
    this.digest = state.digest;
    for (const person of [owner, ...coOwners]) if (person) this.#names.set(person.id, person.name);
    if (this.#totals !== null && this.#totals !== totals && this.mayRead('trade')) void this.trade.refresh();
    this.#totals = totals;
    this.#options.changed();
  }

  /** Words of the catalogue, in the language of now. Without them channels show their keys. */
  async words(): Promise<void> {
    const { session, language, changed } = this.#options;
    const wanted = language();
    const wordsFor = `${wanted} ${session.edition}`;
    if (this.#wordsFor === wordsFor) return;
    this.#wordsFor = wordsFor;
    this.#more = null;
    const [catalogue] = await Promise.allSettled([session.catalogue(wanted, 'any')]);
    if (this.#over || this.#wordsFor !== wordsFor) return;
    if (catalogue.status === 'fulfilled') this.#catalogue = catalogue.value;
    changed();
  }
  /** Of major changes, whose words are of a pack that not every catalogue holds. */
  #more: CatalogueView | 'asked' | null = null;
  #wantMore(): void {
    const { session, language, changed } = this.#options;
    const wordsFor = this.#wordsFor;
    if (this.#more !== null || this.#catalogue === null) return;
    this.#more = 'asked';
    session.catalogue(language(), ['organisation']).then((catalogue) => {
      if (this.#over || this.#wordsFor !== wordsFor) return;
      this.#more = catalogue;
      changed();
    }, () => undefined); // without it the keys stand where the words would
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

  /** Id of the archive, whatever key the page named it by. */
  get id(): string {
    return this.view.kind === 'ready' ? this.view.archive.id : this.#options.ref;
  }
  /** Its major changes are kept (F-161). */
  get ofOrganisation(): boolean {
    return this.view.kind === 'ready' && this.view.archive.overview.kind !== 'individual';
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
    const entries = this.#read();
    for (const year of this.#shown) {
      // what a year brings when it is first opened was asked for by opening it
      this.#settle(`contacts ${year}`, this.years.ready(year), entries, (entry) => entry.kind !== 'trade' && entry.year === year);
      this.#settle(`trade ${year}`, this.trade.state(year) === 'ready', entries, (entry) => entry.kind === 'trade' && yearOf(entry.time) === year);
    }
    const last = this.#arranged;
    const search = filter.search.trim() !== '';
    if (last !== null && last.entries === entries && last.order === this.order && last.filter === filter && last.reading === now.reading && last.editing === now.editing
      && last.asked === this.#asked.size && (!search || last.reader === reader)) return;
    const before = this.order;
    const passes = (entry: Entry): boolean => entry.id === now.editing || matches(entry, filter, (one) => wordsOf(one, reader));
    this.order = nextOrder(before, entries, passes, { reading: now.reading, editing: now.editing !== null, asked: this.#asked });
    this.fresh = new Set([...this.order.known].filter((id) => !before.known.has(id) && !this.#asked.has(id)));
    this.#arranged = { filter, reader, ...now, entries, order: this.order, asked: this.#asked.size };
  }

  /** The same list until something in it changes. */
  #read(): readonly Entry[] {
    const lists = [...this.years.entries(), ...this.trade.entries()];
    if (lists.length !== this.#lists.length || lists.some((list, i) => list !== this.#lists[i])) {
      this.#lists = lists;
      this.entries = lists.flat();
    }
    return this.entries;
  }

  /** What is drawn of the order. Narrowed by kind, people or words, all that is here may show: the foot says which years were looked through. */
  drawn(filter: Filter): Drawn {
    const whole = isNarrow(filter);
    const missing = whole || filter.year !== null ? undefined : this.olderYear;
    const years = filter.year === null ? this.yearsIn('more') : [filter.year];
    const horizon = whole ? null : years.map((year) => this.trade.horizon(year)).reduce<string | null>((most, day) => (day !== null && (most === null || day > most) ? day : most), null);
    return drawn(this.order.places, { limit: this.#limit, missing, horizon });
  }
  /** The end of the list came into sight, or somebody asked: the next of what is here, else of what is not. False: there is nothing more, or it is on its way. */
  further(filter: Filter): boolean {
    if (this.drawn(filter).more) {
      this.#limit += STEP;
      this.#options.changed();
      return true;
    }
    if (isNarrow(filter) || this.yearsIn('loading').length > 0) return false;
    if (this.trade.failed) return false;
    const page = this.yearsIn('more').filter((year) => filter.year === null || filter.year === year).sort((a, b) => b - a)[0];
    if (page !== undefined) {
      void this.trade.more(page);
      return true;
    }
    if (filter.year !== null || this.olderYear === undefined) return false;
    this.show(this.olderYear);
    return true;
  }
  /** Back to as much as a screen shows. */
  fromTop(): void {
    this.#limit = FIRST;
  }
  /** As much as it takes to draw this entry, or everything that is here. */
  reach(id: string | null): void {
    const at = id === null ? this.order.places.length : this.order.places.findIndex((place) => place.id === id);
    this.#limit = Math.max(this.#limit, at + 1);
  }
  /** Years that are here, newest first: what a search has looked through. */
  get yearsHere(): number[] {
    return [...this.#shown].filter((year) => this.years.ready(year) || this.trade.state(year) === 'ready').sort((a, b) => b - a);
  }

  #settle(source: string, ready: boolean, entries: readonly Entry[], mine: (entry: Entry) => boolean): void {
    if (!ready || this.#settled.has(source)) return;
    this.#settled.add(source);
    for (const entry of entries) if (mine(entry)) this.#asked.add(entry.id);
  }

  /** Options of a dictionary, hidden ones last: they name old records. */
  options(dictionary: string): readonly Choice[] {
    const found = this.#catalogue?.dictionaries[dictionary] ?? (this.#more === 'asked' ? undefined : this.#more?.dictionaries[dictionary]);
    if (found === undefined) this.#wantMore();
    const options = found?.options ?? [];
    return [...options.filter((option) => !option.hidden), ...options.filter((option) => option.hidden)];
  }
  get channels(): readonly Choice[] {
    return this.options('D-13');
  }
  /** The channel of this person's newest record here. */
  get lastChannel(): string | null {
    const me = this.#options.session.me?.id;
    let newest: { readonly key: string; readonly channel: string } | null = null;
    for (const entry of this.entries) {
      if (entry.kind !== 'contact' || entry.channel === null || entry.salesperson !== me) continue;
      const key = `${entry.time.date}T${entry.time.time ?? ''}`;
      if (newest === null || key > newest.key) newest = { key, channel: entry.channel };
    }
    return newest?.channel ?? null;
  }
  /** Null: this person may not see the customer's people, or they are not here yet. */
  get customerPeople(): readonly CustomerPerson[] | null {
    return this.#people?.list ?? null;
  }
  get people(): readonly Choice[] | null {
    return this.customerPeople?.map(({ id, name }) => ({ key: id, label: name })) ?? null;
  }
  entry(id: string): Entry | undefined {
    if (this.#byId?.of !== this.entries) this.#byId = { of: this.entries, map: new Map(this.entries.map((entry) => [entry.id, entry])) };
    return this.#byId.map.get(id);
  }
  #byId: { readonly of: readonly Entry[]; readonly map: ReadonlyMap<string, Entry> } | null = null;
  /** For writing a new one; null: this person may not, or not now. */
  get peopleDoc(): Y.Doc | null {
    return this.#people?.doc ?? null;
  }
  /** Colleagues who wrote what is loaded, for the filter. */
  salespeople(reader: Reader): readonly Choice[] {
    const ids = new Set(this.entries.flatMap((entry) => (entry.kind === 'contact' && entry.salesperson !== null ? [entry.salesperson] : [])));
    return [...ids].map((id) => ({ key: id, label: reader.colleague(id) })).sort((a, b) => a.label.localeCompare(b.label, reader.language));
  }

  /** The same reader as long as the words and names it gives are the same. */
  reader(t: Strings, around: Around, language: Language, discreet: boolean): Reader {
    const people = this.customerPeople;
    const me = this.#options.session.me;
    const today = this.now.slice(0, 10);
    const from = [t, t.timeline, t.around, language, discreet, today, this.zone, this.#catalogue, this.#more, people, me, this.#heard, this.digest?.owner?.name];
    if (this.#reader?.from.every((part, i) => part === from[i])) return this.#reader.reader;
    const label = (choices: readonly Choice[]): ReadonlyMap<string, string> => new Map(choices.map(({ key, label: text }) => [key, text]));
    const channels = label(this.channels);
    let changes: ReadonlyMap<string, string> | undefined;
    let areas: ReadonlyMap<string, string> | undefined;
    const names = new Map((people ?? []).map(({ id, name }) => [id, name]));
    const heard = (): void => {
      this.#heard++;
      this.#options.changed();
    };
    const reader: Reader = {
      t, around, language, discreet, today, zone: this.zone,
      channel: (key) => (key === null ? t.timeline.contact : (channels.get(key) ?? key)),
      change: (key) => (key === null ? '' : ((changes ??= label(this.options('D-84'))).get(key) ?? key)),
      area: (key) => (key === null ? '' : ((areas ??= label(this.options('D-80'))).get(key) ?? key)),
      colleague: (id) => (id === null ? '' : id === me?.id ? me.name : (this.#names.get(id) ?? colleagueName(this.#options.session, id, heard) ?? id)),
      person: (row) => (row === null ? '' : (names.get(row) ?? '')),
    };
    this.#reader = { from, reader };
    return reader;
  }
}
