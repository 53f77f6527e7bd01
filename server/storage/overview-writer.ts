/** Writes overview rows and what the search finds of them: the row and its words in one transaction. */
import { isCustomer } from '../../model/classification/population.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { searchWriter } from './search-index.ts';
import { indexTerms } from './search-terms.ts';
import { foldText } from './search-text.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { inSlices } from './thread-port.ts';
import type { CellTexts, OverviewWrite, SearchWords, StoredOverview, StoredShares } from './storage.ts';

/** The calls of the facts thread that concern overviews. */
export function overviewCalls(db: Connection) {
  const find = db.prepare<[string], { row: number; revision: number }>('SELECT row, revision FROM overview WHERE id = ?');
  const insert = db.prepare('INSERT INTO overview (id, revision, name, sort_name, kind, updated_at, is_customer, data, projected, lifecycle) VALUES (?,1,?,?,?,?,?,?,?,?)');
  const update = db.prepare('UPDATE overview SET revision = ?, name = ?, sort_name = ?, kind = ?, updated_at = ?, is_customer = ?, data = ?, projected = ?, lifecycle = ? WHERE row = ?');
  const shares = db.prepare("UPDATE overview SET data = json_set(data, '$.shares', json(?)), projected = ? WHERE id = ?");
  const cells = db.prepare<[string, number], string>('SELECT data FROM cell WHERE document = ? AND row = ?').pluck();
  const putCells = db.prepare('INSERT OR REPLACE INTO cell (document, row, data) VALUES (?,?,?)');
  /** Of each document its values for the register; what is the same is not written, so that nobody reads it again. */
  const keep = (row: number, made: CellTexts): void => {
    for (const [document, data] of Object.entries(made)) if (cells.get(document, row) !== data) putCells.run(document, row, data);
  };
  const index = searchWriter(db);
  const write = (row: number, { name, texts }: SearchWords): void => { index.put(row, indexTerms(name), texts.map(indexTerms).join(' ')); };
  const put = (overview: Omit<StoredOverview, 'revision'>, searchTexts: readonly string[], made: CellTexts): number => {
    const columns = [
      overview.name, foldText(overview.name), overview.kind, overview.data.updatedAt, isCustomer(overview.data.roles) ? 1 : 0,
      JSON.stringify(overview.data), JSON.stringify(overview.projected), overview.lifecycle ? JSON.stringify(overview.lifecycle) : null,
    ];
    const before = find.get(overview.id);
    const revision = (before?.revision ?? 0) + 1;
    let row = before?.row;
    if (row === undefined) {
      row = Number(insert.run(overview.id, ...columns).lastInsertRowid);
      for (const [document, data] of Object.entries(made)) putCells.run(document, row, data);
    } else {
      update.run(revision, ...columns, row);
      index.drop(row);
      keep(row, made);
    }
    write(row, { name: overview.name, texts: searchTexts });
    return revision;
  };
  return {
    /** `searchTexts` are what a reader of profile and people may search beside the name, the code and the keys. Answers the new revision. */
    putOverview: (overview: Omit<StoredOverview, 'revision'>, searchTexts: readonly string[], made: CellTexts = {}): number => inTransaction(db, () => put(overview, searchTexts, made)),
    putOverviews: (rows: readonly OverviewWrite[]): Promise<void> => inSlices(rows, ({ overview, searchTexts, cells: made }) => { put(overview, searchTexts, made); }, (run) => inTransaction(db, run)),
    putShares: (id: ArchiveId, counted: StoredShares, projected: StoredOverview['projected'], made: CellTexts = {}, words?: SearchWords): void => inTransaction(db, () => {
      shares.run(JSON.stringify(counted), JSON.stringify(projected), id);
      const row = find.get(id)?.row;
      if (row === undefined) return;
      keep(row, made);
      if (!words) return;
      index.drop(row);
      write(row, words);
    }),
    putCells: (id: ArchiveId, made: CellTexts): void => inTransaction(db, () => {
      const row = find.get(id)?.row;
      if (row !== undefined) keep(row, made);
    }),
  };
}
