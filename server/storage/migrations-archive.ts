/** The tables of archive.db: the log of the sections, the archives' own rows, directory and grants, rows of files, comments. Each script is one schema version and never changes once published. */
import { accessRequestTables } from './access-request-tables.ts';
import { accessTables } from './access-tables.ts';
import { personalTables } from './personal-tables.ts';
import { auditTables, auditWasTables } from './audit-tables.ts';
import { correctionTables } from './correction-tables.ts';
import { subjectTables } from './subject-tables.ts';
import type { FileKind } from './database.ts';
import { sessionTables } from './session-tables.ts';
import { handoverTables } from './handover-tables.ts';
import { glassTables } from './glass-tables.ts';
import { reasonTables } from './reason-tables.ts';
import { linkTables } from './link-tables.ts';
import { policyTables } from './policy-tables.ts';

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

/**
 * `change` receives the changes of an edit in its own order; with a snapshot its rows move to `history`, where a section lies together, so that an edit dirties no
 * page but the last. An author whose epoch is lower than its section's is retired.
 */
const history = `
ALTER TABLE author ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
UPDATE author SET epoch = (SELECT s.epoch FROM section s WHERE s.id = author.section);
CREATE TABLE history (
  section INTEGER NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL, old TEXT, new TEXT,
  PRIMARY KEY (section, seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO history SELECT c.section, c.seq, row_number() OVER (PARTITION BY c.section, c.seq ORDER BY c.id) - 1, c.person, c.at, c.key, c.old, c.new
  FROM change c JOIN section s ON s.id = c.section WHERE c.seq <= s.upto;
DELETE FROM change WHERE seq <= (SELECT s.upto FROM section s WHERE s.id = change.section);
CREATE INDEX archive_change_by_archive ON archive_change (archive);
CREATE TABLE seen (person TEXT NOT NULL, archive TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, archive)) STRICT, WITHOUT ROWID;
`;

