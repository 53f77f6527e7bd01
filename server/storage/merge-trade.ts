/** Rows of trade that follow a merge, and go back with its undoing, with the totals of both sides. Which rows they were is written down with the move. */
import type { ArchiveId } from '../../model/ids.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { inSlices } from './thread-port.ts';
import { TOTALS } from './trade-writer.ts';

/** The calls of the facts thread. Each may be cut off and called again. */
export function mergeTradeCalls(db: Connection) {
  const of = db.prepare<[string], string>('SELECT id FROM trade WHERE archive = ? ORDER BY row').pluck();
  const noted = db.prepare<[string, string], string>('SELECT t.id FROM merged_trade m JOIN trade t ON t.id = m.trade WHERE m.merge = ? AND t.archive = ?').pluck();
  const note = db.prepare('INSERT OR IGNORE INTO merged_trade (merge, trade) VALUES (?,?)');
  const forget = db.prepare('DELETE FROM merged_trade WHERE merge = ? AND trade = ?');
  const turn = db.prepare('UPDATE trade SET archive = ? WHERE id = ?');
  const dropTotals = db.prepare('DELETE FROM total WHERE archive = ?');
  const putTotals = db.prepare(TOTALS);
  const slice = (archives: readonly ArchiveId[]) => (run: () => void): void => inTransaction(db, () => {
    run();
    for (const archive of archives) {
      dropTotals.run(archive);
      putTotals.run(archive);
    }
  });
  return {
    moveTrade: async (merge: string, from: ArchiveId, to: ArchiveId): Promise<number> => {
      const rows = of.all(from);
      await inSlices(rows, (id) => {
        note.run(merge, id);
        turn.run(to, id);
      }, slice([from, to]));
      return rows.length;
    },
    returnTrade: async (merge: string, from: ArchiveId, to: ArchiveId): Promise<number> => {
      const rows = noted.all(merge, from);
      await inSlices(rows, (id) => {
        turn.run(to, id);
        forget.run(merge, id);
      }, slice([from, to]));
      return rows.length;
    },
  };
}
