/** The values of a section one by one, each with what must be known to judge it: its kind, what stands beside it, the country it belongs to. What is wrong with them is `check.ts`. */
import type { Scalar, SectionValues } from '../api.ts';
import { countryOfRows } from '../validation/country.ts';
import type { KeyRule } from '../validation/section-rules.ts';
import { fieldKey, rowKey, textKey } from '../value-keys.ts';

/** What a text is for. `word`: one of few that repeat, such as a city. */
export type Role = 'phone' | 'email' | 'url' | 'postcode' | 'code' | 'name' | 'word' | 'prose' | 'date' | 'other';

export interface Seen {
  /** Value key: `rows/methods/x1/value`. */
  readonly key: string;
  /** The same without the row: `methods/value`, `crm.website`. */
  readonly place: string;
  readonly role: Role;
  readonly value: Scalar;
  readonly rule: KeyRule;
  /** Columns of the same row; of a field nothing. */
  readonly row: Readonly<Record<string, Scalar>>;
  /** Of the row, else of the customer. */
  readonly country: string | null;
}

export interface SeenContext {
  readonly rule: (valueKey: string) => KeyRule | null;
  /** Country of the customer, where the section does not say it. */
  readonly country: string | null;
}

const PHONES: ReadonlySet<Scalar> = new Set(['phone', 'mobile', 'fax', 'whatsapp']);
const NAMES: ReadonlySet<string> = new Set(['customer.name', 'people/name']);
const WORDS: ReadonlySet<string> = new Set(['addresses/city', 'addresses/region', 'people/workScope']);
const CODES: ReadonlySet<string> = new Set(['residentId', 'uscc', 'organisationCode', 'taxNumber', 'taiwanId', 'taiwanResident', 'ubn', 'hkid', 'dniNie', 'nif', 'iban', 'bankAccount', 'idDocument']);
const OWN = 'own.';

function roleOf(place: string, rule: KeyRule, row: Readonly<Record<string, Scalar>>): Role {
  if (rule.kind === 'place') return 'other';
  if (rule.check === 'method') return PHONES.has(row['kind'] ?? null) ? 'phone' : row['kind'] === 'email' ? 'email' : 'prose';
  if (rule.check !== undefined && CODES.has(rule.check)) return 'code';
  if (rule.check === 'postcode') return 'postcode';
  switch (rule.kind) {
    case 'phone': return 'phone';
    case 'email': return 'email';
    case 'url': return 'url';
    case 'date': case 'month': case 'dateRange': return 'date';
    case 'text': return NAMES.has(place) ? 'name' : WORDS.has(place) || place.startsWith(OWN) ? 'word' : 'prose';
    case 'longText': return 'prose';
    default: return 'other';
  }
}

export function seenIn(values: SectionValues, { rule, country }: SeenContext): readonly Seen[] {
  const seen: Seen[] = [];
  const home = countryOfRows(values.rows['addresses']) ?? country;
  const put = (key: string, place: string, value: Scalar, row: Seen['row'], local: string | null): void => {
    if (value === null || value === '') return;
    const known = rule(key);
    if (known !== null && known.kind !== 'place') seen.push({ key, place, role: roleOf(place, known, row), value, rule: known, row, country: local ?? home });
  };
  for (const [key, value] of Object.entries(values.fields)) put(fieldKey(key), key, value, values.fields, null);
  for (const [table, rows] of Object.entries(values.rows)) {
    for (const [id, cells] of Object.entries(rows)) {
      const own = typeof cells['country'] === 'string' ? cells['country'] : null;
      for (const [column, value] of Object.entries(cells)) put(rowKey(table, id, column), `${table}/${column}`, value, cells, own);
    }
  }
  for (const [key, value] of Object.entries(values.texts)) if (!key.includes('/')) put(textKey(key), key, value, {}, null);
  return seen;
}

/** What stands at a value key now. */
export function valueAt(values: SectionValues, key: string): Scalar {
  if (key.startsWith('fields/')) return values.fields[key.slice(7)] ?? null;
  if (key.startsWith('text:')) return values.texts[key.slice(5)] ?? null;
  const [, table = '', row = '', column = ''] = key.split('/');
  return values.rows[table]?.[row]?.[column] ?? null;
}
/** The same key without its row: `methods/value`, `crm.website`. */
export function placeOfKey(key: string): string {
  if (key.startsWith('fields/')) return key.slice(7);
  if (key.startsWith('text:')) return key.slice(5);
  const [, table = '', , column = ''] = key.split('/');
  return `${table}/${column}`;
}
