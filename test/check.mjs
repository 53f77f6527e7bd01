/** Static checks: types of every folder under its own rules, then lint. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
const results = [
  ...['.', 'model', 'components', 'server', 'server/pages'].map((folder) => run('node_modules/typescript/bin/tsc', '--noEmit', '-p', folder)),
  run('node_modules/eslint/bin/eslint.js', '.'),
];
process.exit(results.every(Boolean) ? 0 : 1);
