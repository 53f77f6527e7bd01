/** Every rule of DESIGN 5 as a line of a table: who, on what, gets which level and why. */
import { describe, expect, test } from 'vitest';
import type { ArchiveId, DepartmentId, GrantId, PersonId, WallId } from '../../model/ids.ts';
import {
  POLICY_PRESETS, SHIPPED_POLICY, atLeast, decide, departmentsOver, erasable, hasInsight, managedDepartments, mayConfigure, mayCreate, mayDeclassify, mayExport, mayImport, mayBreakGlass, mayEnter, mayHold, mayReadAudit, mayTakeOut, mayWall, onlyByGlass, overallLevel, policyOf,
} from '../../model/rights.ts';
import type { ArchiveRights, Grant, Level, Person, Question, Role, Wall } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';

const ME = 'me' as PersonId;
const OTHER = 'other' as PersonId;
const SALES = 'sales' as DepartmentId;
const A = 'ALFKI' as ArchiveId;
const NOW = '2026-06-15T12:00:00.000Z';

const person = (over: Partial<Person> = {}): Person => ({ id: ME, name: 'Me', email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true, ...over });
const withRoles = (...roles: Role[]): Partial<Question> => ({ person: person({ roles }) });
const archive = (over: Partial<ArchiveRights> = {}): ArchiveRights =>
  ({ id: A, kind: 'organisation', packs: ['base'], department: SALES, owner: OTHER, coOwners: [], deputies: [], confidentiality: 'normal', state: 'open', ...over });
const grant = (over: Partial<Grant> = {}): Grant => ({
  id: 'g' as GrantId, archive: A, to: { kind: 'person', id: ME }, level: 'write', sections: null, from: '2026-06-01', until: null, reason: 'because', requestedBy: ME, approvedBy: OTHER, ...over,
});
const question = (over: Partial<Question> = {}): Question =>
  ({ person: person(), archive: archive(), section: 'profile', grants: [], policy: SHIPPED_POLICY, manages: [], within: [], ownerActive: true, now: NOW, ...over });
const level = (over: Partial<Question>): Level => decide(question(over)).level;
const reasons = (over: Partial<Question>): readonly string[] => decide(question(over)).because.map((because) => because.kind);
const colleague = (over: Partial<Person> = {}): Partial<Question> => ({ person: person({ department: SALES, ...over }) });
const owner: Partial<Question> = { archive: archive({ owner: ME }) };

describe('rule 1: one wall is enough', () => {
  test.each<[string, Partial<Question>, string]>([
    ['an inactive owner', { ...owner, person: person({ active: false }) }, 'inactive'],
    ['an inactive steward', { person: person({ active: false, roles: ['steward'] }) }, 'inactive'],
    ['the owner of a sealed archive', { archive: archive({ owner: ME, state: 'sealed' }) }, 'sealed'],
    ['a steward on a sealed archive', { ...withRoles('steward'), archive: archive({ state: 'sealed' }) }, 'sealed'],
    ['the owner of an erased archive', { archive: archive({ owner: ME, state: 'erased' }) }, 'erased'],
  ])('%s: none', (_, over, why) => {
    expect(decide(question(over))).toEqual({ level: 'none', because: [{ kind: why }] });
  });
  test('walls stand before compliance too', () => {
    expect(level({ section: 'aml', person: person({ roles: ['compliance'], clearances: ['aml'] }), archive: archive({ state: 'sealed' }) })).toBe('none');
  });
});

