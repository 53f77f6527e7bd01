/** The rules of how long things are kept, on the desk: a table that administrators and compliance change as a whole, each time as a new version with a reason. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import { RETENTION_FROM, RETENTION_WORDS, retentionProblems } from '../../model/privacy/retention.ts';
import type { RetentionFrom, RetentionRule, RetentionVersion } from '../../model/privacy/retention.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { valueOf } from '../admin/host.ts';
import type { DeskHost, DeskPart } from './host.ts';
import { privacyText } from './texts.ts';
import { rightText } from './right-texts.ts';
import type { RightText } from './right-texts.ts';

type Row = { -readonly [Key in keyof RetentionRule]: RetentionRule[Key] };
const KINDS = ['individual', 'organisation'] as const;

export class RulesPart implements DeskPart {
  readonly #host: DeskHost;
  #here: RetentionVersion | null = null;
  #rows: Row[] | null = null;
  #note = '';
  constructor(host: DeskHost) {
    this.#host = host;
  }
  async load(): Promise<void> {
    this.#here = (await this.#host.session?.request<RetentionVersion>('GET', '/api/retention').catch(() => this.#here)) ?? null;
    this.#host.update();
  }
  escape(): boolean {
    const open = this.#rows !== null;
    this.#rows = null;
    return open;
  }
  end(): void {
    [this.#here, this.#rows, this.#note] = [null, null, ''];
  }
  #say(key: RightText, put?: Readonly<Record<string, string | number>>): string {
    return rightText(this.#host.language, key, put);
  }
  #what({ kind, section }: RetentionRule): string {
    return [section === null ? this.#say('whole') : SECTION_LABELS[section][this.#host.language], ...(kind === null ? [] : [kind === 'individual' || kind === 'organisation' ? this.#say(kind) : kind])].join(', ');
  }
  #add(rows: Row[]): void {
    let n = rows.length + 1;
    while (rows.some(({ id }) => id === `rule-${n}`)) n++;
    rows.push({ id: `rule-${n}`, kind: null, section: SECTION_KEYS.find((key) => !rows.some(({ section }) => section === key)) ?? 'profile', from: 'lastActivity', years: 3 });
    this.#host.update();
    this.#host.focus(`[data-rule=rule-${n}] select`);
  }
  #save(event: Event, rows: readonly Row[], version: number): void {
    event.preventDefault();
    const bad = retentionProblems(rows)[0];
    if (bad) return this.#host.wrong(this.#say('badYears'), `[data-rule="${rows[Number(/\d+/.exec(bad.field)?.[0] ?? 0)]?.id ?? ''}"] input`);
    const twice = rows.find((row, i) => rows.findIndex(({ kind, section }) => kind === row.kind && section === row.section) !== i);
    if (twice) return this.#host.wrong(this.#say('same'), `[data-rule="${twice.id}"] select`);
    void this.#host.act((session) => session.request('PUT', '/api/retention', { rules: rows, version, note: this.#note.trim() }), this.#say('rulesSaved')).then((done) => {
      if (done) [this.#rows, this.#note] = [null, ''];
      this.#host.update();
    });
  }

  render(): TemplateResult {
    const { off, level, language } = this.#host;
    const here = this.#here;
    const rows = this.#rows;
    return html`<div class="part rules"><div class="head"><h3 role="heading" aria-level=${level + 1}>${this.#say('rules')}</h3>${here === null || rows !== null ? nothing : html`<button type="button" class="button change" ?disabled=${off} @click=${() => { this.#rows = here.rules.map((rule) => ({ ...rule })); this.#host.update(); this.#host.focus('form select'); }}>${this.#say('change')}</button>`}</div>
      <p class="lead">${this.#say('rulesLead')}</p>
      ${here === null ? nothing : html`<p class="muted small">${this.#say('version', { version: here.version })} · ${here.setBy === null || here.setAt === null ? this.#say('shipped') : this.#say('setBy', { name: here.setBy.name, date: this.#host.day(here.setAt) })}${here.note === null ? nothing : html` · <bdi>${here.note}</bdi>`}</p>
        ${rows === null ? html`<ul class="dots">${here.rules.map((rule) => html`<li>${this.#what(rule)}: ${privacyText(language, 'rule', { years: rule.years, from: RETENTION_WORDS[rule.from][language] })}</li>`)}</ul>` : this.#form(rows, here.version)}`}</div>`;
  }
  #form(rows: Row[], version: number): TemplateResult {
    const { off, language } = this.#host;
    const choice = (label: RightText, options: readonly (readonly [value: string, text: string])[], now: string, set: (value: string) => void): TemplateResult => html`<label class="field"><span>${this.#say(label)}</span><select @change=${(event: Event) => { set(valueOf(event)); this.#host.update(); }}>${options.map(([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`)}</select></label>`;
    return html`<form @submit=${(event: Event) => this.#save(event, rows, version)}>${rows.map((row, i) => html`<fieldset class="rule" data-rule=${row.id} aria-label=${this.#what(row)}>
        ${choice('section', [['', this.#say('whole')], ...SECTION_KEYS.map((key) => [key, SECTION_LABELS[key][language]] as const)], row.section ?? '', (value) => { row.section = value === '' ? null : (value as SectionKey); })}
        ${choice('kind', [['', this.#say('every')], ...KINDS.map((key) => [key, this.#say(key)] as const), ...(row.kind === null || (KINDS as readonly string[]).includes(row.kind) ? [] : [[row.kind, row.kind] as const])], row.kind ?? '', (value) => { row.kind = value === '' ? null : value; })}
        <label class="field"><span>${this.#say('years')}</span><input type="number" inputmode="numeric" min="1" max="100" step="1" required .value=${String(row.years)} @input=${(event: Event) => { row.years = Number(valueOf(event)); }} /></label>
        ${choice('from', RETENTION_FROM.map((key) => [key, RETENTION_WORDS[key][language]] as const), row.from, (value) => { row.from = value as RetentionFrom; })}
        <button type="button" class="button quiet remove" ?disabled=${off} aria-label=${this.#say('removeOf', { what: this.#what(row) })} @click=${() => { rows.splice(i, 1); this.#host.update(); this.#host.focus('.add'); }}>${this.#say('remove')}</button></fieldset>`)}
      <div class="buttons"><button type="button" class="button add" ?disabled=${off} @click=${() => this.#add(rows)}>${this.#say('add')}</button></div>
      <label class="field"><span>${this.#say('why')}</span><input name="note" maxlength="500" .value=${this.#note} @input=${(event: Event) => { this.#note = valueOf(event); }} /></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${this.#say('save')}</button><button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${this.#say('cancel')}</button></div></form>`;
  }
}
