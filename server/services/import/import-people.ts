/** Rows of people become people of the directory: by the id of their sign-in, else `source:externalId` until that is known. What was edited since the last import is kept. */
import { parsePersonId, type DepartmentId, type PersonId } from '../../../model/ids.ts';
import { isRole, type Person, type Role } from '../../../model/rights.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import { singleLine } from './cells.ts';
import { ACTIVE_WORDS, ROLE_NAMES } from './columns.ts';
import type { DepartmentIndex } from './department-index.ts';
import { externalOf, type PeopleIndex } from './people-index.ts';
import type { ImportPort } from './port.ts';
import { plain } from './recognise.ts';
import type { Row } from './rows.ts';

export interface PeopleTask {
  readonly port: ImportPort;
  readonly source: string;
  /** For rows without a department of their own; null: none. */
  readonly department: DepartmentId | null;
  readonly dryRun: boolean;
  /** Also roles, who is active and the ids of sign-ins: who imports keeps the directory. */
  readonly whole: boolean;
  /** Who imports: their own rights change by others. Null: no person does. */
  readonly importer: PersonId | null;
  readonly index: PeopleIndex;
  readonly departments: DepartmentIndex;
}

export interface ImportedPerson { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly row: ImportedRow; readonly department: DepartmentId | null }

/** What a row says of a person; what its file has no column for is missing. */
export type PersonFacts = Partial<Pick<Person, 'name' | 'email' | 'department' | 'reportsTo' | 'roles' | 'active'>>;
const FACTS = ['name', 'email', 'department', 'reportsTo', 'roles', 'active'] as const;
const RIGHTS: ReadonlySet<string> = new Set(['department', 'roles', 'active'] satisfies (keyof PersonFacts)[]);

/** Null where the file has no such column, the cell is empty or who imports may not set it. */
export function subOf(row: Row, whole: boolean): PersonId | null {
  return whole && row.text('sub') !== '' ? (parsePersonId(row.text('sub')) ?? null) : null;
}

/** Null when the row was refused; the row's notes say why. */
export async function importPerson(row: Row, task: PeopleTask): Promise<ImportedPerson | null> {
  const { port, index, source } = task;
  const external = externalOf(row);
  const fresh = parsePersonId(`${source}:${external}`);
  const known = index.row(external);
  if (external === '' || fresh === undefined || known === undefined) return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
  const name = nameOf(row);
  if (name === '') return row.refused('name', 'no-name', 'The row has no name.');
  const { imported } = known;
  const last = (imported?.values ?? {}) as PersonFacts & { readonly sub?: string };
  const file = await factsOf(row, name, known.id, task);
  const sub = subOf(row, task.whole);
  if (sub === null && row.text('sub') !== '' && task.whole) row.repaired('sub', 'bad-sub', `${JSON.stringify(row.text('sub'))} cannot be the id of a sign-in; it was left out.`);
  const written = (target: PersonId): ImportedRow => ({ source, table: 'employees', externalId: external, target, values: { ...last, ...file, ...(sub === null ? {} : { sub }) } });

  const before = imported ? port.current(imported.target as PersonId) : known.id;
  let person = index.person(before);
  let moved = false;
  if (imported && sub !== null && sub !== before) {
    if (!index.follows(imported, before, fresh)) row.notes.kept('sub', 'edited', `The person has the id ${JSON.stringify(before)} in Dossier, which is kept; the file has ${JSON.stringify(sub)}.`);
    else if (sub === task.importer || before === task.importer) row.notes.kept('sub', 'own', 'Nobody takes over another person, or gives themselves another id.');
    else if (person) {
      moved = true;
      person = task.dryRun ? { ...person, id: sub } : await port.renamePerson(before, sub);
      index.keep(person, before);
    }
  }
  const id = person?.id ?? known.id;
  if (!person) {
    if (imported) return row.refused('id', 'gone', 'This person was removed in Dossier; nobody is made again.');
    const made: Person = { id, name, email: null, department: null, reportsTo: null, clearances: [], active: true, ...file, roles: file.roles?.length ? file.roles : ['staff'] };
    if (!task.dryRun) await port.putPerson(made, made);
    index.keep(made);
    return { outcome: 'created', row: written(id), department: made.department };
  }
  const next: { -readonly [Key in keyof PersonFacts]: unknown } = {};
  for (const fact of FACTS) {
    const theirs = file[fact];
    if (theirs === undefined || same(person[fact], theirs)) continue;
    if (!same(person[fact], last[fact] ?? (fact === 'active' ? true : null))) row.notes.kept(fact, 'edited', `Changed in Dossier to ${JSON.stringify(person[fact])}, which is kept; the file has ${JSON.stringify(theirs)}.`);
    else if (id === task.importer && RIGHTS.has(fact)) row.notes.kept(fact, 'own', `Nobody changes their own rights; the file has ${JSON.stringify(theirs)}.`);
    else next[fact] = theirs;
  }
  const changed = Object.keys(next).length > 0;
  if (changed) {
    const facts = next as PersonFacts;
    index.keep({ ...person, ...facts });
    if (!task.dryRun) await port.putPerson({ ...person, ...facts }, facts);
  }
  return { outcome: changed || moved ? 'updated' : 'unchanged', row: written(id), department: (next.department ?? null) as DepartmentId | null };
}

