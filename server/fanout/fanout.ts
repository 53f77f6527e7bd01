/** Hints between the nodes of one installation: that something was committed, perhaps with its bytes. A hint may be lost, doubled or late; the truth is in the database, and whoever hears looks there in doubt. */

export interface Fanout {
  /** Tells every other node, never this one; returns at once and never throws, for a hint that cannot go now is dropped. */
  publish(topic: string, bytes: Uint8Array): void;
  /** Hears what other nodes publish on the topic until the returned function is called. */
  subscribe(topic: string, ears: Ears): () => void;
  /** Ends it: nothing is heard any more, and what is published is dropped. */
  close(): Promise<void>;
}

export interface Ears {
  /** A hint of another node; its bytes are the hearer's. */
  hear(bytes: Uint8Array): void;
  /** From now on hints arrive, those from before may have been missed, so look at the truth: called when a subscription begins to hold and after every return of a lost connection. */
  missed?(): void;
}

/** `unreachable`: nobody answers there; `refused`: it answers, but lets nobody in by this address; `stalled`: it took connections and gives nothing back. */
export type FanoutCode = 'unreachable' | 'refused' | 'stalled';

export class FanoutError extends Error {
  readonly code: FanoutCode;
  constructor(code: FanoutCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
