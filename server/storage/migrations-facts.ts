/** The tables of facts.db: overviews with their search index, transactions with totals, classes, imported rows, jobs. Each script is one schema version and never changes once published. */
import type { FileKind } from './database.ts';

/**
 * Money is in integer minor units. `search` is contentless: its rows are those of `overview`, `head` holds names, `body` what a reader of the
 * open sections may search; codes and keys are searched in archive.db, where they live.
 */
const first = `
CREATE TABLE overview (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, name TEXT NOT NULL, sort_name TEXT NOT NULL, kind TEXT NOT NULL,
  updated_at TEXT NOT NULL, is_customer INTEGER NOT NULL, data TEXT NOT NULL, projected TEXT NOT NULL, lifecycle TEXT
) STRICT;
CREATE INDEX overview_by_name ON overview (sort_name, id);
CREATE VIRTUAL TABLE search USING fts5 (head, body, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '1 2');

CREATE TABLE trade (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, archive TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  due_at TEXT, channel TEXT, order_ref TEXT, lines TEXT NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, cost INTEGER,
  UNIQUE (source, external_id)
) STRICT;
CREATE INDEX trade_by_archive ON trade (archive, date, id);
CREATE INDEX trade_sums ON trade (archive, currency, kind, date, amount);
CREATE INDEX trade_by_date ON trade (date, archive);
CREATE TABLE total (
  archive TEXT NOT NULL, currency TEXT NOT NULL, sum INTEGER NOT NULL, count INTEGER NOT NULL, first TEXT, last TEXT,
  PRIMARY KEY (archive, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE class (
  archive TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT, data TEXT NOT NULL,
  PRIMARY KEY (archive, scheme)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_by_value ON class (scheme, value);

CREATE TABLE imported (
  source TEXT NOT NULL, name TEXT NOT NULL, external_id TEXT NOT NULL, target TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (source, name, external_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** A result as two texts (`model/classification/stored.ts`): `class_basis` has what many share, `class` what is the customer's own; `at` is when it was computed. */
const sharedBasis = `
CREATE TABLE class_basis (id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (scheme, data)) STRICT;
CREATE TEMP TABLE split AS SELECT archive, scheme, value, data ->> '$.computedAt' AS at,
  json_object('scheme', scheme, 'rule', data -> '$.rule', 'window', data -> '$.window', 'thresholds', data -> '$.thresholds',
    'inputs', (SELECT json_group_array(json_array(i.value ->> '$.key', i.value ->> '$.unit')) FROM json_each(data, '$.inputs') i)) AS basis,
  json_array(data ->> '$.mark', data ->> '$.since', data ->> '$.trend',
    iif(data ->> '$.previous' IS NULL, NULL, json_array(data ->> '$.previous.value', data ->> '$.previous.until')),
    (SELECT json_group_array(i.value -> '$.value') FROM json_each(data, '$.inputs') i),
    (SELECT json_group_array(json_array(c.value ->> '$.to', c.value ->> '$.input', c.value -> '$.at')) FROM json_each(data, '$.changes') c),
    iif(data ->> '$.population' IS NULL, NULL, json_array(data -> '$.population.rank', data -> '$.population.of', data -> '$.population.share',
      data -> '$.population.cumulativeBefore', data -> '$.population.cumulativeAfter'))) AS own
