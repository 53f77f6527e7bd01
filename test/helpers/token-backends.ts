/** The recipes that mint tokens (`site/recipes/tokens`), each started as its page says, with the sessions of a sign-in of its own. What has no runtime here is left out and named. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { freePort, root } from './dossier.ts';

export const TOKENS = join(root, 'site/recipes/tokens');
export type Runtime = 'node' | 'python' | 'java' | 'php';

/** A person's session at the intranet, and one that has ended. */
export const SESSION = 'a1b2c3d4e5f6a7b8c9d0';
export const OVER = 'f0e1d2c3b4a5f6e7d8c9';
const USER = { id: 'lea', name: 'Lea Brandt', department: 'sales' };

const at = (...programs: readonly string[]): string | undefined => programs.flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => join(folder, name))).find((file) => existsSync(file));
const answersTo = (file: string | undefined, ...args: readonly string[]): boolean => file !== undefined && spawnSync(file, args, { stdio: 'ignore' }).status === 0;

interface Recipe { readonly file: string | undefined; readonly args: (port: number, folder: string) => readonly string[]; readonly folder: string; readonly signs: boolean }

const php = at('php');
const java = at('java');
const python = at('python3');
export const RECIPES: Readonly<Record<Runtime, Recipe>> = {
  node: { file: process.execPath, folder: 'node', signs: true, args: (port) => ['token.mjs', String(port)] },
  python: { file: python, folder: 'python', signs: answersTo(python, '-c', 'import cryptography'), args: (port) => ['token.py', String(port)] },
  java: { file: answersTo(java, '--source', '17', '--version') ? java : undefined, folder: 'java', signs: true, args: (port) => ['-Xshare:auto', '-XX:TieredStopAtLevel=1', 'Token.java', String(port)] },
  php: { file: answersTo(php, '-r', 'exit(PHP_VERSION_ID >= 80100 && function_exists("session_start") && function_exists("openssl_sign") ? 0 : 1);') ? php : undefined, folder: 'php', signs: true, args: (port, folder) => ['-d', `session.save_path=${folder}`, '-S', `127.0.0.1:${port}`, 'token.php'] },
};

export interface Backend { readonly url: string; readonly process: ChildProcess; readonly output: () => string }

/** What the intranet's own sign-in leaves behind: a file of sessions in each of the ways. */
export function writeSessions(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const [open, over] = [Math.floor(Date.now() / 1000) + 8 * 3600, 1_700_000_000];
  writeFileSync(join(folder, 'sessions.json'), JSON.stringify({ [SESSION]: { ...USER, until: open }, [OVER]: { ...USER, until: over } }));
  writeFileSync(join(folder, 'sessions.properties'), [[SESSION, open], [OVER, over]].map(([id, until]) => `${id} = ${USER.id}|${USER.name}|${USER.department}|${until}\n`).join(''));
  if (RECIPES.php.file === undefined) return;
  for (const [id, until] of [[SESSION, open], [OVER, over]]) {
    const made = spawnSync(RECIPES.php.file, ['-d', `session.save_path=${folder}`, '-r', `session_id("${id}"); session_start(); $_SESSION["user"] = json_decode('${JSON.stringify({ ...USER, until })}', true);`], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr + made.stdout);
  }
}

export async function startBackend(runtime: Runtime, folder: string, env: Readonly<Record<string, string>>): Promise<Backend> {
  const recipe = RECIPES[runtime];
  if (recipe.file === undefined) throw new Error(`${runtime} is not on this computer`);
  const port = await freePort();
  let output = '';
  const child = spawn(recipe.file, recipe.args(port, folder), {
    cwd: join(TOKENS, recipe.folder), stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, SESSIONS: join(folder, runtime === 'java' ? 'sessions.properties' : 'sessions.json'), PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  while (!await listens(port)) if (child.exitCode !== null) throw new Error(`${runtime} ended with ${child.exitCode}:\n${output}`);
  return { url: `http://127.0.0.1:${port}`, process: child, output: () => output };
}

export const listens = (port: number): Promise<boolean> => new Promise((done) => {
  const socket = createConnection(port, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.once('error', () => { setTimeout(() => done(false), 50); });
});

export const ended = (child: ChildProcess): Promise<number | null> => (child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => { child.once('exit', done); }));
