/** The second step: what was found in the files, and what each column becomes. It asks the server anew where a correction changes what there is to see; the mapping itself is `mapping.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { JobView } from '../../model/api.ts';
import { ENCODINGS, IMPORT_TABLES, SEPARATORS, type Encoding, type ImportTable, type ImportUpload, type Separator } from '../../model/import/api.ts';
import { formatBytes } from '../admin/words.ts';
import { formatShare } from '../internal/formats.ts';
import { columnView } from './column-view.ts';
import { checkedOf, failureText, isOffline, valueOf } from './host.ts';
import type { ImportHost } from './host.ts';
import { doubled, freshMapping, isUnsure, lacking, looked, mappingFrom, recounted, withFile, withOption, withTable, withTarget, type FileWork, type Spot, type TableWork, type Work } from './mapping.ts';
import { problem } from './problems.ts';
import { Targets } from './targets.ts';

interface Open extends Spot { readonly text: string; readonly active: number }
type Doing = { readonly kind: 'nothing' } | { readonly kind: 'starting' } | { readonly kind: 'saving' } | { readonly kind: 'said'; readonly text: string } | { readonly kind: 'failed'; readonly text: string };

export interface ColumnsEvents {
  readonly back: () => void;
  /** A dry run has begun. */
  readonly checking: (job: JobView) => void;
  /** Something was corrected: a reload must not lose it. */
  readonly changed: () => void;
}

export class ColumnsPart {
  readonly #host: ImportHost;
  readonly #events: ColumnsEvents;
  readonly #targets: Targets;
  #work: Work;
  /** A mapping of this source is kept by the server. */
  #saved: boolean;
  #open: Open | null = null;
  #onlyUnsure = false;
  /** New rows are compared with those that are there. */
  #compare = true;
  #doing: Doing = { kind: 'nothing' };
  #asked = 0;
  /** Where an answer is on its way. */
  #busy = 0;

  constructor(host: ImportHost, work: Work, saved: boolean, events: ColumnsEvents) {
    this.#host = host;
    this.#work = work;
    this.#saved = saved;
    this.#events = events;
    this.#targets = new Targets(host);
  }

