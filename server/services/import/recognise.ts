/** Finds out which table a file is and what its columns mean, by file name and header. It reads no rows. */
import { FIELDS, placeOf } from '../../../model/catalogue/catalogue.ts';
import { FIELD_NAMES, TABLES, type TableFacts, type TableName } from './columns.ts';
import { stem } from './csv.ts';

/** Meaning of a column: a target of `columns.ts`, or a field of the section `profile`. */
export type Target = { readonly kind: 'column'; readonly name: string } | { readonly kind: 'field'; readonly key: string };

export interface RecognisedFile {
  readonly table: TableName;
  readonly header: readonly string[];
  /** Meaning of each column of the header; null: not used. */
  readonly targets: readonly (Target | null)[];
  readonly ignored: readonly string[];
}

export type Unrecognised = { readonly code: 'unknown-table' | 'missing-column'; readonly column: string | null; readonly message: string };

/** Without case, blanks and punctuation: `Customer No.` and `customer_no` are the same. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');

const byFile: ReadonlyMap<string, TableFacts> = new Map(TABLES.flatMap((facts) => facts.files.map((name) => [plain(name), facts] as const)));
const byColumn: ReadonlyMap<TableName, ReadonlyMap<string, string>> = new Map(TABLES.map((facts) => [
  facts.table,
  // the first meaning of a name wins
  new Map(Object.entries(facts.columns).reverse().flatMap(([target, names]) => [target, ...names].map((name) => [plain(name), target] as const))),
]));

/** Fields of the profile that one cell can hold, by key and by label in every language. */
const fieldByName: ReadonlyMap<string, string> = new Map(FIELDS
  .filter((field) => field.home === 'profile' && field.aliasOf === undefined && ['value', 'text'].includes(placeOf(field).kind))
  .reverse()
  .flatMap((field) => [field.key, ...Object.values(field.label), ...(FIELD_NAMES[field.key] ?? [])].map((name) => [plain(name), field.key] as const)));

function targetOf(table: TableName, heading: string): Target | null {
  const name = byColumn.get(table)?.get(plain(heading));
  if (name !== undefined) return { kind: 'column', name };
  const key = table === 'customers' || table === 'suppliers' ? fieldByName.get(plain(heading)) : undefined;
  return key === undefined ? null : { kind: 'field', key };
}

const has = (table: TableName, header: readonly string[], target: string): boolean =>
  header.some((heading) => byColumn.get(table)?.get(plain(heading)) === target);

/** By its name, else the table of which the header has every required column and the most columns in all. */
function tableOf(file: string, header: readonly string[]): TableFacts | undefined {
  const named = byFile.get(plain(stem(file)));
  if (named) return named;
  const known = (facts: TableFacts): number => header.filter((heading) => byColumn.get(facts.table)?.has(plain(heading))).length;
  return TABLES.filter((facts) => facts.required.every((target) => has(facts.table, header, target))).sort((a, b) => known(b) - known(a))[0];
}

export function recognise(file: string, header: readonly string[]): RecognisedFile | Unrecognised {
  const facts = tableOf(file, header);
  if (!facts) return { code: 'unknown-table', column: null, message: `Neither the name nor the columns (${header.slice(0, 8).join(', ')}) tell what this file holds; known: ${TABLES.map(({ table }) => table).join(', ')}.` };
  const missing = facts.required.find((target) => !has(facts.table, header, target));
  if (missing !== undefined) return { code: 'missing-column', column: missing, message: `The table ${facts.table} needs a column “${missing}”, for example ${facts.columns[missing]?.slice(0, 3).join(', ') ?? missing}.` };
  const used = new Set<string>();
  const targets = header.map((heading) => {
    const target = targetOf(facts.table, heading);
    const id = target && JSON.stringify(target);
    if (id === null || used.has(id)) return null; // a second column of the same meaning is left out and named
    used.add(id);
    return target;
  });
  return { table: facts.table, header, targets, ignored: header.filter((_, i) => targets[i] === null) };
}

export const isRecognised = (found: RecognisedFile | Unrecognised): found is RecognisedFile => 'table' in found;
