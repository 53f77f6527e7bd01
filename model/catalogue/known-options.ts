/** Which keys a value of a dictionary may have. Asked for every enum that passes the gate. How options are called and ordered is in `merge.ts`. */
import { DICTIONARY_ROWS } from './dictionaries/all.ts';

/** What a check needs of a set of keys. */
export type Keys = Pick<ReadonlySet<string>, 'has'>;

const NONE: Keys = new Set<string>();
const shipped: ReadonlyMap<string, ReadonlySet<string>> = new Map(DICTIONARY_ROWS.map(({ id, options }) => [id, new Set(options.map(({ key }) => key))]));

/** Keys of one dictionary as it was delivered. */
export const optionKeys = (dictionary: string): Keys => shipped.get(dictionary) ?? NONE;

export const eitherOf = (...sets: readonly Keys[]): Keys => ({ has: (key) => sets.some((keys) => keys.has(key)) });

/** Keys of a workspace: the shipped ones and those that an administrator has added. They only ever grow, since a value once written stays valid. */
export class WorkspaceOptions {
  readonly #added = new Map<string, Set<string>>();
  readonly #known = new Map<string, Keys>();

  /** A later `add` shows in it. */
  readonly of = (dictionary: string): Keys => {
    let keys = this.#known.get(dictionary);
    if (keys === undefined) this.#known.set(dictionary, (keys = eitherOf(optionKeys(dictionary), this.#addedTo(dictionary))));
    return keys;
  };

  add(dictionary: string, keys: Iterable<string>): void {
    const added = this.#addedTo(dictionary);
    for (const key of keys) added.add(key);
  }

  #addedTo(dictionary: string): Set<string> {
    let added = this.#added.get(dictionary);
    if (added === undefined) this.#added.set(dictionary, (added = new Set()));
    return added;
  }
}
