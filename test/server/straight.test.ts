/** The straight edit against Yjs: what it takes, Yjs must have taken with the same result, byte for byte. */
import fc from 'fast-check';
import * as Y from 'yjs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../model/ids.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { Backlog } from '../../server/sync/backlog.ts';
import { changesOf } from '../../server/sync/changes.ts';
import type { Change, TextLengths } from '../../server/sync/changes.ts';
import { LiveSection } from '../../server/sync/live-section.ts';
import { RootNames } from '../../server/sync/places.ts';
import { valuesOf } from '../../server/sync/section-values.ts';
import { SectionSchema } from '../../server/sync/section-schema.ts';
import { takeStraight } from '../../server/sync/straight.ts';
import { StraightTable } from '../../server/sync/straight-table.ts';
import { seededBytes, seededChance } from '../helpers/sync-world.ts';

const ANN = 'ann' as PersonId;
const BOB = 'bob' as PersonId;
const TEXT = 'text:org.businessScope';

/** Every kind of value that the form writes into a profile, by root and key. */
const PLACES: readonly (readonly [root: string, key: string, values: readonly unknown[]])[] = [
  ['fields', 'customer.name', ['Alfreds', '王小明 €', '😀', '', null, 'x'.repeat(200), '\ufeffmarked', 'a\ufffdb']],
  ['fields', 'crm.employeeCount', [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1, 2 ** 31, 2 ** 40, 0.5, 0.1, 1e-7, null]],
  ['fields', 'crm.isListed', [true, false, null]],
  ['rows', 'methods/m1/.', ['a0', 'a1', 'a0V']],
  ['rows', 'methods/m1/kind', ['phone', 'email', null]],
  ['rows', 'methods/m1/value', ['+49 30 0074321', 'x', null]],
  ['rows', 'methods/m2/value', ['1', '2']],
  ['rows', 'methods/m2/preferred', [true, false]],
  ['marks', 'fields/customer.name#verifiedAt', ['2026-03-01', '2026-03-02']],
  ['marks', 'rows/methods/m1/value#source', [null]],
];
const schema = new SectionSchema('profile');
const allowed = PLACES.filter(([root, key]) => schema.known({ root, sub: key }, `${root}/${key}`) !== null);

/** A document kept by Yjs alone, as the full way keeps it. */
function reference() {
  const doc = new Y.Doc({ gc: true });
  const names = new RootNames(doc);
  const lengths: TextLengths = new Map();
  let emitted: Uint8Array | null = null;
  let changes: readonly Change[] = [];
  let last: Y.Transaction | null = null;
  doc.on('update', (update: Uint8Array) => { emitted = update; });
  doc.on('afterTransaction', (transaction: Y.Transaction) => { last = transaction; changes = changesOf(transaction, names, schema, lengths); });
  return {
    doc, names,
    apply(update: Uint8Array) {
      emitted = null;
      changes = [];
      last = null;
      Y.applyUpdate(doc, update);
      return { emitted, changes, transaction: last as Y.Transaction | null, whole: doc.store.pendingStructs === null && doc.store.pendingDs === null };
    },
  };
}

const byName = <K, V>(map: ReadonlyMap<K, V>): [K, V][] => [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
/** Rules are looked up when they are needed. */
const withoutRule = (own: readonly (readonly [unknown, { readonly key: string }])[]) => own.map(([name, current]) => [name, { ...current, rule: null }]);
const contents = (table: StraightTable) => ({ keys: withoutRule(byName(table.byKey)), ids: byName(table.byId).filter(([, own]) => own.size > 0).map(([author, own]) => [author, withoutRule(byName(own))]) });

interface Client { doc: Y.Doc; heard: number; out: Uint8Array[] }

/** Three people at three documents that hear of each other late, or never; one in five updates has a bit turned over. */
function run(seed: number, counts: { taken: number; passedOn: number; mutatedTaken: number; mutated: number }): void {
  const chance = seededChance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const server = reference();
  let table = new StraightTable(server.doc, schema);
  const log: Uint8Array[] = [];
  // the same document, brought up to date by many straight edits at once
  const late = new Y.Doc({ gc: true });
  const behind = new Backlog();
  const catchUp = (): void => {
    if (behind.count > 0) Y.applyUpdate(late, behind.take());
    expect(late.store.pendingStructs ?? late.store.pendingDs, `seed ${seed}: nothing waits behind`).toBe(null);
    expect(Y.equalSnapshots(Y.snapshot(late), Y.snapshot(server.doc)), `seed ${seed}: the same edits`).toBe(true);
    expect(valuesOf(late), `seed ${seed}: the same values`).toEqual(valuesOf(server.doc));
  };
  const fresh = (from: Uint8Array | null): Client => {
    const doc = new Y.Doc({ gc: chance() < 0.8 });
    doc.clientID = Math.floor(chance() * 0xffffffff);
    if (from !== null) Y.applyUpdate(doc, from, 'server');
    const client: Client = { doc, heard: log.length, out: [] };
    doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'server') client.out.push(update); });
    return client;
  };
  const clients = [fresh(null), fresh(null), fresh(null)];

  const edit = (doc: Y.Doc): void => {
    const [root, key, values] = pick(allowed);
    const map = doc.getMap(root);
    const r = chance();
    if (r < 0.75) map.set(key, pick(values));
    else if (r < 0.85) map.delete(key);
    else if (r < 0.95) doc.transact(() => { for (let i = 0; i < 4; i++) { const [other, k, v] = pick(allowed); doc.getMap(other).set(k, pick(v)); } });
    else doc.getText(TEXT).insert(0, 'abc');
  };

  const receive = (update: Uint8Array): boolean => {
    const straight = takeStraight(table, update, { most: 256, next: (author) => Y.getState(server.doc.store, author), mayUse: () => true });
    if (straight === null) return false;
    behind.push(update, straight);
    const { emitted, changes, whole } = server.apply(update);
    expect(whole, `seed ${seed}: nothing waits`).toBe(true);
    expect(emitted && Buffer.from(emitted).toString('hex'), `seed ${seed}: bytes`).toBe(Buffer.from(update).toString('hex'));
    expect(straight.changes, `seed ${seed}: changes`).toEqual(changes);
    expect(contents(table), `seed ${seed}: table`).toEqual(contents(new StraightTable(server.doc, schema)));
    if (straight.author !== null) expect(straight.next).toBe(Y.getState(server.doc.store, straight.author));
    log.push(update);
    return true;
  };
  const fullWay = (update: Uint8Array): void => {
    catchUp();
    const { emitted, transaction } = server.apply(update);
    if (transaction !== null) table.follow(transaction, server.names);
    expect(contents(table), `seed ${seed}: table after the full way`).toEqual(contents(new StraightTable(server.doc, schema)));
    if (emitted !== null) {
      log.push(emitted);
      Y.applyUpdate(late, emitted);
    }
  };

  for (let step = 0; step < 100; step++) {
    const client = pick(clients);
    const r = chance();
    if (r < 0.5) edit(client.doc);
    else if (r < 0.7) while (client.heard < log.length && chance() < 0.9) Y.applyUpdate(client.doc, log[client.heard++]!, 'server');
    else for (const update of client.out.splice(0)) {
      if (chance() < 0.2) {
        const bent = Uint8Array.from(update);
        bent[Math.floor(chance() * bent.length)]! ^= 1 << Math.floor(chance() * 8);
        counts.mutated++;
        if (receive(bent)) {
          // the client holds another edit under the same clock now: it begins anew, as after a reject
          counts.mutatedTaken++;
          clients[clients.indexOf(client)] = fresh(Y.encodeStateAsUpdate(server.doc));
          break;
        }
      }
      if (receive(update)) counts.taken++;
      else {
        counts.passedOn++;
        fullWay(update);
      }
    }
    if (chance() < 0.05) catchUp();
    if (chance() < 0.02) table = new StraightTable(server.doc, schema);
  }
}

