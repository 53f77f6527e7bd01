/** The facts of a running server for `health.ts`: asks the threads, the disks, the folder of backups and what was counted. Answers are kept for a few seconds, so that asking often costs little. */
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import type { Directory } from '../access/directory.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { codeOf } from '../storage/disk.ts';
import { ADMINISTRATOR_SEEN } from '../storage/look.ts';
import { ARCHIVE_FILE } from '../storage/migrations-archive.ts';
import { StorageError } from '../storage/storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { Backups } from './backups.ts';
import type { Clocks } from './clocks.ts';
import { judge, worstState } from './health.ts';
import type { HealthFacts, Room } from './health.ts';
import type { Logger } from './log.ts';
import { agedOf } from './stored-backups.ts';
import type { Traffic } from './traffic.ts';
import { whyWeak } from './weak-secret.ts';

export interface HealthWatchOptions {
  readonly config: Pick<Config, 'data' | 'backups' | 'identity'>;
  readonly storage: Pick<Storage, 'alive' | 'damaged' | 'directory'>;
  readonly directory: Pick<Directory, 'people' | 'person'>;
  readonly backups: Pick<Backups, 'stored' | 'failure'>;
  readonly traffic: Traffic;
  readonly clocks: Clocks;
  /** Null: there are no schedules. Default: none is known of. */
  readonly exportsFailed?: () => number | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  readonly demo: boolean;
  /** Size of the disk of a folder; default: the system's. */
  readonly roomOf?: (folder: string) => Promise<{ readonly size: number; readonly free: number }>;
}

/** Older facts are told once more while new ones are gathered, so that nobody waits for a busy disk who asks often; much older ones are not told. */
const KEPT_MS = 5_000;
const STALE_MS = 30_000;
/** A disk that takes longer to answer cannot be worked with. */
const SILENT_MS = 5_000;
/** An administrator whose role comes with the token alone is remembered so long. */
const SEEN_MS = 90 * 24 * 3_600_000;
const NOTE_MS = 24 * 3_600_000;

export class HealthWatch {
  readonly #options: HealthWatchOptions;
  readonly #weak: HealthFacts['weakSecrets'];
  #trouble: 'full' | 'broken' | null = null;
  #kept: HealthFacts | null = null;
  #coming: Promise<HealthFacts> | null = null;
  #seen: number | null = null;

  constructor(options: HealthWatchOptions) {
    this.#options = options;
    this.#weak = weakSecretsOf(options.config.identity);
  }

  /** A commit has ended; null: it is on disk. */
  committed(error: unknown): void {
    const code = error instanceof StorageError ? error.code : null;
    if (error === null) this.#trouble = null;
    else if (code === 'full' || code === 'broken') this.#trouble = code;
  }

  facts(): Promise<HealthFacts> {
    const kept = this.#kept;
    const age = kept === null ? Infinity : this.#options.clock.now() - kept.now;
    if (kept !== null && age < KEPT_MS) return Promise.resolve(kept);
    this.#coming ??= this.#gather(this.#options.clock.now()).then((facts) => (this.#kept = facts)).finally(() => { this.#coming = null; });
    if (kept === null || age >= STALE_MS) return this.#coming;
    this.#coming.catch((error: unknown) => { this.#options.log.error({ err: error }, 'the facts of the server cannot be had'); });
    return Promise.resolve(kept);
  }

  /** `near`: whoever asks may hear what strangers may not; `language`: of the sentences. */
  async report(near: boolean, language: Language = 'en'): Promise<Health> {
    const facts = await this.facts();
    const checks = judge(facts, near, language);
    const now = this.#options.clock.now();
    return { ok: facts.storage === undefined || facts.storage === 'works', state: worstState(checks), version: this.#options.version, now: new Date(now).toISOString(), checks };
  }

  async #gather(now: number): Promise<HealthFacts> {
    const { traffic, clocks, demo, storage } = this.#options;
    const [state, backup, rooms, damaged, administrator] = await Promise.all([
      this.#storage(), this.#backup(), this.#rooms(), storage.damaged().then(({ length }) => length, () => undefined), this.#administrator(now).catch(() => undefined), // the storage's own check tells when it does not answer
    ]);
    return {
      now, storage: state, clocks: clocks.known(), lines: { sockets: traffic.sockets, overHttp: traffic.overHttp }, untrustedProxy: traffic.untrustedProxy > 0,
      weakSecrets: this.#weak, demo, ...exportsOf(this.#options.exportsFailed?.() ?? null),
      ...(backup ? { backup } : {}), ...(rooms.length > 0 ? { rooms } : {}), ...(damaged === undefined ? {} : { damaged }), ...(administrator === undefined ? {} : { administrator }),
    };
  }

