/** The tables of archive.db: the log of the sections, the archives' own rows, directory and grants, rows of files. Each script is one schema version and never changes once published. */
import type { FileKind } from './database.ts';

/**
 * `log` is append-only, one row a batch: `head` is a table of little-endian u32 (section, seq, length, crc32 of the bytes) closed by the crc32 of
 * itself, `bytes` the updates in that order. Which row holds whose tail is known in memory, so an edit dirties no page of an index.
 */
const first = `
CREATE TABLE section (
  id INTEGER PRIMARY KEY, archive TEXT NOT NULL, name TEXT NOT NULL, epoch INTEGER NOT NULL, upto INTEGER NOT NULL DEFAULT 0,
  UNIQUE (archive, name)
) STRICT;
CREATE TABLE snapshot (
  section INTEGER PRIMARY KEY REFERENCES section (id), upto INTEGER NOT NULL, sha256 BLOB NOT NULL, state_vector BLOB NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE author (
  section INTEGER NOT NULL, client INTEGER NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (section, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE change (
  id INTEGER PRIMARY KEY, section INTEGER NOT NULL, seq INTEGER NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL,
  key TEXT NOT NULL, old TEXT, new TEXT
) STRICT;
CREATE TABLE log (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, head BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;

CREATE TABLE archive (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, code TEXT UNIQUE, code_folded TEXT, packs TEXT NOT NULL, keeper TEXT, owner TEXT, department TEXT,
  confidentiality TEXT NOT NULL, state TEXT NOT NULL, opened_at TEXT NOT NULL, reviewed_at TEXT, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX archive_by_owner ON archive (owner);
CREATE INDEX archive_by_department ON archive (department);
CREATE TABLE archive_key (
  key TEXT PRIMARY KEY, folded TEXT NOT NULL, archive TEXT NOT NULL REFERENCES archive (id), position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX archive_key_by_archive ON archive_key (archive, position);
CREATE TABLE archive_alias (alias TEXT PRIMARY KEY, archive TEXT NOT NULL REFERENCES archive (id)) STRICT, WITHOUT ROWID;
CREATE TABLE archive_member (
  archive TEXT NOT NULL REFERENCES archive (id), role TEXT NOT NULL CHECK (role IN ('coOwner', 'deputy')), position INTEGER NOT NULL,
  person TEXT NOT NULL, from_date TEXT, to_date TEXT,
  PRIMARY KEY (archive, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX archive_member_by_person ON archive_member (person);
CREATE TABLE archive_change (
  id INTEGER PRIMARY KEY, archive TEXT NOT NULL, revision INTEGER NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL, old TEXT, new TEXT
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT, department TEXT, roles TEXT NOT NULL, clearances TEXT NOT NULL, reports_to TEXT, active INTEGER NOT NULL,
  withheld TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE department (id TEXT PRIMARY KEY, name TEXT NOT NULL, parent TEXT, managers TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE access_grant (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, to_kind TEXT NOT NULL, to_id TEXT NOT NULL, level TEXT NOT NULL, sections TEXT,
  from_moment TEXT NOT NULL, until_moment TEXT, reason TEXT NOT NULL, requested_by TEXT NOT NULL, approved_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_grant_by_archive ON access_grant (archive);
CREATE INDEX access_grant_by_receiver ON access_grant (to_kind, to_id);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE file (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, section TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  size INTEGER NOT NULL, sha256 TEXT NOT NULL, valid_until TEXT, person TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_archive ON file (archive, at);
`;

export const ARCHIVE_FILE: FileKind = Object.freeze({ name: 'archive.db', id: 0x646f7331, migrations: [first] });
