/** A word about a class ends with its last day where the workspace is: west and east of where the clocks of servers are set, in what is stored, in the reasons and in the register. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { OverridesView } from '../../model/overrides/api.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { dayOf } from '../../server/services/ageing.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const ACME = 'ACME' as ArchiveId;
const DAY = 86_400_000;
const at = (scheme: string): string => `/api/archives/ACME/classes/${scheme}`;

/** It is nine in the morning of 2 March in UTC. */
describe.each([['Etc/GMT+12', '2026-03-01'], ['Pacific/Kiritimati', '2026-03-02']])('in %s', (zone, today) => {
  let world: HttpWorld;
  beforeAll(async () => {
    world = await httpWorld({ env: { DOSSIER_TIMEZONE: zone } });
    for (const id of ['ACME', 'OTHER']) expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: id, department: 'sales' })).status).toBe(201);
    await world.dossier.settled();
  });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  const put = async (scheme: string, value: string): Promise<void> => {
    const { body } = await world.call<OverridesView>(olga, 'GET', at(scheme));
    expect((await world.call(olga, 'PUT', at(scheme), { value, reason: 'A new contract', until: body.today })).status).toBe(200);
    await world.dossier.settled();
  };
  /** As it is stored, as it is explained, whom the register finds by it and whom it puts first. */
  const seen = async (scheme: 'size' | 'abc', value: string) => {
    const face = (await world.storage.facts.faces([ACME])).get(ACME)?.[scheme];
    const [digest] = await world.dossier.access.digests({ id: 'olga' as PersonId }, [ACME]);
    const explained = digest && digest.level !== 'exists' ? digest.classes[scheme] : undefined;
    const ask = async (query: object): Promise<readonly string[]> => {
      const { status, body } = await world.call<RegisterPage>(olga, 'POST', '/api/archives/query', { limit: 10, ...query });
      expect(status, JSON.stringify(body)).toBe(200);
      return body.items.map(({ id }) => id);
    };
    const key = `class.${scheme}`;
    return {
      stored: face?.value, word: face?.overridden === true, explained: explained?.value, told: explained?.override !== undefined,
      found: await ask({ where: [{ key, op: 'eq', values: [value] }] }), sorted: [...new Set(await Promise.all([false, true].map(async (descending) => (await ask({ sort: [{ key, descending }] }))[0])))].length,
    };
  };

  it.each([['size', 'big'], ['abc', 'A']] as const)('the class %s is the word on its last day everywhere, and the computed one on the next', async (scheme, value) => {
    expect((await world.call<OverridesView>(olga, 'GET', at(scheme))).body.today).toBe(dayOf(world.now(), zone));
    await put(scheme, value);
    expect(await seen(scheme, value)).toEqual({ stored: value, word: true, explained: value, told: true, found: ['ACME'], sorted: 2 });
    // the day is over, before what ended is taken out and after
    world.pass(DAY);
    world.dossier.services.classifier.changed();
    for (const step of [() => Promise.resolve(), () => world.dossier.services.overrides.expire()]) {
      await step();
      await world.dossier.settled();
      expect(await seen(scheme, value)).toMatchObject({ word: false, told: false, found: [] });
    }
  }, 60_000);

  it('began on the other day of the two', () => expect(dayOf(world.now() - 2 * DAY, zone)).toBe(today));
});
