/** How a rating of money-laundering risk looks: what counts now, what waits for approval, scores with their reasons, earlier ones. What a person does with it is the element's. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AmlAssessment, AmlView } from '../../model/aml/api.ts';
import { DIRECT_LABELS, ITEMS } from '../../model/aml/sheet.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import { keepTyping } from '../internal/keys.ts';
import { rolesText, type ClassTexts } from './texts.ts';
import { called } from '../internal/called.ts';

export interface RatingCardPlace {
  readonly t: ClassTexts;
  readonly language: Language;
  readonly off: boolean;
  readonly me: string | null;
  /** Of the decision about what waits. */
  readonly note: string;
  readonly noteProblem: boolean;
  readonly setNote: (text: string) => void;
  readonly decide: (approve: boolean) => void;
}

const comma = (language: Language, parts: readonly string[]): string => parts.filter((part) => part !== '').join(language.startsWith('zh') ? '，' : ', ');

export function ratingCard(view: AmlView, place: RatingCardPlace): TemplateResult {
  const { t, language } = place;
  const [newest] = view.items;
  const { review, overdue, today } = view;
  const late = overdue || review.due <= today;
  const due = html`<dt>${t.review}</dt><dd><span class=${late ? 'late' : ''}>${formatDate(language, review.due)}${late ? ` · ${t.due}` : ''}</span> <span class="muted small">${t.because[review.because]}</span></dd>`;
  if (newest === undefined) {
    return html`${view.level === null ? html`<p class="lead">${t.noneHint(formatDate(language, review.due))}</p>` : nothing}
      <dl class="facts">${view.intensity === null ? nothing : html`<dt>${t.intensity}</dt><dd>${t.intensities[view.intensity]}</dd>`}${due}</dl>`;
  }
  const { by, total, assessedAt, pack, approver, override, state } = newest;
  return html`<dl class="facts">
      ${total === null ? nothing : html`<dt>${t.total}</dt><dd>${t.of100(formatNumber(language, total))}</dd>`}
      ${view.intensity === null ? nothing : html`<dt>${t.intensity}</dt><dd>${t.intensities[view.intensity]}${view.suspicion ? html` <span class="muted small">${t.suspicion}</span>` : nothing}</dd>`}
      ${due}
      <dt>${t.rated}</dt><dd>${comma(language, [by === null ? '' : called(by, language), formatDate(language, assessedAt), approver === null ? '' : t.approvedBy(called(approver, language))])}${pack === '' ? nothing : html` <span class="muted small">${t.pack(pack)}</span>`}</dd>
      ${override === '' || state === 'waiting' ? nothing : html`<dt>${t.why}</dt><dd>${override}</dd>`}
    </dl>
    ${state === 'waiting' ? waits(newest, place) : nothing}
    ${written(newest, place)}
    ${view.items.length < 2 ? nothing : html`<details class="past"><summary>${t.earlierRatings(view.items.length - 1)}</summary><ul>${view.items.slice(1).map((item) => html`<li>
      ${item.level === null ? nothing : html`<span class="level ${item.level}">${t.levels[item.level]}</span>`} ${comma(language, [item.total === null ? '' : t.of100(formatNumber(language, item.total)), item.by === null ? '' : called(item.by, language), formatDate(language, item.assessedAt), item.approver === null ? '' : t.approvedBy(called(item.approver, language))])}
      ${item.override === '' ? nothing : html`<br /><span class="muted">${item.override}</span>`}</li>`)}</ul></details>`}`;
}

function waits({ level, stands, override, mayDecide, by }: AmlAssessment, { t, language, off, me, note, noteProblem, setNote, decide }: RatingCardPlace): TemplateResult {
  const who = rolesText(language, ['compliance']);
  return html`<div class="word waiting"><p class="due">${t.waitsLevel(level === null ? '' : t.levels[level], who)}</p><p>${override}</p>${stands === null ? nothing : html`<p>${t.untilThen(t.levels[stands])}</p>`}
    ${mayDecide ? html`<label for="note">${t.note}</label><input id="note" autocomplete="off" maxlength="500" aria-invalid=${noteProblem ? 'true' : 'false'} aria-describedby="note-problem" .value=${live(note)} @keydown=${keepTyping} @input=${(event: Event) => { setNote((event.target as HTMLInputElement).value); }} />
      <p id="note-problem" class="danger small" ?hidden=${!noteProblem}>${t.needNote}</p>
      <div class="buttons"><button type="button" class="button primary approve" ?disabled=${off} @click=${() => decide(true)}>${t.approve}</button><button type="button" class="button refuse" ?disabled=${off} @click=${() => decide(false)}>${t.refuse}</button></div>`
    : by !== null && by.id === me ? html`<p class="muted small">${t.own}</p>` : nothing}
  </div>`;
}

function written({ scores, facts, words }: AmlAssessment, { t, language }: RatingCardPlace): TemplateResult | typeof nothing {
  if (scores.length === 0 && facts.length === 0 && words === '') return nothing;
  const label = (key: string): string => ITEMS.find((item) => item.key === key)?.label[language] ?? key;
  return html`<details class="written"><summary>${t.whyMore}</summary><ul class="scores">
    ${facts.map(({ fact, reason }) => html`<li><strong>${DIRECT_LABELS[fact][language]}</strong><span></span><span class="muted">${reason}</span></li>`)}
    ${scores.map(({ item, score, weight, reason }) => html`<li><span>${label(item)}</span><span>${score} × ${weight}</span>${reason === '' ? nothing : html`<span class="muted">${reason}</span>`}</li>`)}
    ${words === '' ? nothing : html`<li><span>${t.words}</span><span></span><span class="muted">${words}</span></li>`}
  </ul></details>`;
}
