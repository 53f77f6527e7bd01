/** Which external ids come twice in a file, in memory that does not grow with it: the first reading finds those that may, the second one remembers these alone. */

/** Bits of the filter: 4 MB. Of a million ids it takes less than one in a thousand for seen, and those are remembered exactly. */
const BITS = 2 ** 25;
const PROBES = 4;
const NONE = new Uint32Array(0);

export class SeenIds {
  #filter = new Uint32Array(BITS / 32);
  /** May come twice. */
  readonly #doubtful = new Set<string>();
  readonly #seen = new Set<string>();

  /** At the first reading, for each row. */
  note(id: string): void {
    const [a, b] = hashes(id);
    let known = true;
    for (let i = 0; i < PROBES; i++) {
      const bit = (a + Math.imul(i, b)) >>> 7; // 25 of 32 bits
      const [word, mask] = [bit >>> 5, 1 << (bit & 31)];
      known &&= ((this.#filter[word] ?? 0) & mask) !== 0;
      this.#filter[word]! |= mask;
    }
    if (known) this.#doubtful.add(id);
  }

  /** The first reading is over: of it only those that may come twice are held. */
  read(): void {
    this.#filter = NONE;
  }

  /** At the second reading: whether a row before had this id. */
  again(id: string): boolean {
    if (!this.#doubtful.has(id)) return false;
    const before = this.#seen.has(id);
    this.#seen.add(id);
    return before;
  }
}

/** Two numbers that spread well (FNV-1a, then murmur's last step); the second is odd. */
function hashes(text: string): readonly [number, number] {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const mixed = (from: number): number => {
    let h = from ^ (from >>> 16);
    h = Math.imul(h, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [mixed(hash), mixed(hash ^ 0x9e3779b9) | 1];
}
