/** Erasing in both databases, and the erasures themselves. What is erased is decided by a person; which columns hold words and what becomes of them is `services/privacy/places.ts`. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Matcher } from '../services/privacy/matcher.ts';
import { scrubText } from '../services/privacy/scrub.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { asStorageError, inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { columnsOf, fileOf, forgetLog } from './engine/open.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import type { Outcome } from './maintenance.ts';
import type { BytesReport } from './subject-bytes.ts';
import { searchWriter } from './search-index.ts';
import type { Hit, ScanOptions, Wanted } from './subject-scan.ts';
import { tablesOf, wantedMatcher } from './subject-scan.ts';
import { emptyArchive, emptySection } from './subject-empty.ts';
import { forgetHistory } from './subject-history.ts';
import type { Thread } from './threads.ts';

export interface StoredErasure { readonly id: string; readonly at: number; readonly state: 'running' | 'done'; readonly body: unknown; readonly plan: unknown }
/** A row in which something is erased, by its table and primary key. */
export interface RowPlace { readonly table: string; readonly key: readonly (string | number)[] }

export interface SubjectStore {
  /** Long: everything is read. */
  scan(options: ScanOptions, progress?: (done: number, total: number) => void): Promise<readonly Hit[]>;
  bytes(texts: readonly string[], without: readonly string[], progress?: (done: number, total: number) => void): Promise<BytesReport>;
  /** By each row's table: passages, entry, or the row itself. Answers how many rows changed. */
  erase(db: 'archive' | 'facts', rows: readonly RowPlace[], wanted: Wanted, mark: string, at: number): Promise<number>;
  /** Everything of an archive but its id, in both databases; sections and files are gone by then. */
  eraseArchive(id: ArchiveId): Promise<void>;
  /** Everything that stands under one section of an archive, in both databases; its documents and files are gone by then. `documents`: their names, of contacts one a year. */
  eraseSection(id: ArchiveId, section: SectionKey, documents: readonly string[], at: number): Promise<void>;
  /** Puts the words of the index in order and empties both write-ahead logs, so that nothing that was deleted is read there. False: somebody is reading; ask again. */
  forget(): Promise<boolean>;
  /** Writes a database anew, page by page: what SQLite left in the gaps of its pages goes too. Takes as long as reading it all, and the room on disk once more; nobody writes meanwhile. */
  renew(db: 'archive' | 'facts'): Promise<void>;
  put(erasure: StoredErasure, audit: readonly AuditEntry[], at: number): Promise<void>;
  all(): Promise<readonly StoredErasure[]>;
}

/** Made anew from other places, but not by deleting the row. */
const SCRUBBED: ReadonlySet<string> = new Set(['overview', 'cell', 'reminder', 'similar_seen', 'face']);

function eraseRows(db: Connection, name: 'archive' | 'facts', rows: readonly RowPlace[], matcher: Matcher, mark: string, at: number): number {
  const tables = new Map(tablesOf(db, name).map((table) => [table.place.table, table]));
  const emptied = new Map([...tables.keys()].flatMap((table) => columnsOf(db, table).filter(({ notnull }) => notnull === 1).map((column) => [`${table}.${column.name}`, ''])));
  return inTransaction(db, () => {
    let changed = 0;
    for (const { table, key } of rows) {
      const found = tables.get(table);
      if (!found || found.place.effect === 'none') continue;
      const { place, primary } = found;
      const where = primary.map((column) => `${column === 'rowid' ? 'rowid' : `"${column}"`} = ?`).join(' AND ');
      if (place.effect === 'row' || (place.effect === 'remade' && !SCRUBBED.has(table))) {
        changed += db.prepare(`DELETE FROM "${table}" WHERE ${where}`).run(...key).changes;
        continue;
      }
      if (place.effect === 'entry') {
        if (table === 'archive_change') changed += db.prepare(`UPDATE archive_change SET old = NULL, new = NULL WHERE ${where}`).run(...key).changes;
        else {
          const row = db.prepare<unknown[], { section: number; key: string }>(`SELECT section, key FROM "${table}" WHERE ${where}`).get(...key);
          if (row) { forgetHistory(db, row.section, [row.key]); changed++; }
        }
        continue;
      }
      if (table === 'archive') {
        // a code is the person's or it is not: there is no part of one
        changed += db.prepare(`UPDATE archive SET code = NULL, code_folded = NULL, revision = revision + 1 WHERE ${where}`).run(...key).changes;
        continue;
      }
      const row = db.prepare<unknown[], Record<string, unknown>>(`SELECT ${place.words.map((word) => `"${word}"`).join(', ')} FROM "${table}" WHERE ${where}`).get(...key);
      if (!row) continue;
      // what is to be written somewhere is nothing with a part of it taken out, and what was said of it neither
      if (table === 'correction_act') {
        changed += db.prepare(`UPDATE correction_act SET text = NULL, proposed = NULL, cleared = coalesce(cleared, ?) WHERE ${where}`).run(at, ...key).changes;
        continue;
      }
      for (const word of place.words) {
        const text = row[word];
        if (typeof text !== 'string') continue;
        const without = scrubText(text, matcher, mark);
        if (without === text) continue;
        const left = place.effect === 'words' ? emptied.get(`${table}.${word}`) ?? null : without;
        changed++;
        const put = (value: string | null): void => { db.prepare(`UPDATE "${table}" SET "${word}" = ? WHERE ${where}`).run(value, ...key); };
        try {
          inTransaction(db, () => { put(left); });
        } catch (error) {
          if (left === null || asStorageError(error)?.code !== 'conflict') throw error;
          put(`${left} ${key.join('-').length}-${rows.indexOf(rows.find((each) => each.key === key) as RowPlace)}-${changed}`); // another row has the same words left
        }
      }
    }
    return changed;
  });
}

