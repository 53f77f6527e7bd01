/** One row, all its columns in groups, each with its control; to whoever may not change it, what is filled. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { control, displayed, readView } from '../kinds/control.ts';
import { rowFiles } from '../kinds/files.ts';
import { filledColumns, rowSlot } from '../kinds/row-slot.ts';
import type { ViewColumn } from '../plan.ts';
import { slotBox } from '../slot-box.ts';
import { spelled } from '../values.ts';
import type { Look, RowList } from './look.ts';

/** `without`: columns that the place itself says. */
export function editor(look: Pick<Look, 'groups'>, list: RowList, row: Row, without: readonly string[] = []): TemplateResult {
  const columns = filledColumns(list.field).filter(({ key }) => !without.includes(key));
  const groups = look.groups ?? [];
  const named = new Set(groups.flatMap((group) => group.columns));
  const rest = columns.filter(({ key }) => !named.has(key));
  const of = (keys: readonly string[]) => keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return html`${groups.map(({ title, columns: keys }) => group(list, row, of(keys), title?.(list.t)))}${group(list, row, rest, undefined)}${rowFiles(list.host, list.field, list.table, row.id)}`;
}

function group(list: RowList, row: Row, columns: readonly ViewColumn[], title: string | undefined): TemplateResult | typeof nothing {
  const drawn = columns.map((column) => line(list, row, column)).filter((part) => part !== nothing);
  if (drawn.length === 0) return nothing;
  return html`<div class="look-group" role=${title === undefined ? nothing : 'group'} aria-label=${title ?? nothing}>${title === undefined ? nothing : html`<p class="look-title">${title}</p>`}${drawn}</div>`;
}

function line({ host, field, table }: RowList, row: Row, column: ViewColumn): TemplateResult | typeof nothing {
  const slot = { ...rowSlot(host, field, table, row, column), cell: false };
  if (host.readOnly) {
    const text = displayed(host, slot);
    return text === '' ? nothing : html`<div class="label-row"><span class="label">${column.label}</span><div class="value" data-key=${slot.key}>${readView(host, slot)}</div></div>`;
  }
  const dated = column.kind === 'date' || column.kind === 'month' || column.kind === 'dateRange';
  const echo = dated && slot.value !== null ? spelled(String(slot.value), host.language, host.t.form.longTerm) : '';
  return html`<div class="label-row k-${column.kind}"><span class="label"><label for=${slot.id}>${column.label}</label></span>
    <div>${slotBox(host, slot, control(host, slot))}${echo === '' ? nothing : html`<p class="echo muted small">${echo}</p>`}</div></div>`;
}
