/** Transactions of an archive by year, as REST gives them; reloaded when the digest says that trade changed. Contact records are `contact-years.ts`. */
import type { Transaction, TransactionPage } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';
import { tradeEntry } from './entries.ts';
import type { TradeEntry } from './entries.ts';

export interface TradePagesOptions {
  readonly session: Pick<Session, 'request'>;
  readonly ref: string;
  readonly changed: () => void;
  /** Rows asked for at once; default 200, a year of a busy customer. */
  readonly limit?: number;
}

interface Loaded { entries: TradeEntry[]; next: string | null; state: 'loading' | 'ready' | 'failed' }

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

  #page(year: number | null, before: string | null, limit = this.#options.limit ?? 200): Promise<TransactionPage> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (year !== null) query.set('year', String(year));
    if (before !== null) query.set('before', before);
    return this.#options.session.request<TransactionPage>('GET', `${this.#path}?${query}`);
  }

  /** Asks which years there are. */
  async begin(): Promise<void> {
    try {
      this.years = (await this.#page(null, null, 1)).years;
      this.failed = false;
    } catch {
      this.failed = true; // shown with a retry; contact records do not wait for it
    }
    this.#tell();
  }

  /** Loads a year, or anew with `again`; what is there stays until the answer comes. */
  async load(year: number, again = false): Promise<void> {
    const here = this.#loaded.get(year);
    if (here && !again && here.state !== 'failed') return;
    const loaded: Loaded = here ?? { entries: [], next: null, state: 'loading' };
    this.#loaded.set(year, loaded);
    if (!here) this.#tell();
    try {
      const wanted = Math.max(loaded.entries.length, this.#options.limit ?? 200);
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

  async more(year: number): Promise<void> {
    const loaded = this.#loaded.get(year);
    if (!loaded?.next) return;
    try {
      const page = await this.#page(year, loaded.next);
      const known = new Set(loaded.entries.map(({ id }) => id));
      loaded.entries = [...loaded.entries, ...page.items.map(tradeEntry).filter(({ id }) => !known.has(id))];
      loaded.next = page.next;
    } catch {
      this.failed = true; // the button stays and can be pressed again
    }
    this.#tell();
  }

  /** Trade changed somewhere: the years that show are asked again. */
  async refresh(): Promise<void> {
    await this.begin();
    await Promise.all([...this.#loaded.keys()].map((year) => this.load(year, true)));
  }

  state(year: number): Loaded['state'] | null {
    return this.#loaded.get(year)?.state ?? null;
  }

  hasMore(year: number): boolean {
    return this.#loaded.get(year)?.next != null;
  }

  entries(): TradeEntry[] {
    return [...this.#loaded.values()].flatMap(({ entries }) => entries);
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
