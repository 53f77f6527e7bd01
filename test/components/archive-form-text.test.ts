/** Long text under two pairs of hands: splices, carets and compositions, as properties with seeds and as cases. */
import { expect } from '@esm-bundle/chai';
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { TextBinding } from '../../components/form/text-binding.ts';
import { applyDelta, diff, mapIndex, rebase, rebaseCaret, splice, type Delta } from '../../components/form/text-change.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '中', '😀', '\n'), maxLength: 12 });
const seeded = { numRuns: 300, verbose: 1 } as const;

/** A change of `text` that somebody else might make, as Yjs would report it. */
function remote(text: string, at: number, remove: number, insert: string): Delta {
  const from = Math.min(at, text.length);
  const gone = Math.min(remove, text.length - from);
  return [{ retain: from }, ...(insert ? [{ insert }] : []), ...(gone ? [{ delete: gone }] : [])];
}
const step = fc.tuple(fc.nat(12), fc.nat(4), fc.string({ unit: fc.constantFrom('x', 'y', '文'), maxLength: 4 }));

describe('text changes', () => {
  it('a splice turns the old text into the new one', () => {
    fc.assert(fc.property(letters, letters, fc.nat(12), (before, after, caret) => {
      const change = diff(before, after, Math.min(caret, after.length));
      expect(change === null ? before : splice(before, change)).to.equal(after);
    }), seeded);
  });

  it('a splice never cuts a surrogate pair', () => {
    fc.assert(fc.property(letters, letters, (before, after) => {
      const change = diff(before, after);
      if (change === null) return;
      expect(change.insert, 'half a pair is put in').not.to.match(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      const text = new Y.Doc().getText('t');
      text.insert(0, before);
      text.delete(change.at, change.remove);
      text.insert(change.at, change.insert);
      expect(text.toString()).to.equal(after);
    }), seeded);
    expect(diff('😀', '😁')).to.deep.equal({ at: 0, remove: 2, insert: '😁' });
  });

  it('of several splices that fit, the one at the caret is taken', () => {
    expect(diff('aaa', 'aaaa', 1)).to.deep.equal({ at: 0, remove: 0, insert: 'a' });
    expect(diff('aaa', 'aaaa', 3)).to.deep.equal({ at: 2, remove: 0, insert: 'a' });
  });

  it('a position keeps what stood before and behind it', () => {
    expect(mapIndex(3, [{ insert: 'xx' }])).to.equal(5);
    expect(mapIndex(3, [{ retain: 3 }, { insert: 'xx' }])).to.equal(3);
    expect(mapIndex(3, [{ retain: 3 }, { insert: 'xx' }], true)).to.equal(5);
    expect(mapIndex(3, [{ retain: 1 }, { delete: 5 }])).to.equal(1);
    expect(mapIndex(3, [{ retain: 7 }, { insert: 'xx' }])).to.equal(3);
  });

  it('one’s own change after the others’ deletes only what one saw and keeps all they wrote', () => {
    fc.assert(fc.property(letters, fc.nat(12), fc.nat(6), fc.string({ unit: fc.constantFrom('o', '自'), maxLength: 4 }), fc.array(step, { maxLength: 4 }), (base, at, remove, insert, steps) => {
      const from = Math.min(at, base.length);
      const own = { at: from, remove: Math.min(remove, base.length - from), insert };
      let theirs = base;
      const deltas: Delta[] = [];
      for (const [where, gone, put] of steps) {
        const delta = remote(theirs, where, gone, put);
        deltas.push(delta);
        theirs = applyDelta(theirs, delta);
      }
      const done = rebase(own, deltas);
      let result = theirs;
      for (const span of [...done.remove].reverse()) result = splice(result, { at: span.from, remove: span.to - span.from, insert: '' });
      result = splice(result, { at: done.at, remove: 0, insert: done.insert });
      const only = (text: string, set: RegExp) => [...text].filter((letter) => set.test(letter)).join('');
      expect(only(result, /[xy文]/), 'what others wrote').to.equal(only(theirs, /[xy文]/));
      expect(only(result, /[o自]/), 'what one wrote').to.equal(insert);
      const caret = rebaseCaret(own.at + insert.length, own, deltas);
      expect(result.slice(caret - insert.length, caret), 'the caret is behind one’s own words').to.equal(insert);
      for (let i = 0; i <= base.length - own.remove + insert.length; i++) expect(rebaseCaret(i, own, deltas)).to.be.within(0, result.length);
    }), seeded);
  });
});

interface Pair { readonly area: HTMLTextAreaElement; readonly mine: Y.Text; readonly theirs: Y.Text; readonly binding: TextBinding; readonly remove: () => void }

/** A bound textarea and a second document, wired both ways. */
function pair(text: string): Pair {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const wire = (from: Y.Doc, to: Y.Doc) => from.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'wire') Y.applyUpdate(to, update, 'wire'); });
  wire(a, b);
  wire(b, a);
  b.getText('t').insert(0, text);
  const host = document.createElement('div');
  const area = host.appendChild(document.createElement('textarea'));
  area.rows = 3;
  document.body.append(host);
  const origin = {};
  const binding = new TextBinding(area, a.getText('t'), { origin, edit: (change) => a.transact(change, origin) });
  area.focus();
  return { area, mine: a.getText('t'), theirs: b.getText('t'), binding, remove: () => { binding.destroy(); host.remove(); } };
}

