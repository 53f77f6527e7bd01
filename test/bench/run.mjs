/** `npm run bench [name …]`: each figure of the README by a command; the built server is driven as a black box with its shipped defaults. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const all = readdirSync(here).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  process.exit(2);
}
if (spawnSync(process.execPath, [`${here}../../server/cli/build-if-stale.mjs`], { stdio: 'inherit' }).status !== 0) process.exit(1);
let failed = false;
for (const name of wanted.length > 0 ? wanted : all) {
  failed = spawnSync(process.execPath, ['--import', 'tsx', `${here}${name}.ts`], { stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);
