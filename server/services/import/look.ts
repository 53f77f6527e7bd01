/** Looks at received files: format, encoding, tables, and a proposed meaning for each column with how sure it is and why. It stores nothing. */
import type { Because, ColumnProposal, FileLook, ImportMapping, ImportTable, Looks, TableLook, TableMapping } from '../../../model/import/api.ts';
import { codeShape, destroyedIn, lostZeros } from '../../../model/import/destroyed.ts';
import { looksOf } from '../../../model/import/looks.ts';
import { parseTarget, targetText, type Target } from '../../../model/import/targets.ts';
import { fieldByKey } from '../../../model/catalogue/catalogue.ts';
import type { Dictionary, Field } from '../../../model/catalogue/types.ts';
import { optionNamed } from './cells.ts';
import { mappingOf, wishOf } from './mapping.ts';
import { ReadError, type ImportFile, type OpenSource, type SourceRecord, type SourceTable } from './readers/reader.ts';
import { openSource } from './readers/readers.ts';
import { namedTarget, nearTargets, plain, tableNamed } from './recognise.ts';
import { wantsShape } from './rows.ts';
import { vcardTarget } from './vcard-columns.ts';

/** Records that are looked at; the rest is seen in the dry run. */
const LOOKED = 1_000;
const SHOWN = 10;
const VALUES = 5;
/** Different texts of a column with options that are told. */
const OPTIONS = 100;

export interface LookOptions { readonly mapping: ImportMapping | null; readonly dictionaries: readonly Dictionary[]; readonly own: readonly Field[] }

export async function lookAt(file: ImportFile & { readonly bytes: number }, options: LookOptions): Promise<FileLook> {
  const nothing: FileLook = { name: file.name, bytes: file.bytes, format: null, encoding: null, otherEncodings: [], separator: null, tables: [], problem: null };
  let source: OpenSource;
  try {
    source = await openSource(file, wishOf(options.mapping, file.name));
  } catch (error) {
    if (error instanceof ReadError) return { ...nothing, problem: { code: error.code, message: error.message } };
    throw error;
  }
  const tables: TableLook[] = [];
  if (source.format !== 'json') for (const table of source.tables) tables.push(await lookAtTable(file, source, table, options));
  const wish = wishOf(options.mapping, file.name);
  const chosen = wish.encoding === undefined ? source.encoding : ([source.encoding, ...source.otherEncodings].find((guess) => guess?.encoding === wish.encoding) ?? { encoding: wish.encoding, confidence: 1, sample: '' });
  return { ...nothing, format: source.format, encoding: chosen, otherEncodings: [source.encoding, ...source.otherEncodings].filter((guess) => guess !== null && guess.encoding !== chosen?.encoding) as FileLook['otherEncodings'], separator: source.separator, tables };
}

