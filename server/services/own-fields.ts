/** The fields that this workspace adds to the catalogue: added, reworded, ordered, retired by an administrator, never removed, because values name them. Where they are kept is `catalogue.ts`; who may change them is asked in the routes. */
import { MOST_FIELDS, OWN_GROUP, OWN_PREFIX } from '../../model/catalogue/catalogue.ts';
import type { DictionaryChange, OwnColumn, OwnField, OwnList } from '../../model/catalogue/catalogue.ts';
import { wholeLabels } from '../../model/catalogue/own-shape.ts';
import type { Words } from '../../model/catalogue/own-shape.ts';
import type { Dictionary, Field } from '../../model/catalogue/types.ts';
import { newRowId } from '../../model/ids.ts';
import type { PersonId } from '../../model/ids.ts';
import type { NewOwnField, OptionsWish, OwnColumnWish, OwnFieldChange } from '../../model/own-fields-api.ts';
import type { StoredField } from '../storage/storage.ts';
import type { Catalogue } from './catalogue.ts';
import { newList, newListProblems } from './dictionaries.ts';
import { invalid, Refusal } from './errors.ts';
import type { Problem } from './errors.ts';
import { fieldProblems, tidy } from './own-field-rules.ts';

/** Fields that ever were: retired ones stay in the catalogue for what they hold. */
const MOST_EVER = 1_000;

/** What values rest on, with the words for whoever wants it otherwise. */
const FIXED = { kind: 'What kind of value it is', section: 'The section', dictionary: 'The option list', min: 'The smallest number', max: 'The largest number' } as const;

/** Lists that come with a field. */
interface Added { readonly lists: OwnList[]; readonly changes: Record<string, DictionaryChange>; readonly problems: Problem[] }

export class OwnFields {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** As fields of the catalogue, in their order, retired ones too; another list after each change. */
  all(): readonly Field[] {
    return this.#catalogue.now().fields;
  }
  /** As they are kept. */
  list(): readonly StoredField[] {
    return this.#catalogue.state.fields;
  }

