/** The form of the step that is now: its words, for whom it is handed over, its buttons. It keeps what is typed until it is sent; deciding what may be done is the server's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView } from '../../model/api.ts';
import type { CorrectionActWish, CorrectionView } from '../../model/corrections/api.ts';
import { NEEDS_TEXT } from '../../model/corrections/steps.ts';
import type { Act } from '../../model/corrections/steps.ts';
import type { PersonRef } from '../../model/overview.ts';
import type { Session } from '../internal/session.ts';
import { departmentList, findColleagues } from '../list/directory.ts';
import type { CorrectionTexts } from './texts.ts';

interface Receiver { readonly kind: 'department' | 'person'; readonly id: string; readonly name: string }
export interface ActFormOptions {
  readonly session: Session;
  readonly changed: () => void;
  readonly send: (wish: CorrectionActWish) => void;
  readonly apply: () => void;
  /** A field asks for the focus after the next drawing. */
  readonly focus: (selector: string) => void;
}
/** Colleagues who are offered at once. */
const OFFERED = 6;

export class ActForm {
  readonly #options: ActFormOptions;
  /** Of which stand the words are. */
  #stand = '';
  #text = '';
  #to: readonly Receiver[] = [];
  #departments: readonly DepartmentView[] | null = null;
  #found: readonly PersonRef[] = [];
  #asked = 0;
  #problem = '';

  constructor(options: ActFormOptions) {
    this.#options = options;
  }

  /** What was typed has been taken. */
  clear(): void {
    this.#stand = '';
  }

  render(view: CorrectionView, t: CorrectionTexts, off: boolean, sending: boolean): TemplateResult | null {
    if (this.#stand !== view.stand) {
      this.#stand = view.stand;
      this.#text = '';
      this.#to = [];
      this.#found = [];
      this.#problem = '';
    }
    const { may } = view;
    const asked = view.steps.find(({ status }) => status === 'now')?.asks;
    if (asked === undefined || (may.length === 0 && !view.mayApply)) return null;
    const hands = may.includes('assign') && asked === 'assignment';
    const again = may.includes('assign') && asked === 'feedback';
    const only = may.length === 1 && may[0] === 'withdraw';
    const main = may.filter((act) => act !== 'withdraw' && !(again && act === 'assign'));
    const button = (act: Act, style: string): TemplateResult => html`<button type="button" class="button ${style}" data-act=${act} ?disabled=${off || sending} @click=${() => { this.#send(view, t, act); }}>${sending ? t.sending : t.buttons[act]}</button>`;
    const label = only ? t.reason : t.asks[asked];
    return html`<div class="form" role="group" aria-label=${label}>
      ${hands ? this.#receivers(t) : nothing}
      ${main.length > 0 || only ? html`<label for="said">${label}</label>
      <textarea id="said" rows="4" aria-describedby="said-hint" ?readonly=${sending} .value=${this.#text} @input=${(event: Event) => { this.#text = (event.target as HTMLTextAreaElement).value; }}></textarea>
      ${only ? nothing : html`<p class="hint" id="said-hint">${t.hint[asked]}</p>`}` : nothing}
      ${view.mayApply && !view.acts.some(({ act }) => act === 'apply') ? html`<div><button type="button" class="button" data-act="apply" ?disabled=${off || sending} @click=${() => { this.#options.apply(); }}>${t.buttons.apply}</button><p class="hint">${t.applyHint}</p></div>` : nothing}
      ${this.#problem === '' ? nothing : html`<p class="problem danger" role="alert">${this.#problem}</p>`}
      <div class="buttons">${main.map((act) => button(act, act === 'reject' ? 'danger' : 'primary'))}${may.includes('withdraw') ? button('withdraw', main.length === 0 ? '' : 'quiet') : nothing}</div>
      ${again ? html`<details><summary>${t.handOverAgain}</summary>${this.#receivers(t)}<div class="buttons">${button('assign', '')}</div></details>` : nothing}
    </div>`;
  }

  #send(view: CorrectionView, t: CorrectionTexts, act: Act): void {
    const text = this.#text.trim();
    this.#problem = NEEDS_TEXT.has(act) && text === '' ? t.needsText : act === 'assign' && this.#to.length === 0 ? t.needsReceiver : '';
    this.#options.changed();
    if (this.#problem !== '') return this.#options.focus(act === 'assign' ? '#department' : '#said');
    this.#options.send({ act, ifStep: view.stand, ...(text === '' ? {} : { text }), ...(act === 'assign' ? { to: this.#to.map(({ kind, id }) => ({ kind, id })) } : {}) });
  }

  #receivers(t: CorrectionTexts): TemplateResult {
    this.#departments ??= this.#loadDepartments();
    const add = (receiver: Receiver): void => {
      if (!this.#to.some(({ kind, id }) => kind === receiver.kind && id === receiver.id)) this.#to = [...this.#to, receiver];
      this.#found = [];
      this.#options.changed();
    };
    return html`<label for="department">${t.departments}</label>
      <div class="pick"><select id="department" @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        const found = this.#departments?.find(({ id }) => id === select.value);
        select.value = '';
        if (found) add({ kind: 'department', id: found.id, name: found.name });
      }}><option value="">…</option>${(this.#departments ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></div>
      <label for="colleague">${t.people}</label>
      <div class="pick"><input id="colleague" type="search" autocomplete="off" placeholder=${t.findPerson} @input=${(event: Event) => void this.#find((event.target as HTMLInputElement).value)}></div>
      ${this.#found.length === 0 ? nothing : html`<div class="found">${this.#found.map(({ id, name }) => html`<button type="button" class="chip" @click=${() => { add({ kind: 'person', id, name }); }}>+ <bdi>${name}</bdi></button>`)}</div>`}
      ${this.#to.length === 0 ? nothing : html`<ul class="chips" aria-label=${t.buttons.assign}>${this.#to.map((each) => html`<li><button type="button" class="chip on" aria-label=${t.remove(each.name)} @click=${() => { this.#to = this.#to.filter((other) => other !== each); this.#options.changed(); }}><bdi>${each.name}</bdi> ×</button></li>`)}</ul>`}`;
  }

  #loadDepartments(): readonly DepartmentView[] {
    departmentList(this.#options.session).then((all) => {
      this.#departments = all;
      this.#options.changed();
    }, () => { this.#departments = null; }); // people can be chosen meanwhile; the next drawing asks again
    return [];
  }

  async #find(text: string): Promise<void> {
    const mine = ++this.#asked;
    const found = text.trim() === '' ? [] : await findColleagues(this.#options.session, text, OFFERED).then(({ items }) => items, () => []); // the next letter asks again
    if (mine !== this.#asked) return;
    this.#found = found.map(({ id, name }) => ({ id, name }));
    this.#options.changed();
  }
}