async function lookAtTable(file: ImportFile, source: OpenSource, table: SourceTable, options: LookOptions): Promise<TableLook> {
  let header: SourceRecord | null = null;
  const records: SourceRecord[] = [];
  let problem: TableLook['problem'] = null;
  try {
    for await (const record of table.records()) {
      if (header === null) header = record;
      else records.push(record);
      if (records.length === LOOKED) break;
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    problem = { code: error.code, message: error.message };
  }
  const cells = header?.cells ?? [];
  const saved = mappingOf(options.mapping, file.name, table.name, cells);
  const found = source.format === 'vcard' ? 'customers' : (saved?.table ?? tableNamed(table.name === '' ? file.name : table.name, cells) ?? guessTable(cells, options));
  return {
    name: table.name, table: found, headerLine: header?.line ?? 1, sample: records.slice(0, SHOWN).map((record) => record.cells), problem,
    columns: found === null ? proposals(cells, records, 'customers', null, source, options).map((column) => ({ ...column, target: null, confidence: 0, because: 'none' as const })) : proposals(cells, records, found, saved, source, options),
  };
}

/** Most tables that nobody can name are lists of customers: at least a name must be among their columns. */
const guessTable = (header: readonly string[], { own }: LookOptions): ImportTable | null => (header.some((heading) => { const named = namedTarget('customers', heading, own)?.target; return named?.kind === 'column' && named.name === 'name'; }) ? 'customers' : null);

interface Wish { readonly target: Target; readonly confidence: number; readonly because: Because }

function proposals(header: readonly string[], records: readonly SourceRecord[], table: ImportTable, saved: TableMapping | null, source: OpenSource, options: LookOptions): readonly ColumnProposal[] {
  const left = [...(saved?.columns ?? [])];
  const columns = header.map((heading, index) => {
    const values = records.map((record) => record.cells[index] ?? '').filter((value) => value.trim() !== '');
    const looks = looksOf(values.slice(0, 200));
    const at = left.findIndex((column) => plain(column.heading) === plain(heading));
    const [mapped] = at < 0 ? [] : left.splice(at, 1);
    return { heading, index, values, looks, mapped, wishes: source.format === 'vcard' ? vcardWishes(heading) : wishesOf(table, heading, looks, values, options) };
  });
  const used = new Set<string>();
  const taken = new Map<number, Wish | null>();
  // what is surest chooses first, so that `Phone` is the telephone and `Contact phone` the second one
  for (const { index, mapped, wishes } of [...columns].sort((a, b) => (b.mapped ? 2 : (b.wishes[0]?.confidence ?? 0)) - (a.mapped ? 2 : (a.wishes[0]?.confidence ?? 0)))) {
    const own = mapped === undefined ? undefined : mapped.target === null ? null : parseTarget(mapped.target);
    const wish = own === null ? null : own ? { target: own, confidence: 1, because: 'saved' as const } : (wishes.map((each) => free(each, used)).find((each) => each !== null) ?? null);
    if (wish) used.add(targetText(wish.target));
    taken.set(index, wish);
  }
  return columns.map(({ heading, index, values, looks, mapped, wishes }): ColumnProposal => {
    const wish = taken.get(index) ?? null;
    const target = wish && targetText(wish.target);
    const shape = wish && wantsShape(wish.target) ? codeShape(values) : null;
    const use = wish === null ? 'free' : wantsShape(wish.target) ? 'id' : 'phone';
    const broken = records.filter((record) => record.broken?.has(index));
    const gone = values.filter((value) => destroyedIn(value, use) !== null || lostZeros(value, shape) !== null);
    return {
      index, heading, target, confidence: wish?.confidence ?? 0, because: mapped ? 'saved' : (wish?.because ?? 'none'),
      others: wishes.filter((each) => targetText(each.target) !== target).slice(0, 4).map((each) => ({ target: targetText(each.target), confidence: each.confidence })),
      looks, sample: [...new Set(values)].slice(0, VALUES),
      destroyed: broken.length + gone.length, ...(gone.length + broken.length > 0 && { destroyedExample: (gone[0] ?? broken[0]?.cells[index] ?? '').slice(0, 100) }),
      options: optionsOf(wish?.target ?? null, values, mapped?.options ?? {}, options),
    };
  });
}

/** The same target a second time becomes a numbered one where there can be several. */
function free(wish: Wish, used: ReadonlySet<string>): Wish | null {
  if (!used.has(targetText(wish.target))) return wish;
  for (let n = 2; n < 10; n++) {
    const next = parseTarget(`${targetText(wish.target).replace(/#\d+$/, '')}#${n}`);
    if (!next || next.kind === 'column') return null;
    if (!used.has(targetText(next))) return { ...wish, target: next, confidence: wish.confidence * 0.8 };
  }
  return null;
}

function vcardWishes(heading: string): readonly Wish[] {
  const text = vcardTarget(heading);
  const target = text === null ? undefined : parseTarget(text);
  return target ? [{ target, confidence: 1, because: 'name' }] : [];
}

/** Best first. */
function wishesOf(table: ImportTable, heading: string, looks: Looks | null, values: readonly string[], { own }: LookOptions): readonly Wish[] {
  const wishes: Wish[] = [];
  const add = (target: Target | undefined, confidence: number, because: Because): void => {
    if (target && !wishes.some((wish) => targetText(wish.target) === targetText(target))) wishes.push({ target, confidence: Math.round(confidence * 100) / 100, because });
  };
  const named = namedTarget(table, heading, own);
  if (named) add(named.target, agrees(named.target, looks) ? (named.how === 'name' ? 1 : 0.95) : 0.6, named.how);
  for (const [i, near] of nearTargets(table, heading).entries()) add(near, (agrees(near, looks) ? 0.7 : 0.4) - i * 0.1, 'synonym');
  if (table === 'customers' || table === 'suppliers') for (const [text, confidence] of byLooks(looks, values)) add(parseTarget(text), confidence, 'values');
  return wishes.sort((a, b) => b.confidence - a.confidence);
}

/** A column that is called telephone and holds e-mail addresses is none. */
function agrees(target: Target, looks: Looks | null): boolean {
  if (looks === null || target.kind !== 'column') return true;
  switch (target.name) {
    case 'phone': case 'mobile': case 'fax': return looks === 'phone' || looks === 'number' || looks === 'postcode';
    case 'email': return looks === 'email';
    case 'website': return looks === 'url';
    case 'name': case 'contactName': case 'city': return looks !== 'email' && looks !== 'url' && looks !== 'date' && looks !== 'phone';
    default: return true;
  }
}

function byLooks(looks: Looks | null, values: readonly string[]): readonly (readonly [string, number])[] {
  switch (looks) {
    case 'email': return [['email', 0.75]];
    case 'phone': return values.slice(0, 50).every((value) => /^(?:\+?86)?1[3-9]\d{9}$|^(?:\+?886|0)9\d{8}$/.test(value.replace(/[\s-]/g, ''))) ? [['mobile', 0.7], ['phone', 0.5]] : [['phone', 0.65], ['mobile', 0.4], ['fax', 0.2]];
    case 'url': return [['website', 0.7]];
    case 'residentId': return [['field:person.idDocumentNumber', 0.7]];
    case 'creditCode': return [['field:org.unifiedSocialCreditCode', 0.85]];
    case 'postcode': return [['postcode', 0.4]];
    default: return [];
  }
}

function optionsOf(target: Target | null, values: readonly string[], chosen: Readonly<Record<string, string | null>>, { dictionaries, own }: LookOptions): ColumnProposal['options'] {
  const field = target?.kind === 'field' ? (fieldByKey(target.key) ?? own.find(({ key }) => key === target.key)) : undefined;
  const dictionary = field?.dictionary ?? (target?.kind === 'column' && target.name === 'kind' ? 'D-32' : undefined);
  if (dictionary === undefined) return null;
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value.trim(), (counts.get(value.trim()) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, OPTIONS).map(([text, count]) => ({ text, count, option: Object.hasOwn(chosen, text) ? (chosen[text] ?? null) : (optionNamed(dictionary, text, dictionaries) ?? null) }));
}