describe('rule 1: conflict of interest', () => {
  const NORTH = 'north' as DepartmentId;
  const wall = (over: Partial<Wall> = {}): Wall => ({ id: 'w' as WallId, archive: A, to: { kind: 'person', id: ME }, from: '2026-06-01', until: null, reason: 'a conflict', by: OTHER, ...over });
  const behind = (...walls: Wall[]): Partial<Question> => ({ archive: archive({ owner: ME, walls }), within: [NORTH, SALES] });
  test.each<[string, Partial<Question>, Level]>([
    ['an owner behind a wall', behind(wall()), 'none'],
    ['one whose wall begins tomorrow', behind(wall({ from: '2026-06-16' })), 'manage'],
    ['one whose wall ended yesterday', behind(wall({ until: '2026-06-14' })), 'manage'],
    ['one whose wall ends today', behind(wall({ until: '2026-06-15' })), 'none'],
    ['one whose wall ended this millisecond', behind(wall({ until: '2026-06-15T11:59:59.999Z' })), 'manage'],
    ['a wall before the department above the own', behind(wall({ to: { kind: 'department', id: SALES } })), 'none'],
    ['a wall before a department below or beside', behind(wall({ to: { kind: 'department', id: 'oslo' as DepartmentId } })), 'manage'],
    ['a wall before somebody else', behind(wall({ to: { kind: 'person', id: OTHER } })), 'manage'],
  ])('%s', (_, over, wanted) => { expect(level(over)).toBe(wanted); });
  test('a wall is the reason, and stands before steward, compliance and a broken glass', () => {
    expect(decide(question(behind(wall())))).toEqual({ level: 'none', because: [{ kind: 'wall', wall: 'w' }] });
    expect(level({ ...behind(wall()), section: 'aml', person: person({ roles: ['steward', 'compliance'], clearances: ['aml'] }), grants: [grant({ sections: ['aml'], origin: { kind: 'breakGlass', id: 'b' } })] })).toBe('none');
  });
  test('whoever belongs to a department belongs to all above it; a circle ends, and a key belongs nowhere', () => {
    const tree = new Map([['oslo', NORTH], [NORTH, SALES], [SALES, null], ['x', 'y'], ['y', 'x']].map(([id, parent]) => [id as DepartmentId, { parent: parent as DepartmentId | null }]));
    expect(departmentsOver(person({ department: 'oslo' as DepartmentId }), tree)).toEqual(['oslo', NORTH, SALES]);
    expect(departmentsOver(person({ department: 'x' as DepartmentId }), tree)).toEqual(['x', 'y']);
    expect(departmentsOver(person({ department: 'unknown' as DepartmentId }), tree)).toEqual(['unknown']);
    expect(departmentsOver(person({ department: SALES, service: { sections: {}, departments: null, create: false } }), tree)).toEqual([]);
  });
});

describe('what the policy gives', () => {
  const packs = archive({ packs: ['base', 'renovation'] });
  const designers = policyOf({ packRoles: [{ pack: 'renovation', to: { kind: 'role', id: 'service' }, sections: ['profile', 'terms', 'bank'] }] });
  const designer: Partial<Question> = { person: person({ roles: ['service'] }), archive: packs, policy: designers };
  test.each<[string, Partial<Question>, Level]>([
    ['a role reads a section of archives with the pack', designer, 'read'],
    ['also a confidential one that is named', { ...designer, section: 'terms' }, 'read'],
    ['a restricted one not without its clearance', { ...designer, section: 'bank' }, 'none'],
    ['a restricted one with its clearance', { ...designer, section: 'bank', person: person({ roles: ['service'], clearances: ['bank'] }) }, 'read'],
    ['no section that is not named', { ...designer, section: 'people' }, 'none'],
    ['no archive without the pack', { ...designer, archive: archive() }, 'none'],
    ['nobody without the role', { ...designer, person: person() }, 'none'],
    ['a department, and those below it', { ...designer, person: person({ department: 'oslo' as DepartmentId }), within: ['oslo' as DepartmentId, SALES], archive: archive({ department: null, packs: ['renovation'] }), policy: policyOf({ packRoles: [{ pack: 'renovation', to: { kind: 'department', id: SALES }, sections: ['profile'] }] }) }, 'read'],
    ['a marked archive is known of', { ...designer, archive: archive({ packs: ['renovation'], confidentiality: 'businessConfidential' }) }, 'exists'],
    ['a restricted archive is not', { ...designer, archive: archive({ packs: ['renovation'], confidentiality: 'restricted' }) }, 'none'],
    ['a bare administrator reads nothing by it', { ...designer, person: person({ roles: ['admin'] }), policy: policyOf({ packRoles: [{ pack: 'renovation', to: { kind: 'role', id: 'admin' }, sections: ['profile'] }] }) }, 'none'],
    ['in an open company everybody reads', { policy: POLICY_PRESETS.open }, 'read'],
    ['and the department writes', { ...colleague(), policy: POLICY_PRESETS.open }, 'write'],
    ['but no confidential section', { policy: POLICY_PRESETS.open, section: 'terms' }, 'none'],
    ['nor an administrator or an auditor', { ...withRoles('admin', 'auditor'), policy: POLICY_PRESETS.open }, 'none'],
    ['in a strict company the department knows nothing', { ...colleague(), policy: POLICY_PRESETS.strict }, 'none'],
  ])('%s', (_, over, wanted) => { expect(level(over)).toBe(wanted); });
  test('a policy of an earlier release means what it meant, and the rest as shipped', () => {
    expect(policyOf({ departmentDefault: 'read' })).toEqual({ ...SHIPPED_POLICY, departmentDefault: 'read' });
    expect(policyOf(null)).toEqual(SHIPPED_POLICY);
    expect(SHIPPED_POLICY).toMatchObject({ departmentDefault: 'exists', companyDefault: 'none', emergency: [] });
  });
});

