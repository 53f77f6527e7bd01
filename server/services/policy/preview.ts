/** What a draft would change before anybody approves it: counted archive by archive for the people there are, by the very rights of the register. */
import type { PolicyPreview, Reach } from '../../../model/governance/policy-api.ts';
import { policyChanges } from '../../../model/governance/policy-changes.ts';
import type { Ruled } from '../../../model/governance/policy-changes.ts';
import type { DepartmentId } from '../../../model/ids.ts';
import type { Person } from '../../../model/rights.ts';
import type { Directory } from '../../access/directory.ts';
import type { Clock } from '../../clock.ts';
import type { FactsStore } from '../../storage/storage.ts';

/** More people than these are not counted one by one: every so manieth is, and the answer says so. */
const MOST_PEOPLE = 300;
/** People of one question to the register, between which others have their turn. */
const AT_ONCE = 10;

export interface PreviewOptions { readonly facts: Pick<FactsStore, 'policyReach'>; readonly directory: Directory; readonly clock: Clock; readonly mostPeople?: number }

export async function previewPolicy({ facts, directory, clock, mostPeople = MOST_PEOPLE }: PreviewOptions, before: Ruled, after: Ruled): Promise<PolicyPreview> {
  const everybody = directory.people().map(({ id }) => directory.person(id)).filter((person): person is Person => person !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const step = Math.max(1, everybody.length / mostPeople);
  const looked = Array.from({ length: Math.min(everybody.length, mostPeople) }, (_, i) => everybody[Math.floor(i * step)] as Person);
  const now = new Date(clock.now()).toISOString();
  const by = new Map<DepartmentId | null, { people: number; reading: Reach; knowing: Reach }>();
  let archives = 0;
  for (let at = 0; at < looked.length; at += AT_ONCE) {
    const part = looked.slice(at, at + AT_ONCE);
    const reached = await facts.policyReach(part.map((person) => ({ person, policy: before.rules, manages: directory.manages(person), within: directory.within(person), now })), after.rules);
    ({ archives } = reached);
    reached.people.forEach(({ reading, knowing }, i) => {
      const department = part[i]?.department ?? null;
      const sum = by.get(department) ?? { people: 0, reading: NONE, knowing: NONE };
      by.set(department, { people: sum.people + 1, reading: plus(sum.reading, reading), knowing: plus(sum.knowing, knowing) });
    });
  }
  const departments = [...by].map(([id, sums]) => ({ id, name: id === null ? null : (directory.department(id)?.name ?? id), ...sums }));
  return {
    changes: policyChanges(before, after), archives, people: { looked: looked.length, of: everybody.length },
    reading: departments.reduce((sum, { reading }) => plus(sum, reading), NONE), knowing: departments.reduce((sum, { knowing }) => plus(sum, knowing), NONE),
    departments: departments.filter(({ reading, knowing }) => [reading, knowing].some(({ gained, lost }) => gained + lost > 0)).sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en')),
  };
}

const NONE: Reach = Object.freeze({ gained: 0, lost: 0 });
const plus = (a: Reach, b: Reach): Reach => ({ gained: a.gained + b.gained, lost: a.lost + b.lost });
