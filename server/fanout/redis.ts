/** Fan-out over Redis or Valkey: two connections, one that tells and one that hears, which live and fall together. Hints that cannot go are dropped and counted, never kept. */
import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import type { Clock } from '../clock.ts';
import type { Logger } from '../services/log.ts';
import { FanoutError } from './fanout.ts';
import type { Ears, Fanout } from './fanout.ts';

export interface RedisOptions {
  /** `redis://[user[:password]@]host[:port]`, `rediss://` over TLS. */
  readonly url: string;
  /** What the channels of this installation begin with, for several may share one Redis. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Bytes that may wait for Redis to take them; what is more is dropped. Default 8 MB. */
  readonly waiting?: number;
  /** So often this node sends a hint to itself; three that do not come back are a lost connection. Default 2,000 ms. */
  readonly beatMs?: number;
}

const WAITING = 8 * 1024 * 1024;
const BEAT_MS = 2_000;
const BEATS = 3;
/** Waits between attempts: doubled each time, up to the last. */
const FIRST_MS = 50;
const LAST_MS = 2_000;
/** Who sent a hint stands before it. */
const SENDER = 12;

type Client = ReturnType<typeof connection>;
const connection = (url: string) => createClient({ url, RESP: 2, disableOfflineQueue: true, socket: { reconnectStrategy: false, connectTimeout: 2_000 } });

interface Listener { readonly ears: Ears; /** It was told on this connection that its subscription holds. */ told: boolean }

/** `here`: hints go and come; `away`: nothing does, until an attempt succeeds. */
type State =
  | { readonly kind: 'here'; readonly teller: Client; readonly hearer: Client }
  | { readonly kind: 'away' }
  | { readonly kind: 'closed' };

/** Begins to connect at once, and never throws: while Redis is away the installation works on without hints. */
export const redisFanout = (options: RedisOptions): RedisFanout => new RedisFanout(options);

export class RedisFanout implements Fanout {
  readonly #options: Required<RedisOptions>;
  readonly #self = randomBytes(SENDER);
  readonly #beat: string;
  readonly #topics = new Map<string, Set<Listener>>();
  /** Topics whose channels Redis has confirmed on this connection. */
  readonly #held = new Set<string>();
  #settling: Client | null = null;
  #state: State = { kind: 'away' };
  /** Clients of the present attempt or connection. */
  #clients: readonly Client[] = [];
  #attempts = 0;
  #awaySince: number;
  /** This outage was told. */
  #told = false;
  #waiting = 0;
  #dropped = 0;
  #silent = 0;
  #timer: (() => void) | null = null;

  constructor(options: RedisOptions) {
    this.#options = { waiting: WAITING, beatMs: BEAT_MS, ...options };
    this.#beat = this.#channel(`beat:${this.#self.toString('hex')}`);
    this.#awaySince = options.clock.now();
    void this.#dial();
  }

  /** Hints go and come now. */
  get here(): boolean {
    return this.#state.kind === 'here';
  }

