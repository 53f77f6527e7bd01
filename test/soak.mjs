/**
 * The long form of the simulation: `npm run test:soak -- [--minutes 60] [--kills 1000] [--runs 10000] [--mutants all] [--seed n]`. Kills of the built server (P3), random days of the hub
 * (P1, P3, P4, P6, P11, P13), of several hubs over one log and of three real servers with faults (P12), and of REST (P1, P6, P9), chains that somebody had their way with (P9), erasures (P10), rights (P5), bytes (P7, P13), attackers in a crowd (P8), every mutant (P2). What is asked for is
 * played: `--runs 10000` is ten thousand games of the hub and as many of REST, these in two processes beside each other, each game with its own seed. Ends when all is done or the minutes are over, says what was
 * done for each property, and fails when anything was wrong. `--only rest,chain` plays these alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const option = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : Number(process.argv[at + 1]); };
const minutes = option('minutes', 60);
const seed = option('seed', Math.floor(Math.random() * 1e9));
const end = Date.now() + minutes * 60_000;
const left = () => Math.max(0, end - Date.now());

/** Lines that say what was done. */
const TELLING = /^\{|runs from|^(P\d|WRONG|MISSED|BROKEN)|play it again|seed \d|AssertionError|Error:/;

/** One step: whether it was well, and what it told; one that time cuts off is neither well nor wrong. */
function step(name, args, { env = {}, most = left() } = {}) {
  return new Promise((done) => {
    console.log(`${name} …`);
    const began = Date.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk; });
    const timer = setTimeout(() => { child.kill(); }, most);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const state = signal !== null ? 'cut off by time' : code === 0 ? 'well' : 'WRONG';
      const told = said.split('\n').filter((line) => TELLING.test(line.trim()));
      console.log(`${name}: ${state} after ${Math.round((Date.now() - began) / 1000)} s\n${(state === 'WRONG' ? told.slice(-40) : told.slice(-12)).join('\n')}`);
      done({ name, state, told });
    });
  });
}

const vitest = (name) => ['node_modules/vitest/vitest.mjs', 'run', '-c', 'test/vitest.config.ts', `test/simulation/${name}.test.ts`];
const runs = option('runs', 10_000);
/** Worlds of these games are in memory: what must be on disk is another property's. */
const memory = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {};
/** A share of the runs for each process; what one of them tells is told of all. */
async function shared(properties, name, file, count, env = {}, offset = 0) {
  const parts = Math.min(2, availableParallelism(), Math.max(1, count));
  await Promise.all(Array.from({ length: parts }, (_, i) => {
    const from = Math.floor((count * i) / parts);
    return play(properties, `${name} ${i + 1} of ${parts}`, vitest(file), { env: { ...memory, ...env, RUNS: String(Math.floor((count * (i + 1)) / parts) - from), FROM: String(seed + offset + from) } });
  }));
}
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(',') : null;
const wanted = (name) => only === null || only.includes(name);
/** Runs that a step was asked for and has told of. */
const counted = ({ told }) => told.reduce((sum, line) => sum + Number(/^(\d+) runs from/.exec(line)?.[1] ?? 0), 0);
const results = [];
/** A step of these properties, unless time is over. */
async function play(properties, name, args, options) {
  if (left() === 0) return results.push({ properties, name, state: 'not begun', told: [] });
  return results.push({ properties, ...await step(name, args, options) });
}

console.log(`seed ${seed}, at most ${minutes} minutes`);
await play([], 'build', ['server/cli/build-if-stale.mjs']);
if (wanted('kills')) await play(['P3', 'P11'], 'kills', ['--import', 'tsx', 'test/simulation/kills.ts', '--kills', String(option('kills', 1000)), '--seed', String(seed), '--minutes', String(minutes * 0.4)]);
for (let from = 0; wanted('hub') && from < runs; from += 1_000) {
  const count = Math.min(1_000, runs - from);
  await play(['P1', 'P3', 'P4', 'P6', 'P11', 'P13'], `hub ${from + count} of ${runs}`, vitest('hub'), { env: { RUNS: String(count), FROM: String(seed + from) } });
}
for (let from = 0; wanted('nodes') && from < runs; from += 2_500) {
  const count = Math.min(2_500, runs - from);
  await shared(['P12'], `nodes ${from + count} of ${runs}`, 'nodes', count, {}, from);
}
// five hundred at a time, so that what was played is told when time cuts off the rest
if (wanted('cluster')) await play(['P12'], 'cluster', ['--import', 'tsx', 'test/simulation/cluster.ts', '--runs', String(Math.min(200, runs)), '--seed', String(seed), '--minutes', String(minutes * 0.8)]);
for (let from = 0; wanted('rest') && from < runs; from += 500) await shared(['P1', 'P6', 'P9'], `REST ${Math.min(runs, from + 500)} of ${runs}`, 'rest', Math.min(500, runs - from), {}, from);
if (wanted('chain')) await play(['P9'], 'chain', vitest('proofs'), { env: { ...memory, ONLY: 'chain', RUNS: String(runs), FROM: String(seed) } });
if (wanted('erasure')) await shared(['P10'], 'erasure', 'proofs', Math.ceil(runs / 50), { ONLY: 'erasure' });
if (wanted('rights')) await play(['P5'], 'rights', vitest('rights'));
if (wanted('bytes')) await play(['P7', 'P13'], 'bytes', vitest('bytes'), { env: { RUNS: String(runs), SEED: String(seed) } });
if (wanted('hand-over')) await play(['P1', 'P3'], 'hand-over', ['--import', 'tsx', 'test/simulation/hand-over.ts', '--archives', '10000', '--editors', '100', '--kills', '5']);
if (wanted('crowd')) await play(['P8'], 'crowd', vitest('crowd'), { env: { RUNS: String(Math.ceil(runs / 50)), SEED: String(seed) } });
if (wanted('mutants')) await play(['P2'], 'mutants', ['test/simulation/mutants.mjs', '--seed', String(seed % 1e6), ...(option('mutants', 0) > 0 ? ['--sample', String(option('mutants', 0))] : [])]);

for (const property of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13']) {
  const own = results.filter(({ properties }) => properties.includes(property));
  const played = own.reduce((sum, each) => sum + counted(each), 0);
  const last = own.flatMap(({ told }) => told).filter((line) => line.startsWith(`${property}:`)).at(-1);
  const rest = own.filter(({ state }) => state !== 'well').map(({ name, state }) => `${name}: ${state}`);
  console.log(`${property} ${played > 0 ? `${played} runs, ` : ''}${own.filter(({ state }) => state === 'WRONG').length} hits${last === undefined ? '' : ` · ${last}`}${rest.length === 0 ? '' : ` · ${rest.join(', ')}`}`);
}
for (const { name, told } of results) if (name === 'kills' && told.length > 0) console.log(`kills ${told.at(-1)}`);
process.exit(results.some(({ state }) => state === 'WRONG') ? 1 : 0);
