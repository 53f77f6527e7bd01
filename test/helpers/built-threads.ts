/** Before a run of tests: the storage's threads as built files, so that a world of a test starts them in a quarter of the time that compiling each anew takes. How a thread finds them is in `server/storage/source-loader.mjs`. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const DAY = 86_400_000;

/** Each run has its own: another may be under way with other sources. */
export async function setup(): Promise<() => void> {
  const all = join(root, 'node_modules/.cache/threads');
  const folder = join(all, String(process.pid));
  const names = readdirSync(join(root, 'server/storage')).filter((name) => name.endsWith('-thread.ts'));
  try {
    await build({
      configFile: false, root, publicDir: false, logLevel: 'error', resolve: { external: true },
      build: { ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, rolldownOptions: { input: Object.fromEntries(names.map((name) => [name.replace(/\.ts$/, ''), join(root, 'server/storage', name)])), output: { entryFileNames: '[name].js' } } },
    });
    process.env['THREADS'] = `${pathToFileURL(folder).href}/`;
  } catch (error) {
    console.error('The threads are compiled by every test that starts them, for they could not be built before:', error);
  }
  return () => {
    rmSync(folder, { recursive: true, force: true });
    for (const name of readdirSync(all, { withFileTypes: true })) {
      const left = join(all, name.name); // of a run that was cut off
      if (Date.now() - statSync(left).mtimeMs > DAY) rmSync(left, { recursive: true, force: true });
    }
  };
}
