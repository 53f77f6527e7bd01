/** A customer's transactions as one person may see them: filtered pages from REST, the sum so far of each row, groups, one row's detail. It draws nothing. */
import type { ArchiveView, Transaction, TransactionAccount, TransactionDetail, TransactionKind, TransactionPage, TransactionTotal, TransactionView } from '../../model/api.ts';
import { PURCHASE_KINDS, RETURN_KINDS } from '../../model/classification/population.ts';
import { fromMinor, toMinor } from '../../model/money.ts';
import type { Decimal } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError } from '../internal/session.ts';
import type { DigestState, Session, Stop } from '../internal/session.ts';
import { afterRest } from '../line/clock.ts';
import type { Clock } from '../line/clock.ts';

export interface LedgerFilter { readonly kind: TransactionKind | ''; readonly year: number | null; readonly open: '' | 'true' | 'overdue'; readonly text: string }
export const EVERYTHING: LedgerFilter = Object.freeze({ kind: '', year: null, open: '', text: '' });
export type Grouping = 'none' | 'year' | 'order';

export interface LedgerRow {
  readonly row: TransactionView;
  /** Purchases less returns up to and with this row; null where it changes nothing, or the sums are not known. */
  readonly running: Decimal | null;
}
export interface LedgerGroup { readonly key: string; readonly rows: readonly LedgerRow[]; readonly sums: readonly { readonly currency: string; readonly sum: Decimal }[]; /** More of it may come with the next page. */ readonly partial: boolean }

export type LedgerState = { readonly kind: 'loading' } | { readonly kind: 'ready'; readonly again: boolean } | { readonly kind: 'missing' } | { readonly kind: 'denied' } | { readonly kind: 'failed' };

export interface LedgerDataOptions {
  readonly session: Pick<Session, 'request' | 'watch' | 'archive'>;
  readonly archive: string;
  readonly clock: Clock;
  readonly changed: () => void;
  /** Rows asked for at once; default 100. */
  readonly limit?: number;
}

const isIn = (kinds: readonly string[], kind: string): boolean => kinds.includes(kind);
/** What a row adds to the sum, in minor units. */
export const effectOf = ({ kind, amount }: Pick<Transaction, 'kind' | 'amount'>): number =>
  isIn(PURCHASE_KINDS, kind) ? (toMinor(amount) ?? 0) : isIn(RETURN_KINDS, kind) ? -Math.abs(toMinor(amount) ?? 0) : 0;

export class LedgerData {
  readonly #options: LedgerDataOptions;
  state: LedgerState = { kind: 'loading' };
  filter: LedgerFilter = EVERYTHING;
  rows: readonly LedgerRow[] = [];
  totals: readonly TransactionTotal[] = [];
  account: readonly TransactionAccount[] = [];
  years: readonly number[] = [];
  view: ArchiveView | null = null;
  loadingMore = false;
  moreFailed = false;
  /** Details by row, as they were asked for. */
  readonly details = new Map<string, TransactionDetail | 'loading' | 'failed'>();
  #next: string | null = null;
  #asked = 0;
  #left = new Map<string, number>();
  #heard: string | null = null;
  readonly #soon: { readonly call: () => void; readonly cancel: () => void };
  readonly #stop: Stop;
  #over = false;

