/** What people do with one class, in the panel of its reasons: put another one in its place, approve or refuse what waits, take it back, see earlier decisions. Loaded when reasons are open. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { addMonths } from '../../model/classification/dates.ts';
import { OVERRIDABLE, REASON_LONGEST } from '../../model/classification/own/overridable.ts';
import type { Language } from '../../model/labels.ts';
import type { OverridesView, OverrideView } from '../../model/overrides/api.ts';
import type { ClassResult } from '../../model/overview.ts';
import { formatDate } from '../internal/formats.ts';
import { holdEnter, keepTyping } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import { ask, failureText } from './ask.ts';
import { classTexts, rolesText, type ClassTexts } from './texts.ts';
import { called } from '../internal/called.ts';

interface Draft { value: string; reason: string; until: string; readonly problems: Partial<Record<'value' | 'reason' | 'until', string>> }
type List = { readonly kind: 'loading' } | { readonly kind: 'none' } | { readonly kind: 'here'; readonly view: OverridesView };

export interface ByHandPlace { readonly session: Session; readonly archive: string; readonly language: Language; readonly root: ShadowRoot }

export class ByHand {
  readonly #changed: () => void;
  #place: ByHandPlace | null = null;
  #of = '';
  #told: ClassResult | null = null;
  #list: List = { kind: 'loading' };
  #asked = 0;
  /** What was begun stays while the panel is closed and opened again. */
  #drafts = new Map<string, Draft>();
  #note = '';
  #busy = false;
  #said = '';
  #problem = '';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get #t(): ClassTexts {
    return classTexts(this.#place?.language ?? 'en');
  }
  get #path(): string {
    const [scheme = ''] = this.#of.split(' ');
    return `/api/archives/${encodeURIComponent(this.#place?.archive ?? '')}/classes/${scheme}`;
  }

  /** The panel was closed: the next time it is asked anew. */
  leave(): void {
    this.#of = this.#said = this.#problem = '';
    this.#told = null;
    this.#asked++;
  }
  /** Something waits: it is what whoever opens the panel has come for. */
  get waits(): boolean {
    return this.#list.kind === 'here' && this.#list.view.items.some(({ state }) => state === 'waiting');
  }
  /** Closes the form, if it is open: one layer. */
  escape(): boolean {
    if (!this.#drafts.delete(this.#of)) return false;
    this.#then('.set');
    return true;
  }

  /** For the class as its reasons have come; again with each drawing. */
  view(place: ByHandPlace, result: ClassResult): TemplateResult | typeof nothing {
    const table = OVERRIDABLE[result.scheme];
    if (table === undefined) return nothing;
    this.#place = place;
    const of = `${result.scheme} ${place.archive}`;
    if (of !== this.#of) {
      this.leave();
      this.#of = of;
      this.#list = { kind: 'loading' };
    }
    // reasons come anew with each news of the customer: somebody may have decided
    if (result !== this.#told) {
      this.#told = result;
      void this.#load();
    }
    if (this.#list.kind !== 'here') return nothing;
    const { view } = this.#list;
    const waiting = view.items.find(({ state }) => state === 'waiting');
    const stands = view.items.some(({ state }) => state === 'stands');
    const past = view.items.filter(({ state }) => state !== 'waiting' && state !== 'stands');
    const draft = this.#drafts.get(of);
    if (!view.mayWrite && !view.mayDecide && view.items.length === 0) return nothing;
    const t = this.#t;
    const off = this.#busy || place.session.state.kind === 'offline';
    const who = rolesText(place.language, table.approvers ?? []);
    return html`<section class="hand" aria-labelledby="hand" @keydown=${(event: KeyboardEvent) => { if (event.key !== 'Escape') keepTyping(event); }} @keyup=${keepTyping} @keypress=${keepTyping}>
      <h4 id="hand">${t.title}</h4>
      ${waiting === undefined ? nothing : this.#waits(waiting, view, who, off)}
      ${draft !== undefined ? this.#form(draft, view, result, who, off) : view.mayWrite ? html`<div class="buttons">
        <button type="button" class="button set" ?disabled=${off} @click=${() => this.#open(view)}>${stands || waiting !== undefined ? t.another : t.set}</button>
        ${stands || waiting !== undefined ? html`<button type="button" class="button back" ?disabled=${off} @click=${() => void this.#do('DELETE', '', undefined, t.saidEnded)}>${t.takeBack}</button>` : nothing}
      </div>` : nothing}
      <p class="danger small" role="alert" ?hidden=${this.#problem === ''}>${this.#problem}</p>
      <p class="muted small said" role="status" tabindex="-1">${place.session.state.kind === 'offline' ? t.offline : this.#said}</p>
      ${past.length === 0 ? nothing : html`<details><summary>${t.history(past.length)}</summary><ul>${past.map((item) => this.#past(item))}</ul></details>`}
    </section>`;
  }

  #waits({ id, label, reason, by, at, until }: OverrideView, { mayDecide }: OverridesView, who: string, off: boolean): TemplateResult {
    const t = this.#t;
    const language = this.#place?.language ?? 'en';
    const comma = language.startsWith('zh') ? '，' : ', ';
    const decide = (approve: boolean): void => void this.#do('POST', '/decision', { id, approve, note: this.#note.trim() === '' ? null : this.#note.trim() }, approve ? t.saidApproved : t.saidRefused);
    return html`<div class="word waiting"><p><strong>${label[language]}</strong></p><p>${reason}</p>
      <p class="muted small">${[t.asked(called(by, language), formatDate(language, at.slice(0, 10))), t.lasts(formatDate(language, until))].join(comma)}</p>
      <p class="state">${t.waiting(who)}</p>
      ${mayDecide ? html`<label for="note">${t.note}</label><input id="note" autocomplete="off" maxlength=${REASON_LONGEST} placeholder=${t.noteHint} .value=${live(this.#note)} @input=${(event: Event) => { this.#note = (event.target as HTMLInputElement).value; }} />
        <div class="buttons"><button type="button" class="button primary approve" ?disabled=${off} @click=${() => decide(true)}>${t.approve}</button><button type="button" class="button refuse" ?disabled=${off} @click=${() => decide(false)}>${t.refuse}</button></div>`
      : this.#place?.session.me?.id === by.id ? html`<p class="muted small">${t.own}</p>` : nothing}
    </div>`;
  }

  #form(draft: Draft, view: OverridesView, result: ClassResult, who: string, off: boolean): TemplateResult {
    const t = this.#t;
    const language = this.#place?.language ?? 'en';
    const computed = result.override?.computedLabel ?? result.label;
    const problem = (name: keyof Draft['problems']): TemplateResult => html`<p id="${name}-problem" class="danger small" ?hidden=${draft.problems[name] === undefined}>${draft.problems[name]}</p>`;
    const invalid = (name: keyof Draft['problems']): 'true' | 'false' => (draft.problems[name] === undefined ? 'false' : 'true');
    const set = (name: 'value' | 'reason' | 'until') => (event: Event): void => {
      draft[name] = (event.target as HTMLInputElement).value;
      Reflect.deleteProperty(draft.problems, name);
      this.#changed();
    };
    return html`<form novalidate aria-label=${t.title} @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#send(draft, view); }}>
      <p class="muted small">${t.computed(computed[language])}</p>
      <label for="hand-value">${t.value}</label>
      <select id="hand-value" aria-invalid=${invalid('value')} aria-describedby="value-problem" @change=${set('value')}>
        <option value="" .selected=${draft.value === ''}>${t.choose}</option>
        ${view.values.map(({ value, label }) => html`<option value=${value} .selected=${draft.value === value}>${label[language]}</option>`)}
      </select>${problem('value')}
      <label for="hand-reason">${t.reason}</label>
      <textarea id="hand-reason" rows="2" maxlength=${REASON_LONGEST} placeholder=${t.reasonHint} aria-invalid=${invalid('reason')} aria-describedby="reason-problem" .value=${live(draft.reason)} @input=${set('reason')}></textarea>${problem('reason')}
      <label for="hand-until">${t.until}</label>
      <input id="hand-until" type="date" min=${view.today} max=${view.longest} aria-invalid=${invalid('until')} aria-describedby="until-problem until-hint" .value=${live(draft.until)} @input=${set('until')} />
      <p id="until-hint" class="muted small">${t.untilHint(formatDate(language, view.longest))}</p>${problem('until')}
      ${view.approval ? html`<p class="small needs">${t.approval(who)}</p>` : nothing}
      <div class="buttons"><button class="button primary" ?disabled=${off}>${view.approval ? t.ask : t.save}</button><button type="button" class="button" @click=${() => this.escape()}>${t.cancel}</button></div>
    </form>`;
  }

  #past({ label, state, reason, by, at, decidedBy, decidedAt, note }: OverrideView): TemplateResult {
    const t = this.#t;
    const language = this.#place?.language ?? 'en';
    const date = (moment: string): string => formatDate(language, moment.slice(0, 10));
    return html`<li><strong>${label[language]}</strong> · ${t.states[state]}${decidedBy === null || decidedAt === null ? nothing : html` <span class="muted">(${t.by(called(decidedBy, language), date(decidedAt))})</span>`}<br />
      <span>${reason}</span>${note === null ? nothing : html`<br /><span>${note}</span>`}<br /><span class="muted small">${t.by(called(by, language), date(at))}</span></li>`;
  }

  #open({ today, longest }: OverridesView): void {
    const until = addMonths(today, 3);
    this.#drafts.set(this.#of, { value: '', reason: '', until: until < longest ? until : longest, problems: {} });
    this.#said = this.#problem = '';
    this.#then('#hand-value');
  }
  async #send(draft: Draft, { today, longest }: OverridesView): Promise<void> {
    const t = this.#t;
    const problems: Draft['problems'] = {
      ...(draft.value === '' ? { value: t.needValue } : {}), ...(draft.reason.trim() === '' ? { reason: t.needReason } : {}), ...(draft.until < today || draft.until > longest || draft.until === '' ? { until: t.needUntil } : {}),
    };
    const [first] = Object.keys(problems);
    if (first !== undefined) {
      this.#drafts.set(this.#of, { ...draft, problems });
      return this.#then(`#hand-${first}`);
    }
    const of = this.#of;
    if (await this.#do('PUT', '', { value: draft.value, reason: draft.reason.trim(), until: draft.until }, OVERRIDABLE[of.split(' ')[0] as ClassResult['scheme']]?.approvers == null ? t.saidSet : t.saidAsked)) {
      this.#drafts.delete(of);
      this.#then('.said');
    }
  }

  async #do(method: 'PUT' | 'POST' | 'DELETE', more: string, body: unknown, said: string): Promise<boolean> {
    const place = this.#place;
    if (place === null || this.#busy) return false;
    this.#busy = true;
    this.#problem = this.#said = '';
    this.#changed();
    let done = false;
    try {
      await ask(place.session, method, this.#path + more, body);
      this.#said = said;
      this.#note = '';
      done = true;
    } catch (error) {
      this.#problem = failureText(error, this.#t);
    } finally {
      this.#busy = false;
    }
    await this.#load();
    if (done && method !== 'PUT') this.#then('.said');
    return done;
  }
  async #load(): Promise<void> {
    const place = this.#place;
    if (place === null) return;
    const mine = ++this.#asked;
    try {
      const view = await ask<OverridesView>(place.session, 'GET', this.#path);
      if (mine === this.#asked) this.#list = { kind: 'here', view };
    } catch {
      // without it the reasons are whole all the same; the next opening asks again
      if (mine === this.#asked && this.#list.kind !== 'here') this.#list = { kind: 'none' };
    }
    if (mine === this.#asked) this.#changed();
  }

  /** Draws, and puts the focus there once it stands. */
  #then(selector: string): void {
    const root = this.#place?.root;
    this.#changed();
    // an element draws in a microtask of its own, a badge in a later one
    setTimeout(() => root?.querySelector<HTMLElement>(selector)?.focus());
  }
}
