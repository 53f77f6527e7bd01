/** What a history knows of one archive: its entries page by page, what came since, names and words. No DOM; `archive-history.ts` draws it. */
import type { ArchiveView, HistoryItem, HistoryPage, SectionValues } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError } from '../internal/session.ts';
import type { Session, Stop } from '../internal/session.ts';
import { afterRest } from '../line/clock.ts';
import type { Clock } from '../line/clock.ts';
import { colleagueName } from '../list/directory.ts';

export interface HistoryFilter { readonly person: string | null; readonly section: string | null }
export const NO_FILTER: HistoryFilter = { person: null, section: null };

export interface HistoryDataOptions {
  readonly session: Session;
  /** As the page wrote it. */
  readonly ref: string;
  readonly changed: () => void;
  readonly clock: Clock;
  /** Entries of a page. Default 30: two screens. */
  readonly limit?: number;
  /** Milliseconds between looks at sections whose changes no digest tells of. Default 30,000. */
  readonly lookMs?: number;
}

export type HistoryView =
  | { readonly kind: 'loading' | 'missing' | 'failed' }
  | { readonly kind: 'denied'; readonly name: string; readonly owner: string | null }
  | { readonly kind: 'ready'; readonly archive: ArchiveView };

/** What putting back came to. */
export type Restored = { readonly kind: 'done'; readonly undo: string | null } | { readonly kind: 'conflict'; readonly now: unknown } | { readonly kind: 'failed'; readonly message: string };

export class HistoryData {
  readonly #options: Required<HistoryDataOptions>;
  view: HistoryView = { kind: 'loading' };
  /** Null: not here yet. */
  items: readonly HistoryItem[] | null = null;
  next: string | null = null;
  /** The pages that were asked for last could not be had. */
  broken = false;
  loadingMore = false;
  /** Came since and is not shown yet. */
  fresh: readonly HistoryItem[] = [];
  filter: HistoryFilter = NO_FILTER;
  key: string | null = null;
  catalogue: CatalogueView | null = null;
  /** Everyone met in entries, for the filter. */
  readonly people = new Map<string, string>();
  readonly #names = new Map<string, string>();
  #rowNames: ReadonlyMap<string, string> | null = null;
  #wordsFor = '';
  #asked = 0;
  #mark: string | null = null;
  readonly #rest: ReturnType<typeof afterRest>;
  #stopTimer: Stop = () => {};
  #stops: Stop[] = [];
  #over = false;

