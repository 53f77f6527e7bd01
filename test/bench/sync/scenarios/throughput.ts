/** Documents of a writer and a reader: the next edit is sent when the reader has the last one. What the server still writes afterwards is counted too. */
import { round, pool, sleep } from '../pace.ts';
import { eachMark, marked } from '../raw.ts';
import type { Client } from '../client.ts';
import { folderSize } from '../server-process.ts';
import { READER, rooms, type Stage } from '../stage.ts';

export interface ThroughputSize { readonly documents: number; readonly seconds: number }
export interface Throughput {
  /** The figure that counts: delivered edits by CPU seconds of the server, its storing included. */
  readonly editsPerCpuSecond: number;
  readonly editsPerCpuSecondBeforeStoring: number;
  readonly serverCpuSeconds: number;
  readonly storingCpuSeconds: number;
  readonly editsPerSecond: number;
  readonly rssMb: number;
  readonly storedMb: number;
  readonly generatorCpuSeconds: number;
}

const WARM_MS = 1_500;
/** A server that still writes after this long is let off the rest. */
const STORING_MS = 40_000;
const KEYS = 50;

export async function throughput(stage: Stage, size: ThroughputSize): Promise<Throughput> {
  const names = rooms('throughput', size.documents);
  const server = await stage.begin(names);
  let delivered = 0;
  let running = true;
  const clients: Client[] = [];
  const starts: (() => void)[] = [];
  await pool(names.length, 25, async (i) => {
    const writer = stage.writer();
    let n = 0;
    const send = (): void => { if (running) author.update(writer.set(stage.ownKey(writer, String(n % KEYS)), marked(n))); };
    const reader = await stage.opened(names[i]!, {
      person: READER,
      onSync: (bytes) => eachMark(bytes, (found) => {
        if (found !== n) return;
        delivered++;
        n++;
        send();
      }),
    });
    const author = await stage.opened(names[i]!);
    clients.push(reader, author);
    starts.push(send);
  });
  for (const start of starts) start();
  await sleep(WARM_MS);
  const before = delivered;
  const meter = stage.meter();
  await sleep(size.seconds * 1000);
  const edits = delivered - before;
  const seconds = meter.seconds();
  const cpu = meter.server();
  const generator = meter.generator();
  running = false;
  await quiet(() => server.cpu());
  const all = meter.server();
  for (const client of clients) client.kill();
  return {
    editsPerCpuSecond: round(edits / all, 0),
    editsPerCpuSecondBeforeStoring: round(edits / cpu, 0),
    serverCpuSeconds: cpu,
    storingCpuSeconds: round(all - cpu),
    editsPerSecond: round(edits / seconds, 0),
    rssMb: round(server.rss(), 1),
    storedMb: round(folderSize(stage.dataFolder()) / 1e6, 1),
    generatorCpuSeconds: generator,
  };
}

/** Until three seconds in a row have cost next to nothing: what is stored late is stored by then. */
async function quiet(cpu: () => number): Promise<void> {
  const began = performance.now();
  for (let calm = 0, last = cpu(); calm < 3 && performance.now() - began < STORING_MS;) {
    await sleep(1_000);
    const now = cpu();
    calm = now - last < 0.03 ? calm + 1 : 0;
    last = now;
  }
}
