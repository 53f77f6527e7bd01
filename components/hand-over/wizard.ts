/** The form of a hand-over: who leaves, who takes what, what would happen, and doing it. What the server makes of it is shown, never reckoned here. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { HandoverDone, HandoverPreview, HandoverReason } from '../../model/handover/api.ts';
import { HANDOVER_REASONS } from '../../model/handover/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import { holdEnter } from '../internal/keys.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { PersonField } from './person-field.ts';
import type { Chosen } from './person-field.ts';
import type { HandTexts } from './texts.ts';

const WHATS = ['rest', 'department', 'kind', 'ofClass', 'byList'] as const;
type What = (typeof WHATS)[number];
interface Rule { readonly n: number; what: What; which: string; to: readonly Chosen[]; readonly field: PersonField; problem: string }

export interface WizardHost { readonly session: Session; readonly language: Language; readonly t: HandTexts; readonly strings: Strings; readonly level: number; readonly update: () => void; readonly focus: (selector: string) => void; readonly done: (done: HandoverDone) => void; readonly cancel: () => void }

export class Wizard {
  readonly #host: () => WizardHost;
  readonly #who: PersonField;
  #rules: Rule[] = [];
  #next = 0;
  #from: Chosen | null = null;
  #reason: HandoverReason = 'left';
  #within = 5;
  #lang = '';
  #note = '';
  #preview: HandoverPreview | 'looking' | null = null;
  #going = false;
  #problem = '';
  #whoProblem = '';

  constructor(host: () => WizardHost, announced: (Chosen & { readonly reason: HandoverReason }) | null = null) {
    this.#host = host;
    const { session, update } = host();
    this.#who = new PersonField('who', session, update);
    if (announced !== null) {
      this.#from = { id: announced.id, name: announced.name };
      this.#reason = announced.reason;
      this.#who.set(this.#from);
    }
    this.#addRule('rest');
  }

  #addRule(what: What): void {
    const n = this.#next++;
    const { session, update } = this.#host();
    const rule: Rule = { n, what, which: '', to: [], field: new PersonField(`to-${n}`, session, update), problem: '' };
    // what takes the rest stands last
    if (what === 'rest') this.#rules.push(rule);
    else this.#rules.unshift(rule);
  }
  #changed(): void {
    this.#preview = null;
    this.#problem = '';
    this.#host().update();
  }

  #wish(dryRun: boolean): object {
    return {
      from: this.#from?.id, reason: this.#reason, within: this.#within, lang: this.#lang === '' ? null : this.#lang, note: this.#note, dryRun,
      rules: this.#rules.filter(({ to }) => to.length > 0).map(({ what, which, to }) => {
        const [scheme = '', value = ''] = which.split('\n');
        return {
          ...(what === 'department' ? { department: which } : what === 'kind' ? { kind: which } : what === 'ofClass' ? { class: { scheme, value } } : what === 'byList' ? { archives: which.split(/[\s,;]+/u).filter(Boolean) } : {}),
          to: to.map(({ id }) => id),
        };
      }),
    };
  }

  async #look(): Promise<void> {
    const { session, t, update, focus } = this.#host();
    this.#problem = this.#whoProblem = '';
    try {
      this.#from ??= await this.#who.chosen();
      for (const rule of this.#rules) {
        const waiting = await rule.field.chosen();
        if (waiting !== null && !rule.to.some(({ id }) => id === waiting.id)) rule.to = [...rule.to, waiting];
        rule.field.clear();
      }
      if (this.#from === null) {
        this.#whoProblem = t.chooseWho;
        update();
        return focus('#who');
      }
      this.#preview = 'looking';
      update();
      this.#preview = await session.request<HandoverPreview>('POST', '/api/handovers', this.#wish(true));
      update();
      focus('.preview');
    } catch (error) {
      this.#preview = null;
      this.#fail(error);
    }
  }
  async #go(): Promise<void> {
    const { session, update, done } = this.#host();
    this.#going = true;
    this.#problem = '';
    update();
    try {
      done(await session.request<HandoverDone>('POST', '/api/handovers', this.#wish(false)));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#going = false;
      update();
    }
  }
  #fail(error: unknown): void {
    const { t, update, focus } = this.#host();
    this.#problem = error instanceof ApiError && error.status < 500 ? error.message : t.failed;
    update();
    focus('.failure');
  }

  render(): TemplateResult {
    const { t, strings, session, cancel } = this.#host();
    const off = session.state.kind === 'offline';
    const choices = typeof this.#preview === 'object' ? this.#preview : null;
    return html`<form class="part form" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#look(); }}>
      ${this.#who.render({ label: t.who, t: strings, invalid: this.#whoProblem, chose: (person) => { this.#from = person; this.#whoProblem = ''; this.#changed(); } })}
      <fieldset><legend>${t.why}</legend>${HANDOVER_REASONS.map((reason) => html`<label class="choice"><input type="radio" name="reason" .checked=${live(this.#reason === reason)} @change=${() => { this.#reason = reason; this.#changed(); }} /><span>${t.reasons[reason]}<span class="muted small">${t.hints[reason]}</span></span></label>`)}</fieldset>
      <fieldset><legend>${t.take}</legend><p class="muted small">${t.takeHint} ${t.share}</p>
        ${this.#rules.map((rule) => this.#rule(rule, choices))}
        <div class="buttons"><button type="button" class="button add-rule" @click=${() => { this.#addRule('department'); this.#changed(); }}>${t.addRule}</button></div>
      </fieldset>
      <div class="two"><div class="field"><label for="within">${t.within}</label><input id="within" type="number" min="1" max="60" .value=${live(String(this.#within))} @change=${(event: Event) => { this.#within = Math.min(60, Math.max(1, Number((event.target as HTMLInputElement).value) || 5)); this.#changed(); }} /></div>
        <div class="field"><label for="letter-lang">${t.lang}</label><select id="letter-lang" @change=${(event: Event) => { this.#lang = (event.target as HTMLSelectElement).value; }}><option value="">${t.langAuto}</option>${LANGUAGES.map((lang) => html`<option value=${lang} lang=${lang} ?selected=${lang === this.#lang}>${t.langs[lang]}</option>`)}</select></div></div>
      <div class="field"><label for="hand-note">${t.note}</label><input id="hand-note" maxlength="300" autocomplete="off" .value=${live(this.#note)} @input=${(event: Event) => { this.#note = (event.target as HTMLInputElement).value; }} /></div>
      <div class="buttons"><button class="button ${choices === null ? 'primary' : ''} look" ?disabled=${off || this.#preview === 'looking' || this.#going}>${this.#preview === 'looking' ? t.looking : t.look}</button><button type="button" class="button" ?disabled=${this.#going} @click=${cancel}>${strings.kit.cancel}</button></div>
      ${choices === null ? nothing : this.#previewView(choices, off)}
      ${this.#problem === '' ? nothing : html`<p class="danger failure" role="alert" tabindex="-1">${this.#problem}</p>`}
    </form>`;
  }

  #rule(rule: Rule, choices: HandoverPreview | null): TemplateResult {
    const { t, strings } = this.#host();
    const id = `rule-${rule.n}`;
    const set = (change: Partial<Rule>): void => { Object.assign(rule, change); this.#changed(); };
    const options = rule.what === 'department' ? choices?.byDepartment.flatMap(({ key, name }) => (key === null ? [] : [[key, name] as const])) : rule.what === 'kind' ? choices?.byKind.map(({ key, name }) => [key, name] as const)
      : rule.what === 'ofClass' ? choices?.classes.map(({ scheme, value, count }) => [`${scheme}\n${value}`, `${scheme}: ${value} (${count})`] as const) : undefined;
    return html`<div class="rule" role="group" aria-label="${t.what}: ${t[rule.what]}">
      <div class="two"><div class="field"><label for=${id}>${t.what}</label><select id=${id} @change=${(event: Event) => set({ what: (event.target as HTMLSelectElement).value as What, which: '' })}>${WHATS.map((what) => html`<option value=${what} ?selected=${what === rule.what}>${t[what]}</option>`)}</select></div>
      ${rule.what === 'rest' ? nothing : html`<div class="field"><label for="${id}-which">${rule.what === 'byList' ? t.ids : t.which}</label>${rule.what === 'byList'
        ? html`<textarea id="${id}-which" rows="3" .value=${live(rule.which)} @change=${(event: Event) => set({ which: (event.target as HTMLTextAreaElement).value })}></textarea>`
        : options && options.length > 0 ? html`<select id="${id}-which" @change=${(event: Event) => set({ which: (event.target as HTMLSelectElement).value })}><option value=""></option>${options.map(([key, name]) => html`<option value=${key} ?selected=${key === rule.which}>${name}</option>`)}</select>`
          : html`<input id="${id}-which" autocomplete="off" .value=${live(rule.which.replace('\n', ' '))} @change=${(event: Event) => set({ which: (event.target as HTMLInputElement).value.trim().replace(/\s+/u, rule.what === 'ofClass' ? '\n' : ' ') })} />`}</div>`}</div>
      ${rule.to.length === 0 ? nothing : html`<div class="people">${rule.to.map(({ id: person, name }) => html`<span class="chip"><bdi>${name}</bdi><button type="button" aria-label=${t.remove(name)} @click=${() => set({ to: rule.to.filter((each) => each.id !== person) })}>×</button></span>`)}</div>`}
      ${rule.field.render({ label: t.to, t: strings, invalid: rule.problem, chose: (person) => {
        rule.field.clear();
        set({ to: rule.to.some(({ id: there }) => there === person.id) ? rule.to : [...rule.to, { id: person.id, name: person.name }], problem: '' });
      } })}
      ${this.#rules.length === 1 ? nothing : html`<div><button type="button" class="button quiet" @click=${() => { this.#rules = this.#rules.filter((each) => each !== rule); this.#changed(); }}>${t.removeRule}</button></div>`}
    </div>`;
  }

  #previewView(preview: HandoverPreview, off: boolean): TemplateResult {
    const { t, language, level } = this.#host();
    const n = (count: number): string => formatNumber(language, count);
    const name = this.#from?.name ?? '';
    const besides = (Object.keys(preview.besides) as (keyof HandoverPreview['besides'])[]).filter((key) => preview.besides[key] > 0);
    return html`<div class="preview form" tabindex="-1">
      <h3 role="heading" aria-level=${level}>${t.would(n(preview.archives - preview.outside))}</h3>
      <ul class="tiles">${preview.bySuccessor.map((each) => html`<li><strong>${n(each.count)}</strong><bdi>${each.key === null ? t.nobody : each.name}</bdi></li>`)}</ul>
      <p class="facts muted">${preview.byDepartment.map((each) => html`<span>${each.name === '' ? '–' : each.name}: ${n(each.count)}</span>`)}</p>
      ${preview.walled > 0 ? html`<p class="due">${t.walled(n(preview.walled))}</p>` : nothing}${preview.unassigned > 0 ? html`<p class="due">${t.unassigned(n(preview.unassigned))}</p>` : nothing}${preview.outside > 0 ? html`<p class="muted">${t.outside(n(preview.outside))}</p>` : nothing}
      ${besides.length === 0 ? nothing : html`<div><h4>${t.besides}</h4><p class="facts muted">${besides.map((key) => html`<span>${t.beside[key]}: ${n(preview.besides[key])}</span>`)}</p></div>`}
      <p>${t.dueBy(formatDate(language, preview.due, 0))}</p>
      ${this.#reason === 'left' ? html`<p class="danger">${t.sure(name)}</p>` : nothing}
      <div class="buttons"><button type="button" class="button primary go" ?disabled=${off || this.#going} @click=${() => void this.#go()}>${this.#going ? t.going : t.go(n(preview.archives - preview.outside))}</button></div>
    </div>`;
  }
}
