/** The kit's Yjs, from which `build/without-nested.ts` takes what no section needs, does what all of Yjs does: byte for byte, event for event, whatever way updates take. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as Yjs from 'yjs';
import { shortYjs } from '../../build/without-nested.ts';

type Library = typeof Yjs;
/** What it complains of: that it is here twice. */
const lone = (code: string): string => code.replace(/if \(glo\[importIdentifier\] === true\) \{[^}]*\}/, '');
const source = fileURLToPath(import.meta.resolve('yjs')).replace(/[^/]+$/, 'yjs.mjs');
// where its own imports are found
const folder = join(dirname(source), '../../.cache/dossier-short-yjs');
let libraries: readonly [all: Library, short: Library];

beforeAll(async () => {
  const whole = readFileSync(source, 'utf8');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'short.mjs'), lone(shortYjs(whole)));
  writeFileSync(join(folder, 'whole.mjs'), lone(whole));
  libraries = [await import(pathToFileURL(join(folder, 'whole.mjs')).href) as Library, await import(pathToFileURL(join(folder, 'short.mjs')).href) as Library];
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const PEOPLE = 3;
type Act =
  | { readonly kind: 'set'; readonly who: number; readonly key: string; readonly value: string | number | boolean | null }
  | { readonly kind: 'insert'; readonly who: number; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly who: number; readonly at: number; readonly length: number }
  | { readonly kind: 'undo' | 'redo' | 'stop'; readonly who: number }
  /** One of the updates that are on their way, whichever: what rests on one that is missing waits for it. */
  | { readonly kind: 'deliver'; readonly who: number; readonly which: number }
  | { readonly kind: 'answer'; readonly who: number; readonly whom: number };

const who = fc.nat(PEOPLE - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), who, key: fc.constantFrom('a', 'b', 'people/p1/name'), value: fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.boolean(), fc.constant(null)) }),
  fc.record({ kind: fc.constant('insert' as const), who, at: fc.nat(20), text: fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('delete' as const), who, at: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'stop' as const), who }),
  fc.record({ kind: fc.constant('deliver' as const), who, which: fc.nat(10) }),
  fc.record({ kind: fc.constant('deliver' as const), who, which: fc.nat(10) }),
  fc.record({ kind: fc.constant('answer' as const), who, whom: who }),
);

/** What is told and what is held, in a world of one of the libraries. */
function played(Y: Library, acts: readonly Act[]): readonly string[] {
  const told: string[] = [];
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = i + 1;
    const [fields, text, origin] = [doc.getMap('fields'), doc.getText('text:note'), {}];
    fields.observe((event) => told.push(`${i} fields ${JSON.stringify([...event.keys].sort())} ${event.transaction.local}`));
    text.observe((event) => told.push(`${i} text ${JSON.stringify(event.delta)}`));
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), captureTimeout: 1e9 });
    return { doc, fields, text, origin, undo, waiting: [] as Uint8Array[] };
  });
  for (const [i, { doc }] of people.entries()) {
    doc.on('update', (update: Uint8Array, from: unknown) => {
      told.push(`${i} update ${Buffer.from(update).toString('hex')}`);
      if (from !== 'line') for (const other of people) if (other.doc !== doc) other.waiting.push(update);
    });
  }
  for (const each of acts) {
    const { doc, fields, text, origin, undo, waiting } = people[each.who]!;
    switch (each.kind) {
      case 'set': doc.transact(() => { if (each.value === null) fields.delete(each.key); else fields.set(each.key, each.value); }, origin); break;
      case 'insert': doc.transact(() => text.insert(Math.min(each.at, text.length), each.text), origin); break;
      case 'delete': if (each.at < text.length) doc.transact(() => text.delete(each.at, Math.min(each.length, text.length - each.at)), origin); break;
      case 'undo': case 'redo': undo[each.kind](); break;
      case 'stop': undo.stopCapturing(); break;
      case 'deliver': if (waiting.length > 0) Y.applyUpdate(doc, waiting.splice(each.which % waiting.length, 1)[0]!, 'line'); break;
      case 'answer': Y.applyUpdate(doc, Y.encodeStateAsUpdate(people[each.whom]!.doc, Y.encodeStateVector(doc)), 'line'); break;
    }
    told.push(`${text.toString()} ${JSON.stringify([...fields.entries()])} ${Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')}`);
  }
  for (const { doc } of people) doc.destroy();
  return told;
}

it('says and holds what all of Yjs says and holds: values, plain texts, undo, updates in any order', () => {
  fc.assert(fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), (acts) => { expect(played(libraries[1], acts)).toEqual(played(libraries[0], acts)); }), { numRuns: 300 });
});

it('turns away what no section holds, and fails the build where Yjs is another', () => {
  const [all, short] = libraries;
  const doc = new all.Doc();
  doc.getArray('list').insert(0, ['one', new all.Map()]);
  const there = new short.Doc();
  expect(() => short.applyUpdate(there, all.encodeStateAsUpdate(doc))).toThrow('a section holds no such type');
  expect(() => shortYjs(readFileSync(source, 'utf8').replaceAll('const deleteText', 'const deletedText'))).toThrow('Yjs has changed');
});
