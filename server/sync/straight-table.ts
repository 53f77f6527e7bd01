/** The current value of every key of a section, found by key and by the struct that holds it: what a straight edit needs to know of a document (`straight.ts`). */
import * as Y from 'yjs';
import type { KeyRule } from '../../model/validation/section-rules.ts';
import type { RootNames } from './places.ts';
import type { SectionSchema } from './section-schema.ts';

/** The newest struct of one key of a map root. */
export interface Current {
  /** Value key: `fields/customer.name`. */
  readonly key: string;
  readonly root: string;
  /** Rule of the key, null where only Yjs may go on: no rule, or no plain value. Undefined until it is asked for: a large section has thousands. */
  rule: KeyRule | null | undefined;
  author: number;
  /** Clock of its last unit: what the next struct of this key names as its neighbour. */
  clock: number;
  /** Units while it lives; above 1 where a writer's undo keeps values that were overwritten. */
  length: number;
  /** Value as JSON; null when it is deleted. */
  json: string | null;
}

interface MapRoot { readonly _map: ReadonlyMap<string, Y.Item> }

const MAPS: readonly string[] = ['fields', 'rows', 'marks'];

export class StraightTable {
  readonly byKey = new Map<string, Current>();
  /** By author and clock. */
  readonly byId = new Map<number, Map<number, Current>>();
  readonly #schema: SectionSchema;

  constructor(doc: Y.Doc, schema: SectionSchema) {
    this.#schema = schema;
    for (const root of MAPS) {
      const type = doc.share.get(root) as unknown as MapRoot | undefined;
      if (type !== undefined) for (const [sub, item] of type._map) this.#take(root, sub, item);
    }
  }

  at(author: number, clock: number): Current | undefined {
    return this.byId.get(author)?.get(clock);
  }

  /** The rule of a value that may stand under this key, if the section has such a value. */
  rule(root: string, sub: string, key: string): KeyRule | null {
    const rule = this.#schema.known({ root, sub }, key);
    return rule === 'text' ? null : rule;
  }

  ruleOf(current: Current): KeyRule | null {
    return (current.rule ??= current.rule === null ? null : this.rule(current.root, current.key.slice(current.root.length + 1), current.key));
  }

  add(current: Current): void {
    this.byKey.set(current.key, current);
    this.#place(current);
  }

  /** The key has a new struct. */
  move(current: Current, author: number, clock: number, json: string): void {
    this.byId.get(current.author)?.delete(current.clock);
    current.author = author;
    current.clock = clock;
    current.length = 1;
    current.json = json;
    this.#place(current);
  }

  #place(current: Current): void {
    let own = this.byId.get(current.author);
    if (own === undefined) this.byId.set(current.author, (own = new Map()));
    own.set(current.clock, current);
  }

  /** Brings in what an edit changed in the document itself. */
  follow(transaction: Y.Transaction, names: RootNames): void {
    for (const [type, subs] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
      const root = names.of(type);
      if (!MAPS.includes(root)) continue;
      for (const sub of subs) {
        const item = sub === null ? undefined : (type as unknown as MapRoot)._map.get(sub);
        if (sub !== null && item !== undefined) this.#take(root, sub, item);
      }
    }
  }

  #take(root: string, sub: string, item: Y.Item): void {
    const key = `${root}/${sub}`;
    const old = this.byKey.get(key);
    if (old !== undefined) this.byId.get(old.author)?.delete(old.clock);
    const { content, deleted } = item;
    const json = !deleted && content instanceof Y.ContentAny ? (JSON.stringify(content.arr.at(-1)) ?? null) : null;
    this.add({
      key, root,
      rule: deleted || json !== null ? undefined : null,
      author: item.id.client, clock: item.id.clock + item.length - 1, length: deleted ? 1 : item.length,
      json,
    });
  }
}
