/** The customers behind a mark: its conditions asked of the register, or where there are none the analysis asked once more, so that a picture never tells of more than a list would. What opening one does is left to the page. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../model/labels.ts';
import type { CellValue, Condition, RegisterItem, RegisterPage } from '../../model/register/query.ts';
import { formatDate, formatMoney, formatNumber } from '../internal/formats.ts';
import { notice } from '../internal/notices.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { AnalysisTexts } from './texts.ts';

export interface BehindHost {
  readonly session: Session;
  readonly language: () => Language;
  readonly t: () => AnalysisTexts;
  readonly strings: () => Strings;
  readonly update: () => void;
  readonly open: (archive: string) => void;
  readonly close: () => void;
  /** The page with the register; null: there is none to lead to. */
  readonly register: () => string | null;
}
/** Conditions lead on into the register; a figure is asked where it came from, `path` with the question of its answer. */
export type Asked = { readonly kind: 'register'; readonly where: readonly Condition[] } | { readonly kind: 'analysis'; readonly path: string };
type State = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly items: readonly RegisterItem[]; readonly next: string | null; readonly total: number };

const PAGE = 20;
const LOCALES = { en: 'en', es: 'es', 'zh-Hans': 'zh-pinyin', 'zh-Hant': 'zh-stroke' } as const;
/** Shown with each, where the reader may see it. */
const [SUM, LAST] = ['trade.sum', 'trade.last'];

export class Behind {
  readonly part: string;
  readonly row: string;
  readonly #host: BehindHost;
  readonly #label: string;
  readonly #asked: Asked;
  #state: State = { kind: 'loading' };
  #busy = false;
  #over = false;

  constructor(host: BehindHost, part: string, row: string, label: string, asked: Asked) {
    this.#host = host;
    this.part = part;
    this.row = row;
    this.#label = label;
    this.#asked = asked;
    void this.#load();
  }
  dispose(): void {
    this.#over = true;
  }

  async #load(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const before = this.#state.kind === 'here' ? this.#state : null;
    if (before === null) this.#state = { kind: 'loading' };
    this.#host.update();
    try {
      const page = await this.#ask({ columns: [SUM, LAST], sort: [{ key: SUM, descending: true }], locale: LOCALES[this.#host.language()], limit: PAGE, cursor: before?.next ?? null });
      this.#state = { kind: 'here', items: [...(before?.items ?? []), ...page.items], next: page.next, total: page.total };
    } catch {
      this.#state = before ?? { kind: 'failed' }; // said in its place, with a second try; of more, the button stays
    }
    this.#busy = false;
    if (!this.#over) this.#host.update();
  }

  #ask(question: Readonly<Record<string, unknown>>): Promise<RegisterPage> {
    const asked = this.#asked;
    switch (asked.kind) {
      case 'register': return this.#host.session.request<RegisterPage>('POST', '/api/archives/query', { where: asked.where, ...question });
      case 'analysis': return this.#host.session.request<RegisterPage>('POST', asked.path, { part: this.part, row: this.row, register: question });
    }
  }

  render(level: number): TemplateResult {
    const t = this.#host.t();
    const state = this.#state;
    return html`<section class="behind no-print" aria-label=${t.behind(this.#label)} aria-busy=${String(state.kind === 'loading')}>
      <div class="behind-head"><h4 role="heading" aria-level=${level} tabindex="-1">${this.#label}${state.kind === 'here' ? html` <span class="muted">${t.customers(state.total)}</span>` : nothing}</h4>
        <button type="button" class="button quiet icon" aria-label=${t.close} title=${t.close} @click=${() => this.#host.close()}>×</button></div>
      ${this.#content(state)}
    </section>`;
  }

  #content(state: State): unknown {
    const t = this.#host.t();
    const { kit } = this.#host.strings();
    switch (state.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${kit.loading}>${[1, 2, 3].map(() => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(t.failedBehind, 'error', { label: kit.retry, run: () => void this.#load() });
      case 'here': return state.items.length === 0 ? html`<p class="muted">${t.noneBehind}</p>` : html`
        <ul class="people">${repeat(state.items, ({ id }) => id, (item) => this.#row(item))}</ul>
        ${state.next === null ? nothing : html`<button type="button" class="button quiet" ?disabled=${this.#busy} @click=${() => void this.#load()}>${t.more}</button>`}
        ${this.#jump(t)}`;
    }
  }

  /** In the register they can be filtered further, shown with other columns, taken along; what it cannot say stays here. */
  #jump(t: AnalysisTexts): unknown {
    const page = this.#host.register();
    return page === null || this.#asked.kind !== 'register' ? nothing : html`<a class="button quiet" href=${`${page.split('#')[0]}#${new URLSearchParams({ where: JSON.stringify(this.#asked.where) }).toString()}`}>${t.inRegister}</a>`;
  }

  #row({ id, digest, cells }: RegisterItem): TemplateResult {
    const language = this.#host.language();
    const [sum, last] = [cells[SUM ?? ''], cells[LAST ?? '']];
    return html`<li><button type="button" class="person" @click=${() => this.#host.open(id)}>
      <span class="person-name">${digest.name}</span>
      <span class="person-facts muted small">${sum === null || sum === undefined ? nothing : html`<span>${moneyText(language, sum)}</span>`}${typeof last === 'string' ? html`<span>${formatDate(language, last)}</span>` : nothing}</span>
    </button></li>`;
  }
}

/** The register writes sums as `933.50 EUR`. */
function moneyText(language: Language, sum: CellValue): string {
  if (typeof sum === 'number') return formatNumber(language, sum);
  const [amount = '', currency] = String(sum).split(' ');
  return Number.isFinite(Number(amount)) && amount !== '' ? formatMoney(language, amount, currency) : String(sum);
}
