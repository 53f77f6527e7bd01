/** Which blocks of a long list are drawn: those near what is seen. Pure; where things stand on the screen is `pane.ts`. */

/** Lines of a block: as many as a browser draws in a frame on a slow computer. */
export const BLOCK = 20;

export type Part =
  | { readonly kind: 'block'; readonly at: number; readonly from: number; readonly to: number }
  /** Stands for blocks that are not drawn. */
  | { readonly kind: 'gap'; readonly at: number; readonly height: number };

export const blocksOf = (lines: number): number => Math.ceil(lines / BLOCK);
const linesIn = (block: number, lines: number): number => Math.min(BLOCK, lines - block * BLOCK);

/** Heights that were measured, and what the others are taken for. */
export class Heights {
  readonly #measured = new Map<number, number>();
  #pixels = 0;
  #lines = 0;
  readonly #guess: number;

  constructor(guess: number) {
    this.#guess = guess;
  }

  set(block: number, height: number, lines: number): void {
    const before = this.#measured.get(block);
    if (before === undefined) this.#lines += linesIn(block, lines);
    this.#pixels += height - (before ?? 0);
    this.#measured.set(block, height);
  }
  of(block: number, lines: number): number {
    return this.#measured.get(block) ?? linesIn(block, lines) * (this.#lines === 0 ? this.#guess : this.#pixels / this.#lines);
  }
  clear(): void {
    this.#measured.clear();
    this.#pixels = this.#lines = 0;
  }
}

/** Blocks that have a part between two heights, counted from the top of the first; at least one as long as there are any. */
export function between(lines: number, heights: Heights, top: number, bottom: number): readonly [from: number, to: number] {
  const blocks = blocksOf(lines);
  let from = Math.max(0, blocks - 1);
  let to = 0;
  for (let block = 0, y = 0; block < blocks && y < bottom; block++) {
    y += heights.of(block, lines);
    if (y > top) from = Math.min(from, block);
    to = block + 1;
  }
  return [Math.min(from, Math.max(0, to - 1)), Math.max(to, Math.min(1, blocks))];
}

/** The list from top to bottom, what is not drawn as gaps. */
export function partsOf(lines: number, drawn: ReadonlySet<number>, heights: Heights): readonly Part[] {
  const blocks = blocksOf(lines);
  const parts: Part[] = [];
  const gap = (from: number, to: number): void => {
    let height = 0;
    for (let block = from; block < to; block++) height += heights.of(block, lines);
    if (height > 0) parts.push({ kind: 'gap', at: from, height });
  };
  let next = 0;
  for (const at of [...drawn].filter((block) => block < blocks).sort((a, b) => a - b)) {
    gap(next, at);
    parts.push({ kind: 'block', at, from: at * BLOCK, to: at * BLOCK + linesIn(at, lines) });
    next = at + 1;
  }
  gap(next, blocks);
  return parts;
}
