/** Many numbers in little memory, put in order without holding the thread: eight bytes each, sorted by parts that are merged between two turns of others. */

/** Numbers sorted at once, and merged before the others have their turn: about two milliseconds. */
const PART = 16_384;
const MERGED = 200_000;

export class Numbers {
  private held = new Float64Array(1_024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.held.length) {
      const more = new Float64Array(this.length * 2);
      more.set(this.held);
      this.held = more;
    }
    this.held[this.length++] = value;
  }

  /** Whole numbers parted by commas. */
  add(text: string | null): void {
    if (text === null) return;
    let value = 0;
    let sign = 1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 44) {
        this.push(sign * value || 0);
        value = 0;
        sign = 1;
      } else if (code === 45) sign = -1;
      else value = value * 10 + (code - 48);
    }
    this.push(sign * value || 0);
  }

  /** Throws for what is no amount in minor units: beyond it, adding is not exact. */
  check(): void {
    for (let i = 0; i < this.length; i++) if (!Number.isSafeInteger(this.held[i]!)) throw new RangeError(`not an amount in minor units: ${this.held[i]}`);
  }

  clear(): void {
    this.length = 0;
  }

  values(): Float64Array {
    return this.held.subarray(0, this.length);
  }
}

/** Ascending; the values given are used up. */
export async function sortedInSlices(values: Float64Array, pause: () => Promise<void>): Promise<Float64Array> {
  for (let at = 0; at < values.length; at += PART) {
    values.subarray(at, at + PART).sort();
    if (at % (4 * PART) === 0) await pause();
  }
  let from = values;
  let to = values.length > PART ? new Float64Array(values.length) : values;
  for (let width = PART; width < values.length; width *= 2) {
    for (let at = 0, since = 0; at < values.length; at += 2 * width) {
      const middle = Math.min(at + width, values.length);
      const end = Math.min(at + 2 * width, values.length);
      for (let i = at, j = middle, k = at; k < end; k++) {
        to[k] = j >= end || (i < middle && from[i]! <= from[j]!) ? from[i++]! : from[j++]!;
        if (++since === MERGED) {
          since = 0;
          await pause();
        }
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
