/** What a row of customers or suppliers says of an archive: values by value key, checked against the catalogue. It decides nothing about what is there already. */
import { createHash } from 'node:crypto';
import type { Scalar } from '../../../model/api.ts';
import { fieldByKey, placeOf } from '../../../model/catalogue/catalogue.ts';
import type { Dictionary, Field } from '../../../model/catalogue/types.ts';
import { parseExternalKey, type ExternalKey } from '../../../model/ids.ts';
import { checkRule } from '../../../model/validation/section-rules.ts';
import { fieldKey, rowKey, textKey } from '../../../model/value-keys.ts';
import { targetText } from '../../../model/import/targets.ts';
import { cleanDate, cleanDecimal, cleanUrl, countryOf, optionNamed, singleLine, type Cell } from './cells.ts';
import { plain } from './recognise.ts';
import type { Row } from './rows.ts';
import type { Values } from './merge.ts';
import type { ImportedSection, ImportPort } from './port.ts';

export interface WantedArchive {
  /** `ALFKI`, for a supplier `S-1`. */
  readonly id: string;
  /** Null for a row without an id of its own. */
  readonly key: ExternalKey | null;
  /** Further keys that columns bring. */
  readonly keys: readonly ExternalKey[];
  readonly code: string | null;
  readonly kind: string;
  readonly packs: readonly string[];
  readonly values: Values;
}

/** Values of an import by place: the value key of the profile, of people's own table, else `section!value key`, so that rows of earlier releases are understood. */
export const placeIn = (section: string, valueKey: string): string => (section === 'profile' || (section === 'people' && valueKey.startsWith('rows/people/')) ? valueKey : `${section}!${valueKey}`);
export function splitPlace(place: string): { readonly section: ImportedSection; readonly key: string } {
  const mark = place.indexOf('!');
  if (mark > 0 && !place.slice(0, mark).includes('/')) return { section: place.slice(0, mark) as ImportedSection, key: place.slice(mark + 1) };
  return { section: place.startsWith('rows/people/') ? 'people' : 'profile', key: place };
}
export const sectionOf = (place: string): ImportedSection => splitPlace(place).section;

/** The same row id at every import of the same source, so that a second one finds what the first one wrote. */
export const importedRowId = (source: string, table: string, slot: string): string => createHash('sha256').update(JSON.stringify([source, table, slot])).digest('base64url').slice(0, 12);

const METHODS = ['phone', 'mobile', 'fax', 'email', 'wechat', 'whatsapp', 'line'] as const;

/** Words for natural persons and companies besides the labels of D-32. */
const KINDS: Readonly<Record<string, string>> = {
  person: 'individual', private: 'individual', 个人: 'individual', 個人: 'individual', persona: 'individual', particular: 'individual',
  company: 'organisation', organization: 'organisation', 公司: 'organisation', 企业: 'organisation', 企業: 'organisation', empresa: 'organisation', sociedad: 'organisation',
};

function kindOf(row: Row, dictionaries: readonly Dictionary[]): string {
  const text = row.text('kind');
  if (text === '') return 'organisation';
  const kind = optionNamed('D-32', text, dictionaries) ?? KINDS[plain(text)];
  if (kind === undefined) row.repaired('kind', 'option', `${JSON.stringify(text)} is no customer type; organisation was taken.`);
  return kind ?? 'organisation';
}

