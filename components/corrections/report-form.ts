/** Reporting an error: which part and value, what is wrong, what should stand there. It stands in the sheet of corrections and in the panel of a value; sending it is all it does. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { FOUND } from '../../model/corrections/api.ts';
import type { CorrectionFound, CorrectionReport, CorrectionView } from '../../model/corrections/api.ts';
import { isRestricted, sectionOf } from '../../model/corrections/concerns.ts';
import type { Language } from '../../model/labels.ts';
import { SECTIONS } from '../../model/sections.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import { correctionTexts } from './texts.ts';

export interface ReportFormOptions {
  readonly session: Pick<Session, 'request'>;
  readonly archive: string;
  /** From a value: it is not asked which. */
  readonly of?: { readonly section: string; readonly key: string } | undefined;
  /** What is chosen at first, and may be changed. */
  readonly start?: { readonly section: string; readonly key: string | null } | undefined;
  /** Sections that the reporter reads; those of a value need none. */
  readonly sections?: readonly string[] | undefined;
  readonly catalogue: CatalogueView | null;
  readonly changed: () => void;
  readonly sent: (view: CorrectionView) => void;
  readonly cancel: () => void;
}
type ViewField = CatalogueView['fields'][number];
/** Kinds whose right value can be said in one box. */
const SAID: ReadonlySet<ViewField['kind']> = new Set(['text', 'phone', 'email', 'url', 'date', 'enum'] as const);

export class ReportForm {
  readonly #options: ReportFormOptions;
  #section: string;
  #key: string | null;
  #text = '';
  #right = '';
  #found: CorrectionFound = 'check';
  #urgent = false;
  #sending = false;
  #problem = '';

  constructor(options: ReportFormOptions) {
    this.#options = options;
    const start = options.of ?? (options.start && options.sections?.includes(options.start.section) ? options.start : undefined);
    this.#section = start?.section ?? options.sections?.[0] ?? 'profile';
    this.#key = start?.key ?? null;
  }

  #fields(): readonly ViewField[] {
    return this.#options.catalogue?.fields.filter((field) => field.home === sectionOf(this.#section) && field.scope === 'field' && field.aliasOf === undefined && field.kind !== 'computed' && field.kind !== 'rows' && field.kind !== 'list' && field.kind !== 'enums' && field.kind !== 'address' && field.kind !== 'files') ?? [];
  }
  #field(): ViewField | undefined {
    const key = this.#key?.startsWith('fields/') ? this.#key.slice(7) : null;
    return key === null ? undefined : this.#options.catalogue?.fields.find((field) => field.key === key);
  }

  render(language: Language, off: boolean): TemplateResult {
    const t = correctionTexts(language);
    const { of, sections = [], catalogue } = this.#options;
    const field = this.#field();
    const proposes = field !== undefined && SAID.has(field.kind) && field.multiple !== true && !isRestricted(this.#section);
    const options = field?.dictionary ? (catalogue?.dictionaries[field.dictionary]?.options.filter(({ hidden }) => hidden !== true) ?? []) : [];
    const set = (change: () => void) => (event: Event): void => { void event; change(); this.#options.changed(); };
    return html`<form class="report" aria-label=${t.report} novalidate @submit=${(event: Event) => { event.preventDefault(); void this.#send(language); }}>
      ${of ? nothing : html`<div class="two">
        <label>${t.section}<select id="section" @change=${(event: Event) => { this.#section = (event.target as HTMLSelectElement).value; this.#key = null; this.#right = ''; this.#options.changed(); }}>
          ${sections.map((key) => html`<option value=${key} ?selected=${key === this.#section}>${catalogue?.sections.find((each) => each.key === sectionOf(key))?.label ?? key}</option>`)}</select></label>
        <label>${t.value}<select id="value" @change=${(event: Event) => { this.#key = (event.target as HTMLSelectElement).value || null; this.#right = ''; this.#options.changed(); }}>
          <option value="" ?selected=${this.#key === null}>${t.wholeSection}</option>
          ${this.#fields().map(({ key, label, kind }) => { const value = kind === 'longText' ? `text:${key}` : `fields/${key}`; return html`<option value=${value} ?selected=${value === this.#key}>${label}</option>`; })}</select></label>
      </div>`}
      <label>${t.what}<textarea id="what" rows="3" required .value=${this.#text} @input=${(event: Event) => { this.#text = (event.target as HTMLTextAreaElement).value; }}></textarea></label>
      ${!proposes ? nothing : html`<label>${t.right}${field.kind === 'enum'
        ? html`<select id="right" @change=${(event: Event) => { this.#right = (event.target as HTMLSelectElement).value; }}><option value="">…</option>${options.map(({ key, label }) => html`<option value=${key} ?selected=${key === this.#right}>${label}</option>`)}</select>`
        : html`<input id="right" type=${field.kind === 'date' ? 'date' : 'text'} autocomplete="off" .value=${this.#right} @input=${(event: Event) => { this.#right = (event.target as HTMLInputElement).value; }}>`}<span class="small">${t.rightHint}</span></label>`}
      <div class="two">
        <label>${t.foundAs}<select id="found" @change=${(event: Event) => { this.#found = (event.target as HTMLSelectElement).value as CorrectionFound; }}>${FOUND.map((each) => html`<option value=${each} ?selected=${each === this.#found}>${t.found[each]}</option>`)}</select></label>
        <label class="check"><input type="checkbox" ?checked=${this.#urgent} @change=${set(() => { this.#urgent = !this.#urgent; })}>${t.urgent}</label>
      </div>
      <p class="small muted">${t.reportHint}</p>
      ${this.#problem === '' ? nothing : html`<p class="problem danger" role="alert">${this.#problem}</p>`}
      <div class="buttons"><button class="button primary" data-act="report" ?disabled=${off || this.#sending}>${this.#sending ? t.sending : t.send}</button><button type="button" class="button" ?disabled=${this.#sending} @click=${() => { this.#options.cancel(); }}>${t.cancel}</button></div>
    </form>`;
  }

  async #send(language: Language): Promise<void> {
    const t = correctionTexts(language);
    if (this.#sending) return;
    if (this.#text.trim() === '') {
      this.#problem = t.needsText;
      return this.#options.changed();
    }
    this.#sending = true;
    this.#problem = '';
    this.#options.changed();
    const right = this.#right.trim();
    const report: CorrectionReport = {
      concerns: [{ section: this.#section, key: this.#key }], text: this.#text, found: this.#found, urgency: this.#urgent ? 'urgent' : 'normal',
      ...(right === '' || this.#key === null ? {} : { proposed: [{ section: this.#section, key: this.#key, value: right }] }),
    };
    try {
      this.#options.sent(await this.#options.session.request<CorrectionView>('POST', `/api/archives/${encodeURIComponent(this.#options.archive)}/corrections`, report));
    } catch (error) {
      this.#problem = error instanceof ApiError && error.status < 500 && error.status !== 404 ? error.message : t.failed;
      this.#sending = false;
      this.#options.changed();
    }
  }
}

/** Those whose documents can be named; of contact records the newest year that there is. */
export const reportable = (sections: readonly { readonly section: string; readonly level: string; readonly years?: readonly number[] }[]): readonly string[] =>
  sections.filter(({ level }) => level === 'read' || level === 'write' || level === 'manage').flatMap(({ section }) => (sectionOf(section) !== undefined && section in SECTIONS ? [section] : []));
