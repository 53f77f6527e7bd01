/** P2 in a sample: three guards taken away, each noticed; all of them, and from other seeds, by `node test/simulation/mutants.mjs` and the soak. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// one seed for every run of the checks: the same sources get the same answer
const SEED = process.env['SEED'] ?? '1';

test('P2: the simulation notices when a guard is taken away', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'mutants.mjs'), '--sample', '3', '--seed', SEED], { encoding: 'utf8' });
  const faults = stdout.split('\n').filter((line) => line.startsWith('WRONG'));
  expect(faults, 'the mutants aside: with every guard in place something was wrong, a fault of the server or of the simulation').toEqual([]);
  expect(status, `${stdout}${stderr}`).toBe(0);
}, 300_000);
