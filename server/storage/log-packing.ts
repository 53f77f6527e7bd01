/** How batches travel to the archive thread: flat lists and one buffer, because cloning a thousand small objects costs more than writing them. */
import type { DocName, PersonId } from '../../model/ids.ts';
import type { CommitEntry, CompactEntry } from './storage.ts';

/** Every list that says `entry` holds positions in `docs`, `epochs`, `seqs`, `lengths` and `people`, which are equally long. */
export interface PackedCommit {
  readonly at: number;
  readonly docs: readonly DocName[];
  readonly epochs: readonly number[];
  readonly seqs: readonly number[];
  readonly lengths: readonly number[];
  readonly people: readonly PersonId[];
  /** All updates, one after the other. */
  readonly bytes: Uint8Array;
  /** Flat pairs: entry, author id. */
  readonly authors: readonly number[];
  /** Flat fours: entry, key, old, new. */
  readonly changes: readonly (number | string | null)[];
}

export type PackedSnapshot = CompactEntry;

export function packCommit(entries: readonly CommitEntry[], at: number): PackedCommit {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.update.length, 0));
  const authors: number[] = [];
  const changes: (number | string | null)[] = [];
  let offset = 0;
  for (const [index, entry] of entries.entries()) {
    bytes.set(entry.update, offset);
    offset += entry.update.length;
    for (const author of entry.newAuthors) authors.push(index, author);
    for (const change of entry.changes) changes.push(index, change.key, change.old, change.new);
  }
  return {
    at, bytes, authors, changes,
    docs: entries.map((entry) => entry.doc),
    epochs: entries.map((entry) => entry.epoch),
    seqs: entries.map((entry) => entry.seq),
    lengths: entries.map((entry) => entry.update.length),
    people: entries.map((entry) => entry.person),
  };
}

/** A window into a larger buffer would take the whole buffer with it. */
const alone = (bytes: Uint8Array): Uint8Array => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());

export const packSnapshots = (entries: readonly CompactEntry[]): readonly PackedSnapshot[] =>
  entries.map((entry) => ({ ...entry, snapshot: alone(entry.snapshot), stateVector: alone(entry.stateVector) }));
