/** A thread that reads both databases and can write neither. Started after the writers have brought the files up to date. */
import { join } from 'node:path';
import { archiveCalls } from './archive-reader.ts';
import { openReader } from './database.ts';
import { factsCalls } from './facts-reader.ts';
import { listCalls } from './list-query.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { serve } from './thread-port.ts';

function open(folder: string, currency: string) {
  const db = openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));
  return { calls: { ...archiveCalls(db), ...factsCalls(db, currency), ...listCalls(db, currency) }, close: () => { db.close(); } };
}

export type ReaderThreadCalls = ReturnType<typeof open>['calls'];

serve(({ folder, currency }) => open(folder, currency));
