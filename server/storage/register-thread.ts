/** The thread that holds the register in memory and answers lists and searches: they take longer than what others wait for, so they have a thread to themselves. It writes nothing. */
import { pageCalls } from './cells-digests.ts';
import { cellsCalls } from './cells-query.ts';
import { cleaningReaderCalls } from './cleaning-reader.ts';
import { openBoth } from './engine/open.ts';
import type { Place } from './engine/open.ts';
import { policyReachCalls } from './policy-reach.ts';
import { serve } from './thread-port.ts';
import { giveWay } from './thread-priority.ts';

/** As `nice` counts: with as much to do on both sides the others have nine times as much of a processor. */
const GIVES_WAY = 10;
/** Milliseconds after a start, or after an import of very much, until columns are read before anybody asks. */
const REST = 2_000;

function open(place: Place, currency: string, ahead: boolean) {
  giveWay(GIVES_WAY);
  const db = openBoth(place, 'register');
  const { cells, warming, table } = cellsCalls(db, currency);
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  /** Questions that arrive are answered between two slices. */
  const warm = (): void => {
    const slices = warming(begin);
    const step = (): void => {
      if (closed) return;
      try {
        if (slices.next().done !== true) setImmediate(step);
      } catch {
        // what cannot be read is told to who asks for it
      }
    };
    step();
  };
  const begin = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(warm, REST);
  };
  if (ahead) begin();
  return { calls: { ...cleaningReaderCalls(db, currency), ...pageCalls(db, currency, cells), ...policyReachCalls(db, table), alive: (): true => true }, close: () => { closed = true; if (timer) clearTimeout(timer); db.close(); } };
}

export type RegisterThreadCalls = ReturnType<typeof open>['calls'];

serve(({ currency, warm, ...place }) => open(place, currency, warm));
