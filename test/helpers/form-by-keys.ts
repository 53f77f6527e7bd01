/** Fills an open `<archive-form>` by keyboard from what a sample archive holds: takes whatever fact the form offers next and types its value. How keys are pressed is `keyboard.ts`. */
import type { Scalar, SectionPatch } from '../../model/api.ts';
import { dictionaryOf, fieldByKey, FIELDS, placeOf } from '../../model/catalogue/catalogue.ts';
import { ADDRESS_COLUMNS } from '../../model/catalogue/row.ts';
import type { Column, Field } from '../../model/catalogue/types.ts';
import { told, type Keyboard, type Spot } from './keyboard.ts';

/** Rows that name another row of their section by a choice. */
const NAMED = new Set(['departments/reportsTo', 'departmentMembers/department', 'departmentCooperation/department', 'departmentCooperation/with']);
const NEEDS: Readonly<Record<string, string>> = { departmentMembers: 'departments', departmentCooperation: 'departments' };
/** Records of contacts are written in the timeline. */
const ELSEWHERE = new Set(['behaviour.contactRecords']);

/** Rows typed of a table; whoever is named elsewhere is written whole. */
const ROWS = 2;
const WHOLE = new Set(['people', 'departments', 'competitors']);

/** The first clause: what has to be typed is long enough without the rest. */
const brief = (text: string): string => (/^[^，；。：,;:.]+/.exec(text)?.[0] ?? text).slice(0, 8);

/** Dates as three people would type them. */
const SPELLINGS: readonly ((day: string) => string)[] = [
  (day) => day,
  (day) => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$3/$2/$1'),
  (day) => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
];

export interface FormByKeysOptions {
  /** By document: what is to be there in the end. */
  readonly patches: Readonly<Record<string, SectionPatch>>;
  /** Colleagues by the ids that the patches name. */
  readonly colleagues: Readonly<Record<string, string>>;
}

export class FormByKeys {
  readonly keys: Keyboard;
  readonly #options: FormByKeysOptions;
  readonly #people: ReadonlyMap<string, string>;
  /** People who were added where they were first named. */
  readonly #begun = new Set<string>();
  #dates = 0;
  /** Fields that were offered, and those for which the sample has nothing. */
  readonly offered: string[] = [];
  readonly passed: string[] = [];

  constructor(keys: Keyboard, options: FormByKeysOptions) {
    this.keys = keys;
    this.#options = options;
    this.#people = new Map(Object.entries(options.patches['people']?.rows?.['people'] ?? {}).map(([id, row]) => [id, String(row?.['name'])]));
  }

  /** The next fact that there is room for; null: the page offers none. */
  async next(): Promise<Spot | null> {
    const { keys } = this;
    await keys.press('Control+Enter');
    await keys.comesTo('f-search');
    if ((await keys.offered()).length > 0) {
      await keys.press('Enter');
      return keys.comesToField();
    }
    await keys.press('Escape');
    await keys.comesTo('f-add-fact');
    return null;
  }

  /** Goes to a field by its name, wherever it is. */
  async find(label: string): Promise<Spot> {
    const { keys } = this;
    await keys.press('Control+Enter');
    await keys.comesTo('f-search');
    await keys.type(label);
    const names = await keys.offered();
    const at = names.indexOf(label);
    if (at < 0) throw new Error(`${label} is not found: ${names.join(', ')}`);
    await keys.press('ArrowDown', at);
    await keys.press('Enter');
    return keys.comesToField();
  }

  /** Everything that the page has room for. */
  async page(document: string): Promise<void> {
    for (let spot = await this.next(); spot !== null; spot = await this.next()) {
      const field = fieldByKey(spot.field!);
      if (field === undefined) throw new Error(`unknown: ${told(spot)}`);
      if (this.offered.includes(field.key)) throw new Error(`${field.key} is offered twice`);
      await this.#before(document, field);
      await this.#one(document, field, (await this.keys.say())!);
    }
  }

  async #one(document: string, field: Field, spot: Spot): Promise<void> {
    this.offered.push(field.key);
    if (!(await this.#fill(document, field, spot))) this.passed.push(field.key);
  }

  /** Rows that this field's rows name are written first, wherever they are. */
  async #before(document: string, field: Field): Promise<void> {
    const needed = field.table !== undefined && NEEDS[field.table] !== undefined ? FIELDS.find(({ table, scope }) => table === NEEDS[field.table!] && scope === 'field') : undefined;
    if (needed === undefined || this.offered.includes(needed.key)) return;
    await this.#one(document, needed, await this.find(needed.label.en));
    await this.find(field.label.en);
  }

