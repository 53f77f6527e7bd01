/** Requests as both sides see them: what was asked, what became of it, and what one may do about it now: approve, narrow, refuse, take back, end. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccessDecision, AccessRequestView } from '../../model/access/api.ts';
import { isGiven, sectionsOf } from '../../model/access/request.ts';
import type { AskedLevel } from '../../model/access/request.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import { refusal } from './ask.ts';
import { dayOf, labelled, wishText } from './sentences.ts';
import type { Wording } from './sentences.ts';
import { newDraft, sectionsOfDraft, wishFields } from './wish-form.ts';
import type { Draft } from './wish-form.ts';
import { called } from '../internal/called.ts';

export interface ListHost {
  readonly session: Session;
  readonly wording: () => Wording;
  /** Today, for the first day a right may end. */
  readonly today: () => string;
  readonly update: () => void;
  /** Something became of a request: told, and read anew. */
  readonly done: (said: string, request: AccessRequestView) => void;
  readonly focus: (selector: string) => void;
  /** Shows the customer's name, which leads there. Left out where all are of one. */
  readonly open?: (archive: string) => void;
}
type Doing = { readonly id: string; readonly kind: 'approve' | 'narrow' | 'refuse'; readonly draft: Draft };

export class RequestList {
  readonly #host: ListHost;
  #doing: Doing | null = null;
  #busy: string | null = null;
  #problem: { readonly id: string; readonly text: string } | null = null;

  constructor(host: ListHost) {
    this.#host = host;
  }

