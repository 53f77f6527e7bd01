/** Tables of what a person may ask for, in `archive.db`: requests and files, consents, what is due to go. What is in them is `personal-store.ts`. */

/**
 * `personal_record`: a request of a person, or one person's file; `content` is the file as it was made, and goes when its time is over. `consent_act`: one act of giving or taking back, never changed;
 * `subject` is empty for the customer and otherwise a row of `people`. `retention_due`: an archive, or a section of it, whose time is over by a rule, and what two people said to that. `restriction`: an archive that is stored
 * and nothing else, with how it stood before. `objection`: to a class that a computer found; `ended` when a human has said that it stays.
 */
export const personalTables = `
CREATE TABLE personal_record (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('request', 'file')), state TEXT NOT NULL, due TEXT, data TEXT NOT NULL, content TEXT, person TEXT NOT NULL, at INTEGER NOT NULL, changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_record_by_kind ON personal_record (kind, at);
CREATE TABLE personal_record_archive (record TEXT NOT NULL, archive TEXT NOT NULL, PRIMARY KEY (record, archive)) STRICT, WITHOUT ROWID;
CREATE INDEX personal_record_by_archive ON personal_record_archive (archive);
CREATE TABLE consent_act (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('granted', 'refused', 'withdrawn')), decided TEXT NOT NULL, how TEXT NOT NULL,
  evidence TEXT, version TEXT NOT NULL, guardian TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_act_by_archive ON consent_act (archive, at);
CREATE TABLE retention_due (
  id TEXT PRIMARY KEY, rule TEXT NOT NULL, archive TEXT NOT NULL, section TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('proposed', 'asked', 'confirmed', 'kept', 'done')),
  found INTEGER NOT NULL, asked_by TEXT, asked INTEGER, decided_by TEXT, decided INTEGER, reason TEXT NOT NULL, UNIQUE (archive, section, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX retention_due_by_state ON retention_due (state, due);
CREATE TABLE restriction (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, reason TEXT NOT NULL, request TEXT, was TEXT NOT NULL CHECK (was IN ('open', 'closed')), person TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER, ended_by TEXT, ended_why TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX restriction_by_archive ON restriction (archive, at);
CREATE TABLE objection (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, scheme TEXT NOT NULL, reason TEXT NOT NULL, request TEXT, person TEXT NOT NULL, at INTEGER NOT NULL, ended INTEGER, ended_by TEXT, ended_why TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX objection_by_archive ON objection (archive, scheme) WHERE ended IS NULL;
`;
