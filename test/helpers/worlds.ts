/** Small random companies for fast-check: people, departments, archives and grants in every combination that the rights know of. */
import fc from 'fast-check';
import type { ArchiveId, DepartmentId, ExternalKey, GrantId, PersonId, WallId } from '../../model/ids.ts';
import { departmentsOver, ROLES } from '../../model/rights.ts';
import type { DefaultLevel, Department, Grant, Person, Policy, ServiceScope, Wall } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { StoredArchive } from '../../server/storage/storage.ts';

export interface World {
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly archives: readonly (Omit<StoredArchive, 'revision'> & { readonly name: string; readonly texts: readonly string[] })[];
  readonly grants: readonly Grant[];
  readonly policy: Policy;
  readonly now: string;
}

export const NOW = '2026-06-15T12:00:00.000Z';
/** Before, at and after now, as dates and as moments. */
const MOMENTS = ['2026-01-01', '2026-06-14', '2026-06-15', '2026-06-16', '2026-06-15T11:59:59.999Z', NOW, '2026-06-15T12:00:00.001Z', '2027-01-01T00:00:00.000Z'];
/** Names whose parts are beginnings of each other, in three scripts. */
const NAMES = ['Alfreds Futterkiste', 'Ana Trujillo', 'Anabel Café', '张伟明', '上海张江科技', 'ＡＣＭＥ Tools', 'Éstos Niños', 'IT', '东京商事カフェ'];
const TEXTS = ['ana@example.org', '+34 915 55 94', '张伟', 'Berlin', 'Anton Moreno', '030-0074321'];
const CODES = ['C-100', 'C-1001', 'ANA-7', '客户9'];

/** One in five is the key of a service, whatever roles a mistake may have left it. */
const service = (departments: readonly DepartmentId[]): fc.Arbitrary<ServiceScope | null> => fc.tuple(fc.integer({ min: 0, max: 4 }), fc.record({
  sections: fc.dictionary(fc.constantFrom(...SECTION_KEYS), fc.constantFrom('read' as const, 'write' as const), { maxKeys: 4 }),
  departments: fc.option(fc.subarray([...departments]), { freq: 2 }), create: fc.boolean(),
})).map(([draw, scope]) => (draw === 0 ? scope : null));

const times = (least: number, most: number) => ({ minLength: least, maxLength: most });

