/** The rights on an archive as they were: back from what is there now, through what the chain says of each change. Rests on rows of the chain and on the archive's own history, and reaches back to the day on which the chain began. */
import type { ArchiveId, DepartmentId, GrantId, PersonId, WallId } from '../../../model/ids.ts';
import { decide, departmentsOver, managedDepartments, policyOf } from '../../../model/rights.ts';
import type { Decision, Department, Grant, Person, Policy, Role, Wall } from '../../../model/rights.ts';
import { SECTION_KEYS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { Directory } from '../../access/directory.ts';
import { OWN_ROW } from '../../storage/storage.ts';
import type { Storage, StoredArchive, StoredChange } from '../../storage/storage.ts';

export interface PastRights { readonly existed: boolean; readonly of: readonly { readonly person: Person; readonly sections: ReadonlyMap<SectionKey, Decision> }[] }

interface Facts { readonly people: Map<string, Person>; readonly departments: Map<DepartmentId, Department>; readonly grants: Map<string, Grant>; readonly walls: Map<string, Wall>; policy: Policy }
type Was = Readonly<Record<string, unknown>>;
const DAY = 86_400_000;

export async function rightsAt({ storage, directory }: { readonly storage: Pick<Storage, 'audit' | 'archives' | 'history' | 'directory'>; readonly directory: Directory }, archive: StoredArchive, moment: number): Promise<PastRights> {
  const facts: Facts = {
    people: new Map(directory.people().map((person) => [person.id, person])), departments: new Map(directory.departments().map((each) => [each.id, each])),
    grants: new Map((await storage.directory.grants(archive.id)).map((grant) => [grant.id, grant])), walls: new Map((archive.walls ?? []).map((wall) => [wall.id, wall])), policy: directory.policy,
  };
  // newest first: each step undoes one
  for (const row of await storage.audit.was(moment)) if (row.at > moment) for (const { kind, name, was } of [...row.was].reverse()) undo[kind](facts, name, was, archive.id);
  const row = await rowAt(storage, archive, moment);
  if (row === null) return { existed: false, of: [] };
  for (const [id, roles] of await claimed(storage, moment)) {
    const person = facts.people.get(id);
    if (person) facts.people.set(id, { ...person, roles: [...new Set([...person.roles, ...roles.filter((role) => !person.withheld?.includes(role))])] });
  }
  const departments = [...facts.departments.values()];
  const now = new Date(moment).toISOString();
  const owner = row.owner === null ? undefined : facts.people.get(row.owner);
  const question = { archive: { ...row, walls: [...facts.walls.values()] }, grants: [...facts.grants.values()], policy: facts.policy, now, ownerActive: owner?.active === true };
  return {
    existed: true,
    of: [...facts.people.values()].map((person) => {
      const asked = { ...question, person, manages: managedDepartments(person, departments), within: departmentsOver(person, facts.departments) };
      return { person, sections: new Map(SECTION_KEYS.map((section) => [section, decide({ ...asked, section })])) };
    }),
  };
}

const undo: Readonly<Record<'person' | 'department' | 'grant' | 'wall' | 'policy', (facts: Facts, name: string, was: Was | null, archive: ArchiveId) => void>> = {
  person({ people }, name, was) {
    if (was === null) return void people.delete(name);
    const known = people.get(name);
    people.set(name, {
      id: name as PersonId, name: known?.name ?? name, email: null, department: was['department'] as DepartmentId | null, roles: was['roles'] as Role[], clearances: was['clearances'] as Person['clearances'],
      reportsTo: was['reportsTo'] as PersonId | null, active: was['active'] === 1, withheld: (was['withheld'] as Role[] | null) ?? [],
    });
  },
  department({ departments }, name, was) {
    if (was === null) departments.delete(name as DepartmentId);
    else departments.set(name as DepartmentId, { id: name as DepartmentId, name: departments.get(name as DepartmentId)?.name ?? name, parent: was['parent'] as DepartmentId | null, managers: was['managers'] as PersonId[] });
  },
  grant({ grants }, name, was, archive) {
    if (was === null) grants.delete(name);
    else if (was['archive'] === archive) grants.set(name, { id: name as GrantId, archive, to: { kind: was['toKind'], id: was['toId'] } as Grant['to'], level: was['level'] as Grant['level'], sections: was['sections'] as Grant['sections'], from: was['from'] as string, until: was['until'] as string | null, reason: '', requestedBy: '' as PersonId, approvedBy: '' as PersonId });
  },
  wall({ walls }, name, was, archive) {
    if (was === null || was['ended'] !== null) walls.delete(name);
    else if (was['archive'] === archive) walls.set(name, { id: name as WallId, archive, to: { kind: was['toKind'], id: was['toId'] } as Wall['to'], from: was['from'] as string, until: was['until'] as string | null, reason: '', by: '' as PersonId });
  },
  policy(facts, _, was) {
    facts.policy = policyOf(was as Policy | null);
  },
};

const PAGE = 1_000;
const LISTS: ReadonlySet<string> = new Set(['coOwners', 'deputies', 'packs', 'keys']);

/** Null: it was not there yet. */
async function rowAt({ history }: Pick<Storage, 'history'>, archive: StoredArchive, moment: number): Promise<StoredArchive | null> {
  let row: StoredArchive = archive;
  for (let before: string | null = null; ;) {
    const page: { readonly items: readonly StoredChange[]; readonly next: string | null } = await history.page({ archive: archive.id, sections: [OWN_ROW], before, after: moment, key: null, person: null, limit: PAGE });
    for (const { key, old } of page.items) {
      if (key === 'created') return null;
      row = { ...row, [key]: old === null ? (LISTS.has(key) ? [] : null) : LISTS.has(key) ? (JSON.parse(old) as unknown) : old };
    }
    if (page.next === null) return row;
    before = page.next;
  }
}

/** Roles that tokens of the day brought. */
async function claimed({ audit }: Pick<Storage, 'audit'>, moment: number): Promise<ReadonlyMap<string, readonly Role[]>> {
  const found = new Map<string, readonly Role[]>();
  for (let before: number | null = null; ;) {
    const page = await audit.page({ archive: null, person: null, actions: ['signedIn'], object: null, from: moment - DAY, to: moment + 1, before, limit: PAGE });
    for (const { actor, detail } of page.rows) if (actor !== null && !found.has(actor) && Array.isArray(detail?.['roles'])) found.set(actor, detail['roles'] as Role[]);
    if (page.next === null) return found;
    before = page.next;
  }
}
