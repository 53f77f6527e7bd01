/** The gate's rules (server/sync/SPEC.md, GATE-*) on updates of honest and of hostile clients. */
import * as Y from 'yjs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../model/ids.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { LiveSection, Tainted } from '../../server/sync/live-section.ts';
import { Refusal } from '../../server/sync/refusal.ts';
import { SectionSchema } from '../../server/sync/section-schema.ts';
import { craft, gc, gone, skip, text, value } from '../helpers/craft-update.ts';
import { seededBytes, seededChance } from '../helpers/sync-world.ts';

const ANN = 'ann' as PersonId;
const BOB = 'bob' as PersonId;
const TEXT = 'text:org.businessScope';
const NAME = 'customer.name';

let presence: Map<number, PersonId>;
const make = (section = 'profile', limits: Partial<typeof SHIPPED_LIMITS> = {}, stored: ConstructorParameters<typeof LiveSection>[0] = null): LiveSection =>
  new LiveSection(stored, { schema: new SectionSchema(section), limits: { ...SHIPPED_LIMITS, ...limits }, random: seededBytes(5), presenceOwner: (id) => presence.get(id) });

/** The update that a client with this id makes by an edit, on top of what it has. */
function edit(change: (doc: Y.Doc) => void, { author = 11, on = [] as readonly Uint8Array[], gcOff = false } = {}): Uint8Array {
  const doc = new Y.Doc({ gc: !gcOff });
  on.forEach((update) => Y.applyUpdate(doc, update));
  doc.clientID = author;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}
const setName = (name: unknown, author = 11, on: readonly Uint8Array[] = []): Uint8Array => edit((doc) => doc.getMap('fields').set(NAME, name), { author, on });

