/** Tables of rights beyond owners and grants, in `archive.db`: walls, legal holds, where a grant comes from. */

/**
 * `access_grant.origin`: given, request, breakGlass or correction, with the id of the request, breaking or case. `wall`: a person or department that an archive does not exist for, whatever
 * else they are; `legal_hold`: nothing of the archive is erased until it is lifted. Ended rows stay, with who ended them.
 */
export const accessTables = `
ALTER TABLE access_grant ADD COLUMN origin TEXT NOT NULL DEFAULT 'given';
ALTER TABLE access_grant ADD COLUMN origin_id TEXT;
CREATE TABLE wall (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, to_kind TEXT NOT NULL CHECK (to_kind IN ('person', 'department')), to_id TEXT NOT NULL, from_moment TEXT NOT NULL, until_moment TEXT,
  reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER, ended_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX wall_by_archive ON wall (archive) WHERE ended IS NULL;
CREATE INDEX wall_by_receiver ON wall (to_kind, to_id) WHERE ended IS NULL;
CREATE TABLE legal_hold (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER, ended_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX legal_hold_by_archive ON legal_hold (archive) WHERE ended IS NULL;
`;
