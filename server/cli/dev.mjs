/** `npm run dev`: the demo from its sources. The server restarts when its files change; the kit and the pages are built again when theirs do, and a reload shows them. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, buildSiteIfStale } from './build-if-stale.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
await buildIfStale();
await buildSiteIfStale();

let waiting;
let building = Promise.resolve();
const again = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    building = building.then(buildIfStale).then(buildSiteIfStale).catch((error) => console.error(error.message)); // a half-typed file must not end the day
  }, 200);
};
for (const folder of ['model', 'components', 'demo', 'build', 'site', 'docs']) watch(join(root, folder), { recursive: true }, again);

const server = spawn(process.execPath, ['--import', 'tsx', '--watch', join(root, 'server/main.ts'), 'demo', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
