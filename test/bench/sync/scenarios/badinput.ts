/** Every attack in turn; after each: is the process up, do people in the same and in another document still hear of edits, how long did the server stand still? */
import { ATTACKS, chances, type Attack } from '../attacks.ts';
import type { Client } from '../client.ts';
import { round, until, within } from '../pace.ts';
import { Pinger } from '../pinger.ts';
import { eachMark, marked, type RawMapWriter } from '../raw.ts';
import { READER, rooms, type Stage } from '../stage.ts';

export interface BadInputSize { /** Times that every attack is tried. */ readonly tries: number }
export interface Outcome {
  readonly up: boolean;
  readonly bystandersUnharmed: boolean;
  /** Milliseconds of the slowest small request, one for each try. */
  readonly delays: readonly number[];
  readonly cpuSeconds: number;
  readonly note: string | null;
}
export interface BadInput {
  readonly attacks: number;
  readonly crashed: readonly string[];
  readonly bystandersHarmed: readonly string[];
  readonly longestStallMs: number;
  readonly detail: Readonly<Record<string, Outcome>>;
}

const SEED = 42;
const PATIENCE_MS = 60_000;

/** Two people in one document who do nothing wrong. */
interface Bystanders { readonly reader: Client; readonly author: Client; readonly writer: RawMapWriter; heard: number; edits: number }

async function bystanders(stage: Stage, room: string): Promise<Bystanders> {
  const reader = await stage.opened(room, { person: READER, patience: 60_000, onSync: (bytes) => eachMark(bytes, (n) => (pair.heard = Math.max(pair.heard, n))) });
  const author = await stage.opened(room, { patience: 60_000 });
  const pair: Bystanders = { reader, author, writer: stage.writer(), heard: -1, edits: 0 };
  return pair;
}

/** An edit of one reaches the other, and neither was cut off. */
async function unharmed(stage: Stage, pair: Bystanders): Promise<boolean> {
  const n = pair.edits++;
  pair.author.update(pair.writer.set(stage.ownKey(pair.writer, 'p'), marked(n)));
  return until(() => pair.heard >= n || !stage.server.alive, PATIENCE_MS).then(() => pair.heard >= n && pair.reader.closed === null && pair.author.closed === null);
}

export async function badInput(stage: Stage, size: BadInputSize, attacks: readonly Attack[] = ATTACKS): Promise<BadInput> {
  const [room, other] = rooms('bad', 2) as [string, string];
  await stage.begin([room, other]);
  const chance = chances(SEED);
  const detail: Record<string, Outcome> = {};
  let current = await Round.begin(stage, room, other, chance);
  for (const attack of attacks) {
    const tries: Outcome[] = [];
    for (let i = 0; i < size.tries && tries.every(({ up }) => up); i++) {
      const outcome = await current.suffer(attack);
      tries.push(outcome);
      if (outcome.up && outcome.bystandersUnharmed) continue;
      await current.end();
      if (!outcome.up) await stage.boot();
      current = await Round.begin(stage, room, other, chance);
    }
    detail[attack.name] = sumUp(tries);
  }
  await current.end();
  const names = Object.keys(detail);
  return {
    attacks: names.length,
    crashed: names.filter((name) => !detail[name]!.up),
    bystandersHarmed: names.filter((name) => detail[name]!.up && !detail[name]!.bystandersUnharmed),
    longestStallMs: Math.max(...Object.values(detail).flatMap(({ delays }) => delays)),
    detail,
  };
}

const sumUp = (tries: readonly Outcome[]): Outcome => ({
  up: tries.every(({ up }) => up),
  bystandersUnharmed: tries.every((one) => one.bystandersUnharmed),
  delays: tries.flatMap(({ delays }) => delays),
  cpuSeconds: Math.max(...tries.map(({ cpuSeconds }) => cpuSeconds)),
  note: tries.find(({ note }) => note !== null)?.note ?? null,
});

/** One running server with bystanders in both documents and a pinger. */
class Round {
  readonly #stage: Stage;
  readonly #ground: Parameters<Attack['run']>[0];
  readonly #pairs: readonly Bystanders[];
  readonly #pinger: Pinger;

  private constructor(stage: Stage, ground: Parameters<Attack['run']>[0], pairs: readonly Bystanders[]) {
    this.#stage = stage;
    this.#ground = ground;
    this.#pairs = pairs;
    this.#pinger = new Pinger(stage.server.port, stage.target.quick);
  }

  static async begin(stage: Stage, room: string, other: string, chance: () => number): Promise<Round> {
    const begun = new Round(stage, { stage, room, chance }, [await bystanders(stage, room), await bystanders(stage, other)]);
    await within(60_000, 'the first small request', begun.#answered());
    return begun;
  }

  async suffer(attack: Attack): Promise<Outcome> {
    const { server } = this.#stage;
    const before = server.cpu();
    this.#pinger.reset();
    let note: string | null = null;
    try {
      await within(120_000, attack.name, attack.run(this.#ground));
    } catch (error) {
      note = String(error).slice(0, 120); // told with the result; whether harm was done is looked at below
    }
    const checks = await Promise.all(this.#pairs.map((pair) => unharmed(this.#stage, pair)));
    const { worst } = await this.#pinger.read();
    const up = server.alive;
    return {
      up, bystandersUnharmed: checks.every(Boolean), delays: up ? [round(worst, 1)] : [], cpuSeconds: up ? round(server.cpu() - before) : 0,
      note: up ? note : `ended with ${JSON.stringify(server.end)}: ${server.words.replace(/\s+/g, ' ').slice(-200)}`,
    };
  }

  async end(): Promise<void> {
    await this.#pinger.end();
    for (const { reader, author } of this.#pairs) {
      reader.kill();
      author.kill();
    }
  }

  async #answered(): Promise<void> {
    while ((await this.#pinger.read()).answers === 0) await until(() => false, 5);
  }
}
