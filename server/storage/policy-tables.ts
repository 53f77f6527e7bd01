/** The table of the policy's versions, in `archive.db`. Which one is in force is also the setting `policy`, by which everything decides. */

/**
 * `data` is the version as JSON (`policy-store.ts`). One version is in force, one at most is written on or waits. What an earlier server kept as its policy, without anybody's name, is version 1.
 */
export const policyTables = `
CREATE TABLE policy_version (version INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'inForce', 'past')), data TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX policy_in_force ON policy_version (state) WHERE state = 'inForce';
CREATE UNIQUE INDEX policy_open ON policy_version (version IS NULL) WHERE state IN ('draft', 'waiting');
INSERT INTO policy_version SELECT 1, 'inForce', json_object('rules', json(value), 'text', json('{}'), 'note', '', 'writers', json('[]')) FROM setting WHERE key = 'policy';
`;
