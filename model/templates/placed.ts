/** Values by catalogue key put where they lie: into fields, texts and rows of their sections. For opening an archive: nothing is there yet, so that a person of the customer is told by name. */
import type { Scalar, SectionPatch } from '../api.ts';
import { ADDRESSES, fieldByKey, placeOf, storedField } from '../catalogue/catalogue.ts';
import { newRowId, type RandomBytes } from '../ids.ts';
import { isSectionKey, SECTIONS, type SectionKey } from '../sections.ts';

export type NewValue = Scalar | readonly Scalar[];
export interface Placing { readonly sections: ReadonlyMap<SectionKey, SectionPatch>; /** Keys that cannot be written so: unknown, computed, files, whole tables, the archive's own row. */ readonly lost: readonly string[] }

type Cells = Record<string, Scalar>;
interface Draft { readonly fields: Record<string, Scalar>; readonly texts: Record<string, string | null>; readonly rows: Record<string, Record<string, Cells>> }

const PEOPLE = 'people';

export function placed(values: Readonly<Record<string, NewValue>>, random: RandomBytes): Placing {
  const drafts = new Map<SectionKey, Draft>();
  const lost: string[] = [];
  const draft = (section: SectionKey): Draft => {
    let own = drafts.get(section);
    if (!own) drafts.set(section, (own = { fields: {}, texts: {}, rows: {} }));
    return own;
  };
  const add = (section: SectionKey, table: string, cells: Cells): string => {
    const id = newRowId(random);
    (draft(section).rows[table] ??= {})[id] = cells;
    return id;
  };
  /** The address of one use is one row, however many facts of it are given. */
  const address = (section: SectionKey, use: string): Cells => {
    const rows = (draft(section).rows[ADDRESSES] ??= {});
    const own = Object.values(rows).find((cells) => cells['use'] === use);
    return own ?? (rows[newRowId(random)] = { use });
  };
  /** A person field holds the id of a row of people. */
  const person = (value: Scalar): Scalar => (typeof value === 'string' ? add('people', PEOPLE, { name: value.trim() }) : value);

  const put = (key: string, given: NewValue): boolean => {
    const field = fieldByKey(key);
    const home = storedField(key);
    // years of contacts, trade and stays are kept record by record: no fact of a new archive lies there
    if (!field || !home || !isSectionKey(home.home) || SECTIONS[home.home].store !== 'document') return false;
    const section = home.home;
    const all = (Array.isArray(given) ? given : [given]) as readonly Scalar[];
    const one = all[0] ?? null;
    if (field.aliasRow) {
      const { column, ...match } = field.aliasRow;
      if (column !== undefined) address(section, home.use ?? home.key)[column] = one;
      else for (const value of all) add(section, home.table ?? home.key, { ...match, value });
      return true;
    }
    const place = placeOf(home);
    switch (place.kind) {
      case 'value': draft(section).fields[place.key] = home.kind === 'person' ? person(one) : one; return all.length === 1;
      case 'text': draft(section).texts[place.key] = one as string | null; return all.length === 1;
      case 'list': for (const value of all) add(section, place.table, { value: place.item === 'person' ? person(value) : value }); return true;
      case 'address': address(section, place.use)['text'] = one; return all.length === 1;
      case 'rows': case 'column': case 'files': case 'none': return false;
    }
  };

  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (!put(key, value)) lost.push(key);
  }
  return { sections: new Map([...drafts].map(([section, { fields, texts, rows }]) => [section, { fields, texts, rows }])), lost };
}
