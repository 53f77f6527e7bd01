/** `<correction-case>`: errors that were reported, on their way through the chain; of an archive, one case, or all that waits for oneself. It holds what is open and draws; the parts are in `corrections/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ActForm } from './corrections/act-form.ts';
import { chainView, day, deed, tags } from './corrections/chain-view.ts';
import type { ChainWords } from './corrections/chain-view.ts';
import { ReportForm, reportable } from './corrections/report-form.ts';
import { StepsView } from './corrections/steps-view.ts';
import { correctionStyles } from './corrections/styles.ts';
import { correctionTexts } from './corrections/texts.ts';
import type { CorrectionTexts } from './corrections/texts.ts';
import { DossierElement } from './internal/element.ts';
import { composing, fenced, inField, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { walked } from './internal/walk.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import type { ArchiveView } from '../model/api.ts';
import type { CorrectionActWish, CorrectionLine, CorrectionLines, CorrectionView } from '../model/corrections/api.ts';

type List = { readonly kind: 'loading' | 'failed' } | ({ readonly kind: 'here' } & CorrectionLines);
type Open =
  | { readonly kind: 'list' }
  | { readonly kind: 'case'; readonly id: string; readonly view: CorrectionView | 'loading' | 'failed' | 'gone' }
  | { readonly kind: 'report'; readonly form: ReportForm }
  | { readonly kind: 'steps'; readonly form: StepsView };
/** Others act, too. */
const AGAIN_MS = 20_000;

