/** Looks at every value of a section and names what is wrong with it: at most one cause a value, the first of the table that fits. What may be done about it is `rules/`, how words of many archives resemble each other `clusters.ts`. */
import type { Scalar, SectionValues } from '../api.ts';
import { warningOf } from '../validation/findings.ts';
import type { Context } from '../validation/findings.ts';
import { keptBy } from '../validation/warning.ts';
import type { Warning } from '../validation/warning.ts';
import { rowKey } from '../value-keys.ts';
import type { CauseKey } from './causes.ts';
import { isNumberLike } from './rules/apply.ts';
import type { Given } from './rules/apply.ts';
import { withZeros } from './rules/codes.ts';
import { emailMeant, emailProvider, emailsApart, isEmail, isPhone, phonesApart } from './rules/contacts.ts';
import { isMojibake } from './rules/encoding.ts';
import { caseOf, isPlaceholder, isWide, spaced, withoutHtml, withoutInvisible } from './rules/texts.ts';
import { seenIn } from './seen.ts';
import type { Seen, SeenContext } from './seen.ts';

/** A value with its cause, and what the rules need to know of it. */
export interface Found { readonly key: string; readonly cause: CauseKey; readonly given: Given }
/** A word that repeats in many archives. */
export interface Word { readonly key: string; readonly place: string; readonly text: string }
export interface Checked { readonly found: readonly Found[]; readonly words: readonly Word[] }

export interface CheckContext extends SeenContext {
  readonly today: string;
}

/** Texts so long are no word. */
const LONGEST_WORD = 60;
const DOUBTS: ReadonlySet<string> = new Set(['dates-reversed', 'birthday-future', 'birthday-id', 'gender-id', 'valid-before-birth', 'residentId-old', 'residence-area', 'residentId-date']);

export function checkSection(values: SectionValues, context: CheckContext): Checked {
  const all = seenIn(values, context);
  const found: Found[] = [];
  const words: Word[] = [];
  const bad = new Set<string>();
  for (const seen of all) {
    if (typeof seen.value !== 'string') continue;
    const cause = causeOf(seen, values, context);
    if (cause !== null) {
      found.push({ key: seen.key, cause, given: givenOf(seen) });
      bad.add(seen.key);
    } else if (seen.role === 'word' && seen.value.length <= LONGEST_WORD && !/\d/.test(seen.value)) words.push({ key: seen.key, place: seen.place, text: seen.value });
  }
  for (const twice of repeated(all)) if (!bad.has(twice.key)) found.push(twice);
  return { found, words };
}

export const givenOf = ({ value, place, country, row, rule, key }: Seen): Given => ({
  value, place, country, kind: key.startsWith('rows/') && typeof row['kind'] === 'string' ? row['kind'] : null, check: ('check' in rule ? rule.check : undefined) ?? null, fieldKind: rule.kind,
});

function causeOf(seen: Seen, values: SectionValues, context: CheckContext): CauseKey | null {
  const { role, rule } = seen;
  const value = seen.value as string;
  if (rule.kind === 'place' || role === 'other') return null;
  const warning = doubtOf(seen, values, context);
  if (role === 'date') return warning === null ? null : 'doubt';
  const text = role === 'name' || role === 'word' || role === 'prose';
  if (text && isMojibake(value)) return 'mojibake';
  if (text && withoutHtml(value) !== value) return 'html';
  if (withoutInvisible(value) !== value) return 'invisible';
  if (rule.kind !== 'longText' && isPlaceholder(value, role === 'phone' || role === 'code')) return 'placeholder';
  if (isWide(value, isNumberLike(givenOf(seen)))) return 'full-width';
  if (rule.kind !== 'longText' && role !== 'email' && spaced(value) !== value) return 'spaces';
  switch (role) {
    case 'phone': return phoneCause(value, warning);
    case 'email': return emailCause(value, warning);
    case 'postcode': return warning === null ? null : withZeros(value, seen.country) === null ? 'postcode-form' : 'postcode-lost-zero';
    case 'name': { const written = caseOf(value); return written === 'caps' ? 'name-caps' : written === 'lower' ? 'name-lower' : null; }
    case 'code': case 'word': case 'prose': case 'url': return warning === null || warning.code === 'url-host' ? null : DOUBTS.has(warning.code) ? 'doubt' : 'code-check';
  }
}

/** The doubt of the field's own rules, unless somebody keeps the value with a reason. */
function doubtOf({ rule, value, key, row, country }: Seen, values: SectionValues, { today }: CheckContext): Warning | null {
  if (rule.kind === 'place') return null;
  const context: Context = { beside: (name) => row[name] ?? null, field: (name) => values.fields[name] ?? null, country, today };
  const found = warningOf(rule, value, context);
  return found === null || keptBy(found, values.marks[`${key}#override`] ?? null) !== undefined ? null : found;
}

function phoneCause(value: string, warning: Warning | null): CauseKey | null {
  if (phonesApart(value) !== null) return 'phone-several';
  if (isPhone(value)) return null;
  if (value.includes('@') && emailMeant(value) !== null) return 'email-in-phone';
  if (warning === null) return null;
  return /\p{L}/u.test(value) && /\d/.test(value) ? 'phone-letters' : 'phone-unparsable';
}

function emailCause(value: string, warning: Warning | null): CauseKey | null {
  if (isEmail(value)) return emailProvider(value) === null ? null : 'email-typo-domain';
  if (emailsApart(value) !== null) return 'email-several';
  if (!value.includes('@') && isPhone(value) && value.replace(/\D/g, '').length >= 7) return 'phone-in-email';
  if (warning === null) return null;
  return emailMeant(value) === null ? 'email-unparsable' : 'email-marks';
}

const SAME: Readonly<Record<string, string>> = Object.freeze({ phone: 'phone', mobile: 'phone', fax: 'fax', email: 'email' });

/** Digits without what is dialled before them; those of one end are one number when the shorter has a local number's length. */
const dialled = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '');
const SHORTEST = 8;
const isSame = (a: string, b: string): boolean => a === b || (Math.min(a.length, b.length) >= SHORTEST && Math.abs(a.length - b.length) <= 3 && (a.endsWith(b) || b.endsWith(a)));

/** The same number in two lines of one customer, or of one person. */
function repeated(all: readonly Seen[]): readonly Found[] {
  const found: Found[] = [];
  for (const table of ['methods', 'peopleMethods']) {
    const lines = new Map<string, { readonly number: string; readonly row: Readonly<Record<string, Scalar>> }[]>();
    for (const seen of all) {
      if (seen.place !== `${table}/value` || typeof seen.value !== 'string') continue;
      const kind = SAME[String(seen.row['kind'])];
      if (kind === undefined || (kind !== 'email' && !isPhone(seen.value))) continue;
      const number = kind === 'email' ? seen.value.toLowerCase() : dialled(seen.value);
      if (number === '') continue;
      const name = `${String(seen.row['person'] ?? '')} ${kind}`;
      const there = lines.get(name) ?? [];
      lines.set(name, there);
      const before = there.find((line) => (kind === 'email' ? line.number === number : isSame(line.number, number)));
      if (before === undefined) { there.push({ number, row: seen.row }); continue; }
      const more = ['label', 'preferred', 'verifiedAt'].some((column) => (seen.row[column] ?? null) !== null && seen.row[column] !== false && seen.row[column] !== before.row[column]);
      found.push({ key: rowKey(table, seen.key.split('/')[2] ?? '', 'value'), cause: 'twice', given: { ...givenOf(seen), ...(more ? { more } : {}) } });
    }
  }
  return found;
}
