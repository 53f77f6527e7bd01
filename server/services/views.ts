/** Saved views of the register, personal and shared, the ready ones among them, and personal tags. A shared view gives no right: whoever opens it asks by their own. */
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { Shared, StoredTag, StoredView } from '../storage/view-store.ts';
import { Turns } from '../turns.ts';
import type { WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import { newRowId } from '../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../model/ids.ts';
import type { Labels } from '../../model/labels.ts';
import type { PersonRef } from '../../model/overview.ts';
import type { RegisterQuery } from '../../model/register/query.ts';
import type { Person } from '../../model/rights.ts';
import { forbidden, invalid, Refusal } from './errors.ts';
import { readQuery } from './register.ts';

export interface ViewOptions {
  readonly storage: Pick<Storage, 'views'>;
  readonly access: Pick<ServerAccess, 'directory' | 'rights'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export type ViewQuery = Omit<RegisterQuery, 'cursor'>;
export type Widths = Readonly<Record<string, number>>;
/** As it is stored. */
type Body = ViewQuery & { readonly widths?: Widths };
/** `labels`: of a ready view, which nobody owns and nobody changes. */
export interface View { readonly id: string; readonly name: string; readonly labels?: Labels; readonly owner: PersonRef | null; readonly shared: Shared; readonly mine: boolean; readonly revision: number; readonly query: ViewQuery; /** Of columns, in CSS pixels by key. Default: as wide as their kind. */ readonly widths?: Widths }
export interface ViewWish { readonly name: string; readonly shared: Shared; readonly query: unknown; readonly widths?: Widths; /** Only while the view is at this revision; else a conflict. */ readonly revision?: number }
export interface TagWish { readonly name: string; readonly colour: string | null }

export const COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'grey'] as const;
/** Of each a person may have so many. */
const MOST_VIEWS = 200;
const MOST_TAGS = 100;
const LONGEST = 80;
/** The list of collection goals, each of which is a ready view (D-31). */
const GOALS = { dictionary: 'D-31', key: 'customer.collectionGoals' } as const;

export type Views = ReturnType<typeof createViews>;

export function createViews({ storage: { views }, access, catalogue, clock, random }: ViewOptions) {
  const { directory } = access;
  const turns = new Turns<string>();

  const shown = (stored: StoredView, person: Person): View => {
    const { widths, ...query } = JSON.parse(stored.body) as Body;
    return {
      id: stored.id, name: stored.name, owner: { id: stored.owner, name: directory.name(stored.owner) }, shared: stored.shared, mine: stored.owner === person.id, revision: stored.revision,
      query, ...(widths ? { widths } : {}),
    };
  };
  const ready = (): readonly View[] => (catalogue.now().dictionaries.find(({ id }) => id === GOALS.dictionary)?.options ?? []).filter(({ hidden }) => !hidden).map(({ key, label }): View => ({
    id: `goal.${key}`, name: label.en, labels: label, owner: null, shared: { kind: 'all' }, mine: false, revision: 1,
    query: { text: '', where: [{ key: GOALS.key, op: 'eq', values: [key] }], sort: [{ key: 'trade.last', descending: true }], group: null, columns: ['owner', 'class.abc', 'trade.last'], locale: 'en', limit: 50 },
  }));
  const seenBy = ({ owner, shared }: StoredView, person: Person): boolean => owner === person.id || shared?.kind === 'all' || (shared?.kind === 'department' && shared.department === person.department);
  /** What is not there and what is somebody else's alone are the same. */
  const find = async (person: Person, id: string): Promise<StoredView> => {
    const stored = await views.get(id);
    if (!stored || !seenBy(stored, person)) throw new Refusal('not-found', 'There is no such view.');
    return stored;
  };
  const mayShare = (person: Person, shared: Shared): boolean => {
    if (shared === null) return true;
    if (shared.kind === 'department') return shared.department === person.department || directory.manages(person).includes(shared.department) || leads(person);
    return leads(person);
  };
  const named = (name: string): string => {
    const clean = name.trim().replace(/\p{Cc}/gu, ' ');
    if (clean === '' || clean.length > LONGEST) throw invalid([{ field: 'name', code: 'length', message: `A name has 1 to ${LONGEST} characters.` }]);
    return clean;
  };
  const read = (person: Person, wish: ViewWish) => {
    const name = named(wish.name);
    if (wish.shared?.kind === 'department' && !directory.department(wish.shared.department)) throw invalid([{ field: 'shared.department', code: 'unknown', message: 'There is no such department.' }]);
    if (!mayShare(person, wish.shared)) throw forbidden('You share views with your own department; with everybody it takes a steward, a manager or an administrator.');
    const { cursor: _, ...query } = readQuery({ catalogue }, wish.query);
    return { name, shared: wish.shared, body: JSON.stringify({ ...query, ...(wish.widths ? { widths: wish.widths } : {}) } satisfies Body) };
  };

  return {
    /** Own and shared ones by name, then the ready ones. */
    async list(person: Person): Promise<readonly View[]> {
      return [...(await views.list(person.id, person.department)).map((stored) => shown(stored, person)), ...ready()];
    },
    async get(person: Person, id: string): Promise<View> {
      return ready().find((view) => view.id === id) ?? shown(await find(person, id), person);
    },
    make: (person: Person, wish: ViewWish): Promise<View> => turns.take(person.id, async () => {
      const made = read(person, wish);
      if ((await views.list(person.id, null)).filter(({ owner }) => owner === person.id).length >= MOST_VIEWS) throw new Refusal('conflict', `You have ${MOST_VIEWS} views already.`);
      const now = clock.now();
      const stored: StoredView = { id: newRowId(random), owner: person.id, revision: 1, at: now, changed: now, ...made };
      await views.put(stored);
      return shown(stored, person);
    }),
    change: (person: Person, id: string, wish: ViewWish): Promise<View> => turns.take(id, async () => {
      const stored = await find(person, id);
      if (stored.owner !== person.id) throw forbidden('A view is changed by its owner; save it under your own name.');
      if (wish.revision !== undefined && wish.revision !== stored.revision) throw new Refusal('conflict', 'The view was changed meanwhile.', { field: 'revision' });
      const next: StoredView = { ...stored, ...read(person, wish), revision: stored.revision + 1, changed: clock.now() };
      await views.put(next);
      return shown(next, person);
    }),
    /** By its owner; a shared one also by who may share with everybody, when its owner has left. */
    drop: (person: Person, id: string): Promise<void> => turns.take(id, async () => {
      const stored = await find(person, id);
      if (stored.owner !== person.id && !leads(person)) throw forbidden('A view is removed by its owner.');
      await views.drop(id);
    }),

    tags: (person: Person) => views.tags(person.id),
    makeTag: (person: Person, wish: TagWish): Promise<StoredTag> => turns.take(person.id, async () => {
      const there = await views.tags(person.id);
      if (there.length >= MOST_TAGS) throw new Refusal('conflict', `You have ${MOST_TAGS} tags already.`);
      const tag: StoredTag = { ...tagOf(wish, there), id: newRowId(random), position: Math.max(0, ...there.map(({ position }) => position)) + 1 };
      await views.putTag(person.id, tag);
      return tag;
    }),
    changeTag: (person: Person, id: string, wish: TagWish): Promise<StoredTag> => turns.take(person.id, async () => {
      const there = await views.tags(person.id);
      const tag = there.find((each) => each.id === id);
      if (!tag) throw new Refusal('not-found', 'There is no such tag.');
      const next: StoredTag = { id, position: tag.position, ...tagOf(wish, there.filter((each) => each.id !== id)) };
      await views.putTag(person.id, next);
      return next;
    }),
    dropTag: (person: Person, id: string): Promise<void> => turns.take(person.id, () => views.dropTag(person.id, id)),
    tagsOf: (person: PersonId, archive: ArchiveId) => views.tagsOf(person, archive),
    /** Archives that may not be seen are passed over as if they were not there; answers those that were marked or unmarked. */
    mark: (person: Person, id: string, add: readonly ArchiveId[], remove: readonly ArchiveId[]): Promise<readonly ArchiveId[]> => turns.take(person.id, async () => {
      if (!(await views.tags(person.id)).some((each) => each.id === id)) throw new Refusal('not-found', 'There is no such tag.');
      const seen = new Set((await Promise.all([...new Set([...add, ...remove])].map(async (archive) => ((await access.rights(person, archive)) ? [archive] : [])))).flat());
      const visible = (ids: readonly ArchiveId[]) => ids.filter((archive) => seen.has(archive));
      await views.mark(person.id, id, visible(add), visible(remove));
      return [...seen];
    }),
  };

  function tagOf(wish: TagWish, there: readonly StoredTag[]): Pick<StoredTag, 'name' | 'colour'> {
    const name = named(wish.name);
    if (wish.colour !== null && !(COLOURS as readonly string[]).includes(wish.colour)) throw invalid([{ field: 'colour', code: 'range', message: `A colour is one of ${COLOURS.join(', ')}.` }]);
    if (there.some((each) => each.name === name)) throw new Refusal('conflict', 'You have a tag of that name already.', { field: 'name' });
    return { name, colour: wish.colour };
  }
}

const leads = (person: Person): boolean => person.active && !person.service && person.roles.some((role) => role === 'steward' || role === 'manager' || role === 'generalManager' || role === 'admin');
