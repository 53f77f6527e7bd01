/** How a section lies in its document: rows and their places, texts, patches, and what a transaction touched. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Scalar, SectionPatch } from '../../model/api.ts';
import type { RandomBytes, RowId } from '../../model/ids.ts';
import {
  addRow, applyPatch, changedKeys, deleteRow, fieldKey, getCell, getField, getMark, getRows, getText, isPlace, markKey, moveRow, parseValueKey, placeKey, readSection, rowKey, rowTextKey, setCell, setField,
  setMark, setText, textKey,
} from '../../model/section-doc.ts';

/** Bytes from a counter: rows get known, different ids. */
function counting(): RandomBytes {
  let next = 0;
  return (count) => Uint8Array.from({ length: count }, () => next++ % 248);
}

const ids = (doc: Y.Doc, table: string): readonly string[] => getRows(doc, table).map((row) => row.id);
const row = (id: string): { readonly id: RowId } => ({ id: id as RowId });

/** Lets two documents know all of each other. */
function sync(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
}

/** Two people who start from the same document. */
function pair(fill: (doc: Y.Doc) => void): readonly [Y.Doc, Y.Doc] {
  const a = new Y.Doc();
  const b = new Y.Doc();
  a.clientID = 1;
  b.clientID = 2;
  fill(a);
  sync(a, b);
  return [a, b];
}

describe('fields and marks', () => {
  it('gives null for what is not there and takes away what is set to null', () => {
    const doc = new Y.Doc();
    expect(getField(doc, 'customer.name')).toBeNull();
    setField(doc, 'customer.name', 'Almacenes Vega');
    expect(getField(doc, 'customer.name')).toBe('Almacenes Vega');
    setField(doc, 'customer.name', null);
    expect(readSection(doc).fields).toEqual({});
  });

  it('makes no update for a value that stays the same', () => {
    const doc = new Y.Doc();
    setField(doc, 'crm.employeeCount', 12);
    let updates = 0;
    doc.on('update', () => updates++);
    setField(doc, 'crm.employeeCount', 12);
    setField(doc, 'crm.website', null);
    expect(updates).toBe(0);
  });

  it('keeps marks by the key of their value', () => {
    const doc = new Y.Doc();
    setMark(doc, fieldKey('customer.name'), 'accuracy', 'verified');
    expect(getMark(doc, 'fields/customer.name', 'accuracy')).toBe('verified');
    expect(readSection(doc).marks).toEqual({ 'fields/customer.name#accuracy': 'verified' });
  });
});

