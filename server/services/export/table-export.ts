/** Exports as tables: one row an archive, in a workbook also the rows of its row tables on sheets of their own; for the way back what every cell was. Who may is asked before, value by value in `gather.ts`. */
import { schemeOf } from '../../../model/classification/schemes.ts';
import type { Scalar } from '../../../model/api.ts';
import { cellOf, csvLine, EMPTY } from '../../../model/export/cells.ts';
import type { Names, OutCell } from '../../../model/export/cells.ts';
import { headsOf } from '../../../model/export/columns.ts';
import type { ExportColumn, ExportTable } from '../../../model/export/columns.ts';
import { WORDS } from '../../../model/export/texts.ts';
import type { Language } from '../../../model/labels.ts';
import { parseDocSection } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { cellsOf } from '../register-cells.ts';
import type { Cells } from '../register-cells.ts';
import { BASE_HEAD, BASE_SHEET, baseCell, BaseWriter } from './base.ts';
import type { Gathered, Section } from './gather.ts';
import { sheetNames } from './xlsx-writer.ts';
import type { SheetHead, SheetRow } from './xlsx-writer.ts';

/** `lang` null: keys instead of names. */
export interface TableWish { readonly columns: readonly ExportColumn[]; readonly tables: readonly ExportTable[]; readonly lang: Language | null; readonly names: Names; readonly roundtrip: boolean }

/** Keys that the register answers, and the sections that the rest needs. */
export function neededBy({ columns, tables }: Pick<TableWish, 'columns' | 'tables'>): { readonly properties: readonly string[]; readonly sections: ReadonlySet<SectionKey> } {
  const cells = columns.filter(({ register }) => register.place.kind === 'cell');
  return {
    properties: columns.filter(({ register }) => register.place.kind !== 'cell').map(({ key }) => key),
    sections: new Set([...cells.map(({ register }) => register.right as SectionKey), ...tables.flatMap(({ homes }) => homes)]),
  };
}

const rawOf = ({ target }: ExportColumn, { sections }: Gathered): Scalar => (target === null ? null : (sections.get(target.section)?.[target.part][target.key] ?? null));

/** A section by years is several documents; the newest comes first. */
function cellsIn({ sections }: Gathered, right: SectionKey): Cells {
  const documents = [...sections].filter(([name]) => parseDocSection(name)?.section === right).sort(([a], [b]) => (a < b ? 1 : -1)).map(([, section]) => cellsOf(section, true));
  if (documents.length < 2) return documents[0] ?? {};
  const all: Record<string, Exclude<Scalar, null>[]> = {};
  for (const cells of documents) for (const [key, value] of Object.entries(cells)) (all[key] ??= []).push(...(typeof value === 'object' ? value : [value]));
  return all;
}

/** The value of one column in one archive, as it stands in the register, but whole. */
function valuesOf(gathered: Gathered): (column: ExportColumn) => Parameters<typeof cellOf>[0] {
  const cells = new Map<string, Cells>();
  return (column) => {
    const { place, right } = column.register;
    if (place.kind !== 'cell') return gathered.row[column.key] ?? null;
    if (column.target) return rawOf(column, gathered);
    let all = cells.get(right);
    if (!all) cells.set(right, (all = cellsIn(gathered, right as SectionKey)));
    return all[place.cell] ?? null;
  };
}

const shapeOf = ({ register: { type, dictionary, place } }: ExportColumn) => ({ type, dictionary: place.kind === 'class' ? (schemeOf(place.scheme).dictionary ?? undefined) : dictionary });

const rowCells = (gathered: Gathered, { columns, names }: TableWish): readonly OutCell[] => {
  const value = valuesOf(gathered);
  return columns.map((column) => cellOf(value(column), shapeOf(column), names));
};

const idHead = (lang: Language | null): string => (lang === null ? 'id' : WORDS.id[lang]);
const rowHead = (lang: Language | null): string => (lang === null ? 'row' : WORDS.rowId[lang]);
const nameHead = (lang: Language | null): string => (lang === null ? 'name' : WORDS.customer[lang]);

export async function* csvLines(archives: AsyncIterable<Gathered>, wish: TableWish): AsyncGenerator<string> {
  yield `\ufeff${csvLine([idHead(wish.lang), ...headsOf(wish.columns, wish.lang, [idHead(wish.lang)])].map((text) => ({ text })))}`;
  for await (const gathered of archives) yield csvLine([{ text: gathered.id }, ...rowCells(gathered, wish)]);
}

