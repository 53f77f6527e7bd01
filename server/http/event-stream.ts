/** One answer of server-sent events: first what is, then what changes, until the token ends. It knows nothing of what it carries. */
import { streamSSE } from 'hono/streaming';
import type { Clock } from '../clock.ts';
import type { Ctx } from './door.ts';

export interface EventSource {
  /** The next event, or null when there is none for now. */
  next(): Promise<{ readonly event: string; readonly data: unknown } | null>;
  /** Calls back when `next` is worth asking again; returns the way to stop. */
  listen(wake: () => void): () => void;
  /** True when nothing more will come. */
  ended(): boolean;
}

const HEARTBEAT_MS = 25_000;

export const wantsEvents = (c: Ctx): boolean => (c.req.header('accept') ?? '').includes('text/event-stream');

export function eventStream(c: Ctx, clock: Clock, source: EventSource): Response {
  const { expires } = c.get('session');
  return streamSSE(c, async (stream) => {
    let wake: () => void = () => undefined;
    let woken = true;
    const stops = [
      source.listen(() => { woken = true; wake(); }),
      clock.after(Math.max(0, expires - clock.now()), () => { wake(); }),
    ];
    stream.onAbort(() => { wake(); });
    const over = (): boolean => stream.aborted || stream.closed || clock.now() >= expires;
    const finished = (): boolean => over() || source.ended();
    try {
      while (!finished()) {
        if (woken) {
          woken = false;
          for (let event = await source.next(); event && !over(); event = await source.next()) {
            await stream.writeSSE({ event: event.event, data: JSON.stringify(event.data) });
          }
        }
        if (woken || finished()) continue;
        const beat = await new Promise<boolean>((resolve) => {
          const stop = clock.after(HEARTBEAT_MS, () => { resolve(true); });
          wake = () => { stop(); resolve(false); };
        });
        // a comment keeps proxies from ending an answer that is silent
        if (beat && !finished()) await stream.write(': still here\n\n');
      }
    } finally {
      for (const stop of stops) stop();
    }
  });
}
