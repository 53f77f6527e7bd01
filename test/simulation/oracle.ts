/** The rules of DESIGN 5 written down a second time and in another way, from the level to what would confer it: what `decide()` and every door are held against. Shares nothing with `model/rights.ts` but its types. */
import type { Level, Question, Role } from '../../model/rights.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';

const ORDER: readonly Level[] = ['none', 'exists', 'read', 'write', 'manage'];
export const reaches = (level: Level, wanted: Level): boolean => ORDER.indexOf(level) >= ORDER.indexOf(wanted);

export const inTime = (from: string, until: string | null, now: string): boolean => {
  // a date holds to the end of its day
  const end = until === null ? Infinity : until.length === 10 ? Date.parse(`${until}T23:59:59.999Z`) : Date.parse(until);
  return Date.parse(from) <= Date.parse(now) && Date.parse(now) <= end;
};

/** Whether a wall stands before this person. */
export const walled = ({ person, archive, within, now }: Pick<Question, 'person' | 'archive' | 'within' | 'now'>): boolean => (archive.walls ?? []).some(({ to, from, until }) => (to.id === person.id || within.some((each) => to.kind === 'department' && each === to.id)) && inTime(from, until, now));

/** The level that the rules give, said from the top down; of people, not of keys. */
export function expected(question: Question): Level {
  const { person, archive, section, grants, manages, within, ownerActive, policy, now } = question;
  const me = person.id;
  const rule = SECTIONS[section].class;
  const has = (role: Role): boolean => person.roles.includes(role);
  if (!person.active || archive.state === 'sealed' || archive.state === 'erased' || walled(question)) return 'none';
  if (rule.kind === 'restricted' && !person.clearances.includes(rule.clearance)) return 'none';
  const covered = grants.filter(({ to, sections, from, until }) => inTime(from, until, now) && (sections === null ? rule.kind === 'internal' : sections.includes(section))
    && (to.id === me || (to.kind === 'department' && to.id === person.department) || (to.kind === 'role' && has(to.id))));
  const worker = person.roles.length === 0 || person.roles.some((role) => role !== 'admin' && role !== 'auditor');
  const ownerless = archive.owner === null || !ownerActive;
  const heads = archive.department !== null && manages.includes(archive.department);
  const byPolicy = (wanted: Level): boolean => {
    if (!worker || archive.confidentiality === 'restricted') return false;
    const given: Level[] = [];
    if (rule.kind === 'internal') given.push(policy.companyDefault, ...(person.department !== null && person.department === archive.department ? [policy.departmentDefault] : []));
    if (policy.packRoles.some(({ pack, to, sections }) => archive.packs.includes(pack) && sections.includes(section) && (to.kind === 'role' ? has(to.id) : within.includes(to.id)))) given.push('read');
    return given.some((level) => level !== 'none' && (archive.confidentiality === 'businessConfidential' ? 'exists' : level) === wanted);
  };
  const confers: Readonly<Record<Exclude<Level, 'none'>, boolean>> = {
    manage: archive.owner === me || (ownerless && (has('steward') || heads)),
    write: archive.coOwners.includes(me) || archive.deputies.some(({ person: who, from, to }) => who === me && inTime(from, to, now)) || has('steward') || covered.some(({ level }) => level === 'write') || (rule.kind === 'restricted' && has('compliance')) || byPolicy('write'),
    read: heads || has('generalManager') || covered.some(({ level }) => level === 'read') || byPolicy('read'),
    exists: covered.length > 0 || byPolicy('exists'),
  };
  const level = (['manage', 'write', 'read', 'exists'] as const).find((each) => confers[each]) ?? 'none';
  return (archive.state === 'closed' || archive.state === 'restricted') && reaches(level, 'read') ? 'read' : level;
}

/** Of the archive as a whole: the highest of all sections. */
export const expectedOverall = (question: Omit<Question, 'section'>): Level => SECTION_KEYS.reduce<Level>((best, section) => { const level = expected({ ...question, section }); return reaches(best, level) ? best : level; }, 'none');

/** Enter but not read back: who writes the archive, has no clearance, and is allowed to by the policy. */
export function entersUnseen(question: Question): boolean {
  const rule = SECTIONS[question.section].class;
  return rule.kind === 'restricted' && rule.clearance !== 'aml' && question.policy.enterOnly.includes(rule.clearance) && !question.person.clearances.includes(rule.clearance) && reaches(expected({ ...question, section: 'profile' as SectionKey }), 'write');
}
