/** `npm run bench [name …] [-- options]`: each figure of the README by a command; the built server is driven as a black box with its shipped defaults. Options go to each bench named. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const all = readdirSync(here).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
const args = process.argv.slice(2);
const first = args.findIndex((arg) => arg.startsWith('-'));
const wanted = first === -1 ? args : args.slice(0, first);
const options = first === -1 ? [] : args.slice(first);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  process.exit(2);
}
if (spawnSync(process.execPath, [`${here}../../server/cli/build-if-stale.mjs`], { stdio: 'inherit' }).status !== 0) process.exit(1);
let failed = false;
for (const name of wanted.length > 0 ? wanted : all) {
  failed = spawnSync(process.execPath, ['--import', 'tsx', `${here}${name}.ts`, ...options], { stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);