describe('where a grant comes from', () => {
  const glass = grant({ level: 'read', until: '2026-06-15T12:30:00.000Z', origin: { kind: 'breakGlass', id: 'b1' } });
  test('is told as the reason', () => {
    expect(decide(question({ grants: [glass] })).because).toEqual([{ kind: 'breakGlass', grant: 'g', of: 'b1', until: '2026-06-15T12:30:00.000Z' }]);
    expect(reasons({ grants: [grant({ origin: { kind: 'request', id: 'r' } })] })).toEqual(['request']);
    expect(reasons({ grants: [grant({ origin: { kind: 'correction', id: 'c' } })] })).toEqual(['correction']);
    expect(reasons({ grants: [grant({ origin: { kind: 'given' } })] })).toEqual(['grant']);
  });
  test('only by a broken glass is only while nothing else opens it', () => {
    expect(onlyByGlass(decide(question({ grants: [glass] })))).toBe(true);
    expect(onlyByGlass(decide(question({ grants: [glass], archive: archive({ state: 'closed' }) })))).toBe(true);
    expect(onlyByGlass(decide(question({ grants: [{ ...glass, sections: ['bank'] }], section: 'bank', person: person({ clearances: ['bank'] }) })))).toBe(true);
    expect(onlyByGlass(decide(question({ grants: [glass], manages: [SALES] })))).toBe(false);
    expect(onlyByGlass(decide(question({ ...owner, grants: [glass] })))).toBe(false);
    expect(onlyByGlass(decide(question({})))).toBe(false);
  });
  test('what is read by it alone is not taken out', () => {
    expect([mayTakeOut(decide(question({ grants: [glass] }))), mayTakeOut(decide(question({ grants: [glass], manages: [SALES] }))), mayTakeOut(decide(question(colleague()))), mayTakeOut(decide(question({})))]).toEqual([false, true, false, false]);
  });
  test('whom the policy names breaks it, whatever their role; a key never', () => {
    const policy = policyOf({ emergency: [ME] });
    expect([mayBreakGlass(person(), policy), mayBreakGlass(person({ id: OTHER }), policy), mayBreakGlass(person({ active: false }), policy), mayBreakGlass(person({ service: { sections: {}, departments: null, create: false } }), policy), mayBreakGlass(person({ roles: ['steward'] }), SHIPPED_POLICY)]).toEqual([true, false, false, false, false]);
  });
});

describe('entering unseen', () => {
  test.each<[string, Partial<Question>, boolean]>([
    ['an owner without the clearance', { ...owner, section: 'identity' }, true],
    ['one who holds it writes as always', { ...owner, section: 'identity', person: person({ clearances: ['identity'] }) }, false],
    ['where the policy does not let them', { ...owner, section: 'identity', policy: POLICY_PRESETS.strict }, false],
    ['bank, where the policy names it', { ...owner, section: 'bank', policy: policyOf({ enterOnly: ['bank'] }) }, true],
    ['the money-laundering file never', { ...owner, section: 'aml', policy: policyOf({ enterOnly: ['identity', 'bank'] }) }, false],
    ['what is no restricted section', { ...owner, section: 'terms' }, false],
    ['who only reads', { manages: [SALES], section: 'identity' }, false],
    ['a closed archive', { archive: archive({ owner: ME, state: 'closed' }), section: 'identity' }, false],
    ['a key', { ...owner, section: 'identity', person: person({ service: { sections: { profile: 'write', identity: 'write' }, departments: null, create: false } }) }, false],
  ])('%s', (_, over, wanted) => {
    expect(mayEnter(question(over))).toBe(wanted);
    if (wanted) expect(level(over)).toBe('none');
  });
});

