/** Care occasions: the next one first, every year's by its next day. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { personName } from '../kinds/person-name.ts';
import { daysTo, nextYearly, whenText } from './days.ts';
import type { Look, Part, RowList } from './look.ts';
import { byDate, dateText, mark, textCell } from './parts.ts';

/** An occasion within so many days is told in amber. */
const SOON = 14;

/** The day that counts: the next one of a yearly occasion, else its own. */
function nextOf(list: RowList, row: Row): { readonly date: string; readonly nth: number | null } | undefined {
  const date = textCell(row, 'date');
  if (date === undefined) return undefined;
  return row.cells['yearly'] === true ? (nextYearly(list.today, date) ?? { date, nth: null }) : { date, nth: null };
}

function when(list: RowList, row: Row): Part {
  const next = nextOf(list, row);
  const days = next === undefined ? undefined : daysTo(list.today, next.date);
  if (next === undefined || days === undefined) return list.fact(row, 'date');
  const past = days < 0;
  return list.fact(row, 'date', html`<span class="valid"><span>${dateText(list, next.date)}</span>${past ? html`<span class="muted">${list.t.past}</span>` : mark(whenText(list.host.language, days), days <= SOON ? 'due' : '')}</span>`);
}

const whose = (list: RowList, row: Row): string => (typeof row.cells['person'] === 'string' ? personName(list.host, row.cells['person']) : '');

export const look: Look = {
  empty: (t) => t.noOccasions,
  name: (list, row) => [list.text(row, 'kind'), whose(list, row)].filter(Boolean).join(' · ') || list.text(row, 'note'),
  order: (list) => {
    const past = (row: Row) => (nextOf(list, row)?.date ?? '9999') < list.today;
    const rows = byDate(list.rows, (row) => nextOf(list, row)?.date, 'early');
    return [...rows.filter((row) => !past(row)), ...rows.filter(past).reverse()];
  },
  body: {
    kind: 'table',
    columns: [
      { key: 'kind', label: (list) => list.label('kind'), cell: () => nothing },
      { key: 'date', label: (list) => list.label('date'), cell: when },
      { key: 'yearly', label: (list) => list.label('yearly'), cell: (list, row) => list.fact(row, 'yearly', row.cells['yearly'] === true ? list.t.everyYear : list.t.once) },
      { key: 'note', label: (list) => list.label('note'), cell: (list, row) => list.fact(row, 'note') },
    ],
  },
  groups: [{ columns: ['kind', 'date', 'yearly', 'person', 'note'] }],
};
