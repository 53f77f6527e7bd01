/** Finds PostgreSQL and Redis on this machine; `--install` fetches Debian's packages first where this process may. Where they are missing, what needs them is left out, and `run.mjs` says so. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((file) => existsSync(file));

/** Debian keeps the server's programs off the path, one folder a version; the newest counts. */
function debianFolder() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return undefined;
  const found = readdirSync(versions).filter((version) => existsSync(join(versions, version, 'bin/initdb')) && existsSync(join(versions, version, 'bin/postgres')));
  const newest = found.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(versions, newest, 'bin');
}

/** Folder of `initdb` and `postgres`; undefined: there are none. */
export function findPostgres() {
  const debian = debianFolder();
  if (debian !== undefined) return debian;
  const initdb = onPath('initdb');
  return initdb !== undefined && existsSync(join(dirname(initdb), 'postgres')) ? dirname(initdb) : undefined;
}

/** Valkey is taken as well. */
export const findRedis = () => onPath('redis-server') ?? ['/usr/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((file) => existsSync(file)) ?? onPath('valkey-server');

/** What is not here, and the package that has it. */
export const missingEngines = () => [
  ...(findPostgres() === undefined ? [{ engine: 'PostgreSQL', debian: 'postgresql' }] : []),
  ...(findRedis() === undefined ? [{ engine: 'Redis', debian: 'redis-server' }] : []),
];

function install() {
  const packages = missingEngines().map(({ debian }) => debian);
  if (packages.length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0 || onPath('apt-get') === undefined) return;
  console.log(`Installing ${packages.join(' and ')} …`);
  // tests start their own; a server that Debian makes beside them would only take room
  const own = '/etc/postgresql-common/createcluster.conf';
  if (packages.includes('postgresql') && !existsSync(own)) {
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, 'create_main_cluster = false\n');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=180', '-o', 'Dpkg::Options::=--force-confold', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--install')) install();
  for (const { engine, debian } of missingEngines()) console.log(`No ${engine} here: what needs it will be left out (Debian: apt-get install ${debian}).`);
}
