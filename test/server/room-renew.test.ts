/** ROOM-24 (server/sync/SPEC.md): a section from which something is erased is written anew, as the next epoch, while people are in it. */
import { expect, test } from 'vitest';
import type { PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { StorageError } from '../../server/storage/storage.ts';
import type { Values } from '../../server/sync/section-values.ts';
import { opened } from '../helpers/slow-disk.ts';
import { PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';

const NAME = 'customer.name';
const SHORT = 'customer.shortName';
const EVE = 'eve' as PersonId;
const without = (key: string) => (values: Values) => {
  const fields = new Map(values.get('fields') as ReadonlyMap<string, unknown> | undefined);
  fields.delete(key);
  return { values: new Map([...values, ['fields', fields] as const]), keys: [`fields/${key}`], forget: [`fields/${key}`] };
};
async function renew(world: SyncWorld, key = NAME): Promise<{ readonly seq: number; readonly keys: readonly string[] }> {
  const done = world.hub.renew(PROFILE, EVE, without(key));
  await world.settle();
  return done;
}

test('what went is in no byte of the section, the rest is there, numbers go on by one, and services hear of it as of an edit', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'the canary');
  ann.set(SHORT, 'stays');
  await world.settle();
  const before = (await world.log.load(PROFILE))!;
  expect(Buffer.concat(before.tail).toString()).toContain('the canary');
  expect(await renew(world)).toEqual({ seq: before.seq + 1, keys: [`fields/${NAME}`] });
  const after = (await world.log.load(PROFILE))!;
  expect(after).toMatchObject({ epoch: before.epoch + 1, seq: before.seq + 1, tail: [] });
  expect(Buffer.from(after.snapshot!).toString()).not.toContain('canary');
  expect(Buffer.from(after.snapshot!).toString()).toContain('stays');
  expect(world.accepted.at(-1)).toMatchObject({ person: EVE, seq: after.seq, keys: [`fields/${NAME}`] });
});

test('whoever has the section open is closed with 4301, comes back to what is left, and goes on there', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'the canary');
  await world.settle();
  await renew(world);
  expect(ann.closed?.code).toBe(CLOSE.epoch);
  const again = await opened(world, 'ann', 88);
  expect(again.doc.getMap('fields').get(NAME)).toBeUndefined();
  again.set(SHORT, 'goes on');
  await world.settle();
  expect(again.acked).toBe(again.sent);
});

test('an edit that is on its way to the disk is there before; two renewals follow one another', async () => {
  let written: () => void = () => undefined;
  const disk = new Promise<void>((done) => { written = done; });
  const world = syncWorld({ logOptions: { before: (call) => (call === 'commit' ? disk : undefined) } });
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'the canary');
  ann.set(SHORT, 'another');
  await world.settle();
  const both = [world.hub.renew(PROFILE, EVE, without(NAME)), world.hub.renew(PROFILE, EVE, without(SHORT))];
  await world.settle();
  expect((await world.log.load(PROFILE))?.seq ?? 0, 'it waits for the disk').toBe(0);
  written();
  await world.settle();
  await Promise.all(both);
  expect(Buffer.from((await world.log.load(PROFILE))!.snapshot!).toString()).not.toContain('canary');
});

test('what cannot be written is told to who asked, and the section is as it was; nothing was ever written: nothing to do', async () => {
  let full = true;
  const world = syncWorld({ logOptions: { before: (call) => { if (full && call === 'rewrite') throw new StorageError('full', 'no room'); } } });
  expect(await renew(world)).toEqual({ seq: 0, keys: [] });
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'the canary');
  await world.settle();
  const failed = expect(world.hub.renew(PROFILE, EVE, without(NAME))).rejects.toMatchObject({ code: 'full' });
  await world.settle();
  await failed;
  full = false;
  expect((await renew(world)).keys).toEqual([`fields/${NAME}`]);
});
