/** `<notice-inbox>`: what waits for one's decision, mentions, what was handed over, alerts, changes of what one follows; read marks, the day at a glance, and what one follows. Parts are in `notices/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DailyDigest, Followed, NoticePage, NoticesRead, NoticeView } from '../model/notices/api.ts';
import { DossierElement } from './internal/element.ts';
import { dates, formatDate, formatMoney, formatNear, formatNumber } from './internal/formats.ts';
import { composing, fenced, inField, keepTyping, keyTarget } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { walked } from './internal/walk.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { FOLLOWED } from './notices/follow-news.ts';
import { OwnMail } from './notices/own-mail.ts';
import { inboxStyles } from './notices/styles.ts';
import { noticeTexts } from './notices/texts.ts';
import type { NoticeTexts } from './notices/texts.ts';
import { noticeRow } from './notices/view.ts';
import { Waiting } from './notices/waiting.ts';

const VIEWS = ['inbox', 'digest', 'following'] as const;
type View = (typeof VIEWS)[number];
const isView = (text: string | null): text is View => (VIEWS as readonly (string | null)[]).includes(text);
type Asked<T> = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly value: T };

/** What others do shows by itself after so long. */
const AGAIN_MS = 15_000;

/** What arrow keys walk. */
const LINES = '.opens, .first .row, .follows .link';

/**
 * What waits for the person's decision, mentions, what was handed over, alerts, changes of followed customers; read and unread, the day at a glance, and what one follows.
 *
 * @attr {'inbox' | 'digest' | 'following'} [view='inbox'] - What is shown.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive, and in it the case `correction` where one is meant.
 * @fires dossier-notices - How many are unread now.
 * @csspart sheet - The whole sheet.
 */
export class NoticeInbox extends DossierElement {
  static override readonly properties = { view: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, inboxStyles];
  declare view: string | null;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #page: Asked<NoticePage> = { kind: 'loading' };
  #digest: Asked<DailyDigest> = { kind: 'loading' };
  #following: Asked<Followed> = { kind: 'loading' };
  #onlyUnread = false;
  #asked = 0;
  #again: Stop | undefined;
  #own: OwnMail | null = null;
  #waiting: Waiting | null = null;
  #here: Session | null = null;
  #told: number | null = null;
  #said = '';
  #problem = '';

  constructor() {
    super();
    this.view = null;
    this.headingLevel = 2;
  }

