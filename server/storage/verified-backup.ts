/** A backup that was read back from its own bytes before anyone relies on it; what that has shown stays in its manifest. Making and reading are left to `backup.ts` and `verify.ts`. */
import { makeBackup } from './backup.ts';
import type { BackupOptions } from './backup.ts';
import type { Work } from './disk.ts';
import { readConfiguration, readManifest, recordVerified } from './manifest.ts';
import type { Manifest, Verified } from './manifest.ts';
import { StorageError } from './storage.ts';
import type { BackupReport } from './storage.ts';
import { verifyFolder } from './verify.ts';

/** The second half of the progress is the reading. Should that be cut off the backup stays, as one that nobody has read. */
export function* makeVerifiedBackup(options: BackupOptions): Work<BackupReport & { readonly verified: Verified }> {
  const made = yield* scaled(makeBackup(options), 0);
  const verified = yield* scaled(verifyBackup(made.path, options.now), 1);
  return { ...made, verified };
}

/** Reads a backup and keeps the answer in it. Sections that were damaged before are no fault of the backup: it holds them as they were, and says so. */
export function* verifyBackup(backup: string, now: number): Work<Verified> {
  const verified: Verified = { at: new Date(now).toISOString(), ok: yield* isSound(backup) };
  recordVerified(backup, verified);
  return verified;
}

function* isSound(backup: string): Work<boolean> {
  try {
    readConfiguration(backup, readManifest(backup));
    const { faults } = yield* verifyFolder(backup);
    return !faults.some(({ kind }) => kind === 'database' || kind === 'backup');
  } catch (error) {
    if (error instanceof StorageError && (error.code === 'broken' || error.code === 'missing')) return false; // that it is damaged is the answer
    throw error;
  }
}

/** One half of work whose other half reads about as many bytes. */
function* scaled<T>(work: Work<T>, half: 0 | 1): Work<T> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      const { done, total } = step.value;
      yield { done: half * total + done, total: 2 * total };
    }
  } finally {
    work.return(undefined as never); // cut off: the half cleans up after itself; ended: nothing
  }
}

/** Whether a manifest stands for something that can be restored. */
export const isGood = ({ verified }: Manifest): boolean => verified?.ok === true;
