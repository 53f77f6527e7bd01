/** What the head says about saving: "Saving…" comes up at once, because "saved" would not be true, and stays long enough to be read. */
import type { SavedState } from '../internal/session.ts';

const KEEP_FOR = 600;

export class SavedFace {
  readonly #later: (milliseconds: number) => void;
  #shown: SavedState = { kind: 'saved', at: null };
  #shownSince = 0;

  /** `later` asks to be looked at again. */
  constructor(later: (milliseconds: number) => void) {
    this.#later = later;
  }

  look(state: SavedState, now: number): SavedState {
    const left = this.#shown.kind === 'saving' && state.kind === 'saved' ? KEEP_FOR - (now - this.#shownSince) : 0;
    if (left > 0) {
      this.#later(left);
      return this.#shown;
    }
    if (state.kind !== this.#shown.kind) this.#shownSince = now;
    this.#shown = state;
    return state;
  }
}
