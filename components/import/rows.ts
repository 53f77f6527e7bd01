/** The rows of a run, page by page: what becomes of each, value by value, and the refused ones as a file. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ROW_STATES, type ImportRows, type ImportRowView, type RowState } from '../../model/import/api.ts';
import { formatNumber } from '../internal/formats.ts';
import { notice } from '../internal/notices.ts';
import { cell, saveFile } from '../ledger/csv.ts';
import { failureText } from './host.ts';
import type { ImportHost } from './host.ts';
import { diffLines } from './labels.ts';
import { colon, problem } from './problems.ts';
import { refusedLines } from './refused.ts';

type State = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'here'; readonly page: ImportRows };
const PAGE = 25;
const AT_ONCE = 200;
/** Values of a row that are shown before one asks for all. */
const FEW = 6;

export class RowsPart {
  readonly #host: ImportHost;
  readonly #id: string;
  readonly #dry: boolean;
  #state: State = { kind: 'loading' };
  #filter: RowState | null = null;
  /** Cursors of the pages before this one and of it. */
  #cursors: readonly string[] = ['0'];
  readonly #whole = new Set<number>();
  #asked = 0;
  #saving: 'no' | 'saving' | 'failed' = 'no';

  constructor(host: ImportHost, id: string, dry: boolean) {
    this.#host = host;
    this.#id = id;
    this.#dry = dry;
  }

  /** Undefined as long as nothing is here. */
  get counts(): ImportRows['counts'] | undefined {
    return this.#state.kind === 'here' ? this.#state.page.counts : undefined;
  }