export const worlds: fc.Arbitrary<World> = fc.record({ people: fc.integer({ min: 2, max: 6 }), departments: fc.integer({ min: 1, max: 3 }), archives: fc.integer({ min: 1, max: 8 }) }).chain((sizes) => {
  const ids = <I extends string>(name: string, count: number): I[] => Array.from({ length: count }, (_, index) => `${name}${index}` as I);
  const people = ids<PersonId>('p', sizes.people);
  const departments = ids<DepartmentId>('d', sizes.departments);
  const archives = ids<ArchiveId>('A', sizes.archives);
  const person = fc.constantFrom(...people, 'stranger' as PersonId);
  const department = fc.option(fc.constantFrom(...departments, 'elsewhere' as DepartmentId), { freq: 4 });
  const moment = fc.constantFrom(...MOMENTS);
  const codes = fc.shuffledSubarray(CODES, times(0, CODES.length));
  const archiveOf = (id: ArchiveId, index: number) => fc.record({
    id: fc.constant(id), kind: fc.constantFrom('organisation', 'individual'), packs: fc.constantFrom(['base'], ['base', 'renovation'], ['renovation', 'hotel']), keeper: fc.constant(null), department,
    owner: fc.option(person, { freq: 3 }), coOwners: fc.uniqueArray(person, { maxLength: 2 }),
    deputies: fc.array(fc.record({ person, from: moment, to: moment }), { maxLength: 2 }),
    confidentiality: fc.constantFrom('normal' as const, 'normal' as const, 'businessConfidential' as const, 'restricted' as const),
    state: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const, 'sealed' as const, 'erased' as const),
    walls: fc.array(fc.record({
      to: fc.oneof(fc.record({ kind: fc.constant('person' as const), id: person }), fc.record({ kind: fc.constant('department' as const), id: fc.constantFrom(...departments) })),
      from: moment, until: fc.option(moment), reason: fc.constant('a conflict'), by: person, archive: fc.constant(id),
    }), { maxLength: 1 }).map((walls) => walls.map((wall, at) => ({ ...wall, id: `w${id}${at}` as WallId }))),
    openedAt: fc.constant(NOW), reviewedAt: fc.constant(null), code: fc.constant(null),
    keys: fc.constant([`erp:GZ/2019-00${index}`, `crm:Ana${index}`] as ExternalKey[]),
    name: fc.constantFrom(...NAMES), texts: fc.subarray(TEXTS, { maxLength: 2 }),
  });
  const grantOf = fc.record({
    archive: fc.constantFrom(...archives), level: fc.constantFrom('exists' as const, 'read' as const, 'write' as const),
    to: fc.oneof(
      fc.record({ kind: fc.constant('person' as const), id: person }),
      fc.record({ kind: fc.constant('department' as const), id: fc.constantFrom(...departments) }),
      fc.record({ kind: fc.constant('role' as const), id: fc.constantFrom(...ROLES) }),
    ),
    sections: fc.option(fc.uniqueArray(fc.constantFrom(...SECTION_KEYS), { maxLength: 3 }), { freq: 3 }),
    from: moment, until: fc.option(moment), reason: fc.constant('a test'), requestedBy: person, approvedBy: person,
    origin: fc.oneof({ weight: 3, arbitrary: fc.constant({ kind: 'given' as const }) }, fc.record({ kind: fc.constantFrom('request' as const, 'breakGlass' as const, 'correction' as const), id: fc.constant('o1') })),
  });
  return fc.record({
    people: fc.tuple(...people.map((id) => fc.tuple(service(departments), fc.record({
      id: fc.constant(id), name: fc.constant(id), email: fc.constant(null), department, reportsTo: fc.constant(null), active: fc.constantFrom(true, true, true, false),
      roles: fc.oneof(fc.constant(['staff' as const]), fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 2 })),
      clearances: fc.uniqueArray(fc.constantFrom('identity' as const, 'bank' as const, 'aml' as const), { maxLength: 2 }),
      // half come by the token of another page, and what the policy keeps from those is taken out of what they are cleared for
      without: fc.option(fc.subarray(['identity' as const, 'bank' as const, 'aml' as const]), { freq: 1 }),
    })).map(([scope, { without, ...made }]): Person => (scope !== null ? { ...made, department: null, service: scope } : without === null ? made : { ...made, clearances: made.clearances.filter((each) => !without.includes(each)), without })))),
    departments: fc.tuple(...departments.map((id) => fc.record({ id: fc.constant(id), name: fc.constant(id), parent: department, managers: fc.uniqueArray(person, { maxLength: 1 }) }))),
    archives: fc.tuple(fc.tuple(...archives.map(archiveOf)), codes).map(([rows, given]) => rows.map((row, index) => ({ ...row, code: given[index] ?? null }))),
    grants: fc.array(grantOf, { maxLength: 6 }).map((grants) => grants.map((grant, index) => ({ ...grant, id: `g${index}` as GrantId }))),
    policy: fc.record({
      departmentDefault: fc.constantFrom<DefaultLevel>('none', 'exists', 'read', 'write'), companyDefault: fc.constantFrom<DefaultLevel>('none', 'none', 'none', 'exists', 'read', 'write'),
      packRoles: fc.array(fc.record({
        pack: fc.constantFrom('renovation', 'hotel'), sections: fc.uniqueArray(fc.constantFrom(...SECTION_KEYS), { maxLength: 3 }),
        to: fc.oneof(fc.record({ kind: fc.constant('role' as const), id: fc.constantFrom(...ROLES) }), fc.record({ kind: fc.constant('department' as const), id: fc.constantFrom(...departments) })),
      }), { maxLength: 2 }),
      emergency: fc.constant([]), enterOnly: fc.subarray(['identity' as const, 'bank' as const]), frameOnly: fc.constant([]), linkDays: fc.constant(366),
    }),
    now: fc.constant(NOW),
  });
});

/** Those that the writer of archive.db keeps apart from its rows. */
export const wallsOf = ({ archives }: Pick<World, 'archives'>): readonly Wall[] => archives.flatMap(({ walls }) => walls ?? []);
export const within = ({ departments }: World, person: Person): readonly DepartmentId[] => departmentsOver(person, new Map(departments.map((each) => [each.id, each])));
