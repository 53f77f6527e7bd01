/** `<cleaning-bench>`: findings by cause, the worst first; one cause opened, decided, undone, given to a colleague. It holds the filter and what is open; parts are in `cleaning/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { CleaningBoard, DecisionPage, DecisionView, GroupView } from '../model/cleaning/api.ts';
import type { ImportView } from '../model/import/api.ts';
import { boardHead } from './cleaning/board-head.ts';
import { OpenCause } from './cleaning/cause.ts';
import { Decisions } from './cleaning/decisions.ts';
import { groupRow } from './cleaning/group-row.ts';
import { day, failureText, query } from './cleaning/host.ts';
import type { BenchHost, Filter } from './cleaning/host.ts';
import { benchStyles } from './cleaning/styles.ts';
import { benchTexts } from './cleaning/texts.ts';
import type { BenchTexts } from './cleaning/texts.ts';
import { DossierElement } from './internal/element.ts';
import { composing, fenced, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { walked } from './internal/walk.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';

type ListKind = 'open' | 'dismissed' | 'decisions';
type Board = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly board: CleaningBoard };
type Done = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly page: DecisionPage };

/** How soon the board is asked again: while the archives are looked through, and else, for colleagues work on it too. */
const SOON_MS = 1_500;
const LATER_MS = 10_000;

