/** The tables of what was done, in `archive.db`: a chain of rows, none of which is ever changed. How a row is made is `audit-writer.ts`. */

/**
 * `body`: the entry as canonical JSON, over which `mac` goes together with the one before. What is asked for stands in columns besides. Edits of sections, of which there are a thousand for
 * every other row, stand in no index: keeping three of them cost as much as the whole rest of a commit.
 */
export const auditTables = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT, archive TEXT, body TEXT NOT NULL, mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_archive ON audit (archive, seq) WHERE action <> 'edited' AND archive IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor, seq) WHERE action <> 'edited';
CREATE INDEX audit_by_action ON audit (action, seq) WHERE action <> 'edited';
CREATE INDEX audit_with_was ON audit (seq) WHERE action <> 'edited' AND substr(body, 1, 7) = '{"was":';
`;

/**
 * `audit_was`: what conferred rights before it was changed, filled by triggers whoever changes it, and emptied into the chain by the next row that is written: at the latest the one of the same
 * transaction. Going back through these rows from what is there now, one knows who could see what on any day since the chain began. Names and reasons are not among it.
 */
export const auditWasTables = `
CREATE TABLE audit_was (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, was TEXT) STRICT;
${[
  ['person', 'person', "'department', OLD.department, 'roles', json(OLD.roles), 'clearances', json(OLD.clearances), 'reportsTo', OLD.reports_to, 'active', OLD.active, 'withheld', json(OLD.withheld)", 'department roles clearances reports_to active withheld'],
  ['department', 'department', "'parent', OLD.parent, 'managers', json(OLD.managers)", 'parent managers'],
  ['grant', 'access_grant', "'archive', OLD.archive, 'toKind', OLD.to_kind, 'toId', OLD.to_id, 'level', OLD.level, 'sections', json(OLD.sections), 'from', OLD.from_moment, 'until', OLD.until_moment, 'origin', OLD.origin, 'originId', OLD.origin_id", 'archive to_kind to_id level sections from_moment until_moment'],
  ['wall', 'wall', "'archive', OLD.archive, 'toKind', OLD.to_kind, 'toId', OLD.to_id, 'from', OLD.from_moment, 'until', OLD.until_moment, 'ended', OLD.ended", 'archive to_kind to_id from_moment until_moment ended'],
].map(([kind = '', table = '', was = '', columns = '']) => {
  const same = columns.split(' ').map((column) => `OLD.${column} IS NEW.${column}`).join(' AND ');
  const old = was.replaceAll('OLD.', 'o.');
  // a row put in the place of another is an insertion to SQLite: what was there is noted before
  return `
CREATE TRIGGER audit_${kind}_put BEFORE INSERT ON ${table} WHEN NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.id = NEW.id AND ${same.replaceAll('OLD.', 'o.')}) BEGIN
  INSERT INTO audit_was (kind, name, was) VALUES ('${kind}', NEW.id, (SELECT json_object(${old}) FROM ${table} o WHERE o.id = NEW.id));
END;
CREATE TRIGGER audit_${kind}_changed AFTER UPDATE ON ${table} WHEN NOT (${same}) BEGIN INSERT INTO audit_was (kind, name, was) VALUES ('${kind}', OLD.id, json_object(${was})); END;
CREATE TRIGGER audit_${kind}_gone AFTER DELETE ON ${table} BEGIN INSERT INTO audit_was (kind, name, was) VALUES ('${kind}', OLD.id, json_object(${was})); END;`;
}).join('')}
CREATE TRIGGER audit_policy_put BEFORE INSERT ON setting WHEN NEW.key = 'policy' AND NOT EXISTS (SELECT 1 FROM setting o WHERE o.key = 'policy' AND o.value = NEW.value) BEGIN
  INSERT INTO audit_was (kind, name, was) VALUES ('policy', 'policy', (SELECT value FROM setting WHERE key = 'policy'));
END;
CREATE TRIGGER audit_policy_changed AFTER UPDATE ON setting WHEN OLD.key = 'policy' AND OLD.value <> NEW.value BEGIN INSERT INTO audit_was (kind, name, was) VALUES ('policy', 'policy', OLD.value); END;
`;
