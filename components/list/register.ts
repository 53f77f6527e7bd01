/** The register behind a list: query, pages, live rows and selection. It asks REST and hears digests; what it looks like is left to the element. */
import type { ArchivePage } from '../../model/api.ts';
import { LISTED } from '../../model/classification/listed.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { LineDigest } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError } from '../internal/session.ts';
import type { Session, Stop } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';

export const SORTS = ['name', 'updated', 'sum', 'last', 'missing'] as const;
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
export interface Row { readonly id: ArchiveId; readonly digest: LineDigest; readonly gone: boolean }

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
  /** Asks in place of the plain list, with filters, columns and groups of its own. */
  source: ((cursor: string | null) => Promise<ArchivePage>) | null = null;
  /** Which rows can be ticked. */
  pick: (row: Row) => boolean = selectable;
  /** Told of a shown row whose digest became another: what else shows of it may be old. */
  stale: (row: Row) => void = () => {};
  state: RegisterState = { kind: 'loading' };
  /** Counts the answers to new questions: another list stands from its top. */
  answers = 0;
  /** Counts what happens to rows. */
  version = 0;
  total = 0;
  loadingMore = false;
  moreFailed = false;
  readonly selected = new Set<ArchiveId>();
  #rows: Row[] = [];
  /** Where each row stands. */
  readonly #place = new Map<ArchiveId, number>();
  #next: string | null = null;
  /** Number of the newest question; answers of older ones are dropped. */
  #asked = 0;
  #cancel: Stop | undefined;
  readonly #watching = new Map<ArchiveId, Stop>();
  #over = false;

  constructor(options: RegisterOptions) {
    this.#options = Object.freeze({ ...options });
  }

  /** In the order of the answer. A changed row is another object in the same place. */
  get rows(): readonly Row[] {
    return this.#rows;
  }
  row(id: ArchiveId): Row | undefined {
    return this.#rows[this.#place.get(id) ?? -1];
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

  #page(cursor: string | null): Promise<ArchivePage> {
    if (this.source !== null) return this.source(cursor);
    const { text, sort, descending, filters } = this.query;
    const query = new URLSearchParams({ sort, order: descending ? 'desc' : 'asc', limit: String(this.#options.limit ?? 50) });
    if (text.trim() !== '') query.set('q', text.trim());
    for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
    if (cursor !== null) query.set('cursor', cursor);
    return this.#options.session.request<ArchivePage>('GET', `/api/archives?${query}`);
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    this.loadingMore = false;
    if (this.state.kind === 'ready') this.state = { kind: 'ready', again: true };
    else this.state = { kind: 'loading' };
    this.#options.changed();
    try {
      const page = await this.#page(null);
      if (this.#over || mine !== this.#asked) return;
      this.state = { kind: 'ready', again: false };
      this.moreFailed = false;
      this.#rows = [];
      this.#place.clear();
      this.answers++;
      this.#take(page);
      for (const id of [...this.selected]) if (!this.#place.has(id)) this.selected.delete(id);
      this.#options.changed();
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
      const page = await this.#page(this.#next);
      if (this.#over || mine !== this.#asked) return;
      this.loadingMore = this.moreFailed = false;
      this.#take(page);
      this.#options.changed();
    } catch {
      if (this.#over || mine !== this.#asked) return;
      this.loadingMore = false;
      this.moreFailed = true; // the button says so and can be pressed again
      this.#options.changed();
    }
  }

  #take(page: ArchivePage): void {
    for (const { id, digest } of page.items) {
      if (this.#place.has(id)) continue;
      this.#place.set(id, this.#rows.length);
      this.#rows.push({ id, digest, gone: false });
    }
    this.version++;
    this.total = page.total;
    this.#next = page.next;
  }

  /** Rows that show are live: a digest changes them where they stand, because a row that jumps cannot be clicked. */
  show(ids: ReadonlySet<ArchiveId>): void {
    if (this.#over) return;
    for (const [id, stop] of this.#watching) {
      if (ids.has(id)) continue;
      stop();
      this.#watching.delete(id);
    }
    for (const id of ids) {
      if (this.#watching.has(id)) continue;
      this.#watching.set(id, this.#options.session.watch(id, (state) => {
        if (state.kind === 'ready') this.#replace(id, state.digest, false);
        else if (state.kind === 'missing') this.#replace(id, null, true);
      }));
    }
  }

  #replace(id: ArchiveId, digest: LineDigest | null, gone: boolean): void {
    const row = this.row(id);
    // the first that is heard of a row is mostly what the answer said
    if (this.#over || !row || (row.gone === gone && (digest === null || same(row.digest, digest)))) return;
    const next: Row = { ...row, ...(digest === null ? {} : { digest }), gone };
    this.#rows[this.#place.get(id) as number] = next;
    this.version++;
    if (gone) this.selected.delete(id);
    else this.stale(next);
    this.#options.changed();
  }

  toggle(id: ArchiveId, on = !this.selected.has(id)): void {
    if (on) this.selected.add(id);
    else this.selected.delete(id);
    this.#options.changed();
  }
  selectAll(on: boolean): void {
    this.selected.clear();
    if (on) for (const row of this.rows) if (this.pick(row)) this.selected.add(row.id);
    this.#options.changed();
  }

  dispose(): void {
    this.#over = true;
    this.#cancel?.();
    for (const stop of this.#watching.values()) stop();
    this.#watching.clear();
  }
}

/** Of the classes an answer has only what lists tell, and reasons besides: what is not drawn is no change. */
const same = (a: LineDigest, b: LineDigest): boolean => a === b || drawn(a) === drawn(b);
const drawn = (digest: LineDigest): string => JSON.stringify(digest.level === 'exists' ? digest
  : { ...digest, rules: undefined, classes: LISTED.map((scheme) => digest.classes[scheme]).map((face) => face && [face.value, face.mark, face.trend, face.label]) });

/** Of what is ticked: what this person may give away, and how much they may not. */
export function ownable(register: Register): { readonly mine: readonly { readonly id: ArchiveId; readonly name: string }[]; readonly others: number } {
  const mine: { id: ArchiveId; name: string }[] = [];
  for (const id of register.selected) {
    const row = register.row(id);
    if (row && atLeast(row.digest.level, 'manage')) mine.push({ id, name: row.digest.name });
  }
  return { mine, others: register.selected.size - mine.length };
}
