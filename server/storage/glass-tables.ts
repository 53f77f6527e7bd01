/** The table of broken glass, in `archive.db`. */

/** `archive_alias_by_archive`: walls of what was merged are asked with every archive. One row a breaking: why and for how long, who else agreed where that was needed, by which grant and until when it held, and how it was looked at afterwards. Rows stay for good. */
export const glassTables = `
CREATE TABLE broken_glass (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, person TEXT NOT NULL, reason TEXT NOT NULL, minutes INTEGER NOT NULL, at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'broken', 'refused')), decided_by TEXT, decided_at INTEGER, grant_id TEXT, begins INTEGER, ends INTEGER,
  due INTEGER, reviewed INTEGER, reviewed_by TEXT, outcome TEXT CHECK (outcome IN ('justified', 'notJustified', 'followUp')), note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX broken_glass_by_archive ON broken_glass (archive, person);
CREATE INDEX archive_alias_by_archive ON archive_alias (archive);
CREATE INDEX broken_glass_by_time ON broken_glass (at);
`;
