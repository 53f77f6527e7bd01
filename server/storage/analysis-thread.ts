/** The thread that counts analyses: they take longer than a list, so they have a thread of their own, started when somebody first asks. It writes nothing. */
import { analysisCalls } from './analysis-query.ts';
import { openBoth } from './engine/open.ts';
import type { Place } from './engine/open.ts';
import { serve } from './thread-port.ts';
import { giveWay } from './thread-priority.ts';

/** As `nice` counts: behind the register, which somebody waits for with every key. */
const GIVES_WAY = 10;

function open(place: Place, currency: string) {
  giveWay(GIVES_WAY);
  const db = openBoth(place, 'analysis');
  return { calls: { ...analysisCalls(db, currency), alive: (): true => true }, close: () => { db.close(); } };
}

export type AnalysisThreadCalls = ReturnType<typeof open>['calls'];

serve(({ currency, ...place }) => open(place, currency));
