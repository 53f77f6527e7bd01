/** The part of a long list that one sees: draws a block a frame as one scrolls, lets go of those that are far, and asks for more near the end. What stands in a block is left to who draws it. */
import { BLOCK, between, blocksOf, Heights, partsOf } from './blocks.ts';
import type { Part } from './blocks.ts';

export interface PaneHost {
  /** Other blocks are to be drawn. */
  readonly changed: () => void;
  /** The end of what is here is near. */
  readonly near: () => void;
}

/** Drawn beyond what is seen, in screens. */
const AHEAD = 0.75;
const ROW = 37;

export class Pane {
  readonly #host: PaneHost;
  readonly #heights = new Heights(ROW);
  #drawn = new Set<number>([0]);
  #lines = 0;
  #frame = 0;
  #width = 0;
  #scroller: HTMLElement | null = null;
  #all = false;
  readonly #size = new ResizeObserver(() => this.look());
  readonly #look = (): void => this.look();

  constructor(host: PaneHost) {
    this.#host = host;
  }

  /** Everything that was loaded, for paper. */
  get all(): boolean { return this.#all; }
  set all(on: boolean) {
    this.#all = on;
    this.#host.changed();
  }

  /** What scrolls, or stands in what does: for a `ref`. */
  readonly at = (element?: Element): void => {
    if (element === this.#scroller) return;
    this.#scroller?.removeEventListener('scroll', this.#look);
    this.#size.disconnect();
    this.#scroller = element instanceof HTMLElement ? element : null;
    if (this.#scroller === null) return;
    this.#scroller.addEventListener('scroll', this.#look, { passive: true });
    this.#size.observe(this.#scroller);
  };
  /** The page, or a part of it, may be what scrolls. */
  attach(): void {
    addEventListener('scroll', this.#look, { passive: true, capture: true });
  }
  leave(): void {
    removeEventListener('scroll', this.#look, { capture: true });
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.at();
  }

  /** Another list: from its top. */
  reset(): void {
    this.#heights.clear();
    this.#drawn = new Set([0]);
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  parts(lines: number): readonly Part[] {
    this.#lines = lines;
    if (this.#all) return partsOf(lines, new Set(Array.from({ length: blocksOf(lines) }, (_, block) => block)), this.#heights);
    return partsOf(lines, this.#drawn, this.#heights);
  }

  /** A line that is gone to must be there. */
  ensure(line: number): void {
    const block = Math.floor(line / BLOCK);
    if (this.#drawn.has(block)) return;
    this.#drawn.add(block);
    this.#host.changed();
  }

  /** Before the next frame; called after each drawing. */
  look(): void {
    if (this.#frame === 0 && this.#scroller !== null) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.#turn(); });
  }

  #turn(): void {
    const scroller = this.#scroller;
    if (!scroller?.isConnected || this.#all) return;
    const box = scroller.getBoundingClientRect();
    // other widths, other heights
    if (box.width !== this.#width) {
      this.#width = box.width;
      this.#heights.clear();
    }
    let start: number | undefined;
    for (const part of scroller.querySelectorAll<HTMLElement>('[data-block], [data-gap]')) {
      const { top, height } = part.getBoundingClientRect();
      start ??= top;
      const block = part.dataset['block'];
      if (block !== undefined && height > 0) this.#heights.set(Number(block), height, this.#lines);
    }
    if (start === undefined) return;
    const [top, bottom] = [Math.max(box.top, 0) - start, Math.min(box.bottom, innerHeight) - start];
    const ahead = AHEAD * innerHeight;
    const [from, to] = between(this.#lines, this.#heights, top - ahead, bottom + ahead);
    const seen = between(this.#lines, this.#heights, top, bottom);
    const missing = range(from, to).filter((block) => !this.#drawn.has(block));
    // what one looks at comes first, and one block a frame, so that no frame is long
    const next = missing.find((block) => block >= seen[0] && block < seen[1]) ?? missing[0];
    if (next !== undefined) this.#drawn.add(next);
    const held = (scroller.getRootNode() as Document | ShadowRoot).activeElement?.closest<HTMLElement>('[data-block]')?.dataset['block'];
    const far = [...this.#drawn].filter((block) => (block < from - 1 || block > to) && String(block) !== held);
    for (const block of far) this.#drawn.delete(block);
    if (next !== undefined || far.length > 0) this.#host.changed();
    if (missing.length <= 1 && to === blocksOf(this.#lines) && this.#lines > 0 && bottom > 0) this.#host.near();
  }
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
