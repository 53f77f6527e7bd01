/** Presence messages of y-protocols, written for any author id and read without an `Awareness`: what a forger needs, and who watches one. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type State = Record<string, unknown> | null;

export function awarenessUpdate(entries: readonly (readonly [author: number, clock: number, state: State])[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [author, clock, state] of entries) {
    encoding.writeVarUint(encoder, author);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  return encoding.toUint8Array(encoder);
}

/** What one client sees of the others, by author id. */
export class Seen {
  readonly #states = new Map<number, { readonly clock: number; readonly state: State }>();

  readonly hear = (update: Uint8Array): void => {
    const decoder = decoding.createDecoder(update);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const author = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = JSON.parse(decoding.readVarString(decoder)) as State;
      const old = this.#states.get(author);
      if (old === undefined || old.clock < clock || (old.clock === clock && state === null)) this.#states.set(author, { clock, state });
    }
  };

  of(author: number): State {
    return this.#states.get(author)?.state ?? null;
  }
  /** Whose state it claims to be. */
  person(author: number): unknown {
    return (this.of(author)?.['user'] as { id?: unknown } | undefined)?.id;
  }
}
