/** Snapshots of many rooms in few transactions: what is asked for in one turn, or while one is being written, goes together. */
import type { CompactEntry, SectionLog } from '../storage/storage.ts';

export interface CompactorOptions {
  readonly log: Pick<SectionLog, 'compact'>;
  readonly soon: (callback: () => void) => void;
  readonly report: (event: string, error: unknown) => void;
}

interface Wish { readonly entry: CompactEntry; readonly done: (written: boolean) => void }

/** Snapshots of one transaction; more would keep the writer from the edits of others for too long. */
const MOST = 50;

export class Compactor {
  readonly #options: CompactorOptions;
  #wishes: Wish[] = [];
  #idlers: (() => void)[] = [];
  #busy = false;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** Resolves with whether the snapshot is on disk; a failure leaves the updates where they are. */
  write(entry: CompactEntry): Promise<boolean> {
    return new Promise((done) => {
      this.#wishes.push({ entry, done });
      if (this.#busy) return;
      this.#busy = true;
      this.#options.soon(() => void this.#work());
    });
  }

  idle(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#idlers.push(resolve)) : Promise.resolve();
  }

  async #work(): Promise<void> {
    while (this.#wishes.length > 0) {
      const wishes = this.#wishes.splice(0, MOST);
      const written = await this.#try(wishes);
      // one bad section must not keep the others from their snapshots
      for (const wish of wishes) wish.done(written || (wishes.length > 1 && (await this.#try([wish]))));
    }
    this.#busy = false;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  async #try(wishes: readonly Wish[]): Promise<boolean> {
    try {
      await this.#options.log.compact(wishes.map(({ entry }) => entry));
      return true;
    } catch (error) {
      this.#options.report('compaction failed', error);
      return false;
    }
  }
}