  constructor(options: HistoryDataOptions) {
    this.#options = Object.freeze({ limit: 30, lookMs: 30_000, ...options });
    this.#rest = afterRest(() => void this.look(), 800, options.clock);
    this.#again();
    this.#stops.push(() => this.#rest.cancel(), () => this.#stopTimer(), options.session.watch(options.ref, (state) => {
      const mark = state.kind === 'ready' && 'revision' in state.digest ? String(state.digest.revision) : null;
      if (mark !== null && this.#mark !== null && mark !== this.#mark) this.#rest.call();
      this.#mark = mark ?? this.#mark;
    }));
    void this.#open();
  }

  /** Looks again and again while somebody can see it: no digest tells of changes in closed sections. */
  #again(): void {
    this.#stopTimer = this.#options.clock.after(this.#options.lookMs, () => {
      if (document.visibilityState === 'visible') void this.look();
      this.#again();
    });
  }

  dispose(): void {
    this.#over = true;
    for (const stop of this.#stops) stop();
  }

  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.ref)}`;
  }

  async #open(): Promise<void> {
    const { session } = this.#options;
    try {
      const archive = await session.archive(this.#options.ref);
      if (this.#over) return;
      const { name, owner } = archive.overview;
      this.view = atLeast(archive.level, 'read') ? { kind: 'ready', archive } : { kind: 'denied', name, owner: owner?.name ?? null };
      if (this.view.kind === 'ready') await this.load();
    } catch (error) {
      this.#failed(error);
    }
    this.#options.changed();
  }

  #failed(error: unknown): void {
    if (this.#over) return;
    const gone = error instanceof ApiError && (error.status === 404 || error.status === 403);
    if (gone) this.view = { kind: 'missing' };
    else if (this.items === null && this.view.kind === 'loading') this.view = { kind: 'failed' };
    else this.broken = true;
  }

  #ask(before: string | null): Promise<HistoryPage> {
    const query = new URLSearchParams({ limit: String(this.#options.limit) });
    for (const [name, value] of Object.entries({ section: this.filter.section, person: this.filter.person, key: this.key, before })) if (value !== null) query.set(name, value);
    return this.#options.session.request<HistoryPage>('GET', `${this.#path}/history?${query}`);
  }

  /** The newest page anew; what was there goes when the other is here. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    this.broken = false;
    try {
      const page = await this.#ask(null);
      if (this.#over || asked !== this.#asked) return;
      this.items = page.items;
      this.next = page.next;
      this.fresh = [];
      this.#met(page.items);
    } catch (error) {
      if (asked === this.#asked) this.#failed(error);
    }
    this.#options.changed();
  }

  async more(): Promise<void> {
    if (this.next === null || this.loadingMore) return;
    this.loadingMore = true;
    this.broken = false;
    this.#options.changed();
    const asked = this.#asked;
    try {
      // a page may come out empty where a filter finds little: go on until something is there
      for (let found = false; !found && this.next !== null;) {
        const page: HistoryPage = await this.#ask(this.next);
        if (this.#over || asked !== this.#asked) break;
        const known = new Set(this.items?.map(({ id }) => id));
        this.items = [...(this.items ?? []), ...page.items.filter(({ id }) => !known.has(id))];
        this.next = page.next;
        this.#met(page.items);
        found = page.items.length > 0;
      }
    } catch (error) {
      if (asked === this.#asked) this.#failed(error);
    }
    this.loadingMore = false;
    this.#options.changed();
  }

  /** Asks what came since; it waits until the reader wants it, so that nothing moves under their eyes. */
  async look(show = false): Promise<void> {
    if (this.items === null || this.#over) return;
    const asked = this.#asked;
    try {
      const page = await this.#ask(null);
      if (this.#over || asked !== this.#asked) return;
      const known = new Map(this.items?.map((item) => [item.id, item.at]));
      this.fresh = page.items.filter(({ id, at }) => known.get(id) !== at);
      this.#met(this.fresh);
      if (show || this.items?.length === 0) this.showFresh();
    } catch (error) {
      // the next look tries again; only a "no" takes away what is on the screen
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.#failed(error);
    }
    this.#options.changed();
  }

  showFresh(): void {
    const ids = new Set(this.fresh.map(({ id }) => id));
    this.items = [...this.fresh, ...(this.items ?? []).filter(({ id }) => !ids.has(id))];
    this.fresh = [];
    this.#options.changed();
  }

  choose(filter: Partial<HistoryFilter>): void {
    this.filter = { ...this.filter, ...filter };
    this.items = null;
    void this.load();
    this.#options.changed();
  }

  async restore(id: string, wish: { readonly force?: boolean; readonly only?: boolean } = {}): Promise<Restored> {
    try {
      const response = await this.#options.session.fetch(`${this.#path}/history/${encodeURIComponent(id)}/restore`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) });
      const body = (await response.json()) as { readonly undo?: string | null; readonly now?: unknown; readonly error?: { readonly message: string } };
      if (response.ok) {
        await this.look(true);
        return { kind: 'done', undo: body.undo ?? null };
      }
      return response.status === 409 && 'now' in body ? { kind: 'conflict', now: body.now } : { kind: 'failed', message: body.error?.message ?? '' };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : '' };
    }
  }

  #met(items: readonly HistoryItem[]): void {
    for (const { by } of items) this.people.set(by.id, by.name);
  }

  /** Words of the catalogue in the reader's language. */
  words(language: Language): void {
    if (this.view.kind !== 'ready') return;
    const wanted = `${language} ${this.#options.session.edition}`;
    if (wanted === this.#wordsFor) return;
    this.#wordsFor = wanted;
    const { session, changed } = this.#options;
    // the whole catalogue: what stands here may belong to a sheet that the archive has no more, and is masked like any
    session.catalogue(language, []).then((catalogue) => {
      if (this.#wordsFor !== wanted) return;
      this.catalogue = catalogue;
      changed();
    }, () => { this.#wordsFor = ''; this.broken = true; changed(); });
  }

  /** Sections for the filter: those that this person may read. */
  get sections(): readonly string[] {
    return this.view.kind === 'ready' ? this.view.archive.sections.filter(({ level, section }) => atLeast(level, 'read') && section !== 'trade' && section !== 'stays').map(({ section }) => section) : [];
  }

  readonly nameOf = (kind: 'person' | 'user', id: string): string => {
    if (kind === 'person') {
      this.#askPeople();
      return this.#rowNames?.get(id) ?? '…';
    }
    return this.#names.get(id) ?? colleagueName(this.#options.session, id, this.#options.changed) ?? id;
  };

  #askPeople(): void {
    if (this.#rowNames !== null) return;
    const names = new Map<string, string>();
    this.#rowNames = names;
    this.#options.session.request<SectionValues>('GET', `${this.#path}/sections/people`).then(({ rows }) => {
      for (const table of Object.values(rows)) for (const [id, cells] of Object.entries(table)) if (typeof cells['name'] === 'string') names.set(id, cells['name']);
      this.#options.changed();
    }, () => undefined /* closed to this person, or not to be had now: an ellipsis stands there */);
  }
}
