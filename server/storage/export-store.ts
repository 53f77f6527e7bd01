/** What left the register: who took it out, when, by which question, how much of it. Who may is decided before it gets here; a row is finished once and never changed again. */
import type { PersonId } from '../../model/ids.ts';
import type { Connection } from './database.ts';

/** `query` as JSON. `archives` null: it is on its way, or was cut off. Moments in milliseconds since 1970. */
export interface StoredExport { readonly id: number; readonly by: PersonId; readonly at: number; readonly format: string; readonly query: string; readonly archives: number | null; readonly ended: number | null }
export interface ExportsQuery { /** Null: of everybody. */ readonly person: PersonId | null; /** Id of the last row of the page before. */ readonly before: number | null; readonly limit: number }

/** Rights are the caller's. */
export interface ExportStore {
  /** Answers the id. Written before the first byte leaves. */
  begin(record: Pick<StoredExport, 'by' | 'at' | 'format' | 'query'>): Promise<number>;
  end(id: number, archives: number, at: number): Promise<void>;
  /** Newest first. */
  page(query: ExportsQuery): Promise<readonly StoredExport[]>;
}

/** The calls of the archive thread. */
export function exportCalls(db: Connection) {
  const begin = db.prepare('INSERT INTO export_record (person, at, format, query) VALUES (?,?,?,?)');
  const end = db.prepare('UPDATE export_record SET archives = ?, ended = ? WHERE id = ? AND ended IS NULL');
  return {
    beginExport: ({ by, at, format, query }: Pick<StoredExport, 'by' | 'at' | 'format' | 'query'>): number => Number(begin.run(by, at, format, query).lastInsertRowid),
    endExport: (id: number, archives: number, at: number): void => { end.run(archives, at, id); },
  };
}

/** The calls of a reader thread. */
export function exportReadCalls(db: Connection) {
  const page = db.prepare<[Record<string, unknown>], StoredExport>(`SELECT id, person AS "by", at, format, query, archives, ended FROM archive.export_record
    WHERE (@person IS NULL OR person = @person) AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit`);
  return { exports: (query: ExportsQuery): readonly StoredExport[] => page.all({ ...query }) };
}
