/** Writes the archives' own rows. Every change leaves a line in `archive_change`, in the same transaction; who may change what is decided before it gets here. */
import type { ArchiveId, ChangesetId, PersonId } from '../../model/ids.ts';
import { readArchive } from './archive-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { reasonWriter } from './reason-store.ts';
import type { NewReason } from './reason-store.ts';
import { foldText } from './search-text.ts';
import { StorageError } from './storage.ts';
import type { ArchiveChange, StoredArchive } from './storage.ts';

type Written = Omit<StoredArchive, 'revision'>;

/** Columns of the table `archive` that a change may name, with the way their value is stored. */
const COLUMNS = {
  kind: 'kind', code: 'code', packs: 'packs', keeper: 'keeper', owner: 'owner', department: 'department', confidentiality: 'confidentiality', state: 'state',
  reviewedAt: 'reviewed_at',
} as const satisfies Partial<Record<keyof ArchiveChange, string>>;

const plain = (value: unknown): string | null => (value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value));
const folded = (code: string | null): string | null => (code === null ? null : foldText(code));

export class ArchiveWriter {
  private readonly db: Connection;
  private readonly sql;
  private readonly because;

  constructor(db: Connection) {
    this.db = db;
    this.because = reasonWriter(db);
    this.sql = {
      insert: db.prepare('INSERT INTO archive VALUES (?,?,?,?,?,?,?,?,?,?,?,?,1)'),
      alias: db.prepare<[string], string>('SELECT archive FROM archive_alias WHERE alias = ?').pluck(),
      id: db.prepare<[string], string>('SELECT id FROM archive WHERE id = ?').pluck(),
      code: db.prepare<[string], string>('SELECT id FROM archive WHERE code = ?').pluck(),
      key: db.prepare<[string], string>('SELECT archive FROM archive_key WHERE key = ?').pluck(),
      dropKeys: db.prepare('DELETE FROM archive_key WHERE archive = ?'),
      putKey: db.prepare('INSERT INTO archive_key VALUES (?,?,?,?)'),
      dropMembers: db.prepare('DELETE FROM archive_member WHERE archive = ? AND role = ?'),
      putMember: db.prepare('INSERT INTO archive_member VALUES (?,?,?,?,?,?)'),
      opened: db.prepare('INSERT OR IGNORE INTO changeset_archive (changeset, archive) VALUES (?,?)'),
      set: db.prepare('INSERT INTO changeset_edit (changeset, section, seq) VALUES (?,0,?)'),
      log: db.prepare('INSERT INTO archive_change (archive, revision, person, at, key, old, new) VALUES (?,?,?,?,?,?,?)'),
      revise: db.prepare('UPDATE archive SET revision = ? WHERE id = ?'),
      empty: db.prepare<[string | null, string | null, string], ArchiveId>(`SELECT id FROM archive a WHERE (? IS NULL OR id = ?) AND revision = 1 AND opened_at < ?
        AND NOT EXISTS (SELECT 1 FROM section WHERE archive = a.id) AND NOT EXISTS (SELECT 1 FROM file WHERE archive = a.id) AND NOT EXISTS (SELECT 1 FROM access_grant WHERE archive = a.id)
        AND NOT EXISTS (SELECT 1 FROM comment WHERE archive = a.id)`).pluck(),
      codeFolded: db.prepare('UPDATE archive SET code_folded = ? WHERE id = ?'),
    };
  }

  create(archive: Written, by: PersonId, changeset?: ChangesetId): void {
    inTransaction(this.db, () => { this.add(archive, by, changeset); });
  }

