/** The bundle as a customer has it: made from this build, unpacked from its file. Made once for the same content, whichever test asks. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dossier.ts';

export interface Bundle {
  /** The unpacked folder, with `bin/dossier` and `node` in it. Shared: start it with a data folder elsewhere, and write nothing here. */
  readonly folder: string;
  /** The `.tar.gz`, with `.sha256` beside it. */
  readonly file: string;
}

const CACHE = join(root, 'node_modules/.cache/bundle');
/** Bundles of other builds that nobody asked for since then are removed; they are 160 MB each. */
const KEPT_MS = 2 * 3_600_000;
/** What a bundle is made of, beside the packages that the lock names. `dist/bundle` is none of it. */
const INPUTS = ['package.json', 'package-lock.json', 'README.md', 'CHANGELOG.md', 'build', 'packaging', 'docs', 'server/cli/bin.mjs', 'dist/server', 'dist/kit', 'dist/demo', 'dist/pages', 'dist/site'];

function contentKey(): string {
  const hash = createHash('sha256').update(`${process.execPath} ${process.version} ${process.arch}`);
  const add = (path: string): void => {
    if (statSync(join(root, path)).isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    else hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  };
  for (const path of INPUTS) if (existsSync(join(root, path))) add(path);
  return hash.digest('hex').slice(0, 16);
}

export function bundle(): Bundle {
  // as `npm test` has done already; a test that is run alone may come here first
  execFileSync(process.execPath, [join(root, 'server/cli/build-if-stale.mjs')], { stdio: 'inherit' });
  const place = join(CACHE, contentKey());
  if (!existsSync(place)) make(place);
  utimesSync(place, new Date(), new Date());
  const file = readdirSync(place).find((name) => name.endsWith('.tar.gz'));
  if (file === undefined) throw new Error(`${place} holds no bundle; remove the folder`);
  return { file: join(place, file), folder: join(place, file.replace(/\.tar\.gz$/, '')) };
}

function make(place: string): void {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) if (Date.now() - statSync(join(CACHE, name)).mtimeMs > KEPT_MS) rmSync(join(CACHE, name), { recursive: true, force: true });
  const making = mkdtempSync(join(CACHE, 'making-'));
  const made = spawnSync(process.execPath, [join(root, 'build/bundle.mjs'), '--out', making], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (made.status !== 0) throw new Error('the bundle could not be made');
  const file = readdirSync(making).find((name) => name.endsWith('.tar.gz'))!;
  execFileSync('tar', ['-xzf', file], { cwd: making });
  try {
    renameSync(making, place);
  } catch {
    rmSync(making, { recursive: true, force: true }); // another test made the same at the same time
  }
}
