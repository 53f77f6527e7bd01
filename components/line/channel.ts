/**
 * One document's share of the line. It counts what the server will acknowledge; what an acknowledgement means is left to `copy.ts`,
 * and the document's messages to `provider.ts`.
 */
import { MESSAGE, type Open, type Opened } from '../../model/protocol.ts';
import type { Line } from './line.ts';

/** Messages of y-protocols/sync after the type byte. */
const STEP_2 = 1;
const UPDATE = 2;
/** Below the server's frame of 256 KiB, as a proxy may be stricter. */
const PIECE = 200_000;
/** A message below that cannot hold more structs than the server takes in one: each is seven bytes and more. */
const FEW = 16_000;

export interface ChannelHooks {
  /** The server has opened it; false: do not go on with this document. What the browser keeps of it may have to be read first. */
  opened(info: Opened): boolean | Promise<boolean>;
  /** How many edits there are: a message carries those up to the moment in which it is made. */
  edits(): number;
  /** The `n`-th message of this channel that will be acknowledged or rejected goes out, counted from 1. What is too large for one frame goes in several, and the `last` completes it. */
  sending(n: number, edit: number, last: boolean): void;
  /** Cuts a message into pieces of about so many bytes, and no more structs than the server takes. */
  cut(message: Uint8Array, most: number): Promise<readonly Uint8Array[]>;
}

/** What the provider hears. */
export interface ChannelEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
  /** The line is alive, though nothing was said here. */
  beat(): void;
}

/** A channel lives once: the provider opens another one. */
export class Channel {
  readonly #line: Line;
  readonly #hooks: ChannelHooks;
  readonly #id: number;
  #state: 'opening' | 'open' | 'closed' = 'opening';
  #sent = 0;
  #answered = false;
  #cutting: Promise<void> | undefined;

  constructor(line: Line, wish: Open, hooks: ChannelHooks, events: ChannelEvents) {
    this.#line = line;
    this.#hooks = hooks;
    this.#id = line.open(wish, {
      opened: (body) => {
        const go = (on: boolean): void => {
          if (!on || this.#state !== 'opening') return;
          this.#state = 'open';
          events.opened();
        };
        const on = hooks.opened(body as Opened);
        if (typeof on === 'boolean') go(on);
        else void on.then(go);
      },
      // A copy: the bytes are a view into the socket's frame, which what is kept of them would hold.
      data: (bytes) => { if (this.#state === 'open') events.message(bytes.slice()); },
      closed: (code, reason) => {
        this.#state = 'closed';
        events.closed(code, reason);
      },
      beat: () => { if (this.#state === 'open') events.beat(); },
    });
  }

  send(bytes: Uint8Array): void {
    if (this.#state !== 'open') return;
    if (bytes[0] === MESSAGE.sync && bytes[1] !== 0) {
      // Until step 2 has answered the server, it lacks what was written offline, and an update that builds on it would be
      // refused as incomplete. Step 2 is made from the document and takes such an update with it.
      if (bytes[1] === STEP_2) this.#answered = true;
      else if (bytes[1] === UPDATE && !this.#answered) return;
      if (this.#cutting !== undefined || bytes.length > FEW) return this.#cut(bytes);
      this.#hooks.sending(++this.#sent, this.#hooks.edits(), true);
    }
    this.#line.data(this.#id, bytes);
  }

  /** What comes while a large message is cut goes behind it. */
  #cut(bytes: Uint8Array): void {
    const edit = this.#hooks.edits();
    const cutting = (this.#cutting ?? Promise.resolve()).then(async () => {
      const pieces = bytes.length > FEW ? await this.#hooks.cut(bytes, PIECE) : [bytes];
      if (this.#state !== 'open') return;
      for (const piece of pieces) {
        this.#hooks.sending(++this.#sent, edit, piece === pieces.at(-1));
        this.#line.data(this.#id, piece);
      }
      if (this.#cutting === cutting) this.#cutting = undefined;
    });
    this.#cutting = cutting;
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#line.close(this.#id);
  }
}
