/** The table of what was done, in `archive.db`: a chain of rows, none of which is ever changed. How a row is made is `audit-writer.ts`. */

/** `body`: the entry as canonical JSON, over which `mac` goes together with the one before. What is asked for stands in columns besides. */
export const auditTables = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT, archive TEXT, body TEXT NOT NULL, mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_archive ON audit (archive, seq) WHERE archive IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor, seq);
`;
