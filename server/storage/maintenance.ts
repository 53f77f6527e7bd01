/** Long work on whole folders, from the main thread: starts the thread, passes on how far it is, answers the outcome. What is done is in the files that `maintenance-thread.ts` names. */
import type { AuditProof } from './audit-check.ts';
import type { BackupOptions } from './backup.ts';
import type { Look } from './look.ts';
import type { MaintenanceCalls } from './maintenance-thread.ts';
import type { Verified } from './manifest.ts';
import type { RestoreOptions, RestoreReport } from './restore.ts';
import type { RestoreSectionOptions, RestoreSectionReport } from './restore-section.ts';
import { StorageError } from './storage.ts';
import type { BytesReport } from './subject-bytes.ts';
import type { Hit, ScanOptions } from './subject-scan.ts';
import type { BackupReport } from './storage.ts';
import { startThread } from './threads.ts';
import type { UpgradeReport } from './upgrade.ts';
import type { VerifyReport } from './verify.ts';

/** `lock`: takes the folder for the time of the work, and throws `locked` where another process has it. */
export type Job = { readonly folder: string; readonly lock?: boolean } & (
  | { readonly kind: 'backup' } & BackupOptions
  | { readonly kind: 'upgrade' } & BackupOptions
  | { readonly kind: 'verify'; readonly audit?: AuditProof }
  /** `folder`: the backup. `now`: milliseconds since 1970. */
  | { readonly kind: 'verify-backup'; readonly now: number }
  | { readonly kind: 'look' }
  | { readonly kind: 'subject-scan' } & ScanOptions
  | { readonly kind: 'subject-bytes'; readonly texts: readonly string[]; readonly without: readonly string[] }
  | { readonly kind: 'restore' } & RestoreOptions
  | { readonly kind: 'restore-section' } & RestoreSectionOptions
);

export interface Outcome {
  readonly 'backup': BackupReport & { readonly verified: Verified };
  readonly 'upgrade': UpgradeReport;
  readonly 'verify': VerifyReport;
  readonly 'verify-backup': Verified;
  readonly 'look': Look;
  readonly 'subject-scan': readonly Hit[];
  readonly 'subject-bytes': BytesReport;
  readonly 'restore': RestoreReport;
  readonly 'restore-section': RestoreSectionReport;
}

/** Throws the `StorageError` of the work, `closed` when it was cut off by the signal: then nothing of it stays. `progress` in bytes. */
export async function maintain<K extends Job['kind']>(job: Job & { readonly kind: K }, progress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<Outcome[K]> {
  const thread = startThread<MaintenanceCalls>('maintenance-thread', { folder: job.folder, currency: '', warm: false, upgrade: { into: '', now: 0, version: '' } });
  try {
    await thread.open();
    await thread.call('begin', job);
    for (;;) {
      const step = await thread.call('next');
      if ('value' in step) return step.value as Outcome[K];
      progress?.(step.progress.done, step.progress.total);
      if (signal?.aborted) throw new StorageError('closed', 'The storage was closed meanwhile.');
    }
  } finally {
    await thread.close();
  }
}
