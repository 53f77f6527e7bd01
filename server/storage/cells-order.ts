/** How values stand one after the other: texts by the order of a language's characters, numbers and money by amount, options and people as the asker's lists have them. Keys only; what is sorted is the caller's. */
import type { Locale } from '../../model/register/query.ts';
import type { RegisterType } from '../../model/register/keys.ts';
import { toMinor } from '../../model/money.ts';

const TAGS: Readonly<Record<Locale, string>> = Object.freeze({ en: 'en', es: 'es', 'zh-pinyin': 'zh-u-co-pinyin', 'zh-stroke': 'zh-u-co-stroke' });
const SORTABLE = /[\p{L}\p{N}\p{P}\p{S}\p{Zs}]/u;
/** Characters beyond the table stand behind all others, by their number. */
const BEYOND = 0xf000;

/**
 * SQLite has no ICU here, and to ask `Intl.Collator` about each pair of a million names takes minutes. So it is asked once how single characters stand, without regard to case and
 * accents: a text's key is the places of its characters, and comparing keys is comparing strings. Hangul is left in its own order, which is the right one.
 */
const tables = new Map<Locale, Uint16Array>();

function tableOf(locale: Locale): Uint16Array {
  const known = tables.get(locale);
  if (known) return known;
  const chars: string[] = [];
  for (let code = 0x20; code < 0xffff; code++) {
    if ((code >= 0xd800 && code < 0xf900) || (code > 0xac00 && code < 0xd7a4)) continue;
    const char = String.fromCharCode(code);
    if (SORTABLE.test(char)) chars.push(char);
  }
  const { compare } = new Intl.Collator(TAGS[locale], { sensitivity: 'base' });
  chars.sort(compare);
  const table = new Uint16Array(0x10000);
  let place = 0;
  chars.forEach((char, index) => {
    if (index === 0 || compare(chars[index - 1] as string, char) !== 0) place++;
    table[char.charCodeAt(0)] = place;
  });
  tables.set(locale, table);
  return table;
}

/** Compare as strings. */
export function textKey(text: string, locale: Locale): string {
  const table = tableOf(locale);
  let key = '';
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0) as number;
    if (code > 0xffff) key += String.fromCharCode(BEYOND + (code >> 12), code & 0xfff);
    else if (code > 0xac00 && code < 0xd7a4) key += String.fromCharCode(table[0xac00] as number, code - 0xac00);
    else {
      const place = table[code] as number;
      if (place > 0) key += String.fromCharCode(place);
    }
  }
  return key;
}

/** `12.50 EUR`; an amount without a currency is in the workspace's. */
export function moneyOf(value: unknown, currency: string): { readonly minor: number; readonly currency: string } | undefined {
  const [amount = '', unit = currency] = String(value).split(' ', 2);
  const minor = toMinor(amount);
  return minor === undefined ? undefined : { minor, currency: unit };
}

/** Within a currency by amount, the workspace's own first: sums of several are never compared. */
function moneyKey(value: unknown, own: string): string | undefined {
  const money = moneyOf(value, own);
  if (!money) return undefined;
  const size = Math.abs(money.minor);
  const digits = String(money.minor < 0 ? 1e17 - size : size).padStart(18, '0');
  return `${money.currency === own ? '' : money.currency} ${money.minor < 0 ? '0' : '1'}${digits}`;
}

export interface Ordering {
  readonly type: RegisterType;
  readonly locale: Locale;
  /** The workspace's. */
  readonly currency: string;
  /** Options, people or departments in their order; what is not among them stands behind, by its key. */
  readonly listed?: ReadonlyMap<string, number>;
}

/** All keys of one ordering are of one kind. Undefined: nothing that could be ordered. */
export function orderKey(value: string | number | boolean, ordering: Ordering): string | number | undefined {
  switch (ordering.type) {
    case 'text': return textKey(String(value), ordering.locale);
    case 'number': return typeof value === 'number' ? value : undefined;
    case 'money': return moneyKey(value, ordering.currency);
    case 'date': return String(value);
    case 'flag': return value === true ? 1 : 0;
    case 'option': case 'person': case 'department': {
      const place = ordering.listed?.get(String(value));
      return place === undefined ? `1${String(value)}` : `0${String(place).padStart(7, '0')}`;
    }
  }
}
