/** All values of a section's document, to be compared with those of another: a new snapshot or a new epoch must hold the same (ROOM-15, ROOM-17). */
import * as Y from 'yjs';
import { ROOTS } from '../../model/section-doc.ts';

/** By root: a text, or values by key. What is empty is not there, so that a root that was only looked at makes no difference. */
export type Values = ReadonlyMap<string, string | ReadonlyMap<string, unknown>>;

export function valuesOf(doc: Y.Doc): Values {
  const all = new Map<string, string | ReadonlyMap<string, unknown>>();
  for (const root of doc.share.keys()) {
    if (root.startsWith(ROOTS.text)) {
      const text = doc.getText(root).toString();
      if (text !== '') all.set(root, text);
    } else {
      const values = new Map<string, unknown>();
      doc.getMap(root).forEach((value, key) => values.set(key, value));
      if (values.size > 0) all.set(root, values);
    }
  }
  return all;
}

export function sameValues(one: Values, other: Values): boolean {
  if (one.size !== other.size) return false;
  for (const [root, held] of one) {
    const its = other.get(root);
    if (typeof held === 'string' || typeof its === 'string' || its === undefined) {
      if (held !== its) return false;
    } else if (held.size !== its.size || ![...held].every(([key, value]) => its.has(key) && Object.is(its.get(key), value))) return false;
  }
  return true;
}

/** Whether these bytes alone make a whole document with this state vector and these values. */
export function holds(snapshot: Uint8Array, stateVector: Uint8Array, values: Values): boolean {
  const doc = new Y.Doc({ gc: true, guid: '' });
  Y.applyUpdate(doc, snapshot);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return false;
  return Buffer.compare(Y.encodeStateVector(doc), stateVector) === 0 && sameValues(values, valuesOf(doc));
}
