/**
 * P7 and P13: any bytes get a verdict, soon and without growing the process; what is accepted fits the catalogue and rests on nothing that is missing; every edit that a form can
 * make is accepted; unknown versions and operations end their own socket and harm nothing. `SEED=…` plays it again, `RUNS=…` more.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { PersonId } from '../../model/ids.ts';
import { fieldsOf, placeOf, tablesOf, dictionaryOf } from '../../model/catalogue/catalogue.ts';
import { CLOSE, OP, writeFrame, writeJson } from '../../model/protocol.ts';
import { addRow, deleteRow, moveRow, readSection, setCell, setField, setText } from '../../model/section-doc.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import { checkRule, keyAllowed } from '../../model/validation/section-rules.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { LiveSection, Tainted } from '../../server/sync/live-section.ts';
import { Refusal } from '../../server/sync/refusal.ts';
import { SectionSchema } from '../../server/sync/section-schema.ts';
import { craft, gc, gone, skip, text, value } from '../helpers/craft-update.ts';
import { A, seededBytes, syncWorld } from '../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const runs = Number(process.env['RUNS'] ?? 40) * 100;
const ANN = 'ann' as PersonId;
const section = (name: string): LiveSection => new LiveSection(null, { schema: new SectionSchema(name), limits: SHIPPED_LIMITS, random: seededBytes(5), presenceOwner: () => undefined });
const cpu = (): number => process.cpuUsage().user / 1000;

/** Updates with the right grammar and the wrong sense. */
const ids = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 1e6 }));
const clocks = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constantFrom(2 ** 31, 2 ** 50) });
const position = fc.record({
  left: fc.option(fc.tuple(ids, clocks), { nil: undefined, freq: 2 }), right: fc.option(fc.tuple(ids, clocks), { nil: undefined, freq: 1 }),
  root: fc.constantFrom('fields', 'rows', 'marks', 'text:org.businessScope', 'text:x', '__proto__', 'fields'),
  sub: fc.option(fc.constantFrom('customer.name', 'crm.employeeCount', 'methods/m1/value', 'methods/m1/.', '__proto__', 'x', ''), { nil: undefined, freq: 4 }),
}, { requiredKeys: [] });
const struct = fc.oneof(
  fc.tuple(position, fc.array(fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, undefined, 1.5, Number.NaN, [1], { a: 1 }, 2n ** 60n)), { minLength: 1, maxLength: 2 })).map(([at, values]) => value(at as never, ...values)),
  fc.tuple(position, fc.string({ minLength: 1 })).map(([at, letters]) => text(at as never, letters)),
  fc.tuple(position, fc.integer({ min: 1, max: 5 })).map(([at, length]) => gone(at as never, length)),
  clocks.map((length) => gc(length + 1)), clocks.map((length) => skip(length + 1)),
);
const grammar = fc.tuple(
  fc.array(fc.record({ client: ids, clock: clocks, structs: fc.array(struct, { maxLength: 4 }) }), { maxLength: 3 }), fc.array(fc.tuple(ids, clocks, fc.integer({ min: 0, max: 9 })), { maxLength: 3 }),
).map(([authors, deletes]) => craft(authors, deletes));
let last = 1e6;
/** What a client may write, from a new author each time. */
const sound = fc.record({ name: fc.stringMatching(/^[a-z ]{1,9}$/), letters: fc.stringMatching(/^[a-z]{1,5}$/) }).map(({ name, letters }) => craft([{ client: ++last, clock: 0, structs: [value({ root: 'fields', sub: 'customer.name' }, name), text({ root: 'text:org.businessScope' }, letters)] }]));
const bytes = fc.oneof({ weight: 1, arbitrary: sound }, { weight: 8, arbitrary: fc.oneof(fc.uint8Array({ maxLength: 200 }), grammar, fc.tuple(grammar, fc.uint8Array({ maxLength: 9 })).map(([update, more]) => Uint8Array.from([...update, ...more]))) });

test('P7: any bytes get a verdict, at once, and what passes is whole and fits the catalogue', () => {
  let live = section('profile');
  let longest = 0;
  let accepted = 0;
  let refused = 0;
  const before = process.memoryUsage.rss();
  fc.assert(fc.property(bytes, fc.boolean(), (update, mayWrite) => {
    const began = cpu();
    try {
      // a section with all the author ids that it may have takes nothing new
      if (live.apply(update, ANN, mayWrite) !== null && ++accepted % 300 === 0) live = section('profile');
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Tainted)) throw error;
      refused++;
      if (error instanceof Tainted) live = section('profile');
    }
    longest = Math.max(longest, cpu() - began);
    expect([live.doc.store.pendingStructs, live.doc.store.pendingDs]).toEqual([null, null]);
    for (const root of ['fields', 'rows', 'marks']) {
      for (const [key, found] of live.doc.getMap(root).entries()) {
        const rule = keyAllowed('profile', `${root}/${key}`);
        expect(rule, `${root}/${key}`).not.toBeNull();
        if (rule !== null) expect(checkRule(rule, found), `${root}/${key}: ${String(found)}`).toBeNull();
      }
    }
    expect([...live.doc.share.keys()].filter((root) => !['fields', 'rows', 'marks'].includes(root) && !root.startsWith('text:'))).toEqual([]);
  }), { seed, numRuns: runs });
  expect(Math.min(accepted, refused), `seed ${seed}`).toBeGreaterThan(10);
  expect(longest, `seed ${seed}: the slowest verdict, in milliseconds of work`).toBeLessThan(1_000); // 100 is the goal, on a desktop that does nothing else
  expect((process.memoryUsage.rss() - before) / 1e6, 'megabytes').toBeLessThan(300);
  process.stdout.write(`P7: ${runs} inputs from seed ${seed}, ${accepted} accepted, ${refused} refused, the slowest ${longest.toFixed(1)} ms\n`);
}, 3_600_000);

