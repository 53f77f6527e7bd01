/** One import from beginning to end: check every file, then read them in the order in which they refer to each other. It knows no job, HTTP or terminal. */
import type { ImportReport } from '../../../model/api.ts';
import { parseDepartmentId, parseExternalKey, type ArchiveId, type DepartmentId, type PersonId } from '../../../model/ids.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import { invalid } from '../errors.ts';
import { TABLE_ORDER, type TableName } from './columns.ts';
import { CsvError, readCsv, type ImportFile } from './csv.ts';
import { importArchive } from './import-archives.ts';
import { OrderLines, transactionOf, type OrderLine } from './import-orders.ts';
import { importPerson, type PeopleTask } from './import-people.ts';
import type { ImportPort } from './port.ts';
import { isRecognised, recognise, type RecognisedFile } from './recognise.ts';
import { Reporter, RowNotes } from './report.ts';
import { batches, recordsOf, rowOf, type Row } from './rows.ts';

export interface ImportOptions {
  /** Names where the rows come from, `northwind`: a letter, then at most 31 letters, digits, `.`, `_` or `-`. With table and external id it identifies a row for ever. */
  readonly source: string;
  /** Department of new archives; null: `unassigned`. */
  readonly department: string | null;
  /** Reports what would happen and stores nothing. */
  readonly dryRun: boolean;
  /** Currency of amounts that name none: the workspace's. */
  readonly currency: string;
}

/** Rows done of rows in all. */
export type Progress = (done: number, total: number) => void;

export const UNASSIGNED = 'unassigned' as DepartmentId;
/** Rows in work at the same moment: their commits share a write to the disk. */
const ROWS_AT_ONCE = 64;
const TRANSACTIONS_AT_ONCE = 500;

interface CheckedFile { readonly file: ImportFile; readonly recognised: RecognisedFile; readonly rows: number }

/** Throws a `Refusal` with every problem of the options. */
export function checkOptions({ source, department }: Pick<ImportOptions, 'source' | 'department'>): void {
  const problems = [
    ...(parseExternalKey(`${source}:1`)?.startsWith(`${source}:`) ? [] : [{ field: 'source', code: 'format', message: 'must begin with a small letter and have at most 32 of a–z, 0–9, “.”, “_” and “-”' }]),
    ...(department === null || parseDepartmentId(department) !== undefined ? [] : [{ field: 'department', code: 'format', message: 'must have 1 to 64 characters and no blanks at its ends' }]),
  ];
  if (problems.length > 0) throw invalid(problems);
}

/** Throws a `Refusal` for options that cannot be; whatever is wrong with files and rows is in the report. */
export async function runImport(port: ImportPort, files: readonly ImportFile[], options: ImportOptions, progress: Progress = () => undefined): Promise<ImportReport> {
  return new ImportRun(port, files, options, progress).run();
}

class ImportRun {
  readonly #port: ImportPort;
  readonly #files: readonly ImportFile[];
  readonly #options: ImportOptions;
  readonly #progress: Progress;
  readonly #report: Reporter;
  readonly #department: DepartmentId | null;
  readonly #customers = new Map<string, ArchiveId | null>();
  readonly #products = new Map<string, string>();
  readonly #traded = new Set<ArchiveId>();
  readonly #departments = new Set<string>();
  #lines: OrderLines;
  #stored = false;
  #done = 0;
  #total = 0;

  constructor(port: ImportPort, files: readonly ImportFile[], options: ImportOptions, progress: Progress) {
    this.#port = port;
    this.#files = files;
    this.#options = options;
    this.#progress = progress;
    this.#report = new Reporter(options.source, options.dryRun);
    this.#lines = new OrderLines(this.#products);
    checkOptions(options);
    this.#department = options.department === null ? null : (parseDepartmentId(options.department) ?? null);
  }

