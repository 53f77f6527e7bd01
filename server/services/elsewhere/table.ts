/** One customer as a table for workbooks: a line a fact, text that no spreadsheet reads as a formula. What may stand in it is decided before. */
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { csvLine } from '../../../model/export/cells.ts';
import type { OutCell } from '../../../model/export/cells.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { TradeTotals } from '../../../model/overview.ts';
import type { Shown } from './badge-svg.ts';
import { WORDS } from './words.ts';

export interface Whole extends Shown { readonly archive: ArchiveId; /** Null: not wished, or not its maker's to read. */ readonly trade: TradeTotals | null; /** Where a link to it leads. */ readonly leads: string }

export function tableRows({ archive, name, classes, trade, leads }: Whole, language: Language): readonly (readonly OutCell[])[] {
  const w = (key: keyof typeof WORDS): string => WORDS[key][language];
  const line = (what: string, value: string, more: readonly string[] = []): readonly OutCell[] => [what, value, more[0] ?? '', more[1] ?? ''].map((text) => ({ text }));
  const figure = (what: string, text: string): readonly OutCell[] => [{ text: what }, { text, number: Number(text) }, { text: '' }, { text: '' }];
  return [
    [w('what'), w('value'), w('since'), w('trend')].map((text) => ({ text })),
    line(w('customer'), archive),
    ...(name === null ? [] : [line(w('name'), name)]),
    ...classes.map((face) => line(face.name?.[language] ?? SCHEME_NAMES[face.scheme][language], face.label[language], [face.since ?? '', w(face.trend)])),
    ...(trade === null ? [] : [figure(w('purchases'), String(trade.count)), figure(w('sum'), trade.sum), line(w('currency'), trade.currency), line(w('lastPurchase'), trade.last ?? '')]),
    line(w('link'), leads),
  ];
}

/** With the mark by which Excel knows that it is UTF-8. */
export const csvOf = (whole: Whole, language: Language): string => `\ufeff${tableRows(whole, language).map(csvLine).join('')}`;
