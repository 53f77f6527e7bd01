/**
 * The SQL twin of `decide()` (DESIGN 5) for questions that are asked in SQL; the register has `rights-masks.ts`. Which archives a person may know of, and how deep. A property test holds both equal.
 * Depth 1: exists · 2: reads some section, hence the overview · 3: reads profile and people, whose words the search holds.
 */
import { SECTIONS, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { companyDefault, departmentDefault, hasPackRole, isCaseWorker, underMark } from '../../model/rights.ts';
import type { ArchiveRights, DefaultLevel, Person, ServiceScope } from '../../model/rights.ts';
import { inTime, UNWALLED } from './rights-sql.ts';
import type { ListQuery } from './storage.ts';

export interface Visible {
  /** A table expression with the columns `id` and `depth`; null: nothing at all. */
  readonly sql: string | null;
  readonly values: Readonly<Record<string, string | null>>;
}

/** Walls of the archive, as in `wallOf`. */
const OPEN = `a.state IN ('open', 'closed', 'restricted') AND ${UNWALLED}`;
const rank = (level: DefaultLevel): number => (level === 'none' ? 0 : level === 'exists' ? 1 : 2);
const marks: readonly ArchiveRights['confidentiality'][] = ['normal', 'businessConfidential', 'restricted'];

type Query = Pick<ListQuery, 'person' | 'policy' | 'manages' | 'within' | 'now'>;

export function visibleTo({ person, policy, manages, within, now }: Query): Visible {
  if (!person.active) return { sql: null, values: {} };
  const walls = { me: person.id, now, within: JSON.stringify(within) };
  if (person.service) return reachedBy(person, person.service, walls);
  if (person.roles.includes('steward') || person.roles.includes('generalManager')) {
    return { sql: `(SELECT a.id, 3 AS depth FROM archive.archive a WHERE ${OPEN})`, values: walls };
  }
  // Every source is a row (id, level 0 to 2, reads the profile, reads people); the highest counts.
  const whole = '2 AS level, 1 AS profile, 1 AS people';
  const sources = [
    `SELECT id, ${whole} FROM archive.archive WHERE owner = @me`,
    `SELECT archive, ${whole} FROM archive.archive_member WHERE person = @me AND (role = 'coOwner' OR ${inTime('from_date', 'to_date')})`,
    `SELECT id, ${whole} FROM archive.archive WHERE department IN (SELECT value FROM json_each(@manages))`,
    `SELECT archive, CASE level WHEN 'exists' THEN 1 ELSE 2 END, iif(level <> 'exists' AND ${names('profile')}, 1, 0), iif(level <> 'exists' AND ${names('people')}, 1, 0)
      FROM archive.access_grant g WHERE (to_kind, to_id) IN (VALUES ${receivers(person.roles.length)}) AND ${inTime('from_moment', 'until_moment')}
        AND (sections IS NULL OR EXISTS (SELECT 1 FROM json_each(g.sections) WHERE value IN (SELECT value FROM json_each(@open))))`,
  ];
  const byMark = (of: (mark: ArchiveRights['confidentiality']) => DefaultLevel): string => `CASE confidentiality ${marks.map((mark) => `WHEN '${mark}' THEN ${rank(of(mark))}`).join(' ')} ELSE 0 END`;
  const cleared = (section: SectionKey): boolean => {
    const { class: of } = SECTIONS[section];
    return of.kind !== 'restricted' || person.clearances.includes(of.clearance);
  };
  const packs: Record<string, string> = {};
  if (isCaseWorker(person)) {
    const level = byMark((mark) => departmentDefault(policy, mark));
    if (person.department !== null) sources.push(`SELECT id, ${level}, iif(${level} = 2, 1, 0), iif(${level} = 2, 1, 0) FROM archive.archive WHERE department = @department`);
    const everybody = byMark((mark) => companyDefault(policy, mark));
    if (policy.companyDefault !== 'none') sources.push(`SELECT id, ${everybody}, iif(${everybody} = 2, 1, 0), iif(${everybody} = 2, 1, 0) FROM archive.archive`);
    const reading = byMark((mark) => underMark('read', mark));
    for (const { pack, to, sections } of policy.packRoles) {
      if (!sections.some(cleared) || !hasPackRole(to, person, within)) continue;
      const name = `pack${Object.keys(packs).length}`;
      packs[name] = pack;
      const reads = (section: SectionKey): string => (sections.includes(section) ? `iif(${reading} = 2, 1, 0)` : '0');
      sources.push(`SELECT id, ${reading}, ${reads('profile')}, ${reads('people')} FROM archive.archive p WHERE EXISTS (SELECT 1 FROM json_each(p.packs) WHERE value = @${name})`);
    }
  }
  // Compliance's clearances are the source, and the way into restricted sections only.
  if (person.roles.includes('compliance') && person.clearances.length > 0) sources.push('SELECT id, 2, 0, 0 FROM archive.archive');
  const open = SECTION_KEYS.filter(cleared);
  return {
    sql: `(SELECT a.id, CASE WHEN max(s.level) = 2 THEN 2 + max(s.profile) * max(s.people) ELSE max(s.level) END AS depth
      FROM (${sources.join(' UNION ALL ')}) s JOIN archive.archive a ON a.id = s.id WHERE ${OPEN} GROUP BY a.id HAVING max(s.level) > 0)`,
    values: {
      ...walls, ...packs, manages: JSON.stringify(manages), open: JSON.stringify(open), department: person.department,
      ...Object.fromEntries(person.roles.map((role, index) => [`role${index}`, role])),
    },
  };
}

/** What the key of a service reaches: the same depth on every archive of its departments. */
function reachedBy({ clearances }: Person, { sections, departments }: ServiceScope, walls: Visible['values']): Visible {
  const reads = (key: SectionKey): boolean => {
    const sectionClass = SECTIONS[key].class;
    return sections[key] !== undefined && (sectionClass.kind !== 'restricted' || clearances.includes(sectionClass.clearance));
  };
  if (!SECTION_KEYS.some(reads)) return { sql: null, values: {} };
  const depth = reads('profile') && reads('people') ? 3 : 2;
  return {
    sql: `(SELECT a.id, ${depth} AS depth FROM archive.archive a WHERE ${OPEN}${departments === null ? '' : ' AND a.department IN (SELECT value FROM json_each(@reached))'})`,
    values: departments === null ? walls : { ...walls, reached: JSON.stringify(departments) },
  };
}

const names = (section: SectionKey): string => `(sections IS NULL OR EXISTS (SELECT 1 FROM json_each(g.sections) WHERE value = '${section}'))`;

const receivers = (roles: number): string =>
  ["('person', @me)", "('department', @department)", ...Array.from({ length: roles }, (_, index) => `('role', @role${index})`)].join(', ');
