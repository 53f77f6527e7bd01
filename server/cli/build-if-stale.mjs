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

export async function buildIfStale() {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const stamp = join(root, 'dist/server/main.js');
  const changed = Math.max(...SOURCES.map((name) => join(root, name)).filter((path) => existsSync(path)).map(newest));
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= changed) return;
  process.stderr.write('Building …\n');
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildIfStale();
