/** `<contact-timeline>`: contact records and trade of one customer in one list, newest first. It holds what is open and draws; what is known is held by `timeline/timeline-data.ts`. */
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { newRowId } from '../model/ids.ts';
import type { RandomBytes } from '../model/ids.ts';
import { DossierElement } from './internal/element.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { speak } from './internal/strings/en/index.ts';
import { timeline } from './internal/strings/en/timeline.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { monthName, weekday } from './timeline/dates.ts';
import { COLUMN, isFiltered, newestFirst, NO_FILTER } from './timeline/entries.ts';
import type { ContactEntry, Entry, Filter, Group, GroupKey } from './timeline/entries.ts';
import { contactView, tradeView } from './timeline/entry-view.ts';
import type { Reader } from './timeline/entry-view.ts';
import { filterBar } from './timeline/filter-bar.ts';
import { formsNow, loadForms } from './timeline/forms-later.ts';
import type { Forms } from './timeline/forms-later.ts';
import { icon } from './timeline/icons.ts';
import { composing, keepTyping } from './internal/keys.ts';
import { parseLocalTime, writeLocalTime, yearOf } from './timeline/local-time.ts';
import type { ContactDraft, Problems } from './timeline/quick-form.ts';
import { groupsOf } from './timeline/reading-order.ts';
import { empty, skeleton, tray } from './timeline/states.ts';
import { timelineStyles } from './timeline/styles.ts';
import { TimelineData } from './timeline/timeline-data.ts';
import type { TradeDraft } from './timeline/trade-form.ts';

speak({ timeline });

/** What is open for writing; one thing at a time. */
type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'contact'; readonly draft: ContactDraft; readonly problems: Problems; readonly sending: boolean }
  | { readonly kind: 'trade'; readonly draft: TradeDraft; readonly problems: Partial<Record<keyof TradeDraft, string>>; readonly failure: string; readonly sending: boolean }
  | { readonly kind: 'edit'; readonly id: string; readonly removing: boolean; readonly problems: Problems };

const NOTHING: Open = { kind: 'nothing' };

/**
 * @attr archive - Id or external key.
 * @attr heading-level - Level of the title, 1 to 4; days and entries follow below it. Default 2.
 * @prop clock - Time; default the page's.
 * @prop random - Chance for new row ids; default the browser's.
 * @csspart sheet - The whole.
 */
export class ContactTimeline extends DossierElement {
  static override readonly properties = { archive: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, timelineStyles];
  declare archive: string;
  declare headingLevel: number;
  clock: Clock = pageClock;
  random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

  #data: TimelineData | null = null;
  #filter: Filter = NO_FILTER;
  #open: Open = NOTHING;
  /** The entry that the arrow keys stand on. */
  #active: string | null = null;
  /** Said once, politely. */
  #told = '';

  constructor() {
    super();
    this.archive = '';
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#filter = NO_FILTER;
    this.#open = NOTHING;
    this.#active = null;
    this.#data = null;
    if (!this.archive) return undefined;
    const data = new TimelineData({ session, ref: this.archive, clock: this.clock, random: this.random, language: () => this.language, changed: () => this.requestUpdate() });
    this.#data = data;
    return () => data.dispose();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('archive') !== undefined) this.reattach();
    const data = this.#data;
    if (data?.view.kind === 'failed' && this.session?.state.kind === 'online' && this.#lost) this.reattach();
    this.#lost = this.session?.state.kind === 'offline';
    if (data?.view.kind !== 'ready') return;
    void data.words();
    const open = this.#open;
    data.arrange(this.#filter, data.reader(this.t, this.language), { reading: this.#isReading(), editing: open.kind === 'edit' ? open.id : null });
    if (open.kind === 'edit' && !data.entries.some(({ id }) => id === open.id)) {
      this.#told = this.t.timeline.removedByOther;
      this.#open = NOTHING;
    }
  }
  #lost = false;

  /** Somebody is in the list or has scrolled into it. */
  #isReading(): boolean {
    const list = this.renderRoot.querySelector('.list');
    return list !== null && (list.contains((this.renderRoot as ShadowRoot).activeElement) || list.getBoundingClientRect().top < 0);
  }

