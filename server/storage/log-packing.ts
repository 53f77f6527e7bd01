/** How batches travel to the archive thread: flat lists and one buffer, because cloning a thousand small objects costs more than writing them. */
import type { ChangesetId, DocName, PersonId } from '../../model/ids.ts';
import type { CommitEntry, CompactEntry, RewriteEntry } from './storage.ts';

/** Positions in `docs` are called entries. */
export interface PackedCommit {
  readonly at: number;
  readonly docs: readonly DocName[];
  /** Four numbers an entry: epoch, sequence number, length, position in `people`. */
  readonly numbers: Float64Array;
  /** Each person once. */
  readonly people: readonly PersonId[];
  /** All updates, one after the other. */
  readonly bytes: Uint8Array;
  /** Flat pairs: entry, author id. */
  readonly authors: readonly number[];
  /** Entry of each change. */
  readonly changed: Uint32Array;
  /** Flat threes: key, old, new. */
  readonly changes: readonly (string | null)[];
  /** Entries of an undoable set. */
  readonly sets: readonly { readonly entry: number; readonly changeset: ChangesetId }[];
}

export const NUMBERS = 4;

export type PackedSnapshot = CompactEntry;

export function packCommit(entries: readonly CommitEntry[], at: number): PackedCommit {
  let [size, changed] = [0, 0];
  for (const { update, changes } of entries) {
    size += update.length;
    changed += changes.length;
  }
  const packed = { at, docs: [] as DocName[], numbers: new Float64Array(entries.length * NUMBERS), people: [] as PersonId[], bytes: new Uint8Array(size), authors: [] as number[], changed: new Uint32Array(changed), changes: [] as (string | null)[], sets: [] as { entry: number; changeset: ChangesetId }[] };
  const positions = new Map<PersonId, number>();
  let [offset, change] = [0, 0];
  for (const [index, { doc, epoch, seq, update, person, newAuthors, changes, changeset }] of entries.entries()) {
    let position = positions.get(person);
    if (position === undefined) positions.set(person, (position = packed.people.push(person) - 1));
    packed.docs.push(doc);
    packed.numbers.set([epoch, seq, update.length, position], index * NUMBERS);
    packed.bytes.set(update, offset);
    offset += update.length;
    if (changeset !== undefined) packed.sets.push({ entry: index, changeset });
    for (const author of newAuthors) packed.authors.push(index, author);
    for (const { key, old, new: value } of changes) {
      packed.changed[change++] = index;
      packed.changes.push(key, old, value);
    }
  }
  return packed;
}

/** The batch without the entries of some sections. */
export function without({ docs, numbers, bytes, authors, changed, changes, sets, ...rest }: PackedCommit, left: ReadonlySet<DocName>): PackedCommit {
  const kept = [...docs.keys()].filter((entry) => !left.has(docs[entry] as DocName));
  const place = new Map(kept.map((entry, next) => [entry, next]));
  const starts: number[] = [];
  for (let entry = 0, at = 0; entry < docs.length; at += numbers[entry++ * NUMBERS + 2] as number) starts.push(at);
  const changesKept = [...changed.keys()].filter((i) => place.has(changed[i] as number));
  return {
    ...rest,
    docs: kept.map((entry) => docs[entry] as DocName),
    numbers: Float64Array.from(kept.flatMap((entry) => [...numbers.subarray(entry * NUMBERS, (entry + 1) * NUMBERS)])),
    bytes: Buffer.concat(kept.map((entry) => bytes.subarray(starts[entry], (starts[entry] as number) + (numbers[entry * NUMBERS + 2] as number)))),
    authors: authors.flatMap((entry, i) => (i % 2 === 0 && place.has(entry) ? [place.get(entry) as number, authors[i + 1] as number] : [])),
    changed: Uint32Array.from(changesKept, (i) => place.get(changed[i] as number) as number),
    changes: changesKept.flatMap((i) => changes.slice(i * 3, i * 3 + 3)),
    sets: sets.flatMap(({ entry, changeset }) => (place.has(entry) ? [{ entry: place.get(entry) as number, changeset }] : [])),
  };
}

/** A window into a larger buffer would take the whole buffer with it. */
const alone = (bytes: Uint8Array): Uint8Array => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());

export const packSnapshots = (entries: readonly CompactEntry[]): readonly PackedSnapshot[] =>
  entries.map((entry) => ({ ...entry, snapshot: alone(entry.snapshot), stateVector: alone(entry.stateVector) }));

export const packRewrite = (entry: RewriteEntry): RewriteEntry => ({ ...entry, snapshot: alone(entry.snapshot), stateVector: alone(entry.stateVector) });
