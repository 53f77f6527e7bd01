/** Small pieces that several looks share: marks, validity, when something is, sums by currency, bars. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { toMinor, fromMinor } from '../../../model/money.ts';
import type { Row } from '../../../model/section-doc.ts';
import { formatDate, formatMoney } from '../../internal/formats.ts';
import { LONG_TERM, moneyOf } from '../values.ts';
import { daysTo, whenText } from './days.ts';
import type { Part, RowList } from './look.ts';

export type Tone = '' | 'strong' | 'due' | 'danger';
export const mark = (text: string, tone: Tone = ''): Part => (text === '' ? nothing : html`<span class="look-mark ${tone}">${text}</span>`);

export const dateText = (list: RowList, date: string): string => formatDate(list.host.language, date);

/** Ends within so many days are told in amber. */
export const SOON = 60;

/** Until when something is valid, in words, with a bar of how much of its time is left where its beginning is known. */
export function validity(list: RowList, row: Row, until: string, from?: string): Part {
  const value = list.value(row, until);
  if (typeof value !== 'string') return nothing;
  if (value === LONG_TERM) return list.fact(row, until, mark(list.t.unlimited));
  const days = daysTo(list.today, value);
  if (days === undefined) return list.fact(row, until);
  const when = whenText(list.host.language, days);
  const tone: Tone = days < 0 ? 'danger' : days <= SOON ? 'due' : '';
  const begun = from === undefined ? null : list.value(row, from);
  const whole = typeof begun === 'string' ? (daysTo(begun, value) ?? 0) : 0;
  const left = whole > 0 ? Math.min(1, Math.max(0, days / whole)) : null;
  return list.fact(row, until, html`<span class="valid"><span>${list.t.validUntil(dateText(list, value))}</span>${mark(days < 0 ? list.t.expired(when) : list.t.expires(when), tone)}${left === null ? nothing : bar([{ share: left, kind: tone || 'plain' }])}</span>`);
}

export interface BarPart { /** 0 to 1. */ readonly share: number; readonly kind: string; readonly from?: number }
/** A bar without words: what it says stands beside it in figures. */
export const bar = (parts: readonly BarPart[], height = 8): TemplateResult => html`<svg class="bar" width="100%" height=${height} aria-hidden="true"><rect class="bar-ground" width="100%" height=${height} rx="2"></rect>${parts.map(({ share, kind, from = 0 }) =>
  svg`<rect class="bar-part ${kind}" x="${percent(from)}" width="${percent(share)}" height=${height} rx="2"></rect>`)}</svg>`;
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** Sums by currency, in the order in which the currencies first appear. */
export function sumsOf(values: readonly unknown[]): readonly { readonly currency: string; readonly amount: string }[] {
  const sums = new Map<string, number>();
  for (const value of values) {
    if (typeof value !== 'string') continue;
    const { amount, currency } = moneyOf(value);
    const minor = toMinor(amount);
    if (minor !== undefined && currency !== '') sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums].map(([currency, minor]) => ({ currency, amount: fromMinor(minor) }));
}
export const sumsText = (list: RowList, values: readonly unknown[]): readonly string[] => sumsOf(values).map(({ amount, currency }) => formatMoney(list.host.language, amount, currency));

/** Rows by a date cell; rows without one come last, in their own order. */
export function byDate(rows: readonly Row[], dateOf: (row: Row) => string | undefined, way: 'early' | 'late'): readonly Row[] {
  return rows.map((row, i) => ({ row, i, date: dateOf(row) })).sort((a, b) => {
    if (a.date === b.date) return a.i - b.i;
    if (a.date === undefined || b.date === undefined) return a.date === undefined ? 1 : -1;
    return (a.date < b.date ? -1 : 1) * (way === 'early' ? 1 : -1);
  }).map(({ row }) => row);
}
export const textCell = (row: Row, key: string): string | undefined => {
  const value = row.cells[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
