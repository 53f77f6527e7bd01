/** The thread of work on whole folders: backup, upgrade, verify, restore, a doctor's look. One job a thread, taken forward in steps so that whoever waits can show how far it is. */
import type { Progress, Work } from './disk.ts';
import { lockFolder } from './lock.ts';
import { lookAround } from './look.ts';
import type { Job, Outcome } from './maintenance.ts';
import { restoreFolder } from './restore.ts';
import { restoreSection } from './restore-section.ts';
import { searchBytes } from './subject-bytes.ts';
import { scanSubject } from './subject-scan.ts';
import { serve } from './thread-port.ts';
import { upgradeFolder } from './upgrade.ts';
import { makeVerifiedBackup, verifyBackup } from './verified-backup.ts';
import { verifyFolder } from './verify.ts';

/** Milliseconds after which a step answers. */
const STEP = 100;

function workOf(job: Job): Work<Outcome[Job['kind']]> {
  switch (job.kind) {
    case 'backup': return makeVerifiedBackup(job);
    case 'verify-backup': return verifyBackup(job.folder, job.now);
    case 'look': return lookAround(job);
    case 'subject-scan': return scanSubject(job);
    case 'subject-bytes': return searchBytes(job);
    case 'upgrade': return upgradeFolder(job);
    case 'verify': return verifyFolder(job.folder, job.audit);
    case 'restore': return restoreFolder(job);
    case 'restore-section': return restoreSection(job);
  }
}

serve(() => {
  let work: Work<unknown> | null = null;
  let unlock: (() => void) | null = null;
  const calls = {
    begin(job: Job): void {
      if (job.lock === true) unlock = lockFolder(job.folder);
      work = workOf(job);
    },
    next(): { readonly progress: Progress } | { readonly value: unknown } {
      if (!work) throw new Error('next before begin');
      const until = performance.now() + STEP;
      for (;;) {
        const step = work.next();
        if (step.done === true) return { value: step.value };
        if (performance.now() >= until) return { progress: step.value };
      }
    },
  };
  return { calls, close: () => { work?.return(undefined); unlock?.(); } };
});

export interface MaintenanceCalls { readonly begin: (job: Job) => void; readonly next: () => { readonly progress: Progress } | { readonly value: unknown }; readonly [name: string]: (...args: never[]) => unknown }