/** An empty list is as empty as nothing. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(Array.isArray(a) && a.length === 0 ? null : (a ?? null)) === JSON.stringify(Array.isArray(b) && b.length === 0 ? null : (b ?? null));

async function factsOf(row: Row, name: string, id: PersonId, task: PeopleTask): Promise<PersonFacts> {
  const department = row.has('department') || task.department !== null ? departmentOf(row, task) : undefined;
  const active = task.whole ? activeOf(row) : undefined;
  const roles = task.whole && row.has('roles') && row.text('roles') !== '' ? rolesOf(row) : undefined;
  return {
    name,
    ...(row.has('email') ? { email: row.clean('email', singleLine) } : {}),
    ...(department === undefined ? {} : { department }),
    ...(row.has('reportsTo') ? { reportsTo: await superiorOf(row, id, task) } : {}),
    ...(roles === undefined ? {} : { roles }),
    ...(active === undefined ? {} : { active }),
  };
}

/** Family name first and without a blank where names are written in Han characters. */
function nameOf(row: Row): string {
  const whole = row.clean('name', singleLine);
  if (whole !== null) return whole;
  const [last, given] = [row.text('lastName'), row.text('firstName')];
  return /^\p{Script=Han}+$/u.test(last + given) ? last + given : `${given} ${last}`.trim();
}

function departmentOf(row: Row, task: PeopleTask): DepartmentId | null {
  const text = row.text('department');
  if (text === '') return task.department;
  const department = task.departments.named(text);
  if (department === undefined) row.repaired('department', 'bad-department', `${JSON.stringify(text)} cannot be the name of a department; it was left out.`);
  return department ?? task.department;
}

const roleNamed: ReadonlyMap<string, Role> = new Map(Object.entries(ROLE_NAMES).flatMap(([role, names]) => (isRole(role) ? [role, ...names].map((name) => [plain(name), role] as const) : [])));

function rolesOf(row: Row): readonly Role[] {
  const texts = row.text('roles').split(/[,;|/、，；\n]+/).map((text) => text.trim()).filter(Boolean);
  return [...new Set(texts.flatMap((text) => {
    const role = roleNamed.get(plain(text));
    if (role === undefined) row.repaired('roles', 'unknown-role', `${JSON.stringify(text)} is no role; it was left out.`);
    return role === undefined ? [] : [role];
  }))];
}

function activeOf(row: Row): boolean | undefined {
  const text = row.text('active').toLowerCase();
  if (text === '') return undefined;
  if (ACTIVE_WORDS.yes.includes(text)) return true;
  if (ACTIVE_WORDS.no.includes(text)) return false;
  row.repaired('active', 'flag', `${JSON.stringify(row.text('active'))} is neither yes nor no; the person stays as they are.`);
  return undefined;
}

async function superiorOf(row: Row, id: PersonId, task: PeopleTask): Promise<PersonId | null> {
  const text = row.text('reportsTo');
  if (text === '') return null;
  const superior = await task.index.named(text);
  if (superior === id) row.repaired('reportsTo', 'own-superior', 'Nobody is their own superior; the field was left empty.');
  else if (superior === undefined) row.repaired('reportsTo', 'unknown-superior', `No employee has the id ${JSON.stringify(text)}; the field was left empty.`);
  else if (await task.index.inCircle(id)) row.repaired('reportsTo', 'circle', `The superiors of ${JSON.stringify(externalOf(row))} lead back to ${JSON.stringify(externalOf(row))}; the field was left empty.`);
  else return superior;
  return null;
}
