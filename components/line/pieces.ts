/** Cuts an update that is larger than a frame into several that the gate takes one after the other: whoever was offline for long, or pastes a book, is not turned away. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../model/protocol.ts';

/** Types of y-protocols/sync behind the type byte. */
const UPDATE = 2;
/** UTF-16 units of a text that go in one struct; three bytes each at most. */
const UNITS = 32_768;
/** Structs, and values kept in one, of a piece: below the server's `structsPerUpdate` of 2,500. */
const STRUCTS = 2_000;
/** Values of one struct that go in one struct; a field overwritten more often in one go keeps them for undo. */
const VALUES = 500;

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Deletes = ReturnType<typeof Y.decodeUpdate>['ds'];

/** A message of y-protocols/sync as several of at most about `most` bytes, and as many structs as the server takes: the first is of its type, the others are updates. */
export function cutMessage(message: Uint8Array, most: number): Uint8Array[] {
  const decoder = decoding.createDecoder(message);
  decoding.readVarUint(decoder);
  const type = decoding.readVarUint(decoder);
  const pieces = cut(decoding.readVarUint8Array(decoder), most);
  return pieces.length === 1 ? [message] : pieces.map((update, i) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, i === 0 ? type : UPDATE);
    encoding.writeVarUint8Array(encoder, update);
    return encoding.toUint8Array(encoder);
  });
}

/** Updates that together are `update`, each resting only on those before it; what it deletes comes last. */
export function cut(update: Uint8Array, most: number): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const pieces: Uint8Array[] = [];
  let piece: Struct[] = [];
  let size = 0;
  let count = 0;
  for (const struct of inOrder(structs.flatMap(short))) {
    const bytes = weigh(struct);
    const parts = valuesOf(struct)?.length ?? 1;
    if ((size + bytes > most || count + parts > STRUCTS) && piece.length > 0) {
      pieces.push(encode(piece));
      piece = [];
      size = count = 0;
    }
    piece.push(struct);
    size += bytes;
    count += parts;
  }
  pieces.push(encode(piece, ds));
  return pieces;
}

const valuesOf = (struct: Struct): readonly unknown[] | undefined => (struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : undefined);

/** Long texts, and many values of one key, in structs of their own; a surrogate pair is not parted. */
function short(struct: Struct): Struct[] {
  if (!(struct instanceof Y.Item)) return struct instanceof Y.GC ? [struct] : []; // what is missing has no bytes
  const { content } = struct;
  if (content instanceof Y.ContentString) {
    const { str } = content;
    return parted(struct, UNITS, (from, to) => new Y.ContentString(str.slice(from, to)), (end) => /[\ud800-\udbff]/.test(str[end - 1]!));
  }
  if (content instanceof Y.ContentAny) return parted(struct, VALUES, (from, to) => new Y.ContentAny(content.arr.slice(from, to)), () => false);
  return [struct];
}

/** `most` units each; one unit less where `splits` says so of the end. */
function parted(struct: Y.Item, most: number, slice: (from: number, to: number) => Y.ContentString | Y.ContentAny, splits: (end: number) => boolean): Struct[] {
  const { id: { client, clock }, rightOrigin, parent, parentSub, length } = struct;
  if (length <= most) return [struct];
  const parts: Struct[] = [];
  for (let at = 0; at < length;) {
    let end = Math.min(length, at + most);
    if (end < length && splits(end)) end--;
    const origin = at === 0 ? struct.origin : Y.createID(client, clock + at - 1);
    parts.push(new Y.Item(Y.createID(client, clock + at), null, origin, null, rightOrigin, parent, parentSub, slice(at, end)));
    at = end;
  }
  return parts;
}

function byAuthors(structs: readonly Struct[]): Map<number, Struct[]> {
  const authors = new Map<number, Struct[]>();
  for (const struct of structs) {
    const own = authors.get(struct.id.client);
    if (own === undefined) authors.set(struct.id.client, [struct]);
    else own.push(struct);
  }
  return authors;
}

/** Each behind all that it rests on, and one author's in the order of their clocks. */
function inOrder(structs: readonly Struct[]): Struct[] {
  const queues = byAuthors(structs);
  const next = new Map([...queues].map(([client, queue]) => [client, { at: 0, clock: queue[0]!.id.clock }]));
  const here = (id: unknown): boolean => !(id instanceof Y.ID) || !next.has(id.client) || id.clock < next.get(id.client)!.clock;
  const ordered: Struct[] = [];
  for (let before = -1; before < ordered.length;) {
    before = ordered.length;
    for (const [client, queue] of queues) {
      const reached = next.get(client)!;
      for (let struct = queue[reached.at]; struct !== undefined; struct = queue[++reached.at]) {
        if (struct instanceof Y.Item && !(here(struct.origin) && here(struct.rightOrigin) && here(struct.parent))) break;
        ordered.push(struct);
        reached.clock = struct.id.clock + struct.length;
      }
    }
  }
  return ordered;
}

function weigh(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1();
  (struct as Y.Item).write(encoder, 0);
  return encoding.length(encoder.restEncoder);
}

/** Encoding V1, as Yjs writes it. */
function encode(structs: readonly Struct[], deletes?: Deletes): Uint8Array {
  const byAuthor = byAuthors(structs);
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  encoding.writeVarUint(restEncoder, byAuthor.size);
  for (const [client, own] of byAuthor) {
    encoding.writeVarUint(restEncoder, own.length);
    encoder.writeClient(client);
    encoding.writeVarUint(restEncoder, own[0]!.id.clock);
    for (const struct of own) (struct as Y.Item).write(encoder, 0);
  }
  const ranges = deletes?.clients ?? new Map<number, { clock: number; len: number }[]>();
  encoding.writeVarUint(restEncoder, ranges.size);
  for (const [client, list] of ranges) {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, list.length);
    for (const { clock, len } of list) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}
