/** Backups: an administrator has one made and sees those that are there. Restoring is for a stopped server: `dossier restore`. */
import { createRoute } from '@hono/zod-openapi';
import type { Backups } from '../services/backups.ts';
import { forbidden } from '../services/errors.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { App, Ctx } from './door.ts';
import { backup, backups as backupList } from './system-schemas.ts';
import { json, refusals, secured } from './spec.ts';

export function backupRoutes(app: App, backups: Backups): void {
  const tags = ['workspace'];
  const security = secured;
  const mustAdminister = (c: Ctx): void => {
    if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator makes backups.');
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/backups', tags, security, summary: 'Make a backup of everything, while the server works on',
    description: 'Into the folder `DOSSIER_BACKUP` of the server. While one is being made, that one is answered.',
    responses: { 202: json(backup, 'The backup, which has begun; `GET /api/backups` tells how far it is.'), ...refusals(403) },
  }), (c) => {
    mustAdminister(c);
    return c.json(backups.begin(), 202);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/backups', tags, security, summary: 'Backups under way and in the folder, newest first',
    responses: { 200: json(backupList, 'Those begun since the server started, then those in the folder.'), ...refusals(403) },
  }), async (c) => {
    mustAdminister(c);
    return c.json({ items: await backups.list() }, 200);
  });
}
