/** `<contact-timeline>`: contact records, major changes and trade of one customer in one list, newest first. It holds who is reading and draws; what is known is `timeline/timeline-data.ts`, what is written `timeline/writing.ts` and `quick-line.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RandomBytes } from '../model/ids.ts';
import { DossierElement } from './internal/element.ts';
import { composing, inField, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { NOTING, REACHED, tellReached } from './internal/reach.ts';
import type { Noting, Reached } from './internal/reach.ts';
import type { Session, Stop } from './internal/session.ts';
import { speak } from './internal/strings/en/index.ts';
import { timeline } from './internal/strings/en/timeline.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pinned, warningStyles } from './internal/warning.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import type { Below } from './timeline/below.ts';
import { aroundNow, loadAround } from './timeline/around-later.ts';
import type { Around } from './timeline/around-later.ts';
import type { Desk } from './timeline/desk.ts';
import { EndWatch } from './timeline/end-watch.ts';
import { isFiltered, newestFirst, NO_FILTER } from './timeline/entries.ts';
import type { Entry, Filter, Group } from './timeline/entries.ts';
import { contactView, tradeView } from './timeline/entry-view.ts';
import type { Reader } from './timeline/entry-view.ts';
import { formsNow, loadForms } from './timeline/forms-later.ts';
import type { Forms } from './timeline/forms-later.ts';
import { icon } from './timeline/icons.ts';
import { groupName, groupsOf } from './timeline/reading-order.ts';
import { skeleton } from './timeline/skeleton.ts';
import { timelineStyles } from './timeline/styles.ts';
import { TimelineData } from './timeline/timeline-data.ts';

speak({ timeline });

/** The forms of one archive, once somebody turned to them. */
interface Pen { readonly writing: InstanceType<Forms['Writing']>; readonly line: InstanceType<Forms['QuickLine']> }

/**
 * Contacts, transactions and major changes of one customer in one list, newest first. One line and Enter store a contact with its next date; what stands there is edited in place.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr heading-level - Level of the title; what stands below it counts on from there. 1 to 4.
 * @attr area - Service area of this place, an option of the dictionary D-80 such as `restaurant`: what is recorded here says so.
 * @attr discreet - Hides major matters, reports, what is due and comments while the customer looks on.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @prop {(count: number) => Uint8Array} random - Chance for ids of new rows; the browser's own unless a page sets another.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @fires dossier-open - The person wants to see another archive: one of the same name, found while a new one is opened.
 * @fires dossier-comments - How many comments an entry has that is open.
 * @fires dossier-mentions - How often others call this person in comments that were not read yet.
 * @csspart sheet - The whole sheet.
 */
export class ContactTimeline extends DossierElement {
  static override readonly properties = { archive: {}, area: {}, discreet: { type: Boolean, reflect: true }, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, warningStyles, timelineStyles];
  declare archive: string;
  declare area: string;
  declare discreet: boolean;
  declare headingLevel: number;
  clock: Clock = pageClock;
  random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

  #data: TimelineData | null = null;
  #pen: Pen | null = null;
  #below: Below | undefined;
  #asking: TimelineData | null = null;
  #calls: InstanceType<Around['Calls']> | null = null;
  #attached: string | undefined;
  #filter: Filter = NO_FILTER;
  /** The entry that the arrow keys stand on. */
  #active: string | null = null;
  /** Words of the line on top. */
  #line = '';
  #allWays = false;
  /** Said once, politely. */
  #told = '';
  #lost = false;
  /** A part could not be loaded. */
  #lacking = false;
  #around: Around | null = null;

  constructor() {
    super();
    this.archive = this.area = '';
    this.discreet = false;
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#attached = this.archive;
    this.#filter = NO_FILTER;
    this.#active = this.#data = this.#pen = this.#calls = null;
    this.#below = undefined;
    this.#line = '';
    if (!this.archive) return undefined;
    const data = new TimelineData({ session, ref: this.archive, clock: this.clock, random: this.random, language: () => this.language, changed: () => this.requestUpdate() });
    this.#data = data;
    if (this.#around === null) this.#bring();
    const reached = (event: Event): void => this.#hear(data, (event as CustomEvent<Reached>).detail);
    const noting = (event: Event): void => {
      if ((event as CustomEvent<Noting>).detail.archive !== data.id || !data.mayWrite('contacts')) return;
      event.preventDefault();
      this.#withPen(data, ({ line }) => line.begin(null));
    };
    const print = (): void => { data.reach(null); this.requestUpdate(); };
    session.addEventListener(REACHED, reached);
    session.addEventListener(NOTING, noting);
    addEventListener('beforeprint', print);
    return () => {
      session.removeEventListener(REACHED, reached);
      session.removeEventListener(NOTING, noting);
      removeEventListener('beforeprint', print);
      data.dispose();
      this.#pen?.line.dispose();
      this.#below?.dispose();
      this.#calls?.dispose();
      this.#end.stop();
    };
  }

  #bring(): void {
    const take = (around: Around): void => {
      this.#around = around;
      const sheet = around.aroundStyles.styleSheet;
      if (sheet !== undefined) this.shadowRoot?.adoptedStyleSheets.push(sheet);
      this.requestUpdate();
    };
    const here = aroundNow();
    if (here !== undefined) void this.updateComplete.then(() => take(here));
    else void loadAround().then((around) => {
      this.#lacking = around === undefined;
      if (around === undefined) this.requestUpdate();
      else take(around);
    });
  }

