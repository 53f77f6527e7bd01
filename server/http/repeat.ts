/** `Idempotency-Key`: a POST that comes again is answered again, and done once. The answer is kept for a day, and given to nobody else. */
import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { invalid, notFound } from '../services/errors.ts';
import { Turns } from '../turns.ts';
import { parseArchiveId } from '../../model/ids.ts';
import type { Ctx, Door, Env } from './door.ts';
import { HttpError } from './errors.ts';

const DAY_MS = 86_400_000;
/** Larger answers are not kept: that it was done is, and where. */
const MOST_CHARS = 256 * 1024;
/** Answers that repeat for whom somebody looked: a search for a person leaves nothing of them on disk. */
const NOT_KEPT = /^\/api\/subjects\b/;
const KEPT = ['content-type', 'location', 'etag'];

interface Answer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | null }

export function repeatable(door: Door, streams: (method: string, path: string) => boolean) {
  const { clock, storage: { repeats } } = door;
  const turns = new Turns<string>();
  let pruned = 0;

  /** Rights may have changed: what was made is told again only to who still sees it. */
  async function again(c: Ctx, { status, headers, body }: Answer): Promise<Response> {
    const made = parseArchiveId(/\/api\/archives\/([^/]+)$/.exec(headers['location'] ?? '')?.[1] ?? '');
    if (made !== undefined && (await door.access.rights(c.get('session').person, made)) === null) throw notFound();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    c.header('idempotent-replayed', 'true');
    return body === null || status === 204 ? c.body(null, status as 204) : c.body(body, status as ContentfulStatusCode);
  }

  return createMiddleware<Env>(async function repeatable(c, next) {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined || streams(c.req.method, c.req.path)) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw invalid([{ field: 'idempotency-key', code: 'malformed', message: 'One to 255 visible ASCII characters.' }]);
    const person = c.get('session').person.id;
    const hash = createHash('sha256').update(`${c.req.method}\n${c.req.url.replace(/^[a-z]+:\/\/[^/]+/, '')}\n${await c.req.text()}`).digest('base64url');
    return turns.take(`${person}\n${key}`, async () => {
      const now = clock.now();
      if (now - pruned > DAY_MS / 24) await repeats.prune((pruned = now) - DAY_MS);
      const there = await repeats.get(person, key);
      if (there !== null && there.at > now - DAY_MS) {
        if (there.hash !== hash) throw new HttpError(422, 'key-reused', 'Another request had this Idempotency-Key; give each its own.');
        if (there.answer === null) throw new HttpError(409, 'outcome-unknown', 'The server stopped while it answered this request. Look whether it was done; if not, ask with a new Idempotency-Key.');
        return again(c, JSON.parse(there.answer) as Answer);
      }
      await repeats.put({ person, key, hash, at: now, answer: null });
      await next();
      const { res } = c;
      // what was refused may be asked again, and then be done
      if (res.status < 200 || res.status >= 300) return repeats.drop(person, key);
      const text = await res.clone().text();
      const headers = Object.fromEntries(KEPT.flatMap((name) => { const value = res.headers.get(name); return value === null ? [] : [[name, value]]; }));
      await repeats.put({ person, key, hash, at: now, answer: JSON.stringify({ status: res.status, headers, body: text.length > MOST_CHARS || NOT_KEPT.test(c.req.path) ? null : text } satisfies Answer) });
    });
  });
}
