/** Who had a masked number shown, and when. Who may is decided before it gets here; no row is ever changed. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Connection } from './database.ts';

export interface StoredReveal { readonly id: number; readonly archive: ArchiveId; readonly section: string; /** Value key. */ readonly key: string; readonly by: PersonId; /** Milliseconds since 1970. */ readonly at: number }
export interface RevealsQuery { readonly archive: ArchiveId | null; readonly person: PersonId | null; /** Id of the last row of the page before. */ readonly before: number | null; readonly limit: number }

/** Rights are the caller's. */
export interface RevealStore {
  put(reveal: Omit<StoredReveal, 'id'>): Promise<void>;
  /** Newest first, of all archives or one. */
  page(query: RevealsQuery): Promise<readonly StoredReveal[]>;
}

/** The calls of the archive thread. */
export function revealCalls(db: Connection) {
  const put = db.prepare('INSERT INTO reveal (archive, section, key, person, at) VALUES (?,?,?,?,?)');
  return { putReveal: ({ archive, section, key, by, at }: Omit<StoredReveal, 'id'>): void => { put.run(archive, section, key, by, at); } };
}

/** The calls of a reader thread. */
export function revealReadCalls(db: Connection) {
  const page = db.prepare<[Record<string, unknown>], StoredReveal>(`SELECT id, archive, section, key, person AS "by", at FROM archive.reveal
    WHERE (@archive IS NULL OR archive = @archive) AND (@person IS NULL OR person = @person) AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit`);
  return { reveals: (query: RevealsQuery): readonly StoredReveal[] => page.all({ ...query }) };
}
