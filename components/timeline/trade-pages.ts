/** Transactions of an archive by year, a page at a time, as REST gives them; reloaded when the digest says that trade changed. Contact records are `contact-years.ts`. */
import type { Transaction, TransactionPage } from '../../model/api.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { Session } from '../internal/session.ts';
import { tradeEntry } from './entries.ts';
import type { TradeEntry } from './entries.ts';
import { yearOf } from './local-time.ts';

export interface TradePagesOptions {
  readonly session: Pick<Session, 'request'>;
  readonly ref: string;
  readonly changed: () => void;
  /** Rows asked for at once; default 60, more than a first look shows. */
  readonly limit?: number;
}

interface Loaded { entries: TradeEntry[]; next: string | null; state: 'loading' | 'ready' | 'failed'; more: boolean }

export class TradePages {
  readonly #options: TradePagesOptions;
  readonly #loaded = new Map<number, Loaded>();
  /** Years that hold transactions, newest first; null: not known yet. */
  years: readonly number[] | null = null;
  failed = false;
  #disposed = false;

  constructor(options: TradePagesOptions) {
    this.#options = Object.freeze({ ...options });
  }

  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.ref)}/transactions`;
  }
  get #limit(): number {
    return this.#options.limit ?? 60;
  }

  #page(year: number | null, before: string | null, limit = this.#limit): Promise<TransactionPage> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (year !== null) query.set('year', String(year));
    if (before !== null) query.set('before', before);
    return this.#options.session.request<TransactionPage>('GET', `${this.#path}?${query}`);
  }

  /** Asks which years there are; the newest comes with the answer. */
  async begin(): Promise<void> {
    try {
      const page = await this.#page(null, null);
      this.years = page.years;
      this.failed = false;
      const [newest] = page.years;
      if (newest !== undefined && !this.#loaded.has(newest)) {
        const entries = page.items.map(tradeEntry);
        const own = entries.filter(({ time }) => yearOf(time) === newest);
        // the page reached an older year: the newest one is whole
        this.#loaded.set(newest, { entries: own, next: own.length < entries.length ? null : page.next, state: 'ready', more: false });
      }
    } catch {
      this.failed = true; // shown with a retry; contact records do not wait for it
    }
    this.#tell();
  }

  /** Loads a year's newest page, or anew with `again`; what is there stays until the answer comes. */
  async load(year: number, again = false): Promise<void> {
    const here = this.#loaded.get(year);
    if (here && !again && here.state !== 'failed') return;
    const loaded: Loaded = here ?? { entries: [], next: null, state: 'loading', more: false };
    this.#loaded.set(year, loaded);
    if (!here) this.#tell();
    try {
      const wanted = Math.max(loaded.entries.length, this.#limit);
      const page = await this.#page(year, null, Math.min(wanted, 500));
      loaded.entries = page.items.map(tradeEntry);
      loaded.next = page.next;
      this.years = page.years;
      loaded.state = 'ready';
    } catch {
      loaded.state = loaded.entries.length > 0 ? 'ready' : 'failed'; // old rows are better than none; the next change asks again
    }
    this.#tell();
  }

  /** The year's next page; one question at a time. */
  async more(year: number): Promise<void> {
    const loaded = this.#loaded.get(year);
    if (!loaded?.next || loaded.more) return;
    loaded.more = true;
    try {
      const page = await this.#page(year, loaded.next);
      const known = new Set(loaded.entries.map(({ id }) => id));
      loaded.entries = [...loaded.entries, ...page.items.map(tradeEntry).filter(({ id }) => !known.has(id))];
      loaded.next = page.next;
      this.failed = false;
    } catch {
      this.failed = true; // the button stays and can be pressed again
    }
    loaded.more = false;
    this.#tell();
  }

  /** Trade changed somewhere: the years that show are asked again. */
  async refresh(): Promise<void> {
    const here = [...this.#loaded.keys()];
    await this.begin();
    await Promise.all(here.map((year) => this.load(year, true)));
  }

  state(year: number): Loaded['state'] | null {
    return this.#loaded.get(year)?.state ?? null;
  }

  hasMore(year: number): boolean {
    return this.#loaded.get(year)?.next != null;
  }
  /** Days before this one are not all here: of a year that has more than was asked for. Null: the year is whole. */
  horizon(year: number): CalendarDate | null {
    const loaded = this.#loaded.get(year);
    return loaded?.next == null ? null : (loaded.entries.at(-1)?.time.date ?? null);
  }

  /** One list a year; it stays the same one until that year is asked for again. */
  entries(): readonly (readonly TradeEntry[])[] {
    return [...this.#loaded.values()].map(({ entries }) => entries);
  }

  /** The caller's `externalId` makes a second try of the same sale no second sale. Answers what the server holds. */
  async record(trade: Omit<Transaction, 'id'>): Promise<void> {
    await this.#options.session.request('POST', this.#path, trade);
    const year = Number(trade.date.slice(0, 4));
    await this.load(year, true);
  }

  dispose(): void {
    this.#disposed = true;
  }

  #tell(): void {
    if (!this.#disposed) this.#options.changed();
  }
}