/** Code (and field) of the refusal; `ok` when it passes, `nothing` when it brings nothing new. */
function answer(section: LiveSection, update: Uint8Array, person = ANN, mayWrite = true): string {
  try {
    return section.apply(update, person, mayWrite) === null ? 'nothing' : 'ok';
  } catch (error) {
    const refusal = error instanceof Tainted ? error.refusal : error;
    if (!(refusal instanceof Refusal)) throw error;
    return `${error instanceof Tainted ? 'after ' : ''}${refusal.code}${refusal.field === undefined ? '' : ` ${refusal.field}`}`;
  }
}
/** Milliseconds of work of this process: the clock on the wall also counts the work of others. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const state = (section: LiveSection): string => Buffer.from(Y.encodeStateAsUpdate(section.doc)).toString('hex');

let section: LiveSection;
beforeEach(() => {
  presence = new Map();
  section = make();
});

describe('what an honest client sends', () => {
  test('GATE-14: values, texts, rows and marks pass, and the document emits what the client sent', () => {
    const update = edit((doc) => {
      doc.getMap('fields').set(NAME, 'Alfreds Futterkiste');
      doc.getMap('fields').set('crm.employeeCount', 12);
      doc.getMap('rows').set('methods/x1/.', 'a0');
      doc.getMap('rows').set('methods/x1/value', '+49 30 0074321');
      doc.getMap('marks').set(`fields/${NAME}#verifiedAt`, '2026-03-01');
      doc.getText(TEXT).insert(0, '食品 and 😀');
    });
    const applied = section.apply(update, ANN, true);
    expect(applied?.update).toEqual(update);
    expect(applied?.newAuthors).toEqual([11]);
    expect(applied?.changes.find(({ key }) => key === `fields/${NAME}`)).toEqual({ key: `fields/${NAME}`, old: null, new: '"Alfreds Futterkiste"' });
    expect(applied?.changes.find(({ key }) => key === TEXT)).toEqual({ key: TEXT, old: null, new: JSON.stringify([[0, '食品 and 😀']]) });
  });

  test('ROOM-10: an overwritten and a deleted value are told with what was there before', () => {
    const first = setName('one');
    section.apply(first, ANN, true);
    const second = setName('two', 12, [first]);
    expect(section.apply(second, BOB, true)?.changes).toEqual([{ key: `fields/${NAME}`, old: '"one"', new: '"two"' }]);
    const third = edit((doc) => doc.getMap('fields').delete(NAME), { author: 13, on: [first, second] });
    expect(section.apply(third, ANN, true)?.changes).toEqual([{ key: `fields/${NAME}`, old: '"two"', new: null }]);
  });

  test('GATE-1: an empty update, one sent again, and what another has brought already change nothing', () => {
    const update = setName('once');
    expect(answer(section, update)).toBe('ok');
    const before = state(section);
    expect(answer(section, Uint8Array.of(0, 0))).toBe('nothing');
    expect(answer(section, update)).toBe('nothing');
    expect(answer(section, update, BOB)).toBe('nothing');
    expect(state(section)).toBe(before);
  });

  test('GATE-4: a reader may answer with an old copy, deletes and all, but bring nothing new', () => {
    const first = edit((doc) => doc.getText(TEXT).insert(0, 'abcdef'));
    section.apply(first, ANN, true);
    const deleted = edit((doc) => doc.getText(TEXT).delete(1, 2), { author: 12, on: [first] });
    expect(answer(section, deleted, BOB, false)).toBe('read-only');
    section.apply(deleted, ANN, true);
    const copy = new Y.Doc();
    [first, deleted].forEach((update) => Y.applyUpdate(copy, update));
    expect(answer(section, Y.encodeStateAsUpdate(copy), BOB, false)).toBe('nothing');
    expect(answer(section, setName('mine', 13), BOB, false)).toBe('read-only');
  });

  test('values that undo keeps alive in the writer, overwritten and deleted, pass', () => {
    const update = edit((doc) => {
      const undo = new Y.UndoManager(doc.getMap('fields'));
      for (const name of ['a', 'b', 'c']) doc.getMap('fields').set(NAME, name);
      undo.destroy();
    }, { gcOff: true });
    expect(answer(section, update)).toBe('ok');
    expect(section.doc.getMap('fields').get(NAME)).toBe('c');
  });

  test('a struct of which a part is known continues where the known part ends', () => {
    const doc = new Y.Doc();
    doc.clientID = 21;
    doc.getText(TEXT).insert(0, 'ab');
    expect(answer(section, Y.encodeStateAsUpdate(doc))).toBe('ok');
    doc.getText(TEXT).insert(2, 'cd');
    expect(answer(section, Y.encodeStateAsUpdate(doc))).toBe('ok');
    expect(section.doc.getText(TEXT).toString()).toBe('abcd');
  });

  test('row 18: a writer may delete everything, and every deleted key is told', () => {
    const update = edit((doc) => {
      doc.getMap('fields').set(NAME, 'a');
      doc.getMap('fields').set('crm.employeeCount', 3);
    });
    section.apply(update, ANN, true);
    const all = craft([], [[11, 0, 2]]);
    expect(section.apply(all, BOB, true)?.changes).toEqual([
      { key: `fields/${NAME}`, old: '"a"', new: null }, { key: 'fields/crm.employeeCount', old: '3', new: null },
    ]);
  });
});

describe('bytes', () => {
  test('GATE-1: an update over the frame limit is too large', () => {
    expect(answer(section, new Uint8Array(SHIPPED_LIMITS.frameBytes + 1))).toBe('too-large');
  });

  test('GATE-2: seven bytes that claim thirty million structs cost neither time nor memory', () => {
    const bomb = Uint8Array.of(1, 128, 128, 128, 14, 1, 0);
    const memory = process.memoryUsage().rss;
    const began = cpu();
    expect(answer(section, bomb)).toBe('malformed');
    expect(cpu() - began).toBeLessThan(1_000); // milliseconds of work where a fault makes it minutes
    expect(process.memoryUsage().rss - memory).toBeLessThan(50e6);
  });

  test('GATE-8: an update in V2 encoding is malformed or holds nothing', () => {
    const doc = new Y.Doc();
    doc.getMap('fields').set(NAME, 'x');
    const before = state(section);
    expect(['malformed', 'nothing']).toContain(answer(section, Y.encodeStateAsUpdateV2(doc)));
    expect(state(section)).toBe(before);
  });

  test('GATE-14: bytes behind an update are neither stored nor forwarded', () => {
    const update = setName('clean');
    const covert = Uint8Array.from([...update, ...new TextEncoder().encode('COVERT')]);
    expect(section.apply(covert, ANN, true)?.update).toEqual(update);
  });

  test('GATE-8: nothing but trailing bytes is malformed', () => {
    expect(answer(section, Uint8Array.of(0, 0, 1, 2, 3))).toBe('malformed');
  });

  test('GATE-3: a value nested 200,000 deep is refused, and the process lives', () => {
    const [flat, list] = [craft([{ client: 11, clock: 0, structs: [value({ sub: NAME }, 7)] }]), [117, 1]];
    const nested = Uint8Array.from([...flat.subarray(0, -3), ...new Array(120_000).fill(list).flat(), ...flat.subarray(-3)]);
    expect(answer(section, nested)).toMatch(/^(malformed|schema)/);
  });
});

describe('structs', () => {
  test('GATE-5: GC and Skip structs are refused, of any length', () => {
    for (const length of [1, 2 ** 20, 2 ** 50]) {
      expect(answer(section, craft([{ client: 11, clock: 0, structs: [gc(length)] }]))).toBe('malformed');
      expect(answer(section, craft([{ client: 11, clock: 0, structs: [skip(length)] }]))).toBe('malformed');
    }
  });

  test('GATE-5: no update moves a clock by more than a million, and no author id is above 32 bits', () => {
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [gone({ root: TEXT }, 1_000_001)] }]))).toBe('malformed');
    expect(answer(section, craft([{ client: 2 ** 33, clock: 0, structs: [value({ sub: NAME }, 'x')] }]))).toBe('malformed');
  });

  test('GATE-6: an edit without the one before it is incomplete, and does not slip in when that one comes', () => {
    const first = setName('first');
    const second = edit((doc) => doc.getMap('fields').set('customer.shortName', 'smuggled'), { on: [first] });
    expect(answer(section, second)).toBe('incomplete');
    expect(answer(section, first)).toBe('ok');
    expect(section.doc.getMap('fields').get('customer.shortName')).toBeUndefined();
    expect(section.doc.store.pendingStructs).toBeNull();
  });

  test('GATE-6: unknown neighbours and deletes of unknown structs are incomplete', () => {
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [value({ left: [99, 3] }, 'x')] }]))).toBe('incomplete');
    expect(answer(section, craft([], [[99, 0, 5]]))).toBe('incomplete');
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [value({ sub: NAME }, 'x')] }], [[11, 0, 2]]))).toBe('incomplete');
  });

  test('GATE-9: a struct that rests on itself or on its author\'s later one is malformed; a circle is incomplete', () => {
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [value({ left: [11, 0] }, 'x')] }]))).toBe('malformed');
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [value({ left: [11, 1] }, 'x'), value({ sub: NAME }, 'y')] }]))).toBe('malformed');
    expect(answer(section, craft([
      { client: 12, clock: 0, structs: [value({ left: [11, 0] }, 'x')] },
      { client: 11, clock: 0, structs: [value({ left: [12, 0] }, 'y')] },
    ]))).toBe('incomplete');
  });

  test('GATE-9: neighbours in two places are malformed', () => {
    section.apply(edit((doc) => {
      doc.getText(TEXT).insert(0, 'ab');
      doc.getText('text:customer.needs').insert(0, 'cd');
      doc.getMap('fields').set(NAME, 'n');
    }), ANN, true);
    const name = [11, 4] as const;
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [text({ left: [11, 0], right: [11, 2] }, 'x')] }]))).toBe('malformed');
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [text({ left: [11, 0], right: name }, 'x')] }]))).toBe('malformed');
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [value({ right: name }, 'x')] }]))).toBe('malformed');
    // begins inside what is known in one text, and says that it stands in another
    expect(answer(section, craft([{ client: 11, clock: 1, structs: [text({ left: [11, 2] }, 'xyzw99')] }]))).toBe('malformed');
  });

  test('GATE-12: an author listed twice, of whom Yjs would read one half, is refused and the document is not kept', () => {
    const twice = craft([
      { client: 11, clock: 0, structs: [value({ sub: NAME }, 'x')] },
      { client: 11, clock: 1, structs: [value({ sub: 'customer.shortName' }, 'y')] },
    ]);
    expect(answer(section, twice)).toBe('after incomplete');
  });
});

describe('authors', () => {
  test('GATE-7: nobody writes under an id of another person, and the owner writes on', () => {
    const first = setName('ann');
    section.apply(first, ANN, true);
    const next = setName('next', 11, [first]);
    expect(answer(section, next, BOB)).toBe('foreign-author');
    expect(answer(section, next, ANN)).toBe('ok');
  });

  test('GATE-7: the binding comes from disk after a restart', () => {
    const first = setName('ann');
    const again = make('profile', {}, { epoch: 1, seq: 1, snapshot: null, stateVector: null, tail: [first], authors: new Map([[11, ANN]]), retired: new Set() });
    expect(answer(again, setName('bob', 11, [first]), BOB)).toBe('foreign-author');
  });

  test('GATE-7: an id under which another shows presence, or the server writes, is foreign', () => {
    presence.set(31, ANN);
    expect(answer(section, setName('x', 31), BOB)).toBe('foreign-author');
    const written = section.write(ANN, 10, (doc) => doc.getMap('fields').set(NAME, 'server'));
    const author = written!.newAuthors[0]!;
    expect(section.authors.get(author)).toBe(ANN);
    expect(answer(section, setName('y', author, [written!.update]), ANN)).toBe('foreign-author');
  });

  test('GATE-7: an update with one struct of another person is refused whole', () => {
    section.apply(setName('ann'), ANN, true);
    const mixed = craft([
      { client: 11, clock: 1, structs: [value({ sub: 'customer.shortName' }, 'forged')] },
      { client: 12, clock: 0, structs: [value({ sub: 'crm.employeeCount' }, 4)] },
    ]);
    expect(answer(section, mixed, BOB)).toBe('foreign-author');
    expect(section.doc.getMap('fields').has('crm.employeeCount')).toBe(false);
  });

  test('GATE-13: more new author ids than an update may bring are too large', () => {
    const many = Array.from({ length: SHIPPED_LIMITS.authorsPerUpdate + 1 }, (_, i) => ({ client: 5000 - i, clock: 0, structs: [value({ sub: NAME }, 'x')] }));
    expect(answer(section, craft(many))).toBe('too-large');
  });

  test('GATE-16: a section with its fill of author ids takes no more before it begins a new epoch', () => {
    const full = make('profile', { authorsPerSection: 2 });
    for (const author of [21, 22]) expect(answer(full, setName('x', author))).toBe('ok');
    expect(answer(full, setName('x', 23))).toBe('epoch');
    expect(answer(full, edit((doc) => doc.getMap('fields').set('customer.shortName', 'x'), { author: 21, on: [Y.encodeStateAsUpdate(full.doc)] }))).toBe('ok');
  });

  test('GATE-16: author ids of an earlier epoch are refused first of all, also of readers, and whatever else is wrong', () => {
    const again = make('profile', {}, { epoch: 2, seq: 9, snapshot: null, stateVector: null, tail: [setName('new', 40)], authors: new Map([[40, ANN]]), retired: new Set([11, 12]) });
    expect(answer(again, setName('old'))).toBe('epoch');
    expect(answer(again, setName('old'), BOB, false)).toBe('epoch');
    expect(answer(again, setName('old', 12))).toBe('epoch');
    expect(answer(again, craft([{ client: 11, clock: 7, structs: [gc(3)] }]))).toBe('epoch');
    expect(answer(again, craft([], [[11, 0, 1]]))).toBe('epoch');
    expect(answer(again, setName('mine', 13))).toBe('ok');
  });

  test('GATE-16: what a restored section holds under ids of an earlier epoch can be overwritten and deleted; nothing more comes under them', () => {
    const held = edit((doc) => {
      doc.getMap('fields').set(NAME, 'restored');
      doc.getText(TEXT).insert(0, 'restored');
    });
    const again = make('profile', {}, { epoch: 2, seq: 9, snapshot: held, stateVector: null, tail: [], authors: new Map(), retired: new Set([11]) });
    const more = edit((doc) => doc.getText(TEXT).delete(0, 3), { author: 41, on: [held] });
    expect(answer(again, setName('new', 40, [held]))).toBe('ok');
    expect(answer(again, more)).toBe('ok');
    expect([again.doc.getMap('fields').get(NAME), again.doc.getText(TEXT).toString()]).toEqual(['new', 'tored']);
    expect(answer(again, held, BOB, false)).toBe('nothing');
    expect(answer(again, setName('lost', 11, [held]))).toBe('epoch');
  });
});

describe('content', () => {
  const content: Record<string, (doc: Y.Doc) => void> = {
    'a nested map': (doc) => doc.getMap('fields').set(NAME, new Y.Map()),
    'a nested text': (doc) => doc.getMap('fields').set(NAME, new Y.Text('x')),
    'a document with the guid of a secret section': (doc) => doc.getMap('fields').set(NAME, new Y.Doc({ guid: 'alfki/aml' })),
    'bytes': (doc) => doc.getMap('fields').set(NAME, Uint8Array.of(1, 2)),
    'an object': (doc) => doc.getMap('fields').set(NAME, { a: 1 }),
    'an object that reaches for the prototype': (doc) => doc.getMap('fields').set(NAME, JSON.parse('{"__proto__":{"x":1}}')),
    'a list': (doc) => doc.getMap('fields').set(NAME, ['a']),
    'an embed in a text': (doc) => doc.getText(TEXT).insertEmbed(0, { image: 'x' }),
    'a format in a text': (doc) => doc.getText(TEXT).insert(0, 'bold', { bold: true }),
    'a list under a text root': (doc) => doc.getArray(TEXT).insert(0, [1]),
    'list content under a map root': (doc) => doc.getArray('fields').insert(0, ['hidden']),
    'a key under a text root': (doc) => doc.getMap(TEXT).set('hidden', 'x'),
    'an attribute of a text': (doc) => doc.getText(TEXT).setAttribute('hidden', 'x'),
  };
  test.each(Object.entries(content))('GATE-10: %s is refused before it is applied', (_, change) => {
    expect(answer(section, edit(change))).toMatch(/^schema/);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('GATE-10: a value behind a known value is checked too, and a value in a text is none', () => {
    const first = edit((doc) => {
      doc.getMap('fields').set('crm.employeeCount', 3);
      doc.getText(TEXT).insert(0, 'a');
    });
    section.apply(first, ANN, true);
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [value({ left: [11, 0] }, 'many')] }]))).toBe('schema fields/crm.employeeCount');
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [value({ left: [11, 1] }, 'x')] }]))).toBe(`schema ${TEXT}`);
    expect(answer(section, craft([{ client: 12, clock: 0, structs: [text({ left: [11, 0] }, 'x')] }]))).toBe('schema fields/crm.employeeCount');
  });
});

describe('catalogue', () => {
  const refused: Record<string, [string, string, unknown]> = {
    'unknown root': ['other', 'x', 'y'],
    'unknown field': ['fields', 'customer.nope', 'y'],
    'a field of another section': ['fields', 'crm.settlementMethod', 'cash'],
    'the owner, who stands in the archive\'s own row': ['fields', 'archive.owner', 'mallory'],
    'unknown table': ['rows', 'nope/x1/value', 'y'],
    'unknown column': ['rows', 'methods/x1/nope', 'y'],
    'a row id that is none': ['rows', 'methods/x 1/value', 'y'],
    'a place that is none': ['rows', 'methods/x1/.', '!!'],
    'unknown mark': ['marks', `fields/${NAME}#nope`, 'y'],
    '__proto__ as a key': ['fields', '__proto__', 'y'],
    'constructor as a row': ['rows', 'methods/constructor/value', 'y'],
    'a number for text': ['fields', NAME, 12],
    'text for a number': ['fields', 'crm.employeeCount', 'twelve'],
    'NaN': ['fields', 'crm.employeeCount', NaN],
    'Infinity': ['fields', 'crm.employeeCount', Infinity],
    'minus zero': ['fields', 'crm.employeeCount', -0],
    'a BigInt': ['fields', 'crm.employeeCount', 12n],
    'a number for money': ['fields', 'org.registeredCapital', 12.5],
    'undefined': ['fields', NAME, undefined],
    'an option that is none': ['fields', 'crm.region', 'nowhere'],
    'a javascript: address': ['fields', 'crm.website', '  JaVaScRiPt:alert(1)'],
    'a data: address': ['fields', 'crm.website', 'data:text/html,x'],
    'NUL in text': ['fields', NAME, 'a\0b'],
    'a value over 8 KiB': ['fields', NAME, 'x'.repeat(8193)],
    'a day that does not exist': ['fields', 'company.foundedAt', '2026-02-30'],
  };
  test.each(Object.entries(refused))('GATE-11: %s is refused with its field, before it is applied', (_, [root, key, wrong]) => {
    const update = craft([{ client: 11, clock: 0, structs: [value({ root, sub: key }, wrong)] }]);
    expect(answer(section, update)).toBe(`schema ${root}/${key}`);
    expect(section.doc.store.clients.size).toBe(0);
  });

  test('GATE-11: the name of a deleted key stays in the document for ever, so it must be a field too', () => {
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [gone({ sub: 'secret.note' }, 1)] }]))).toBe('schema fields/secret.note');
  });

  test('GATE-11: halves of characters and NUL are refused in texts', () => {
    expect(answer(section, craft([{ client: 11, clock: 0, structs: [text({ root: TEXT }, 'a\0')] }]))).toBe(`schema ${TEXT}`);
    const cut = craft([{ client: 11, clock: 0, structs: [text({ root: TEXT }, 'abc')] }]);
    const surrogate = Uint8Array.from(cut);
    surrogate.set([0xed, 0xa0, 0x80], cut.length - 4);
    expect(answer(section, surrogate)).toBe('malformed');
  });

  test('GATE-11: a contact record stays in its document\'s year, give or take a day for the zone', () => {
    const contacts = make('contacts-2026');
    const at = (time: string, row: string): string => answer(contacts, edit((doc) => doc.getMap('rows').set(`contacts/${row}/time`, time), { author: 40 + row.charCodeAt(0) }));
    expect(at('2026-07-01T10:00[Europe/Madrid]', 'a')).toBe('ok');
    expect(at('2025-12-31', 'b')).toBe('ok');
    expect(at('2027-01-01', 'c')).toBe('ok');
    expect(at('2025-12-30', 'd')).toBe('schema rows/contacts/d/time');
    expect(at('2027-01-02', 'e')).toBe('schema rows/contacts/e/time');
  });

  test('GATE-13: a long text ends at its limit, however many small edits bring it there', () => {
    const half = 'x'.repeat(65_536);
    const doc = new Y.Doc();
    doc.clientID = 50;
    doc.getText(TEXT).insert(0, half);
    const one = Y.encodeStateAsUpdate(doc);
    expect(answer(section, one)).toBe('ok');
    const two = edit((copy) => copy.getText(TEXT).insert(0, half), { author: 51, on: [one] });
    expect(answer(section, two)).toBe('ok');
    expect(answer(section, edit((copy) => copy.getText(TEXT).insert(0, 'y'), { author: 52, on: [one, two] }))).toBe(`too-large ${TEXT}`);
    expect(answer(section, edit((copy) => copy.getText(TEXT).delete(0, 10), { author: 52, on: [one, two] }))).toBe('ok');
  });

  test('GATE-13: a section that is full takes no more, and takes again when something was deleted', () => {
    const small = make('profile', { sectionBytes: 3000 });
    const first = edit((doc) => doc.getMap('fields').set(NAME, 'x'.repeat(2000)));
    expect(answer(small, first)).toBe('ok');
    const more = edit((doc) => doc.getMap('fields').set('customer.shortName', 'y'.repeat(1500)), { author: 12 });
    expect(answer(small, more)).toBe('too-large');
    expect(answer(small, edit((doc) => doc.getMap('fields').delete(NAME), { author: 13, on: [first] }))).toBe('ok');
    expect(answer(small, more)).toBe('ok');
  });
});

test('GATE-3: ten thousand hostile byte strings get an answer each; what passes is whole and fits the catalogue', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
  const chance = seededChance(seed);
  const bytes = seededBytes(seed + 1);
  const honest = [setName('n'), edit((doc) => doc.getText(TEXT).insert(0, 'text')), edit((doc) => doc.getMap('rows').set('methods/x1/value', 'v'), { author: 12 })];
  let longest = 0;
  for (let i = 0; i < 10_000; i++) {
    if (i % 500 === 0) section = make();
    let input = bytes(1 + Math.floor(chance() ** 4 * 2_000));
    if (chance() < 0.7) {
      input = honest[i % honest.length]!.slice();
      for (let k = 0; k <= chance() * 4; k++) input[Math.floor(chance() * input.length)] = Math.floor(chance() * 256);
      if (chance() < 0.2) input = input.slice(0, Math.floor(chance() * input.length));
    }
    const began = cpu();
    try {
      if (answer(section, input).startsWith('after')) section = make();
    } catch (error) {
      throw new Error(`seed ${seed}, input ${i}: ${Buffer.from(input).toString('hex')}`, { cause: error });
    }
    longest = Math.max(longest, cpu() - began);
    expect(section.doc.store.pendingStructs, `seed ${seed}, input ${i}`).toBeNull();
    for (const [key, found] of section.doc.getMap('fields').entries()) {
      expect(key, `seed ${seed}, input ${i}`).toBe(NAME);
      if (found !== null) expect(typeof found, `seed ${seed}, input ${i}`).toBe('string'); // null is a value: nothing is known
    }
  }
  expect(longest, `seed ${seed}: the slowest answer`).toBeLessThan(1_000); // 100 is the goal (`npm run bench gate`), on a desktop that does nothing else
});

describe('how much one edit may ask for', () => {
  const ROWS = 'rows';
  const key = (i: number): string => `methods/x${i}/value`;
  const values = (count: number, client = 31, clock = 0): Uint8Array => craft([{ client, clock, structs: Array.from({ length: count }, (_, i) => value({ root: ROWS, sub: key(clock + i) }, 'v')) }]);
  const LIMITS = { structsPerUpdate: 40, deletesPerUpdate: 60 };

  test('GATE-17: structs, and values in one struct, up to the limit; one more is too large, whoever wrote them and whatever they are', () => {
    section = make('profile', LIMITS);
    expect(answer(section, values(41))).toBe('too-large');
    expect(answer(section, craft([{ client: 1, clock: 0, structs: [value({ root: ROWS, sub: key(0) }, 'v')] }, { client: 31, clock: 0, structs: Array.from({ length: 40 }, () => gc(1)) }]))).toBe('too-large');
    expect(answer(section, craft([{ client: 31, clock: 0, structs: [value({ root: ROWS, sub: key(0) }, ...Array.from({ length: 41 }, () => 'v'))] }]))).toBe('too-large');
    expect(answer(section, values(40))).toBe('ok');
    expect(answer(section, craft([{ client: 32, clock: 0, structs: [value({ root: ROWS, sub: key(99) }, ...Array.from({ length: 40 }, () => 'v'))] }]))).toBe('ok');
  });

  test('GATE-17: a few bytes do not delete thousands of structs, in whichever way the edit goes', () => {
    section = make('profile', LIMITS);
    for (const clock of [0, 40]) expect(answer(section, values(40, 31, clock))).toBe('ok');
    expect(answer(section, craft([], [[31, 0, 61]]))).toBe('too-large');
    expect(answer(section, craft([], [[31, 0, 60]]))).toBe('ok');
    const straight = make();
    for (const clock of [0, 2_000, 4_000]) expect(answer(straight, values(2_000, 31, clock))).toBe('ok');
    expect(answer(straight, craft([], [[31, 0, 6_000]]))).toBe('too-large');
  });

  test('GATE-17: what is deleted already counts for nothing: the step 2 of a page names all that ever was', () => {
    section = make('profile', LIMITS);
    for (const clock of [0, 40]) expect(answer(section, values(40, 31, clock))).toBe('ok');
    for (const clock of [0, 40]) expect(answer(section, craft([], [[31, clock, 40]]))).toBe('ok');
    expect(answer(section, craft([], [[31, 0, 80]]), BOB, false)).toBe('nothing');
  });

  test('GATE-17: the same deletes named again and again cost no time, for a reader neither', () => {
    for (const clock of [0, 2_000]) expect(answer(section, values(2_000, 31, clock))).toBe('ok');
    for (const clock of [0, 2_000]) expect(answer(section, craft([], [[31, clock, 2_000]]))).toBe('ok');
    const again = craft([], Array.from({ length: 30_000 }, () => [31, 0, 4_000] as const));
    const before = cpu();
    expect(answer(section, again, BOB, false)).toBe('malformed');
    expect(cpu() - before).toBeLessThan(2_500);
  });
});
