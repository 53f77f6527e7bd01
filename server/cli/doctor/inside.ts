/** What the data folder, the disks and the settings of this computer say, whether or not a server runs on them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthCheck } from '../../../model/api.ts';
import type { Config } from '../../config.ts';
import { bornOf, roomsOf, weakSecretsOf } from '../../services/health-watch.ts';
import type { HealthFacts } from '../../services/health.ts';
import { agedOf, storedBackups } from '../../services/stored-backups.ts';
import type { Look } from '../../storage/look.ts';
import { maintain } from '../../storage/maintenance.ts';
import { ARCHIVE_FILE } from '../../storage/migrations-archive.ts';
import { StorageError } from '../../storage/storage.ts';
import { RESTORING } from '../../storage/upgrade.ts';
import { reasonOf } from './outside.ts';

/** `running`: another process has the folder, a server by all odds. `stopped`: nobody has. `broken`: a start would refuse it, with its sentence. */
export type Folder =
  | { readonly state: 'missing' | 'empty' | 'running' }
  | { readonly state: 'stopped'; readonly look: Look }
  | { readonly state: 'broken'; readonly text: string };

export async function folderOf(data: string): Promise<Folder> {
  if (!existsSync(data)) return { state: 'missing' };
  // the look takes the lock, whose file would be new in a folder that is somebody else's
  if (!existsSync(join(data, ARCHIVE_FILE.name)) && !existsSync(join(data, RESTORING))) return { state: 'empty' };
  try {
    return { state: 'stopped', look: await maintain({ kind: 'look', folder: data, lock: true }) };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'locked') return { state: 'running' };
    return error.code === 'missing' ? { state: 'empty' } : { state: 'broken', text: error.message };
  }
}

const fail = (name: string, text: string): HealthCheck => ({ name, state: 'fail', text });
const warn = (name: string, text: string): HealthCheck => ({ name, state: 'warn', text });

/** What only the folder says: whether it can be started, and what a start would do first. */
export function folderChecks(folder: Folder): readonly HealthCheck[] {
  switch (folder.state) {
    case 'running': return [];
    case 'missing': case 'empty': return [warn('folder', 'There are no data yet: start `dossier serve`, or name the folder with DOSSIER_DATA.')];
    case 'broken': return [fail('folder', folder.text)];
    case 'stopped': {
      const { cutOff, upgrades } = folder.look;
      if (cutOff) return [fail('folder', `A restore was cut off and nothing is lost: run \`dossier restore ${cutOff.backup ?? '<backup>'} --replace\` once more.`)];
      const stopped = warn('server', 'No server runs on this folder: start `dossier serve`.');
      return upgrades.length === 0 ? [stopped] : [stopped, warn('folder', 'The data are of an earlier version: `dossier upgrade` brings them up to date after a backup, and so does the next start.')];
    }
  }
}

/** For a folder without a server: the same facts as `/healthz`. */
export async function stoppedFacts(config: Config, look: Look | null, now: number): Promise<HealthFacts> {
  const good = (await storedBackups(config.backups)).map(agedOf).filter(({ ok }) => ok === true).map(({ at }) => at);
  return {
    now, rooms: await roomsOf(config), weakSecrets: weakSecretsOf(config.identity), demo: existsSync(join(config.data, 'demo.json')),
    ...(look === null || look.cutOff !== null ? {} : {
      backup: { good: good.length === 0 ? null : Math.max(...good), born: await bornOf(config.data), failure: null, nightly: false },
      damaged: look.damaged, administrator: look.administrators > 0 || (look.administratorSeen !== null && now - look.administratorSeen < 90 * 24 * 3_600_000),
    }),
  };
}

/** The issuer, as this computer reaches it: its clock, or why people cannot sign in. */
export async function lookAtIssuer({ identity, oidc }: Pick<Config, 'identity' | 'oidc'>, now: () => number): Promise<{ readonly checks: readonly HealthCheck[]; readonly clocks: NonNullable<HealthFacts['clocks']> }> {
  const address = identity.kind === 'jwks' ? identity.url.href : identity.kind === 'issuer' ? wellKnown(identity.issuer) : oidc ? wellKnown(oidc.issuer.href) : null;
  if (address === null) return { checks: identity.kind === 'none' ? [warn('issuer', 'Nobody can sign in: set DOSSIER_JWT_SECRET or DOSSIER_ISSUER, the same as for the server.')] : [], clocks: [] };
  const before = now();
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    if (!response.ok) return { checks: [fail('issuer', `The identity provider refuses its public keys (${response.status}), so nobody can sign in: correct DOSSIER_ISSUER or DOSSIER_JWKS_URL.`)], clocks: [] };
    const date = Date.parse(response.headers.get('date') ?? '');
    return { checks: [], clocks: Number.isNaN(date) ? [] : [{ whose: 'issuer', ahead: date - (before + now()) / 2 }] };
  } catch (error) {
    return { checks: [fail('issuer', `The identity provider does not answer (${reasonOf(error)}), so nobody can sign in: correct DOSSIER_ISSUER or DOSSIER_JWKS_URL, or open the way to it.`)], clocks: [] };
  }
}

const wellKnown = (issuer: string): string => `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
