/** The readable pieces of what one transaction did to a long text. Called inside `afterTransaction`, where what was deleted is still there. */
import * as Y from 'yjs';
import type { TextPiece } from '../../model/text-pieces.ts';

/** Characters of text that one transaction may still put into the history; shared by all its texts. */
export interface PieceBudget { left: number }

/** What one edit may add to the history in long texts. Beyond it pieces are lengths: an import of whole books stays possible. */
export const PIECE_CHARS = 64 * 1024;
/** What a piece costs besides its text. */
const PIECE_COST = 8;

/** Also of a root that nobody has asked for as a text yet: it has no `length`. */
interface Internals { readonly _start: Y.Item | null; readonly _length: number }

/** `old`: removed pieces with their places before, `new`: inserted pieces with their places after; JSON, null for none. Also the length after. */
export function textChange(transaction: Y.Transaction, text: Y.AbstractType<unknown>, budget: PieceBudget): { readonly old: string | null; readonly new: string | null; readonly length: number } {
  const changed = changedItems(transaction, text);
  const removed = new Pieces(budget);
  const inserted = new Pieces(budget);
  let before = 0;
  let after = 0;
  // places are counted from the beginning, up to the last change and in few steps an item: a text of many hands has many
  let left = changed.size;
  for (let item = (text as unknown as Internals)._start; item !== null && left > 0; item = item.right) {
    if (!changed.has(item)) {
      if (item.deleted || !item.countable) continue;
      before += item.length;
      after += item.length;
      continue;
    }
    left--;
    if (item.deleted) {
      removed.add(before, item);
      before += item.length;
    } else {
      inserted.add(after, item);
      after += item.length;
    }
  }
  return { old: removed.json(), new: inserted.json(), length: (text as unknown as Internals)._length };
}

/** Items of the text that are there now and were not, or were there and are not. */
function changedItems(transaction: Y.Transaction, text: Y.AbstractType<unknown>): ReadonlySet<Y.Item> {
  const { beforeState, afterState, doc: { store } } = transaction;
  const changed = new Set<Y.Item>();
  const mine = (struct: unknown): struct is Y.Item => struct instanceof Y.Item && struct.parent === text && struct.countable;
  for (const [client, clock] of afterState) {
    const from = beforeState.get(client) ?? 0;
    if (clock === from) continue;
    const structs = store.clients.get(client) ?? [];
    for (let i = structs.length - 1; i >= 0 && structs[i]!.id.clock >= from; i--) {
      const struct = structs[i];
      if (mine(struct) && !struct.deleted) changed.add(struct);
    }
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    // what came and went in one edit was never there
    if (mine(struct) && struct.deleted && struct.id.clock < (beforeState.get(struct.id.client) ?? 0)) changed.add(struct);
  });
  return changed;
}

class Pieces {
  readonly #budget: PieceBudget;
  readonly #list: [number, string | number][] = [];
  /** Where the next character would go on with the last piece. */
  #end = -1;

  constructor(budget: PieceBudget) {
    this.#budget = budget;
  }

  add(position: number, item: Y.Item): void {
    const body = item.content instanceof Y.ContentString ? item.content.str : item.length;
    const last = this.#list.at(-1);
    const follows = position === this.#end && last !== undefined;
    const cost = (typeof body === 'string' ? body.length : 0) + (follows ? 0 : PIECE_COST);
    this.#end = position + item.length;
    if (typeof last?.[1] === 'number') last[1] += item.length; // once over the budget, all that follows is one length
    else if (this.#budget.left < cost || typeof body === 'number') {
      this.#budget.left = 0;
      this.#list.push([position, item.length]);
    } else {
      this.#budget.left -= cost;
      if (follows) last[1] += body;
      else this.#list.push([position, body]);
    }
  }

  json(): string | null {
    return this.#list.length === 0 ? null : JSON.stringify(this.#list satisfies TextPiece[]);
  }
}
