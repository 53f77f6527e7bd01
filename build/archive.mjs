/** One folder as a `.tar.gz` that has the same bytes for the same content: names in order, one time, no owner. The system's `tar` writes it, GNU's and BSD's alike. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, lutimesSync, readdirSync } from 'node:fs';
import { dirname, basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** 1980, the first year that every archive format can write. */
const TIME = new Date('1980-01-01T00:00:00Z');

const below = (folder) => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((entry) => [join(folder, entry.name), ...(entry.isDirectory() ? below(join(folder, entry.name)) : [])]);

/** Sets the time of everything in the folder, then packs it. */
export async function pack(folder, file) {
  const paths = [folder, ...below(folder)];
  for (const path of paths) lutimesSync(path, TIME, TIME);
  const parent = dirname(folder);
  const gnu = spawnSync('tar', ['--version'], { encoding: 'utf8' }).stdout.includes('GNU');
  const owner = gnu ? ['--owner=0', '--group=0', '--numeric-owner'] : ['--uid', '0', '--gid', '0', '--uname', '', '--gname', ''];
  const tar = spawn('tar', ['-cf', '-', '--format=ustar', ...owner, ...(gnu ? ['--no-recursion'] : ['-n']), '-T', '-'], { cwd: parent, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, LC_ALL: 'C' } });
  const ended = new Promise((resolve, reject) => {
    tar.once('error', reject);
    tar.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))));
  });
  tar.stdin.end(paths.map((path) => `${basename(folder)}${path.slice(folder.length)}\n`).join('').replaceAll('\\', '/'));
  await Promise.all([pipeline(tar.stdout, createGzip({ level: 9 }), createWriteStream(file)), ended]);
}

export async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
