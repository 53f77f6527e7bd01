/** Tests that run in Node: model, server, flows over the built server, working days. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take long, the longest first: what is begun last must be short, or the other workers stand idle beside it. Where a run has been timed before, vitest knows it itself. */
const LONG = [
  'behind-nginx-bare', 'compliance-officer', 'doctor', 'from-nothing', 'pseudo-language', 'pseudo-pages', 'upgrade-way-back', 'own-pages', 'proxy', 'import-assistant', 'badges', 'identity', 'floor', 'import-resume', 'package', 'import-killed', 'merge-kill', 'left-open', 'analysis',
  'steward', 'sales-manager', 'mutants',
  'cleaning-dirty', 'sign-in', 'published-sets', 'merge-property', 'p1-doors-rights', 'http-revocation', 'handover', 'p1-classes', 'cli', 'analysis-northwind', 'storage-upgrade', 'access-requests', 'storage-backup', 'reminders-flood',
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => [...LONG, ''].findIndex((name) => name === '' || moduleId.endsWith(`/${name}.test.ts`));
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      // what is pure needs no process of its own for each file
      { extends: true, test: { name: 'model', include: ['test/model/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'server', include: ['test/{server,upgrade,simulation,flow,days}/**/*.test.ts'], globalSetup: ['test/helpers/built-threads.ts'] } },
    ],
    pool: 'forks',
    maxWorkers: Number(process.env['WORKERS'] ?? 2),
    sequence: { sequencer: LongestFirst },
    // how long a test waits says nothing about the program: a machine may be slow, and another test runs beside it. What is too slow is measured (`npm run bench`)
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    passWithNoTests: true,
  },
});
