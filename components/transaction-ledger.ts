/** `<transaction-ledger>`: all transactions of one customer with what is still to be paid, live: filtered, grouped, opened, recorded, corrected. What is known is held by `ledger/ledger-data.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TransactionView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { toMinor } from '../model/money.ts';
import { DossierElement } from './internal/element.ts';
import { formatMoney } from './internal/formats.ts';
import { composing, inField, keepTyping } from './internal/keys.ts';
import { later } from './internal/later.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { EVERYTHING, LedgerData } from './ledger/ledger-data.ts';
import type { Grouping, LedgerFilter } from './ledger/ledger-data.ts';
import type { LedgerDraft } from './ledger/draft.ts';
import { filterView } from './ledger/filter-view.ts';
import { recordable, Recording } from './ledger/recording.ts';
import { detailView, headView, rowView } from './ledger/row-view.ts';
import type { RowReader } from './ledger/row-view.ts';
import { ledgerStyles } from './ledger/styles.ts';
import { ledgerTexts } from './ledger/texts.ts';
import type { LedgerTexts } from './ledger/texts.ts';
import { wallClock } from './timeline/local-time.ts';

/** Most visits record nothing and save nothing. */
const forms = later(() => import('./ledger/form.ts'));
const csv = later(() => import('./ledger/csv.ts'));

/**
 * Every transaction of one customer with what is still to be paid, live: filtered, grouped, opened, recorded. Corrections keep what was.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr {'year' | 'order' | 'none'} [group='none'] - How rows stand together at first.
 * @attr limit - Rows asked for at once, 1 to 500.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @attr discreet - Hides cost and profit while the customer looks on.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @fires dossier-open - The person wants to see another archive: one of the same name, found while a new one is opened.
 * @csspart sheet - The whole sheet.
 */
export class TransactionLedger extends DossierElement {
  static override readonly properties = { archive: {}, group: {}, limit: { type: Number }, headingLevel: { type: Number, attribute: 'heading-level' }, discreet: { type: Boolean, reflect: true } };
  static override readonly styles = [tokens, base, controls, ledgerStyles];
  declare archive: string;
  declare group: string;
  declare limit: number;
  declare headingLevel: number;
  declare discreet: boolean;
  clock: Clock = pageClock;

  #data: LedgerData | null = null;
  #about: string | null = null;
  #filter: LedgerFilter = EVERYTHING;
  #grouping: Grouping | null = null;
  #filtersOpen = false;
  #active: string | null = null;
  #opened: string | null = null;
  #asking = false;
  #busy = false;
  #failure = '';
  #recording: Recording | null = null;
  #catalogue: CatalogueView | null = null;
  #catalogueFor: string | null = null;
  #saving: number | null = null;
  #wasOffline = false;
  #seen: IntersectionObserver | null = null;

