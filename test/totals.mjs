/** What a part of the tests reported, file by file: `{ passed, failed, skipped, failures }`. Running them is left to `run.mjs`. */
import { existsSync, readFileSync } from 'node:fs';

const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** `json`: vitest's report or that of `web-test-runner.config.mjs`; a part that left none, or ended red without a failure, has failed itself. */
export function readTotals(json, root, status) {
  const files = existsSync(json) ? filesOf(JSON.parse(readFileSync(json, 'utf8')), root) : new Map();
  if (status !== 0 && sumOf(files).failed === 0) files.set(json.slice(root.length), { ...NOTHING, failed: 1, failures: [`${json.slice(root.length)} says no more`] });
  return files;
}

export function sumOf(files) {
  const all = [...files.values()];
  const sum = (key) => all.reduce((total, file) => total + file[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures: all.flatMap(({ failures }) => failures) };
}

function filesOf(report, root) {
  if ('files' in report) return new Map(Object.entries(report.files));
  return new Map(report.testResults.map(({ name, status, message, assertionResults }) => {
    const file = name.replace(root, '');
    const counted = (...states) => assertionResults.filter((test) => states.includes(test.status)).length;
    const red = assertionResults.filter((test) => test.status === 'failed').map((test) => told(file, test.fullName, test.failureMessages[0]));
    // a file that could not be run, or whose last hook failed, names no test
    if (status === 'failed' && red.length === 0) red.push(told(file, 'could not be run', message));
    return [file, { passed: counted('passed'), failed: red.length, skipped: counted('pending', 'skipped', 'todo'), failures: red }];
  }));
}

export function told(file, test, message = '') {
  return `${file} > ${test}\n    ${message.split('\n')[0]}`;
}
