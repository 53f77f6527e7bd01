/** Writes the rows of files, and with each what happened to it, by whom and when. */
import type { PersonId } from '../../model/ids.ts';
import { toFile } from './archive-reader.ts';
import type { FileColumns } from './archive-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { FileChange, StoredFile } from './storage.ts';

/** Key of a file in the history. */
const keyOf = (id: string): string => `files/${id}`;
const facts = ({ name, kind, size, validUntil }: StoredFile): string => JSON.stringify({ name, kind, size, validUntil });

/** The calls of the archive thread that concern files. */
export function fileCalls(db: Connection) {
  const put = db.prepare('INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?,?)');
  const get = db.prepare<[string], FileColumns>('SELECT * FROM file WHERE id = ?');
  const change = db.prepare('UPDATE file SET name = ?, kind = ?, valid_until = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM file WHERE id = ?');
  const used = db.prepare<[string], number>('SELECT 1 FROM file WHERE sha256 = ?').pluck();
  const note = db.prepare('INSERT INTO file_change (archive, section, person, at, key, old, new) VALUES (?,?,?,?,?,?,?)');
  const noted = (file: StoredFile, by: PersonId, at: string, old: string | null, now: string | null): void => {
    note.run(file.archive, file.section, by, Date.parse(at), keyOf(file.id), old, now);
  };
  return {
    putFile: (file: StoredFile): void => inTransaction(db, () => {
      put.run(file.id, file.archive, file.section, file.kind, file.name, file.type, file.size, file.sha256, file.validUntil, file.by, file.at);
      noted(file, file.by, file.at, null, facts(file));
    }),
    changeFile: (id: string, wish: FileChange, by: PersonId, at: string): StoredFile | null => inTransaction(db, () => {
      const row = get.get(id);
      if (!row) return null;
      const before = toFile(row);
      const after: StoredFile = { ...before, ...wish };
      if (facts(before) === facts(after)) return before;
      change.run(after.name, after.kind, after.validUntil, id);
      noted(after, by, at, facts(before), facts(after));
      return after;
    }),
    removeFile: (id: string, by: PersonId, at: string): StoredFile | null => inTransaction(db, () => {
      const row = get.get(id);
      if (!row) return null;
      const file = toFile(row);
      remove.run(id);
      noted(file, by, at, facts(file), null);
      return file;
    }),
    fileUsed: (sha256: string): boolean => used.get(sha256) !== undefined,
  };
}
