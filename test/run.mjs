/**
 * The one test command. `node test/run.mjs [part] [file …]`; a file runs in its own part. Parts: unit (model, server, older data
 * folders), simulation (properties of the sync core), browser (components), flow (built server and pages), days (working days in a browser); none: all of them. The last line adds up: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}/node_modules/.cache`;
const PARTS = { unit: ['test/model', 'test/server', 'test/upgrade'], simulation: ['test/simulation'], browser: ['test/components'], flow: ['test/flow'], days: ['test/days'] };

const [first, ...rest] = process.argv.slice(2);
const part = first !== undefined && Object.hasOwn(PARTS, first) ? first : undefined;
const files = part === undefined && first !== undefined ? [first, ...rest] : rest;
const filesOf = (name) => files.filter((file) => PARTS[name].some((folder) => file.startsWith(folder)));
const parts = (part === undefined ? Object.keys(PARTS) : [part]).filter((name) => files.length === 0 || filesOf(name).length > 0);
if (parts.length === 0) {
  console.error(`No test there: ${files.join(' ')}. Tests are in ${Object.values(PARTS).flat().join(', ')}.`);
  process.exit(2);
}
const sum = { passed: 0, failed: 0, skipped: 0 };
/** What failed, file and name, for the end: who reads only the last lines must find it there. */
const failures = [];
const add = (more) => { for (const key of Object.keys(sum)) sum[key] += more[key] ?? 0; };

function node(args, env = {}) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status;
}

/** Runs a part; whatever ends without a count, or red without a counted failure, is a failure. */
function counted(file, run) {
  rmSync(file, { force: true });
  const status = run();
  const totals = existsSync(file) ? readTotals(file) : { failed: 1 };
  add(totals);
  failures.push(...totals.failures ?? []);
  if (status === 0 || totals.failures?.length) return;
  failures.push(`${file.slice(root.length)} says no more`);
  if (!totals.failed) sum.failed++;
}

function readTotals(file) {
  const json = JSON.parse(readFileSync(file, 'utf8'));
  if ('passed' in json) return json;
  const broken = json.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
  const failures = json.testResults.flatMap(({ name, message, assertionResults }) => [
    ...assertionResults.filter(({ status }) => status === 'failed').map((test) => told(name, test.fullName, test.failureMessages[0])),
    ...broken.some((result) => result.name === name) ? [told(name, 'could not be run', message)] : [],
  ]);
  return { passed: json.numPassedTests, failed: json.numFailedTests + broken.length, skipped: json.numPendingTests + json.numTodoTests, failures };
}

function told(file, test, message = '') {
  return `${file.replace(root, '')} > ${test}\n    ${message.split('\n')[0]}`;
}

mkdirSync(cache, { recursive: true });
if (parts.some((name) => name !== 'browser') && node(['server/cli/build-if-stale.mjs']) !== 0) {
  console.error('The build failed; nothing was tested.');
  process.exit(1);
}
for (const name of parts) {
  if (name === 'browser') {
    const json = `${cache}/browser-totals.json`;
    counted(json, () => node(['node_modules/@web/test-runner/dist/bin.js', '--config', 'test/web-test-runner.config.mjs'], files.length > 0 ? { TEST_FILES: filesOf(name).join('\n') } : {}));
  } else {
    const json = `${cache}/${name}-totals.json`;
    const wanted = files.length > 0 ? filesOf(name) : PARTS[name];
    counted(json, () => node(['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--reporter=dot', '--reporter=json', `--outputFile.json=${json}`, ...wanted]));
  }
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exit(sum.failed > 0 ? 1 : 0);
