/** What nodes tell each other about a section, as bytes: what was committed, who is there, who asks for that. Whoever hears treats it as a hint; sending and hearing is `nodes.ts`. */
import type { PersonId } from '../../model/ids.ts';
import type { Heard } from './room-state.ts';

/** A state of presence as a node shows it: under its own clock, with the person that it knows; `json` is `null` for one who left. */
export interface Shown { readonly id: number; readonly clock: number; readonly person: PersonId; readonly json: string }

export type Hint =
  | ({ readonly kind: 'edits'; readonly node: string } & Heard)
  | { readonly kind: 'presence'; readonly node: string; readonly shown: readonly Shown[] }
  /** Who is there is asked by a node that has just opened the section. */
  | { readonly kind: 'who'; readonly node: string }
  /** The node lives. */
  | { readonly kind: 'beat'; readonly node: string };

/** Larger ones say where the section is, and it is read from the log. */
const MOST = 256 * 1024;
const HEAD = 4;

const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true });

export function writeHint(hint: Hint): Uint8Array {
  if (hint.kind !== 'edits') return pack(hint, []);
  const size = hint.updates.reduce((sum, { length }) => sum + length, 0);
  const { updates, seq, ...head } = size > MOST ? { ...hint, seq: hint.seq + hint.updates.length, updates: [], authors: [] } : hint;
  return pack({ ...head, seq, lengths: updates.map(({ length }) => length) }, updates);
}

function pack(head: object, parts: readonly Uint8Array[]): Uint8Array {
  const json = utf8.encode(JSON.stringify(head));
  const bytes = Buffer.allocUnsafe(HEAD + json.length + parts.reduce((sum, { length }) => sum + length, 0));
  let at = bytes.writeUInt32LE(json.length, 0);
  for (const part of [json, ...parts]) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Null for bytes that are none: a node of another release may say what this one does not know. */
export function readHint(bytes: Uint8Array): Hint | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < HEAD) return null;
  let at = HEAD + view.readUInt32LE(0);
  let head: unknown;
  try {
    head = JSON.parse(text.decode(view.subarray(HEAD, at)));
  } catch {
    return null;
  }
  const { kind, node, epoch, seq, lengths, authors, shown } = (head ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof node !== 'string') return null;
  if (kind === 'who' || kind === 'beat') return { kind, node };
  if (kind === 'presence') return isList(shown, isShown) ? { kind, node, shown } : null;
  if (kind !== 'edits' || !isCount(epoch) || !isCount(seq) || !isList(lengths, isCount) || !isList(authors, isAuthor)) return null;
  const updates: Uint8Array[] = [];
  for (const length of lengths) updates.push(view.subarray(at, (at += length)));
  return at === view.length ? { kind, node, epoch, seq, updates, authors } : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isAuthor = (value: unknown): value is readonly [number, PersonId] => Array.isArray(value) && isCount(value[0]) && typeof value[1] === 'string';
function isShown(value: unknown): value is Shown {
  const { id, clock, person, json } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return isCount(id) && isCount(clock) && typeof person === 'string' && typeof json === 'string';
}
const isList = <T>(value: unknown, is: (each: unknown) => each is T): value is readonly T[] => Array.isArray(value) && value.every(is);
