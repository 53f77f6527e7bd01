/** People, departments and the policy in memory, overlaid with what living tokens claim. Storing is left to `services/directory.ts`. */
import type { Clock } from '../clock.ts';
import type { Act } from '../storage/audit-acts.ts';
import { Turns } from '../turns.ts';
import { Leavers } from './leavers.ts';
import type { KnownPeople } from '../storage/cells-page.ts';
import type { DirectoryStore } from '../storage/storage.ts';
import type { Claims } from './token.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { isKeyPrincipal } from '../../model/ids.ts';
import { UNSEEN } from './unseen.ts';
import { departmentsOver, managedDepartments, policyOf, SHIPPED_POLICY } from '../../model/rights.ts';
import type { Caller, Department, Person, Policy, Role } from '../../model/rights.ts';

/** By name in the order of its script; the same everywhere. */
const ORDER = new Intl.Collator('und', { numeric: true });

/** The keys of services, which are principals without a row among the people. */
export interface ServicePrincipals { person(id: PersonId): Person | null; name(id: PersonId): string | null }

export class Directory {
  readonly #clock: Clock;
  readonly #people = new Map<PersonId, Person>();
  readonly #departments = new Map<DepartmentId, Department>();
  /** The newest token of each person that still lives. */
  readonly #claims = new Map<PersonId, Claims>();
  /** Ids that people had before they got the one of their sign-in. */
  readonly #aliases = new Map<PersonId, PersonId>();
  #byName: readonly Person[] | null = null;
  /** Departments by name; null where several have it. */
  #named: ReadonlyMap<string, DepartmentId | null> | null = null;
  #policy: Policy = SHIPPED_POLICY;
  #store: DirectoryStore | null = null;
  readonly #turns = new Turns<PersonId>();
  readonly leavers: Leavers;
  #services: ServicePrincipals = { person: () => null, name: () => null };
  /** Rises with every change of who anybody is. */
  #version = 0;
  #known: KnownPeople | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.leavers = new Leavers(clock);
  }

  async load(store: DirectoryStore): Promise<void> {
    this.#store = store;
    for (const person of await store.people()) this.#people.set(person.id, person);
    for (const { alias, person } of await store.aliases()) this.#aliases.set(alias, person);
    for (const department of await store.departments()) this.#departments.set(department.id, department);
    this.#policy = policyOf(await store.policy());
    this.#version++;
  }

  /**
   * Another node has changed these people, or any where null: they are read again in the turns of this node's own changes, so that neither undoes the
   * other. Answers whoever is another one now; an id that was given away is one of them.
   */
  async reload(ids: ReadonlySet<PersonId> | null): Promise<readonly PersonId[]> {
    const store = this.#loaded;
    const wanted = ids ?? new Set([...this.#people.keys(), ...(await store.people()).map(({ id }) => id)]);
    const release = await this.#hold([...wanted].sort());
    try {
      const [people, aliases] = await Promise.all([store.people(), store.aliases()]);
      const there = new Map(people.map((person) => [person.id, person]));
      const others = [...wanted].filter((id) => JSON.stringify(this.#people.get(id)) !== JSON.stringify(there.get(id)));
      for (const id of others) {
        const person = there.get(id);
        if (person === undefined) this.#people.delete(id);
        else this.#people.set(id, person);
      }
      this.#aliases.clear();
      for (const { alias, person } of aliases) {
        this.#aliases.set(alias, person);
        this.#claims.delete(alias); // what a token claims for an id that was given away counts for nobody
      }
      this.#byName = null;
      this.#version++;
      return others;
    } finally {
      release();
    }
  }

  /** The same of departments and the policy, which concern everybody. Answers who manages a department, or did until now. */
  async reloadRules(): Promise<readonly PersonId[]> {
    const [departments, policy] = await Promise.all([this.#loaded.departments(), this.#loaded.policy()]);
    const managers = [...this.#departments.values(), ...departments].flatMap((department) => department.managers);
    this.#departments.clear();
    for (const department of departments) this.#departments.set(department.id, department);
    this.#policy = policyOf(policy);
    this.#named = null;
    this.#version++;
    return [...new Set(managers)];
  }

  /** Takes the turns of all of them, one after the other in their order, as a renaming does, so that none waits for the other. Answers how they are given back. */
  async #hold(ids: readonly PersonId[]): Promise<() => void> {
    const held: (() => void)[] = [];
    for (const id of ids) {
      await new Promise<void>((taken) => void this.#turns.take(id, () => new Promise<void>((over) => {
        held.push(over);
        taken();
      })));
    }
    return () => { for (const over of held) over(); };
  }

  get #loaded(): DirectoryStore {
    if (!this.#store) throw new Error('the directory was not loaded');
    return this.#store;
  }

  /** Whom the ids of keys stand for. */
  withServices(services: ServicePrincipals): void {
    this.#services = services;
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** Another one is in force from here on; who is connected is decided again by who calls this. */
  keepPolicy(policy: Policy): void {
    this.#policy = policy;
  }

  /** The person as stored, without claims. */
  stored(id: PersonId): Person | undefined {
    return this.#people.get(id);
  }

  /**
   * Changes of one person wait for each other and begin with what the one before left, so that none undoes another: a sign-in that
   * brings a new name never brings back who was shut out at that moment. What `change` throws is thrown, and nothing is changed. `write`: the row is
   * written in the transaction of something larger.
   */
  changePerson(id: PersonId, change: (stored: Person | undefined) => Person, write: (person: Person) => Promise<void> = (person) => this.#put(person)): Promise<{ readonly old: Person | undefined; readonly stored: Person }> {
    return this.#turns.take(id, async () => {
      const old = this.#people.get(id);
      const stored = change(old);
      if (JSON.stringify(old) !== JSON.stringify(stored)) await write(stored);
      this.#keep(stored);
      return { old, stored };
    });
  }

  async #put(person: Person): Promise<void> {
    if (!this.#store) throw new Error('the directory was not loaded');
    await this.#store.putPerson(person);
  }

  /** The id that an earlier id of a person stands for now; any other stays as it is. */
  current(id: PersonId): PersonId {
    return this.#aliases.get(id) ?? id;
  }

  /** Takes over what `DirectoryStore.renamePerson` has written; the turns of both ids are held meanwhile. */
  renamePerson(from: PersonId, to: PersonId, change: (old: Person | undefined, there: Person | undefined) => Person, act?: Act): Promise<{ readonly stored: Person; readonly archives: readonly ArchiveId[] }> {
    // always in the same order, so that two renamings never wait for each other
    const [first, second] = from < to ? [from, to] : [to, from];
    return this.#turns.take(first, () => this.#turns.take(second, async () => {
      if (!this.#store) throw new Error('the directory was not loaded');
      const stored = change(this.#people.get(from), this.#people.get(to));
      const archives = await this.#store.renamePerson(from, stored, act);
      this.#people.delete(from);
      this.#claims.delete(from);
      this.#aliases.delete(to);
      this.#version++;
      for (const [alias, person] of this.#aliases) if (person === from) this.#aliases.set(alias, to);
      this.#aliases.set(from, to);
      for (const person of [...this.#people.values()]) if (person.reportsTo === from) this.#people.set(person.id, { ...person, reportsTo: to });
      for (const department of [...this.#departments.values()]) {
        if (department.managers.includes(from)) this.#departments.set(department.id, { ...department, managers: [...new Set(department.managers.map((each) => (each === from ? to : each)))] });
      }
      this.leavers.rename(from, to);
      if (this.#policy.emergency.includes(from)) this.#policy = { ...this.#policy, emergency: [...new Set(this.#policy.emergency.map((each) => (each === from ? to : each)))] };
      this.#keep(stored);
      return { stored, archives };
    }));
  }

  #keep(person: Person): void {
    this.#people.set(person.id, person);
    this.#byName = null;
    this.#version++;
  }

  keepDepartment(department: Department): void {
    this.#departments.set(department.id, department);
    this.#named = null;
    this.#version++;
  }

  dropDepartment(id: DepartmentId): void {
    this.#departments.delete(id);
    this.#named = null;
    this.#version++;
  }

  people(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Sorted once after each change: a search asks with every letter. */
  byName(): readonly Person[] {
    return (this.#byName ??= [...this.#people.values()].sort((a, b) => ORDER.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)));
  }

  departments(): readonly Department[] {
    return [...this.#departments.values()];
  }

  department(id: DepartmentId): Department | undefined {
    return this.#departments.get(id);
  }

  /** Whether this very token is the one that counts, and lives: then it says nothing new. */
  counts(claims: Claims): boolean {
    return this.#claims.get(claims.person) === claims && !this.#over(claims);
  }

  /** A token was checked; a newer one of the same person wins. True when it says something else than the one that counted before, also if that one has ended by now. */
  claim(claims: Claims): boolean {
    const old = this.#claims.get(claims.person);
    if (old && old.issuedAt > claims.issuedAt && !this.#over(old)) return false;
    this.#claims.set(claims.person, claims);
    if (old === undefined || said(old) !== said(claims)) this.#version++;
    return old !== undefined && said(old) !== said(claims);
  }

  /** Milliseconds since 1970 at which the token that counts ends, or ended; null when there is none. */
  claimsEnd(id: PersonId): number | null {
    const claims = this.#claims.get(id);
    return claims ? claims.expires * 1000 : null;
  }

  /** Every token of this person was ended before its time: what they claimed counts no longer. */
  forgetClaims(id: PersonId): void {
    if (this.#claims.delete(id)) this.#version++;
  }

  /** Forgets the claims of a token that has ended. */
  unclaim(id: PersonId): void {
    const claims = this.#claims.get(id);
    if (claims && this.#over(claims) && this.#claims.delete(id)) this.#version++;
  }

  /** The person as the server counts them now, or null: inactive, or known neither from the directory nor from a living token. */
  person(id: PersonId): Person | null {
    if (isKeyPrincipal(id)) return this.#services.person(id);
    const stored = this.#people.get(id);
    if (stored && !stored.active) return null;
    const claims = this.#claims.get(id);
    const living = claims && !this.#over(claims) ? claims : undefined;
    if (!stored && !living) return null;
    const withheld = stored?.withheld ?? [];
    const said: readonly Role[] = living?.roles ?? stored?.roles ?? [];
    const roles = said.length > 0 ? said : (['staff'] as const);
    // the one role that counts beside what a token says: else an issuer that names roles would leave nobody a way to make the first administrator
    const kept: readonly Role[] = stored?.roles.includes('admin') === true && !roles.includes('admin') ? [...roles, 'admin'] : roles;
    return {
      id,
      name: living?.name ?? stored?.name ?? id,
      email: living?.email ?? stored?.email ?? null,
      department: (living?.department === undefined ? stored?.department : this.#departmentOf(living.department)) ?? null,
      roles: kept.filter((role) => !withheld.includes(role)),
      clearances: stored?.clearances ?? [],
      reportsTo: stored?.reportsTo ?? null,
      active: true,
      withheld,
      ...(this.leavers.has(id) ? { leaving: true as const } : {}),
    };
  }

  /** The person as they count where they came in; see `person`. */
  as({ id, without }: Caller): Person | null {
    const person = this.person(id);
    if (person === null || without === undefined) return person;
    const { frameOnly } = this.#policy;
    return { ...person, clearances: person.clearances.filter((each) => !frameOnly.includes(each)), without: frameOnly };
  }

  /** For an owner: someone who has signed in or was imported, and was not deactivated since. */
  isActive(id: PersonId): boolean {
    return !isKeyPrincipal(id) && this.person(id) !== null;
  }

  /** The id stands for the name of someone who was never seen. */
  name(id: PersonId): string {
    if (isKeyPrincipal(id)) return id === UNSEEN.id ? UNSEEN.name : (this.#services.name(id) ?? id);
    const now = this.current(id);
    return this.#people.get(now)?.name ?? this.#claims.get(now)?.name ?? id;
  }

  /** For a thread that names people: made once after each change. Who only has a token is told as unsure, for tokens end with the time. */
  known(): KnownPeople {
    if (this.#known?.version === this.#version) return this.#known;
    const stored = [...this.#people.values()].map(({ id, name, active }) => ({ id, name, active, unsure: false }));
    const aliases = [...this.#aliases.keys()].filter((id) => !this.#people.has(id)).map((id) => ({ id, name: this.name(id), active: false, unsure: true }));
    const claimed = [...this.#claims.values()].filter(({ person }) => !this.#people.has(person)).map(({ person, name }) => ({ id: person, name: name ?? person, active: true, unsure: true }));
    return (this.#known = { version: this.#version, people: [...stored, ...aliases, ...claimed] });
  }

  manages(person: Person): readonly DepartmentId[] {
    return managedDepartments(person, this.departments());
  }

  /** The person's own department and all above it: walls and pack roles of these concern them. */
  within(person: Person): readonly DepartmentId[] {
    return departmentsOver(person, this.#departments);
  }

  /** What the person would manage if these departments stood as given. */
  wouldManage(person: Person, departments: readonly Department[]): readonly DepartmentId[] {
    return managedDepartments(person, [...new Map([...this.#departments, ...departments.map((each) => [each.id, each] as const)]).values()]);
  }

  /** A token may name a department by its id or, where only one has it, by its name. What the directory does not know stays as it is. */
  #departmentOf(text: DepartmentId | null): DepartmentId | null {
    if (text === null || this.#departments.has(text)) return text;
    if (!this.#named) {
      const named = new Map<string, DepartmentId | null>();
      for (const { id, name } of this.#departments.values()) named.set(name, named.has(name) ? null : id);
      this.#named = named;
    }
    return this.#named.get(text) ?? text;
  }

  #over(claims: Claims): boolean {
    return claims.expires * 1000 <= this.#clock.now();
  }
}

const said = ({ name, email, department, roles }: Claims): string => JSON.stringify([name, email, department, roles]);
