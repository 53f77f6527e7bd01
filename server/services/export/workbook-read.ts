/** Reads a workbook that comes back: which cells the person changed, against what it remembers of itself. Columns may be moved, hidden or missing, rows sorted or gone. What colleagues did meanwhile is `workbooks.ts`. */
import type { Scalar } from '../../../model/api.ts';
import type { OutCell } from '../../../model/export/cells.ts';
import type { WorkbookRefusal } from '../../../model/export/workbook-api.ts';
import { parseArchiveId } from '../../../model/ids.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { parseDocSection } from '../../../model/sections.ts';
import { fieldKey, rowKey, rowTextKey, textKey } from '../../../model/value-keys.ts';
import type { KeyRule, Schema } from '../../../model/validation/section-rules.ts';
import { invalid } from '../errors.ts';
import { ReadError } from '../import/readers/reader.ts';
import type { ImportFile, SourceRecord, SourceTable } from '../import/readers/reader.ts';
import { xlsxReader } from '../import/readers/xlsx-reader.ts';
import { BASE_SHEET, readBase, readBaseCell, rowName } from './base.ts';
import type { Base, BaseColumn, BaseRow, BaseSheet } from './base.ts';
import { namesIn } from './names.ts';
import { cellFor, isSameText, valueOf } from './workbook-values.ts';
import type { ValueWorld } from './workbook-values.ts';
import type { Directory } from '../../access/directory.ts';

/** A cell that somebody changed in the workbook. `section` is the document. */
export interface WorkbookEdit { readonly sheet: string; readonly row: number; readonly column: string; readonly archive: ArchiveId; readonly section: string; readonly key: string; readonly rule: KeyRule; readonly base: Scalar; readonly baseText: string; readonly mine: Scalar; readonly lang: BaseSheet['lang'] }
export interface WorkbookEdits { readonly sheets: readonly { readonly name: string; readonly rows: number; readonly missing: number }[]; readonly edits: readonly WorkbookEdit[]; readonly refused: readonly WorkbookRefusal[] }

export interface ReadWorld extends Omit<ValueWorld, 'check'> { readonly schema: Pick<Schema, 'keyAllowed' | 'checkValue'>; readonly directory: Pick<Directory, 'name' | 'department'> }

/** Rows that a workbook remembers, and cells that may be changed in one. */
const MOST_ROWS = 500_000;
const MOST_EDITS = 50_000;

const broken = (code: string, message: string): Error => invalid([{ field: 'file', code, message }]);

/** Throws `invalid` for a workbook that cannot be compared. */
export async function readWorkbook(file: ImportFile, world: ReadWorld): Promise<WorkbookEdits> {
  try {
    const { tables } = await xlsxReader.open(file, {});
    const memory = tables.find(({ name }) => name === BASE_SHEET);
    if (!memory) throw broken('no-base', 'This workbook does not know what it was: it was not exported for the way back, or its hidden sheet was deleted. Export it again and carry your changes over.');
    const base = await readBase(memory.records(), MOST_ROWS);
    if (base === 'too-large') throw broken('too-large', `A workbook that comes back has at most ${MOST_ROWS} rows.`);
    if (base === 'broken') throw broken('base-changed', 'The hidden sheet of this workbook was changed, so nobody can tell what you have changed. Export it again and carry your changes over.');
    const read = new Reading(base, world);
    for (const [i, sheet] of base.sheets.entries()) {
      const table = tables.find(({ name }) => name === sheet.name);
      if (table) await read.sheet(table, sheet, i);
    }
    return read.done();
  } catch (error) {
    throw error instanceof ReadError ? broken(error.code, error.message) : error;
  }
}

class Reading {
  readonly #base: Base;
  readonly #world: ReadWorld;
  readonly #sheets: { name: string; rows: number; missing: number }[] = [];
  readonly #edits: WorkbookEdit[] = [];
  readonly #refused: WorkbookRefusal[] = [];

  constructor(base: Base, world: ReadWorld) {
    this.#base = base;
    this.#world = world;
  }