  get #t(): NoticeTexts {
    return noticeTexts(this.language);
  }
  get #view(): View {
    return isView(this.view) ? this.view : 'inbox';
  }
  get #off(): boolean {
    return this.session?.state.kind === 'offline';
  }

  protected override attach(session: Session): Stop {
    this.#here = session;
    this.#page = this.#digest = this.#following = { kind: 'loading' };
    this.#told = null;
    this.#own = new OwnMail(session, () => this.requestUpdate());
    this.#waiting = new Waiting(session);
    const hear = (): void => void this.#load();
    session.addEventListener(FOLLOWED, hear);
    void this.#load();
    return () => {
      this.#asked++;
      this.#again?.();
      session.removeEventListener(FOLLOWED, hear);
      this.#here = this.#own = this.#waiting = null;
    };
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('view') && this.hasUpdated && this.#here !== null) void this.#load();
  }

  /** What is shown stays until the answer is here. */
  async #load(more = false): Promise<void> {
    const session = this.#here;
    if (session === null) return;
    const mine = ++this.#asked;
    this.#again?.();
    const ask = async <T>(path: string, before: Asked<T>): Promise<Asked<T>> => {
      try {
        return { kind: 'here', value: await session.request<T>('GET', path) };
      } catch {
        return before.kind === 'loading' ? { kind: 'failed' } : before; // said in its place, with a second try; what is there stays
      }
    };
    const before = this.#page.kind === 'here' ? this.#page.value : null;
    const view = this.#view;
    const query = new URLSearchParams({ ...(this.#onlyUnread ? { unread: 'true' } : {}), ...(more && before?.next != null ? { before: before.next } : {}) });
    const [page, digest, following] = await Promise.all([
      ask<NoticePage>(`/api/notices?${query}`, this.#page),
      view === 'digest' ? ask<DailyDigest>('/api/notices/digest', this.#digest) : this.#digest,
      view === 'following' ? ask<Followed>('/api/follows', this.#following) : this.#following,
      view === 'inbox' && !more ? this.#waiting?.load() : undefined,
    ]);
    if (mine !== this.#asked) return;
    this.#page = more && before !== null && page.kind === 'here' ? { kind: 'here', value: { ...page.value, items: [...before.items, ...page.value.items] } } : page;
    this.#digest = digest;
    this.#following = following;
    this.#tell();
    this.#again = this.clock.after(AGAIN_MS, () => void this.#load());
    this.requestUpdate();
  }
  #tell(): void {
    if (this.#page.kind !== 'here' || this.#page.value.unread === this.#told) return;
    this.#told = this.#page.value.unread;
    this.wish('dossier-notices', { unread: this.#told });
  }
  readonly #retry = (): void => {
    this.#page = this.#page.kind === 'failed' ? { kind: 'loading' } : this.#page;
    this.#digest = this.#digest.kind === 'failed' ? { kind: 'loading' } : this.#digest;
    this.#following = this.#following.kind === 'failed' ? { kind: 'loading' } : this.#following;
    this.requestUpdate();
    void this.#load();
  };

  /** Shown as read at once, and as it was when the server did not take it. */
  async #read(what: NoticesRead): Promise<void> {
    const session = this.#here;
    if (session === null || this.#off || this.#page.kind !== 'here') return;
    const before = this.#page.value;
    const wanted = (each: NoticeView): boolean => what.all === true || what.notices?.includes(each.id) === true;
    const left = what.all === true ? 0 : Math.max(0, before.unread - before.items.filter((each) => wanted(each) && !each.read).length);
    this.#asked++;
    this.#page = { kind: 'here', value: { ...before, unread: left, items: before.items.map((each) => (wanted(each) ? { ...each, read: true } : each)) } };
    this.#problem = '';
    this.#said = what.all === true ? this.#t.saidRead : '';
    this.#tell();
    this.requestUpdate();
    try {
      await session.request('POST', '/api/notices/read', what);
    } catch {
      this.#page = { kind: 'here', value: before };
      this.#problem = this.#t.failed;
      this.#said = '';
      this.#tell();
    }
    await this.#load();
  }
  #open(each: NoticeView): void {
    if (!each.read) void this.#read({ notices: [each.id] });
    if (each.archive !== null) this.wish('dossier-open', { archive: each.archive }, true);
    else this.view = 'digest';
  }
  async #unfollow(archive: string): Promise<void> {
    this.#problem = '';
    try {
      await this.#here?.request('PUT', `/api/archives/${encodeURIComponent(archive)}/follow`, { following: false });
      this.#said = this.#t.saidUnfollow;
    } catch {
      this.#problem = this.#t.failed;
    }
    await this.#load();
  }

  readonly #onKey = fenced((event) => {
    if (composing(event) || event.altKey || event.ctrlKey || event.metaKey || inField(event)) return;
    const at = keyTarget(event)?.closest<HTMLElement>(LINES);
    if (at === null || at === undefined) return;
    if (!walked(event, this.renderRoot, LINES) && event.key === 'r' && !event.shiftKey) {
      const id = at.closest<HTMLElement>('.item.new')?.dataset['notice'];
      if (id === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void this.#read({ notices: [id] });
    }
  });

  protected override render(): TemplateResult {
    const t = this.#t;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(this.session, this.t)}
      ${this.session === null ? nothing : this.#content()}
    </section>`);
  }

  #content(): TemplateResult {
    const t = this.#t;
    const unread = this.#page.kind === 'here' ? this.#page.value.unread : 0;
    const shown = this.#view;
    return html`
      <div class="bar">
        <h2 role="heading" aria-level=${this.headingLevel}>${t.title} ${unread === 0 ? nothing : html`<span class="unread-count">${t.unread(formatNumber(this.language, unread))}</span>`}</h2>
        <div class="views" role="group" aria-label=${t.views}>${VIEWS.map((view) => html`<button type="button" aria-pressed=${view === shown ? 'true' : 'false'} @click=${() => { this.view = view; }}>${t.parts[view]}</button>`)}</div>
      </div>
      <div role="status" class="visually-hidden">${this.#said}</div>
      ${this.#problem === '' ? nothing : html`<p class="problem danger" role="alert">${this.#problem}</p>`}
      ${shown === 'inbox' ? this.#asked1(this.#page, (page) => this.#inbox(page)) : shown === 'digest' ? this.#asked1(this.#digest, (digest) => this.#digestView(digest)) : this.#asked1(this.#following, (followed) => this.#followView(followed))}
      ${this.#own?.render(t, this.language, this.#off)}
      ${shown === 'inbox' && this.#page.kind === 'here' && this.#page.value.items.length > 0 ? html`<p class="keys muted small">${t.keys}</p>` : nothing}`;
  }
  #asked1<T>(asked: Asked<T>, ready: (value: T) => unknown): unknown {
    switch (asked.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 4 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: this.#retry });
      case 'here': return ready(asked.value);
    }
  }

  #empty(text: string): TemplateResult {
    return html`<div class="empty"><svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 22 10 8h20l5 14v10H5zM5 22h9c0 4 3 6 6 6s6-2 6-6h9" /></svg><p>${text}</p></div>`;
  }

  #inbox(page: NoticePage): unknown {
    const t = this.#t;
    const days = new Map<string, NoticeView[]>();
    for (const each of page.items) {
      const day = localDay(Date.parse(each.at));
      days.set(day, [...(days.get(day) ?? []), each]);
    }
    const now = this.clock.now();
    const decide = this.#waiting?.render({
      t, language: this.language, level: this.headingLevel + 1, year: new Date(now).getFullYear(), open: (archive, correction) => { this.wish('dossier-open', correction === undefined ? { archive } : { archive, correction }, true); },
    });
    return html`${decide}${page.items.length === 0 && !this.#onlyUnread ? nothing : html`<div class="tools">
        <button type="button" class="chip only-unread" aria-pressed=${this.#onlyUnread ? 'true' : 'false'} @click=${() => { this.#onlyUnread = !this.#onlyUnread; this.requestUpdate(); void this.#load(); }}>${t.onlyUnread}</button>
        ${page.unread === 0 ? nothing : html`<button type="button" class="button quiet all-read" ?disabled=${this.#off} @click=${() => void this.#read({ all: true })}>${t.allRead}</button>`}</div>`}
      ${page.items.length === 0 ? this.#empty(this.#onlyUnread ? t.emptyUnread : t.empty) : nothing}
      ${[...days].map(([day, items]) => html`<h3 class="day" role="heading" aria-level=${this.headingLevel + 1}><time datetime=${day}>${formatNear(this.language, day, now) ?? formatDate(this.language, day, new Date(now).getFullYear())}</time></h3>
        <ul>${repeat(items, ({ id }) => id, (each) => noticeRow({
          notice: each, session: this.#here as Session, language: this.language, t, off: this.#off, update: () => this.requestUpdate(), open: () => this.#open(each), read: () => void this.#read({ notices: [each.id] }),
        }))}</ul>`)}
      ${page.next === null ? nothing : html`<div class="more"><button type="button" class="button" @click=${() => void this.#load(true)}>${t.more}</button></div>`}`;
  }

  #digestView(digest: DailyDigest): unknown {
    const t = this.#t;
    const { language } = this;
    const day = dates(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${digest.day}T00:00:00Z`));
    if (digest.empty) return this.#empty(t.digest.empty);
    const tile = (n: number, words: (n: string) => string): TemplateResult => {
      const number = formatNumber(language, n);
      const [before = '', after = ''] = words('\u0000').split('\u0000');
      return html`<li>${before.trim()}<strong>${number}</strong>${after.trim()}</li>`;
    };
    return html`<div class="digest"><h3 role="heading" aria-level=${this.headingLevel + 1}>${t.digest.lead(day)}</h3>
      <ul class="tiles">${tile(digest.total, t.digest.due)}${tile(digest.fresh, t.digest.fresh)}${tile(digest.unread, t.digest.unread)}</ul>
      ${digest.lines.length === 0 ? nothing : html`<div class="first"><h4>${t.digest.first}</h4>${digest.lines.map(({ archive, name, value }) => html`<button type="button" class="row" @click=${() => { this.wish('dossier-open', { archive }, true); }}><strong><bdi>${name}</bdi></strong>${value === null ? nothing : html`<span class="muted">${formatMoney(language, value.amount, value.currency)}</span>`}</button>`)}</div>`}
    </div>`;
  }

  #followView({ items }: Followed): unknown {
    const t = this.#t;
    if (items.length === 0) return this.#empty(t.emptyFollowing);
    return html`<ul class="follows">${repeat(items, ({ archive }) => archive, ({ archive, name, since }) => html`<li class="row-line"><button type="button" class="link" @click=${() => { this.wish('dossier-open', { archive }, true); }}><bdi>${name}</bdi></button><span class="muted small">${t.since(formatDate(this.language, since, new Date(this.clock.now()).getFullYear()))}</span>
      <button type="button" class="button quiet" aria-label=${t.unfollowOf(name)} ?disabled=${this.#off} @click=${() => void this.#unfollow(archive)}>${t.unfollow}</button></li>`)}</ul>`;
  }
}

const localDay = (at: number): string => {
  const moment = new Date(at);
  return [moment.getFullYear(), String(moment.getMonth() + 1).padStart(2, '0'), String(moment.getDate()).padStart(2, '0')].join('-');
};

declare global {
  interface HTMLElementTagNameMap { 'notice-inbox': NoticeInbox }
}
