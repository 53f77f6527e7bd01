/** Empties the history of values that are gone for good: who changed them and when stays, what they were does not. */
import { parsePieces } from '../../model/text-pieces.ts';
import type { TextPiece } from '../../model/text-pieces.ts';
import type { Connection } from './database.ts';

/** Whether a list of keys names this one: itself, with a `/` at its end all behind it, with `*` every one. */
export const isNamed = (keys: readonly string[], key: string): boolean => keys.some((each) => each === '*' || each === key || (each.endsWith('/') && key.startsWith(each)));

/** Pieces of a text keep how long they were, so that the others still stand where they did. */
function emptied(key: string, json: string | null): string | null {
  if (json === null || !key.startsWith('text:') || /^\d+$/.test(json)) return null;
  return JSON.stringify(parsePieces(json).map(([at, what]): TextPiece => [at, typeof what === 'number' ? what : what.length]));
}

export function forgetHistory(db: Connection, section: number, keys: readonly string[]): void {
  if (keys.length === 0) return;
  for (const table of ['history', 'change'] as const) {
    const [id, by] = table === 'history' ? ['n', 'seq = @seq AND n = @id'] : ['id', 'seq = @seq AND id = @id'];
    const rows = db.prepare<[number], { seq: number; id: number; key: string; old: string | null; new: string | null }>(`SELECT seq, ${id} AS id, key, old, new FROM ${table} WHERE section = ? AND (old IS NOT NULL OR new IS NOT NULL)`).all(section);
    const put = db.prepare(`UPDATE ${table} SET old = @old, new = @new WHERE section = @section AND ${by}`);
    for (const row of rows) {
      // the place of a row says when it came and went, and names nobody
      if (isNamed(keys, row.key) && !row.key.endsWith('/.')) put.run({ section, seq: row.seq, id: row.id, old: emptied(row.key, row.old), new: emptied(row.key, row.new) });
    }
  }
}
