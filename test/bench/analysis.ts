/**
 * What one answer of each analysis costs the thread that counts them: `ARCHIVES` (default 100,000) customers with `TRANSACTIONS` (default ten each, with lines, channels and costs), asked after a change, so that nothing
 * is answered from memory. Goal: 500 ms of a processor an answer. The first question of all, which reads the columns, is told apart.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ANALYSES } from '../../model/analysis/table.ts';
import type { AnalysisId } from '../../model/analysis/table.ts';
import { POLICY_PRESETS } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { analysisCalls } from '../../server/storage/analysis-query.ts';
import { openReader } from '../../server/storage/database.ts';
import { company } from './register/company.ts';

const archives = Number(process.env.ARCHIVES ?? 100_000);
const transactions = Number(process.env.TRANSACTIONS ?? archives * 10);
const GOAL_MS = 500;
/** The answer that counts is the median of so many. */
const TIMES = 3;

/** The same numbers in every run. */
let seed = 20_261_124;
const chance = (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
const ITEMS = Array.from({ length: 80 }, (_, i) => `Product ${i + 1}`);
const CHANNELS = ['store', 'web', 'phone', 'fair', null] as const;

function trade(folder: string): void {
  const facts = new Database(join(folder, 'facts.db'));
  facts.pragma('synchronous = OFF');
  const ids = facts.prepare('SELECT id FROM overview ORDER BY row').pluck().all() as string[];
  const put = facts.prepare("INSERT INTO trade (id, archive, kind, date, amount, currency, cost, channel, order_ref, lines, source, external_id) VALUES (?,?,?,?,?,'EUR',?,?,?,?,'more',?)");
  for (let n = 0; n < transactions; ) facts.transaction(() => {
    for (const end = Math.min(n + 50_000, transactions); n < end; n++) {
      const date = new Date(Date.UTC(2023, 7, 1) + Math.floor(chance() * 1_090) * 86_400_000).toISOString().slice(0, 10);
      const lines = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => ({ item: one(ITEMS), quantity: String(1 + Math.floor(chance() * 9)), price: (5 + Math.floor(chance() * 90_000) / 100).toFixed(2) }));
      const amount = lines.reduce((sum, { quantity, price }) => sum + Math.round(Number(quantity) * Number(price) * 100), 0);
      put.run(`m${n}`, one(ids), chance() < 0.04 ? 'return' : 'sale', date, amount, chance() < 0.5 ? Math.round(amount * 0.7) : null, one(CHANNELS), `o${n}`, JSON.stringify(lines), `m${n}`);
    }
    facts.exec('DELETE FROM outbox');
  })();
  const put2 = facts.prepare("INSERT INTO class (archive, scheme, value, computed, mark, since, at) VALUES (?,?,?,?,?,'2026-01-01','2026-01-01')");
  facts.transaction(() => {
    for (const id of ids) {
      for (const [scheme, values] of [['abc', ['A', 'B', 'C', null]], ['rfm', ['champions', 'loyal', 'atRisk', 'hibernating']], ['lifecycle', ['currentEndCustomer', 'lostEndCustomer', 'potentialEndCustomer']], ['valueTier', ['highValue', 'lowValue']]] as const) {
        const value = one<string | null>(values);
        put2.run(id, scheme, value, value, scheme === 'rfm' ? [0, 0, 0].map(() => 1 + Math.floor(chance() * 5)).join('·') : '');
      }
    }
    facts.exec('DELETE FROM outbox; DELETE FROM touched; DELETE FROM total');
    facts.exec("INSERT INTO total SELECT archive, currency, sum(CASE WHEN kind = 'return' THEN -amount ELSE amount END), sum(kind <> 'return'), min(date), max(date) FROM trade GROUP BY archive, currency");
    facts.exec('DELETE FROM touched');
  })();
  facts.close();
}

/** Milliseconds of a processor, of this thread and of what it starts. */
function cost<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const used = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(used);
  return { ms: (user + system) / 1000, value };
}

const folder = mkdtempSync(join(tmpdir(), 'dossier-analysis-'));
try {
  company(folder, archives, () => undefined);
  trade(folder);
  console.log(`${archives} customers, ${transactions} transactions`);
  const db = openReader(join(folder, 'facts.db'), join(folder, 'archive.db'));
  const edit = new Database(join(folder, 'facts.db'));
  const calls = analysisCalls(db, 'EUR');
  const ana = { id: 'ana', name: 'Ana Ruiz', email: null, department: null, roles: ['steward'], clearances: ['credit', 'aml', 'identity', 'bank'], limits: null, active: true } as unknown as Person;
  const ask = (id: AnalysisId): Parameters<typeof calls.analysis>[0] => ({
    person: ana, policy: POLICY_PRESETS.strict, manages: [], within: [], now: '2026-08-01T00:00:00.000Z', today: '2026-08-01', lists: {}, keys: {}, cycles: {}, question: { id, language: 'en', where: [], from: undefined, to: null, period: 'month', top: 20 },
  });
  /** Somebody edits one archive: nothing is answered from memory. */
  const change = (): void => { edit.exec('UPDATE total SET sum = sum + 1 WHERE archive = (SELECT id FROM overview LIMIT 1)'); };
  let failed = false;
  for (const { id } of ANALYSES) {
    const first = cost(() => calls.analysis(ask(id)));
    const later = Array.from({ length: TIMES }, () => { change(); return cost(() => calls.analysis(ask(id))).ms; }).sort((a, b) => a - b);
    const median = later[Math.floor(TIMES / 2)] as number;
    failed ||= median > GOAL_MS;
    console.log(`${id.padEnd(14)} ${median.toFixed(0).padStart(6)} ms of a processor (the first time ${first.ms.toFixed(0)} ms, ${first.value ? first.value.archives : 'not'} answered)`);
  }
  console.log(`memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB; goal ${GOAL_MS} ms an answer`);
  db.close();
  edit.close();
  if (failed) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
