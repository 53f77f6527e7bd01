/** Tables of corrections, in `archive.db`: cases, what was done in each, and which steps the workspace walks. */

/**
 * `correction_case` holds no word of anybody: where a case stands, of which values it is. `template`: the steps it began with. `state`: `CaseState` as JSON; `step` and `due` of one that waits,
 * to be asked for. `correction_act`: every act in its order; `text`, `proposed` (values as JSON) and `found` are all there is of free words and values, and `cleared` says since when they are
 * taken away. `act` besides those of the chain: `open`, the report itself, and `apply`, the proposed values written as the set `changeset`.
 */
export const correctionTables = `
CREATE TABLE correction_case (
  id TEXT PRIMARY KEY, n INTEGER NOT NULL UNIQUE, archive TEXT NOT NULL, template TEXT NOT NULL, concerns TEXT NOT NULL, urgency TEXT NOT NULL, found TEXT NOT NULL,
  origin TEXT NOT NULL, origin_id TEXT, person TEXT NOT NULL, at INTEGER NOT NULL, round INTEGER NOT NULL, state TEXT NOT NULL, step TEXT, due TEXT, acts INTEGER NOT NULL, reminded TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_by_archive ON correction_case (archive, n);
CREATE INDEX correction_waiting ON correction_case (due) WHERE step IS NOT NULL;
CREATE TABLE correction_act (
  id INTEGER PRIMARY KEY, correction TEXT NOT NULL REFERENCES correction_case (id), archive TEXT NOT NULL, seq INTEGER NOT NULL, act TEXT NOT NULL, step TEXT NOT NULL, round INTEGER NOT NULL,
  person TEXT NOT NULL, at INTEGER NOT NULL, receivers TEXT, changeset TEXT, text TEXT, proposed TEXT, cleared INTEGER, UNIQUE (correction, seq)
) STRICT;
CREATE INDEX correction_act_by_archive ON correction_act (archive);
CREATE INDEX correction_act_by_person ON correction_act (person);
CREATE TABLE correction_template (version INTEGER PRIMARY KEY, steps TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
`;
