/** An archive in which every field that a document holds has a value, and every row table has rows: for what must work for each of them, and for what must be quick when all of them are there. */
import type { Scalar, SectionPatch } from '../../model/api.ts';
import { dictionaryOf, FIELDS, fieldsOf, PACKS, placeOf, tablesOf } from '../../model/catalogue/catalogue.ts';
import type { Column, Field } from '../../model/catalogue/types.ts';
import { contactsOf, SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';

export const ALL_PACKS: readonly string[] = PACKS.map(({ key }) => key);
export const YEAR = 2026;
/** Sections that have a document. */
export const DOCUMENTS: readonly SectionKey[] = SECTION_KEYS.filter((key) => SECTIONS[key].store !== 'rows');
export const documentNameOf = (section: SectionKey): string => (SECTIONS[section].store === 'yearly' ? contactsOf(YEAR) : section);

/** Stored by hand in the document of a section: no views, no files, nothing computed. */
export const storedFields = (section: SectionKey): readonly Field[] =>
  fieldsOf(section).filter((field) => field.kind !== 'computed' && !['none', 'column', 'files'].includes(placeOf(field).kind));

/** A value that may stand, different for each field and row; the people of the customer are `p1` to `p9`. */
export function sampleOf({ kind, key, dictionary, min, max, precision }: Pick<Column, 'key' | 'kind' | 'min' | 'max' | 'precision'> & { readonly dictionary?: string | null | undefined }, n = 1): Scalar {
  const day = `${YEAR}-${String((n % 9) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`;
  switch (kind) {
    case 'number': case 'percent': return Math.max(min ?? 0, Math.min(max ?? 100_000, 1 + n));
    case 'money': return `${100 + n}.50 EUR`;
    case 'date': return precision === 'minute' ? `${day}T10:00[Europe/Madrid]` : day;
    case 'month': return day.slice(0, 7);
    case 'dateRange': return `${day}/${YEAR}-12-30`;
    case 'enum': case 'enums': {
      const options = dictionaryOf(dictionary ?? '')?.options ?? [];
      return options[n % options.length]?.key ?? null;
    }
    case 'phone': return `+34 910 000 ${String(100 + n).padStart(3, '0')}`;
    case 'email': return `someone${n}@sample.example`;
    case 'url': return `https://sample${n}.example`;
    case 'person': return `p${(n % 9) + 1}`;
    case 'user': return 'ana';
    case 'flag': return true;
    case 'text': case 'list': return `${key} ${n}`;
    case 'longText': return `${key}: what is known of it, ${n}.`;
    case 'address': case 'files': case 'rows': case 'computed': return null;
  }
}

function rowOf(table: string, columns: readonly Column[], n: number, id: string, texts: Record<string, string>): Record<string, Scalar> {
  const row: Record<string, Scalar> = {};
  for (const column of columns) {
    if (column.by === 'service') continue;
    const value = sampleOf(column, n);
    if (column.kind === 'longText') texts[`${table}/${id}/${column.key}`] = String(value);
    else if (value !== null) row[column.key] = value;
  }
  return row;
}

/** One patch a document; `rows` in each row table. */
export function fullest(rows: number): Readonly<Record<string, SectionPatch>> {
  return Object.fromEntries(DOCUMENTS.map((section) => {
    const fields: Record<string, Scalar> = {};
    const texts: Record<string, string> = {};
    const tables: Record<string, Record<string, Record<string, Scalar>>> = {};
    let n = 0;
    for (const field of storedFields(section)) {
      const place = placeOf(field);
      n++;
      if (place.kind === 'value') fields[field.key] = sampleOf(field, n);
      else if (place.kind === 'text') texts[field.key] = String(sampleOf({ ...field, kind: 'longText' }, n));
    }
    for (const { table, columns, uses } of tablesOf(section)) {
      const ids = uses ?? Array.from({ length: table === 'people' ? 9 : rows }, (_, i) => `${table === 'people' ? 'p' : 'r'}${i + 1}`);
      tables[table] = Object.fromEntries(ids.map((id, i) => {
        const row = rowOf(table, columns, i + 1, id, texts);
        return [id, uses ? { ...row, use: id, country: 'ES' } : row];
      }));
    }
    return [documentNameOf(section), { fields, texts, rows: tables }];
  }));
}

/** Keys of every field, views too, that a form can show for an archive with all packs. */
export const SHOWN: readonly string[] = FIELDS.filter(({ scope, home }) => scope === 'field' && home !== 'process').map(({ key }) => key);
