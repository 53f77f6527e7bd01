/** Ends a connection so that nothing more of it leaves this computer: also what the operating system was given and has not sent. Whom this is for has lost the right to it. */
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

export function cutOff(socket: Duplex | null | undefined): void {
  const tcp = socket as Partial<Socket> | null | undefined;
  // a connection within TLS, or of another kind, knows no such end: whoever holds it destroys it
  if (tcp?.resetAndDestroy && tcp.destroyed !== true && !('encrypted' in tcp)) tcp.resetAndDestroy();
}
