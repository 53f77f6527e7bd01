/** `Idempotency-Key`: a POST that comes again is answered again, and done once. The answer is kept for a day, and given to nobody else. */
import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { invalid, notFound } from '../services/errors.ts';
import { Turns } from '../turns.ts';
import { parseArchiveId } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { isHosted } from '../../model/rights.ts';
import type { Ctx, Door, Env } from './door.ts';
import { HttpError } from './errors.ts';

const DAY_MS = 86_400_000;
/** Larger answers are not kept: that it was done is, and where. */
const MOST_CHARS = 256 * 1024;
/** Answers that repeat for whom somebody looked, who wrote, or a secret that is shown once: a search for a person leaves nothing of them on disk, and a key nothing but its hash. */
const NOT_KEPT = /^\/api\/(subjects|subject-requests|keys|webhooks|links)\b/;
/** They change nothing and are answered anew, under the rights of that moment. */
const READS = /^\/api\/(analysis\/[^/]+\/customers|duplicates\/find|(merges|policy|cleaning\/groups\/[^/]+)\/preview)$/;
/** Answers for whoever may know of the archive that they name. */
const OF_ARCHIVE = /^\/api\/access-requests\b/;
const KEPT = ['content-type', 'location', 'etag'];

interface Answer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | null }

/** The archive that an answer is about, where it says so. */
function archivesOf(body: string | null): readonly ArchiveId[] {
  if (body === null || !body.startsWith('{')) return [];
  const { archive } = JSON.parse(body) as { readonly archive?: unknown };
  const id = typeof archive === 'string' ? parseArchiveId(archive) : undefined;
  return id === undefined ? [] : [id];
}

export function repeatable(door: Door, streams: (method: string, path: string) => boolean) {
  const { clock, storage: { repeats } } = door;
  const turns = new Turns<string>();
  let pruned = 0;

  /** Rights may have changed: what was made is told again only to who still sees it. */
  async function again(c: Ctx, { status, headers, body }: Answer): Promise<Response> {
    const made = parseArchiveId(/\/api\/archives\/([^/]+)$/.exec(headers['location'] ?? '')?.[1] ?? '');
    for (const id of [...(made === undefined ? [] : [made]), ...(OF_ARCHIVE.test(c.req.path) ? archivesOf(body) : [])]) if ((await door.access.rights(c.get('session').person, id)) === null) throw notFound();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    c.header('idempotent-replayed', 'true');
    return body === null || status === 204 ? c.body(null, status as 204) : c.body(body, status as ContentfulStatusCode);
  }

  return createMiddleware<Env>(async function repeatable(c, next) {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || key === undefined || READS.test(c.req.path) || streams(c.req.method, c.req.path)) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw invalid([{ field: 'idempotency-key', code: 'malformed', message: 'One to 255 visible ASCII characters.' }]);
    const { person: caller } = c.get('session');
    const person = caller.id;
    // what was answered to the server's own page is answered to no other
    const hash = createHash('sha256').update(`${isHosted(caller) ? '' : 'own '}${c.req.method}\n${c.req.url.replace(/^[a-z]+:\/\/[^/]+/, '')}\n${await c.req.text()}`).digest('base64url');
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
