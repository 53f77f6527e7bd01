/** `<customer-list>`: the register of all customers a person may know of: search, filters, sorting, pages, giving owners. What is listed is held by `list/register.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DepartmentView, PersonView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { PersonId } from '../model/ids.ts';
import type { Language } from '../model/labels.ts';
import { atLeast } from '../model/rights.ts';
import { DossierElement } from './internal/element.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { defineTags } from './internal/registry.ts';
import type { Session, Stop } from './internal/session.ts';
import { speak } from './internal/strings/en/index.ts';
import { list } from './internal/strings/en/list.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { colleagues, departmentList } from './list/directory.ts';
import { setOwners } from './list/owner-change.ts';
import type { OwnerChange } from './list/owner-change.ts';
import { ownerPanel } from './list/owner-panel.ts';
import { EVERYTHING, filtersOn, Register, selectable } from './list/register.ts';
import type { Query, Row, Sort } from './list/register.ts';
import { headView, rowsSkeleton, rowView } from './list/row-view.ts';
import { listStyles } from './list/styles.ts';
import { beginsDescending, toolbar } from './list/toolbar.ts';
import { composing, inField, keepTyping } from './internal/keys.ts';
import { wallClock } from './timeline/local-time.ts';

speak({ list });

type Panel =
  | { readonly kind: 'nothing' | 'create' }
  | { readonly kind: 'owner'; readonly search: string; readonly chosen: PersonId | null; readonly problem: boolean; readonly change: OwnerChange | null };

/** Width in CSS pixels from which a card has room beside the register; the style sheet has the same. */
const CARD_FROM = 900;
const NOTHING: Panel = { kind: 'nothing' };

/**
 * @attr create-href - Where "New customer" leads; without it the form opens in the list.
 * @attr limit - Rows asked for at once, 1 to 200; default 50.
 * @attr heading-level - Level of the title; default 2.
 * @attr without-card - Never shows a card beside itself; the host does it on `dossier-open`.
 * @attr discreet - Shows no other customers while one looks on.
 * @prop clock - Time; default the page's.
 * @fires dossier-open - A row was opened; cancel it and no card is shown here.
 * @csspart register - The list without the card beside it.
 */
export class CustomerList extends DossierElement {
  static override readonly properties = {
    createHref: { attribute: 'create-href' }, limit: { type: Number }, headingLevel: { type: Number, attribute: 'heading-level' },
    withoutCard: { type: Boolean, attribute: 'without-card' }, discreet: { type: Boolean, reflect: true },
  };
  static override readonly styles = [tokens, base, controls, listStyles];
  declare createHref: string | null;
  declare limit: number;
  declare headingLevel: number;
  declare withoutCard: boolean;
  declare discreet: boolean;
  clock: Clock = pageClock;

  #register: Register | null = null;
  #query: Query = EVERYTHING;
  #catalogue: CatalogueView | null = null;
  #catalogueFor: Language | null = null;
  #departments: readonly DepartmentView[] = [];
  #people: readonly PersonView[] = [];
  #panel: Panel = NOTHING;
  #filtersOpen = false;
  /** The row that the arrow keys stand on, and the one whose card is shown. */
  #active: string | null = null;
  #current: string | null = null;
  /** Elements of the kit inside, made once a customer so that they keep their state. */
  readonly #badges = new Map<string, HTMLElement>();
  #card: HTMLElement | null = null;
  #lost = false;

  constructor() {
    super();
    this.createHref = null;
    this.limit = 50;
    this.headingLevel = 2;
    this.withoutCard = this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    const register = new Register({ session, clock: this.clock, limit: this.limit, changed: () => this.requestUpdate() });
    register.query = this.#query;
    this.#register = register;
    this.#catalogueFor = null;
    void register.load();
    departmentList(session).then(
      (departments) => {
        this.#departments = departments;
        this.requestUpdate();
      },
      () => {}, // without departments there is no such chip; the list itself is not touched
    );
    return () => {
      this.#query = register.query;
      register.dispose();
      this.#badges.clear();
    };
  }

