/** What a bank's client has with the bank: deposits by maturity with their sums, cards, products, money in and out, balances. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { toMinor } from '../../../model/money.ts';
import { moneyOf } from '../values.ts';
import { daysTo, whenText } from './days.ts';
import type { Look, Part, RowList } from './look.ts';
import { bar, byDate, dateText, mark, sumsText, textCell } from './parts.ts';

/** A maturity within so many days is told in amber. */
const SOON = 30;

const date = (list: RowList, row: Row, key: string): Part => {
  const value = textCell(row, key);
  return value === undefined ? nothing : list.fact(row, key, dateText(list, value));
};
const sum = (list: RowList, columns: number): Part => {
  const sums = sumsText(list, list.rows.map(({ cells }) => cells['amount']));
  return list.rows.length < 2 || sums.length === 0 ? nothing : html`<tfoot role="rowgroup"><tr role="row"><th scope="row" role="rowheader">${list.t.total}</th><td role="cell" class="number">${sums.map((each) => html`<div>${each}</div>`)}</td><td role="cell" colspan=${columns - 2}></td></tr></tfoot>`;
};

function maturity(list: RowList, row: Row): Part {
  const value = textCell(row, 'maturesAt');
  const days = value === undefined ? undefined : daysTo(list.today, value);
  if (value === undefined || days === undefined) return date(list, row, 'maturesAt');
  const when = whenText(list.host.language, days);
  return list.fact(row, 'maturesAt', html`<span class="valid"><span>${dateText(list, value)}</span>${mark(days < 0 ? list.t.matured(when) : list.t.matures(when), days >= 0 && days <= SOON ? 'due' : '')}</span>`);
}

const cell = (key: string) => ({ key, label: (list: RowList) => list.label(key), cell: (list: RowList, row: Row): Part => list.fact(row, key) });
const money = (key: string) => ({ ...cell(key), number: true });
const day = (key: string) => ({ ...cell(key), cell: (list: RowList, row: Row): Part => date(list, row, key) });

export const depositsLook: Look = {
  empty: (t) => t.noDeposits,
  name: (list, row) => list.text(row, 'kind'),
  // what is still to come first, by day; what has matured after it; what never does last
  order: (list) => {
    const past = (row: Row) => (textCell(row, 'maturesAt') ?? '9999') < list.today;
    const rows = byDate(list.rows, (row) => textCell(row, 'maturesAt'), 'early');
    const to = rows.filter((row) => !past(row));
    return [...to.filter((row) => textCell(row, 'maturesAt')), ...rows.filter(past), ...to.filter((row) => !textCell(row, 'maturesAt'))];
  },
  body: { kind: 'table', columns: [cell('kind'), money('amount'), day('openedAt'), { ...cell('maturesAt'), cell: maturity }], foot: (list) => sum(list, 4) },
  groups: [{ columns: ['kind', 'amount', 'openedAt', 'maturesAt'] }],
};

export const cardsLook: Look = {
  empty: (t) => t.noCards,
  name: (list, row) => list.text(row, 'type'),
  body: { kind: 'cards', beside: (list, row) => list.fact(row, 'level', mark(list.text(row, 'level'), 'strong')), facts: () => nothing },
  groups: [{ columns: ['type', 'level'] }],
};

export const productsLook: Look = {
  empty: (t) => t.noBankProducts,
  name: (list, row) => list.text(row, 'product'),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'boughtAt'), 'late'),
  body: { kind: 'table', columns: [cell('product'), money('amount'), day('boughtAt')], foot: (list) => sum(list, 3) },
  groups: [{ columns: ['product', 'boughtAt', 'amount'] }],
};

/** A sign before the amount: the direction is told by word and sign, not by colour. */
export const flowsLook: Look = {
  empty: (t) => t.noFlows,
  name: (list, row) => [textCell(row, 'date') === undefined ? '' : dateText(list, textCell(row, 'date')!), list.text(row, 'direction')].filter(Boolean).join(' · '),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'date'), 'late'),
  head: (list) => {
    const part = (direction: string) => {
      const rows = list.rows.filter(({ cells }) => cells['direction'] === direction);
      const sums = sumsText(list, rows.map(({ cells }) => cells['amount']));
      return rows[0] === undefined || sums.length === 0 ? nothing : html`<div class="named"><dt>${list.text(rows[0], 'direction')}</dt><dd>${sums.join(' · ')}</dd></div>`;
    };
    return html`<dl class="facts">${part('in')}${part('out')}</dl>`;
  },
  body: {
    kind: 'table',
    columns: [
      { ...cell('date') },
      { ...money('amount'), cell: (list, row) => (list.filled(row, 'amount') ? list.fact(row, 'amount', `${row.cells['direction'] === 'out' ? '−' : row.cells['direction'] === 'in' ? '+' : ''}${list.text(row, 'amount')}`) : nothing) },
      cell('counterparty'), cell('purpose'),
    ],
  },
  groups: [{ columns: ['date', 'direction', 'amount', 'counterparty', 'purpose'] }],
};

export const balancesLook: Look = {
  empty: (t) => t.noBalances,
  name: (list, row) => list.text(row, 'period'),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'period'), 'late'),
  body: {
    kind: 'table',
    columns: [
      cell('period'),
      money('balance'),
      { ...money('change'), cell: (list, row) => (list.filled(row, 'change') ? list.fact(row, 'change', signed(list.text(row, 'change'))) : nothing) },
      { key: 'bar', quiet: true, label: (list) => list.label('balance'), cell: (list, row) => share(list, row) },
    ],
  },
  groups: [{ columns: ['period', 'balance', 'change'] }],
};

const signed = (text: string): string => (/^[-−]/.test(text) ? text : `+${text}`);
const size = (row: Row): { readonly minor: number; readonly currency: string } => {
  const { amount, currency } = moneyOf(row.cells['balance'] ?? null);
  return { minor: toMinor(amount) ?? 0, currency };
};
/** Balances of one currency beside each other. */
function share(list: RowList, row: Row): Part {
  const own = size(row);
  const most = Math.max(...list.rows.map(size).filter(({ currency }) => currency === own.currency).map(({ minor }) => minor));
  return own.minor <= 0 || most <= 0 ? nothing : bar([{ share: own.minor / most, kind: 'plain' }]);
}

// with them, for it is a bank that rates: a file of its own would cost every form its name
export { ratingsLook } from './ratings.ts';
