/** The table of erasures, in `archive.db`. What is known of them outside of it, so that an older backup cannot bring anything back, is `services/privacy/ledger.ts`. */

/** `body`: the certificate and what a restore needs, which names nobody. `plan`: what is still to be done, with the texts that are looked for; null as soon as it is. `state`: running, done. */
export const subjectTables = `
CREATE TABLE erasure (id TEXT PRIMARY KEY, at INTEGER NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL, plan TEXT) STRICT, WITHOUT ROWID;
`;
