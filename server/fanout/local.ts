/** Fan-out without a network: for a server that is alone, and for several that live in one process. */
import type { Ears, Fanout } from './fanout.ts';

/** Beside this process there is nobody: nothing is told, heard or missed. */
export const ALONE: Fanout = Object.freeze({
  publish: () => {},
  subscribe: () => () => {},
  close: () => Promise.resolve(),
});

/** What nodes of one process share; each joins once. */
export class LocalBus {
  readonly #nodes = new Set<LocalFanout>();

  join(): Fanout {
    const node = new LocalFanout((topic, bytes) => {
      for (const other of this.#nodes) if (other !== node) other.heard(topic, bytes);
    }, () => void this.#nodes.delete(node));
    this.#nodes.add(node);
    return node;
  }
}

class LocalFanout implements Fanout {
  readonly #tell: (topic: string, bytes: Uint8Array) => void;
  readonly #leave: () => void;
  readonly #ears = new Map<string, Set<Ears>>();
  #closed = false;

  constructor(tell: (topic: string, bytes: Uint8Array) => void, leave: () => void) {
    this.#tell = tell;
    this.#leave = leave;
  }

  publish(topic: string, bytes: Uint8Array): void {
    if (this.#closed) return;
    const kept = bytes.slice(); // the publisher may go on writing into its own
    queueMicrotask(() => { this.#tell(topic, kept); });
  }

  subscribe(topic: string, given: Ears): () => void {
    const ears = { hear: (bytes: Uint8Array) => { given.hear(bytes); } }; // the same ears may be given twice
    const all = this.#ears.get(topic) ?? new Set();
    this.#ears.set(topic, all.add(ears));
    queueMicrotask(() => { if (!this.#closed && all.has(ears)) given.missed?.(); });
    return () => {
      all.delete(ears);
      if (all.size === 0 && this.#ears.get(topic) === all) this.#ears.delete(topic);
    };
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#ears.clear();
    this.#leave();
    return Promise.resolve();
  }

  heard(topic: string, bytes: Uint8Array): void {
    for (const ears of [...this.#ears.get(topic) ?? []]) ears.hear(bytes.slice());
  }
}
