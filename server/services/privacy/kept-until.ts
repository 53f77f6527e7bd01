/** Until when the backups that lie there are kept at the longest, by the rules of `ageing.ts`: nobody edits a backup, so what was erased is in them until they go. */
import type { Limits } from '../../limits.ts';
import type { StoredBackup } from '../stored-backups.ts';

const DAY_MS = 86_400_000;

/** Null: until somebody throws it away, for only those of the schedule age. */
export function keptUntil(backups: readonly StoredBackup[], { backupsDaily, backupsWeekly, backupsMonthly }: Pick<Limits, 'backupsDaily' | 'backupsWeekly' | 'backupsMonthly'>): readonly { readonly name: string; readonly at: string; readonly until: string | null }[] {
  const days = Math.max(backupsDaily, backupsWeekly * 7, backupsMonthly * 31);
  return backups.map(({ name, at, by }) => ({ name, at, until: by === 'nightly' ? new Date(Date.parse(at) + days * DAY_MS).toISOString() : null }));
}
