/** The chain of a case, drawn: step under step, with who did what, when and in which words; the step that is now carries its form. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CorrectionActView, CorrectionLine, CorrectionStepView, CorrectionView } from '../../model/corrections/api.ts';
import type { Language } from '../../model/labels.ts';
import { called } from '../internal/called.ts';
import { formatDate, formatTime } from '../internal/formats.ts';
import type { CorrectionTexts } from './texts.ts';

export interface ChainWords { readonly t: CorrectionTexts; readonly language: Language; readonly year: number }

const tick = html`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 6.5 5 9l4.5-6" /></svg>`;
export const between = (language: Language, all: readonly string[]): string => all.join(language.startsWith('zh') ? '、' : ', ');
export const when = ({ language, year }: ChainWords, moment: string): string => {
  const at = Date.parse(moment);
  const day = new Date(at);
  const local = [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
  return `${formatDate(language, local, year)} ${formatTime(language, at)}`;
};
export const day = ({ language, year }: ChainWords, date: string): string => formatDate(language, date.slice(0, 10), year);

/** Where a case stands, as small words. */
export function tags(line: CorrectionLine, words: ChainWords): TemplateResult {
  const { t } = words;
  return html`<span class="chips">
    ${line.mine ? html`<span class="tag mine">${t.mine}</span>` : nothing}
    ${line.urgency === 'urgent' && line.state === 'waiting' ? html`<span class="tag urgent">${t.urgent}</span>` : nothing}
    ${line.due === null ? nothing : html`<span class="tag ${line.late ? 'late' : ''}">${line.late ? t.late(day(words, line.due)) : t.due(day(words, line.due))}</span>`}
    ${line.state === 'waiting' ? nothing : html`<span class="tag done">${line.state === 'filed' ? t.filed : t.withdrawn}</span>`}
    ${line.round > 1 ? html`<span class="tag">${t.round(line.round)}</span>` : nothing}
  </span>`;
}

export function deed(act: CorrectionActView, words: ChainWords, rounds: boolean): TemplateResult {
  const { t, language } = words;
  const names = act.to.map((each) => (each.kind === 'person' ? called(each, language) : each.name));
  return html`<div class="deed ${act.act}">
    <p class="small"><strong><bdi>${called(act.by, language)}</bdi></strong> <span class="muted">${t.acts[act.act]}${names.length === 0 ? nothing : html` <bdi>${t.to(between(language, names))}</bdi>`} · <time datetime=${act.at}>${when(words, act.at)}</time>${rounds ? html` · ${t.round(act.round)}` : nothing}</span></p>
    ${act.text === null ? (act.cleared ? html`<p class="small muted">${t.cleared}</p>` : nothing) : html`<p class="words"><bdi>${act.text}</bdi></p>`}
  </div>`;
}

function who({ waitsFor }: CorrectionView, { t, language }: ChainWords): string {
  const { assignees, people, roles } = waitsFor;
  if (assignees.length > 0) return between(language, assignees.map((each) => (each.kind === 'person' ? called(each, language) : each.name)));
  const names = people.map((each) => called(each, language));
  const by = between(language, roles.map((role) => t.roles[role]));
  return names.length === 0 ? by : `${by} (${between(language, names)})`;
}

/** `form`: of the step that is now; null: it is not the reader's. */
export function chainView(view: CorrectionView, words: ChainWords, form: TemplateResult | null): TemplateResult {
  const { t, language } = words;
  const rounds = view.round > 1;
  const returned = [...view.acts].reverse().find(({ act }) => act !== 'apply');
  const step = (each: CorrectionStepView, at: number): TemplateResult => {
    const acts = view.acts.filter(({ act, step: of }) => of === each.key && act !== 'open');
    const now = each.status === 'now';
    const last = [...acts].reverse().find(({ act }) => act === 'submit');
    return html`<li class="step ${each.status}" aria-current=${now ? 'step' : nothing} data-step=${each.key}>
      <span class="dot" aria-hidden="true">${each.status === 'done' ? tick : at + 1}</span>
      <h4>${each.label[language]} <span class="visually-hidden">(${t[each.status]})</span></h4>
      ${each.status === 'ahead' ? html`<p class="small muted">${each.roles.length === 0 ? '' : `${between(language, each.roles.map((role) => t.roles[role]))} · `}${t.days(each.days)}</p>` : nothing}
      ${acts.map((act) => deed(act, words, rounds))}
      ${now ? html`<p class="small">${returned?.act === 'reject' && last && view.waitsFor.people.some(({ id }) => id === last.by.id) ? html`<strong class="due">${t.returned(called(last.by, language))}</strong>` : t.waitsFor(who(view, words))}</p>
        ${view.waitsFor.nobody ? html`<p class="small nobody">${t.nobody}</p>` : nothing}${form ?? nothing}` : nothing}
    </li>`;
  };
  return html`<ol class="chain" aria-label=${t.chain} role="list">${view.steps.map(step)}</ol>`;
}
