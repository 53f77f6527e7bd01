/** The desk's shorter parts: what remains, for everybody; what has had its time; the consents of one customer. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import { CONSENT_PURPOSES, CONSENT_WAYS, CONSENT_WORDS, PURPOSES } from '../../model/privacy/consents.ts';
import type { ConsentPurpose, ConsentsView } from '../../model/privacy/consents.ts';
import { REMAINS, REMAINS_INTRO } from '../../model/privacy/remains.ts';
import type { RemainsView } from '../../model/privacy/remains.ts';
import { RETENTION_WORDS } from '../../model/privacy/retention.ts';
import type { RetentionDueView, RetentionRun, RetentionState, RetentionVersion } from '../../model/privacy/retention.ts';
import { valueOf } from '../admin/host.ts';
import { FindArchive } from '../governance/finds.ts';
import type { Listed } from '../governance/element.ts';
import { called } from '../internal/called.ts';
import type { DeskHost, DeskPart } from './host.ts';
import type { PrivacyText } from './texts.ts';

export class RemainsPart implements DeskPart {
  readonly #host: DeskHost;
  #here: RemainsView | null = null;
  constructor(host: DeskHost) {
    this.#host = host;
  }
  async load(): Promise<void> {
    // the words stand without it
    this.#here = (await this.#host.session?.request<RemainsView>('GET', '/api/privacy/remains').catch(() => this.#here)) ?? null;
    this.#host.update();
  }
  escape(): boolean {
    return false;
  }
  end(): void {
    this.#here = null;
  }
  render(): TemplateResult {
    const { say, language, level } = this.#host;
    const more = (key: string): unknown => {
      if (this.#here === null) return nothing;
      const { exports, exported, backups } = this.#here;
      if (key === 'exports') return html`<p class="small">${say('exported', { count: exported })}</p>${exports === null || exports.length === 0 ? nothing : html`<ul class="dots">${exports.slice(0, 20).map(({ at, format, archives }) => html`<li>${this.#host.day(at)} · ${format}${archives === null ? nothing : ` · ${archives}`}</li>`)}</ul>`}`;
      if (key === 'backups') return html`<p class="small">${backups.count === 0 ? say('noBackups') : say('backups', { count: backups.count, date: backups.until === null ? '–' : this.#host.day(backups.until) })}</p>`;
      return nothing;
    };
    return html`<div class="part remains"><div class="head"><h3 role="heading" aria-level=${level + 1}>${say('remains')}</h3><button type="button" class="button no-print" @click=${() => { print(); }}>${say('print')}</button></div><p class="lead">${REMAINS_INTRO[language]}</p>
      ${REMAINS.map(({ key, title, text }) => html`<section class="remain" data-key=${key}><h4 role="heading" aria-level=${level + 2}>${title[language]}</h4><p>${text[language]}</p>${more(key)}</section>`)}</div>`;
  }
}

interface Choice { readonly id: string; readonly what: 'erase' | 'keep'; reason: string }
const STATES: Readonly<Record<RetentionState, PrivacyText>> = { proposed: 'proposed', asked: 'askedState', confirmed: 'confirmed', kept: 'kept', done: 'confirmed' };

export class DuePart implements DeskPart {
  readonly #host: DeskHost;
  #list: Listed<RetentionDueView> = { kind: 'loading' };
  #rules: RetentionVersion | null = null;
  #run = '';
  #open: Choice | null = null;
  constructor(host: DeskHost) {
    this.#host = host;
  }
  async load(): Promise<void> {
    const [list, rules] = await Promise.all([this.#host.ask('/api/retention/due', this.#list), this.#host.session?.request<RetentionVersion>('GET', '/api/retention').catch(() => this.#rules)]);
    [this.#list, this.#rules] = [list, rules ?? null];
    this.#host.update();
  }
  escape(): boolean {
    const open = this.#open !== null;
    this.#open = null;
    return open;
  }
  end(): void {
    this.escape();
    this.#run = '';
  }
  #decide(event: Event, open: Choice): void {
    event.preventDefault();
    const { id, what, reason } = open;
    void this.#host.act((session) => session.request('POST', `/api/retention/due/${id}`, { what, reason }), this.#host.say('done')).then((done) => {
      if (done) this.#open = null;
      this.#host.update();
    });
  }
  render(): TemplateResult {
    const { say, off, level, language } = this.#host;
    const run = (): void => void this.#host.act(async (session) => {
      const { looked, due, held } = await session.request<RetentionRun>('POST', '/api/retention/run', { dry: true });
      this.#run = say('ran', { looked, due, held });
    }, say('done'));
    return html`<div class="part terms"><div class="head"><h3 role="heading" aria-level=${level + 1}>${say('due')}</h3><button type="button" class="button" ?disabled=${off} @click=${run}>${say('runNow')}</button></div><p class="lead">${say('dueLead')}</p>${this.#run === '' ? nothing : html`<p role="status">${this.#run}</p>`}
      ${this.#host.list(this.#list, say('noDue'), (each) => this.#one(each), () => void this.load())}
      ${this.#rules === null ? nothing : html`<h4 role="heading" aria-level=${level + 2}>${say('rules')}</h4><ul class="dots">${this.#rules.rules.map(({ section, years, from }) => html`<li>${section === null ? say('whole') : SECTION_LABELS[section][language]}${language.startsWith('zh') ? '：' : ': '}${say('rule', { years, from: RETENTION_WORDS[from][language] })}</li>`)}</ul>`}</div>`;
  }
  #one({ id, archive, name, section, due, state, held, askedBy, reason }: RetentionDueView): TemplateResult {
    const { say, off, language, session } = this.#host;
    const open = this.#open?.id === id ? this.#open : null;
    const begin = (what: 'erase' | 'keep') => () => { this.#open = { id, what, reason: '' }; this.#host.update(); this.#host.focus('li form textarea'); };
    const mine = askedBy !== null && askedBy.id === session?.me?.id;
    return html`<li data-due=${id}><div class="what"><p class="line"><button type="button" class="link" @click=${() => this.#host.openArchive(archive)}><bdi>${name}</bdi></button><span>${section === null ? say('whole') : SECTION_LABELS[section][language]}</span><span class="state ${state === 'asked' ? 'now' : ''}">${say(STATES[state])}</span>${held ? html`<span class="state late">${say('underHold')}</span>` : nothing}</p>
        <p class="muted small">${say('sinceDue', { date: this.#host.day(due) })}${askedBy === null ? nothing : html` · <bdi>${askedBy.name}</bdi>`}</p>${reason === '' ? nothing : html`<p class="reason">${reason}</p>`}
        ${open === null ? nothing : html`<form @submit=${(event: Event) => this.#decide(event, open)}><label class="field"><span>${say('reason')}</span><textarea .value=${open.reason} @input=${(event: Event) => { open.reason = valueOf(event); }}></textarea></label><div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${open.what === 'keep' ? say('keep') : state === 'asked' ? say('confirmGo') : say('letGo')}</button><button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${say('cancel')}</button></div></form>`}</div>
      ${open === null && (state === 'proposed' || state === 'asked') ? html`<div class="buttons">${mine ? nothing : html`<button type="button" class="button erase" ?disabled=${off || held} @click=${begin('erase')}>${state === 'asked' ? say('confirmGo') : say('letGo')}</button>`}<button type="button" class="button" ?disabled=${off} @click=${begin('keep')}>${say('keep')}</button></div>` : nothing}</li>`;
  }
}

export class ConsentsPart implements DeskPart {
  readonly #host: DeskHost;
  #archive: { readonly id: string; readonly name: string } | null = null;
  #view: ConsentsView | null = null;
  #find: FindArchive | null = null;
  #draft: { purpose: ConsentPurpose; how: string; version: string; guardian: string } | null = null;
  constructor(host: DeskHost) {
    this.#host = host;
  }
  async load(): Promise<void> {
    const finder = this.#host.finder();
    if (this.#find === null && finder) this.#find = new FindArchive(finder, 'consent-archive', ({ id, name }) => { this.choose(id, name); });
    if (this.#archive) this.#view = (await this.#host.session?.request<ConsentsView>('GET', `/api/consents/${encodeURIComponent(this.#archive.id)}`).catch(() => null)) ?? null;
    this.#host.update();
  }
  choose(id: string, name: string): void {
    [this.#archive, this.#view] = [{ id, name }, null];
    void this.load();
  }
  escape(): boolean {
    const open = this.#draft !== null;
    this.#draft = null;
    return open;
  }
  end(): void {
    [this.#archive, this.#view, this.#find, this.#draft] = [null, null, null, null];
  }
  #withdraw(purpose: ConsentPurpose): void {
    const archive = this.#archive;
    if (archive) void this.#host.act((session) => session.request('POST', `/api/consents/${encodeURIComponent(archive.id)}/withdraw`, { purposes: [purpose], how: 'phone' }), this.#host.say('withdrawn'));
  }
  #record(event: Event): void {
    event.preventDefault();
    const [archive, draft] = [this.#archive, this.#draft];
    if (!archive || !draft) return;
    void this.#host.act((session) => session.request('POST', `/api/consents/${encodeURIComponent(archive.id)}`, { acts: [{ ...draft, state: 'granted' }] }), this.#host.say('done')).then((done) => {
      if (done) this.#draft = null;
      this.#host.update();
    });
  }

  render(): TemplateResult {
    const { say, off, level, language } = this.#host;
    const [archive, view, draft] = [this.#archive, this.#view, this.#draft];
    return html`<div class="part consents"><div class="head"><h3 role="heading" aria-level=${level + 1}>${say('consents')}</h3></div>
      ${archive === null ? html`<div class="field"><span class="label">${say('customer')}</span>${this.#find?.render(say('customer')) ?? nothing}</div>` : html`<p class="chosen"><bdi>${archive.name}</bdi><button type="button" class="button quiet" @click=${() => { this.end(); void this.load(); }}>${say('back')}</button></p>`}
      ${view === null ? nothing : html`<h4 role="heading" aria-level=${level + 2}>${say('holds')}</h4>${view.now.length === 0 ? html`<p class="muted">${say('noConsents')}</p>` : html`<ul class="items">${view.now.map(({ purpose, state, since }) => html`<li data-purpose=${purpose}><div class="what"><p class="line"><strong>${PURPOSES[purpose].label[language]}</strong><span class="state ${state === 'granted' ? '' : 'late'}">${CONSENT_WORDS[state][language]}</span></p><p class="muted small">${this.#host.day(since)}</p></div>${state === 'granted' && view.mayWrite ? html`<div class="buttons"><button type="button" class="button withdraw" ?disabled=${off} @click=${() => this.#withdraw(purpose)}>${say('withdraw')}</button></div>` : nothing}</li>`)}</ul>`}
        ${!view.mayWrite ? nothing : draft === null ? html`<div class="buttons"><button type="button" class="button record" ?disabled=${off} @click=${() => { this.#draft = { purpose: 'marketingEmail', how: 'written', version: '', guardian: '' }; this.#host.update(); this.#host.focus('form select'); }}>${say('record')}</button></div>` : html`<form @submit=${(event: Event) => this.#record(event)}>
          <div class="two"><label class="field"><span>${say('purpose')}</span><select @change=${(event: Event) => { draft.purpose = valueOf(event) as ConsentPurpose; this.#host.update(); }}>${CONSENT_PURPOSES.map((key) => html`<option value=${key} ?selected=${key === draft.purpose}>${PURPOSES[key].label[language]}</option>`)}</select></label>
          <label class="field"><span>${say('how')}</span><select @change=${(event: Event) => { draft.how = valueOf(event); }}>${CONSENT_WAYS.map((key) => html`<option value=${key} ?selected=${key === draft.how}>${CONSENT_WORDS[key][language]}</option>`)}</select></label></div>
          <label class="field"><span>${say('version')}</span><input name="version" .value=${draft.version} @input=${(event: Event) => { draft.version = valueOf(event); }} /></label>
          ${PURPOSES[draft.purpose].guardian ? html`<label class="field"><span>${say('guardian')}</span><input name="guardian" .value=${draft.guardian} @input=${(event: Event) => { draft.guardian = valueOf(event); }} /></label>` : nothing}
          <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${say('save')}</button><button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${say('cancel')}</button></div></form>`}
        ${view.items.length === 0 ? nothing : html`<details><summary>${say('acts')}</summary><ul class="dots">${view.items.map(({ purpose, state, decided, how, version, by }) => html`<li>${this.#host.day(decided)} · ${PURPOSES[purpose].label[language]} · ${CONSENT_WORDS[state][language]} · ${CONSENT_WORDS[how][language]}${version === '' ? nothing : ` · ${version}`}${by.name === '' ? nothing : html` · <bdi>${called(by, language)}</bdi>`}</li>`)}</ul></details>`}`}</div>`;
  }
}
