/** A file of departments becomes a tree with managers: all its rows at once, because a parent may stand below its children. What was edited since is kept; circles and unknown managers are named row by row. */
import { parseDepartmentId, type DepartmentId, type PersonId } from '../../../model/ids.ts';
import { managedDepartments, type Department, type Person } from '../../../model/rights.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import { singleLine } from './cells.ts';
import { DepartmentIndex } from './department-index.ts';
import type { PeopleIndex } from './people-index.ts';
import type { ImportPort } from './port.ts';
import type { Row } from './rows.ts';

export interface DepartmentTask {
  readonly port: Pick<ImportPort, 'importedRow' | 'departments'>;
  readonly source: string;
  readonly people: PeopleIndex;
  /** Who imports, as they count now: nobody makes themselves a manager. Null: no person does. */
  readonly importer: Person | null;
}

export interface ImportedDepartment { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly department: Department; readonly row: ImportedRow }

interface Wanted { readonly row: Row; readonly id: DepartmentId; readonly department: Department; readonly facts: Partial<Department>; readonly last: Partial<Department>; readonly there: Department | undefined }

/** In the order of the rows; null for a refused one, whose notes say why. */
export async function importDepartments(rows: readonly Row[], task: DepartmentTask): Promise<readonly (ImportedDepartment | null)[]> {
  const there = await task.port.departments();
  const index = new DepartmentIndex(there);
  const ids = rows.map((row) => idOf(row));
  // every row can be a parent of every other
  rows.forEach((row, i) => {
    const id = ids[i];
    if (id) index.keep({ ...(index.get(id) ?? { parent: null, managers: [] }), id, name: row.text('name') || id });
  });
  const stored = new Map(there.map((department) => [department.id, department]));
  const wanted = await Promise.all(rows.map(async (row, i) => (ids[i] ? wantedOf(row, ids[i], index, stored, task) : null)));
  const standing = withoutCircles(wanted, stored);
  const allowed = notOwn(standing, stored, task.importer);
  return allowed.map((each) => each && {
    department: each.department,
    outcome: !each.there ? 'created' as const : same(each.there, each.department) ? 'unchanged' as const : 'updated' as const,
    row: { source: task.source, table: 'departments', externalId: each.id, target: each.id, values: { ...each.last, ...each.facts } },
  });
}

function idOf(row: Row): DepartmentId | null {
  const text = row.text('id') || row.text('name');
  const id = parseDepartmentId(text);
  return id ?? row.refused(row.has('id') ? 'id' : 'name', text === '' ? 'no-id' : 'bad-id', text === '' ? 'The row has no id, so it could not be found again.' : `${JSON.stringify(text)} cannot be the id of a department: at most 64 characters, none invisible.`);
}

async function wantedOf(row: Row, id: DepartmentId, index: DepartmentIndex, stored: ReadonlyMap<DepartmentId, Department>, task: DepartmentTask): Promise<Wanted> {
  const there = stored.get(id);
  const last = ((await task.port.importedRow(task.source, 'departments', id))?.values ?? {}) as Partial<Department>;
  const name = row.clean('name', singleLine);
  const facts: Partial<Department> = {
    ...(name === null ? {} : { name }),
    ...(row.has('parent') ? { parent: parentOf(row, index) } : {}),
    ...(row.has('managers') ? { managers: await managersOf(row, task.people) } : {}),
  };
  if (!there) return { row, id, facts, last, there, department: { id, name: id, parent: null, managers: [], ...facts } };
  const next: { -readonly [Key in keyof Department]: Department[Key] } = { ...there };
  const take = <Key extends 'name' | 'parent' | 'managers'>(key: Key): void => {
    const theirs = facts[key];
    if (theirs === undefined || same(theirs, there[key])) return;
    // a department that archives or people brought along has its id for a name, and nothing else
    const untouched = same(there[key], last[key]) || (last[key] === undefined && (key === 'name' ? there.name === id : same(there[key], key === 'managers' ? [] : null)));
    if (untouched) next[key] = theirs as Department[Key];
    else row.notes.kept(row.heading(key), 'edited', `Changed in Dossier to ${JSON.stringify(there[key])}, which is kept; the file has ${JSON.stringify(theirs)}.`);
  };
  take('name');
  take('parent');
  take('managers');
  return { row, id, facts, last, there, department: next };
}

function parentOf(row: Row, index: DepartmentIndex): DepartmentId | null {
  const text = row.text('parent');
  if (text === '') return null;
  const parent = index.known(text);
  if (parent === null) row.repaired('parent', 'unknown-parent', `No department has the id or, alone, the name ${JSON.stringify(text)}; the field was left empty.`);
  return parent;
}

async function managersOf(row: Row, people: PeopleIndex): Promise<readonly PersonId[]> {
  const found: PersonId[] = [];
  const whole = row.text('managers');
  const texts = whole === '' || (await people.named(whole)) !== undefined ? [whole] : whole.split(/[;,、，；\n]+/);
  for (const text of texts.map((each) => each.trim()).filter(Boolean)) {
    const manager = await people.named(text);
    if (manager === undefined) row.repaired('managers', 'unknown-manager', `Nobody has the id or, alone, the e-mail address ${JSON.stringify(text)}; this manager was left out.`);
    else if (!found.includes(manager)) found.push(manager);
  }
  return found;
}

/** Refuses every row that would stand above itself; what is refused stays as it was, which may close another circle, so until none is left. */
function withoutCircles(wanted: readonly (Wanted | null)[], stored: ReadonlyMap<DepartmentId, Department>): readonly (Wanted | null)[] {
  let left = [...wanted];
  for (;;) {
    const tree = new Map([...stored.values(), ...left.flatMap((each) => each?.department ?? [])].map(({ id, parent }) => [id, parent]));
    const circles = left.map((each) => each && circleFrom(each.id, tree));
    if (circles.every((circle) => !circle)) return left;
    left = left.map((each, i) => {
      const circle = circles[i];
      return each && circle ? each.row.refused('parent', 'circle', `A department cannot stand above itself: ${circle.map((id) => JSON.stringify(id)).join(' → ')}.`) : each;
    });
  }
}

function circleFrom(id: DepartmentId, tree: ReadonlyMap<DepartmentId, DepartmentId | null>): readonly DepartmentId[] | null {
  const path: DepartmentId[] = [id];
  for (let at = tree.get(id) ?? null; at !== null && path.length <= tree.size; at = tree.get(at) ?? null) {
    path.push(at);
    if (at === id) return path;
  }
  return null;
}

function notOwn(wanted: readonly (Wanted | null)[], stored: ReadonlyMap<DepartmentId, Department>, importer: Person | null): readonly (Wanted | null)[] {
  if (!importer) return wanted;
  const before = new Set(managedDepartments(importer, [...stored.values()]));
  const tree = new Map(stored);
  return wanted.map((each) => {
    if (!each) return null;
    tree.set(each.id, each.department);
    if (!managedDepartments(importer, [...tree.values()]).some((id) => !before.has(id))) return each;
    if (each.there) tree.set(each.id, each.there);
    else tree.delete(each.id);
    return each.row.refused('managers', 'own', 'Nobody makes themselves manager of a department; ask another administrator.');
  });
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
