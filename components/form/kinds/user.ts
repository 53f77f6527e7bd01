/** A colleague: typed by name, searched on the server. Comes with the first field that names one and may be changed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PersonView } from '../../../model/api.ts';
import { composing } from '../../internal/keys.ts';
import type { PeoplePicker } from '../../picker/people-picker.ts';
import { keepValue } from '../keep-value.ts';
import { choose, type FormHost, type Slot } from '../slot.ts';
import { aboutId, invalid, named, toNote } from './parts.ts';

let picking: typeof import('../../picker/people-picker.ts') | null = null;
/** Loaded when somebody first means to choose a colleague. */
const loadPicker = async (): Promise<NonNullable<typeof picking>> => (picking = await import('../../picker/people-picker.ts'));
const pickers = new WeakMap<FormHost['directory'], Map<string, PeoplePicker>>();

function pickerOf(host: FormHost, key: string): PeoplePicker | null {
  if (picking === null) return null;
  const { directory } = host;
  const own = pickers.get(directory) ?? new Map<string, PeoplePicker>();
  pickers.set(directory, own);
  let picker = own.get(key);
  if (!picker) own.set(key, (picker = new picking.PeoplePicker({ session: directory.session, departmentName: (id) => directory.departmentName(id), changed: () => host.refresh() })));
  return picker;
}

/** A colleague by name, out of those that the server finds. */
export function userControl(host: FormHost, slot: Slot, write: (id: string | null) => void = (id) => choose(host, slot, id)): TemplateResult {
  const { directory, drafts } = host;
  const list = `${slot.id}-list`;
  const picker = pickerOf(host, slot.key);
  const shown = drafts.get(slot.key)?.raw ?? (slot.value === null ? '' : directory.nameOf(String(slot.value)));
  const take = (person: Pick<PersonView, 'id' | 'name'> | null): void => {
    if (person) directory.known.set(person.id, person.name);
    drafts.delete(slot.key);
    write(person?.id ?? null);
    pickerOf(host, slot.key)?.close();
    host.refresh();
  };
  const done = async (text: string): Promise<void> => {
    pickerOf(host, slot.key)?.close();
    if (!drafts.has(slot.key)) return;
    if (text.trim() === '') return take(null);
    // whoever types faster than names come has made no mistake: judged when they are here, unless typing went on
    const there = (): boolean => drafts.get(slot.key)?.raw === text;
    try {
      await loadPicker();
      const person = await pickerOf(host, slot.key)?.meant(text);
      if (!there()) return;
      if (person) return take(person);
      drafts.set(slot.key, { raw: text, code: 'format', written: false });
    } catch {
      return; // offline: what was typed stays, and is judged when the field is left again
    }
    host.refresh();
  };
  const ask = (text: string): void => void loadPicker().then(() => pickerOf(host, slot.key)?.ask(text), () => undefined /* offline: a whole name is judged later */);
  return html`<input
      id=${slot.id}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${picker?.open === true}
      aria-controls=${list}
      aria-activedescendant=${picker?.activeId(list) ?? nothing}
      autocomplete="off"
      placeholder=${host.t.form.userName}
      aria-label=${named(slot)}
      aria-describedby=${aboutId(slot)}
      aria-invalid=${invalid(host, slot)}
      ${keepValue(shown)}
      @input=${(event: InputEvent) => {
        const { value } = event.target as HTMLInputElement;
        drafts.set(slot.key, { raw: value, code: null, written: false });
        if (!composing(event)) ask(value);
      }}
      @compositionend=${(event: Event) => ask((event.target as HTMLInputElement).value)}
      @blur=${(event: FocusEvent) => { if (!toNote(event)) void done((event.target as HTMLInputElement).value); }}
      @keydown=${(event: KeyboardEvent) => {
        if (composing(event)) return;
        const text = (event.target as HTMLInputElement).value;
        if (picker?.key(event, drafts.has(slot.key) ? text : '', take)) return;
        if (event.key === 'ArrowDown') ask('');
        if (event.key === 'Enter') void done(text);
        if (event.key === 'Escape' && drafts.delete(slot.key)) {
          event.stopPropagation();
          host.refresh();
        }
      }}
    />${picker?.list(list, slot.label, host.t, take) ?? nothing}`;
}
