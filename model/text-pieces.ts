/** What one edit did to a long text, as the history keeps it: pieces taken out and put in, with their places; how edits follow each other, and how one is taken back after others. */

/** `[position, text]`; in place of a text too long to keep its length. Positions and lengths count UTF-16 units. */
export type TextPiece = readonly [position: number, text: string | number];

/** Both in the order of the text; positions of what was removed are those before the edit, of what was inserted those after it. */
export interface TextEdit { readonly removed: readonly TextPiece[]; readonly inserted: readonly TextPiece[] }

/** A length in place of a text: known to have been there, not what it was. */
type Body = string | number;
export type TextStep = { readonly kind: 'keep'; readonly length: number } | { readonly kind: 'remove' | 'insert'; readonly body: Body };

const lengthOf = (body: Body): number => (typeof body === 'number' ? body : body.length);
const cut = (body: Body, from: number, to: number): Body => (typeof body === 'number' ? to - from : body.slice(from, to));
const join = (a: Body, b: Body): Body => (typeof a === 'number' || typeof b === 'number' ? lengthOf(a) + lengthOf(b) : a + b);
export const stepLength = (step: TextStep): number => (step.kind === 'keep' ? step.length : lengthOf(step.body));

/** The pieces of one side as they are stored: JSON, null for none. Throws on what is no list of pieces: bytes that were not written here. */
export function parsePieces(json: string | null): readonly TextPiece[] {
  if (json === null) return [];
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list) || !list.every(isPiece)) throw new Error('not a list of pieces');
  return list;
}
const isPiece = (piece: unknown): piece is TextPiece =>
  Array.isArray(piece) && piece.length === 2 && Number.isSafeInteger(piece[0]) && (typeof piece[1] === 'string' || Number.isSafeInteger(piece[1]));

/** Steps from the text's beginning; what follows the last one is kept. */
export function stepsOf({ removed, inserted }: TextEdit): readonly TextStep[] {
  const steps = new Steps();
  let before = 0;
  let after = 0;
  let r = 0;
  let i = 0;
  while (r < removed.length || i < inserted.length) {
    const out = removed[r];
    const put = inserted[i];
    if (out !== undefined && out[0] <= before) {
      steps.add({ kind: 'remove', body: out[1] });
      before += lengthOf(out[1]);
      r++;
    } else if (put !== undefined && put[0] <= after) {
      steps.add({ kind: 'insert', body: put[1] });
      after += lengthOf(put[1]);
      i++;
    } else {
      const length = Math.min(out === undefined ? Infinity : out[0] - before, put === undefined ? Infinity : put[0] - after);
      steps.add({ kind: 'keep', length });
      before += length;
      after += length;
    }
  }
  return steps.list;
}

/** Collects steps, joining like with like; removals stand before insertions at the same place. */
class Steps {
  readonly list: TextStep[] = [];

  add(step: TextStep): void {
    if (stepLength(step) === 0) return;
    const last = this.list.at(-1);
    if (last?.kind === 'keep' && step.kind === 'keep') this.list[this.list.length - 1] = { kind: 'keep', length: last.length + step.length };
    else if (last !== undefined && last.kind !== 'keep' && last.kind === step.kind) this.list[this.list.length - 1] = { kind: last.kind, body: join(last.body, step.body) };
    else if (last?.kind === 'insert' && step.kind === 'remove') {
      this.list.pop();
      this.add(step);
      this.list.push(last);
    } else this.list.push(step);
  }
}

/** Reads steps in slices. */
class Reader {
  #steps: readonly TextStep[];
  #at = 0;
  #used = 0;
  constructor(steps: readonly TextStep[]) {
    this.#steps = steps;
  }
  /** After the last step everything is kept. */
  get kind(): TextStep['kind'] {
    return this.#steps[this.#at]?.kind ?? 'keep';
  }
  get left(): number {
    const step = this.#steps[this.#at];
    return step === undefined ? Infinity : stepLength(step) - this.#used;
  }
  get over(): boolean {
    return this.#at >= this.#steps.length;
  }
  take(length: number): TextStep {
    const step = this.#steps[this.#at];
    if (step === undefined) return { kind: 'keep', length };
    const from = this.#used;
    this.#used += length;
    if (this.#used >= stepLength(step)) {
      this.#at++;
      this.#used = 0;
    }
    return step.kind === 'keep' ? { kind: 'keep', length } : { kind: step.kind, body: cut(step.body, from, from + length) };
  }
}

/** One edit in place of two that follow each other: what the second removed of the first's own text was never there. */
export function compose(first: readonly TextStep[], second: readonly TextStep[]): readonly TextStep[] {
  const steps = new Steps();
  const a = new Reader(first);
  const b = new Reader(second);
  while (!a.over || !b.over) {
    if (a.kind === 'remove') steps.add(a.take(a.left));
    else if (b.kind === 'insert') steps.add(b.take(b.left));
    else {
      const length = Math.min(a.left, b.left);
      const own = a.take(length);
      const next = b.take(length);
      if (next.kind === 'keep') steps.add(own);
      else if (own.kind === 'keep') steps.add(next);
    }
  }
  return steps.list;
}

/** One edit in place of all, oldest first. Neighbours first: each composed with all before it, thousands of scattered ones would take seconds. */
export function composeAll(edits: readonly (readonly TextStep[])[]): readonly TextStep[] {
  let left = edits;
  while (left.length > 1) {
    const pairs: (readonly TextStep[])[] = [];
    for (let i = 0; i < left.length; i += 2) pairs.push(i + 1 < left.length ? compose(left[i]!, left[i + 1]!) : left[i]!);
    left = pairs;
  }
  return left[0] ?? [];
}

/** The edit that takes this one back. */
export function invert(steps: readonly TextStep[]): readonly TextStep[] {
  const back = new Steps();
  for (const step of steps) back.add(step.kind === 'keep' ? step : { kind: step.kind === 'insert' ? 'remove' : 'insert', body: step.body });
  return back.list;
}

export interface Rebased {
  readonly steps: readonly TextStep[];
  /** Nothing that it removes was removed or broken up by the others. */
  readonly whole: boolean;
}

/** `steps` as they apply after `others`, which start from the same text. What the others removed already is left out. */
export function rebase(steps: readonly TextStep[], others: readonly TextStep[]): Rebased {
  const result = new Steps();
  const a = new Reader(steps);
  const b = new Reader(others);
  let whole = true;
  while (!a.over) {
    if (b.kind === 'insert') {
      const length = b.left;
      if (a.kind === 'insert') result.add(a.take(a.left));
      else {
        b.take(length);
        result.add({ kind: 'keep', length });
      }
    } else if (a.kind === 'insert') result.add(a.take(a.left));
    else {
      const length = Math.min(a.left, b.left);
      const own = a.take(length);
      const other = b.take(length);
      if (other.kind === 'keep') result.add(own);
      else if (own.kind === 'remove') whole = false;
    }
  }
  return { steps: result.list, whole };
}

/** The text after the steps; undefined where they do not fit it, or hold lengths in place of words. */
export function applySteps(text: string, steps: readonly TextStep[]): string | undefined {
  let result = '';
  let at = 0;
  for (const step of steps) {
    if (step.kind === 'insert') {
      if (typeof step.body === 'number') return undefined;
      result += step.body;
      continue;
    }
    const length = stepLength(step);
    if (at + length > text.length) return undefined;
    const there = text.slice(at, at + length);
    if (step.kind === 'keep') result += there;
    else if (typeof step.body === 'string' && step.body !== there) return undefined;
    at += length;
  }
  return result + text.slice(at);
}
