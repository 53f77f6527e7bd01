/** What a run of the classification tells while it goes on: who has another class, page by page, and how far it is. A run over everybody keeps no list of either. */
import type { ArchiveId } from '../../model/ids.ts';
import type { ClassifyNews } from './storage.ts';

/** Archives told at once, at least; a slice has some thousands at most. */
const PAGE = 1_000;

export class ClassifyTeller {
  readonly #tell: (news: ClassifyNews) => void;
  readonly #heard: ((page: readonly ArchiveId[]) => Iterable<ArchiveId>) | null;
  #page = new Set<ArchiveId>();
  #changed = 0;
  #moving = 0;
  #step: ClassifyNews['step'];
  #share = -1;

  /** `heard`: of those who changed, whom the asker may hear of; null: nobody counts. */
  constructor(tell: (news: ClassifyNews) => void, heard: ((page: readonly ArchiveId[]) => Iterable<ArchiveId>) | null = null) {
    this.#tell = tell;
    this.#heard = heard;
  }

  /** Told once what was written of it is on disk. */
  add(id: ArchiveId): void {
    this.#page.add(id);
  }

  /** A slice of the work is on disk. */
  committed(): void {
    if (this.#page.size >= PAGE) this.#turn();
  }

  /** `done` of `all` customers; told when another hundredth is done. */
  step(step: NonNullable<ClassifyNews['step']>, done: number, all: number): void {
    const share = all === 0 ? 1 : Math.floor((100 * Math.min(done, all)) / all) / 100;
    if (step === this.#step && share === this.#share) return;
    this.#step = step;
    this.#share = share;
    this.#tell({ step, share });
  }

  /** Tells the rest. Somebody who changed at two steps of a long run may be counted twice. */
  end(): { readonly changed: number; readonly moving: number } {
    this.#turn();
    return { changed: this.#changed, moving: this.#moving };
  }

  #turn(): void {
    if (this.#page.size === 0) return;
    const changed = [...this.#page];
    this.#page = new Set();
    this.#changed += changed.length;
    if (this.#heard) for (const _id of this.#heard(changed)) this.#moving++;
    this.#tell({ changed });
  }
}
