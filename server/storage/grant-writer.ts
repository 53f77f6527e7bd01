/** Writes a grant and ends one, within the transaction of whoever does: a request that is decided, an archive that is handed over, a step of a correction. */
import type { Grant } from '../../model/rights.ts';
import type { Connection } from './database.ts';

export function grantWriter(db: Connection) {
  const put = db.prepare(`INSERT OR REPLACE INTO access_grant (id, archive, to_kind, to_id, level, sections, from_moment, until_moment, reason, requested_by, approved_by, origin, origin_id)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`);
  const drop = db.prepare('DELETE FROM access_grant WHERE id = ?');
  return {
    put({ id, archive, to, level, sections, from, until, reason, requestedBy, approvedBy, origin = { kind: 'given' } }: Grant): void {
      put.run(id, archive, to.kind, to.id, level, sections === null ? null : JSON.stringify(sections), from, until, reason, requestedBy, approvedBy, origin.kind, origin.kind === 'given' ? null : origin.id);
    },
    drop(id: Grant['id']): void { drop.run(id); },
  };
}
