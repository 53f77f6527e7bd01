/** Tells when the end of a list comes into sight, and tells again after the list has grown and the end is still there: an observer by itself speaks only when that changes. */
export class EndWatch {
  readonly #observer: IntersectionObserver;
  #looked = '';

  constructor(reached: () => void) {
    // a little before it is seen, so that nobody waits for what comes
    this.#observer = new IntersectionObserver((seen) => { if (seen.at(-1)?.isIntersecting) reached(); }, { rootMargin: '400px' });
  }

  /** `length`: anything that changes when the list does. */
  look(end: Element | null, length: string): void {
    if (end === null || length === this.#looked) return;
    this.#looked = length;
    this.#observer.unobserve(end);
    this.#observer.observe(end);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#looked = '';
  }
}
