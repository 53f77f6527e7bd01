/** The demo's own pages. Files are read from the build; nothing is made here. */
import { serveStatic } from '@hono/node-server/serve-static';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { createMiddleware } from 'hono/factory';
import type { App, Env } from './door.ts';
import { pageHeaders } from './guard.ts';

const YEAR = 'public, max-age=31536000, immutable';
/** A name with a hash of its content never means anything else. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.(js|css|map|woff2|svg|png)$/;

const cached = createMiddleware<Env>(async function cached(c, next) {
  await next();
  if (c.res.status === 200) c.header('cache-control', HASHED.test(c.req.path) ? YEAR : 'public, max-age=0, must-revalidate');
});

/** Pages of the demo, `index.html` for the root. `/sign-in` and `/a/<id>`, where links lead, are views of two of them. */
export function pageRoutes(app: App, folder: string): void {
  app.use('/sign-in', async (c) => c.redirect('sign-in.html'));
  app.use('/a/:id', async (c) => c.redirect(`../index.html?archive=${encodeURIComponent(c.req.param('id'))}`));
  app.use('/*', pageHeaders, compress(), etag(), cached, serveStatic<Env>({ root: folder }));
}

/** The documentation under `docs/`, whose playgrounds learn from `server.json` that there is a demo beside them. */
export function docsRoutes(app: App, folder: string): void {
  app.get('/docs', (c) => c.redirect('docs/'));
  app.get('/docs/server.json', pageHeaders, (c) => c.json({ demo: true }));
  app.use('/docs/*', pageHeaders, compress(), etag(), cached, serveStatic<Env>({ root: folder, rewriteRequestPath: (path) => path.replace(/^\/docs/, '') }));
}
