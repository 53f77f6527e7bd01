/** An address: the parts of one row of `addresses`, found by its use. */
import { html, type TemplateResult } from 'lit';
import { ADDRESSES } from '../../../model/catalogue/place.ts';
import type { FormField } from '../plan.ts';
import { idOf, type FormHost, type Slot } from '../slot.ts';
import { slotBox } from '../slot-box.ts';
import { rarerStyles } from './rarer-styles.ts';
import { control, displayed } from './control.ts';

function parts(host: FormHost, field: FormField, use: string): readonly Slot[] {
  const row = host.section.row(ADDRESSES, { use });
  return host.catalogue.addressColumns.filter((column) => column.key !== 'use').map((column) => {
    // also before the row is there: it will have its use for an id, and whoever is in a part of it stays in that part
    const key = `rows/${ADDRESSES}/${row?.id ?? use}/${column.key}`;
    return {
      key, id: idOf(`fields/${field.key}/${column.key}`), label: column.label, meta: column, value: row?.cells[column.key] ?? null, cell: false,
      write: (value) => host.section.writePart(field.label, key, ADDRESSES, { use }, column.key, value),
    };
  });
}

export const addressControl = (host: FormHost, field: FormField, use: string): TemplateResult => html`<div class="address" role="group" aria-labelledby=${`${idOf(`fields/${field.key}`)}-label`} ${rarerStyles()}>
  ${parts(host, field, use).map((slot) => html`<div class="part part-${slot.meta.key}"><label class="small muted" for=${slot.id}>${slot.label}</label>${slotBox(host, slot, control(host, slot))}</div>`)}
</div>`;

/** In one line, in the order of the columns. */
export const addressShown = (host: FormHost, field: FormField, use: string): string =>
  parts(host, field, use).map((slot) => displayed(host, slot)).filter(Boolean).join(', ');
