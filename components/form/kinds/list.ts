/** Lists of scalars: each item a row with the column `value`, one line each, and an empty line at the end that adds. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FieldKind } from '../../../model/catalogue/types.ts';
import { addRow, deleteRow } from '../../../model/section-doc.ts';
import { random } from '../open-section.ts';
import type { FormField, Meta } from '../plan.ts';
import { cellSlot, idOf, type FormHost, type Slot } from '../slot.ts';
import { slotBox } from '../slot-box.ts';
import { rowGone } from '../told/door.ts';
import { checked } from '../values.ts';
import { control, displayed } from './control.ts';
import { icon } from '../icons.ts';

const itemMeta = (field: FormField, kind: FieldKind): Meta => ({ ...field.home, key: 'value', kind, label: field.label });

export function listControl(host: FormHost, field: FormField, table: string, kind: FieldKind): TemplateResult {
  const meta = itemMeta(field, kind);
  const rows = host.section.rows(table);
  const key = `fields/${field.key}`;
  const blank: Slot = {
    key, id: idOf(key), label: host.t.form.addTo(field.label), meta: { ...meta, label: host.t.form.addTo(field.label) }, value: null, cell: true, adds: true,
    write: (value) => {
      if (value === null || !checked(meta, value).ok) return;
      host.section.edit(field.label, `rows/${table}`, (doc) => addRow(doc, table, { value }, random));
    },
  };
  // while it is typed an item is no item yet: it is written when the person is done with it
  const adder: Slot = kind === 'text' ? { ...blank, meta: { ...blank.meta, kind: 'list' } } : blank;
  return html`<div class="list" role="group" tabindex="-1" id=${idOf(`rows/${table}`)} aria-labelledby=${`${idOf(key)}-label`}>
    ${rowGone(host, field, table)}
    ${repeat(rows, (row) => row.id, (row) => {
      const slot = cellSlot(host, field.label, table, row, meta);
      return html`<div class="item">
        ${slotBox(host, slot, control(host, slot))}
        <button type="button" class="button quiet icon" aria-label=${host.t.form.removeItem(displayed(host, slot))} @click=${() => {
          host.section.edit(field.label, `rows/${table}`, (doc) => deleteRow(doc, table, row.id));
          host.focusOn(idOf(key));
        }}>${icon('remove')}</button>
      </div>`;
    })}
    <div class="item">${slotBox(host, adder, control(host, adder))}</div>
  </div>`;
}

export function listShown(host: FormHost, field: FormField, table: string, kind: FieldKind): TemplateResult | typeof nothing {
  const meta = itemMeta(field, kind);
  return html`<ul class="plain">${host.section.rows(table).map((row) => html`<li>${displayed(host, cellSlot(host, field.label, table, row, meta))}</li>`)}</ul>`;
}
