/** One of several nodes over one database: reads the news, which renews its lease, and stops delivering when it cannot. What news mean is left to `topics.ts`, what is cut to whoever hears. */
import type { Clock } from '../clock.ts';
import type { Fanout } from '../fanout/fanout.ts';
import type { Logger } from '../services/log.ts';
import { Lease } from './lease.ts';
import type { LeaseState } from './lease.ts';
import type { NewsRow, NodeStore } from './node-store.ts';
import type { Nodes } from './nodes.ts';

export interface ClusterOptions {
  /** Of this process alone; a node that starts again is another one. */
  readonly node: string;
  readonly store: NodeStore;
  readonly fanout: Fanout;
  readonly clock: Clock;
  readonly log: Logger;
  /** Default 5,000 ms, the shipped limit. */
  readonly leaseMs?: number;
  /** Milliseconds of the machine; default `performance.now`. */
  readonly steady?: () => number;
  /** Takes news in: resolves when nothing in memory is older than they are. When it rejects they are given to it again. */
  readonly heard: (news: readonly NewsRow[]) => Promise<void>;
  /** Everything in memory is in doubt and read anew; resolves when that is done. */
  readonly everything: () => Promise<void>;
  /** Nothing may be delivered any more: connections are cut, at once and with what waits in them. */
  readonly lost: () => void;
  /** This node now does what is done once, or does it no longer. Default: nobody hears it. */
  readonly leading?: (leads: boolean) => void;
}

export const LEASE_MS = 5_000;
/** The topic of hints that there are news, and of those that they were taken in. */
const NEWS = 'news';
const SEEN = 'seen';
const NOTHING = new Uint8Array(0);

export class Cluster implements Nodes {
  readonly #options: Required<ClusterOptions>;
  readonly #lease: Lease;
  /** A lease of its own, renewed by the same question to the database that asks who leads. */
  readonly #office: Lease;
  #seen = 0;
  #state: LeaseState = 'lost';
  #led = false;
  #started = false;
  #stopped = false;
  #reading: Promise<void> | null = null;
  #again = false;
  #timers = new Map<'read' | 'watch', () => void>();
  #ends: (() => void)[] = [];
  /** Who waits for others hears hints that they have seen. */
  readonly #waiting = new Set<() => void>();
  readonly #works: (() => Promise<void>)[] = [];
  #takingUp: Promise<void> = Promise.resolve();
  #failing = false;

  constructor(options: ClusterOptions) {
    this.#options = { leaseMs: LEASE_MS, steady: () => performance.now(), leading: () => undefined, ...options };
    const { clock, steady, leaseMs } = this.#options;
    const passing = { now: () => clock.now(), steady };
    this.#lease = new Lease(passing, leaseMs);
    this.#office = new Lease(passing, leaseMs);
  }