FROM class;
DROP TABLE class;
CREATE TABLE class (
  archive TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT, basis INTEGER NOT NULL, own TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (archive, scheme)
) STRICT, WITHOUT ROWID;
INSERT INTO class_basis (scheme, data) SELECT DISTINCT scheme, basis FROM split;
INSERT INTO class SELECT s.archive, s.scheme, s.value, b.id, s.own, s.at FROM split s JOIN class_basis b ON b.scheme = s.scheme AND b.data = s.basis;
DROP TABLE split;
CREATE INDEX class_by_value ON class (scheme, value);
`;

/**
 * What a ledger needs: the day of the invoice, a shipment's number, the facts of a stay as JSON, the row that a row takes back, and who recorded it by hand; `trade_change` has it as it was
 * before each correction. By order: what is still to be paid is found in the index alone.
 */
const ledger = `
ALTER TABLE trade ADD COLUMN invoiced_at TEXT;
ALTER TABLE trade ADD COLUMN tracking TEXT;
ALTER TABLE trade ADD COLUMN stay TEXT;
ALTER TABLE trade ADD COLUMN reverses TEXT;
ALTER TABLE trade ADD COLUMN person TEXT;
ALTER TABLE trade ADD COLUMN at INTEGER;
CREATE INDEX trade_by_order ON trade (archive, order_ref, currency, kind, amount) WHERE order_ref IS NOT NULL;
CREATE INDEX trade_reversed ON trade (reverses) WHERE reverses IS NOT NULL;
CREATE TABLE trade_change (id INTEGER PRIMARY KEY, trade TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, before TEXT NOT NULL) STRICT;
CREATE INDEX trade_change_by_trade ON trade_change (trade, id);
`;

/**
 * `cell`: what the register filters, sorts and groups by: of each document of an archive its values as JSON, by the names of `model/register/keys.ts`. A document lies together, so that
 * one field of all archives is one run through it. `touched`: rows of `overview` of which something changed, in the order of the commits: who holds the register in memory reads on from
 * where it was, or all anew where that was too long ago.
 */
const register = `
CREATE TABLE cell (document TEXT NOT NULL, row INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (document, row)) STRICT, WITHOUT ROWID;
CREATE TABLE touched (n INTEGER PRIMARY KEY AUTOINCREMENT, row INTEGER NOT NULL) STRICT;
CREATE TRIGGER touched_trim AFTER INSERT ON touched WHEN NEW.n % 1000 = 0 BEGIN DELETE FROM touched WHERE n <= NEW.n - 100000; END;
${[['overview', 'row'], ['cell', 'row'], ['class', ''], ['total', '']].map(([table, row]) => [['INSERT', 'NEW'], ['UPDATE', 'NEW'], ['DELETE', 'OLD']].map(([act, side]) =>
  `CREATE TRIGGER touched_${table}_${act} AFTER ${act} ON ${table} BEGIN INSERT INTO touched (row) ${row ? `VALUES (${side}.row)` : `SELECT row FROM overview WHERE id = ${side}.archive`}; END;`).join('\n')).join('\n')}
`;

/**
 * What happened to transactions and classes, for the change feed: noted in the same transaction, forgotten when archive.db has taken it over. The kind of a
 * transaction says under which right it stands.
 */
const outbox = `
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, archive TEXT NOT NULL, section TEXT, person TEXT, at INTEGER, key TEXT NOT NULL) STRICT;
CREATE TRIGGER outbox_trade AFTER INSERT ON trade BEGIN
  INSERT INTO outbox (type, archive, section, person, at, key) VALUES ('transaction', NEW.archive, iif(NEW.kind = 'stay', 'stays', 'trade'), NEW.person, NEW.at, NEW.id);
END;
CREATE TRIGGER outbox_trade_changed AFTER UPDATE ON trade BEGIN
  INSERT INTO outbox (type, archive, section, key) VALUES ('transaction', NEW.archive, iif(NEW.kind = 'stay', 'stays', 'trade'), NEW.id);
END;
CREATE TRIGGER outbox_trade_left AFTER UPDATE ON trade WHEN OLD.archive <> NEW.archive OR (OLD.kind = 'stay') <> (NEW.kind = 'stay') BEGIN
  INSERT INTO outbox (type, archive, section, key) VALUES ('transaction', OLD.archive, iif(OLD.kind = 'stay', 'stays', 'trade'), OLD.id);
END;
CREATE TRIGGER outbox_trade_gone AFTER DELETE ON trade BEGIN
  INSERT INTO outbox (type, archive, section, key) VALUES ('transaction', OLD.archive, iif(OLD.kind = 'stay', 'stays', 'trade'), OLD.id);
END;
CREATE TRIGGER outbox_class BEFORE INSERT ON class WHEN NOT EXISTS (SELECT 1 FROM class c WHERE c.archive = NEW.archive AND c.scheme = NEW.scheme AND c.value IS NEW.value) BEGIN
  INSERT INTO outbox (type, archive, at, key) VALUES ('class', NEW.archive, CAST(unixepoch(NEW.at, 'subsec') * 1000 AS INTEGER), NEW.scheme);
