/** Values as short words, for entries of the history: what the form spells out at length would drown the change here. */
import type { Scalar } from '../../model/api.ts';
import type { CatalogueView, FieldKind, Limits } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { dates, formatDate, formatMoney } from '../internal/formats.ts';

export interface ShortMeta extends Limits { readonly kind: FieldKind; readonly dictionary?: string | null }
export interface ShortWords {
  readonly yes: string;
  readonly no: string;
  readonly longTerm: string;
  /** Name of a person of the customer or of a colleague. */
  readonly nameOf: (kind: 'person' | 'user', id: string) => string;
}

/** An option that a dictionary no longer has is shown by its key: it was written once and is not lost. */
export const optionText = (catalogue: CatalogueView, dictionary: string | null | undefined, key: string): string =>
  (dictionary ? catalogue.dictionaries[dictionary]?.options.find((option) => option.key === key)?.label : undefined) ?? key;

export function shortValue(meta: ShortMeta, value: Scalar, language: Language, catalogue: CatalogueView, words: ShortWords): string {
  if (value === null) return '';
  const text = String(value);
  switch (meta.kind === 'computed' ? (meta.valueKind ?? 'text') : meta.kind) {
    case 'number': return `${amount(language, value)}${meta.unit ? ` ${meta.unit}` : ''}`;
    case 'percent': return `${amount(language, value)} %`;
    case 'money': {
      const [sum = '', currency = ''] = text.split(' ');
      return Number.isFinite(Number(sum)) && currency !== '' ? formatMoney(language, sum, currency) : text;
    }
    case 'date': case 'month': return day(text, language, words);
    case 'dateRange': return text.split('/').map((each) => (each === '' ? '…' : day(each, language, words))).join(' – ');
    case 'enum': case 'enums': return optionText(catalogue, meta.dictionary, text);
    case 'flag': return value === true ? words.yes : words.no;
    case 'person': return words.nameOf('person', text);
    case 'user': return words.nameOf('user', text);
    default: return meta.mask ? '••••' : text;
  }
}

const amount = (language: Language, value: Scalar): string => (typeof value === 'number' ? new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value) : String(value));

function day(text: string, language: Language, { longTerm }: ShortWords): string {
  if (text === 'long-term') return longTerm;
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  if (time) return `${formatDate(language, time[1]!)}, ${time[2]}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(language, text);
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  return month ? dates(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(Number(month[1]), Number(month[2]) - 1)) : text;
}
