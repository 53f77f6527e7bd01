/** Work on the same thing one after the other, work on different things side by side: for what is decided first and written then. */

export class Turns<Key> {
  readonly #last = new Map<Key, Promise<unknown>>();

  /** Begins when everything taken before for this key has ended, well or not. What `work` throws is the caller's alone. */
  take<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, turn);
    const over = (): void => { if (this.#last.get(key) === turn) this.#last.delete(key); };
    turn.then(over, over);
    return turn;
  }
}
