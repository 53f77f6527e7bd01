/** The option lists of this workspace, changed by an administrator. What a change does to them is `model/catalogue/merge.ts`; where they are kept is `catalogue.ts`; who may change them is asked in the routes. */
import type { DictionaryView, DictionaryWish, NewDictionary } from '../../model/api.ts';
import { dayRange, FIELDS, optionOf, OWN_LIST_PREFIX } from '../../model/catalogue/catalogue.ts';
import type { DictionaryChange, DictionaryChanges, OwnList } from '../../model/catalogue/catalogue.ts';
import type { Dictionary, Field } from '../../model/catalogue/types.ts';
import { newRowId } from '../../model/ids.ts';
import type { PersonId, RandomBytes } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Labels } from '../../model/labels.ts';
import type { Catalogue } from './catalogue.ts';
import { invalid, Refusal } from './errors.ts';
import type { Problem } from './errors.ts';

/** Options of one list; a longer one is a table that belongs elsewhere. */
const MOST = 1_000;
/** Lists of one's own; about as many as fields could use. */
const MOST_LISTS = 400;
/** Characters of a label. */
const LONGEST = 200;

export class Dictionaries {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** As they are now; another list after each change. */
  all(): readonly Dictionary[] {
    return this.#catalogue.now().dictionaries;
  }

