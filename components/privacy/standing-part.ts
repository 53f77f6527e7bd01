/** Restrictions and objections on the desk: what stands first, each set with a reason and ended with one; the way there may begin with a request. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import type { SubjectRequest } from '../../model/privacy/requests.ts';
import type { ObjectionView, RestrictionView } from '../../model/privacy/standing.ts';
import { isToldScheme } from '../../model/privacy/suspicion.ts';
import { valueOf } from '../admin/host.ts';
import { FindArchive } from '../governance/finds.ts';
import type { Listed } from '../governance/element.ts';
import type { DeskHost, DeskPart } from './host.ts';
import { rightText } from './right-texts.ts';
import type { RightText } from './right-texts.ts';

type What = 'restrict' | 'object';
interface Draft { readonly what: What; readonly request: SubjectRequest | null; archive: { readonly id: string; readonly name: string } | null; scheme: string; reason: string }
interface Ending { readonly what: 'lift' | 'settle'; readonly id: string; reason: string }
const TOLD = SCHEME_KEYS.filter(isToldScheme);

export class StandingPart implements DeskPart {
  readonly #host: DeskHost;
  #restrictions: Listed<RestrictionView> = { kind: 'loading' };
  #objections: Listed<ObjectionView> = { kind: 'loading' };
  #draft: Draft | null = null;
  #ending: Ending | null = null;
  #find: FindArchive | null = null;
  constructor(host: DeskHost) {
    this.#host = host;
  }

  async load(): Promise<void> {
    [this.#restrictions, this.#objections] = await Promise.all([this.#host.ask('/api/restrictions', this.#restrictions), this.#host.ask('/api/objections', this.#objections)]);
    this.#host.update();
  }
  /** From a request, with the archives that were linked to it. */
  begin(request: SubjectRequest | null, what: What): void {
    const [only, ...others] = request?.archives ?? [];
    this.#ending = null;
    this.#draft = { what, request, archive: only !== undefined && others.length === 0 ? only : null, scheme: TOLD[0] ?? '', reason: '' };
    const finder = this.#host.finder();
    this.#find = finder && new FindArchive(finder, 'standing-archive', ({ id, name }) => { this.#choose({ id, name }); });
    this.#host.update();
    this.#host.focus('form.standing input, form.standing select, form.standing textarea');
  }
  #choose(archive: { readonly id: string; readonly name: string } | null): void {
    if (this.#draft) this.#draft.archive = archive;
    this.#host.update();
  }
  escape(): boolean {
    const open = this.#draft !== null || this.#ending !== null;
    [this.#draft, this.#ending] = [null, null];
    return open;
  }
  end(): void {
    this.escape();
    this.#find = null;
  }
  #say(key: RightText, put?: Readonly<Record<string, string | number>>): string {
    return rightText(this.#host.language, key, put);
  }

  #save(event: Event, { what, request, archive, scheme, reason }: Draft): void {
    event.preventDefault();
    if (archive === null || reason.trim() === '') return this.#host.wrong(this.#say('missing'), archive === null ? 'form.standing input' : 'form.standing textarea');
    const body = { archive: archive.id, reason: reason.trim(), ...(request === null ? {} : { request: request.id }), ...(what === 'object' ? { schemes: [scheme] } : {}) };
    void this.#host.act((session) => session.request('POST', what === 'restrict' ? '/api/restrictions' : '/api/objections', body), this.#say(what === 'restrict' ? 'restricted' : 'objected')).then((done) => {
      if (done) this.#draft = null;
      this.#host.update();
    });
  }
  #end(event: Event, { what, id, reason }: Ending): void {
    event.preventDefault();
    if (reason.trim() === '') return this.#host.wrong(this.#say('reason'), 'li form textarea');
    void this.#host.act((session) => session.request('POST', what === 'lift' ? `/api/restrictions/${id}/lift` : `/api/objections/${id}/settle`, { reason: reason.trim() }), this.#say(what === 'lift' ? 'liftedNow' : 'settled')).then((done) => {
      if (done) this.#ending = null;
      this.#host.update();
    });
  }

  render(): TemplateResult {
    const { level, off } = this.#host;
    const head = (title: RightText, lead: RightText, what: What, button: RightText): TemplateResult => html`<div class="head"><h3 role="heading" aria-level=${level + 1}>${this.#say(title)}</h3><button type="button" class="button ${what}" ?disabled=${off} @click=${() => this.begin(null, what)}>${this.#say(button)}</button></div><p class="lead">${this.#say(lead)}</p>${this.#draft?.what === what ? this.#form(this.#draft) : nothing}`;
    return html`<div class="part restrictions">${head('restrictions', 'restrictLead', 'restrict', 'restrict')}${this.#host.list(this.#restrictions, this.#say('noRestrictions'), (each) => this.#restriction(each), () => void this.load())}</div>
      <div class="part objections">${head('objections', 'objectLead', 'object', 'object')}${this.#host.list(this.#objections, this.#say('noObjections'), (each) => this.#objection(each), () => void this.load())}</div>`;
  }
  #form(draft: Draft): TemplateResult {
    const { off, language } = this.#host;
    const given = draft.request?.archives ?? [];
    return html`<form class="standing" @submit=${(event: Event) => this.#save(event, draft)}>
      <div class="field"><span class="label">${this.#say('archive')}</span>${draft.archive !== null ? html`<p class="chosen"><bdi>${draft.archive.name}</bdi><button type="button" class="button quiet" @click=${() => this.#choose(null)}>${this.#say('remove')}</button></p>`
        : html`${given.length === 0 ? nothing : html`<div class="buttons" role="group" aria-label=${this.#say('ofRequest')}>${given.map((each) => html`<button type="button" class="button" @click=${() => this.#choose(each)}><bdi>${each.name}</bdi></button>`)}</div>`}${this.#find?.render(this.#say('archive')) ?? nothing}`}</div>
      ${draft.what === 'restrict' ? nothing : html`<label class="field"><span>${this.#say('scheme')}</span><select name="scheme" @change=${(event: Event) => { draft.scheme = valueOf(event); }}>${TOLD.map((key) => html`<option value=${key} ?selected=${key === draft.scheme}>${SCHEME_NAMES[key][language]}</option>`)}</select></label>`}
      <label class="field"><span>${this.#say('reason')}</span><textarea name="reason" .value=${draft.reason} @input=${(event: Event) => { draft.reason = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${this.#say(draft.what === 'restrict' ? 'restrictIt' : 'save')}</button>${this.#cancel()}</div></form>`;
  }
  #cancel(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${this.#say('cancel')}</button>`;
  }
  #ended(id: string, what: Ending['what'], label: RightText): TemplateResult | typeof nothing {
    const { off } = this.#host;
    const open = this.#ending?.id === id ? this.#ending : null;
    return open === null ? html`<div class="buttons"><button type="button" class="button ${what}" ?disabled=${off} @click=${() => { this.escape(); this.#ending = { what, id, reason: '' }; this.#host.update(); this.#host.focus('li form textarea'); }}>${this.#say(label)}</button></div>`
      : html`<form @submit=${(event: Event) => this.#end(event, open)}><label class="field"><span>${this.#say('reason')}</span><textarea .value=${open.reason} @input=${(event: Event) => { open.reason = valueOf(event); }}></textarea></label><div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${this.#say(label)}</button>${this.#cancel()}</div></form>`;
  }
  #name(archive: string, name: string): TemplateResult {
    return html`<button type="button" class="link" @click=${() => this.#host.openArchive(archive)}><bdi>${name}</bdi></button>`;
  }
  #restriction({ id, archive, name, reason, by, at, lifted }: RestrictionView): TemplateResult {
    return html`<li data-restriction=${id}><div class="what"><p class="line">${this.#name(archive, name)}<span class="state ${lifted === null ? 'now' : ''}">${this.#say(lifted === null ? 'stands' : 'lifted')}</span></p><p class="reason">${reason}</p><p class="muted small">${this.#host.day(at)} · <bdi>${by.name}</bdi></p>
      ${lifted === null ? nothing : html`<p class="reason">${lifted.reason}</p><p class="muted small">${this.#host.day(lifted.at)} · <bdi>${lifted.by.name}</bdi></p>`}</div>${lifted === null ? this.#ended(id, 'lift', 'lift') : nothing}</li>`;
  }
  #objection({ id, archive, name, schemeName, value, reason, by, at, decided }: ObjectionView): TemplateResult {
    const { language } = this.#host;
    return html`<li data-objection=${id}><div class="what"><p class="line">${this.#name(archive, name)}<span>${schemeName[language]}${value === null ? nothing : html`: ${value[language]}`}</span><span class="state ${decided === null ? 'now' : ''}">${this.#say(decided === null ? 'waits' : decided.kind === 'kept' ? 'keptClass' : 'byHand')}</span></p><p class="reason">${reason}</p><p class="muted small">${this.#host.day(at)} · <bdi>${by.name}</bdi></p>
      ${decided === null ? nothing : html`<p class="reason">${decided.reason}</p><p class="muted small">${this.#host.day(decided.at)} · <bdi>${decided.by.name}</bdi></p>`}</div>${decided === null ? this.#ended(id, 'settle', 'settle') : nothing}</li>`;
  }
}
