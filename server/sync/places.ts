/** Where the structs of a decoded update would stand: root and key of each, also of those that only name a neighbour. Whether they may stand there is left to the gate. */
import * as Y from 'yjs';
import { Refusal } from './refusal.ts';

export interface Place { readonly root: string; /** Key of a map; null in a text. */ readonly sub: string | null }

/** Names of a document's roots, found once each. Yjs replaces a root's object when its type becomes known, so objects are keys. */
export class RootNames {
  readonly #doc: Y.Doc;
  readonly #names = new WeakMap<object, string>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** `?` for a type that is no root; no rule allows that name. */
  of(type: object): string {
    const known = this.#names.get(type);
    if (known !== undefined) return known;
    for (const [name, root] of this.#doc.share) this.#names.set(root, name);
    return this.#names.get(type) ?? '?';
  }
}


/** Resolves neighbours in the document first, then in the update itself; every chain is walked once. */
export class Places {
  readonly #store: Y.Doc['store'];
  readonly #names: RootNames;
  readonly #items: ReadonlyMap<number, readonly Y.Item[]>;
  readonly #known = new Map<Y.Item, Place>();

  /** `items`: new structs of the update by author, in the order of their clocks. */
  constructor(doc: Y.Doc, names: RootNames, items: ReadonlyMap<number, readonly Y.Item[]>) {
    this.#store = doc.store;
    this.#names = names;
    this.#items = items;
  }

  /** Throws `incomplete` when a neighbour is not there, `malformed` when the neighbours stand in different places. */
  of(item: Y.Item): Place {
    const chain: Y.Item[] = [];
    let place: Place | undefined;
    let at = item;
    for (;;) {
      place = this.#known.get(at) ?? explicit(at);
      if (place !== undefined) break;
      chain.push(at);
      // a circle of neighbours would be longer than there are structs
      if (chain.length > 1 && chain.length > this.#count()) throw new Refusal('incomplete', 'the edit rests on itself');
      const next = this.#neighbour(at.origin ?? at.rightOrigin, at);
      if (next instanceof Y.Item) at = next;
      else {
        place = next;
        break;
      }
    }
    this.#known.set(at, place);
    for (const each of chain) this.#known.set(each, place);
    return place;
  }

  /** The place of the struct that holds an id. */
  at(id: Y.ID, from: Y.Item): Place {
    const found = this.#neighbour(id, from);
    return found instanceof Y.Item ? this.of(found) : found;
  }

  #total = -1;
  #count(): number {
    if (this.#total < 0) this.#total = [...this.#items.values()].reduce((sum, list) => sum + list.length, 0);
    return this.#total;
  }

  #neighbour(id: Y.ID | null, from: Y.Item): Place | Y.Item {
    if (id === null) throw new Refusal('malformed', 'a struct without a place');
    if (id.clock < Y.getState(this.#store, id.client)) return this.#stored(id);
    // an author's own later struct cannot be a neighbour; Yjs would look for it in vain
    if (id.client === from.id.client && id.clock >= from.id.clock) throw new Refusal('malformed', 'a struct rests on a later one');
    const found = search(this.#items.get(id.client) ?? [], id.clock);
    if (found === undefined) throw new Refusal('incomplete', 'the edit rests on edits that are not here');
    return found;
  }

  #stored(id: Y.ID): Place {
    const struct = Y.getItem(this.#store, id) as Y.Item | Y.GC;
    if (!(struct instanceof Y.Item) || struct.parent === null) throw new Refusal('incomplete', 'the edit rests on edits that are gone');
    return { root: this.#names.of(struct.parent), sub: struct.parentSub };
  }
}

function explicit(item: Y.Item): Place | undefined {
  const parent: unknown = item.parent;
  if (parent === null) return undefined;
  if (typeof parent !== 'string') throw new Refusal('schema', 'nested types are not allowed');
  return { root: parent, sub: item.parentSub };
}

function search(list: readonly Y.Item[], clock: number): Y.Item | undefined {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = list[middle]!;
    if (clock < item.id.clock) high = middle - 1;
    else if (clock >= item.id.clock + item.length) low = middle + 1;
    else return item;
  }
  return undefined;
}
