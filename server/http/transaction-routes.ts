/** The ledger of an archive: pages, one row with its order, new rows, corrections. Rows are never changed silently: what a correction changed stays with who and when. */
import { createRoute, z } from '@hono/zod-openapi';
import { isCalendarDate } from '../services/dates.ts';
import { invalid, notFound } from '../services/errors.ts';
import { KINDS, mayWrite } from '../services/transactions.ts';
import type { TransactionKind } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { createMiddleware } from 'hono/factory';
import { levelOn } from './door.ts';
import type { App, Door, Env } from './door.ts';
import { correctedTransaction, newTransactions, transaction, transactionDetail, transactionPage } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const rowParam = archiveParam.extend({ transaction: z.string().openapi({ param: { name: 'transaction', in: 'path' }, description: 'Id of a row.' }) });
const day = (what: string) => z.string().max(10).optional().openapi({ format: 'date', description: what });

/** Trade or stays may be read; asked before anything of the request is looked at. */
const needsEither = createMiddleware<Env>(async function needsEither(c, next) {
  const rights = c.get('rights');
  if (!atLeast(levelOn(rights, 'trade'), 'read') && !atLeast(levelOn(rights, 'stays'), 'read')) throw notFound();
  await next();
});
const mayWriteEither = createMiddleware<Env>(async function mayWriteEither(c, next) {
  const rights = c.get('rights');
  if (!atLeast(levelOn(rights, 'stays'), 'write')) mayWrite(rights, ['sale']);
  await next();
});

export function transactionRoutes(app: App, door: Door): void {
  const { services: { transactions, ledger } } = door;
  const tags = ['transactions'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/transactions', middleware: needsEither, tags, security, summary: 'Transactions, newest first',
    description: 'Stays under the right on `stays`, everything else under that on `trade`; costs, profit and dates that follow from the payment terms under that on `terms`. Sums come with the first page.',
    request: {
      params: archiveParam,
      query: z.object({
        kind: z.string().max(100).optional().openapi({ description: 'Kinds apart by commas; none: all.' }),
        from: day('Not before this day.'), to: day('Not after this day.'),
        year: z.coerce.number().int().min(1900).max(2200).optional(),
        open: z.enum(['true', 'overdue']).optional().openapi({ description: 'Only sales of which something is to be paid, or is overdue.' }),
        q: z.string().max(200).default('').openapi({ description: 'Words that the order, channel, number, amount or items hold.' }),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        cursor: z.string().max(200).optional().openapi({ description: '`next` of the page before.' }),
        before: z.string().max(200).optional().openapi({ description: 'The same, under its old name.' }),
      }),
    },
    responses: { 200: json(transactionPage, 'One page.'), ...refusals(404, 422) },
  }), async (c) => {
    const { kind, from = null, to = null, year = null, open, q, limit, cursor, before } = c.req.valid('query');
    const wanted = kind?.split(',').filter(Boolean) ?? null;
    const wrong = [
      ...(wanted?.some((each) => !(KINDS as readonly string[]).includes(each)) ? [{ field: 'kind', code: 'not-an-option', message: `Kinds are ${KINDS.join(', ')}.` }] : []),
      ...Object.entries({ from, to }).flatMap(([field, value]) => (value === null || isCalendarDate(value) ? [] : [{ field, code: 'not-a-date', message: 'A date such as 2026-05-12.' }])),
    ];
    if (wrong.length > 0) throw invalid(wrong);
    const wish = { limit, before: cursor ?? before ?? null, year, kinds: wanted as TransactionKind[] | null, from, to, text: q, open: open === undefined ? null : open === 'true' ? 'open' as const : 'overdue' as const };
    return c.json(await ledger.page(c.get('session').person, c.get('rights').archive.id, wish), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/transactions', middleware: mayWriteEither, tags, security, summary: 'Add transactions; the same source and external id again changes the row',
    request: { params: archiveParam, body: body(newTransactions) },
    responses: { 201: json(z.object({ items: z.array(transaction).readonly() }).openapi('StoredTransactions'), 'As stored.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { archive } = c.get('rights');
    const wish = c.req.valid('json');
    const items = await transactions.put(c.get('session').person, archive.id, 'items' in wish ? wish.items : [wish]);
    return c.json({ items }, 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/transactions/{transaction}', tags, security, summary: 'One transaction with its order and its corrections',
    request: { params: rowParam },
    responses: { 200: json(transactionDetail, 'As this person may see it.'), ...refusals(404) },
  }), async (c) => c.json(await ledger.one(c.get('session').person, c.get('rights').archive.id, c.req.valid('param').transaction), 200));

  app.openapi(createRoute({
    method: 'put', path: '/api/archives/{id}/transactions/{transaction}', tags, security, summary: 'Correct a transaction that was recorded by hand',
    description: 'The whole row as it should be. What it was stays, with who changed it and when. What an import brought is corrected where it comes from, or taken back.',
    request: { params: rowParam, body: body(correctedTransaction) },
    responses: { 200: json(transactionDetail, 'As stored.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => c.json(await ledger.correct(c.get('session').person, c.get('rights').archive.id, c.req.valid('param').transaction, c.req.valid('json')), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/transactions/{transaction}/reversal', tags, security, summary: 'Take a transaction back by a row of its own',
    description: 'A sale by a return and the other way round, anything else by its like with the other sign. A second time it is the same row.',
    request: { params: rowParam, body: body(z.strictObject({ date: z.string().max(10).openapi({ format: 'date' }) }).openapi('Reversal')) },
    responses: { 200: json(transactionDetail, 'The row that takes it back.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => {
    const { date } = c.req.valid('json');
    if (!isCalendarDate(date)) throw invalid([{ field: 'date', code: 'not-a-date', message: 'A date such as 2026-05-12.' }]);
    return c.json(await ledger.reverse(c.get('session').person, c.get('rights').archive.id, c.req.valid('param').transaction, date), 200);
  });
}
