/** The kit for any page: `/kit/…` follows the server, `/kit/1/…` too as long as the major version is 1, `/kit/1/<build>/…` never changes. Files are read from the build; nothing is made here. */
import { serveStatic } from '@hono/node-server/serve-static';
import { compress } from 'hono/compress';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { createMiddleware } from 'hono/factory';
import type { Config } from '../config.ts';
import { KIT_MAJOR, readKit, snippetOf } from '../services/kit.ts';
import type { Kit } from '../services/kit.ts';
import type { App, Env } from './door.ts';
import { HttpError } from './errors.ts';
import { openToAll } from './guard.ts';
import { previewRoutes } from './preview-routes.ts';

const YEAR = 'public, max-age=31536000, immutable';
const ASK = 'public, max-age=0, must-revalidate';
/** Their names hold the hash of what is in them. */
const CHUNK = /\/chunks\/[^/]+$/;
/** `/kit/`, then perhaps a major version, then perhaps a build. */
const PLACE = /^\/kit\/(?:(\d+)\/)?(?:([0-9a-f]{16})\/)?/;

export function kitRoutes(app: App, folder: string, config: Pick<Config, 'publicUrl' | 'origins'>): void {
  previewRoutes(app, config);
  const kit = readKit(folder);
  const files = serveStatic<Env>({ root: folder, precompressed: true, rewriteRequestPath: (path) => path.replace(PLACE, '/') });
  const headers = createMiddleware<Env>(async function headers(c, next) {
    await next();
    c.header('cross-origin-resource-policy', 'cross-origin');
    c.header('x-content-type-options', 'nosniff');
    if (c.res.status === 200 || c.res.status === 304) c.header('cache-control', PLACE.exec(c.req.path)?.[2] !== undefined || CHUNK.test(c.req.path) ? YEAR : ASK);
  });
  const known = createMiddleware<Env>(async function known(c, next) {
    const [, major, build] = PLACE.exec(c.req.path) ?? [];
    if (major !== undefined && Number(major) !== KIT_MAJOR) throw new HttpError(404, 'not-found', `This server has major version ${KIT_MAJOR} of the kit, at kit/${KIT_MAJOR}/dossier.js.`);
    if (build !== undefined && (major === undefined || build !== kit?.build)) throw new HttpError(404, 'not-found', gone(kit));
    await next();
  });
  app.use('/kit/*', openToAll, headers, known, compress(), etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin'] }));
  if (kit !== null) app.get(`/kit/${KIT_MAJOR}/snippet.json`, (c) => c.json(snippetOf(kit, config.publicUrl?.href ?? new URL(c.req.url).origin)));
  app.use('/kit/*', files);
}

const gone = (kit: Kit | null): string =>
  `That build of the kit is not here any more: the server was upgraded${kit === null ? '' : ` to ${kit.version}`}. kit/${KIT_MAJOR}/snippet.json and \`dossier snippet\` have the lines for this one; kit/${KIT_MAJOR}/dossier.js follows the server.`;
