/** Which keys of the register a person can change here, and the control for a new value by the kind of the field. What stands there is decided by the server. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MassOp } from '../../../model/mass/api.ts';
import type { Board } from '../board/board.ts';
import { COMPLETE, searchKeys } from '../board/keys.ts';
import type { Key } from '../board/keys.ts';
import { findColleagues } from '../directory.ts';
import type { Mass, SetDraft } from './mass.ts';

/** Kinds of contact details (D-77), each a key of its own. */
const METHODS = 'D-77';
const SHOWN_ONLY: ReadonlySet<string> = new Set([COMPLETE, 'tag', 'opened', 'reviewed', 'updated', 'key', 'methods/value', 'methods/kind', 'addresses/text']);
const LISTS: ReadonlySet<string> = new Set(['role', 'coOwner']);

const isWritable = ({ key, kind }: Key): boolean =>
  !SHOWN_ONLY.has(key) && !key.startsWith('class.') && !key.startsWith('trade.') && !/^contacts[/]/.test(key) && kind !== 'computed' && kind !== 'person';

/** With the kinds of contact details, which the register has under keys that no field has. */
function methodKeys(board: Board): readonly Key[] {
  const { catalogue } = board.words;
  const place = catalogue.fields.find(({ table, scope }) => table === 'methods' && scope !== 'row')?.label ?? '';
  return (catalogue.dictionaries[METHODS]?.options ?? []).map(({ key, label }) => ({ key: `methods@${key}/value`, label, place, type: 'text', kind: 'text', masked: false }));
}
export const keyOf = (board: Board, name: string): Key => board.keys.get(name) ?? methodKeys(board).find(({ key }) => key === name) ?? board.key(name);

export function offered(board: Board, text: string, taken: readonly SetDraft[]): readonly Key[] {
  const methods = new Map(methodKeys(board).map((key) => [key.key, key]));
  const own = new Map([...board.keys].filter(([, key]) => isWritable(key)));
  const all = new Map([...own, ...methods]);
  return searchKeys(all, board.others, text).filter(({ key }) => !taken.some((each) => each.key.key === key));
}

export const isList = ({ key, kind }: Key): boolean => LISTS.has(key) || kind === 'enums' || kind === 'list' || key.startsWith('methods@');
export const opsOf = (key: Key): readonly MassOp[] => (isList(key) ? ['set', 'add', 'remove', 'clear'] : key.key === 'name' || key.key === 'state' ? ['set'] : ['set', 'clear']);

/** A new value, or several. */
export function valueControl(mass: Mass, { key, values }: SetDraft, set: (values: readonly string[]) => void): TemplateResult {
  const { own, board } = mass;
  const label = own.value(key.label);
  const [first = ''] = values;
  const choices = choicesOf(board, key);
  if (choices !== null && isList(key)) {
    return html`<ul class="choices" aria-label=${label}>${choices.map(({ value, name }) => html`<li><label><input type="checkbox" .checked=${live(values.includes(value))} @change=${(event: Event) => set((event.target as HTMLInputElement).checked ? [...values, value] : values.filter((each) => each !== value))} /><span>${name}</span></label></li>`)}</ul>`;
  }
  if (choices !== null) {
    return html`<select class="value" aria-label=${label} @change=${(event: Event) => { const { value } = event.target as HTMLSelectElement; set(value === '' ? [] : [value]); }}><option value="" .selected=${live(first === '')}>${own.choose}</option>
      ${choices.map(({ value, name }) => html`<option value=${value} .selected=${live(value === first)}>${name}</option>`)}</select>`;
  }
  const write = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    set(value.trim() === '' ? [] : [value]);
    if (key.type === 'person') void people(mass, value);
  };
  if (key.kind === 'longText') return html`<textarea class="value" rows="3" aria-label=${label} .value=${live(first)} @input=${write}></textarea>`;
  return html`<input class="value" aria-label=${label} autocomplete="off" maxlength="2000" placeholder=${isList(key) ? own.several : own.valueHint} list=${key.type === 'person' ? 'mass-people' : nothing} .value=${live(first)} @input=${write} />
    ${key.type === 'person' ? html`<datalist id="mass-people">${mass.people.map((name) => html`<option value=${name}></option>`)}</datalist>` : nothing}`;
}

interface Choice { readonly value: string; readonly name: string }
/** Null: it is typed. */
function choicesOf({ words, own }: Board, { key, type, dictionary }: Key): readonly Choice[] | null {
  if (key === 'state') return null;
  switch (type) {
    case 'flag': return [{ value: 'true', name: own.yes }, { value: 'false', name: own.no }];
    case 'department': return words.departments.map(({ id, name }) => ({ value: id, name }));
    case 'option': return dictionary === undefined ? null : (words.catalogue.dictionaries[dictionary]?.options ?? []).map((option) => ({ value: option.key, name: option.label }));
    default: return null;
  }
}

async function people(mass: Mass, text: string): Promise<void> {
  try {
    const { items } = await findColleagues(mass.board.host.session, text);
    mass.people = items.map(({ name }) => name);
  } catch {
    return; // what was found before stays; the next letter asks again
  }
  mass.board.host.update();
}