test('a legal hold forbids erasure and nothing else', () => {
  expect([erasable(archive()), erasable(archive({ held: true })), erasable(archive({ held: false }))]).toEqual([true, false, true]);
  expect(decide(question({ archive: archive({ owner: ME, held: true }) })).level).toBe('manage');
});

describe('rule 2: the highest source counts', () => {
  test.each<[string, Partial<Question>, Level, readonly string[]]>([
    ['a stranger', {}, 'none', []],
    ['the owner', owner, 'manage', ['owner']],
    ['a co-owner', { archive: archive({ coOwners: [ME] }) }, 'write', ['coOwner']],
    ['a manager of the department', { manages: [SALES] }, 'read', ['departmentManager']],
    ['a manager of another department', { manages: ['it' as DepartmentId] }, 'none', []],
    ['a steward', withRoles('steward'), 'write', ['steward']],
    ['a general manager', withRoles('generalManager'), 'read', ['generalManager']],
    ['a colleague, as shipped', colleague(), 'exists', ['colleague']],
    ['a colleague in a company that lets colleagues write', { ...colleague(), policy: policyOf({ departmentDefault: 'write' }) }, 'write', ['colleague']],
    ['a colleague in a company that tells them nothing', { ...colleague(), policy: policyOf({ departmentDefault: 'none' }) }, 'none', []],
    ['a bare administrator of the department', { ...colleague({ roles: ['admin'] }), policy: policyOf({ departmentDefault: 'read' }) }, 'none', []],
    ['an auditor of the department', { ...colleague({ roles: ['auditor'] }), policy: policyOf({ departmentDefault: 'read' }) }, 'none', []],
    ['a bare administrator', withRoles('admin'), 'none', []],
    ['an auditor', withRoles('auditor'), 'none', []],
    ['compliance without a clearance', withRoles('compliance'), 'none', []],
    ['service staff without a correction that waits for them', withRoles('service', 'serviceManager'), 'none', []],
    ['a steward who is the owner', { ...owner, ...withRoles('steward') }, 'manage', ['owner']],
    ['a manager who is a co-owner', { manages: [SALES], archive: archive({ coOwners: [ME] }) }, 'write', ['coOwner']],
    ['a steward who is a co-owner: both reasons', { ...withRoles('steward'), archive: archive({ coOwners: [ME] }) }, 'write', ['coOwner', 'steward']],
    ['nobody belongs to the department of an archive without one', { person: person({ department: null }), archive: archive({ department: null }) }, 'none', []],
  ])('%s', (_, over, wanted, because) => {
    expect(level(over)).toBe(wanted);
    expect(reasons(over)).toEqual(because);
  });

  const deputised = (from: string, to: string, over: Partial<Question> = {}) => question({ archive: archive({ deputies: [{ person: ME, from, to }] }), ...over });
  test.each<[string, string, string, Level]>([
    ['from today', '2026-06-15', '2026-06-20', 'write'],
    ['until today', '2026-06-01', '2026-06-15', 'write'],
    ['until yesterday', '2026-06-01', '2026-06-14', 'none'],
    ['from tomorrow', '2026-06-16', '2026-06-20', 'none'],
    ['until this very moment', '2026-06-01', NOW, 'write'],
    ['until a moment ago', '2026-06-01', '2026-06-15T11:59:59.999Z', 'none'],
  ])('a deputy %s', (_, from, to, wanted) => {
    expect(decide(deputised(from, to)).level).toBe(wanted);
  });
  test('a dated level says until when', () => {
    expect(decide(deputised('2026-06-01', '2026-06-20')).until).toBe('2026-06-20');
    expect(decide(deputised('2026-06-01', '2026-06-20', withRoles('steward'))).until).toBeUndefined();
    expect(decide(deputised('2026-06-01', '2026-06-20', { grants: [grant({ until: '2026-06-25' })] })).until).toBe('2026-06-25');
  });

  test.each<[string, Partial<Question>]>([
    ['an archive that never had an owner', { archive: archive({ owner: null }) }],
    ['an archive whose owner is inactive', { ownerActive: false }],
  ])('%s is managed by steward and department manager, and by nobody else', (_, ownerless) => {
    expect(decide(question({ ...ownerless, ...withRoles('steward') }))).toEqual({ level: 'manage', because: [{ kind: 'ownerless' }] });
    expect(level({ ...ownerless, manages: [SALES] })).toBe('manage');
    expect(level({ ...ownerless, ...withRoles('generalManager') })).toBe('read');
    expect(level({ ...ownerless, ...colleague() })).toBe('exists');
  });

  test.each<[string, Partial<Grant>, Level]>([
    ['to the person', {}, 'write'],
    ['to another person', { to: { kind: 'person', id: OTHER } }, 'none'],
    ['to a role of the person', { to: { kind: 'role', id: 'staff' } }, 'write'],
    ['to another role', { to: { kind: 'role', id: 'auditor' } }, 'none'],
    ['to another department', { to: { kind: 'department', id: SALES } }, 'none'],
    ['to read', { level: 'read' }, 'read'],
    ['to know of it', { level: 'exists' }, 'exists'],
    ['that has ended', { until: '2026-06-14' }, 'none'],
    ['that has not begun', { from: '2026-06-16' }, 'none'],
    ['of another section', { sections: ['people'] }, 'none'],
    ['of this section', { sections: ['profile'] }, 'write'],
    ['of no section', { sections: [] }, 'none'],
  ])('a grant %s', (_, over, wanted) => {
    expect(level({ grants: [grant(over)] })).toBe(wanted);
  });
  test('a grant to a department reaches its people', () => {
    expect(level({ person: person({ department: 'it' as DepartmentId }), grants: [grant({ to: { kind: 'department', id: 'it' as DepartmentId } })] })).toBe('write');
  });
  test('a marked archive is shown less to colleagues, and no less to those who work on it', () => {
    const reading = { ...colleague(), policy: policyOf({ departmentDefault: 'read' }) };
    expect(level({ ...reading, archive: archive({ confidentiality: 'businessConfidential' }) })).toBe('exists');
    expect(level({ ...reading, archive: archive({ confidentiality: 'restricted' }) })).toBe('none');
    expect(level({ manages: [SALES], archive: archive({ confidentiality: 'restricted' }) })).toBe('read');
  });
});

