/** The box around a control: who is in it, what just changed in it, and its message. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PresentPerson } from '../internal/session.ts';
import { problemLine } from './kinds/parts.ts';
import { doubt, masked, unmask } from './checks/door.ts';
import type { Author, Note } from './open-section.ts';
import { personClass } from '../internal/people.ts';
import { standing } from './provenance/standing.ts';
import { read } from './redraw.ts';
import type { FormHost, Slot } from './slot.ts';
import { choose } from './slot.ts';
import { shown } from './values.ts';
import { wordsOf } from './kinds/words.ts';

export const toneOf = (person: Author | null): string => (person === null ? 'nobody' : personClass(person.id));

/** People in the value, as a ring of the first one's colour; the names stand in the label row. */
export function slotBox(host: FormHost, slot: Slot, content: unknown): TemplateResult {
  const { section } = host;
  read(section.name, slot.key);
  const there = section.others.filter((person) => person.field === slot.key);
  const first = there[0];
  const tint = section.tints.get(slot.key);
  const note = section.notes.get(slot.key);
  return html`<div
    class="slot ${slot.meta.mask ? 'masked' : ''} ${first === undefined ? '' : `ring ${toneOf(first)}`} ${tint === undefined ? '' : `tint ${first === undefined ? toneOf(tint) : ''}`}"
    data-key=${slot.key}
  >
    ${content}${unmask(host, slot)}
    <div class="about" id="${slot.id}-about">${standing(host, slot.key)}${slot.meta.help === undefined ? nothing : html`<p class="muted small">${slot.meta.help}</p>`}${problemLine(host, slot)}${doubt(host, slot)}${note === undefined ? nothing : noteLine(host, slot, note)}</div>
  </div>`;
}

/** Up to two names and how many more. */
export const chips = (host: FormHost, people: readonly PresentPerson[]): TemplateResult => html`<span class="here">
  ${people.slice(0, 2).map((person) => html`<span class="name ${toneOf(person)}" title=${host.t.form.isHere(person.name)}>${person.name}</span>`)}
  ${people.length > 2 ? html`<span class="name">+${people.length - 2}</span>` : nothing}
</span>`;

/** "Ana changed Region to East China · Undo": the value one is in was changed by somebody else. */
function noteLine(host: FormHost, slot: Slot, note: Note): TemplateResult {
  const value = note.after === null ? '' : slot.meta.mask ? masked(String(note.after)) : shown(slot.meta, note.after, host.language, host.catalogue, wordsOf(host));
  const who = note.by?.name ?? host.t.form.someone;
  return html`<p class="note">
    ${value === '' ? host.t.form.cleared(who, slot.label) : host.t.form.changed(who, slot.label, value)}
    <button type="button" class="link" @click=${() => {
      host.drafts.delete(slot.key);
      choose(host, slot, note.before);
      host.focusOn(slot.id);
    }}>${host.t.form.undoTheirs}</button>
    <button type="button" class="link" @click=${() => {
      host.section.notes.delete(slot.key);
      host.refresh();
      host.focusOn(slot.id);
    }}>${host.t.form.keep}</button>
  </p>`;
}
