/** The other nodes over the same log, as the hub of one sees them: tells them what was committed and who is there, hears them, asks the log where open sections are. What a room makes of it is `step-nodes.ts`. */
import { randomUUID } from 'node:crypto';
import type { DocName } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';
import type { Fanout } from '../fanout/fanout.ts';
import type { Limits } from '../limits.ts';
import type { Head, SectionLog } from '../storage/storage.ts';
import { readHint, writeHint } from './hints.ts';
import type { Shown } from './hints.ts';
import type { Heard } from './room-state.ts';

/** A room as other nodes' words reach it. */
export interface Listening {
  readonly name: DocName;
  heard(hint: Heard): void;
  /** Hints may have been lost. */
  missed(): void;
  polled(head: Head): void;
  shown(node: string, shown: readonly Shown[]): void;
  /** Who is here at this node. */
  here(): readonly Shown[];
  /** Nobody is at that node any more. */
  gone(node: string): void;
}

export interface NodesOptions {
  readonly fanout: Fanout;
  readonly log: Pick<SectionLog, 'heads'>;
  readonly clock: Clock;
  readonly soon: (callback: () => void) => void;
  readonly limits: Pick<Limits, 'headsMs' | 'nodeSilenceMs'>;
  readonly report: (event: string, error: unknown) => void;
  /** Another one at every start. Default: by chance. */
  readonly node?: string;
}

interface Asked { readonly resolve: (head: Head | null) => void; readonly reject: (error: unknown) => void }

const topicOf = (name: DocName): string => `section:${name}`;
const BEATS = 'nodes';

export class Nodes {
  readonly node: string;
  readonly #options: NodesOptions;
  readonly #ears = new Map<Listening, () => void>();
  /** When each node was last heard of. */
  readonly #alive = new Map<string, number>();
  #asked = new Map<DocName, Asked[]>();
  #polledAt: number;
  #polling = false;
  readonly #deaf: () => void;

  constructor(options: NodesOptions) {
    this.#options = options;
    this.node = options.node ?? randomUUID();
    this.#polledAt = options.clock.now();
    this.#deaf = options.fanout.subscribe(BEATS, { hear: (bytes) => void this.#read(bytes) });
  }

  open(room: Listening): void {
    const topic = topicOf(room.name);
    const leave = this.#options.fanout.subscribe(topic, {
      hear: (bytes) => this.#hear(room, bytes),
      missed: () => {
        room.missed();
        this.#say(topic, { kind: 'who', node: this.node });
      },
    });
    this.#ears.set(room, leave);
  }

  close(room: Listening): void {
    this.#ears.get(room)?.();
    this.#ears.delete(room);
  }

  stop(): void {
    this.#deaf();
    for (const room of [...this.#ears.keys()]) this.close(room);
  }

  committed(name: DocName, { epoch, seq, updates, authors }: Heard): void {
    this.#say(topicOf(name), { kind: 'edits', node: this.node, epoch, seq, updates, authors });
  }

  show(name: DocName, shown: readonly Shown[]): void {
    if (shown.length > 0) this.#say(topicOf(name), { kind: 'presence', node: this.node, shown });
  }

  /** Where a section is on disk: what many ask in one turn is one question. */
  head(name: DocName): Promise<Head | null> {
    return new Promise((resolve, reject) => {
      if (this.#asked.size === 0) this.#options.soon(() => void this.#ask());
      const own = this.#asked.get(name);
      if (own === undefined) this.#asked.set(name, [{ resolve, reject }]);
      else own.push({ resolve, reject });
    });
  }

  /** About once a second. */
  tick(now: number): void {
    const { headsMs, nodeSilenceMs } = this.#options.limits;
    for (const [node, at] of this.#alive) {
      if (now - at < nodeSilenceMs) continue;
      this.#alive.delete(node);
      for (const room of this.#ears.keys()) room.gone(node);
    }
    if (now - this.#polledAt < headsMs) return;
    this.#polledAt = now;
    this.#say(BEATS, { kind: 'beat', node: this.node });
    if (!this.#polling) void this.#poll();
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    const rooms = [...this.#ears.keys()];
    try {
      const heads = rooms.length === 0 ? [] : await this.#options.log.heads(rooms.map(({ name }) => name));
      for (const [i, room] of rooms.entries()) {
        const head = heads[i];
        if (head && this.#ears.has(room)) room.polled(head);
      }
    } catch (error) {
      this.#options.report('heads cannot be read', error);
    }
    this.#polling = false;
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.#asked = new Map();
    const names = [...asked.keys()];
    try {
      const heads = await this.#options.log.heads(names);
      for (const [i, name] of names.entries()) for (const { resolve } of asked.get(name) ?? []) resolve(heads[i] ?? null);
    } catch (error) {
      for (const waiting of asked.values()) for (const { reject } of waiting) reject(error);
    }
  }

  #hear(room: Listening, bytes: Uint8Array): void {
    const hint = this.#read(bytes);
    if (hint === null || hint.node === this.node || !this.#ears.has(room)) return;
    switch (hint.kind) {
      case 'edits': return room.heard(hint);
      case 'presence': return room.shown(hint.node, hint.shown);
      case 'who': return this.show(room.name, room.here());
      case 'beat': return;
    }
  }

  #read(bytes: Uint8Array): ReturnType<typeof readHint> {
    const hint = readHint(bytes);
    if (hint !== null) this.#alive.set(hint.node, this.#options.clock.now());
    return hint;
  }

  #say(topic: string, hint: Parameters<typeof writeHint>[0]): void {
    this.#options.fanout.publish(topic, writeHint(hint));
  }
}