describe('rule 3: what a section asks besides', () => {
  const confidential: SectionKey[] = ['terms', 'credit', 'rivals', 'private', 'assessment', 'stays'];
  const restricted: [SectionKey, Clearance][] = [['identity', 'identity'], ['bank', 'bank'], ['aml', 'aml']];

  test.each(confidential)('%s is not for the department default, nor for a grant that does not name it', (section) => {
    expect(level({ ...colleague(), section, policy: policyOf({ departmentDefault: 'write' }) })).toBe('none');
    expect(level({ section, grants: [grant()] })).toBe('none');
    expect(level({ section, grants: [grant({ sections: [section], level: 'read' })] })).toBe('read');
    expect(level({ section, ...owner })).toBe('manage');
    expect(level({ section, manages: [SALES] })).toBe('read');
  });
  test.each(restricted)('%s asks a source and the clearance %s', (section, clearance) => {
    expect(decide(question({ section, ...owner }))).toEqual({ level: 'none', because: [{ kind: 'noClearance', clearance }] });
    const cleared = person({ clearances: [clearance] });
    expect(level({ section, person: cleared })).toBe('none');
    expect(reasons({ section, ...owner, person: cleared })).toEqual(['owner', 'clearance']);
    expect(level({ section, ...owner, person: cleared })).toBe('manage');
    expect(level({ section, person: cleared, grants: [grant()] })).toBe('none');
    expect(level({ section, person: cleared, grants: [grant({ sections: [section] })] })).toBe('write');
    expect(level({ section, grants: [grant({ sections: [section] })] })).toBe('none');
    expect(level({ section, person: person({ department: SALES, clearances: [clearance] }), policy: policyOf({ departmentDefault: 'write' }) })).toBe('none');
  });
  test('for compliance the clearance is the source, and of this section alone', () => {
    const officer = { person: person({ roles: ['compliance'], clearances: ['aml'] }) } satisfies Partial<Question>;
    expect(decide(question({ section: 'aml', ...officer }))).toEqual({ level: 'write', because: [{ kind: 'compliance' }, { kind: 'clearance', clearance: 'aml' }] });
    expect(level({ section: 'bank', ...officer })).toBe('none');
    expect(level({ section: 'profile', ...officer })).toBe('none');
  });
  test('a refusal does not tell a stranger which clearance is missing', () => {
    expect(decide(question({ section: 'aml' }))).toEqual({ level: 'none', because: [] });
  });
});

