/** Transactions of an archive: facts that are added, not edited. Costs are shown under the right on `terms`. */
import { createRoute, z } from '@hono/zod-openapi';
import { atLeast } from '../../model/rights.ts';
import type { Transaction } from '../../model/api.ts';
import { levelOn, needs } from './door.ts';
import type { App, Door } from './door.ts';
import { newTransactions, transaction, transactionPage } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

export function transactionRoutes(app: App, door: Door): void {
  const { services, storage } = door;
  const tags = ['transactions'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/transactions', middleware: needs('read', 'trade'), tags, security, summary: 'Transactions, newest first',
    request: {
      params: archiveParam,
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), before: z.string().max(200).optional().openapi({ description: '`next` of the page before.' }), year: z.coerce.number().int().min(1900).max(2200).optional() }),
    },
    responses: { 200: json(transactionPage, 'One page.'), ...refusals(404, 422) },
  }), async (c) => {
    const rights = c.get('rights');
    const { limit, before = null, year = null } = c.req.valid('query');
    const page = await storage.facts.transactions(rights.archive.id, { limit, before, year });
    const terms = atLeast(levelOn(rights, 'terms'), 'read');
    return c.json({ ...page, items: terms ? page.items : page.items.map(withoutCost) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/transactions', middleware: needs('write', 'trade'), tags, security, summary: 'Add transactions; the same source and external id again changes the row',
    request: { params: archiveParam, body: body(newTransactions) },
    responses: { 201: json(z.object({ items: z.array(transaction).readonly() }).openapi('StoredTransactions'), 'As stored.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { archive } = c.get('rights');
    const wish = c.req.valid('json');
    const items = await services.transactions.put(c.get('session').person, archive.id, 'items' in wish ? wish.items : [wish]);
    return c.json({ items }, 201);
  });
}

function withoutCost({ cost: _cost, ...rest }: Transaction): Transaction {
  return rest;
}
