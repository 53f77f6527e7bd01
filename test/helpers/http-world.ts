/** A whole server without a port over a folder of its own: real storage, real sync core, a clock that a test sets. Tokens are minted as a host would. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { createDossier } from '../../server/app.ts';
import type { Dossier, DossierOptions } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { Config } from '../../server/config.ts';
import type { Demo } from '../../server/http/demo-routes.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { Storage } from '../../server/storage/storage.ts';

export const SECRET = 'a secret of the test company, long enough';
const key = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface Who { readonly sub: string; readonly name?: string; readonly roles?: readonly string[]; readonly department?: string }

export interface Answer<T> { readonly status: number; readonly body: T; readonly headers: Headers }

export interface HttpWorld {
  readonly dossier: Dossier;
  readonly storage: Storage;
  readonly config: Config;
  /** Lines that the server logged as errors. */
  readonly errors: readonly string[];
  /** Moves the clock on. */
  pass(milliseconds: number): void;
  now(): number;
  token(who: Who): Promise<string>;
  /** A request as this person; null: without a token. Objects go as JSON. */
  call<T = Record<string, unknown>>(who: Who | null, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  close(): Promise<void>;
}

export interface HttpWorldOptions { readonly sendWebhook?: DossierOptions['sendWebhook']; /** Default: one that goes by itself. */ readonly clock?: Clock; readonly nodes?: (clock: Clock) => NonNullable<DossierOptions['nodes']>; readonly env?: Readonly<Record<string, string>>; readonly demo?: Demo; readonly files?: { readonly kit: string | null; readonly pages: string | null } }

export async function httpWorld(options: HttpWorldOptions = {}): Promise<HttpWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-http-'));
  const config = readConfig({ DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET, ...options.env }, 'serve');
  let ahead = 0;
  const start = Date.parse('2026-03-02T09:00:00Z') - Date.now();
  const clock: Clock = options.clock ?? {
    now: () => Date.now() + start + ahead,
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => { clearTimeout(timer); };
    },
  };
  const errors: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (facts: object, message: string) => { errors.push(`${message} ${String((facts as { err?: Error }).err?.stack)}`); } };
  // `ENGINE=postgres`: a whole file of tests over the other engine, to see what is left to do
  const database = process.env['ENGINE'] === 'postgres' ? await (await import('./engines.ts')).POSTGRESQL.database(folder) : null;
  const storage = await openStorage({ folder, database, clock, currency: config.currency });
  const dossier = createDossier({ config, storage, clock, log, random: (count) => randomBytes(count), ...(options.demo ? { demo: options.demo } : {}), ...(options.sendWebhook ? { sendWebhook: options.sendWebhook } : {}), ...(options.files ? { files: options.files } : {}), ...(options.nodes ? { nodes: options.nodes(clock) } : {}) });
  await dossier.start();

  const token = ({ sub, ...claims }: Who): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setAudience('dossier').setIssuedAt(now).setExpirationTime(now + 1800).sign(key(SECRET));
  };
  return {
    dossier, storage, config, errors, token,
    now: () => clock.now(),
    pass: (milliseconds) => { ahead += milliseconds; },
    async call(who, method, path, body, headers = {}) {
      const plain = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array || body === undefined;
      const response = await dossier.app.request(path, {
        method,
        headers: { ...(who ? { authorization: `Bearer ${await token(who)}` } : {}), ...(plain ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: plain ? (body as string) : JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const text = (response.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString(); // nobody unpacks it on the way
      return { status: response.status, headers: response.headers, body: (text !== '' && /^application\/([a-z.]+\+)?json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as never };
    },
    async close() {
      await dossier.stop();
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