/**
 * Errors that were reported, on their way through the ten steps, and a way to report one: of an archive, one case alone, or all that waits for the person.
 *
 * @attr archive - Id or key of an archive: its corrections, and a way to report an error.
 * @attr case - Id of one correction; the list is left out.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class CorrectionCase extends DossierElement {
  static override readonly properties = { archive: {}, case: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, correctionStyles];
  declare archive: string | null;
  declare case: string | null;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #which: 'mine' | 'all' = 'mine';
  #list: List = { kind: 'loading' };
  #open: Open = { kind: 'list' };
  #form: ActForm | null = null;
  #sending = false;
  #said = '';
  #problem = '';
  #asked = 0;
  #again: Stop | undefined;

  constructor() {
    super();
    this.archive = null;
    this.case = null;
    this.headingLevel = 2;
  }

  get #t(): CorrectionTexts {
    return correctionTexts(this.language);
  }
  get #words(): ChainWords {
    return { t: this.#t, language: this.language, year: new Date(this.clock.now()).getFullYear() };
  }
  get #off(): boolean {
    return this.session?.state.kind === 'offline';
  }

  protected override attach(session: Session): Stop {
    this.#form = new ActForm({ session, changed: () => this.requestUpdate(), send: (wish) => void this.#act(session, wish), apply: () => void this.#apply(session), focus: (selector) => void this.#focusOn(selector) });
    this.#begin(session);
    return () => {
      this.#asked++;
      this.#again?.();
      this.#form = null;
    };
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (this.hasUpdated && this.session !== null && (changed.has('archive') || changed.has('case'))) this.#begin(this.session);
  }

  #begin(session: Session): void {
    this.#said = this.#problem = '';
    this.#list = { kind: 'loading' };
    this.#open = this.case === null ? { kind: 'list' } : { kind: 'case', id: this.case, view: 'loading' };
    void this.#load(session);
  }

  /** What is shown stays until the answer is here. */
  async #load(session: Session): Promise<void> {
    const mine = ++this.#asked;
    this.#again?.();
    const open = this.#open;
    const path = this.archive === null ? `/api/corrections${this.#which === 'mine' ? '?waiting=me' : ''}` : `/api/archives/${encodeURIComponent(this.archive)}/corrections`;
    const [list, view] = await Promise.all([
      this.case === null ? session.request<CorrectionLines>('GET', path).then((lines): List => ({ kind: 'here', ...lines }), (): List => (this.#list.kind === 'here' ? this.#list : { kind: 'failed' })) : this.#list, // what is there stays; else it is said, with a second try
      open.kind === 'case' ? session.request<CorrectionView>('GET', `/api/corrections/${encodeURIComponent(open.id)}`).catch((error: unknown) => (error instanceof ApiError && error.status === 404 ? 'gone' as const : typeof open.view === 'object' ? open.view : 'failed' as const)) : null,
    ]);
    if (mine !== this.#asked) return;
    this.#list = list;
    if (view !== null && this.#open === open && open.kind === 'case') this.#open = { ...open, view };
    this.#again = this.clock.after(AGAIN_MS, () => void this.#load(session));
    this.requestUpdate();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #show(session: Session, { id }: Pick<CorrectionLine, 'id'>): void {
    this.#said = this.#problem = '';
    this.#open = { kind: 'case', id, view: 'loading' };
    this.requestUpdate();
    void this.#load(session).then(() => this.#focusOn('.back'));
  }
  #back(): void {
    const id = this.#open.kind === 'case' ? this.#open.id : null;
    this.#open = { kind: 'list' };
    this.#problem = '';
    this.requestUpdate();
    if (this.session) void this.#load(this.session);
    void this.#focusOn(id === null ? '.line' : `.line[data-case="${CSS.escape(id)}"]`);
  }

  async #send(session: Session, work: () => Promise<CorrectionView>, said: string): Promise<void> {
    if (this.#sending || this.#open.kind !== 'case') return;
    const { id } = this.#open;
    this.#sending = true;
    this.#said = this.#problem = '';
    this.requestUpdate();
    try {
      const view = await work();
      if (this.#open.kind === 'case' && this.#open.id === id) this.#open = { ...this.#open, view };
      this.#said = said;
      this.#asked++;
    } catch (error) {
      this.#problem = error instanceof ApiError && error.status < 500 ? (error.status === 409 ? this.#t.acted : error.status === 404 ? this.#t.gone : error.message) : this.#t.failed;
    }
    this.#sending = false;
    this.requestUpdate();
    void this.#focusOn(this.#problem === '' ? '.said' : '.failure');
    void this.#load(session);
  }
  #act(session: Session, wish: CorrectionActWish): Promise<void> {
    const id = this.#open.kind === 'case' ? this.#open.id : '';
    return this.#send(session, async () => {
      const view = await session.request<CorrectionView>('POST', `/api/corrections/${encodeURIComponent(id)}/steps`, wish);
      this.#form?.clear();
      return view;
    }, this.#t.saved);
  }
  #apply(session: Session): Promise<void> {
    if (this.#open.kind !== 'case' || typeof this.#open.view !== 'object') return Promise.resolve();
    const { id, stand } = this.#open.view;
    return this.#send(session, () => session.request<CorrectionView>('POST', `/api/corrections/${encodeURIComponent(id)}/apply`, { ifStep: stand }), this.#t.applied);
  }

  async #report(session: Session): Promise<void> {
    const { archive } = this;
    if (archive === null) return;
    this.#problem = '';
    try {
      const [view, catalogue] = await Promise.all([session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(archive)}`), session.catalogue(this.language, [])]);
      this.#open = { kind: 'report', form: new ReportForm({
        session, archive, sections: reportable(view.sections), catalogue, changed: () => this.requestUpdate(), cancel: () => { this.#back(); },
        sent: (sent) => { this.#open = { kind: 'case', id: sent.id, view: sent }; this.#said = this.#t.sent(sent.number); this.requestUpdate(); void this.#focusOn('.said'); void this.#load(session); },
      }) };
      this.requestUpdate();
      void this.#focusOn('#section');
    } catch {
      this.#problem = this.#t.failed; // said beside the button, which stays
      this.requestUpdate();
    }
  }

  /** Arrow keys walk through the list, Escape closes a case; nothing while an input method composes or somebody writes. */
  readonly #onKey = fenced((event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#open.kind !== 'list' && this.case === null && !this.#sending && !inField(event)) {
      event.preventDefault();
      this.#back();
    } else walked(event, this.renderRoot, '.line');
  });

  protected override render(): TemplateResult {
    const { session } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${this.#t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      ${session === null ? nothing : this.#content(session)}
    </section>`);
  }

  #content(session: Session): TemplateResult {
    const t = this.#t;
    const open = this.#open;
    const told = html`<div role="status">${this.#said === '' ? nothing : html`<p class="said" tabindex="-1">${this.#said}</p>`}</div>${this.#problem === '' ? nothing : html`<p class="problem danger failure" role="alert" tabindex="-1">${this.#problem}</p>`}`;
    if (open.kind === 'case') return this.#caseView(session, open.view, told);
    return html`<div class="bar no-print">
        <h2 role="heading" aria-level=${this.headingLevel}>${open.kind === 'steps' ? t.steps : open.kind === 'report' ? t.report : t.title}</h2>
        ${open.kind !== 'list' ? nothing : this.archive === null
          ? html`<select aria-label=${t.which} @change=${(event: Event) => { this.#which = (event.target as HTMLSelectElement).value === 'all' ? 'all' : 'mine'; this.#list = { kind: 'loading' }; this.requestUpdate(); void this.#load(session); }}>${(['mine', 'all'] as const).map((which) => html`<option value=${which} ?selected=${which === this.#which}>${t.lists[which]}</option>`)}</select>`
          : html`<button type="button" class="button" data-act="begin" ?disabled=${this.#off} @click=${() => void this.#report(session)}>${t.report}</button>`}
        ${open.kind === 'list' && this.#list.kind === 'here' && this.#list.mayConfigure && this.archive === null ? html`<button type="button" class="button quiet" data-act="steps" @click=${() => { this.#open = { kind: 'steps', form: new StepsView(session, () => this.requestUpdate()) }; this.requestUpdate(); }}>${t.steps}</button>` : nothing}
      </div>${told}
      ${open.kind === 'report' ? open.form.render(this.language, this.#off) : open.kind === 'steps' ? open.form.render(t, this.language, this.#off, () => { this.#back(); }) : this.#listView(session)}`;
  }

  #listView(session: Session): unknown {
    const t = this.#t;
    const list = this.#list;
    if (list.kind === 'loading') return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
    if (list.kind === 'failed') return notice(t.failed, 'error', { label: this.t.kit.retry, run: () => { this.#list = { kind: 'loading' }; this.requestUpdate(); void this.#load(session); } });
    if (list.kind !== 'here') return nothing;
    if (list.items.length === 0) return notice(this.archive !== null ? t.emptyArchive : this.#which === 'mine' ? t.emptyMine : t.emptyAll);
    const words = this.#words;
    return html`<ul>${repeat(list.items, ({ id }) => id, (line) => html`<li><button type="button" class="line" data-case=${line.id} @click=${() => { this.#show(session, line); }}>
        <span class="name"><bdi>${this.archive === null ? (line.name ?? t.hidden) : t.number(line.number)}</bdi></span>
        <span class="step-name small muted">${this.archive === null ? `${t.number(line.number)} · ` : ''}${line.stepLabel?.[this.language] ?? (line.state === 'filed' ? t.filed : t.withdrawn)} · ${day(words, line.openedAt)}</span>
        ${tags(line, words)}
      </button></li>`)}</ul>${list.more ? html`<p class="notice muted">${t.more}</p>` : nothing}`;
  }

  #caseView(session: Session, view: CorrectionView | 'loading' | 'failed' | 'gone', told: TemplateResult): TemplateResult {
    const t = this.#t;
    const bar = (title: unknown, more: unknown = nothing): TemplateResult => html`<div class="bar">
      ${this.case === null ? html`<button type="button" class="button quiet back no-print" ?disabled=${this.#sending} @click=${() => { this.#back(); }}>${t.back}</button>` : nothing}
      <h2 role="heading" aria-level=${this.headingLevel}>${title}</h2>${more}</div>`;
    if (typeof view === 'string') return html`<div class="case">${bar(t.title)}${view === 'loading' ? html`<p class="muted" aria-busy="true">${this.t.kit.loading}</p>` : view === 'gone' ? html`<p>${t.gone}</p>` : notice(t.failed, 'error', { label: this.t.kit.retry, run: () => void this.#load(session) })}</div>`;
    const words = this.#words;
    const { archive, name } = view;
    const report = view.acts.find(({ act }) => act === 'open');
    return html`<div class="case" data-stand=${view.stand}>
      ${bar(t.number(view.number), view.state === 'waiting' ? nothing : html`<button type="button" class="button no-print" data-act="print" @click=${() => { print(); }}>${t.print}</button>`)}
      ${told}
      <div class="head">
        <h3 role="heading" aria-level=${this.headingLevel + 1}>${name === null ? html`<span>${t.hidden}</span>` : html`<button type="button" class="link" @click=${() => { this.wish('dossier-open', { archive }, true); }}><bdi>${name}</bdi></button>`} ${tags(view, words)}</h3>
        ${report ? deed(report, words, false) : nothing}
        ${view.withheld ? html`<p class="small muted">${t.withheld}</p>` : nothing}
      </div>
      <dl class="about">
        <dt>${t.concerns}</dt><dd><ul>${view.concerns.map(({ label }) => html`<li>${label[this.language]}</li>`)}</ul></dd>
        ${view.proposed.length === 0 && !view.proposedMore ? nothing : html`<dt>${t.proposed}</dt><dd><ul>${view.proposed.map(({ label, value, shown }) => html`<li>${label[this.language]}${this.language.startsWith('zh') ? '：' : ': '}<span class="should"><bdi>${shown !== null ? shown[this.language] : value === null ? t.none : value === true ? t.yes : value === false ? t.no : String(value)}</bdi></span></li>`)}</ul>${view.proposedMore ? html`<p class="small muted">${t.others}</p>` : nothing}</dd>`}
        <dt>${t.foundAs}</dt><dd>${view.origin === 'subject' ? t.subject : t.found[view.found]}</dd>
      </dl>
      ${chainView(view, words, this.#form?.render(view, t, this.#off, this.#sending) ?? null)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'correction-case': CorrectionCase }
}