  /** On to the page that the form names next; its name. */
  async onward(most = 4): Promise<string> {
    const { name } = await this.keys.tabTo((spot) => spot.name.startsWith('Next page: '), 'Tab', most);
    await this.keys.press('Enter');
    await this.keys.comesTo('f-page');
    return name.slice('Next page: '.length);
  }

  async #fill(document: string, field: Field, spot: Spot): Promise<boolean> {
    const patch = this.#options.patches[document] ?? {};
    const place = placeOf(field);
    switch (place.kind) {
      case 'value': {
        const value = patch.fields?.[field.key] ?? null;
        if (value !== null) await this.scalar(field, value);
        return value !== null;
      }
      case 'text': {
        const value = patch.texts?.[field.key] ?? '';
        if (value !== '') await this.keys.type(brief(value));
        return value !== '';
      }
      case 'list': {
        const values = Object.values(patch.rows?.[place.table] ?? {}).map((row) => row?.['value'] ?? null);
        if (field.kind === 'enums' || place.item === 'enum') await this.#ticks(field, values.map((value) => optionOf(field, value)));
        else for (const value of values) await this.#item(field, place.item, value, spot.id);
        return values.length > 0;
      }
      case 'rows': {
        const rows = Object.entries(patch.rows?.[place.table] ?? {}).slice(0, WHOLE.has(place.table) ? undefined : ROWS);
        if (ELSEWHERE.has(field.key)) return false;
        for (const [id, row] of rows) await this.#row(field, place.table, { ...row, ...textsOf(patch, place.table, id) });
        return rows.length > 0;
      }
      case 'address': {
        const row = Object.values(patch.rows?.['addresses'] ?? {}).find((each) => each?.['use'] === place.use);
        if (row === undefined || row === null) return false;
        for (let at: Spot | null = spot; at !== null && at.field === field.key; at = await this.keys.say()) {
          const part = at.id.split('/').at(-1)!;
          const value = row[part] ?? '';
          if (value !== '') await (at.tag === 'select' ? this.choose(optionOf(ADDRESS_COLUMNS.find(({ key }) => key === part)!, value)) : this.keys.type(String(value)));
          await this.keys.press('Tab');
        }
        // the last press left the address
        await this.keys.press('Shift+Tab');
        return true;
      }
      case 'files': case 'column': case 'none': return false;
    }
  }

  /** One value into the control that has the focus. */
  async scalar(meta: Pick<Column, 'kind' | 'dictionary'> & { readonly key: string; readonly longTermAllowed?: boolean; readonly precision?: string } | Field, value: Scalar): Promise<void> {
    const { keys } = this;
    if (value === null) return;
    switch (meta.kind) {
      case 'money': {
        const [amount = '', currency = ''] = String(value).split(' ');
        await keys.type(amount);
        await keys.press('Tab');
        return keys.type(currency);
      }
      case 'date': case 'month':
        if (value === 'long-term') {
          await keys.tabTo('Valid for an unlimited time', 'Tab', 3);
          return keys.press('Space');
        }
        if (meta.precision === 'minute') throw new Error(`${meta.key} is typed nowhere here`);
        return keys.type(SPELLINGS[this.#dates++ % SPELLINGS.length]!(String(value)));
      case 'enum': case 'enums': return this.choose(optionOf(meta, value));
      case 'flag':
        if (value === true && !(await keys.say())?.checked) await keys.press('Space');
        return;
      case 'person': return this.#person(String(value));
      case 'user': return keys.type(this.#options.colleagues[String(value)] ?? String(value));
      case 'longText': return keys.type(brief(String(value)));
      default: return keys.type(String(value));
    }
  }

  /** A choice by the first letters of its name, then by the arrows. */
  async choose(label: string): Promise<void> {
    const { keys } = this;
    const typed = /^[\x20-\x7e]{1,12}/.exec(label)?.[0].trimEnd() ?? '';
    if (typed !== '') await keys.type(typed);
    if ((await keys.say())?.value === label) return;
    await keys.press('Home');
    for (let i = 0; i < 60 && (await keys.say())?.value !== label; i++) await keys.press('ArrowDown');
    const { value } = (await keys.say())!;
    if (value !== label) throw new Error(`${label} cannot be chosen; last ${value}`);
  }

  /** Somebody at the customer: chosen, or added by name where nobody is there yet. */
  async #person(id: string): Promise<void> {
    const { keys } = this;
    const name = this.#people.get(id)!;
    const spot = (await keys.say())!;
    if (this.#begun.has(name)) return this.choose(name);
    await keys.press('End');
    const { value, id: control } = (await keys.say()) ?? spot;
    if ((await keys.say())?.tag === 'select') throw new Error(`no new person here, but ${value}`);
    await keys.comesTo(control);
    await keys.type(name);
    await keys.press('Enter');
    await keys.comesTo(spot.id);
    this.#begun.add(name);
  }

  async #ticks(field: Field, labels: readonly string[]): Promise<void> {
    const left = new Set(labels);
    for (let spot = await this.keys.say(); spot?.field === field.key; spot = await this.keys.say()) {
      if (left.delete(spot.name) && !spot.checked) await this.keys.press('Space');
      if (left.size === 0) return;
      await this.keys.press('Tab');
    }
    throw new Error(`${[...left].join(', ')} of ${field.key} cannot be ticked`);
  }

  async #item(field: Field, item: string, value: Scalar, adder: string): Promise<void> {
    await this.scalar({ ...field, kind: item } as Field, value);
    await this.keys.press('Enter');
    await this.keys.comesTo(adder);
  }

  async #row(field: Field, table: string, cells: Readonly<Record<string, Scalar>>): Promise<void> {
    const { keys } = this;
    const add = `f-fields/${field.key}`;
    const known = table === 'people' && this.#begun.has(String(cells['name']));
    if ((await keys.say())?.id !== add) await keys.tabTo(({ id }) => id === add, 'Tab', 25);
    if (known) await keys.tabTo(({ id, name }) => id.startsWith(`f-open-${table}/`) && name === cells['name'], 'Shift+Tab', 25);
    await keys.press('Enter');
    let spot: Spot | null = known ? await keys.say() : await keys.leaves(add);
    const row = spot!.row;
    const left = new Map(Object.entries(cells).filter(([key, value]) => value !== null && value !== '' && value !== false && (field.columns ?? []).some((column) => column.key === key && column.kind !== 'computed')));
    if (known) left.delete('name');
    const way: string[] = [];
    for (let i = 0; left.size > 0; i++) {
      if (i > 60 || spot === null || spot.row !== row) throw new Error(`in a row of ${table} ${[...left.keys()].join(', ')} cannot be reached:\n${way.join('\n')}`);
      way.push(told(spot));
      const key = columnOf(spot.key, table, row!);
      const column = field.columns?.find((each) => each.key === key);
      const value = key === null ? undefined : left.get(key);
      if (column !== undefined && value !== undefined) {
        left.delete(column.key);
        await (NAMED.has(`${table}/${column.key}`) ? this.choose(String(value)) : this.scalar(column, value));
        if (table === 'people' && column.key === 'name') this.#begun.add(String(value));
      } else if (spot.expanded === 'false' && key === null && spot.id === '') await keys.press('Enter');
      await keys.press('Tab');
      spot = await keys.say();
    }
    // what is typed last is taken when one goes on; then the row closes, where it was opened
    if (spot?.row === row) await keys.press('Escape');
  }
}

function columnOf(key: string | null, table: string, row: string): string | null {
  const found = key === null ? null : (/^(?:rows\/|text:)([^/]+)\/([^/]+)\/(.+)$/.exec(key));
  return found !== null && found[1] === table && found[2] === row ? found[3]! : null;
}

const textsOf = (patch: SectionPatch, table: string, id: string): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(patch.texts ?? {}).flatMap(([key, text]) => (key.startsWith(`${table}/${id}/`) ? [[key.slice(table.length + id.length + 2), text]] : [])));

function optionOf({ dictionary, key }: { readonly dictionary?: string | null; readonly key: string }, value: Scalar): string {
  const label = dictionaryOf(dictionary ?? '')?.options.find((option) => option.key === value)?.label.en;
  if (label === undefined) throw new Error(`${key} has no option ${String(value)}`);
  return label;
}
