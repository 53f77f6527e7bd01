/** The catalogue of this workspace: what is shipped with what its administrators made of it, read at start, changed by one writer at a time. What may be changed is `dictionaries.ts` and `own-fields.ts`. */
import { contentHash, mergeDictionaries, mergeFields, WorkspaceOptions } from '../../model/catalogue/catalogue.ts';
import type { DictionaryChanges, OwnList, WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import type { PersonId, RandomBytes } from '../../model/ids.ts';
import { createSchema } from '../../model/validation/section-rules.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Clock } from '../clock.ts';
import { RELEASE } from '../release.ts';
import type { CatalogueWrite, Storage, StoredField } from '../storage/storage.ts';
import { Turns } from '../turns.ts';

interface State { readonly changes: DictionaryChanges; readonly lists: readonly OwnList[]; readonly fields: readonly StoredField[] }

export class Catalogue {
  readonly random: RandomBytes;
  /** What sections may hold. It follows every change, also in rooms that are open. */
  readonly schema: Schema;
  readonly #clock: Clock;
  readonly #options = new WorkspaceOptions();
  readonly #turns = new Turns<'catalogue'>();
  readonly #listeners: ((edition: string) => void)[] = [];
  #store: Storage['catalogue'] | null = null;
  #state: State = { changes: {}, lists: [], fields: [] };
  #now = merged(this.#state);

  constructor({ clock, random }: { readonly clock: Clock; readonly random: RandomBytes }) {
    this.#clock = clock;
    this.random = random;
    this.schema = createSchema({ options: this.#options.of, fields: () => this.#now.fields });
  }

  async load({ catalogue, directory }: Pick<Storage, 'catalogue' | 'directory'>): Promise<void> {
    this.#store = catalogue;
    const { fields, lists } = await catalogue.read();
    this.#take({ fields, lists, changes: ((await directory.setting('dictionaries')) ?? {}) as DictionaryChanges });
  }

  /** Another node has changed it: read again in the turn of this node's own changes; whoever listens hears of a new edition. */
  reload(storage: Pick<Storage, 'catalogue' | 'directory'>): Promise<void> {
    return this.turn(async () => {
      const before = this.#now.edition;
      await this.load(storage);
      if (this.#now.edition !== before) for (const listener of this.#listeners) listener(this.#now.edition);
    });
  }

  /** As it is at this moment; another object after each change. */
  now(): WorkspaceCatalogue {
    return this.#now;
  }
  /** What is stored of it. */
  get state(): State {
    return this.#state;
  }

  /** Hears each new edition once it is stored and counts. */
  onChange(listener: (edition: string) => void): void {
    this.#listeners.push(listener);
  }

  /** One change after the other: `work` looks at the state and writes. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take('catalogue', work);
  }

  async write(by: PersonId, change: Pick<CatalogueWrite, 'fields' | 'lists' | 'dictionaries'>): Promise<void> {
    if (!this.#store) throw new Error('the catalogue was not loaded');
    const at = this.#clock.now();
    await this.#store.write({ by, at, ...change });
    const { fields, lists, changes } = this.#state;
    const written = new Map((change.fields ?? []).map((each) => [each.field.key, each]));
    const known = new Map(fields.map((each) => [each.field.key, each]));
    this.#take({
      changes: change.dictionaries ?? changes,
      // in the order in which they are read
      lists: [...lists.filter(({ id }) => !change.lists?.some((each) => each.id === id)), ...(change.lists ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
      fields: [
        ...fields.map((each) => ({ ...each, ...written.get(each.field.key), ...(written.has(each.field.key) ? { changedBy: by, changed: at } : {}) })),
        ...[...written.values()].filter(({ field }) => !known.has(field.key)).map((each) => ({ ...each, by, at, changedBy: by, changed: at })),
      ].sort((a, b) => a.position - b.position),
    });
    for (const listener of this.#listeners) listener(this.#now.edition);
  }

  #take(state: State): void {
    this.#state = state;
    this.#now = merged(state);
    for (const { id, editable, options } of this.#now.dictionaries) if (editable && state.changes[id]) this.#options.add(id, options.map(({ key }) => key));
  }
}

function merged({ changes, lists, fields }: State): WorkspaceCatalogue {
  const own = fields.map(({ field }) => field);
  // what is shipped is another with another release
  const edition = contentHash(JSON.stringify([RELEASE, changes, lists, own]));
  return Object.freeze({ edition, dictionaries: mergeDictionaries(changes, lists), fields: mergeFields(own) });
}