  constructor(options: LedgerDataOptions) {
    this.#options = Object.freeze({ ...options });
    this.#soon = afterRest(() => void this.load(), 150, options.clock);
    this.#stop = options.session.watch(options.archive, (state) => this.#hear(state));
    void this.#begin();
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }
  get filtered(): boolean {
    return this.filter.kind !== '' || this.filter.year !== null || this.filter.open !== '' || this.filter.text.trim() !== '';
  }
  get path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.archive)}/transactions`;
  }
  may(section: 'trade' | 'stays' | 'terms', level: 'read' | 'write'): boolean {
    return atLeast(this.view?.sections.find((each) => each.section === section)?.level ?? 'none', level);
  }

  #hear(state: DigestState): void {
    if (state.kind === 'loading') return;
    if (state.kind === 'missing') return this.#leave({ kind: 'missing' });
    const mark = state.digest.level === 'exists' ? 'exists' : JSON.stringify([state.digest.level, state.digest.state, state.digest.trade, state.digest.tradeAt]);
    if (this.#heard !== null && this.#heard !== mark) void this.#begin();
    this.#heard = mark;
  }

  /** What a person may not see any more goes at once. */
  #leave(state: LedgerState): void {
    this.#asked++;
    this.rows = this.totals = this.account = [];
    this.details.clear();
    this.#next = null;
    this.state = state;
    this.#tell();
  }

  /** The rights first: they tell what can be asked for and recorded. */
  async #begin(): Promise<void> {
    try {
      const view = await this.#options.session.archive(this.#options.archive);
      if (this.#over) return;
      this.view = view;
      if (!this.may('trade', 'read') && !this.may('stays', 'read')) return this.#leave({ kind: 'denied' });
    } catch (error) {
      if (this.#over) return;
      if (error instanceof ApiError && error.status === 404) return this.#leave({ kind: 'missing' });
      if (this.state.kind !== 'ready') this.state = { kind: 'failed' };
      return this.#tell();
    }
    await this.load();
  }

  retry(): void {
    this.state = { kind: 'loading' };
    this.#tell();
    void this.#begin();
  }

  /** Letters wait for a short silence; everything else is asked at once. */
  ask(change: Partial<LedgerFilter>): void {
    const typed = change.text !== undefined && change.text !== this.filter.text;
    this.filter = { ...this.filter, ...change };
    this.#soon.cancel();
    if (typed) this.#soon.call();
    else void this.load();
    this.#tell();
  }

  query(limit: number, cursor: string | null): string {
    const { kind, year, open, text } = this.filter;
    const query = new URLSearchParams({ limit: String(limit) });
    if (kind !== '') query.set('kind', kind);
    if (year !== null) query.set('year', String(year));
    if (open !== '') query.set('open', open);
    if (text.trim() !== '') query.set('q', text.trim());
    if (cursor !== null) query.set('cursor', cursor);
    return `${this.path}?${query}`;
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    this.loadingMore = false;
    if (this.state.kind === 'ready') this.state = { kind: 'ready', again: true };
    this.#tell();
    try {
      // as many as show, so that nobody loses their place
      const wanted = Math.min(500, Math.max(this.#options.limit ?? 100, this.rows.length));
      const page = await this.#options.session.request<TransactionPage>('GET', this.query(wanted, null));
      if (this.#over || mine !== this.#asked) return;
      this.totals = page.totals ?? [];
      this.account = page.account ?? [];
      this.years = page.years;
      this.details.clear();
      this.#left = new Map(this.totals.map(({ currency, sum }) => [currency, toMinor(sum) ?? 0]));
      this.rows = this.#counted(page.items);
      this.#next = page.next;
      this.moreFailed = false;
      this.state = { kind: 'ready', again: false };
    } catch (error) {
      if (this.#over || mine !== this.#asked) return;
      if (error instanceof ApiError && error.status === 404) return this.#leave({ kind: 'denied' });
      this.state = this.rows.length > 0 ? { kind: 'ready', again: false } : { kind: 'failed' };
    }
    this.#tell();
  }

  async more(): Promise<void> {
    if (this.#next === null || this.loadingMore || this.state.kind !== 'ready') return;
    const mine = this.#asked;
    this.loadingMore = true;
    this.#tell();
    try {
      const page = await this.#options.session.request<TransactionPage>('GET', this.query(this.#options.limit ?? 100, this.#next));
      if (this.#over || mine !== this.#asked) return;
      const known = new Set(this.rows.map(({ row }) => row.id));
      this.rows = [...this.rows, ...this.#counted(page.items.filter(({ id }) => !known.has(id)))];
      this.#next = page.next;
      this.moreFailed = false;
    } catch {
      this.moreFailed = mine === this.#asked; // said beside the button, which can be pressed again
    }
    this.loadingMore = false;
    this.#tell();
  }

  /** From the newest down: what is left of the sum once the newer rows are taken off. */
  #counted(items: readonly TransactionView[]): LedgerRow[] {
    return items.map((row) => {
      const left = this.#left.get(row.currency);
      const effect = effectOf(row);
      if (left === undefined || effect === 0) return { row, running: null };
      this.#left.set(row.currency, left - effect);
      return { row, running: fromMinor(left) };
    });
  }

  groups(by: Grouping): readonly LedgerGroup[] {
    const groups = new Map<string, LedgerRow[]>();
    for (const each of this.rows) {
      const key = by === 'year' ? each.row.date.slice(0, 4) : by === 'order' ? (each.row.orderRef ?? '') : '';
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
    const last = [...groups.keys()].at(-1);
    return [...groups].map(([key, rows]) => {
      const sums = new Map<string, number>();
      for (const { row } of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + effectOf(row));
      return { key, rows, sums: [...sums].map(([currency, sum]) => ({ currency, sum: fromMinor(sum) })), partial: this.hasMore && (by === 'order' || key === last) };
    });
  }

  async open(id: string): Promise<void> {
    const there = this.details.get(id);
    if (there !== undefined && there !== 'failed') return;
    this.details.set(id, 'loading');
    this.#tell();
    try {
      this.details.set(id, await this.#options.session.request<TransactionDetail>('GET', `${this.path}/${encodeURIComponent(id)}`));
    } catch {
      this.details.set(id, 'failed');
    }
    this.#tell();
  }

  /** Sales of which something is to be paid, the oldest first: for recording a payment. */
  async openSales(): Promise<readonly TransactionView[]> {
    const { items } = await this.#options.session.request<TransactionPage>('GET', `${this.path}?open=true&limit=200`);
    return [...items].reverse();
  }

  /** Everything that the filter finds, page by page. */
  async *everything(): AsyncGenerator<readonly TransactionView[]> {
    for (let cursor: string | null = null; ;) {
      const page: TransactionPage = await this.#options.session.request<TransactionPage>('GET', this.query(500, cursor));
      yield page.items;
      cursor = page.next;
      if (cursor === null) return;
    }
  }

  async record(row: object): Promise<string> {
    const { items } = await this.#options.session.request<{ readonly items: readonly Transaction[] }>('POST', this.path, row);
    await this.load();
    return items[0]?.id ?? '';
  }
  async correct(id: string, row: object): Promise<string> {
    await this.#options.session.request('PUT', `${this.path}/${encodeURIComponent(id)}`, row);
    await this.load();
    return id;
  }
  async takeBack(id: string, date: string): Promise<string> {
    const { item } = await this.#options.session.request<TransactionDetail>('POST', `${this.path}/${encodeURIComponent(id)}/reversal`, { date });
    await this.load();
    return item.id;
  }

  dispose(): void {
    this.#over = true;
    this.#soon.cancel();
    this.#stop();
  }

  #tell(): void {
    if (!this.#over) this.#options.changed();
  }
}
