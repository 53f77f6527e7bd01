/**
 * One document's share of the line, shaped like a WebSocket so that y-websocket's provider runs on it unchanged. It counts what the
 * server will acknowledge; what an acknowledgement means is left to `doc-store.ts`.
 */
import { MESSAGE, type Open, type Opened } from '../../model/protocol.ts';
import type { Line } from './line.ts';

/** Messages of y-protocols/sync after the type byte. */
const STEP_2 = 1;
const UPDATE = 2;
/** An awareness message about nobody: any message feeds the provider's 30 s watchdog. */
const EMPTY_AWARENESS = new Uint8Array([MESSAGE.awareness, 1, 0]);

export interface ChannelHooks {
  /** The server has opened it; false: do not go on with this document (it is of another epoch). */
  opened(info: Opened): boolean;
  level(info: Opened): void;
  /** The `n`-th message of this channel that will be acknowledged or rejected goes out, counted from 1. */
  sending(n: number): void;
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

    constructor() {
      this.#id = line.open(wish, {
        opened: (body) => {
          if (!hooks.opened(body as Opened)) return;
          this.readyState = 1;
          this.onopen?.(new Event('open'));
        },
        data: (bytes) => this.#hear(bytes),
        closed: (code, reason) => {
          this.readyState = 3;
          this.onclose?.({ code, reason });
        },
        level: (body) => hooks.level(body as Opened),
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
        hooks.sending(++this.#sent);
      }
      line.data(this.#id, bytes);
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
