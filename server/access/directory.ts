/** People, departments and the policy in memory, overlaid with what living tokens claim. Storing is left to `services/directory.ts`. */
import type { Clock } from '../clock.ts';
import type { DirectoryStore } from '../storage/storage.ts';
import type { Claims } from './token.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import { managedDepartments, SHIPPED_POLICY } from '../../model/rights.ts';
import type { Department, Person, Policy, Role } from '../../model/rights.ts';

export class Directory {
  readonly #clock: Clock;
  readonly #people = new Map<PersonId, Person>();
  readonly #departments = new Map<DepartmentId, Department>();
  /** The newest token of each person that still lives. */
  readonly #claims = new Map<PersonId, Claims>();
  #policy: Policy = SHIPPED_POLICY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async load(store: DirectoryStore): Promise<void> {
    for (const person of await store.people()) this.#people.set(person.id, person);
    for (const department of await store.departments()) this.#departments.set(department.id, department);
    this.#policy = (await store.policy()) ?? SHIPPED_POLICY;
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** The person as stored, without claims. */
  stored(id: PersonId): Person | undefined {
    return this.#people.get(id);
  }

  keep(person: Person): void {
    this.#people.set(person.id, person);
  }

  keepDepartment(department: Department): void {
    this.#departments.set(department.id, department);
  }

  people(): readonly Person[] {
    return [...this.#people.values()];
  }

  departments(): readonly Department[] {
    return [...this.#departments.values()];
  }

  department(id: DepartmentId): Department | undefined {
    return this.#departments.get(id);
  }

  /** A token was checked; a newer one of the same person wins. */
  claim(claims: Claims): void {
    const old = this.#claims.get(claims.person);
    if (!old || old.issuedAt <= claims.issuedAt || this.#over(old)) this.#claims.set(claims.person, claims);
  }

  /** The person as the server counts them now, or null: inactive, or known neither from the directory nor from a living token. */
  person(id: PersonId): Person | null {
    const stored = this.#people.get(id);
    if (stored && !stored.active) return null;
    const claims = this.#claims.get(id);
    if (claims && this.#over(claims)) this.#claims.delete(id);
    const living = claims && !this.#over(claims) ? claims : undefined;
    if (!stored && !living) return null;
    const withheld = stored?.withheld ?? [];
    const roles: readonly Role[] = living?.roles ?? stored?.roles ?? [];
    return {
      id,
      name: living?.name ?? stored?.name ?? id,
      email: living?.email ?? stored?.email ?? null,
      department: living?.department ?? stored?.department ?? null,
      roles: (roles.length > 0 ? roles : (['staff'] as const)).filter((role) => !withheld.includes(role)),
      clearances: stored?.clearances ?? [],
      reportsTo: stored?.reportsTo ?? null,
      active: true,
      withheld,
    };
  }

  /** For an owner: someone who has signed in or was imported, and was not deactivated since. */
  isActive(id: PersonId): boolean {
    return this.person(id) !== null;
  }

  /** The id stands for the name of someone who was never seen. */
  name(id: PersonId): string {
    return this.#people.get(id)?.name ?? this.#claims.get(id)?.name ?? id;
  }

  manages(person: Person): readonly DepartmentId[] {
    return managedDepartments(person, this.departments());
  }

  #over(claims: Claims): boolean {
    return claims.expires * 1000 <= this.#clock.now();
  }
}
