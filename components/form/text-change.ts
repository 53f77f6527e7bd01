/** Changes of a plain text as numbers: the smallest splice between two strings, and positions carried through other people's changes. No DOM, no document. */

/** Take `remove` units away at `at` and put `insert` there. Units are UTF-16, as in inputs and in Yjs. */
export interface Splice { readonly at: number; readonly remove: number; readonly insert: string }

/** One step of a Yjs text event. */
export interface DeltaOp { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }
export type Delta = readonly DeltaOp[];

/** `[from, to)` */
export interface Span { readonly from: number; readonly to: number }

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/**
 * The smallest splice from `before` to `after`, or null. Where several fit (one more `a` in `aaa`) the one that ends at
 * `caret` in `after` is taken, because that is where the person typed. Never cuts a surrogate pair: Yjs would store U+FFFD.
 */
export function diff(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  // what lies behind the caret was not typed: it bounds the common end first
  const endMost = Math.min(most, Math.max(0, after.length - caret));
  let end = 0;
  while (end < endMost && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start++;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
}

export const splice = (text: string, { at, remove, insert }: Splice): string => text.slice(0, at) + insert + text.slice(at + remove);

export const toDelta = ({ at, remove, insert }: Splice): Delta => [{ retain: at }, ...(insert === '' ? [] : [{ insert }]), ...(remove === 0 ? [] : [{ delete: remove }])];

/** An embedded object counts one unit; the gate refuses them, a foreign document may still bring one. */
const lengthOf = (insert: unknown): number => (typeof insert === 'string' ? insert.length : 1);

export function applyDelta(text: string, delta: Delta): string {
  let at = 0;
  let out = '';
  for (const op of delta) {
    if (op.retain !== undefined) out += text.slice(at, (at += op.retain));
    else if (op.delete !== undefined) at += op.delete;
    else if (typeof op.insert === 'string') out += op.insert;
  }
  return out + text.slice(at);
}

/** Where a position lands. What is inserted exactly there leaves it before the new text, with `follow` behind it. */
export function mapIndex(index: number, delta: Delta, follow = false): number {
  let old = 0;
  let now = 0;
  for (const op of delta) {
    if (op.retain !== undefined) {
      // a position at the end of what stays may still meet an insertion that follows it
      if (old + op.retain > index) return now + index - old;
      old += op.retain;
      now += op.retain;
    } else if (op.delete !== undefined) {
      if (old + op.delete > index) return now;
      old += op.delete;
    } else {
      if (old === index && !follow) return now;
      now += lengthOf(op.insert);
    }
  }
  return now + index - old;
}

/** What is left of a stretch of text: others may have taken parts of it and put their own between. */
function mapSpans(spans: readonly Span[], delta: Delta): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    let old = 0;
    let now = 0;
    const keep = (length: number) => {
      const from = Math.max(span.from, old);
      const to = Math.min(span.to, old + length);
      if (from < to) kept.push({ from: from - old + now, to: to - old + now });
      old += length;
      now += length;
    };
    for (const op of delta) {
      if (op.retain !== undefined) keep(op.retain);
      else if (op.delete !== undefined) old += op.delete;
      else now += lengthOf(op.insert);
    }
    keep(Infinity);
  }
  return kept;
}

export interface Rebased {
  /** What to delete, first to last; none lies before `at`. */
  readonly remove: readonly Span[];
  readonly at: number;
  readonly insert: string;
}

/** One's own splice, made while other people's changes waited, as it must be done after them: their words inside what one deleted stay. */
export function rebase({ at, remove, insert }: Splice, deltas: readonly Delta[]): Rebased {
  let spans: Span[] = remove === 0 ? [] : [{ from: at, to: at + remove }];
  let index = at;
  for (const delta of deltas) {
    spans = mapSpans(spans, delta);
    index = mapIndex(index, delta);
  }
  return { remove: spans, at: index, insert };
}

/** Two people's changes of the same words: what each took away is gone, what each wrote is there. */
export function merge(base: string, mine: string, theirs: string): string {
  const [own, other] = [diff(base, mine), diff(base, theirs)];
  if (own === null || other === null) return own === null ? theirs : mine;
  const { remove, at, insert } = rebase(own, [toDelta(other)]);
  const kept = [...remove].reverse().reduce((text, { from, to }) => splice(text, { at: from, remove: to - from, insert: '' }), theirs);
  return splice(kept, { at, remove: 0, insert });
}

/** A caret in the person's own text (base with `own` in it), after both their change and the others' are in the text. */
export function rebaseCaret(caret: number, own: Splice, deltas: readonly Delta[]): number {
  const done = rebase(own, deltas);
  if (caret >= own.at && caret <= own.at + own.insert.length) return done.at + caret - own.at;
  const base = caret < own.at ? caret : caret - own.insert.length + own.remove;
  const index = deltas.reduce((position, delta) => mapIndex(position, delta), base);
  if (caret < own.at) return Math.min(index, done.at);
  const gone = done.remove.reduce((sum, span) => sum + Math.max(0, Math.min(index, span.to) - span.from), 0);
  return index - gone + own.insert.length;
}
