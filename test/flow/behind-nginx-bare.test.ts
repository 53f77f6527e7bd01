/** Where there is neither compiler nor Node nor network: one script of the bundle puts Dossier behind Debian's nginx with its default timeouts, and whoever is quiet there for two and a half minutes is still there. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { CrowdReport } from '../helpers/bare-crowd.ts';
import { bundle, type Bundle } from '../helpers/bundle.ts';
import { root } from '../helpers/dossier.ts';
import { findNginx } from '../helpers/find-program.ts';

/** Namespaces of one's own need root, or a kernel that gives them to everyone. */
const able = process.platform === 'linux' && spawnSync('unshare', ['--net', '--mount', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

let made: Bundle;
beforeAll(() => {
  findNginx();
  made = bundle();
}, 400_000);

it.skipIf(!able)('from the bundle alone: 300 people of one address, quiet for 150 s behind nginx, hear the next edit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bare-'));
  try {
    const child = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, '--import', 'tsx', join(root, 'test/helpers/bare-crowd.ts'), made.file, folder, '150'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const code = await new Promise((done) => { child.once('exit', done); });
    expect(code, output).toBe(0);
    const { doctor, ...report } = JSON.parse(output) as CrowdReport;
    console.log(JSON.stringify(report), doctor.text);
    expect(report).toMatchObject({ health: 200, people: 300, lost: { visible: 0, hidden: 0, plain: 0, streams: 0 }, heard: { visible: 200, hidden: 80, plain: 10, streams: 10 } });
    expect(report.seconds).toBeGreaterThanOrEqual(150);
    expect(doctor.code, doctor.text).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 400_000);
