/** From the text of a workbook's cell to the value that it means, by the rule of the place where it is to stand. Pure. */
import type { Scalar } from '../../../model/api.ts';
import type { OutCell } from '../../../model/export/cells.ts';
import { cellOf } from '../../../model/export/cells.ts';
import type { Names } from '../../../model/export/cells.ts';
import type { Dictionary } from '../../../model/catalogue/types.ts';
import type { RegisterType } from '../../../model/register/keys.ts';
import type { Person } from '../../../model/rights.ts';
import type { KeyRule } from '../../../model/validation/section-rules.ts';
import { WORDS } from '../../../model/export/texts.ts';
import { cleanDate, cleanDecimal, optionNamed } from '../import/cells.ts';
import type { Cell } from '../import/cells.ts';

export interface ValueWorld { readonly dictionaries: readonly Dictionary[]; readonly people: readonly Person[]; readonly currency: string; readonly check: (value: Scalar) => { readonly message: string } | null }

const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
/** A spreadsheet writes numbers in its own way; texts only change their line ends. */
export function isSameText(written: string, found: string, { number }: OutCell): boolean {
  return lines(written) === lines(found) || (number !== undefined && found.trim() !== '' && Number(found) === number);
}

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
const wrong = (message: string): Cell<Scalar> => ({ ok: false, code: 'value', message });

export function valueOf(text: string, rule: KeyRule, base: Scalar, { dictionaries, people, currency, check }: ValueWorld): Cell<Scalar> {
  if (text.trim() === '') return { ok: true, value: null };
  const clean = text.trim();
  switch (rule.kind) {
    case 'longText': return { ok: true, value: lines(text) };
    case 'number': case 'percent': {
      const number = cleanDecimal(clean);
      return number.ok ? { ok: true, value: Number(number.value) } : number;
    }
    case 'money': {
      const named = /(?:^([A-Z]{3})\b|\b([A-Z]{3})$)/.exec(clean);
      const amount = cleanDecimal(clean);
      const before = typeof base === 'string' ? /[A-Z]{3}$/.exec(base)?.[0] : undefined;
      return amount.ok ? { ok: true, value: `${amount.value} ${named?.[1] ?? named?.[2] ?? before ?? currency}` } : amount;
    }
    case 'date': case 'month': case 'dateRange': {
      if (check(clean) === null) return { ok: true, value: clean };
      const date = cleanDate(clean);
      return date.ok && rule.kind === 'month' ? { ok: true, value: date.value.slice(0, 7) } : date;
    }
    case 'enum': {
      const option = rule.dictionary ? optionNamed(rule.dictionary, clean, dictionaries) : undefined;
      return option === undefined ? wrong(`${shown(clean)} is none of the options.`) : { ok: true, value: option };
    }
    case 'flag': {
      const [yes, no] = [WORDS.yes, WORDS.no].map((labels) => [...Object.values(labels)].map((each) => each.toLowerCase())) as [string[], string[]];
      const word = clean.toLowerCase();
      return ['true', '1', 'x', ...yes].includes(word) ? { ok: true, value: true } : ['false', '0', ...no].includes(word) ? { ok: true, value: false } : wrong(`${shown(clean)} is neither yes nor no.`);
    }
    case 'user': {
      const named = people.filter(({ id, name }) => name === clean || id === clean);
      return named.length === 1 && named[0] ? { ok: true, value: named[0].id } : wrong(named.length === 0 ? `There is nobody called ${shown(clean)}.` : `Several people are called ${shown(clean)}; nobody can tell which is meant.`);
    }
    default: return { ok: true, value: clean };
  }
}

function typeOf(kind: KeyRule['kind']): RegisterType {
  switch (kind) {
    case 'number': case 'percent': return 'number';
    case 'money': return 'money';
    case 'date': case 'month': case 'dateRange': return 'date';
    case 'enum': return 'option';
    case 'user': return 'person';
    case 'flag': return 'flag';
    default: return 'text';
  }
}
/** A value as the export would write it. */
export const cellFor = (value: Scalar, rule: KeyRule, names: Names): OutCell => cellOf(value, { type: typeOf(rule.kind), dictionary: ('dictionary' in rule ? rule.dictionary : null) ?? undefined }, names);