END;
CREATE TRIGGER outbox_class_gone AFTER DELETE ON class BEGIN INSERT INTO outbox (type, archive, key) VALUES ('class', OLD.archive, OLD.scheme); END;
`;

/**
 * `face`: what an archive is compared by, made comparable; `mark` says what it was made of, `waiting` that it was not compared since. `face_key`: by which keys archives meet. `duplicate`: pairs
 * that may be one customer, the smaller id first; `open` is the score without what restricted sections say. `merged_trade`: rows that a merge has brought to another archive.
 */
const duplicates = `
CREATE TABLE face (archive TEXT PRIMARY KEY, mark TEXT NOT NULL, data TEXT NOT NULL, waiting INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX face_waiting ON face (archive) WHERE waiting = 1;
CREATE TABLE face_key (key TEXT NOT NULL, archive TEXT NOT NULL, PRIMARY KEY (key, archive)) STRICT, WITHOUT ROWID;
CREATE INDEX face_key_by_archive ON face_key (archive);
CREATE TABLE duplicate (a TEXT NOT NULL, b TEXT NOT NULL, score INTEGER NOT NULL, open INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_by_b ON duplicate (b);
CREATE INDEX duplicate_by_score ON duplicate (score, a, b);
CREATE INDEX duplicate_by_open ON duplicate (open, a, b);
CREATE TABLE merged_trade (merge TEXT NOT NULL, trade TEXT NOT NULL, PRIMARY KEY (merge, trade)) STRICT, WITHOUT ROWID;
`;

/** Rows of imports as they were found, with what became of them; and what rows of trade were before an import wrote them: null where they were not there, `after` the mark of what it wrote. */
const importRows = `
CREATE TABLE import_row (job TEXT NOT NULL, row INTEGER NOT NULL, state TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (job, row)) STRICT, WITHOUT ROWID;
CREATE TABLE import_trade (job TEXT NOT NULL, trade TEXT NOT NULL, before TEXT, after INTEGER NOT NULL, PRIMARY KEY (job, trade)) STRICT, WITHOUT ROWID;
`;

/**
 * Findings of the cleaning bench, made anew from the sections: `cleaned` says from which edits, `finding_gone` what went since it was found. `import_left`: what an import could not take, cell by cell,
 * open as long as nothing stands in its place; `closed` by a decision. `word`: values that repeat in many archives, `misspelt` those of which another spelling is meant. An archive '' is a refused row.
 */
const cleaning = `
CREATE TABLE cleaned (archive TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
  id INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL, section TEXT NOT NULL, key TEXT NOT NULL, cause TEXT NOT NULL, place TEXT NOT NULL, value TEXT NOT NULL, given TEXT NOT NULL,
  source TEXT, origin TEXT, UNIQUE (archive, section, key, cause)
) STRICT;
CREATE INDEX finding_by_cause ON finding (cause, place, id);
CREATE TABLE finding_gone (archive TEXT NOT NULL, section TEXT NOT NULL, key TEXT NOT NULL, cause TEXT NOT NULL, place TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (archive, section, key, cause)) STRICT, WITHOUT ROWID;
CREATE TABLE import_left (
  job TEXT NOT NULL, row INTEGER NOT NULL, n INTEGER NOT NULL, archive TEXT NOT NULL, section TEXT NOT NULL, key TEXT NOT NULL, cause TEXT NOT NULL, place TEXT NOT NULL, value TEXT NOT NULL, given TEXT NOT NULL,
  source TEXT NOT NULL, origin TEXT NOT NULL, closed TEXT, PRIMARY KEY (job, row, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_left_by_archive ON import_left (archive, section);
CREATE TABLE word (archive TEXT NOT NULL, section TEXT NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (archive, section, key)) STRICT, WITHOUT ROWID;
CREATE INDEX word_by_text ON word (place, text);
CREATE TABLE misspelt (place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (place, text)) STRICT, WITHOUT ROWID;
CREATE INDEX imported_by_target ON imported (target);
`;

/**
 * `reminder`: reasons to turn to a customer, reckoned from its sections (`care` says from what, and what the customer is worth), with what people said of them: `done` is the day for which it
 * was done, `until` the day from which it is told again. `care_line`: one a person and archive, made of the reasons; `since`: on the list from that day. `care_handed`: whose line is another's now, as far as the other reads its sections.
 */
const reminders = `
CREATE TABLE care (archive TEXT PRIMARY KEY, mark TEXT NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reminder (
  archive TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, section TEXT NOT NULL, due TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT, person TEXT NOT NULL, inputs TEXT NOT NULL,
  done TEXT, until TEXT, put_by TEXT, sequence INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (archive, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_by_person ON reminder (person, due);
CREATE INDEX reminder_by_end ON reminder (ends) WHERE ends IS NOT NULL;
CREATE TABLE care_line (
  archive TEXT NOT NULL, person TEXT NOT NULL, starts TEXT NOT NULL, dated TEXT, value INTEGER NOT NULL, since TEXT, PRIMARY KEY (archive, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_line_by_person ON care_line (person, since, starts);
CREATE TABLE care_handed (archive TEXT NOT NULL, of TEXT NOT NULL, person TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL, sections TEXT NOT NULL, PRIMARY KEY (archive, of)) STRICT, WITHOUT ROWID;
CREATE INDEX care_handed_by_person ON care_handed (person);
CREATE TABLE care_undo (id TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL, archive TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** `override`: somebody's word in place of a computed class, as it stands. `override_act`: every such word, also what waits for a second person and what has ended. */
const overrides = `
CREATE TABLE override (
  archive TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT, reason TEXT NOT NULL, by TEXT NOT NULL, approved_by TEXT, at TEXT NOT NULL, until TEXT, PRIMARY KEY (archive, scheme)
) STRICT, WITHOUT ROWID;
CREATE TABLE override_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, until TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
  state TEXT NOT NULL, decided_by TEXT, decided_at TEXT, note TEXT
) STRICT;
CREATE INDEX override_act_by_archive ON override_act (archive, scheme, id);
CREATE INDEX override_act_open ON override_act (until) WHERE state IN ('waiting', 'stands');
`;

/**
 * `figure`: of each customer the sums that classes are made of, kept up with its transactions: of all time, of the twelve months, of the windows of ABC (`a`) and RFM (`m`), purchases, returns without sign and
 * their number; `abc`, `rfm`, `lifecycle` are what was found last, `figure_due` names whose sums or values have changed since. `class_run`: what the results of one scheme have in common, with the limits that
 * were found; `class_step` the values of everybody in order, so that a rank is read without looking at everybody. A class itself is small: its reasons are made when somebody reads them.
 * Triggers ask before they insert: in them the conflict rule of the statement that fires them holds, not their own. `rate`: what one unit of a currency was worth in the workspace's, from a day on.
 */
const figures = `
CREATE TABLE figure (
  archive TEXT PRIMARY KEY, es INTEGER NOT NULL, er INTEGER NOT NULL, en INTEGER NOT NULL, first TEXT, last TEXT, ys INTEGER NOT NULL, yr INTEGER NOT NULL, yn INTEGER NOT NULL, yfirst TEXT,
  sa INTEGER NOT NULL, ra INTEGER NOT NULL, na INTEGER NOT NULL, sm INTEGER NOT NULL, rm INTEGER NOT NULL, nm INTEGER NOT NULL, left_out TEXT, agent INTEGER NOT NULL, cycle TEXT,
  abc TEXT, rfm TEXT, lifecycle TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE figure_due (archive TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE class_run (id INTEGER PRIMARY KEY AUTOINCREMENT, scheme TEXT NOT NULL, live INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
CREATE INDEX class_run_live ON class_run (scheme, live);
CREATE TABLE class_step (run INTEGER NOT NULL, measure TEXT NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, measure, n)) STRICT, WITHOUT ROWID;
CREATE TABLE rate (currency TEXT NOT NULL, date TEXT NOT NULL, rate TEXT NOT NULL, PRIMARY KEY (currency, date)) STRICT, WITHOUT ROWID;
ALTER TABLE class RENAME TO class_before;
DROP INDEX class_by_value;
CREATE TABLE class (
  archive TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT, computed TEXT, mark TEXT NOT NULL, since TEXT NOT NULL, previous TEXT, until TEXT, at TEXT NOT NULL, section TEXT,
  PRIMARY KEY (archive, scheme)
) STRICT, WITHOUT ROWID;
INSERT INTO class SELECT archive, scheme, value, value, own ->> '$[0]', own ->> '$[1]', own ->> '$[3][0]', own ->> '$[3][1]', at, NULL FROM class_before;
DROP TABLE class_before;
DROP TABLE class_basis;
CREATE INDEX class_by_value ON class (scheme, value);
INSERT INTO figure_due SELECT id FROM overview;
${[['INSERT', 'NEW'], ['UPDATE', 'NEW'], ['DELETE', 'OLD']].map(([act, side]) => `
CREATE TRIGGER touched_class_${act} AFTER ${act} ON class BEGIN INSERT INTO touched (row) SELECT row FROM overview WHERE id = ${side}.archive; END;
CREATE TRIGGER figure_due_total_${act} AFTER ${act} ON total BEGIN INSERT INTO figure_due SELECT ${side}.archive WHERE NOT EXISTS (SELECT 1 FROM figure_due WHERE archive = ${side}.archive); END;
CREATE TRIGGER figure_due_overview_${act} AFTER ${act} ON overview BEGIN INSERT INTO figure_due SELECT ${side}.id WHERE NOT EXISTS (SELECT 1 FROM figure_due WHERE archive = ${side}.id); END;
CREATE TRIGGER figure_due_cell_${act} AFTER ${act} ON cell BEGIN INSERT INTO figure_due SELECT id FROM overview WHERE row = ${side}.row AND NOT EXISTS (SELECT 1 FROM figure_due WHERE archive = id); END;
CREATE TRIGGER figure_due_override_${act} AFTER ${act} ON override BEGIN INSERT INTO figure_due SELECT ${side}.archive WHERE NOT EXISTS (SELECT 1 FROM figure_due WHERE archive = ${side}.archive); END;`).join('')}
CREATE TRIGGER outbox_class BEFORE INSERT ON class WHEN NOT EXISTS (SELECT 1 FROM class c WHERE c.archive = NEW.archive AND c.scheme = NEW.scheme AND c.value IS NEW.value) BEGIN
  INSERT INTO outbox (type, archive, section, at, key) VALUES ('class', NEW.archive, NEW.section, CAST(unixepoch(NEW.at, 'subsec') * 1000 AS INTEGER), NEW.scheme);
END;
CREATE TRIGGER outbox_class_gone AFTER DELETE ON class BEGIN INSERT INTO outbox (type, archive, section, key) VALUES ('class', OLD.archive, OLD.section, OLD.scheme); END;
`;

/** `import_pack`: rows of an import that became new rows of trade and of which there is nothing else to say, hundreds to a row; `first` and `last` are the numbers of the first and the last of them. */
const importPacks = `
CREATE TABLE import_pack (id INTEGER PRIMARY KEY, job TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
CREATE INDEX import_pack_by_job ON import_pack (job, last);
`;

/** What a customer is worth is read where sums are kept, whenever a list is made: a value beside the reasons grew old while nothing else changed. */
const careWorth = `
ALTER TABLE care DROP COLUMN value;
ALTER TABLE care_line DROP COLUMN value;
`;

/**
 * `rate`: what one unit of a currency was worth in the workspace's (`base`), from a day on; `rate_change` keeps who changed what. `converted`: of archives that trade in other currencies what `total` is in
 * the workspace's, of all their rows together; `rows` counts by currency those that count and those without a rate. `figure.converted` and `figure.left_out` say the same of what the figures count.
 */
const rates = `
DROP TABLE rate;
CREATE TABLE rate (base TEXT NOT NULL, currency TEXT NOT NULL, date TEXT NOT NULL, rate TEXT NOT NULL, source TEXT, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (base, currency, date)) STRICT, WITHOUT ROWID;
CREATE TABLE rate_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT, base TEXT NOT NULL, currency TEXT NOT NULL, date TEXT NOT NULL, before TEXT, after TEXT, source TEXT, person TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX rate_change_by_currency ON rate_change (base, currency, id);
CREATE TABLE converted (archive TEXT PRIMARY KEY, sum INTEGER NOT NULL, count INTEGER NOT NULL, first TEXT, last TEXT, rows TEXT NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE figure ADD COLUMN converted TEXT;
${[['INSERT', 'NEW'], ['UPDATE', 'NEW'], ['DELETE', 'OLD']].map(([act, side]) => `
CREATE TRIGGER touched_converted_${act} AFTER ${act} ON converted BEGIN INSERT INTO touched (row) SELECT row FROM overview WHERE id = ${side}.archive; END;`).join('')}
`;

/** `merged_override`: acts about a class that a merge has brought to another archive. */
const mergedOverrides = `
CREATE TABLE merged_override (merge TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY (merge, act)) STRICT, WITHOUT ROWID;
`;

/** `similar_seen`: what was seen of each customer when groups of similar ones were made, with the run that has their middles. */
const similarSeen = `
CREATE TABLE similar_seen (archive TEXT PRIMARY KEY, run INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** The newest row of the chain in archive.db, a minute old at most: whoever cuts its tail has to know of this one too. */
const auditHead = `
CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, mac TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
`;

export const FACTS_FILE: FileKind = Object.freeze({ name: 'facts.db', id: 0x646f7332, migrations: [first, sharedBasis, ledger, register, outbox, duplicates, importRows, cleaning, reminders, overrides, importPacks, figures, careWorth, rates, mergedOverrides, similarSeen, auditHead] });
