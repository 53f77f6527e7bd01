/** Writes overview rows and what the search finds of them: the row and its words in one transaction. */
import { isCustomer } from '../../model/classification/population.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { foldText, indexTerms } from './search-text.ts';
import type { StoredOverview } from './storage.ts';

/** The calls of the facts thread that concern overviews. */
export function overviewCalls(db: Connection) {
  const find = db.prepare<[string], { row: number; revision: number }>('SELECT row, revision FROM overview WHERE id = ?');
  const insert = db.prepare('INSERT INTO overview (id, revision, name, sort_name, kind, updated_at, is_customer, data, projected, lifecycle) VALUES (?,1,?,?,?,?,?,?,?,?)');
  const update = db.prepare('UPDATE overview SET revision = ?, name = ?, sort_name = ?, kind = ?, updated_at = ?, is_customer = ?, data = ?, projected = ?, lifecycle = ? WHERE row = ?');
  const forget = db.prepare('DELETE FROM search WHERE rowid = ?');
  const index = db.prepare('INSERT INTO search (rowid, head, body) VALUES (?,?,?)');
  return {
    /** `searchTexts` are what a reader of profile and people may search beside the name, the code and the keys. Answers the new revision. */
    putOverview: (overview: Omit<StoredOverview, 'revision'>, searchTexts: readonly string[]): number => inTransaction(db, () => {
      const columns = [
        overview.name, foldText(overview.name), overview.kind, overview.data.updatedAt, isCustomer(overview.data.roles) ? 1 : 0,
        JSON.stringify(overview.data), JSON.stringify(overview.projected), overview.lifecycle ? JSON.stringify(overview.lifecycle) : null,
      ];
      const before = find.get(overview.id);
      const revision = (before?.revision ?? 0) + 1;
      if (before) {
        update.run(revision, ...columns, before.row);
        forget.run(before.row);
      } else insert.run(overview.id, ...columns);
      index.run(before?.row ?? find.get(overview.id)?.row, indexTerms(overview.name), searchTexts.map(indexTerms).join(' '));
      return revision;
    }),
  };
}
