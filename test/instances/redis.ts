/** A Redis of a test's own on a free port of loopback, in a folder that goes with it. It may be killed, paused and started again; it keeps nothing on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../helpers/dossier.ts';
import { ServerChild } from './child.ts';
import { findRedis } from './find.mjs';

export interface Redis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Away without a word until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** It answers nothing any more, while its connections stay open. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

export const REDIS = findRedis();
/** For `describe.skipIf`. */
export const noRedis = REDIS === undefined;

/** `password`: it lets nobody in without. Default: none. */
export async function startRedis({ password }: { readonly password?: string } = {}): Promise<Redis> {
  if (REDIS === undefined) throw new Error('No Redis found: install it (Debian: apt-get install redis-server).');
  const folder = mkdtempSync(join(tmpdir(), 'dossier-redis-'));
  const port = await freePort();
  const server = new ServerChild({
    program: REDIS, ready: /ready to accept connections/i,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--daemonize', 'no', ...(password === undefined ? [] : ['--requirepass', password])],
  });
  await server.start();
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`, port,
    get pid() { return server.pid; },
    kill: () => server.end('SIGKILL'),
    start: () => server.start(),
    pause: () => { server.pause(); },
    resume: () => { server.resume(); },
    async stop() {
      await server.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
