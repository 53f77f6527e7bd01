/** Yearly results and the trend of sales: a table whose bars repeat its figures, the newest first. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { toMinor } from '../../../model/money.ts';
import { formatShare } from '../../internal/formats.ts';
import { moneyOf } from '../values.ts';
import type { Look, Part, RowList, TableColumn } from './look.ts';
import { bar, byDate, textCell } from './parts.ts';

interface Amount { readonly minor: number; readonly currency: string }
function amountOf(row: Row | undefined, key: string): Amount | undefined {
  const { amount, currency } = moneyOf(row?.cells[key] ?? null);
  const minor = toMinor(amount);
  return minor === undefined || currency === '' ? undefined : { minor, currency };
}
const yearOf = (row: Row): number => (typeof row.cells['year'] === 'number' ? row.cells['year'] : -Infinity);
const signed = (list: RowList, share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${formatShare(list.host.language, Math.abs(share))}`;

/** Sales and what was earned of them, as shares of the best year in the same currency; a loss is told in figures alone. */
function bars(list: RowList, row: Row): Part {
  const sales = amountOf(row, 'sales');
  if (sales === undefined) return nothing;
  const most = Math.max(...list.rows.map((each) => amountOf(each, 'sales')).map((each) => (each?.currency === sales.currency ? each.minor : 0)));
  if (most <= 0 || sales.minor <= 0) return nothing;
  const profit = amountOf(row, 'profit');
  return html`<div class="bars">${bar([{ share: sales.minor / most, kind: '' }])}${profit?.currency === sales.currency && profit.minor > 0 ? bar([{ share: Math.min(1, profit.minor / most), kind: 'plain' }], 4) : nothing}</div>`;
}

function change(list: RowList, row: Row): Part {
  const now = amountOf(row, 'sales');
  const before = amountOf(list.rows.find((each) => yearOf(each) === yearOf(row) - 1), 'sales');
  if (now === undefined || before === undefined || now.currency !== before.currency || before.minor === 0) return nothing;
  return html`<span class="muted small">${list.t.change(signed(list, (now.minor - before.minor) / Math.abs(before.minor)))}</span>`;
}
function margin(list: RowList, row: Row): Part {
  const [sales, profit] = [amountOf(row, 'sales'), amountOf(row, 'profit')];
  return sales === undefined || profit === undefined || sales.currency !== profit.currency || sales.minor <= 0 ? nothing : html`<span class="muted small">${list.t.margin(signed(list, profit.minor / sales.minor).replace('+', ''))}</span>`;
}

const sales = (beside: (list: RowList, row: Row) => Part): TableColumn => ({ key: 'sales', label: (list) => list.label('sales'), number: true, cell: (list, row) => html`<div>${list.fact(row, 'sales')}</div>${beside(list, row)}` });
const picture: TableColumn = { key: 'picture', quiet: true, label: (list) => list.t.pictureOf(list.label('sales')), cell: bars };

export const yearsLook: Look = {
  empty: (t) => t.noResults,
  // a year is no quantity: it has no thousands
  name: (_list, row) => (typeof row.cells['year'] === 'number' ? String(row.cells['year']) : ''),
  order: (list) => [...list.rows].sort((a, b) => yearOf(b) - yearOf(a)),
  body: {
    kind: 'table',
    columns: [
      { key: 'year', label: (list) => list.label('year'), cell: () => nothing },
      sales(change), picture,
      { key: 'profit', label: (list) => list.label('profit'), number: true, cell: (list, row) => html`<div>${list.fact(row, 'profit')}</div>${margin(list, row)}` },
      { key: 'note', label: (list) => list.label('note'), cell: (list, row) => list.fact(row, 'note') },
    ],
  },
  groups: [{ columns: ['year', 'sales', 'profit', 'note'] }],
};

export const trendLook: Look = {
  empty: (t) => t.noTrend,
  name: (list, row) => list.text(row, 'period'),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'period'), 'late'),
  body: {
    kind: 'table',
    columns: [
      { key: 'period', label: (list) => list.label('period'), cell: () => nothing },
      sales(() => nothing), picture,
      { key: 'change', label: (list) => list.label('change'), number: true, cell: (list, row) => (typeof row.cells['change'] === 'number' ? list.fact(row, 'change', signed(list, row.cells['change'] / 100)) : nothing) },
    ],
  },
  groups: [{ columns: ['period', 'sales', 'change'] }],
};
