/** A row table edited in place like a sheet: Enter and the arrow keys walk its cells, rows are added, moved and removed by buttons and keys. In narrow places each row is a small card. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addRow, deleteRow, moveRow, type Row } from '../../../model/section-doc.ts';
import { icon } from '../icons.ts';
import { random } from '../open-section.ts';
import { standing } from '../provenance/standing.ts';
import type { FormField, ViewColumn } from '../plan.ts';
import { rowsIn } from '../rows/looks.ts';
import { idOf, type FormHost, type Slot } from '../slot.ts';
import { slotBox } from '../slot-box.ts';
import { control, readView } from './control.ts';
import { rowFiles } from './files.ts';
import { composing } from '../../internal/keys.ts';
import { rowGone } from '../told/door.ts';
import { columnsAcross, filledColumns, rowSlot } from './row-slot.ts';

/** Rows drawn before one asks for all. */
const SHOWN = 50;

interface Sheet { readonly host: FormHost; readonly field: FormField; readonly table: string; readonly across: readonly ViewColumn[]; readonly below: readonly ViewColumn[]; /** Rows have papers, which are no cells. */ readonly papers: boolean }

function sheetOf(host: FormHost, field: FormField, table: string): Sheet {
  const columns = filledColumns(field);
  const across = columnsAcross(field);
  return { host, field, table, across, below: columns.filter((column) => !across.includes(column)), papers: (field.home.columns ?? []).some(({ kind }) => kind === 'files') };
}

const slotOf = ({ host, field, table }: Sheet, row: Row, column: ViewColumn): Slot => rowSlot(host, field, table, row, column);

const cell = (sheet: Sheet, row: Row, column: ViewColumn): unknown => {
  const slot = slotOf(sheet, row, column);
  return sheet.host.readOnly ? html`<div class="slot value" data-key=${slot.key}>${standing(sheet.host, slot.key)}${readView(sheet.host, slot)}</div>` : slotBox(sheet.host, slot, control(sheet.host, slot));
};

/** In the table's own look if it has one. */
export const rowsControl = (host: FormHost, field: FormField, table: string): TemplateResult => rowsIn(host, field, table, () => sheetControl(host, field, table));

function sheetControl(host: FormHost, field: FormField, table: string): TemplateResult {
  const sheet = sheetOf(host, field, table);
  const rows = host.section.rows(table);
  const all = `all ${table}`;
  const drawn = host.opened.has(all) ? rows : rows.slice(0, SHOWN);
  return html`<div class="rows" role="group" tabindex="-1" id=${idOf(`rows/${table}`)} aria-labelledby=${`${idOf(`fields/${field.key}`)}-label`} @keydown=${(event: KeyboardEvent) => keys(event, sheet)}>
    ${rowGone(host, field, table)}
    ${rows.length === 0
      ? nothing
      : html`<table>
          <thead><tr>${sheet.across.map((column) => html`<th scope="col" class="k-${column.kind}">${column.label}</th>`)}<td></td></tr></thead>
          <tbody>${repeat(drawn, (row) => row.id, (row, i) => drawRow(sheet, row, i, rows.length))}</tbody>
        </table>`}
    ${drawn.length < rows.length ? html`<button type="button" class="button quiet" @click=${() => { host.opened.add(all); host.refresh(); }}>${host.t.form.allRows(rows.length)}</button>` : nothing}
    ${host.readOnly ? nothing : html`<button type="button" class="button quiet add" id=${idOf(`fields/${field.key}`)} @click=${() => add(sheet)}>${icon('add')} ${host.t.form.addTo(field.label)}</button>`}
  </div>`;
}

