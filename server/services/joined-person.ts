/** Two rows of the directory that are one person: the import brought one before the sign-in made the other. Pure. */
import type { PersonId } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';

/** Who was imported and who has signed in are one: what the directory was told of either counts, and who was shut out as one of them stays out. */
export function joined(old: Person, there: Person | undefined, id: PersonId): Person {
  if (!there) return { ...old, id };
  const both = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] => [...new Set([...(a ?? []), ...(b ?? [])])];
  return {
    id, name: there.name === id ? old.name : there.name, email: there.email ?? old.email, department: there.department ?? old.department, reportsTo: there.reportsTo ?? old.reportsTo,
    roles: both(there.roles, old.roles), clearances: both(there.clearances, old.clearances), withheld: both(there.withheld, old.withheld), active: there.active && old.active,
  };
}
