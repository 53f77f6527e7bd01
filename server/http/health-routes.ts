/** `/healthz`: how the server stands, for monitors and for `dossier doctor`; `/readyz`: whether people should be sent here, for load balancers. Anybody may ask; what strangers should not hear is left out for them. */
import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { resolveLanguage } from '../../model/labels.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError } from './errors.ts';
import { FOLDER_ID } from '../storage/manifest.ts';
import { isNear } from './near.ts';
import { health } from './system-schemas.ts';
import { json } from './spec.ts';

/** The trickle's two pieces lie so far apart: a proxy that holds answers back gives both at once. */
export const TRICKLE_MS = 1_500;
/** The storage answers in this time, or people go elsewhere. */
const READY_MS = 2_000;
const readiness = z.object({ ready: z.boolean() });
/** Trickles at the same time; more are somebody's mistake. */
const TRICKLES = 20;

export function healthRoutes(app: App, door: Door): void {
  const { access, clock, config, health: watch } = door;
  /** A token that does not hold makes a stranger of whoever shows it, and no error: monitors go on. */
  const mayHear = async (c: Ctx): Promise<boolean> => {
    if (isNear(c, config)) return true;
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined || token.length > config.limits.helloBytes) return false;
    return access.authenticate(token).then(({ person }) => mayConfigure(person), () => false);
  };

  app.openapi(createRoute({
    method: 'get', path: '/healthz', tags: ['system'], summary: 'How the server stands',
    description: 'Each check is one sentence that tells what to do. From this computer itself, or with an administrator’s token, also what strangers should not hear.',
    request: { query: z.object({ lang: z.string().max(35).optional().openapi({ description: 'Language of the sentences: `en` (default), `zh-Hans`, `zh-Hant`, `es`, or a tag that leads to one of them.' }) }) },
    responses: { 200: json(health, 'It works; `state` tells whether something needs a person.'), 503: json(health, 'It cannot work.') },
  }), async (c) => {
    const report = await watch.report(await mayHear(c), resolveLanguage(c.req.valid('query').lang));
    return report.ok ? c.json(report, 200) : c.json(report, 503);
  });

  app.openapi(createRoute({
    method: 'get', path: '/readyz', tags: ['system'], summary: 'Whether people should be sent here',
    description: 'For load balancers: yes when the storage answers and, of several servers over one database, this one has read what is new. No as soon as it begins to stop, while it still answers whoever is there.',
    responses: { 200: json(readiness, 'Yes.'), 503: json(readiness, 'No.') },
  }), async (c) => {
    c.header('cache-control', 'no-store');
    let late = (): void => undefined;
    const answers = door.ready() && await Promise.race([
      door.storage.directory.setting(FOLDER_ID).then(() => true, () => false), // what is wrong with it is told by `/healthz`
      new Promise<false>((resolve) => { late = clock.after(READY_MS, () => { resolve(false); }); }),
    ]).finally(() => { late(); });
    return answers && door.ready() ? c.json({ ready: true }, 200) : c.json({ ready: false }, 503);
  });

  let trickles = 0;
  app.openapi(createRoute({
    method: 'get', path: '/healthz/trickle', tags: ['system'], summary: 'Two pieces with a pause between them',
    description: 'Shows whether a proxy holds answers back until they are whole, which would make lines over HTTP and event streams slow.',
    responses: { 200: { description: '`one`, a second and a half, `two`.', content: { 'text/plain': { schema: z.string() } } } },
  }), (c) => {
    if (trickles >= TRICKLES) throw new HttpError(503, 'busy', 'Too many of these at once.', { 'retry-after': '5' });
    trickles++;
    c.header('content-type', 'text/plain; charset=utf-8');
    c.header('cache-control', 'no-store, no-transform');
    c.header('x-accel-buffering', 'no');
    return stream(c, async (out) => {
      try {
        await out.write('one\n');
        await new Promise<void>((resolve) => {
          const stop = clock.after(TRICKLE_MS, resolve);
          out.onAbort(() => { stop(); resolve(); });
        });
        if (!out.aborted) await out.write('two\n');
      } finally {
        trickles--;
      }
    }) as never; // a stream is a plain response, which the schema's type does not know
  });
}
