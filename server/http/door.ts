/** What the routes are given, and how they find the archive of a request. No route keeps anything of its own. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Opening } from '../services/audit/trail.ts';
import type { OpenAnswers } from './open-answers.ts';
import type { Changes } from '../services/changes.ts';
import type { Nodes } from '../nodes/nodes.ts';
import type { HealthWatch } from '../services/health-watch.ts';
import { forbidden, invalid, mustStay, notFound } from '../services/errors.ts';
import type { Logger } from '../services/log.ts';
import type { Services } from '../services/services.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub, Session } from '../sync/sync.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import type { RandomBytes } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';

export interface Door {
  readonly config: Config;
  readonly storage: Storage;
  readonly access: ServerAccess;
  readonly hub: Hub;
  readonly services: Services;
  readonly changes: Changes;
  /** Answers on their way, to be cut for who is shut out. */
  readonly answers: OpenAnswers;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
  readonly health: HealthWatch;
  readonly nodes: Nodes;
  /** Whether people should be sent here. */
  readonly ready: () => boolean;
  /** True in `dossier demo`: the workspace says so on every page. */
  readonly demo: boolean;
}

export interface Env {
  /** Missing where the app is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: { session: Session; /** Of the archive in the path. */ rights: Rights; /** Restricted sections that the answer holds, see `reading`. */ opened?: readonly Opening[] };
}
export type App = OpenAPIHono<Env>;
export type Ctx = Context<Env>;

/** An app whose schema problems are all told, in the words of the other errors. */
export const newApp = (): App => new OpenAPIHono<Env>({
  defaultHook: (result) => {
    if (result.success) return;
    throw invalid(result.error.issues.map((issue) => ({
      field: issue.path.join('.') || ('keys' in issue && Array.isArray(issue.keys) ? issue.keys.join(', ') : 'body'),
      code: issue.code.replaceAll('_', '-'),
      message: issue.message,
    })));
  },
});

/** The archive that an id or external key names, with this person's rights; `not-found` whether it is missing or may not be seen. */
export async function archiveOf(door: Door, c: Ctx, text: string): Promise<Rights> {
  const ref = parseArchiveRef(text);
  const id = ref && await door.access.resolve(ref);
  const rights = id && await door.access.rights(c.get('session').person, id);
  if (!rights) throw notFound();
  return rights;
}

export const levelOn = (rights: Rights, section: SectionKey): Level => rights.sections.get(section)?.level ?? 'none';

/** `not-found` below `read`: the section does not exist for this person. */
export function mustRead(rights: Rights, section: SectionKey): void {
  if (!atLeast(levelOn(rights, section), 'read')) throw notFound();
}

/** Finds the archive of the path before anything in the request is looked at: who may not see it learns nothing from how a body is refused. */
export const seen = (door: Door) => createMiddleware<Env>(async function seen(c, next) {
  const rights = await archiveOf(door, c, c.req.param('id') ?? '');
  const { person } = c.get('session');
  if (!door.access.directory.leavers.reads(person.id, [rights.archive.id])) mustStay(person);
  c.set('rights', rights);
  await next();
});

/** The right on a section that a request needs, asked before its body is read. */
export const needs = (level: Level, section: SectionKey) => createMiddleware<Env>(async function needs(c, next) {
  const rights = c.get('rights');
  mustRead(rights, section);
  if (!atLeast(levelOn(rights, section), level)) throw forbidden('Your right on this archive does not reach so far.');
  await next();
});
