/** Hears from the server that a list is worth asking for again: one held answer of server-sent events, taken up anew when it ends. Whoever listens asks by itself now and then, too, so nothing is lost without it. */
import type { Session, Stop } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';

/** Before it is taken up anew: longer after each time that nothing came. */
const PAUSES = [1_000, 5_000, 15_000, 60_000];

/** `changed` is called for every event that is not the first of all. */
export function hearChanges(session: Session, clock: Clock, path: string, changed: () => void): Stop {
  let over = false;
  let tries = 0;
  let first = true;
  let cancel: () => void = () => undefined;
  let ending = new AbortController();

  const listen = async (): Promise<void> => {
    ending = new AbortController();
    const response = await session.fetch(path, { headers: { accept: 'text/event-stream' }, signal: ending.signal });
    if (!response.ok || response.body === null || response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (let rest = '';;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        if (!/^event:/m.test(event)) continue;
        tries = 0;
        if (!first) changed();
        first = false;
      }
    }
  };
  const again = (): void => {
    if (over) return;
    cancel = clock.after(PAUSES[Math.min(tries++, PAUSES.length - 1)]!, () => { void listen().catch(() => undefined).then(again); }); // why it ended does not matter: it is taken up again
  };
  void listen().catch(() => undefined).then(again);
  return () => {
    over = true;
    cancel();
    ending.abort();
  };
}
