/** How a cause looks in the list: a sentence with its number, where it comes from, who has it, and a bar that tells how it weighs against the worst. */
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { AssignmentView, GroupView } from '../../model/cleaning/api.ts';
import { day, number } from './host.ts';
import type { BenchHost } from './host.ts';

type Saying = Pick<BenchHost, 't' | 'language'>;
const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** "1,240 phones with letters", of one place "318 words that are no option: Industry". */
export function sentence({ count, label, place }: Pick<GroupView, 'count' | 'label' | 'place'>, host: Saying): TemplateResult {
  const { t, language } = host;
  const where = place === null ? nothing : html` <span class="place">${place[language]}</span>`;
  if (count === 1) return html`${language.startsWith('zh') ? t.oneOf(label[language]) : capital(t.oneOf(label[language]))}${where}`;
  return html`<strong>${number(host, count)}</strong> ${t.unit}${label[language]}${where}`;
}

export function assignmentFace({ to, open, done }: AssignmentView, host: Saying & Pick<BenchHost, 'session'>): TemplateResult {
  const { t } = host;
  return html`<span class="assigned">${to.id === host.session.me?.id ? t.assignedMe : t.assigned(to.name)}${done + open === 0 ? nothing : html` · ${t.did(number(host, done), number(host, done + open))}`}</span>`;
}

/** `worst`: what the first weighs. */
export function groupRow(group: GroupView, worst: number, busy: string | null, open: () => void, host: BenchHost): TemplateResult {
  const { t } = host;
  const many = group.sources.length > 3 ? ` +${group.sources.length - 3}` : '';
  const sources = group.sources.slice(0, 3).map(({ source }) => source ?? t.byPeople).join(host.language.startsWith('zh') ? '、' : ', ') + many;
  const share = worst === 0 ? 0 : Math.max(2, Math.round((group.count * group.weight * 100) / worst));
  return html`<li><button type="button" class="group" data-group=${group.id} aria-disabled=${busy === null ? 'false' : 'true'} @click=${busy === null ? open : undefined}>
    <span class="sentence">${sentence(group, host)}</span>
    <span class="facts muted">${group.archives === 1 ? t.oneArchive : t.archives(number(host, group.archives))}${sources === '' ? nothing : html` · <bdi>${sources}</bdi>`}</span>
    ${busy === null ? nothing : html`<span class="facts">${busy}</span>`}
    ${group.assignment === null ? nothing : assignmentFace(group.assignment, host)}
    ${group.dismissed === null ? nothing : html`<span class="facts">${t.rightBy(group.dismissed.by.name, day(host, group.dismissed.at))}: <bdi>${group.dismissed.reason}</bdi></span>`}
    <svg class="weight" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${share} height="4" rx="0"></rect>`}</svg>
  </button></li>`;
}
