/** How the files of an upload are read, as the person is correcting it: from what the server proposed to the mapping that it is sent. Pure; asking and drawing are left to `columns.ts`. */
import type { ColumnMapping, ColumnProposal, Encoding, FileLook, ImportMapping, ImportTable, ImportUpload, Separator, TableLook, TableMapping } from '../../model/import/api.ts';
import { parseTarget, targetText } from '../../model/import/targets.ts';

export interface ColumnWork {
  /** As first proposed; damage and options as last looked at. */
  readonly look: ColumnProposal;
  readonly target: string | null;
  readonly corrected: boolean;
  /** What the person has said of texts of a column with options; null: the cell is left out. */
  readonly decided: Readonly<Record<string, string | null>>;
}
export interface TableWork { readonly look: TableLook; readonly table: ImportTable | null; /** Chosen; null: as found. */ readonly headerLine: number | null; readonly columns: readonly ColumnWork[] }
/** `encoding` and `separator`: chosen; null: as found. */
export interface FileWork { readonly look: FileLook; readonly encoding: Encoding | null; readonly separator: Separator | null; readonly tables: readonly TableWork[] }
export interface Work { readonly upload: string; readonly source: string; readonly saved: ImportMapping | null; readonly files: readonly FileWork[] }
/** Where a column stands. */
export interface Spot { readonly file: number; readonly table: number; readonly column: number }

/** As the server compares names of files: `customers-2026-11-22.csv` is the table of `customers.csv`. */
const fileKey = (name: string): string => name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '').normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}\d]/gu, '');
const meant = (table: TableMapping, file: string, sheet: string): boolean => (table.file === '' || fileKey(table.file) === fileKey(file)) && (table.sheet === undefined || table.sheet === sheet);

export function workOf(upload: ImportUpload, saved: ImportMapping | null): Work {
  return { upload: upload.id, source: upload.source, saved, files: upload.files.map((look) => fileOf(look, saved)) };
}
function fileOf(look: FileLook, saved: ImportMapping | null): FileWork {
  const own = saved?.tables.filter((table) => table.file === '' || fileKey(table.file) === fileKey(look.name)) ?? [];
  return { look, encoding: own.find(({ encoding }) => encoding)?.encoding ?? null, separator: own.find(({ separator }) => separator)?.separator ?? null, tables: look.tables.map((table) => tableOf(table, look.name, saved)) };
}
function tableOf(look: TableLook, file: string, saved: ImportMapping | null): TableWork {
  const own = saved?.tables.find((table) => meant(table, file, look.name));
  const left = [...(own?.columns ?? [])];
  return {
    look, table: look.table, headerLine: own?.headerLine ?? null,
    columns: look.columns.map((column) => {
      const at = column.because === 'saved' ? left.findIndex(({ heading, target }) => heading === column.heading && target === column.target) : -1;
      const [mapped] = at < 0 ? [] : left.splice(at, 1);
      return { look: column, target: column.target, corrected: false, decided: mapped?.options ?? {} };
    }),
  };
}

/** The whole of it, with what is saved for other files of the source. */
export function mappingFrom(work: Work): ImportMapping {
  const tables = work.files.flatMap((file) => file.tables.flatMap((table) => {
    // an address card is understood by itself until somebody corrects it
    if (table.table === null || (file.look.format === 'vcard' && !table.columns.some(({ corrected, look }) => corrected || look.because === 'saved'))) return [];
    return [tableMapping(file, table, table.columns.map(({ look: { heading }, target, decided }): ColumnMapping => ({ heading, target, ...(Object.keys(decided).length > 0 && target !== null && { options: decided }) })))];
  }));
  const others = work.saved?.tables.filter((table) => !work.files.some((file) => file.tables.some(({ look }) => meant(table, file.look.name, look.name)))) ?? [];
  return { tables: [...tables, ...others] };
}
const tableMapping = (file: FileWork, { look, table, headerLine }: TableWork, columns: readonly ColumnMapping[]): TableMapping => ({
  file: file.look.name, ...(file.tables.length > 1 && { sheet: look.name }), table: table ?? 'customers',
  ...(headerLine !== null && { headerLine }), ...(file.encoding !== null && { encoding: file.encoding }), ...(file.separator !== null && { separator: file.separator }), columns,
});

/** Asks for one file, or one table of it, anew: nothing is said of its columns. */
export function freshMapping(work: Work, at: number, table: number | null): ImportMapping {
  const file = work.files[at];
  if (file === undefined) return { tables: [] };
  return { tables: file.tables.map((each, i) => tableMapping(file, each, table === null || table === i ? [] : each.columns.map(({ look: { heading }, target }) => ({ heading, target })))) };
}