describe('rows', () => {
  it('show in the order of their places and can be put first, between and last', () => {
    const doc = new Y.Doc();
    const random = counting();
    addRow(doc, 'methods', { kind: 'phone' }, random, row('b'));
    addRow(doc, 'methods', { kind: 'email' }, random, row('d'));
    addRow(doc, 'methods', { kind: 'fax' }, random, { ...row('a'), at: 0 });
    addRow(doc, 'methods', { kind: 'line' }, random, { ...row('c'), at: 2 });
    expect(ids(doc, 'methods')).toEqual(['a', 'b', 'c', 'd']);
    expect(readSection(doc).order).toEqual({ methods: ['a', 'b', 'c', 'd'] });
    expect(readSection(doc).rows['methods']?.['b']).toEqual({ kind: 'phone' });
  });

  it('get random ids when none is given', () => {
    const doc = new Y.Doc();
    const random = counting();
    const first = addRow(doc, 'methods', {}, random);
    expect(addRow(doc, 'methods', {}, random)).not.toBe(first);
    expect(first).toMatch(/^[A-Za-z0-9]{12}$/);
  });

  it('are hidden without a place and come back with one', () => {
    const doc = new Y.Doc();
    setCell(doc, 'methods', 'late', 'kind', 'phone');
    expect(getRows(doc, 'methods')).toEqual([]);
    expect(readSection(doc).rows).toEqual({});
    applyPatch(doc, { rows: { methods: { late: { value: '+34 952 000 001' } } } });
    expect(getRows(doc, 'methods')).toEqual([{ id: 'late', cells: { kind: 'phone', value: '+34 952 000 001' } }]);
  });

  it('take cells, texts and marks with them when deleted', () => {
    const doc = new Y.Doc();
    addRow(doc, 'contacts', { channel: 'phone' }, counting(), row('x1'));
    setText(doc, rowTextKey('contacts', 'x1', 'subject'), 'Oferta');
    setMark(doc, rowKey('contacts', 'x1', 'channel'), 'source', 'survey');
    setMark(doc, rowTextKey('contacts', 'x1', 'subject'), 'source', 'survey');
    deleteRow(doc, 'contacts', 'x1');
    expect(doc.getMap('rows').size).toBe(0);
    expect(doc.getMap('marks').size).toBe(0);
    expect(getText(doc, 'text:contacts/x1/subject').length).toBe(0);
  });

  it('stay deleted when somebody else writes into one at the same moment; his cell is kept and hidden', () => {
    const [a, b] = pair((doc) => addRow(doc, 'people', { name: 'Lin' }, counting(), row('p1')));
    deleteRow(a, 'people', 'p1');
    setCell(b, 'people', 'p1', 'name', 'Lin Wei');
    setText(b, rowTextKey('people', 'p1', 'resume'), 'Ten years in sales');
    sync(a, b);
    for (const doc of [a, b]) {
      expect(getRows(doc, 'people')).toEqual([]);
      expect(readSection(doc).texts).toEqual({});
      expect(getCell(doc, 'people', 'p1', 'name')).toBe('Lin Wei');
    }
  });

  it('added by two people at the same moment are both there, in the same order everywhere', () => {
    const [a, b] = pair((doc) => addRow(doc, 'methods', {}, counting(), row('m')));
    addRow(a, 'methods', {}, counting(), row('z'));
    addRow(b, 'methods', {}, counting(), row('k'));
    sync(a, b);
    expect(ids(a, 'methods')).toEqual(['m', 'k', 'z']);
    expect(ids(b, 'methods')).toEqual(ids(a, 'methods'));
    // the two share a place; a row put between them still finds one
    addRow(a, 'methods', {}, counting(), { ...row('n'), at: 2 });
    expect(new Set(ids(a, 'methods'))).toEqual(new Set(['m', 'k', 'z', 'n']));
  });

  it('move to where they are put', () => {
    const doc = new Y.Doc();
    for (const id of ['a', 'b', 'c', 'd']) addRow(doc, 't', {}, counting(), row(id));
    moveRow(doc, 't', 'd' as RowId, 1);
    expect(ids(doc, 't')).toEqual(['a', 'd', 'b', 'c']);
    moveRow(doc, 't', 'a' as RowId, 99);
    expect(ids(doc, 't')).toEqual(['d', 'b', 'c', 'a']);
    moveRow(doc, 't', 'no' as RowId, 0);
    expect(ids(doc, 't')).toEqual(['d', 'b', 'c', 'a']);
  });

  it('keep any order that moving gives them (property)', () => {
    const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 60 });
    fc.assert(fc.property(steps, (moves) => {
      const doc = new Y.Doc();
      let expected: string[] = [];
      for (const [which, at] of moves) {
        const id = `r${which}`;
        if (expected.includes(id)) moveRow(doc, 't', id as RowId, at);
        else addRow(doc, 't', {}, counting(), { ...row(id), at });
        expected = expected.filter((each) => each !== id);
        expected.splice(at, 0, id);
      }
      expect(ids(doc, 't')).toEqual(expected);
    }), { numRuns: 200 });
  });

  it('know a place that the order can go on from', () => {
    for (const good of ['a0', 'a1', 'Zz', 'a0V']) expect(isPlace(good), good).toBe(true);
    for (const bad of ['', 'a', '0', 'a00', '!', 'b1', 'a'.repeat(200)]) expect(isPlace(bad), bad).toBe(false);
  });
});

describe('long texts', () => {
  it('change only where they differ, so what somebody else writes elsewhere in them stays', () => {
    const [a, b] = pair((doc) => setText(doc, textKey('org.businessScope'), 'ceramic tiles and bricks'));
    setText(a, textKey('org.businessScope'), 'ceramic tiles, roofs and bricks');
    getText(b, 'text:org.businessScope').insert(0, 'Sells ');
    sync(a, b);
    expect(getText(a, 'text:org.businessScope').toString()).toBe('Sells ceramic tiles, roofs and bricks');
  });

  it('become exactly what is set, for any two texts, and never split a character (property)', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '自', '😀', '😁', '\n'), maxLength: 12 });
    fc.assert(fc.property(text, text, (before, after) => {
      const doc = new Y.Doc();
      setText(doc, 'text:x', before);
      setText(doc, 'text:x', after);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      expect(getText(copy, 'text:x').toString()).toBe(after);
    }), { numRuns: 500 });
  });
});

describe('patches', () => {
  it('are one transaction with their origin', () => {
    const doc = new Y.Doc();
    const origins: unknown[] = [];
    doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
    applyPatch(doc, { fields: { a: 1 }, rows: { t: { r1: { x: 'y' }, r2: {} } }, texts: { b: 'long' }, marks: { 'fields/a#source': 'survey' } }, 'rest');
    expect(origins).toEqual(['rest']);
    expect(readSection(doc)).toEqual({
      fields: { a: 1 }, rows: { t: { r1: { x: 'y' }, r2: {} } }, order: { t: ['r1', 'r2'] }, texts: { b: 'long' }, marks: { 'fields/a#source': 'survey' },
    });
  });

  it('change what they name and leave the rest', () => {
    const doc = new Y.Doc();
    applyPatch(doc, { fields: { a: 1, b: 2 }, rows: { t: { r1: { x: 1, y: 2 }, r2: { x: 3 } } }, texts: { c: 'c', d: 'd' } });
    applyPatch(doc, { fields: { a: null }, rows: { t: { r1: { x: null }, r2: null, r3: { x: 4 } } }, texts: { c: null } });
    const { fields, rows, order, texts } = readSection(doc);
    expect({ fields, rows, order, texts }).toEqual({ fields: { b: 2 }, rows: { t: { r1: { y: 2 }, r3: { x: 4 } } }, order: { t: ['r1', 'r3'] }, texts: { d: 'd' } });
  });

  it('of a section read elsewhere give the same section (property)', () => {
    const key = fc.constantFrom('a', 'b.c', 'd');
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean());
    const patch: fc.Arbitrary<SectionPatch> = fc.record({
      fields: fc.dictionary(key, scalar), rows: fc.dictionary(key, fc.dictionary(fc.constantFrom('r1', 'r2', 'r3'), fc.dictionary(key, scalar))), texts: fc.dictionary(key, fc.string({ minLength: 1, maxLength: 8 })),
    });
    fc.assert(fc.property(patch, patch, (first, second) => {
      const doc = new Y.Doc();
      applyPatch(doc, first);
      applyPatch(doc, second);
      const copy = new Y.Doc();
      const { fields, rows, texts } = readSection(doc);
      applyPatch(copy, { fields, rows, texts });
      const again = readSection(copy);
      expect({ fields: again.fields, rows: again.rows, texts: again.texts }).toEqual({ fields, rows, texts });
    }), { numRuns: 100 });
  });
});