  async #storage(): Promise<NonNullable<HealthFacts['storage']>> {
    const { storage, clock } = this.#options;
    let stop: () => void = () => undefined;
    const late = new Promise<'silent'>((resolve) => { stop = clock.after(SILENT_MS, () => { resolve('silent'); }); });
    try {
      const answer = await Promise.race([storage.alive().then(() => 'works' as const), late]);
      if (answer === 'silent' || this.#trouble === null) return answer;
      // nobody may have written since: a note tells whether there is room again
      await storage.directory.putSetting('probe', clock.now());
      this.#trouble = null;
      return 'works';
    } catch (error) {
      return error instanceof StorageError && error.code === 'full' ? 'full' : 'broken';
    } finally {
      stop();
    }
  }

  async #backup(): Promise<HealthFacts['backup'] | null> {
    const { backups, config, demo } = this.#options;
    if (demo) return null;
    try {
      const good = (await backups.stored()).map(agedOf).filter(({ ok }) => ok === true).map(({ at }) => at);
      return { good: good.length === 0 ? null : Math.max(...good), born: await bornOf(config.data), failure: backups.failure, nightly: true };
    } catch (error) {
      this.#options.log.error({ err: error }, 'the folder of backups cannot be read');
      return { good: null, born: 0, failure: { full: false }, nightly: true };
    }
  }

  async #rooms(): Promise<readonly Room[]> {
    const { config, roomOf = roomOfDisk } = this.#options;
    return roomsOf(config, roomOf);
  }

  /** In the directory, or by a token of late: the role may come from the issuer alone. */
  async #administrator(now: number): Promise<boolean> {
    const { directory, storage } = this.#options;
    this.#seen ??= (await storage.directory.setting(ADMINISTRATOR_SEEN) as number | null) ?? 0;
    if (directory.people().some(({ id }) => directory.person(id)?.roles.includes('admin'))) {
      if (now - this.#seen > NOTE_MS) await storage.directory.putSetting(ADMINISTRATOR_SEEN, this.#seen = now);
      return true;
    }
    return now - this.#seen < SEEN_MS;
  }
}

export const weakSecretsOf = (identity: Config['identity']): NonNullable<HealthFacts['weakSecrets']> =>
  (identity.kind !== 'secret' ? [] : identity.secrets.flatMap((secret, at) => {
    const why = whyWeak(secret);
    return why === null ? [] : [{ variable: at === 0 ? 'DOSSIER_JWT_SECRET' : 'DOSSIER_JWT_SECRET_PREVIOUS', why }];
  }));

/** When a data folder was made; now where it is not there yet. A disk that keeps no such moment says 1970, and the first backup is made at once. */
export async function bornOf(data: string): Promise<number> {
  try {
    return (await stat(join(data, ARCHIVE_FILE.name))).birthtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Date.now();
    throw error;
  }
}

/** Data and backups, once where both are on one disk. A folder that is not there yet is on the disk of the one above it. */
export async function roomsOf({ data, backups }: Pick<Config, 'data' | 'backups'>, roomOf: NonNullable<HealthWatchOptions['roomOf']> = roomOfDisk): Promise<readonly Room[]> {
  const [first, second] = await Promise.all([data, backups].map((folder) => roomOf(folder).catch(() => null)));
  const rooms: Room[] = first ? [{ what: 'data', ...first }] : [];
  const same = first && second && first.size === second.size && first.free === second.free;
  return second && !same ? [...rooms, { what: 'backups', ...second }] : rooms;
}

async function roomOfDisk(folder: string): Promise<{ readonly size: number; readonly free: number }> {
  const { blocks, bfree, bavail, bsize } = await statfs(folder);
  // what is kept for root counts neither as size nor as free
  return { size: (blocks - bfree + bavail) * bsize, free: bavail * bsize };
}

const exportsOf = (failed: number | null): Pick<HealthFacts, 'exportsFailed'> => (failed === null ? {} : { exportsFailed: failed });
