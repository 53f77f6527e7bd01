/** Parts of codes and keys, which nearly every archive has another of: their folded values as a few long texts, for one long text is searched many times as fast as a hundred thousand short ones. */
import type { Column } from './cells-column.ts';
import { foldSearch } from './search-terms.ts';

/** Values of one text; the last one is written again when values come. */
const TOGETHER = 2_048;
/** Between two values; nothing that is looked for has it. */
const END = '\n';

interface Block { readonly text: string; readonly starts: Int32Array; readonly values: number }

export class Parts {
  readonly #column: Column;
  readonly #of: (folded: string) => string;
  readonly #blocks: Block[] = [];

  /** `of`: what of a folded value is looked through. */
  constructor(column: Column, of: (folded: string) => string = (folded) => folded) {
    this.#column = column;
    this.#of = of;
  }

  /** The column whose values they are: another one stands in its place after everything was read anew. */
  get column(): Column {
    return this.#column;
  }

  /** Reads values that came since, until it is time; true when all are there. */
  read(over: () => boolean): boolean {
    const { size } = this.#column;
    let next = this.#blocks.length;
    const last = this.#blocks[next - 1];
    if (last && last.values < TOGETHER && (next - 1) * TOGETHER + last.values < size) next--;
    for (; next * TOGETHER < size; next++) {
      this.#blocks[next] = this.#block(next * TOGETHER, Math.min(size, (next + 1) * TOGETHER));
      if (over()) return (next + 1) * TOGETHER >= size;
    }
    return true;
  }

  #block(from: number, to: number): Block {
    const starts = new Int32Array(to - from);
    const texts: string[] = [];
    let at = 0;
    for (let code = from; code < to; code++) {
      starts[code - from] = at;
      const text = this.#column.parts(code).map((part) => this.#of(foldSearch(String(part)))).join(END);
      texts.push(text);
      at += text.length + END.length;
    }
    return { text: texts.join(END), starts, values: to - from };
  }

  /** The codes of the values that have it, rising; `wanted` is folded. */
  having(wanted: string): readonly number[] {
    this.read(() => false);
    if (wanted === '' || wanted.includes(END)) return [];
    return this.#blocks.flatMap(({ text, starts, values }, block) => {
      const codes: number[] = [];
      for (let at = text.indexOf(wanted), value = 0; at >= 0;) {
        for (let above = values; above - value > 1;) { const middle = (value + above) >> 1; if ((starts[middle] as number) <= at) value = middle; else above = middle; }
        codes.push(block * TOGETHER + value);
        if (value + 1 === values) break;
        at = text.indexOf(wanted, starts[value + 1] as number);
      }
      return codes;
    });
  }
}
