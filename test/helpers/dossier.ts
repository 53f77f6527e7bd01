/** The built server as a black box: a folder, an environment, a process; tokens as a company's own backend would mint them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SignJWT } from 'jose';

export const root = resolve(import.meta.dirname, '../..');
export const BIN = join(root, 'server/cli/bin.mjs');
export const SECRET = 'a secret of the test company, long enough';

export interface Running {
  readonly url: string;
  readonly folder: string;
  readonly process: ChildProcess;
  readonly output: () => string;
  api<T = unknown>(token: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** The process dies at once, as in a power cut of the process; the folder stays. */
  kill(): Promise<void>;
  /** Ends politely and removes the folder unless it was given. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly command?: 'serve' | 'demo';
  readonly folder?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the built program is; this clone by default. */
  readonly program?: string;
  /** Folder of an unpacked bundle instead: its own command, on a computer where no Node, compiler or tool is on the path. */
  readonly bundle?: string;
}

/** Below the ports a system gives to outgoing connections, which would take one between asking and listening; each worker has its own. */
const PORTS = { from: 12_000, each: 4_000 };
let next = randomInt(PORTS.each);

export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + (Number(process.env.VITEST_POOL_ID ?? 0) % 4) * PORTS.each + next++ % PORTS.each;
    const server = createServer();
    const free = await new Promise<boolean>((done) => server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)));
    if (!free) continue;
    await new Promise((done) => server.close(done));
    return port;
  }
}

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'dossier-'));

/** Requests to the server at this address. */
export const caller = (url: string): Running['api'] => async (token, method, path, body) => {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as never };
};

/** Starts `dossier serve` or `dossier demo` and waits for its ready line. */
export async function start(options: StartOptions = {}): Promise<Running> {
  const folder = options.folder ?? tempFolder();
  const port = options.port ?? await freePort();
  const command = options.command ?? 'serve';
  const { bundle } = options;
  const [file, ...args] = bundle === undefined ? [process.execPath, options.program === undefined ? BIN : join(options.program, 'server/cli/bin.mjs')] : [join(bundle, 'bin/dossier')];
  const child = spawn(file, [...args, command], {
    cwd: bundle === undefined ? options.program ?? root : folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: bundle === undefined ? process.env.PATH : '/nowhere', HOME: process.env.HOME, DOSSIER_PORT: String(port), DOSSIER_DATA: folder,
      ...(command === 'serve' ? { DOSSIER_JWT_SECRET: SECRET } : {}), ...options.env,
    },
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /is ready: (https?:\/\/[^\s"]+)/.exec(output)?.[1]; // a build that ran before may have printed others
      if (address !== undefined) done(address.replace(/\/$/, ''));
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${String(code)}:\n${output}`)));
  });
  const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
  return {
    url, folder, process: child, output: () => output,
    api: caller(url),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Claims { readonly sub: string; readonly name?: string; readonly roles?: readonly string[]; readonly department?: string }

/** What a host's backend mints for the person who is signed in there: half an hour, HS256. */
export function mint(claims: Claims, secret = SECRET): Promise<string> {
  const { sub, ...rest } = claims;
  return new SignJWT({ ...rest }).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setAudience('dossier')
    .setIssuedAt().setExpirationTime('30m').sign(new TextEncoder().encode(secret));
}
