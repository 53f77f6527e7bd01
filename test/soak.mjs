/**
 * The long form of the simulation: `npm run test:soak -- [--minutes 60] [--kills 1000] [--runs 10000] [--mutants all] [--seed n]`. Kills of the built server (P3), random days of the hub
 * (P1, P3, P4, P6, P11, P13) and of REST (P1), rights (P5), bytes (P7, P13), attackers in a crowd (P8), every mutant (P2). Ends when all is done or the minutes are over, says
 * what was done for each property, and fails when anything was wrong.
 */
import { spawn } from 'node:child_process';
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
await play(['P3', 'P11'], 'kills', ['--import', 'tsx', 'test/simulation/kills.ts', '--kills', String(option('kills', 1000)), '--seed', String(seed), '--minutes', String(minutes * 0.4)]);
for (let from = 0; from < runs; from += 1_000) {
  const count = Math.min(1_000, runs - from);
  await play(['P1', 'P3', 'P4', 'P6', 'P11', 'P13'], `hub ${from + count} of ${runs}`, vitest('hub'), { env: { RUNS: String(count), FROM: String(seed + from) } });
}
await play(['P1', 'P6'], 'REST', vitest('rest'), { env: { RUNS: String(Math.ceil(runs / 2)), FROM: String(seed) } });
await play(['P5'], 'rights', vitest('rights'));
await play(['P7', 'P13'], 'bytes', vitest('bytes'), { env: { RUNS: String(runs), SEED: String(seed) } });
await play(['P1', 'P3'], 'hand-over', ['--import', 'tsx', 'test/simulation/hand-over.ts', '--archives', '10000', '--editors', '100', '--kills', '5']);
await play(['P8'], 'crowd', vitest('crowd'), { env: { RUNS: String(Math.ceil(runs / 50)), SEED: String(seed) } });
await play(['P2'], 'mutants', ['test/simulation/mutants.mjs', '--seed', String(seed % 1e6), ...(option('mutants', 0) > 0 ? ['--sample', String(option('mutants', 0))] : [])]);

for (const property of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P11', 'P13']) {
  const own = results.filter(({ properties }) => properties.includes(property));
  const played = own.reduce((sum, each) => sum + counted(each), 0);
  const last = own.flatMap(({ told }) => told).filter((line) => line.startsWith(`${property}:`)).at(-1);
  const rest = own.filter(({ state }) => state !== 'well').map(({ name, state }) => `${name}: ${state}`);
  console.log(`${property} ${played > 0 ? `${played} runs, ` : ''}${own.filter(({ state }) => state === 'WRONG').length} hits${last === undefined ? '' : ` · ${last}`}${rest.length === 0 ? '' : ` · ${rest.join(', ')}`}`);
}
for (const { name, told } of results) if (name === 'kills' && told.length > 0) console.log(`kills ${told.at(-1)}`);
process.exit(results.some(({ state }) => state === 'WRONG') ? 1 : 0);
