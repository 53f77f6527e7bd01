/** Documents of 20 KB opened after a restart: how many a CPU second, and whether the first answer holds what is stored. */
import { folderSize } from '../server-process.ts';
import { pool, quantile, round, sleep, within } from '../pace.ts';
import type { Client } from '../client.ts';
import { rooms, type Stage } from '../stage.ts';

export interface ColdSize { readonly documents: number }
export interface Cold {
  readonly documentsPerCpuSecond: number;
  readonly serverCpuSeconds: number;
  readonly emptyFirstSyncs: number;
  readonly opened: number;
  readonly documentsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly storedMb: number;
  readonly rssMb: number;
}

const UPDATES = 10;
const VALUES = 20;
const CHARACTERS = 100;
const BYTES = UPDATES * VALUES * CHARACTERS;
const SIDE_BY_SIDE = 50;
/** What is stored late has its default two seconds, and two more. */
const SETTLE_MS = 4_000;

export async function cold(stage: Stage, size: ColdSize): Promise<Cold> {
  const names = rooms('cold', size.documents);
  const filled = await stage.begin(names);
  await pool(names.length, SIDE_BY_SIDE, (i) => fill(stage, names[i]!));
  await sleep(SETTLE_MS);
  await filled.stop();
  const stored = folderSize(stage.dataFolder());
  const server = await stage.boot();
  const meter = stage.meter();
  const waits: number[] = [];
  const clients: Client[] = [];
  let empty = 0;
  await pool(names.length, SIDE_BY_SIDE, async (i) => {
    const began = performance.now();
    let bytes = 0;
    let done: () => void = () => undefined;
    const whole = new Promise<void>((resolve) => (done = resolve));
    clients.push(await stage.open(names[i]!, {
      onSync: (update, kind) => {
        if (kind === 1 && bytes === 0 && update.length < CHARACTERS) empty++;
        if ((bytes += update.length) >= BYTES) done();
      },
    }));
    try {
      await within(15_000, 'the whole document', whole);
      waits.push(performance.now() - began);
    } catch {
      // one that never came whole is not counted as opened
    }
  });
  const cpu = meter.server();
  const seconds = meter.seconds();
  for (const client of clients) client.kill();
  return {
    documentsPerCpuSecond: round(waits.length / cpu, 0),
    serverCpuSeconds: cpu,
    emptyFirstSyncs: empty,
    opened: waits.length,
    documentsPerSecond: round(waits.length / seconds, 0),
    p50: round(quantile(waits, 0.5), 1),
    p99: round(quantile(waits, 0.99), 1),
    storedMb: round(stored / 1e6, 1),
    rssMb: round(server.rss(), 1),
  };
}

/** Ten updates, then a question whose answer shows that all of them were applied. */
async function fill(stage: Stage, room: string): Promise<void> {
  let done: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => (done = resolve));
  const client = await stage.opened(room, { onSync: (update) => { if (update.length >= BYTES) done(); } });
  const writer = stage.writer();
  for (let u = 0; u < UPDATES; u++) {
    client.update(writer.setMany(Array.from({ length: VALUES }, (_, v) => [stage.target.key(`k${u}-${v}`), `${room}:${u}:${v} `.padEnd(CHARACTERS, 'lorem ipsum dolor ')] as const)));
  }
  client.step1();
  await within(15_000, `filling ${room}`, whole);
  client.close();
}
