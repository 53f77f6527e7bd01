/** What was found, grouped by one key: counts, and sums of numbers and of money by currency. An archive with several values is in several groups; what may not be read is in the group of nothing and adds nothing. */
import { MOST_GROUPS } from '../../model/register/query.ts';
import type { RegisterGroup } from '../../model/register/query.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import { fromMinor } from '../../model/money.ts';
import type { Amounts, Column, Scalar } from './cells-column.ts';
import { orderKey } from './cells-order.ts';
import type { Ordering } from './cells-order.ts';
import { allowing } from './rights-masks.ts';
import type { Needs } from './rights-masks.ts';

/** One key as the query reads it: its column, and where the asker sees it. */
export interface Seen { readonly key: RegisterKey; readonly column: Column; readonly needs: Needs }
export interface Grouping {
  readonly by: Seen;
  /** Of dates: the first characters that make a group. */
  readonly cut: number | null;
  readonly sums: readonly Seen[];
  readonly ordering: Ordering;
}

/** What a code means is worked out once, however many archives have it: one thing in most of them, which is a number in an array. */
const NOT_YET = -1;
const SEVERAL = -2;

class Groups {
  readonly values: (Scalar | null)[] = [null];
  readonly #known = new Map<Scalar | null, number>([[null, 0]]);
  readonly #column: Column;
  readonly #cut: number | null;
  readonly one: Int32Array;
  readonly many: (readonly number[] | undefined)[] = [];

  constructor(column: Column, cut: number | null) {
    this.#column = column;
    this.#cut = cut;
    this.one = new Int32Array(column.size).fill(NOT_YET);
  }

  learn(code: number): void {
    const parts = this.#column.parts(code);
    const groups = [...new Set(parts.map((part) => this.#group(this.#cut === null ? part : String(part).slice(0, this.#cut))))];
    this.one[code] = groups.length === 0 ? 0 : groups.length === 1 ? (groups[0] as number) : SEVERAL;
    if (groups.length > 1) this.many[code] = groups;
  }

  #group(value: Scalar): number {
    let group = this.#known.get(value);
    if (group === undefined) {
      group = this.values.length;
      this.#known.set(value, group);
      this.values.push(value);
    }
    return group;
  }
}

class Sum {
  readonly seen: Seen;
  /** By unit and group. */
  readonly #totals: readonly Float64Array[];
  readonly #added: readonly Uint8Array[];
  readonly #amounts: Amounts;

  constructor(seen: Seen, currency: string, groups: number) {
    this.seen = seen;
    this.#amounts = seen.column.amounts(seen.key.type === 'money' ? currency : null);
    this.#totals = this.#amounts.units.map(() => new Float64Array(groups));
    this.#added = this.#amounts.units.map(() => new Uint8Array(groups));
  }

  /** `groupOf`: of each hit its group, or `SEVERAL` and then by the code in `many`. */
  add(hits: Int32Array, groupOf: Int32Array, masks: Uint16Array, several: (row: number) => readonly number[]): void {
    const { column: { codes }, needs } = this.seen;
    const allowed = allowing(needs);
    const { unit: units, amount: amounts } = this.#amounts;
    for (let i = 0; i < hits.length; i++) {
      const row = hits[i] as number;
      const code = codes[row] as number;
      if (code === 0 || allowed[masks[row] as number] !== 1) continue;
      const [unit, group] = [units[code] as number, groupOf[i] as number];
      if (unit >= 0 && group >= 0) this.#put(unit, group, amounts[code] as number);
      else for (const to of group >= 0 ? [group] : several(row)) {
        if (unit >= 0) this.#put(unit, to, amounts[code] as number);
        else for (const [each, amount] of this.#amounts.several[code] ?? []) this.#put(each, to, amount);
      }
    }
  }

  #put(unit: number, group: number, amount: number): void {
    const totals = this.#totals[unit] as Float64Array;
    totals[group] = (totals[group] as number) + amount;
    (this.#added[unit] as Uint8Array)[group] = 1;
  }

  of(group: number): RegisterGroup['sums'][string] {
    if (this.seen.key.type !== 'money') return plainSum(this.#totals[0]?.[group] ?? 0);
    return Object.fromEntries(this.#amounts.units.flatMap((unit, at) => (this.#added[at]?.[group] === 1 ? [[unit, fromMinor(this.#totals[at]?.[group] as number)]] : [])).sort());
  }
}

export function grouped({ by, cut, sums, ordering }: Grouping, hits: Int32Array, masks: Uint16Array): readonly RegisterGroup[] {
  const groups = new Groups(by.column, cut);
  const { one, many } = groups;
  const { codes } = by.column;
  const allowed = allowing(by.needs);
  const groupOf = new Int32Array(hits.length);
  const codeOf = (row: number): number => (allowed[masks[row] as number] === 1 ? (codes[row] as number) : 0);
  for (let i = 0; i < hits.length; i++) {
    const row = hits[i] as number;
    const code = allowed[masks[row] as number] === 1 ? (codes[row] as number) : 0;
    if (one[code] === NOT_YET) groups.learn(code);
    groupOf[i] = one[code] as number;
  }
  const several = (row: number): readonly number[] => many[codeOf(row)] as readonly number[];
  const counts = new Int32Array(groups.values.length);
  const count = (group: number): void => { counts[group] = (counts[group] as number) + 1; };
  for (let i = 0; i < hits.length; i++) {
    const group = groupOf[i] as number;
    if (group >= 0) count(group);
    else several(hits[i] as number).forEach(count);
  }
  const added = sums.map((seen) => {
    const sum = new Sum(seen, ordering.currency, groups.values.length);
    sum.add(hits, groupOf, masks, several);
    return sum;
  });
  const orderOf = groups.values.map((value) => (value === null ? undefined : orderKey(value, ordering)));
  return groups.values
    .map((value, group) => ({ value, group, count: counts[group] ?? 0 }))
    .filter((each) => each.count > 0)
    .sort((a, b) => b.count - a.count || compare(orderOf[a.group], orderOf[b.group]))
    .slice(0, MOST_GROUPS)
    .map(({ value, group, count: size }) => ({ value, count: size, sums: Object.fromEntries(added.map((sum) => [sum.seen.key.key, sum.of(group)])) }));
}

const compare = (a: string | number | undefined, b: string | number | undefined): number => (a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1);
/** Without the noise of adding tenths in binary. */
const plainSum = (sum: number): number => Number(sum.toFixed(6));
