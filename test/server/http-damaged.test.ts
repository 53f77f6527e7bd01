/** A section whose bytes on disk are damaged, over REST (server/sync/SPEC.md, ROOM-19): clearly refused, and the rest of the archive works. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StorageError } from '../../server/storage/storage.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const STEW = { sub: 'stew', roles: ['steward'] };

let world: HttpWorld;
beforeEach(async () => { world = await httpWorld(); });
afterEach(() => world.close());

test('ROOM-19: reading and writing a damaged section is 503 `damaged`; other sections go on, and it is reported once', async () => {
  const { body: { id } } = await world.call<{ id: string }>(STEW, 'POST', '/api/archives', { kind: 'organisation', name: 'Alfreds' });
  const log = world.storage.log as { load: typeof world.storage.log.load };
  const { load } = log;
  log.load = (doc) => (doc === `${id}/terms` ? Promise.reject(new StorageError('broken', 'checksum')) : load(doc));
  for (let i = 0; i < 2; i++) {
    const read = await world.call(STEW, 'GET', `/api/archives/${id}/sections/terms`);
    expect([read.status, read.body]).toEqual([503, { error: { code: 'damaged', message: expect.stringContaining('backup') } }]);
    expect((await world.call(STEW, 'PATCH', `/api/archives/${id}/sections/terms`, { fields: {} })).status).toBe(503);
  }
  expect((await world.call(STEW, 'GET', `/api/archives/${id}/sections/profile`)).status).toBe(200);
  expect((await world.call(STEW, 'GET', `/api/archives/${id}`)).status).toBe(200);
  expect(world.errors.filter((line) => line.includes('checksum')).length).toBe(1);
});
