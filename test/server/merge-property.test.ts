/** Any two archives merged and made two again are as they were, byte for byte in JSON: sections, own row, files, comments, transactions, keys, people with rights. The thousand are `npm run bench duplicates`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { chance } from '../helpers/duplicate-set.ts';
import { mergeAndUndo } from '../helpers/merge-run.ts';

const ana: Who = { sub: 'ana', name: 'Ana', department: 'sales' };
const MERGES = 60;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
let world: HttpWorld;
beforeAll(async () => { world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 1_000_000, requestsBurst: 1_000_000 }) } }); });
afterAll(() => world.close());

describe('merge and undo', () => {
  it(`restores both archives byte for byte, ${MERGES} merges, seed ${seed}`, async () => {
    const report = await mergeAndUndo(world, ana, { merges: MERGES, luck: chance(seed) });
    expect(report.differing).toEqual([]);
    expect(report.merges).toBe(MERGES);
    // chains among them: a winner that is merged into a third before both are taken back
    expect(report.chains).toBeGreaterThan(0);
    expect(world.errors).toEqual([]);
  });
});