/** What the browser does when a person types: the value first, then the event. */
function type(area: HTMLTextAreaElement, insert: string, composing = false): void {
  area.setRangeText(insert, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new InputEvent('input', { data: insert, isComposing: composing, bubbles: true }));
}

describe('a textarea on a shared text', () => {
  let now: Pair;
  afterEach(() => now.remove());

  it('sends what is typed as small edits', () => {
    now = pair('Hello world');
    now.area.setSelectionRange(5, 5);
    type(now.area, ' small');
    expect(now.theirs.toString()).to.equal('Hello small world');
  });

  it('keeps the selection while somebody writes before, inside and behind it', () => {
    now = pair('one two three');
    now.area.setSelectionRange(4, 7);
    now.theirs.insert(0, '>> ');
    expect([now.area.selectionStart, now.area.selectionEnd]).to.deep.equal([7, 10]);
    now.theirs.insert(8, '-');
    expect(now.area.value.slice(now.area.selectionStart, now.area.selectionEnd)).to.equal('t-wo');
    now.theirs.insert(now.theirs.length, ' four');
    expect(now.area.value).to.equal('>> one t-wo three four');
    expect(now.area.value.slice(now.area.selectionStart, now.area.selectionEnd)).to.equal('t-wo');
  });

  it('keeps the scroll position and the direction of the selection', () => {
    now = pair(Array.from({ length: 60 }, (_, i) => `line ${i}`).join('\n'));
    now.area.setSelectionRange(40, 60, 'backward');
    now.area.scrollTop = 120;
    const scroll = now.area.scrollTop;
    now.theirs.insert(now.theirs.length, '\nmore');
    expect(now.area.scrollTop).to.equal(scroll);
    expect(now.area.selectionDirection).to.equal('backward');
  });

  it('leaves the text alone while an input method composes and merges at its end', () => {
    now = pair('你好世界');
    now.area.setSelectionRange(2, 2);
    now.area.dispatchEvent(new CompositionEvent('compositionstart'));
    type(now.area, 'zhong', true);
    now.theirs.insert(0, '他说:');
    now.theirs.insert(now.theirs.length, '!');
    expect(now.area.value, 'nothing moves under the candidate window').to.equal('你好zhong世界');
    expect(now.theirs.toString(), 'half a composition is nobody’s business').to.equal('他说:你好世界!');
    now.area.setRangeText('中', 2, 7, 'end');
    now.area.dispatchEvent(new CompositionEvent('compositionend', { data: '中' }));
    now.area.dispatchEvent(new InputEvent('input', { data: '中' }));
    expect(now.area.value).to.equal('他说:你好中世界!');
    expect(now.theirs.toString()).to.equal('他说:你好中世界!');
    expect(now.area.selectionStart, 'the caret is behind what was composed').to.equal(6);
  });

  it('a composition that is dropped without an end sends nothing and hears again', () => {
    now = pair('abc');
    now.area.dispatchEvent(new CompositionEvent('compositionstart'));
    now.theirs.insert(3, 'd');
    now.area.blur();
    expect(now.area.value).to.equal('abcd');
  });

  it('reads other line ends as one and mends them with the first edit', () => {
    now = pair('a\r\nb\rc');
    expect(now.area.value).to.equal('a\nb\nc');
    now.area.setSelectionRange(3, 3);
    type(now.area, '!');
    expect(now.theirs.toString()).to.equal('a\nb!\nc');
  });

  it('two people typing at random end with one text, and each caret stays behind the person’s last letter', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(20), fc.nat(3), fc.string({ unit: fc.constantFrom('p', '群', '😀'), minLength: 1, maxLength: 3 })), { maxLength: 20 }), (moves) => {
      const both = pair('start');
      let caret = 0;
      both.area.setSelectionRange(0, 0);
      for (const [own, at, gone, put] of moves) {
        if (own) {
          both.area.setSelectionRange(caret, caret);
          type(both.area, 'o');
          caret = both.area.selectionStart;
        } else {
          // another person's editor never cuts a pair either
          const units = [...both.theirs.toString()];
          const from = units.slice(0, at).join('').length;
          both.theirs.doc!.transact(() => {
            both.theirs.delete(from, units.slice(at, at + gone).join('').length);
            both.theirs.insert(from, put);
          });
          caret = both.area.selectionStart;
        }
      }
      const [seen, mine, theirs] = [both.area.value, both.mine.toString(), both.theirs.toString()];
      both.remove();
      expect(seen).to.equal(mine);
      expect(mine).to.equal(theirs);
      expect(theirs).not.to.include('\ufffd');
    }), { numRuns: 80, verbose: 1 });
    now = pair('');
  });
});
