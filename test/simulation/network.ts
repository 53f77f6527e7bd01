/** Sockets of the simulation: every byte the server sends is heard twice, when it is sent and when it arrives. What travels when is chance's business. */
import type { Socket, SocketHandler } from '../../server/sync/sync.ts';
import { Burst } from '../../server/sync/wire.ts';
import { socketPair } from '../helpers/socket-pair.ts';
import type { Pair } from '../helpers/socket-pair.ts';

export interface Ears {
  sent(bytes: Uint8Array | string): void;
  arrived(bytes: Uint8Array | string): void;
}

/** A pair whose server end tells what goes through it, by whichever method. */
export function heardPair(ears: Ears): { readonly pair: Pair; readonly socket: Socket; attach(handler: SocketHandler): void } {
  const pair = socketPair();
  const socket = new Proxy(pair.socket, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]): unknown => {
        for (const each of args.flatMap(spoken)) ears.sent(each);
        return Reflect.apply(found, target, args) as unknown;
      };
    },
  });
  return { pair, socket, attach: (handler) => pair.attach(handler) };
}

/** The bytes and words in an argument of a socket's method: alone, in a list, or as a burst. */
function spoken(argument: unknown): readonly (Uint8Array | string)[] {
  if (argument instanceof Uint8Array || typeof argument === 'string') return [argument];
  if (argument instanceof Burst) return argument.messages;
  return Array.isArray(argument) ? argument.flatMap(spoken) : [];
}

/** Call once the client has set its ears. */
export function hearArrivals(pair: Pair, ears: Ears): void {
  const { onmessage, onclose } = pair.client;
  pair.client.onmessage = (bytes) => {
    ears.arrived(bytes);
    onmessage(bytes);
  };
  pair.client.onclose = (code, reason) => {
    ears.arrived(reason);
    onclose(code, reason);
  };
}
