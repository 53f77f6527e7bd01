/**
 * The SQL twin of `decide()` (DESIGN 5) for one section: which of some archives a person reads it of. `rights-query.ts` answers how deep a person sees an archive, this one whether a class that stands under a
 * section's right may be counted. A property test holds both equal.
 */
import { SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { atLeast, companyDefault, departmentDefault, hasPackRole, isCaseWorker, underMark } from '../../model/rights.ts';
import type { ArchiveRights, DefaultLevel } from '../../model/rights.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import type { Asker } from './rights-masks.ts';
import { inTime, UNWALLED } from './rights-sql.ts';

const MARKS: readonly ArchiveRights['confidentiality'][] = ['normal', 'businessConfidential', 'restricted'];
const NOBODY: ReadonlySet<ArchiveId> = new Set();
const among = (marks: typeof MARKS): string => (marks.length === 0 ? 'FALSE' : `a.confidentiality IN (${marks.map((mark) => `'${mark}'`).join(', ')})`);

/** Of a page of archives those whose section the asker reads; the connection has the archives attached as `archive`. */
export function sectionReaders(db: Connection, { person, policy, manages, within, now }: Asker, section: SectionKey): (page: readonly ArchiveId[]) => ReadonlySet<ArchiveId> {
  const sectionClass = SECTIONS[section].class;
  if (!person.active || (sectionClass.kind === 'restricted' && !person.clearances.includes(sectionClass.clearance))) return () => NOBODY;
  const { service } = person;
  if (service && service.sections[section] === undefined) return () => NOBODY;
  const packs = isCaseWorker(person) ? policy.packRoles.filter(({ to, sections }) => sections.includes(section) && hasPackRole(to, person, within)).map(({ pack }) => pack) : [];
  const some = db.prepare<[Record<string, string | null>], ArchiveId>(`SELECT a.id FROM json_each(@page) p JOIN archive.archive a ON a.id = p.value WHERE a.state IN ('open', 'closed', 'restricted') AND ${UNWALLED} AND (${(service ? byKey() : bySources()).join(' OR ')})`).pluck();
  const values = {
    me: person.id, now, section, within: JSON.stringify(within), packs: JSON.stringify(packs), manages: JSON.stringify(manages), department: person.department, reached: JSON.stringify(service?.departments ?? []),
    receivers: JSON.stringify([['person', person.id], ...(person.department === null ? [] : [['department', person.department]]), ...person.roles.map((role) => ['role', role])]),
  };
  return (page) => new Set(some.all({ ...values, page: JSON.stringify(page) }));

  function byKey(): readonly string[] {
    return [service?.departments === null ? 'TRUE' : 'a.department IN (SELECT value FROM json_each(@reached))'];
  }
  function bySources(): readonly string[] {
    if (person.roles.includes('steward') || person.roles.includes('generalManager') || (sectionClass.kind === 'restricted' && person.roles.includes('compliance'))) return ['TRUE'];
    const open = sectionClass.kind === 'internal';
    const reading = (of: (mark: ArchiveRights['confidentiality']) => DefaultLevel): string => among(MARKS.filter((mark) => atLeast(of(mark), 'read')));
    return [
      'a.owner = @me', 'a.department IN (SELECT value FROM json_each(@manages))',
      `EXISTS (SELECT 1 FROM archive.archive_member m WHERE m.archive = a.id AND m.person = @me AND (m.role = 'coOwner' OR ${inTime('m.from_date', 'm.to_date')}))`,
      `EXISTS (SELECT 1 FROM archive.access_grant g JOIN json_each(@receivers) r ON g.to_kind = r.value ->> 0 AND g.to_id = r.value ->> 1
        WHERE g.archive = a.id AND g.level <> 'exists' AND ${inTime('g.from_moment', 'g.until_moment')} AND ${open ? '(g.sections IS NULL OR ' : '('}EXISTS (SELECT 1 FROM json_each(g.sections) WHERE value = @section)))`,
      ...(open && isCaseWorker(person) ? [
        ...(person.department === null ? [] : [`(a.department = @department AND ${reading((mark) => departmentDefault(policy, mark))})`]), reading((mark) => companyDefault(policy, mark)),
      ] : []),
      ...(packs.length === 0 ? [] : [`(${reading((mark) => underMark('read', mark))} AND EXISTS (SELECT 1 FROM json_each(a.packs) WHERE value IN (SELECT value FROM json_each(@packs))))`]),
    ];
  }
}
