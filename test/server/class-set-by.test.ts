/** Who set the limits of a class stands in its reasons by name, as everywhere a person stands. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { ClassResult } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const stella = { sub: 'p-7f3a', name: 'Stella Marsh', roles: ['steward', 'admin'] };
const owner = { sub: 'olga', name: 'Olga', roles: ['staff'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [stella, owner]) await world.call(who, 'GET', '/api/me');
  await world.dossier.services.archives.bring('olga' as PersonId, { id: 'C1' as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: null, fields: { 'customer.name': 'Customer' } });
  await world.dossier.services.transactions.bring([{ id: 't1', archive: 'C1' as ArchiveId, kind: 'sale', date: '2026-02-20', amount: '100.00', currency: 'EUR', lines: [], source: 'test', externalId: '1' }]);
  await world.dossier.settled();
}, 240_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

it('in the reasons that a reader is given; nobody where the limits are as shipped', async () => {
  const classes = async (): Promise<Readonly<Record<string, ClassResult>>> => ((await world.dossier.access.digests({ id: 'olga' as PersonId }, ['C1' as ArchiveId]))[0] as unknown as { classes: Readonly<Record<string, ClassResult>> }).classes;
  expect((await classes())['abc']?.rule.setBy).toBeNull();
  expect((await world.call(stella, 'PUT', '/api/classification/abc', { a: 70 })).status).toBe(200);
  await world.dossier.settled();
  expect((await classes())['abc']?.rule).toMatchObject({ setBy: 'Stella Marsh' });
});
