/** Which nightly backups have had their day. Pure: what a folder holds goes in, the names to throw away come out. */
import type { BackupBy } from '../storage/manifest.ts';

export interface AgedBackup {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: BackupBy;
  /** Null: nobody has read it back yet. */
  readonly ok: boolean | null;
  /** Nothing was damaged or lost when it was made. */
  readonly whole: boolean;
}

export interface Keep {
  /** The newest good one of so many days that have one, then of weeks and months. See `backupsDaily` in `limits.ts`. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  /** Days end in this zone. */
  readonly timezone: string;
}

/** Failed ones that stay to be looked at; more of them would only fill the disk. */
const FAILED_KEPT = 3;

/** Never one that was not made by the schedule, never the newest good one, nor the newest without damage: damage that nobody has noticed must not age out what was sound. */
export function outlived(backups: readonly AgedBackup[], keep: Keep): readonly string[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
  const nightly = newestFirst.filter(({ by }) => by === 'nightly');
  const good = nightly.filter(({ ok }) => ok === true);
  const kept = new Set<string>();
  const keepOf = (count: number, bucket: (day: string) => string): void => {
    const seen = new Set<string>();
    for (const { name, at } of good) {
      const key = bucket(dayOf(at, keep.timezone));
      if (seen.has(key)) continue;
      if (seen.size === count) return;
      seen.add(key);
      kept.add(name);
    }
  };
  keepOf(keep.daily, (day) => day);
  keepOf(keep.weekly, weekOf);
  keepOf(keep.monthly, (day) => day.slice(0, 7));
  for (const dear of [good[0], good.find(({ whole }) => whole)]) if (dear) kept.add(dear.name);
  // one that is read only later still counts then
  for (const { name } of nightly.filter(({ ok }) => ok === null)) kept.add(name);
  for (const { name } of nightly.filter(({ ok }) => ok === false).slice(0, FAILED_KEPT)) kept.add(name);
  return nightly.map(({ name }) => name).filter((name) => !kept.has(name));
}

/** `YYYY-MM-DD` in the zone. */
export const dayOf = (at: number, timezone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(at);

/** The Monday of the day's week. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
