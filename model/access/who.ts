/** Who sees an archive and why: everybody of the directory asked through `decide()`, and put together where the same holds for the same reasons. Pure; names and who may ask are the server's. */
import type { DepartmentId, PersonId } from '../ids.ts';
import { atLeast, decide, departmentsOver, managedDepartments } from '../rights.ts';
import type { ArchiveRights, Because, Decision, Department, Grant, Level, Person, Policy, Role } from '../rights.ts';
import { SECTION_KEYS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import type { SectionRight } from './api.ts';

export interface WhoQuestion {
  /** With the roles that count now. */
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly archive: ArchiveRights;
  readonly grants: readonly Grant[];
  readonly policy: Policy;
  readonly ownerActive: boolean;
  readonly now: string;
  /** Whom the reader does not even find among their colleagues: only what compliance sees as compliance, or a broken glass opens, is told of them. Default: nobody. */
  readonly hidden?: (person: PersonId) => boolean;
}

/** Who leaves no presence is found apart: by what they see, never among those who are named. */
export interface WhoGroup {
  readonly as: { readonly kind: 'people' } | { readonly kind: 'department'; readonly id: DepartmentId } | { readonly kind: 'role'; readonly role: Role } | { readonly kind: 'everybody' } | { readonly kind: 'compliance' } | { readonly kind: 'breakGlass' };
  readonly people: readonly PersonId[];
  readonly level: Level;
  readonly sections: readonly SectionRight[];
  readonly because: readonly Because[];
  readonly until: string | null;
}

type Decisions = readonly (readonly [SectionKey, Decision])[];
const NOTHING: Decisions = SECTION_KEYS.map((section) => [section, { level: 'none', because: [] }]);

/** Without what leaves no presence: the role of compliance, and what somebody broke. */
export const withoutUnseen = (person: Person): Person => (person.roles.includes('compliance') ? { ...person, roles: person.roles.filter((role) => role !== 'compliance') } : person);
export const withoutGlass = (grants: readonly Grant[]): readonly Grant[] => grants.filter(({ origin }) => origin?.kind !== 'breakGlass');

export function whoSees(question: WhoQuestion): readonly WhoGroup[] {
  const { people, departments, archive, grants } = question;
  const byId = new Map(departments.map((each) => [each.id, each]));
  const heads = new Set(departments.flatMap(({ managers }) => managers));
  const seenGrants = withoutGlass(grants);
  // what is decided rests on a person's id only where the archive names it: others with the same standing are decided once
  const named = new Set<PersonId>([
    ...(archive.owner === null ? [] : [archive.owner]), ...archive.coOwners, ...archive.deputies.map(({ person }) => person),
    ...grants.flatMap(({ to }) => (to.kind === 'person' ? [to.id] : [])), ...(archive.walls ?? []).flatMap(({ to }) => (to.kind === 'person' ? [to.id] : [])),
  ]);
  const over = new Map<DepartmentId | null, readonly DepartmentId[]>();
  const withinOf = (person: Person): readonly DepartmentId[] => {
    const there = over.get(person.department);
    if (there) return there;
    const found = departmentsOver(person, byId);
    over.set(person.department, found);
    return found;
  };
  const manages = (person: Person): boolean => archive.department !== null && (heads.has(person.id) || person.roles.includes('manager')) && managedDepartments(person, departments).includes(archive.department);
  const decided = new Map<string, readonly [seen: Decisions, all: Decisions]>();
  const decisionsOf = (person: Person): readonly [seen: Decisions, all: Decisions] => {
    const managed = manages(person);
    const key = named.has(person.id) ? null : JSON.stringify([person.department, person.roles, person.clearances, managed, person.active]);
    const there = key === null ? undefined : decided.get(key);
    if (there) return there;
    const rest = { archive, policy: question.policy, ownerActive: question.ownerActive, now: question.now, manages: managed && archive.department !== null ? [archive.department] : [], within: withinOf(person) };
    const all: Decisions = SECTION_KEYS.map((section) => [section, decide({ ...rest, person, grants, section })] as const);
    const plain = withoutUnseen(person);
    const seen: Decisions = plain === person && seenGrants.length === grants.length ? all : SECTION_KEYS.map((section) => [section, decide({ ...rest, person: plain, grants: seenGrants, section })] as const);
    if (key !== null) decided.set(key, [seen, all]);
    return [seen, all];
  };

  const groups = new Map<string, { readonly decisions: Decisions; readonly people: PersonId[] }>();
  const unseen: Record<'compliance' | 'breakGlass', { readonly rights: Map<SectionKey, Decision>; readonly people: Set<PersonId> }> = { compliance: { rights: new Map(), people: new Set() }, breakGlass: { rights: new Map(), people: new Set() } };
  const signs = new WeakMap<Decisions, string>();
  for (const person of people) {
    const [plain, all] = decisionsOf(person);
    const seen = question.hidden?.(person.id) === true ? NOTHING : plain;
    let sign = signs.get(seen);
    if (sign === undefined) signs.set(seen, (sign = JSON.stringify(seen)));
    const group = groups.get(sign);
    if (group) group.people.push(person.id);
    else if (seen.some(([, { level }]) => level !== 'none')) groups.set(sign, { decisions: seen, people: [person.id] });
    if (all !== seen) all.forEach(([section, decision], i) => {
      const before = seen[i]?.[1].level ?? 'none';
      if (atLeast(before, decision.level)) return;
      // by what else somebody hidden sees it, the department, say, they could be found
      if (seen === NOTHING && !decision.because.some(({ kind }) => kind === 'compliance' || kind === 'breakGlass')) return;
      const of = unseen[decision.because.some(({ kind }) => kind === 'breakGlass') ? 'breakGlass' : 'compliance'];
      of.people.add(person.id);
      if (!atLeast(of.rights.get(section)?.level ?? 'none', decision.level)) of.rights.set(section, decision);
    });
  }

  const found = [...groups.values()].map(({ decisions, people: who }): WhoGroup => groupOf(decisions, who, (because) => standing(because, grants)));
  for (const kind of ['compliance', 'breakGlass'] as const) {
    const { rights, people: who } = unseen[kind];
    if (who.size > 0) found.push(groupOf(SECTION_KEYS.flatMap((section) => (rights.has(section) ? [[section, rights.get(section) as Decision] as const] : [])), [...who], () => ({ kind })));
  }
  return found.sort((a, b) => rank(a) - rank(b) || b.people.length - a.people.length);
}

function groupOf(decisions: Decisions, people: readonly PersonId[], as: (because: readonly Because[]) => WhoGroup['as']): WhoGroup {
  const sections = sectionRights(decisions);
  const because = [...new Map(sections.flatMap((each) => each.because).map((each) => [JSON.stringify(each), each])).values()];
  const ends = sections.flatMap(({ until }) => until ?? []).sort();
  return { as: as(because), people, level: sections.reduce<Level>((best, { level }) => (atLeast(best, level) ? best : level), 'none'), sections, because, until: ends[0] ?? null };
}

/** Sections with a level. */
export const sectionRights = (decisions: Iterable<readonly [SectionKey, Decision]>): readonly SectionRight[] =>
  [...decisions].flatMap(([section, { level, because, until = null }]) => (level === 'none' ? [] : [{ section, level, because, until }]));

/** Under which name many stand who have it by the same reasons. */
function standing(because: readonly Because[], grants: readonly Grant[]): WhoGroup['as'] {
  const reasons = because.filter(({ kind }) => kind !== 'clearance' && kind !== 'closed' && kind !== 'restricted' && kind !== 'everybody');
  const [first, ...others] = reasons;
  if (first === undefined) return because.some(({ kind }) => kind === 'everybody') ? { kind: 'everybody' } : { kind: 'people' };
  if (reasons.every(({ kind }) => kind === 'steward' || kind === 'ownerless') && reasons.some(({ kind }) => kind === 'steward')) return { kind: 'role', role: 'steward' };
  if (others.length > 0) return { kind: 'people' };
  switch (first.kind) {
    case 'colleague': return { kind: 'department', id: first.department };
    case 'generalManager': return { kind: 'role', role: 'generalManager' };
    case 'packRole': return first.to.kind === 'role' ? { kind: 'role', role: first.to.id } : { kind: 'department', id: first.to.id };
    case 'grant': {
      const to = grants.find(({ id }) => id === first.grant)?.to;
      return to?.kind === 'department' ? { kind: 'department', id: to.id } : to?.kind === 'role' ? { kind: 'role', role: to.id } : { kind: 'people' };
    }
    default: return { kind: 'people' };
  }
}

const ORDER: readonly Because['kind'][] = ['owner', 'ownerless', 'coOwner', 'deputy', 'grant', 'request', 'correction', 'departmentManager', 'steward', 'generalManager', 'packRole', 'colleague', 'everybody', 'compliance', 'breakGlass'];
function rank({ because, as }: WhoGroup): number {
  const first = Math.min(...because.map(({ kind }) => ORDER.indexOf(kind)).filter((at) => at >= 0), ORDER.length);
  return as.kind === 'compliance' || as.kind === 'breakGlass' ? ORDER.indexOf(as.kind) : first;
}