  /** Within the transaction of whoever brings many. */
  add(archive: Written, by: PersonId, changeset?: ChangesetId): void {
    if (this.sql.id.get(archive.id) !== undefined || this.sql.alias.get(archive.id) !== undefined) throw new StorageError('conflict', `There is an archive ${archive.id} already.`, 'id');
    this.checkCode(archive.code, archive.id);
    this.sql.insert.run(
      archive.id, archive.kind, archive.code, folded(archive.code), JSON.stringify(archive.packs), archive.keeper, archive.owner, archive.department,
      archive.confidentiality, archive.state, archive.openedAt, archive.reviewedAt,
    );
    this.writeLists(archive.id, archive);
    this.sql.log.run(archive.id, 1, by, archive.openedAt, 'created', null, JSON.stringify(archive));
    if (changeset !== undefined) this.sql.opened.run(changeset, archive.id);
  }

  /** Takes back archives into which nothing was ever written; null: all of them that were opened before a moment. Answers their ids. */
  discard(id: ArchiveId | null, before = '9999'): readonly ArchiveId[] {
    return inTransaction(this.db, () => {
      const empty = this.sql.empty.all(id, id, before);
      for (const each of empty) for (const table of ['archive_key', 'archive_member', 'archive_change']) this.db.prepare(`DELETE FROM ${table} WHERE archive = ?`).run(each);
      for (const each of empty) this.db.prepare('DELETE FROM archive WHERE id = ?').run(each);
      return empty;
    });
  }

  /** Answers the row as it is after the change; a change that changes nothing keeps the revision. */
  change(id: ArchiveId, change: ArchiveChange, by: PersonId, at: string, changeset?: ChangesetId, why?: NewReason): StoredArchive {
    return inTransaction(this.db, () => {
      const before = readArchive(this.db, 'main', id);
      if (!before) throw new StorageError('missing', `There is no archive ${id}.`);
      const changed = (Object.keys(change) as (keyof ArchiveChange)[]).filter((key) => change[key] !== undefined && plain(change[key]) !== plain(before[key]));
      if (changed.length === 0) return before;
      const revision = before.revision + 1;
      if (changed.includes('code')) this.checkCode(change.code ?? null, id);
      for (const key of changed) {
        if (key in COLUMNS) this.db.prepare(`UPDATE archive SET ${COLUMNS[key as keyof typeof COLUMNS]} = ? WHERE id = ?`).run(plain(change[key]), id);
        const { lastInsertRowid } = this.sql.log.run(id, revision, by, at, key, plain(before[key]), plain(change[key]));
        if (changeset !== undefined) this.sql.set.run(changeset, lastInsertRowid);
      }
      if (changed.includes('code')) this.sql.codeFolded.run(folded(change.code ?? null), id);
      this.writeLists(id, change);
      this.sql.revise.run(revision, id);
      this.because(id, why ?? null, null, by, Date.parse(at));
      return readArchive(this.db, 'main', id) as StoredArchive;
    });
  }

  private checkCode(code: string | null, id: string): void {
    const holder = code === null ? undefined : this.sql.code.get(code);
    if (holder !== undefined && holder !== id) throw new StorageError('conflict', `The code ${code} belongs to another archive.`, 'code');
  }

  private writeLists(id: ArchiveId, { keys, coOwners, deputies }: Pick<ArchiveChange, 'keys' | 'coOwners' | 'deputies'>): void {
    if (keys) {
      this.sql.dropKeys.run(id);
      for (const [position, key] of [...new Set(keys)].entries()) {
        if (this.sql.key.get(key) !== undefined) throw new StorageError('conflict', `The key ${key} belongs to another archive.`, 'keys');
        this.sql.putKey.run(key, foldText(key.slice(key.indexOf(':') + 1)), id, position);
      }
    }
    if (coOwners) {
      this.sql.dropMembers.run(id, 'coOwner');
      for (const [position, person] of [...new Set(coOwners)].entries()) this.sql.putMember.run(id, 'coOwner', position, person, null, null);
    }
    if (deputies) {
      this.sql.dropMembers.run(id, 'deputy');
      for (const [position, deputy] of deputies.entries()) this.sql.putMember.run(id, 'deputy', position, deputy.person, deputy.from, deputy.to);
    }
  }
}
