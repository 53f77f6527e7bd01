/** Employees become people of the directory: `source:externalId` until an administrator gives them the id of their sign-in. What was edited since is kept. */
import { parseDepartmentId, parsePersonId, type DepartmentId, type PersonId } from '../../../model/ids.ts';
import type { Person } from '../../../model/rights.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import { singleLine } from './cells.ts';
import type { ImportPort } from './port.ts';
import type { Row } from './rows.ts';

export interface PeopleTask {
  readonly port: ImportPort;
  readonly source: string;
  /** For rows without a department of their own; null: none. */
  readonly department: DepartmentId | null;
  readonly dryRun: boolean;
  /** The directory as it is, by id. */
  readonly known: ReadonlyMap<PersonId, Person>;
  /** External ids of the whole file: a superior may come further down. */
  readonly ids: ReadonlySet<string>;
}

export interface ImportedPerson { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly row: ImportedRow; readonly department: DepartmentId | null }

type Facts = Pick<Person, 'name' | 'email' | 'department' | 'reportsTo'>;
const FACTS = ['name', 'email', 'department', 'reportsTo'] as const;

/** Null when the row was refused; the row's notes say why. */
export async function importPerson(row: Row, task: PeopleTask): Promise<ImportedPerson | null> {
  const external = row.text('id');
  const fresh = parsePersonId(`${task.source}:${external}`);
  const name = nameOf(row);
  if (external === '' || fresh === undefined) return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
  if (name === '') return row.refused('name', 'no-name', 'The row has no name.');
  const file: Facts = { name, email: row.clean('email', singleLine), department: departmentOf(row, task.department), reportsTo: await superiorOf(row, task) };
  const known = await task.port.importedRow(task.source, 'employees', external);
  const id = (known?.target as PersonId | undefined) ?? fresh;
  const written = (target: PersonId): ImportedRow => ({ source: task.source, table: 'employees', externalId: external, target, values: { ...file } });
  const person = task.known.get(id);
  if (!person) {
    if (known) return row.refused('id', 'gone', 'This person was removed in Dossier or has another id now; nobody is made again.');
    if (!task.dryRun) await task.port.putPerson({ id, ...file, roles: ['staff'], clearances: [], active: true });
    return { outcome: 'created', row: written(id), department: file.department };
  }
  const last = (known?.values ?? {}) as Partial<Facts>;
  const next: Record<string, string | null> = {};
  for (const fact of FACTS) {
    if (person[fact] === file[fact]) continue;
    if (person[fact] === (last[fact] ?? null)) next[fact] = file[fact];
    else row.notes.kept(fact, 'edited', `Changed in Dossier to ${JSON.stringify(person[fact])}, which is kept; the file has ${JSON.stringify(file[fact])}.`);
  }
  const changed = Object.keys(next).length > 0;
  if (changed && !task.dryRun) await task.port.putPerson({ ...person, ...(next as Partial<Facts>) });
  return { outcome: changed ? 'updated' : 'unchanged', row: written(id), department: changed ? ((next['department'] ?? null) as DepartmentId | null) : null };
}

/** Family name first and without a blank where names are written in Han characters. */
function nameOf(row: Row): string {
  const whole = row.clean('name', singleLine);
  if (whole !== null) return whole;
  const [last, given] = [row.text('lastName'), row.text('firstName')];
  return /^\p{Script=Han}+$/u.test(last + given) ? last + given : `${given} ${last}`.trim();
}

function departmentOf(row: Row, fallback: DepartmentId | null): DepartmentId | null {
  const text = row.text('department');
  if (text === '') return fallback;
  const department = parseDepartmentId(text);
  if (department === undefined) row.repaired('department', 'bad-department', `${JSON.stringify(text)} cannot be the name of a department; it was left out.`);
  return department ?? fallback;
}

async function superiorOf(row: Row, task: PeopleTask): Promise<PersonId | null> {
  const superior = row.text('reportsTo');
  if (superior === '') return null;
  if (superior === row.text('id')) {
    row.repaired('reportsTo', 'own-superior', 'Nobody is their own superior; the field was left empty.');
    return null;
  }
  const known = await task.port.importedRow(task.source, 'employees', superior);
  if (known) return known.target as PersonId;
  if (task.ids.has(superior)) return parsePersonId(`${task.source}:${superior}`) ?? null;
  row.repaired('reportsTo', 'unknown-superior', `No employee has the id ${JSON.stringify(superior)}; the field was left empty.`);
  return null;
}
