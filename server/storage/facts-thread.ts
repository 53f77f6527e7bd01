/** The thread that writes facts.db: overviews, transactions, classes, imported rows, jobs. */
import { join } from 'node:path';
import { closeWriter, openWriter } from './database.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { serve } from './thread-port.ts';

function open(folder: string) {
  const db = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  return { calls: {}, close: () => closeWriter(db) };
}

export type FactsThreadCalls = ReturnType<typeof open>['calls'];

serve(({ folder }) => open(folder));
