/** A small company with random rights that change: the real `decide()` over people, archives and grants, and for how long each answer may still be in use. */
import type { ArchiveId, DepartmentId, GrantId, PersonId, WallId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import { atLeast, decide, departmentsOver, managedDepartments, SHIPPED_POLICY } from '../../model/rights.ts';
import type { ArchiveRights, Department, Grant, Level, Person, Policy, Role, Wall } from '../../model/rights.ts';
import { parseDocSection, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { TokenError } from '../../server/sync/sync.ts';
import type { Access } from '../../server/sync/sync.ts';

interface Rules { readonly people: ReadonlyMap<string, Person>; readonly archives: ReadonlyMap<string, ArchiveRights>; readonly grants: readonly Grant[] }

export interface CompanyOptions {
  readonly chance: () => number;
  readonly now: () => number;
  /** Delays an answer, or makes it fail. */
  readonly asked: () => Promise<void> | void;
  /** What a digest says of a section to who may read it. */
  readonly digest: (archive: ArchiveId, section: SectionKey) => string | null;
}

export const ARCHIVES = ['A1', 'A2'] as ArchiveId[];
/** What the simulation's people write in: one section of each class. */
export const SECTIONS = ['profile', 'private', 'bank'] as const;
export type SimSection = (typeof SECTIONS)[number];
export const HONEST = ['ann', 'bob', 'cid', 'dan', 'eve'] as const;
export const BYZANTINE = ['mal', 'moe'] as const;

const SALES = 'sales' as DepartmentId;
const DEPARTMENTS: readonly Department[] = [{ id: SALES, name: 'Sales', parent: null, managers: [] }];

export class Company {
  readonly #options: CompanyOptions;
  readonly #policy: Policy;
  #rules: Rules;
  /** Rules that were in force when a change began that has not returned yet. */
  readonly #fading = new Set<Rules>();
  #grants = 0;

  constructor(options: CompanyOptions) {
    this.#options = options;
    const pick = <T>(list: readonly T[]): T => list[Math.floor(options.chance() * list.length)]!;
    this.#policy = { ...SHIPPED_POLICY, departmentDefault: pick(['none', 'exists', 'read', 'write'] as const) };
    const person = (id: string): Person => ({
      id: id as PersonId, name: `Name of ${id}`, email: null, department: options.chance() < 0.4 ? SALES : null, reportsTo: null, active: true,
      roles: (BYZANTINE as readonly string[]).includes(id) || options.chance() < 0.6 ? ['staff'] : [pick(['steward', 'generalManager', 'manager', 'compliance', 'auditor', 'admin'] satisfies Role[])],
      clearances: options.chance() < 0.5 ? ['bank'] : [],
    });
    const archive = (id: ArchiveId): ArchiveRights => ({
      id, kind: 'organisation', packs: ['base'], department: SALES, owner: pick(['ann', 'bob']) as PersonId, coOwners: options.chance() < 0.5 ? ['cid' as PersonId] : [],
      deputies: [], confidentiality: 'normal', state: 'open',
    });
    this.#rules = { people: new Map([...HONEST, ...BYZANTINE].map((id) => [id, person(id)])), archives: new Map(ARCHIVES.map((id) => [id, archive(id)])), grants: [] };
    for (const id of [...HONEST.slice(2), ...BYZANTINE]) for (const each of ARCHIVES) if (options.chance() < 0.6) this.grant(id, each, null, null);
    for (const id of ['dan', ...BYZANTINE]) if (options.chance() < 0.5) this.grant(id, pick(ARCHIVES), ['private'], null);
  }

  person(id: string): Person {
    const found = this.#rules.people.get(id);
    if (found === undefined) throw new Error(`nobody: ${id}`);
    return found;
  }

  /** As the rules stand now. */
  level(person: string, archive: string, section: SectionKey): Level {
    return this.#level(this.#rules, person, archive, section, this.#options.now());
  }

  /** Also by rules that a change in progress is about to end. */
  mayRead(person: string, archive: string, section: string, now = this.#options.now()): boolean {
    return this.#any(person, archive, section, 'read', now);
  }
  mayWrite(person: string, archive: string, section: string): boolean {
    return this.#any(person, archive, section, 'write', this.#options.now());
  }

  grant(to: string, archive: ArchiveId, sections: readonly SectionKey[] | null, until: string | null, level: Grant['level'] = this.#options.chance() < 0.7 ? 'write' : 'read', from = '2026-01-01'): void {
    const grant: Grant = { id: `g${this.#grants++}` as GrantId, archive, to: { kind: 'person', id: to as PersonId }, level, sections, from, until, reason: '', requestedBy: to as PersonId, approvedBy: to as PersonId };
    this.#rules = { ...this.#rules, grants: [...this.#rules.grants, grant] };
  }
  /** Takes back a grant; says of whom and on what. */
  revoke(choose: number): { readonly person: PersonId; readonly archive: ArchiveId } | null {
    const grant = this.#rules.grants[Math.floor(choose * this.#rules.grants.length)];
    if (grant === undefined) return null;
    this.#rules = { ...this.#rules, grants: this.#rules.grants.filter((each) => each !== grant) };
    return { person: grant.to.id as PersonId, archive: grant.archive };
  }
  put(person: string, change: Partial<Person>): void {
    this.#rules = { ...this.#rules, people: new Map(this.#rules.people).set(person, { ...this.person(person), ...change }) };
  }
  putArchive(id: string, change: Partial<ArchiveRights>): void {
    const before = this.#rules.archives.get(id);
    if (before) this.#rules = { ...this.#rules, archives: new Map(this.#rules.archives).set(id, { ...before, ...change }) };
  }

  /** Sets a wall before a person or the department, or ends those that stand. */
  wall(person: string, archive: ArchiveId, choose: number): void {
    const wall = (to: Wall['to']): Wall => ({ id: `w${this.#grants++}` as WallId, archive, to, from: '2026-01-01', until: null, reason: '', by: 'ann' as PersonId });
    this.putArchive(archive, { walls: choose < 0.4 ? [] : [wall(choose < 0.8 ? { kind: 'person', id: person as PersonId } : { kind: 'department', id: SALES })] });
  }

  /** The rules as they are count on until the change has returned. */
  async change(change: () => void, told: () => Promise<void>): Promise<void> {
    const before = this.#rules;
    change();
    this.#fading.add(before);
    await told();
    this.#fading.delete(before);
  }
  /** A process died in the middle of its changes; the next one knows only the rules as they are. */
  forget(): void {
    this.#fading.clear();
  }

  readonly access: Access = {
    authenticate: async (token) => {
      await this.#options.asked();
      const [id = '', end = ''] = token.split(' ');
      const person = this.#rules.people.get(id);
      if (!person?.active || Number(end) <= this.#options.now()) throw new TokenError('no');
      return { person, expires: Number(end) };
    },
    person: async ({ id }) => {
      await this.#options.asked();
      const person = this.#rules.people.get(id);
      return person?.active ? person : null;
    },
    resolve: async (ref) => {
      await this.#options.asked();
      return ref.kind === 'id' && this.#rules.archives.has(ref.id) ? ref.id : null;
    },
    decide: async ({ id }, archive, section) => {
      const rules = this.#rules;
      if (this.#options.chance() < 0.5) await this.#options.asked();
      const asked = this.#question(rules, id, archive, section, this.#options.now());
      const decision = asked === null ? { level: 'none' as const, because: [] } : decide(asked);
      await this.#options.asked();
      return decision;
    },
    digest: async (person, archive) => (await this.access.digests(person, [archive]))[0] ?? null,
    digests: async ({ id }, archives) => {
      const answer = archives.map((archive) => this.#digest(id, archive));
      await this.#options.asked();
      return answer;
    },
    brief: (person, archives) => this.access.digests(person, archives),
    faces: async (person, archives) => (await this.access.digests(person, archives)).map((digest) => digest && { id: digest.id, level: 'exists' }),
  };

  #digest(person: PersonId, archive: ArchiveId): Digest | null {
    const levels = SECTION_KEYS.map((section) => [section, this.level(person, archive, section)] as const);
    if (levels.every(([, level]) => level === 'none')) return null;
    const facts = levels.flatMap(([section, level]) => (atLeast(level, 'read') ? [this.#options.digest(archive, section)] : []));
    return { id: archive, level: 'exists', name: facts.filter((fact) => fact !== null).join(' '), kind: 'organisation', department: null, owner: null };
  }

  #any(person: string, archive: string, section: string, level: Level, now: number): boolean {
    const key = parseDocSection(section)?.section;
    return key !== undefined && [this.#rules, ...this.#fading].some((rules) => atLeast(this.#level(rules, person, archive, key, now), level));
  }

  #level(rules: Rules, id: string, archive: string, section: SectionKey, now: number): Level {
    const question = this.#question(rules, id, archive, section, now);
    return question === null ? 'none' : decide(question).level;
  }

  #question(rules: Rules, id: string, archiveId: string, section: SectionKey, now: number) {
    const person = rules.people.get(id);
    const archive = rules.archives.get(archiveId);
    if (!person || !archive) return null;
    return {
      person, archive, section, grants: rules.grants.filter((grant) => grant.archive === archiveId), policy: this.#policy,
      manages: managedDepartments(person, DEPARTMENTS), within: departmentsOver(person, new Map(DEPARTMENTS.map((each) => [each.id, each]))), ownerActive: archive.owner !== null && rules.people.get(archive.owner)?.active === true, now: new Date(now).toISOString(),
    };
  }
}
