/** Tables of hand-overs, in `archive.db`: who gave what to whom, and how far what follows from it has come. */

/**
 * `handover.state`: announced, committed, letters, tasks, done, withdrawn; `body`: rules and the template of the letters as they were. `handover_item.state`: given, confirmed, returned, walled,
 * unassigned, outside; `contacted`: first contact by the successor. `letter`: null while it is not drafted, draft, sent; `subject` and `text` only where somebody changed them.
 * `handover_grant`: grants that the leaver gave, which stay until somebody has looked at them.
 */
export const handoverTables = `
CREATE TABLE handover (
  id TEXT PRIMARY KEY, leaver TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, due TEXT NOT NULL, note TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_by_time ON handover (at, id);
CREATE INDEX handover_unfinished ON handover (state) WHERE state NOT IN ('done', 'withdrawn');
CREATE TABLE handover_item (
  handover TEXT NOT NULL, archive TEXT NOT NULL, successor TEXT, state TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', answered INTEGER, due TEXT, contacted INTEGER,
  letter TEXT, lang TEXT, subject TEXT, text TEXT, channel TEXT, sent INTEGER, sent_by TEXT, PRIMARY KEY (handover, archive)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_by_successor ON handover_item (successor, handover);
CREATE INDEX handover_item_by_archive ON handover_item (archive);
CREATE TABLE handover_grant (
  handover TEXT NOT NULL, id TEXT NOT NULL, archive TEXT NOT NULL, reviewed INTEGER, reviewed_by TEXT, PRIMARY KEY (handover, id)
) STRICT, WITHOUT ROWID;
`;
