/** The change feed: pages of it, and the same as server-sent events. */
import { createRoute, z } from '@hono/zod-openapi';
import { eventPage } from './door-schemas.ts';
import type { App, Door } from './door.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { json, refusals, secured as security } from './spec.ts';

/** Events read at once for one stream. */
const STREAMED = 100;

export function eventRoutes(app: App, door: Door): void {
  const { services: { events } } = door;

  app.openapi(createRoute({
    method: 'get', path: '/api/events', tags: ['events'], security, summary: 'Everything that changed, in order, as far as I may see it now',
    description: 'Each thing at least once, by stable ids, in an order that stays; ids and names of what changed, no values. Edits of one section by one author within five seconds may be one event. '
      + 'Without `after` it begins with the oldest that is kept; `after=now` answers a cursor alone. With `Accept: text/event-stream` the same as it happens, `Last-Event-ID` in the place of `after`. '
      + 'A cursor older than what is kept (`eventDays`, shipped 30) is refused with 410 `too-old`: take one with `after=now`, read all archives anew, go on from there.',
    request: {
      query: z.object({
        after: z.string().max(200).optional().openapi({ description: '`next` of the page before, or `now`.' }),
        limit: z.coerce.number().int().min(1).max(1000).default(200),
      }),
      headers: z.object({ 'last-event-id': z.string().max(200).optional() }),
    },
    responses: { 200: json(eventPage, 'The next events, oldest first.'), 410: json(z.looseObject({}), 'The cursor is too old.'), ...refusals(422) },
  }), async (c) => {
    const { after, limit } = c.req.valid('query');
    const me = c.get('session').person;
    const cursor = after ?? c.req.valid('header')['last-event-id'] ?? null;
    const from = await events.from(cursor);
    if (wantsEvents(c)) {
      let upto = from;
      let waiting: { readonly id: string; readonly event: string; readonly data: unknown }[] = [];
      // who begins with `now` learns at once where that is
      if (cursor === 'now') waiting.push({ id: await events.cursor(upto), event: 'cursor', data: {} });
      return eventStream(c, door.clock, {
        listen: (wake) => events.listen(wake),
        ended: () => false,
        async next() {
          if (waiting.length === 0) {
            const page = await events.page(me, upto, STREAMED);
            // each event with the cursor behind it; only the last one's is where the page ends
            const before = page.items.length === 0 ? '' : await events.cursor(page.upto);
            const sealed = upto;
            upto = page.upto;
            const start = page.items.length > 1 ? await events.cursor(sealed) : before;
            waiting = page.items.map((data, i) => ({ id: i === page.items.length - 1 ? before : start, event: data.type, data }));
          }
          return waiting.shift() ?? null;
        },
      }) as never;
    }
    if (cursor === 'now') return c.json({ items: [], next: await events.cursor(from), more: false }, 200);
    const page = await events.page(me, from, limit);
    return c.json({ items: page.items, next: await events.cursor(page.upto), more: page.more }, 200);
  });
}
