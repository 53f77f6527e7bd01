/** A reader that stops reading while the others go on: is it cut off, what does it make the server keep, do the others get everything? */
import { round, sleep, until } from '../pace.ts';
import { eachMark, marked } from '../raw.ts';
import { READER, rooms, type Stage } from '../stage.ts';

export interface SlowSize { readonly megabytes: number; /** Bytes of a value. */ readonly chunk: number; /** Milliseconds of rest before memory is looked at. */ readonly restMs: number }
export interface Slow {
  readonly cutOff: boolean;
  readonly healthyGotAll: boolean;
  readonly up: boolean;
  /** What it had in its socket or still got after it read on. */
  readonly megabytesAfterResume: number;
  readonly extraPeakMb: number;
  readonly peakGrowthMb: number;
  readonly seconds: number;
}

/** Edits that may be on their way to the healthy reader, which sets the pace. */
const WINDOW = 8;

export async function slow(stage: Stage, size: SlowSize): Promise<Slow> {
  const control = await load(stage, size, false);
  const { cutOff, megabytesAfterResume, gotAll, up, growth, seconds } = await load(stage, size, true);
  return {
    cutOff, healthyGotAll: gotAll, up, megabytesAfterResume,
    extraPeakMb: round(growth - control.growth, 1), peakGrowthMb: round(growth, 1), seconds,
  };
}

export interface Loaded { readonly cutOff: boolean; readonly megabytesAfterResume: number; readonly gotAll: boolean; readonly up: boolean; /** Megabytes that the server's memory grew at most. */ readonly growth: number; readonly seconds: number }

/** The load with, or for comparison without, the one that does not read. */
export async function load(stage: Stage, size: SlowSize, withSlow: boolean): Promise<Loaded> {
  const [room] = rooms('slow', 1) as [string];
  const server = await stage.begin([room], withSlow ? 'slow' : 'control');
  let heard = -1;
  const reader = await stage.opened(room, { person: READER, onSync: (bytes) => eachMark(bytes, (n) => (heard = Math.max(heard, n))) });
  const author = await stage.opened(room);
  const lazy = withSlow ? await stage.opened(room, { person: READER }) : null;
  lazy?.ws.pause();
  await sleep(500);
  const before = server.rss();
  let peak = before;
  const watch = setInterval(() => { if (server.alive) peak = Math.max(peak, server.rss()); }, 50);
  const writer = stage.writer();
  const count = Math.round(size.megabytes * 1_048_576 / size.chunk);
  const began = performance.now();
  // four keys, overwritten: the document itself stays small
  for (let n = 0; n < count && author.closed === null && reader.closed === null; n++) {
    author.update(writer.set(stage.ownKey(writer, String(n % 4)), marked(n, size.chunk)));
    if (!(await until(() => heard >= n - WINDOW, 60_000, 1))) break;
  }
  await until(() => heard === count - 1, 60_000);
  const seconds = round((performance.now() - began) / 1000);
  await sleep(size.restMs);
  clearInterval(watch);
  // a client that does not read does not notice that it was cut off: it reads on, and sees
  lazy?.ws.resume();
  if (lazy) await until(() => lazy.closed !== null, 30_000);
  const result = {
    cutOff: lazy !== null && lazy.closed !== null, megabytesAfterResume: round((lazy?.received ?? 0) / 1_048_576, 1),
    gotAll: heard === count - 1, up: server.alive, growth: peak - before, seconds,
  };
  for (const client of [reader, author, lazy]) client?.kill();
  await stage.end();
  return result;
}
