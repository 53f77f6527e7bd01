/** What another section holds of the same person, under its own right: opened only when asked for, and not there at all for whoever may not read it. */
import { html, nothing } from 'lit';
import { addRow, type Row } from '../../../model/section-doc.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { icon } from '../icons.ts';
import { random } from '../open-section.ts';
import { editor } from './editor.ts';
import { RowList, type Part } from './look.ts';

/** `table` has one row per row of `people`, under the same id. */
export function besideRow(list: RowList, row: Row, section: SectionKey, table: string): Part {
  const beside = list.host.beside(section);
  const field = beside?.page.fields.find(({ place, view }) => !view && place.kind === 'rows' && place.table === table);
  if (beside === null || field === undefined) return nothing;
  const { host } = beside;
  if (host === null) return html`<div><button type="button" class="button quiet" @click=${() => beside.open()}>${icon('lock')} ${list.t.showBeside(field.label)}</button></div>`;
  const there = new RowList(host, field, table);
  const own = there.rows.find(({ id }) => id === row.id) ?? there.rows.find(({ cells }) => cells['person'] === row.id);
  const begin = () => host.section.edit(host.t.form.addTo(field.label), `rows/${table}`, (doc) => addRow(doc, table, { person: row.id }, random, { id: row.id }));
  return html`<div class="look-group" role="group" aria-label=${field.label} data-section=${host.section.name}>
    <p class="look-title">${icon('lock')} ${field.label}</p>
    ${section === 'assessment' ? html`<p class="muted small">${host.t.form.assessment}</p>` : nothing}
    ${own !== undefined ? editor({}, there, own, ['person'])
      : host.readOnly ? html`<p class="muted">${list.t.noneNoted}</p>`
        : html`<button type="button" class="button quiet add" @click=${begin}>${icon('add')} ${host.t.form.addTo(field.label)}</button>`}
  </div>`;
}
