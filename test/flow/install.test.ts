/** `packaging/install.sh` of the bundle: what it lays down, that it makes a secret, and that a second run and a newer version keep what is there. Into a folder of its own, so users and services stay as they are. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { bundle } from '../helpers/bundle.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-install-'));
let folder: string;
let version: string;
const install = (from: string): string => execFileSync(join(from, 'packaging/install.sh'), ['--url', 'https://intranet.example/dossier', '--root', place], { encoding: 'utf8' });
const at = (path: string): string => join(place, path);
const settings = (): string => readFileSync(at('etc/dossier/dossier.env'), 'utf8');

beforeAll(() => {
  ({ folder } = bundle());
  ({ version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string });
  install(folder);
}, 400_000);
afterAll(() => { rmSync(place, { recursive: true, force: true }); });

it('lays down the program, which runs from where it is linked', () => {
  expect(readlinkSync(at('opt/dossier/current'))).toBe(version);
  expect(execFileSync(at('opt/dossier/current/bin/dossier'), ['--version'], { encoding: 'utf8', env: { PATH: '/nowhere' } }).trim()).toBe(version);
  expect(statSync(at('var/lib/dossier')).mode & 0o777).toBe(0o700);
});

it('is all that goes into a container', () => {
  const copied = readFileSync(join(folder, 'packaging/container/Containerfile'), 'utf8').split('\n').flatMap((line) => (line.startsWith('COPY ') ? line.split(' ').slice(1, -1) : []));
  expect(copied.filter((part) => !existsSync(join(folder, part)) || part === '.')).toEqual([]);
  expect(copied).toEqual(expect.arrayContaining(['node', 'bin', 'dist', 'node_modules', 'server', 'package.json']));
});

it('makes settings that the server takes, with a secret of its own that not everybody reads', () => {
  const env = Object.fromEntries(settings().split('\n').filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const config = readConfig(env, 'serve');
  expect(config.publicUrl?.href).toBe('https://intranet.example/dossier');
  expect(config.identity.kind === 'secret' && config.identity.secrets[0]!.length).toBeGreaterThanOrEqual(48);
  expect(statSync(at('etc/dossier/dossier.env')).mode & 0o007).toBe(0);
});

it('keeps settings and a changed unit, and puts a newer version beside the old one', () => {
  appendFileSync(at('etc/dossier/dossier.env'), 'DOSSIER_TIMEZONE=Europe/Madrid\n');
  appendFileSync(at('etc/systemd/system/dossier.service'), '# ours\n');
  const before = settings();
  const newer = at('newer');
  cpSync(folder, newer, { recursive: true });
  const description = JSON.parse(readFileSync(join(newer, 'package.json'), 'utf8')) as object;
  writeFileSync(join(newer, 'package.json'), JSON.stringify({ ...description, version: '99.0.0' }));
  // somebody has tried it before, in the unpacked folder
  mkdirSync(join(newer, 'dossier-try'));
  writeFileSync(join(newer, 'dossier-try/dossier.env'), 'DOSSIER_JWT_SECRET=secret\n');
  const said = install(newer);
  expect(readdirSync(at('opt/dossier/99.0.0'))).toEqual(readdirSync(folder));
  expect(readlinkSync(at('opt/dossier/current'))).toBe('99.0.0');
  expect(statSync(at(`opt/dossier/${version}/node`)).isFile()).toBe(true);
  expect(settings()).toBe(before);
  expect(readFileSync(at('etc/systemd/system/dossier.service'), 'utf8')).toMatch(/# ours\n$/);
  expect(said).toContain(`The version before is ${at(`opt/dossier/${version}`)}`);
});

it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('the unit is one that systemd takes, and gives little away', () => {
  const unit = join(place, 'dossier.service');
  writeFileSync(unit, readFileSync(join(folder, 'packaging/systemd/dossier.service'), 'utf8').replace('/opt/dossier/current/bin/dossier', '/bin/true'));
  const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  expect([verified.status, verified.stderr]).toEqual([0, '']);
  const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], { encoding: 'utf8' });
  const exposure = /exposure level for dossier\.service: ([\d.]+)/.exec(stdout)?.[1];
  if (exposure !== undefined) expect(Number(exposure)).toBeLessThan(2);
});
