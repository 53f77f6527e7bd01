/** The box around a control: who is in it, what just changed in it, and its message. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PresentPerson } from '../internal/session.ts';
import { problemLine } from './kinds/parts.ts';
import { doubt, unmask } from './checks/door.ts';
import type { Author } from './open-section.ts';
import { personClass } from '../internal/people.ts';
import { standing } from './provenance/standing.ts';
import { read } from './redraw.ts';
import type { FormHost, Slot } from './slot.ts';
import { noteLine } from './told/door.ts';

export const toneOf = (person: Author | null): string => (person === null ? 'nobody' : personClass(person.id));

/** People in the value, as a ring of the first one's colour; the names stand in the label row. */
export function slotBox(host: FormHost, slot: Slot, content: unknown): TemplateResult {
  const { section } = host;
  read(section.name, slot.key);
  const there = section.others.filter((person) => person.field === slot.key);
  const first = there[0];
  const tint = section.tints.get(slot.key);
  return html`<div
    class="slot ${slot.meta.mask ? 'masked' : ''} ${first === undefined ? '' : `ring ${toneOf(first)}`} ${tint === undefined ? '' : `tint ${first === undefined ? toneOf(tint) : ''}`}"
    data-key=${slot.key}
  >
    ${content}${unmask(host, slot)}
    <div class="about" id="${slot.id}-about">${standing(host, slot.key)}${slot.meta.help === undefined ? nothing : html`<p class="muted small">${slot.meta.help}</p>`}${problemLine(host, slot)}${doubt(host, slot)}${noteLine(host, slot)}</div>
  </div>`;
}

/** Up to two names and how many more. */
export const chips = (host: FormHost, people: readonly PresentPerson[]): TemplateResult => html`<span class="here">
  ${people.slice(0, 2).map((person) => html`<span class="name ${toneOf(person)}" title=${host.t.form.isHere(person.name)}>${person.name}</span>`)}
  ${people.length > 2 ? html`<span class="name">+${people.length - 2}</span>` : nothing}
</span>`;
