/** The table of a part: every column, every row, and each row leads to its customers as the mark of the picture does. Long ones show their beginning first. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { columnOf, isDay, leads, written } from './face.ts';
import type { Column, Face, Row } from './face.ts';
import type { Drawing } from './picture.ts';

/** Rows before one asks for the rest; fewer than `FEW` more are no reason to ask. */
export const FIRST = 12;
const FEW = 4;
const numeric = ({ unit }: Column): boolean => unit !== 'text' && unit !== 'date';

export interface TableDrawing extends Omit<Drawing, 'width' | 'current' | 'walk'> { readonly all: boolean; readonly more: () => void }

/** A cell of a grid is named by its place, so the place needs no columns; where nothing was counted there is nothing to read. */
function inGrid(face: Face): { readonly columns: readonly Column[]; readonly rows: readonly Row[]; readonly nameOf: (row: Row) => string } {
  if (face.kind !== 'grid') return { columns: face.columns, rows: face.rows, nameOf: ({ label }) => label };
  const [line, column, main] = [columnOf(face, 'row'), columnOf(face, 'column'), columnOf(face, 'main')];
  return { columns: face.columns.filter(({ role }) => role !== 'row' && role !== 'column'), rows: face.rows.filter(({ values }) => typeof values[main] === 'number'), nameOf: ({ values }) => `${String(values[line] ?? '–')} × ${String(values[column] ?? '–')}` };
}

export function table({ face, language, t, open, choose, all, more }: TableDrawing): TemplateResult {
  const { columns, rows: each, nameOf } = inGrid(face);
  const rows = all || each.length < FIRST + FEW ? each : each.slice(0, FIRST);
  const rest = each.length - rows.length;
  const what = face.kind === 'grid' ? face.columns.filter((column) => !columns.includes(column)).map(({ label }) => label).join(' × ') : face.what;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t.tableOf(face.title)}>
    <table aria-label=${face.title}>
      <thead><tr><th scope="col">${what}</th>${columns.map((column) => html`<th scope="col" class=${numeric(column) ? 'number' : ''}>${column.label}${column.currency === undefined ? nothing : html` <span class="small">${column.currency}</span>`}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr class=${open === row.key ? 'open' : ''}>
        <th scope="row">${!leads(row) ? nameOf(row) : html`<button type="button" class="link" data-row=${row.key} aria-label=${row.archive === undefined ? t.leads(nameOf(row)) : t.open(row.label)} @click=${() => choose(row)}>${nameOf(row)}</button>`}</th>
        ${columns.map((column) => {
          const value = row.values[face.columns.indexOf(column)];
          return html`<td class=${numeric(row.measure === undefined ? column : { ...column, ...row.measure }) ? 'number' : isDay(value) ? 'day' : ''}>${written(language, value, row.measure ?? { unit: column.unit })}</td>`;
        })}
      </tr>`)}</tbody>
    </table>
    ${all && face.missing > 0 ? html`<p class="muted small">${t.missing(face.missing)}</p>` : nothing}
    ${rest === 0 ? nothing : html`<button type="button" class="button quiet no-print rest" @click=${more}>${t.rest(rest)}</button>`}
  </div>`;
}
