/**
 * The twin of `decide()` (DESIGN 5) for all archives at once: by row of the register the sections that a person reads, as bits. The same sources and walls, over columns instead of over
 * one archive; property tests hold both equal. What only departments, owners and marks decide is kept for the next question of the same person with the same rights over the same columns;
 * what is given archive by archive, and what ends by a date, is worked out anew for every question, so that nothing outlives a revocation or an end.
 */
import { SECTIONS, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { companyDefault, departmentDefault, hasPackRole, isCaseWorker, underMark } from '../../model/rights.ts';
import type { ArchiveRights, DefaultLevel, PackRole, Person, Policy } from '../../model/rights.ts';
import type { RegisterRight } from '../../model/register/keys.ts';
import type { DepartmentId } from '../../model/ids.ts';
import type { CellTable } from './cells-table.ts';
import type { Column } from './cells-column.ts';
import type { Connection } from './database.ts';
import { ABOUT, inTime, STANDING } from './rights-sql.ts';

/** Who asks, and by what. */
export interface Asker {
  readonly person: Person;
  readonly policy: Policy;
  /** Departments that the person manages. */
  readonly manages: readonly DepartmentId[];
  /** The person's own department and all above it. */
  readonly within: readonly DepartmentId[];
  readonly now: string;
}

const BIT = Object.freeze(Object.fromEntries(SECTION_KEYS.map((key, index) => [key, 1 << index]))) as Readonly<Record<SectionKey, number>>;
/** The archive may be known of. */
const KNOWN = 1 << 15;
const ALL = KNOWN - 1;
const bits = (wanted: (key: SectionKey) => boolean): number => SECTION_KEYS.reduce((sum, key) => (wanted(key) ? sum | BIT[key] : sum), 0);
const INTERNAL = bits((key) => SECTIONS[key].class.kind === 'internal');
const RESTRICTED = bits((key) => SECTIONS[key].class.kind === 'restricted');
const MARKS: readonly ArchiveRights['confidentiality'][] = ['normal', 'businessConfidential', 'restricted'];

/** A value counts where `(mask & bits) >= least`, or all of the bits where `all`. */
export interface Needs { readonly bits: number; readonly all: boolean }
export function needs(right: RegisterRight): Needs {
  switch (right) {
    case 'exists': return { bits: KNOWN | ALL, all: false };
    case 'read': return { bits: ALL, all: false };
    case 'work': return { bits: BIT.profile | BIT.people, all: true };
    default: return { bits: BIT[right], all: false };
  }
}
const allowings = new Map<string, Uint8Array>();
/** The same for all masks there are: one look instead of two comparisons, a million times. */
export function allowing(wanted: Needs): Uint8Array {
  const name = `${wanted.bits} ${wanted.all}`;
  let known = allowings.get(name);
  if (!known) allowings.set(name, (known = Uint8Array.from({ length: 1 << 16 }, (_, mask) => (allows(mask, wanted) ? 1 : 0))));
  return known;
}
export const allows = (mask: number, { bits: wanted, all }: Needs): boolean => (all ? (mask & wanted) === wanted : (mask & wanted) !== 0);

const place = (key: 'owner' | 'department' | 'state' | 'confidentiality' | 'packs') => ({ place: { kind: 'row', name: key }, right: 'exists' } as const);

/** Of all archives what one person may see. */
export interface Masks {
  /** By row. */
  readonly masks: Uint16Array;
  /** Rows of which anything may be known, rising. */
  readonly known: Int32Array;
  /** What all of them have, and what any of them has. */
  readonly least: number;
  readonly most: number;
}
/** Rows kept over all askers. */
const MOST_KEPT = 8_000_000;
const MOST_ASKERS = 32;

interface Kept extends Masks { readonly open: Uint8Array; readonly columns: readonly Column[]; readonly versions: readonly number[] }

export function rightsMasks(db: Connection, table: CellTable) {
  const kept = new Map<string, Kept>();
  const members = db.prepare<[Record<string, unknown>], number>(`SELECT o.row FROM archive.archive_member m JOIN overview o ON o.id = m.archive
    WHERE m.person = @me AND (m.role = 'coOwner' OR ${inTime('m.from_date', 'm.to_date')})`).pluck();
  const grants = db.prepare<[Record<string, unknown>], [row: number, level: string, sections: string | null]>(`SELECT o.row, g.level, g.sections FROM json_each(@receivers) r
    JOIN archive.access_grant g ON g.to_kind = r.value ->> 0 AND g.to_id = r.value ->> 1 JOIN overview o ON o.id = g.archive WHERE ${inTime('g.from_moment', 'g.until_moment')}`).raw();
  const walls = db.prepare<[Record<string, unknown>], number>(`SELECT o.row FROM archive.wall w JOIN overview o ON o.id = ${ABOUT} WHERE ${STANDING}`).pluck();

  return (asker: Asker): Masks => {
    const { person } = asker;
    if (!person.active) return over(new Uint16Array(table.rows));
    return withNamed(basis(asker), asker);
  };

  function basis(asker: Asker): Kept {
    // of packs only where the policy gives this person anything by them
    const packRoles = packRolesOf(asker);
    const columns = [place('owner'), place('department'), place('state'), place('confidentiality'), ...(packRoles.length > 0 ? [place('packs')] : [])].map((key) => table.column(key));
    const name = JSON.stringify([asker.person, asker.policy, asker.manages, asker.within]);
    const before = kept.get(name);
    kept.delete(name);
    const same = before?.masks.length === table.rows && columns.length === before.columns.length && columns.every((column, i) => column === before.columns[i] && column.version === before.versions[i]);
    const now = same ? before : { ...byColumns(asker, packRoles, columns as [Column, Column, Column, Column, Column?]), columns, versions: columns.map(({ version }) => version) };
    kept.set(name, now);
    const room = Math.min(MOST_ASKERS, Math.max(2, Math.floor(MOST_KEPT / table.rows)));
    for (const oldest of kept.keys()) { if (kept.size <= room) break; kept.delete(oldest); }
    return now;
  }

  function byColumns({ person, policy, manages }: Asker, packRoles: readonly PackRole[], [owner, department, state, confidentiality, packs]: readonly [Column, Column, Column, Column, Column?]): Masks & Pick<Kept, 'open'> {
    const masks = new Uint16Array(table.rows);
    // a restricted section needs its clearance besides, whatever the source
    const openable = openableTo(person);
    const whole = KNOWN | openable;
    // the key of a service has its own sections on the archives of its departments, and nothing else concerns it
    const { service } = person;
    const reached = service ? bits((key) => service.sections[key] !== undefined) & openable : 0;
    const byKey = reached === 0 ? 0 : KNOWN | reached;
    const cleared = openable & RESTRICTED;
    const everywhere = service ? (service.departments === null ? byKey : 0) : (person.roles.includes('steward') || person.roles.includes('generalManager') ? whole : 0)
      | (person.roles.includes('compliance') && cleared !== 0 ? KNOWN | cleared : 0);
    const open = new Uint8Array(state.size);
    for (const each of ['open', 'closed', 'restricted']) { const code = state.find(JSON.stringify(each)); if (code > 0) open[code] = 1; }
    const managed = new Uint16Array(department.size);
    for (const each of service ? (service.departments ?? []) : manages) { const code = department.find(JSON.stringify(each)); if (code > 0) managed[code] = service ? byKey : whole; }
    const mine = service ? 0 : owner.find(JSON.stringify(person.id));
    const home = person.department !== null && isCaseWorker(person) ? department.find(JSON.stringify(person.department)) : 0;
    const colleague = new Uint16Array(confidentiality.size);
    for (const mark of MARKS) { const code = confidentiality.find(JSON.stringify(mark)); if (code > 0) colleague[code] = defaultBits(departmentDefault(policy, mark)); }
    // what the policy gives beyond the own department, by mark; nothing for most
    const everybody = new Uint16Array(confidentiality.size);
    if (isCaseWorker(person)) for (const mark of MARKS) { const code = confidentiality.find(JSON.stringify(mark)); if (code > 0) everybody[code] = defaultBits(companyDefault(policy, mark)); }
    const shown = everybody.some((each) => each !== 0);
    const ofPacks = packs ? packBits(packRoles, packs, openable) : null;
    const marked = Int8Array.from({ length: confidentiality.size }, () => 0);
    for (const mark of MARKS) { const code = confidentiality.find(JSON.stringify(mark)); if (code > 0) marked[code] = underMark('read', mark) === 'read' ? 2 : underMark('read', mark) === 'none' ? 0 : 1; }

    const { codes: owners } = owner;
    const { codes: departments } = department;
    const { codes: states } = state;
    const { codes: confidentialities } = confidentiality;
    for (let row = 0; row < masks.length; row++) {
      if (open[states[row] as number] === 0) continue;
      const at = departments[row] as number;
      let mask = everywhere | (managed[at] as number);
      if (mine !== 0 && owners[row] === mine) mask |= whole;
      if (home !== 0 && at === home) mask |= colleague[confidentialities[row] as number] as number;
      if (shown) mask |= everybody[confidentialities[row] as number] as number;
      if (ofPacks !== null) {
        const more = ofPacks[(packs as Column).codes[row] as number] as number;
        const how = marked[confidentialities[row] as number] as number;
        if (more !== 0 && how !== 0) mask |= how === 2 ? more : KNOWN;
      }
      masks[row] = mask;
    }
    return { ...over(masks), open };
  }

  /** What is named archive by archive: few, and found by the person. */
  function withNamed(base: Kept, { person, within, now }: Asker): Masks {
    const openable = openableTo(person);
    const { open, columns } = base;
    const states = (columns[2] as Column).codes;
    let masks = base.masks;
    const add = (row: number, more: number): void => {
      if (row >= masks.length || open[states[row] as number] !== 1 || ((masks[row] as number) | more) === masks[row]) return;
      if (masks === base.masks) masks = base.masks.slice();
      masks[row] = (masks[row] as number) | more;
    };
    if (!person.service) named();
    for (const row of walls.all({ me: person.id, within: JSON.stringify(within), now })) {
      if (row >= masks.length || masks[row] === 0) continue;
      if (masks === base.masks) masks = base.masks.slice();
      masks[row] = 0;
    }
    return masks === base.masks ? base : over(masks);

    function named(): void {
      for (const row of members.all({ me: person.id, now })) add(row, KNOWN | openable);
      const receivers = JSON.stringify([['person', person.id], ...(person.department === null ? [] : [['department', person.department]]), ...person.roles.map((role) => ['role', role])]);
      for (const [row, level, sections] of grants.all({ receivers, now })) {
        const covered = (sections === null ? INTERNAL : (JSON.parse(sections) as SectionKey[]).reduce((sum, key) => sum | (BIT[key] ?? 0), 0)) & openable;
        if (covered !== 0) add(row, KNOWN | (level === 'exists' ? 0 : covered));
      }
    }
  }
}

/** What the policy gives this person by the packs of archives. */
const packRolesOf = ({ person, policy, within }: Asker): readonly PackRole[] => (isCaseWorker(person) ? policy.packRoles.filter(({ to }) => hasPackRole(to, person, within)) : []);

/** By code of the packs that an archive has. */
function packBits(packRoles: readonly PackRole[], packs: Column, openable: number): Uint16Array {
  const all = new Uint16Array(packs.size);
  for (let code = 1; code < all.length; code++) {
    const has = packs.parts(code);
    const reads = packRoles.filter(({ pack }) => has.includes(pack)).reduce((sum, { sections }) => sum | bits((key) => sections.includes(key)), 0) & openable;
    if (reads !== 0) all[code] = KNOWN | reads;
  }
  return all;
}

const openableTo = ({ clearances }: Person): number => (ALL & ~RESTRICTED) | bits((key) => { const { class: of } = SECTIONS[key]; return of.kind === 'restricted' && clearances.includes(of.clearance); });

function over(masks: Uint16Array): Masks {
  const rows = new Int32Array(masks.length);
  let [count, least, most] = [0, KNOWN | ALL, 0];
  for (let row = 0; row < masks.length; row++) {
    const mask = masks[row] as number;
    if (mask === 0) continue;
    rows[count++] = row;
    least &= mask;
    most |= mask;
  }
  return { masks, known: count === rows.length ? rows : rows.slice(0, count), least, most };
}

function defaultBits(level: DefaultLevel): number {
  switch (level) {
    case 'none': return 0;
    case 'exists': return KNOWN;
    case 'read': case 'write': return KNOWN | INTERNAL;
  }
}
