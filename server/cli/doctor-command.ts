/** `dossier doctor`: what stands between an administrator and a good night, each in one sentence that tells what to do. Beside a running server, over a stopped folder, or from another computer. */
import type { HealthCheck } from '../../model/api.ts';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { judge, worstState } from '../services/health.ts';
import type { HealthFacts } from '../services/health.ts';
import { folderChecks, folderOf, lookAtIssuer, stoppedFacts } from './doctor/inside.ts';
import { ask, lookFrom } from './doctor/outside.ts';
import { CommandError, EXIT, needFiles } from './world.ts';
import type { World } from './world.ts';

export interface DoctorArguments { /** Look at a server from here, and at nothing of this computer. */ readonly url?: string; readonly json: boolean }

/** Answers the exit code: 1 when there is anything to do. */
export async function doctorCommand({ url, json }: DoctorArguments, world: World): Promise<number> {
  const checks = merged(url === undefined ? await here(readConfig(world.env, 'command'), world) : await there(addressOf(url), world));
  const state = worstState(checks);
  if (json) world.out(JSON.stringify({ ok: state === 'ok', state, checks }, null, 2));
  else for (const line of linesOf(checks)) world.out(line);
  return state === 'ok' ? EXIT.done : EXIT.failed;
}

function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new CommandError(EXIT.usage, `--url ${JSON.stringify(url)} is no http: or https: address.`);
  return url.replace(/\/+$/, '');
}

async function there(base: string, world: World): Promise<readonly HealthCheck[]> {
  const { health, checks, clocks } = await lookFrom(base, world.now, true);
  return [...(health?.checks ?? []), ...checks, ...judge({ now: world.now(), clocks })];
}

async function here(config: Config, world: World): Promise<readonly HealthCheck[]> {
  needFiles(config, 'doctor', 'name a server with --url.');
  const folder = await folderOf(config.data);
  const issuer = await lookAtIssuer(config, world.now);
  const look = folder.state === 'stopped' ? folder.look : null;
  if (folder.state !== 'running') {
    const clocked: HealthFacts = { ...await stoppedFacts(config, look, world.now()), ...(issuer.clocks.length > 0 ? { clocks: issuer.clocks } : {}) };
    return [...folderChecks(folder), ...issuer.checks, ...judge(clocked)];
  }
  const local = localAddress(config);
  const asked = await ask(local, world.now);
  if ('problem' in asked) {
    const silent: HealthCheck = { name: 'server', state: 'fail', text: `A process has the data folder, but nothing answers at ${local}: give this command the settings of the server, above all DOSSIER_PORT, or look at the server’s log.` };
    return [silent, ...issuer.checks, ...judge(await stoppedFacts(config, null, world.now()))];
  }
  const outside = await lookFrom(config.publicUrl?.href.replace(/\/+$/, '') ?? local, world.now, config.publicUrl !== null);
  return [
    ...asked.health.checks, ...outside.checks, ...issuer.checks,
    ...judge({ now: world.now(), clocks: [...asked.clocks.filter(({ whose }) => whose === 'server'), ...outside.clocks, ...issuer.clocks] }),
    // a server that does not take this command for an administrator keeps that to itself
    ...judge({ now: world.now(), weakSecrets: (await stoppedFacts(config, null, world.now())).weakSecrets ?? [] }),
  ];
}

/** Where a process of this computer reaches the server. */
function localAddress({ host, port }: Config): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

const RANK = { ok: 0, warn: 1, fail: 2 } as const;

/** One line a name: what was tried says more than what was only noticed, and the worst of what is left. */
function merged(checks: readonly HealthCheck[]): readonly HealthCheck[] {
  const byName = new Map<string, HealthCheck>();
  for (const check of checks) {
    const known = byName.get(check.name);
    const tried = check.name === 'websocket' && known !== undefined;
    if (known === undefined || tried || RANK[check.state] > RANK[known.state]) byName.set(check.name, check);
  }
  return [...byName.values()];
}

function linesOf(checks: readonly HealthCheck[]): readonly string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const findings = checks.filter(({ state }) => state !== 'ok').length;
  return [
    ...[...checks].sort((a, b) => RANK[b.state] - RANK[a.state]).map(({ name, state, text }) => `${state.padEnd(4)}  ${name.padEnd(width)}  ${text}`),
    findings === 0 ? 'All is well.' : `${findings === 1 ? 'One thing' : `${findings} things`} to do.`,
  ];
}
