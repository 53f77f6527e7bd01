/**
 * Rows of an import of which there is nothing to say but that they became new rows of trade: hundreds of them together in one row, because each by itself costs more to write down than it
 * tells. Whoever asks for the rows of an import finds no difference; everything else that became of a row is in `import_row`.
 */
import type { Connection } from './database.ts';
import type { StoredImportRow } from './import-store.ts';

/** `mark`: of what was written, see `tradeMark`. */
export type PackedRow = readonly [row: number, line: number, externalId: string, archive: string, trade: string, mark: number];
interface Packed { readonly file: string; readonly rows: readonly PackedRow[] }
interface Pack extends Packed { readonly id: number; readonly first: number; readonly last: number }
interface Stored { readonly id: number; readonly first: number; readonly last: number; readonly data: string }

/** Few enough that a page of rows is read in a moment. */
const TOGETHER = 500;

/** What `import_row` would have of such a row. */
export const plainData = (file: string, line: number, externalId: string, archive: string): string => JSON.stringify({ file, line, externalId, archive, name: null, match: null, changes: [], notes: [] });

const opened = ({ data, ...pack }: Stored): Pack => ({ ...pack, ...(JSON.parse(data) as Packed) });

export class ImportPacks {
  readonly #sql;
  /** The one that was looked into last: a run that goes on finds its rows in order. */
  #last: Pack | null = null;

  constructor(db: Connection) {
    this.#sql = {
      put: db.prepare('INSERT INTO import_pack (job, first, last, count, data) VALUES (?,?,?,?,?)'),
      change: db.prepare('UPDATE import_pack SET first = ?, last = ?, count = ?, data = ? WHERE id = ?'),
      remove: db.prepare('DELETE FROM import_pack WHERE id = ?'),
      drop: db.prepare('DELETE FROM import_pack WHERE job = ?'),
      around: db.prepare<[string, number], Stored>('SELECT id, first, last, data FROM import_pack WHERE job = ? AND last >= ? ORDER BY last LIMIT 1'),
      from: db.prepare<[string, number, string, number], number>('SELECT EXISTS (SELECT 1 FROM import_row WHERE job = ? AND row >= ?) OR EXISTS (SELECT 1 FROM import_pack WHERE job = ? AND last >= ?)').pluck(),
      next: db.prepare<[string, number], Stored>('SELECT id, first, last, data FROM import_pack WHERE job = ? AND last > ? ORDER BY last LIMIT 1'),
    };
  }

  /** In the order of the rows, which no pack holds yet. */
  add(job: string, file: string, rows: readonly PackedRow[]): void {
    for (let at = 0; at < rows.length; at += TOGETHER) {
      const part = rows.slice(at, at + TOGETHER);
      const [first, last] = [part[0], part.at(-1)];
      if (first && last) this.#sql.put.run(job, first[0], last[0], part.length, JSON.stringify({ file, rows: part } satisfies Packed));
    }
  }

  /** Whether anything is written down of this row or a later one: the run was here before. */
  reached(job: string, row: number): boolean {
    return this.#sql.from.get(job, row, job, row) === 1;
  }

  has(job: string, row: number): boolean {
    return this.#find(job, row) !== null;
  }

  /** Something else became of the row. */
  take(job: string, row: number): void {
    const pack = this.#find(job, row);
    if (!pack) return;
    this.#last = null;
    const rows = pack.rows.filter(([each]) => each !== row);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first && last) this.#sql.change.run(first[0], last[0], rows.length, JSON.stringify({ file: pack.file, rows } satisfies Packed), pack.id);
    else this.#sql.remove.run(pack.id);
  }

  /** The rows of the pack behind this row; none: it was the last. */
  after(job: string, row: number): readonly PackedRow[] {
    const next = this.#sql.next.get(job, row);
    return next ? opened(next).rows : [];
  }

  drop(job: string): void {
    this.#last = null;
    this.#sql.drop.run(job);
  }

  /** What a transaction kept from others may never have come to be. */
  forget(): void {
    this.#last = null;
  }

  #find(job: string, row: number): Pack | null {
    if (this.#last === null || row < this.#last.first || row > this.#last.last) {
      const found = this.#sql.around.get(job, row);
      this.#last = found ? opened(found) : null;
    }
    return this.#last?.rows.some(([each]) => each === row) ? this.#last : null;
  }
}

/** For a reader thread: the rows behind `after` in their order, at most `limit`, and how many there are. */
export function packReader(db: Connection) {
  const from = db.prepare<[string, number], Stored>('SELECT id, first, last, data FROM import_pack WHERE job = ? AND last > ? ORDER BY last');
  const counted = db.prepare<[string], number>('SELECT coalesce(sum(count), 0) FROM import_pack WHERE job = ?').pluck();
  return {
    rows(job: string, after: number, limit: number): readonly StoredImportRow[] {
      const found: StoredImportRow[] = [];
      for (const stored of from.iterate(job, after)) {
        if (found.length >= limit) break;
        const { file, rows } = opened(stored);
        for (const [row, line, externalId, archive] of rows) if (row > after && found.length < limit) found.push({ row, state: 'create', data: plainData(file, line, externalId, archive) });
      }
      return found;
    },
    count: (job: string): number => counted.get(job) ?? 0,
  };
}
