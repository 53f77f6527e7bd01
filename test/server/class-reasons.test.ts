/** Every class of every sample archive opens to reasons from which a second computation finds the same class. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { SCHEMES } from '../../model/classification/schemes.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import { seedDemo } from '../../server/services/demo-seed.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { recompute } from '../helpers/recompute.ts';

const TODAY = '2026-03-02';
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await seedDemo(world.dossier, world.storage, TODAY);
  await world.dossier.services.directory.putPerson({ id: 'reader' as never, name: 'Reader', email: null, department: null, roles: ['steward'], clearances: ['identity', 'bank', 'aml'], reportsTo: null, active: true });
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

/** The value tier by ABC class is a measure of its own. */
it.each(['as shipped', 'by other settings'])('on the samples, scheme by scheme, %s', async (settings) => {
  if (settings !== 'as shipped') {
    const { classifier } = world.dossier.services;
    await classifier.set('valueTier', { measure: 'abc', classes: ['A', 'B'] }, 'reader' as never);
    await classifier.set('grade', { expired: 60, trade: [5_000, 1_000, 500, 100], months: [48, 24, 12, 6] }, 'reader' as never);
  }
  const ids = sampleArchives(TODAY).map(({ id }) => id);
  const digests = (await world.dossier.access.digests('reader' as never, ids)).flatMap((digest) => (digest && digest.level !== 'exists' ? [digest] : []));
  expect(digests).toHaveLength(ids.length);
  const all = (scheme: SchemeKey): readonly ClassResult[] => digests.flatMap(({ classes }) => classes[scheme] ?? []);
  const counts: Record<string, number> = {};
  for (const { id, classes } of digests) for (const result of Object.values(classes)) {
    const { scheme, override, value } = result;
    // a group is what its customers have in common: an analysis makes it, and nobody's own inputs do
    if (scheme === 'similar') continue;
    const found = override ? override.computed : value;
    const again = recompute({ of: result, everybody: all(scheme) });
    expect(again, `no second computation of ${scheme}`).not.toBeUndefined();
    expect(found, `${scheme} of ${id}: ${JSON.stringify({ inputs: result.inputs, thresholds: result.thresholds, window: result.window })}`).toBe(again);
    counts[scheme] = (counts[scheme] ?? 0) + 1;
  }
  console.log(`${digests.length} archives: ${Object.entries(counts).map(([scheme, count]) => `${scheme} ${count}`).join(', ')}`);
  for (const { key } of SCHEMES) if (key !== 'similar') expect(counts[key] ?? 0, key).toBeGreaterThan(0);
});