  constructor() {
    super();
    this.archive = this.group = '';
    this.limit = 100;
    this.headingLevel = 2;
    this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    if (this.#about !== null && this.#about !== this.archive) this.#filter = EVERYTHING;
    this.#about = this.archive;
    this.#data = null;
    this.#recording = null;
    this.#active = this.#opened = null;
    this.#catalogueFor = null;
    if (!this.archive) return undefined;
    const data = new LedgerData({ session, archive: this.archive, clock: this.clock, limit: Math.min(500, Math.max(1, this.limit)), changed: () => this.requestUpdate() });
    data.filter = this.#filter;
    this.#data = data;
    this.#recording = new Recording(data, () => this.requestUpdate());
    return () => {
      this.#filter = data.filter;
      this.#seen?.disconnect();
      data.dispose();
    };
  }

  protected override willUpdate(): void {
    if (this.#about !== this.archive) this.reattach();
    const { session } = this;
    const offline = session?.state.kind === 'offline';
    if (this.#wasOffline && !offline) void this.#data?.load();
    this.#wasOffline = offline;
    const wanted = `${this.language} ${session?.edition}`;
    if (session === null || this.#catalogueFor === wanted) return;
    this.#catalogueFor = wanted;
    // the words of stays are in the catalogues that know of hotels
    session.catalogue(this.language, 'any').then((view) => ('D-65' in view.dictionaries ? view : session.catalogue(this.language, ['hotel']))).then(
      (view) => {
        this.#catalogue = view;
        this.requestUpdate();
      },
      () => (this.#catalogueFor = null), // keys of options stand where words would; the next drawing asks again
    );
  }

  /** The foot comes into sight: the next rows are asked for before somebody has to. */
  protected override updated(): void {
    this.#seen?.disconnect();
    const foot = this.renderRoot.querySelector('.page-more');
    if (foot === null || this.#data?.moreFailed) return;
    this.#seen = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#data?.more(); }, { rootMargin: '600px' });
    this.#seen.observe(foot);
  }

  get #today(): string {
    return wallClock(new Date(this.clock.now()), this.session?.me?.workspace.timezone ?? 'UTC').slice(0, 10);
  }
  #options(id: string): readonly { readonly key: string; readonly label: string }[] {
    return this.#catalogue?.dictionaries[id]?.options ?? [];
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

  #toggle(id: string, data: LedgerData): void {
    this.#active = id;
    this.#asking = false;
    this.#failure = '';
    this.#opened = this.#opened === id ? null : id;
    if (this.#opened !== null) void data.open(id);
    this.requestUpdate();
  }

  #record(data: LedgerData, change: Partial<LedgerDraft> = {}): void {
    const [first] = recordable(data);
    if (first === undefined) return;
    this.#recording?.begin(first, this.#today, this.session?.me?.workspace.currency ?? 'EUR', change);
    void forms.load().then(() => { this.requestUpdate(); return this.#focusOn('#x-kind, #x-date'); });
  }

  #correct(row: TransactionView): void {
    this.#recording?.correct(row);
    void forms.load().then(() => { this.requestUpdate(); return this.#focusOn('#x-date'); });
  }

  async #save(data: LedgerData): Promise<void> {
    const saved = await this.#recording?.save(ledgerTexts(this.language));
    if (saved === 'problems') return this.#focusOn('[aria-invalid]');
    if (!saved) return;
    this.#opened = null;
    this.#goTo(data.rows.some(({ row }) => row.id === saved.stored) ? saved.stored : data.rows[0]?.row.id);
  }

  async #takeBack(data: LedgerData, row: TransactionView): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = '';
    this.requestUpdate();
    try {
      const today = this.#today;
      const id = await data.takeBack(row.id, row.date > today ? row.date : today);
      this.#opened = null;
      this.#goTo(id);
    } catch (error) {
      this.#failure = error instanceof ApiError && error.status === 409 ? error.message : ledgerTexts(this.language).notSaved;
    }
    this.#busy = this.#asking = false;
    this.requestUpdate();
  }

  async #csv(data: LedgerData): Promise<void> {
    const l = ledgerTexts(this.language);
    const part = await csv.load();
    if (part === undefined || this.#saving !== null) return;
    const rows: TransactionView[] = [];
    try {
      for await (const page of data.everything()) {
        rows.push(...page);
        this.#saving = rows.length;
        this.requestUpdate();
      }
      part.saveFile(`${this.archive.replace(/[^\w-]+/g, '-')}-${this.#today}.csv`, part.csvOf(rows, l, this.#costs(data)));
    } catch {
      this.#failure = this.t.kit.failed;
    }
    this.#saving = null;
    this.requestUpdate();
  }

  #costs(data: LedgerData): boolean {
    return !this.discreet && data.may('terms', 'read') && data.rows.some(({ row }) => row.cost !== null && row.cost !== undefined);
  }

  #closePanel(): void {
    this.#recording?.close();
    void this.#focusOn(this.#active === null ? '.record' : `[data-id="${CSS.escape(this.#active)}"]`);
  }

  #onKey(event: KeyboardEvent, data: LedgerData): void {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0] as HTMLElement;
    const rows = this.#inOrder(data);
    const here = rows.indexOf(at.dataset['id'] ?? this.#active ?? '');
    if (event.key === 'Escape' && this.#recording?.panel.kind === 'form') this.#closePanel();
    else if (event.key === 'Escape' && this.#opened !== null && !inField(event)) {
      const id = this.#opened;
      if (this.#asking) this.#asking = false;
      else this.#opened = null;
      this.#goTo(id);
    } else if (event.key === 'ArrowDown' && at.matches('input[type=search]') && rows.length > 0) this.#goTo(this.#active !== null && here >= 0 ? this.#active : rows[0]);
    else if (event.key.toLowerCase() === 'n' && !inField(event) && recordable(data).length > 0) this.#record(data);
    else if (at.matches('.row[data-id]')) {
      if (event.key === 'Enter' || event.key === ' ') this.#toggle(at.dataset['id']!, data);
      else {
        const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
        if (to === undefined) return;
        if (to >= rows.length) void data.more();
        else if (to >= 0) this.#goTo(rows[to]);
        else void this.#focusOn('input[type=search]');
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  get #by(): Grouping {
    return this.#grouping ?? (this.group === 'year' || this.group === 'order' ? this.group : 'none');
  }
  #inOrder(data: LedgerData): readonly string[] {
    return data.groups(this.#by).flatMap(({ rows }) => rows.map(({ row }) => row.id));
  }

  protected override render(): TemplateResult {
    const l = ledgerTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${l.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>${this.#content(l)}</section>`);
  }

  #content(l: LedgerTexts): unknown {
    const { t, session } = this;
    const data = this.#data;
    if (session === null) return troubleOf(session, t);
    if (!this.archive || data === null) return notice(t.kit.noArchive);
    switch (data.state.kind) {
      case 'loading': return session.state.kind === 'signedOut' ? troubleOf(session, t) : html`<div class="waiting" aria-busy="true"><span class="visually-hidden">${t.kit.loading}</span>${[0, 1, 2, 3].map(() => html`<div><span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></div>`)}</div>`;
      case 'missing': return this.noArchive(this.archive);
      case 'denied': return notice(l.notShown);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => data.retry() });
      case 'ready': return this.#sheet(session, data, l, data.state.again);
    }
  }

  #sheet(session: Session, data: LedgerData, l: LedgerTexts, again: boolean): TemplateResult {
    const { t, language } = this;
    const count = data.totals.reduce((sum, each) => sum + each.count, 0);
    const may = recordable(data).length > 0;
    const panel = this.#recording?.panel;
    return html`<div @keydown=${(event: KeyboardEvent) => this.#onKey(event, data)}>
      ${troubleOf(session, t)}
      <div class="bar">
        <div class="title"><span role="heading" aria-level=${this.headingLevel}><strong>${l.title}</strong></span> <span class="muted small" role="status">${l.total(count)}</span></div>
        <button type="button" class="button toggle-filters no-print" aria-expanded=${String(this.#filtersOpen)} @click=${() => { this.#filtersOpen = !this.#filtersOpen; this.requestUpdate(); }}>${l.filters}</button>
        ${may ? html`<button type="button" class="button primary record no-print" title=${l.keys} aria-expanded=${String(panel?.kind === 'form' && panel.id === null)} @click=${() => (panel?.kind === 'form' ? this.#closePanel() : this.#record(data))}>${l.record}</button>` : nothing}
      </div>
      ${data.account.length === 0 ? nothing : html`<div class="owes">${data.account.map(({ currency, open, overdue, oldestDays }) => html`<span><span class="muted">${l.owes}</span> <strong>${formatMoney(language, open, currency)}</strong>${toMinor(overdue) === 0 ? nothing : html` <span class="late">${l.overdueSum(formatMoney(language, overdue, currency), l.days(oldestDays))}</span>`}</span>`)}</div>`}
      ${count === 0 && !data.filtered ? nothing : filterView(data, l, { open: this.#filtersOpen, by: this.#by, group: (by) => { this.#grouping = by; this.requestUpdate(); } })}
      ${this.#form(data, l)}
      ${data.rows.length === 0 ? this.#empty(data, l, may) : this.#grid(data, l, again)}
      ${data.rows.length === 0 ? nothing : this.#foot(session, data, l)}
    </div>`;
  }

  #form(data: LedgerData, l: LedgerTexts): unknown {
    const recording = this.#recording;
    const form = forms.now();
    if (recording?.panel.kind !== 'form' || form === undefined) return nothing;
    const { panel } = recording;
    const kinds = recordable(data);
    return form.ledgerForm({
      ...panel, t: this.t, l, language: this.language, kinds: panel.id === null ? kinds : kinds.filter((kind) => (kind === 'stay') === (panel.draft.kind === 'stay')),
      title: panel.id === null ? l.recordA(l.kinds[panel.draft.kind]) : `${l.correct}: ${l.kinds[panel.draft.kind]}`,
      offline: this.session?.state.kind === 'offline', mayCost: !this.discreet && data.may('terms', 'write'), openSales: panel.id === null ? recording.openSales : [],
      reasons: this.#options('D-65'), payments: this.#options('D-60'),
      set: (change) => recording.change(change),
      save: () => void this.#save(data), cancel: () => this.#closePanel(),
    });
  }

  #empty(data: LedgerData, l: LedgerTexts, may: boolean): TemplateResult {
    return data.filtered
      ? html`<div class="begin"><p role="status"><strong>${l.nothing}</strong></p><button type="button" class="button" @click=${() => data.ask(EVERYTHING)}>${l.clear}</button></div>`
      : html`<div class="begin"><p><strong>${l.empty}</strong></p><p class="muted">${l.emptyHint}</p>${may && this.#recording?.panel.kind !== 'form' ? html`<button type="button" class="button primary" @click=${() => this.#record(data)}>${l.firstSale}</button>` : nothing}</div>`;
  }

  #grid(data: LedgerData, l: LedgerTexts, again: boolean): TemplateResult {
    const { language } = this;
    const costs = this.#costs(data);
    const by = this.#by;
    const label = (options: readonly { readonly key: string; readonly label: string }[]) => (key: string): string => options.find((option) => option.key === key)?.label ?? key;
    const reader: RowReader = { l, language, today: this.#today, costs, reasonOf: label(this.#options('D-65')), paymentOf: label(this.#options('D-60')) };
    const order = this.#inOrder(data);
    const active = order.includes(this.#active ?? '') ? this.#active : order[0];
    let index = 0;
    return html`<div class="grid ${costs ? 'costs' : ''} ${again ? 'busy' : ''}" role="treegrid" aria-label=${l.title} aria-busy=${String(again)} aria-rowcount=${data.hasMore ? -1 : order.length + 1}>
      ${headView(l, costs)}
      ${repeat(data.groups(by), ({ key }) => key, (group) => html`<div class="group" role="rowgroup">
        ${by === 'none' ? nothing : html`<div role="row"><div class="group-name" role="gridcell"><strong>${by === 'order' && group.key === '' ? l.noOrder : html`<bdi>${group.key}</bdi>`}</strong><span class="muted small">${l.total(group.rows.length)}${group.partial ? ` ${l.soFar}` : ''}</span>${group.sums.map(({ currency, sum }) => html`<span>${formatMoney(language, sum, currency)}</span>`)}</div></div>`}
        ${repeat(group.rows, ({ row }) => row.id, (each) => html`${rowView(each, reader, { index: index++, active: each.row.id === active, open: each.row.id === this.#opened, press: () => this.#toggle(each.row.id, data) })}
          ${each.row.id === this.#opened ? html`<div class="detail-row" role="row"><div role="gridcell">${this.#detail(data, each.row, reader)}</div></div>` : nothing}`)}
      </div>`)}
    </div>
    ${data.hasMore ? html`<div class="page-more no-print"><button type="button" class="button" ?disabled=${data.loadingMore} @click=${() => void data.more()}>${data.loadingMore ? this.t.kit.loading : l.nextPage}</button>${data.moreFailed ? html`<span class="danger" role="alert">${this.t.kit.failed}</span>` : nothing}</div>` : nothing}`;
  }

  #detail(data: LedgerData, row: TransactionView, reader: RowReader): TemplateResult {
    const detail = data.details.get(row.id);
    if (detail === undefined || detail === 'loading') return html`<div class="detail" aria-busy="true"><span class="visually-hidden">${this.t.kit.loading}</span><span class="skeleton"></span></div>`;
    if (detail === 'failed') return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: () => void data.open(row.id) });
    const today = row.date > reader.today ? row.date : reader.today;
    return detailView(detail, reader, {
      asking: this.#asking, busy: this.#busy, failure: this.#failure, today, mayTrade: recordable(data).includes('sale'),
      correct: () => this.#correct(detail.item), ask: (on) => { this.#asking = on; this.requestUpdate(); void this.#focusOn(on ? '.ask .button' : '.take-back'); }, takeBack: () => void this.#takeBack(data, row),
      pay: () => this.#record(data, { kind: 'collection', orderRef: row.orderRef ?? '', amount: detail.item.receivable?.open ?? '', currency: row.currency }),
      ship: () => this.#record(data, { kind: 'shipment', orderRef: row.orderRef ?? '', lines: row.lines.map(({ item, quantity }) => ({ item, quantity, price: '' })), currency: row.currency }),
      close: () => { this.#toggle(row.id, data); this.#goTo(row.id); },
    });
  }

  #foot(session: Session, data: LedgerData, l: LedgerTexts): TemplateResult {
    const { language } = this;
    const terms = !this.discreet;
    return html`<div class="foot">
      <div class="sums">${data.totals.map(({ currency, sum, collected, cost, profit }) => html`<span><span class="muted">${l.sum}</span> <strong>${formatMoney(language, sum, currency)}</strong></span>
        ${toMinor(collected) === 0 ? nothing : html`<span><span class="muted">${l.collected}</span> ${formatMoney(language, collected, currency)}</span>`}
        ${terms && cost !== undefined && profit !== undefined ? html`<span><span class="muted">${l.cost}</span> ${formatMoney(language, cost, currency)}</span><span><span class="muted">${l.profit}</span> ${formatMoney(language, profit, currency)}</span>` : nothing}`)}</div>
      <div class="tools no-print">
        ${session.me?.can.export ? html`<button type="button" class="button quiet" ?disabled=${this.#saving !== null} @click=${() => void this.#csv(data)}>${this.#saving === null ? l.csv : l.csvBusy(this.#saving)}</button>` : nothing}
        <button type="button" class="button quiet" @click=${() => print()}>${l.print}</button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'transaction-ledger': TransactionLedger }
}
