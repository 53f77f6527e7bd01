/** What the head says about saving, without flicker: "Saving…" comes up only for what takes a while, and then stays long enough to be read. */
import type { SavedState } from '../internal/session.ts';

const SHOW_AFTER = 400;
const KEEP_FOR = 600;

export class SavedFace {
  readonly #later: (milliseconds: number) => void;
  #shown: SavedState = { kind: 'saved', at: null };
  #savingSince: number | undefined;
  #shownSince = 0;

  /** `later` asks to be looked at again. */
  constructor(later: (milliseconds: number) => void) {
    this.#later = later;
  }

  look(state: SavedState, now: number): SavedState {
    if (state.kind === 'saving') {
      this.#savingSince ??= now;
      const left = SHOW_AFTER - (now - this.#savingSince);
      if (left > 0) {
        this.#later(left);
        return this.#shown;
      }
    } else {
      this.#savingSince = undefined;
      const left = this.#shown.kind === 'saving' && state.kind === 'saved' ? KEEP_FOR - (now - this.#shownSince) : 0;
      if (left > 0) {
        this.#later(left);
        return this.#shown;
      }
    }
    if (state.kind !== this.#shown.kind) this.#shownSince = now;
    this.#shown = state;
    return state;
  }
}