  add(by: PersonId, wish: NewOwnField): Promise<StoredField> {
    return this.#catalogue.turn(async () => {
      const { fields } = this.#catalogue.state;
      const added: Added = { lists: [], changes: {}, problems: [] };
      const label = tidy(wish.label);
      const field: OwnField = {
        key: `${OWN_PREFIX}${newRowId(this.#catalogue.random)}`,
        kind: wish.kind, section: wish.section, packs: [...new Set(wish.packs)], group: wish.group ?? OWN_GROUP, label, help: tidy(wish.help ?? {}),
        dictionary: this.#options(wish, label, 'options', added),
        columns: (wish.columns ?? []).map((column, i) => this.#column(column, `columns.${i}.`, added)),
        min: wish.min ?? null, max: wish.max ?? null, required: [...new Set(wish.required ?? [])], pii: wish.pii ?? 'none', mask: wish.mask ?? false, retired: false,
      };
      if (fields.length >= MOST_EVER) added.problems.push({ field: 'key', code: 'too-many', message: `At most ${MOST_EVER} fields, with retired ones.` });
      const position = Math.max(0, ...fields.map((each) => each.position)) + 1;
      return this.#write(by, { field, position, revision: 1 }, added);
    });
  }

  /** Throws `not-found`, `conflict` when somebody was faster or what values rest on is to change, `invalid` with every problem. */
  change(by: PersonId, key: string, wish: OwnFieldChange): Promise<StoredField> {
    return this.#catalogue.turn(async () => {
      const stored = this.#stored(key);
      const { field: now } = stored;
      if (wish.revision !== stored.revision) throw new Refusal('conflict', 'Somebody else has changed this field meanwhile.', { field: 'revision' });
      for (const name of ['kind', 'section', 'dictionary', 'min', 'max'] as const) {
        if (wish[name] !== undefined && wish[name] !== now[name]) throw new Refusal('conflict', `${FIXED[name]} of a field stays as it is, because values rest on it. Retire the field and add another.`, { field: name });
      }
      const added: Added = { lists: [], changes: {}, problems: [] };
      const field: OwnField = {
        ...now,
        ...(wish.label ? { label: tidy(wish.label) } : {}), ...(wish.help ? { help: tidy(wish.help) } : {}),
        ...(wish.packs ? { packs: [...new Set(wish.packs)] } : {}), ...(wish.required ? { required: [...new Set(wish.required)] } : {}),
        group: wish.group ?? now.group, pii: wish.pii ?? now.pii, mask: wish.mask ?? now.mask, retired: wish.retired ?? now.retired,
        ...(wish.columns ? { columns: this.#columns(now, wish.columns, added) } : {}),
      };
      return this.#write(by, { field, position: stored.position, revision: stored.revision + 1 }, added);
    });
  }

  /** No longer offered; what is there stays. Once more is no mistake. */
  retire(by: PersonId, key: string): Promise<StoredField> {
    return this.#catalogue.turn(async () => {
      const stored = this.#stored(key);
      return stored.field.retired ? stored : this.#write(by, { ...stored, field: { ...stored.field, retired: true }, revision: stored.revision + 1 }, { lists: [], changes: {}, problems: [] });
    });
  }

  /** These first, in this order; the others keep theirs. */
  order(by: PersonId, keys: readonly string[]): Promise<readonly StoredField[]> {
    return this.#catalogue.turn(async () => {
      const { fields } = this.#catalogue.state;
      const rank = new Map(keys.map((key, i) => [key, i]));
      const unknown = keys.filter((key) => !fields.some(({ field }) => field.key === key));
      if (unknown.length > 0) throw invalid(unknown.map((key) => ({ field: 'keys', code: 'not-a-field', message: `There is no own field ${key}.` })));
      const at = ({ field, position }: StoredField): number => rank.get(field.key) ?? keys.length + position;
      const moved = [...fields].sort((a, b) => at(a) - at(b)).map((each, i) => ({ each, position: i + 1 })).filter(({ each, position }) => each.position !== position);
      if (moved.length > 0) await this.#catalogue.write(by, { fields: moved.map(({ each: { field, revision }, position }) => ({ field, revision, position })) });
      return this.list();
    });
  }

  #stored(key: string): StoredField {
    const stored = this.#catalogue.state.fields.find(({ field }) => field.key === key);
    if (!stored) throw new Refusal('not-found', 'There is no such own field.');
    return stored;
  }

  async #write(by: PersonId, wanted: Pick<StoredField, 'field' | 'position' | 'revision'>, added: Added): Promise<StoredField> {
    const { fields, changes } = this.#catalogue.state;
    const { field } = wanted;
    const others = fields.map((each) => each.field).filter((each) => each.key !== field.key && !each.retired);
    const fresh: readonly Dictionary[] = added.lists.map(({ id, name }) => ({ id, name, editable: true, options: [] }));
    const problems = [...fieldProblems(field, others, [...this.#catalogue.now().dictionaries, ...fresh]), ...added.problems];
    if (!field.retired && others.length >= MOST_FIELDS) problems.push({ field: 'key', code: 'too-many', message: `At most ${MOST_FIELDS} own fields. Retire one that nobody needs.` });
    if (problems.length > 0) throw invalid(problems);
    await this.#catalogue.write(by, { fields: [wanted], ...(added.lists.length > 0 ? { lists: added.lists, dictionaries: { ...changes, ...added.changes } } : {}) });
    return this.#stored(field.key);
  }

  /** Columns that are there stay, in whatever order; their kind and list as well. */
  #columns(now: OwnField, wishes: readonly OwnColumnWish[], added: Added): readonly OwnColumn[] {
    const left = new Map(now.columns.map((column) => [column.key, column]));
    const columns = wishes.map((wish, i): OwnColumn => {
      if (wish.key === undefined) return this.#column(wish, `columns.${i}.`, added);
      const old = left.get(wish.key);
      left.delete(wish.key);
      if (!old) {
        added.problems.push({ field: `columns.${i}.key`, code: 'not-a-column', message: 'The table has no such column; leave the key out for a new one.' });
        return this.#column(wish, `columns.${i}.`, added);
      }
      if (wish.kind !== old.kind) throw new Refusal('conflict', `${FIXED.kind} of a column stays as it is, because values rest on it. Add another column.`, { field: `columns.${i}.kind` });
      return { ...old, label: tidy(wish.label) };
    });
    for (const key of left.keys()) added.problems.push({ field: 'columns', code: 'missing', message: `The column ${key} is not named. Columns are never removed: values may be in them.` });
    return columns;
  }

  #column(wish: OwnColumnWish, name: string, added: Added): OwnColumn {
    const label = tidy(wish.label);
    // a key of a column begins with a letter
    return { key: `c${newRowId(this.#catalogue.random)}`, kind: wish.kind, label, dictionary: this.#options(wish, label, `${name}options`, added), min: wish.min ?? null, max: wish.max ?? null };
  }

  /** The list that is named, or a new one, which is called like what it is for. */
  #options({ dictionary, options }: OptionsWish, label: Words, name: string, { lists, changes, problems }: Added): string | null {
    if (dictionary !== undefined) return dictionary;
    if (options === undefined) return null;
    const wish = { name: wholeLabels(label), options };
    const { list, change } = newList(this.#catalogue.random, wish);
    for (const problem of newListProblems([...this.#catalogue.state.lists, ...lists], change, wish)) problems.push({ ...problem, field: problem.field.replace(/^options/, name) });
    lists.push(list);
    changes[list.id] = change;
    return list.id;
  }
}
