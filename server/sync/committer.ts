/** One commit in flight over all rooms; what arrives meanwhile is the next batch. There is no timer: a batch is what one turn, or one commit, brought. */
import type { Clock } from '../clock.ts';
import type { CommitEntry, SectionLog } from '../storage/storage.ts';

/** A room as the committer sees it. */
export interface Committing {
  /** Applies at most `most` waiting edits and answers what to commit; the room is busy until it hears the outcome. Empty: nothing to commit. */
  collect(most: number): readonly CommitEntry[];
  committed(at: number): void;
  failed(error: unknown): void;
}

export interface CommitterOptions {
  readonly log: Pick<SectionLog, 'commit'>;
  readonly clock: Clock;
  /** Calls back at the end of this turn of the event loop. */
  readonly soon: (callback: () => void) => void;
  readonly batchEdits: number;
}

export class Committer {
  readonly #options: CommitterOptions;
  readonly #waiting = new Set<Committing>();
  readonly #idlers: (() => void)[] = [];
  #state: 'idle' | 'scheduled' | 'writing' = 'idle';

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  /** The room has edits that wait. */
  add(room: Committing): void {
    this.#waiting.add(room);
    this.#schedule();
  }

  /** Resolves when nothing waits and nothing is being written. */
  idle(): Promise<void> {
    return this.#state === 'idle' ? Promise.resolve() : new Promise((resolve) => this.#idlers.push(resolve));
  }

  #schedule(): void {
    if (this.#state !== 'idle') return;
    if (this.#waiting.size === 0) {
      for (const resolve of this.#idlers.splice(0)) resolve();
      return;
    }
    this.#state = 'scheduled';
    this.#options.soon(() => this.#write());
  }

  #write(): void {
    const entries: CommitEntry[] = [];
    const rooms: Committing[] = [];
    for (const room of this.#waiting) {
      if (entries.length >= this.#options.batchEdits) break;
      this.#waiting.delete(room);
      const own = room.collect(this.#options.batchEdits - entries.length);
      if (own.length === 0) continue;
      entries.push(...own);
      rooms.push(room);
    }
    if (entries.length === 0) return this.#ended();
    this.#state = 'writing';
    const at = this.#options.clock.now();
    const written = async (): Promise<void> => this.#options.log.commit(entries, at);
    written().then(
      () => this.#tell(rooms, (room) => room.committed(at)),
      (error: unknown) => this.#tell(rooms, (room) => room.failed(error)),
    );
  }

  #tell(rooms: readonly Committing[], outcome: (room: Committing) => void): void {
    for (const room of rooms) outcome(room);
    this.#ended();
  }

  #ended(): void {
    this.#state = 'idle';
    this.#schedule();
  }
}
