/** Edits larger than a frame go in pieces, each of which a document takes as it comes. */
import { expect } from '@esm-bundle/chai';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { cut, cutMessage } from '../../components/line/pieces.ts';

/** A seeded row of numbers, so that a failure can be had again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** Applies one after the other; nothing may wait for what comes later. */
function apply(pieces: readonly Uint8Array[], base: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  for (const piece of pieces) {
    Y.applyUpdate(doc, piece);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('a piece rests on a later one');
  }
  return doc;
}

const shown = (doc: Y.Doc): string => JSON.stringify([doc.getText('text:a').toString(), doc.getText('text:b').toString(), [...doc.getMap('fields').entries()].sort()]);

describe('pieces of a large edit', () => {
  it('together are the edit, each rests only on those before it, none is larger than it may be', () => {
    const seed = Date.now() % 1_000_000;
    for (let round = 0; round < 60; round++) {
      const random = chance(seed + round);
      const name = `seed ${seed + round}`;
      const server = new Y.Doc();
      server.getText('text:a').insert(0, 'what was there before');
      server.getMap('fields').set('x', 1);
      const base = Y.encodeStateAsUpdate(server);
      // several authors of one page that was offline: tabs that are gone, and this one
      const docs = [0, 1, 2].map(() => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, base);
        return doc;
      });
      for (let step = 0; step < 40; step++) {
        const doc = docs[random(3)]!;
        const text = doc.getText(random(2) === 0 ? 'text:a' : 'text:b');
        if (random(4) === 0 && text.length > 5) text.delete(random(text.length - 4), 3);
        else if (random(3) === 0) doc.getMap('fields').set(`f${random(9)}`, '字é'.repeat(random(200)));
        else text.insert(random(text.length + 1), '字éx'.repeat(1 + random(400)));
        if (random(5) === 0) Y.applyUpdate(docs[2]!, Y.encodeStateAsUpdate(doc));
      }
      for (const doc of docs) Y.applyUpdate(docs[2]!, Y.encodeStateAsUpdate(doc));
      const update = Y.encodeStateAsUpdate(docs[2]!, Y.encodeStateVectorFromUpdate(base));
      const most = 2_000 + random(4_000);
      const pieces = cut(update, most);
      const whole = apply(pieces, base);
      expect(shown(whole) === shown(docs[2]!), name).to.equal(true);
      expect([...Y.encodeStateAsUpdate(whole, Y.encodeStateVector(docs[2]!))].slice(0, 1), name).to.deep.equal([0]);
    }
  });

  it('of one long text part no character in two', () => {
    const doc = new Y.Doc();
    doc.getText('text:a').insert(0, 'x' + '𝕏'.repeat(60_000));
    const pieces = cut(Y.encodeStateAsUpdate(doc), 200_000);
    expect(pieces.length).to.be.greaterThan(1);
    for (const piece of pieces) expect(piece.length).to.be.lessThan(256 * 1024);
    expect(apply(pieces, new Uint8Array([0, 0])).getText('text:a').toString() === doc.getText('text:a').toString()).to.equal(true);
  });

  it('hold no more structs than the server takes in one edit, and no more values', () => {
    const doc = new Y.Doc();
    const undo = new Y.UndoManager(doc.getMap('fields'));
    doc.transact(() => {
      for (let i = 0; i < 6_000; i++) doc.getMap('rows').set(`methods/x${i}/value`, 'v');
    });
    for (let i = 0; i < 3_000; i++) doc.getMap('fields').set('a', i);
    const pieces = cut(Y.encodeStateAsUpdate(doc), 200_000);
    for (const piece of pieces) {
      const { structs } = Y.decodeUpdate(piece);
      const values = structs.reduce((sum, struct) => sum + (struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr.length : 1), 0);
      expect(structs.length).to.be.lessThan(2_500);
      expect(values).to.be.lessThan(2_500);
    }
    const whole = apply(pieces, new Uint8Array([0, 0]));
    expect(whole.getMap('rows').size).to.equal(6_000);
    expect(whole.getMap('fields').get('a')).to.equal(2_999);
    undo.destroy();
  });

  it('keep the first message’s type; the others are updates', () => {
    const doc = new Y.Doc();
    for (let i = 0; i < 50; i++) doc.getMap('fields').set(`f${i}`, 'x'.repeat(8_000));
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc));
    const messages = cutMessage(encoding.toUint8Array(encoder), 200_000);
    expect(messages.map((message) => [message[0], message[1]])).to.deep.equal([[0, 1], [0, 2], [0, 2]]);
  });
});
