/** People and departments: stored, taken over into memory, and made to count on open connections before the caller is answered. */
import type { ServerAccess } from '../access/access.ts';
import type { Directory } from '../access/directory.ts';
import type { Clock } from '../clock.ts';
import type { Act } from '../storage/audit-acts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { Turns } from '../turns.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import type { Changes, RightsChange } from './changes.ts';
import { Refusal } from './errors.ts';
import type { DirectoryService } from './services.ts';
import { rightsTold } from './rights-told.ts';

export interface DirectoryOptions {
  readonly storage: Pick<Storage, 'directory'>;
  readonly access: Pick<ServerAccess, 'forget'>;
  readonly directory: Directory;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  /** Somebody became active or ceased to be, and with them the owner of archives. */
  readonly standingChanged: (person: PersonId) => Promise<void>;
}

/** People from whom on everybody is decided again. */
const MANY = 50;

export function createDirectory({ storage, access, directory, hub, changes, standingChanged, clock }: DirectoryOptions): DirectoryService {
  const moved = async (what: RightsChange): Promise<void> => {
    await hub.rightsChanged(what);
    changes.rights(what);
  };
  const told = rightsTold({ access, hub, changes });
  const act = (by: PersonId | undefined): Act => ({ by: by ?? null, at: clock.now() });
  const changePerson: DirectoryService['changePerson'] = async (id, change, by) => {
    const { old, stored } = await directory.changePerson(id, change, (person) => storage.directory.putPerson(person, act(by)));
    if (old !== undefined && JSON.stringify(old) !== JSON.stringify(stored)) await moved({ person: id });
    if ((old?.active ?? false) !== stored.active) await standingChanged(id);
    return stored;
  };
  /** Decides what the tree is from what it was: two at a time could close a circle between them. */
  const tree = new Turns<'tree'>();
  /** Also who manages a department above the place that another had, or has now; and whoever is in another department by it than before, which walls may stand before. */
  const inTree = <T>(work: () => Promise<T>): Promise<T> => tree.take('tree', async () => {
    const before = [managers(directory), places(directory)] as const;
    const done = await work();
    const after = [managers(directory), places(directory)] as const;
    const other = new Set([0, 1].flatMap((what) => {
      const [was, is] = [before[what] as ReadonlyMap<PersonId, string>, after[what] as ReadonlyMap<PersonId, string>];
      return [...new Set([...was.keys(), ...is.keys()])].filter((person) => was.get(person) !== is.get(person));
    }));
    if (other.size > MANY) await moved({ everybody: true });
    else for (const person of other) await moved({ person });
    return done;
  });

  return {
    changePerson,
    putPerson: async (person, by) => void (await changePerson(person.id, () => person, by)),
    renamePerson: (from, to, change, by) => inTree(async () => {
      const { stored, archives } = await directory.renamePerson(from, to, change, act(by));
      await told(...archives);
      // under the old id nobody is known any more: its connections end
      for (const person of [from, to]) await moved({ person });
      await standingChanged(to);
      return stored;
    }),
    putDepartments: (departments, by) => inTree(async () => {
      if (departments.length === 0) return;
      // who asked looked before it was their turn
      if (circles(new Map([...directory.departments(), ...departments].map((each) => [each.id, each.parent])))) throw new Refusal('conflict', 'Another change has moved these departments: one of them would stand above itself.', { field: 'parent' });
      await storage.directory.putDepartments(departments, act(by));
      for (const department of departments) directory.keepDepartment(department);
    }),
    dropDepartment: (id, by) => inTree(async () => {
      if (!directory.department(id)) throw new Refusal('not-found', 'There is no such department.');
      const { archives, grants } = await storage.directory.departmentUse(id);
      const people = directory.people().filter(({ department }) => department === id).length;
      const below = directory.departments().filter(({ parent }) => parent === id).length;
      const left = [[archives, 'archives'], [people, 'people'], [below, 'departments below it'], [grants, 'grants']] as const;
      const named = left.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
      if (named.length > 0) throw new Refusal('conflict', `The department is not empty: ${named.join(', ')}.`, { field: 'id' });
      await storage.directory.deleteDepartment(id, act(by));
      directory.dropDepartment(id);
    }),
  };
}

/** Whose department lies where. */
const places = (directory: Directory): ReadonlyMap<PersonId, string> => new Map(directory.people().flatMap(({ id }) => {
  const person = directory.person(id);
  return person?.department ? [[id, directory.within(person).join('\n')] as const] : [];
}));

/** Whether anything stands above itself. */
function circles(parents: ReadonlyMap<DepartmentId, DepartmentId | null>): boolean {
  return [...parents.keys()].some((id) => {
    let above: DepartmentId | null = id;
    for (let steps = 0; above !== null; steps++) {
      if (steps > parents.size) return true;
      above = parents.get(above) ?? null;
    }
    return false;
  });
}

/** Who manages any department, as they count now with the roles of a living token, and which. Nobody else is looked at: a company has many people and few managers. */
function managers(directory: Directory): ReadonlyMap<PersonId, string> {
  const named = new Set(directory.departments().flatMap(({ managers: each }) => each));
  for (const { id } of directory.people()) if (directory.person(id)?.roles.includes('manager')) named.add(id);
  return new Map([...named].flatMap((id) => {
    const person = directory.person(id);
    return person ? [[id, [...directory.manages(person)].sort().join('\n')] as const] : [];
  }));
}
