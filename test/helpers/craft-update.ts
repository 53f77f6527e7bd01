/** Updates byte by byte, as no honest client would write them. */
import * as encoding from 'lib0/encoding';

export interface Crafted { readonly client: number; readonly clock: number; readonly structs: readonly ((encoder: encoding.Encoder) => void)[] }

/** V1: authors with their structs, then deletes `[client, clock, length]`. */
export function craft(authors: readonly Crafted[], deletes: readonly (readonly [number, number, number])[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, authors.length);
  for (const { client, clock, structs } of authors) {
    encoding.writeVarUint(encoder, structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const struct of structs) struct(encoder);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const [client, clock, length] of deletes) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint(encoder, length);
  }
  return encoding.toUint8Array(encoder);
}

export const gc = (length: number) => (encoder: encoding.Encoder): void => {
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
};
export const skip = (length: number) => (encoder: encoding.Encoder): void => {
  encoding.writeUint8(encoder, 10);
  encoding.writeVarUint(encoder, length);
};

export interface Position { readonly left?: readonly [number, number]; readonly right?: readonly [number, number]; readonly root?: string; readonly sub?: string }

function head(encoder: encoding.Encoder, content: number, { left, right, root, sub }: Position): void {
  encoding.writeUint8(encoder, content | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (sub === undefined ? 0 : 0x20));
  for (const id of [left, right]) {
    if (!id) continue;
    encoding.writeVarUint(encoder, id[0]);
    encoding.writeVarUint(encoder, id[1]);
  }
  if (left || right) return;
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, root ?? 'fields');
  if (sub !== undefined) encoding.writeVarString(encoder, sub);
}

/** A value (`ContentAny`). */
export const value = (position: Position, ...values: unknown[]) => (encoder: encoding.Encoder): void => {
  head(encoder, 8, position);
  encoding.writeVarUint(encoder, values.length);
  for (const each of values) encoding.writeAny(encoder, each as Parameters<typeof encoding.writeAny>[1]);
};
/** Characters (`ContentString`). */
export const text = (position: Position, characters: string) => (encoder: encoding.Encoder): void => {
  head(encoder, 4, position);
  encoding.writeVarString(encoder, characters);
};
/** Something that is deleted already (`ContentDeleted`). */
export const gone = (position: Position, length: number) => (encoder: encoding.Encoder): void => {
  head(encoder, 1, position);
  encoding.writeVarUint(encoder, length);
};
