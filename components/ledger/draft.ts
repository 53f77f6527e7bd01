/** A transaction while it is written: what was typed, what it comes to, what is wrong with it. Drawing is `form.ts`. */
import type { Transaction, TransactionKind, TransactionView } from '../../model/api.ts';
import { fromMinor, toMinor } from '../../model/money.ts';
import { sumOfLines } from '../../model/order-lines.ts';
import type { OrderLine } from '../../model/order-lines.ts';
import { parseAmount } from '../timeline/trade-form.ts';
import type { LedgerTexts } from './texts.ts';

export interface DraftLine { readonly item: string; readonly quantity: string; readonly price: string }
export interface LedgerDraft {
  readonly kind: TransactionKind;
  readonly date: string;
  readonly orderRef: string;
  readonly channel: string;
  readonly amount: string;
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly dueAt: string;
  readonly invoicedAt: string;
  readonly cost: string;
  readonly tracking: string;
  readonly reason: string;
  readonly rate: string;
  readonly arrival: string;
  readonly departure: string;
  readonly payment: string;
  /** Made once a draft, so that a second try is the same row. */
  readonly externalId: string;
  /** Discounts and the like that the form has no field for, by line. */
  readonly kept?: readonly (string | undefined)[];
}
export type Problems = Readonly<Partial<Record<keyof LedgerDraft | `line${number}`, string>>>;

export const emptyDraft = (kind: TransactionKind, date: string, currency: string, externalId: string): LedgerDraft => ({
  kind, date, orderRef: '', channel: '', amount: '', currency, lines: [], dueAt: '', invoicedAt: '', cost: '', tracking: '', reason: '', rate: '', arrival: '', departure: '', payment: '', externalId,
});

export function draftOfRow(row: TransactionView): LedgerDraft {
  const [arrival = '', departure = ''] = row.stay?.period?.split('/') ?? [];
  return {
    kind: row.kind, date: row.date, orderRef: row.orderRef ?? '', channel: row.channel ?? '', amount: row.amount, currency: row.currency,
    lines: row.lines.map(({ item, quantity, price }) => ({ item, quantity, price })), kept: row.lines.map(({ discount }) => discount),
    dueAt: row.dueAt ?? '', invoicedAt: row.invoicedAt ?? '', cost: row.cost ?? '', tracking: row.tracking ?? '',
    reason: row.stay?.reason ?? '', rate: row.stay?.rate ?? '', arrival, departure, payment: row.stay?.payment ?? '', externalId: row.externalId,
  };
}

/** `2`, `1.5`, `1,5`: undefined for what is no number. */
export function parseNumber(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s']/g, '').replace(',', '.');
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? plain : undefined;
}

const linesOf = (draft: LedgerDraft): readonly OrderLine[] | undefined => {
  const lines: OrderLine[] = [];
  for (const [i, { item, quantity, price }] of draft.lines.entries()) {
    const [count, each] = [parseNumber(quantity), price.trim() === '' ? '0' : (parseAmount(price) ?? parseNumber(price))];
    if (count === undefined || each === undefined) return undefined;
    const discount = draft.kept?.[i];
    lines.push({ item: item.trim(), quantity: count, price: each, ...(discount === undefined ? {} : { discount }) });
  }
  return lines;
};

/** What the items come to; null where they say nothing yet. */
export function lineSum(draft: LedgerDraft): string | null {
  const lines = linesOf(draft);
  return lines === undefined || lines.length === 0 ? null : fromMinor(sumOfLines(lines));
}

/** Nothing is charged for a shipment, so its amount may be left out. */
const amountOf = (draft: LedgerDraft): string | undefined => {
  if (draft.amount.trim() === '' && draft.kind === 'shipment') return '0.00';
  // what is corrected may be below zero, as a row that takes another back is
  return parseAmount(draft.amount) ?? (/^-?\d{1,12}(\.\d{1,2})?$/.test(draft.amount.trim()) && draft.amount.trim() !== '' ? fromMinor(toMinor(draft.amount.trim()) ?? 0) : undefined);
};

export const SHOWN: Readonly<Record<TransactionKind, readonly (keyof LedgerDraft)[]>> = Object.freeze({
  sale: ['orderRef', 'channel', 'lines', 'amount', 'dueAt', 'invoicedAt', 'cost'],
  return: ['orderRef', 'lines', 'amount', 'cost'],
  shipment: ['orderRef', 'tracking', 'lines'],
  collection: ['orderRef', 'channel', 'amount'],
  stay: ['arrival', 'departure', 'reason', 'rate', 'payment', 'amount'],
  consumption: ['orderRef', 'channel', 'lines', 'amount', 'cost'],
});

/** The row to send, or what is wrong. `cost`: this person may write it. */
export function rowOf(draft: LedgerDraft, l: LedgerTexts, cost: boolean): { readonly row: Omit<Transaction, 'id' | 'source' | 'externalId'> } | { readonly problems: Problems } {
  const problems: { -readonly [K in keyof Problems]: Problems[K] } = {};
  const shown = new Set(SHOWN[draft.kind]);
  const amount = amountOf(draft);
  if (amount === undefined) problems.amount = l.needAmount;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date)) problems.date = l.needDate;
  for (const [i, line] of draft.lines.entries()) {
    if (line.item.trim() === '') problems[`line${i}`] = l.needProduct;
    else if (parseNumber(line.quantity) === undefined || (line.price.trim() !== '' && parseAmount(line.price) === undefined && parseNumber(line.price) === undefined)) problems[`line${i}`] = l.needNumber;
  }
  const lines = linesOf(draft) ?? [];
  const costs = draft.cost.trim() === '' ? null : (parseAmount(draft.cost) ?? undefined);
  if (shown.has('cost') && cost && costs === undefined) problems.cost = l.needAmount;
  const rate = draft.rate.trim() === '' ? null : parseAmount(draft.rate);
  if (draft.kind === 'stay') {
    if (rate === undefined) problems.rate = l.needAmount;
    if ((draft.arrival === '') !== (draft.departure === '') || draft.arrival > draft.departure) problems.departure = l.badPeriod;
  }
  if (Object.keys(problems).length > 0 || amount === undefined) return { problems };
  const text = (key: 'orderRef' | 'channel' | 'dueAt' | 'invoicedAt' | 'tracking') => (shown.has(key) && draft[key].trim() !== '' ? { [key]: draft[key].trim() } : {});
  return {
    row: {
      kind: draft.kind, date: draft.date, amount, currency: draft.currency, lines: shown.has('lines') ? lines : [],
      ...text('orderRef'), ...text('channel'), ...text('dueAt'), ...text('invoicedAt'), ...text('tracking'),
      ...(shown.has('cost') && cost ? { cost: costs ?? null } : {}),
      ...(draft.kind === 'stay' ? { stay: { reason: draft.reason || null, rate: rate ?? null, period: draft.arrival === '' ? null : `${draft.arrival}/${draft.departure}`, payment: draft.payment || null } } : {}),
    },
  };
}