  async run(): Promise<ImportReport> {
    const checked: CheckedFile[] = [];
    for (const file of this.#files) {
      const found = await this.#check(file);
      if (found) checked.push(found);
    }
    this.#total = checked.reduce((sum, { rows }) => sum + rows, 0);
    this.#progress(0, this.#total);
    for (const table of TABLE_ORDER) for (const each of checked) if (each.recognised.table === table) await this.#read(each);
    this.#reportLeftLines(checked);
    if (this.#stored) await this.#port.finished([...this.#traded]);
    return this.#report.build();
  }

  /** Reads the whole file once: a broken one is refused before anything of it is stored. */
  async #check(file: ImportFile): Promise<CheckedFile | null> {
    let recognised: RecognisedFile | null = null;
    let rows = 0;
    try {
      for await (const record of readCsv(file)) {
        if (recognised) rows++;
        else {
          const found = recognise(file.name, record.cells);
          if (!isRecognised(found)) {
            this.#refuseFile(file.name, 1, found.column, found.code, found.message);
            return null;
          }
          recognised = found;
        }
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      this.#refuseFile(file.name, error.line, null, error.code, `${error.message} Nothing of this file was imported.`);
      return null;
    }
    return recognised && { file, recognised, rows };
  }

  #refuseFile(file: string, line: number, column: string | null, code: string, message: string): void {
    this.#report.file(file, 'none');
    const notes = new RowNotes(file, line);
    notes.refused(column, code, message);
    for (const each of notes.lines) this.#report.line(each);
  }

  async #read({ file, recognised }: CheckedFile): Promise<void> {
    this.#report.file(file.name, recognised.table, recognised.ignored);
    const seen = new Set<string>();
    const people = recognised.table === 'employees' ? await this.#peopleTask(file, recognised) : null;
    const size = recognised.table === 'orders' ? TRANSACTIONS_AT_ONCE : ROWS_AT_ONCE;
    for await (const batch of batches(recordsOf(file), size)) {
      const rows: Row[] = [];
      for (const record of batch) {
        const { row, notes } = rowOf(record, file.name, recognised);
        if (row && (recognised.table === 'order_lines' || this.#isNew(row, seen))) rows.push(row);
        else this.#report.row(file.name, 'refused', notes.lines);
      }
      await this.#work(recognised.table, file.name, rows, people);
      this.#done += batch.length;
      this.#progress(this.#done, this.#total);
    }
  }

  /** The first row of an id counts; another one with the same id would overwrite it. */
  #isNew(row: Row, seen: Set<string>): boolean {
    const id = row.text('id');
    if (id !== '' && seen.has(id)) {
      row.refused('id', 'duplicate', `Another row of this file has the id ${JSON.stringify(id)} already.`);
      return false;
    }
    seen.add(id);
    return true;
  }

