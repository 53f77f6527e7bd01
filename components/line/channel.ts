/**
 * One document's share of the line, shaped like a WebSocket so that y-websocket's provider runs on it unchanged. It counts what the
 * server will acknowledge; what an acknowledgement means is left to `doc-store.ts`.
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
/** An awareness message about nobody: any message feeds the provider's 30 s watchdog. */
const EMPTY_AWARENESS = new Uint8Array([MESSAGE.awareness, 1, 0]);

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

/** The class that the provider calls `new` on; each connection is a new channel. */
export function channelClass(line: Line, wish: Open, hooks: ChannelHooks): typeof WebSocket {
  class Channel {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    // The provider compares with the constants of the instance.
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readonly url = line.url;
    readonly protocol = '';
    readonly extensions = '';
    binaryType: BinaryType = 'arraybuffer';
    readyState = 0;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    readonly #id: number;
    #sent = 0;
    #answered = false;
    #cutting: Promise<void> | undefined;

    constructor() {
      this.#id = line.open(wish, {
        opened: (body) => {
          const go = (on: boolean): void => {
            if (!on || this.readyState !== 0) return;
            this.readyState = 1;
            this.onopen?.(new Event('open'));
          };
          const on = hooks.opened(body as Opened);
          if (typeof on === 'boolean') go(on);
          else void on.then(go);
        },
        data: (bytes) => this.#hear(bytes),
        closed: (code, reason) => {
          this.readyState = 3;
          this.onclose?.({ code, reason });
        },
        beat: () => this.#hear(EMPTY_AWARENESS),
      });
    }

    get bufferedAmount(): number {
      return line.buffered;
    }

    send(bytes: Uint8Array): void {
      if (this.readyState !== 1) return;
      if (bytes[0] === MESSAGE.sync && bytes[1] !== 0) {
        // Until step 2 has answered the server, it lacks what was written offline, and an update that builds on it would be
        // refused as incomplete. Step 2 is made from the document and takes such an update with it.
        if (bytes[1] === STEP_2) this.#answered = true;
        else if (bytes[1] === UPDATE && !this.#answered) return;
        if (this.#cutting !== undefined || bytes.length > FEW) return this.#cut(bytes);
        hooks.sending(++this.#sent, hooks.edits(), true);
      }
      line.data(this.#id, bytes);
    }

    /** What comes while a large message is cut goes behind it. */
    #cut(bytes: Uint8Array): void {
      const edit = hooks.edits();
      const cutting = (this.#cutting ?? Promise.resolve()).then(async () => {
        const pieces = bytes.length > FEW ? await hooks.cut(bytes, PIECE) : [bytes];
        if (this.readyState !== 1) return;
        for (const piece of pieces) {
          hooks.sending(++this.#sent, edit, piece === pieces.at(-1));
          line.data(this.#id, piece);
        }
        if (this.#cutting === cutting) this.#cutting = undefined;
      });
      this.#cutting = cutting;
    }

    close(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      line.close(this.#id);
      queueMicrotask(() => this.onclose?.({ code: 1000, reason: '' }));
    }

    #hear(bytes: Uint8Array): void {
      // A copy: the bytes are a view into the socket's frame, and the provider reads whole buffers.
      if (this.readyState === 1) this.onmessage?.({ data: bytes.slice().buffer });
    }
  }
  return Channel as unknown as typeof WebSocket; // the provider uses no more of a WebSocket than this has
}
