/** Many connections that do nothing: what one of them keeps in memory. */
import { pool, round, sleep } from '../pace.ts';
import type { Client } from '../client.ts';
import { rooms, type Stage } from '../stage.ts';

export interface IdleSize { readonly connections: number; readonly documents: number }
export interface Idle {
  readonly kilobytesPerConnection: number;
  readonly connectCpuMilliseconds: number;
  readonly idleCpuSecondsPerMinute: number;
  readonly failed: number;
  readonly rssBeforeMb: number;
  readonly rssAfterMb: number;
}

const FIRST = 20;
const REST_MS = 3_000;

export async function idle(stage: Stage, size: IdleSize): Promise<Idle> {
  const names = rooms('idle', size.documents);
  const server = await stage.begin(names);
  // what only the first connections cost is not the price of one
  const first: Client[] = [];
  for (let i = 0; i < FIRST; i++) first.push(await stage.opened(names[i % names.length]!));
  for (const client of first) client.close();
  await sleep(1_500);
  const before = server.rss();
  const meter = stage.meter();
  const clients: Client[] = [];
  let failed = 0;
  await pool(size.connections, 100, async (i) => {
    try {
      clients.push(await stage.opened(names[i % names.length]!));
    } catch {
      failed++; // counted, and printed
    }
  });
  const cpu = meter.server();
  await sleep(2_000);
  const after = server.rss();
  const rest = stage.meter();
  await sleep(REST_MS);
  const resting = rest.server();
  for (const client of clients) client.kill();
  return {
    kilobytesPerConnection: round((after - before) * 1024 / size.connections, 1),
    connectCpuMilliseconds: round(cpu * 1000 / size.connections),
    idleCpuSecondsPerMinute: round(resting * 60_000 / REST_MS),
    failed,
    rssBeforeMb: round(before, 1),
    rssAfterMb: round(after, 1),
  };
}
