/** What lists tell of classes: where an archive stands among the others. Reasons of every scheme would be twenty times the bytes of a row; they are read where one archive is opened. */
import type { Digest, SchemeKey } from '../overview.ts';

export const LISTED: readonly SchemeKey[] = Object.freeze(['abc', 'rfm', 'lifecycle']);

/** The digest as an item of `GET /api/archives` and of `POST /api/archives/query`. */
export const asListed = (digest: Digest): Digest => (digest.level === 'exists' ? digest
  : { ...digest, classes: Object.fromEntries(Object.entries(digest.classes).filter(([scheme]) => LISTED.includes(scheme as SchemeKey))) });
