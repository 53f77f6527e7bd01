/** Browser tests of the components in one real Chromium; counts what passed so that `run.mjs` can add it up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeArgs, findChrome } from './helpers/find-chrome.mjs';
import { told } from './totals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function count(suite, sum, file) {
  for (const test of suite.tests) {
    const state = test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';
    sum[state]++;
    if (state === 'failed') sum.failures.push(told(file, test.name, test.error?.message));
  }
  for (const inner of suite.suites) count(inner, sum, file);
}

/** A file that cannot be imported reports no test at all: it counts as a failure. */
const totals = {
  onTestRunFinished({ sessions }) {
    const files = {};
    for (const session of sessions) {
      const file = session.testFile?.replace(root, '') ?? session.id;
      const sum = files[file] = { passed: 0, failed: 0, skipped: 0, failures: [] };
      if (session.errors.length > 0 || !session.testResults) {
        sum.failed++;
        sum.failures.push(told(file, 'could not be run', session.errors[0]?.message));
      }
      if (session.testResults) count(session.testResults, sum, file);
    }
    mkdirSync(`${root}/node_modules/.cache`, { recursive: true });
    writeFileSync(`${root}/node_modules/.cache/browser-totals.json`, JSON.stringify({ files }));
  },
};

export default {
  rootDir: root,
  files: process.env.TEST_FILES ? process.env.TEST_FILES.split('\n') : ['test/components/**/*.test.ts'],
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}/tsconfig.json` })],
  reporters: [defaultReporter({ reportTestProgress: false }), totals],
  browsers: [chromeLauncher({ concurrency: 1, launchOptions: { executablePath: await findChrome(), args: chromeArgs } })],
  // as in vitest.config.ts: what is waited for comes when it comes
  testFramework: { config: { timeout: 120_000 } },
  testsFinishTimeout: 900_000,
  testsStartTimeout: 120_000,
  browserStartTimeout: 120_000,
};
