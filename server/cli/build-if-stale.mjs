/** In a clone, builds `dist/` when it is missing or older than any source; a package that ships `dist/` has no sources and builds nothing. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['model', 'components', 'server', 'demo', 'build', 'vite.config.ts', 'package.json', 'tsconfig.json'];

function newest(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

/** In a clone: what was built is missing or older than any of its sources. */
export function isStale(built, sources) {
  if (!existsSync(join(root, 'vite.config.ts'))) return false;
  const stamp = join(root, built);
  const changed = Math.max(...sources.map((name) => join(root, name)).filter((path) => existsSync(path)).map(newest));
  return !existsSync(stamp) || statSync(stamp).mtimeMs < changed;
}

export async function buildIfStale() {
  if (!isStale('dist/server/main.js', SOURCES)) return;
  process.stderr.write('Building …\n');
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
}

/** The documentation beside the demo: made after the kit, whose sizes it tells. */
export async function buildSiteIfStale() {
  if (!existsSync(join(root, 'site/vite.config.ts'))) return;
  if (!isStale('dist/site/index.html', ['site', 'docs', 'components/custom-elements.json', 'components/editors', 'package.json', 'dist/server/main.js'])) return;
  const { build } = await import('vite');
  await build({ configFile: join(root, 'site/vite.config.ts') });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildIfStale();
  await buildSiteIfStale();
}