/** The answer to a question about a whole file, or one table of it. */
export function looked(work: Work, upload: ImportUpload, at: number, table: number | null): Work {
  const [old, fresh] = [work.files[at], upload.files[at]];
  if (old === undefined || fresh === undefined) return work;
  const tables = fresh.tables.map((look, i): TableWork => {
    const before = old.tables[i];
    return table !== null && table !== i && before !== undefined ? before : { ...tableOf(look, fresh.name, null), headerLine: before?.headerLine ?? null };
  });
  return { ...work, files: work.files.map((file, i) => (i === at ? { ...old, look: fresh, tables } : file)) };
}
/** The answer about corrected columns: what is damaged and which options there are depends on the target. */
export function recounted(work: Work, upload: ImportUpload): Work {
  return { ...work, files: work.files.map((file, f) => ({ ...file, tables: file.tables.map((table, t) => ({ ...table, columns: table.columns.map((column, c) => {
    const fresh = upload.files[f]?.tables[t]?.columns[c];
    return fresh === undefined ? column : { ...column, look: { ...column.look, destroyed: fresh.destroyed, destroyedExample: fresh.destroyedExample ?? '', options: fresh.options } };
  }) })) })) };
}

export function withFile(work: Work, at: number, change: Partial<Pick<FileWork, 'encoding' | 'separator'>>): Work {
  return { ...work, files: work.files.map((file, i) => (i === at ? { ...file, ...change } : file)) };
}
export function withTable(work: Work, at: number, table: number, change: Partial<Pick<TableWork, 'table' | 'headerLine'>>): Work {
  return { ...work, files: work.files.map((file, f) => (f === at ? { ...file, tables: file.tables.map((each, t) => (t === table ? { ...each, ...change } : each)) } : file)) };
}
function withColumn(work: Work, { file, table, column }: Spot, change: (column: ColumnWork) => ColumnWork): Work {
  return { ...work, files: work.files.map((each, f) => (f === file ? { ...each, tables: each.tables.map((one, t) => (t === table ? { ...one, columns: one.columns.map((old, c) => (c === column ? change(old) : old)) } : one)) } : each)) };
}
export const columnAt = (work: Work, { file, table, column }: Spot): ColumnWork | undefined => work.files[file]?.tables[table]?.columns[column];

/** A second telephone is the second one; what there can be only one of stays, and `doubled` tells. */
export function withTarget(work: Work, spot: Spot, wished: string | null): Work {
  const used = new Set(work.files[spot.file]?.tables[spot.table]?.columns.flatMap(({ target }, i) => (i === spot.column || target === null ? [] : [target])));
  return withColumn(work, spot, (column) => ({ ...column, target: wished === null ? null : free(wished, used), corrected: true, decided: {} }));
}
export const withOption = (work: Work, spot: Spot, text: string, option: string | null | undefined): Work => withColumn(work, spot, (column) => {
  const { [text]: _old, ...others } = column.decided;
  return { ...column, corrected: true, decided: option === undefined ? others : { ...others, [text]: option } };
});

function free(wished: string, used: ReadonlySet<string>): string {
  for (let n = 2, text = wished; n < 100; n++) {
    if (!used.has(text)) return text;
    const next = parseTarget(`${wished.replace(/#\d+$/, '')}#${n}`);
    if (next === undefined || next.kind === 'column') return wished;
    text = targetText(next);
  }
  return wished;
}

/** Columns of a table that share a target, which can be filled from one only. */
export function doubled({ columns }: TableWork): ReadonlySet<number> {
  return new Set(columns.flatMap(({ target }, i) => (target !== null && columns.some((other, j) => j !== i && other.target === target) ? [i] : [])));
}
/** What of a table of customers is missing: without a name nothing can be made, without a number rows are known by what they hold. */
export function lacking({ table, columns }: TableWork, format: FileLook['format']): 'name' | 'id' | null {
  if ((table !== 'customers' && table !== 'suppliers') || format === 'vcard') return null;
  const has = (name: string): boolean => columns.some(({ target }) => target === name);
  return has('name') ? (has('id') ? null : 'id') : 'name';
}

/** A column that a person should look at: a guess, something that nobody knows, damage, or options that fit none. */
export const isUnsure = ({ look, target, corrected, decided }: ColumnWork): boolean =>
  (!corrected && look.because !== 'saved' && look.confidence < SURE && (target !== null || look.sample.length > 0)) || (target !== null && (look.destroyed > 0 || unknownOptions({ look, decided }).length > 0));
export const SURE = 0.9;
export const unknownOptions = ({ look, decided }: Pick<ColumnWork, 'look' | 'decided'>): readonly string[] => (look.options ?? []).filter(({ text, option }) => option === null && !Object.hasOwn(decided, text)).map(({ text }) => text);
