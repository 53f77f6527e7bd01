/** Transactions, classes and overviews as they follow each other: what a sale changes, and who hears of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView, ClassifyRun, Overviews, Transaction, TransactionPage } from '../../model/api.ts';
import type { ClassResult, Digest } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const li = { sub: 'li', name: 'Li Wei', roles: ['staff'], department: 'sales' };
const rui = { sub: 'rui', name: 'Rui', roles: ['staff'] };
const steward = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const manager = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const [id, name] of [['BIG', 'Big'], ['MID', 'Middle'], ['SMALL', 'Small'], ['NONE', 'Without']]) expect((await world.call(li, 'POST', '/api/archives', { id, kind: 'organisation', name })).status).toBe(201);
  await world.call(rui, 'GET', '/api/me');
  await world.call(li, 'POST', '/api/grants', { archive: 'BIG', to: { kind: 'person', id: 'rui' }, level: 'write', reason: 'helps' });
});
afterAll(async () => { await world.close(); });

const sale = (amount: string, date = '2026-02-10', more: object = {}) => ({ kind: 'sale', date, amount, ...more });
const post = (id: string, body: unknown, who = li) => world.call<{ items: Transaction[] } & ApiErrorBody>(who, 'POST', `/api/archives/${id}/transactions`, body);
const classOf = async (id: string, scheme: 'abc' | 'rfm' | 'lifecycle' = 'abc', who = li): Promise<ClassResult | undefined> => {
  const { overview } = (await world.call<ArchiveView>(who, 'GET', `/api/archives/${id}`)).body;
  return overview.level === 'exists' ? undefined : overview.classes[scheme];
};

describe('a transaction', () => {
  it('is stored as it was said, in the workspace\'s currency', async () => {
    const { status, body } = await post('BIG', sale('800.00', '2026-02-10', { lines: [{ item: 'Chai', quantity: '12.5', price: '64' }], dueAt: '2026-03-12' }));
    expect(status).toBe(201);
    expect(body.items[0]).toMatchObject({ amount: '800.00', currency: 'EUR', source: 'dossier', dueAt: '2026-03-12' });
    const page = (await world.call<TransactionPage>(li, 'GET', '/api/archives/BIG/transactions')).body;
    expect(page).toMatchObject({ items: [{ id: body.items[0]?.id, amount: '800.00', lines: [{ item: 'Chai', quantity: '12.5', price: '64' }] }], next: null, years: [2026] });
  });

  it('comes twice under one external id and counts once', async () => {
    expect((await post('MID', { items: [sale('150', '2026-02-11', { source: 'erp', externalId: '7' }), sale('10', '2025-12-30', { source: 'erp', externalId: '8' })] })).status).toBe(201);
    expect((await post('MID', sale('160', '2026-02-11', { source: 'erp', externalId: '7' }))).status).toBe(201);
    const page = (await world.call<TransactionPage>(li, 'GET', '/api/archives/MID/transactions')).body;
    expect(page.items.map(({ amount }) => amount)).toEqual(['160.00', '10.00']);
    expect(page.years).toEqual([2026, 2025]);
  });

  it('is not taken from another archive', async () => {
    const { status, body } = await post('SMALL', { items: [sale('1', '2026-02-01'), sale('1', '2026-02-11', { source: 'erp', externalId: '7' })] });
    expect([status, body.error.field]).toEqual([409, 'externalId']);
    expect((await world.call<TransactionPage>(li, 'GET', '/api/archives/SMALL/transactions')).body.items).toEqual([]);
    expect((await world.call<TransactionPage>(li, 'GET', '/api/archives/MID/transactions')).body.items).toHaveLength(2);
  });

  it('is refused with every problem', async () => {
    const { status, body } = await post('BIG', { items: [sale('1e400'), sale('1.005'), sale('5', '2026-02-30'), sale('5', '2026-02-01', { currency: 'euro' }), sale('5', '2026-02-01', { source: 'erp' }), sale('5', '2026-02-01', { lines: [{ item: 'x', quantity: 'NaN', price: '-0' }] })] });
    expect(status).toBe(422);
    expect(body.error.problems?.map(({ field }) => field)).toEqual(['items.0.amount', 'items.1.amount', 'items.2.date', 'items.3.currency', 'items.4.externalId', 'items.5.lines.0.quantity']);
  });

  it('has a cost for who reads the terms only', async () => {
    expect((await post('BIG', sale('50', '2026-02-12', { source: 'erp', externalId: 'c', cost: '30.00' }))).status).toBe(201);
    const costs = async (who: typeof li): Promise<unknown[]> => (await world.call<TransactionPage>(who, 'GET', '/api/archives/BIG/transactions')).body.items.filter((each) => each.externalId === 'c').map((each) => each.cost);
    expect(await costs(li)).toEqual(['30.00']);
    expect(await costs(rui as typeof li)).toEqual([undefined]);
    expect((await post('BIG', sale('50', '2026-02-12', { cost: '1' }), rui as typeof li)).status).toBe(403);
    expect((await post('BIG', sale('55', '2026-02-12', { source: 'erp', externalId: 'c' }), rui as typeof li)).status).toBe(201);
    expect(await costs(li)).toEqual(['30.00']);
  });
});

describe('the classes', () => {
  it('follow by themselves, with rule, window and reference date', async () => {
    await post('SMALL', sale('20.00'));
    await world.dossier.settled();
    expect((await classOf('BIG'))?.value).toBe('A');
    expect(await classOf('MID')).toMatchObject({ value: 'B', rule: { id: 'C-01', version: 1 }, window: { to: '2026-02-12', months: 12 } });
    expect((await classOf('NONE'))?.value).toBeNull();
    expect((await classOf('BIG', 'rfm'))?.mark).toMatch(/^\d·\d·\d$/);
    expect((await classOf('BIG', 'lifecycle'))?.rule.id).toBe('C-03');
  });

  it('may be tried without being stored', async () => {
    const { status, body } = await world.call<ClassifyRun>(manager, 'POST', '/api/classify', { scheme: 'abc', window: 1, referenceDate: '2025-12-31', dryRun: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ dryRun: true, referenceDate: '2025-12-31', counts: { A: 1, '-': 3 } });
    expect(body.results?.map(({ id }) => id).sort()).toEqual(['BIG', 'MID', 'NONE', 'SMALL']);
    expect((await classOf('MID'))?.value).toBe('B');
  });

  it('are set by the steward, and say by whom', async () => {
    expect((await world.call(li, 'POST', '/api/classify', { scheme: 'abc', window: 'all' })).status).toBe(403);
    expect((await world.call(li, 'POST', '/api/classify', { scheme: 'abc', dryRun: true })).status).toBe(403);
    expect((await world.call(manager, 'POST', '/api/classify', { scheme: 'abc', window: 'all' })).status).toBe(403);
    const { status, body } = await world.call<ClassifyRun>(steward, 'POST', '/api/classify', { scheme: 'abc', window: 'all' });
    expect([status, body.counts['-']]).toEqual([200, 1]);
    expect(await classOf('MID')).toMatchObject({ window: { months: 'all' }, rule: { version: 2, setBy: 'Stu' } });
  });

  it('keep the window that was set when more is sold', async () => {
    await post('NONE', sale('5.00'));
    await world.dossier.settled();
    expect(await classOf('NONE')).toMatchObject({ value: 'C', window: { months: 'all' }, rule: { version: 2 } });
  });

  it.each([{ scheme: 'xyz' }, { scheme: 'abc', window: 0 }, { scheme: 'abc', window: 'ever' }, { scheme: 'abc', referenceDate: '2026-02-30' }])('refuse %j', async (wish) => {
    expect((await world.call(steward, 'POST', '/api/classify', wish)).status).toBe(422);
  });
});

describe('overviews', () => {
  it('come in the order asked, by id or key, null for the rest', async () => {
    await world.call(li, 'PATCH', '/api/archives/BIG', { keys: ['erp:a,b/1'] });
    const { body } = await world.call<Overviews>(li, 'GET', `/api/overviews?ids=SMALL,${encodeURIComponent('erp:a,b/1')},NOBODY`);
    expect(body.digests.map(({ ref, digest }) => [ref, digest?.id])).toEqual([['SMALL', 'SMALL'], ['erp:a,b/1', 'BIG'], ['NOBODY', undefined]]);
    expect((await world.call<Overviews>(li, 'GET', '/api/overviews?ids=SMALL%2CMID')).body.digests).toHaveLength(2);
    expect((await world.call(li, 'GET', '/api/overviews?ids=')).status).toBe(422);
    expect((await world.call(li, 'GET', '/api/overviews?ids=%E0%A4%A')).status).toBe(422);
  });
});

/** Reads events until one fits; the stream must send it, the test only waits. */
async function events(who: typeof li, path: string) {
  const response = await world.dossier.app.request(path, { headers: { authorization: `Bearer ${await world.token(who)}`, accept: 'text/event-stream' } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next(): Promise<{ event: string; data: unknown } | null> {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data !== undefined) return { event: /^event: (.*)$/m.exec(block)?.[1] ?? '', data: JSON.parse(data) as unknown };
          continue;
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}
type News = { readonly digests: readonly { readonly ref: string; readonly digest: Digest | null }[] };

describe('an event stream', () => {
  it('begins with what is and goes on with what changes', async () => {
    const stream = await events(li, '/api/overviews?ids=BIG,MID');
    expect((((await stream.next())?.data) as News).digests.map(({ ref }) => ref)).toEqual(['BIG', 'MID']);
    await world.call(li, 'PATCH', '/api/archives/MID/sections/profile', { fields: { 'customer.name': 'Middle renamed' } });
    const news = (await stream.next())?.data as News;
    expect(news.digests.map(({ ref, digest }) => [ref, digest?.name])).toEqual([['MID', 'Middle renamed']]);
    await stream.close();
  });

  it('tells of a right that ended as of an archive that is gone', async () => {
    const stream = await events(rui as typeof li, '/api/overviews?ids=BIG');
    expect(((await stream.next())?.data as News).digests[0]?.digest?.id).toBe('BIG');
    const owners = await world.call(li, 'GET', '/api/archives/BIG');
    expect(owners.status).toBe(200);
    const grant = await world.storage.directory.grants('BIG' as never);
    await world.call(li, 'DELETE', `/api/grants/${grant[0]?.id}`);
    expect((await stream.next())?.data).toEqual({ digests: [{ ref: 'BIG', digest: null }] });
    await stream.close();
  });

  it('ends with the person', async () => {
    const leo = { sub: 'leo', name: 'Leo', roles: ['steward'], department: 'x' };
    const stream = await events(leo, '/api/overviews?ids=MID');
    expect(await stream.next()).not.toBeNull();
    expect((await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/leo', { active: false })).status).toBe(200);
    await world.call(li, 'PATCH', '/api/archives/MID/sections/profile', { fields: { 'customer.name': 'Not for Leo' } });
    expect(await stream.next()).toBeNull();
  });
});

it('logged nothing as the server\'s own error', () => {
  expect(world.errors).toEqual([]);
});
