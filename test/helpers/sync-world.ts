/** A hub with a log in memory, a table of rights, a clock that stands still and clients without a network: one seed, one run. */
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import type { Decision, Level, Person, Role } from '../../model/rights.ts';
import type { Limits } from '../../server/limits.ts';
import type { Fanout } from '../../server/fanout/fanout.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { createHub } from '../../server/sync/hub.ts';
import { TokenError } from '../../server/sync/sync.ts';
import type { Access, Accepted, Hub } from '../../server/sync/sync.ts';
import { fakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { memoryLog } from './memory-log.ts';
import type { MemoryLog, MemoryLogOptions } from './memory-log.ts';
import { socketPair } from './socket-pair.ts';
import type { Pair } from './socket-pair.ts';
import { DocChannel, SyncClient } from './sync-client.ts';

export const A = 'alfki' as ArchiveId;
export const PROFILE = 'alfki/profile' as DocName;

export interface SyncWorld {
  readonly hub: Hub;
  readonly log: MemoryLog;
  readonly clock: FakeClock;
  readonly access: Access;
  readonly accepted: Accepted[];
  readonly reports: { readonly event: string; readonly error: unknown }[];
  readonly pairs: Pair[];
  /** Rights by `person archive/section`, or `person` for all; default `write`. */
  readonly rights: Map<string, Level | Decision>;
  readonly people: Map<PersonId, Person>;
  readonly archives: Map<string, ArchiveId>;
  readonly digestOf: Map<string, Digest | null>;
  person(id: string, roles?: readonly Role[]): Person;
  /** A client that has said hello; `settle` brings the welcome. */
  client(person: string): SyncClient;
  connect(): { readonly pair: Pair; readonly client: SyncClient };
  /** A socket of `/sync`. */
  plain(person: string, archive: ArchiveId, section: string, acks?: boolean, expires?: number): Promise<{ readonly channel: DocChannel; readonly pair: Pair }>;
  /** Lets everything through until nothing moves any more. */
  settle(): Promise<void>;
  /** Runs what waits for the end of this turn, and promises, but lets no message through. */
  turn(): Promise<void>;
}

export interface WorldOptions { readonly limits?: Partial<Limits>; readonly log?: MemoryLog; readonly logOptions?: MemoryLogOptions; readonly random?: (count: number) => Uint8Array; /** Beside others over the same log; one clock for all. */ readonly nodes?: { readonly fanout: Fanout; readonly node?: string }; readonly clock?: FakeClock }

/** Bytes from a seed (mulberry32). */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  const next = seededChance(seed);
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256));
}
/** Numbers from 0 to 1 from a seed. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function syncWorld(options: WorldOptions = {}): SyncWorld {
  const clock = options.clock ?? fakeClock();
  const log = options.log ?? memoryLog(options.logOptions);
  const rights = new Map<string, Level | Decision>();
  const people = new Map<PersonId, Person>();
  const archives = new Map<string, ArchiveId>([[A, A]]);
  const digestOf = new Map<string, Digest | null>();
  const turnEnd: (() => void)[] = [];
  const accepted: Accepted[] = [];
  const reports: { event: string; error: unknown }[] = [];
  const pairs: Pair[] = [];

  const person = (id: string, roles: readonly Role[] = ['staff']): Person => {
    const known = people.get(id as PersonId);
    if (known) return known;
    const made: Person = { id: id as PersonId, name: `Name of ${id}`, email: null, department: null, roles, clearances: [], reportsTo: null, active: true };
    people.set(made.id, made);
    return made;
  };

  const access: Access = {
    async authenticate(token) {
      const [id = '', seconds] = token.split(' ');
      const found = people.get(id as PersonId);
      if (!found?.active) throw new TokenError('no such person');
      return { person: found, expires: clock.now() + Number(seconds ?? 3600) * 1000 };
    },
    person: async ({ id }) => {
      const found = people.get(id);
      return found?.active ? found : null;
    },
    resolve: async (ref) => archives.get(ref.kind === 'id' ? ref.id : ref.key) ?? null,
    async decide({ id }, archive, section) {
      if (![...archives.values()].includes(archive) || !people.get(id)?.active) return { level: 'none', because: [] };
      const right = rights.get(`${id} ${archive}/${section}`) ?? rights.get(id) ?? 'write';
      return typeof right === 'string' ? { level: right, because: [] } : right;
    },
    digest: async ({ id }, archive) => digestOf.get(`${id} ${archive}`) ?? digestOf.get(archive) ?? null,
    faces: async (person, wanted) => (await access.digests(person, wanted)).map((digest) =>
      digest && (digest.level === 'exists' ? { id: digest.id, level: digest.level } : { id: digest.id, level: digest.level, classes: digest.classes })),
    brief: (person, wanted) => access.digests(person, wanted),
    digests: (person, wanted) => Promise.all(wanted.map((archive) => access.digest(person, archive))),
  };

  const hub = createHub({
    log, access, clock, limits: { ...SHIPPED_LIMITS, ...options.limits }, random: options.random ?? seededBytes(1),
    soon: (callback) => void turnEnd.push(callback), ...(options.nodes === undefined ? {} : { nodes: options.nodes }),
    report: (event, error) => void reports.push({ event, error }),
  });
  hub.onAccepted((edit) => accepted.push(edit));

  const promises = async (): Promise<void> => {
    for (let i = 0; i < 40; i++) await Promise.resolve();
  };
  const turn = async (): Promise<void> => {
    await promises();
    while (turnEnd.length > 0) {
      for (const callback of turnEnd.splice(0)) callback();
      await promises();
    }
  };

  const world: SyncWorld = {
    hub, log, clock, access, accepted, reports, pairs, rights, people, archives, digestOf, person, turn,
    connect() {
      const pair = socketPair();
      pairs.push(pair);
      const client = new SyncClient(pair);
      pair.attach(hub.line(pair.socket));
      return { pair, client };
    },
    client(id) {
      person(id);
      return world.connect().client.hello(id);
    },
    async plain(id, archive, section, acks = false, expires = clock.now() + 3_600_000) {
      const pair = socketPair();
      pairs.push(pair);
      const channel = new DocChannel((body) => pair.client.send(body));
      pair.client.onmessage = (bytes) => channel.hear(bytes);
      channel.opened = { archive, level: 'write', epoch: 1 };
      pair.attach(hub.sync(pair.socket, { person: person(id), expires }, archive, section, acks));
      channel.join();
      await world.settle();
      return { channel, pair };
    },
    async settle() {
      for (let moved = true; moved; ) {
        await turn();
        moved = false;
        for (const pair of pairs) {
          while (pair.toServer()) moved = true;
          while (pair.toClient()) moved = true;
        }
      }
    },
  };
  return world;
}
