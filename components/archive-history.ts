/** `<archive-history>`: who changed which field of one archive from what to what, and when; what one may, one puts back from here. It holds what is open and draws; what is known is held by `history/history-data.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryItem } from '../model/api.ts';
import { entryView } from './history/entry-view.ts';
import type { EntryActions, Open } from './history/entry-view.ts';
import { HistoryData } from './history/history-data.ts';
import { entryLabel, keyOfField, sectionLabel } from './history/labels.ts';
import type { Wording } from './history/labels.ts';
import { historyStyles } from './history/styles.ts';
import { historyTexts } from './history/texts.ts';
import type { HistoryTexts } from './history/texts.ts';
import { called } from './internal/called.ts';
import { DossierElement } from './internal/element.ts';
import { formatNear } from './internal/formats.ts';
import { composing, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { avatar, peopleStyles } from './internal/people.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { fullDay, weekday } from './timeline/dates.ts';

const NOTHING: Open = { kind: 'nothing' };

/** What one person did in a row on one day. */
interface Hand { readonly id: string; readonly by: HistoryItem['by']; readonly items: HistoryItem[] }
interface Day { readonly date: string; readonly hands: Hand[] }

/**
 * Who changed which field of one archive from what to what, and when, by day. What the person may change can be put back from here.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr section - Shows this section only: `profile`, `contacts`, or `archive` for the archive's own row.
 * @attr field - Shows this field only, by its key in the catalogue (`customer.name`) or as a value key (`fields/customer.name`).
 * @attr heading-level - Level of the title; what stands below it counts on from there. 1 to 4.
 * @attr discreet - Shows nothing while the customer looks on.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @fires dossier-open - The person wants to see another archive: one of the same name, found while a new one is opened.
 * @csspart sheet - The whole sheet.
 */
export class ArchiveHistory extends DossierElement {
  static override readonly properties = { archive: {}, section: {}, field: {}, headingLevel: { type: Number, attribute: 'heading-level' }, discreet: { type: Boolean, reflect: true } };
  static override readonly styles = [tokens, base, controls, ...peopleStyles, historyStyles];
  declare archive: string;
  declare section: string;
  declare field: string;
  declare headingLevel: number;
  declare discreet: boolean;
  clock: Clock = pageClock;

  #data: HistoryData | null = null;
  /** What it is about, as it was attached. */
  #about = '';
  #open: Open = NOTHING;
  /** The entry that the arrow keys stand on. */
  #active: string | null = null;
  #shown: ReadonlySet<string> = new Set();

  constructor() {
    super();
    this.archive = this.section = this.field = '';
    this.headingLevel = 2;
    this.discreet = false;
  }

