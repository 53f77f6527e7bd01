/** Requests of people on the desk: what is due first, one form to receive, the steps to an answer. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { IDENTITY_WAYS, isOpen, REQUEST_KINDS, REQUEST_WAYS, REQUEST_WORDS } from '../../model/privacy/requests.ts';
import type { RequestStepWish, SubjectRequest } from '../../model/privacy/requests.ts';
import { valueOf } from '../admin/host.ts';
import type { Listed } from '../governance/element.ts';
import type { DeskHost, DeskPart } from './host.ts';
import { rightText } from './right-texts.ts';
import type { RightText } from './right-texts.ts';

interface Draft { kind: string; received: string; way: string; who: string; contact: string; note: string }
interface Step { readonly id: string; readonly step: 'identify' | 'answer' | 'refuse' | 'extend'; identity: string; note: string }

export class RequestsPart implements DeskPart {
  readonly #host: DeskHost;
  readonly #search: (request: SubjectRequest) => void;
  readonly #leave: (request: SubjectRequest, what: 'restrict' | 'object') => void;
  #list: Listed<SubjectRequest> = { kind: 'loading' };
  #draft: Draft | null = null;
  #step: Step | null = null;
  constructor(host: DeskHost, search: (request: SubjectRequest) => void, leave: (request: SubjectRequest, what: 'restrict' | 'object') => void) {
    this.#host = host;
    this.#search = search;
    this.#leave = leave;
  }

  async load(): Promise<void> {
    this.#list = await this.#host.ask('/api/subject-requests', this.#list);
    this.#host.update();
  }
  escape(): boolean {
    const open = this.#draft !== null || this.#step !== null;
    [this.#draft, this.#step] = [null, null];
    return open;
  }
  end(): void {
    this.escape();
  }

  #begin(): void {
    this.escape();
    this.#draft = { kind: 'access', received: new Date(this.#host.clock.now()).toISOString().slice(0, 10), way: 'phone', who: '', contact: '', note: '' };
    this.#host.update();
    this.#host.focus('form select');
  }
  #receive(event: Event, draft: Draft): void {
    event.preventDefault();
    if (draft.who.trim() === '') return this.#host.wrong(this.#host.say('who'), 'form input[name=who]');
    void this.#host.act((session) => session.request('POST', '/api/subject-requests', draft), this.#host.say('done')).then((done) => {
      if (done) this.#draft = null;
      this.#host.update();
    });
  }
  #take(event: Event, { id, step, identity, note }: Step): void {
    event.preventDefault();
    const wish: RequestStepWish = { step, note: note.trim(), ...(step === 'identify' ? { identity: identity as never } : {}) };
    if (step !== 'identify' && note.trim() === '') return this.#host.wrong(this.#host.say('whatNote'), 'form textarea');
    void this.#host.act((session) => session.request('POST', `/api/subject-requests/${id}/steps`, wish), this.#host.say('done')).then((done) => {
      if (done) this.#step = null;
      this.#host.update();
    });
  }

  render(): TemplateResult {
    const { say, off } = this.#host;
    return html`<div class="part"><div class="head"><h3 role="heading" aria-level=${this.#host.level + 1}>${say('requests')}</h3><button type="button" class="button primary new" ?disabled=${off} @click=${() => this.#begin()}>${say('newRequest')}</button></div>
      ${this.#draft === null ? nothing : this.#form(this.#draft)}
      ${this.#host.list(this.#list, say('noRequests'), (request) => this.#one(request), () => void this.load())}</div>`;
  }

  #select(name: string, label: string, options: readonly string[], now: string, set: (value: string) => void): TemplateResult {
    const { language } = this.#host;
    return html`<label class="field"><span>${label}</span><select name=${name} @change=${(event: Event) => { set(valueOf(event)); }}>${options.map((key) => html`<option value=${key} ?selected=${key === now}>${REQUEST_WORDS[key as keyof typeof REQUEST_WORDS][language]}</option>`)}</select></label>`;
  }
  #input(name: 'who' | 'contact' | 'received', label: string, draft: Draft, type = 'text'): TemplateResult {
    return html`<label class="field"><span>${label}</span><input name=${name} type=${type} autocomplete="off" .value=${draft[name]} @input=${(event: Event) => { draft[name] = valueOf(event); }} /></label>`;
  }
  #form(draft: Draft): TemplateResult {
    const { say, off } = this.#host;
    return html`<form @submit=${(event: Event) => this.#receive(event, draft)}>
      <div class="two">${this.#select('kind', say('kind'), REQUEST_KINDS, draft.kind, (value) => { draft.kind = value; })}${this.#select('way', say('way'), REQUEST_WAYS, draft.way, (value) => { draft.way = value; })}</div>
      <div class="two">${this.#input('who', say('who'), draft)}${this.#input('contact', say('contact'), draft)}</div>${this.#input('received', say('received'), draft, 'date')}
      <label class="field"><span>${say('note')}</span><textarea .value=${draft.note} @input=${(event: Event) => { draft.note = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${say('save')}</button>${this.#cancel()}</div></form>`;
  }
  #cancel(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${this.#host.say('cancel')}</button>`;
  }

  #one(request: SubjectRequest): TemplateResult {
    const { say, language, off } = this.#host;
    const { id, kind, state, who, contact, due, late, soon, archives, outcome, putOff, corrected } = request;
    const right = (key: RightText, put?: Readonly<Record<string, string>>): string => rightText(language, key, put);
    const word = (key: keyof typeof REQUEST_WORDS): string => REQUEST_WORDS[key][language];
    const step = (what: Step['step'], label: string): TemplateResult => html`<button type="button" class="button ${what}" ?disabled=${off} @click=${() => { this.escape(); this.#step = { id, step: what, identity: 'knownNumber', note: '' }; this.#host.update(); this.#host.focus('li form select, li form textarea'); }}>${label}</button>`;
    return html`<li data-request=${id} class=${late ? 'overdue' : ''}><div class="what">
        <p class="line"><strong><bdi>${who === '' ? word(kind) : who}</bdi></strong><span>${word(kind)}</span><span class="state ${late ? 'late' : soon ? 'now' : ''}">${late ? say('late') : soon ? say('soon') : word(state)}</span></p>
        ${isOpen(state) ? html`<p class="muted small">${say('dueBy', { date: this.#host.day(due) })}${contact === '' ? nothing : html` · <bdi>${contact}</bdi>`}</p>` : outcome === '' ? nothing : html`<p class="reason">${outcome}</p>`}
        ${corrected === null || corrected === undefined ? nothing : html`<p class="small case">${right('caseIs', { state: right(corrected) })}</p>`}
        ${archives.length === 0 ? nothing : html`<p class="small">${archives.map((each) => html`<button type="button" class="link" @click=${() => this.#host.openArchive(each.id)}><bdi>${each.name}</bdi></button> `)}</p>`}
        ${this.#step?.id === id ? this.#stepForm(this.#step) : nothing}</div>
      ${isOpen(state) && this.#step?.id !== id ? html`<div class="buttons"><button type="button" class="button find" ?disabled=${off} @click=${() => this.#search(request)}>${say('search')}</button>${kind === 'restriction' || kind === 'objection' ? html`<button type="button" class="button primary leave" ?disabled=${off} @click=${() => this.#leave(request, kind === 'restriction' ? 'restrict' : 'object')}>${right(kind === 'restriction' ? 'restrict' : 'object')}</button>` : nothing}${state === 'received' ? step('identify', say('identify')) : step('answer', say('answer'))}${putOff ? nothing : step('extend', say('extend'))}${step('refuse', say('refuse'))}</div>` : nothing}</li>`;
  }
  #stepForm(step: Step): TemplateResult {
    const { say, off } = this.#host;
    return html`<form @submit=${(event: Event) => this.#take(event, step)}>
      ${step.step === 'identify' ? this.#select('identity', say('identity'), IDENTITY_WAYS, step.identity, (value) => { step.identity = value; }) : nothing}
      <label class="field"><span>${step.step === 'identify' ? say('note') : say('whatNote')}</span><textarea .value=${step.note} @input=${(event: Event) => { step.note = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${say('save')}</button>${this.#cancel()}</div></form>`;
  }
}
