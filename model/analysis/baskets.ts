/** Products bought together: support, confidence and lift of pairs (Agrawal and Srikant 1994). Pure. */

export interface Rule {
  readonly a: string; readonly b: string;
  /** Baskets with both. */
  readonly count: number;
  /** Share of all baskets that have both. */
  readonly support: number;
  /** Of the baskets with `a` the share that has `b` too. */
  readonly confidence: number;
  /** How many times more often than by chance: 1 is chance. */
  readonly lift: number;
}

/** What counts of a basket: the same item twice is there once; of more than `MOST_ITEMS` the first ones. */
export const basketOf = (items: Iterable<string>): readonly string[] => [...new Set(items)].slice(0, MOST_ITEMS);

/** Counts baskets as they come, so that nothing but the pairs is kept. */
export class Baskets {
  size = 0;
  readonly #numbers = new Map<string, number>();
  readonly #items: string[] = [];
  readonly #counts: number[] = [];
  readonly #pairs = new Map<number, number>();

  add(items: Iterable<string>): void {
    const numbers = basketOf(items).map((item) => this.#number(item)).sort((a, b) => a - b);
    if (numbers.length === 0) return;
    this.size++;
    numbers.forEach((a, i) => {
      this.#counts[a] = (this.#counts[a] ?? 0) + 1;
      for (let j = i + 1; j < numbers.length; j++) { const key = a * MOST_KINDS + (numbers[j] as number); this.#pairs.set(key, (this.#pairs.get(key) ?? 0) + 1); }
    });
  }

  #number(item: string): number {
    let number = this.#numbers.get(item);
    if (number === undefined) { this.#numbers.set(item, (number = this.#items.length)); this.#items.push(item); }
    return number;
  }

  get items(): readonly { readonly item: string; readonly count: number; readonly support: number }[] {
    return this.#items.map((item, i) => ({ item, count: this.#counts[i] ?? 0, support: (this.#counts[i] ?? 0) / this.size }));
  }

  /** In how many baskets two items are together, and the lift. */
  between(a: string, b: string): Pick<Rule, 'count' | 'lift'> | null {
    const [x, y] = [this.#numbers.get(a), this.#numbers.get(b)];
    if (x === undefined || y === undefined || x === y) return null;
    const count = this.#pairs.get(Math.min(x, y) * MOST_KINDS + Math.max(x, y));
    return count === undefined ? null : { count, lift: (count * this.size) / ((this.#counts[x] as number) * (this.#counts[y] as number)) };
  }

  /** Both directions of each pair in at least `least` baskets. */
  rules(least: number): readonly Rule[] {
    const found: Rule[] = [];
    for (const [key, count] of this.#pairs) {
      if (count < least) continue;
      const [left, right] = [Math.floor(key / MOST_KINDS), key % MOST_KINDS];
      const [a, b] = [this.#counts[left] as number, this.#counts[right] as number];
      const lift = (count * this.size) / (a * b);
      const both = { count, support: count / this.size, lift };
      found.push({ a: this.#items[left] as string, b: this.#items[right] as string, ...both, confidence: count / a }, { a: this.#items[right] as string, b: this.#items[left] as string, ...both, confidence: count / b });
    }
    return found.sort((x, y) => y.lift - x.lift || y.confidence - x.confidence || (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1));
  }
}

export const MOST_ITEMS = 100;
/** Numbers of two items as one. */
const MOST_KINDS = 2 ** 26;

/** Pairs rarer than that are chance: five baskets, or one in a thousand of many. */
export const leastCount = (baskets: number): number => Math.max(5, Math.ceil(baskets / 1_000));
