/** Reads when values were last changed, from edits behind the snapshot and older ones: how old a fact is. Who changed what is in `history-reader.ts`. */
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';

/** The call of a reader thread. `keys` are value keys, or rows `rows/methods/x1` with all their cells and texts. */
export function historyDateCalls(db: Connection) {
  const section = db.prepare<[string, string], number>('SELECT id FROM archive.section WHERE archive = ? AND name = ?').pluck();
  // a key of a table is asked with what is below it; places are no change of a fact
  const newest = db.prepare<[Record<string, unknown>], { readonly key: string; readonly at: number }>(`
    SELECT wanted.value AS key, max(c.at) AS at FROM json_each(@keys) wanted JOIN (
      SELECT key, max(at) AS at FROM (
        SELECT key, at FROM archive.change WHERE section = @section UNION ALL SELECT key, at FROM archive.history WHERE section = @section
      ) GROUP BY key
    ) c ON c.key = wanted.value OR (wanted.value GLOB 'rows/*/*' AND c.key NOT LIKE '%/.' AND (
      substr(c.key, 1, length(wanted.value) + 1) = wanted.value || '/' OR substr(c.key, 1, length(wanted.value)) = 'text:' || substr(wanted.value, 6) || '/'))
    GROUP BY wanted.value`);
  return {
    /** Moments in milliseconds since 1970; keys without a change have none. */
    historyDates(archive: ArchiveId, name: string, keys: readonly string[]): Readonly<Record<string, number>> {
      const id = section.get(archive, name);
      if (id === undefined || keys.length === 0) return {};
      return Object.fromEntries(newest.all({ section: id, keys: JSON.stringify(keys) }).map(({ key, at }) => [key, at]));
    },
  };
}
