/** Browser tests of the components in one real Chromium; counts what passed so that `run.mjs` can add it up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeArgs, findChrome } from './helpers/find-chrome.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function count(suite, sum) {
  for (const test of suite.tests) sum[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) count(inner, sum);
}

/** A file that cannot be imported reports no test at all: it counts as a failure. */
const totals = {
  onTestRunFinished({ sessions }) {
    const sum = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      if (session.errors.length > 0 || !session.testResults) sum.failed++;
      if (session.testResults) count(session.testResults, sum);
    }
    mkdirSync(`${root}/node_modules/.cache`, { recursive: true });
    writeFileSync(`${root}/node_modules/.cache/browser-totals.json`, JSON.stringify(sum));
  },
};

export default {
  rootDir: root,
  files: process.env.TEST_FILES ? process.env.TEST_FILES.split('\n') : ['test/components/**/*.test.ts'],
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}/tsconfig.json` })],
  reporters: [defaultReporter({ reportTestProgress: false }), totals],
  browsers: [chromeLauncher({ concurrency: 1, launchOptions: { executablePath: await findChrome(), args: chromeArgs } })],
  testFramework: { config: { timeout: 10_000 } },
};
