/** `<customer-list>`: the register of all customers a person may know of: search, filters, sorting, rows as one scrolls, and what is done with them. What is listed is held by `list/register.ts`, what of it is drawn by `list/pane.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { ArchiveId } from '../model/ids.ts';
import { DossierElement } from './internal/element.ts';
import { composing, inField, keepTyping } from './internal/keys.ts';
import { later } from './internal/later.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { defineTags } from './internal/registry.ts';
import type { Session, Stop } from './internal/session.ts';
import { speak } from './internal/strings/en/index.ts';
import { list } from './internal/strings/en/list.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import type { Board } from './list/board/board.ts';
import { departmentList } from './list/directory.ts';
import type { Tool } from './list/entry-words.ts';
import { readKept } from './list/kept.ts';
import { rowKey } from './list/keys.ts';
import type { OwnerTool } from './list/owner-tool.ts';
import { Pane } from './list/pane.ts';
import { plainEmpty, plainTable } from './list/plain.ts';
import { EVERYTHING, ownable, Register } from './list/register.ts';
import type { Query, Row, Sort } from './list/register.ts';
import { rowsSkeleton } from './list/row-view.ts';
import { Roving } from './list/roving.ts';
import { listStyles } from './list/styles.ts';
import { beginsDescending, toolbar } from './list/toolbar.ts';
import { wallClock } from './timeline/local-time.ts';

speak({ list });

type Panel = { readonly kind: 'nothing' | 'create' } | { readonly kind: 'owner'; readonly tool: OwnerTool };

/** Width in CSS pixels from which a card has room beside the register; the style sheet has the same. */
const CARD_FROM = 900;
const NOTHING: Panel = { kind: 'nothing' };
/** Filters on any field, columns, groups and views: beyond the plain list. */
const tools = later(() => import('./list/board/index.ts'));
/** Giving owners. */
const owners = later(() => import('./list/owner-tool.ts'));
/** The list of keys. */
const help = later(() => import('./list/keys-panel.ts'));

/**
 * The register of all customers the person may know of: search in every script, filters on any field, columns, groups with sums, saved and shared views, tags, owners, changes to many at
 * once.
 *
 * @attr create-href - Where “New customer” leads; without it the form opens in the list.
 * @attr limit - Rows asked for at once, 1 to 200.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @attr without-card - Never shows a card beside itself; your page does it on `dossier-open`.
 * @attr paged - Loads more by its button alone, for pages where something stands below the list.
 * @attr discreet - Shows no other customers while one looks on.
 * @attr question - Conditions as JSON, as for `POST /api/archives/query`: the list begins with these customers.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - A row was opened; prevent it and no card is shown here.
 * @fires dossier-created - Somebody opened an archive from the form in the list.
 * @csspart register - The list without the card beside it.
 */
export class CustomerList extends DossierElement {
  static override readonly properties = {
    createHref: { attribute: 'create-href' }, limit: { type: Number }, headingLevel: { type: Number, attribute: 'heading-level' },
    withoutCard: { type: Boolean, attribute: 'without-card' }, paged: { type: Boolean }, discreet: { type: Boolean, reflect: true }, question: {},
  };
  static override readonly styles = [tokens, base, controls, listStyles];
  declare createHref: string | null;
  declare limit: number;
  declare headingLevel: number;
  declare withoutCard: boolean;
  declare paged: boolean;
  declare discreet: boolean;
  declare question: string | undefined;
  clock: Clock = pageClock;

  #register: Register | null = null;
  #query: Query = EVERYTHING;
  #catalogue: CatalogueView | null = null;
  #catalogueFor: string | null = null;
  #departments: readonly DepartmentView[] = [];
  #panel: Panel = NOTHING;
  #filtersOpen = false;
  /** The row whose card is shown; the one that the arrow keys stand on is `#roving`. */
  #current: string | null = null;
  readonly #roving = new Roving();
  readonly #pane = new Pane({ changed: () => this.requestUpdate(), near: () => this.#near() });
  #answers = 0;
  /** Elements of the kit inside, made once a customer so that they keep their state. */
  readonly #badges = new Map<string, HTMLElement>();
  #card: HTMLElement | null = null;
  #lost = false;
  #board: Board | null = null;
  /** Whether a view opens first was looked up. */
  #begun = false;
  /** The list of keys is shown. */
  #help = false;