  protected override willUpdate(): void {
    const { session } = this;
    if (session === null) return;
    if (this.#catalogueFor !== this.language) {
      this.#catalogueFor = this.language;
      session.catalogue(this.language, ['base']).then(
        (view) => {
          this.#catalogue = view;
          this.requestUpdate();
        },
        () => (this.#catalogueFor = null), // chips without words of classes; the next drawing asks again
      );
    }
    const lost = session.state.kind === 'offline';
    // back online: what was missed is asked for once
    if (this.#lost && session.state.kind === 'online') void this.#register?.load();
    if (lost || session.state.kind === 'online') this.#lost = lost;
  }

  /** The kit's tags carry the prefix that this element was registered under. */
  get #prefix(): string {
    return this.localName.slice(0, -'customer-list'.length);
  }
  #part(tag: string, attributes: Readonly<Record<string, string>>): HTMLElement {
    const element = document.createElement(this.#prefix + tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }
  #badge(id: string): HTMLElement {
    let badge = this.#badges.get(id);
    if (!badge) this.#badges.set(id, (badge = this.#part('classification-badge', { archive: id, schemes: 'abc rfm' })));
    return badge;
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
  #goTo(id: string | undefined): void {
    if (id === undefined) return;
    this.#active = id;
    this.requestUpdate();
    void this.#focusOn(`[data-id="${CSS.escape(id)}"]`);
  }

  #openRow(row: Row | undefined): void {
    if (row === undefined || row.gone) return;
    this.#active = this.#current = row.id;
    this.requestUpdate();
    if (!this.wish('dossier-open', { archive: row.id }, true) || this.withoutCard) return;
    // where there is no room beside it a card would only listen in the dark
    this.#card = this.clientWidth < CARD_FROM ? null : (this.#card ?? this.#part('customer-card', {}));
    this.#card?.setAttribute('archive', row.id);
    this.requestUpdate();
  }

