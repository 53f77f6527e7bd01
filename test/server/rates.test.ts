/** Rates by day over the API: who sets them, what is refused, and that sums, classes and analyses follow them (B-1: returns reduce the value; B-2: shares are of values in one currency). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { RateChanges, RatesAnswer, RatesView } from '../../model/rates/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const admin: Who = { sub: 'root', name: 'Root', roles: ['admin'] };
const staff: Who = { sub: 'ana', name: 'Ana', roles: ['staff'] };
let world: HttpWorld;
const put = async (rates: readonly object[], who: Who = admin) => world.call(who, 'PUT', '/api/rates', { rates });
const set = async (rates: readonly object[]): Promise<RatesAnswer> => {
  const answer = await put(rates);
  expect(answer.status).toBe(200);
  return answer.body as unknown as RatesAnswer;
};
const list = async (query = '', who: Who = admin): Promise<RatesView> => (await world.call(who, 'GET', `/api/rates${query}`)).body as unknown as RatesView;
const sumOf = async (id: string) => (await world.storage.facts.totals([id as ArchiveId])).get(id as ArchiveId)!;
const classOf = async (id: string) => (await world.storage.facts.classes([id as ArchiveId])).get(id as ArchiveId)!;
const abcOf = async () => Object.fromEntries(await Promise.all(['OWN', 'USA', 'MIX'].map(async (id) => [id, (await classOf(id)).abc!.value])));
const inputOf = async (id: string, key: string) => (await classOf(id)).abc!.inputs.find((each) => each.key === key)?.value;

beforeAll(async () => {
  world = await httpWorld();
  for (const who of [admin, staff]) await world.call(who, 'GET', '/api/me');
  const { services } = world.dossier;
  for (const id of ['OWN', 'USA', 'MIX']) await services.archives.bring('ana' as PersonId, { id: id as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'ana' as PersonId, department: null, fields: { 'customer.name': id } });
  const trade = (id: string, n: number, kind: 'sale' | 'return', date: string, amount: string, currency: string) => ({ archive: id as ArchiveId, id: `${id}${n}`, source: 'erp', externalId: `${id}${n}`, kind, date, amount, currency, lines: [] });
  await world.storage.facts.putTransactions([
    trade('OWN', 1, 'sale', '2026-01-10', '100.00', 'EUR'),
    trade('USA', 1, 'sale', '2026-01-10', '100.00', 'USD'), trade('USA', 2, 'sale', '2026-02-10', '100.00', 'USD'), trade('USA', 3, 'return', '2026-02-20', '10.01', 'USD'),
    trade('MIX', 1, 'sale', '2026-02-01', '50.00', 'EUR'), trade('MIX', 2, 'sale', '2026-02-02', '1000', 'JPY'),
  ]);
  services.classifier.changed();
  await world.dossier.settled();
});
afterAll(() => world.close());

it('counts nothing of a currency without a rate, and tells so (B-1: no purchase that counts, no class)', async () => {
  expect(await sumOf('MIX')).toMatchObject({ currency: 'EUR', sum: '50.00', count: 1 });
  expect((await classOf('USA')).abc).toMatchObject({ value: null });
  expect(await inputOf('USA', 'leftOut')).toBe('3 × USD');
  expect((await list()).currencies).toMatchObject([{ currency: 'JPY', rates: 0, converted: 0, left: 1 }, { currency: 'USD', rates: 0, converted: 0, left: 3 }]);
});

it('converts each row at the newest rate that is not after its day; what is before the first does not count (B-1, B-2)', async () => {
  expect(await set([{ currency: 'USD', date: '2026-02-01', rate: '0.85', source: 'ECB' }, { currency: 'USD', date: '2026-02-15', rate: '0.9' }])).toEqual({ created: 2, updated: 0, unchanged: 0 });
  await world.dossier.settled();
  // 85.00 for the sale of 10 February, less 9.009 for the return of 20 February, rounded by itself; January has no rate
  expect(await sumOf('USA')).toMatchObject({ currency: 'EUR', sum: '75.99', count: 1, first: '2026-02-10', last: '2026-02-10' });
  expect(await inputOf('USA', 'converted')).toBe('2 × USD');
  expect(await inputOf('USA', 'leftOut')).toBe('1 × USD');
  // OWN 100.00, USA 75.99, MIX 50.00: all of them begin below four fifths of 225.99 (B-2)
  expect(await abcOf()).toEqual({ OWN: 'A', USA: 'A', MIX: 'A' });
});

it('follows a rate that is set, changed or taken out; the same again changes nothing', async () => {
  expect(await set([{ currency: 'USD', date: '2026-01-01', rate: '2.00' }])).toMatchObject({ created: 1 });
  await world.dossier.settled();
  expect(await sumOf('USA')).toMatchObject({ sum: '275.99', count: 2, first: '2026-01-10' });
  expect(await inputOf('USA', 'leftOut')).toBeUndefined();
  // USA 275.99, OWN 100.00, MIX 50.00: the last one begins at 375.99, above four fifths of 425.99 and below nineteen twentieths (B-2)
  expect(await abcOf()).toEqual({ OWN: 'A', USA: 'A', MIX: 'B' });
  expect(await set([{ currency: 'USD', date: '2026-01-01', rate: '2' }])).toEqual({ created: 0, updated: 0, unchanged: 1 });
  expect((await world.call(admin, 'DELETE', '/api/rates/USD/2026-01-01')).status).toBe(204);
  expect((await world.call(admin, 'DELETE', '/api/rates/USD/2026-01-01')).status).toBe(404);
  await world.dossier.settled();
  expect(await sumOf('USA')).toMatchObject({ sum: '75.99', count: 1 });
  const changes = (await world.call(admin, 'GET', '/api/rates/changes?currency=USD&limit=2')).body as unknown as RateChanges;
  expect(changes.items).toMatchObject([{ date: '2026-01-01', before: '2', after: null, by: { id: 'root', name: 'Root' } }, { date: '2026-01-01', before: null, after: '2' }]);
  expect(changes.next).toBe(changes.items[1]!.id);
});

it('takes CSV, with the line of what is wrong', async () => {
  const csv = async (text: string) => world.call(admin, 'PUT', '/api/rates', text, { 'content-type': 'text/csv; charset=utf-8' });
  const refused = await csv('date;rate;currency\n2025-01-01;0.5;CHF\n2025-13-01;0.5;CHF\n');
  expect([refused.status, (refused.body as { error: { problems: readonly { field: string }[] } }).error.problems.map(({ field }) => field)]).toEqual([422, ['line 3.date']]);
  expect((await csv('rate,day\n1,2\n')).status).toBe(422);
  expect((await csv('currency,date,rate,source\nchf,2025-01-01,0.50,"bank, noon"\n')).body).toEqual({ created: 1, updated: 0, unchanged: 0 });
  expect((await list('?currency=CHF')).rates).toMatchObject([{ currency: 'CHF', rate: '0.5', source: 'bank, noon' }]);
  expect((await world.call(admin, 'DELETE', '/api/rates/CHF/2025-01-01')).status).toBe(204);
});

it('is for administrators to set and for everybody to read, without the counts', async () => {
  expect((await put([{ currency: 'JPY', date: '2026-01-01', rate: '0.006' }], staff)).status).toBe(403);
  expect((await world.call(staff, 'GET', '/api/rates/changes')).status).toBe(403);
  const seen = await list('', staff);
  expect(seen.currencies).toMatchObject([{ currency: 'USD', rates: 2, converted: null, left: null, latest: '0.9' }]);
  expect(seen.rates).toMatchObject([{ date: '2026-02-15' }, { date: '2026-02-01', rate: '0.85', source: 'ECB', setBy: { name: 'Root' } }]);
});

it('sets all or none, and tells every problem with its place', async () => {
  const refused = await put([{ currency: 'JPY', date: '2026-01-01', rate: '0.006' }, { currency: 'EUR', date: '2026-01-01', rate: '1' }, { currency: 'JPY', date: '2026-02-30', rate: '0,006' }, { currency: 'JPY', date: '2026-01-01', rate: '0' }]);
  expect(refused.status).toBe(422);
  const { error } = refused.body as { error: { problems: readonly { field: string; code: string }[] } };
  expect(error.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['rates[1].currency own-currency', 'rates[2].date date', 'rates[2].rate rate', 'rates[3].rate rate', 'rates[3].rate twice']);
  expect((await list('?currency=JPY')).rates).toEqual([]);
});
