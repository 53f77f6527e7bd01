/** One import from beginning to end: every file is checked, then they are read in the order in which they refer to each other. It knows no job, HTTP or terminal; what becomes of the rows of a table is in the file of that table. */
import type { ImportReport } from '../../../model/api.ts';
import { parseDepartmentId, type DepartmentId } from '../../../model/ids.ts';
import { checkFiles, nameLeftOut, type CheckedFile, type CheckedLines } from './check-files.ts';
import { TABLE_ORDER, type TableName } from './columns.ts';
import { CustomerIndex } from './customer-index.ts';
import { DirectoryRows } from './directory-rows.ts';
import { importArchives } from './import-archives.ts';
import { importLines } from './import-lines.ts';
import { wishOf } from './likely.ts';
import { checkOptions, EVERYTHING, UNASSIGNED, type ImportOptions } from './options.ts';
import { OrderRows } from './order-rows.ts';
import { externalOf } from './people-index.ts';
import type { ImportPort } from './port.ts';
import type { ImportFile, SourceRecord } from './readers/reader.ts';
import { batches, identityIn, recordsOf, rowOf, type Row } from './rows.ts';
import { RunLog } from './run-log.ts';

export { checkOptions, EVERYTHING, UNASSIGNED, WHOLE, type ImportOptions, type ImportRights } from './options.ts';

/** Rows done of rows in all. What it throws ends the run there. */
export type Progress = (done: number, total: number) => void;

/** Rows in work at the same moment: each batch is stored as one, and is what a stop leaves whole. */
const AT_ONCE: Readonly<Record<TableName, number>> = { products: 1_000, order_lines: 1_000, departments: Infinity, employees: 200, customers: 500, suppliers: 500, orders: 2_000 };
const LINES_AT_ONCE = 20;

/** Throws a `Refusal` for options that cannot be; whatever is wrong with files and rows is in the report. */
export async function runImport(port: ImportPort, files: readonly ImportFile[], options: ImportOptions, progress: Progress = () => undefined): Promise<ImportReport> {
  checkOptions(options);
  return new ImportRun(port, options, progress).run(files);
}

class ImportRun {
  readonly #port: ImportPort;
  readonly #options: ImportOptions;
  readonly #progress: Progress;
  readonly #log: RunLog;
  readonly #department: DepartmentId | null;
  readonly #customers: CustomerIndex;
  readonly #orders: OrderRows;
  readonly #directory: DirectoryRows;
  #stored = false;
  #done = 0;
  #total = 0;

  constructor(port: ImportPort, options: ImportOptions, progress: Progress) {
    this.#port = port;
    this.#options = options;
    this.#progress = progress;
    this.#log = new RunLog(port, options.source, options.dryRun);
    this.#department = options.department === null ? null : (parseDepartmentId(options.department) ?? null);
    this.#customers = new CustomerIndex(port, options.source);
    this.#orders = new OrderRows({ port, options, log: this.#log, customers: this.#customers });
    this.#directory = new DirectoryRows({ port, options, log: this.#log, department: this.#department });
  }

  async run(files: readonly ImportFile[]): Promise<ImportReport> {
    const { tables, lines } = await checkFiles(this.#port, files, this.#options, this.#log.report);
    this.#total = [...tables, ...lines].reduce((sum, { rows }) => sum + rows, 0);
    this.#progress(0, this.#total);
    await this.#directory.begin(tables);
    try {
      for (const table of TABLE_ORDER) for (const each of tables) if (each.recognised.table === table) await this.#read(each);
      const named = tables.find(({ recognised }) => recognised.table === 'order_lines');
      if (named) this.#orders.reportLeft(named.label);
      for (const each of lines) await this.#archiveLines(each);
      await this.#log.flush();
    } finally {
      // also of a run that was cut off: what it stored counts
      if (this.#stored || this.#orders.stored || this.#directory.stored) await this.#port.finished([...this.#orders.traded]);
    }
    return this.#log.build();
  }

  async #read({ label, table, recognised, shapes, ids }: CheckedFile): Promise<void> {
    this.#log.report.file(label, recognised.table, recognised.ignored);
    if (recognised.table === 'employees' && !this.#options.may.directory) nameLeftOut(this.#log.report, label, recognised);
    const identity = identityIn(recognised);
    const again = (id: string): boolean => id !== '' && ids.again(id);
    const rowIn = (record: SourceRecord): Row | null => {
      const { row, notes } = rowOf(record, label, recognised, shapes);
      this.#log.enter(notes);
      // the first row of an id counts; another one would overwrite it
      if (row && (recognised.table === 'order_lines' || !again(identity(record)))) return row;
      row?.refused('id', 'duplicate', `Another row of this file has the id ${JSON.stringify(externalOf(row) || row.text('name'))} already.`);
      this.#log.told(label, notes, 'refuse');
      return null;
    };
    for await (const batch of batches(recordsOf(table), AT_ONCE[recognised.table])) {
      const rows = batch.flatMap((record) => rowIn(record) ?? []);
      this.#port.importer(); // throws where they were shut out since the rows before
      await this.#work(recognised.table, label, rows);
      await this.#log.flush();
      this.#done += batch.length;
      this.#progress(this.#done, this.#total);
    }
  }

  async #work(table: TableName, file: string, rows: readonly Row[]): Promise<void> {
    switch (table) {
      case 'products': return this.#orders.products(file, rows);
      case 'order_lines': return this.#orders.lines(file, rows);
      case 'departments': return this.#directory.departments(file, rows);
      case 'employees': return this.#directory.people(file, rows);
      case 'customers': case 'suppliers': return this.#archiveRows(table, file, rows);
      case 'orders': return this.#orders.orders(file, rows);
    }
  }

  async #archiveRows(table: 'customers' | 'suppliers', file: string, rows: readonly Row[]): Promise<void> {
    const { source, dryRun, choose = EVERYTHING } = this.#options;
    const department = this.#department ?? UNASSIGNED;
    await this.#directory.need([department]);
    const done = await importArchives(rows, { port: this.#port, source, table, department, dryRun, choose, duplicates: wishOf(this.#options.duplicates, dryRun) });
    rows.forEach((row, i) => {
      const each = done[i];
      // what a later question would not find
      if (table === 'customers' && (dryRun || !each || each.state === 'refuse' || (each.state === 'skip' && each.archive !== null))) this.#customers.keep(row.text('id'), each?.archive ?? null);
      this.#log.told(file, row.notes, each?.state ?? 'refuse', each);
    });
    this.#stored ||= !dryRun && done.some(({ state, row }) => row !== null && (state === 'create' || state === 'update'));
    await this.#log.flush(dryRun ? [] : done.flatMap(({ row }) => row ?? []));
  }

  async #archiveLines({ label, table }: CheckedLines): Promise<void> {
    const { dryRun, currency, choose = EVERYTHING } = this.#options;
    this.#log.report.file(label, 'customers');
    for await (const batch of batches(recordsOf(table), LINES_AT_ONCE)) {
      this.#port.importer();
      const done = await importLines(batch, label, { port: this.#port, dryRun, choose, currency });
      await this.#directory.need(done.flatMap(({ department }) => department ?? []));
      for (const { notes, state, traded, ...told } of done) {
        if (state === 'create' || state === 'update') this.#stored ||= !dryRun;
        if (traded && told.archive && !dryRun) this.#orders.traded.add(told.archive);
        this.#log.enter(notes);
        this.#log.told(label, notes, state, told);
      }
      await this.#log.flush();
      this.#progress(this.#done += batch.length, this.#total);
    }
  }
}
