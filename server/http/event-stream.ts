/** One answer of server-sent events: first what is, then what changes, until the token ends. It knows nothing of what it carries. */
import { streamSSE } from 'hono/streaming';
import type { Clock } from '../clock.ts';
import type { Ctx } from './door.ts';

export interface EventSource {
  /** The next event, or null when there is none for now. */
  next(): Promise<{ readonly event: string; readonly data: unknown; /** What the reader may begin behind, after it was cut off. */ readonly id?: string } | null>;
  /** Calls back when `next` is worth asking again; returns the way to stop. */
  listen(wake: () => void): () => void;
  /** True when nothing more will come. */
  ended(): boolean;
}

/** Well below the 60 s after which most proxies end an answer that is silent. */
const HEARTBEAT_MS = 20_000;

export const wantsEvents = (c: Ctx): boolean => (c.req.header('accept') ?? '').includes('text/event-stream');

export function eventStream(c: Ctx, clock: Clock, source: EventSource): Response {
  const { expires, holds } = c.get('session');
  const response = streamSSE(c, async (stream) => {
    let wake: () => void = () => undefined;
    let woken = true;
    const stops = [
      source.listen(() => { woken = true; wake(); }),
      clock.after(Math.max(0, expires - clock.now()), () => { wake(); }),
    ];
    stream.onAbort(() => { wake(); });
    const over = (): boolean => stream.aborted || stream.closed || clock.now() >= expires || holds?.() === false;
    const finished = (): boolean => over() || source.ended();
    try {
      while (!finished()) {
        if (woken) {
          woken = false;
          for (let event = await source.next(); event && !over(); event = await source.next()) {
            await stream.writeSSE({ event: event.event, data: JSON.stringify(event.data), ...(event.id === undefined ? {} : { id: event.id }) });
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
  // a proxy that gathers or compresses would hold back what is new
  for (const [name, value] of [['x-accel-buffering', 'no'], ['cache-control', 'no-store, no-transform']] as const) {
    c.header(name, value); // what a guard has begun to answer wins over the answer's own
    response.headers.set(name, value);
  }
  return response;
}