/** The value of a catalogue field from a cell, in the field's own encoding. */
function fieldCell(field: Field | undefined, text: string, dictionaries: readonly Dictionary[]): Cell<Scalar> {
  const as = <T extends Scalar>(cell: Cell<string>, turn: (value: string) => T): Cell<Scalar> => (cell.ok ? { ...cell, value: turn(cell.value) } : cell);
  const same = (value: string): string => value;
  switch (field?.kind) {
    case 'number': case 'percent': return as(cleanDecimal(text), Number);
    case 'date': return as(cleanDate(text), same);
    case 'month': return as(cleanDate(/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text), (value) => value.slice(0, 7));
    case 'url': return as(cleanUrl(text), same);
    case 'enum': {
      const option = field.dictionary === undefined ? undefined : optionNamed(field.dictionary, text, dictionaries);
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
export function wantedArchive(row: Row, source: string, table: 'customers' | 'suppliers', workspace: Pick<ImportPort, 'dictionaries' | 'ownFields' | 'schema'>): WantedArchive | null {
  const dictionaries = workspace.dictionaries();
  const own = workspace.ownFields();
  const external = row.text('id');
  const name = row.clean('name', singleLine);
  if (external === '') return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
  if (name === null) return row.refused('name', 'no-name', 'The row has no name.');
  const id = table === 'suppliers' ? `S-${external}` : external;
  const hashed = !row.has('id') || /^row-[\w-]{22}$/.test(external);
  const key = hashed ? null : parseExternalKey(`${source}:${id}`);
  if (key === undefined) return row.refused('id', 'bad-id', `${JSON.stringify(external)} cannot be an id: at most 128 characters, none invisible.`);

  const values: Record<string, Scalar> = {};
  const put = (label: string, valueKey: string, value: Scalar, section: string = sectionOf(valueKey)): void => {
    if (value === null || value === '') return;
    const rule = workspace.schema.keyAllowed(section, valueKey);
    const wrong = rule === null ? { code: 'unknown-key', message: 'is not a field of this section' } : checkRule(rule, value);
    if (wrong) row.repaired(label, wrong.code, `The value ${wrong.message}; it was left out.`);
    else values[placeIn(section, valueKey)] = value;
  };
  const rowIn = (tableName: string, slot: string, cells: Readonly<Record<string, Scalar>>, section?: string): void => {
    const rowId = importedRowId(source, table, slot);
    for (const [column, value] of Object.entries(cells)) put(column, rowKey(tableName, rowId, column), value, section);
  };

  put('name', fieldKey('customer.name'), name);
  if (values[fieldKey('customer.name')] === undefined) return row.refused('name', 'bad-name', 'The name cannot be stored.');
  const kind = kindOf(row, dictionaries);
  if (table === 'suppliers') rowIn('customer.partnerRole', 'role', { value: 'supplier' });
  for (const method of METHODS) {
    const value = row.clean(method, singleLine);
    if (value !== null) rowIn('methods', method, { kind: method, value });
  }
  const address = addressOf(row, dictionaries);
  if (address) rowIn('addresses', 'business', address);
  const country = row.text('country');
  if (address && address['country'] === null && country !== '') row.notes.lost.push({ section: 'profile', key: rowKey('addresses', importedRowId(source, table, 'business'), 'country'), code: 'unknown-country', text: country, kind: 'enum' });
  const contact = row.clean('contactName', singleLine);
  if (contact !== null) rowIn('people', 'contact', { name: contact, role: 'contactPerson', workScope: row.clean('contactTitle', singleLine) });
  const lose = (cell: { readonly code: string }, key: string, text: string, fieldKind: string, section = 'profile'): void => { row.notes.lost.push({ section, key, code: cell.code, text, kind: fieldKind }); };
  const site = row.clean('website', cleanUrl);
  if (site === null && row.text('website') !== '') lose({ code: 'not-a-url' }, fieldKey('crm.website'), row.text('website'), 'url');
  put('website', fieldKey('crm.website'), site);
  const keys = slotValues(row, { source, table, dictionaries, put: rowIn });
  for (const [field, text] of row.fields) {
    if (text === '' || values[fieldKey(field)] !== undefined) continue;
    const known = fieldByKey(field) ?? own.find(({ key: each }) => each === field);
    const section = known?.home ?? 'profile';
    const where = placeOf(known ?? { key: field, kind: 'text', home: 'profile', scope: 'field' });
    if (where.kind === 'list') {
      listOf(text).forEach((item, i) => {
        const cell = where.item === 'enum' && known?.dictionary !== undefined ? (optionNamed(known.dictionary, item, dictionaries) ?? null) : item;
        if (cell === null) {
          row.repaired(field, 'option', `${JSON.stringify(item)} is not an option of “${known?.label.en ?? field}”; it was left out.`);
          lose({ code: 'option' }, rowKey(where.table, importedRowId(source, table, `${field}:${i}`), 'value'), item, 'enum', section);
        }
        else rowIn(where.table, `${field}:${i}`, { value: cell }, section);
      });
      continue;
    }
    const cell = fieldCell(known, text, dictionaries);
    if (!cell.ok) {
      row.repaired(field, cell.code, cell.message);
      if (where.kind === 'value') lose(cell, fieldKey(field), text, known?.kind ?? 'text', section);
    } else {
      if (cell.repair) row.repaired(field, cell.repair.code, cell.repair.message);
      put(row.heading(field), where.kind === 'text' ? textKey(field) : fieldKey(field), cell.value, section);
    }
  }
  const code = row.text('code') || (hashed ? null : id);
  return { id: hashed ? '' : id, key, keys, code: code !== null && code.length <= 64 ? code : null, kind, packs: kind === 'individual' ? ['base', 'individual'] : ['base', 'organisation'], values };
}

/** Several values in one cell stand apart by semicolons, enumeration commas or lines. */
const listOf = (text: string): readonly string[] => [...new Set(text.split(/[;；、\n]/).map((item) => item.trim()).filter((item) => item !== ''))];

interface SlotTask { readonly source: string; readonly table: string; readonly dictionaries: readonly Dictionary[]; put(table: string, slot: string, cells: Readonly<Record<string, Scalar>>, section?: string): void }

/** Labelled methods, parts of addresses, people; answers the further keys. */
function slotValues(row: Row, { source, table, dictionaries, put }: SlotTask): readonly ExternalKey[] {
  const keys: ExternalKey[] = [];
  const addresses = new Map<string, Record<string, Scalar>>();
  const people = new Map<number, { name?: string; cells: Record<string, Scalar>; methods: [string, string][] }>();
  for (const { target, text, heading } of row.slots) {
    const line = singleLine(text);
    const value = line.ok ? line.value : text;
    switch (target.kind) {
      case 'key': {
        const key = parseExternalKey(`${target.system}:${value}`);
        if (key === undefined) row.notes.repaired(heading, 'bad-key', `${JSON.stringify(value)} cannot be a key; it was left out.`);
        else keys.push(key);
        break;
      }
      case 'method': put('methods', targetText(target), { kind: target.method, value, ...(target.label !== '' && { label: target.label }), ...(target.preferred && { preferred: true }) }); break;
      case 'address': {
        const slot = `${target.use}${target.n > 1 ? target.n : ''}`;
        const cells = addresses.get(slot) ?? { use: target.use };
        const country = target.part === 'country' ? (countryOf(value) ?? optionNamed('D-42', value, dictionaries)) : value;
        if (country === undefined) {
          cells['text'] = [cells['text'], value].filter((part) => part !== undefined && part !== null).join(', ');
          row.notes.repaired(heading, 'unknown-country', `${JSON.stringify(value)} is not in the list of countries; it was put behind the address.`);
          row.notes.lost.push({ section: 'profile', key: rowKey('addresses', importedRowId(source, table, slot), 'country'), code: 'unknown-country', text: value, kind: 'enum' });
        } else cells[target.part] = target.part === 'text' && typeof cells['text'] === 'string' ? `${country}, ${cells['text']}` : country;
        addresses.set(slot, cells);
        break;
      }
      case 'contact': {
        const person = people.get(target.n) ?? { cells: {}, methods: [] };
        if (target.column === 'phone' || target.column === 'mobile' || target.column === 'email') person.methods.push([target.column, value]);
        else if (target.column === 'role') person.cells['role'] = optionNamed('D-12', value, dictionaries) ?? 'contactPerson';
        else if (target.column === 'birthday') {
          const date = /^--\d{2}-\d{2}$/.test(value) ? { ok: true as const, value } : cleanDate(value);
          if (date.ok) person.cells['birthday'] = date.value;
          else row.notes.repaired(heading, date.code, date.message);
        } else person.cells[target.column] = value;
        people.set(target.n, person);
      }
    }
  }
  for (const [slot, cells] of addresses) put('addresses', slot, cells);
  for (const [n, { cells, methods }] of people) {
    const slot = n === 1 ? 'contact' : `contact${n}`;
    if (Object.keys(cells).length > 0) put('people', slot, { role: 'contactPerson', ...cells });
    for (const [kind, value] of methods) put('peopleMethods', `${slot}:${kind}`, { person: importedRowId(source, table, slot), kind, value }, 'people');
  }
  return keys;
}

/** A country that the dictionary does not know is not lost: it ends the text of the address. */
function addressOf(row: Row, dictionaries: readonly Dictionary[]): Readonly<Record<string, Scalar>> | null {
  const given = row.clean('country', singleLine);
  const country = given === null ? undefined : (countryOf(given) ?? optionNamed('D-42', given, dictionaries));
  let text = row.clean('address', singleLine);
  if (given !== null && country === undefined) {
    text = text === null ? given : `${text}, ${given}`;
    row.repaired('country', 'unknown-country', `${JSON.stringify(given)} is not in the list of countries; it was put behind the address.`);
  }
  const address = { text, country: country ?? null, region: row.clean('region', singleLine), city: row.clean('city', singleLine), postcode: row.clean('postcode', singleLine) };
  return Object.values(address).some((value) => value !== null) ? { use: 'business', ...address } : null;
}
