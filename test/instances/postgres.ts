/** A PostgreSQL of a test's own on a free port of loopback, in a folder that goes with it. It may be crashed, paused and started again; what is in it is the test's. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../helpers/dossier.ts';
import { ServerChild } from './child.ts';
import { findPostgres } from './find.mjs';

export interface Postgres {
  /** Of the database `postgres`; its user may do everything. */
  readonly url: string;
  readonly port: number;
  /** Of the server's first process. */
  readonly pid: number;
  /** A new, empty database; resolves with its address. */
  database(options?: DatabaseOptions): Promise<string>;
  /** Ends every connection, but nothing that was committed is lost: `immediate` is a crash, after which it recovers. Resolves when it takes connections again. */
  restart(how: 'immediate' | 'fast'): Promise<void>;
  /** It answers nothing any more, while its connections stay open. */
  pause(): void;
  resume(): void;
  /** What it logged. */
  readonly said: string;
  /** Away without a word until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** How texts are put in order where a statement does not say: `C` by code points, `icu` as people of the United States expect it, as many companies' databases do. Default `C`. */
  readonly order?: 'C' | 'icu';
  /** Name of a database that it begins as a copy of; nobody may be connected to that one. Default: nothing in it. */
  readonly like?: string;
}

export interface PostgresOptions {
  /** Settings of the server besides those of tests, such as `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export const POSTGRES = findPostgres();
/** For `describe.skipIf`. */
export const noPostgres = POSTGRES === undefined;

const USER = 'dossier';
/** What a process writes survives its own crash without it; only the machine's would lose it, and no test ends the machine. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', shared_buffers: '32MB', max_connections: '200', log_min_messages: 'warning', autovacuum_naptime: '10s' };

/** PostgreSQL refuses to run as root; Debian's user for it stands in. */
function otherThanRoot(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Making an empty cluster takes seconds, copying one none: it is made once a machine and version. */
function emptyCluster(bin: string, user: ReturnType<typeof otherThanRoot>): string {
  const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', ...user }).replace(/[^0-9.]+/g, '-').replace(/-+$/, '');
  const place = join(tmpdir(), `dossier-empty-postgres${version}-${user?.uid ?? process.getuid?.() ?? 0}`);
  if (existsSync(place)) return place;
  const made = mkdtempSync(`${place}-`);
  if (user !== undefined) chownSync(made, user.uid, user.gid);
  execFileSync(join(bin, 'initdb'), ['--no-sync', '-D', made, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C'], { stdio: 'ignore', cwd: tmpdir(), ...user });
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true }); // another test made it in the same moment
  }
  return place;
}

export async function startPostgres({ settings = {} }: PostgresOptions = {}): Promise<Postgres> {
  const bin = POSTGRES;
  if (bin === undefined) throw new Error('No PostgreSQL found: install it (Debian: apt-get install postgresql).');
  const user = otherThanRoot();
  const empty = emptyCluster(bin, user);
  const folder = mkdtempSync(join(tmpdir(), 'dossier-postgres-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync('cp', ['-a', empty, data]);
  const port = await freePort();
  const server = new ServerChild({
    program: join(bin, 'postgres'), user, ready: /ready to accept connections/,
    args: ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, ...Object.entries({ ...SETTINGS, log_min_messages: 'log', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
  });
  const urlOf = (database: string): string => `postgres://${USER}:word@127.0.0.1:${port}/${database}`;
  await server.start();
  let databases = 0;
  return {
    url: urlOf('postgres'), port,
    get pid() { return server.pid; },
    get said() { return server.said; },
    async database({ order = 'C', like = 'template0' } = {}) {
      const name = `test_${++databases}`;
      const client = new Client({ connectionString: urlOf('postgres') });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${like} ${order === 'icu' ? "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" : ''}`);
      } finally {
        await client.end();
      }
      return urlOf(name);
    },
    async restart(how) {
      await server.end(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await server.start();
    },
    pause: () => { server.pause(); },
    resume: () => { server.resume(); },
    kill: () => server.end('SIGQUIT'),
    start: () => server.start(),
    async stop() {
      await server.end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
