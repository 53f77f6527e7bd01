/** Finds out which table a file is and what its columns mean: as a mapping says, else by file name and header. It reads no rows. */
import { FIELDS, placeOf } from '../../../model/catalogue/catalogue.ts';
import type { Field } from '../../../model/catalogue/types.ts';
import type { ImportFormat, TableMapping } from '../../../model/import/api.ts';
import { parseTarget, targetText, type Target } from '../../../model/import/targets.ts';
import { FIELD_NAMES, TABLES, type TableFacts, type TableName } from './columns.ts';
import { stem } from './csv.ts';
import { vcardTarget } from './vcard-columns.ts';

export type { Target } from '../../../model/import/targets.ts';

export interface RecognisedFile {
  readonly table: TableName;
  readonly header: readonly string[];
  /** Meaning of each column of the header; null: not used. */
  readonly targets: readonly (Target | null)[];
  /** Of each column the options that a person has chosen for its texts. */
  readonly options?: readonly (Readonly<Record<string, string | null>> | null)[];
  /** Rows without an id are known by what they hold. */
  readonly hashed?: boolean;
  readonly ignored: readonly string[];
}

export type Unrecognised = { readonly code: 'unknown-table' | 'missing-column' | 'bad-mapping'; readonly column: string | null; readonly message: string };

/** Without case, blanks and punctuation: `Customer No.` and `customer_no` are the same. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');

/** A number of such targets can stand side by side. */
const numbered = (target: Target, n: number): Target | null => {
  switch (target.kind) {
    case 'method': case 'address': case 'contact': return { ...target, n };
    case 'column': return parseTarget(`${target.name}#${n}`) ?? null;
    case 'field': case 'key': return null;
  }
};

const byFile: ReadonlyMap<string, TableFacts> = new Map(TABLES.flatMap((facts) => facts.files.map((name) => [plain(name), facts] as const)));
const byColumn: ReadonlyMap<TableName, ReadonlyMap<string, string>> = new Map(TABLES.map((facts) => [
  facts.table,
  // the first meaning of a name wins
  new Map(Object.entries(facts.columns).reverse().flatMap(([target, names]) => [target, ...names].map((name) => [plain(name), target] as const))),
]));

/** Fields of the profile that one cell can hold, by key and by label in every language. */
const namesOf = (fields: readonly Field[]): ReadonlyMap<string, string> => new Map(fields
  .filter((field) => field.home === 'profile' && field.aliasOf === undefined && ['value', 'text'].includes(placeOf(field).kind))
  .reverse()
  .flatMap((field) => [field.key, ...Object.values(field.label), ...(FIELD_NAMES[field.key] ?? [])].map((name) => [plain(name), field.key] as const)));
const fieldByName = namesOf(FIELDS);

function targetOf(table: TableName, heading: string, own: ReadonlyMap<string, string>): Target | null {
  const name = byColumn.get(table)?.get(plain(heading));
  if (name !== undefined) return { kind: 'column', name };
  const key = table === 'customers' || table === 'suppliers' ? (fieldByName.get(plain(heading)) ?? own.get(plain(heading))) : undefined;
  return key === undefined ? null : { kind: 'field', key };
}

const has = (table: TableName, header: readonly string[], target: string): boolean =>
  header.some((heading) => target.split('|').includes(byColumn.get(table)?.get(plain(heading)) ?? ''));

/** By its name, else the table of which the header has every required column and the most columns in all. */
function tableOf(file: string, header: readonly string[]): TableFacts | undefined {
  const named = byFile.get(plain(stem(file)));
  if (named) return named;
  const known = (facts: TableFacts): number => header.filter((heading) => byColumn.get(facts.table)?.has(plain(heading))).length;
  const told = ({ table, telling }: TableFacts): boolean => telling === undefined || telling.some((target) => has(table, header, target));
  return TABLES.filter((facts) => told(facts) && facts.required.every((target) => has(facts.table, header, target))).sort((a, b) => known(b) - known(a))[0];
}

/** `own`: fields of the workspace; a shipped field of the same name comes first, and a retired one takes nothing. */
export function recognise(file: string, header: readonly string[], own: readonly Field[] = []): RecognisedFile | Unrecognised {
  const facts = tableOf(file, header);
  if (!facts) return { code: 'unknown-table', column: null, message: `Neither the name nor the columns (${header.slice(0, 8).join(', ')}) tell what this file holds; known: ${TABLES.map(({ table }) => table).join(', ')}.` };
  const missing = facts.required.find((target) => !has(facts.table, header, target));
  if (missing !== undefined) return { code: 'missing-column', column: missing, message: `The table ${facts.table} needs a column “${missing.replaceAll('|', '” or “')}”, for example ${missing.split('|').flatMap((each) => facts.columns[each]?.slice(0, 3) ?? []).join(', ')}.` };
  const used = new Set<string>();
  const ownByName = namesOf(own.filter(({ retired }) => !retired));
  const targets = header.map((heading) => {
    const target = targetOf(facts.table, heading, ownByName);
    const id = target && JSON.stringify(target);
    if (id === null || used.has(id)) return null; // a second column of the same meaning is left out and named
    used.add(id);
    return target;
  });
  return { table: facts.table, header, targets, ignored: header.filter((_, i) => targets[i] === null) };
}

