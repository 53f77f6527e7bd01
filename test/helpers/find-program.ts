/** Finds a program that tests need, or installs Debian's package where this process may. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
const installed = (program: string): string | undefined => PLACES.map((place) => join(place, program)).find((file) => existsSync(file));
/** Another test may be installing just now: then this one waits for it. */
const apt = (...args: string[]): void => {
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=180', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
};

export function findProgram(program: string, debian: string): string | undefined {
  const file = installed(program);
  if (file !== undefined || process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return file;
  console.log(`Installing ${debian} …`);
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', debian);
  return installed(program);
}

/** Throws one sentence that says what to do where there is none. */
export function findNginx(): string {
  const file = findProgram('nginx', 'nginx-light');
  if (file === undefined) throw new Error('No nginx found: install it (Debian: apt-get install nginx-light).');
  return file;
}
