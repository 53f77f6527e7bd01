/** The service matrix: for the classes of one scheme at a time what they get, tried on a customer's card before it is live, with its versions. What a matrix must keep to is `model/service-matrix/check.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ArchiveView, SchemesView } from '../../../model/api.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { matrixProblems } from '../../../model/service-matrix/check.ts';
import type { MatrixVersion, ServiceMatrixView } from '../../../model/service-matrix/api.ts';
import { MATRIX_SCHEMES, MOST_OF } from '../../../model/service-matrix/bounds.ts';
import { LEVELS_OF, SERVICE_KEYS, serviceFor } from '../../../model/service-matrix/matrix.ts';
import type { Given, MatrixRow, MatrixScheme, ServiceKey, ServiceMatrix } from '../../../model/service-matrix/matrix.ts';
import { formatNumber } from '../../internal/formats.ts';
import { ApiError } from '../../internal/session.ts';
import { Asked, Doing, isOffline, valueOf } from '../host.ts';
import type { AdminHost, AdminPart } from '../host.ts';
import { formatMoment } from '../words.ts';
import { CustomerPick } from './customer-pick.ts';
import { SERVICE_TEXTS } from './texts.ts';
import type { ServiceTexts } from './texts.ts';

export { styles } from './styles.ts';
export const make = (host: AdminHost): AdminPart => new ServicesPart(host);

const PATH = '/api/service-matrix';
/** Cells as they stand in the form, by place (`base.level`, `abc.A.discount`): numbers are texts while they are written, empty is as everybody. */
type Cells = Readonly<Record<string, string>>;
const isNumber = (key: ServiceKey): key is 'discount' | 'visits' => key === 'discount' || key === 'visits';
interface Sample { readonly id: string; readonly name: string; readonly classes: Readonly<Partial<Record<MatrixScheme, string | null>>> | null }

const cellsOf = ({ base, rows }: ServiceMatrix): Cells => Object.fromEntries([
  ...SERVICE_KEYS.map((key) => [`base.${key}`, String(base[key])]),
  ...rows.flatMap(({ scheme, value, gives }) => Object.entries(gives).map(([key, given]) => [`${scheme}.${value}.${key}`, String(given)])),
]);
const valueAt = (key: ServiceKey, text: string): string | number => (isNumber(key) ? (text.trim() === '' ? Number.NaN : Number(text)) : text);

function matrixOf(cells: Cells): ServiceMatrix {
  const rows = new Map<string, { scheme: MatrixScheme; value: string; gives: Record<string, unknown> }>();
  const base: Record<string, unknown> = {};
  for (const [place, text] of Object.entries(cells)) {
    const [scheme = '', value = '', key] = place.split('.');
    if (key === undefined) base[value] = valueAt(value as ServiceKey, text);
    else if (text !== '') {
      const row = rows.get(`${scheme}.${value}`) ?? { scheme: scheme as MatrixScheme, value, gives: {} };
      row.gives[key] = valueAt(key as ServiceKey, text);
      rows.set(`${scheme}.${value}`, row);
    }
  }
  return { base, rows: [...rows.values()] } as unknown as ServiceMatrix; // the checks look at every cell
}
const sorted = (cells: Cells): string => JSON.stringify(Object.entries(cells).filter(([, text]) => text !== '').sort(([a], [b]) => (a < b ? -1 : 1)));

class ServicesPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #matrix: Asked<ServiceMatrixView>;
  /** Words of the classes, as the lists of this workspace have them. */
  readonly #words: Asked<SchemesView>;
  readonly #doing: Doing;
  readonly #pick: CustomerPick;
  #scheme: MatrixScheme = 'abc';
  #cells: Cells | null = null;
  #from = 0;
  #note = '';
  #asked = false;
  #conflict = false;
  #sample: Sample | null = null;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#matrix = new Asked(host, () => host.session.request<ServiceMatrixView>('GET', PATH));
    this.#words = new Asked(host, () => host.session.request<SchemesView>('GET', '/api/classification'));
    this.#pick = new CustomerPick(host, 'service-customer', (customer) => void this.#look(customer));
  }

  open(): void {
    void this.#matrix.load();
    void this.#words.load();
  }
  close(): void {
    this.#pick.reset();
    this.#doing.clear();
  }
  escape(): boolean {
    if (this.#pick.reset()) return this.#host.update(), true;
    return false;
  }

  get #t(): ServiceTexts {
    return SERVICE_TEXTS[this.#host.language];
  }
  #label(scheme: MatrixScheme, value: string): string {
    return this.#words.value?.items.find(({ key }) => key === scheme)?.labels[value]?.[this.#host.language] ?? value;
  }
  #said(key: ServiceKey, value: unknown): string {
    const t = this.#t;
    if (isNumber(key)) return `${formatNumber(this.#host.language, Number(value))}${key === 'discount' ? t.units.discount : ` ${t.units.visits}`}`;
    return t.options[key][String(value)] ?? String(value);
  }
  #set(place: string, text: string): void {
    this.#cells = { ...this.#cells ?? cellsOf(this.#matrix.value!), [place]: text };
    this.#doing.clear();
    this.#host.update();
  }
  async #look({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
    await this.#doing.run(async () => {
      const { overview } = await this.#host.session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(id)}`);
      this.#sample = { id, name, classes: overview.level === 'exists' ? null : Object.fromEntries(MATRIX_SCHEMES.map((scheme) => [scheme, overview.classes[scheme]?.value ?? null])) };
    }, '');
  }
  async #save(matrix: ServiceMatrix, note: string, version: number): Promise<void> {
    let stored: ServiceMatrixView | null = null;
    await this.#doing.run(async () => {
      try {
        stored = await this.#host.session.request<ServiceMatrixView>('PUT', PATH, { ...matrix, version, ...(note.trim() !== '' && { note }) });
      } catch (error) {
        this.#conflict = error instanceof ApiError && error.status === 409;
        throw error;
      }
    }, '');
    const now = stored as ServiceMatrixView | null;
    if (now === null) return;
    this.#cells = null;
    this.#note = '';
    this.#asked = false;
    this.#matrix.set(now);
    this.#doing.say('status', this.#t.saved(now.version));
  }
  #submit(event: Event, matrix: ServiceMatrix, problems: ReadonlyMap<string, string>): void {
    event.preventDefault();
    this.#asked = true;
    const [first] = problems.keys();
    if (first !== undefined) {
      const [scheme] = first.split('.');
      const other = MATRIX_SCHEMES.find((each) => each === scheme);
      if (other !== undefined) this.#scheme = other;
      this.#doing.say('alert', this.#t.fix);
      this.#host.focus(`#${placeId(first)}`);
      return;
    }
    void this.#save(matrix, this.#note, this.#from);
  }
  async #again(): Promise<void> {
    const [mine, before] = [this.#cells ?? {}, this.#matrix.value];
    const old = before ? cellsOf(before) : {};
    await this.#matrix.load();
    const now = this.#matrix.value;
    if (!now) return;
    // what the colleague has set, with what was changed here on top of it
    this.#cells = { ...cellsOf(now), ...Object.fromEntries(Object.entries(mine).filter(([place, text]) => (old[place] ?? '') !== text)) };
    this.#from = now.version;
    this.#conflict = false;
    this.#doing.clear();
    this.#host.update();
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main services"><h3>${t.title}</h3><p class="lead">${t.lead}</p>
      ${this.#matrix.render((matrix) => this.#body(matrix), 6)}</div>`;
  }

  #body(stored: ServiceMatrixView): TemplateResult {
    const t = this.#t;
    const { language, t: { kit } } = this.#host;
    if (this.#cells === null) this.#from = stored.version;
    const cells = this.#cells ?? cellsOf(stored);
    const matrix = matrixOf(cells);
    const dirty = sorted(cells) !== sorted(cellsOf(stored));
    const problems = this.#problems(matrix);
    const busy = this.#doing.busy || isOffline(this.#host);
    const shown = this.#words.value?.items.find(({ key }) => key === this.#scheme)?.values.filter((value) => value !== null) ?? CLASSES_OF(stored, this.#scheme);
    const elsewhere = [...new Set([...problems.keys()].map((place) => place.split('.')[0]!))].filter((scheme) => scheme !== this.#scheme && scheme !== 'base');
    return html`
      <form class="stack" novalidate aria-label=${t.title} @submit=${(event: Event) => this.#submit(event, matrix, problems)}>
        <div class="label-row"><label for="service-scheme">${t.scheme}</label><select id="service-scheme" @change=${(event: Event) => { this.#scheme = MATRIX_SCHEMES.find((each) => each === valueOf(event)) ?? 'abc'; this.#host.update(); }}>${MATRIX_SCHEMES.map((scheme) => html`<option value=${scheme} .selected=${live(scheme === this.#scheme)}>${SCHEME_NAMES[scheme][language]}</option>`)}</select></div>
        ${elsewhere.map((scheme) => html`<p class="danger">${t.otherScheme(SCHEME_NAMES[scheme as MatrixScheme][language])}</p>`)}
        <div class="matrix">
          <div class="matrix-head" aria-hidden="true"><span>${t.cls}</span>${SERVICE_KEYS.map((key) => html`<span>${t.services[key]}</span>`)}</div>
          ${repeat([null, ...shown], (value) => `${this.#scheme}.${value}`, (value) => this.#block(value, cells, problems))}
        </div>
        ${this.#doing.render()}
        ${this.#conflict ? html`<div class="banner stack" role="alert"><p>${t.conflict}</p><div class="buttons"><button type="button" class="button load-again" @click=${() => void this.#again()}>${t.loadAgain}</button></div></div>` : nothing}
        ${dirty ? html`<div class="matrix-save"><label for="matrix-note">${t.note}</label><input id="matrix-note" maxlength="500" autocomplete="off" aria-describedby="matrix-note-hint" .value=${live(this.#note)} @input=${(event: Event) => { this.#note = valueOf(event); }} /><p class="hint muted" id="matrix-note-hint">${t.noteHint}</p>
          <div class="buttons"><button class="button primary save-matrix" ?disabled=${busy}>${this.#doing.busy ? kit.saving : t.save}</button><button type="button" class="button" @click=${() => { this.#cells = null; this.#asked = false; this.#doing.clear(); this.#host.update(); }}>${t.discard}</button></div></div>` : nothing}
      </form>
      ${this.#preview(stored, matrix)}
      ${this.#versions(stored, busy)}`;
  }

  #problems(matrix: ServiceMatrix): ReadonlyMap<string, string> {
    const t = this.#t;
    return new Map(matrixProblems(matrix).map(({ field, code }) => {
      const place = field.replace(/^rows\./, '');
      const key = place.split('.').at(-1) as ServiceKey;
      return [place, code === 'inversion' ? t.inversion : isNumber(key) ? `${t.outOfRange(String(MOST_OF[key]))}${key === 'visits' ? ` ${t.whole}` : ''}` : t.fix] as const;
    }));
  }

  #block(value: string | null, cells: Cells, problems: ReadonlyMap<string, string>): TemplateResult {
    const t = this.#t;
    const name = value === null ? t.everybody : this.#label(this.#scheme, value);
    const at = value === null ? 'base' : `${this.#scheme}.${value}`;
    return html`<div class="matrix-block" role="group" aria-label=${name}><span class="matrix-class">${name}</span>
      <div class="matrix-cells">${SERVICE_KEYS.map((key) => html`<span aria-hidden="true">${t.services[key]}</span>${this.#cell(`${at}.${key}`, key, value !== null, cells, problems, t.cell(t.services[key], name))}`)}</div></div>`;
  }
  #cell(place: string, key: ServiceKey, optional: boolean, cells: Cells, problems: ReadonlyMap<string, string>, label: string): TemplateResult {
    const t = this.#t;
    const text = cells[place] ?? '';
    // an inversion is told at once: it shows what the change means; a number half written is not
    const problem = problems.get(place);
    const told = problem !== undefined && (this.#asked || problem === t.inversion || text !== '') ? problem : undefined;
    const id = placeId(place);
    const base = cells[`base.${key}`] ?? '';
    const wrong = told === undefined ? 'false' : 'true';
    const described = told === undefined ? nothing : `${id}-problem`;
    return html`<div class="matrix-cell ${optional && text !== '' ? 'given' : ''}">
      ${isNumber(key)
        ? html`<span class="pair-of"><input id=${id} type="number" min="0" max=${MOST_OF[key]} step=${key === 'visits' ? 1 : 'any'} inputmode="decimal" aria-label=${label} aria-invalid=${wrong} aria-describedby=${described} placeholder=${optional ? base : ''} .value=${live(text)} @input=${(event: Event) => this.#set(place, valueOf(event))} /><span class="muted small">${t.units[key]}</span></span>`
        : html`<select id=${id} aria-label=${label} aria-invalid=${wrong} aria-describedby=${described} @change=${(event: Event) => this.#set(place, valueOf(event))}>${optional ? html`<option value="" .selected=${live(text === '')}>= ${t.options[key][base] ?? base}</option>` : nothing}${LEVELS_OF[key].map((each) => html`<option value=${each} .selected=${live(text === each)}>${t.options[key][each]}</option>`)}</select>`}
      ${told === undefined ? nothing : html`<span class="danger" id=${`${id}-problem`}>${told}</span>`}</div>`;
  }

  #preview(stored: ServiceMatrix, matrix: ServiceMatrix): TemplateResult {
    const t = this.#t;
    const sample = this.#sample;
    return html`<section class="stack" aria-labelledby="preview-title"><h4 id="preview-title">${t.preview}</h4>
      <p class="hint muted" id="service-customer-hint">${t.previewHint}</p>${this.#pick.render(t.pick, t.nobody, 'service-customer-hint')}
      ${sample === null ? nothing : html`<div class="preview-card"><button type="button" class="link" @click=${() => this.#host.openArchive(sample.id)}><bdi>${sample.name}</bdi></button>
        ${sample.classes === null ? html`<p class="muted">${t.noClasses}</p>` : this.#compared(serviceFor(sample.classes, stored), serviceFor(sample.classes, matrix))}</div>`}</section>`;
  }
  #compared(now: readonly Given[], then: readonly Given[]): TemplateResult {
    const t = this.#t;
    const from = ({ from: source }: Given): string => (source === null ? t.forEverybody : this.#label(source.scheme, source.value));
    return html`<table><thead><tr><th scope="col">${t.service}</th><th scope="col">${t.now}</th><th scope="col">${t.then}</th><th scope="col">${t.by}</th></tr></thead><tbody>${now.map((given, i) => {
      const next = then[i]!;
      const text = typeof next.value === 'number' && Number.isNaN(next.value) ? '…' : this.#said(next.key, next.value);
      return html`<tr class=${next.value === given.value ? '' : 'moved'}><th scope="row">${t.services[given.key]}</th><td>${this.#said(given.key, given.value)}</td><td>${text}</td><td class="muted">${from(next)}</td></tr>`;
    })}</tbody></table>`;
  }

  #versions(stored: ServiceMatrixView, busy: boolean): TemplateResult {
    const t = this.#t;
    const { language, clock } = this.#host;
    const all: readonly MatrixVersion[] = [stored, ...stored.past];
    return html`<section class="stack" aria-labelledby="matrix-versions"><h4 id="matrix-versions">${t.versions}</h4><ol class="matrix-versions">${all.map((each, i) => {
      const said = each.setBy === null || each.setAt === null ? t.shipped : t.says(each.setBy.name, formatMoment(language, each.setAt, clock.now()));
      const diffs = this.#diffs(all[i + 1], each);
      return html`<li><div class="line"><span class="name">${t.version(each.version)}${language.startsWith('zh') ? `（${said}）` : ` (${said})`}</span>${i === 0 ? html`<span class="chip on">${t.live}</span>` : nothing}</div>
        ${each.note === null ? nothing : html`<blockquote><bdi>${each.note}</bdi></blockquote>`}
        ${all[i + 1] === undefined ? nothing : html`<ul class="diffs">${diffs.length === 0 ? html`<li class="muted">${t.same}</li>` : diffs.map((line) => html`<li>${line}</li>`)}</ul>`}
        ${i === 0 ? nothing : html`<div class="buttons"><button type="button" class="button go-back" ?disabled=${busy} @click=${() => void this.#save({ base: each.base, rows: each.rows }, t.backNote(each.version), stored.version)}>${t.goBack(each.version)}</button></div>`}</li>`;
    })}</ol></section>`;
  }
  #diffs(before: ServiceMatrix | undefined, after: ServiceMatrix): readonly string[] {
    if (before === undefined) return [];
    const t = this.#t;
    const [a, b] = [cellsOf(before), cellsOf(after)];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((place) => (a[place] ?? '') !== (b[place] ?? '')).map((place) => {
      const parts = place.split('.');
      const key = parts.at(-1) as ServiceKey;
      const who = parts.length === 2 ? t.everybody : this.#label(parts[0] as MatrixScheme, parts[1]!);
      const said = (text: string | undefined): string => (text === undefined ? t.asEverybody : this.#said(key, valueAt(key, text)));
      return t.diff(t.cell(t.services[key], who), said(a[place]), said(b[place]));
    });
  }
}

/** Until the lists are here: the classes that the matrix itself names. */
const CLASSES_OF = ({ rows }: { readonly rows: readonly MatrixRow[] }, scheme: MatrixScheme): readonly string[] => [...new Set(rows.filter((row) => row.scheme === scheme).map(({ value }) => value))];
const placeId = (place: string): string => `cell-${place.replaceAll('.', '-')}`;
