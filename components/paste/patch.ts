/** What chosen rows write: a patch a section, with the source of every value. Where it is written, a document or the server, is the caller's. */
import type { Scalar } from '../../model/api.ts';
import { ADDRESSES } from '../../model/catalogue/place.ts';
import { newRowId, parseRowId, type RandomBytes } from '../../model/ids.ts';
import { addRow, getRows, setCell, setField, setMark } from '../../model/section-doc.ts';
import { fieldKey, rowKey } from '../../model/value-keys.ts';
import { fold } from '../internal/fold.ts';
import type { At, Facts, PasteSection, PersonRef, Write } from './rows.ts';
import type * as Y from 'yjs';

/** Option of D-04 that every pasted value has as its source. */
export const PASTED = 'pastedText';

type Rows = Record<string, Record<string, Record<string, Scalar>>>;
/** As the body of a `PATCH` of the section, too. */
export interface PastePatch { readonly fields: Record<string, Scalar>; readonly rows: Rows; readonly marks: Record<string, Scalar> }
export type PastePatches = Readonly<Partial<Record<PasteSection, PastePatch>>>;

/** `said`: values that are there already and are told to come from the text, as those of an archive that was just opened with them. */
export function patchesOf(writes: readonly Write[], facts: Facts, random: RandomBytes, said: readonly At[] = []): PastePatches {
  const patches: Partial<Record<PasteSection, PastePatch>> = {};
  const of = (section: PasteSection): PastePatch => (patches[section] ??= { fields: {}, rows: {}, marks: {} });
  const mark = (section: PasteSection, key: string): void => { of(section).marks[`${key}#source`] = PASTED; };
  const put = (section: PasteSection, table: string, row: string, cells: Readonly<Record<string, Scalar>>, pasted: readonly string[]): void => {
    const rows = ((of(section).rows[table] ??= {})[row] ??= {});
    Object.assign(rows, cells);
    for (const column of pasted) if (cells[column] != null) mark(section, rowKey(table, row, column));
  };
  const made = new Map<string, string>();
  const person = (ref: PersonRef): string => {
    if (ref.kind === 'there') return ref.row;
    const name = fold(ref.name);
    let row = made.get(name);
    if (row === undefined) {
      made.set(name, (row = newRowId(random)));
      put('people', 'people', row, { name: ref.name }, ['name']);
    }
    return row;
  };
  for (const write of writes) {
    switch (write.kind) {
      case 'field':
        of(write.section).fields[write.key] = write.value;
        mark(write.section, fieldKey(write.key));
        break;
      case 'representative':
        of('people').fields['org.legalRepresentative'] = person(write.person);
        mark('people', fieldKey('org.legalRepresentative'));
        break;
      case 'method': {
        const cells = { kind: write.method, value: write.value };
        if (write.person === null) put('profile', 'methods', newRowId(random), cells, ['value']);
        else put('people', 'peopleMethods', newRowId(random), { person: person(write.person), ...cells }, ['value']);
        break;
      }
      case 'address': {
        const there = facts.sections[write.section]?.rows(ADDRESSES).find(({ cells }) => cells['use'] === write.use)?.id;
        // a fixed id lets two people who fill the same address at the same moment meet in one row
        const row = there ?? parseRowId(write.use) ?? newRowId(random);
        const earlier = patches[write.section]?.rows[ADDRESSES]?.[row] ?? {};
        // parts that the text does not name are not those of the place before; its country mostly is, and a postcode of its own line stays
        const cells = Object.fromEntries(Object.entries(write.cells).filter(([column, value]) => value !== null || (column !== 'country' && earlier[column] === undefined && there !== undefined)));
        put(write.section, ADDRESSES, row, { use: write.use, ...cells }, Object.keys(write.cells));
        break;
      }
      case 'person': {
        const row = person(write.person);
        const earlier = patches.people?.rows['people']?.[row]?.['workScope'];
        const { workScope } = write.cells;
        const cells = workScope === undefined || typeof earlier !== 'string' ? write.cells : { ...write.cells, workScope: joined(earlier, workScope) };
        put('people', 'people', row, cells, Object.keys(cells));
        break;
      }
    }
  }
  for (const { section, key } of said) mark(section, key);
  return patches;
}

const joined = (one: string, two: string): string => `${one}${/\p{Script=Han}$/u.test(one) ? '，' : ', '}${two}`;

/** Into a section's document; the caller makes one step of it. */
export function writePatch(doc: Y.Doc, { fields, rows, marks }: PastePatch, random: RandomBytes): void {
  for (const [key, value] of Object.entries(fields)) setField(doc, key, value);
  for (const [table, each] of Object.entries(rows)) {
    const there = new Set<string>(getRows(doc, table).map(({ id }) => id));
    for (const [row, cells] of Object.entries(each)) {
      const id = parseRowId(row);
      if (there.has(row) || id === undefined) for (const [column, value] of Object.entries(cells)) setCell(doc, table, row, column, value);
      else addRow(doc, table, cells, random, { id });
    }
  }
  for (const [key, value] of Object.entries(marks)) {
    const at = key.lastIndexOf('#');
    setMark(doc, key.slice(0, at), key.slice(at + 1), value);
  }
}
