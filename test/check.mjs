/** Static checks: types of every folder under its own rules, and lint; two at a time. What each has to say is told when it ends. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The longest first. */
const CHECKS = [['node_modules/eslint/bin/eslint.js', '.'], ...['.', 'server', 'components', 'server/pages', 'model'].map((folder) => ['node_modules/typescript/bin/tsc', '--noEmit', '-p', folder])];

function run(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) from.on('data', (bytes) => { said.push([to, bytes]); });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      for (const [to, bytes] of said) to.write(bytes);
      done(code === 0);
    });
  });
}

const waiting = CHECKS.values();
let well = true;
async function worker() {
  for (const args of waiting) if (!await run(args)) well = false;
}
await Promise.all([worker(), worker()]);
process.exitCode = well ? 0 : 1;