function drawRow(sheet: Sheet, row: Row, i: number, count: number): TemplateResult {
  const { host, table, across, below, papers } = sheet;
  const { form } = host.t;
  const name = `${table}/${row.id}`;
  const open = host.opened.has(name);
  const more = below.some((column) => (column.kind === 'longText' ? (host.section.text(slotOf(sheet, row, column).key)?.length ?? 0) > 0 : row.cells[column.key] !== undefined));
  const tool = (what: 'up' | 'down' | 'remove', label: string, keyshortcut: string, off: boolean, act: () => void) =>
    html`<button type="button" class="button quiet icon" aria-label=${label} title=${`${label} (${keyshortcut.replaceAll('+', ' + ')})`} aria-keyshortcuts=${keyshortcut} ?disabled=${off} @click=${act}>${icon(what)}</button>`;
  return html`<tr data-row=${row.id}>
      ${across.map((column) => html`<td data-label=${column.label} class="k-${column.kind}">${cell(sheet, row, column)}</td>`)}
      <td class="tools">
        ${below.length === 0 && !papers ? nothing : html`<button type="button" class="button quiet icon more ${open ? 'open' : ''} ${more ? 'filled' : ''}" aria-expanded=${String(open)} aria-label=${form.details(i + 1)} title=${form.details(i + 1)} @click=${() => turn(host, name)}>${icon('more')}</button>`}
        ${host.readOnly
          ? nothing
          : html`${tool('up', form.rowUp(i + 1), 'Alt+ArrowUp', i === 0, () => move(sheet, row, i - 1))}${tool('down', form.rowDown(i + 1), 'Alt+ArrowDown', i === count - 1, () => move(sheet, row, i + 1))}${tool('remove', form.removeRow(i + 1), 'Alt+Shift+Backspace', false, () => remove(sheet, row))}`}
      </td>
    </tr>
    ${open
      ? html`<tr class="below" data-row=${row.id}><td colspan=${across.length + 1}>${below.map((column) => html`<div class="label-row"><span class="label">${column.label}</span>${cell(sheet, row, column)}</div>`)}${rowFiles(host, sheet.field, table, row.id)}</td></tr>`
      : nothing}`;
}

function turn(host: FormHost, name: string): void {
  if (!host.opened.delete(name)) host.opened.add(name);
  host.refresh();
}

function add({ host, field, table, across }: Sheet): void {
  let id = '';
  host.section.edit(host.t.form.addTo(field.label), `rows/${table}`, (doc) => { id = addRow(doc, table, {}, random); });
  const first = across[0];
  if (id !== '' && first) host.focusOn(idOf(first.kind === 'longText' ? `text:${table}/${id}/${first.key}` : `rows/${table}/${id}/${first.key}`));
}

const move = ({ host, field, table }: Sheet, row: Row, at: number): void => host.section.edit(field.label, `rows/${table}`, (doc) => moveRow(doc, table, row.id, at));

function remove(sheet: Sheet, row: Row): void {
  const { host, field, table, across } = sheet;
  const rows = host.section.rows(table);
  const at = rows.findIndex((each) => each.id === row.id);
  const next = rows[at + 1] ?? rows[at - 1];
  host.section.edit(field.label, `rows/${table}`, (doc) => deleteRow(doc, table, row.id));
  const first = across[0];
  host.focusOn(next && first ? slotOf(sheet, next, first).id : idOf(`fields/${field.key}`));
}

/** Keys of the sheet; a textarea keeps Enter and the arrows, a list of suggestions its arrows. */
function keys(event: KeyboardEvent, sheet: Sheet): void {
  if (composing(event) || sheet.host.readOnly) return;
  const target = event.target as HTMLElement;
  const line = target.closest<HTMLElement>('[data-row]');
  const rows = sheet.host.section.rows(sheet.table);
  const at = rows.findIndex((row) => row.id === line?.dataset['row']);
  const row = rows[at];
  if (!row) return;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const walks = target instanceof HTMLInputElement && ['text', 'checkbox'].includes(target.type) && !target.list;
  if (event.altKey && !event.shiftKey && step !== 0) {
    if (rows[at + step]) move(sheet, row, at + step);
  } else if (event.altKey && event.shiftKey && event.key === 'Backspace') remove(sheet, row);
  else if (plain && step !== 0 && walks) walk(sheet, target, rows[at + step]);
  else if (plain && event.key === 'Enter' && (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) {
    const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '';
    // a value that was not taken keeps its person
    if (sheet.host.drafts.get(key)?.code) return;
    if (at === rows.length - 1) add(sheet);
    else walk(sheet, target, rows[at + 1]);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function walk(sheet: Sheet, from: HTMLElement, to: Row | undefined): void {
  const key = from.closest<HTMLElement>('[data-key]')?.dataset['key'];
  const column = sheet.across.find((each) => key?.endsWith(`/${each.key}`)) ?? sheet.below.find((each) => key?.endsWith(`/${each.key}`));
  if (to && column) sheet.host.focusOn(slotOf(sheet, to, column).id);
}