  done(): WorkbookEdits {
    return { sheets: this.#sheets, edits: this.#edits, refused: this.#refused };
  }

  async sheet(table: SourceTable, sheet: BaseSheet, index: number): Promise<void> {
    const { name } = sheet;
    const seen = new Set<string>();
    let places: { readonly id: number; readonly row: number; readonly columns: readonly number[] } | null = null;
    let rows = 0;
    try {
      for await (const record of table.records()) {
        if (places === null) {
          const of = (head: string | null): number => (head === null ? -1 : record.cells.indexOf(head));
          places = { id: of(sheet.id), row: of(sheet.rowId), columns: sheet.columns.map(({ head }) => of(head)) };
          if (places.id >= 0 && (sheet.rowId === null || places.row >= 0)) continue;
          this.#refused.push({ sheet: name, row: record.line, column: null, archive: null, code: 'no-id', message: `The column “${places.id < 0 ? sheet.id : sheet.rowId ?? ''}” is gone, so no row can be told from another.` });
          return;
        }
        rows++;
        const archive = (record.cells[places.id] ?? '').trim();
        const row = places.row < 0 ? '' : (record.cells[places.row] ?? '').trim();
        const known = this.#base.rows.get(rowName(index, archive, row));
        const refuse = (code: WorkbookRefusal['code'], message: string): void => { this.#refused.push({ sheet: name, row: record.line, column: null, archive: archive || null, code, message }); };
        if (!known) refuse('unknown-row', archive === '' ? 'The row has no ID, so it was left out. New customers come by an import, new rows are added in the archive.' : 'This row was not in the workbook when it was exported, so it was left out.');
        else if (seen.has(rowName(index, archive, row))) { if (this.#changed(record, sheet, known, places.columns).length > 0) refuse('duplicate-row', 'The row is in the sheet twice; the first one counts.'); }
        else {
          seen.add(rowName(index, archive, row));
          this.#cells(record, sheet, known, places.columns);
        }
      }
    } catch (error) {
      // a sheet from which everything was deleted
      if (!(error instanceof ReadError && error.code === 'empty-file')) throw error;
    }
    const had = [...this.#base.rows.values()].filter((each) => each.sheet === index).length;
    this.#sheets.push({ name, rows, missing: Math.max(0, had - seen.size) });
  }

  /** Positions of the columns whose cells are another than they were. */
  #changed(record: SourceRecord, sheet: BaseSheet, known: BaseRow, positions: readonly number[]): readonly number[] {
    return sheet.columns.flatMap((column, i) => {
      const at = positions[i] ?? -1;
      const { value, text, cut } = readBaseCell(known.cells[i]);
      if (at < 0 || cut) return [];
      const found = record.cells[at] ?? '';
      if (found === text) return [];
      const place = value === undefined ? null : placeOf(sheet, column, known);
      const rule = place && this.#world.schema.keyAllowed(place.section, place.key);
      // of what is only shown, the number alone is told by its text
      const cell: OutCell = rule && value !== undefined ? cellFor(value, rule, namesIn(sheet.lang, this.#world.dictionaries, this.#world.directory)) : { text, ...numberIn(text) };
      return isSameText(text, found, cell) ? [] : [i];
    });
  }

  #cells(record: SourceRecord, sheet: BaseSheet, known: BaseRow, positions: readonly number[]): void {
    for (const i of this.#changed(record, sheet, known, positions)) {
      const column = sheet.columns[i] as BaseColumn;
      const at = positions[i] as number;
      const found = record.cells[at] ?? '';
      const archive = parseArchiveId(known.archive);
      const refuse = (code: WorkbookRefusal['code'], message: string): void => { this.#refused.push({ sheet: sheet.name, row: record.line, column: column.head, archive: known.archive, code, message }); };
      const { value: base, text } = readBaseCell(known.cells[i]);
      const place = placeOf(sheet, column, known);
      if (base === undefined || place === null || archive === undefined) { refuse('read-only', 'This column only shows; it cannot be changed here.'); continue; }
      const rule = this.#world.schema.keyAllowed(place.section, place.key);
      if (rule === null || rule.kind === 'place') { refuse('read-only', 'There is no such value in this workspace any more.'); continue; }
      const lost = record.broken?.get(at);
      if (lost) { refuse('destroyed', lost.message); continue; }
      const check = (value: Scalar) => this.#world.schema.checkValue(place.section, place.key, value);
      const mine = valueOf(found, rule, base, { ...this.#world, check });
      if (!mine.ok) { refuse('unreadable-value', mine.message); continue; }
      if (mine.value === base) continue;
      const wrong = mine.value === null ? null : check(mine.value);
      if (wrong) { refuse('invalid', `The value ${wrong.message}.`); continue; }
      if (this.#edits.length >= MOST_EDITS) throw broken('too-many', `More than ${MOST_EDITS} cells were changed; that is an import.`);
      this.#edits.push({ sheet: sheet.name, row: record.line, column: column.head, archive, ...place, rule, base, baseText: text, mine: mine.value, lang: sheet.lang });
    }
  }
}

const numberIn = (text: string): { readonly number?: number } => {
  const amount = /^-?\d+(?:\.\d+)?(?= [A-Z]{3}$|$)/.exec(text)?.[0];
  return amount === undefined ? {} : { number: Number(amount) };
};

/** Null where a workbook changes nothing. */
function placeOf(sheet: BaseSheet, column: BaseColumn, { section, row }: BaseRow): { readonly section: string; readonly key: string } | null {
  if (sheet.table === null) return column.target ? { section: column.target.section, key: column.target.part === 'fields' ? fieldKey(column.target.key) : textKey(column.target.key) } : null;
  return column.writable && parseDocSection(section) ? { section, key: column.long ? rowTextKey(sheet.table, row, column.key) : rowKey(sheet.table, row, column.key) } : null;
}
