/** All routes in one app, behind the guards that every request passes. */
import type { Imports } from '../services/import/jobs.ts';
import { archiveRoutes } from './archive-routes.ts';
import { classifyRoutes } from './classify-routes.ts';
import { demoGuard, demoRoutes } from './demo-routes.ts';
import type { Demo } from './demo-routes.ts';
import { directoryRoutes } from './directory-routes.ts';
import { newApp, seen } from './door.ts';
import type { App, Door } from './door.ts';
import { errorHandler, HttpError } from './errors.ts';
import { fileRoutes } from './file-routes.ts';
import { apiHeaders, authenticate, boundedBody, embedding } from './guard.ts';
import { importRoutes } from './import-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { sectionRoutes } from './section-routes.ts';
import { kitRoutes, pageRoutes } from './static-routes.ts';
import { describeApi, systemRoutes } from './system-routes.ts';
import { transactionRoutes } from './transaction-routes.ts';

export interface Parts {
  readonly imports: Imports;
  readonly demo?: Demo | undefined;
  readonly files?: { readonly kit: string | null; readonly pages: string | null } | undefined;
}

/** Paths that need no token. */
const OPEN: ReadonlySet<string> = new Set(['/api/openapi.json', '/api/demo/people', '/api/demo/session']);
/** Paths whose bodies stream and are bounded where they are read. */
const STREAMED = /^\/api\/(imports|archives\/[^/]+\/files)$/;

export function createRoutes(door: Door, { imports, demo, files }: Parts): App {
  const { config, log } = door;
  const app = newApp();
  const answerError = errorHandler(log);
  app.onError(answerError);
  app.notFound((c) => answerError(new HttpError(404, 'not-found', 'There is no such path.'), c));

  if (demo) app.use('*', demoGuard);
  const secure = authenticate(door);
  const bounded = boundedBody(config.limits.jsonBytes);
  app.use('/healthz', apiHeaders);
  app.use('/api/*', apiHeaders, embedding(config));
  app.use('/api/*', (c, next) => (OPEN.has(c.req.path) ? next() : secure(c, next)));
  app.use('/api/*', (c, next) => (c.req.method === 'POST' && STREAMED.test(c.req.path) ? next() : bounded(c, next)));
  app.use('/api/archives/:id/*', seen(door));

  systemRoutes(app, door);
  archiveRoutes(app, door);
  sectionRoutes(app, door);
  overviewRoutes(app, door);
  transactionRoutes(app, door);
  fileRoutes(app, door);
  directoryRoutes(app, door);
  classifyRoutes(app, door);
  importRoutes(app, door, imports);
  if (demo) demoRoutes(app, demo);
  describeApi(app);
  if (files?.kit) kitRoutes(app, files.kit);
  if (files?.pages) pageRoutes(app, files.pages);
  return app;
}