  get work(): Work {
    return this.#work;
  }
  /** Closes the innermost thing; false: nothing was open. */
  escape(): boolean {
    if (this.#open === null) return false;
    this.#shut();
    return true;
  }

  #put(work: Work): void {
    this.#work = work;
    this.#doing = { kind: 'nothing' };
    this.#events.changed();
    this.#host.update();
  }
  #shut(): void {
    const open = this.#open;
    this.#open = null;
    this.#host.update();
    if (open) this.#host.focus(`#pick-${open.file}-${open.table}-${open.column}`);
  }

  /** The last question counts; what is shown stays until its answer is here. */
  async #look(mapping: unknown, apply: (work: Work, upload: ImportUpload) => Work): Promise<void> {
    const mine = ++this.#asked;
    this.#busy++;
    this.#host.update();
    try {
      const upload = await this.#host.session.request<ImportUpload>('POST', `/api/import-uploads/${encodeURIComponent(this.#work.upload)}/look`, { source: this.#work.source, mapping });
      if (mine === this.#asked) this.#put(apply(this.#work, upload));
    } catch (error) {
      if (mine === this.#asked) this.#doing = { kind: 'failed', text: failureText(this.#host, error) };
    } finally {
      this.#busy--;
      this.#host.update();
    }
  }
  #file(at: number, change: { readonly encoding?: Encoding; readonly separator?: Separator }): void {
    this.#put(withFile(this.#work, at, change));
    void this.#look(freshMapping(this.#work, at, null), (work, upload) => looked(work, upload, at, null));
  }
  #table(at: number, table: number, change: { readonly table?: ImportTable; readonly headerLine?: number }): void {
    this.#put(withTable(this.#work, at, table, change));
    void this.#look(freshMapping(this.#work, at, table), (work, upload) => looked(work, upload, at, table));
  }
  #target(spot: Spot, target: string | null): void {
    this.#put(withTarget(this.#work, spot, target));
    void this.#look(mappingFrom(this.#work), recounted);
  }

  async #do(doing: 'starting' | 'saving', work: () => Promise<string | null>): Promise<void> {
    if (this.#doing.kind === 'starting' || this.#doing.kind === 'saving') return;
    this.#doing = { kind: doing };
    this.#host.update();
    try {
      const said = await work();
      this.#doing = said === null ? { kind: 'nothing' } : { kind: 'said', text: said };
    } catch (error) {
      this.#doing = { kind: 'failed', text: failureText(this.#host, error) };
    }
    this.#host.update();
  }
  #save(): Promise<void> {
    return this.#do('saving', async () => {
      await this.#host.session.request('PUT', `/api/import-mappings/${encodeURIComponent(this.#work.source)}`, { mapping: mappingFrom(this.#work) });
      this.#saved = true;
      return this.#host.t.saved(this.#work.source);
    });
  }
  #forget(): Promise<void> {
    return this.#do('saving', async () => {
      await this.#host.session.request('DELETE', `/api/import-mappings/${encodeURIComponent(this.#work.source)}`);
      this.#saved = false;
      this.#work = { ...this.#work, saved: null };
      return this.#host.t.forgotten;
    });
  }
  #check(): Promise<void> {
    return this.#do('starting', async () => {
      this.#events.checking(await this.#host.session.request<JobView>('POST', '/api/imports', { upload: this.#work.upload, source: this.#work.source, dryRun: true, mapping: mappingFrom(this.#work), duplicates: this.#compare ? 'tell' : 'off' }));
      return null;
    });
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const { files, source } = this.#work;
    const doing = this.#doing;
    const busy = doing.kind === 'starting' || doing.kind === 'saving' || isOffline(this.#host);
    const tables = files.flatMap((file) => file.tables);
    const unsure = tables.reduce((sum, { columns, table }) => sum + (table === null ? 0 : columns.filter(isUnsure).length), 0);
    const blocked = files.every(({ look, tables: own }) => look.problem !== null || (look.format !== 'json' && !own.some(({ table }) => table !== null))) || tables.some((table) => table.table !== null && doubled(table).size > 0) || files.some((file) => file.tables.some((table) => lacking(table, file.look.format) === 'name'));
    return html`<div class="stack columns-part" aria-busy=${this.#busy > 0 ? 'true' : nothing}>
      <div class="line"><span>${t.sourceIs(source)}</span>${this.#saved ? html`<span class="muted">${t.savedUsed}</span>` : nothing}<button type="button" class="button quiet" ?disabled=${busy} @click=${this.#events.back}>${t.again}</button></div>
      ${tables.length === 0 ? nothing : html`<div class="line"><strong class=${unsure === 0 ? 'good' : 'due'} role="status">${unsure === 0 ? t.allSure : t.unsure(unsure)}</strong>
        ${unsure === 0 ? nothing : html`<label class="check"><input type="checkbox" .checked=${live(this.#onlyUnsure)} @change=${(event: Event) => { this.#onlyUnsure = checkedOf(event); this.#host.update(); }} />${t.onlyUnsure}</label>`}</div>`}
      ${files.map((file, f) => this.#fileView(file, f))}
      <div class="foot-bar">
        <div role="status" class="said">${doing.kind === 'said' ? doing.text : nothing}</div>
        ${doing.kind === 'failed' ? html`<p class="danger" role="alert">${doing.text}</p>` : nothing}
        ${tables.some(({ table }) => table === 'customers' || table === 'suppliers') ? html`<label class="check"><input type="checkbox" class="compare" .checked=${live(this.#compare)} @change=${(event: Event) => { this.#compare = checkedOf(event); this.#host.update(); }} /><span>${t.compare}</span></label>` : nothing}
        <div class="buttons"><button type="button" class="button primary dry-run" ?disabled=${busy || blocked} @click=${() => void this.#check()}>${doing.kind === 'starting' ? t.starting : t.check}</button>
          ${tables.length === 0 ? nothing : html`<button type="button" class="button save" ?disabled=${busy || blocked} @click=${() => void this.#save()}>${t.save}</button>`}
          ${this.#saved ? html`<button type="button" class="button quiet forget" ?disabled=${busy} @click=${() => void this.#forget()}>${t.forget}</button>` : nothing}</div>
      </div>
    </div>`;
  }

  #fileView(file: FileWork, f: number): TemplateResult {
    const { t, language } = this.#host;
    const { look } = file;
    const guesses = [look.encoding, ...look.otherEncodings].filter((guess) => guess !== null);
    const chosen = look.encoding?.encoding ?? '';
    return html`<section class="file" aria-labelledby=${`file-${f}`}>
      <div class="line"><h3 id=${`file-${f}`}>${look.name}</h3><span class="muted small">${[look.format?.toUpperCase(), formatBytes(language, look.bytes)].filter(Boolean).join(' · ')}</span></div>
      ${look.problem === null ? nothing : html`<p class="danger" role="alert">${problem(look.problem, language)}</p>`}
      ${look.encoding === null ? nothing : html`<div class="how">
        <label class="field wide"><span class="muted small">${t.encoding}</span><select class="encoding" @change=${(event: Event) => this.#file(f, { encoding: valueOf(event) as Encoding })}>
          ${[...guesses.map(({ encoding }) => encoding), ...ENCODINGS.filter((each) => !guesses.some(({ encoding }) => encoding === each))].map((encoding) => {
            const guess = guesses.find((each) => each.encoding === encoding);
            return html`<option value=${encoding} .selected=${live(encoding === chosen)}>${t.encodings[encoding]}${guess === undefined ? '' : ` (${t.encodingHint(formatShare(language, guess.confidence))})`}</option>`;
          })}</select></label>
        ${look.separator === null ? nothing : html`<label class="field"><span class="muted small">${t.separator}</span><select class="separator" @change=${(event: Event) => this.#file(f, { separator: valueOf(event) as Separator })}>${SEPARATORS.map((separator) => html`<option value=${separator} .selected=${live(separator === look.separator)}>${t.separators[separator]}</option>`)}</select></label>`}
        ${look.encoding.sample === '' ? nothing : html`<p class="reads"><span class="muted small">${t.reads}</span> <span class="sample">${look.encoding.sample}</span></p>`}
      </div>`}
      ${look.format === 'json' ? html`<p class="muted">${t.json}</p>` : file.tables.map((table, i) => this.#tableView(file, f, table, i))}
    </section>`;
  }

  #tableView(file: FileWork, f: number, table: TableWork, i: number): TemplateResult {
    const { t, language } = this.#host;
    const { look } = table;
    const lacks = lacking(table, file.look.format);
    const twice = doubled(table);
    const shown = table.columns.flatMap((column, c) => (this.#onlyUnsure && !isUnsure(column) && !twice.has(c) ? [] : [c]));
    return html`<div class="table">
      ${file.tables.length > 1 ? html`<h4>${t.sheet(look.name)}</h4>` : nothing}
      <div class="how">
        <label class="field"><span class="muted small">${t.what}</span><select class="what" aria-invalid=${table.table === null ? 'true' : nothing} ?disabled=${file.look.format === 'vcard'} @change=${(event: Event) => this.#table(f, i, { table: valueOf(event) as ImportTable })}>
          ${table.table === null ? html`<option value="" .selected=${live(true)} disabled>${t.whatUnknown}</option>` : nothing}
          ${IMPORT_TABLES.map((each) => html`<option value=${each} .selected=${live(each === table.table)}>${t.tables[each]}</option>`)}</select></label>
        ${file.look.format === 'vcard' ? nothing : html`<label class="field"><span class="muted small">${t.headerLine}</span><input type="number" class="header-line" min="1" max="1000" inputmode="numeric" .value=${live(String(table.headerLine ?? look.headerLine))} @change=${(event: Event) => { const line = Number(valueOf(event)); if (Number.isInteger(line) && line > 0) this.#table(f, i, { headerLine: line }); }} /></label>`}
      </div>
      ${look.problem === null ? nothing : html`<p class="danger" role="alert">${problem(look.problem, language)}</p>`}
      ${look.sample.length === 0 ? nothing : html`<details class="samples"><summary>${t.samples(look.sample.length)}</summary><div class="scroller" tabindex="0" role="group" aria-label=${t.samples(look.sample.length)}><table><thead><tr>${look.columns.map(({ heading, index }) => html`<th scope="col">${heading.trim() || t.heading(index + 1)}</th>`)}</tr></thead>
        <tbody>${look.sample.map((cells) => html`<tr>${look.columns.map(({ index }) => html`<td>${cells[index] ?? ''}</td>`)}</tr>`)}</tbody></table></div></details>`}
      ${table.table === null ? nothing : html`
        ${lacks === null ? nothing : html`<p class=${lacks === 'name' ? 'danger' : 'due'} role=${lacks === 'name' ? 'alert' : nothing}>${lacks === 'name' ? t.noName : t.noId}</p>`}
        <ul class="columns" aria-label=${t.columns}>${shown.map((c) => this.#column(table, { file: f, table: i, column: c }, twice.has(c)))}</ul>`}
    </div>`;
  }

  #column(table: TableWork, spot: Spot, twice: boolean): unknown {
    const column = table.columns[spot.column];
    if (column === undefined || table.table === null) return nothing;
    const open = this.#open;
    const opened = open !== null && open.file === spot.file && open.table === spot.table && open.column === spot.column ? open : null;
    return columnView({
      host: this.#host, column, list: this.#targets.of(table.table), spot, twice, opened,
      toggle: () => {
        if (opened) return this.#shut();
        this.#open = { ...spot, text: '', active: 0 };
        this.#host.update();
        this.#host.focus('.picker .find');
      },
      search: (change) => { if (this.#open) this.#open = { ...this.#open, ...change }; this.#host.update(); },
      choose: (target) => { this.#shut(); this.#target(spot, target); },
      close: () => this.#shut(),
      option: (text, option) => this.#put(withOption(this.#work, spot, text, option)),
    });
  }
}
