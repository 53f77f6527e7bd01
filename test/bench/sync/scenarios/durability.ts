/** Edits that somebody has received or that were acknowledged, then `kill -9`, with every client cut off at the same moment: what is gone after the restart. */
import * as Y from 'yjs';
import { paced, pool, round, sleep, until } from '../pace.ts';
import { eachMark, marked } from '../raw.ts';
import type { Client } from '../client.ts';
import { READER, rooms, type Stage } from '../stage.ts';

export interface DurabilitySize { readonly kills: number; readonly rate: number; readonly seconds: number }
export interface Durability {
  readonly lostPercent: number;
  readonly lost: number;
  readonly received: number;
  readonly acknowledged: number;
  readonly killsWithLoss: number;
}

/** What stored content may take to arrive after an empty first answer. */
const CONTENT_MS = 1_500;

export async function durability(stage: Stage, size: DurabilitySize): Promise<Durability> {
  const names = rooms('durability', size.kills);
  await stage.begin(names);
  const sums = { received: 0, acknowledged: 0, lost: 0, killsWithLoss: 0 };
  for (const room of names) {
    const { received, acknowledged } = await typeThenKill(stage, room, size);
    await stage.boot();
    const lost = await missing(stage, room, received);
    sums.received += received.size;
    sums.acknowledged += acknowledged;
    sums.lost += lost;
    if (lost > 0) sums.killsWithLoss++;
  }
  await stage.end();
  return { lostPercent: round(100 * sums.lost / sums.received, 1), ...sums };
}

async function typeThenKill(stage: Stage, room: string, size: DurabilitySize): Promise<{ received: ReadonlySet<number>; acknowledged: number }> {
  const received = new Set<number>();
  let acks = 0;
  const reader = await stage.opened(room, { person: READER, onSync: (bytes) => eachMark(bytes, (n) => received.add(n)) });
  const author = await stage.opened(room, { acks: true, onAck: (count) => (acks = count) });
  const writer = stage.writer();
  const edits = Math.round(size.rate * size.seconds);
  const greeting = acks;
  await paced(edits, size.rate, (n) => author.update(writer.set(stage.target.key(`e${n}`), marked(n))));
  await until(() => received.size === edits, 1_000);
  await sleep(50);
  await stage.server.kill();
  for (const client of [reader, author]) client.kill();
  return { received, acknowledged: Math.min(edits, Math.max(0, acks - greeting)) };
}

async function missing(stage: Stage, room: string, received: ReadonlySet<number>): Promise<number> {
  const doc = new Y.Doc();
  const map = doc.getMap(stage.target.root);
  const client = await stage.opened(room, { onSync: (bytes) => Y.applyUpdate(doc, bytes) });
  const gone = (): number => [...received].filter((n) => !map.has(stage.target.key(`e${n}`))).length;
  await until(() => gone() === 0, CONTENT_MS, 50);
  client.kill();
  return gone();
}

export interface LoadSize { readonly documents: number; readonly seconds: number }
export interface DurabilityLoad { readonly lostPercent: number; readonly lost: number; readonly received: number; readonly documentsWithLoss: number }

interface Pair { readonly room: string; readonly clients: readonly Client[]; readonly send: () => void; seen: number }

/** The load of `throughput`, then the kill: persistence that lags behind shows here. */
export async function durabilityLoad(stage: Stage, size: LoadSize): Promise<DurabilityLoad> {
  const names = rooms('load', size.documents);
  const server = await stage.begin(names);
  let running = true;
  const pairs: Pair[] = [];
  await pool(names.length, 25, async (i) => {
    const writer = stage.writer();
    const send = (): void => author.update(writer.set(stage.ownKey(writer, String((pair.seen + 1) % 50)), marked(pair.seen + 1)));
    const reader = await stage.opened(names[i]!, {
      person: READER,
      onSync: (bytes) => eachMark(bytes, (n) => {
        if (!running || n !== pair.seen + 1) return;
        pair.seen = n;
        send();
      }),
    });
    const author = await stage.opened(names[i]!);
    const pair: Pair = { room: names[i]!, clients: [reader, author], send, seen: -1 };
    pairs.push(pair);
  });
  for (const { send } of pairs) send();
  await sleep(size.seconds * 1000);
  running = false;
  await sleep(50);
  await server.kill();
  for (const { clients } of pairs) for (const client of clients) client.kill();
  await stage.boot();
  const sums = { lost: 0, received: 0, documentsWithLoss: 0 };
  await pool(pairs.length, 25, async (i) => {
    const { room, seen } = pairs[i]!;
    const lost = seen - await newest(stage, room, seen);
    sums.received += seen + 1;
    if (lost <= 0) return;
    sums.lost += lost;
    sums.documentsWithLoss++;
  });
  return { lostPercent: round(100 * sums.lost / sums.received, 1), ...sums };
}

/** The highest number that the document holds; -1 for none. */
async function newest(stage: Stage, room: string, wanted: number): Promise<number> {
  const doc = new Y.Doc();
  const client = await stage.opened(room, { onSync: (bytes) => Y.applyUpdate(doc, bytes) });
  let highest = -1;
  await until(() => {
    for (const value of doc.getMap(stage.target.root).values()) eachMark(Buffer.from(String(value)), (n) => (highest = Math.max(highest, n)));
    return highest >= wanted;
  }, CONTENT_MS, 50);
  client.kill();
  return highest;
}
