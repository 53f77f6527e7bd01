/** What adds something: a choice that does so each time it is made (with the mouse at once; by keys one passes others on the way, so with Enter, or when one goes on), and the name of somebody new. */
import { html, type TemplateResult } from 'lit';
import { addRow } from '../../../model/section-doc.ts';
import { composing } from '../../internal/keys.ts';
import { keepValue } from '../keep-value.ts';
import { random } from '../open-section.ts';
import type { FormHost, Slot } from '../slot.ts';
import { aboutId, toNote } from './parts.ts';
import { PEOPLE } from './person-name.ts';
import type { Option } from '../values.ts';

/** Selects in which somebody is choosing by keys. */
const choosing = new WeakSet<EventTarget>();

export interface Adding {
  readonly id: string;
  readonly label: string;
  /** What stands there while nothing is chosen. A key that begins with a blank is no value, but a way to make one: it is taken at once. */
  readonly none: string;
  readonly options: readonly Option[];
  readonly add: (key: string) => void;
}

export function addingSelect(host: Pick<FormHost, 'moving'>, { id, label, none, options, add }: Adding): TemplateResult {
  const done = (select: HTMLSelectElement): void => {
    const { value } = select;
    choosing.delete(select);
    select.value = '';
    if (value !== '') add(value);
  };
  const here = (event: Event): HTMLSelectElement => event.currentTarget as HTMLSelectElement;
  const keys = (event: KeyboardEvent): void => {
    const select = here(event);
    const chosen = choosing.has(select) && select.value !== '';
    if (composing(event) || event.key === 'Tab') return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return void choosing.add(select);
    if (!chosen) return;
    if (event.key === 'Escape') select.value = '';
    done(select);
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<select id=${id} aria-label=${label}
    @change=${(event: Event) => { if (!choosing.has(here(event)) || here(event).value.startsWith(' ')) done(here(event)); }}
    @keydown=${keys} @pointerdown=${(event: Event) => choosing.delete(here(event))} @blur=${(event: Event) => { if (!host.moving && choosing.has(here(event))) done(here(event)); }}
  ><option value="">${none}</option>${options.map((option) => html`<option value=${option.key}>${option.label}</option>`)}</select>`;
}

/** Somebody whom the customer's people do not have yet, by name. The draft is the `key` that asked for them and what is typed so far. */
export function newPerson(host: FormHost, slot: Slot, key: string, name: string): TemplateResult {
  const end = () => {
    host.drafts.delete(slot.key);
    host.refresh();
  };
  const add = (typed: string) => {
    const people = host.people;
    if (typed.trim() !== '' && people !== null) {
      let id = '';
      people.edit(host.t.form.newPerson, `rows/${PEOPLE}`, (doc) => { id = addRow(doc, PEOPLE, { name: typed.trim() }, random); });
      if (id !== '') slot.write(id);
    }
    end();
  };
  return html`<input
    id=${slot.id}
    autocomplete="off"
    placeholder=${host.t.form.personName}
    aria-label=${`${slot.label}: ${host.t.form.newPerson}`}
    aria-describedby=${aboutId(slot)}
    ${keepValue(name)}
    @input=${(event: Event) => host.drafts.set(slot.key, { raw: key + (event.target as HTMLInputElement).value, code: null, written: false })}
    @blur=${(event: FocusEvent) => { if (!toNote(event) && host.drafts.has(slot.key)) add((event.target as HTMLInputElement).value); }}
    @keydown=${(event: KeyboardEvent) => {
      if (composing(event)) return;
      if (event.key === 'Enter') add((event.target as HTMLInputElement).value);
      if ((event.key !== 'Enter' || event.ctrlKey || event.metaKey) && event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault(); // the focus goes to the choice, which would take the same key as its own
      if (event.key === 'Escape') end();
      host.focusOn(slot.id);
    }}
  />`;
}
