/** The frame of a look: its rows at rest, one of them open to be edited in place, adding, removing, moving, and the way to the sheet. What a row shows is its look's. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { addRow, deleteRow, moveRow, type Row } from '../../../model/section-doc.ts';
import { composing, inField } from '../../internal/keys.ts';
import { icon } from '../icons.ts';
import { filledColumns } from '../kinds/row-slot.ts';
import { rowGone } from '../told/door.ts';
import { random } from '../open-section.ts';
import type { FormField } from '../plan.ts';
import { chips, toneOf } from '../slot-box.ts';
import { idOf, type FormHost } from '../slot.ts';
import { editor } from './editor.ts';
import { prefixesOf, RowList, type Look } from './look.ts';
import { adopt, buttonId, isOpen, openRow } from './opened.ts';
import { lookStyles } from './styles.ts';
import { hasLookTexts, loadLookTexts } from './texts.ts';
import { waitingRows } from './waiting.ts';

/** Rows drawn before one asks for all. */
const SHOWN = 50;

/** Names told of rows that are folded. */
const NAMED = 3;

const unfolded = (table: string): string => `unfold ${table}`;
const asSheet = (table: string): string => `sheet ${table}`;
/** By form and table: the row ids as they were last drawn with none of them open. */
const orders = new WeakMap<FormHost['opened'], Map<string, readonly string[]>>();

/** While somebody is in a row its table keeps its order: what one types, or somebody else, must not move it away. New rows come last. */
function held(host: FormHost, table: string, rows: readonly Row[]): readonly Row[] {
  const own = orders.get(host.opened) ?? new Map<string, readonly string[]>();
  orders.set(host.opened, own);
  const before = own.get(table);
  if (before === undefined || !rows.some(({ id }) => isOpen(host, table, id))) {
    own.set(table, rows.map(({ id }) => id));
    return rows;
  }
  const place = new Map(before.map((id, i) => [id, i]));
  return [...rows].sort((a, b) => (place.get(a.id) ?? before.length) - (place.get(b.id) ?? before.length));
}

export function framed(look: Look, host: FormHost, field: FormField, table: string, sheet: () => TemplateResult): TemplateResult {
  if (!hasLookTexts(host.language)) {
    void loadLookTexts(host.language).then(() => host.refresh());
    return waitingRows(host, table);
  }
  const list = new RowList(host, field, table);
  const turn = () => {
    if (!host.opened.delete(asSheet(table))) host.opened.add(asSheet(table));
    host.refresh();
    host.focusOn(`${idOf(`rows/${table}`)}-turn`);
  };
  const switcher = (pressed: boolean) => html`<button type="button" class="button quiet no-print" id=${`${idOf(`rows/${table}`)}-turn`} aria-pressed=${String(pressed)} @click=${turn}>${list.t.asSheet}</button>`;
  if (host.opened.has(asSheet(table))) return html`<div class="look">${sheet()}<div class="look-foot">${switcher(true)}</div></div>`;
  const rows = look.order === undefined ? list.rows : held(host, table, look.order(list));
  const whose = host.opened.has(unfolded(table)) || host.section.notes.has(`rows/${table}`) ? null : (look.told?.(list) ?? null);
  if (whose !== null && rows.length > 0) {
    const { t } = list;
    return html`<div class="look" id=${idOf(`rows/${table}`)} tabindex="-1"><p class="look-told muted">${t.told(rows.length, t.list(whose.length > NAMED ? [...whose.slice(0, NAMED), '…'] : whose))}
      <button type="button" class="link no-print" id=${idOf(`fields/${field.key}`)} aria-expanded="false" @click=${() => { host.opened.add(unfolded(table)); host.refresh(); }}>${t.unfold}</button></p></div>`;
  }
  const all = `all ${table}`;
  const drawn = host.opened.has(all) ? rows : rows.slice(0, SHOWN);
  const frame: Frame = { look, list, rows };
  return html`<div class="look k-${table}" role="group" tabindex="-1" id=${idOf(`rows/${table}`)} aria-labelledby=${`${idOf(`fields/${field.key}`)}-label`} @keydown=${(event: KeyboardEvent) => keys(event, frame)} ${ref((element) => adopt(element, lookStyles, ...(look.styles ? [look.styles] : [])))}>
    ${rowGone(host, field, table)}
    ${rows.length === 0 ? html`<p class="empty">${look.empty(list.t)}</p>` : (look.head?.(list) ?? nothing)}
    ${rows.length === 0 ? nothing : look.body.kind === 'cards' ? cards(frame, look.body, drawn) : tableOf(frame, look.body, drawn)}
    ${drawn.length < rows.length ? html`<button type="button" class="button quiet" @click=${() => { host.opened.add(all); host.refresh(); }}>${host.t.form.allRows(rows.length)}</button>` : nothing}
    <div class="look-foot no-print">
      ${host.readOnly ? nothing : html`<button type="button" class="button quiet add" id=${idOf(`fields/${field.key}`)} @click=${() => add(frame)}>${icon('add')} ${host.t.form.addTo(field.label)}</button>`}
      ${rows.length === 0 || look.closed !== undefined ? nothing : switcher(false)}
    </div>
  </div>`;
}