  async #work(table: TableName, file: string, rows: readonly Row[], people: PeopleTask | null): Promise<void> {
    switch (table) {
      case 'products': return this.#productRows(file, rows);
      case 'order_lines': return this.#lineRows(file, rows);
      case 'employees': return people ? this.#personRows(file, rows, people) : undefined;
      case 'customers': case 'suppliers': return this.#archiveRows(table, file, rows);
      case 'orders': return this.#orderRows(file, rows);
    }
  }

  /** Products have no place of their own yet: they give the lines of orders their names. */
  #productRows(file: string, rows: readonly Row[]): void {
    for (const row of rows) {
      const usable = row.text('id') !== '' && row.text('name') !== '';
      if (usable) this.#products.set(row.text('id'), row.text('name'));
      else row.refused(row.text('id') === '' ? 'id' : 'name', 'no-name', 'The product has no id or no name.');
      this.#report.row(file, usable ? 'unchanged' : 'refused', row.notes.lines);
    }
  }

  #lineRows(file: string, rows: readonly Row[]): void {
    for (const row of rows) this.#report.row(file, this.#lines.add(row) ? 'unchanged' : 'refused', row.notes.lines);
  }

  async #peopleTask(file: ImportFile, recognised: RecognisedFile): Promise<PeopleTask> {
    const ids = new Set<string>();
    for await (const record of recordsOf(file)) {
      const id = rowOf(record, file.name, recognised).row?.text('id');
      if (id) ids.add(id);
    }
    const known = new Map((await this.#port.people()).map((person): [PersonId, typeof person] => [person.id, person]));
    return { port: this.#port, source: this.#options.source, department: this.#department, dryRun: this.#options.dryRun, known, ids };
  }

  async #personRows(file: string, rows: readonly Row[], task: PeopleTask): Promise<void> {
    const done = await Promise.all(rows.map((row) => importPerson(row, task)));
    for (const person of done) if (person?.department) await this.#needDepartment(person.department);
    await this.#settle(file, rows, done);
  }

  async #archiveRows(table: 'customers' | 'suppliers', file: string, rows: readonly Row[]): Promise<void> {
    const department = this.#department ?? UNASSIGNED;
    await this.#needDepartment(department);
    const task = { port: this.#port, source: this.#options.source, table, department, dryRun: this.#options.dryRun };
    const done = await Promise.all(rows.map((row) => importArchive(row, task)));
    if (table === 'customers') rows.forEach((row, i) => { this.#customers.set(row.text('id'), done[i]?.archive ?? null); });
    await this.#settle(file, rows, done);
  }

  async #settle(file: string, rows: readonly Row[], done: readonly ({ readonly outcome: 'created' | 'updated' | 'unchanged'; readonly row: ImportedRow } | null)[]): Promise<void> {
    const written = done.flatMap((each) => (each ? [each.row] : []));
    if (!this.#options.dryRun && written.length > 0) {
      await this.#port.putImportedRows(written);
      if (done.some((each) => each && each.outcome !== 'unchanged')) this.#stored = true;
    }
    rows.forEach((row, i) => this.#report.row(file, done[i]?.outcome ?? 'refused', row.notes.lines));
  }

  async #orderRows(file: string, rows: readonly Row[]): Promise<void> {
    const good: { row: Row; transaction: NonNullable<ReturnType<typeof transactionOf>> }[] = [];
    for (const row of rows) {
      const lines: readonly OrderLine[] = this.#lines.take(row.text('id'));
      const archive = await this.#customerOf(row);
      const transaction = archive && transactionOf(row, lines, archive, this.#options.source, this.#options.currency);
      if (transaction) good.push({ row, transaction });
      else this.#report.row(file, 'refused', row.notes.lines);
    }
    if (good.length === 0) return;
    const outcomes = await this.#port.putTransactions(good.map(({ transaction }) => transaction), this.#options.dryRun);
    good.forEach(({ row, transaction }, i) => {
      const outcome = outcomes[i] ?? 'unchanged';
      if (outcome !== 'unchanged' && !this.#options.dryRun) {
        this.#stored = true;
        this.#traded.add(transaction.archive);
      }
      this.#report.row(file, outcome, row.notes.lines);
    });
  }

  /** From this import, from an earlier one, or by the key `source:id`. */
  async #customerOf(row: Row): Promise<ArchiveId | null> {
    const [id, customer] = [row.text('id'), row.text('customer')];
    if (id === '') return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
    if (customer === '') return row.refused('customer', 'no-customer', 'The order names no customer.');
    let archive = this.#customers.get(customer);
    if (archive === undefined) {
      const known = await this.#port.importedRow(this.#options.source, 'customers', customer);
      const key = parseExternalKey(`${this.#options.source}:${customer}`);
      archive = (known?.target as ArchiveId | undefined) ?? (key === undefined ? null : await this.#port.resolve({ kind: 'key', key }));
      this.#customers.set(customer, archive);
    }
    return archive ?? row.refused('customer', 'unknown-customer', `No customer of this source has the id ${JSON.stringify(customer)}.`);
  }

  async #needDepartment(id: DepartmentId): Promise<void> {
    if (this.#options.dryRun || this.#departments.has(id)) return;
    if (this.#departments.size === 0) for (const department of await this.#port.departments()) this.#departments.add(department.id);
    if (this.#departments.has(id)) return;
    this.#departments.add(id);
    await this.#port.putDepartment({ id, name: id, parent: null, managers: [] });
  }

  #reportLeftLines(checked: readonly CheckedFile[]): void {
    const file = checked.find(({ recognised }) => recognised.table === 'order_lines')?.file.name;
    if (file === undefined) return;
    for (const order of this.#lines.left) {
      this.#report.line({ file, line: 0, externalId: order, outcome: 'skipped', field: 'order', code: 'unknown-order', message: `No order of this import has the id ${JSON.stringify(order)}; its lines were left out.` });
    }
  }
}
