/** Reads every file of an import once before anything is stored: what its tables are, whether they are whole, how many rows they have. A broken file is refused alone. */
import { codeShape } from '../../../model/import/destroyed.ts';
import { targetText, type Target } from '../../../model/import/targets.ts';
import { fieldByKey } from '../../../model/catalogue/catalogue.ts';
import { SECTIONS, type SectionKey } from '../../../model/sections.ts';
import type { TableName } from './columns.ts';
import { mappingOf, wishOf } from './mapping.ts';
import type { ImportOptions } from './options.ts';
import type { ImportPort } from './port.ts';
import { ReadError, type ImportFile, type OpenSource, type SourceRecord, type SourceTable } from './readers/reader.ts';
import { openSource } from './readers/readers.ts';
import { isRecognised, recognise, recogniseFormat, recogniseMapped, type RecognisedFile } from './recognise.ts';
import { RowNotes, type Reporter } from './report.ts';
import { identityIn, wantsShape, type Shapes } from './rows.ts';
import { SeenIds } from './seen-ids.ts';

/** A table of a file, read once from beginning to end. */
export interface CheckedFile { readonly label: string; readonly table: SourceTable; readonly recognised: RecognisedFile; readonly rows: number; readonly shapes: Shapes; readonly ids: SeenIds }
/** A file of whole archives, one a line. */
export interface CheckedLines { readonly label: string; readonly table: SourceTable; readonly rows: number }
export interface Checked { readonly tables: readonly CheckedFile[]; readonly lines: readonly CheckedLines[] }

/** Values of a column that are looked at to learn how its codes are written. */
const LOOKED = 1_000;
const PEOPLES_RIGHTS = ['sub', 'roles', 'active'] as const;

export async function checkFiles(port: ImportPort, files: readonly ImportFile[], options: ImportOptions, report: Reporter): Promise<Checked> {
  const check = new FileCheck(port, options, report);
  for (const file of files) await check.file(file);
  return check;
}

class FileCheck implements Checked {
  readonly tables: CheckedFile[] = [];
  readonly lines: CheckedLines[] = [];
  readonly #port: ImportPort;
  readonly #options: ImportOptions;
  readonly #report: Reporter;

  constructor(port: ImportPort, options: ImportOptions, report: Reporter) {
    this.#port = port;
    this.#options = options;
    this.#report = report;
  }

