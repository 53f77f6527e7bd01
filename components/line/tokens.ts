/** The person's token: asked of the host when needed, shared by all who ask at the same moment. Where it is sent is up to the line and to REST. */

export type GetToken = () => Promise<string>;

export class Tokens {
  readonly #askers: GetToken[] = [];
  #token: string | undefined;
  #asking: Promise<string> | undefined;

  /** Who can be asked; the newest is, so that a session element that left the page is not needed any more. */
  add(ask: GetToken): () => void {
    this.#askers.push(ask);
    return () => {
      const at = this.#askers.indexOf(ask);
      if (at >= 0) this.#askers.splice(at, 1);
      this.forget(); // another person may be about to sign in
    };
  }
  /** The next who needs a token asks. */
  forget(): void {
    this.#token = undefined;
  }

  /** The token at hand, or a new one. `not` names one that was refused or nears its end: it is not given again. Rejects as the host's `getToken` does. */
  get(not?: string): Promise<string> {
    if (this.#token !== undefined && this.#token !== not) return Promise.resolve(this.#token);
    this.#asking ??= Promise.resolve()
      .then(() => this.#askers.at(-1)?.())
      .then((token) => {
        if (typeof token !== 'string' || token === '') throw new TypeError('getToken gave no token');
        return (this.#token = token);
      })
      .finally(() => (this.#asking = undefined));
    return this.#asking;
  }
}