  #set(open: Open): void {
    this.#open = open;
    this.requestUpdate();
  }
  #change<K extends Open['kind']>(kind: K, step: (now: Extract<Open, { kind: K }>) => Open): void {
    if (this.#open.kind === kind) this.#set(step(this.#open as Extract<Open, { kind: K }>));
  }
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
  #goTo(id: string): void {
    this.#active = id;
    this.requestUpdate();
    void this.#focusOn(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Opens a form once it is here; it mostly is, for it was sent for when the pointer or the focus came (so that it is also there when the line is down). */
  #withForms(data: TimelineData, open: (forms: Forms) => void): void {
    const here = formsNow();
    if (here !== undefined) return open(here);
    void loadForms().then((forms) => {
      if (this.#data !== data) return;
      this.#lacking = forms === undefined;
      this.requestUpdate();
      if (forms !== undefined) open(forms);
    });
  }
  #lacking = false;
  readonly #turnedTo = (): void => {
    const data = this.#data;
    if (formsNow() === undefined && data !== null && (data.mayWrite('contacts') || data.mayWrite('trade'))) void loadForms();
  };

  #record(data: TimelineData, { emptyDraft }: Forms): void {
    this.#set({ kind: 'contact', draft: emptyDraft(writeLocalTime(data.now, data.zone), data.channels[0]?.key ?? ''), problems: {}, sending: false });
    void this.#focusOn('.quick select, .quick input');
  }

  async #saveContact(data: TimelineData, { draftProblems, newContact }: Forms): Promise<void> {
    const open = this.#open;
    if (open.kind !== 'contact' || open.sending) return;
    const problems = draftProblems(open.draft, this.t);
    const time = parseLocalTime(open.draft.time);
    if (time === null || Object.keys(problems).length > 0) {
      this.#set({ ...open, problems });
      return this.#focusOn('.quick [aria-invalid=true]');
    }
    this.#set({ ...open, problems: {}, sending: true });
    const year = yearOf(time);
    data.show(year);
    const ready = await data.years.whenReady(year, this.clock);
    if (this.#data !== data || this.#open.kind !== 'contact') return;
    if (!ready) return this.#set({ ...open, problems: { [COLUMN.time]: this.t.timeline.yearNotReady }, sending: false });
    this.#made(data, data.years.add(year, newContact(open.draft, this.session?.me?.id ?? null)));
  }

  /** What one has just recorded is shown whatever was filtered, and focused. */
  #made(data: TimelineData, id: string): void {
    data.own(id);
    this.#open = NOTHING;
    this.#filter = NO_FILTER;
    this.#goTo(id);
  }

  #recordTrade(data: TimelineData): void {
    const draft: TradeDraft = { kind: 'sale', date: data.now.slice(0, 10), amount: '', reference: '', dueAt: '', externalId: newRowId(this.random) };
    this.#set({ kind: 'trade', draft, problems: {}, failure: '', sending: false });
    void this.#focusOn('#trade-amount');
  }

  async #saveTrade(data: TimelineData, { tradeOf }: Forms): Promise<void> {
    const open = this.#open;
    if (open.kind !== 'trade' || open.sending) return;
    const wish = tradeOf(open.draft, data.currency, this.t);
    if ('problems' in wish) {
      this.#set({ ...open, problems: wish.problems, failure: '' });
      return this.#focusOn('.form [aria-invalid=true]');
    }
    this.#set({ ...open, problems: {}, failure: '', sending: true });
    try {
      const year = yearOf({ date: wish.trade.date, time: null, zone: null });
      await data.trade.record(wish.trade);
      if (this.#data !== data) return;
      data.show(year);
      const { externalId } = open.draft;
      const made = data.trade.entries().find(({ trade }) => trade.source === 'dossier' && trade.externalId === externalId);
      if (made) this.#made(data, made.id);
      else this.#close();
    } catch (error) {
      const why = error instanceof ApiError && error.status !== 0 ? ` ${error.message}` : '';
      this.#set({ ...open, problems: {}, failure: this.t.timeline.tradeNotSaved + why, sending: false });
    }
  }

  #edit(data: TimelineData, entry: Entry | undefined): void {
    if (entry?.kind !== 'contact' || !data.mayWrite('contacts')) return;
    this.#withForms(data, () => {
      this.#active = entry.id;
      this.#set({ kind: 'edit', id: entry.id, removing: false, problems: {} });
      void this.#focusOn('.entry.edited select, .entry.edited input');
    });
  }

  #close(): void {
    const open = this.#open;
    this.#open = NOTHING;
    if (open.kind === 'edit') this.#goTo(open.id);
    else {
      this.requestUpdate();
      void this.#focusOn(open.kind === 'trade' ? '.record-trade' : '.record');
    }
  }

  #remove(data: TimelineData, entry: ContactEntry): void {
    const { places } = data.order;
    const at = places.findIndex(({ id }) => id === entry.id);
    this.#open = NOTHING;
    this.#told = this.t.timeline.removed;
    data.years.remove(entry);
    const next = places[at + 1] ?? places[at - 1];
    if (next) this.#goTo(next.id);
    else void this.#focusOn('.record');
  }

  #setFilter(data: TimelineData, change: Partial<Filter>): void {
    this.#filter = { ...this.#filter, ...change };
    data.release();
    if (this.#filter.year !== null) data.show(this.#filter.year);
    this.requestUpdate();
  }

  #showHeld(data: TimelineData): void {
    const held = new Set(data.order.held);
    data.release();
    const first = data.entries.filter(({ id }) => held.has(id)).sort(newestFirst)[0];
    if (first) this.#goTo(first.id);
  }

  /** Arrow keys walk, Enter opens, Escape closes one layer; nothing while an input method composes. */
  #onKey(event: KeyboardEvent, data: TimelineData): void {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    if (event.key === 'Escape' && this.#open.kind !== 'nothing') this.#close();
    else if (at.matches('.entry') && this.#open.kind !== 'edit') {
      const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')];
      const here = items.indexOf(at);
      const to = items[{ ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key] ?? -1];
      if (to) this.#goTo(to.dataset['id'] ?? '');
      else if (event.key === 'Enter') this.#edit(data, data.entries.find(({ id }) => id === at.dataset['id']));
      else if (!event.key.startsWith('Arrow')) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): TemplateResult {
    const label = this.t.timeline.title;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${label} @pointerenter=${this.#turnedTo} @focusin=${this.#turnedTo} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${this.#content()}
      <p class="visually-hidden" role="status">${this.#told}</p>
    </section>`);
  }

  #content(): unknown {
    const { t, session } = this;
    const data = this.#data;
    if (session === null) return troubleOf(session, t);
    if (!this.archive || data === null) return notice(t.kit.noArchive);
    if (session.state.kind === 'signedOut' && data.view.kind !== 'ready') return troubleOf(session, t);
    switch (data.view.kind) {
      case 'loading': return skeleton(t.kit.loading);
      case 'missing': return notice(t.kit.missing);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() });
      case 'ready': return !data.mayRead('contacts') && !data.mayRead('trade') ? notice(t.timeline.notShown) : this.#sheet(data);
    }
  }

  #sheet(data: TimelineData): TemplateResult {
    const { t, session } = this;
    const reader = data.reader(t, this.language);
    const groups = groupsOf(data.order, data.entries, reader.today);
    const record = () => this.#withForms(data, (forms) => this.#record(data, forms));
    const nothingYet = data.entries.length === 0 && data.yearsIn('loading').length === 0 && data.yearsIn('failed').length === 0 && !data.trade.failed && !isFiltered(this.#filter);
    return html`<div @keydown=${(event: KeyboardEvent) => this.#onKey(event, data)}>
      ${session?.state.kind === 'offline' ? notice(t.kit.offline, 'warning') : troubleOf(session, t)}
      ${data.warning === null ? nothing : notice(data.warning, 'warning')}
      <div class="bar">
        <div class="title"><span role="heading" aria-level=${this.headingLevel}><strong>${t.timeline.title}</strong></span> <span class="muted small">${t.timeline.newestFirst}</span></div>
        ${data.mayWrite('contacts')
          ? html`<button type="button" class="button primary record no-print" aria-expanded=${this.#open.kind === 'contact'} @click=${record}>${t.timeline.record}</button>`
          : html`<span class="muted small">${t.kit.readOnly}</span>`}
        ${data.mayWrite('trade') ? html`<button type="button" class="button record-trade no-print" aria-expanded=${this.#open.kind === 'trade'} @click=${() => this.#withForms(data, () => this.#recordTrade(data))}>${t.timeline.recordTrade}</button>` : nothing}
      </div>
      ${this.#form(data, reader)}
      ${tray(data.years.refused(), t)}
      ${nothingYet
        ? empty(t, data.mayWrite('contacts') && this.#open.kind === 'nothing' ? record : null)
        : html`${filterBar({
            t, filter: this.#filter, channels: data.channels, salespeople: data.salespeople(reader), years: data.allYears,
            both: data.mayRead('contacts') && data.mayRead('trade'), found: data.order.places.length, set: (change) => this.#setFilter(data, change),
          })}
          ${this.#list(data, groups, reader)} ${this.#foot(data)}`}
    </div>`;
  }

  #form(data: TimelineData, reader: Reader): unknown {
    const open = this.#open;
    const forms = formsNow();
    if (forms === undefined) return this.#lacking ? notice(this.t.kit.failed, 'error') : nothing;
    if (open.kind === 'contact') {
      return forms.quickForm({
        ...open, reader, channels: data.channels, people: data.people,
        change: (step) => this.#change('contact', (now) => ({ ...now, draft: step(now.draft) })), save: () => void this.#saveContact(data, forms), cancel: () => this.#close(),
      });
    }
    if (open.kind !== 'trade') return nothing;
    return forms.tradeForm({
      ...open, reader, currency: data.currency, offline: this.session?.state.kind === 'offline',
      set: (change) => this.#change('trade', (now) => ({ ...now, draft: { ...now.draft, ...change } })), save: () => void this.#saveTrade(data, forms), cancel: () => this.#close(),
    });
  }

  #list(data: TimelineData, groups: readonly Group[], reader: Reader): TemplateResult {
    const held = data.order.held.length;
    const active = data.order.places.some(({ id }) => id === this.#active) ? this.#active : data.order.places[0]?.id;
    return html`
      ${held > 0 ? html`<div class="above no-print"><button type="button" class="button primary" @click=${() => this.#showHeld(data)}>${icon('up')}${this.t.timeline.newAbove(held)}</button></div>` : nothing}
      <div class="list">
        ${repeat(groups, ({ id }) => id, (group) => html`
          <div class="group-name" role="heading" aria-level=${this.headingLevel + 1}>${this.#groupName(group.key, reader)}</div>
          <ol>${repeat(group.entries, ({ id }) => id, (entry) => this.#entry(data, entry, reader, group.key.kind !== 'month' && group.key.kind !== 'ahead', entry.id === active))}</ol>`)}
      </div>`;
  }

  #groupName(key: GroupKey, { today, language }: Reader): string {
    switch (key.kind) {
      case 'ahead': return this.t.timeline.ahead;
      case 'today': return this.t.timeline.today;
      case 'yesterday': return this.t.timeline.yesterday;
      case 'day': return weekday(key.date, language);
      case 'month': return monthName(key.month, today, language);
    }
  }

  #entry(data: TimelineData, entry: Entry, reader: Reader, dayKnown: boolean, active: boolean): TemplateResult {
    const open = this.#open;
    const edited = open.kind === 'edit' && open.id === entry.id;
    const level = this.headingLevel + 2;
    const state = { dayKnown, level, news: { kind: 'quiet' }, people: [], writable: false, edit: () => this.#edit(data, entry) } as const;
    const content = (): TemplateResult => {
      if (entry.kind === 'trade') return tradeView(entry, reader, state);
      const forms = formsNow();
      if (!edited || forms === undefined) return contactView(entry, reader, { ...state, news: data.years.news(entry), people: data.years.peopleIn(entry), writable: data.mayWrite('contacts') });
      return html`${icon(entry.channel)}${forms.editor({
        entry, reader, years: data.years, channels: data.channels, people: data.people, problems: open.problems, removing: open.removing,
        now: () => writeLocalTime(data.now, data.zone), tell: (change) => this.#change('edit', (now) => ({ ...now, ...change })), remove: () => this.#remove(data, entry), done: () => this.#close(),
      })}`;
    };
    return html`<li class="entry ${entry.kind} ${edited ? 'edited' : ''} ${data.fresh.has(entry.id) ? 'fresh' : ''}" data-id=${entry.id} tabindex=${active ? 0 : -1}>${content()}</li>`;
  }

  #foot(data: TimelineData): TemplateResult {
    const { t } = this;
    const older = data.olderYear;
    const loading = data.yearsIn('loading');
    return html`
      ${data.entries.length === 0 && loading.length > 0 ? skeleton(t.kit.loading) : nothing}
      ${data.yearsIn('failed').map((year) => notice(t.timeline.yearFailed(year), 'error', { label: t.kit.retry, run: () => data.again(year) }))}
      ${data.trade.failed ? notice(t.timeline.tradeFailed, 'error', { label: t.kit.retry, run: () => void data.trade.refresh() }) : nothing}
      <div class="foot no-print">
        ${data.yearsIn('more').map((year) => html`<button type="button" class="button" @click=${() => void data.trade.more(year)}>${t.timeline.moreTrade} ${year}</button>`)}
        ${loading.length > 0 && data.entries.length > 0 ? html`<span class="muted" role="status">${t.timeline.loadingYear(Math.min(...loading))}</span>` : nothing}
        ${older === undefined ? nothing : html`<button type="button" class="button load-year" @click=${() => data.show(older)}>${t.timeline.loadYear(older)}</button>`}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'contact-timeline': ContactTimeline }
}
