/** What the ledger shows, as a table for a spreadsheet. No cell is a formula, whatever a name begins with; amounts are plain numbers. */
import type { TransactionView } from '../../model/api.ts';
import type { LedgerTexts } from './texts.ts';

/** What a spreadsheet would take for a formula, also in full width and behind a tab or line end. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r\n|]/u;

export function cell(value: string | number): string {
  // ours alone: a number never comes as a text
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const number = (text: string | null | undefined): number | string => (text === null || text === undefined ? '' : Number(text));

/** With a byte order mark, so that Excel reads Chinese. */
export function csvOf(rows: readonly TransactionView[], l: LedgerTexts, costs: boolean): string {
  const head = [l.date, l.kind, l.order, l.channel, l.items, l.amount, 'ISO 4217', l.due, l.payment, ...(costs ? [l.cost, l.profit] : []), 'source', 'externalId'];
  const lines = rows.map((row) => [
    row.date, l.kinds[row.kind], row.orderRef ?? '', row.channel ?? '', row.lines.map(({ item, quantity }) => `${quantity} × ${item}`).join(' · '), number(row.amount), row.currency,
    row.receivable?.due ?? row.dueAt ?? '', number(row.receivable?.open), ...(costs ? [number(row.cost), profitOf(row)] : []), row.source, row.externalId,
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const profitOf = ({ cost, amount, kind }: TransactionView): number | string =>
  cost === null || cost === undefined || (kind !== 'sale' && kind !== 'stay' && kind !== 'consumption') ? '' : Math.round((Number(amount) - Number(cost)) * 100) / 100;

/** Hands the browser a file to save; works where the page is no secure context. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
