/**
 * The one test command. `node test/run.mjs [part] [file …]`; a file runs in its own part. Parts: unit (model, server, older data
 * folders), simulation (properties of the sync core), browser (components), flow (built server and pages), days (working days in a browser); none: all of them. The last line adds up: `N passed, N failed`.
 * Where all of a part runs, the files of a browser that failed are run once more, with nothing beside them: who passes only then is named as unsteady, and is a fault to be found.
 * Parts that are alike go together, so that no worker stands idle at the end of each; what a browser does alone goes beside what computes, and is told when it ends.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingEngines } from './instances/find.mjs';
import { readTotals, sumOf } from './totals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}/node_modules/.cache`;
const PARTS = { unit: ['test/model', 'test/server', 'test/upgrade'], simulation: ['test/simulation'], browser: ['test/components'], flow: ['test/flow'], days: ['test/days'] };
/** Parts in which real browsers and servers wait for each other on a machine that may be busy. */
const AGAIN = ['browser', 'flow', 'days'];
/** Turns, and what runs in each at the same time: parts, and by how many files at once. Those of `flow` and `days` wait as much as they work, for a minute to be over or for a page; the one page of `browser` leaves half of two processors. */
const TURNS = [[{ parts: ['unit', 'simulation'], workers: 2 }, { parts: ['browser'], quiet: true }], [{ parts: ['flow', 'days'], workers: 3 }]];

const [first, ...rest] = process.argv.slice(2);
const part = first !== undefined && Object.hasOwn(PARTS, first) ? first : undefined;
const files = part === undefined && first !== undefined ? [first, ...rest] : rest;
const filesOf = (name) => files.filter((file) => PARTS[name].some((folder) => file.startsWith(folder)));
const parts = (part === undefined ? Object.keys(PARTS) : [part]).filter((name) => files.length === 0 || filesOf(name).length > 0);
if (parts.length === 0) {
  console.error(`No test there: ${files.join(' ')}. Tests are in ${Object.values(PARTS).flat().join(', ')}.`);
  process.exit(2);
}

/** How it ended; what is quiet is told then. */
function node(args, env = {}, quiet = false) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', env: { ...process.env, ...env } });
  const said = [];
  for (const stream of quiet ? [child.stdout, child.stderr] : []) stream.on('data', (bytes) => { said.push(bytes); });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      done(status);
    });
  });
}

/** Runs parts that go together, or the named files of them; whatever ends without a count, or red without a counted failure, is a failure. */
async function run(names, wanted, workers = 2, quiet = false) {
  const json = `${cache}/${names.join('-')}-totals.json`;
  rmSync(json, { force: true });
  const status = names.includes('browser')
    ? await node(['node_modules/@web/test-runner/dist/bin.js', '--config', 'test/web-test-runner.config.mjs'], wanted.length > 0 ? { TEST_FILES: wanted.join('\n') } : {}, quiet)
    : await node(['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--reporter=dot', '--reporter=json', `--outputFile.json=${json}`, ...(wanted.length > 0 ? wanted : names.flatMap((name) => PARTS[name]))], { WORKERS: String(workers) }, quiet);
  return readTotals(json, root, status);
}

mkdirSync(cache, { recursive: true });
if (parts.some((name) => name !== 'browser') && await node(['server/cli/build-if-stale.mjs']) !== 0) {
  console.error('The build failed; nothing was tested.');
  process.exit(1);
}
const totals = new Map();
for (const turn of TURNS) {
  const goes = turn.map((go) => ({ ...go, parts: go.parts.filter((name) => parts.includes(name)) })).filter((go) => go.parts.length > 0);
  await Promise.all(goes.map(async (go) => { totals.set(go, await run(go.parts, go.parts.flatMap(filesOf), go.workers, go.quiet && goes.length > 1)); }));
}
for (const [go, all] of files.length > 0 ? [] : totals) {
  if (!go.parts.some((name) => AGAIN.includes(name))) continue;
  const red = [...all].filter(([file, { failed }]) => failed > 0 && file.startsWith('test/')).map(([file]) => file);
  if (red.length === 0) continue;
  for (const failure of sumOf(all).failures) console.log(`FAILED AT FIRST ${failure}`);
  for (const [file, again] of await run(go.parts, red, 1)) all.set(file, again);
  for (const file of red) if (all.get(file).failed === 0) console.log(`UNSTEADY ${file} passed only when it ran alone`);
}
const sum = sumOf(new Map([...totals].map(([go, all]) => [go, sumOf(all)])));
for (const failure of sum.failures) console.log(`FAILED ${failure}`);
if (sum.skipped > 0) for (const { engine, debian } of missingEngines()) console.log(`LEFT OUT what runs over ${engine}: there is none on this machine (Debian: apt-get install ${debian})`);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exit(sum.failed > 0 ? 1 : 0);
