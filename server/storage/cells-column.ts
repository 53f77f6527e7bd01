/** One key of all archives in memory: a code by row, each value once. Values are what SQLite gives as JSON; loading and following the files is left to `cells-table.ts`. */
import { moneyOf, orderKey } from './cells-order.ts';
import type { Ordering } from './cells-order.ts';
import { foldSearch } from './search-terms.ts';

export type Scalar = string | number | boolean;
const NOTHING: readonly Scalar[] = Object.freeze([]);

/** Ranks of the values by one ordering: equal keys have equal ranks, 0 is without one. */
export interface Ranking {
  readonly ranks: Int32Array;
  /** That of the last one. */
  readonly highest: number;
  /** Where a key would stand that no value has: between two ranks. */
  place(key: string | number): number;
}
interface Order { codes: Int32Array; ranks: Int32Array; counted: number }
type Key = string | number;
/** Columns with few values keep them read; of names and codes, one an archive, each is read again when it is looked at: it is half of their memory. */
const FEW = 4_096;
/** So many times fewer new values than old ones are put between them one by one; otherwise all are put in order anew. */
const SELDOM = 20;

export class Column {
  /** By row; 0 is nothing. */
  codes: Int32Array;
  readonly #texts = new Map<string, number>();
  readonly #json: string[] = [''];
  readonly #parts: (readonly Scalar[])[] = [NOTHING];
  /** One as itself, several as a list. */
  readonly #folded: (string | readonly string[])[] = [[]];
  readonly #orders = new Map<string, Order>();
  readonly #amounts = new Map<string, Amounts>();
  /** Rises when an archive has another value than before. */
  version = 0;

  constructor(rows: number) {
    this.codes = new Int32Array(rows);
  }

  /** Different values so far, 0 included. */
  get size(): number {
    return this.#json.length;
  }

  grow(rows: number): void {
    if (rows <= this.codes.length) return;
    const codes = new Int32Array(Math.max(rows, this.codes.length * 2));
    codes.set(this.codes);
    this.codes = codes;
  }

  set(row: number, json: string | null): void {
    const code = json === null || json === 'null' || json === '[]' || json === '""' ? 0 : this.#codeOf(json);
    if (this.codes[row] === code) return;
    this.codes[row] = code;
    this.version++;
  }

  #codeOf(json: string): number {
    let code = this.#texts.get(json);
    if (code === undefined) {
      code = this.#json.length;
      this.#texts.set(json, code);
      this.#json.push(json);
    }
    return code;
  }

  /** Several values in their order; one as a list of one. */
  parts(code: number): readonly Scalar[] {
    const known = this.#parts[code];
    if (known) return known;
    const parts = partsOf(this.#json[code] as string);
    if (this.size <= FEW) this.#parts[code] = parts;
    return parts;
  }

  /** As the search folds them, for comparing what people type. */
  folded(code: number): readonly string[] {
    let folded = this.#folded[code];
    if (folded === undefined) {
      const parts = this.parts(code).map((part) => foldSearch(String(part)));
      this.#folded[code] = folded = parts.length === 1 ? (parts[0] as string) : parts;
    }
    return typeof folded === 'string' ? [folded] : folded;
  }

  /** What a value adds to sums, worked out once: a number, or money by currency. */
  amounts(money: string | null): Amounts {
    const name = money ?? '';
    let amounts = this.#amounts.get(name);
    if (!amounts) this.#amounts.set(name, (amounts = new Amounts(this, money)));
    amounts.extend();
    return amounts;
  }

  /** The code of the same JSON text, if it is there. */
  find(json: string): number {
    return this.#texts.get(json) ?? 0;
  }

  /** New values since the last time are put between those that stand already. */
  ranking(name: string, ordering: Ordering): Ranking {
    let order = this.#orders.get(name);
    if (!order) {
      // each language and list that somebody asked by; the bound only keeps the memory
      if (this.#orders.size >= 8) for (const oldest of this.#orders.keys()) { this.#orders.delete(oldest); break; }
      this.#orders.set(name, (order = { codes: new Int32Array(0), ranks: new Int32Array(1), counted: 1 }));
    }
    const keyOf = (code: number): Key | undefined => {
      const value = representative(this.parts(code), ordering.type === 'date');
      return value === undefined ? undefined : orderKey(value, ordering);
    };
    if (order.counted < this.size) this.#extend(order, keyOf);
    const { codes, ranks } = order;
    return {
      ranks,
      highest: codes.length === 0 ? 0 : (ranks[codes[codes.length - 1] as number] as number),
      place: (key) => {
        const low = placeOf(codes, key, keyOf);
        const at = codes[low];
        if (at !== undefined && keyOf(at) === key) return ranks[at] as number;
        return (at === undefined ? (codes.length === 0 ? 0 : (ranks[codes[codes.length - 1] as number] as number)) + 1 : (ranks[at] as number)) - 0.5;
      },
    };
  }

  /** Keys are worked out and forgotten: they would be more than all the rest of a column. */
  #extend(order: Order, keyOf: (code: number) => Key | undefined): void {
    const keys = new Map<number, Key>();
    const fresh: number[] = [];
    const learn = (code: number): boolean => {
      const key = keyOf(code);
      if (key !== undefined) keys.set(code, key);
      return key !== undefined;
    };
    for (let code = order.counted; code < this.size; code++) if (learn(code)) fresh.push(code);
    order.counted = this.size;
    const old = order.codes;
    const anew = fresh.length * SELDOM >= old.length;
    if (anew) for (const code of old) learn(code);
    const known = (code: number): Key => keys.get(code) ?? (keyOf(code) as Key);
    const before = (a: number, b: number): number => { const [left, right] = [known(a), known(b)]; return left < right ? -1 : left > right ? 1 : 0; };
    fresh.sort(before);
    const codes = new Int32Array(old.length + fresh.length);
    let left = 0;
    fresh.forEach((code, right) => {
      // behind those that are equal to it
      const end = anew ? undefined : placeOf(old, keys.get(code) as Key, known, left, true);
      while (left < old.length && (end === undefined ? before(old[left] as number, code) <= 0 : left < end)) codes[left + right] = old[left++] as number;
      codes[left + right] = code;
    });
    while (left < old.length) codes[left + fresh.length] = old[left++] as number;
    const ranks = new Int32Array(this.size);
    for (let i = 0, rank = 0; i < codes.length; i++) {
      const [code, last] = [codes[i] as number, codes[i - 1] as number];
      // those that stood before are as equal as they were
      const same = i > 0 && (code < order.ranks.length && last < order.ranks.length ? order.ranks[code] === order.ranks[last] : known(code) === known(last));
      if (!same) rank++;
      ranks[code] = rank;
    }
    order.codes = codes;
    order.ranks = ranks;
  }
}