describe('what the policy keeps for the server\'s own pages', () => {
  const restricted: [SectionKey, Clearance][] = [['identity', 'identity'], ['bank', 'bank'], ['aml', 'aml']];

  test.each(restricted)('%s is not there for a token of another page, whatever the clearance, and the others are', (section, clearance) => {
    for (const clearances of [[], [clearance]] as const) {
      const here = { section, ...owner, person: person({ clearances, without: [clearance] }) };
      expect(decide(question(here))).toEqual({ level: 'none', because: [{ kind: 'ownPages', clearance }] });
      expect(decide(question({ ...here, archive: archive({ owner: null }) })), 'nothing is said to whom nothing leads there').toEqual({ level: 'none', because: [] });
    }
    expect(level({ section, ...owner, person: person({ clearances: [clearance], without: [] }) })).toBe('manage');
    expect(level({ section: 'profile', ...owner, person: person({ without: [clearance] }) })).toBe('manage');
  });
  test('and is not filled unseen from there', () => {
    const over = { ...owner, section: 'identity', policy: policyOf({ enterOnly: ['identity'] }) } as const;
    expect([mayEnter(question(over)), mayEnter(question({ ...over, person: person({ without: [] }) })), mayEnter(question({ ...over, person: person({ without: ['identity'] }) }))]).toEqual([true, true, false]);
  });
});

describe('rule 4: caps', () => {
  test.each<[string, Partial<Question>, Level]>([
    ['the owner', { archive: archive({ owner: ME, state: 'closed' }) }, 'read'],
    ['a colleague', { ...colleague(), archive: archive({ state: 'closed' }) }, 'exists'],
    ['compliance', { section: 'aml', person: person({ roles: ['compliance'], clearances: ['aml'] }), archive: archive({ state: 'closed' }) }, 'read'],
  ])('a closed archive gives %s at most read', (_, over, wanted) => {
    expect(level(over)).toBe(wanted);
  });
  test('the cap is a reason where it lowers something', () => {
    expect(reasons({ archive: archive({ owner: ME, state: 'closed' }) })).toEqual(['owner', 'closed']);
    expect(reasons({ ...colleague(), archive: archive({ state: 'closed' }) })).toEqual(['colleague']);
  });
});

