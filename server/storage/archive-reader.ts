/** Reads archives' rows, directory, grants and rows of files. `schema` is the name under which archive.db is open: `main` for its writer, `archive` where it is attached. */
import type { ArchiveId, ArchiveRef, DepartmentId, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import type { Department, Deputy, Grant, Person, Policy } from '../../model/rights.ts';
import type { Connection } from './database.ts';
import type { StoredArchive, StoredFile } from './storage.ts';
import { readWalls } from './wall-store.ts';

export type Schema = 'main' | 'archive';

interface ArchiveColumns {
  readonly id: ArchiveId; readonly kind: string; readonly code: string | null; readonly packs: string; readonly keeper: PersonId | null; readonly owner: PersonId | null;
  readonly department: DepartmentId | null; readonly confidentiality: StoredArchive['confidentiality']; readonly state: StoredArchive['state'];
  readonly opened_at: string; readonly reviewed_at: string | null; readonly revision: number;
}
interface MemberColumns { readonly role: 'coOwner' | 'deputy'; readonly person: PersonId; readonly from_date: string; readonly to_date: string }

/** Statements are made once a connection; better-sqlite3 keeps them as long as the connection lives. */
const prepared = new WeakMap<Connection, ReturnType<typeof prepare>>();
function prepare(db: Connection, schema: Schema) {
  return {
    archive: db.prepare<[string], ArchiveColumns>(`SELECT * FROM ${schema}.archive WHERE id = ?`),
    walls: readWalls(db, schema),
    keys: db.prepare<[string], ExternalKey>(`SELECT key FROM ${schema}.archive_key WHERE archive = ? ORDER BY position`).pluck(),
    members: db.prepare<[string], MemberColumns>(`SELECT role, person, from_date, to_date FROM ${schema}.archive_member WHERE archive = ? ORDER BY role, position`),
    byId: db.prepare<[string, string], ArchiveId>(`SELECT id FROM ${schema}.archive WHERE id = ? UNION ALL SELECT archive FROM ${schema}.archive_alias WHERE alias = ?`).pluck(),
    byKey: db.prepare<[string], ArchiveId>(`SELECT archive FROM ${schema}.archive_key WHERE key = ?`).pluck(),
    list: db.prepare<[string, number], ArchiveId>(`SELECT id FROM ${schema}.archive WHERE id > ? ORDER BY id LIMIT ?`).pluck(),
    owned: db.prepare<[string], ArchiveId>(`SELECT id FROM ${schema}.archive WHERE owner = ? ORDER BY id`).pluck(),
    people: db.prepare<[], { id: PersonId; name: string; email: string | null; department: DepartmentId | null; roles: string; clearances: string; reports_to: PersonId | null; active: number; withheld: string | null }>(`SELECT * FROM ${schema}.person ORDER BY id`),
    departments: db.prepare<[], { id: DepartmentId; name: string; parent: DepartmentId | null; managers: string }>(`SELECT * FROM ${schema}.department ORDER BY id`),
    aliases: db.prepare<[], { alias: PersonId; person: PersonId }>(`SELECT alias, person FROM ${schema}.person_alias`),
    departmentUse: db.prepare<[string, string], { archives: number; grants: number }>(`SELECT (SELECT count(*) FROM ${schema}.archive WHERE department = ?) AS archives, (SELECT count(*) FROM ${schema}.access_grant WHERE to_kind = 'department' AND to_id = ?) AS grants`),
    grants: db.prepare<[string], GrantColumns>(`SELECT * FROM ${schema}.access_grant WHERE archive = ? ORDER BY from_moment, id`),
    grant: db.prepare<[string], GrantColumns>(`SELECT * FROM ${schema}.access_grant WHERE id = ?`),
    setting: db.prepare<[string], string>(`SELECT value FROM ${schema}.setting WHERE key = ?`).pluck(),
    files: db.prepare<[string], FileColumns>(`SELECT * FROM ${schema}.file WHERE archive = ? ORDER BY at, id`),
    file: db.prepare<[string], FileColumns>(`SELECT * FROM ${schema}.file WHERE id = ?`),
    fileHashes: db.prepare<[], string>(`SELECT DISTINCT sha256 FROM ${schema}.file`).pluck(),
  };
}
function statements(db: Connection, schema: Schema): ReturnType<typeof prepare> {
  let made = prepared.get(db);
  if (!made) prepared.set(db, (made = prepare(db, schema)));
  return made;
}

export function readArchive(db: Connection, schema: Schema, id: ArchiveId): StoredArchive | null {
  const sql = statements(db, schema);
  const row = sql.archive.get(id);
  if (!row) return null;
  const members = sql.members.all(id);
  return {
    id, kind: row.kind, code: row.code, packs: JSON.parse(row.packs) as string[], keeper: row.keeper, owner: row.owner, department: row.department,
    confidentiality: row.confidentiality, state: row.state, openedAt: row.opened_at, reviewedAt: row.reviewed_at, revision: row.revision,
    keys: sql.keys.all(id),
    coOwners: members.filter((member) => member.role === 'coOwner').map((member) => member.person),
    deputies: members.filter((member) => member.role === 'deputy').map((member): Deputy => ({ person: member.person, from: member.from_date, to: member.to_date })),
    ...sql.walls(id),
  };
}

interface GrantColumns {
  readonly id: GrantId; readonly archive: ArchiveId; readonly to_kind: Grant['to']['kind']; readonly to_id: string; readonly level: Grant['level']; readonly sections: string | null;
  readonly from_moment: string; readonly until_moment: string | null; readonly reason: string; readonly requested_by: PersonId; readonly approved_by: PersonId;
  readonly origin: NonNullable<Grant['origin']>['kind']; readonly origin_id: string | null;
}
const toGrant = (row: GrantColumns): Grant => ({
  id: row.id, archive: row.archive, to: { kind: row.to_kind, id: row.to_id } as Grant['to'], level: row.level,
  sections: row.sections === null ? null : (JSON.parse(row.sections) as Grant['sections']),
  from: row.from_moment, until: row.until_moment, reason: row.reason, requestedBy: row.requested_by, approvedBy: row.approved_by,
  ...(row.origin === 'given' ? {} : { origin: { kind: row.origin, id: row.origin_id ?? '' } }),
});
export const readGrant = (db: Connection, schema: Schema, id: GrantId): Grant | null => {
  const row = statements(db, schema).grant.get(id);
  return row ? toGrant(row) : null;
};

export interface FileColumns extends Omit<StoredFile, 'validUntil' | 'by'> { readonly valid_until: string | null; readonly person: PersonId }
export const toFile = ({ valid_until, person, ...row }: FileColumns): StoredFile => ({ ...row, validUntil: valid_until, by: person });

/** The calls of a reader thread that concern archive.db. */
export function archiveCalls(db: Connection) {
  const sql = statements(db, 'archive');
  const byCode = db.prepare<[string], ArchiveId>('SELECT id FROM archive.archive WHERE code = ?').pluck();
  return {
    resolve: (ref: ArchiveRef): ArchiveId | null => (ref.kind === 'id' ? sql.byId.get(ref.id, ref.id) : sql.byKey.get(ref.key)) ?? null,
    archiveWithCode: (code: string): ArchiveId | null => byCode.get(code) ?? null,
    getArchive: (id: ArchiveId): StoredArchive | null => readArchive(db, 'archive', id),
    archiveWithGrants: (id: ArchiveId): { readonly archive: StoredArchive; readonly grants: readonly Grant[] } | null => {
      const archive = readArchive(db, 'archive', id);
      return archive && { archive, grants: sql.grants.all(id).map(toGrant) };
    },
    listArchives: (after: ArchiveId | null, limit: number): readonly ArchiveId[] => sql.list.all(after ?? '', limit),
    ownedBy: (person: PersonId): readonly ArchiveId[] => sql.owned.all(person),
    people: (): readonly Person[] => sql.people.all().map((row) => ({
      id: row.id, name: row.name, email: row.email, department: row.department, roles: JSON.parse(row.roles) as Person['roles'],
      clearances: JSON.parse(row.clearances) as Person['clearances'], reportsTo: row.reports_to, active: row.active === 1,
      ...(row.withheld === null ? {} : { withheld: JSON.parse(row.withheld) as Person['roles'] }),
    })),
    departments: (): readonly Department[] => sql.departments.all().map((row) => ({ ...row, managers: JSON.parse(row.managers) as PersonId[] })),
    personAliases: () => sql.aliases.all(),
    departmentUse: (id: DepartmentId) => sql.departmentUse.get(id, id) as { readonly archives: number; readonly grants: number },
    grants: (archive: ArchiveId): readonly Grant[] => sql.grants.all(archive).map(toGrant),
    grant: (id: GrantId): Grant | null => readGrant(db, 'archive', id),
    setting: (name: string): unknown => {
      const value = sql.setting.get(`setting:${name}`);
      return value === undefined ? null : JSON.parse(value);
    },
    policy: (): Policy | null => {
      const value = sql.setting.get('policy');
      return value === undefined ? null : (JSON.parse(value) as Policy);
    },
    files: (archive: ArchiveId): readonly StoredFile[] => sql.files.all(archive).map(toFile),
    fileHashes: (): readonly string[] => sql.fileHashes.all(),
    file: (id: string): StoredFile | null => {
      const row = sql.file.get(id);
      return row ? toFile(row) : null;
    },
  };
}
