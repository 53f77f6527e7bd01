/** People, departments and the policy in memory, overlaid with what living tokens claim. Storing is left to `services/directory.ts`. */
import type { Clock } from '../clock.ts';
import { Turns } from '../turns.ts';
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
  #store: DirectoryStore | null = null;
  readonly #turns = new Turns<PersonId>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async load(store: DirectoryStore): Promise<void> {
    this.#store = store;
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

  /**
   * Changes of one person wait for each other and begin with what the one before left, so that none undoes another: a sign-in that
   * brings a new name never brings back who was shut out at that moment. What `change` throws is thrown, and nothing is changed.
   */
  changePerson(id: PersonId, change: (stored: Person | undefined) => Person): Promise<{ readonly old: Person | undefined; readonly stored: Person }> {
    return this.#turns.take(id, async () => {
      const old = this.#people.get(id);
      const stored = change(old);
      if (!this.#store) throw new Error('the directory was not loaded');
      if (JSON.stringify(old) !== JSON.stringify(stored)) await this.#store.putPerson(stored);
      this.#people.set(id, stored);
      return { old, stored };
    });
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

  /** A token was checked; a newer one of the same person wins. True when it says something else than the one that counted before, also if that one has ended by now. */
  claim(claims: Claims): boolean {
    const old = this.#claims.get(claims.person);
    if (old && old.issuedAt > claims.issuedAt && !this.#over(old)) return false;
    this.#claims.set(claims.person, claims);
    return old !== undefined && said(old) !== said(claims);
  }

  /** Milliseconds since 1970 at which the token that counts ends, or ended; null when there is none. */
  claimsEnd(id: PersonId): number | null {
    const claims = this.#claims.get(id);
    return claims ? claims.expires * 1000 : null;
  }

  /** Forgets the claims of a token that has ended. */
  unclaim(id: PersonId): void {
    const claims = this.#claims.get(id);
    if (claims && this.#over(claims)) this.#claims.delete(id);
  }

  /** The person as the server counts them now, or null: inactive, or known neither from the directory nor from a living token. */
  person(id: PersonId): Person | null {
    const stored = this.#people.get(id);
    if (stored && !stored.active) return null;
    const claims = this.#claims.get(id);
    const living = claims && !this.#over(claims) ? claims : undefined;
    if (!stored && !living) return null;
    const withheld = stored?.withheld ?? [];
    const roles: readonly Role[] = living?.roles ?? stored?.roles ?? [];
    return {
      id,
      name: living?.name ?? stored?.name ?? id,
      email: living?.email ?? stored?.email ?? null,
      department: (living?.department === undefined ? stored?.department : living.department) ?? null,
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

  /** What the person would manage if this department stood as given. */
  wouldManage(person: Person, department: Department): readonly DepartmentId[] {
    return managedDepartments(person, [...this.departments().filter(({ id }) => id !== department.id), department]);
  }

  #over(claims: Claims): boolean {
    return claims.expires * 1000 <= this.#clock.now();
  }
}

const said = ({ name, email, department, roles }: Claims): string => JSON.stringify([name, email, department, roles]);
