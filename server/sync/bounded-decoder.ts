/** Reads an update in V1 encoding up to so many structs: a frame has room for a hundred thousand, and reading them all would be the work that a limit is to spare (SPEC GATE-17). */
import * as Y from 'yjs';
import { Refusal } from './refusal.ts';

/** Yjs makes the decoder itself and hands it the bytes alone, so there is a class for each limit; servers have one. */
const decoders = new Map<number, typeof Y.UpdateDecoderV1>();

/** Throws `Refusal` at the first struct, or plain value, above `most`, and whatever lib0 throws on bytes that are no update. */
export function decodeBounded(update: Uint8Array, most: number): ReturnType<typeof Y.decodeUpdate> {
  let decoder = decoders.get(most);
  if (decoder === undefined) decoders.set(most, (decoder = decoderOf(most)));
  return Y.decodeUpdateV2(update, decoder);
}

function decoderOf(most: number): typeof Y.UpdateDecoderV1 {
  return class extends Y.UpdateDecoderV1 {
    #structs = most;
    #values = most;

    override readInfo(): number {
      if (this.#structs-- === 0) throw new Refusal('too-large', 'too many structs in one edit');
      return super.readInfo();
    }

    override readAny(): unknown {
      if (this.#values-- === 0) throw new Refusal('too-large', 'too many values in one edit');
      return super.readAny();
    }
  };
}
