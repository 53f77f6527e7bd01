/** Choices: one of a list, several of a list, yes or no. They are written at once. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { parseRowId } from '../../../model/ids.ts';
import { addRow, deleteRow } from '../../../model/section-doc.ts';
import { random } from '../open-section.ts';
import type { FormField } from '../plan.ts';
import { choose, idOf, type FormHost, type Slot } from '../slot.ts';
import { choicesNote } from '../told/door.ts';
import { optionsOf, optionLabel, type Option } from '../values.ts';
import { aboutId, invalid, named } from './parts.ts';
import { whileShut } from './while-shut.ts';

/** A select over `options`; a value that is no option any more stays choosable, so that drawing it changes nothing. */
export function selectControl(host: FormHost, slot: Slot, options: readonly Option[], change?: (value: string) => void): TemplateResult {
  const value = slot.value === null ? '' : String(slot.value);
  const known = value === '' || options.some((option) => option.key === value);
  return html`<select
    id=${slot.id}
    aria-label=${named(slot)}
    aria-describedby=${aboutId(slot)}
    aria-invalid=${invalid(host, slot)}
    .value=${live(value)}
    @change=${(event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      if (change) change(chosen);
      else choose(host, slot, chosen === '' ? null : chosen);
    }}
  >
    <option value="" ?selected=${value === ''}>${host.t.form.none}</option>
    ${whileShut(host, [known ? nothing : html`<option value=${value} selected>${value}</option>`,
    options.filter((option) => !option.hidden || option.key === value).map((option) => html`<option value=${option.key} ?selected=${option.key === value}>${option.label}</option>`)])}
  </select>`;
}

export const enumControl = (host: FormHost, slot: Slot): TemplateResult => selectControl(host, slot, optionsOf(host.catalogue, slot.meta.dictionary));

export const flagControl = (host: FormHost, slot: Slot): TemplateResult => html`<input
  type="checkbox"
  id=${slot.id}
  aria-label=${named(slot)}
  aria-describedby=${aboutId(slot)}
  .checked=${live(slot.value === true)}
  @change=${(event: Event) => choose(host, slot, (event.target as HTMLInputElement).checked)}
/>`;

/** Several options: a box each, in the dictionary's order. Chosen ones are rows of a table of their own, so that two people can tick at once. */
export function enumsControl(host: FormHost, field: FormField, table: string): TemplateResult {
  const rows = host.section.rows(table);
  const chosen = new Set(rows.map((row) => String(row.cells['value'] ?? '')));
  const options = optionsOf(host.catalogue, field.home.dictionary).filter((option) => !option.hidden || chosen.has(option.key));
  const gone = [...chosen].filter((key) => key !== '' && !options.some((option) => option.key === key)).map((key) => ({ key, label: key }));
  const turn = (key: string, on: boolean) =>
    host.section.edit(field.label, `rows/${table}`, (doc) => {
      if (!on) for (const row of rows) if (row.cells['value'] === key) deleteRow(doc, table, row.id);
      // the option's own key as row id: two people who tick the same box at once tick it once
      if (on && !chosen.has(key)) addRow(doc, table, { value: key }, random, { id: parseRowId(key) });
    });
  return html`<div class="chips" role="group" aria-labelledby=${`f-fields/${field.key}-label`} data-key=${`fields/${field.key}`} data-choices=${table}>
    ${[...options, ...gone].map(
      ({ key, label }) => html`<label class="chip ${chosen.has(key) ? 'on' : ''}"><input type="checkbox" id=${idOf(`fields/${field.key}/${key}`)} .checked=${live(chosen.has(key))} @change=${(event: Event) => turn(key, (event.target as HTMLInputElement).checked)} />${label}</label>`,
    )}
    ${choicesNote(host, field, table)}
  </div>`;
}

export const enumsShown = (host: FormHost, field: FormField, table: string): string =>
  host.section.rows(table).map((row) => optionLabel(host.catalogue, field.home.dictionary, String(row.cells['value'] ?? ''))).join(' · ');
