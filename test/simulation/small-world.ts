/** P5: `decide()` over every combination of a small world, held against the rules of DESIGN 5 written down a second time (`oracle.ts`). */
import type { ArchiveId, DepartmentId, GrantId, PersonId, WallId } from '../../model/ids.ts';
import { atLeast, decide, mayEnter, onlyByGlass, POLICY_PRESETS, SHIPPED_POLICY } from '../../model/rights.ts';
import type { ArchiveRights, Because, Grant, Level, Policy, Question, Role, Wall } from '../../model/rights.ts';
import { Broken } from './broken.ts';
import { entersUnseen, expected, inTime, walled } from './oracle.ts';
import { SECTIONS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';

const ME = 'me' as PersonId;
const OTHER = 'other' as PersonId;
const NOW = '2026-06-15T12:00:00.000Z';
const TODAY = '2026-06-15';
const [FIRM, SALES, EAST] = ['firm', 'sales', 'east'] as DepartmentId[] as [DepartmentId, DepartmentId, DepartmentId];
/** Above each department what it belongs to. */
const ABOVE: Readonly<Record<string, readonly DepartmentId[]>> = { none: [], sales: [SALES, FIRM], east: [EAST, SALES, FIRM] };
const LEVELS: readonly Level[] = ['none', 'exists', 'read', 'write', 'manage'];
const KEYS: readonly SectionKey[] = ['profile', 'terms', 'bank', 'aml'];
const ROLES: readonly (readonly Role[])[] = [[], ['staff'], ['admin'], ['auditor'], ['steward'], ['generalManager'], ['compliance'], ['admin', 'service']];
const CLEARANCES: readonly (readonly Clearance[])[] = [[], ['bank'], ['aml', 'bank']];
const MARKS: readonly ArchiveRights['confidentiality'][] = ['normal', 'businessConfidential', 'restricted'];
const HOLDERS: readonly Pick<ArchiveRights, 'coOwners' | 'deputies'>[] = [
  { coOwners: [], deputies: [] }, { coOwners: [ME], deputies: [] }, { coOwners: [OTHER], deputies: [{ person: ME, from: '2026-06-01', to: TODAY }] }, { coOwners: [], deputies: [{ person: ME, from: '2026-06-01', to: '2026-06-14' }, { person: OTHER, from: '2026-01-01', to: '2027-01-01' }] },
];

const grant = (over: Partial<Grant>): Grant => ({ id: 'g1' as GrantId, archive: 'A' as ArchiveId, to: { kind: 'person', id: ME }, level: 'write', sections: null, from: '2026-01-01', until: null, reason: '', requestedBy: ME, approvedBy: ME, ...over });
const GRANTS: readonly (readonly Grant[])[] = [
  [], [grant({ level: 'read', origin: { kind: 'request', id: 'r1' } })], [grant({ level: 'read', sections: KEYS, until: '2026-06-15T12:30:00.000Z', origin: { kind: 'breakGlass', id: 'b1' } })], [grant({})], [grant({ until: '2026-06-14' })], [grant({ until: TODAY })], [grant({ from: '2026-06-16' })],
  [grant({ sections: ['terms', 'bank', 'aml'], origin: { kind: 'correction', id: 'c1' } })], [grant({ level: 'exists' })], [grant({ to: { kind: 'person', id: OTHER } })], [grant({ to: { kind: 'department', id: SALES }, level: 'read', sections: ['bank'] })],
  [grant({ level: 'read', until: '2026-06-15T11:59:59.999Z', origin: { kind: 'breakGlass', id: 'b0' } }), grant({ id: 'g2' as GrantId, to: { kind: 'role', id: 'service' }, level: 'read', sections: ['profile', 'terms'] })],
];
/** Of them those that are asked under every policy. */
const SOME_GRANTS = GRANTS.slice(0, 3);

const wall = (over: Partial<Wall>): Wall => ({ id: 'w1' as WallId, archive: 'A' as ArchiveId, to: { kind: 'person', id: ME }, from: '2026-01-01', until: null, reason: '', by: OTHER, ...over });
const WALLS: readonly (readonly Wall[])[] = [
  [], [wall({})], [wall({ to: { kind: 'department', id: SALES } })], [wall({ until: '2026-06-14' }), wall({ id: 'w2' as WallId, to: { kind: 'department', id: FIRM }, until: TODAY })], [wall({ from: '2026-06-16' })], [wall({ to: { kind: 'person', id: OTHER } }), wall({ id: 'w2' as WallId, to: { kind: 'department', id: EAST } })],
];

const POLICIES: readonly Policy[] = [
  SHIPPED_POLICY, POLICY_PRESETS.open, POLICY_PRESETS.strict,
  { ...POLICY_PRESETS.strict, enterOnly: ['bank'], packRoles: [{ pack: 'renovation', to: { kind: 'role', id: 'service' }, sections: ['profile', 'terms'] }, { pack: 'renovation', to: { kind: 'department', id: SALES }, sections: ['bank'] }, { pack: 'hotel', to: { kind: 'department', id: FIRM }, sections: KEYS }] },
  { ...SHIPPED_POLICY, companyDefault: 'exists', enterOnly: ['bank'], packRoles: [{ pack: 'renovation', to: { kind: 'role', id: 'admin' }, sections: KEYS }, { pack: 'renovation', to: { kind: 'department', id: FIRM }, sections: ['terms', 'aml'] }] },
];

/** Whether a reason names something that is there. */
function named(reason: Because, { grants, archive, policy }: Question): boolean {
  switch (reason.kind) {
    case 'grant': return grants.some(({ id, origin }) => id === reason.grant && (origin ?? { kind: 'given' }).kind === 'given');
    case 'request': case 'breakGlass': case 'correction': return grants.some(({ id, origin }) => id === reason.grant && origin?.kind === reason.kind && origin.id === reason.of);
    case 'wall': return (archive.walls ?? []).some(({ id }) => id === reason.wall);
    case 'packRole': return policy.packRoles.some(({ pack, to }) => pack === reason.pack && to === reason.to);
    case 'deputy': return archive.deputies.some(({ person, to }) => person === ME && to === reason.until);
    case 'departmentManager': case 'colleague': return archive.department === reason.department;
    case 'clearance': case 'noClearance': { const { class: of } = SECTIONS[(KEYS.find((key) => { const { class: each } = SECTIONS[key]; return each.kind === 'restricted' && each.clearance === reason.clearance; })) ?? 'profile']; return of.kind === 'restricted'; }
    default: return true;
  }
}

/** Answers how many questions were asked; throws at the first wrong answer. */
export function checkRights(): number {
  let asked = 0;
  const fail = (question: Question, what: string): never => { throw new Broken(`P5: ${what}: ${JSON.stringify(question)}`); };
  const ask = (question: Question): void => {
    const decision = decide(question);
    const { level, because } = decision;
    asked++;
    const right = expected(question);
    if (level !== right) fail(question, `${level} instead of ${right}`);
    if (LEVELS.indexOf(level) < 0) fail(question, 'no level');
    // every reason names something that is there, and no level comes without one
    if (level !== 'none' && because.length === 0) fail(question, `${level} without a reason`);
    for (const reason of because) if (!named(reason, question)) fail(question, `a reason that names nothing: ${reason.kind}`);
    if (question.grants.length > 0) {
      const without = decide({ ...question, grants: [] });
      // a grant more never takes anything away
      if (!atLeast(level, without.level)) fail(question, 'a grant lowers the level');
      if (onlyByGlass(decision) !== (level !== 'none' && !atLeast(without.level, level) && question.grants.every(({ origin, from, until }) => origin?.kind === 'breakGlass' || !inTime(from, until, NOW)))) fail(question, 'told as broken glass, or not');
    }
    const walls = question.archive.walls ?? [];
    if (walls.length > 0) {
      const open = decide({ ...question, archive: { ...question.archive, walls: [] } });
      // a wall more never raises anything, and one that is not mine changes nothing
      if (walled(question) ? level !== 'none' : JSON.stringify(decision) !== JSON.stringify(open)) fail(question, 'a wall that does too little, or too much');
    }
    // what is entered is not read: no clearance, and somebody who writes the archive
    const enters = entersUnseen(question);
    if (mayEnter(question) !== enters || (enters && level !== 'none')) fail(question, 'entering unseen');
  };
  for (const section of KEYS) for (const roles of ROLES) for (const clearances of CLEARANCES) for (const department of [null, SALES, EAST]) {
    const within = ABOVE[department ?? 'none'] ?? [];
    for (const owner of [ME, OTHER, null]) for (const holders of HOLDERS) for (const manages of [[], [SALES]]) for (const ownerActive of [true, false]) {
      const of = (active: boolean, state: ArchiveRights['state'], grants: readonly Grant[], over: Partial<ArchiveRights>, policy: Policy): Question => ({
        person: { id: ME, name: 'Me', email: null, department, roles, clearances, reportsTo: null, active }, section, grants, policy, manages, within, ownerActive, now: NOW,
        archive: { id: 'A' as ArchiveId, kind: 'organisation', packs: ['base', 'renovation'], department: SALES, owner, ...holders, confidentiality: 'normal', state, ...over },
      });
      for (const grants of GRANTS) {
        for (const state of ['open', 'closed'] as const) for (const walls of WALLS) ask(of(true, state, grants, { walls }, SHIPPED_POLICY));
        for (const [active, state] of [[false, 'open'], [true, 'sealed'], [true, 'erased']] as const) ask(of(active, state, grants, {}, POLICY_PRESETS.open));
      }
      for (const grants of SOME_GRANTS) ask(of(true, 'restricted', grants, {}, SHIPPED_POLICY));
      for (const grants of SOME_GRANTS) for (const policy of POLICIES) for (const confidentiality of MARKS) {
        ask(of(true, 'open', grants, { confidentiality }, policy));
        if (confidentiality === 'normal') ask(of(true, 'closed', grants, { confidentiality, walls: WALLS[2] ?? [] }, policy));
      }
    }
  }
  return asked;
}