/** A session's secret is only in its cookie; here is its hash. `tokens_end`: whatever was issued to the person until then does not count, whoever issued it. `person_alias`: ids that people had before they got the one of their sign-in. */
const sessions = `
CREATE TABLE session (
  id_hash TEXT PRIMARY KEY, person TEXT NOT NULL, claims TEXT NOT NULL, created INTEGER NOT NULL, checked INTEGER NOT NULL, ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tokens_end (person TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person_alias (alias TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * Comments on values and rows, under the right of their section; contact records of all years are one section here, so that one that moves keeps what was said. `text` holds
 * mentions as ids; null: taken back or removed, by `removed_by`. `changed` rises within a section with every change. `mention`: who is meant, and since when they know.
 */
const comments = `
CREATE TABLE comment (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, section TEXT NOT NULL, record TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, changed INTEGER NOT NULL,
  text TEXT, edited INTEGER, removed INTEGER, removed_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_by_record ON comment (archive, section, record, at, id);
CREATE INDEX comment_changed ON comment (archive, section, changed);
CREATE TABLE mention (
  comment TEXT NOT NULL REFERENCES comment (id) ON DELETE CASCADE, person TEXT NOT NULL, at INTEGER NOT NULL, read INTEGER,
  PRIMARY KEY (comment, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_person ON mention (person, at, comment);
`;

/** Files as they came, changed and went, by whom: `old` and `new` are JSON of what a reader may know of the file. Those that were there already came when their rows say so. */
const fileChanges = `
CREATE TABLE file_change (
  id INTEGER PRIMARY KEY, archive TEXT NOT NULL, section TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL, old TEXT, new TEXT
) STRICT;
INSERT INTO file_change (archive, section, person, at, key, new)
  SELECT archive, section, person, CAST(unixepoch(at, 'subsec') * 1000 AS INTEGER), 'files/' || id, json_object('name', name, 'kind', kind, 'size', size, 'validUntil', valid_until) FROM file ORDER BY at, id;
CREATE INDEX file_change_by_archive ON file_change (archive, id);
CREATE INDEX file_by_hash ON file (sha256);
`;

/** Fields and option lists of the workspace's own: `body` is what the catalogue needs of one, `person` who added it. Whatever changes the catalogue, also a shipped list, leaves a line with what was there before. */
const ownFields = `
CREATE TABLE own_field (
  key TEXT PRIMARY KEY, position INTEGER NOT NULL, revision INTEGER NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, changed_by TEXT NOT NULL, changed INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE own_list (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue_change (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, subject TEXT NOT NULL, old TEXT, new TEXT) STRICT;
CREATE INDEX catalogue_change_by_subject ON catalogue_change (subject, id);
`;

/** Who had which masked number shown: one row each time, never changed. `key` is a value key; the value is not here. */
const reveals = `
CREATE TABLE reveal (
  id INTEGER PRIMARY KEY, archive TEXT NOT NULL, section TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL
) STRICT;
CREATE INDEX reveal_by_archive ON reveal (archive, id);
`;

/**
 * Edits that belong together, as an import's do, so that they can be undone as one: `changeset_edit` names them by section and sequence number, section 0 those of archives' own rows by the
 * id of their change. `changeset_archive`: archives that came with the set.
 */
const changesets = `
CREATE TABLE changeset (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, undoes TEXT, undone_by TEXT, outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX changeset_by_time ON changeset (at, id);
CREATE TABLE changeset_edit (
  changeset TEXT NOT NULL, section INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (changeset, section, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE changeset_archive (changeset TEXT NOT NULL, archive TEXT NOT NULL, PRIMARY KEY (changeset, archive)) STRICT, WITHOUT ROWID;
`;

/**
 * The register: `touched`, archives whose own row, keys or people changed, in the order of the commits. `saved_view`: a question with its columns; `shared` null: of the owner alone,
 * `all`, or a department. `tag` and `tagged`: what one person marks archives with, for nobody else.
 */
const register = `
CREATE TABLE touched (n INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL) STRICT;
CREATE TRIGGER touched_trim AFTER INSERT ON touched WHEN NEW.n % 1000 = 0 BEGIN DELETE FROM touched WHERE n <= NEW.n - 100000; END;
${[['archive', 'id'], ['archive_member', 'archive'], ['archive_key', 'archive']].map(([table, id]) => [['INSERT', 'NEW'], ['UPDATE', 'NEW'], ['DELETE', 'OLD']].map(([act, side]) =>
  `CREATE TRIGGER touched_${table}_${act} AFTER ${act} ON ${table} BEGIN INSERT INTO touched (archive) VALUES (${side}.${id}); END;`).join('\n')).join('\n')}
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, shared TEXT, department TEXT, revision INTEGER NOT NULL, at INTEGER NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_view_by_owner ON saved_view (owner);
CREATE INDEX saved_view_shared ON saved_view (shared, department) WHERE shared IS NOT NULL;
CREATE TABLE tag (person TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, colour TEXT, position INTEGER NOT NULL, PRIMARY KEY (person, id)) STRICT, WITHOUT ROWID;
CREATE TABLE tagged (person TEXT NOT NULL, tag TEXT NOT NULL, archive TEXT NOT NULL, PRIMARY KEY (person, tag, archive)) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_by_archive ON tagged (archive);
`;

/** Keys of services, webhooks with their deliveries, and answers to requests that may come again. */
const doors = `
CREATE TABLE api_key (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, clearances TEXT NOT NULL, created INTEGER NOT NULL, created_by TEXT NOT NULL,
  expires INTEGER NOT NULL, ended INTEGER, ended_by TEXT, used TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE webhook (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE delivery (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, webhook TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, status INTEGER, error TEXT, milliseconds INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_by_webhook ON delivery (webhook, row);
CREATE TABLE repeated (person TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, answer TEXT, PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID;
CREATE INDEX repeated_by_time ON repeated (at);
`;

/**
 * The change feed. Triggers note in it what other tables tell, in the same transaction, so that no writer can forget to. Only edits of sections wait, for an edit is to
 * dirty no page more: they stand in `change` since their commit, and `event_due` notes those above `event_state.edits`, put together by section, author and five
 * seconds. A row of `change` cannot go before. Its ids may be used again where the newest have gone: `edits` never stands above the newest.
 */
const feed = `
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER, type TEXT NOT NULL, archive TEXT, section TEXT, person TEXT, keys TEXT, seq INTEGER, concerns TEXT, alias TEXT
) STRICT;
CREATE INDEX event_by_time ON event (at);
CREATE TABLE event_state (one INTEGER PRIMARY KEY CHECK (one = 1), edits INTEGER NOT NULL, facts INTEGER NOT NULL, pruned INTEGER NOT NULL) STRICT;
INSERT INTO event_state SELECT 1, coalesce(max(id), 0), 0, 0 FROM change;
CREATE VIEW event_due AS SELECT 1 AS go;
CREATE TRIGGER event_edits INSTEAD OF INSERT ON event_due BEGIN
  INSERT INTO event (at, type, archive, section, person, keys, seq)
    SELECT max(c.at), 'section', s.archive, s.name, c.person, CASE WHEN count(DISTINCT c.key) <= 100 THEN json_group_array(DISTINCT c.key) END, max(c.seq)
    FROM change c JOIN section s ON s.id = c.section WHERE c.id > (SELECT edits FROM event_state) GROUP BY c.section, c.person, c.at / 5000 ORDER BY min(c.id);
  UPDATE event_state SET edits = (SELECT coalesce(max(id), 0) FROM change);
END;
CREATE TRIGGER event_change_goes BEFORE DELETE ON change WHEN OLD.id > (SELECT edits FROM event_state) BEGIN INSERT INTO event_due VALUES (1); END;
CREATE TRIGGER event_change_gone AFTER DELETE ON change WHEN OLD.id = (SELECT edits FROM event_state) BEGIN
  UPDATE event_state SET edits = (SELECT coalesce(max(id), 0) FROM change);
END;
CREATE TRIGGER event_row AFTER INSERT ON archive_change BEGIN
  INSERT INTO event_due VALUES (1);
  INSERT INTO event (at, type, archive, person, keys) VALUES (CAST(unixepoch(NEW.at, 'subsec') * 1000 AS INTEGER), 'archive', NEW.archive, NEW.person, json_array(NEW.key));
END;
CREATE TRIGGER event_keepers AFTER INSERT ON archive_change WHEN NEW.key IN ('owner', 'coOwners', 'deputies') BEGIN
  INSERT INTO event (at, type, archive, concerns) SELECT CAST(unixepoch(NEW.at, 'subsec') * 1000 AS INTEGER), 'access', NEW.archive, json_group_array(DISTINCT 'person:' || who) FROM (
    SELECT value AS who FROM json_each(CASE NEW.key WHEN 'owner' THEN json_array(NEW.old, NEW.new) WHEN 'coOwners' THEN coalesce(NEW.old, '[]') ELSE '[]' END)
    UNION SELECT value FROM json_each(CASE NEW.key WHEN 'coOwners' THEN coalesce(NEW.new, '[]') ELSE '[]' END)
    UNION SELECT value ->> '$.person' FROM json_each(CASE NEW.key WHEN 'deputies' THEN coalesce(NEW.old, '[]') ELSE '[]' END)
    UNION SELECT value ->> '$.person' FROM json_each(CASE NEW.key WHEN 'deputies' THEN coalesce(NEW.new, '[]') ELSE '[]' END)
  ) WHERE who IS NOT NULL HAVING count(*) > 0;
END;
CREATE TRIGGER event_grant AFTER INSERT ON access_grant BEGIN INSERT INTO event (type, archive, concerns) VALUES ('access', NEW.archive, json_array(NEW.to_kind || ':' || NEW.to_id)); END;
CREATE TRIGGER event_grant_gone AFTER DELETE ON access_grant BEGIN INSERT INTO event (type, archive, concerns) VALUES ('access', OLD.archive, json_array(OLD.to_kind || ':' || OLD.to_id)); END;
CREATE TRIGGER event_person BEFORE INSERT ON person
  WHEN EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.id AND (p.department, p.roles, p.clearances, p.active, p.withheld) IS NOT (NEW.department, NEW.roles, NEW.clearances, NEW.active, NEW.withheld))
BEGIN INSERT INTO event (type, concerns) VALUES ('access', json_array('person:' || NEW.id)); END;
CREATE TRIGGER event_file AFTER INSERT ON file_change BEGIN
  INSERT INTO event_due VALUES (1);
  INSERT INTO event (at, type, archive, section, person, keys) VALUES (NEW.at, 'file', NEW.archive, NEW.section, NEW.person, json_array(NEW.key));
END;
CREATE TRIGGER event_comment AFTER INSERT ON comment BEGIN
  INSERT INTO event_due VALUES (1);
  INSERT INTO event (at, type, archive, section, person, keys) VALUES (NEW.at, 'comment', NEW.archive, NEW.section, NEW.person, json_array(NEW.record));
END;
CREATE TRIGGER event_comment_changed AFTER UPDATE OF changed ON comment BEGIN
  INSERT INTO event (at, type, archive, section, person, keys) VALUES (coalesce(NEW.removed, NEW.edited, NEW.at), 'comment', NEW.archive, NEW.section, coalesce(NEW.removed_by, NEW.person), json_array(NEW.record));
END;
CREATE TRIGGER event_merged AFTER INSERT ON archive_alias BEGIN INSERT INTO event (type, archive, keys, alias) VALUES ('archive', NEW.archive, '["merged"]', NEW.alias); END;
CREATE TRIGGER event_unmerged AFTER DELETE ON archive_alias BEGIN INSERT INTO event (type, archive, keys, alias) VALUES ('archive', OLD.archive, '["unmerged"]', OLD.alias); END;
CREATE TRIGGER event_catalogue AFTER INSERT ON catalogue_change BEGIN INSERT INTO event (at, type, keys) VALUES (NEW.at, 'catalogue', json_array(NEW.subject)); END;
`;

/**
 * Two archives that were one customer: `plan` is what was so before, written before anything else, so that a merge that was cut off goes on and can be undone; `merge_part` the same for one
 * section of the winner. `state`: merging, merged, undoing, undone. `distinct_pair`: what people said is not the same, the smaller id first.
 */
const merges = `
CREATE TABLE merge (
  id TEXT PRIMARY KEY, winner TEXT NOT NULL, loser TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, plan TEXT NOT NULL,
  undone_by TEXT, undone INTEGER, outcome TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_by_winner ON merge (winner, at);
CREATE INDEX merge_by_loser ON merge (loser, at);
CREATE INDEX merge_by_state ON merge (state) WHERE state IN ('merging', 'undoing');
CREATE TABLE merge_part (merge TEXT NOT NULL REFERENCES merge (id), section TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (merge, section)) STRICT, WITHOUT ROWID;
CREATE TABLE distinct_pair (a TEXT NOT NULL, b TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE INDEX distinct_pair_by_b ON distinct_pair (b);
`;

/** What left the register: a row before the first byte of it, finished with the last. */
const exports = `
CREATE TABLE export_record (id INTEGER PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, format TEXT NOT NULL, query TEXT NOT NULL, archives INTEGER, ended INTEGER) STRICT;
CREATE INDEX export_record_by_person ON export_record (person, id);
`;

/**
 * What people said at the cleaning bench: findings and causes that are right so, groups somebody looks after, and what was decided. `value` is the one that was looked at; another one is a finding
 * again. `decision`: it was settled by one, and comes back with its undoing.
 */
const cleaning = `
CREATE TABLE finding_kept (
  archive TEXT NOT NULL, section TEXT NOT NULL, key TEXT NOT NULL, cause TEXT NOT NULL, value TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL, decision TEXT,
  PRIMARY KEY (archive, section, key, cause)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_kept_by_decision ON finding_kept (decision) WHERE decision IS NOT NULL;
CREATE TABLE cause_kept (name TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cause_assigned (name TEXT PRIMARY KEY, assignee TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE cleaning_decision (id TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX cleaning_decision_by_time ON cleaning_decision (at, id);
`;

/** What people follow and should hear of: notices of one `mark` are one while they are unread. And links to their calendars, which end by themselves. */
const notices = `
CREATE TABLE follow (person TEXT NOT NULL, archive TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, archive)) STRICT, WITHOUT ROWID;
CREATE TABLE notice (
  id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, mark TEXT NOT NULL, archive TEXT, section TEXT, by TEXT, text TEXT, count INTEGER NOT NULL, read INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_person ON notice (person, at, id);
CREATE INDEX notice_unread ON notice (person, mark) WHERE read IS NULL;
CREATE TABLE calendar_link (id TEXT PRIMARY KEY, person TEXT NOT NULL, names INTEGER NOT NULL, lang TEXT NOT NULL, made INTEGER NOT NULL, until INTEGER NOT NULL, fetched INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_link_by_person ON calendar_link (person);
`;

export const ARCHIVE_FILE: FileKind = Object.freeze({ name: 'archive.db', id: 0x646f7331, migrations: [first, history, sessions, comments, fileChanges, ownFields, reveals, changesets, register, doors, feed, merges, exports, cleaning, notices, auditTables, accessTables, accessRequestTables, personalTables, auditWasTables, correctionTables, policyTables, handoverTables, subjectTables, glassTables, sessionTables, reasonTables, linkTables] });