interface Frame { readonly look: Look; readonly list: RowList; readonly rows: readonly Row[] }

const nameOf = ({ look, list }: Frame, row: Row): string => look.name(list, row) || list.host.t.form.unnamed;
const closedOf = ({ look, list }: Frame, row: Row): string => look.closed?.(list, row) ?? '';

/** The row's name, which opens and closes it, with whoever is in the row. */
function opener(frame: Frame, row: Row): TemplateResult {
  const { list: { host, table } } = frame;
  const open = isOpen(host, table, row.id);
  const prefixes = prefixesOf(table, row.id);
  const there = host.section.others.filter(({ field }) => field !== null && prefixes.some((prefix) => field.startsWith(prefix)));
  return html`<button type="button" class="look-name" id=${buttonId(table, row.id)} aria-expanded=${String(open)} @click=${() => openRow(host, table, open ? null : row.id)}>
      <span>${nameOf(frame, row)}</span>${icon('more')}</button>${there.length === 0 ? nothing : chips(host, there)}`;
}

/** A row that somebody else just added or moved. */
function arrived({ list: { host, table } }: Frame, row: Row): string {
  const tint = host.section.tints.get(`rows/${table}/${row.id}/.`);
  return tint === undefined ? '' : `slot tint ${toneOf(tint)}`;
}

const cards = (frame: Frame, { before, beside, facts, wide }: Extract<Look['body'], { kind: 'cards' }>, drawn: readonly Row[]): TemplateResult => {
  const { list } = frame;
  return html`<ul class="look-cards ${wide ? 'one' : ''}">${repeat(drawn, ({ id }) => id, (row) => html`<li data-row=${row.id} class="look-card ${before ? 'with-face' : ''} ${isOpen(list.host, list.table, row.id) ? 'open' : ''} ${arrived(frame, row)}">
    ${before?.(list, row) ?? nothing}<div class="look-body">
      <div class="look-line">${opener(frame, row)}${beside?.(list, row) ?? nothing}</div>
      ${facts(list, row)}
      ${below(frame, row)}
    </div>
  </li>`)}</ul>`;
};