  constructor() {
    super();
    this.createHref = null;
    this.limit = 50;
    this.headingLevel = 2;
    this.withoutCard = this.paged = this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    const register = new Register({ session, clock: this.clock, limit: this.limit, changed: () => this.requestUpdate() });
    register.query = this.#query;
    this.#answers = 0;
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
      this.#panel = NOTHING;
      this.#board?.dispose();
      this.#board = null;
      this.#begun = false;
      this.#badges.clear();
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pane.attach();
    addEventListener('beforeprint', this.#paper);
    addEventListener('afterprint', this.#screen);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pane.leave();
    removeEventListener('beforeprint', this.#paper);
    removeEventListener('afterprint', this.#screen);
  }
  readonly #paper = (): void => {
    this.#pane.all = true;
    this.requestUpdate();
  };
  readonly #screen = (): void => {
    this.#pane.all = false;
  };
  /** One scrolls on: what follows is asked for, but not again and again where it could not be had. */
  #near(): void {
    const register = this.#register;
    if (!this.paged && register?.hasMore && !register.loadingMore && !register.moreFailed) void register.more();
  }

  protected override willUpdate(): void {
    const { session } = this;
    if (session === null) return;
    const wanted = `${this.language} ${session.edition}`;
    if (this.#catalogueFor !== wanted) {
      this.#catalogueFor = wanted;
      session.catalogue(this.language, 'any').then(
        (view) => {
          this.#catalogue = view;
          this.requestUpdate();
        },
        () => (this.#catalogueFor = null), // chips without words of classes; the next drawing asks again
      );
    }
    if (!this.#begun && session.me !== null) {
      this.#begun = true;
      const first = this.question || readKept(session).first;
      if (first) void this.#useTools(null, first);
    }
    void this.#board?.vocabulary.read();
    if (this.#register !== null && this.#answers !== this.#register.answers) {
      this.#answers = this.#register.answers;
      this.#pane.reset();
    }
    const lost = session.state.kind === 'offline';
    // back online: what was missed is asked for once
    if (this.#lost && session.state.kind === 'online') void this.#register?.load();
    if (lost || session.state.kind === 'online') this.#lost = lost;
  }

  protected override updated(): void {
    const root = this.renderRoot as ShadowRoot;
    this.#roving.settle(root);
    this.#pane.look();
    const shown = new Set([...root.querySelectorAll<HTMLElement>('.row[data-id]')].map(({ dataset }) => dataset['id'] as ArchiveId));
    this.#register?.show(shown);
    // badges of rows that are far are made again when one comes back
    if (this.#badges.size > 500) for (const [name, badge] of this.#badges) if (!badge.isConnected) this.#badges.delete(name);
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
  #badge(id: string, schemes = 'abc rfm'): HTMLElement {
    const name = `${id} ${schemes}`;
    let badge = this.#badges.get(name);
    if (!badge) this.#badges.set(name, (badge = this.#part('classification-badge', { archive: id, schemes })));
    return badge;
  }

  async #useTools(tool: Tool | null, first?: string): Promise<void> {
    const [register, session] = [this.#register, this.session];
    const part = await tools.load();
    if (!part || register === null || session === null) return;
    const sheet = part.boardStyles.styleSheet;
    const root = this.renderRoot as ShadowRoot;
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    const board = new part.Board({
      session, register, pane: this.#pane, clock: this.clock, language: () => this.language, t: () => this.t, departments: () => this.#departments, update: () => this.requestUpdate(),
      focus: (selector) => void this.#focusOn(selector), walk: (line) => void this.#walk(line), open: (row) => this.#openRow(row), badge: (id, scheme) => this.#badge(id, scheme),
    });
    await board.prepare();
    if (this.#register !== register || this.#board !== null) return;
    this.#board = board;
    // other lines: drawn from the top, block by block
    this.#pane.reset();
    // the panel shows by itself; the tools take no room on a telephone until they are wanted
    this.#filtersOpen = false;
    board.begin(first);
    if (tool !== null) board.use(tool);
  }

  /** After the next drawing, the first of these that shows. */
  async #focusOn(selectors: string): Promise<void> {
    await this.updateComplete;
    for (const selector of selectors.split(', ')) {
      const found = this.renderRoot.querySelector<HTMLElement>(selector);
      if (found !== null && found.getClientRects().length > 0) return found.focus();
    }
  }
  /** To a line by its place; what is drawn already is gone to without drawing. */
  async #walk(line: number): Promise<void> {
    const find = (): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>(`[data-at="${line}"]`);
    if (find() === null) {
      this.#pane.ensure(line);
      await this.updateComplete;
    }
    find()?.focus();
  }

  #openRow(row: Row | undefined): void {
    if (row === undefined || row.gone) return;
    this.#roving.id = this.#current = row.id;
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

  async #chooseOwner(session: Session, register: Register): Promise<void> {
    const part = await owners.load();
    if (!part || this.#register !== register) return;
    this.#panel = { kind: 'owner', tool: new part.OwnerTool({
      session, register, update: () => this.requestUpdate(), focus: (selector) => void this.#focusOn(selector), close: () => this.#closePanel(),
    }) };
    this.requestUpdate();
  }

  #closePanel(): void {
    const was = this.#panel.kind;
    this.#panel = NOTHING;
    this.requestUpdate();
    void this.#focusOn(was === 'create' ? '.create' : '.set-owner, .row[tabindex="0"]');
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

  #onPaste(event: ClipboardEvent): void {
    if (this.#board !== null && tools.now()?.boardPaste(this.#board, event)) event.preventDefault();
  }

