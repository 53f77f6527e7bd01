/** Brings the head of the chain to where this server cannot change it: the log, a file to which it only adds, a syslog; and into the other database every minute. Without, nobody sees that a tail was cut off or all of it written anew. */
import { createSocket } from 'node:dgram';
import { appendFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Clock } from '../../clock.ts';
import type { AuditStore } from '../../storage/audit-store.ts';
import type { EventStore } from '../../storage/event-store.ts';
import type { Logger } from '../log.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const SYSLOG_MS = 5_000;

export interface HeadsOptions {
  readonly store: Pick<AuditStore, 'head' | 'anchor'>;
  /** What facts.db has told is carried into the chain before its head is taken. */
  readonly events: Pick<EventStore, 'catchUp'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly file: string;
  readonly syslog: URL | null;
  /** Of several servers one brings it there; default: there is only this one. */
  readonly leads?: () => boolean;
  /** How a line goes to a syslog; default: over the network. */
  readonly send?: (to: URL, line: string) => Promise<void>;
}

export class Heads {
  readonly #options: HeadsOptions;
  #timer: (() => void) | null = null;
  #anchored = 0;
  /** When the newest head was last everywhere that it goes to. */
  #at = 0;
  /** The head that each place has; one that failed is tried again with the next tick. */
  readonly #has = { log: 0, file: 0, syslog: 0 };
  #failing = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: HeadsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = this.#options.clock.after(MINUTE, () => {
      this.#running = (this.#options.leads?.() ?? true ? this.tick(this.#options.clock.now() - this.#at >= HOUR) : Promise.resolve()).then(() => { if (this.#timer !== null) this.start(); });
    });
  }

  /** Resolves when what the last minute began is done. */
  idle(): Promise<void> {
    return this.#running;
  }

  /** With the last head, so that what is cut off while nobody runs is seen. */
  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = null;
    await this.#running;
    await this.tick(true);
  }

  async tick(send: boolean): Promise<void> {
    const { store, events, clock, log } = this.#options;
    try {
      await events.catchUp();
      const head = await store.head();
      if (!head) return;
      if (head.seq > this.#anchored) await store.anchor(head.seq, head.mac, clock.now());
      this.#anchored = head.seq;
      if (!send) return;
      if (this.#once('log', head.seq)) log.info({ seq: head.seq, mac: head.mac }, 'head of the audit');
      const failed = (await Promise.allSettled([this.#bring('file', head), this.#bring('syslog', head)])).flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      if (failed.length === 0) this.#at = clock.now();
      // told when it begins: a syslog may be away for days
      else if (!this.#failing) log.error({ err: failed[0] }, 'head of the audit not sent');
      this.#failing = failed.length > 0;
    } catch (error) {
      log.error({ err: error }, 'head of the audit not kept');
    }
  }

  #once(place: 'log' | 'file' | 'syslog', seq: number): boolean {
    const news = this.#has[place] !== seq;
    this.#has[place] = seq;
    return news;
  }

  async #bring(place: 'file' | 'syslog', head: { readonly seq: number; readonly mac: string }): Promise<void> {
    const before = this.#has[place];
    if (!this.#once(place, head.seq)) return;
    try {
      await (place === 'file' ? this.#toFile(head) : this.#toSyslog(head));
    } catch (error) {
      this.#has[place] = before;
      throw error;
    }
  }

  #toFile({ seq, mac }: { readonly seq: number; readonly mac: string }): Promise<void> {
    return appendFile(this.#options.file, `${new Date(this.#options.clock.now()).toISOString()} ${seq} ${mac}\n`, { mode: 0o600 });
  }

  async #toSyslog({ seq, mac }: { readonly seq: number; readonly mac: string }): Promise<void> {
    const { syslog, clock, send = sendSyslog } = this.#options;
    if (syslog === null) return;
    // RFC 5424: facility 13 (log audit), severity 6; nothing in it names the company
    const line = `<110>1 ${new Date(clock.now()).toISOString()} - dossier - audit-head - ${seq} ${mac}`;
    await send(syslog, line);
  }
}

function sendSyslog(to: URL, line: string): Promise<void> {
  const host = to.hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    if (to.protocol === 'udp:') {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      socket.once('error', reject);
      socket.send(line, Number(to.port || 514), host, (error) => {
        socket.close();
        if (error) reject(error);
        else resolve();
      });
      return;
    }
    const socket = connect({ host, port: Number(to.port || 601), timeout: SYSLOG_MS });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('the syslog does not answer')));
    // RFC 6587: the length before the line
    socket.once('connect', () => socket.end(`${Buffer.byteLength(line)} ${line}`, () => { resolve(); }));
  });
}