describe('what a transaction touched', () => {
  it('is told as value keys, in the writer and in whoever receives the update', () => {
    const doc = new Y.Doc();
    const other = new Y.Doc();
    const told: string[][] = [];
    for (const each of [doc, other]) each.on('afterTransaction', (transaction: Y.Transaction) => told.push(changedKeys(transaction, each).sort()));
    applyPatch(doc, { fields: { 'customer.name': 'A' }, rows: { methods: { m1: { kind: 'fax' } } }, texts: { 'org.businessScope': 'x', 'contacts/c1/subject': 'y' }, marks: { 'fields/customer.name#source': 'survey' } });
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const keys = ['fields/customer.name', 'marks/fields/customer.name#source', 'rows/methods/m1/.', 'rows/methods/m1/kind', 'text:contacts/c1/subject', 'text:org.businessScope'];
    expect(told[0]).toEqual(keys);
    expect(told.at(-1)).toEqual(keys);
  });

  it('names foreign roots and nested types by what no rule allows', () => {
    const doc = new Y.Doc();
    let told: string[] = [];
    doc.on('afterTransaction', (transaction: Y.Transaction) => (told = changedKeys(transaction, doc)));
    doc.getMap('secret').set('a', 1);
    expect(told).toEqual(['secret']);
    const nested = new Y.Map();
    doc.getMap('fields').set('customer.name', nested);
    nested.set('x', 1);
    expect(told).toEqual(['?']);
    expect(told.map(parseValueKey)).toEqual([undefined]);
  });
});

describe('value keys', () => {
  it.each([
    [fieldKey('customer.name'), { kind: 'field', key: 'customer.name' }],
    [rowKey('methods', 'x1', 'value'), { kind: 'cell', table: 'methods', row: 'x1', field: 'value' }],
    [rowKey('crm.wishesToRepresent', 'x-_1', 'value'), { kind: 'cell', table: 'crm.wishesToRepresent', row: 'x-_1', field: 'value' }],
    [placeKey('methods', 'x1'), { kind: 'place', table: 'methods', row: 'x1' }],
    [textKey('org.businessScope'), { kind: 'text', key: 'org.businessScope' }],
    [rowTextKey('contacts', 'x1', 'subject'), { kind: 'rowText', table: 'contacts', row: 'x1', field: 'subject' }],
    [markKey('fields/customer.name', 'source'), { kind: 'mark', of: 'fields/customer.name', mark: 'source' }],
    [markKey('text:contacts/x1/subject', 'accuracy'), { kind: 'mark', of: 'text:contacts/x1/subject', mark: 'accuracy' }],
  ])('reads %s back', (key, parsed) => expect(parseValueKey(key)).toEqual(parsed));

  it.each([
    '', 'fields/', 'fields/__proto__', 'fields/constructor', 'fields/a/b', 'rows/methods/x1', 'rows/methods/x1/value/more', 'rows/__proto__/x1/value', 'rows/methods/__proto__/value', 'rows/methods/x1/prototype',
    'rows/methods/x y/value', `rows/methods/${'x'.repeat(33)}/value`, 'text:', 'text:contacts/x1/.', 'text:contacts/x1', 'marks/fields/a', 'marks/fields/a#', 'marks/fields/a#owner', 'marks/rows/methods/x1/.#source',
    'marks/marks/fields/a#source#source', 'unknown/a', 'fields/a\0', `fields/${'a'.repeat(400)}`,
  ])('refuses %j', (key) => expect(parseValueKey(key)).toBeUndefined());

  it('never takes any string for a key that reaches a prototype (property)', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('fields/', 'rows/', 'text:', '__proto__', 'constructor', 'a', '/', '.', '#source', 'marks/'), maxLength: 6 }), (key) => {
      const parsed = parseValueKey(key);
      if (parsed) expect(Object.values(parsed).some((part) => part === '__proto__' || part === 'constructor')).toBe(false);
    }), { numRuns: 2000 });
  });
});
