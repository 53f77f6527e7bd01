/** Who is behind a figure that the register has no conditions for: rows of the register, gathered while the figure is counted. How many they are stands in every answer, who they are only in the one that was asked for. */

/** Rows, each once: a list as long as they come in order, which is how trade is held; else a set. */
export class Members {
  #list: number[] = [];
  #last = -1;
  #set: Set<number> | null = null;

  add(row: number): void {
    if (row === this.#last) return;
    if (this.#set === null) {
      if (row > this.#last) {
        this.#list.push(row);
        this.#last = row;
        return;
      }
      this.#set = new Set(this.#list);
      this.#list = [];
    }
    this.#set.add(row);
    this.#last = row;
  }

  get size(): number {
    return this.#set?.size ?? this.#list.length;
  }
  /** Rising. */
  get rows(): Int32Array<ArrayBuffer> {
    return this.#set === null ? Int32Array.from(this.#list) : Int32Array.from(this.#set).sort();
  }

  static of(rows: Iterable<number>): Members {
    const members = new Members();
    for (const row of rows) members.add(row);
    return members;
  }
  /** Who is in one of them at least. */
  static either(...all: readonly (Members | undefined)[]): Members {
    const some = all.filter((each) => each !== undefined && each.size > 0) as readonly Members[];
    if (some.length === 1) return some[0] as Members;
    const rows = some.flatMap((each) => [...each.rows]);
    return Members.of(Int32Array.from(rows).sort());
  }
}

/** How often something was, and with whom; by key. */
export class Tally {
  readonly of = new Map<string, { count: number; readonly who: Members }>();
  add(key: string, row: number, by = 1): void {
    let each = this.of.get(key);
    if (each === undefined) this.of.set(key, (each = { count: 0, who: new Members() }));
    each.count += by;
    each.who.add(row);
  }
  at(key: string): number {
    return this.of.get(key)?.count ?? 0;
  }
  who(key: string): Members | undefined {
    return this.of.get(key)?.who;
  }
}