  #sort(by: Sort, register: Register): void {
    const { sort, descending } = register.query;
    register.ask({ sort: by, descending: sort === by ? !descending : beginsDescending(by) });
  }

  async #chooseOwner(session: Session): Promise<void> {
    this.#panel = { kind: 'owner', search: '', chosen: null, problem: false, change: null };
    this.requestUpdate();
    void this.#focusOn('.owner-panel input');
    try {
      this.#people = await colleagues(session);
    } catch {
      this.#people = []; // the panel says that nobody was found; opening it again asks again
    }
    this.requestUpdate();
  }

  #owned(register: Register): { readonly mine: readonly Row[]; readonly others: number } {
    const selected = register.rows.filter(({ id }) => register.selected.has(id));
    const mine = selected.filter(({ digest }) => atLeast(digest.level, 'manage'));
    return { mine, others: selected.length - mine.length };
  }

  async #saveOwner(session: Session, register: Register): Promise<void> {
    const panel = this.#panel;
    if (panel.kind !== 'owner' || panel.change?.kind === 'running') return;
    const tell = (change: Partial<Extract<Panel, { kind: 'owner' }>>): void => {
      this.#panel = { ...panel, ...change };
      this.requestUpdate();
    };
    if (panel.chosen === null) return tell({ problem: true });
    const targets = this.#owned(register).mine.map(({ id, digest }) => ({ id, name: digest.name }));
    const done = await setOwners(session, targets, panel.chosen, (change) => tell({ change }));
    // what failed stays selected, to be tried again
    const failed = done.kind === 'done' ? new Set(done.failures.map(({ id }) => id)) : new Set();
    for (const { id } of targets) if (!failed.has(id)) register.selected.delete(id);
    this.requestUpdate();
    void this.#focusOn('.owner-panel .done');
  }

  #closePanel(): void {
    const was = this.#panel.kind;
    this.#panel = NOTHING;
    this.requestUpdate();
    void this.#focusOn(was === 'create' ? '.create' : '.set-owner, tr.row[tabindex="0"]');
  }

  #create(): void {
    this.#panel = { kind: 'create' };
    const prefix = this.#prefix.slice(0, -1);
    import('./customer-create.ts').then(
      ({ CustomerCreate }) => defineTags({ 'customer-create': CustomerCreate }, prefix === '' ? {} : { prefix }),
      (error: unknown) => console.error('dossier: the form for new customers could not be loaded', error),
    );
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent, register: Register): void {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    const { rows } = register;
    if (event.key === 'Escape' && this.#panel.kind !== 'nothing') this.#closePanel();
    else if (event.key === 'ArrowDown' && at.matches('.search input') && rows.length > 0) this.#goTo(this.#activeId(rows));
    else if (at.matches('tr.row')) {
      const here = rows.findIndex(({ id }) => id === at.dataset['id']);
      if (event.key === 'Enter') this.#openRow(rows[here]);
      else if (event.key === ' ') {
        if (rows[here] && selectable(rows[here])) register.toggle(rows[here].id);
      }
      else {
        const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
        if (to === undefined) return;
        if (to >= 0) this.#goTo(rows[to]?.id);
        else void this.#focusOn('.search input');
      }
    } else if (event.key === 'Escape' && this.#card !== null && !inField(event)) this.#closeCard();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #closeCard(): void {
    const id = this.#current ?? undefined;
    this.#current = this.#card = null;
    this.#goTo(id);
    this.requestUpdate();
  }

  #activeId(rows: readonly Row[]): string | undefined {
    return rows.find(({ id }) => id === this.#active)?.id ?? rows[0]?.id;
  }

  /** Ticks are there for who could do something with them. */
  get #selectable(): boolean {
    return this.#register?.rows.some(selectable) ?? false;
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const register = this.#register;
    if (session === null || register === null) return this.frame(html`<div class="sheet">${troubleOf(session, t)}</div>`);
    if (this.discreet) return this.frame(html`<div class="sheet">${notice(t.list.hidden)}</div>`);
    const card = this.#current === null || this.#card === null ? nothing : html`<div class="side">
        <div class="close"><button type="button" class="button quiet" @click=${() => this.#closeCard()}>${t.list.closeCard}</button></div>${this.#card}</div>`;
    return this.frame(html`<div @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}><div class="page ${card === nothing ? '' : 'with-card'}" @keydown=${(event: KeyboardEvent) => this.#onKey(event, register)}>
      <section class="register sheet" part="register" aria-label=${t.list.title}>
        ${troubleOf(session, t)}
        ${toolbar({
          t, query: register.query, catalogue: this.#catalogue, departments: this.#departments, me: session.me?.id ?? null, open: this.#filtersOpen, level: this.headingLevel,
          total: register.state.kind === 'ready' ? register.total : null, create: this.#createControl(session),
          ask: (change) => register.ask(change), toggle: () => { this.#filtersOpen = !this.#filtersOpen; this.requestUpdate(); },
        })}
        ${this.#panelView(session, register)} ${this.#content(register)}
      </section>${card}
    </div></div>`);
  }

  #createControl(session: Session): TemplateResult | typeof nothing {
    if (!session.me?.can.create) return nothing;
    const label = this.t.list.create;
    return this.createHref !== null
      ? html`<a class="button create no-print" href=${this.createHref}>${label}</a>`
      : html`<button type="button" class="button create no-print" aria-expanded=${this.#panel.kind === 'create'} @click=${() => this.#create()}>${label}</button>`;
  }

  #panelView(session: Session, register: Register): unknown {
    const panel = this.#panel;
    const { t } = this;
    if (panel.kind === 'create') {
      this.#form ??= this.#part('customer-create', {});
      return html`<div class="create-panel no-print" @dossier-created=${() => void register.load()}>${this.#form}
        <button type="button" class="button quiet" @click=${() => this.#closePanel()}>${t.kit.close}</button></div>`;
    }
    this.#form = null;
    const { mine, others } = this.#owned(register);
    if (panel.kind === 'owner') {
      return ownerPanel({
        t, ...panel, targets: mine.map(({ id, digest }) => ({ id, name: digest.name })), others, people: this.#people, departments: this.#departments,
        set: (change) => { if (this.#panel.kind === 'owner') this.#panel = { ...this.#panel, problem: false, ...change }; this.requestUpdate(); },
        save: () => void this.#saveOwner(session, register), close: () => this.#closePanel(),
      });
    }
    if (register.selected.size === 0) return nothing;
    return html`<div class="actions no-print" role="group" aria-label=${t.list.selected(register.selected.size)}>
      <span role="status">${t.list.selected(register.selected.size)}</span>
      <button type="button" class="button primary set-owner" ?disabled=${mine.length === 0} @click=${() => void this.#chooseOwner(session)}>${t.list.setOwner}</button>
      <button type="button" class="button quiet" @click=${() => register.selectAll(false)}>${t.list.clearSelection}</button>
    </div>`;
  }
  #form: HTMLElement | null = null;

  #content(register: Register): unknown {
    const { t } = this;
    const { state, rows } = register;
    switch (state.kind) {
      case 'loading': return rowsSkeleton(t.kit.loading);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => void register.load() });
      case 'ready': return rows.length === 0 ? this.#empty(register) : this.#table(register, state.again);
    }
  }

  #empty(register: Register): TemplateResult {
    const { t } = this;
    const searched = register.query.text.trim() !== '' || filtersOn(register.query) > 0;
    return html`<div class="begin">
      <p role="status"><strong>${searched ? t.list.nothing : t.list.empty}</strong></p>
      <p class="muted">${searched ? t.list.nothingHint : t.list.emptyHint}</p>
      ${searched ? html`<button type="button" class="button" @click=${() => register.ask({ text: '', filters: {} })}>${t.list.clear}</button>`
        : this.session?.me?.can.create && this.createHref === null ? html`<button type="button" class="button primary" @click=${() => this.#create()}>${t.list.create}</button>` : nothing}
    </div>`;
  }

  #table(register: Register, again: boolean): TemplateResult {
    const { t } = this;
    const { rows } = register;
    const zone = this.session?.me?.workspace.timezone ?? 'UTC';
    const view = { t, language: this.language, today: wallClock(new Date(this.clock.now()), zone).slice(0, 10), selectable: this.#selectable, badge: (id: string) => this.#badge(id) };
    const active = this.#activeId(rows);
    return html`
      <table role="grid" class=${again ? 'busy' : ''} aria-label=${t.list.title} aria-rowcount=${register.total + 1} aria-busy=${again}>
        ${headView(register.query, view, register.selected.size > 0 && rows.every((row) => !selectable(row) || register.selected.has(row.id)), (by) => this.#sort(by, register), (on) => register.selectAll(on))}
        <tbody role="rowgroup">${repeat(rows, ({ id }) => id, (row, index) => rowView(row, view, {
          index, active: row.id === active, current: row.id === this.#current, selected: register.selected.has(row.id),
          toggle: (on) => register.toggle(row.id, on), open: () => this.#openRow(row),
        }))}</tbody>
      </table>
      ${register.hasMore || rows.length < register.total
        ? html`<div class="foot no-print">
            <span class="muted">${t.list.shownOf(rows.length, register.total)}</span>
            ${register.hasMore ? html`<button type="button" class="button more" ?disabled=${register.loadingMore} @click=${() => void register.more()}>${register.loadingMore ? t.kit.loading : t.list.more}</button>` : nothing}
            ${register.moreFailed ? html`<span class="danger" role="alert">${t.kit.failed}</span>` : nothing}
          </div>`
        : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'customer-list': CustomerList }
}
