/**
 * The first rows of many by several keys, as many as a page has. Nothing is put in order but those: each key in turn says how many rows lie in each part of its ranks, and only the part in
 * which the page ends is looked at closer. So a million rows cost one look each, in whatever order they lie.
 */
import type { Needs } from './rights-masks.ts';
import { allowing } from './rights-masks.ts';

/** Ranks as `Column.ranking` gives them; `after`: the rank of the cursor, between two where nothing has it, 0 without a value. */
export interface SortKey { readonly ranks: Int32Array; readonly highest: number; readonly codes: Int32Array; readonly needs: Needs; readonly descending: boolean; readonly after: number }

const PARTS = 4_096;

/** A key as places: even numbers rising in the order that is wanted, so that a cursor finds room between two; what has no value, or none that may be seen, is last. */
class Places {
  readonly none: number;
  readonly cursor: number;
  readonly #key: SortKey;
  readonly #allowed: Uint8Array;
  readonly #masks: Uint16Array;

  constructor(key: SortKey, masks: Uint16Array) {
    this.#key = key;
    this.#masks = masks;
    this.#allowed = allowing(key.needs);
    this.none = 2 * (key.highest + 2);
    this.cursor = key.after === 0 ? this.none : key.descending ? 2 * (key.highest + 1 - key.after) : 2 * key.after;
  }

  of(row: number): number {
    const { ranks, codes, descending, highest } = this.#key;
    const rank = this.#allowed[this.#masks[row] as number] === 1 ? (ranks[codes[row] as number] as number) : 0;
    return rank === 0 ? this.none : descending ? 2 * (highest + 1 - rank) : 2 * rank;
  }

  /** The same of many at once. */
  all(rows: Int32Array): Int32Array {
    const { ranks, codes, descending, highest } = this.#key;
    const [allowed, masks, none] = [this.#allowed, this.#masks, this.none];
    const places = new Int32Array(rows.length);
    const [from, step] = descending ? [2 * (highest + 1), -2] : [0, 2];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const rank = allowed[masks[row] as number] === 1 ? (ranks[codes[row] as number] as number) : 0;
      places[i] = rank === 0 ? none : from + step * rank;
    }
    return places;
  }
}

/** `hits` rise; without keys they are in order. */
export function firstRows(hits: Int32Array, keys: readonly SortKey[], masks: Uint16Array, count: number, cursor: { readonly row: number } | null): readonly number[] {
  const sorts = keys.map((key) => new Places(key, masks));
  const chosen: number[] = [];
  choose(cursor === null ? hits : behind(hits, sorts, cursor.row), 0, count);
  return chosen.sort(before);

  function before(a: number, b: number): number {
    for (const sort of sorts) {
      const difference = sort.of(a) - sort.of(b);
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  function choose(all: Int32Array, index: number, wanted: number): void {
    const sort = sorts[index];
    if (all.length <= wanted || sort === undefined) {
      for (let i = 0; i < Math.min(all.length, wanted); i++) chosen.push(all[i] as number);
      return;
    }
    let rows = all;
    let places = sort.all(rows);
    let left = wanted;
    for (let low = 0, high = sort.none; ;) {
      let shift = 0;
      while ((high - low) >> shift >= PARTS) shift++;
      const sizes = new Int32Array(((high - low) >> shift) + 1);
      for (let i = 0; i < places.length; i++) { const part = ((places[i] as number) - low) >> shift; sizes[part] = (sizes[part] as number) + 1; }
      let [end, inside] = [0, 0];
      while (inside + (sizes[end] as number) < left) inside += sizes[end++] as number;
      const [first, last] = [low + (end << shift), low + ((end + 1) << shift) - 1];
      const [nextRows, nextPlaces] = [new Int32Array(sizes[end] as number), new Int32Array(sizes[end] as number)];
      for (let i = 0, next = 0; i < places.length; i++) {
        const at = places[i] as number;
        if (at > last) continue;
        if (at < first) chosen.push(rows[i] as number);
        else { nextRows[next] = rows[i] as number; nextPlaces[next++] = at; }
      }
      left -= inside;
      [rows, places, low, high] = [nextRows, nextPlaces, first, Math.min(last, high)];
      // all of them equal, or no more than there is room for
      if (shift === 0 || rows.length <= left) break;
    }
    choose(rows, index + 1, left);
  }
}

function behind(hits: Int32Array, sorts: readonly Places[], row: number): Int32Array {
  const later = (each: number, from: number): boolean => {
    for (let index = from; index < sorts.length; index++) {
      const sort = sorts[index] as Places;
      const difference = sort.of(each) - sort.cursor;
      if (difference !== 0) return difference > 0;
    }
    return each > row;
  };
  const [first] = sorts;
  const places = first?.all(hits);
  const kept = new Int32Array(hits.length);
  let count = 0;
  for (let i = 0; i < hits.length; i++) {
    const each = hits[i] as number;
    const difference = places === undefined || first === undefined ? 0 : (places[i] as number) - first.cursor;
    if (difference > 0 || (difference === 0 && later(each, 1))) kept[count++] = each;
  }
  return kept.subarray(0, count);
}
