/** Pauses within long work on the main thread, so that others have their turn. What is measured and waited for is this machine's own event loop, which no clock that is handed in knows of. */
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves in the next turn of the loop; where that came more than `busy` milliseconds late, as much later again, but at most `longest`. */
export async function breathe({ busy, longest }: { readonly busy: number; readonly longest: number }): Promise<void> {
  const began = performance.now();
  await new Promise((resolve) => setImmediate(resolve));
  const lag = performance.now() - began;
  if (lag > busy) await pause(Math.min(lag, longest));
}
