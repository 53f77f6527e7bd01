/** Two people in one archive over the sync of the built server, while a run of the classification goes on or does not: how long from sending an edit to its receipt. */
import type { Client } from '../sync/client.ts';
import { sleep } from '../sync/pace.ts';
import { eachMark, marked } from '../sync/raw.ts';
import { READER, type Stage } from '../sync/stage.ts';

/** Milliseconds between two edits: faster than people type together. */
const PAUSE_MS = 50;

export interface Latency { readonly edits: number; readonly p50: number; readonly p99: number }

export class Companion {
  readonly #stage: Stage;
  readonly #clients: Client[] = [];
  #send: () => void = () => undefined;
  #sent = 0;
  #took: number[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async open(archive: string): Promise<void> {
    const stage = this.#stage;
    const writer = stage.writer();
    let n = 0;
    const reader = await stage.opened(archive, {
      person: READER,
      onSync: (bytes) => eachMark(bytes, (found) => { if (found === n) this.#took.push(performance.now() - this.#sent); }),
    });
    const author = await stage.opened(archive);
    this.#clients.push(reader, author);
    this.#send = () => {
      n++;
      this.#sent = performance.now();
      author.update(writer.set(stage.ownKey(writer, String(n % 50)), marked(n)));
    };
  }

  /** Edits one after the other until `over` answers true. */
  async while(over: () => boolean): Promise<Latency> {
    this.#took = [];
    for (let edits = 0; ; ) {
      this.#send();
      edits++;
      while (this.#took.length < edits) await sleep(1);
      if (over()) break;
      await sleep(PAUSE_MS);
    }
    const sorted = this.#took.sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { edits: sorted.length, p50: at(0.5), p99: at(0.99) };
  }

  end(): void {
    for (const client of this.#clients) client.kill();
  }
}
