/** `<reminder-list>`: what is due, one line a customer with all reasons and the next thing to do; done, put away, handed over, each of them undone. It holds the list and what is open; parts are in `reminders/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CalendarDate, LineDigest } from '../model/overview.ts';
import type { ReasonRef, ReminderActed, ReminderLine, ReminderPage } from '../model/reminders/api.ts';
import { DossierElement } from './internal/element.ts';
import { formatNumber } from './internal/formats.ts';
import { composing, fenced, inField, keepTyping, keyTarget } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { walked } from './internal/walk.ts';
import { afterRest, pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { CalendarPart } from './reminders/calendar.ts';
import { Handover } from './reminders/handover.ts';
import { failureText, isOffline, nearDay } from './reminders/host.ts';
import type { ListHost } from './reminders/host.ts';
import { icon } from './reminders/icons.ts';
import { lineRow } from './reminders/line.ts';
import { Snooze } from './reminders/snooze.ts';
import { hearChanges } from './reminders/stream.ts';
import { listStyles } from './reminders/styles.ts';
import { reminderTexts } from './reminders/texts.ts';
import type { ReminderTexts } from './reminders/texts.ts';

type Whose = 'me' | 'department';
type List = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly page: ReminderPage };
/** What somebody just did, in the place of its line until the next thing is done. */
interface Gone { readonly archive: string; readonly urgency: ReminderLine['urgency']; readonly said: string; readonly undo: string; /** Of the line before it, or null. */ readonly after: string | null }
type Panel = { readonly archive: string } & ({ readonly kind: 'snooze'; readonly part: Snooze } | { readonly kind: 'handover'; readonly part: Handover });

const GROUPS = ['overdue', 'today', 'soon', 'later'] as const satisfies readonly ReminderLine['urgency'][];
/** Changes come in bursts; and what a colleague does shows without them, too. */
const REST_MS = 600;
const AGAIN_MS = 30_000;
const PAGE = 50;