  delivers(): boolean {
    if (this.#lease.state !== 'lost') return true;
    this.#watch(); // whoever asks may be sooner than the timer, after a pause of the whole process
    return false;
  }

  ready(): boolean {
    return !this.#stopped && this.#lease.state === 'fresh';
  }

  leads(): boolean {
    return !this.#stopped && this.#office.state !== 'lost' && this.delivers();
  }

  onTakeUp(work: () => Promise<void>): Promise<void> {
    this.#works.push(work);
    return Promise.resolve();
  }

  claim(work: string): Promise<boolean> {
    return this.#options.store.claim(this.#options.node, work);
  }

  release(work: string): Promise<void> {
    return this.#options.store.release(this.#options.node, work);
  }

  async start(): Promise<void> {
    const { store, fanout, clock, leaseMs } = this.#options;
    // what was read at the start is not older than this
    this.#seen = await store.last();
    await this.#options.everything();
    this.#started = true;
    this.#ends = [
      fanout.subscribe(NEWS, { hear: () => void this.#read(), missed: () => void this.#read() }),
      fanout.subscribe(SEEN, { hear: () => { for (const look of [...this.#waiting]) look(); } }),
    ];
    await this.#read();
    while (!this.delivers() && !this.#stopped) {
      await new Promise<void>((resolve) => { clock.after(leaseMs / 4, resolve); });
      await this.#read();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const end of [...this.#ends, ...this.#timers.values()]) end();
    this.#timers.clear();
    await this.#reading;
    await this.#takingUp;
    this.#lease.giveUp();
    this.#office.giveUp();
    if (this.#led) this.#options.leading(this.#led = false);
    await this.#options.store.leave(this.#options.node).catch((error: unknown) => { this.#options.log.warn({ err: error }, 'this node’s lease ends by itself: it could not be given back'); });
  }

  async everybodyKnows(): Promise<void> {
    // before the start nobody has been answered, and the others find the news by themselves
    if (!this.#started || this.#stopped) return;
    let end = (): void => undefined;
    // who still delivers after a lease has asked the database since, and so knows; who could not ask has stopped
    const over = new Promise<true>((resolve) => { end = this.#options.clock.after(this.#options.leaseMs, () => { resolve(true); }); });
    const asking = { goesOn: true };
    try {
      await Promise.race([over, this.#askEverybody(asking).catch(async (error: unknown) => {
        this.#options.log.warn({ err: error }, 'the database does not say who has read what is new: the time of a lease is waited for');
        await over;
      })]);
    } finally {
      asking.goesOn = false;
      end();
    }
  }

  async #askEverybody(asking: { readonly goesOn: boolean }): Promise<void> {
    const { store, fanout, leaseMs, node } = this.#options;
    const n = await store.last();
    fanout.publish(NEWS, NOTHING);
    await this.#read();
    while (asking.goesOn && !this.#stopped) {
      const live = await store.live();
      if (this.#seen >= n && live.every((other) => other.node === node || other.seen >= n)) return;
      await this.#soon(leaseMs / 20);
      if (this.#seen < n) await this.#read();
    }
  }

  /** After a time, or as soon as somebody has seen something. */
  #soon(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        end();
        resolve();
      };
      this.#waiting.add(done);
      const end = this.#options.clock.after(milliseconds, done);
    });
  }

  /** Resolves when everything that was committed before the call has been taken in, or could not be. */
  async #read(): Promise<void> {
    this.#again = true;
    while (this.#again && !this.#stopped) await (this.#reading ??= this.#round().finally(() => { this.#reading = null; }));
  }

  async #round(): Promise<void> {
    this.#again = false;
    const { store, node, leaseMs, log, fanout, clock } = this.#options;
    this.#timers.get('read')?.();
    try {
      for (let more = true; more && !this.#stopped;) {
        const asked = this.#lease.moment();
        const answer = await store.renew(node, this.#seen, leaseMs);
        if (answer.gap || answer.last < this.#seen) {
          // pruned while this node was away, or the database is an older one than it was
          await this.#options.everything();
          this.#seen = answer.last;
          more = true;
        } else {
          if (answer.news.length > 0) await this.#options.heard(answer.news);
          this.#seen = answer.news.at(-1)?.n ?? this.#seen;
          // only what is taken in whole renews; and once more, so that others hear how far this node is
          more = answer.news.length > 0;
          if (!answer.more) this.#renewed(asked);
        }
        if (more) continue;
        fanout.publish(SEEN, NOTHING);
      }
      const asked = this.#office.moment();
      if (!this.#stopped && await store.lead(node, leaseMs)) {
        this.#office.renewed(asked);
        if ((await store.bury()) > 0 && this.#led) this.#takeUp();
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) log.error({ err: error }, 'news could not be read: this node stops delivering when its lease ends');
      this.#failing = true;
    }
    if (this.#stopped) return;
    this.#watch();
    this.#timers.set('read', clock.after(leaseMs / 4, () => void this.#read()));
  }

  /** One work after the other; what fails is taken up the next time, no other waits for it. */
  #takeUp(): void {
    this.#takingUp = this.#takingUp.then(async () => {
      for (const work of this.#works) {
        if (!this.leads()) return;
        await work().catch((error: unknown) => { this.#options.log.error({ err: error }, 'what another server may have left half done could not be taken up'); });
      }
    });
  }

  #renewed(asked: ReturnType<Lease['moment']>): void {
    this.#lease.renewed(asked);
    this.#watch();
  }

  /** Looks what became of the lease and of the office, tells what is another, and looks again when it may be. */
  #watch(): void {
    const { clock, leaseMs, log, lost, leading } = this.#options;
    const before = this.#state;
    this.#state = this.#lease.state;
    if (this.#state === 'lost' && before !== 'lost') {
      lost();
      log.error({ seconds: leaseMs / 1_000 }, 'this node could not read what is new within its lease: it delivers nothing until it has');
    }
    if (before === 'lost' && this.#state !== 'lost') log.info({}, 'this node has read what is new and delivers');
    const leads = this.#state !== 'lost' && this.#office.state !== 'lost';
    if (leads !== this.#led) {
      leading(this.#led = leads);
      if (leads) this.#takeUp();
    }
    this.#timers.get('watch')?.();
    if (!this.#stopped) this.#timers.set('watch', clock.after(leaseMs / 8, () => { this.#watch(); }));
  }
}