  publish(topic: string, bytes: Uint8Array): void {
    if (this.#state.kind === 'here') this.#send(this.#state.teller, this.#channel(topic), Buffer.concat([this.#self, bytes]));
    else this.#dropped++;
  }

  subscribe(topic: string, ears: Ears): () => void {
    const mine: Listener = { ears, told: false }; // the same ears may be given twice
    const all = this.#topics.get(topic) ?? new Set();
    this.#topics.set(topic, all.add(mine));
    if (this.#state.kind === 'here') void this.#settle(this.#state.hearer);
    return () => {
      if (!all.delete(mine) || all.size > 0 || this.#topics.get(topic) !== all) return;
      this.#topics.delete(topic);
      if (this.#state.kind === 'here') void this.#settle(this.#state.hearer);
    };
  }

  close(): Promise<void> {
    this.#state = { kind: 'closed' };
    this.#topics.clear();
    this.#drop();
    return Promise.resolve();
  }

  #channel(topic: string): string {
    return `${this.#options.prefix}:${topic}`;
  }

  /** Channels one by one become those of the topics; one question at a time, for Redis' client forgets a channel that is taken anew while it is being given up. */
  async #settle(hearer: Client): Promise<void> {
    if (this.#settling === hearer) return;
    this.#settling = hearer;
    try {
      while (this.#clients.includes(hearer)) {
        const more = [...this.#topics.keys()].filter((topic) => !this.#held.has(topic));
        const less = [...this.#held].filter((topic) => !this.#topics.has(topic));
        if (more.length > 0) await hearer.subscribe(more.map((topic) => this.#channel(topic)), this.#heard, true);
        if (less.length > 0) await hearer.unsubscribe(less.map((topic) => this.#channel(topic)));
        if (!this.#clients.includes(hearer)) return;
        for (const topic of more) this.#held.add(topic);
        for (const topic of less) this.#held.delete(topic);
        if (this.#state.kind === 'here') this.#tellMissed();
        if (more.length === 0 && less.length === 0) return;
      }
    } catch (error) {
      this.#lost(error, hearer);
    } finally {
      if (this.#settling === hearer) this.#settling = null;
    }
  }

  #tellMissed(): void {
    for (const topic of this.#held) {
      for (const listener of [...this.#topics.get(topic) ?? []]) {
        if (listener.told) continue;
        listener.told = true;
        listener.ears.missed?.();
      }
    }
  }

  /** One function for all channels: Redis' client hears each with the same function once. */
  readonly #heard = (message: Buffer, channel: Buffer): void => {
    if (message.subarray(0, SENDER).equals(this.#self)) return;
    const topic = channel.toString('utf8').slice(this.#options.prefix.length + 1);
    for (const { ears } of [...this.#topics.get(topic) ?? []]) ears.hear(Uint8Array.from(message.subarray(SENDER)));
  };

  #send(teller: Client, channel: string, bytes: Buffer): void {
    if (this.#waiting + bytes.length > this.#options.waiting) {
      this.#dropped++;
      return;
    }
    this.#waiting += bytes.length;
    teller.publish(channel, bytes).then(() => { this.#waiting -= bytes.length; }, (error: unknown) => {
      this.#waiting -= bytes.length;
      this.#dropped++;
      this.#lost(error, teller);
    });
  }

  async #dial(): Promise<void> {
    this.#timer = null;
    const { url, clock, log } = this.#options;
    const [teller, hearer] = [connection(url), connection(url)];
    const clients = this.#clients = [teller, hearer];
    for (const client of clients) client.on('error', (error: unknown) => { this.#lost(error, client); });
    // where it takes connections and says nothing, nothing here would end by itself
    const late = clock.after(this.#options.beatMs * BEATS, () => { this.#lost(new FanoutError('stalled', 'Redis takes connections and does not answer'), teller); });
    try {
      await Promise.all(clients.map((client) => client.connect()));
      await hearer.subscribe(this.#beat, () => { this.#silent = 0; });
    } catch (error) {
      this.#lost(error, teller);
      return;
    } finally {
      late();
    }
    if (this.#clients !== clients) return;
    this.#state = { kind: 'here', teller, hearer };
    this.#attempts = 0;
    this.#silent = 0;
    if (this.#told) log.warn({ seconds: Math.round((clock.now() - this.#awaySince) / 1_000), dropped: this.#dropped }, 'hints go over Redis again');
    this.#told = false;
    this.#dropped = 0;
    this.#timer = clock.after(this.#options.beatMs, () => { this.#beats(); });
    for (const all of this.#topics.values()) for (const listener of all) listener.told = false;
    await this.#settle(hearer);
  }

  /** A connection may be dead without a word: what this node tells itself must come back. */
  #beats(): void {
    const state = this.#state;
    if (state.kind !== 'here') return;
    if (++this.#silent > BEATS) {
      this.#lost(new FanoutError('stalled', 'Redis takes hints and gives none back'), state.teller);
      return;
    }
    this.#send(state.teller, this.#beat, this.#self);
    this.#timer = this.#options.clock.after(this.#options.beatMs, () => { this.#beats(); });
  }

  /** Both connections go; told once until they are back. */
  #lost(error: unknown, client: Client): void {
    if (this.#state.kind === 'closed' || !this.#clients.includes(client)) return;
    const { clock, log } = this.#options;
    if (this.#state.kind === 'here') this.#awaySince = clock.now();
    this.#state = { kind: 'away' };
    this.#drop();
    if (!this.#told) log.error({ err: typed(error) }, 'no hints over Redis: what others do is seen later, by looking into the database');
    this.#told = true;
    this.#timer = clock.after(Math.min(LAST_MS, FIRST_MS * 2 ** this.#attempts++), () => void this.#dial());
  }

  #drop(): void {
    this.#held.clear();
    this.#timer?.();
    this.#timer = null;
    const clients = this.#clients;
    this.#clients = [];
    for (const client of clients) if (client.isOpen) client.destroy();
  }
}

/** The words of Redis' client name no password: they are those of the network, or Redis' own. */
function typed(error: unknown): FanoutError {
  if (error instanceof FanoutError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return /^(NOAUTH|WRONGPASS|NOPERM|DENIED|ERR (invalid|AUTH))/i.test(text) ? new FanoutError('refused', 'Redis lets nobody in by DOSSIER_REDIS_URL', { cause: error }) : new FanoutError('unreachable', 'Redis does not answer at DOSSIER_REDIS_URL', { cause: error });
}
