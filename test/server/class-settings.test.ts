/** Settings as versions over REST, a transaction that is followed at once, and somebody's word that reaches the digest and ends by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveView, ClassifyRun, SchemesView } from '../../model/api.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const ada: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const DAY = 86_400_000;

const classOf = async (world: HttpWorld, scheme: SchemeKey, who = olga): Promise<ClassResult | undefined> => {
  const { overview } = (await world.call<ArchiveView>(who, 'GET', '/api/archives/ACME')).body;
  return overview.level === 'exists' ? undefined : overview.classes[scheme];
};
async function opened(world: HttpWorld): Promise<HttpWorld> {
  for (const who of [olga, stella, cleo, ada]) await world.call(who, 'GET', '/api/me');
  for (const id of ['cleo', 'stella']) expect((await world.call(ada, 'PUT', `/api/people/${id}`, { clearances: ['aml'] })).status).toBe(200);
  expect((await world.call(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme', department: 'sales' })).status).toBe(201);
  return world;
}
const sell = (world: HttpWorld, amount: string, date = '2026-02-10') => world.call(olga, 'POST', '/api/archives/ACME/transactions', { kind: 'sale', date, amount });

describe('settings', () => {
  let world: HttpWorld;
  beforeAll(async () => { world = await opened(await httpWorld()); });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });
  const schemes = async (who = stella) => (await world.call<SchemesView>(who, 'GET', '/api/classification')).body;
  const scheme = async (key: SchemeKey, who = stella) => (await schemes(who)).items.find((each) => each.key === key);

  it('a PUT makes a new version with its author; the one before stays to be read', async () => {
    await sell(world, '12000.00');
    await world.dossier.settled();
    const before = await classOf(world, 'valueTier');
    expect(before).toMatchObject({ value: 'highValue', rule: { version: 1, setBy: null } });
    const { status, body } = await world.call<ClassifyRun>(stella, 'PUT', '/api/classification/valueTier', { amount: 50_000 });
    expect(status).toBe(200);
    expect(body.counts).toEqual({ lowValue: 1 });
    expect(await scheme('valueTier')).toMatchObject({ version: 2, setBy: { id: 'stella' }, settings: { amount: 50_000, measure: 'net' }, past: [{ version: 1, setBy: null, settings: { amount: 10_000 } }], maySet: true });
    const after = await classOf(world, 'valueTier');
    expect(after).toMatchObject({ value: 'lowValue', rule: { version: 2, setBy: 'Stella' } });
    expect(after?.thresholds.find(({ key }) => key === 'highAmount')?.value).toBe('50000.00');
    // what was found by the version before says so still
    expect(before?.thresholds.find(({ key }) => key === 'highAmount')?.value).toBe('10000.00');
    // results of other schemes keep their version
    expect((await classOf(world, 'maturity'))?.rule.version).toBe(1);
  });

  it('a dry run makes no version and moves nobody', async () => {
    const { body } = await world.call<ClassifyRun>(stella, 'POST', '/api/classify', { scheme: 'valueTier', settings: { amount: 10 }, dryRun: true });
    expect(body).toMatchObject({ counts: { highValue: 1 }, before: { lowValue: 1 }, changed: 1, moved: [{ id: 'ACME', from: 'lowValue', to: 'highValue' }] });
    expect((await scheme('valueTier'))?.version).toBe(2);
    expect((await classOf(world, 'valueTier'))?.value).toBe('lowValue');
  });

  it('out of its limits nothing is set, and the setting is named', async () => {
    const { status, body } = await world.call<{ error: { problems: { field: string }[] } }>(stella, 'PUT', '/api/classification/valueTier', { amount: -1 });
    expect([status, body.error.problems.map(({ field }) => field)]).toEqual([422, ['settings.amount']]);
    expect((await scheme('valueTier'))?.version).toBe(2);
  });

  it('money laundering is set by compliance alone; who is not cleared does not know of it; credit by a steward', async () => {
    expect((await world.call(cleo, 'PUT', '/api/classification/aml', { firstDays: 20 })).status).toBe(200);
    expect(await scheme('aml', cleo)).toMatchObject({ version: 2, setBy: { id: 'cleo' }, maySet: true });
    expect(await scheme('aml', stella)).toMatchObject({ version: 2, maySet: false });
    expect((await world.call(stella, 'PUT', '/api/classification/aml', {})).status).toBe(403);
    for (const who of [ada, olga]) {
      expect(await scheme('aml', who)).toBeUndefined();
      expect((await world.call(who, 'PUT', '/api/classification/aml', {})).status).toBe(404);
      expect((await world.call(who, 'POST', '/api/classify', { scheme: 'aml', dryRun: true })).status).toBe(404);
    }
    expect((await world.call(ada, 'PUT', '/api/classification/grade', {})).status).toBe(404);
    expect((await world.call(olga, 'PUT', '/api/classification/grade', {})).status).toBe(403);
    expect((await world.call(stella, 'PUT', '/api/classification/grade', { known: 40 })).status).toBe(200);
  });
});

describe('a transaction', () => {
  it('changes its customer’s classes within a second, with nobody waiting for the whole population', async () => {
    const world = await opened(await httpWorld());
    await world.dossier.settled();
    expect((await classOf(world, 'maturity'))?.value).toBe('potential');
    expect((await sell(world, '20000.00')).status).toBe(201);
    await expect.poll(async () => [(await classOf(world, 'maturity'))?.value, (await classOf(world, 'valueTier'))?.value, (await classOf(world, 'lifecycle'))?.value], { interval: 20 })
      .toEqual(['new', 'highValue', 'currentEndCustomer']);
    expect(world.errors).toEqual([]);
    await world.close();
  });
});

describe('somebody’s word in place of a class', () => {
  it('reaches the digest beside what was found, and ends by itself', async () => {
    const clock = fakeClock(Date.parse('2026-03-02T09:00:00Z'));
    const world = await opened(await httpWorld({ clock }));
    const { dossier } = world;
    await sell(world, '20.00');
    await dossier.settled();
    expect((await classOf(world, 'valueTier'))?.value).toBe('lowValue');
    expect((await world.call(olga, 'PUT', '/api/archives/ACME/classes/valueTier', { value: 'highValue', reason: 'A contract is signed', until: '2026-03-05' })).status).toBe(200);
    await dossier.settled();
    const [digest] = await dossier.access.digests({ id: 'olga' as never }, ['ACME' as never]);
    expect(digest && digest.level !== 'exists' && digest.classes.valueTier).toMatchObject({ value: 'highValue', override: { computed: 'lowValue', by: 'olga', reason: 'A contract is signed', until: '2026-03-05' } });
    clock.advance(2 * DAY);
    await dossier.settled();
    expect((await classOf(world, 'valueTier'))?.value).toBe('highValue');
    clock.advance(2 * DAY);
    await expect.poll(async () => { await dossier.settled(); return (await classOf(world, 'valueTier'))?.value; }).toBe('lowValue');
    expect((await classOf(world, 'valueTier'))?.override).toBeUndefined();
    expect((await world.call<{ items: { state: string }[] }>(olga, 'GET', '/api/archives/ACME/classes/valueTier')).body.items.map(({ state }) => state)).toEqual(['expired']);
    expect(world.errors).toEqual([]);
    await world.close();
  });
});