  #ask(state: RowState | null, cursor: string, limit: number): Promise<ImportRows> {
    return this.#host.session.request<ImportRows>('GET', `/api/imports/${encodeURIComponent(this.#id)}/rows?${new URLSearchParams({ ...(state === null ? {} : { state }), cursor, limit: String(limit) })}`);
  }

  /** Where there are refused rows, one looks at them first. */
  async begin(): Promise<void> {
    await this.load();
    if (this.#filter !== null || (this.counts?.refuse ?? 0) === 0) return;
    this.#filter = 'refuse';
    await this.load();
  }
  async load(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const page = await this.#ask(this.#filter, this.#cursors.at(-1) ?? '0', PAGE);
      if (mine === this.#asked) this.#state = { kind: 'here', page };
    } catch (error) {
      if (mine === this.#asked) this.#state = { kind: 'failed', text: failureText(this.#host, error) };
    }
    this.#host.update();
  }
  show(filter: RowState | null): void {
    this.#filter = filter;
    this.#turn(['0']);
  }
  #turn(cursors: readonly string[]): void {
    this.#cursors = cursors;
    this.#whole.clear();
    void this.load().then(() => { this.#host.focus('.rows-list'); });
  }

  async #download(): Promise<void> {
    const { t, language } = this.#host;
    if (this.#saving === 'saving') return;
    this.#saving = 'saving';
    this.#host.update();
    try {
      const refused: ImportRowView[] = [];
      for (let cursor: string | null = '0'; cursor !== null;) {
        const page: ImportRows = await this.#ask('refuse', cursor, AT_ONCE);
        refused.push(...page.items);
        cursor = page.next;
      }
      const lines = refusedLines(refused, t, language);
      // with a byte order mark, so that Excel reads Chinese
      saveFile(`${t.csvName}.csv`, `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`);
      this.#saving = 'no';
    } catch (error) {
      this.#saving = 'failed';
      console.error('dossier: the refused rows could not be saved', error);
    }
    this.#host.update();
  }

  render(): unknown {
    const { t, kit, language } = this.#host;
    const state = this.#state;
    switch (state.kind) {
      case 'loading': return html`<p class="muted" aria-busy="true">${kit.loading}</p>`;
      case 'failed': return notice(state.text, 'error', { label: kit.retry, run: () => void this.load() });
      case 'here': break;
    }
    const { page } = state;
    const all = ROW_STATES.reduce((sum, each) => sum + (page.counts[each] ?? 0), 0);
    const refused = page.counts.refuse ?? 0;
    const words = this.#dry ? t.states : t.done;
    const before = (this.#cursors.length - 1) * PAGE;
    if (all === 0) return html`<p class="muted">${t.noRows}</p>`;
    return html`<div class="stack rows-part">
      <div class="chips" role="group" aria-label=${t.showRows}>
        <button type="button" class="chip" aria-pressed=${this.#filter === null} @click=${() => this.show(null)}>${t.all} <span class="n">${formatNumber(language, all)}</span></button>
        ${ROW_STATES.map((each) => ((page.counts[each] ?? 0) === 0 ? nothing : html`<button type="button" class="chip state ${each}" data-state=${each} aria-pressed=${this.#filter === each} @click=${() => this.show(each)}>${words[each]} <span class="n">${formatNumber(language, page.counts[each] ?? 0)}</span></button>`))}
      </div>
      ${refused === 0 ? nothing : html`<div class="buttons"><button type="button" class="button download" ?disabled=${this.#saving === 'saving'} @click=${() => void this.#download()}>${t.download(refused)}</button>${this.#saving === 'failed' ? html`<span class="danger" role="alert">${t.failed}</span>` : nothing}</div>`}
      ${page.items.length === 0 ? html`<p class="muted">${t.noSuchRows}</p>` : html`<ul class="rows-list" tabindex="-1" aria-label=${t.showRows}>${page.items.map((row) => this.#row(row))}</ul>`}
      ${page.total <= PAGE ? nothing : html`<div class="pages"><button type="button" class="button previous" ?disabled=${this.#cursors.length < 2} @click=${() => this.#turn(this.#cursors.slice(0, -1))}>${t.previous}</button>
        <span class="muted" role="status">${t.page(formatNumber(language, before + 1), formatNumber(language, before + page.items.length), formatNumber(language, page.total))}</span>
        <button type="button" class="button next" ?disabled=${page.next === null || before + page.items.length >= page.total} @click=${() => { if (page.next !== null) this.#turn([...this.#cursors, page.next]); }}>${t.next}</button></div>`}
    </div>`;
  }

  #row(row: ImportRowView): TemplateResult {
    const { t, language } = this.#host;
    const lines = diffLines(row.changes, this.#host);
    const shown = this.#whole.has(row.row) ? lines : lines.slice(0, FEW);
    const left = lines.length - shown.length;
    const name = row.name ?? row.externalId ?? '';
    const opens = row.archive !== null && (row.match !== null || (!this.#dry && row.state !== 'refuse' && row.state !== 'skip'));
    return html`<li class="import-row">
      <div class="line"><span class="chip state ${row.state}">${(this.#dry ? t.states : t.done)[row.state]}</span>
        ${opens && row.archive !== null ? html`<button type="button" class="link" aria-label=${t.openArchive(name)} @click=${() => { if (row.archive !== null) this.#host.open(row.archive); }}>${name}</button>` : html`<strong>${name}</strong>`}
        <span class="muted small">${[row.name === null ? null : row.externalId, `${row.file}, ${t.line(row.line)}`, row.match === null ? null : t.found[row.match]].filter(Boolean).join(' · ')}</span></div>
      ${row.notes.length === 0 ? nothing : html`<ul class="notes" aria-label=${t.noted}>${row.notes.map((note) => html`<li class=${note.outcome === 'refused' ? 'danger' : 'muted'}>${note.field === null ? nothing : html`<strong>${note.field}</strong>${colon(language)}`}${problem(note, language)}</li>`)}</ul>`}
      ${row.likely === undefined ? nothing : row.likely.map((each) => html`<p class="likely">${t.likely(each.score)} <button type="button" class="link" aria-label=${t.openArchive(each.name)} @click=${() => this.#host.open(each.archive)}>${each.name}</button>${each.place === null ? nothing : html`<span class="muted small">${each.place}</span>`}</p>`)}
      ${shown.length === 0 ? nothing : html`<table class="diff ${row.state === 'create' ? 'fresh' : ''}"><thead class="visually-hidden"><tr><th scope="col">${t.value}</th><th scope="col">${t.before}</th><th scope="col">${t.after}</th></tr></thead><tbody>${shown.map((line) => html`<tr class=${line.kept ? 'kept' : ''}>
        <th scope="row">${line.label}</th>
        <td class="old">${line.old ?? html`<span class="muted">${row.state === 'create' ? '' : t.empty}</span>`}</td>
        <td class="new">${line.kept ? html`<span class="muted small">${t.kept}:</span> ` : nothing}<span>${line.new ?? t.empty}</span></td></tr>`)}</tbody></table>`}
      ${left > 0 ? html`<button type="button" class="link" @click=${() => { this.#whole.add(row.row); this.#host.update(); }}>${t.moreValues(left)}</button>` : nothing}
    </li>`;
  }
}