  async file(file: ImportFile): Promise<void> {
    let label = file.name;
    try {
      const source = await openSource(file, wishOf(this.#options.mapping ?? null, file.name));
      if (source.format === 'json') return void this.lines.push(await this.#checkLines(file, source));
      const known = source.tables.length === 1 ? [] : await this.#namedSheets(file, source);
      for (const table of source.tables) {
        label = source.tables.length === 1 ? file.name : `${file.name}: ${table.name}`;
        if (source.tables.length > 1 && !known.includes(table.name)) {
          this.#report.line({ file: label, line: 1, externalId: null, outcome: 'skipped', field: null, code: 'unknown-table', message: `Nothing tells what the sheet “${table.name}” holds; it was left out.` });
          continue;
        }
        const found = await this.#checkTable(file, label, source, table);
        if (found) this.tables.push(found);
      }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      this.#refuse(label, error.line, null, error.code, `${error.message} Nothing of this file was imported.`);
    }
  }

  /** Of a workbook the sheets of which it is known what they hold; where it is known of none, all, so that the reason is told. */
  async #namedSheets(file: ImportFile, source: OpenSource): Promise<readonly string[]> {
    const known: string[] = [];
    for (const table of source.tables) {
      const header = await headerOf(table);
      if (header && isRecognised(this.#recognise(file, source, table, header))) known.push(table.name);
    }
    return known.length > 0 ? known : source.tables.map(({ name }) => name);
  }

  #recognise(file: ImportFile, source: OpenSource, table: SourceTable, header: readonly string[]): ReturnType<typeof recognise> {
    const mapped = mappingOf(this.#options.mapping ?? null, file.name, table.name, header);
    if (mapped) return recogniseMapped(header, mapped);
    return recogniseFormat(source.format, header) ?? recognise(table.name === '' ? file.name : tableFile(file.name, table.name, source.tables.length), header, this.#port.ownFields());
  }

  async #checkTable(file: ImportFile, label: string, source: OpenSource, table: SourceTable): Promise<CheckedFile | null> {
    let recognised: RecognisedFile | null = null;
    let rows = 0;
    const looked: string[][] = [];
    const ids = new SeenIds();
    let identity: (record: SourceRecord) => string = () => '';
    for await (const record of table.records()) {
      if (recognised) {
        rows++;
        ids.note(identity(record));
        if (rows <= LOOKED) for (const [i, values] of looked.entries()) values?.push(record.cells[i] ?? '');
      } else {
        const found = this.#recognise(file, source, table, record.cells);
        if (!isRecognised(found)) {
          this.#refuse(label, record.line, found.column, found.code, found.message);
          return null;
        }
        recognised = this.#allowed(label, found);
        identity = identityIn(recognised);
        recognised.targets.forEach((target, i) => { if (wantsShape(target)) looked[i] = []; });
      }
    }
    ids.read();
    if (recognised && !this.#may(recognised.table)) {
      const who = recognised.table === 'departments' ? 'Only an administrator imports departments.' : 'Only an information steward imports archives.';
      this.#refuse(label, 1, null, 'not-yours', `${who} Nothing of this file was imported.`);
      return null;
    }
    return recognised && { label, table, recognised, rows, ids, shapes: recognised.targets.map((_, i) => (looked[i] ? codeShape(looked[i]) : null)) };
  }

  async #checkLines(file: ImportFile, source: OpenSource): Promise<CheckedLines> {
    const [table] = source.tables;
    if (!table) throw new ReadError('empty-file', 1, 'The file is empty.');
    if (!this.#options.may.archives) throw new ReadError('unreadable', 1, 'Only an information steward imports archives.');
    let rows = -1;
    for await (const _ of table.records()) rows++;
    return { label: file.name, table, rows: Math.max(0, rows) };
  }

  /** What is restricted is written only by who is cleared for it; the columns are named. */
  #allowed(label: string, recognised: RecognisedFile): RecognisedFile {
    const person = this.#port.importer();
    const targets = recognised.targets.map((target, i): Target | null => {
      const section = target?.kind === 'field' ? sectionOfField(target.key, this.#port) : null;
      const kind = section === null ? null : SECTIONS[section].class;
      if (kind?.kind !== 'restricted' || person === null || person.clearances.includes(kind.clearance)) return target;
      this.#leftOut(label, recognised.header[i] ?? (target ? targetText(target) : null), 'not-cleared', 'This field is restricted and you are not cleared for it; the column was left out.');
      return null;
    });
    return { ...recognised, targets };
  }

  #may(table: TableName): boolean {
    const { archives, directory } = this.#options.may;
    return table === 'departments' ? directory : table === 'employees' ? archives || directory : archives;
  }

  #leftOut(file: string, field: string | null, code: string, message: string): void {
    this.#report.line({ file, line: 1, externalId: null, outcome: 'skipped', field, code, message });
  }

  #refuse(file: string, line: number, column: string | null, code: string, message: string): void {
    this.#report.file(file, 'none');
    const notes = new RowNotes(file, line);
    notes.refused(column, code, message);
    for (const each of notes.lines) this.#report.line(each);
  }
}

/** Columns of people that only an administrator sets. */
export function nameLeftOut(report: Reporter, file: string, { targets, header }: RecognisedFile): void {
  targets.forEach((target, i) => {
    if (target?.kind !== 'column' || !PEOPLES_RIGHTS.some((column) => column === target.name)) return;
    report.line({ file, line: 1, externalId: null, outcome: 'skipped', field: header[i] ?? target.name, code: 'not-yours', message: 'Only an administrator sets roles, who is active and the ids of sign-ins; the column was left out.' });
  });
}

async function headerOf(table: SourceTable): Promise<readonly string[] | null> {
  try {
    for await (const { cells } of table.records()) return cells;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    // an empty sheet among others is nobody's loss; a broken one is told when it is read
  }
  return null;
}

/** A sheet goes by its own name, a single one with a name that tells nothing by the file's. */
const tableFile = (file: string, sheet: string, sheets: number): string => (sheets === 1 && /^(sheet|hoja|工作表|Лист)?\s*\d*$/i.test(sheet) ? file : sheet);

function sectionOfField(key: string, port: Pick<ImportPort, 'ownFields'>): SectionKey | null {
  const home = (fieldByKey(key) ?? port.ownFields().find((field) => field.key === key))?.home;
  return home === undefined || home === 'archive' || home === 'overview' || home === 'process' ? null : home;
}
