/** P5: `decide()` over every combination of a small world, held against the rules of DESIGN 5 written down a second time and in another way: from the level to what would confer it. */
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, SHIPPED_POLICY } from '../../model/rights.ts';
import type { ArchiveRights, Grant, Level, Person, Question, Role } from '../../model/rights.ts';
import { Broken } from './broken.ts';
import { SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';

const ME = 'me' as PersonId;
const NOW = '2026-06-15T12:00:00.000Z';
const SALES = 'sales' as DepartmentId;
const LEVELS: readonly Level[] = ['none', 'exists', 'read', 'write', 'manage'];
const KEYS: readonly SectionKey[] = ['profile', 'terms', 'bank', 'aml'];
const ROLES: readonly (readonly Role[])[] = [[], ['staff'], ['admin'], ['auditor'], ['steward'], ['generalManager'], ['compliance'], ['admin', 'staff']];

const grant = (over: Partial<Grant>): Grant => ({ id: 'g1' as GrantId, archive: 'A' as ArchiveId, to: { kind: 'person', id: ME }, level: 'write', sections: null, from: '2026-01-01', until: null, reason: '', requestedBy: ME, approvedBy: ME, ...over });
const GRANTS: readonly (readonly Grant[])[] = [
  [], [grant({ level: 'read' })], [grant({})], [grant({ until: '2026-06-14' })], [grant({ until: '2026-06-15' })], [grant({ from: '2026-06-16' })],
  [grant({ sections: ['terms', 'bank', 'aml'] })], [grant({ level: 'exists' })], [grant({ to: { kind: 'person', id: 'other' as PersonId } })], [grant({ to: { kind: 'department', id: SALES }, level: 'read', sections: ['bank'] })],
];

/** The level that the rules give, said from the top down. */
function expected({ person, archive, section, grants, manages, ownerActive, policy }: Question): Level {
  const rule = SECTIONS[section].class;
  const live = grants.filter(({ from, until }) => from <= NOW.slice(0, 10) && (until === null || until >= NOW.slice(0, 10)));
  const covered = live.filter(({ to, sections }) => (to.id === ME || (to.kind === 'department' && to.id === person.department)) && (sections === null ? rule.kind === 'internal' : sections.includes(section)));
  const has = (role: Role): boolean => person.roles.includes(role);
  const cleared = rule.kind !== 'restricted' || person.clearances.includes(rule.clearance);
  const worker = person.roles.length === 0 || person.roles.some((role) => role !== 'admin' && role !== 'auditor');
  const ownerless = archive.owner === null || !ownerActive;
  const heads = archive.department !== null && manages.includes(archive.department);
  const confers: Readonly<Record<Exclude<Level, 'none'>, boolean>> = {
    manage: archive.owner === ME || (ownerless && (has('steward') || heads)),
    write: archive.coOwners.includes(ME) || has('steward') || covered.some(({ level }) => level === 'write') || (rule.kind === 'restricted' && has('compliance')),
    read: heads || has('generalManager') || covered.some(({ level }) => level === 'read'),
    exists: covered.length > 0 || (rule.kind === 'internal' && worker && archive.department !== null && person.department === archive.department && policy.departmentDefault === 'exists'),
  };
  if (!person.active || archive.state === 'sealed' || archive.state === 'erased' || !cleared) return 'none';
  const level = (['manage', 'write', 'read', 'exists'] as const).find((each) => confers[each]) ?? 'none';
  return archive.state === 'closed' && atLeast(level, 'read') ? 'read' : level;
}

/** Answers how many questions were asked; throws at the first wrong answer. */
export function checkRights(): number {
  let asked = 0;
  const fail = (question: Question, what: string): never => { throw new Broken(`P5: ${what}: ${JSON.stringify(question)}`); };
  for (const section of KEYS) for (const roles of ROLES) for (const active of [true, false]) for (const clearances of [[], ['bank'], ['aml', 'bank']] as const) for (const department of [null, SALES]) {
    for (const owner of [ME, 'other' as PersonId, null]) for (const coOwners of [[], [ME]]) for (const state of ['open', 'closed', 'sealed', 'erased'] as const) for (const manages of [[], [SALES]]) for (const ownerActive of [true, false]) {
      for (const grants of GRANTS) {
        const person: Person = { id: ME, name: 'Me', email: null, department, roles, clearances, reportsTo: null, active };
        const archive: ArchiveRights = { id: 'A' as ArchiveId, kind: 'organisation', packs: ['base'], department: SALES, owner, coOwners, deputies: [], confidentiality: 'normal', state };
        const question: Question = { person, archive, section, grants, policy: SHIPPED_POLICY, manages, ownerActive, now: NOW };
        const { level, because } = decide(question);
        asked++;
        if (level !== expected(question)) fail(question, `${level} instead of ${expected(question)}`);
        // every reason names something that is there, and no level comes without one
        if (level !== 'none' && because.length === 0) fail(question, `${level} without a reason`);
        for (const reason of because) if (reason.kind === 'grant' && !grants.some(({ id }) => id === reason.grant)) fail(question, 'a reason that names no grant');
        // a grant more never takes anything away
        if (grants.length > 0 && !atLeast(level, decide({ ...question, grants: [] }).level)) fail(question, 'a grant lowers the level');
        if (LEVELS.indexOf(level) < 0) fail(question, 'no level');
      }
    }
  }
  return asked;
}
