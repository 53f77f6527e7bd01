/** People: of the customer (rows of `people`, picked or added by name) and colleagues (picked from the directory). */
import { html, type TemplateResult } from 'lit';
import { addRow } from '../../../model/section-doc.ts';
import { keepValue } from '../keep-value.ts';
import { random } from '../open-section.ts';
import { choose, type FormHost, type Slot } from '../slot.ts';
import { selectControl } from './choice.ts';
import { composing } from '../../internal/keys.ts';
import { aboutId, invalid, named } from './parts.ts';
import { PEOPLE } from './person-name.ts';

const NEW = ' new';

/** Drafts keep that a new name is being typed: ` new` and what is typed so far. */
export function personControl(host: FormHost, slot: Slot): TemplateResult {
  const { people, drafts } = host;
  const draft = drafts.get(slot.key);
  if (draft?.raw.startsWith(NEW)) return newPerson(host, slot, draft.raw.slice(NEW.length));
  const options = (people?.rows(PEOPLE) ?? []).map((row) => ({ key: row.id, label: String(row.cells['name'] ?? '') || host.t.form.unnamed }));
  // the section of people may be closed to whoever may write here: then only what is chosen can be seen
  const more = people !== null && !people.readOnly ? [{ key: NEW, label: host.t.form.newPerson }] : [];
  return selectControl(host, slot, [...options, ...more], (value) => {
    if (value !== NEW) choose(host, slot, value === '' ? null : value);
    else {
      drafts.set(slot.key, { raw: NEW, code: null, written: false });
      host.refresh();
      host.focusOn(slot.id);
    }
  });
}

function newPerson(host: FormHost, slot: Slot, name: string): TemplateResult {
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
    @input=${(event: Event) => host.drafts.set(slot.key, { raw: NEW + (event.target as HTMLInputElement).value, code: null, written: false })}
    @blur=${(event: Event) => { if (host.drafts.has(slot.key)) add((event.target as HTMLInputElement).value); }}
    @keydown=${(event: KeyboardEvent) => {
      if (composing(event)) return;
      if (event.key === 'Enter') add((event.target as HTMLInputElement).value);
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.stopPropagation();
      if (event.key === 'Escape') end();
      host.focusOn(slot.id);
    }}
  />`;
}

/** A colleague by name; the browser's own list offers those whose name holds what is typed. */
export function userControl(host: FormHost, slot: Slot, write: (id: string | null) => void = (id) => choose(host, slot, id)): TemplateResult {
  const { directory, drafts } = host;
  const list = `${slot.id}-list`;
  const shown = drafts.get(slot.key)?.raw ?? (slot.value === null ? '' : directory.nameOf(String(slot.value)));
  const done = (text: string) => {
    if (!drafts.has(slot.key)) return;
    const name = text.trim();
    if (name !== '' && directory.people.waiting) {
      // whoever types faster than the names come has made no mistake: judged when they are here, unless typing went on
      void directory.people.settled().then(() => { if (host.drafts.get(slot.key)?.raw === text) done(text); });
      return;
    }
    const found = directory.choices().filter((choice) => choice.text === name || choice.id === name);
    if (name !== '' && found.length !== 1) drafts.set(slot.key, { raw: text, code: 'format', written: false });
    else {
      drafts.delete(slot.key);
      write(name === '' ? null : found[0]!.id);
    }
    host.refresh();
  };
  return html`<input
      id=${slot.id}
      list=${list}
      autocomplete="off"
      placeholder=${host.t.form.userName}
      aria-label=${named(slot)}
      aria-describedby=${aboutId(slot)}
      aria-invalid=${invalid(host, slot)}
      ${keepValue(shown)}
      @focus=${() => directory.people.again()}
      @input=${(event: InputEvent) => {
        const { value } = event.target as HTMLInputElement;
        drafts.set(slot.key, { raw: value, code: null, written: false });
        // a pick from the list is a whole name at once
        if (!composing(event) && directory.choices().some((choice) => choice.text === value) && event.inputType !== 'insertText') done(value);
      }}
      @blur=${(event: Event) => done((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (composing(event)) return;
        if (event.key === 'Enter') done((event.target as HTMLInputElement).value);
        if (event.key === 'Escape' && drafts.delete(slot.key)) {
          event.stopPropagation();
          host.refresh();
        }
      }}
    /><datalist id=${list}>${directory.choices().map((choice) => html`<option value=${choice.text}></option>`)}</datalist>`;
}
