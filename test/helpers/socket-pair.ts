/** Two ends of a socket without a network: what is sent waits until the test lets it through, one message or all. */
import type { Socket, SocketHandler } from '../../server/sync/sync.ts';

export interface Pair {
  /** The server's end. */
  readonly socket: Socket;
  readonly client: {
    send(bytes: Uint8Array): void;
    close(): void;
    onmessage: (bytes: Uint8Array) => void;
    onclose: (code: number, reason: string) => void;
  };
  /** Every byte that reached the client. */
  readonly received: readonly Uint8Array[];
  readonly state: { readonly closed: { readonly code: number; readonly reason: string } | null; readonly paused: boolean };
  attach(handler: SocketHandler): void;
  /** Lets one message through, if there is one; false when nothing waits. `read`: it was read before the socket was paused. */
  toServer(read?: boolean): boolean;
  toClient(): boolean;
  /** The network breaks: what waits is lost on both sides. */
  cut(): void;
}

export function socketPair(): Pair {
  const up: (Uint8Array | 'close')[] = [];
  const down: (Uint8Array | { readonly code: number; readonly reason: string })[] = [];
  const received: Uint8Array[] = [];
  let handler: SocketHandler | null = null;
  let closed: { code: number; reason: string } | null = null;
  let paused = false;
  let ended = false;

  const end = (code: number, reason: string): void => {
    if (closed) return;
    closed = { code, reason };
    up.length = 0;
    handler?.closed();
    pair.client.onclose(code, reason);
  };
  const pair: Pair = {
    socket: {
      get buffered() {
        return down.reduce((sum, item) => sum + (item instanceof Uint8Array ? item.length : 0), 0);
      },
      send: (bytes) => void (ended || down.push(Uint8Array.from(bytes))),
      sendAll: ({ messages }) => void (ended || down.push(...messages.map((each) => Uint8Array.from(each)))),
      close: (code, reason) => {
        if (!ended) down.push({ code, reason });
        ended = true;
      },
      terminate: () => {
        down.length = 0;
        ended = true;
        end(1006, '');
      },
      pause: () => void (paused = true),
      resume: () => void (paused = false),
    },
    client: {
      send: (bytes) => void (closed || up.push(bytes.slice())),
      close: () => void (closed || up.push('close')),
      onmessage: () => undefined,
      onclose: () => undefined,
    },
    received,
    get state() {
      return { closed, paused };
    },
    attach: (ears) => (handler = ears),
    toServer(read = false) {
      if (paused && !read && !ended) return false;
      const item = up.shift();
      if (item === undefined) return false;
      if (item === 'close') end(1000, '');
      else if (!ended) handler?.message(item);
      return true;
    },
    toClient() {
      const item = down.shift();
      if (item === undefined) return false;
      if (item instanceof Uint8Array) {
        received.push(item);
        if (!closed) pair.client.onmessage(item);
      } else end(item.code, item.reason);
      if (down.length === 0 && !closed) handler?.drained();
      return true;
    },
    cut() {
      down.length = 0;
      ended = true;
      end(1006, '');
    },
  };
  return pair;
}
