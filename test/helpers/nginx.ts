/** Debian's nginx with the sample that ships, only ports and folders put in, and every timeout as nginx has it. A process of the test's own, in the foreground. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './dossier.ts';
import { findNginx } from './find-program.ts';

export interface Nginx {
  /** `http://127.0.0.1:<port>`, without a slash at its end; Dossier is at `/dossier/` below it. Every host name leads to the same pages. */
  readonly url: string;
  readonly port: number;
  /** One line a request, as Debian's nginx logs them. */
  readonly accessLog: () => string;
  readonly errorLog: () => string;
  stop(): Promise<void>;
}

export interface NginxOptions {
  /** Known before nginx starts, for `DOSSIER_PUBLIC_URL` has it. */
  readonly port: number;
  /** Where Dossier listens on 127.0.0.1. */
  readonly upstream: number;
  /** A folder whose files are served at `/`, as an old intranet's pages. Default: none. */
  readonly pages?: string;
  /** Lines for inside `server { … }`, such as a location for a host's backend. Default: none. */
  readonly server?: string;
  /** Takes `/dossier` off on the way, as many samples on the net do. Ours leaves it in. Default false. */
  readonly strips?: boolean;
  /** Folder of the samples; default: those of this clone. Those of a bundle are in its `packaging/nginx`. */
  readonly samples?: string;
}

const OURS = join(root, 'packaging/nginx');

/** The sample with other ports. Throws when the sample does not have what is to be replaced: then it is not the sample that is tested. */
function sample(folder: string, name: string, ...changes: readonly (readonly [string, string])[]): string {
  let text = readFileSync(join(folder, name), 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${name} does not have "${from}"`);
    text = text.replace(from, to);
  }
  return text;
}

/** What Debian's nginx.conf says, with folders of the test's own. */
const whole = (folder: string, { port, pages, server = '' }: NginxOptions): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes auto;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 768; }
http {
  sendfile on;
  tcp_nopush on;
  types_hash_max_size 2048;
  ${existsSync('/etc/nginx/mime.types') ? 'include /etc/nginx/mime.types;' : 'types { text/html html; text/javascript js; text/css css; }'}
  default_type application/octet-stream;
  access_log ${folder}/access.log;
  gzip on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include ${folder}/dossier.conf;
  server {
    listen 127.0.0.1:${port};
    server_name intranet.test;
    ${pages === undefined ? '' : `root ${pages}; index index.html;`}
    ${server}
    include ${folder}/dossier-location.conf;
  }
}
`;

export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const { port, upstream, strips = false, samples = OURS } = options;
  const program = findNginx();
  const folder = mkdtempSync(join(tmpdir(), 'dossier-nginx-'));
  writeFileSync(join(folder, 'dossier.conf'), sample(samples, 'dossier.conf', ['127.0.0.1:8787', `127.0.0.1:${upstream}`]));
  writeFileSync(join(folder, 'dossier-location.conf'), sample(samples, 'dossier-location.conf', ...(strips ? [['proxy_pass http://dossier;', 'proxy_pass http://dossier/;'] as const] : [])));
  writeFileSync(join(folder, 'nginx.conf'), whole(folder, options));
  const log = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const checked = spawnSync(program, ['-t', ...args], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(`nginx does not take the sample:\n${checked.stderr}${log('error.log')}`);
  const child = spawn(program, [...args, '-g', 'daemon off;'], { stdio: 'ignore' });
  const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
  while (!await answers(port)) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}:\n${log('error.log')}`);
  }
  return {
    url: `http://127.0.0.1:${port}`, port,
    accessLog: () => log('access.log'),
    errorLog: () => log('error.log'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const answers = (port: number): Promise<boolean> => new Promise((done) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.once('error', () => { setTimeout(() => done(false), 50); });
});
