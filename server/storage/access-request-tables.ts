/** The table of requests for access, in `archive.db`. What becomes of one is `access-request-store.ts`. */

/**
 * What was asked for and what was given stand side by side; moments of acts in milliseconds, ends of rights as moments. A request whose grant goes, however it goes, has ended: the grant is its right.
 * The feed tells the requester that something became of it, as of any right.
 */
export const accessRequestTables = `
CREATE TABLE access_request (
  id TEXT PRIMARY KEY, archive TEXT NOT NULL, person TEXT NOT NULL, sections TEXT, level TEXT NOT NULL CHECK (level IN ('read', 'write')), until_moment TEXT, reason TEXT NOT NULL, at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'narrowed', 'refused', 'withdrawn', 'expired', 'ended')),
  decided_by TEXT, decided INTEGER, note TEXT, given_sections TEXT, given_level TEXT, given_until TEXT, grant_id TEXT,
  manager_since INTEGER, told_end INTEGER, ended INTEGER, ended_by TEXT, ended_why TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX access_request_by_archive ON access_request (archive, at);
CREATE INDEX access_request_by_person ON access_request (person, at);
CREATE INDEX access_request_live ON access_request (state, archive) WHERE state IN ('waiting', 'approved', 'narrowed');
CREATE UNIQUE INDEX access_request_waits_once ON access_request (archive, person) WHERE state = 'waiting';
CREATE TRIGGER access_request_without_grant AFTER DELETE ON access_grant WHEN OLD.origin = 'request' BEGIN
  UPDATE access_request SET state = 'ended', ended = CAST(unixepoch('subsec') * 1000 AS INTEGER), ended_why = 'giver' WHERE id = OLD.origin_id AND state IN ('approved', 'narrowed');
END;
CREATE TRIGGER event_access_request AFTER UPDATE OF state ON access_request WHEN NEW.state <> OLD.state AND NEW.state IN ('refused', 'expired', 'ended') AND NEW.grant_id IS NULL
BEGIN INSERT INTO event (type, archive, concerns) VALUES ('access', NEW.archive, json_array('person:' || NEW.person)); END;
`;
