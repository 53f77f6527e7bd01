/**
 * What is to be said of one value: `refuse` what no merge of legal edits can produce, `warn` of what a person may keep with a reason. The same
 * code in browser and server; what stands beside the value is given by the caller, so that nobody is told of what they may not read.
 */
import type { Scalar } from '../api.ts';
import type { Check, Limits } from '../catalogue/types.ts';
import { isCalendarDate, isMonth } from './dates.ts';
import { bankAccount, iban } from './ids/iban.ts';
import { creditCode, organisationCode, organisationIn, residentFacts, residentId } from './ids/china.ts';
import { hkid } from './ids/hong-kong.ts';
import { paperNumber, tellsHolder } from './ids/papers.ts';
import { dniNie, nif } from './ids/spain.ts';
import { taiwanId, taiwanResident, unifiedBusinessNumber } from './ids/taiwan.ts';
import { taxNumber } from './ids/tax-number.ts';
import { isPostcode } from './postcodes.ts';
import { checkScalar } from './scalar.ts';
import type { Problem, ValueRule } from './scalar.ts';
import { warning } from './warning.ts';
import type { Warning, WarningCode } from './warning.ts';

export interface Context {
  /** A sibling: the column of the same row, else the field of the same section by its key. */
  readonly beside: (key: string) => Scalar;
  /** A field of the archive by its catalogue key; null also where the reader may not read it. */
  readonly field: (key: string) => Scalar;
  /** Where the value belongs, as an option of D-42: of its address, else of the customer. */
  readonly country: string | null;
  /** `YYYY-MM-DD`; null: whether something lies ahead is not asked. */
  readonly today: string | null;
}

export interface Findings { readonly refuse: Problem | null; readonly warn: Warning | null }

export const NO_CONTEXT: Context = Object.freeze({ beside: () => null, field: () => null, country: null, today: null });

const NOTHING: Findings = Object.freeze({ refuse: null, warn: null });

/** `rule.options` must be given where it matters whether an option is known. */
export function findings(rule: ValueRule, value: unknown, context: Context = NO_CONTEXT): Findings {
  if (value === null) return NOTHING;
  const listed = rule.options !== undefined || (rule.kind !== 'enum' && rule.kind !== 'enums');
  const refuse = checkScalar(listed ? rule : { ...rule, kind: 'text' }, value);
  return refuse === null ? { refuse, warn: warningOf(rule, value as Scalar, context) } : { refuse, warn: null };
}

/** Of a value that may stand. */
export function warningOf(rule: Pick<Limits, 'check' | 'after'> & Pick<ValueRule, 'kind'>, value: Scalar, context: Context): Warning | null {
  if (value === null || value === '') return null;
  const found = rule.check === undefined ? null : checked(rule.check, value, context);
  if (found !== null) return found;
  if (rule.kind === 'url' && typeof value === 'string' && /^https?:\/\/[^./:?#[]+(?:[:/?#]|$)/i.test(value)) return warning('url-host', value);
  const start = rule.after === undefined ? null : context.beside(rule.after);
  return isBefore(value, start) ? warning('dates-reversed', value, start) : null;
}

/** Days and months compare as text as far as both go. */
function isBefore(end: Scalar, start: Scalar): boolean {
  if (typeof end !== 'string' || typeof start !== 'string' || !/^\d{4}/.test(end) || !/^\d{4}/.test(start)) return false;
  const length = Math.min(end.length, start.length, 10);
  return end.slice(0, length) < start.slice(0, length);
}

function checked(check: Check, value: Scalar, context: Context): Warning | null {
  if (typeof value !== 'string') return null;
  const alone = (code: WarningCode | null): Warning | null => (code === null ? null : warning(code, value));
  switch (check) {
    case 'idDocument': return identityPaper(value, context);
    case 'residentId': return alone(residentId(value, context.today));
    case 'uscc': return alone(creditCode(value));
    case 'organisationCode': return organisation(value, context);
    case 'taxNumber': return withCountry(taxNumber(value, context.country), value, context);
    case 'taiwanId': return alone(taiwanId(value));
    case 'taiwanResident': return alone(taiwanResident(value));
    case 'ubn': return alone(unifiedBusinessNumber(value));
    case 'hkid': return alone(hkid(value));
    case 'dniNie': return alone(dniNie(value));
    case 'nif': return alone(nif(value));
    case 'iban': return alone(iban(value));
    case 'bankAccount': return alone(bankAccount(value));
    case 'postcode': return context.country === null || isPostcode(value, context.country) ? null : warning('postcode-form', value, context.country);
    case 'phone': return alone(isPhone(value) ? null : 'phone-form');
    case 'email': return alone(checkScalar({ kind: 'email' }, value) === null ? null : 'email-form');
    case 'method': return method(value, context.beside('kind'));
    case 'birthday': return context.today !== null && isBefore(context.today, value) ? warning('birthday-future', value) : null;
    case 'gender': return gender(value, context);
    case 'validity': return validity(value, context);
  }
}

const withCountry = (code: WarningCode | null, value: Scalar, { country }: Context): Warning | null => (code === null ? null : warning(code, value, country));

function identityPaper(value: string, context: Context): Warning | null {
  const kind = context.beside('person.idDocumentType') ?? context.beside('idDocumentType');
  const code = paperNumber(kind, value, context.today);
  if (code !== null) return warning(code, value, kind);
  const facts = tellsHolder(kind) ? residentFacts(value) : null;
  const birthday = context.beside('person.idDocumentType') === null && context.beside('idDocumentType') !== null ? null : context.field('person.dateOfBirth');
  if (facts === null || typeof birthday !== 'string' || !(isCalendarDate(birthday) || isMonth(birthday))) return null;
  return facts.birthday.startsWith(birthday) ? null : warning('birthday-id', value, birthday);
}

function organisation(value: string, { beside }: Context): Warning | null {
  const code = organisationCode(value);
  if (code !== null) return warning(code, value);
  const credit = beside('org.unifiedSocialCreditCode');
  if (typeof credit !== 'string' || creditCode(credit) !== null) return null;
  return organisationIn(credit) === organisationIn(`00000000${value}`) ? null : warning('organisationCode-uscc', value, credit);
}

/** The number may be wrong as well as the sex: both stand as they are, and it is said. */
function gender(value: string, { beside }: Context): Warning | null {
  const number = beside('person.idDocumentNumber');
  const kind = beside('person.idDocumentType');
  if (typeof number !== 'string' || !tellsHolder(kind) || (value !== 'female' && value !== 'male')) return null;
  const facts = residentFacts(number);
  return facts === null || facts.sex === value ? null : warning('gender-id', value, number, kind);
}

function validity(value: string, { field }: Context): Warning | null {
  const birthday = field('person.dateOfBirth');
  return isBefore(value, birthday) ? warning('valid-before-birth', value, birthday) : null;
}

/** The value of a contact method stands in a column of text; its kind tells how to read it. */
function method(value: string, kind: Scalar): Warning | null {
  switch (kind) {
    case 'phone': case 'mobile': case 'fax': case 'whatsapp': return isPhone(value) ? null : warning('phone-form', value, kind);
    case 'email': return checkScalar({ kind: 'email' }, value) === null ? null : warning('email-form', value, kind);
    default: return null;
  }
}

/** Long enough to be dialled from somewhere; whether a country has such a number is asked in the browser, which has the plans of all. */
const isPhone = (text: string): boolean => checkScalar({ kind: 'phone' }, text) === null;
