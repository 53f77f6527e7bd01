/** Several servers of one company as it runs them: processes over one PostgreSQL and one Redis, behind one address that sends people to those that are ready. Faults of the network are left to whoever puts them between. */
import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { rmSync } from 'node:fs';
import { startPostgres } from '../instances/postgres.ts';
import type { Postgres, PostgresOptions } from '../instances/postgres.ts';
import { startRedis } from '../instances/redis.ts';
import type { Redis } from '../instances/redis.ts';
import { caller, start, tempFolder } from './dossier.ts';
import type { Running } from './dossier.ts';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** How often a load balancer asks who is ready. */
const ASK_MS = 200;

/** Hands each new connection to the next server whose `/readyz` said yes; connections that are there stay where they are, as HAProxy and nginx leave them. */
export async function startBalancer(servers: () => readonly string[]): Promise<Balancer> {
  const open = new Set<Socket>();
  const ready = new Set<string>();
  let turn = 0;
  const ask = async (): Promise<void> => {
    await Promise.all(servers().map(async (url) => {
      const yes = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) }).then((answer) => answer.ok, () => false);
      if (yes) ready.add(url);
      else ready.delete(url);
    }));
    for (const url of ready) if (!servers().includes(url)) ready.delete(url);
  };
  await ask();
  let asking = Promise.resolve();
  const timer = setInterval(() => { asking = ask(); }, ASK_MS);
  const server = createServer((from) => {
    const all = [...ready];
    const url = all[turn++ % Math.max(1, all.length)];
    if (url === undefined) return void from.resetAndDestroy();
    const to = connect(Number(new URL(url).port), '127.0.0.1');
    for (const [one, other] of [[from, to], [to, from]] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      clearInterval(timer);
      await asking;
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface SeveralServers {
  readonly postgres: Postgres;
  readonly redis: Redis;
  /** In the order of their start; one that has ended and was started again keeps its place. */
  readonly servers: readonly Running[];
  /** The one address that people know. */
  readonly url: string;
  readonly api: Running['api'];
  /** Ends it as an upgrade does and starts it anew at the same port; resolves when it is ready again. */
  restart(which: number): Promise<void>;
  stop(): Promise<void>;
}

export interface SeveralOptions {
  /** Default 3. */
  readonly count?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: PostgresOptions['settings'];
}

export async function startSeveral({ count = 3, env = {}, settings = {} }: SeveralOptions = {}): Promise<SeveralServers> {
  const postgres = await startPostgres({ settings });
  const redis = await startRedis();
  const folder = tempFolder();
  const all = { ...env, DOSSIER_DATABASE_URL: await postgres.database(), DOSSIER_REDIS_URL: redis.url, DOSSIER_AUDIT_KEY: Buffer.alloc(32, 7).toString('base64') };
  const servers: Running[] = [];
  for (let which = 0; which < count; which++) servers.push(await start({ folder, env: all }));
  const balancer = await startBalancer(() => servers.map(({ url }) => url));
  return {
    postgres, redis, servers,
    url: balancer.url,
    api: caller(balancer.url),
    async restart(which) {
      const before = servers[which]!;
      await before.stop();
      servers[which] = await start({ folder, env: all, port: Number(new URL(before.url).port) });
    },
    async stop() {
      await balancer.close();
      for (const server of servers) await server.stop();
      await redis.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
