/** The ledger over REST: what is to be paid and overdue, filters and sums, corrections that keep what was, and the rights on trade, stays and terms. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, Transaction, TransactionDetail, TransactionPage, TransactionView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const li: Who = { sub: 'li', name: 'Li Wei', roles: ['staff'], department: 'sales' };
const rui: Who = { sub: 'rui', name: 'Rui', roles: ['staff'] };
const stayer: Who = { sub: 'stella', name: 'Stella', roles: ['staff'] };
const reader: Who = { sub: 'rita', name: 'Rita', roles: ['staff'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld(); // it is 2 March 2026
  for (const who of [li, rui, stayer, reader, stranger]) await world.call(who, 'GET', '/api/me');
  for (const id of ['ACME', 'TERMS', 'MANY', 'FIX']) expect((await world.call(li, 'POST', '/api/archives', { id, kind: 'organisation', name: id })).status).toBe(201);
  for (const archive of ['ACME', 'TERMS', 'FIX']) {
    await grant(archive, 'rui', 'write', null);
    await grant(archive, 'stella', 'write', ['stays']);
    await grant(archive, 'rita', 'read', null);
  }
});
afterAll(async () => { await world.close(); });

const grant = async (archive: string, id: string, level: string, sections: string[] | null): Promise<void> => {
  expect((await world.call(li, 'POST', '/api/grants', { archive, to: { kind: 'person', id }, level, sections, reason: 'helps' })).status).toBe(201);
};
const post = (id: string, body: unknown, who = li) => world.call<{ items: Transaction[] } & ApiErrorBody>(who, 'POST', `/api/archives/${id}/transactions`, body);
const list = (id: string, query = '', who = li) => world.call<TransactionPage & ApiErrorBody>(who, 'GET', `/api/archives/${id}/transactions${query}`);
const one = (id: string, row: string, who = li) => world.call<TransactionDetail & ApiErrorBody>(who, 'GET', `/api/archives/${id}/transactions/${row}`);
const refs = (items: readonly TransactionView[]): (string | null | undefined)[] => items.map(({ orderRef }) => orderRef);

describe('what is to be paid', () => {
  beforeAll(async () => {
    expect((await post('ACME', { items: [
      { kind: 'sale', date: '2026-01-05', amount: '1000.00', orderRef: 'A1', dueAt: '2026-02-01', lines: [{ item: 'Étagère', quantity: '2', price: '500' }] },
      { kind: 'shipment', date: '2026-01-07', amount: '0', orderRef: 'A1', tracking: 'TR-77', lines: [{ item: 'Étagère', quantity: '2', price: '0' }] },
      { kind: 'collection', date: '2026-01-20', amount: '400.00', orderRef: 'A1' },
      { kind: 'sale', date: '2026-02-10', amount: '250.00', orderRef: 'A2', dueAt: '2026-03-12', cost: '100.00' },
      { kind: 'sale', date: '2026-02-11', amount: '80.00', orderRef: 'A3', dueAt: '2026-02-20' },
      { kind: 'return', date: '2026-02-15', amount: '80.00', orderRef: 'A3' },
      { kind: 'sale', date: '2026-02-16', amount: '33.00', currency: 'USD', orderRef: 'A1', dueAt: '2026-02-17' },
      { kind: 'sale', date: '2026-02-17', amount: '20.00' },
    ] })).status).toBe(201);
  });

  it('is said of each sale, in its currency, and of the customer as a whole', async () => {
    const { items, account, totals } = (await list('ACME')).body;
    const of = (ref: string, currency = 'EUR') => items.find((each) => each.kind === 'sale' && each.orderRef === ref && each.currency === currency)?.receivable;
    expect([of('A1'), of('A2'), of('A3'), of('A1', 'USD')]).toEqual([
      { open: '600.00', due: '2026-02-01', days: 29 }, { open: '250.00', due: '2026-03-12', days: 0 }, { open: '0.00', due: '2026-02-20', days: 0 }, { open: '33.00', due: '2026-02-17', days: 13 },
    ]);
    expect(items.find(({ amount }) => amount === '20.00')?.receivable).toBeUndefined();
    expect(account).toEqual([{ currency: 'EUR', open: '850.00', overdue: '600.00', oldestDays: 29, sales: 2 }, { currency: 'USD', open: '33.00', overdue: '33.00', oldestDays: 13, sales: 1 }]);
    expect(totals).toEqual([
      { currency: 'EUR', count: 7, sum: '1270.00', purchases: '1350.00', returns: '80.00', collected: '400.00', cost: '100.00', profit: '150.00' },
      { currency: 'USD', count: 1, sum: '33.00', purchases: '33.00', returns: '0.00', collected: '0.00' },
    ]);
  });

  it('can be asked for alone, and what is overdue', async () => {
    expect(refs((await list('ACME', '?open=true')).body.items)).toEqual(['A1', 'A2', 'A1']);
    const { items, totals } = (await list('ACME', '?open=overdue&from=2026-01-01&to=2026-01-31')).body;
    expect([refs(items), totals?.[0]?.sum]).toEqual([['A1'], '1000.00']);
  });

  it('follows from the payment terms, for who may read them', async () => {
    expect((await post('TERMS', { items: [{ kind: 'sale', date: '2026-01-05', amount: '10', orderRef: 'T1' }, { kind: 'sale', date: '2026-02-20', amount: '20', orderRef: 'T2', invoicedAt: '2026-02-25' }] })).status).toBe(201);
    const terms = async (method: string | null): Promise<unknown[]> => {
      expect((await world.call(li, 'PATCH', '/api/archives/TERMS/sections/terms', { fields: { 'crm.settlementMethod': method } })).status).toBe(200);
      return (await list('TERMS')).body.items.map(({ receivable }) => receivable?.due);
    };
    expect(await terms(null)).toEqual([undefined, undefined]);
    expect(await terms('oneMonth')).toEqual(['2026-03-22', '2026-02-04']);
    expect(await terms('onInvoice')).toEqual(['2026-02-25', undefined]);
    expect((await list('TERMS', '', rui)).body.items.map(({ receivable }) => receivable)).toEqual([undefined, undefined]);
  });
});

describe('a page', () => {
  it('is found by kind, dates, words and amount, and says what it adds up to', async () => {
    expect((await list('ACME', '?kind=collection,return')).body.items.map(({ kind }) => kind)).toEqual(['return', 'collection']);
    expect((await list('ACME', '?q=etagere')).body.items.map(({ kind }) => kind)).toEqual(['shipment', 'sale']);
    expect((await list('ACME', '?q=tr-77%20A1')).body.items).toHaveLength(1);
    expect((await list('ACME', '?q=250')).body.totals).toMatchObject([{ currency: 'EUR', count: 1 }]);
    expect((await list('ACME', '?q=quantity')).body.items).toEqual([]);
    for (const query of ['?kind=gift', '?from=2026-02-30', '?open=maybe', '?limit=0']) expect((await list('ACME', query)).status, query).toBe(422);
  });

  it('goes on where the one before ended, with nothing twice and nothing left out; sums come once', async () => {
    await post('MANY', { items: Array.from({ length: 25 }, (_, i) => ({ kind: 'sale', date: `2026-01-${String(1 + (i % 7)).padStart(2, '0')}`, amount: String(i + 1), orderRef: `M${i}` })) });
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages++) {
      const { items, next, totals } = (await list('MANY', `?limit=4${cursor}`)).body;
      expect(totals === undefined).toBe(pages > 0);
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
  });
});

describe('a row', () => {
  const record = async (row: object): Promise<string> => (await post('FIX', row)).body.items[0]!.id;

  it('says who recorded it, and stands with its order', async () => {
    const id = await record({ kind: 'sale', date: '2026-02-01', amount: '100', orderRef: 'F1' });
    await record({ kind: 'collection', date: '2026-02-03', amount: '40', orderRef: 'F1' });
    const { item, order, changes, correctable, reversible } = (await one('FIX', id)).body;
    expect([item.recorded?.by.name, item.receivable?.open, order.map(({ kind, amount }) => [kind, amount]), changes, correctable, reversible]).toEqual(['Li Wei', '60.00', [['collection', '40.00']], [], true, true]);
    expect((await one('FIX', id, reader)).body).toMatchObject({ correctable: false, reversible: false });
  });

  it('is corrected in the open: what it was stays with who and when', async () => {
    const id = await record({ kind: 'sale', date: '2026-02-01', amount: '100', orderRef: 'F2', cost: '70' });
    const fix = (body: object, who = li) => world.call<TransactionDetail & ApiErrorBody>(who, 'PUT', `/api/archives/FIX/transactions/${id}`, body);
    const { status, body } = await fix({ kind: 'sale', date: '2026-02-01', amount: '110', orderRef: 'F2' }, rui);
    expect(status).toBe(200);
    expect(body.item).toMatchObject({ id, amount: '110.00' });
    expect(body.changes).toMatchObject([{ by: { id: 'rui', name: 'Rui' }, before: { amount: '100.00' } }]);
    expect(JSON.stringify(body)).not.toContain('cost');
    // who may not see the cost has not lost it
    expect((await one('FIX', id)).body).toMatchObject({ item: { cost: '70.00', recorded: { by: { id: 'li' } } }, changes: [{ before: { cost: '70.00' } }] });
    expect((await fix({ kind: 'sale', date: '2026-02-01', amount: '1e3' })).status).toBe(422);
    expect((await fix({ kind: 'sale', date: '2026-02-01', amount: '1', source: 'erp', externalId: '1' })).status).toBe(422);
    expect((await fix({ kind: 'sale', date: '2026-02-01', amount: '1' }, reader)).status).toBe(403);
  });

  it('of an import is taken back by a row of its own, once', async () => {
    const id = await record({ kind: 'sale', date: '2026-02-01', amount: '55', orderRef: 'F3', source: 'erp', externalId: '55', cost: '20' });
    expect((await world.call(li, 'PUT', `/api/archives/FIX/transactions/${id}`, { kind: 'sale', date: '2026-02-01', amount: '5' })).status).toBe(409);
    const back = (who = li, date = '2026-02-05') => world.call<TransactionDetail & ApiErrorBody>(who, 'POST', `/api/archives/FIX/transactions/${id}/reversal`, { date });
    expect((await back(reader)).status).toBe(403);
    expect((await back(li, '2026-01-31')).status).toBe(409);
    const first = (await back()).body;
    expect(first.item).toMatchObject({ kind: 'return', amount: '55.00', cost: '20.00', reverses: id, orderRef: 'F3' });
    expect((await back()).body.item.id).toBe(first.item.id);
    expect((await one('FIX', id)).body).toMatchObject({ reversedBy: first.item.id, correctable: false, reversible: false });
    expect((await world.call(li, 'POST', `/api/archives/FIX/transactions/${first.item.id}/reversal`, { date: '2026-02-06' })).status).toBe(409);
    expect((await list('FIX', '?q=F3')).body.totals).toMatchObject([{ sum: '0.00', profit: '0.00' }]);
  });

  it('without an order number is settled by what takes it back', async () => {
    const id = await record({ kind: 'sale', date: '2026-02-01', amount: '9', dueAt: '2026-02-02' });
    expect((await list('FIX', '?open=overdue&q=9')).body.items.map((each) => each.id)).toContain(id);
    await world.call(li, 'POST', `/api/archives/FIX/transactions/${id}/reversal`, { date: '2026-02-03' });
    expect((await list('FIX', '?open=overdue')).body.items.map((each) => each.id)).not.toContain(id);
    expect((await one('FIX', id)).body.item.receivable?.open).toBe('0.00');
  });
});

describe('rights', () => {
  let stay = '';
  beforeAll(async () => {
    const { status, body } = await post('ACME', { kind: 'stay', date: '2026-02-20', amount: '300', orderRef: 'STAY', stay: { reason: 'business', rate: '150', period: '2026-02-20/2026-02-22', payment: 'cash' } }, stayer);
    expect(status, JSON.stringify(body)).toBe(201);
    stay = body.items[0]!.id;
  });

  it('stays are shown, found, summed and recorded under their own right', async () => {
    expect((await list('ACME', '', stayer)).body).toMatchObject({ items: [{ kind: 'stay', stay: { reason: 'business', rate: '150', period: '2026-02-20/2026-02-22', payment: 'cash' } }], years: [2026], totals: [{ count: 1, sum: '300.00' }] });
    expect((await list('ACME', '', stayer)).body.account).toBeUndefined();
    expect((await list('ACME')).body.items.map(({ kind }) => kind)).toContain('stay');
    const trade = (await list('ACME', '', rui)).body;
    expect(trade.items.map(({ kind }) => kind)).not.toContain('stay');
    expect(trade.totals?.[0]?.count).toBe(7);
    expect((await list('ACME', '?kind=stay', rui)).body).toMatchObject({ items: [], totals: [] });
    expect((await list('ACME', '?q=STAY', rui)).body.items).toEqual([]);
    expect([(await one('ACME', stay, rui)).status, (await one('ACME', stay, rui)).body]).toEqual([404, (await one('ACME', 'nothing', rui)).body]);
    expect((await post('ACME', { kind: 'stay', date: '2026-02-20', amount: '1' }, rui)).status).toBe(403);
    expect((await post('ACME', { kind: 'sale', date: '2026-02-20', amount: '1' }, stayer)).status).toBe(403);
    expect((await post('ACME', { kind: 'sale', date: '2026-02-20', amount: '1', stay: { rate: '1' } })).status).toBe(422);
    expect((await post('ACME', { kind: 'stay', date: '2026-02-20', amount: '1', stay: { period: '2026-02-22/2026-02-20' } })).status).toBe(422);
  });

  it('nobody changes by its number a row that they may not see', async () => {
    expect((await post('ACME', { kind: 'stay', date: '2026-02-21', amount: '5', source: 'pms', externalId: 'n1' }, stayer)).status).toBe(201);
    const { status, body } = await post('ACME', { kind: 'sale', date: '2026-02-21', amount: '6', source: 'pms', externalId: 'n1' }, rui);
    expect([status, body.error.message]).toEqual([409, 'The row pms:n1 belongs to another archive.']);
  });

  it('costs and profit are for who reads the terms', async () => {
    const { totals, items } = (await list('ACME', '', rui)).body;
    expect(JSON.stringify([totals, items])).not.toMatch(/cost|profit/);
  });

  it('a stranger gets the answer of an archive that was never opened', async () => {
    for (const [method, more, body] of [['GET', ''], ['GET', '?open=true'], ['GET', '?kind=gift'], ['GET', `/${stay}`], ['PUT', `/${stay}`, {}], ['POST', `/${stay}/reversal`, {}], ['POST', '', {}]] as const) {
      const there = await world.call(stranger, method, `/api/archives/ACME/transactions${more}`, body);
      const nowhere = await world.call(stranger, method, `/api/archives/NOWHERE/transactions${more}`, body);
      expect([there.status, there.body], `${method} ${more}`).toEqual([404, nowhere.body]);
    }
  });
});

it('nothing failed on the way', () => { expect(world.errors).toEqual([]); });
