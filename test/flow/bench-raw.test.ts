/** What the generator of `npm run bench sync` writes by hand is what Yjs and y-protocols write and read. */
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { chances, STRUCT_BOMB } from '../bench/sync/attacks.ts';
import { awarenessUpdate, Seen } from '../bench/sync/awareness.ts';
import { eachMark, marked, RawMapWriter } from '../bench/sync/raw.ts';

it('an update is byte by byte the one that Yjs emits, new or overwriting', () => {
  const doc = new Y.Doc();
  doc.clientID = 12_345;
  const emitted: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => emitted.push(update));
  const writer = new RawMapWriter(doc.clientID, 'rows');
  for (let n = 0; n < 500; n++) {
    doc.getMap('rows').set(`k${n % 7}`, marked(n));
    expect(Buffer.from(writer.set(`k${n % 7}`, marked(n))).toString('hex')).toBe(Buffer.from(emitted[n]!).toString('hex'));
  }
});

it('an update of many keys, one of them twice, is whole and leaves nothing waiting', () => {
  const doc = new Y.Doc();
  const writer = new RawMapWriter(7, 'bench');
  Y.applyUpdate(doc, writer.set('a', 'before'));
  Y.applyUpdate(doc, writer.setMany([['a', '1'], ['b', '2'], ['a', '3']]));
  expect(doc.getMap('bench').toJSON()).toEqual({ a: '3', b: '2' });
  expect(doc.store.pendingStructs).toBeNull();
});

it('a marked value is found in any bytes that hold it, once each', () => {
  const doc = new Y.Doc();
  for (const n of [3, 499, 123_456_789]) doc.getMap('bench').set(`k${n}`, marked(n));
  const found: number[] = [];
  eachMark(Buffer.from(Y.encodeStateAsUpdate(doc)), (n) => found.push(n));
  expect(found.sort((a, b) => a - b)).toEqual([3, 499, 123_456_789]);
});

it('presence is written and read as y-protocols does', () => {
  const presence = new Awareness(new Y.Doc());
  const seen = new Seen();
  for (const update of [awarenessUpdate([[7, 1, { user: { id: 'ann' } }]]), awarenessUpdate([[7, 0, { user: { id: 'older' } }]])]) {
    applyAwarenessUpdate(presence, update, null);
    seen.hear(update);
  }
  expect(seen.of(7)).toEqual(presence.getStates().get(7));
  expect(seen.person(7)).toBe('ann');
  seen.hear(awarenessUpdate([[7, 2, null]]));
  expect(seen.of(7)).toBeNull();
  presence.destroy();
});

it('the struct bomb has seven bytes, and chance comes from its seed', () => {
  expect(STRUCT_BOMB).toHaveLength(7);
  expect(chances(42)()).toBe(chances(42)());
});
