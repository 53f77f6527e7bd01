/** Exports that the server makes by itself: what is set up, how the last of each went, one made now. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ExportScheduleView } from '../../model/export/schedule-api.ts';
import { formatNumber } from '../internal/formats.ts';
import { EXPORT_TEXTS } from './export-texts.ts';
import type { ExportTexts } from './export-texts.ts';
import { textField } from './fields.ts';
import { Asked, Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { PersonPick } from './person-pick.ts';
import { formatMoment } from './words.ts';

interface Named { readonly id: string; readonly name: string }
interface Draft { readonly id: string | null; readonly title: string; readonly person: Named | null; readonly format: string; readonly view: string; readonly columns: string; readonly folder: string; readonly name: string; readonly schedule: string; readonly keep: string; /** What this form does not show stays. */ readonly rest: Readonly<Record<string, unknown>> }
const EMPTY: Draft = { id: null, title: '', person: null, format: 'csv', view: '', columns: '', folder: '', name: 'customers', schedule: '0 3 * * *', keep: '14', rest: {} };
const FORMATS: readonly (readonly [string, string])[] = [['csv', 'CSV'], ['xlsx', 'Excel (XLSX)'], ['json', 'JSON'], ['vcf', 'vCard']];

export class ExportsPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly ExportScheduleView[]>;
  readonly #views: Asked<readonly Named[]>;
  readonly #doing: Doing;
  readonly #pick: PersonPick;
  #draft: Draft | null = null;
  #ending: string | null = null;

  constructor(host: AdminHost) {
    const { session } = host;
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, async () => (await session.request<{ readonly items: readonly ExportScheduleView[] }>('GET', '/api/export-schedules')).items);
    this.#views = new Asked(host, async () => (await session.request<{ readonly items: readonly Named[] }>('GET', '/api/views')).items);
    this.#pick = new PersonPick(host, 'export-person', (person) => { this.#set({ person }); });
  }

  open(): void {
    void this.#all.load();
    void this.#views.load();
  }
  close(): void {
    this.#pick.reset();
  }
  escape(): boolean {
    if (this.#pick.reset()) return true;
    if (this.#ending === null && this.#draft === null) return false;
    if (this.#ending !== null) this.#ending = null;
    else this.#draft = null;
    this.#host.update();
    return true;
  }

  get #t(): ExportTexts {
    return EXPORT_TEXTS[this.#host.language];
  }
  #set(change: Partial<Draft>): void {
    this.#draft = { ...(this.#draft ?? EMPTY), ...change };
    this.#host.update();
  }
  #edit({ id, title, by, format, view, columns, folder, name, schedule, keep, lang, labels, version, files, roundtrip, query, tables }: ExportScheduleView): void {
    this.#draft = { id, title, person: by, format, view: view ?? '', columns: (columns ?? []).join(', '), folder, name, schedule, keep: String(keep), rest: { lang, labels, version, files, roundtrip, ...(query === null ? {} : { query }), tables } };
    this.#host.update();
    this.#host.focus('#export-title');
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { id, person, view, columns, keep, rest, ...draft } = this.#draft ?? EMPTY;
    const keys = columns.split(',').map((key) => key.trim()).filter((key) => key !== '');
    const body = { lang: this.#host.language, ...rest, ...draft, person: person?.id ?? '', view: view === '' ? null : view, columns: keys.length === 0 ? null : keys, keep: Number(keep) };
    const worked = await this.#doing.run(() => this.#host.session.request(id === null ? 'POST' : 'PUT', id === null ? '/api/export-schedules' : `/api/export-schedules/${id}`, body), '');
    if (worked) this.#draft = null;
    await this.#all.load();
  }
  async #do(work: () => Promise<unknown>, done: string): Promise<void> {
    this.#ending = null;
    await this.#doing.run(work, done);
    await this.#all.load();
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main exports">
      <h3>${t.tab}</h3>
      <p class="lead">${t.lead}</p>
      ${this.#draft === null ? html`<div class="buttons"><button type="button" class="button primary new-export" @click=${() => { this.#set({}); this.#host.focus('#export-title'); }}>${t.add}</button></div>` : this.#form(this.#draft)}
      ${this.#doing.render()}
      ${this.#all.render((all) => (all.length === 0 ? html`<div class="empty"><p>${t.none}</p></div>` : html`<ul class="rows">${repeat(all, ({ id }) => id, (each) => this.#row(each))}</ul>`), 3)}
    </div>`;
  }

  #form({ title, person, format, view, columns, folder, name, schedule, keep }: Draft): TemplateResult {
    const t = this.#t;
    const { t: { kit } } = this.#host;
    const views = this.#views.value ?? [];
    const choice = (id: string, label: string, value: string, options: readonly (readonly [string, string])[], set: (value: string) => void): TemplateResult => html`<div class="label-row"><label for=${id}>${label}</label>
      <select id=${id} .value=${live(value)} @change=${(event: Event) => set(valueOf(event))}>${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}</select></div>`;
    return html`<form class="stack export-form" novalidate @submit=${(event: Event) => void this.#save(event)}>
      ${textField({ id: 'export-title', label: t.title, value: title, required: true, max: 100, set: (text) => this.#set({ title: text }) })}
      <div class="label-row"><label for="export-person">${t.person}</label><div>${person === null ? nothing : html`<p class="picked">${person.name} <span class="muted small">${person.id}</span></p>`}${this.#pick.render(t.person, 'export-person-hint')}<p class="hint muted" id="export-person-hint">${t.personHint}</p></div></div>
      ${choice('export-format', t.format, format, FORMATS, (text) => this.#set({ format: text }))}
      ${choice('export-view', t.view, view, [['', t.all], ...views.map(({ id, name: text }) => [id, text] as const), ...(view !== '' && !views.some(({ id }) => id === view) ? [[view, view] as const] : [])], (text) => this.#set({ view: text }))}
      ${textField({ id: 'export-columns', label: t.columns, value: columns, hint: t.columnsHint, max: 4_000, set: (text) => this.#set({ columns: text }) })}
      ${textField({ id: 'export-folder', label: t.folder, value: folder, hint: t.folderHint, max: 330, set: (text) => this.#set({ folder: text }) })}
      ${textField({ id: 'export-name', label: t.name, value: name, required: true, max: 64, set: (text) => this.#set({ name: text }) })}
      ${textField({ id: 'export-schedule', label: t.schedule, value: schedule, required: true, hint: t.scheduleHint, max: 100, set: (text) => this.#set({ schedule: text }) })}
      ${textField({ id: 'export-keep', label: t.keep, value: keep, max: 4, set: (text) => this.#set({ keep: text }) })}
      <div class="buttons"><button class="button primary" ?disabled=${this.#doing.busy || isOffline(this.#host)}>${this.#doing.busy ? kit.saving : t.save}</button>
        <button type="button" class="button" @click=${() => { this.#draft = null; this.#host.update(); }}>${kit.cancel}</button></div>
    </form>`;
  }

  #row(each: ExportScheduleView): TemplateResult {
    const t = this.#t;
    const { language, clock, session, t: { kit } } = this.#host;
    const { id, title, by, last, next, running, schedule } = each;
    const when = (at: string): string => formatMoment(language, at, clock.now());
    const blocked = this.#doing.busy || isOffline(this.#host);
    return html`<li class="job">
      <div class="line"><span class="name">${title}</span><span class="muted">${by.name}</span><span class="mono small">${schedule}</span>${next === null ? nothing : html`<span class="muted">${t.next(when(next))}</span>`}<span class="grow"></span>
        <button type="button" class="button run-export" ?disabled=${blocked || running} @click=${() => void this.#do(() => session.request('POST', `/api/export-schedules/${id}/run`), t.begun)}>${t.run}</button>
        <button type="button" class="button" @click=${() => { this.#edit(each); }}>${t.change}</button>
        <button type="button" class="button end-export" @click=${() => { this.#ending = id; this.#host.update(); this.#host.focus('.end-sure'); }}>${t.remove}</button></div>
      <p class=${last?.state === 'failed' ? 'danger' : 'muted'}>${running ? t.running : last === null ? t.never : last.state === 'failed' ? t.failed(last.error ?? '', when(last.at)) : t.last(last.file ?? '', formatNumber(language, last.archives ?? 0), when(last.at))}</p>
      ${this.#ending === id ? html`<p class="banner" role="alert">${t.removeSure(title)}</p><div class="buttons"><button type="button" class="button danger end-sure" @click=${() => void this.#do(() => session.request('DELETE', `/api/export-schedules/${id}`), '')}>${t.remove}</button><button type="button" class="button" @click=${() => { this.escape(); }}>${kit.cancel}</button></div>` : nothing}
    </li>`;
  }
}