/** A value that a form would let a person enter. */
function sample({ kind, dictionary, min }: { readonly kind: string; readonly dictionary?: string | null; readonly min?: number }): string | number | boolean | null {
  switch (kind) {
    case 'text': case 'longText': return '日常 words — ñ 😀';
    case 'number': return Math.max(1, min ?? 1);
    case 'percent': return 12;
    case 'money': return '12.50 EUR';
    case 'date': return '2026-03-01';
    case 'flag': return true;
    case 'email': return 'ana@example.org';
    case 'url': return 'https://example.org/x';
    case 'enum': return dictionary ? (dictionaryOf(dictionary)?.options[0]?.key ?? null) : null;
    default: return null;
  }
}

test('P7: every edit that a form can make is accepted, in every section', () => {
  let edits = 0;
  for (const key of SECTION_KEYS) {
    if (SECTIONS[key].store === 'rows') continue;
    const name = SECTIONS[key].store === 'yearly' ? `${key}-2026` : key;
    const live = section(name);
    const doc = new Y.Doc();
    const send = (edit: () => void): void => {
      const vector = Y.encodeStateVector(doc);
      doc.transact(edit);
      const update = Y.encodeStateAsUpdate(doc, vector);
      try {
        live.apply(update, ANN, true);
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Refusal || error instanceof Tainted ? error.message : String(error)}: ${edit.toString()}`, { cause: error });
      }
      edits++;
    };
    for (const field of fieldsOf(key)) {
      const place = placeOf(field);
      if (place.kind === 'value') {
        const filled = sample(field);
        send(() => setField(doc, field.key, filled));
        send(() => setField(doc, field.key, null));
      } else if (place.kind === 'text') {
        send(() => setText(doc, `text:${field.key}`, 'one two'));
        send(() => doc.getText(`text:${field.key}`).insert(3, ' and 😀'));
        send(() => setText(doc, `text:${field.key}`, ''));
      }
    }
    for (const { table, columns } of tablesOf(key)) {
      const random = seededBytes(9);
      let rows: string[] = [];
      send(() => { rows = [addRow(doc, table, {}, random), addRow(doc, table, {}, random)]; });
      for (const column of columns) {
        const filled = sample(column);
        if (filled !== null && column.kind !== 'longText' && !(table === 'addresses' && column.key === 'use')) send(() => setCell(doc, table, rows[0]!, column.key, filled));
      }
      send(() => moveRow(doc, table, rows[1] as never, 0));
      send(() => deleteRow(doc, table, rows[0]!));
    }
    expect(readSection(live.doc)).toEqual(readSection(doc));
  }
  expect(edits).toBeGreaterThan(500);
});

test('P13: another version is told 4426, unknown operations end their own socket, and nothing that is written changes', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constantFrom(1.5, 2 ** 40)), fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 12 })), { maxLength: 12 }), async (version, frames) => {
    const world = syncWorld();
    const [honest, other] = [world.client('ann'), world.client('bob')];
    await world.settle();
    const [hers, his] = [honest.open(A, 'profile'), other.open(A, 'profile')];
    await world.settle();
    hers.set('customer.name', 'stays');
    const strange = world.connect().client.hello('mallory', version);
    await world.settle();
    if (version !== 1) expect(strange.closed?.code).toBe(CLOSE.version);
    for (const [channel, op, body] of frames) other.raw(op < 8 ? writeFrame(channel, op as typeof OP.data, body) : Uint8Array.from([channel, op, ...body]));
    other.raw(writeJson(0, OP.hello, { v: version, token: 'bob' }));
    await world.settle();
    expect(other.closed?.code).toBe(CLOSE.malformed);
    hers.set('customer.shortName', 'goes on');
    await world.settle();
    expect([hers.acked, hers.rejected, hers.closed]).toEqual([hers.sent, null, null]);
    expect((await world.hub.read('alfki/profile' as never)).values.fields).toMatchObject({ 'customer.name': 'stays', 'customer.shortName': 'goes on' });
    void his;
  }), { seed, numRuns: Math.max(20, runs / 100) });
}, 600_000);
