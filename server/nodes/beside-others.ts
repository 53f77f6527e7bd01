/** A server among others over one database: what `serve.ts` gives to `createDossier` where `DOSSIER_DATABASE_URL` is set. */
import type { Clock } from '../clock.ts';
import type { DossierOptions } from '../app.ts';
import type { Config } from '../config.ts';
import type { Fanout } from '../fanout/fanout.ts';
import { ALONE } from '../fanout/local.ts';
import { redisFanout } from '../fanout/redis.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Logger } from '../services/log.ts';
import { Cluster } from './cluster.ts';
import { PostgresNodeStore } from './postgres-store.ts';

export interface BesideOthers {
  /** For `createDossier`. */
  readonly options: Required<Pick<DossierOptions, 'nodes' | 'beside'>>;
  /** After the server has stopped. */
  close(): Promise<void>;
}

export interface BesideOptions { readonly config: Pick<Config, 'database' | 'redis' | 'limits'>; readonly clock: Clock; readonly random: RandomBytes; readonly log: Logger }

/** Null: there is no database, and this server is alone over its folder. */
export function besideOthers({ config: { database, redis, limits: { leaseMs } }, clock, random, log }: BesideOptions): BesideOthers | null {
  if (database === null) return null;
  const node = Buffer.from(random(9)).toString('base64url');
  const store = new PostgresNodeStore({ url: database.href, log, answerMs: Math.min(2_000, leaseMs / 2) });
  // the database names the installation: two of them may share a Redis
  const fanout: Fanout = redis ? redisFanout({ url: redis.href, prefix: `dossier:${database.host}${database.pathname}`, clock, log }) : ALONE;
  if (!redis) log.warn({}, 'DOSSIER_REDIS_URL is not set: what is written on another server is seen here a second or two later');
  return {
    options: { nodes: (ears) => new Cluster({ node, store, fanout, clock, log, leaseMs, ...ears }), beside: { fanout, node } },
    async close() {
      await fanout.close();
      await store.close();
    },
  };
}
