/** What an edit leaves of a long text in the history: pieces that make the new text from the old one, whoever wrote it and in whatever order it came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applySteps, compose, invert, parsePieces, rebase, stepsOf } from '../../model/text-pieces.ts';
import type { TextStep } from '../../model/text-pieces.ts';
import { PIECE_CHARS, textChange } from '../../server/sync/text-change.ts';

const ROOT = 'text:org.businessScope';
const SEED = Number(process.env['SEED'] ?? Date.now() % 1e9);
const params = { seed: SEED, numRuns: 200 };

/** A document that writes down the pieces of every transaction. */
function watched(budget = PIECE_CHARS) {
  const doc = new Y.Doc();
  const text = doc.getText(ROOT);
  const changes: { old: string | null; new: string | null; length: number }[] = [];
  doc.on('afterTransaction', (transaction) => {
    if (transaction.changed.has(text as never)) changes.push(textChange(transaction, text as never, { left: budget }));
  });
  const last = (): readonly TextStep[] => {
    const change = changes.at(-1)!;
    return stepsOf({ removed: parsePieces(change.old), inserted: parsePieces(change.new) });
  };
  return { doc, text, changes, last };
}

const edit = fc.record({ who: fc.nat(2), at: fc.nat(200), remove: fc.nat(6), insert: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '客', '户', '\n'), maxLength: 8 }), sync: fc.boolean() });

function change(doc: Y.Doc, { at, remove, insert }: { at: number; remove: number; insert: string }): void {
  const text = doc.getText(ROOT);
  const from = Math.min(at, text.length);
  doc.transact(() => {
    text.delete(from, Math.min(remove, text.length - from));
    text.insert(from, insert);
  });
}

describe(`ROOM-10: pieces of long texts (seed ${SEED})`, () => {
  it('applied to the text before they give the text after, for edits of several people merged in any order', () => {
    fc.assert(fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const server = watched();
      const people = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      const merge = (doc: Y.Doc): void => {
        const before = server.text.toString();
        const count = server.changes.length;
        Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server.doc)));
        const after = server.text.toString();
        if (server.changes.length > count) {
          expect(applySteps(before, server.last())).toBe(after);
          expect(server.changes.at(-1)!.length).toBe(after.length);
          expect(applySteps(after, invert(server.last()))).toBe(before);
        } else expect(after).toBe(before);
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(doc)));
      };
      for (const each of edits) {
        change(people[each.who]!, each);
        if (each.sync) merge(people[each.who]!);
      }
      people.forEach(merge);
    }), params);
  });

  it('follow each other as one, and are taken back after others where nothing of them is gone', () => {
    const three = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 }), fc.array(edit, { minLength: 1, maxLength: 6 }), fc.array(edit, { maxLength: 6 }));
    fc.assert(fc.property(three, ([start, own, later]) => {
      const { doc, text, last } = watched();
      text.insert(0, start);
      const run = (edits: typeof own): readonly TextStep[] => {
        let all: readonly TextStep[] = [];
        for (const each of edits) {
          const before = text.toString();
          change(doc, each);
          if (text.toString() !== before || each.insert !== '') all = compose(all, each.remove === 0 && each.insert === '' ? [] : last());
        }
        return all;
      };
      const first = run(own);
      const middle = text.toString();
      expect(applySteps(start, first)).toBe(middle);
      const second = run(later);
      expect(applySteps(start, compose(first, second))).toBe(text.toString());
      const { steps, whole } = rebase(invert(first), second);
      const back = applySteps(text.toString(), steps);
      if (whole) expect(back, `${start} → ${middle} → ${text.toString()}`).not.toBe(undefined);
      // with nothing after it, taking back gives the very text before
      expect(applySteps(middle, rebase(invert(first), []).steps)).toBe(start);
    }), params);
  });

  it('takes one piece out of what others wrote on', () => {
    const { doc, text, last } = watched();
    text.insert(0, 'Wants samples by June.');
    change(doc, { at: 6, remove: 7, insert: 'prices' });
    const first = last();
    expect(text.toString()).toBe('Wants prices by June.');
    text.insert(0, 'Urgent! ');
    const later = last();
    expect(applySteps(text.toString(), rebase(invert(first), later).steps)).toBe('Urgent! Wants samples by June.');
    text.delete(14, 3);
    const gone = compose(later, last());
    expect(rebase(invert(first), gone).whole).toBe(false);
  });

  it('beyond the most that an edit keeps are lengths', () => {
    const { text, changes, last } = watched(100);
    text.insert(0, 'x'.repeat(150));
    expect(changes.at(-1)).toEqual({ old: null, new: '[[0,150]]', length: 150 });
    expect(applySteps('', last())).toBe(undefined);
    text.delete(10, 20);
    expect(changes.at(-1)).toEqual({ old: `[[10,"${'x'.repeat(20)}"]]`, new: null, length: 130 });
  });

  it('knows no piece that came and went in one edit', () => {
    const { doc, text, changes } = watched();
    doc.transact(() => {
      text.insert(0, 'gone');
      text.delete(0, 4);
    });
    expect(changes.at(-1)).toEqual({ old: null, new: null, length: 0 });
  });
});