/** A copy in memory up to here; a larger one goes over a file that has no name. */
const IN_MEMORY = 512 * 1024 * 1024;

function renewPages(db: Connection): void {
  const file = fileOf(db);
  if (file === null) return; // PostgreSQL uses the room of what was deleted again by itself, and its operator says when it is gone from disk
  const size = (file.pragma('page_count', { simple: true }) as number) * (file.pragma('page_size', { simple: true }) as number);
  if (size > IN_MEMORY) file.pragma('temp_store = FILE');
  try {
    file.exec('VACUUM');
  } finally {
    file.pragma('temp_store = MEMORY');
  }
}

interface Row { readonly id: string; readonly at: number; readonly state: 'running' | 'done'; readonly body: string; readonly plan: string | null }

/** The calls of the archive thread. */
export function subjectCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare('INSERT INTO erasure (id, at, state, body, plan) VALUES (@id, @at, @state, @body, @plan) ON CONFLICT DO UPDATE SET state = excluded.state, body = excluded.body, plan = excluded.plan');
  const all = db.prepare<[], Row>('SELECT * FROM erasure ORDER BY at, id');
  return {
    eraseInArchive: (rows: readonly RowPlace[], wanted: Wanted, mark: string, at: number): number => eraseRows(db, 'archive', rows, wantedMatcher(wanted), mark, at),
    emptyArchive: (id: string): void => { emptyArchive(db, 'archive', id); },
    emptySection: (id: string, section: string, documents: readonly string[], at: number): void => { emptySection(db, 'archive', id, section, documents, at); },
    emptyArchiveLog: (): boolean => forgetLog(db),
    renewArchive: (): void => { renewPages(db); },
    putErasure: ({ id, at, state, body, plan }: StoredErasure, entries: readonly AuditEntry[], now: number): void => inTransaction(db, () => {
      put.run({ id, at, state, body: JSON.stringify(body), plan: plan === null ? null : JSON.stringify(plan) });
      audit.add(entries, now);
    }),
    erasures: (): readonly StoredErasure[] => all.all().map((row) => ({ ...row, body: JSON.parse(row.body) as unknown, plan: row.plan === null ? null : JSON.parse(row.plan) as unknown })),
  };
}

/** The calls of the facts thread. */
export function subjectFactsCalls(db: Connection) {
  return {
    eraseInFacts: (rows: readonly RowPlace[], wanted: Wanted, mark: string, at: number): number => eraseRows(db, 'facts', rows, wantedMatcher(wanted), mark, at),
    emptyFacts: (id: string): void => { emptyArchive(db, 'facts', id); },
    emptyFactsSection: (id: string, section: string, documents: readonly string[], at: number): void => { emptySection(db, 'facts', id, section, documents, at); },
    /** What was taken out of the index stays in its older parts until they are joined. */
    orderWords: (): void => { searchWriter(db).order(); },
    emptyFactsLog: (): boolean => forgetLog(db),
    renewFacts: (): void => { renewPages(db); },
  };
}

export type Maintain = <K extends 'subject-scan' | 'subject-bytes'>(job: { readonly kind: K } & Record<string, unknown>, progress?: (done: number, total: number) => void) => Promise<Outcome[K]>;

export const subjectStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, maintain: Maintain): SubjectStore => ({
  scan: (options, progress) => maintain({ kind: 'subject-scan', ...options }, progress),
  bytes: (texts, without, progress) => maintain({ kind: 'subject-bytes', texts, without }, progress),
  erase: (db, rows, wanted, mark, at) => (db === 'archive' ? archive.call('eraseInArchive', rows, wanted, mark, at) : facts.call('eraseInFacts', rows, wanted, mark, at)),
  async eraseArchive(id) {
    await archive.call('emptyArchive', id);
    await facts.call('emptyFacts', id);
  },
  async eraseSection(id, section, documents, at) {
    await archive.call('emptySection', id, section, documents, at);
    await facts.call('emptyFactsSection', id, section, documents, at);
  },
  async forget() {
    await facts.call('orderWords');
    const [one, other] = await Promise.all([archive.call('emptyArchiveLog'), facts.call('emptyFactsLog')]);
    return one && other;
  },
  renew: (db) => (db === 'archive' ? archive.call('renewArchive') : facts.call('renewFacts')),
  put: (erasure, audit, at) => archive.call('putErasure', erasure, audit, at),
  all: () => archive.call('erasures'),
});
