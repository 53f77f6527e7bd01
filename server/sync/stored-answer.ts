/** A first sync straight from what is on disk, without a Y.Doc. */
import * as Y from 'yjs';
import type { StoredSection } from '../storage/storage.ts';

/** What a client lacks, and what the section holds. */
export interface Answer { readonly update: Uint8Array; readonly vector: Uint8Array }

export const NOTHING = Uint8Array.of(0, 0);
export const NO_STATE = Uint8Array.of(0);
export const FIRST_EPOCH = 1;

/** Undefined when only the document can tell: updates lie behind the snapshot, or the client has some of it. */
export function storedAnswer(stored: StoredSection | null, vector: Uint8Array): Answer | undefined {
  if (stored === null) return { update: NOTHING, vector: NO_STATE };
  const { tail, snapshot, stateVector } = stored;
  if (tail.length > 0 || snapshot === null || stateVector === null) return undefined;
  if (vector.length === 1) return { update: snapshot, vector: stateVector };
  return Buffer.compare(vector, stateVector) === 0 ? { update: deletesIn(stored, snapshot, stateVector), vector: stateVector } : undefined;
}

/** Deletes move no state vector: who has every struct may lack them all the same. Read from a snapshot once. */
function deletesIn(stored: StoredSection, snapshot: Uint8Array, stateVector: Uint8Array): Uint8Array {
  let found = deletes.get(stored);
  if (found === undefined) deletes.set(stored, (found = Y.diffUpdate(snapshot, stateVector)));
  return found;
}
const deletes = new WeakMap<StoredSection, Uint8Array>();
