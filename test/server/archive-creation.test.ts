/** An archive is created whole or not at all, as the person who creates it sees it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ArchivePage } from '../../model/api.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const wish = { id: 'ACME', keys: ['erp:1'], kind: 'organisation', name: 'Acme', code: 'C-1' };
let world: HttpWorld;
beforeEach(async () => { world = await httpWorld(); });
afterEach(async () => { await world.close(); });

it('is not there when its name could not be written, and can be created again', async () => {
  vi.spyOn(world.storage.log, 'commit').mockRejectedValueOnce(new StorageError('full', 'no room'));
  expect((await world.call(olga, 'POST', '/api/archives', wish)).status).toBe(507);
  expect((await world.call(olga, 'GET', '/api/archives/ACME')).status).toBe(404);
  expect((await world.call(olga, 'GET', '/api/archives/erp:1')).status).toBe(404);
  expect((await world.call(olga, 'POST', '/api/archives', wish)).status).toBe(201);
});

it('is not there after a start when the server ended between its row and its name', async () => {
  const row = { ...wish, packs: [], keeper: null, owner: 'olga', coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: '2026-03-02T09:00:00.000Z', reviewedAt: null };
  await world.call(olga, 'POST', '/api/archives', { id: 'WHOLE', kind: 'organisation', name: 'Whole' });
  await world.storage.archives.create(row as never, 'olga' as never);
  await world.dossier.start();
  await world.dossier.settled();
  expect((await world.call<ArchivePage>(olga, 'GET', '/api/archives')).body.items.map(({ id }) => id)).toEqual(['WHOLE']);
  expect((await world.call(olga, 'POST', '/api/archives', wish)).status).toBe(201);
});
