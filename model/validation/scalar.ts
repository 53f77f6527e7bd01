/** Checks one scalar against its kind (DESIGN 4, encodings). Every check is linear in a length that was looked at first. It knows no catalogue, so that a browser can load it; `value.ts` adds the dictionaries. */
import { parsePersonId, parseRowId } from '../ids.ts';
import type { FieldKind, Limits } from '../catalogue/types.ts';
import { checkDate, checkDateRange, checkMonth } from './dates.ts';
import { problem } from './problem.ts';
import type { Problem } from './problem.ts';

export type { Problem } from './problem.ts';

/** What a check needs to know of a field or column; both fit. `options` are the keys that may be chosen. */
export interface ValueRule extends Limits {
  readonly kind: FieldKind;
  readonly dictionary?: string | null;
  readonly options?: Pick<ReadonlySet<string>, 'has'>;
}

/** Bytes of a scalar string in UTF-8. */
export const SCALAR_BYTES = 8192;
/** UTF-16 units of one long text. */
export const LONG_TEXT_UNITS = 131_072;

/** Null when the value may stand; null as a value always may, it means that nothing is known. */
export function checkScalar(rule: ValueRule, value: unknown): Problem | null {
  if (value === null) return null;
  switch (rule.kind) {
    case 'number': case 'percent': return checkNumber(rule, value);
    case 'flag': return typeof value === 'boolean' ? null : problem('type', 'must be true or false');
    case 'text': case 'list': return checkText(value);
    case 'longText': return checkLongText(value);
    case 'money': return checkString(value, checkMoney);
    case 'date': return checkString(value, (text) => checkDate(text, rule));
    case 'month': return checkString(value, checkMonth);
    case 'dateRange': return checkString(value, checkDateRange);
    case 'enum': case 'enums': return checkString(value, (text) => checkOption(rule, text));
    case 'phone': return checkString(value, checkPhone);
    case 'email': return checkString(value, checkEmail);
    case 'url': return checkString(value, checkUrl);
    case 'person': return checkString(value, (text) => (parseRowId(text) ? null : problem('format', 'must be the id of a person of this customer')));
    case 'user': return checkString(value, (text) => (parsePersonId(text) ? null : problem('format', 'must be the id of a colleague')));
    case 'address': case 'files': case 'rows': case 'computed': return problem('not-writable', 'is not a value that can be written here');
  }
}

/** Also the check of any text that a document holds: NUL and halves of surrogate pairs are no text. */
export function checkCharacters(text: string): Problem | null {
  if (text.includes('\0')) return problem('characters', 'must not hold the character NUL');
  return /\p{Cs}/u.test(text) ? problem('characters', 'must not hold half a character (a lone surrogate)') : null;
}

export function checkText(value: unknown): Problem | null {
  if (typeof value !== 'string') return problem('type', 'must be text');
  if (value.length > SCALAR_BYTES || (value.length * 3 > SCALAR_BYTES && byteLength(value) > SCALAR_BYTES)) return problem('too-long', `must be at most ${SCALAR_BYTES} bytes`);
  return checkCharacters(value);
}

export function checkLongText(value: unknown): Problem | null {
  if (typeof value !== 'string') return problem('type', 'must be text');
  return value.length > LONG_TEXT_UNITS ? problem('too-long', `must be at most ${LONG_TEXT_UNITS} characters`) : checkCharacters(value);
}

/** UTF-8 bytes; half a surrogate pair counts as the three of its replacement. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function checkString(value: unknown, check: (text: string) => Problem | null): Problem | null {
  return checkText(value) ?? check(value as string);
}

function checkNumber(rule: ValueRule, value: unknown): Problem | null {
  if (typeof value !== 'number') return problem('type', 'must be a number');
  if (!Number.isFinite(value) || Object.is(value, -0) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return problem('range', 'must be an ordinary number');
  if (rule.min !== undefined && value < rule.min) return problem('range', `must be at least ${rule.min}`);
  return rule.max !== undefined && value > rule.max ? problem('range', `must be at most ${rule.max}`) : null;
}

/** `12.50 EUR`: a decimal without leading zeros, at most four places, and an ISO 4217 code. */
const MONEY = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,4}))? [A-Z]{3}$/;

function checkMoney(text: string): Problem | null {
  const parts = MONEY.exec(text);
  if (!parts) return problem('format', 'must be an amount with its currency, such as 12.50 EUR');
  const zero = parts[2] === '0' && /^0*$/.test(parts[3] ?? '');
  return parts[1] === '-' && zero ? problem('format', 'must not be minus zero') : null;
}

function checkOption(rule: ValueRule, text: string): Problem | null {
  const known = rule.options?.has(text) ?? false;
  return known ? null : problem('option', 'is not an option of this list');
}

/** Digits with the marks people write between them, and an extension in the words of the four languages. */
const PHONE = /^[+()\-./#*,; 0-9]+(?:(?:ext\.?|x|转|轉|分机|分機) ?[0-9]{1,8})?$/i;

function checkPhone(text: string): Problem | null {
  const digits = text.replace(/[^0-9]/g, '').length;
  return text.length <= 64 && digits >= 3 && digits <= 24 && PHONE.test(text) ? null : problem('format', 'must be a telephone number');
}

const LOCAL = /^[^\s@<>()[\]\\,;:"]+$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

const isHost = (host: string): boolean => host.length <= 253 && host.split('.').every((label) => label.length <= 63 && LABEL.test(label));

/** One `@`, a local part to 64 and a host with a dot: what mail servers accept in practice, checked part by part. */
function checkEmail(text: string): Problem | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const host = text.slice(at + 1);
  const good = text.length <= 254 && at > 0 && local.length <= 64 && LOCAL.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..') && host.includes('.') && isHost(host);
  return good ? null : problem('format', 'must be an email address');
}

/** Only http and https: every other scheme can run or hide something when it becomes a link. No name before the host, which only deceives. */
function checkUrl(text: string): Problem | null {
  if (text.length > 2048) return problem('too-long', 'must be at most 2048 characters');
  if (/[\s\p{Cc}<>"\\]/u.test(text)) return problem('format', 'must be a web address without blanks');
  const scheme = /^https?:\/\//i.exec(text);
  if (!scheme) return problem('scheme', 'must begin with https:// or http://');
  const authority = text.slice(scheme[0].length).split(/[/?#]/, 1)[0] ?? '';
  const host = authority.replace(/:\d{1,5}$/, '');
  return isHost(host) || /^\[[0-9a-f:.]{2,45}\]$/i.test(host) ? null : problem('format', 'must be a web address');
}