/**
 * What is due, one line a customer with every reason and the next thing to do; done, put off, handed over, each of them undone.
 *
 * @attr {'me' | 'department'} [for='me'] - Whose lines are shown.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @attr without-calendar - Does not offer the link for a calendar.
 * @attr without-shortcuts - The keys D, S, H and U do nothing.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class ReminderList extends DossierElement {
  static override readonly properties = {
    for: {}, headingLevel: { type: Number, attribute: 'heading-level' }, withoutCalendar: { type: Boolean, attribute: 'without-calendar' }, withoutShortcuts: { type: Boolean, attribute: 'without-shortcuts' },
  };
  static override readonly styles = [tokens, base, controls, listStyles];
  declare for: string | null;
  declare headingLevel: number;
  declare withoutCalendar: boolean;
  declare withoutShortcuts: boolean;
  clock: Clock = pageClock;

  #list: List = { kind: 'loading' };
  #asked = 0;
  #again: Stop | undefined;
  #soon: { readonly call: () => void; readonly cancel: () => void } | undefined;
  #watches = new Map<string, Stop>();
  readonly #digests = new Map<string, LineDigest>();
  #panel: Panel | null = null;
  #gone: readonly Gone[] = [];
  #busy: string | null = null;
  #said = '';
  #problem = '';
  #host: ListHost | null = null;
  #calendar: CalendarPart | null = null;

  constructor() {
    super();
    this.for = null;
    this.headingLevel = 2;
    this.withoutCalendar = this.withoutShortcuts = false;
  }

  get #t(): ReminderTexts {
    return reminderTexts(this.language);
  }
  get #whose(): Whose {
    return this.for === 'department' ? 'department' : 'me';
  }
  get #lines(): readonly ReminderLine[] {
    return this.#list.kind === 'here' ? this.#list.page.items : [];
  }

  protected override attach(session: Session): Stop {
    const texts = (): ReminderTexts => this.#t;
    const language = (): ListHost['language'] => this.language;
    const strings = (): ListHost['strings'] => this.t;
    const today = (): CalendarDate => (this.#list.kind === 'here' ? this.#list.page.today : new Date(this.clock.now()).toISOString().slice(0, 10));
    const host: ListHost = {
      session, clock: this.clock,
      get language() { return language(); },
      get t() { return texts(); },
      get strings() { return strings(); },
      get today() { return today(); },
      update: () => { this.requestUpdate(); },
      focus: (selector) => { void this.#focusOn(selector); },
    };
    this.#host = host;
    this.#calendar = new CalendarPart(host);
    this.#list = { kind: 'loading' };
    this.#gone = [];
    this.#panel = null;
    this.#soon = afterRest(() => void this.#load(), REST_MS, this.clock);
    void this.#load();
    const stop = hearChanges(session, this.clock, '/api/reminders', () => this.#soon?.call());
    return () => {
      stop();
      this.#asked++;
      this.#again?.();
      this.#soon?.cancel();
      for (const stop of this.#watches.values()) stop();
      this.#watches.clear();
      this.#digests.clear();
      this.#host = this.#calendar = null;
    };
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('for') && this.hasUpdated && this.#host !== null) {
      this.#list = { kind: 'loading' };
      this.#gone = [];
      this.#panel = null;
      void this.#load();
    }
  }

  /** What is shown stays until the answer is here. */
  async #load(more = false): Promise<void> {
    const session = this.#host?.session;
    if (session === undefined) return;
    const mine = ++this.#asked;
    this.#again?.();
    const before = this.#list.kind === 'here' ? this.#list.page : null;
    try {
      const query = new URLSearchParams({ for: this.#whose, limit: String(more ? PAGE : Math.max(PAGE, Math.min(200, this.#lines.length))), ...(more && before?.next != null ? { after: before.next } : {}) });
      const page = await session.request<ReminderPage>('GET', `/api/reminders?${query}`);
      if (mine !== this.#asked) return;
      this.#list = { kind: 'here', page: more && before !== null ? { ...page, items: [...before.items, ...page.items] } : page };
      this.#follow(session);
    } catch {
      if (mine !== this.#asked) return;
      // said where the list would stand, with a second try; what is there stays
      if (this.#list.kind === 'loading') this.#list = { kind: 'failed' };
    }
    if (this.#panel !== null && !this.#lines.some(({ archive }) => archive === this.#panel?.archive)) this.#panel = null;
    this.#again = this.clock.after(AGAIN_MS, () => { if (!document.hidden) void this.#load(); else this.#soon?.call(); });
    this.requestUpdate();
  }

  /** The digest of each customer tells how to reach them, and that something has changed. */
  #follow(session: Session): void {
    const shown = new Set<string>(this.#lines.map(({ archive }) => archive));
    for (const [archive, stop] of this.#watches) {
      if (shown.has(archive)) continue;
      stop();
      this.#watches.delete(archive);
      this.#digests.delete(archive);
    }
    for (const archive of shown) {
      if (this.#watches.has(archive)) continue;
      let first = true;
      this.#watches.set(archive, session.watch(archive, (state) => {
        if (state.kind === 'ready') this.#digests.set(archive, state.digest);
        else this.#digests.delete(archive);
        this.requestUpdate();
        if (!first) this.#soon?.call();
        if (state.kind !== 'loading') first = false;
      }));
    }
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
  #nameOf(archive: string): string {
    return `[data-archive="${CSS.escape(archive)}"] .name`;
  }

  /** Sends what was decided. The line goes, what was done stands in its place with the way back, and focus moves to the next line. */
  async #act(line: ReminderLine, what: 'done' | 'snooze' | 'handover', body: unknown, said: string): Promise<void> {
    const host = this.#host;
    if (host === null || this.#busy !== null || isOffline(host)) return;
    const lines = this.#lines;
    const at = lines.findIndex(({ archive }) => archive === line.archive);
    const next = lines[at + 1] ?? lines[at - 1];
    const inside = this.shadowRoot?.activeElement?.closest('.line') != null;
    this.#busy = line.archive;
    this.#problem = '';
    this.requestUpdate();
    try {
      const { undo, line: left } = await host.session.request<ReminderActed>('POST', PATHS[what](encodeURIComponent(line.archive)), body);
      this.#asked++; // an answer that was under way tells of before
      this.#panel = null;
      // what was put away or handed over is on this list no longer, unless some of its reasons stay
      const stays = left !== null && (left.state.kind === 'open' || (what === 'done' && left.state.kind === 'handedOver'));
      const items = lines.flatMap((each) => (each.archive !== line.archive ? [each] : stays ? [left] : []));
      if (this.#list.kind === 'here') this.#list = { kind: 'here', page: { ...this.#list.page, items, total: this.#list.page.total - (lines.length - items.length) } };
      this.#gone = [{ archive: line.archive, urgency: line.urgency, said, undo, after: lines[at - 1]?.archive ?? null }];
      this.#said = this.withoutShortcuts ? `${said}.` : `${said}. ${host.t.undoKey}`;
      if (inside) void this.#focusOn(items.some(({ archive }) => archive === line.archive) ? this.#nameOf(line.archive) : next === undefined ? '.gone .undo' : this.#nameOf(next.archive));
      this.#soon?.call();
    } catch (error) {
      this.#problem = failureText(host, error);
      this.#soon?.call();
    } finally {
      this.#busy = null;
      this.requestUpdate();
    }
  }
  #done(line: ReminderLine, reason?: ReasonRef): void {
    const whole = reason === undefined || line.reasons.length === 1;
    void this.#act(line, 'done', whole ? {} : { reasons: [{ kind: reason.kind, key: reason.key }] }, whole ? this.#t.saidDone(line.name) : this.#t.saidPart(line.name));
  }

  async #undo(): Promise<void> {
    const host = this.#host;
    const last = this.#gone.at(-1);
    if (host === null || last === undefined || this.#busy !== null || isOffline(host)) return;
    this.#busy = last.archive;
    this.#problem = '';
    try {
      await host.session.request('POST', '/api/reminders/undo', { undo: last.undo });
      this.#gone = [];
      await this.#load();
      const name = this.#lines.find(({ archive }) => archive === last.archive)?.name;
      this.#said = name === undefined ? '' : host.t.saidUndone(name);
      void this.#focusOn(this.#nameOf(last.archive));
    } catch (error) {
      this.#problem = failureText(host, error);
    } finally {
      this.#busy = null;
      this.requestUpdate();
    }
  }

  #toggle(host: ListHost, line: ReminderLine, kind: Panel['kind']): void {
    const { archive, name } = line;
    if (this.#panel?.archive === archive && this.#panel.kind === kind) return this.#closePanel();
    const t = this.#t;
    const close = (): void => { this.#closePanel(); };
    this.#panel = kind === 'snooze'
      ? { archive, kind, part: new Snooze(host, (until) => void this.#act(line, 'snooze', { until }, t.saidSnoozed(name, nearDay(host, until))), close) }
      : { archive, kind, part: new Handover(host, (person, note) => void this.#act(line, 'handover', { to: person.id, ...(note === '' ? {} : { note }) }, t.saidGiven(name, person.name)), close) };
    this.requestUpdate();
    void this.#focusOn(kind === 'snooze' ? '.preset' : '#hand-to');
  }
  #closePanel(): void {
    const archive = this.#panel?.archive;
    this.#panel = null;
    this.requestUpdate();
    if (archive !== undefined) void this.#focusOn(this.#nameOf(archive));
  }

  /** Arrow keys walk the lines, D, S, H act on the one that has the focus, U takes back, Escape closes one layer; nothing while an input method composes. */
  readonly #onKey = fenced((event) => {
    const host = this.#host;
    if (host === null || composing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#panel !== null) {
      event.preventDefault();
      event.stopPropagation();
      if (this.#panel.kind !== 'handover' || !this.#panel.part.escape()) this.#closePanel();
      return;
    }
    if (inField(event)) return;
    const within = keyTarget(event)?.closest<HTMLElement>('.line');
    const line = this.#lines.find(({ archive }) => archive === within?.dataset['archive']);
    const acted = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (walked(event, this.renderRoot, '.name, .gone .undo')) {
      acted();
    } else if (this.withoutShortcuts || event.shiftKey) return;
    else if (event.key === 'u' && this.#gone.length > 0) {
      acted();
      void this.#undo();
    } else if (line?.mayAct && this.#panel === null && ['d', 's', 'h'].includes(event.key)) {
      acted();
      if (event.key === 'd') this.#done(line);
      else if (!isOffline(host)) this.#toggle(host, line, event.key === 's' ? 'snooze' : 'handover');
    }
  });

  protected override render(): TemplateResult {
    const t = this.#t;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(this.session, this.t)}
      ${this.#host === null ? nothing : this.#content(this.#host)}
    </section>`);
  }

  #content(host: ListHost): TemplateResult {
    const t = this.#t;
    const page = this.#list.kind === 'here' ? this.#list.page : null;
    return html`
      <div class="bar">
        <h2 role="heading" aria-level=${this.headingLevel}>${t.title}${page === null || page.total === 0 ? nothing : html` <span class="muted">${page.total === 1 ? t.one : t.total(formatNumber(this.language, page.total))}</span>`}</h2>
        <div class="whose" role="group" aria-label=${t.whose}>${(['me', 'department'] as const).map((whose) => html`<button type="button" aria-pressed=${this.#whose === whose ? 'true' : 'false'} @click=${() => { this.for = whose; }}>${whose === 'me' ? t.mine : t.department}</button>`)}</div>
      </div>
      <div role="status" class="visually-hidden">${this.#said}</div>
      ${this.#problem === '' ? nothing : html`<p class="problem danger" role="alert">${this.#problem}</p>`}
      ${this.#body(host)}
      ${this.withoutCalendar || page === null ? nothing : this.#calendar?.render()}
      ${page === null || page.items.length === 0 || this.withoutShortcuts ? nothing : html`<p class="keys muted small">${t.keys}</p>`}`;
  }

  #body(host: ListHost): unknown {
    const t = this.#t;
    switch (this.#list.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 4 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: () => { this.#list = { kind: 'loading' }; this.requestUpdate(); void this.#load(); } });
      case 'here': {
        const { page } = this.#list;
        const most = Math.max(0, ...page.items.map(({ value }) => Number(value?.amount ?? 0)));
        const nothingLeft = page.items.length === 0 && this.#gone.length === 0;
        return html`${page.working ? nothing : html`<p class="free muted">${t.free}</p>`}
          ${nothingLeft ? html`<div class="empty"><svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="20" cy="20" r="16" /><path d="M12.5 20.5 18 26l10-11" /></svg><p>${this.#whose === 'me' ? t.empty : t.emptyDepartment}</p></div>` : nothing}
          ${GROUPS.map((urgency) => this.#group(host, urgency, most))}
          ${page.next === null ? nothing : html`<div class="more"><button type="button" class="button" @click=${() => void this.#load(true)}>${t.more}</button></div>`}
          ${page.planned.total === 0 ? nothing : html`<div class="plan"><p class="muted">${t.plannedMore(formatNumber(this.language, page.planned.total))}</p>
            <ul class="days" aria-label=${t.planned}>${page.planned.days.slice(0, 5).map(({ day, count }) => html`<li><time datetime=${day}>${nearDay(host, day)}</time><strong>${formatNumber(this.language, count)}</strong></li>`)}</ul></div>`}`;
      }
    }
  }

  #group(host: ListHost, urgency: ReminderLine['urgency'], most: number): TemplateResult | typeof nothing {
    const lines = this.#lines.filter((line) => line.urgency === urgency);
    const gone = this.#gone.filter((each) => each.urgency === urgency);
    if (lines.length + gone.length === 0) return nothing;
    const rows: (ReminderLine | Gone)[] = [...lines];
    for (const each of gone) rows.splice(lines.findIndex(({ archive }) => archive === each.after) + 1, 0, each);
    return html`<section class="group ${urgency}" aria-labelledby=${`group-${urgency}`}>
      <h3 class="group-head" id=${`group-${urgency}`} role="heading" aria-level=${this.headingLevel + 1}>${this.#t.groups[urgency]} <span class="count">${formatNumber(this.language, lines.length)}</span></h3>
      <ul class="lines">${repeat(rows, (row) => ('said' in row ? `gone ${row.archive}` : row.archive), (row) => ('said' in row ? this.#goneRow(host, row) : this.#row(host, row, most)))}</ul>
    </section>`;
  }
  #row(host: ListHost, line: ReminderLine, most: number): TemplateResult {
    const panel = this.#panel?.archive === line.archive ? this.#panel : null;
    const busy = this.#busy === line.archive;
    return lineRow({
      line, most, busy, digest: this.#digests.get(line.archive) ?? null, whose: this.#whose === 'department', opened: panel?.kind ?? null, panel: panel?.part.render(busy),
      open: () => { this.wish('dossier-open', { archive: line.archive }, true); },
      done: (reason) => { this.#done(line, reason); },
      toggle: (kind) => { this.#toggle(host, line, kind); },
    }, host);
  }
  #goneRow(host: ListHost, { said }: Gone): TemplateResult {
    const t = this.#t;
    return html`<li class="gone">${icon('done')}<p>${said}</p><button type="button" class="button quiet undo" aria-label=${t.undoOf(said)} ?disabled=${isOffline(host) || this.#busy !== null} @click=${() => void this.#undo()}>${t.undo}</button></li>`;
  }
}

const PATHS: Readonly<Record<'done' | 'snooze' | 'handover', (archive: string) => string>> = {
  done: (archive) => `/api/reminders/${archive}/done`, snooze: (archive) => `/api/reminders/${archive}/snooze`, handover: (archive) => `/api/reminders/${archive}/handover`,
};

declare global {
  interface HTMLElementTagNameMap { 'reminder-list': ReminderList }
}