interface TableRows { readonly section: string; readonly row: string; readonly cells: readonly { readonly value: Scalar; readonly cell: OutCell }[] }

function* tableRows({ sections }: Gathered, table: ExportTable, names: Names): Generator<TableRows> {
  for (const [name, section] of sections) {
    const home = parseDocSection(name)?.section;
    if (home === undefined || !table.homes.includes(home)) continue;
    const rows = section.rows[table.table] ?? {};
    for (const row of orderOf(section, table.table)) {
      yield { section: name, row, cells: table.columns.map((column) => {
        const value = (column.text ? section.texts[`${table.table}/${row}/${column.key}`] : rows[row]?.[column.key]) ?? null;
        return { value, cell: value === null ? EMPTY : cellOf(value, column, names) };
      }) };
    }
  }
}
const orderOf = (section: Section, table: string): readonly string[] => section.order?.[table] ?? Object.keys(section.rows[table] ?? {});

/** The sheets of a workbook and what comes on them. */
export function workbookOf(archives: AsyncIterable<Gathered>, wish: TableWish): { readonly sheets: readonly SheetHead[]; readonly rows: AsyncIterable<SheetRow> } {
  const { columns, tables, lang, names, roundtrip } = wish;
  const titles = sheetNames([lang === null ? 'archives' : WORDS.customers[lang], ...tables.map(({ table, head }) => (lang === null ? table : head[lang])), ...(roundtrip ? [BASE_SHEET] : [])]);
  const marked = (text: string, locked: boolean): string => (roundtrip && locked && lang !== null ? `${text} (${WORDS.readOnly[lang]})` : text);
  const heads = headsOf(columns, lang, [idHead(lang)]).map((text, i) => marked(text, columns[i]?.target === null));
  const none: ReadonlySet<number> = new Set();
  const sheets: SheetHead[] = [{ name: titles[0] as string, head: [idHead(lang), ...heads], locked: roundtrip ? new Set([0, ...columns.flatMap(({ target }, i) => (target === null ? [i + 1] : []))]) : none }];
  const tableHeads = tables.map((table) => headsOf(table.columns, lang, [idHead(lang), rowHead(lang), nameHead(lang)]).map((text, i) => marked(text, !table.columns[i]?.writable)));
  tables.forEach((table, i) => { sheets.push({ name: titles[i + 1] as string, head: [idHead(lang), rowHead(lang), nameHead(lang), ...(tableHeads[i] as readonly string[])], locked: roundtrip ? new Set([0, 1, 2, ...table.columns.flatMap(({ writable }, n) => (writable ? [] : [n + 3]))]) : none }); });
  if (roundtrip) sheets.push({ name: titles.at(-1) as string, head: BASE_HEAD, locked: none, hidden: true });

  async function* rows(): AsyncGenerator<SheetRow> {
    const base = new BaseWriter();
    const at = sheets.length - 1;
    if (roundtrip) {
      yield { sheet: at, cells: base.sheet({ name: titles[0] as string, table: null, id: idHead(lang), rowId: null, lang, columns: columns.map(({ key, target }, i) => ({ key, head: heads[i] as string, target })) }) };
      for (const [i, table] of tables.entries()) yield { sheet: at, cells: base.sheet({ name: titles[i + 1] as string, table: table.table, id: idHead(lang), rowId: rowHead(lang), lang, columns: table.columns.map(({ key, writable, text }, n) => ({ key, head: tableHeads[i]?.[n] as string, writable, ...(text && { long: true }) })) }) };
    }
    for await (const gathered of archives) {
      const cells = rowCells(gathered, wish);
      yield { sheet: 0, cells: [{ text: gathered.id }, ...cells] };
      if (roundtrip) yield { sheet: at, cells: base.row({ sheet: 0, archive: gathered.id, section: '', row: '', cells: columns.map((column, i) => baseCell(column.target === null ? undefined : rawOf(column, gathered), cells[i] as OutCell)) }) };
      for (const [i, table] of tables.entries()) {
        for (const { section, row, cells: found } of tableRows(gathered, table, names)) {
          yield { sheet: i + 1, cells: [{ text: gathered.id }, { text: row }, { text: gathered.name }, ...found.map(({ cell }) => cell)] };
          if (roundtrip) yield { sheet: at, cells: base.row({ sheet: i + 1, archive: gathered.id, section, row, cells: found.map(({ value, cell }, n) => baseCell(table.columns[n]?.writable ? value : undefined, cell)) }) };
        }
      }
    }
    if (roundtrip) yield { sheet: at, cells: base.end() };
  }
  return { sheets, rows: rows() };
}