/** Where a key stands among codes in order: before those that are equal, or behind them. */
function placeOf(codes: Int32Array, key: Key, keyOf: (code: number) => Key | undefined, from = 0, behind = false): number {
  let low = from;
  for (let high = codes.length; low < high;) {
    const middle = (low + high) >> 1;
    const there = keyOf(codes[middle] as number) as Key;
    if (there < key || (behind && there === key)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By code the unit and the amount; several amounts in one archive are a list. */
export class Amounts {
  /** Of each code the place of its unit in `units`; -1: nothing, -2: see `several`. */
  unit = new Int16Array(0);
  amount = new Float64Array(0);
  readonly several: (readonly (readonly [unit: number, amount: number])[] | undefined)[] = [];
  readonly units: string[] = [];
  readonly #column: Column;
  /** The workspace's currency where amounts are money. */
  readonly #money: string | null;
  #counted = 0;

  constructor(column: Column, money: string | null) {
    this.#column = column;
    this.#money = money;
  }

  extend(): void {
    const { size } = this.#column;
    if (size === this.#counted) return;
    if (size > this.unit.length) {
      const [unit, amount] = [new Int16Array(size * 2), new Float64Array(size * 2)];
      unit.set(this.unit);
      amount.set(this.amount);
      [this.unit, this.amount] = [unit, amount];
    }
    for (; this.#counted < size; this.#counted++) {
      const code = this.#counted;
      const amounts = this.#column.parts(code).flatMap((part): (readonly [number, number])[] => {
        if (this.#money === null) return typeof part === 'number' ? [[this.#unitOf(''), part]] : [];
        const money = moneyOf(part, this.#money);
        return money ? [[this.#unitOf(money.currency), money.minor]] : [];
      });
      const [first] = amounts;
      this.unit[code] = first === undefined ? -1 : amounts.length > 1 ? -2 : first[0];
      if (amounts.length > 1) this.several[code] = amounts;
      else if (first) this.amount[code] = first[1];
    }
  }

  #unitOf(unit: string): number {
    const known = this.units.indexOf(unit);
    return known >= 0 ? known : this.units.push(unit) - 1;
  }
}

/** What an archive with several values is sorted by: the latest date, else the first value. */
export const representative = (parts: readonly Scalar[], dates: boolean): Scalar | undefined =>
  (dates && parts.length > 1 ? parts.reduce((most, each) => (String(each) > String(most) ? each : most)) : parts[0]);

function partsOf(json: string): readonly Scalar[] {
  // most are one plain text
  if (json.startsWith('"') && !json.includes('\\')) return json.length > 2 ? [json.slice(1, -1)] : NOTHING;
  const value = JSON.parse(json) as unknown;
  const parts = (Array.isArray(value) ? value.flat() : [value]).filter((part): part is Scalar => typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean');
  return parts.length > 1 ? [...new Set(parts)] : parts;
}
