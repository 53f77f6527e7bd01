/** What a rule makes of one value. Pure: the same value always becomes the same; null where the rule does not know. Writing it is the server's. */
import type { Scalar } from '../../api.ts';
import { NO_CONTEXT, warningOf } from '../../validation/findings.ts';
import type { Check } from '../../catalogue/types.ts';
import { codeMeant, dateMeant, dayFirst, monthFirst, numberMeant, postcodeMeant, withZeros } from './codes.ts';
import { emailMeant, emailProvider, emailsApart, isEmail, isPhone, phoneAmongWords, phonesApart, urlMeant } from './contacts.ts';
import { readAgain } from './encoding.ts';
import type { RuleKey } from './table.ts';
import { narrow, spaced, titled, withoutHtml, withoutInvisible } from './texts.ts';

/** What a finding keeps beside its value, so that rules need nothing else. */
export interface Given {
  readonly value: Scalar;
  readonly place: string;
  readonly country: string | null;
  /** Kind of a contact method. */
  readonly kind: string | null;
  readonly check: Check | null;
  /** `number` writes numbers, `month` months. */
  readonly fieldKind: string;
  /** A line that says more than the one before it. */
  readonly more?: boolean;
  /** Length of the other codes of its column. */
  readonly length?: number;
}
export interface RuleParams { readonly mapping?: Readonly<Record<string, string | null>> | undefined; readonly today: string }

/** `note` goes into the label beside the value, `also` into lines of their own. `drop`: the whole line goes. `letGo`: the finding is settled, nothing is written. */
export interface Mend { readonly value: Scalar; readonly note?: string; readonly kind?: string; readonly also?: readonly string[]; readonly drop?: true; readonly letGo?: true }

/** Fields that no archive is without. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(['customer.name']);
/** A line of contact details; without its value it is none. */
const hasLabel = (place: string): boolean => place === 'methods/value' || place === 'peopleMethods/value';
const NUMBERS: ReadonlySet<string> = new Set(['number', 'percent']);
const whole: ReadonlySet<string> = new Set(['phone', 'mobile', 'fax', 'whatsapp', 'email']);

/** Widths of marks are changed too where a number or an address stands. */
export const isNumberLike = ({ kind, check, fieldKind }: Pick<Given, 'kind' | 'check' | 'fieldKind'>): boolean => (kind !== null && whole.has(kind)) || (check !== null && check !== 'method') || fieldKind === 'phone' || fieldKind === 'email' || fieldKind === 'url';

export function mend(rule: RuleKey, given: Given, params: RuleParams): Mend | null {
  const { value, place, country } = given;
  if (typeof value !== 'string') return null;
  const text = (made: string | null): Mend | null => (made === null || made === value || made.trim() === '' ? null : { value: made });
  switch (rule) {
    case 'encoding': return text(readAgain(value));
    case 'html': return text(withoutHtml(value));
    case 'invisible': return text(withoutInvisible(value));
    case 'width': return text(narrow(value, isNumberLike(given)));
    case 'spaces': return text(spaced(value));
    case 'clear': return NEVER_EMPTY.has(place) ? null : hasLabel(place) ? { value: null, drop: true } : { value: null };
    case 'clear-note': return hasLabel(place) ? { value: null, note: value } : null;
    case 'kind': return otherKind(value);
    case 'apart': {
      const [first, ...also] = phonesApart(value) ?? emailsApart(value) ?? [];
      return first === undefined ? null : { value: first, also };
    }
    case 'phone-words': return noted(phoneAmongWords(value), value);
    case 'email-tidy': return noted(emailMeant(value), value);
    case 'email-domain': return text(emailProvider(value));
    case 'zeros': return text(withZeros(value, country));
    case 'postcode-tidy': return text(postcodeMeant(value, country));
    case 'map': {
      const to = params.mapping !== undefined && Object.hasOwn(params.mapping, value) ? params.mapping[value] : undefined;
      return to === undefined || to === null ? null : text(to);
    }
    case 'let-go': return { value: null, letGo: true };
    case 'date-read': return dateIn(dateMeant(value, params.today), given);
    case 'day-first': return dateIn(dayFirst(value, params.today), given);
    case 'month-first': return dateIn(monthFirst(value, params.today), given);
    case 'number-read': {
      const number = numberMeant(value);
      return number === null ? null : { value: NUMBERS.has(given.fieldKind) ? number : String(number) };
    }
    case 'url-tidy': return text(urlMeant(value));
    case 'title-case': return text(titled(value));
    case 'code-tidy': {
      const { check } = given;
      return check === null ? null : text(codeMeant(value, (code) => warningOf({ kind: 'text', check }, code, { ...NO_CONTEXT, country, today: params.today }) === null));
    }
    case 'drop-row': return given.more === true ? null : { value: null, drop: true };
    case 'again-zeros': return given.length === undefined || !/^\d+$/.test(value) ? null : text(value.padStart(given.length, '0'));
    case 'again-without': return { value: '' };
  }
}

const noted = (found: { readonly value: string; readonly note: string } | null, value: string): Mend | null => (found === null || (found.value === value && found.note === '') ? null : { value: found.value, ...(found.note === '' ? {} : { note: found.note }) });
const dateIn = (date: string | null, { fieldKind }: Given): Mend | null => (date === null ? null : { value: fieldKind === 'month' ? date.slice(0, 7) : date });

function otherKind(value: string): Mend | null {
  const email = emailMeant(value);
  if (email !== null) return { value: email.value, kind: 'email', ...(email.note === '' ? {} : { note: email.note }) };
  if (isEmail(value)) return { value, kind: 'email' };
  return isPhone(value) ? { value, kind: 'phone' } : null;
}
