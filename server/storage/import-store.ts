/** What imports leave behind besides the archives: rows as they were found and what became of them, page by page, and what trade was before. Writing is in the facts thread, reading in the readers'. */
import { crc32 } from 'node:zlib';
import type { JobView } from '../../model/api.ts';
import type { RowState } from '../../model/import/api.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { ImportPacks, packReader } from './import-packs.ts';
import type { ImportedRow } from './storage.ts';
import { inSlices } from './thread-port.ts';

/** `data` is JSON that the import alone reads. */
export interface StoredImportRow { readonly row: number; readonly state: RowState; readonly data: string }
export interface ImportRowsQuery { readonly job: string; readonly states: readonly RowState[] | null; readonly after: number; readonly limit: number }
export interface ImportRowsAnswer { readonly items: readonly StoredImportRow[]; readonly counts: Readonly<Partial<Record<RowState, number>>> }
/** `changed`: rows that somebody has changed since, which stay. `stays` is what went back of stays, `trade` of everything else. */
export interface TradeUndo { readonly removed: number; readonly restored: number; readonly changed: readonly { readonly archive: string; readonly externalId: string }[]; readonly archives: readonly { readonly id: string; readonly sections: readonly ('trade' | 'stays')[] }[] }

export interface ImportStore {
  /** The same row of the same job once more takes the place of the first, unless it only found done what the first did. `imported` is remembered of the rows, not before they are written down. */
  putRows(job: string, rows: readonly StoredImportRow[], imported?: readonly ImportedRow[]): Promise<void>;
  rows(query: ImportRowsQuery): Promise<ImportRowsAnswer>;
  /** Those known of these external ids. */
  known(source: string, table: string, externalIds: readonly string[]): Promise<readonly ImportedRow[]>;
  /** Newest first. */
  jobs(limit: number): Promise<readonly JobView[]>;
  /** Takes back what a job did to trade, but for what was changed since. */
  undoTrade(job: string): Promise<TradeUndo>;
  /** Forgets the rows of a job: a dry run that another one follows. */
  drop(job: string): Promise<void>;
}

interface NotedTrade { readonly trade: string; /** Null: it was new. */ readonly before: string | null; readonly after: number }
const TRADE = 'archive, kind, date, amount, currency, due_at, channel, order_ref, lines, invoiced_at, tracking, stay, reverses, cost';
/** What was made or changed stays written down where the same run comes by again, after it was cut off, and finds it done. */
export const PUT_IMPORT_ROW = `INSERT INTO import_row (job, row, state, data) VALUES (?,?,?,?)
  ON CONFLICT (job, row) DO UPDATE SET state = excluded.state, data = excluded.data WHERE excluded.state <> 'same' OR import_row.state NOT IN ('create', 'update')`;
/** Tells whether a row of trade is still what an import wrote. */
export const tradeMark = (columns: readonly unknown[]): number => crc32(JSON.stringify(columns));

