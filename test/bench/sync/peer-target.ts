/** The peers from npm, in `test/bench/peers` with versions of their own; installed there when first needed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { freePort } from '../../helpers/dossier.ts';
import { sleep } from './pace.ts';
import { ServerProcess } from './server-process.ts';
import type { Framing, Target, TargetName } from './target.ts';

const PEERS = resolve(import.meta.dirname, '../peers');
const START_MS = 30_000;

/** Needs the npm registry once. */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules/.package-lock.json'))) return;
  process.stderr.write('Installing the peers into test/bench/peers, once …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: PEERS, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the peers could not be installed; `npm ci` in test/bench/peers says why');
}

async function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); done(true); });
    socket.once('error', () => done(false));
  });
}

async function startPeer(script: string, folder: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(PEERS, script)], {
    cwd: PEERS,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, ...env },
  });
  let output = '';
  // the servers log a stack for each bad message: only the end is kept
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4_000); });
  const server = new ServerProcess(child, port, () => output);
  for (const began = performance.now(); !(await listens(port)); await sleep(25)) {
    if (!server.alive || performance.now() - began > START_MS) {
      await server.kill();
      throw new Error(`${script} did not start:\n${server.words}`);
    }
  }
  return server;
}

function peer(name: TargetName, framing: Framing, script: string, env: Readonly<Record<string, string>> = {}): Target {
  return {
    name, root: 'bench', key: (key) => key, quick: '/',
    prepare: () => Promise.resolve(), // a document is there as soon as somebody names it
    start: (folder) => startPeer(script, folder, env),
    address: (port, room, person) => Promise.resolve({ url: `ws://127.0.0.1:${port}/${framing === 'hocuspocus' ? '' : room}`, headers: {}, framing, room, token: person }),
  };
}

export const hocuspocus = peer('hocuspocus', 'hocuspocus', 'hocuspocus.mjs');
export const hocuspocusAtOnce = peer('hocuspocus-0', 'hocuspocus', 'hocuspocus.mjs', { HP_DEBOUNCE: '0' });
export const yWebsocket = peer('y-websocket', 'y-websocket', 'y-websocket.mjs');
