/**
 * Duplicates and merges in bulk: how well sets with known answers are told apart, how long a first pass over many archives takes and what it costs who waits meanwhile, and merges at random,
 * each taken back and compared byte for byte. How long the main loop is held is told by the clock, and by the processor time of its own thread, which others on the machine add nothing to: that is
 * held to 10 ms. `PASSED` (default 2,000) archives with documents go through the whole service besides. `ARCHIVES` (default 100,000) and `MERGES` (default 1,000) set the size, `SETS` the customers of each set, `SEED` the chance.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { folding } from '../../server/storage/duplicate-folding.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { chance, duplicateSet } from '../helpers/duplicate-set.ts';
import { quality } from '../helpers/duplicate-quality.ts';
import { httpWorld } from '../helpers/http-world.ts';
import { mergeAndUndo } from '../helpers/merge-run.ts';

const archives = Number(process.env['ARCHIVES'] ?? 100_000);
const merges = Number(process.env['MERGES'] ?? 1_000);
const seed = Number(process.env['SEED'] ?? 20_261_122);
const sets = (process.env['SETS'] ?? '1000,5000,20000').split(',').filter(Boolean).map(Number);
/** Milliseconds of work of this thread so far; Linux alone tells. */
const worked = (): number => (existsSync('/proc/thread-self/schedstat') ? Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6 : NaN);
/** The work of each turn of the main loop until it is stopped, the longest first. */
function turns(): () => readonly number[] {
  const all: number[] = [];
  let [on, last] = [true, worked()];
  const turn = (): void => {
    const now = worked();
    all.push(now - last);
    last = now;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  return () => { on = false; return all.sort((a, b) => b - a); };
}
const HELD_MS = 10;
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);
let failed = false;

const tables = await folding();
console.log(`Telling duplicates apart, seed ${seed}:`);
for (const rules of ['known', 'held'] as const) {
  for (const customers of sets) {
    const found = quality(duplicateSet({ rules, seed: seed + customers, customers }), tables);
    failed ||= customers < 20_000 && (found.precision <= 0.95 || found.recall <= 0.95);
    console.log(`  ${rules.padEnd(5)} ${String(found.records).padStart(6)} records, ${String(found.pairs).padStart(5)} pairs: precision ${found.precision.toFixed(4)}, recall ${found.recall.toFixed(4)}; ${found.unmet} pairs never met, ${found.compared} of ${Math.round((found.records * (found.records - 1)) / 2)} compared`);
  }
}

if (archives > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-duplicates-'));
  const clock = { now: () => Date.now(), after: (milliseconds: number, callback: () => void) => { const timer = setTimeout(callback, milliseconds); return () => { clearTimeout(timer); }; } };
  const storage = await openStorage({ folder, clock });
  const rows = duplicateSet({ rules: 'known', seed, customers: Math.round(archives / 1.48) }).records.slice(0, archives).map(({ id, facts }) => ({ archive: id as ArchiveId, mark: '1.0', facts }));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const began = performance.now();
  for (let i = 0; i < rows.length; i += 200) await storage.duplicates.putFacts(rows.slice(i, i + 200));
  console.log(`${rows.length} archives made comparable in ${seconds(began)} s`);
  rows.length = 0; // a heap of 100,000 records is the bench's own, and so would be the time to look through it
  const waits: number[] = [];
  delay.enable();
  const turning = turns();
  const comparing = performance.now();
  for (let more = true, n = 0; more; n++) {
    more = await storage.duplicates.compareSome();
    if (n % 10 > 0) continue;
    const asked = performance.now();
    await storage.facts.totals([]);
    waits.push(performance.now() - asked);
  }
  delay.disable();
  const [longest = 0] = turning();
  failed ||= longest > HELD_MS;
  waits.sort((a, b) => a - b);
  console.log(`all compared in ${seconds(comparing)} s; the main loop worked ${longest.toFixed(1)} ms at a time at most, by the clock it waited ${(delay.max / 1e6).toFixed(1)} (p99 ${(delay.percentile(99) / 1e6).toFixed(1)}), a reader answered in ${(waits[Math.floor(waits.length * 0.99)] ?? 0).toFixed(1)} ms (p99)`);
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}

const passed = Number(process.env['PASSED'] ?? 2_000);
if (passed > 0) {
  const world = await httpWorld();
  await world.call({ sub: 'ana', name: 'Ana', roles: ['steward'] }, 'GET', '/api/me');
  const { records } = duplicateSet({ rules: 'known', seed, customers: passed });
  for (let i = 0; i < passed; i += 200) {
    const brought = await world.dossier.services.archives.bringMany('ana' as PersonId, records.slice(i, Math.min(passed, i + 200)).map(({ id, facts }) => ({
      id: id as ArchiveId, keys: [], kind: facts.person ? 'individual' : 'organisation', packs: [], owner: 'ana' as PersonId, department: null, fields: { 'customer.name': facts.names[0] ?? id },
      rows: { methods: Object.fromEntries([...facts.phones.map((value) => ['phone', value] as const), ...facts.emails.map((value) => ['email', value] as const)].map(([kind, value], n) => [`m${n}`, { kind, value }])) },
    })));
    for (const each of brought) if (each instanceof Error) throw each;
  }
  await world.dossier.settled();
  await world.dossier.services.duplicates.settled();
  await world.storage.duplicates.dropFacts(records.map(({ id }) => id as ArchiveId));
  const turning = turns();
  const began = performance.now();
  await world.dossier.services.duplicates.run();
  const [longest = 0] = turning();
  failed ||= longest > HELD_MS;
  console.log(`a night's pass over ${passed} archives with documents: ${seconds(began)} s; the main loop worked ${longest.toFixed(1)} ms at a time at most`);
  await world.close();
}

if (merges > 0) {
  const world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 1_000_000, requestsBurst: 1_000_000 }) } });
  const report = await mergeAndUndo(world, { sub: 'ana', name: 'Ana', department: 'sales' }, { merges, luck: chance(seed), progress: (done) => { if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${merges} merges`); } });
  await world.close();
  failed ||= report.differing.length > 0;
  console.log(`\n${report.merges} merges taken back, ${report.chains} of them in chains: ${report.differing.length} archives differ; a merge ${report.mergeMs.toFixed(0)} ms, an undoing ${report.undoMs.toFixed(0)} ms`);
  for (const each of report.differing.slice(0, 10)) console.log(`  ${each}`);
}
// a token that was given still has its time in the server that was closed
process.exit(failed ? 1 : 0);