describe('rule 5: the archive as a whole, and rights of their own', () => {
  test('the level of an archive is the highest over its sections', () => {
    const { section: _, ...asked } = question({ grants: [grant({ sections: ['terms'], level: 'read' })], ...colleague() });
    expect(overallLevel(asked)).toMatchObject({ level: 'read', because: [{ kind: 'grant' }] });
    for (const section of SECTION_KEYS) expect(atLeast(overallLevel(asked).level, decide({ ...asked, section }).level)).toBe(true);
  });

  const powers = { mayCreate, mayImport, mayExport, hasInsight, mayReadAudit, mayDeclassify, mayConfigure, mayWall, mayHold };
  const holders: Readonly<Record<keyof typeof powers, readonly Role[]>> = {
    mayCreate: ['staff', 'manager', 'generalManager', 'service', 'serviceManager', 'steward', 'compliance'],
    mayImport: ['steward'], mayExport: ['steward'], hasInsight: ['manager', 'generalManager', 'steward'],
    mayReadAudit: ['compliance', 'auditor'], mayDeclassify: ['compliance'], mayConfigure: ['admin'], mayWall: ['steward', 'compliance'], mayHold: ['compliance'],
  };
  const every: readonly Role[] = ['staff', 'manager', 'generalManager', 'service', 'serviceManager', 'steward', 'compliance', 'auditor', 'admin'];
  test.each(Object.keys(powers) as (keyof typeof powers)[])('%s', (power) => {
    expect(every.filter((role) => powers[power](person({ roles: [role] })))).toEqual(holders[power]);
    expect(every.some((role) => powers[power](person({ roles: [role], active: false })))).toBe(false);
  });
  test('an administrator who also sells may create, an auditor never', () => {
    expect(mayCreate(person({ roles: ['admin', 'staff'] }))).toBe(true);
    expect(mayCreate(person({ roles: ['auditor', 'staff'] }))).toBe(false);
  });

  test('a manager manages the departments that name them, the own one by role, and all below; a circle ends', () => {
    const department = (id: string, parent: string | null, ...managers: PersonId[]) => ({ id: id as DepartmentId, name: id, parent: parent as DepartmentId | null, managers });
    const tree = [department('sales', null, ME), department('north', 'sales'), department('oslo', 'north'), department('it', null, OTHER), department('x', 'y'), department('y', 'x')];
    expect([...managedDepartments(person(), tree)].sort()).toEqual(['north', 'oslo', 'sales']);
    expect([...managedDepartments(person({ roles: ['manager'], department: 'x' as DepartmentId }), tree)].sort()).toEqual(['north', 'oslo', 'sales', 'x', 'y']);
    expect(managedDepartments(person({ id: 'z' as PersonId, department: SALES }), tree)).toEqual([]);
  });
});

describe('the key of a service', () => {
  const key = (over: Partial<Person['service'] & object> = {}, clearances: readonly Clearance[] = []): Partial<Question> =>
    ({ person: person({ roles: [], clearances, service: { sections: { profile: 'read', contacts: 'write', bank: 'read' }, departments: null, create: false, ...over } }) });
  test.each<[string, Partial<Question>, Level, readonly string[]]>([
    ['a section that it names', key(), 'read', ['key']],
    ['one that it may write', { ...key(), section: 'contacts' }, 'write', ['key']],
    ['one that it does not name', { ...key(), section: 'people' }, 'none', []],
    ['a restricted one without the clearance', { ...key(), section: 'bank' }, 'none', ['noClearance']],
    ['a restricted one with the clearance', { ...key({}, ['bank']), section: 'bank' }, 'read', ['key', 'clearance']],
    ['an archive of its department', key({ departments: [SALES] }), 'read', ['key']],
    ['an archive of another department', key({ departments: ['it' as DepartmentId] }), 'none', []],
    ['an archive without a department, to a key of one', { ...key({ departments: [SALES] }), archive: archive({ department: null }) }, 'none', []],
    ['a closed archive', { ...key(), section: 'contacts', archive: archive({ state: 'closed' }) }, 'read', ['key', 'closed']],
    ['a sealed archive', { ...key(), archive: archive({ state: 'sealed' }) }, 'none', ['sealed']],
    ['an archive that names it as its owner, which confers nothing', { ...key(), section: 'people', archive: archive({ owner: ME, coOwners: [ME] }) }, 'none', []],
    ['a grant to it, which confers nothing', { ...key(), section: 'people', grants: [grant()] }, 'none', []],
  ])('%s', (_, over, wanted, because) => {
    expect(level(over)).toBe(wanted);
    expect(reasons(over)).toEqual(because);
  });
  test('creates only where it says so, and has no right of its own besides', () => {
    const [plain, maker] = [key().person!, key({ create: true }).person!];
    expect([mayCreate(plain), mayCreate(maker)]).toEqual([false, true]);
    for (const may of [mayImport, mayExport, hasInsight, mayReadAudit, mayDeclassify, mayConfigure]) expect(may({ ...maker, roles: ['admin', 'steward', 'auditor', 'compliance'] })).toBe(false);
    expect(managedDepartments(maker, [{ id: SALES, name: 'Sales', parent: null, managers: [ME] }])).toEqual([]);
  });
});
