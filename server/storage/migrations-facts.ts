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

export const FACTS_FILE: FileKind = Object.freeze({ name: 'facts.db', id: 0x646f7332, migrations: [first, sharedBasis] });
