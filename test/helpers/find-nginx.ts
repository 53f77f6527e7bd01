/** Finds nginx, or installs Debian's where this process may; otherwise one sentence says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];
const installed = (): string | undefined => PLACES.find((file) => existsSync(file));
const apt = (...args: string[]): void => {
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
};

export function findNginx(): string {
  let file = installed();
  if (file === undefined && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing nginx-light …');
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'nginx-light');
    file = installed();
  }
  if (file === undefined) throw new Error('No nginx found: install it (Debian: apt-get install nginx-light).');
  return file;
}
