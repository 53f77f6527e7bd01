/** The thread that counts analyses: they take longer than a list, so they have a thread of their own, started when somebody first asks. It writes nothing. */
import { join } from 'node:path';
import { analysisCalls } from './analysis-query.ts';
import { openReader } from './database.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { serve } from './thread-port.ts';
import { giveWay } from './thread-priority.ts';

/** As `nice` counts: behind the register, which somebody waits for with every key. */
const GIVES_WAY = 10;

function open(folder: string, currency: string) {
  giveWay(GIVES_WAY);
  const db = openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));
  return { calls: { ...analysisCalls(db, currency), alive: (): true => true }, close: () => { db.close(); } };
}

export type AnalysisThreadCalls = ReturnType<typeof open>['calls'];

serve(({ folder, currency }) => open(folder, currency));