/** Every table takes its columns as a person has mapped them; a heading that is there twice is taken in order. */
export function recogniseMapped(header: readonly string[], mapping: TableMapping): RecognisedFile | Unrecognised {
  const facts = TABLES.find(({ table }) => table === mapping.table);
  if (!facts) return { code: 'bad-mapping', column: null, message: `There is no table ${JSON.stringify(mapping.table)}.` };
  const left = [...mapping.columns];
  const options: (Readonly<Record<string, string | null>> | null)[] = [];
  const used = new Set<string>();
  const targets: (Target | null)[] = [];
  for (const heading of header) {
    const at = left.findIndex((column) => plain(column.heading) === plain(heading));
    const [column] = at < 0 ? [] : left.splice(at, 1);
    options.push(column?.options ?? null);
    if (column === undefined || column.target === null) { targets.push(null); continue; }
    const target = parseTarget(column.target);
    if (!target || (target.kind === 'column' && !(target.name in facts.columns) && target.name !== 'code')) return { code: 'bad-mapping', column: heading, message: `The column “${heading}” is mapped to ${JSON.stringify(column.target)}, which the table ${mapping.table} does not have.` };
    let free: Target | null = target;
    for (let n = 2; free !== null && used.has(targetText(free)); n++) free = numbered(target, n);
    if (free === null) return { code: 'bad-mapping', column: heading, message: `Two columns are mapped to ${JSON.stringify(column.target)}; it can be filled from one only.` };
    used.add(targetText(free));
    targets.push(free);
  }
  const lost = left.find((column) => column.target !== null);
  if (lost) return { code: 'missing-column', column: lost.heading, message: `The mapping names a column “${lost.heading}”, which the file does not have.` };
  const people = facts.table === 'customers' || facts.table === 'suppliers';
  const missing = facts.required.find((target) => !target.split('|').some((each) => used.has(each)) && !(people && target === 'id'));
  if (missing !== undefined) return { code: 'missing-column', column: missing, message: `No column is mapped to “${missing.replaceAll('|', '” or “')}”, without which the table ${facts.table} cannot be read.` };
  return { table: facts.table, header, targets, options, hashed: people && !used.has('id'), ignored: header.filter((_, i) => targets[i] === null) };
}

/** Address books have columns of their own, archives as lines a single one. */
export function recogniseFormat(format: ImportFormat, header: readonly string[]): RecognisedFile | null {
  if (format !== 'vcard') return null;
  const targets = header.map((heading) => { const text = vcardTarget(heading); return text === null ? null : (parseTarget(text) ?? null); });
  return { table: 'customers', header, targets, hashed: true, ignored: header.filter((_, i) => targets[i] === null) };
}

/** What a heading means in a table by its name alone; `how`: the name itself, or another one for it. */
export function namedTarget(table: TableName, heading: string, own: readonly Field[]): { readonly target: Target; readonly how: 'name' | 'synonym' } | null {
  const target = targetOf(table, heading, namesOf(own.filter(({ retired }) => !retired)));
  if (!target) return null;
  const field = target.kind === 'field' ? [...FIELDS, ...own].find(({ key }) => key === target.key) : undefined;
  const exact = field !== undefined && [field.key, ...Object.values(field.label)].some((name) => plain(name) === plain(heading));
  return { target, how: exact || (target.kind === 'column' && plain(target.name) === plain(heading)) ? 'name' : 'synonym' };
}

/** A heading that holds a name of a column, `联系人手机号码`: the longest name wins. */
export function nearTargets(table: TableName, heading: string): readonly Target[] {
  const text = plain(heading);
  const found = [...(byColumn.get(table) ?? [])].filter(([name]) => name.length >= (/\p{Script=Han}/u.test(name) ? 2 : 4) && text.includes(name)).sort((a, b) => b[0].length - a[0].length).map(([, target]) => target);
  return [...new Set(found)].slice(0, 3).map((name) => ({ kind: 'column', name }));
}

export const tableNamed = (file: string, header: readonly string[]): TableName | null => tableOf(file, header)?.table ?? null;

export const isRecognised = (found: RecognisedFile | Unrecognised): found is RecognisedFile => 'table' in found;