/** The calls of the facts thread. */
export function importCalls(db: Connection, totals: (archives: Iterable<string>) => void) {
  const put = db.prepare(PUT_IMPORT_ROW);
  const remember = db.prepare('INSERT OR REPLACE INTO imported (source, name, external_id, target, data) VALUES (?,?,?,?,?)');
  const drop = db.prepare('DELETE FROM import_row WHERE job = ?');
  const packs = new ImportPacks(db);
  const noted = db.prepare<[string, number], NotedTrade>('SELECT trade, before, after FROM import_trade WHERE job = ? LIMIT ?');
  const made = db.prepare<[string, number, number], NotedTrade & { row: number }>("SELECT row, data ->> '$.trade[0]' AS trade, NULL AS before, data ->> '$.trade[1]' AS after FROM import_row WHERE job = ? AND row > ? AND state = 'create' AND data ->> '$.trade[0]' IS NOT NULL ORDER BY row LIMIT ?");
  const settled = db.prepare('DELETE FROM import_trade WHERE job = ? AND trade = ?');
  const find = db.prepare<[string], [row: number, source: string, externalId: string, ...unknown[]]>(`SELECT row, source, external_id, ${TRADE} FROM trade WHERE id = ?`).raw();
  const remove = db.prepare('DELETE FROM trade WHERE row = ?');
  const restore = db.prepare(`UPDATE trade SET (${TRADE}) = (?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE row = ?`);
  const forget = db.prepare('DELETE FROM imported WHERE source = ? AND name = ? AND external_id = ?');
  return {
    putImportRows: (job: string, rows: readonly StoredImportRow[], imported: readonly ImportedRow[] = []): Promise<void> =>
      inSlices([...rows, ...imported], (each) => {
        if ('state' in each) put.run(job, each.row, each.state, each.data);
        else remember.run(each.source, each.table, each.externalId, each.target, JSON.stringify(each.values));
      }, (run) => inTransaction(db, run)),
    dropImportRows: (job: string): void => inTransaction(db, () => {
      drop.run(job);
      packs.drop(job);
    }),
    undoTrade: async (job: string): Promise<TradeUndo> => {
      let [removed, restored] = [0, 0];
      const changed: { archive: string; externalId: string }[] = [];
      const archives = new Map<string, Set<'trade' | 'stays'>>();
      let [last, packed] = [0, 0];
      /** What was changed goes back first: then a row that the same import had made is as it made it. */
      const next = (): readonly NotedTrade[] => {
        const changes = noted.all(job, 1_000);
        if (changes.length > 0) return changes;
        const rows = made.all(job, last, 1_000);
        last = rows.at(-1)?.row ?? last;
        if (rows.length > 0) return rows;
        const together = packs.after(job, packed);
        packed = together.at(-1)?.[0] ?? packed;
        return together.map(([, , , , trade, after]) => ({ trade, before: null, after }));
      };
      for (let page = next(); page.length > 0; page = next()) {
        const touched = new Map<string, Set<'trade' | 'stays'>>();
        const touch = ([archive, kind]: readonly unknown[]): void => { touched.set(String(archive), (touched.get(String(archive)) ?? new Set()).add(kind === 'stay' ? 'stays' : 'trade')); };
        await inSlices(page, ({ trade, before, after }) => {
          settled.run(job, trade);
          const row = find.get(trade);
          if (!row) return;
          const [number, source, externalId, ...columns] = row;
          const archive = String(columns[0]);
          if (tradeMark(columns) !== after) { changed.push({ archive, externalId }); return; }
          touch(columns);
          if (before === null) {
            remove.run(number);
            forget.run(source, 'orders', externalId);
            removed++;
          } else {
            const old = JSON.parse(before) as unknown[];
            restore.run(...old, number);
            touch(old);
            restored++;
          }
        }, (run) => inTransaction(db, () => {
          touched.clear();
          run();
          totals(touched.keys());
          for (const [archive, sections] of touched) archives.set(archive, new Set([...sections, ...(archives.get(archive) ?? [])]));
        }));
      }
      return { removed, restored, changed, archives: [...archives].map(([id, sections]) => ({ id, sections: [...sections] })) };
    },
  };
}

/** The calls of a reader thread. */
export function importReadCalls(db: Connection) {
  const all = db.prepare<[string, number, number], StoredImportRow>('SELECT row, state, data FROM import_row WHERE job = ? AND row > ? ORDER BY row LIMIT ?');
  const some = db.prepare<[string, string, number, number], StoredImportRow>('SELECT row, state, data FROM import_row WHERE job = ? AND state IN (SELECT value FROM json_each(?)) AND row > ? ORDER BY row LIMIT ?');
  const counts = db.prepare<[string], { state: RowState; count: number }>('SELECT state, count(*) AS count FROM import_row WHERE job = ? GROUP BY state');
  const packs = packReader(db);
  const known = db.prepare<[string, string, string], { external_id: string; target: string; data: string }>('SELECT i.external_id, i.target, i.data FROM json_each(?) AS wanted CROSS JOIN imported i ON i.source = ? AND i.name = ? AND i.external_id = wanted.value');
  const jobs = db.prepare<[number], string>("SELECT data FROM job WHERE data ->> '$.at' IS NOT NULL ORDER BY data ->> '$.at' DESC LIMIT ?").pluck();
  return {
    importRows: ({ job, states, after, limit }: ImportRowsQuery): ImportRowsAnswer => {
      const single = states === null ? all.all(job, after, limit) : some.all(job, JSON.stringify(states), after, limit);
      const many = states === null || states.includes('create') ? packs.rows(job, after, limit) : [];
      const sums: Partial<Record<RowState, number>> = Object.fromEntries(counts.all(job).map(({ state, count }) => [state, count]));
      const together = packs.count(job);
      if (together > 0) sums.create = (sums.create ?? 0) + together;
      return { items: many.length === 0 ? single : [...single, ...many].sort((a, b) => a.row - b.row).slice(0, limit), counts: sums };
    },
    importedRows: (source: string, table: string, ids: readonly string[]): readonly ImportedRow[] =>
      known.all(JSON.stringify(ids), source, table).map((row) => ({ source, table, externalId: row.external_id, target: row.target, values: JSON.parse(row.data) as ImportedRow['values'] })),
    importJobs: (limit: number): readonly JobView[] => jobs.all(limit).map((data) => JSON.parse(data) as JobView),
  };
}