  #onKey(event: KeyboardEvent, register: Register): void {
    if (composing(event) || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    const line = at.matches('[data-at], [data-at] .cell') ? at.closest<HTMLElement>('[data-at]') : null;
    const onRow = line !== null;
    const here = Number(line?.dataset['at']);
    const control = event.ctrlKey || event.metaKey;
    const search = this.renderRoot.querySelector<HTMLInputElement>('.search input');
    const part = tools.now();
    if (this.#board !== null && part?.boardKey(this.#board, event, at)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (control) {
      if (event.key.toLowerCase() !== 'a' || !onRow) return;
      register.selectAll(true);
    } else if (event.key === '?' && !inField(event)) void this.#showKeys(!this.#help);
    else if (onRow && event.key.length === 1 && event.key !== ' ' && search !== null) {
      // typing on a row searches
      search.focus();
      search.setSelectionRange(search.value.length, search.value.length);
      return;
    } else if (event.key === 'Escape' && this.#help) void this.#showKeys(false);
    else if (event.key === 'Escape' && this.#panel.kind !== 'nothing') this.#closePanel();
    else if (event.key === 'ArrowDown' && at.matches('.search input') && this.renderRoot.querySelector('[data-at]') !== null) void this.#focusOn('[data-at][tabindex="0"]');
    else if (onRow && this.#board === null && rowKey({ register, open: (row) => this.#openRow(row), walk: (line) => void this.#walk(line), search: () => search?.focus() }, event, here)) {
      // it was the row's
    } else if (event.key === 'Escape' && this.#card !== null && !inField(event)) this.#closeCard();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #showKeys(on: boolean): Promise<void> {
    if (on) await help.load();
    this.#help = on;
    this.requestUpdate();
    void this.#focusOn(on ? '.keys button' : '[data-at][tabindex="0"], .search input');
  }

  #closeCard(): void {
    this.#roving.id = this.#current ?? undefined;
    this.#current = this.#card = null;
    this.requestUpdate();
    void this.#focusOn('[data-at][tabindex="0"]');
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const register = this.#register;
    if (session === null || register === null) return this.frame(html`<div class="sheet">${troubleOf(session, t)}</div>`);
    if (this.discreet) return this.frame(html`<div class="sheet">${notice(t.list.hidden)}</div>`);
    const card = this.#current === null || this.#card === null ? nothing : html`<div class="side">
        <div class="close"><button type="button" class="button quiet" @click=${() => this.#closeCard()}>${t.list.closeCard}</button></div>${this.#card}</div>`;
    return this.frame(html`<div @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}><div class="page ${card === nothing ? '' : 'with-card'}" @keydown=${(event: KeyboardEvent) => this.#onKey(event, register)} @paste=${(event: ClipboardEvent) => this.#onPaste(event)}>
      <section class="register sheet" part="register" aria-label=${t.list.title}>
        ${troubleOf(session, t)}
        ${toolbar({
          language: this.language,
          t, query: register.query, today: this.#today, keys: () => void this.#showKeys(!this.#help), keysOpen: this.#help, catalogue: this.#catalogue, departments: this.#departments, me: session.me?.id ?? null, open: this.#filtersOpen, level: this.headingLevel,
          total: register.state.kind === 'ready' ? register.total : null, create: this.#createControl(session),
          ask: (change) => register.ask(change), toggle: () => { this.#filtersOpen = !this.#filtersOpen; this.requestUpdate(); },
          use: (tool) => void this.#useTools(tool), exports: session.me?.can.export ?? false, tools: this.#board === null ? null : (tools.now()?.boardBar(this.#board, this.#filtersOpen) ?? null),
        })}
        ${this.#help ? (help.now()?.keysPanel(this.language, this.#board !== null, () => void this.#showKeys(false)) ?? nothing) : nothing}
        ${this.#panelView(session, register)} <div class="lines-of" @focusin=${this.#roving.entered}>${this.#content(register)}</div>
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
    if (panel.kind === 'owner') return panel.tool.render(t, this.#departments);
    if (register.selected.size === 0) return nothing;
    const { mine } = ownable(register);
    return html`<div class="actions no-print" role="group" aria-label=${t.list.selected(register.selected.size)}>
      <span role="status">${t.list.selected(register.selected.size)}</span>
      <button type="button" class="button primary set-owner" ?disabled=${mine.length === 0} @click=${() => void this.#chooseOwner(session, register)}>${t.list.setOwner}</button>
      ${this.#board === null ? nothing : tools.now()?.boardActions(this.#board)}
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
      case 'ready': {
        const part = tools.now();
        if (this.#board !== null && part) return part.boardContent(this.#board, this.#current, state.again);
        const create = this.session?.me?.can.create && this.createHref === null ? () => this.#create() : null;
        if (rows.length === 0) return plainEmpty({ t, register, create });
        return plainTable({
          t, language: this.language, register, pane: this.#pane, today: this.#today, current: this.#current, busy: state.again, create,
          badge: (id) => this.#badge(id), open: (row) => this.#openRow(row), sort: (by) => this.#sort(by, register),
        });
      }
    }
  }

  get #today(): string {
    return wallClock(new Date(this.clock.now()), this.session?.me?.workspace.timezone ?? 'UTC').slice(0, 10);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'customer-list': CustomerList }
}