/** Roles are said because a narrow place turns the table into blocks, which would take them away. */
const tableOf = (frame: Frame, { columns, lead, foot }: Extract<Look['body'], { kind: 'table' }>, drawn: readonly Row[]): TemplateResult => {
  const { list } = frame;
  return html`<table class="look-table" role="table" aria-labelledby=${`${idOf(`fields/${list.field.key}`)}-label`}>
    <thead role="rowgroup"><tr role="row">${columns.map(({ label, number, quiet }) => html`<th scope="col" role="columnheader" class=${number ? 'number' : ''}>${quiet ? html`<span class="visually-hidden">${label(list)}</span>` : label(list)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(drawn, ({ id }) => id, (row) => html`<tr role="row" data-row=${row.id} class=${arrived(frame, row)}>
      ${columns.map(({ key, label, cell, number, quiet }, i) => {
        if (i === 0) return html`<th scope="row" role="rowheader" data-column=${key}>${lead?.(list, row) ?? nothing}${opener(frame, row)}</th>`;
        const drawn = cell(list, row);
        return html`<td role="cell" data-column=${key} data-label=${quiet ? nothing : label(list)} class="${number ? 'number' : ''} ${drawn === nothing ? 'none' : ''}"><div>${drawn}</div></td>`;
      })}
    </tr>${isOpen(list.host, list.table, row.id) ? html`<tr role="row" class="opened" data-row=${row.id}><td role="cell" colspan=${columns.length}>${below(frame, row)}</td></tr>` : nothing}`)}</tbody>
    ${foot === undefined ? nothing : foot(list)}
  </table>`;
};

/** The row being edited, or read in full by whoever may not change it. */
function below(frame: Frame, row: Row): TemplateResult | typeof nothing {
  const { look, list, list: { host, table } } = frame;
  if (!isOpen(host, table, row.id)) return nothing;
  const at = list.rows.findIndex(({ id }) => id === row.id);
  const closed = closedOf(frame, row);
  const tool = (what: 'up' | 'down', label: string, key: string, off: boolean, to: number) =>
    html`<button type="button" class="button quiet icon" aria-label=${label} title=${`${label} (${key.replaceAll('+', ' + ')})`} aria-keyshortcuts=${key} ?disabled=${off} @click=${() => move(frame, row, to)}>${icon(what)}</button>`;
  return html`<div class="look-edit" role="group" aria-label=${nameOf(frame, row)}>
    ${closed === '' ? nothing : html`<p class="look-closed muted">${icon('lock')} ${closed}</p>`}
    ${editor(look, closed === '' ? list : new RowList({ ...host, readOnly: true }, list.field, table), row, look.without)}
    ${look.more?.(list, row) ?? nothing}
    <div class="look-tools no-print">
      <button type="button" class="button" @click=${() => close(frame, row)}>${list.t.done}</button>
      ${host.readOnly || closed !== '' ? nothing : html`${look.order === undefined && list.rows.length > 1 ? html`${tool('up', host.t.form.rowUp(at + 1), 'Alt+ArrowUp', at === 0, at - 1)}${tool('down', host.t.form.rowDown(at + 1), 'Alt+ArrowDown', at === list.rows.length - 1, at + 1)}` : nothing}
      <button type="button" class="button quiet" aria-keyshortcuts="Alt+Shift+Backspace" title="Alt + Shift + Backspace" @click=${() => remove(frame, row)}>${icon('remove')} ${host.t.form.removeItem(nameOf(frame, row))}</button>`}
    </div>
  </div>`;
}

function add({ look, list }: Frame): void {
  const { host, field, table } = list;
  let id = '';
  host.section.edit(host.t.form.addTo(field.label), `rows/${table}`, (doc) => { id = addRow(doc, table, {}, random); });
  if (id === '') return;
  if (look.told) host.opened.add(unfolded(table)); // it is not folded away while it is being written
  const wanted = look.groups?.[0]?.columns[0];
  const first = filledColumns(field).find(({ key }) => wanted === undefined || key === wanted);
  openRow(host, table, id);
  if (first) host.focusOn(idOf(first.kind === 'longText' ? `text:${table}/${id}/${first.key}` : `rows/${table}/${id}/${first.key}`));
}

/** A value that was not taken keeps its person. */
function close({ list: { host, table } }: Frame, row: Row): void {
  const wrong = [...host.drafts].find(([key, { code }]) => code !== null && prefixesOf(table, row.id).some((prefix) => key.startsWith(prefix)));
  if (wrong) return host.focusOn(idOf(wrong[0]));
  openRow(host, table, null);
  host.focusOn(buttonId(table, row.id));
}

function remove({ look, list, rows }: Frame, row: Row): void {
  const { host, field, table } = list;
  const at = rows.findIndex(({ id }) => id === row.id);
  const next = rows[at + 1] ?? rows[at - 1];
  const owned = look.owns?.(list, row) ?? [];
  host.section.edit(field.label, `rows/${table}`, (doc) => {
    for (const { table: other, id } of owned) deleteRow(doc, other, id);
    deleteRow(doc, table, row.id);
  });
  openRow(host, table, null);
  host.focusOn(next ? buttonId(table, next.id) : idOf(`fields/${field.key}`));
}

function move({ list: { host, field, table } }: Frame, row: Row, at: number): void {
  host.section.edit(field.label, `rows/${table}`, (doc) => moveRow(doc, table, row.id, at));
}

/** Arrows walk the rows; Escape closes the open one; Alt moves and removes, as in the sheet. */
function keys(event: KeyboardEvent, frame: Frame): void {
  if (composing(event)) return;
  const { look, list, list: { host, table }, rows } = frame;
  const target = event.target as HTMLElement;
  const id = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  if (row === undefined) return;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (plain && event.key === 'Escape' && isOpen(host, table, row.id)) close(frame, row);
  else if (plain && target.classList.contains('look-name') && (step !== 0 || event.key === 'Home' || event.key === 'End')) {
    const to = event.key === 'Home' ? rows[0] : event.key === 'End' ? rows.at(-1) : rows[at + step];
    if (to) host.focusOn(buttonId(table, to.id));
  } else if (host.readOnly || closedOf(frame, row) !== '') return;
  else if (event.altKey && !event.shiftKey && step !== 0 && look.order === undefined && !(inField(event) && target instanceof HTMLSelectElement)) {
    if (list.rows[at + step]) move(frame, row, at + step);
  } else if (event.altKey && event.shiftKey && event.key === 'Backspace') remove(frame, row);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
