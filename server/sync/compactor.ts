/** Snapshots of many rooms in few transactions: what is asked for in one turn, or while one is being written, goes together. None is written before it was read back and found to hold what it should (ROOM-15). */
import type { Clock } from '../clock.ts';
import { StorageError } from '../storage/storage.ts';
import type { CompactEntry, SectionLog } from '../storage/storage.ts';
import type { Outcome } from './room-state.ts';
import { holds } from './section-values.ts';
import type { Values } from './section-values.ts';

export interface CompactorOptions {
  readonly log: Pick<SectionLog, 'compact'>;
  readonly clock: Clock;
  readonly soon: (callback: () => void) => void;
  readonly report: (event: string, error: unknown) => void;
  /** Other nodes write snapshots too. Default: false. */
  readonly shared?: boolean;
}

export interface Snapshot { readonly entry: CompactEntry; readonly values: Values }
interface Wish extends Snapshot { readonly done: (outcome: Outcome) => void }

/** Snapshots of one transaction; more would keep the writer from the edits of others for too long. */
const MOST = 50;
/** Milliseconds of reading back before others get their turn. */
const SLICE = 8;

export class Compactor {
  readonly #options: CompactorOptions;
  #wishes: Wish[] = [];
  #idlers: (() => void)[] = [];
  #busy = false;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** Resolves with what became of the snapshot; unless it is on disk, the updates stay where they are. */
  write({ entry, values }: Snapshot): Promise<Outcome> {
    return new Promise((done) => {
      this.#wishes.push({ entry, values, done });
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
      const sound = await this.#readBack(this.#wishes.splice(0, MOST));
      if (sound.length === 0) continue;
      const outcome = await this.#try(sound);
      // one bad section must not keep the others from their snapshots
      for (const wish of sound) wish.done(outcome === 'written' || sound.length === 1 ? outcome : await this.#try([wish]));
    }
    this.#busy = false;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  async #readBack(wishes: readonly Wish[]): Promise<Wish[]> {
    const { clock, soon, report } = this.#options;
    const sound: Wish[] = [];
    let since = clock.now();
    for (const wish of wishes) {
      if (clock.now() - since >= SLICE) {
        await new Promise<void>((resolve) => soon(resolve));
        since = clock.now();
      }
      if (isSound(wish)) sound.push(wish);
      else {
        report('compaction failed', new StorageError('broken', `the snapshot of ${wish.entry.doc} does not hold what the section holds`));
        wish.done('failed');
      }
    }
    return sound;
  }

  async #try(wishes: readonly Wish[]): Promise<Outcome> {
    try {
      await this.#options.log.compact(wishes.map(({ entry }) => entry));
      return 'written';
    } catch (error) {
      const moved = error instanceof StorageError && error.code === 'fence';
      // where several nodes write, another was first with its snapshot
      if (!moved || this.#options.shared !== true) this.#options.report('compaction failed', error);
      return moved ? 'moved' : 'failed';
    }
  }
}

function isSound({ entry, values }: Snapshot): boolean {
  try {
    return holds(entry.snapshot, entry.stateVector, values);
  } catch {
    return false; // bytes that cannot even be read
  }
}
