/** Long work besides imports and backups, as it goes on and as it ended: exports by a schedule, workbooks that are written. In memory, since the server's start; what they do is theirs. */
import type { PersonId, RandomBytes } from '../../model/ids.ts';
import { newRowId } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';

export interface WorkView {
  readonly id: string;
  readonly kind: 'workbook' | 'export';
  readonly state: 'running' | 'done' | 'failed';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: PersonId;
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
}
export interface Work {
  readonly id: string;
  progress(done: number, total: number | null): void;
  done(): void;
  failed(error: string): void;
}

/** That have ended and are shown still. */
const KEPT = 100;

export class Works {
  readonly #clock: Clock;
  readonly #random: RandomBytes;
  readonly #all = new Map<string, WorkView>();

  constructor(clock: Clock, random: RandomBytes) {
    this.#clock = clock;
    this.#random = random;
  }

  begin(kind: WorkView['kind'], by: PersonId): Work {
    const id = newRowId(this.#random);
    const put = (change: Partial<WorkView>): void => { this.#all.set(id, { ...(this.#all.get(id) as WorkView), ...change }); };
    this.#all.set(id, { id, kind, state: 'running', at: this.#clock.now(), by, done: 0, total: null, error: null });
    for (const old of [...this.#all.values()].filter(({ state }) => state !== 'running').slice(0, -KEPT)) this.#all.delete(old.id);
    return { id, progress: (done, total) => { put({ done, total }); }, done: () => { put({ state: 'done' }); }, failed: (error) => { put({ state: 'failed', error }); } };
  }

  list(): readonly WorkView[] {
    return [...this.#all.values()];
  }
}
