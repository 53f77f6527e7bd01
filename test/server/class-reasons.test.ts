/** Every class of every sample archive opens to reasons from which a second computation finds the same class. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { SCHEMES } from '../../model/classification/schemes.ts';
import type { AlikeTrait, ClassResult, SchemeKey } from '../../model/overview.ts';
import { seedDemo } from '../../server/services/demo-seed.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { distances, placeOf, recompute } from '../helpers/recompute.ts';

const TODAY = '2026-03-02';
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await seedDemo(world.dossier, world.storage, TODAY);
  await world.dossier.services.directory.putPerson({ id: 'reader' as never, name: 'Reader', email: null, department: null, roles: ['steward'], clearances: ['identity', 'bank', 'aml'], reportsTo: null, active: true });
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

/** What is told of a group beside the class: every place and distance, and what would bring the customer into another. */
function likeIn({ alike, value, changes }: ClassResult, of: string): void {
  const { traits, groups } = alike!;
  for (const trait of traits) expect(trait.place, `${of}: ${trait.key}`).toBeCloseTo(placeOf(trait), 3);
  const far = distances(alike!);
  groups.forEach(({ distance }, i) => { expect(distance, of).toBeCloseTo(far[i]!, 3); });
  expect(far, of).toEqual([...far].sort((a, b) => a - b));
  const nearest = (with_: readonly AlikeTrait[]): string => { const [first] = distances({ traits: with_, groups }).map((distance, i) => [distance, groups[i]!.key] as const).sort(([a], [b]) => a - b); return first![1]; };
  for (const { input, at, to } of changes) {
    const option = traits.some(({ key, option: one }) => key === input && one !== undefined);
    const changed = traits.map((trait) => (trait.key !== input ? trait : { ...trait, value: !option ? at : trait.option === at || (input.includes('/') && trait.value === true) }));
    // a sum is told in two digits, beyond the true one
    if (input === 'net') expect(nearest(changed), `${of}: ${input} ${at}`).not.toBe(value);
    else expect(nearest(changed), `${of}: ${input} ${at}`).toBe(to);
    const own = traits.find(({ key }) => key === input)!.value;
    if (option || input === 'net') continue;
    expect(nearest(traits.map((trait) => (trait.key !== input ? trait : { ...trait, value: Number(at) + Math.sign(Number(own) - Number(at)) }))), `${of}: ${input} nearer than ${at}`).toBe(value);
  }
}

/** The value tier by ABC class is a measure of its own. */
it.each(['as shipped', 'by other settings'])('on the samples, scheme by scheme, %s', async (settings) => {
  if (settings !== 'as shipped') {
    const { classifier } = world.dossier.services;
    await classifier.set('valueTier', { measure: 'abc', classes: ['A', 'B'] }, 'reader' as never);
    await classifier.set('grade', { expired: 60, trade: [5_000, 1_000, 500, 100], months: [48, 24, 12, 6] }, 'reader' as never);
  }
  const ids = sampleArchives(TODAY).map(({ id }) => id);
  const digests = (await world.dossier.access.digests({ id: 'reader' as never }, ids)).flatMap((digest) => (digest && digest.level !== 'exists' ? [digest] : []));
  expect(digests).toHaveLength(ids.length);
  const all = (scheme: SchemeKey): readonly ClassResult[] => digests.flatMap(({ classes }) => classes[scheme] ?? []);
  const counts: Record<string, number> = {};
  for (const { id, classes } of digests) for (const result of Object.values(classes)) {
    const { scheme, override, value } = result;
    const found = override ? override.computed : value;
    const again = recompute({ of: result, everybody: all(scheme) });
    expect(again, `no second computation of ${scheme}`).not.toBeUndefined();
    if (scheme === 'similar') likeIn(result, `${scheme} of ${id}`);
    expect(found, `${scheme} of ${id}: ${JSON.stringify({ inputs: result.inputs, thresholds: result.thresholds, window: result.window })}`).toBe(again);
    counts[scheme] = (counts[scheme] ?? 0) + 1;
  }
  console.log(`${digests.length} archives: ${Object.entries(counts).map(([scheme, count]) => `${scheme} ${count}`).join(', ')}`);
  expect(all('similar').flatMap(({ changes }) => changes.map(({ input }) => input))).toEqual(expect.arrayContaining(['net', 'purchases', 'sinceLast', 'contacts']));
  expect(all('similar').some(({ changes }) => changes.some(({ atLabel }) => atLabel !== undefined))).toBe(true);
  for (const { key } of SCHEMES) expect(counts[key] ?? 0, key).toBeGreaterThan(0);
});
