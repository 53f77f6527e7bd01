/** What a row of customers or suppliers says of an archive: values by value key, checked against the catalogue. It decides nothing about what is there already. */
import { createHash } from 'node:crypto';
import type { Scalar } from '../../../model/api.ts';
import { fieldByKey, placeOf } from '../../../model/catalogue/catalogue.ts';
import { parseExternalKey, type ExternalKey } from '../../../model/ids.ts';
import { checkRule, keyAllowed } from '../../../model/validation/section-rules.ts';
import { fieldKey, rowKey, textKey } from '../../../model/value-keys.ts';
import { cleanDate, cleanDecimal, cleanUrl, countryOf, optionNamed, singleLine, type Cell } from './cells.ts';
import { plain } from './recognise.ts';
import type { Row } from './rows.ts';
import type { Values } from './merge.ts';
import type { ImportedSection } from './port.ts';

export interface WantedArchive {
  /** `ALFKI`, for a supplier `S-1`. */
  readonly id: string;
  readonly key: ExternalKey;
  readonly kind: string;
  readonly packs: readonly string[];
  readonly values: Values;
}

/** The table of people lies in its own section; everything else that an import writes in the profile. */
export const sectionOf = (valueKey: string): ImportedSection => (valueKey.startsWith('rows/people/') ? 'people' : 'profile');

/** The same row id at every import of the same source, so that a second one finds what the first one wrote. */
export const importedRowId = (source: string, table: string, slot: string): string => createHash('sha256').update(JSON.stringify([source, table, slot])).digest('base64url').slice(0, 12);

const METHODS = ['phone', 'mobile', 'fax', 'email', 'wechat', 'whatsapp', 'line'] as const;

/** Words for natural persons and companies besides the labels of D-32. */
const KINDS: Readonly<Record<string, string>> = {
  person: 'individual', private: 'individual', 个人: 'individual', 個人: 'individual', persona: 'individual', particular: 'individual',
  company: 'organisation', organization: 'organisation', 公司: 'organisation', 企业: 'organisation', 企業: 'organisation', empresa: 'organisation', sociedad: 'organisation',
};

function kindOf(row: Row): string {
  const text = row.text('kind');
  if (text === '') return 'organisation';
  const kind = optionNamed('D-32', text) ?? KINDS[plain(text)];
  if (kind === undefined) row.repaired('kind', 'option', `${JSON.stringify(text)} is no customer type; organisation was taken.`);
  return kind ?? 'organisation';
}

/** The value of a catalogue field from a cell, in the field's own encoding. */
function fieldCell(key: string, text: string): Cell<Scalar> {
  const field = fieldByKey(key);
  const as = <T extends Scalar>(cell: Cell<string>, turn: (value: string) => T): Cell<Scalar> => (cell.ok ? { ...cell, value: turn(cell.value) } : cell);
  const same = (value: string): string => value;
  switch (field?.kind) {
    case 'number': case 'percent': return as(cleanDecimal(text), Number);
    case 'date': return as(cleanDate(text), same);
    case 'month': return as(cleanDate(/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text), (value) => value.slice(0, 7));
    case 'url': return as(cleanUrl(text), same);
    case 'enum': {
      const option = field.dictionary === undefined ? undefined : optionNamed(field.dictionary, text);
      return option === undefined ? { ok: false, code: 'option', message: `${JSON.stringify(text)} is not an option of “${field.label.en}”; the field was left empty.` } : { ok: true, value: option };
    }
    case 'flag': {
      const yes = ['1', 'true', 'yes', 'y', 'x', '是', 'sí', 'si'].includes(text.toLowerCase());
      const no = ['0', 'false', 'no', 'n', '否'].includes(text.toLowerCase());
      return yes || no ? { ok: true, value: yes } : { ok: false, code: 'flag', message: `${JSON.stringify(text)} is neither yes nor no.` };
    }
    case 'longText': return { ok: true, value: text };
    default: return as(singleLine(text), same);
  }
}

/** Null when the row cannot be an archive; the notes say why. */
export function wantedArchive(row: Row, source: string, table: 'customers' | 'suppliers'): WantedArchive | null {
  const external = row.text('id');
  const name = row.clean('name', singleLine);
  if (external === '') return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
  if (name === null) return row.refused('name', 'no-name', 'The row has no name.');
  const id = table === 'suppliers' ? `S-${external}` : external;
  const key = parseExternalKey(`${source}:${id}`);
  if (key === undefined) return row.refused('id', 'bad-id', `${JSON.stringify(external)} cannot be an id: at most 128 characters, none invisible.`);

  const values: Record<string, Scalar> = {};
  const put = (label: string, valueKey: string, value: Scalar): void => {
    if (value === null || value === '') return;
    const rule = keyAllowed(sectionOf(valueKey), valueKey);
    const wrong = rule === null ? { code: 'unknown-key', message: 'is not a field of this section' } : checkRule(rule, value);
    if (wrong) row.repaired(label, wrong.code, `The value ${wrong.message}; it was left out.`);
    else values[valueKey] = value;
  };
  const rowIn = (tableName: string, slot: string, cells: Readonly<Record<string, Scalar>>): void => {
    const rowId = importedRowId(source, table, slot);
    for (const [column, value] of Object.entries(cells)) put(column, rowKey(tableName, rowId, column), value);
  };

  put('name', fieldKey('customer.name'), name);
  if (values[fieldKey('customer.name')] === undefined) return row.refused('name', 'bad-name', 'The name cannot be stored.');
  const kind = kindOf(row);
  if (table === 'suppliers') rowIn('customer.partnerRole', 'role', { value: 'supplier' });
  for (const method of METHODS) {
    const value = row.clean(method, singleLine);
    if (value !== null) rowIn('methods', method, { kind: method, value });
  }
  const address = addressOf(row);
  if (address) rowIn('addresses', 'business', address);
  const contact = row.clean('contactName', singleLine);
  if (contact !== null) rowIn('people', 'contact', { name: contact, role: 'contactPerson', workScope: row.clean('contactTitle', singleLine) });
  put('website', fieldKey('crm.website'), row.clean('website', cleanUrl));
  for (const [field, text] of row.fields) {
    if (text === '' || values[fieldKey(field)] !== undefined) continue;
    const cell = fieldCell(field, text);
    if (!cell.ok) row.repaired(field, cell.code, cell.message);
    else {
      if (cell.repair) row.repaired(field, cell.repair.code, cell.repair.message);
      const place = placeOf(fieldByKey(field) ?? { key: field, kind: 'text', home: 'profile', scope: 'field' });
      put(field, place.kind === 'text' ? textKey(field) : fieldKey(field), cell.value);
    }
  }
  return { id, key, kind, packs: kind === 'individual' ? ['base', 'individual'] : ['base', 'organisation'], values };
}

/** A country that the dictionary does not know is not lost: it ends the text of the address. */
function addressOf(row: Row): Readonly<Record<string, Scalar>> | null {
  const given = row.clean('country', singleLine);
  const country = given === null ? undefined : countryOf(given);
  let text = row.clean('address', singleLine);
  if (given !== null && country === undefined) {
    text = text === null ? given : `${text}, ${given}`;
    row.repaired('country', 'unknown-country', `${JSON.stringify(given)} is not in the list of countries; it was put behind the address.`);
  }
  const address = { text, country: country ?? null, region: row.clean('region', singleLine), city: row.clean('city', singleLine), postcode: row.clean('postcode', singleLine) };
  return Object.values(address).some((value) => value !== null) ? { use: 'business', ...address } : null;
}
