/** `node build/types.mjs`: the kit's types for TypeScript pages, `dist/types`, beside the scripts they describe. Made for a package, not with every build. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist/types');

rmSync(out, { recursive: true, force: true });
const made = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'components'), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', root, '--outDir', out], { stdio: ['ignore', process.stderr, process.stderr] });
if (made.status !== 0) process.exit(1);
for (const name of ['jsx.d.ts', 'jsx-attributes.d.ts']) copyFileSync(join(root, 'components', name), join(out, 'components', name));
// our own files name each other with .ts, which only a compiler with our settings takes
for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, '$1$2.js$1'));
}