/**
 * What is wrong with the data, by its cause, worst first; one cause is opened, decided once for all rows, undone, or given to a colleague.
 *
 * @attr import - Only what this import brought: id of its job.
 * @attr source - Only what came from this source.
 * @attr department - Only archives of this department, by its id.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class CleaningBench extends DossierElement {
  static override readonly properties = { import: {}, source: {}, department: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, benchStyles];
  declare import: string | null;
  declare source: string | null;
  declare department: string | null;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #which: ListKind = 'open';
  #mine = false;
  #board: Board = { kind: 'loading' };
  #history: Done = { kind: 'loading' };
  #cause: OpenCause | null = null;
  #decisions: Decisions | null = null;
  #host: BenchHost | null = null;
  #said = '';
  #problem = '';
  #imports: readonly ImportView[] | null = null;
  /** Sources and departments that were ever seen: a filter leaves the others to be chosen. */
  readonly #sources = new Set<string>();
  readonly #departments = new Map<string, string>();
  #catalogue: CatalogueView | null = null;
  #catalogueFor = '';
  #asked = 0;
  /** Place in the list of the row that has the focus, while the list is drawn anew. */
  #standing: number | null = null;
  #again: Stop | undefined;

  constructor() {
    super();
    this.import = this.source = this.department = null;
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop {
    const host = this.#hostOf(session);
    this.#host = host;
    this.#which = 'open';
    this.#cause = null;
    this.#board = { kind: 'loading' };
    this.#imports = null;
    const decisions = new Decisions(host, () => this.#load(), (group) => this.#groups.find(({ id }) => id === group)?.count ?? 0);
    this.#decisions = decisions;
    void this.#load().then(() => this.#goOn(session, decisions));
    return () => {
      this.#asked++;
      this.#again?.();
      this.#cause?.dispose();
      decisions.dispose();
      this.#host = this.#decisions = null;
    };
  }

  #hostOf(session: Session): BenchHost {
    const texts = (): BenchTexts => this.#t;
    const language = (): BenchHost['language'] => this.language;
    const strings = (): BenchHost['strings'] => this.t;
    const catalogue = (): CatalogueView | null => this.#catalogue;
    const steward = (): boolean => this.#board.kind === 'here' && this.#board.board.steward;
    return {
      session, clock: this.clock,
      get language() { return language(); },
      get t() { return texts(); },
      get strings() { return strings(); },
      get catalogue() { return catalogue(); },
      get steward() { return steward(); },
      update: () => { this.requestUpdate(); },
      focus: (selector) => { void this.#focusOn(selector); },
      open: (archive) => { this.wish('dossier-open', { archive }, true); },
      decided: (decision) => {
        this.#leave(true);
        this.#decisions?.watch(decision);
      },
      changed: (said, stay = false) => {
        this.#said = said;
        if (!stay) this.#leave(true);
        void this.#load();
      },
    };
  }

  protected override updated(): void {
    const at = this.#standing;
    this.#standing = null;
    // the row one stood on is mended and gone: the next one has its place
    if (at === null || this.shadowRoot?.activeElement || this.#cause !== null) return;
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('.group');
    (rows[Math.min(at, rows.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('.news'))?.focus();
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const active = this.shadowRoot?.activeElement;
    this.#standing = active?.matches('.group') ? [...this.renderRoot.querySelectorAll('.group')].indexOf(active) : null;
    const { session, language } = this;
    if (['import', 'source', 'department'].some((name) => changed.has(name)) && this.#host !== null && this.hasUpdated) void this.#load();
    const wanted = `${language} ${session?.edition}`;
    if (session === null || this.#catalogueFor === wanted) return;
    this.#catalogueFor = wanted;
    session.catalogue(language, []).then(
      (view) => {
        this.#catalogue = view;
        this.requestUpdate();
      },
      () => {}, // without it a rule that wants a country offers none; the next drawing asks again
    );
  }

  get #t(): BenchTexts {
    return benchTexts(this.language);
  }
  get #filter(): Filter {
    return { import: this.import ?? undefined, source: this.source ?? undefined, department: this.department ?? undefined, assigned: this.#mine ? 'me' : undefined };
  }
  get #filtered(): boolean {
    return Object.values(this.#filter).some((each) => each !== undefined && each !== '');
  }
  get #groups(): readonly GroupView[] {
    return this.#board.kind === 'here' ? this.#board.board.groups : [];
  }

  /** What is shown stays until the answer is here. */
  async #load(): Promise<void> {
    const session = this.#host?.session;
    if (session === undefined) return;
    const mine = ++this.#asked;
    this.#again?.();
    try {
      const board = await session.request<CleaningBoard>('GET', `/api/cleaning?${query(this.#filter, this.#which === 'dismissed' ? { dismissed: 'true' } : {})}`);
      if (mine !== this.#asked) return;
      for (const { sources, departments } of board.groups) {
        for (const { source } of sources) if (source !== null) this.#sources.add(source);
        for (const { department, name } of departments) if (department !== null) this.#departments.set(department, name ?? department);
      }
      this.#board = { kind: 'here', board };
      this.#problem = '';
      this.#cause?.renew(board.groups.find(({ id }) => id === this.#cause?.id));
      if (board.steward && this.#imports === null) void this.#findImports(session);
      if (this.#which === 'decisions') await this.#loadHistory(session);
    } catch (error) {
      if (mine !== this.#asked) return;
      failureText(this.#host as BenchHost, error); // said where the list would stand, with a second try; what is there stays
      if (this.#board.kind === 'loading') this.#board = { kind: 'failed' };
    }
    if (mine !== this.#asked) return;
    this.#later();
    this.requestUpdate();
  }
  #later(): void {
    const running = this.#board.kind === 'here' && this.#board.board.pass.state === 'running';
    this.#again = this.clock.after(running ? SOON_MS : LATER_MS, () => { if (document.hidden) this.#later(); else void this.#load(); });
  }

  async #findImports(session: Session): Promise<void> {
    this.#imports = [];
    try {
      const { items } = await session.request<{ readonly items: readonly ImportView[] }>('GET', '/api/imports');
      this.#imports = items.filter(({ dryRun, state }) => !dryRun && state === 'done').slice(0, 20);
      this.requestUpdate();
    } catch {
      // without them there is one way less to filter
    }
  }

  /** A decision of this person that was under way when the page was left is watched again. */
  async #goOn(session: Session, decisions: Decisions): Promise<void> {
    try {
      const { items } = await session.request<DecisionPage>('GET', '/api/cleaning/decisions?limit=5');
      for (const each of items) if ((each.state === 'running' || each.state === 'undoing') && each.by.id === session.me?.id && decisions === this.#decisions) decisions.watch(each);
    } catch {
      // it goes on all the same, and stands among what was done
    }
  }

  async #loadHistory(session: Session, cursor: string | null = null): Promise<void> {
    const before = cursor !== null && this.#history.kind === 'here' ? this.#history.page.items : [];
    try {
      const page = await session.request<DecisionPage>('GET', `/api/cleaning/decisions?${query({}, { limit: '50', ...(cursor === null ? {} : { cursor }) })}`);
      this.#history = { kind: 'here', page: { items: [...before, ...page.items], next: page.next } };
    } catch {
      if (this.#history.kind === 'loading') this.#history = { kind: 'failed' }; // said in its place, with a second try
    }
    this.requestUpdate();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #show(which: ListKind): void {
    this.#which = which;
    this.#leave(false);
    this.#said = '';
    this.#board = { kind: 'loading' };
    this.#history = { kind: 'loading' };
    this.requestUpdate();
    void this.#load();
  }
  #narrow(change: Partial<Pick<CleaningBench, 'import' | 'source' | 'department'>>): void {
    Object.assign(this, change);
    this.#leave(false);
  }

  #open(host: BenchHost, group: GroupView): void {
    this.#said = '';
    this.#cause = new OpenCause(host, group, this.#filter, this.#which === 'dismissed', () => this.#leave(true));
    this.requestUpdate();
    void this.#focusOn('.back');
  }
  /** Back to the list, and to the row one came from. */
  #leave(focus: boolean): void {
    const id = this.#cause?.id;
    this.#cause?.dispose();
    this.#cause = null;
    this.requestUpdate();
    if (focus && id !== undefined) void this.#focusOn(`[data-group="${CSS.escape(id)}"]`);
  }

  async #pass(host: BenchHost): Promise<void> {
    this.#problem = '';
    try {
      await host.session.request('POST', '/api/cleaning/pass');
    } catch (error) {
      this.#problem = failureText(host, error);
    }
    await this.#load();
  }

  /** Arrow keys walk the list and what stands in columns, Control and Enter mend, Escape closes one layer; nothing while an input method composes. */
  readonly #onKey = fenced((event) => {
    if (composing(event) || event.altKey) return;
    const cause = this.#cause;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && cause !== null) {
      event.preventDefault();
      void cause.apply();
    } else if (event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key === 'Escape' && cause !== null && !cause.busy) {
      event.preventDefault();
      event.stopPropagation();
      if (!cause.escape()) this.#leave(true);
    } else if (!walked(event, this.renderRoot, '.group')) walked(event, this.renderRoot, '.tick');
  });

  protected override render(): TemplateResult {
    const { session } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${this.#t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      ${this.#host === null ? nothing : this.#content(this.#host)}
    </section>`);
  }

  #content(host: BenchHost): TemplateResult {
    const t = this.#t;
    return html`
      <div class="bar">
        <h2 role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
        ${this.#cause === null ? html`<select class="which" aria-label=${t.which} @change=${(event: Event) => this.#show((event.target as HTMLSelectElement).value as ListKind)}>
          ${(['open', 'dismissed', 'decisions'] as const).map((which) => html`<option value=${which} .selected=${live(which === this.#which)}>${t.lists[which]}</option>`)}
        </select>` : nothing}
      </div>
      ${this.#decisions?.render()}
      <div role="status">${this.#said === '' ? nothing : html`<p class="said">${this.#said}</p>`}</div>
      ${this.#cause === null ? this.#list(host) : this.#cause.render(this.headingLevel)}`;
  }

  #list(host: BenchHost): unknown {
    const t = this.#t;
    const retry = { label: this.t.kit.retry, run: () => void this.#load() };
    if (this.#which === 'decisions') return this.#historyView(host);
    switch (this.#board.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(t.failed, 'error', retry);
      case 'here': {
        const { board } = this.#board;
        const worst = Math.max(0, ...board.groups.map(({ count, weight }) => count * weight));
        return html`${this.#filters(host, board)}${this.#which === 'open' ? boardHead(host, board, this.#problem, () => void this.#pass(host)) : nothing}
          ${board.groups.length === 0 ? this.#emptyView(board)
            : html`<ul class="groups" aria-label=${t.causes}>${repeat(board.groups, ({ id }) => id, (group) => groupRow(group, worst, this.#decisions?.busy(group.id) ?? null, () => this.#open(host, group), host))}</ul><p class="keys muted small">${t.keys}</p>`}`;
      }
    }
  }

  #emptyView(board: CleaningBoard): unknown {
    const t = this.#t;
    if (this.#which === 'dismissed') return notice(t.emptyDismissed);
    if (this.#filtered) return notice(this.#mine ? t.emptyMine : t.emptyFiltered, 'plain', { label: t.allFilters, run: () => { this.#mine = false; this.#narrow({ import: null, source: null, department: null }); void this.#load(); } });
    if (!board.steward) return notice(t.emptyMine);
    return board.pass.state === 'done' ? notice(t.empty) : nothing;
  }

  #filters(host: BenchHost, board: CleaningBoard): unknown {
    const t = this.#t;
    const value = (event: Event): string => (event.target as HTMLSelectElement).value;
    if (this.source) this.#sources.add(this.source);
    const imports = this.#imports ?? [];
    if (!board.steward && !this.#filtered) return nothing;
    const from = this.import ? `job ${this.import}` : this.source ? `source ${this.source}` : '';
    const chooseFrom = (chosen: string): void => {
      const [kind, ...rest] = chosen.split(' ');
      this.#narrow({ import: kind === 'job' ? rest.join(' ') : null, source: kind === 'source' ? rest.join(' ') : null });
    };
    return html`<div class="filters">
      <select aria-label=${t.from} @change=${(event: Event) => chooseFrom(value(event))}>
        <option value="" .selected=${live(from === '')}>${t.everywhere}</option>
        ${[...this.#sources].sort().map((source) => html`<option value=${`source ${source}`} .selected=${live(from === `source ${source}`)}>${source}</option>`)}
        ${imports.map(({ id, source, at }) => html`<option value=${`job ${id}`} .selected=${live(from === `job ${id}`)}>${t.importOf(source, day(host, at))}</option>`)}
        ${this.import && !imports.some(({ id }) => id === this.import) ? html`<option value=${from} .selected=${live(true)}>${t.importOf('', '').replace(/[\s,，]+$/u, '')}</option>` : nothing}
      </select>
      ${this.#departments.size === 0 && !this.department ? nothing : html`<select aria-label=${t.department} @change=${(event: Event) => this.#narrow({ department: value(event) || null })}>
        <option value="" .selected=${live(!this.department)}>${t.everyDepartment}</option>
        ${[...this.#departments].sort(([, a], [, b]) => a.localeCompare(b, this.language)).map(([id, name]) => html`<option value=${id} .selected=${live(id === this.department)}>${name}</option>`)}
        ${this.department && !this.#departments.has(this.department) ? html`<option value=${this.department} .selected=${live(true)}>${this.department}</option>` : nothing}
      </select>`}
      <button type="button" class="chip mine" aria-pressed=${this.#mine} @click=${() => { this.#mine = !this.#mine; this.requestUpdate(); void this.#load(); }}>${t.mine}</button>
    </div>`;
  }

  #historyView(host: BenchHost): unknown {
    const t = this.#t;
    const history = this.#history;
    switch (history.kind) {
      case 'loading': return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
      case 'failed': return notice(t.failed, 'error', { label: this.t.kit.retry, run: () => void this.#loadHistory(host.session) });
      case 'here': {
        const { items, next } = history.page;
        if (items.length === 0) return notice(t.emptyDecisions);
        return html`<ul class="history">${repeat(items, ({ id }) => id, (each: DecisionView) => html`<li>${this.#decisions?.line(this.#decisions.now(each.id) ?? each, null, true)}</li>`)}</ul>
          ${next === null ? nothing : html`<div class="foot"><button type="button" class="button" @click=${() => void this.#loadHistory(host.session, next)}>${t.more}</button></div>`}`;
      }
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { 'cleaning-bench': CleaningBench }
}
