/** Which steps new corrections walk, for administrators: one of the shipped choices, steps switched off, who does them and in how many working days. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CorrectionTemplateView } from '../../model/corrections/api.ts';
import { CHAIN_ROLES, STEP_KEYS, STEPS } from '../../model/corrections/steps.ts';
import type { StepKey } from '../../model/corrections/steps.ts';
import { LONGEST_STEP_DAYS, TEMPLATES, templateProblems } from '../../model/corrections/template.ts';
import type { TemplateName, TemplateStep } from '../../model/corrections/template.ts';
import type { Language } from '../../model/labels.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { CorrectionTexts } from './texts.ts';

const NAMES = Object.keys(TEMPLATES) as readonly TemplateName[];
/** They begin and end every chain. */
const FIXED: ReadonlySet<StepKey> = new Set<StepKey>(['draftPlan', 'filed']);

export class StepsView {
  readonly #session: Pick<Session, 'request'>;
  readonly #changed: () => void;
  #view: CorrectionTemplateView | null = null;
  #steps: readonly TemplateStep[] = [];
  #sending = false;
  #problem = '';
  #said = '';

  constructor(session: Pick<Session, 'request'>, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
    session.request<CorrectionTemplateView>('GET', '/api/correction-steps').then((view) => { this.#take(view); }, () => {
      this.#problem = ' ';
      changed();
    });
  }

  #take(view: CorrectionTemplateView): void {
    this.#view = view;
    this.#steps = view.steps.map(({ key, roles, days }) => ({ key, roles, days }));
    this.#changed();
  }
  #put(steps: readonly TemplateStep[]): void {
    this.#steps = STEP_KEYS.flatMap((key) => steps.find((step) => step.key === key) ?? []);
    this.#said = this.#problem = '';
    this.#changed();
  }

  render(t: CorrectionTexts, language: Language, off: boolean, close: () => void): TemplateResult {
    const view = this.#view;
    if (view === null) return this.#problem === '' ? html`<p class="notice muted" aria-busy="true">…</p>` : html`<p class="problem danger" role="alert">${t.failed}</p>`;
    const problems = templateProblems(this.#steps);
    const of = (key: StepKey): TemplateStep | undefined => this.#steps.find((step) => step.key === key);
    const change = (key: StepKey, more: Partial<TemplateStep>): void => { this.#put(this.#steps.map((step) => (step.key === key ? { ...step, ...more } : step))); };
    return html`<section class="stepper" aria-label=${t.steps}>
      <p class="muted">${t.stepsHint}</p>
      <div class="buttons">${NAMES.map((name) => html`<button type="button" class="button" data-template=${name} ?disabled=${off || !view.mayChange} @click=${() => { this.#put(TEMPLATES[name]); }}>${t.templates[name]}</button>`)}</div>
      <ol role="list">${STEP_KEYS.map((key) => {
        const step = of(key);
        const label = view.labels[key][language];
        return html`<li>
          <label class="check"><input type="checkbox" .checked=${step !== undefined} ?disabled=${FIXED.has(key) || !view.mayChange || off} aria-label=${t.stepOn(label)} @change=${(event: Event) => { this.#put((event.target as HTMLInputElement).checked ? [...this.#steps, { key, roles: STEPS[key].roles, days: STEPS[key].days }] : this.#steps.filter((each) => each.key !== key)); }}><strong>${label}</strong></label>
          ${step === undefined ? nothing : html`<div class="how">
            <label>${t.stepDays} <input type="number" min="1" max=${LONGEST_STEP_DAYS} .value=${String(step.days)} ?disabled=${!view.mayChange || off} @change=${(event: Event) => { change(key, { days: Number((event.target as HTMLInputElement).value) }); }}></label>
            ${STEPS[key].kind === 'execute' ? nothing : html`<span role="group" aria-label=${t.rolesOf(label)} class="chips">${CHAIN_ROLES.map((role) => html`<label><input type="checkbox" .checked=${step.roles.includes(role)} ?disabled=${!view.mayChange || off} @change=${() => { change(key, { roles: step.roles.includes(role) ? step.roles.filter((each) => each !== role) : [...step.roles, role] }); }}>${t.roles[role]}</label>`)}</span>`}
          </div>`}
        </li>`;
      })}</ol>
      ${problems.length === 0 ? nothing : html`<ul class="danger" role="alert">${[...new Set(problems.map(({ code }) => code))].map((code) => html`<li>${t.problems[code]}</li>`)}</ul>`}
      ${this.#problem === '' ? nothing : html`<p class="danger" role="alert">${this.#problem}</p>`}
      <p role="status" class="muted">${this.#said}</p>
      <div class="buttons">${view.mayChange ? html`<button type="button" class="button primary" data-act="save" ?disabled=${off || this.#sending || problems.length > 0} @click=${() => void this.#save(t)}>${this.#sending ? t.sending : t.save}</button>` : nothing}<button type="button" class="button" @click=${close}>${t.back}</button></div>
    </section>`;
  }

  async #save(t: CorrectionTexts): Promise<void> {
    if (this.#view === null || this.#sending) return;
    this.#sending = true;
    this.#changed();
    try {
      this.#said = t.stepsSaved;
      this.#take(await this.#session.request<CorrectionTemplateView>('PUT', '/api/correction-steps', { steps: this.#steps, version: this.#view.version }));
    } catch (error) {
      this.#said = '';
      this.#problem = error instanceof ApiError && error.status < 500 ? (error.status === 409 ? t.acted : error.message) : t.failed;
    }
    this.#sending = false;
    this.#changed();
  }
}