  protected override willUpdate(): void {
    if (this.archive !== this.#attached) this.reattach();
    const data = this.#data;
    if (data?.view.kind === 'failed' && this.session?.state.kind === 'online' && this.#lost) this.reattach();
    this.#lost = this.session?.state.kind === 'offline';
    if (data?.view.kind !== 'ready' || this.#around === null) return;
    void data.words();
    const writing = this.#pen?.writing;
    const editing = writing?.editing ?? null;
    data.arrange(this.#filter, this.#reader(data), { reading: this.#isReading(), editing });
    if (editing !== null && data.entry(editing) === undefined) {
      this.#told = this.t.timeline.removedByOther;
      writing?.gone();
    }
  }
  #reader(data: TimelineData): Reader {
    return data.reader(this.t, this.#around!, this.language, this.discreet);
  }

  /** Somebody is in the list or has scrolled into it. */
  #isReading(): boolean {
    const list = this.renderRoot.querySelector('.list');
    return list !== null && (list.contains((this.renderRoot as ShadowRoot).activeElement) || list.getBoundingClientRect().top < 0);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
  #goTo(id: string): void {
    this.#active = id;
    this.#data?.reach(id);
    this.requestUpdate();
    void this.#focusOn(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Gives the forms once they are here; they mostly are, for they were sent for when the pointer or the focus came (so that they are also there when the line is down). */
  #withPen(data: TimelineData, use: (pen: Pen) => void): void {
    const here = formsNow();
    if (here !== undefined) return use((this.#pen ??= this.#makePen(data, here)));
    void loadForms().then((forms) => {
      if (this.#data !== data) return;
      this.#lacking = forms === undefined;
      this.requestUpdate();
      if (forms !== undefined) use((this.#pen ??= this.#makePen(data, forms)));
    });
  }
  #makePen(data: TimelineData, { QuickLine, Writing }: Forms): Pen {
    const desk: Desk = {
      data, session: this.session!, clock: this.clock, random: this.random,
      reader: () => this.#reader(data), area: () => this.area || null, below: () => this.#below, live: () => this.#data === data,
      update: () => this.requestUpdate(), focusOn: (selector) => this.#focusOn(selector), goTo: (id) => this.#goTo(id),
      say: (text) => { this.#told = text; this.requestUpdate(); },
      made: (id, focus = true) => {
        data.own(id);
        this.#filter = NO_FILTER;
        const entry = data.entry(id);
        // a year that has not been reached from today's end is shown by itself
        const year = entry === undefined ? Number(id.slice(0, 4)) : Number(entry.time.date.slice(0, 4));
        if (Number.isFinite(year) && data.olderYear !== undefined && year < data.olderYear) this.#filter = { ...NO_FILTER, year };
        if (focus) this.#goTo(id);
        else this.requestUpdate();
      },
    };
    return { writing: new Writing(desk), line: new QuickLine(desk, { get: () => this.#line, set: (text) => { this.#line = text; } }) };
  }
  readonly #turnedTo = (): void => {
    const data = this.#data;
    if (data !== null && this.#pen === null && (data.mayWrite('contacts') || data.mayWrite('trade'))) this.#withPen(data, () => this.requestUpdate());
  };

  /** A link to call or write was followed, on this element or on a card of the page. */
  #hear(data: TimelineData, detail: Reached): void {
    if (detail.archive !== data.id || !data.mayWrite('contacts')) return;
    this.#calls?.reached(detail);
    void loadForms(); // the line may be down when they come back
  }

  #edit(data: TimelineData, entry: Entry | undefined): void {
    if (entry === undefined || entry.kind === 'trade' || !data.mayWrite('contacts')) return;
    this.#withPen(data, ({ writing }) => {
      this.#active = entry.id;
      writing.edit(entry);
    });
  }

  /** The whole form, with what the line on top knows already. */
  #record(data: TimelineData): void {
    this.#withPen(data, ({ writing, line }) => {
      writing.record(line.draft());
      line.clear();
    });
  }

  #setFilter(data: TimelineData, change: Partial<Filter>): void {
    this.#filter = { ...this.#filter, ...change };
    data.release();
    data.fromTop();
    if (this.#filter.year !== null) data.show(this.#filter.year);
    this.requestUpdate();
  }

  #showHeld(data: TimelineData): void {
    const held = new Set(data.order.held);
    data.release();
    const first = data.entries.filter(({ id }) => held.has(id)).sort(newestFirst)[0];
    if (first) this.#goTo(first.id);
  }

  /** Arrow keys walk, Enter opens, Escape closes one layer, `d` turns the screen; nothing while an input method composes. */
  #onKey(event: KeyboardEvent, data: TimelineData): void {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    const writing = this.#pen?.writing;
    if (event.key === 'Escape' && writing !== undefined && writing.kind !== 'nothing') writing.close();
    else if (event.key === 'd' && !inField(event)) this.discreet = !this.discreet;
    else if (at.matches('.entry') && writing?.editing == null) {
      const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')];
      const here = items.indexOf(at);
      if (event.key === 'ArrowDown' && here === items.length - 1) data.further(this.#filter);
      const to = items[{ ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key] ?? -1];
      if (to) this.#goTo(to.dataset['id'] ?? '');
      else if (event.key === 'Enter') this.#edit(data, data.entry(at.dataset['id'] ?? ''));
      else if (!event.key.startsWith('Arrow')) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  readonly #end = new EndWatch(() => { if (this.#data?.view.kind === 'ready') this.#data.further(this.#filter); });

  protected override updated(): void {
    const data = this.#data;
    if (data?.view.kind !== 'ready' || this.#around === null) return;
    this.#calls ??= this.session === null || !data.mayWrite('contacts') ? null : new this.#around.Calls({ session: this.session, archive: data.id, clock: this.clock, changed: () => this.requestUpdate() });
    this.#later(data);
    this.#end.look(this.renderRoot.querySelector('.end'), `${data.order.places.length} ${data.drawn(this.#filter).places.length} ${data.yearsIn('loading').length} ${data.yearsIn('more').length} ${data.allYears.length}`);
  }

  /** Papers come after the words. */
  #later(data: TimelineData): void {
    this.#below?.as(data.digest?.filesAt);
    if (this.#below !== undefined || this.#asking === data || this.session === null || !data.mayRead('contacts') || data.yearsIn('loading').length > 0) return;
    const { session } = this;
    this.#asking = data;
    import('./timeline/below.ts').then(({ Below }) => {
      if (this.#data !== data) return;
      this.#below = new Below({ session, archive: data.id, reader: () => this.#reader(data), mayAdd: () => data.mayWrite('contacts'), changed: () => this.requestUpdate(), localName: this.localName, filesAt: data.digest?.filesAt });
      this.requestUpdate();
    }, (error: unknown) => { console.warn('dossier: papers of the timeline', error); });
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
      case 'missing': return this.noArchive(this.archive);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.reattach() });
      case 'ready':
        if (!data.mayRead('contacts') && !data.mayRead('trade')) return notice(t.timeline.notShown);
        if (this.#around !== null) return this.#sheet(data, this.#around);
        return this.#lacking ? notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => this.#bring() }) : skeleton(t.kit.loading);
    }
  }

  #sheet(data: TimelineData, { bar, dueStrip, empty, filterBar, foot, tray }: Around): TemplateResult {
    const { t, session } = this;
    const reader = this.#reader(data);
    const writing = this.#pen?.writing;
    const contacts = data.mayWrite('contacts');
    const record = () => this.#record(data);
    const nothingYet = data.entries.length === 0 && data.yearsIn('loading').length === 0 && data.yearsIn('failed').length === 0 && !data.trade.failed && !isFiltered(this.#filter) && data.olderYear === undefined;
    return html`<div @keydown=${(event: KeyboardEvent) => this.#onKey(event, data)}>
      ${pinned(this, data.digest?.warning ?? null)}
      ${session?.state.kind === 'offline' ? notice(t.kit.offline, 'warning') : troubleOf(session, t)}
      ${bar({
        reader, level: this.headingLevel, open: writing?.kind ?? 'nothing', contacts, trade: data.mayWrite('trade'), changes: contacts && data.ofOrganisation, record,
        recordTrade: () => this.#withPen(data, (pen) => pen.writing.recordTrade()), recordChange: () => this.#withPen(data, (pen) => pen.writing.recordChange()),
      })}
      ${this.#reach(data, reader)}
      ${dueStrip(data.digest?.due ?? [], reader, contacts ? () => this.#withPen(data, ({ line }) => line.begin(null)) : null)}
      ${contacts ? this.#lineOf(data) : nothing}
      ${this.#lacking && formsNow() === undefined ? notice(t.kit.failed, 'error') : writing?.form() ?? nothing}
      ${tray(data.years.refused(), t)}
      ${nothingYet
        ? empty(t, contacts && (writing === undefined || writing.kind === 'nothing') ? record : null)
        : html`${filterBar({
            reader, filter: this.#filter, channels: data.channels, salespeople: data.salespeople(reader), people: data.people, years: data.allYears, here: data.yearsHere,
            contacts: data.mayRead('contacts'), trade: data.mayRead('trade'), found: data.order.places.length, set: (change) => this.#setFilter(data, change),
          })}
          ${this.#list(data, reader)} ${foot(data, this.#filter, reader)}`}
      ${contacts && !nothingYet && (writing === undefined || writing.kind === 'nothing') ? html`<div class="thumb no-print"><button type="button" class="button primary" @click=${() => this.#withPen(data, ({ line }) => line.begin(null))}>${icon('edit')}${t.timeline.record}</button></div>` : nothing}
    </div>`;
  }

  #reach(data: TimelineData, reader: Reader): unknown {
    const { contactsOf, copyId, reachRow } = reader.around;
    return reachRow({
      reader, contacts: contactsOf(data.digest, data.customerPeople ?? []), all: this.#allWays, showAll: () => { this.#allWays = true; this.requestUpdate(); },
      follow: ({ point, person, name }, channel) => {
        if (channel === 'wechat') void copyId(point.value, this.language).then((told) => { this.#told = told; this.requestUpdate(); });
        if (this.session) tellReached(this.session, { archive: data.id, channel, value: point.value, person, name });
      },
    });
  }

  #lineOf(data: TimelineData): TemplateResult {
    const call = this.#calls?.offered ?? null;
    if (call !== null && this.#pen === null) this.#withPen(data, () => this.requestUpdate());
    const line = this.#pen?.line;
    return html`
      ${call === null || line === undefined ? nothing : line.offer(call, () => { this.#calls?.done(); line.begin(call); }, () => this.#calls?.done())}
      ${this.#around!.lineForm({
        language: this.language, text: this.#line, line, use: (step) => this.#withPen(data, ({ line: own }) => step(own)),
        typed: (text) => { this.#line = text; line?.typed(); this.requestUpdate(); }, full: () => this.#record(data),
      })}`;
  }

  #list(data: TimelineData, reader: Reader): TemplateResult {
    const held = data.order.held.length;
    const { places } = data.drawn(this.#filter);
    const groups = groupsOf(places, (id) => data.entry(id), reader.today);
    const active = places.some(({ id }) => id === this.#active) ? this.#active : places[0]?.id;
    return html`
      ${held > 0 ? html`<div class="above no-print"><button type="button" class="button primary" @click=${() => this.#showHeld(data)}>${icon('up')}${this.t.timeline.newAbove(held)}</button></div>` : nothing}
      <div class="list">
        ${repeat(groups, ({ id }) => id, (group: Group) => html`
          <div class="group-name" role="heading" aria-level=${this.headingLevel + 1}>${groupName(group.key, reader)}</div>
          <ol>${repeat(group.entries, ({ id }) => id, (entry) => this.#entry(data, entry, reader, group.key.kind !== 'month' && group.key.kind !== 'ahead', entry.id === active))}</ol>`)}
      </div>`;
  }

  #entry(data: TimelineData, entry: Entry, reader: Reader, dayKnown: boolean, active: boolean): TemplateResult {
    const edited = this.#pen?.writing.editing === entry.id;
    const level = this.headingLevel + 2;
    const fresh = data.fresh.has(entry.id);
    const item = (content: unknown): TemplateResult => html`<li class="entry ${entry.kind} ${edited ? 'edited' : ''} ${fresh ? 'fresh' : ''}" data-id=${entry.id} tabindex=${active ? 0 : -1}>${content}</li>`;
    if (entry.kind === 'trade') return item(guard([entry, reader, dayKnown, level], () => tradeView(entry, reader, { dayKnown, level })));
    if (edited) return item(html`${icon(entry.kind === 'contact' ? entry.channel : 'change')}${this.#pen!.writing.editor(entry)}`);
    const news = data.years.news(entry);
    const people = data.years.peopleIn(entry);
    const writable = data.mayWrite('contacts');
    const known = [entry, reader, dayKnown, level, writable, news.kind, news.kind === 'saved' ? news.at : 0, people.map(({ name }) => name).join(), this.#below?.version];
    // drawn anew when something of it has changed: years of entries stand in a list in which somebody types
    return item(guard(known, () => {
      const state = { dayKnown, level, news, people, writable, edit: () => this.#edit(data, entry), below: this.#below === undefined ? nothing : html`${this.#below.papers(entry.row, false)}${this.#below.comments(entry)}`, talk: this.#below?.talk(entry) ?? nothing };
      return entry.kind === 'contact' ? contactView(entry, reader, state) : reader.around.changeView(entry, reader, state);
    }));
  }
}

declare global {
  interface HTMLElementTagNameMap { 'contact-timeline': ContactTimeline }
}
