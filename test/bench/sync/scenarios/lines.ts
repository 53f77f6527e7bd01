/**
 * Many people with several documents each, over one line a person against one socket a document: the CPU of one delivered edit. Under full load the
 * next edit of an archive is sent, by the next of its people, when all others have the last one; in steady use everyone types at the same pace.
 */
import { pool, round, sleep, until } from '../pace.ts';
import { eachMark, marked, type RawMapWriter } from '../raw.ts';
import { Client } from '../client.ts';
import { LineClient } from '../line-client.ts';
import { rooms, type Stage } from '../stage.ts';

export interface LinesSize { readonly people: number; readonly archives: number; readonly each: number; readonly seconds: number; /** Edits a second of all people together, in steady use. */ readonly rate: number }
export interface Load { readonly cpuMicrosecondsPerDelivery: number; readonly serverCpuSeconds: number; readonly deliveries: number; readonly edits: number }
export interface Lines {
  readonly fullLine: number;
  readonly fullSockets: number;
  readonly steadyLine: number;
  readonly steadySockets: number;
  readonly detail: { readonly line: { readonly full: Load; readonly steady: Load }; readonly sockets: { readonly full: Load; readonly steady: Load } };
}

const WARM_MS = 1_500;
const KEYS = 20;

/** One person in one archive. */
interface Seat { readonly writer: RawMapWriter; readonly send: (update: Uint8Array) => void; edits: number }
interface Crowd { readonly seats: readonly (readonly Seat[])[]; readonly end: () => void }
type Join = (stage: Stage, names: readonly string[], size: LinesSize, hear: (bytes: Buffer) => void) => Promise<Crowd>;

/** Every archive has the same number of people, and no two people the same archives throughout. Needs a number of archives without the factor 7. */
const archivesOf = (person: number, { archives, each }: LinesSize): number[] =>
  Array.from({ length: each }, (_, k) => (person * 7 + k * 53 * (1 + Math.floor(person / archives))) % archives);

export async function lines(stage: Stage, size: LinesSize): Promise<Lines> {
  const line = await measure(stage, size, overLines, 'line');
  const sockets = await measure(stage, size, overSockets, 'sockets');
  return {
    fullLine: line.full.cpuMicrosecondsPerDelivery, fullSockets: sockets.full.cpuMicrosecondsPerDelivery,
    steadyLine: line.steady.cpuMicrosecondsPerDelivery, steadySockets: sockets.steady.cpuMicrosecondsPerDelivery,
    detail: { line, sockets },
  };
}

async function measure(stage: Stage, size: LinesSize, join: Join, folder: string): Promise<{ readonly full: Load; readonly steady: Load }> {
  const names = rooms('lines', size.archives);
  const server = await stage.begin(names, folder);
  let hear: (n: number) => void = () => undefined;
  const { seats, end } = await join(stage, names, size, (bytes) => eachMark(bytes, (n) => hear(n)));
  const edited: number[] = [];
  /** The next edit of an archive, by the next of its people. */
  const edit = (archive: number): void => {
    const here = seats[archive]!;
    const n = edited.push(archive) - 1;
    const seat = here[n % here.length]!;
    seat.send(seat.writer.set(stage.ownKey(seat.writer, String(seat.edits++ % KEYS)), marked(n)));
  };
  let deliveries = 0;
  const timed = async (load: () => Promise<void>): Promise<Load> => {
    const [before, sent, meter] = [deliveries, edited.length, stage.meter()];
    await load();
    const [cpu, count] = [meter.server(), deliveries - before];
    return { cpuMicrosecondsPerDelivery: round(cpu * 1e6 / count, 1), serverCpuSeconds: cpu, deliveries: count, edits: edited.length - sent };
  };

  const missing = seats.map((here) => here.length - 1);
  let running = true;
  hear = (n) => {
    deliveries++;
    const archive = edited[n]!;
    if (--missing[archive]! > 0 || !running) return;
    missing[archive] = seats[archive]!.length - 1;
    edit(archive);
  };
  seats.forEach((_, archive) => edit(archive));
  await sleep(WARM_MS);
  const full = await timed(() => sleep(size.seconds * 1000));
  running = false;
  const readers = seats[0]!.length - 1;
  await until(() => deliveries === edited.length * readers, 5_000);

  hear = () => void deliveries++;
  const steady = await timed(async () => {
    const count = size.rate * size.seconds;
    const began = performance.now();
    for (let i = 0; i < count; i++) {
      if (performance.now() < began + i * 1000 / size.rate) await sleep(1);
      edit((i * 7) % size.archives);
    }
    await until(() => deliveries === edited.length * readers, 5_000);
  });
  end();
  await server.kill();
  return { full, steady };
}

const overLines: Join = async (stage, names, size, hear) => {
  const people: LineClient[] = [];
  const seats: Seat[][] = names.map(() => []);
  await pool(size.people, 25, async (person) => {
    const { token } = await stage.target.address(stage.server.port, names[0]!, `person-${person}`);
    const line = new LineClient(`ws://127.0.0.1:${stage.server.port}/line`, token, hear);
    people.push(line);
    for (const archive of archivesOf(person, size)) {
      const channel = await line.open(names[archive]!, 'profile');
      seats[archive]!.push({ writer: stage.writer(), send: (update) => line.update(channel, update), edits: 0 });
    }
  });
  return { seats, end: () => people.forEach((line) => line.kill()) };
};

const overSockets: Join = async (stage, names, size, hear) => {
  const clients: Client[] = [];
  const seats: Seat[][] = names.map(() => []);
  await pool(size.people, 25, async (person) => {
    for (const archive of archivesOf(person, size)) {
      const client = await stage.opened(names[archive]!, { person: `person-${person}`, onSync: hear });
      clients.push(client);
      seats[archive]!.push({ writer: stage.writer(), send: (update) => client.update(update), edits: 0 });
    }
  });
  return { seats, end: () => clients.forEach((client) => client.kill()) };
};
