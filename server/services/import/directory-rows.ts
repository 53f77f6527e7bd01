/** Rows of people and departments, in the order that they need each other: who everybody is must be known before anybody's superior or manager is looked for. */
import type { DepartmentId } from '../../../model/ids.ts';
import type { RowState } from '../../../model/import/api.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import type { CheckedFile } from './check-files.ts';
import { DepartmentIndex } from './department-index.ts';
import { importDepartments } from './import-departments.ts';
import { importPerson, subOf, type PeopleTask } from './import-people.ts';
import type { ImportOptions } from './options.ts';
import { PeopleIndex } from './people-index.ts';
import type { ImportPort } from './port.ts';
import { batches, recordsOf, rowOf, type Row } from './rows.ts';
import type { RunLog } from './run-log.ts';

const STATES: Readonly<Record<'created' | 'updated' | 'unchanged', RowState>> = { created: 'create', updated: 'update', unchanged: 'same' };
const READ_AT_ONCE = 200;

export interface DirectoryTask { readonly port: ImportPort; readonly options: Pick<ImportOptions, 'source' | 'dryRun' | 'may'>; readonly department: DepartmentId | null; readonly log: RunLog }
interface Done { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly row: ImportedRow }

export class DirectoryRows {
  stored = false;
  readonly #task: DirectoryTask;
  #departments = new DepartmentIndex([]);
  #people: PeopleIndex | null = null;

  constructor(task: DirectoryTask) {
    this.#task = task;
  }

  /** Reads every file of people once. */
  async begin(checked: readonly CheckedFile[]): Promise<void> {
    const { port, options: { source, may } } = this.#task;
    this.#departments = new DepartmentIndex(await port.departments());
    if (!checked.some(({ recognised: { table } }) => table === 'employees' || table === 'departments')) return;
    const index = new PeopleIndex(port, source, await port.people());
    for (const { label, table, recognised } of checked) {
      if (recognised.table !== 'employees') continue;
      for await (const batch of batches(recordsOf(table), READ_AT_ONCE)) {
        const rows = batch.flatMap((record) => rowOf(record, label, recognised).row ?? []);
        await Promise.all(rows.map((row) => index.add(row, subOf(row, may.directory))));
      }
    }
    this.#people = index;
  }

  async departments(file: string, rows: readonly Row[]): Promise<void> {
    const { port, options: { source, dryRun } } = this.#task;
    const done = await importDepartments(rows, { port, source, people: this.#index(), importer: port.importer() });
    const changed = done.flatMap((each) => (each && each.outcome !== 'unchanged' ? [each.department] : []));
    if (!dryRun) await port.putDepartments(changed);
    for (const department of changed) this.#departments.keep(department);
    await this.#settle(file, rows, done);
  }

  async people(file: string, rows: readonly Row[]): Promise<void> {
    const { port, department, options: { source, dryRun, may } } = this.#task;
    const task: PeopleTask = { port, source, department, dryRun, whole: may.directory, importer: port.importer()?.id ?? null, index: this.#index(), departments: this.#departments };
    const done = await Promise.all(rows.map((row) => importPerson(row, task)));
    await this.need(done.flatMap((person) => person?.department ?? []));
    await this.#settle(file, rows, done);
  }

  /** Departments that rows name and nobody made. */
  async need(ids: readonly DepartmentId[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#departments.has(id)).map((id) => ({ id, name: id, parent: null, managers: [] }));
    for (const department of missing) this.#departments.keep(department);
    if (!this.#task.options.dryRun && missing.length > 0) await this.#task.port.putDepartments(missing);
  }

  #index(): PeopleIndex {
    if (!this.#people) throw new Error('people are looked up before their rows are written');
    return this.#people;
  }

  async #settle(file: string, rows: readonly Row[], done: readonly (Done | null)[]): Promise<void> {
    const { options: { dryRun }, log } = this.#task;
    rows.forEach((row, i) => { const each = done[i]; log.told(file, row.notes, each ? STATES[each.outcome] : 'refuse', { name: row.text('name') || null }); });
    this.stored ||= !dryRun && done.some((each) => each && each.outcome !== 'unchanged');
    await log.flush(dryRun ? [] : done.flatMap((each) => (each ? [each.row] : [])));
  }
}
