/** How much room each picture has: pictures are drawn in real pixels, so that their words keep their size at any width. */

export class Widths {
  readonly #changed: () => void;
  readonly #known = new Map<string, number>();
  readonly #observer: ResizeObserver;
  #watched = new Set<Element>();

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#observer = new ResizeObserver((entries) => { this.#take(entries.map(({ target, contentRect: { width } }) => [target, width] as const)); });
  }

  /** Before the first measure: of a telephone, which is drawn again soonest. */
  of(key: string): number {
    return this.#known.get(key) ?? 320;
  }

  /** After each drawing: those that came are measured, those that went are let go. */
  watch(root: ParentNode): void {
    const now = new Set(root.querySelectorAll('[data-width]'));
    for (const each of this.#watched) if (!now.has(each)) this.#observer.unobserve(each);
    for (const each of now) if (!this.#watched.has(each)) this.#observer.observe(each);
    this.#watched = now;
  }
  stop(): void {
    this.#observer.disconnect();
    this.#watched.clear();
  }

  #take(found: readonly (readonly [Element, number])[]): void {
    let changed = false;
    for (const [element, width] of found) {
      const key = element.getAttribute('data-width') ?? '';
      const room = Math.floor(width);
      // hidden: what it was is better than nothing
      if (room < 40 || this.#known.get(key) === room) continue;
      this.#known.set(key, room);
      changed = true;
    }
    // a picture that grows within the same frame would be measured again in it, which browsers report as an error
    if (changed) requestAnimationFrame(() => { this.#changed(); });
  }
}
