/** What was counted as due is noted once, whatever statement changed it: a conflict clause outside a trigger overrules the one inside it. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';

test('an archive that is due already may change again by an upsert', () => {
  const db = new Database(':memory:');
  for (const each of FACTS_FILE.migrations) { if (typeof each === 'string') db.exec(each); else (each as (file: typeof db) => void)(db); }
  const triggers = db.prepare<[], string>("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'figure_due_%'").pluck().all();
  expect(triggers.length).toBeGreaterThanOrEqual(12);
  // SQLite takes the outer statement's policy, and ABORT is that of an upsert
  for (const sql of triggers) expect(sql).not.toMatch(/INSERT OR/);
  expect(triggers.every((sql) => sql.includes('NOT EXISTS (SELECT 1 FROM figure_due'))).toBe(true);
  db.close();
});
