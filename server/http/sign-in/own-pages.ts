/** The server's own pages, as files of the build: which address shows which, under any sub-path. What they show is `server/pages`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { createMiddleware } from 'hono/factory';
import type { Config } from '../../config.ts';
import type { App, Env } from '../door.ts';
import { framePageHeaders, ownPageHeaders } from '../guard.ts';
import type { Face, SignInState } from './routes.ts';

/** Pages by address. An archive's may be any key, with slashes that a proxy has decoded. */
const PAGES = [['/', 'list'], ['/a/:archive{.+}', 'archive'], ['/print/:archive{.+}', 'print'], ['/m', 'capture'], ['/admin', 'admin'], ['/data', 'data'], ['/insight', 'insight'], ['/governance', 'governance'], ['/frame', 'frame'], ['/today', 'today']] as const;
const HASHED = /-[A-Za-z0-9_-]{8,}\.(js|css|map|woff2|svg|png)$/;

/** Files name each other by `{{root}}`: the public path where it is known, since `/dossier` and `/a/x` look at `./` from different places. */
const rooted = (folder: string, { publicUrl }: Config) => (name: string, unknown = './'): string =>
  readFileSync(join(folder, `${name}.html`), 'utf8').replaceAll('{{root}}', publicUrl ? `${publicUrl.pathname.replace(/\/+$/, '')}/` : unknown);

const cached = createMiddleware<Env>(async function cached(c, next) {
  await next();
  if (c.res.status === 200) c.header('cache-control', HASHED.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate');
});

export function ownPageRoutes(app: App, folder: string, config: Config): void {
  const page = rooted(folder, config);
  const headers = ownPageHeaders(config);
  const around = framePageHeaders(config);
  for (const [path, name] of PAGES) {
    const html = page(name, name === 'archive' || name === 'print' ? '../' : './');
    app.get(path, name === 'frame' ? around : headers, compress(), etag(), cached, (c) => c.html(html));
  }
  const files = serveStatic<Env>({ root: folder, rewriteRequestPath: (path) => path.replace(/^\/pages\//, '/') });
  app.use('/pages/*', headers, compress(), etag(), cached, files);
  // a worker reaches as far as its own folder
  app.get('/m-worker.js', headers, cached, serveStatic<Env>({ root: folder, path: 'm-worker.js' }));
}

/** Draws `/sign-in`; where the pages are not built, in plain words. */
export function faces(folder: string | null, config: Config): Face {
  if (folder === null) return (state) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><p>Sign-in: ${state}</p></html>`;
  const html = rooted(folder, config)('sign-in');
  return (state: SignInState) => html.replaceAll('{{state}}', state);
}
