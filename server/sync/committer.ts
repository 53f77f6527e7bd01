/** One commit in flight over all rooms; what arrives meanwhile is the next batch. There is no timer: a batch is what one turn, or one commit, brought. */
import type { Clock } from '../clock.ts';
import { StorageError } from '../storage/storage.ts';
import type { Behind, CommitEntry, SectionLog } from '../storage/storage.ts';

/** A room as the committer sees it. */
export interface Committing {
  /** Applies at most `most` waiting edits of about `bytes` together, one at least, and answers what to commit; the room is busy until it hears the outcome. Empty: nothing to commit. */
  collect(most: number, bytes: number): readonly CommitEntry[];
  committed(at: number): void;
  failed(error: unknown): void;
  /** Another node has written to the section meanwhile: nothing of it is on disk. */
  behind(): void;
}

export interface CommitterOptions {
  readonly log: Pick<SectionLog, 'commit'>;
  readonly clock: Clock;
  /** Calls back at the end of this turn of the event loop. */
  readonly soon: (callback: () => void) => void;
  readonly batchEdits: number;
  readonly batchBytes: number;
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
    const parts: Part[] = [];
    const { batchEdits, batchBytes } = this.#options;
    let count = 0;
    let bytes = 0;
    for (const room of this.#waiting) {
      if (count >= batchEdits || bytes >= batchBytes) break;
      this.#waiting.delete(room);
      const entries = room.collect(batchEdits - count, batchBytes - bytes);
      if (entries.length === 0) continue;
      count += entries.length;
      for (const { update } of entries) bytes += update.length;
      parts.push({ room, entries });
    }
    if (parts.length === 0) return this.#ended();
    this.#state = 'writing';
    void this.#commit(parts, this.#options.clock.now());
  }

  async #commit(parts: readonly Part[], at: number): Promise<void> {
    const outcome = await this.#try(parts, at);
    // nothing of it was written: the log found one section not where its room thinks it is, which is no matter of the others
    const alone = parts.length > 1 && outcome.error instanceof StorageError && outcome.error.code === 'fence';
    for (const part of parts) tell(part, at, alone ? await this.#try([part], at) : outcome);
    this.#ended();
  }

  async #try(parts: readonly Part[], at: number): Promise<Outcome> {
    try {
      return { error: null, behind: await this.#options.log.commit(parts.length === 1 ? parts[0]!.entries : parts.flatMap(({ entries }) => entries), at) };
    } catch (error) {
      return { error: error ?? new Error('the commit failed without a reason'), behind: [] };
    }
  }

  #ended(): void {
    this.#state = 'idle';
    this.#schedule();
  }
}

interface Part { readonly room: Committing; readonly entries: readonly CommitEntry[] }

/** What went wrong, null when it is on disk; except for the sections that have moved on. */
interface Outcome { readonly error: unknown; readonly behind: readonly Behind[] }

function tell({ room, entries }: Part, at: number, { error, behind }: Outcome): void {
  if (behind.length > 0 && behind.some(({ doc }) => doc === entries[0]?.doc)) return room.behind();
  if (error === null) room.committed(at);
  else room.failed(error);
}
