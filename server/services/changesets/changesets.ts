/** Edits that belong together as a service: begun by whoever edits in bulk, listed, undone as one. Who may undo is decided here and, value by value, in `set-undo.ts`. */
import { claimed } from '../../nodes/nodes.ts';
import type { Claims } from '../../nodes/nodes.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { ChangesetKind, StoredChangeset } from '../../storage/changeset-store.ts';
import { newChangesetId } from '../../../model/ids.ts';
import type { ChangesetId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { mayImport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { Refusal } from '../errors.ts';
import { HistoryRestorer } from '../history-restore.ts';
import type { RestorerOptions } from '../history-restore.ts';
import { SetUndo } from './set-undo.ts';
import type { SetUndoOptions } from './set-undo.ts';

export interface ChangesetCounts { readonly archives: number; readonly edits: number; readonly opened: number }
/** `state`: `undoing` while an undoing is on its way. */
export type ChangesetView = StoredChangeset & ChangesetCounts & { readonly state: 'done' | 'undoing' | 'undone' };

export interface ChangesetService {
  /** Edits with the id that this answers belong together. */
  begin(set: { readonly kind: ChangesetKind; readonly title: string; readonly by: PersonId }): Promise<ChangesetId>;
  /** Newest first: one's own; a steward's eyes see all. */
  list(person: Person, query: { readonly kind: ChangesetKind | null; readonly before: ChangesetId | null; readonly limit: number }): Promise<readonly ChangesetView[]>;
  /** Throws `not-found` for what this person neither did nor may see. */
  get(person: Person, id: ChangesetId): Promise<ChangesetView>;
  /** Begins, and answers the set under which the undoing is noted; its `outcome` says how it ended. Throws `conflict` when it is undone or being undone. */
  undo(person: Person, id: ChangesetId): Promise<ChangesetView>;
  /** Goes on with undoings that a stop of a server has cut off, unless another one is at them. */
  start(): Promise<void>;
  /** Resolves when no undoing is under way. */
  settled(): Promise<void>;
}

export interface ChangesetOptions extends Omit<SetUndoOptions, 'restorer' | 'storage' | 'archives' | 'access'> {
  readonly access: SetUndoOptions['access'] & Pick<ServerAccess, 'unseen'>;
  readonly storage: SetUndoOptions['storage'] & RestorerOptions['storage'];
  readonly archives: SetUndoOptions['archives'] & RestorerOptions['archives'];
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The person as the directory knows them now; null: shut out. */
  readonly person: (id: PersonId) => Person | null;
  /** Default: no other server could be at it. */
  readonly nodes?: Claims;
  /** Hears of failures that are no refusal. */
  readonly report: (event: string, error: unknown) => void;
}

export function createChangesets(options: ChangesetOptions): ChangesetService {
  const { storage, clock, random, report } = options;
  const store = storage.changesets;
  const restorer = new HistoryRestorer(options);
  /** Undoings under way, by the set that they undo. */
  const under = new Map<ChangesetId, Promise<void>>();

  const view = async (person: Person, set: StoredChangeset): Promise<ChangesetView> => {
    const { outcome } = set;
    // which values of a closed section were kept is for whoever may write it
    const told = outcome === null || set.by === person.id ? outcome : { ...outcome, kept: [], more: outcome.more + outcome.kept.length };
    const going = under.has(set.id) || (await store.unended(set.id)).length > 0;
    return { ...set, by: options.access.unseen.ref(set.by, person.id).id, outcome: told, ...(await store.counts(set.id)), state: set.undoneBy !== null ? 'undone' : going ? 'undoing' : 'done' };
  };
  const find = async (person: Person, id: ChangesetId): Promise<StoredChangeset> => {
    const set = await store.get(id);
    if (!set || (set.by !== person.id && !mayImport(person))) throw new Refusal('not-found', 'There is no such set of edits.');
    return set;
  };
  const run = (set: StoredChangeset, undo: StoredChangeset, person: Person): void => {
    const work = claimed(options.nodes, `changeset ${undo.id}`, async () => store.end(undo.id, await new SetUndo({ ...options, restorer }, set, undo, person).run()))
      .then(() => undefined)
      // it stays unended: whoever asks again, or the next start, goes on with it
      .catch((error: unknown) => { report('an undoing was cut off', error); })
      .finally(() => under.delete(set.id));
    under.set(set.id, work);
  };

  return {
    async begin({ kind, title, by }) {
      const id = newChangesetId(random);
      await store.put({ id, kind, title, by, at: clock.now(), undoes: null });
      return id;
    },
    async list(person, query) {
      return Promise.all((await store.list({ ...query, by: mayImport(person) ? null : person.id })).map((set) => view(person, set)));
    },
    get: async (person, id) => view(person, await find(person, id)),
    async undo(person, id) {
      const set = await find(person, id);
      if (set.undoneBy !== null) throw new Refusal('conflict', 'This has been undone already.');
      if (under.has(id)) throw new Refusal('conflict', 'This is being undone at this moment.');
      const [unended] = await store.unended(id);
      const undo: StoredChangeset = unended ?? { id: newChangesetId(random), kind: 'undo', title: set.title, by: person.id, at: clock.now(), undoes: id, undoneBy: null, outcome: null };
      if (!unended) await store.put(undo);
      run(set, undo, person);
      return view(person, undo);
    },
    async start() {
      for (const undo of await store.unended(null)) {
        if (undo.undoes !== null && under.has(undo.undoes)) continue;
        const set = undo.undoes === null ? null : await store.get(undo.undoes);
        const person = options.person(undo.by);
        if (set && person) run(set, undo, person);
      }
    },
    async settled() {
      while (under.size > 0) await Promise.all(under.values());
    },
  };
}
