/** One document with many readers and one writer at an even pace: what a delivery costs, and how long it takes. */
import { paced, pool, quantile, round, sleep, until } from '../pace.ts';
import { eachMark, marked } from '../raw.ts';
import type { Client } from '../client.ts';
import { READER, rooms, type Stage } from '../stage.ts';

export interface FanoutSize { readonly readers: number; readonly seconds: number }
export interface Fanout {
  readonly cpuMicrosecondsPerDelivery: number;
  readonly serverCpuSeconds: number;
  readonly deliveredPercent: number;
  /** Milliseconds from the writer's send to a reader's receipt; the generator's own time is in it. */
  readonly p50: number;
  readonly p99: number;
  readonly rssMb: number;
  readonly generatorCpuSeconds: number;
}

const RATE = 50;
const WARM = RATE;
const KEYS = 100;

export async function fanout(stage: Stage, size: FanoutSize): Promise<Fanout> {
  const [room] = rooms('fanout', 1) as [string];
  const server = await stage.begin([room]);
  const edits = RATE * size.seconds;
  const sent = new Float64Array(WARM + edits).fill(NaN);
  const delays: number[] = [];
  const readers: Client[] = [];
  await pool(size.readers, 25, async () => {
    const heard = new Uint8Array(WARM + edits);
    readers.push(await stage.opened(room, {
      person: READER,
      onSync: (bytes) => {
        const now = performance.now();
        eachMark(bytes, (n) => {
          if (heard[n] !== 0) return;
          heard[n] = 1;
          if (n >= WARM) delays.push(now - sent[n]!);
        });
      },
    }));
  });
  const author = await stage.opened(room);
  const writer = stage.writer();
  const send = (n: number): void => {
    const update = writer.set(stage.ownKey(writer, String(n % KEYS)), marked(n));
    sent[n] = performance.now();
    author.update(update);
  };
  await paced(WARM, RATE, send);
  await sleep(300);
  const meter = stage.meter();
  await paced(edits, RATE, (i) => send(WARM + i));
  const wanted = size.readers * edits;
  await until(() => delays.length >= wanted, 5_000);
  const cpu = meter.server();
  for (const client of [author, ...readers]) client.kill();
  return {
    cpuMicrosecondsPerDelivery: round(cpu * 1e6 / delays.length, 1),
    serverCpuSeconds: cpu,
    deliveredPercent: round(100 * delays.length / wanted),
    p50: round(quantile(delays, 0.5)),
    p99: round(quantile(delays, 0.99)),
    rssMb: round(server.rss(), 1),
    generatorCpuSeconds: meter.generator(),
  };
}
