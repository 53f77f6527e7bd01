/** Why somebody ended a wall or a hold, sealed, closed or opened an archive: one table of words in `archive.db`, so that what takes a person out of an archive finds all of them. */

/** `object`: the wall or hold that ended; null where the archive itself changed its state. */
export const reasonTables = `
CREATE TABLE act_reason (
  id INTEGER PRIMARY KEY, archive TEXT NOT NULL, act TEXT NOT NULL CHECK (act IN ('closed', 'reopened', 'sealed', 'unsealed', 'wallEnded', 'holdLifted')), object TEXT, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX act_reason_by_archive ON act_reason (archive, at);
CREATE INDEX act_reason_by_object ON act_reason (object) WHERE object IS NOT NULL;
`;
