/** Rows of another table that belong to the row being edited: lines with a few controls each, or names one takes in and out. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Scalar } from '../../../model/api.ts';
import { addRow, deleteRow, type Row } from '../../../model/section-doc.ts';
import { icon } from '../icons.ts';
import { addingSelect } from '../kinds/adding.ts';
import { control, displayed } from '../kinds/control.ts';
import { random } from '../open-section.ts';
import type { ViewColumn } from '../plan.ts';
import { slotBox } from '../slot-box.ts';
import { cellSlot, idOf, type FormHost } from '../slot.ts';
import type { Part } from './look.ts';

/** The columns of a table, as its heading field names them. */
export const columnsOf = (host: FormHost, table: string): readonly ViewColumn[] =>
  host.catalogue.fields.find((field) => field.scope === 'field' && field.kind === 'rows' && field.table === table && field.aliasOf === undefined)?.columns ?? [];

export interface Lines {
  readonly table: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly addLabel: string;
  readonly removeLabel: (row: Row) => string;
  /** Cells a new line begins with. */
  readonly begin: Readonly<Record<string, Scalar>>;
}

export function lines(host: FormHost, { table, title, rows, columns, addLabel, removeLabel, begin }: Lines): TemplateResult {
  const metas = columnsOf(host, table).filter(({ key }) => columns.includes(key));
  const addId = idOf(`add-${table}-${String(Object.values(begin)[0])}`);
  const add = () => {
    let id = '';
    host.section.edit(addLabel, `rows/${table}`, (doc) => { id = addRow(doc, table, begin, random); });
    const first = metas[0];
    if (id !== '' && first) host.focusOn(idOf(`rows/${table}/${id}/${first.key}`));
  };
  const take = (row: Row) => {
    host.section.edit(removeLabel(row), `rows/${table}`, (doc) => deleteRow(doc, table, row.id));
    host.focusOn(addId);
  };
  return html`<div class="look-group" role="group" aria-label=${title}><p class="look-title">${title}</p>
    ${repeat(rows, ({ id }) => id, (row) => html`<div class="look-sub" role="group" aria-label=${displayed(host, cellSlot(host, title, table, row, metas[1] ?? metas[0]!))}>
      ${metas.map((meta) => {
        const slot = cellSlot(host, title, table, row, meta);
        const drawn = host.readOnly ? html`<div class="value" data-key=${slot.key}>${displayed(host, slot)}</div>` : slotBox(host, slot, control(host, slot));
        return meta.kind === 'flag' && !host.readOnly ? html`<div class="look-flag"><span aria-hidden="true">${meta.label}</span>${drawn}</div>` : html`<div class="k-${meta.kind}">${drawn}</div>`;
      })}
      ${host.readOnly ? nothing : html`<button type="button" class="button quiet icon" aria-label=${removeLabel(row)} title=${removeLabel(row)} @click=${() => take(row)}>${icon('remove')}</button>`}
    </div>`)}
    ${host.readOnly ? nothing : html`<button type="button" class="button quiet add" id=${addId} @click=${add}>${icon('add')} ${addLabel}</button>`}
  </div>`;
}

export interface Names {
  readonly id: string;
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly removeLabel: string; readonly remove: () => void }[];
  readonly options: readonly { readonly key: string; readonly label: string }[];
  readonly addLabel: string;
  readonly add: (key: string) => void;
}

export function names(host: FormHost, { id, title, items, options, addLabel, add }: Names): Part {
  if (host.readOnly && items.length === 0) return nothing;
  const pickId = idOf(`names-${id}`);
  return html`<div class="label-row"><span class="label">${title}</span><div class="look-names" role="group" tabindex="-1" id="${pickId}-all" aria-label=${title}>
    ${repeat(items, (item) => item.id, (item) => html`<span class="chip">${item.name}${host.readOnly ? nothing : html`<button type="button" class="look-out" aria-label=${item.removeLabel} title=${item.removeLabel} @click=${() => { item.remove(); host.focusOn(pickId); }}>${icon('remove')}</button>`}</span>`)}
    ${host.readOnly || options.length === 0 ? nothing : html`${addingSelect(host, { id: pickId, label: addLabel, none: addLabel, options, add: (key) => {
      add(key);
      // the last one takes the choice away
      if (options.length === 1) host.focusOn(`${pickId}-all`);
    } })}`}
  </div></div>`;
}
