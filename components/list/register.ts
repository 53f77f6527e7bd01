/** The register behind a list: query, pages, live rows and selection. It asks REST and hears digests; what it looks like is left to the element. */
import type { ArchiveListItem, ArchivePage } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError } from '../internal/session.ts';
import type { Session, Stop } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';

export const SORTS = ['name', 'updated', 'sum', 'last'] as const;
export type Sort = (typeof SORTS)[number];
export const FILTERS = ['abc', 'rfm', 'lifecycle', 'department', 'owner'] as const;
export type FilterName = (typeof FILTERS)[number];

export interface Query {
  readonly text: string;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Option keys; `none` finds what has none. */
  readonly filters: Readonly<Partial<Record<FilterName, string>>>;
}

export const EVERYTHING: Query = Object.freeze({ text: '', sort: 'name', descending: false, filters: Object.freeze({}) });
export const filtersOn = (query: Query): number => FILTERS.filter((name) => query.filters[name]).length;

/** `gone`: was listed, then disappeared from this person's sight; it keeps its place until the next question. */
export interface Row { readonly id: ArchiveId; readonly digest: Digest; readonly gone: boolean }

/** What is done with a selection needs the right to manage, so only such rows can be ticked. */
export const selectable = ({ digest, gone }: Row): boolean => !gone && atLeast(digest.level, 'manage');

export type RegisterState =
  | { readonly kind: 'loading' }
  /** `again`: a newer question is on its way, what shows is the last answer. */
  | { readonly kind: 'ready'; readonly again: boolean }
  | { readonly kind: 'failed'; readonly status: number };

export interface RegisterOptions {
  readonly session: Pick<Session, 'request' | 'watch'>;
  readonly clock: Clock;
  readonly changed: () => void;
  /** Rows a page; default 50. Smaller where a list stands in a sidebar. */
  readonly limit?: number;
  /** Quiet time after a keystroke before the server is asked; default 120 ms. */
  readonly quiet?: number;
}

export class Register {
  readonly #options: RegisterOptions;
  query: Query = EVERYTHING;
  state: RegisterState = { kind: 'loading' };
  rows: readonly Row[] = [];
  total = 0;
  loadingMore = false;
  moreFailed = false;
  readonly selected = new Set<ArchiveId>();
  #next: string | null = null;
  /** Number of the newest question; answers of older ones are dropped. */
  #asked = 0;
  #cancel: Stop | undefined;
  readonly #watching = new Map<ArchiveId, Stop>();
  #over = false;

  constructor(options: RegisterOptions) {
    this.#options = Object.freeze({ ...options });
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Letters wait for a short silence; everything else is asked at once. */
  ask(change: Partial<Query>): void {
    const typed = change.text !== undefined && change.text !== this.query.text;
    this.query = { ...this.query, ...change };
    this.#cancel?.();
    this.#cancel = undefined;
    if (typed) this.#cancel = this.#options.clock.after(this.#options.quiet ?? 120, () => void this.load());
    else void this.load();
    this.#options.changed();
  }

  #path(cursor: string | null): string {
    const { text, sort, descending, filters } = this.query;
    const query = new URLSearchParams({ sort, order: descending ? 'desc' : 'asc', limit: String(this.#options.limit ?? 50) });
    if (text.trim() !== '') query.set('q', text.trim());
    for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
    if (cursor !== null) query.set('cursor', cursor);
    return `/api/archives?${query}`;
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    this.loadingMore = false;
    if (this.state.kind === 'ready') this.state = { kind: 'ready', again: true };
    else this.state = { kind: 'loading' };
    this.#options.changed();
    try {
      const page = await this.#options.session.request<ArchivePage>('GET', this.#path(null));
      if (this.#over || mine !== this.#asked) return;
      this.state = { kind: 'ready', again: false };
      this.moreFailed = false;
      this.#take(page, []);
    } catch (error) {
      if (this.#over || mine !== this.#asked) return;
      this.state = { kind: 'failed', status: error instanceof ApiError ? error.status : 0 };
      this.#options.changed();
    }
  }

  async more(): Promise<void> {
    if (this.#next === null || this.loadingMore) return;
    const mine = this.#asked;
    this.loadingMore = true;
    this.#options.changed();
    try {
      const page = await this.#options.session.request<ArchivePage>('GET', this.#path(this.#next));
      if (this.#over || mine !== this.#asked) return;
      this.loadingMore = this.moreFailed = false;
      this.#take(page, this.rows);
    } catch {
      if (this.#over || mine !== this.#asked) return;
      this.loadingMore = false;
      this.moreFailed = true; // the button says so and can be pressed again
      this.#options.changed();
    }
  }

  #take(page: ArchivePage, before: readonly Row[]): void {
    const known = new Set(before.map(({ id }) => id));
    const fresh = page.items.filter(({ id }) => !known.has(id)).map(({ id, digest }: ArchiveListItem) => ({ id, digest, gone: false }));
    this.rows = [...before, ...fresh];
    this.total = page.total;
    this.#next = page.next;
    const here = new Set(this.rows.map(({ id }) => id));
    for (const id of [...this.selected]) if (!here.has(id)) this.selected.delete(id);
    this.#watch(here);
    this.#options.changed();
  }

  /** Rows that show are live: a digest changes them where they stand, because a row that jumps cannot be clicked. */
  #watch(here: ReadonlySet<ArchiveId>): void {
    for (const [id, stop] of this.#watching) {
      if (here.has(id)) continue;
      stop();
      this.#watching.delete(id);
    }
    for (const id of here) {
      if (this.#watching.has(id)) continue;
      this.#watching.set(id, this.#options.session.watch(id, (state) => {
        if (state.kind === 'ready') this.#replace(id, (row) => ({ ...row, digest: state.digest, gone: false }));
        else if (state.kind === 'missing') this.#replace(id, (row) => ({ ...row, gone: true }));
      }));
    }
  }

  #replace(id: ArchiveId, change: (row: Row) => Row): void {
    if (this.#over) return;
    this.rows = this.rows.map((row) => (row.id === id ? change(row) : row));
    if (this.rows.some((row) => row.id === id && row.gone)) this.selected.delete(id);
    this.#options.changed();
  }

  toggle(id: ArchiveId, on = !this.selected.has(id)): void {
    if (on) this.selected.add(id);
    else this.selected.delete(id);
    this.#options.changed();
  }
  selectAll(on: boolean): void {
    this.selected.clear();
    if (on) for (const row of this.rows) if (selectable(row)) this.selected.add(row.id);
    this.#options.changed();
  }

  dispose(): void {
    this.#over = true;
    this.#cancel?.();
    for (const stop of this.#watching.values()) stop();
    this.#watching.clear();
  }
}
