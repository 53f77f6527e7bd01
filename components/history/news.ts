/** "4 changes since Tuesday": asks what others changed since this person last looked, after the card or form it is about is here. Looking for some seconds counts as having seen it, on every device. What shows it, `news-face.ts`, comes when something is new. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HistoryItem, HistoryPage } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import type { Session } from '../internal/session.ts';
import { afterRest, pageClock } from '../line/clock.ts';
import type { Clock } from '../line/clock.ts';
import type { NewsFace } from './news-face.ts';

export interface NewsHost extends HTMLElement {
  readonly language: Language;
  readonly renderRoot: HTMLElement | DocumentFragment;
  requestUpdate(): void;
}
/** Where a change shows: the element that gets the mark. */
export type Place = (item: HistoryItem, root: ParentNode) => Element | null | undefined;

export interface NewsOptions {
  readonly host: NewsHost;
  readonly session: Session;
  /** As the page wrote it. */
  readonly ref: string;
  /** Loads what knows the host's places. */
  readonly places: () => Promise<{ readonly place: Place }>;
  readonly clock?: Clock;
  /** Milliseconds of looking that count as having seen. Default 8,000: a card is read in less, and a glance in passing is no reading. */
  readonly lookMs?: number;
}

/** What is new. */
export interface Fresh {
  readonly items: readonly HistoryItem[];
  /** There are more than these. */
  readonly more: boolean;
  /** When this person last looked, in milliseconds since 1970. */
  readonly since: number;
}

const LOOK_MS = 8_000;
const TICK_MS = 1_000;
const MOST = 50;

export class News {
  readonly #options: NewsOptions & { readonly clock: Clock; readonly lookMs: number };
  readonly #rest: ReturnType<typeof afterRest>;
  #items: readonly HistoryItem[] = [];
  #more = false;
  #since: number | null = null;
  /** Server's time of the newest answer: up to there this person will have seen. */
  #at: string | null = null;
  #looked = 0;
  #face: NewsFace | undefined;
  #coming: Promise<NewsFace> | undefined;
  #stopTimer: () => void = () => {};
  #over = false;

  constructor(options: NewsOptions) {
    this.#options = { clock: pageClock, lookMs: LOOK_MS, ...options };
    this.#rest = afterRest(() => void this.#look(), 1_500, this.#options.clock);
    void this.#look();
  }

  stop(): void {
    this.#over = true;
    this.#rest.cancel();
    this.#stopTimer();
    this.#face?.unmark();
  }

  /** Something changed: ask again, once it rests. */
  look(): void {
    this.#rest.call();
  }

  /** The line that says how many; opens to what they are. */
  line(hidden = false): TemplateResult | typeof nothing {
    const fresh = this.#fresh;
    return hidden || fresh === null ? nothing : (this.#face?.line(fresh) ?? nothing);
  }

  /** After each drawing: the word "new" stands where something changed. */
  mark(hidden = false): void {
    this.#face?.mark(hidden ? [] : (this.#fresh?.items ?? []));
  }

  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.ref)}`;
  }
  get #fresh(): Fresh | null {
    return this.#since === null || this.#items.length === 0 ? null : { items: this.#items, more: this.#more, since: this.#since };
  }

  async #look(): Promise<void> {
    const { session, host } = this.#options;
    try {
      const page = await session.request<HistoryPage>('GET', `${this.#path}/history?unseen=true&limit=${MOST}`);
      if (this.#over) return;
      const known = new Set(page.items.map(({ id }) => id));
      // what was new when this was opened stays so until it is opened again
      this.#items = [...page.items, ...this.#items.filter(({ id }) => !known.has(id))];
      this.#more ||= page.next !== null;
      if (page.seen !== null) this.#since ??= Date.parse(page.seen);
      if (this.#at !== null && page.items.length > 0) this.#looked = Math.min(this.#looked, this.#options.lookMs / 2);
      this.#at = page.at;
      this.#watch();
      if (this.#fresh !== null) this.#face = await (this.#coming ??= this.#load());
      host.requestUpdate();
    } catch {
      // what is new is a courtesy: without it the archive shows all the same, and the next change asks again
    }
  }

  async #load(): Promise<NewsFace> {
    const { host, session, clock, places } = this.#options;
    const [{ NewsFace }, { place }] = await Promise.all([import('./news-face.ts'), places()]);
    return new NewsFace({ host, session, clock, place, seen: () => this.#seen() });
  }

  /** Counts the seconds in which somebody can have read it. */
  #watch(): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(TICK_MS, () => {
      if (this.#isSeen()) this.#looked += TICK_MS;
      if (this.#looked >= this.#options.lookMs) void this.#tell();
      else this.#watch();
    });
  }
  #isSeen(): boolean {
    if (this.#fresh !== null && this.#face === undefined) return false; // there is something new, and it does not show yet
    const { top, bottom, width } = this.#options.host.getBoundingClientRect();
    return document.visibilityState === 'visible' && width > 0 && bottom > 0 && top < innerHeight;
  }
  async #tell(): Promise<void> {
    this.#stopTimer();
    this.#looked = 0;
    try {
      await this.#options.session.request('PUT', `${this.#path}/seen`, { at: this.#at });
    } catch {
      this.#watch(); // the next seconds try again
    }
  }

  #seen(): void {
    this.#items = [];
    this.#more = false;
    void this.#tell();
    this.#options.host.requestUpdate();
  }
}
