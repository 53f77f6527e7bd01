/** Who may do what: the vocabulary and `decide()`, the one rule of DESIGN 5. The server runs it for every message, the browser only for hints. */
import type { ArchiveId, DepartmentId, GrantId, PersonId, WallId } from './ids.ts';
import { companyDefault, departmentDefault, underMark } from './rights/policy.ts';
import type { EnterOnly, PackRole, Policy } from './rights/policy.ts';
import { SECTIONS, SECTION_KEYS } from './sections.ts';
import type { Clearance, SectionKey } from './sections.ts';

export { companyDefault, departmentDefault, policyOf, POLICY_PRESETS, SHIPPED_POLICY, underMark } from './rights/policy.ts';
export type { DefaultLevel, EnterOnly, PackRole, Policy, PolicyPreset } from './rights/policy.ts';

export const LEVELS = ['none', 'exists', 'read', 'write', 'manage'] as const;
export type Level = (typeof LEVELS)[number];
export const atLeast = (level: Level, wanted: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

export const ROLES = ['staff', 'manager', 'generalManager', 'service', 'serviceManager', 'steward', 'compliance', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly department: DepartmentId | null;
  readonly roles: readonly Role[];
  readonly clearances: readonly Clearance[];
  readonly reportsTo: PersonId | null;
  readonly active: boolean;
  /** Roles that the database withholds although a token claims them; kept with the person, already taken out of `roles` wherever a right is decided. */
  readonly withheld?: readonly Role[];
  /** It was announced that they leave or move (P-08): until then they work on, but take nothing out. */
  readonly leaving?: true;
  /** Present, if empty, for who comes by a token that another page holds: what the policy keeps for the server's own pages, already taken out of `clearances`. */
  readonly without?: readonly Clearance[];
  /** Present for the key of a service: then this says what it may, and nothing else does. */
  readonly service?: ServiceScope;
}

/** Whom a door lets in: who it is, and whether by the server's own sign-in. What else they are is looked up when a right is decided. */
export type Caller = Pick<Person, 'id' | 'without'>;

/** By the token that a page of another origin holds, whose scripts could read along. */
export const isHosted = ({ without }: Pick<Caller, 'without'>): boolean => without !== undefined;

/** How far the key of a service reaches. It owns nothing, belongs to no department, and grants do not concern it. */
export interface ServiceScope {
  /** Sections with the level on them; a restricted one needs its clearance besides. */
  readonly sections: Readonly<Partial<Record<SectionKey, 'read' | 'write'>>>;
  /** Only archives of these departments, those below them named too; null: all archives. */
  readonly departments: readonly DepartmentId[] | null;
  /** May create archives, which nobody owns until somebody is given them. */
  readonly create: boolean;
}

export interface Department { readonly id: DepartmentId; readonly name: string; readonly parent: DepartmentId | null; readonly managers: readonly PersonId[] }

export interface Deputy { readonly person: PersonId; readonly from: string; readonly to: string }

/** Conflict of interest: the archive does not exist for these people, whatever else they are to it. */
export interface Wall {
  readonly id: WallId;
  readonly archive: ArchiveId;
  readonly to: { readonly kind: 'person'; readonly id: PersonId } | { readonly kind: 'department'; readonly id: DepartmentId };
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly by: PersonId;
}

/** `restricted`: stored and nothing else, as a person may ask for. */
export type ArchiveState = 'open' | 'closed' | 'restricted' | 'sealed' | 'erased';

/** The archive's own row, as far as rights need it. */
export interface ArchiveRights {
  readonly id: ArchiveId;
  readonly kind: string;
  readonly packs: readonly string[];
  readonly department: DepartmentId | null;
  readonly owner: PersonId | null;
  readonly coOwners: readonly PersonId[];
  readonly deputies: readonly Deputy[];
  readonly confidentiality: 'normal' | 'businessConfidential' | 'restricted';
  readonly state: ArchiveState;
  /** Those that stand or will. Default: none. */
  readonly walls?: readonly Wall[];
  /** Under legal hold: nothing of it is erased. Default: not. */
  readonly held?: boolean;
}

export interface Grant {
  readonly id: GrantId;
  readonly archive: ArchiveId;
  readonly to: { readonly kind: 'person'; readonly id: PersonId } | { readonly kind: 'department'; readonly id: DepartmentId } | { readonly kind: 'role'; readonly id: Role };
  readonly level: 'exists' | 'read' | 'write';
  /** Named sections; null means the internal ones (a confidential section must be named). */
  readonly sections: readonly SectionKey[] | null;
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly requestedBy: PersonId;
  readonly approvedBy: PersonId;
  /** What it comes from, with the id of the request, breaking or case. Default: given by who manages the archive. */
  readonly origin?: GrantOrigin;
}

export type GrantOrigin = { readonly kind: 'given' } | { readonly kind: 'request' | 'breakGlass' | 'correction'; readonly id: string };

/** A wall is told to nobody but those who set walls: least of all to whom it stands before. */
export type Because =
  | { readonly kind: 'inactive' | 'sealed' | 'erased' | 'owner' | 'coOwner' | 'steward' | 'generalManager' | 'ownerless' | 'closed' | 'restricted' | 'compliance' | 'key' | 'everybody' }
  | { readonly kind: 'wall'; readonly wall: WallId }
  | { readonly kind: 'deputy'; readonly until: string }
  | { readonly kind: 'departmentManager' | 'colleague'; readonly department: DepartmentId }
  | { readonly kind: 'grant'; readonly grant: GrantId; readonly until: string | null }
  /** Grants that come from something else; `of`: the id of the request, the breaking or the case. */
  | { readonly kind: 'request' | 'breakGlass' | 'correction'; readonly grant: GrantId; readonly of: string; readonly until: string | null }
  | { readonly kind: 'packRole'; readonly pack: string; readonly to: PackRole['to'] }
  | { readonly kind: 'clearance'; readonly clearance: Clearance }
  | { readonly kind: 'noClearance'; readonly clearance: Clearance }
  /** Only on the server's own pages: said of the class, to whoever comes by another page, cleared or not. */
  | { readonly kind: 'ownPages'; readonly clearance: Clearance };

export interface Decision { readonly level: Level; readonly because: readonly Because[]; readonly until?: string }

/** Everything a decision rests on; nothing else counts. */
export interface Question {
  /** With the roles that count now: what a token claims, less what the directory withholds. */
  readonly person: Person;
  readonly archive: ArchiveRights;
  readonly section: SectionKey;
  /** Grants on this archive, to anyone. */
  readonly grants: readonly Grant[];
  readonly policy: Policy;
  /** Departments that the person manages, see `managedDepartments`. */
  readonly manages: readonly DepartmentId[];
  /** The person's own department and all above it, see `departmentsOver`. */
  readonly within: readonly DepartmentId[];
  /** The directory knows the owner and the owner is active. */
  readonly ownerActive: boolean;
  /** ISO 8601 in UTC with milliseconds. */
  readonly now: string;
}

interface Source { readonly level: Level; readonly because: Because; readonly until?: string }

/**
 * The level of a person on a section, with the reasons that give exactly this level, and until when it holds as far as dates say.
 * Walls first, then the highest source, then what a restricted section asks besides, then caps (DESIGN 5, rules 1 to 4). Who may
 * reopen a closed archive is asked with the archive as if it were open.
 */
export function decide(question: Question): Decision {
  const wall = wallOf(question);
  if (wall) return { level: 'none', because: [wall] };
  const sectionClass = SECTIONS[question.section].class;
  if (sectionClass.kind !== 'restricted') return capped(question, sourcesOf(question));
  const { clearance } = sectionClass;
  const sources = sourcesOf(question);
  const shut: Because | null = question.person.without?.includes(clearance) === true ? { kind: 'ownPages', clearance } : question.person.clearances.includes(clearance) ? null : { kind: 'noClearance', clearance };
  if (shut !== null) {
    return { level: 'none', because: sources.length > 0 ? [shut] : [] };
  }
  const compliance: readonly Source[] = question.person.roles.includes('compliance') && !question.person.service ? [{ level: 'write', because: { kind: 'compliance' } }] : [];
  const decision = capped(question, [...sources, ...compliance]);
  return decision.level === 'none' ? decision : { ...decision, because: [...decision.because, { kind: 'clearance', clearance }] };
}

/** The highest level over the sections: what of the archive as a whole may be shown (`read` on any section gives the overview). */
export function overallLevel(question: Omit<Question, 'section'>): Decision {
  const decisions = SECTION_KEYS.map((section) => decide({ ...question, section }));
  return decisions.reduce((best, next) => (atLeast(best.level, next.level) ? best : next));
}

function wallOf({ person, archive, within, now }: Omit<Question, 'section'>): Because | null {
  if (!person.active) return { kind: 'inactive' };
  switch (archive.state) {
    case 'sealed': return { kind: 'sealed' };
    case 'erased': return { kind: 'erased' };
    case 'open': case 'closed': case 'restricted': break;
  }
  const wall = archive.walls?.find((each) => standsBefore(each, person, within) && holds(each.from, each.until, now));
  return wall ? { kind: 'wall', wall: wall.id } : null;
}

/** Whether a wall is about this person, whenever it stands. One before a department stands before those below it too. */
export const standsBefore = ({ to }: Wall, person: Pick<Person, 'id'>, within: readonly DepartmentId[]): boolean => (to.kind === 'person' ? to.id === person.id : within.includes(to.id));

/** Who is nothing but administrator or auditor is no colleague in the sense of rule 2: neither reads content by belonging to a department. */
export const isCaseWorker = (person: Person): boolean => !person.service && (person.roles.length === 0 || person.roles.some((role) => role !== 'admin' && role !== 'auditor'));

/** Whether the archive is one of those that a key reaches. */
export const keyReaches = ({ departments }: ServiceScope, archive: Pick<ArchiveRights, 'department'>): boolean =>
  departments === null || (archive.department !== null && departments.includes(archive.department));

function sourcesOf({ person, archive, section, grants, policy, manages, within, ownerActive, now }: Question): readonly Source[] {
  if (person.service) {
    const level = keyReaches(person.service, archive) ? person.service.sections[section] : undefined;
    return level === undefined ? [] : [{ level, because: { kind: 'key' } }];
  }
  const sources: Source[] = [];
  const add = (level: Level, because: Because, until?: string | null): void => { sources.push(until ? { level, because, until } : { level, because }); };
  const ownerless = archive.owner === null || !ownerActive;
  const managed = archive.department !== null && manages.includes(archive.department) ? archive.department : null;
  const steward = person.roles.includes('steward');
  if (archive.owner === person.id) add('manage', { kind: 'owner' });
  if (archive.coOwners.includes(person.id)) add('write', { kind: 'coOwner' });
  for (const { person: deputy, from, to } of archive.deputies) if (deputy === person.id && holds(from, to, now)) add('write', { kind: 'deputy', until: to }, to);
  if (managed) add('read', { kind: 'departmentManager', department: managed });
  if (steward) add('write', { kind: 'steward' });
  if (ownerless && (steward || managed)) add('manage', { kind: 'ownerless' });
  if (person.roles.includes('generalManager')) add('read', { kind: 'generalManager' });
  for (const grant of grants) {
    if (grantedTo(grant, person) && grantCovers(grant, section) && holds(grant.from, grant.until, now)) add(grant.level, becauseOf(grant), grant.until);
  }
  if (!isCaseWorker(person)) return sources;
  if (SECTIONS[section].class.kind === 'internal') {
    if (archive.department !== null && archive.department === person.department) add(departmentDefault(policy, archive.confidentiality), { kind: 'colleague', department: archive.department });
    add(companyDefault(policy, archive.confidentiality), { kind: 'everybody' });
  }
  for (const { pack, to, sections } of policy.packRoles) {
    if (archive.packs.includes(pack) && sections.includes(section) && hasPackRole(to, person, within)) add(underMark('read', archive.confidentiality), { kind: 'packRole', pack, to });
  }
  return sources;
}

/** Whether the policy means this person; a department means those below it too. */
export const hasPackRole = (to: PackRole['to'], person: Pick<Person, 'roles'>, within: readonly DepartmentId[]): boolean => (to.kind === 'role' ? person.roles.includes(to.id) : within.includes(to.id));

function becauseOf({ id: grant, until, origin }: Grant): Because {
  return origin === undefined || origin.kind === 'given' ? { kind: 'grant', grant, until } : { kind: origin.kind, grant, of: origin.id, until };
}

/** Nothing else opens it than a broken glass: what shows it says so, and takes nothing out of the house. */
export const onlyByGlass = ({ level, because }: Pick<Decision, 'level' | 'because'>): boolean => level !== 'none' && because.some(({ kind }) => kind === 'breakGlass')
  && because.every(({ kind }) => kind === 'breakGlass' || kind === 'clearance' || kind === 'closed' || kind === 'restricted');

/** Read, and not by a broken glass alone: what may be exported or printed. */
export const mayTakeOut = (decision: Decision): boolean => atLeast(decision.level, 'read') && !onlyByGlass(decision);

/**
 * Enter but not read back: who writes the archive but holds no clearance for the section may put values into it, where the policy lets them. It is no level: nothing of the section is told, not even
 * whether something is there. What is kept for the server's own pages is typed in no other either.
 */
export function mayEnter(question: Question): boolean {
  const { person, section, policy } = question;
  const of = SECTIONS[section].class;
  return of.kind === 'restricted' && !person.service && !person.clearances.includes(of.clearance) && person.without?.includes(of.clearance) !== true && policy.enterOnly.includes(of.clearance as EnterOnly)
    && atLeast(decide({ ...question, section: 'profile' }).level, 'write');
}

/** Legal hold: nothing of it is erased, whoever asks. */
export const erasable = ({ held }: Pick<ArchiveRights, 'held'>): boolean => held !== true;

/** Calendar dates hold to the end of their day (UTC), moments to themselves: what is compared is as long as the date. */
export const holds = (from: string, until: string | null, now: string): boolean =>
  now.slice(0, from.length) >= from && (until === null || now.slice(0, until.length) <= until);

/** First moment, in milliseconds since 1970, at which it holds no longer: the day after a calendar date, the millisecond after a moment. */
export const endOf = (until: string): number => Date.parse(until) + (until.length === 10 ? 86_400_000 : 1);

/** A grant without named sections means the internal ones. */
export const grantCovers = (grant: Grant, section: SectionKey): boolean =>
  grant.sections === null ? SECTIONS[section].class.kind === 'internal' : grant.sections.includes(section);

function grantedTo({ to }: Grant, person: Person): boolean {
  switch (to.kind) {
    case 'person': return to.id === person.id;
    case 'department': return to.id === person.department;
    case 'role': return person.roles.includes(to.id);
  }
}

function capped({ archive }: Question, sources: readonly Source[]): Decision {
  const level = sources.reduce<Level>((best, source) => (atLeast(best, source.level) ? best : source.level), 'none');
  if (level === 'none') return { level, because: [] };
  const capping = archive.state === 'closed' || archive.state === 'restricted' ? archive.state : null;
  const cap = capping !== null && !atLeast('read', level);
  // Under the cap every source that reaches it counts, so that the end of one of several is not told as the end of the level.
  const shown: Level = cap ? 'read' : level;
  const reaching = sources.filter((source) => atLeast(source.level, shown));
  const until = reaching.every((source) => source.until !== undefined) ? reaching.map((source) => source.until as string).sort().at(-1) : undefined;
  const because: readonly Because[] = [...reaching.map((source) => source.because), ...(cap ? [{ kind: capping } as const] : [])];
  return until === undefined ? { level: shown, because } : { level: shown, because, until };
}

/** Departments that name the person as manager, the own one for the role `manager`, and all below them. */
export function managedDepartments(person: Person, departments: readonly Department[]): readonly DepartmentId[] {
  if (person.service) return [];
  const managed = new Set(departments.filter((department) => department.managers.includes(person.id)).map((department) => department.id));
  if (person.department !== null && person.roles.includes('manager')) managed.add(person.department);
  for (let before = -1; before !== managed.size;) {
    before = managed.size;
    for (const { id, parent } of departments) if (parent !== null && managed.has(parent)) managed.add(id);
  }
  return [...managed];
}

/** The person's own department and all above it: what names one of these means the person too. */
export function departmentsOver({ department, service }: Pick<Person, 'department' | 'service'>, departments: ReadonlyMap<DepartmentId, Pick<Department, 'parent'>>): readonly DepartmentId[] {
  const over: DepartmentId[] = [];
  for (let at = service ? null : department; at !== null && !over.includes(at);) {
    over.push(at);
    at = departments.get(at)?.parent ?? null;
  }
  return over;
}

/** Rights of their own, not part of a level (DESIGN 5, rule 5). An auditor stays outside what is audited; a bare administrator works with no content. */
export const mayCreate = (person: Person): boolean => (person.service ? person.active && person.service.create : person.active && !person.roles.includes('auditor') && (person.roles.length === 0 || person.roles.some((role) => role !== 'admin')));
const anyOf = (...roles: readonly Role[]) => (person: Person): boolean => person.active && !person.service && person.roles.some((role) => roles.includes(role));
export const mayImport = anyOf('steward');
const takesOut = anyOf('steward');
export const mayExport = (person: Person): boolean => person.leaving !== true && takesOut(person);
/** Sees rank and shares of the population in the reasons of a class. */
export const hasInsight = anyOf('manager', 'generalManager', 'steward');
export const mayReadAudit = anyOf('auditor', 'compliance');
export const mayDeclassify = anyOf('compliance');
/** Leaves no presence: others learn what was done, not who of compliance did it. */
export const isUnseen = ({ roles, service }: Pick<Person, 'roles' | 'service'>): boolean => !service && roles.some((role) => role === 'compliance' || role === 'auditor');
/** Is told their names: they themselves, and who keeps the directory. */
export const seesUnseen = anyOf('compliance', 'auditor', 'admin');
/** Writes on the policy (P-46); who approves it follows from who there is, see `services/policy`. */
export const mayDraftPolicy = anyOf('admin', 'steward');
export const mayApprovePolicy = anyOf('generalManager');
/** Walls, and archives that are sealed. */
export const mayWall = anyOf('compliance', 'steward');
export const mayHold = anyOf('compliance');
/** Also where the policy names them: who is nothing but administrator or auditor reads no content. */
export const mayBreakGlass = (person: Person, policy: Policy): boolean => person.active && isCaseWorker(person) && policy.emergency.includes(person.id);
/** Agrees that somebody breaks glass once more, and looks at it afterwards. */
export const mayReviewGlass = anyOf('compliance');
/** People, departments and settings. */
export const mayConfigure = anyOf('admin');
