/** The backup that nobody has to think of: each night at one hour, soon after the start when a night was missed, again after a failure, and what has had its day is thrown away. */
import { Cron } from 'croner';
import type { Clock } from '../clock.ts';
import { outlived } from './ageing.ts';
import type { Keep } from './ageing.ts';
import type { Backups } from './backups.ts';
import type { Logger } from './log.ts';
import { agedOf } from './stored-backups.ts';

export interface NightlyOptions {
  readonly backups: Pick<Backups, 'make' | 'stored' | 'verify' | 'throwAway'>;
  /** When the data folder was made, milliseconds since 1970: before its first night nothing was missed. */
  readonly born: number;
  /** 0 to 23, in the zone of `keep`. Default 2: `backupHour`. */
  readonly hour: number;
  readonly keep: Keep;
  /** Of several servers one makes them; default: there is only this one. */
  readonly leads?: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Nightly {
  /** Milliseconds since 1970 of the next one; null before the start. */
  readonly next: number | null;
  start(): void;
  /** Takes nothing new; a backup under way is cut off when the storage closes. */
  stop(): void;
}

/** How often the clock is looked at: a computer that slept wakes with its timers where they were. */
const LOOK_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** After a failure: soon enough that somebody who makes room sees it work the same day. */
const AGAIN_MS = 3_600_000;

export function createNightly(options: NightlyOptions): Nightly {
  const { backups, hour, keep, clock, log, leads = () => true } = options;
  const schedule = new Cron(`0 ${hour} * * *`, { timezone: keep.timezone, paused: true });
  let next: number | null = null;
  let cancel: (() => void) | null = null;
  let stopped = false;

  const after = (moment: number): number => schedule.nextRun(new Date(moment))?.getTime() ?? moment + DAY_MS;
  const wait = (): void => {
    if (!stopped) cancel = clock.after(LOOK_MS, () => { void look(); });
  };

  const look = async (): Promise<void> => {
    const now = clock.now();
    if (next === null || now < next) return wait();
    if (!leads()) {
      next = after(now); // another server makes this one
      return wait();
    }
    // whatever happens now is not tried again at every look
    next = now + AGAIN_MS;
    try {
      if (await backups.make('nightly')) next = after(clock.now());
      await age();
    } catch (error) {
      log.error({ err: error }, 'old backups could not be thrown away');
    }
    wait();
  };

  const age = async (): Promise<void> => {
    for (const name of outlived((await backups.stored()).map(agedOf), keep)) {
      await backups.throwAway(name);
      log.info({ backup: name }, 'backup thrown away, newer ones are kept');
    }
  };

  const begin = async (): Promise<void> => {
    const stored = await backups.stored();
    // its server was stopped between making and reading it
    const unread = stored.find(({ by, verified }) => by === 'nightly' && verified === undefined);
    if (unread && !stopped) await backups.verify(unread);
    const good = (await backups.stored()).map(agedOf).filter(({ ok }) => ok === true).map(({ at }) => at);
    const now = clock.now();
    next = now - (good.length > 0 ? Math.max(...good) : options.born) > DAY_MS ? now : after(now);
    wait();
  };

  return {
    get next() { return next; },
    start: () => void begin().catch((error: unknown) => {
      log.error({ err: error }, 'the folder of backups cannot be read');
      next = clock.now();
      wait();
    }),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