  get #subject(): string {
    return JSON.stringify([this.archive, this.section, this.field]);
  }

  protected override attach(session: Session): Stop | undefined {
    this.#about = this.#subject;
    this.#open = NOTHING;
    this.#active = null;
    this.#data = null;
    this.#shown = new Set();
    if (!this.archive) return undefined;
    const data = new HistoryData({ session, ref: this.archive, clock: this.clock, changed: () => this.requestUpdate() });
    data.filter = { person: null, section: this.section || null };
    // a value key can be asked for at once; the key of a field needs the catalogue to tell where it lies
    data.key = this.field === '' ? null : /[/:]/.test(this.field) ? this.field : `fields/${this.field}`;
    this.#data = data;
    return () => data.dispose();
  }

  protected override willUpdate(): void {
    if (this.#about !== this.#subject) this.reattach();
    const data = this.#data;
    const offline = this.session?.state.kind === 'offline';
    if (this.#wasOffline && !offline && data !== null) {
      if (data.view.kind === 'failed') this.reattach();
      else void data.look();
    }
    this.#wasOffline = offline;
    data?.words(this.language);
    if (data?.catalogue && this.field !== '') {
      const key = keyOfField(this.field, data.catalogue);
      if (key !== data.key) {
        data.key = key;
        void data.load();
      }
    }
  }
  #wasOffline = false;

  protected override updated(): void {
    this.#shown = new Set(this.#data?.items?.map(({ id, at }) => id + at));
  }

  #set(open: Open, focus?: string): void {
    this.#open = open;
    this.requestUpdate();
    if (focus !== undefined) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(focus)?.focus());
  }
  readonly #entry = (id: string): string => `[data-id="${CSS.escape(id)}"]`;

  #actions(data: HistoryData): EntryActions {
    const run = async (item: HistoryItem, change: string, wish: { force?: boolean; only?: boolean }, undone: boolean): Promise<void> => {
      if (this.#open.kind === 'nothing' || this.#open.kind === 'failed' || this.#open.sending) return;
      this.#set({ ...this.#open, sending: true });
      const result = await data.restore(change, wish);
      if (this.#data !== data) return;
      const id = item.id;
      switch (result.kind) {
        case 'done': return this.#set({ kind: 'done', id, undo: result.undo, sending: false, undone }, this.#entry(id) + (undone ? '' : ' .done button'));
        case 'conflict': return this.#set({ kind: 'conflict', id, now: result.now, sending: false }, `${this.#entry(id)} .buttons .quiet`);
        case 'failed': return this.#set({ kind: 'failed', id, message: result.message }, `${this.#entry(id)} .buttons button`);
      }
    };
    return {
      cancelLabel: this.t.kit.cancel,
      ask: (item) => this.#ask(item),
      restore: (item, force) => void run(item, item.id, { force }, false),
      undo: (item, change) => void run(item, change, { only: true }, true),
      close: (item) => this.#set(NOTHING, this.#entry(item.id)),
    };
  }

  #ask(item: HistoryItem): void {
    if (!item.restorable) return;
    this.#active = item.id;
    this.#set({ kind: 'ask', id: item.id, sending: false }, `${this.#entry(item.id)} .primary`);
  }

  /** Arrow keys walk, Enter asks, Escape closes one layer; nothing while an input method composes. */
  #onKey(event: KeyboardEvent, data: HistoryData): void {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    if (event.key === 'Escape' && this.#open.kind !== 'nothing') this.#set(NOTHING, this.#entry(this.#open.id));
    else if (at.matches('.entry')) {
      const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')];
      const here = items.indexOf(at);
      const to = items[{ ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key] ?? -1];
      if (to) {
        this.#active = to.dataset['id'] ?? null;
        this.requestUpdate();
        to.focus();
      } else if (event.key === 'Enter') {
        const item = data.items?.find(({ id }) => id === at.dataset['id']);
        if (item) this.#ask(item);
      } else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): TemplateResult {
    const h = historyTexts(this.language, () => this.requestUpdate());
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${h.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>${this.#content(h)}</section>`);
  }

  #content(h: HistoryTexts): unknown {
    const { t, session } = this;
    const data = this.#data;
    if (session === null) return troubleOf(session, t);
    if (!this.archive || data === null) return notice(t.kit.noArchive);
    if (this.discreet) return notice(h.hidden);
    const { view } = data;
    if (session.state.kind === 'signedOut' && view.kind !== 'ready') return troubleOf(session, t);
    switch (view.kind) {
      case 'loading': return this.#skeleton();
      case 'missing': return this.noArchive(this.archive);
      case 'denied': return notice(`${view.name}: ${t.kit.denied} ${view.owner === null ? t.card.existsOwnerless : t.card.existsOwned(view.owner)}`);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() });
      case 'ready': return this.#sheet(data, h);
    }
  }

  #skeleton(): TemplateResult {
    return html`<div aria-busy="true"><span class="visually-hidden">${this.t.kit.loading}</span>
      ${[0, 1, 2].map(() => html`<p class="bones"><span class="skeleton"></span><span class="skeleton"></span></p>`)}</div>`;
  }

  #sheet(data: HistoryData, h: HistoryTexts): TemplateResult {
    const { t, session, language } = this;
    const { catalogue } = data;
    const wording: Wording | null = catalogue && { catalogue, t: h, language, nameOf: data.nameOf };
    const first = data.items?.find(({ key }) => key === data.key);
    const title = this.field !== '' && wording && first ? h.ofField(entryLabel(first, wording)) : h.title;
    return html`<div @keydown=${(event: KeyboardEvent) => this.#onKey(event, data)}>
      ${troubleOf(session, t)}
      <div class="bar">
        <div class="title"><span role="heading" aria-level=${this.headingLevel}><strong>${title}</strong></span> <span class="muted small">${h.newestFirst}</span></div>
        ${wording ? this.#filters(data, wording) : nothing}
      </div>
      ${data.fresh.length === 0 ? nothing : html`<div class="above no-print"><button type="button" class="button" @click=${() => this.#showFresh(data)}>${h.fresh(data.fresh.length)} ↑</button></div>`}
      ${data.items === null || wording === null
        ? data.broken ? notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => void data.load() }) : this.#skeleton()
        : data.items.length === 0 && data.next === null ? this.#empty(data, h) : this.#list(data, data.items, wording)}
      ${data.items === null || wording === null ? nothing : this.#foot(data, h)}
      <p class="visually-hidden" role="status">${data.fresh.length === 0 ? '' : h.fresh(data.fresh.length)}</p>
    </div>`;
  }

  #filters(data: HistoryData, wording: Wording): TemplateResult {
    const { t: h } = wording;
    const me = this.session?.me?.id;
    const people = [...data.people].map(([id, name]) => [id, called({ id, name }, this.language)] as const).sort(([a, left], [b, right]) => (a === me ? -1 : b === me ? 1 : left.localeCompare(right, this.language)));
    const chosen = (event: Event): string | null => (event.target as HTMLSelectElement).value || null;
    return html`<div class="filters no-print" role="group" aria-label=${h.filters}>
      <label><span class="visually-hidden">${h.person}</span><select @change=${(event: Event) => this.#choose(data, { person: chosen(event) })}>
        <option value="" ?selected=${data.filter.person === null}>${h.everyone}</option>
        ${people.map(([id, name]) => html`<option value=${id} ?selected=${id === data.filter.person}>${id === me ? `${name} (${this.t.kit.you})` : name}</option>`)}
      </select></label>
      ${this.section === '' && this.field === '' ? html`<label><span class="visually-hidden">${h.section}</span><select @change=${(event: Event) => this.#choose(data, { section: chosen(event) })}>
        <option value="" ?selected=${data.filter.section === null}>${h.everywhere}</option>
        ${['archive', ...data.sections].map((section) => html`<option value=${section} ?selected=${section === data.filter.section}>${sectionLabel(section, wording)}</option>`)}
      </select></label>` : nothing}
    </div>`;
  }

  #choose(data: HistoryData, filter: Parameters<HistoryData['choose']>[0]): void {
    this.#open = NOTHING;
    data.choose(filter);
  }

  #showFresh(data: HistoryData): void {
    const first = data.fresh[0];
    data.showFresh();
    if (first) {
      this.#active = first.id;
      this.#set(this.#open, this.#entry(first.id));
    }
  }

  #list(data: HistoryData, items: readonly HistoryItem[], wording: Wording): TemplateResult {
    const actions = this.#actions(data);
    const active = items.some(({ id }) => id === this.#active) ? this.#active : items[0]?.id;
    const known = this.#shown;
    const level = Math.min(this.headingLevel + 1, 6);
    return html`${repeat(daysOf(items), ({ date }) => date, ({ date, hands }) => html`<section class="day" aria-label=${fullDay(date, this.language)}>
      <div class="day-name" role="heading" aria-level=${level}><time datetime=${date} title=${fullDay(date, this.language)}>${this.#dayName(date)}</time></div>
      ${repeat(hands, ({ id }) => id, ({ by, items: own }) => html`<div class="hand">
        <p class="hand-name">${avatar({ id: by.id, name: called(by, this.language), idle: false, self: false }, this.t)}<span aria-hidden="true">${called(by, this.language)}</span></p>
        <ol role="list">${repeat(own, ({ id }) => id, (item) => entryView(item, wording, { open: this.#open, active: item.id === active, single: this.field !== '', fresh: known.size > 0 && !known.has(item.id + item.at), actions }))}</ol>
      </div>`)}
    </section>`)}`;
  }

  #dayName(date: string): string {
    const now = this.clock.now();
    const days = Math.round((Date.parse(dayOf(now)) - Date.parse(date)) / 86_400_000);
    const near = days < 2 ? formatNear(this.language, date, now) : undefined;
    return near === undefined ? (date.slice(0, 4) === dayOf(now).slice(0, 4) ? weekday(date, this.language) : fullDay(date, this.language)) : near.charAt(0).toUpperCase() + near.slice(1);
  }

  #empty(data: HistoryData, h: HistoryTexts): TemplateResult {
    const filtered = data.filter.person !== null || (data.filter.section !== null && data.filter.section !== this.section);
    return html`<div class="begin">${filtered
      ? html`<p>${h.nothingFound}</p><p><button type="button" class="button" @click=${() => this.#choose(data, { person: null, section: this.section || null })}>${h.clear}</button></p>`
      : html`<p><strong>${h.empty}</strong></p><p class="muted">${h.emptyHint}</p>`}</div>`;
  }

  #foot(data: HistoryData, h: HistoryTexts): unknown {
    const { t } = this;
    if (data.broken) return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => void (data.next === null ? data.load() : data.more()) });
    if (data.next === null) return nothing;
    return html`<div class="foot no-print"><button type="button" class="button" ?disabled=${data.loadingMore} @click=${() => void data.more()}>${data.loadingMore ? t.kit.loading : h.more}</button></div>`;
  }
}

/** Calendar day in the reader's zone. */
function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

function daysOf(items: readonly HistoryItem[]): readonly Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const date = dayOf(Date.parse(item.at));
    let day = days.at(-1);
    if (day?.date !== date) days.push((day = { date, hands: [] }));
    const hand = day.hands.at(-1);
    if (hand?.by.id === item.by.id) hand.items.push(item);
    else day.hands.push({ id: item.id, by: item.by, items: [item] });
  }
  return days;
}

declare global {
  interface HTMLElementTagNameMap { 'archive-history': ArchiveHistory }
}