test('GATE-15: whatever is taken straight, Yjs takes with the same bytes, changes and values', () => {
  const counts = { taken: 0, passedOn: 0, mutated: 0, mutatedTaken: 0 };
  const seed = Math.floor(Date.now() % 1_000_000);
  for (let i = 0; i < 150; i++) run(seed + i, counts);
  console.log(`straight edits, seeds ${seed} to ${seed + 149}: ${JSON.stringify(counts)}`);
  expect(counts.taken).toBeGreaterThan(500);
  expect(counts.passedOn).toBeGreaterThan(100);
});

describe('a section that takes straight edits', () => {
  let presence: Map<number, PersonId>;
  const make = (limits: Partial<typeof SHIPPED_LIMITS> = {}): LiveSection =>
    new LiveSection(null, { schema, limits: { ...SHIPPED_LIMITS, ...limits }, random: seededBytes(5), presenceOwner: (id) => presence.get(id) });
  /** A client's updates, one an edit. */
  function client(author: number) {
    const doc = new Y.Doc();
    doc.clientID = author;
    const out: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'server') out.push(update); });
    return { doc, set: (key: string, value: unknown): Uint8Array => { doc.getMap('fields').set(key, value); return out.splice(0)[0]!; } };
  }
  beforeEach(() => { presence = new Map(); });

  test('GATE-15: the document has every edit whenever somebody looks', () => {
    fc.assert(fc.property(fc.array(fc.record({ who: fc.integer({ min: 0, max: 2 }), value: fc.string({ maxLength: 20 }), look: fc.boolean() }), { maxLength: 600 }), (edits) => {
      const section = make();
      const clients = [client(11), client(12), client(13)];
      let last: unknown = undefined;
      for (const { who, value, look } of edits) {
        const update = clients[who]!.set('customer.name', value);
        const applied = section.apply(update, ANN, true);
        expect(applied).not.toBeNull();
        for (const other of clients) if (other !== clients[who]) Y.applyUpdate(other.doc, applied!.update, 'server');
        last = value;
        if (look) expect(section.doc.getMap('fields').get('customer.name')).toBe(last);
      }
      expect(section.seq).toBe(edits.length);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, section.snapshot().snapshot);
      expect(copy.getMap('fields').get('customer.name')).toBe(last);
      for (const { doc } of clients) expect(doc.getMap('fields').get('customer.name')).toBe(last);
    }), { numRuns: 20 });
  });

  test('GATE-7: an author id of another person, of whoever shows presence, or beyond the limit is refused as ever', () => {
    const section = make({ authorsPerSection: 2 });
    section.apply(client(11).set('customer.name', 'a'), ANN, true);
    presence.set(12, ANN);
    const foreign = (author: number, person: PersonId, key = 'customer.shortName'): string => {
      try {
        section.apply(client(author).set(key, 'x'), person, true);
        return 'ok';
      } catch (error) {
        return (error as { code?: string }).code ?? 'tainted';
      }
    };
    expect(foreign(12, BOB)).toBe('foreign-author');
    expect(foreign(12, ANN)).toBe('ok');
    expect(foreign(13, ANN)).toBe('epoch');
    const again = client(11);
    again.set('customer.name', 'a');
    const update = again.set('customer.name', 'b');
    expect(() => section.apply(update, BOB, true)).toThrow(expect.objectContaining({ code: 'foreign-author' }));
    expect(() => section.apply(update, ANN, false)).toThrow(expect.objectContaining({ code: 'read-only' }));
  });
});