  list(): readonly DictionaryView[] {
    const used = usedBy([...FIELDS, ...this.#catalogue.now().fields]);
    return this.all().map((dictionary) => this.#view(dictionary, used));
  }

  /** A list of the workspace's own. Throws `invalid` with every problem. */
  add(by: PersonId, wish: NewDictionary): Promise<DictionaryView> {
    return this.#catalogue.turn(async () => {
      const { list, change } = newList(this.#catalogue.random, wish);
      const problems = [...nameProblems(wish.name), ...newListProblems(this.#catalogue.state.lists, change, wish)];
      if (problems.length > 0) throw invalid(problems);
      await this.#catalogue.write(by, { lists: [list], dictionaries: { ...this.#catalogue.state.changes, [list.id]: change } });
      return this.#stored(list.id);
    });
  }

  /** Throws `not-found`, `conflict` when somebody was faster, `invalid` with every problem. Nothing is ever removed: what is not wanted is hidden. */
  change(by: PersonId, id: string, wish: DictionaryWish): Promise<DictionaryView> {
    return this.#catalogue.turn(async () => {
      const { changes, lists } = this.#catalogue.state;
      const now = this.all().find((each) => each.id === id);
      if (!now) throw new Refusal('not-found', 'There is no such option list.');
      if (!now.editable) throw invalid([{ field: 'options', code: 'fixed', message: 'Rules of the program name these options; the list stays as it is.' }]);
      const revision = changes[id]?.revision ?? 0;
      if (wish.revision !== revision) throw new Refusal('conflict', 'Somebody else has changed this list meanwhile.', { field: 'revision' });
      const own = lists.find((each) => each.id === id);
      const problems = [...problemsOf(now, wish), ...dayProblems(id, wish), ...(wish.name === undefined ? [] : own ? nameProblems(wish.name) : [{ field: 'name', code: 'fixed', message: 'Only lists of your own get another name.' }])];
      if (problems.length > 0) throw invalid(problems);
      const change: DictionaryChange = {
        revision: revision + 1,
        options: wish.options.map(({ key, label, hidden, days: wished }) => {
          const shipped = key === undefined ? undefined : optionOf(id, key);
          const words = trimmed(label);
          // who does not speak of days leaves them as they are
          const days = wished === undefined ? (now.options.find((each) => each.key === key)?.days ?? null) : wished;
          return { key: key ?? newRowId(this.#catalogue.random), ...(shipped && same(shipped.label, words) ? {} : { label: words }), ...(hidden ? { hidden } : {}), ...(days === (shipped?.days ?? null) ? {} : { days }) };
        }),
      };
      const dictionaries: DictionaryChanges = { ...changes, [id]: change };
      await this.#catalogue.write(by, { dictionaries, ...(own && wish.name ? { lists: [{ id, name: trimmed(wish.name) }] } : {}) });
      return this.#stored(id);
    });
  }

  #stored(id: string): DictionaryView {
    const found = this.list().find((each) => each.id === id);
    if (!found) throw new Error(`the list ${id} was stored and is not there`);
    return found;
  }

  #view({ id, name, editable, options }: Dictionary, used: ReadonlyMap<string, readonly Labels[]>): DictionaryView {
    return {
      id, name, editable,
      own: id.startsWith(OWN_LIST_PREFIX),
      revision: this.#catalogue.state.changes[id]?.revision ?? 0,
      fields: used.get(id) ?? [],
      days: dayRange(id),
      options: options.map(({ key, label, hidden, days }) => {
        const shipped = optionOf(id, key);
        return { key, label, shipped: shipped?.label ?? null, hidden: hidden ?? false, days: days ?? null, shippedDays: shipped?.days ?? null };
      }),
    };
  }
}

/** A list under a new id, and its options as the first change of it. */
export function newList(random: RandomBytes, { name, options }: NewDictionary): { readonly list: OwnList; readonly change: DictionaryChange } {
  const list = { id: `${OWN_LIST_PREFIX}${newRowId(random)}`, name: trimmed(name) };
  return { list, change: { revision: 1, options: options.map(({ label }) => ({ key: newRowId(random), label: trimmed(label) })) } };
}

export function newListProblems(lists: readonly OwnList[], change: DictionaryChange, { options }: NewDictionary): readonly Problem[] {
  if (lists.length >= MOST_LISTS) return [{ field: 'name', code: 'too-many', message: `At most ${MOST_LISTS} lists of your own.` }];
  return problemsOf({ options: [] }, { revision: change.revision, options: options.map(({ label }) => ({ label, hidden: false })) });
}

const nameProblems = (name: Labels): readonly Problem[] => LANGUAGES.flatMap((language): Problem[] => {
  const text = name[language].trim();
  const field = `name.${language}`;
  return text === '' ? [{ field, code: 'missing', message: 'A name is needed in every language.' }] : text.length > LONGEST ? [{ field, code: 'too-long', message: `At most ${LONGEST} characters.` }] : [];
});

function problemsOf(now: Pick<Dictionary, 'options'>, { options }: DictionaryWish): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (field: string, code: string, message: string): void => void problems.push({ field, code, message });
  if (options.length > MOST) wrong('options', 'too-many', `At most ${MOST} options.`);
  const known = new Map(now.options.map((option) => [option.key, option]));
  const named = new Set<string>();
  const words = new Map<string, number>();
  for (const [i, { key, label, hidden }] of options.entries()) {
    const old = key === undefined ? undefined : known.get(key);
    if (key !== undefined && !old) wrong(`options.${i}.key`, 'not-an-option', 'The list has no such option; leave the key out for a new one.');
    if (key !== undefined && named.has(key)) wrong(`options.${i}.key`, 'twice', 'This option is named twice.');
    if (key !== undefined) named.add(key);
    for (const language of LANGUAGES) {
      const text = label[language].trim();
      const field = `options.${i}.label.${language}`;
      if (text === '') wrong(field, 'missing', 'A label is needed in every language.');
      else if (text.length > LONGEST) wrong(field, 'too-long', `At most ${LONGEST} characters.`);
      if (hidden) continue;
      // shipped lists may call two options the same in one language; nobody should make it worse
      const first = words.get(`${language} ${text}`);
      if (first === undefined) words.set(`${language} ${text}`, i);
      else if (old?.label[language] !== text) wrong(field, 'duplicate', 'Another option of this list has the same label.');
    }
  }
  for (const key of known.keys()) if (!named.has(key)) wrong('options', 'missing', `The option ${key} is not named. Options are hidden, never removed: values may have them.`);
  if (options.every(({ hidden }) => hidden)) wrong('options', 'empty', 'At least one option must be offered.');
  return problems;
}

/** Days are a whole number in the list's range, or none; a list that counts none takes none. */
function dayProblems(id: string, { options }: DictionaryWish): readonly Problem[] {
  const range = dayRange(id);
  return options.flatMap(({ days }, i): Problem[] => {
    const field = `options.${i}.days`;
    if (days === undefined || days === null) return [];
    if (range === null) return [{ field, code: 'no-days', message: 'Options of this list count no days.' }];
    return Number.isInteger(days) && days >= range.least && days <= range.most ? [] : [{ field, code: 'out-of-range', message: `A whole number of days from ${range.least} to ${range.most}, or nothing.` }];
  });
}

const trimmed = (label: Labels): Labels => Object.fromEntries(LANGUAGES.map((language) => [language, label[language].trim()])) as unknown as Labels;
const same = (a: Labels, b: Labels): boolean => LANGUAGES.every((language) => a[language] === b[language]);

/** Names of the fields whose values come from each list; the same words once. */
function usedBy(fields: readonly Field[]): ReadonlyMap<string, readonly Labels[]> {
  const used = new Map<string, Map<string, Labels>>();
  const note = (dictionary: string | null | undefined, label: Labels): void => {
    if (!dictionary) return;
    const names = used.get(dictionary) ?? new Map<string, Labels>();
    used.set(dictionary, names.set(label.en, label));
  };
  for (const { dictionary, label, columns, aliasOf } of fields) {
    if (aliasOf === undefined) note(dictionary, label);
    for (const column of columns ?? []) note(column.dictionary, column.label);
  }
  return new Map([...used].map(([id, names]) => [id, [...names.values()]]));
}