  #begin(request: AccessRequestView, kind: Doing['kind']): void {
    const { asked } = request;
    this.#doing = { id: request.id, kind, draft: newDraft({ level: asked.level, sections: [...sectionsOf(asked)], until: asked.until?.slice(0, 10) ?? '' }) };
    this.#problem = null;
    this.#host.update();
    this.#host.focus(`[data-request="${request.id}"] form :is(input, textarea)`);
  }
  #leave(id: string): void {
    this.#doing = null;
    this.#host.update();
    this.#host.focus(`[data-request="${id}"] button`);
  }

  async #act(request: AccessRequestView, what: 'decision' | 'withdraw' | 'end', body: AccessDecision | undefined, said: string): Promise<void> {
    if (this.#busy !== null) return;
    this.#busy = request.id;
    this.#problem = null;
    this.#host.update();
    try {
      const answer = await this.#host.session.request<AccessRequestView>('POST', `/api/access-requests/${encodeURIComponent(request.id)}/${what}`, body);
      this.#doing = null;
      this.#host.done(said, answer);
    } catch (error) {
      this.#problem = { id: request.id, text: refusal(error, this.#host.wording().t.failed) };
    }
    this.#busy = null;
    this.#host.update();
  }

  #decide(request: AccessRequestView, { kind, draft }: Doing): void {
    const { t } = this.#host.wording();
    const note = draft.text.trim() === '' ? null : draft.text.trim();
    const until = draft.until === '' ? null : draft.until === request.asked.until?.slice(0, 10) ? request.asked.until : draft.until;
    const body: AccessDecision = kind === 'narrow' ? { decision: 'narrow', sections: sectionsOfDraft(draft), level: draft.level, until, note } : { decision: kind, note };
    void this.#act(request, 'decision', body, t.said[kind]);
  }

  render(requests: readonly AccessRequestView[], off: boolean): TemplateResult {
    return html`<ul class="requests">${repeat(requests, ({ id }) => id, (each) => this.#row(each, off))}</ul>`;
  }

  #row(request: AccessRequestView, off: boolean): TemplateResult {
    const words = this.#host.wording();
    const { t } = words;
    const { state, asked, requester, reason, mine, mayDecide, mayEnd } = request;
    const given = 'given' in state && state.given !== null ? state.given : null;
    const doing = this.#doing?.id === request.id ? this.#doing : null;
    const shut = off || this.#busy !== null;
    return html`<li class="request ${state.kind}" data-request=${request.id}>
      ${this.#host.open === undefined ? nothing : html`<p><button type="button" class="link name" @click=${() => this.#host.open?.(request.archive)}><bdi>${request.name}</bdi></button></p>`}
      <p><span class="state-word ${state.kind}">${t.states[state.kind]}</span> <strong><bdi>${called(requester, words.language)}</bdi></strong> <span>${wishText(words, given ?? asked)}</span></p>
      <p><bdi>${reason}</bdi></p>
      <p class="muted small">${[t.askedOn(dayOf(words, request.at)), ...this.#history(request)].join(' · ')}</p>
      ${'decided' in state && state.decided.note !== null ? html`<p class="note"><bdi>${state.decided.note}</bdi></p>` : nothing}
      ${this.#problem?.id === request.id ? html`<p class="danger problem" role="alert">${this.#problem.text}</p>` : nothing}
      ${doing === null ? html`<div class="buttons">
        ${mayDecide ? html`<button type="button" class="button approve" ?disabled=${shut} aria-label=${labelled(t.approve, called(requester, words.language))} @click=${() => { this.#begin(request, 'approve'); }}>${t.approve}</button>
          <button type="button" class="button narrow" ?disabled=${shut} aria-label=${labelled(t.narrow, called(requester, words.language))} @click=${() => { this.#begin(request, 'narrow'); }}>${t.narrow}</button>
          <button type="button" class="button refuse" ?disabled=${shut} aria-label=${labelled(t.refuse, called(requester, words.language))} @click=${() => { this.#begin(request, 'refuse'); }}>${t.refuse}</button>` : nothing}
        ${mine && state.kind === 'waiting' ? html`<button type="button" class="button withdraw" ?disabled=${shut} @click=${() => void this.#act(request, 'withdraw', undefined, t.said.withdraw)}>${t.withdraw}</button>` : nothing}
        ${mayEnd && isGiven(state) ? html`<button type="button" class="button end" ?disabled=${shut} aria-label=${labelled(t.end, called(requester, words.language))} @click=${() => void this.#act(request, 'end', undefined, t.said.end)}>${t.end}</button>` : nothing}
      </div>` : this.#form(request, doing, shut)}
    </li>`;
  }

  #history({ state }: AccessRequestView): readonly string[] {
    const words = this.#host.wording();
    const { t } = words;
    switch (state.kind) {
      case 'waiting': return state.managerSince === null ? [] : [t.managerToo(dayOf(words, state.managerSince))];
      case 'approved': case 'narrowed': case 'refused': return [t.decidedBy(called(state.decided.by, words.language), dayOf(words, state.decided.at))];
      case 'withdrawn': return [dayOf(words, state.at)];
      case 'expired': return [...(state.given === null ? [t.noAnswer] : []), dayOf(words, state.at)];
      case 'ended': return [state.by === null ? t.ends[state.why] : t.decidedBy(called(state.by, words.language), dayOf(words, state.at))];
    }
  }

  #form(request: AccessRequestView, doing: Doing, shut: boolean): TemplateResult {
    const words = this.#host.wording();
    const { t } = words;
    const { draft, kind } = doing;
    const { asked } = request;
    const levels: readonly AskedLevel[] = asked.level === 'write' ? ['read', 'write'] : ['read'];
    const label = kind === 'narrow' ? labelled(t.narrow, called(request.requester, words.language)) : kind === 'approve' ? labelled(t.approve, called(request.requester, words.language)) : labelled(t.refuse, called(request.requester, words.language));
    const submit = (event: Event): void => {
      event.preventDefault();
      this.#decide(request, doing);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.#leave(request.id);
      } else holdEnter(event);
    };
    return html`<form class="wish" novalidate aria-label=${label} @submit=${submit} @keydown=${key}>
      ${kind === 'narrow' ? wishFields({ draft, id: `r-${request.id}`, wording: words, offered: sectionsOf(asked), levels, min: this.#host.today(), forever: asked.until === null, textLabel: t.note, update: this.#host.update })
        : html`<div class="label-row"><label for="note-${request.id}">${t.note}</label><textarea id="note-${request.id}" rows="2" maxlength="1000" @input=${(event: Event) => { draft.text = (event.target as HTMLTextAreaElement).value; }}></textarea></div>`}
      <div class="buttons"><button class="button ${kind === 'refuse' ? 'danger' : 'primary'}" ?disabled=${shut}>${kind === 'narrow' ? t.give : kind === 'approve' ? t.approve : t.refuse}</button><button type="button" class="button" @click=${() => { this.#leave(request.id); }}>${t.back}</button></div>
    </form>`;
  }
}
