/** The rating sheet as it is filled: fifteen items with scores and reasons, facts that decide at once, another level, an earlier review; the sum grows with every score. What it comes to is `model/aml/wish.ts`. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AmlView } from '../../model/aml/api.ts';
import { AML_LEVELS, intensityOf, isAmlLevel, MOST_SCORE } from '../../model/aml/rate.ts';
import { DIRECT_HIGH, DIRECT_LABELS, DIRECT_LOW, ELEMENT_LABELS, ELEMENTS, ITEM_KEYS, ITEMS, type DirectKey, type ItemKey } from '../../model/aml/sheet.ts';
import { REASON_FROM, SHEET_REASON_LONGEST, weigh, type AmlWish, type Weighed } from '../../model/aml/wish.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import { holdEnter, inField, keepTyping } from '../internal/keys.ts';
import { rolesText, type ClassTexts } from './texts.ts';

export interface RatingFormPlace { readonly t: ClassTexts; readonly language: Language; readonly off: boolean }
const SCORES = Array.from({ length: MOST_SCORE }, (_, i) => i + 1);

export class RatingForm {
  readonly #view: AmlView;
  readonly #changed: () => void;
  readonly #save: (wish: AmlWish, waits: boolean) => void;
  readonly #close: () => void;
  readonly #focus: (selector: string) => void;
  readonly #scores = new Map<ItemKey, number>();
  readonly #reasons = new Map<ItemKey | DirectKey, string>();
  readonly #facts = new Set<DirectKey>();
  #level = '';
  #levelReason = '';
  #review = '';
  /** Problems are shown once it was tried. */
  #tried = false;

  constructor({ view, changed, save, close, focus }: { readonly view: AmlView; readonly changed: () => void; readonly save: (wish: AmlWish, waits: boolean) => void; readonly close: () => void; readonly focus: (selector: string) => void }) {
    this.#view = view;
    this.#changed = changed;
    this.#save = save;
    this.#close = close;
    this.#focus = focus;
    // what was found the last time is where one begins
    for (const { item, score, reason } of view.items[0]?.scores ?? []) {
      this.#scores.set(item, score);
      this.#reasons.set(item, reason);
    }
    for (const { fact, reason } of view.items[0]?.facts ?? []) {
      this.#facts.add(fact);
      this.#reasons.set(fact, reason);
    }
  }

  get #wish(): AmlWish {
    const why = (key: ItemKey | DirectKey): string => this.#reasons.get(key) ?? '';
    return {
      scores: ITEM_KEYS.flatMap((item) => { const score = this.#scores.get(item); return score === undefined ? [] : [{ item, score, reason: why(item) }]; }),
      facts: [...DIRECT_HIGH, ...DIRECT_LOW].filter((key) => this.#facts.has(key)).map((fact) => ({ fact, reason: why(fact) })),
      level: isAmlLevel(this.#level) ? { value: this.#level, reason: this.#levelReason } : null,
      nextReviewAt: this.#review === '' ? null : this.#review,
    };
  }

  #send(): void {
    const wish = this.#wish;
    const { problems, waits } = weigh(wish, this.#view.rules, this.#view.today);
    if (problems.length === 0) return this.#save(wish, waits);
    this.#tried = true;
    this.#changed();
    this.#focus('[data-wrong]');
  }

  render({ t, language, off }: RatingFormPlace): TemplateResult {
    const weighed = weigh(this.#wish, this.#view.rules, this.#view.today);
    const wrong = new Map(this.#tried ? weighed.problems.map(({ field, code }) => [field, t.problems[code]]) : []);
    const who = rolesText(language, ['compliance']);
    return html`<form novalidate aria-label=${t.sheet} @keydown=${(event: KeyboardEvent) => {
        holdEnter(event);
        keepTyping(event);
        // undoing while one types is the field's own
        if (inField(event) && (event.ctrlKey || event.metaKey)) event.stopPropagation();
      }} @keyup=${keepTyping} @keypress=${keepTyping} @submit=${(event: Event) => { event.preventDefault(); this.#send(); }}>
      <p class="muted small">${t.legend}</p>
      ${ELEMENTS.map((element) => html`<fieldset><legend>${ELEMENT_LABELS[element][language]}</legend>${ITEMS.filter((each) => each.element === element).map(({ key, label }) => this.#item(key, label[language], t, wrong))}</fieldset>`)}
      <fieldset><legend>${t.factsTitle}</legend>
        <p class="sub">${t.factsHigh}</p>${DIRECT_HIGH.map((key) => this.#fact(key, t, language, wrong))}
        <p class="sub">${t.factsLow}</p>${DIRECT_LOW.map((key) => this.#fact(key, t, language, wrong))}
      </fieldset>
      <div class="more">
        <label for="other">${t.other}</label>
        <select id="other" aria-invalid=${wrong.has('level') && this.#levelReason.trim() !== '' ? 'true' : 'false'} aria-describedby="other-problem" @change=${(event: Event) => { this.#level = (event.target as HTMLSelectElement).value; this.#changed(); }}>
          <option value="" .selected=${this.#level === ''}>${t.asComputed}</option>
          ${AML_LEVELS.map((level) => html`<option value=${level} .selected=${this.#level === level}>${t.levels[level]}</option>`)}
        </select>
        ${this.#level === '' ? nothing : html`<label for="other-reason">${t.otherReason}</label>
          <input id="other-reason" autocomplete="off" maxlength=${SHEET_REASON_LONGEST} aria-invalid=${wrong.has('level') ? 'true' : 'false'} aria-describedby="other-problem" ?data-wrong=${wrong.has('level')} .value=${live(this.#levelReason)} @input=${(event: Event) => { this.#levelReason = (event.target as HTMLInputElement).value; this.#changed(); }} />`}
        <p id="other-problem" class="danger small" ?hidden=${!wrong.has('level')}>${wrong.get('level')}</p>
        <label for="review">${t.reviewBy}</label>
        <input id="review" type="date" min=${this.#view.today} aria-invalid=${wrong.has('nextReviewAt') ? 'true' : 'false'} aria-describedby="review-hint review-problem" ?data-wrong=${wrong.has('nextReviewAt')} .value=${live(this.#review)} @input=${(event: Event) => { this.#review = (event.target as HTMLInputElement).value; this.#changed(); }} />
        <p id="review-hint" class="muted small">${weighed.nextReviewAt === null || this.#review !== '' ? nothing : t.reviewHint(formatDate(language, weighed.nextReviewAt))}</p>
        <p id="review-problem" class="danger small" ?hidden=${!wrong.has('nextReviewAt')}>${wrong.get('nextReviewAt')}</p>
      </div>
      ${weighed.waits && weighed.stands !== null ? html`<p class="word small">${t.willWait(who, t.levels[weighed.stands])}</p>` : nothing}
      ${this.#sum(weighed, t, language)}
      <p class="danger small" role="alert" ?hidden=${!this.#tried || weighed.problems.length === 0}>${t.left(weighed.problems.length)}</p>
      <div class="buttons form-foot"><button class="button primary save" ?disabled=${off}>${t.saveRating}</button><button type="button" class="button" @click=${this.#close}>${t.cancel}</button></div>
    </form>`;
  }

  #sum({ total, sofar, scored, direct, level }: Weighed, t: ClassTexts, language: Language): TemplateResult {
    return html`<div class="sum" role="status" aria-label=${t.result}>
      <span class="total">${total === null ? t.sofar(formatNumber(language, sofar)) : t.of100(formatNumber(language, total))}</span>
      ${scored < ITEM_KEYS.length ? html`<span class="muted">${t.scored(scored)}</span>` : nothing}
      ${level === null ? nothing : html`<span class="level ${level}">${t.levels[level]}</span><span class="muted">${t.intensities[intensityOf(level, this.#view.suspicion)]}</span>`}
      ${direct === null ? nothing : html`<span class="muted small">${t.decides}: ${DIRECT_LABELS[direct][language]}</span>`}
    </div>`;
  }

  #item(key: ItemKey, label: string, t: ClassTexts, wrong: ReadonlyMap<string, string>): TemplateResult {
    const now = this.#scores.get(key);
    const problem = wrong.get(`scores.${key}`);
    const asks = now !== undefined && (now >= REASON_FROM || (this.#reasons.get(key) ?? '') !== '');
    return html`<div class="item">
      <span class="name" id="n-${key}">${label} <span class="muted small">${t.weight(this.#view.rules.weights[key])}</span></span>
      <div class="steps ${problem !== undefined && now === undefined ? 'wrong' : ''}" role="radiogroup" aria-labelledby="n-${key}" aria-describedby="p-${key}">
        ${SCORES.map((score) => html`<label class=${now === score ? 'on' : ''}><input type="radio" name=${key} value=${score} .checked=${live(now === score)} ?data-wrong=${problem !== undefined && now === undefined && score === 1} @change=${() => { this.#scores.set(key, score); this.#changed(); }} /><span>${score}</span></label>`)}
      </div>
      ${asks ? html`<input class="why" id="w-${key}" autocomplete="off" maxlength=${SHEET_REASON_LONGEST} placeholder=${t.reason} aria-label=${t.reasonOf(label)} aria-invalid=${problem === undefined ? 'false' : 'true'} aria-describedby="p-${key}" ?data-wrong=${problem !== undefined} .value=${live(this.#reasons.get(key) ?? '')} @input=${(event: Event) => { this.#reasons.set(key, (event.target as HTMLInputElement).value); this.#changed(); }} />` : nothing}
      <p id="p-${key}" class="danger small" ?hidden=${problem === undefined}>${problem}</p>
    </div>`;
  }

  #fact(key: DirectKey, t: ClassTexts, language: Language, wrong: ReadonlyMap<string, string>): TemplateResult {
    const on = this.#facts.has(key);
    const label = DIRECT_LABELS[key][language];
    const problem = wrong.get(`facts.${key}`);
    return html`<div><label class="check"><input type="checkbox" .checked=${live(on)} @change=${(event: Event) => { if ((event.target as HTMLInputElement).checked) this.#facts.add(key); else this.#facts.delete(key); this.#changed(); }} /><span>${label}</span></label>
      ${on ? html`<input class="why" autocomplete="off" maxlength=${SHEET_REASON_LONGEST} placeholder=${t.reason} aria-label=${t.reasonOf(label)} aria-invalid=${problem === undefined ? 'false' : 'true'} aria-describedby="p-${key}" ?data-wrong=${problem !== undefined} .value=${live(this.#reasons.get(key) ?? '')} @input=${(event: Event) => { this.#reasons.set(key, (event.target as HTMLInputElement).value); this.#changed(); }} />` : nothing}
      <p id="p-${key}" class="danger small" ?hidden=${problem === undefined}>${problem}</p></div>`;
  }
}
