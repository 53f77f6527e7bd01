/**
 * All population classes of many customers recomputed, against a bare `GROUP BY archive` of the same transactions in the same run, in seconds of a processor; then, by the built server over the same rows, sync of two people
 * beside such runs against a quiet minute. `CUSTOMERS` (default 100,000) and `TRANSACTIONS` (default ten each) set the size: 1000000 and 10000000 are the goal's; `SECONDS` (default 60) the minute, 0 leaves it out;
 * `KEEP` names a folder that stays, and whose rows are taken again. Goals: at most 3 times the bare scan; memory flat; p99 at most 1.5 times.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { besideRuns } from './classify/beside.ts';
import { archiveId, fill } from './classify/fill.ts';

const customers = Number(process.env.CUSTOMERS ?? 100_000);
const transactions = Number(process.env.TRANSACTIONS ?? customers * 10);
const seconds = Number(process.env.SECONDS ?? 60);
const GOAL = 3;
const GOAL_P99 = 1.5;

const parent = process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'dossier-classify-'));
const folder = join(parent, 'data');
const filled = existsSync(folder);
const clock = { now: () => Date.parse('2026-06-15T12:00:00.000Z'), after: () => () => undefined };
const open = () => openStorage({ folder, clock, readers: 1, warm: false });
const job = (over: Partial<ClassifyJob> = {}): ClassifyJob => ({ scheme: null, settings: SHIPPED_ALL, referenceDate: null, now: '2026-06-15T12:00:00.000Z', currency: 'EUR', dryRun: false, ...over });
const SOLD = {
  archive: archiveId(7) as ArchiveId, id: `sold ${Date.now()}`, kind: 'sale', date: '2026-06-01', amount: '10.00', currency: 'EUR', dueAt: null, channel: null, orderRef: null, lines: [], source: 'bench', externalId: `sold ${Date.now()}`, cost: null,
} as const;
const rss = (): string => `${Math.round(process.memoryUsage.rss() / 1e6)} MB`;

/** Seconds by the clock and by the processor, of this process with all its threads. */
async function timed<T>(name: string, work: () => T | Promise<T>): Promise<{ readonly wall: number; readonly cpu: number; readonly value: T }> {
  const [from, used] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(used);
  const [wall, cpu] = [(performance.now() - from) / 1000, (user + system) / 1e6];
  console.log(`${name}: ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of a processor, ${rss()}`);
  return { wall, cpu, value };
}

const bare = (): number => {
  const db = new Database(join(folder, 'facts.db'), { readonly: true });
  try {
    db.pragma('cache_size = -16000');
    return db.prepare<[], number>('SELECT count(*) FROM (SELECT archive, sum(amount) FROM trade GROUP BY archive)').pluck().get() ?? 0;
  } finally {
    db.close();
  }
};

async function recomputed(): Promise<boolean> {
  const storage = await open();
  try {
    const first = await timed('every class, figures of everybody where there are none', () => storage.facts.classify(job()));
    // what compiles a function the first time it runs often is no part of what a server pays
    await timed('the same again, nothing moves', () => storage.facts.classify(job({ settings: { ...SHIPPED_ALL, abc: { ...SHIPPED_ALL.abc, version: 2 } } })));
    const scan = await timed('bare GROUP BY', bare);
    const settings = { ...SHIPPED_ALL, abc: { ...SHIPPED_ALL.abc, a: 79, version: 3 } };
    const again = await timed('all population classes by other limits', () => storage.facts.classify(job({ settings })));
    await storage.facts.putTransactions([SOLD]);
    const sold = await timed('all population classes by other limits, and after a sale, for which everybody is put in order anew', () => storage.facts.classify(job()));
    const [ratio, anew] = [again.cpu / scan.cpu, sold.cpu / scan.cpu];
    console.log(`${first.value.changed} classified; ${again.value.changed} moved, ${ratio.toFixed(2)} times the bare scan; after a sale ${sold.value.changed} moved, ${anew.toFixed(2)} times (goal ${GOAL})`);
    return Math.max(ratio, anew) <= GOAL;
  } finally {
    await storage.close();
  }
}

async function beside(): Promise<boolean> {
  const { rested, quiet, during, runs, rss: [before, most] } = await besideRuns(parent, seconds * 1000);
  const ratio = during.p99 / quiet.p99;
  const told = ({ edits, p50, p99 }: typeof quiet): string => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms of ${edits} edits`;
  console.log(`sync, quiet: ${told(quiet)}${rested ? '' : ' (the server had other work to do)'}\nsync, beside ${runs} runs: ${told(during)}; p99 ${ratio.toFixed(2)} times (goal ${GOAL_P99}); the server ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`);
  return ratio <= GOAL_P99;
}

try {
  mkdirSync(folder, { recursive: true });
  await (await open()).close();
  console.log(`${customers} customers, ${transactions} transactions`);
  if (!filled) await timed('filled', () => { fill(folder, { customers, transactions }); });
  await timed('bare GROUP BY, first', bare);
  const fast = await recomputed();
  const calm = seconds === 0 || await beside();
  if (!fast || !calm) process.exitCode = 1;
} finally {
  if (!process.env.KEEP) rmSync(parent, { recursive: true, force: true });
}
