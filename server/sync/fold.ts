/** A section written anew under one author id: Yjs slows down with every id that ever wrote in a document. When that is due is left to `step-fold.ts`. */
import * as Y from 'yjs';
import { holds, valuesOf } from './section-values.ts';
import type { Values } from './section-values.ts';

export interface Folded { readonly snapshot: Uint8Array; readonly stateVector: Uint8Array }

/** Null when the outcome would not hold the same values. */
export const fold = (doc: Y.Doc, author: number): Folded | null => foldValues(valuesOf(doc), author);

/** The same for values that are no document yet; what is empty in them is not there. */
export function foldValues(given: Values, author: number): Folded | null {
  const values: Values = new Map([...given].filter(([, held]) => (typeof held === 'string' ? held !== '' : held.size > 0)));
  const folded = rewritten(values, author);
  const snapshot = Y.encodeStateAsUpdate(folded);
  const stateVector = Y.encodeStateVector(folded);
  return holds(snapshot, stateVector, values) ? { snapshot, stateVector } : null;
}

function rewritten(values: Values, author: number): Y.Doc {
  const doc = new Y.Doc({ gc: true, guid: '' });
  doc.clientID = author;
  doc.transact(() => {
    for (const [root, held] of values) {
      if (typeof held === 'string') doc.getText(root).insert(0, held);
      else for (const [key, value] of held) doc.getMap(root).set(key, value);
    }
  });
  return doc;
}

