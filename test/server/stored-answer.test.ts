/** A section that is answered from its snapshot, without a document: whoever comes back with an old copy has what the disk has. */
import { expect, it } from 'vitest';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';

it('ROOM-6: who comes back hears of a delete although no author has written since', async () => {
  const world = syncWorld();
  const [hers, his] = [world.client('ann').open(A, 'profile'), world.client('bob').open(A, 'profile')];
  await world.settle();
  hers.set('customer.name', 'one');
  hers.set('customer.shortName', 'two');
  await world.settle();
  const kept = his.doc; // bob's line breaks here
  world.pairs[1]!.cut();
  hers.doc.getMap('fields').delete('customer.shortName');
  await world.settle();
  const stopped = world.hub.stop(); // writes the snapshot
  await world.settle();
  await stopped;
  expect((await world.log.load(PROFILE))?.tail).toEqual([]);

  const again = syncWorld({ log: world.log.copy() });
  const back = again.client('bob').open(A, 'profile', undefined, kept);
  await again.settle();
  expect(back.synced).toBe(true);
  expect(back.fields()).toEqual({ 'customer.name': 'one' });
});
