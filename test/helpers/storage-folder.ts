/** A data folder of its own for a test, and a storage on it; both go when the test is over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { engineOfRun } from './engines.ts';
import type { Engine } from './engines.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { StorageOptions } from '../../server/storage/open.ts';
import type { Storage, StoredArchive, StoredOverview } from '../../server/storage/storage.ts';

/** A clock that stands. */
export const clockAt = (moment: string): Clock => ({ now: () => Date.parse(moment), after: () => () => {} });

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-storage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Closed after the test where the test has not closed it. */
export async function openFor(folder: string, { engine = engineOfRun(), ...options }: Partial<StorageOptions> & { readonly engine?: Engine } = {}): Promise<Storage> {
  const storage = await openStorage({ folder, database: await engine.database(folder), clock: clockAt('2026-06-15T12:00:00.000Z'), readers: 1, ...options });
  onTestFinished(() => storage.close());
  return storage;
}

export const archiveRow = (id: string, over: Partial<StoredArchive> = {}): Omit<StoredArchive, 'revision'> => ({
  id: id as ArchiveId, keys: [], kind: 'organisation', code: null, packs: ['base'], keeper: null, owner: null, coOwners: [], deputies: [], department: null,
  confidentiality: 'normal', state: 'open', openedAt: '2026-01-01T00:00:00.000Z', reviewedAt: null, ...over,
});

export const overviewRow = (id: string, name: string, over: Partial<StoredOverview['data']> = {}): Omit<StoredOverview, 'revision'> => ({
  id: id as ArchiveId, name, kind: 'organisation', projected: { profile: 1 },
  data: { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 10 }, warning: null, doNotContact: false, updatedAt: '2026-01-01T00:00:00.000Z', ...over },
});
