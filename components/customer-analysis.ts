/** `<customer-analysis>`: analyses of all customers that a person may read, pictures first and the table beside; a bar leads to the customers behind it. It holds what is chosen and open; asking is `analysis/data.ts`, drawing `analysis/part.ts`. */
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { compared, monthName } from './analysis/compare.ts';
import { Behind } from './analysis/customers.ts';
import type { Asked } from './analysis/customers.ts';
import { AnalysisData, REPORT } from './analysis/data.ts';
import type { Shown } from './analysis/data.ts';
import type { Face, Row, Who } from './analysis/face.ts';
import { filters, isFiltered } from './analysis/filters.ts';
import { keepView, keptView } from './analysis/kept.ts';
import { part, patterns, VIEWS } from './analysis/part.ts';
import type { View } from './analysis/part.ts';
import { faceOf } from './analysis/read.ts';
import { analysisStyles } from './analysis/styles.ts';
import { take } from './analysis/take.ts';
import { analysisTexts } from './analysis/texts.ts';
import type { AnalysisTexts } from './analysis/texts.ts';
import { Widths } from './analysis/widths.ts';
import { DossierElement } from './internal/element.ts';
import { formatDate, formatNumber } from './internal/formats.ts';
import { composing, fenced, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';

/** Shown when nothing was chosen. */
const FIRST = 'statistics';
/** The dictionary of ABC classes. */
const ABC = 'D-18';
/** From this width of the element on, tables stand beside pictures unless the person chose otherwise. */
const BESIDE = 640;

/**
 * Analyses of all customers that the person may read, as a picture with its table beside it, and the report of a month beside another. A mark leads to the customers behind it.
 *
 * @attr analysis - Which one shows, by its id (`trend`) or code (`A-05`), or `report`; follows what the person turns to. Empty: the first one.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @attr no-list - Leaves out the choice of analyses, for a page that offers it itself.
 * @attr register-href - Page with the register: the customers behind a mark lead to it, their conditions as JSON in `#where=`. Without it there is no such link.
 * @fires dossier-analysis - The person turned to another analysis; `analysis` is its id.
 * @fires dossier-customers - The customers behind a mark were asked for: `where` is the question to the register. Prevent it and show them yourself. Not fired where the register has no conditions for them (who bought a product): the element lists those itself.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class CustomerAnalysis extends DossierElement {
  static override readonly properties = { analysis: { reflect: true }, headingLevel: { type: Number, attribute: 'heading-level' }, noList: { type: Boolean, attribute: 'no-list' }, registerHref: { attribute: 'register-href' } };
  static override readonly styles = [tokens, base, controls, analysisStyles];
  declare analysis: string;
  declare headingLevel: number;
  declare noList: boolean;
  declare registerHref: string | null;

  #data: AnalysisData | null = null;
  #view: View | null = null;
  #behind: Behind | null = null;
  /** Where the arrow keys stand, by part. */
  readonly #standing = new Map<string, string>();
  /** Parts whose table is shown to its end. */
  readonly #all = new Set<string>();
  readonly #widths = new Widths(() => this.requestUpdate());
  #catalogue: CatalogueView | null = null;
  #language = '';
  #loaded = '';
  #paper = false;
  #lost = false;
  #said = '';
  /** Faces of the answer that shows: made once. */
  #faces: { readonly shown: Shown; readonly language: string; readonly faces: readonly Face[] } | null = null;

  constructor() {
    super();
    this.analysis = '';
    this.headingLevel = 2;
    this.noList = false;
    this.registerHref = null;
  }

  protected override attach(session: Session): Stop {
    const data = new AnalysisData(session, () => this.requestUpdate());
    this.#data = data;
    this.#view = keptView(session);
    this.#language = this.#loaded = '';
    return () => {
      data.dispose();
      this.#close(false);
      this.#data = null;
      this.#faces = null;
    };
  }
  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#toPaper);
    addEventListener('afterprint', this.#toScreen);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#widths.stop();
    removeEventListener('beforeprint', this.#toPaper);
    removeEventListener('afterprint', this.#toScreen);
  }
  /** On paper nobody turns to the table: both stand there, to the last row. */
  readonly #toPaper = (): void => {
    this.#paper = true;
    this.requestUpdate();
    this.performUpdate();
  };
  readonly #toScreen = (): void => {
    this.#paper = false;
    this.requestUpdate();
  };

  get #t(): AnalysisTexts {
    return analysisTexts(this.language);
  }
  /** The one that shows: what was asked for, where there is such a one for this person, else the first. */
  get #id(): string {
    const data = this.#data;
    if (data === null || data.lines.kind !== 'here') return '';
    if (this.analysis === REPORT && data.lines.reports !== null) return REPORT;
    return (this.analysis === '' ? undefined : data.line(this.analysis)?.id) ?? (this.analysis === '' ? data.line(FIRST)?.id : undefined) ?? data.lines.items[0]?.id ?? '';
  }
  get #shownView(): View {
    return this.#view ?? (this.clientWidth >= BESIDE ? 'both' : 'picture');
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { session, language } = this;
    const data = this.#data;
    if (session === null || data === null) return;
    const lost = session.state.kind === 'offline';
    // back online: what failed meanwhile is asked for once more
    if (this.#lost && session.state.kind === 'online' && (data.answer.kind !== 'here' || data.lines.kind !== 'here')) this.#language = this.#loaded = '';
    if (lost || session.state.kind === 'online') this.#lost = lost;
    const words = `${language} ${session.edition}`;
    if (this.#language !== words) {
      this.#language = words;
      void data.list(language);
      session.catalogue(language, 'any').then((view) => {
        this.#catalogue = view;
        this.requestUpdate();
      }, () => {}); // without words of classes there is one filter less
    }
    const wanted = `${this.#id} ${language}`;
    if (this.#id === '' || this.#loaded === wanted) return;
    this.#loaded = wanted;
    this.#close(false);
    void data.load(this.#id, language);
  }
  protected override updated(): void {
    this.#widths.watch(this.renderRoot as ShadowRoot);
  }

  #turn(id: string): void {
    if (id === this.#id) return;
    this.#said = '';
    this.#all.clear();
    this.analysis = id;
    this.wish('dossier-analysis', { analysis: id });
  }
  #reload(): void {
    this.#close(false);
    if (this.#id !== '') void this.#data?.load(this.#id, this.language);
  }
  #look(view: View): void {
    this.#view = view;
    if (this.session !== null) keepView(this.session, view);
    this.requestUpdate();
  }

  #choose(face: Face, row: Row): void {
    this.#standing.set(face.key, row.key);
    const { session } = this;
    if (row.archive !== undefined) this.wish('dossier-open', { archive: row.archive }, true);
    else if (this.#behind?.part === face.key && this.#behind.row === row.key) this.#close(true);
    else if (row.behind.kind !== 'nobody' && session !== null) this.#show(session, face, row, row.behind);
    this.requestUpdate();
  }
  #show(session: Session, face: Face, row: Row, who: Exclude<Who, { kind: 'nobody' }>): void {
    this.#close(false);
    // only what the register can be asked can be shown by somebody else
    if (who.kind === 'register' && !this.wish('dossier-customers', { where: who.where, title: `${face.title} · ${row.label}` }, true)) return;
    const { answer } = this.#data ?? {};
    const asked: Asked = who.kind === 'register' ? who : { kind: 'analysis', path: answer?.kind === 'here' ? `${answer.shown.path}/customers?${answer.shown.question}` : '' };
    this.#behind = new Behind({
      session, language: () => this.language, t: () => this.#t, strings: () => this.t, update: () => this.requestUpdate(), close: () => this.#close(true),
      open: (archive) => { this.wish('dossier-open', { archive }, true); }, register: () => this.registerHref,
    }, face.key, row.key, row.label, asked);
    void this.#focusOn('.behind h4');
  }
  /** Back to the mark one came from. */
  #close(focus: boolean): void {
    const behind = this.#behind;
    if (behind === null) return;
    behind.dispose();
    this.#behind = null;
    this.requestUpdate();
    if (focus) void this.#focusOn(`[data-part="${CSS.escape(behind.part)}"] :is([data-mark="${CSS.escape(behind.row)}"], [data-tile="${CSS.escape(behind.row)}"], [data-row="${CSS.escape(behind.row)}"])`);
  }
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const found = this.renderRoot.querySelector<HTMLElement | SVGElement>(selector);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: 'nearest' });
  }

  async #export(format: 'csv' | 'xlsx', shown: Shown): Promise<void> {
    const { session } = this;
    if (session === null) return;
    this.#said = this.#t.exporting;
    this.requestUpdate();
    const t = this.#t;
    // the server leaves out what names customers to whom may not take them out; that it did is said here
    const whole = session.me?.can.export === true || shown.parts.every((each) => each.kind !== 'table' || each.rows.every(({ archive }) => archive === undefined));
    const made = await take(session, `${shown.path}?${shown.question}`, format);
    this.#said = !made ? t.exportFailed : whole ? t.exported : `${t.exported} ${t.left}`;
    this.requestUpdate();
  }

  #facesOf(shown: Shown): readonly Face[] {
    const { language } = this;
    if (this.#faces?.shown !== shown || this.#faces.language !== language) {
      const against = this.#data?.against ?? '';
      const faces = shown.parts.map((each) => compared(faceOf(each, this.#t, language), shown.before.find(({ key }) => key === each.key), against === '' ? this.#t.before : monthName(language, against)));
      this.#faces = { shown, language, faces };
    }
    return this.#faces.faces;
  }

  readonly #onKey = fenced((event) => {
    if (event.key !== 'Escape' || composing(event) || this.#behind === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close(true);
  });

  protected override render(): TemplateResult {
    const { session } = this;
    const data = this.#data;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${this.#t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      ${session === null || data === null ? nothing : this.#sheet(session, data)}
    </section>`);
  }

  #sheet(session: Session, data: AnalysisData): unknown {
    const t = this.#t;
    const { lines } = data;
    if (lines.kind === 'denied') return notice(t.denied);
    if (lines.kind === 'failed') return notice(t.failed, 'error', { label: this.t.kit.retry, run: () => { this.#language = ''; data.lines = { kind: 'loading' }; this.requestUpdate(); } });
    const choices = lines.kind === 'here' ? [...lines.items.map(({ id, title }) => ({ id: id as string, title })), ...(lines.reports === null ? [] : [{ id: REPORT, title: t.report }])] : [];
    const shown = data.answer.kind === 'here' ? data.answer.shown : null;
    return html`
      <div class="bar no-print">
        <h2 role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
        <div class="look" role="group" aria-label=${t.view}>${VIEWS.map((view) => html`<button type="button" class="chip" data-view=${view} aria-pressed=${String(this.#shownView === view)} @click=${() => this.#look(view)}>${view === 'picture' ? t.picturesOnly : view === 'both' ? t.both : t.tablesOnly}</button>`)}</div>
        ${shown === null || shown.parts.length === 0 || !(session.me?.can.export || session.me?.can.insight) ? nothing : html`<div class="look" role="group" aria-label=${t.export}>
          ${(['csv', 'xlsx'] as const).map((format) => html`<button type="button" class="chip" data-export=${format} aria-label=${`${t.export}: ${t[format]}`} @click=${() => void this.#export(format, shown)}>${t[format]}</button>`)}</div>`}
        ${this.noList ? nothing : html`<label class="pick"><span class="visually-hidden">${t.which}</span><select @change=${(event: Event) => this.#turn((event.target as HTMLSelectElement).value)}>
          ${choices.map(({ id, title }) => html`<option value=${id} .selected=${live(id === this.#id)}>${title}</option>`)}</select></label>`}
      </div>
      <p class="said no-print" role="status">${this.#said}</p>
      <div class=${this.noList ? '' : 'body'}>
        ${this.noList ? nothing : this.#tabs(choices)}
        <div class="content" id="content" role=${this.noList ? nothing : 'tabpanel'} aria-label=${choices.find(({ id }) => id === this.#id)?.title ?? t.title} aria-busy=${String(data.answer.kind === 'loading' || (data.answer.kind === 'here' && data.answer.again))}>${this.#content(data)}</div>
      </div>${patterns}`;
  }

  #tabs(choices: readonly { readonly id: string; readonly title: string }[]): TemplateResult {
    const walk = (event: KeyboardEvent): void => {
      const at = choices.findIndex(({ id }) => id === this.#id);
      const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? choices.length - 1 : null;
      if (to === null) return;
      event.preventDefault();
      const next = choices[(to + choices.length) % choices.length];
      if (next === undefined) return;
      this.#turn(next.id);
      void this.#focusOn(`.tab[data-id="${next.id}"]`);
    };
    return html`<div class="tabs no-print" role="tablist" aria-orientation="vertical" aria-label=${this.#t.analyses} @keydown=${walk}>${choices.map(({ id, title }) => html`<button type="button" class="tab ${id === REPORT ? 'apart' : ''}" role="tab" data-id=${id} aria-controls="content" aria-selected=${String(id === this.#id)} tabindex=${id === this.#id ? '0' : '-1'} @click=${() => this.#turn(id)}>${title}</button>`)}</div>`;
  }

  #content(data: AnalysisData): unknown {
    const t = this.#t;
    const { kit } = this.t;
    const { answer } = data;
    const level = Math.min(6, this.headingLevel + 1);
    const line = data.line(this.#id);
    const title = this.#id === REPORT ? t.report : (line?.title ?? '');
    const shown = answer.kind === 'here' ? answer.shown : null;
    const retry = { label: kit.retry, run: () => this.#reload() };
    return html`
      ${title === '' ? nothing : html`<div class="head"><h3 role="heading" aria-level=${level}>${title}</h3>
        ${line === undefined ? nothing : html`<p class="muted">${line.about}</p>`}
        ${shown?.of ? html`<p class="small muted" role="status">${t.of(t.customers(shown.of.archives).replace(String(shown.of.archives), formatNumber(this.language, shown.of.archives)), formatDate(this.language, shown.of.to))}</p>` : nothing}</div>`}
      ${this.#id === REPORT ? this.#months(data) : line === undefined ? nothing : filters({
        asking: data.asking, asks: line.asks, t, classes: this.#catalogue?.dictionaries[ABC]?.options.filter(({ hidden }) => hidden !== true) ?? [], unclassified: t.unclassified,
        now: shown?.of ?? null, ask: (change) => { data.asking = { ...data.asking, ...change }; this.#reload(); },
      })}
      ${answer.kind === 'loading' ? html`<div class="waiting" role="status" aria-label=${t.working}>${Array.from({ length: 9 }, () => html`<span class="skeleton"></span>`)}</div>`
        : answer.kind === 'denied' ? notice(t.denied)
          : answer.kind === 'failed' ? notice(answer.message || t.failed, 'error', retry)
            : html`${answer.message === '' ? nothing : notice(answer.message === '!' ? t.failed : answer.message, 'error', retry)}${this.#parts(answer.shown, data, answer.again, level)}`}`;
  }

  /** Which month the report is of, and which one it is compared with. */
  #months(data: AnalysisData): unknown {
    const t = this.#t;
    const { reports } = data;
    if (reports.length === 0) return nothing;
    const select = (label: string, name: string, value: string, months: readonly string[], none: string | null, set: (month: string) => void): TemplateResult => html`<label class="filter">${label}
      <select name=${name} @change=${(event: Event) => { set((event.target as HTMLSelectElement).value); this.#reload(); }}>${none === null ? nothing : html`<option value="" .selected=${live(value === '')}>${none}</option>`}
        ${months.map((month) => html`<option value=${month} .selected=${live(month === value)}>${monthName(this.language, month)}</option>`)}</select></label>`;
    const others = reports.map(({ month }) => month).filter((month) => month !== data.month);
    return html`<div class="filters no-print">
      ${select(t.month, 'month', data.month, reports.map(({ month }) => month), null, (month) => { data.month = month; data.against = ''; })}
      ${select(t.against, 'against', data.against, others, others.length === 0 ? t.nothingBefore : null, (month) => { data.against = month; })}
    </div>`;
  }

  #parts(shown: Shown, data: AnalysisData, again: boolean, level: number): unknown {
    const t = this.#t;
    const faces = this.#facesOf(shown);
    if (faces.length === 0) return notice(shown.id === REPORT ? t.noReports : t.empty);
    const filtered = isFiltered(data.asking, data.line(shown.id)?.asks ?? []);
    const view = this.#shownView;
    return html`<div class="parts ${view === 'picture' ? 'pictures' : ''} ${again ? 'again' : ''}">${repeat(faces, ({ key }) => key, (face) => part({
      face, view, t, language: this.language, width: this.#widths.of(face.key), current: this.#standing.get(face.key) ?? null, paper: this.#paper, level: Math.min(6, level + 1),
      open: this.#behind?.part === face.key ? this.#behind.row : null, behind: this.#behind?.part === face.key ? this.#behind : null, all: this.#all.has(face.key),
      emptyText: filtered ? t.emptyFiltered : t.emptyText,
      walk: (key) => { this.#standing.set(face.key, key); this.requestUpdate(); void this.#focusOn(`[data-part="${CSS.escape(face.key)}"] [data-mark="${CSS.escape(key)}"]`); },
      choose: (row) => this.#choose(face, row), more: () => { this.#all.add(face.key); this.requestUpdate(); },
    }))}</div>
    ${shown.notes.length === 0 ? nothing : html`<div class="notes small muted">${shown.notes.map((note) => html`<p>${note}</p>`)}</div>`}
    <p class="keys small muted no-print">${t.keys}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'customer-analysis': CustomerAnalysis }
}
