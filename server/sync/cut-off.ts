/** Ends a connection so that nothing more of it leaves this computer: also what the operating system was given and has not sent. Whom this is for has lost the right to it. */
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/** `destroy`: what its holder ends it with; called in the same turn, but where its end is being sent just now. */
export function cutOff(socket: Duplex | null | undefined, destroy: () => void): void {
  const tcp = socket as Partial<Socket> | null | undefined;
  const reset = (): void => {
    // a connection within TLS, or of another kind, knows no such end
    if (tcp?.resetAndDestroy && tcp.destroyed !== true && !('encrypted' in tcp)) tcp.resetAndDestroy();
    destroy();
  };
  // the system refuses to reset what it is shutting down (EINVAL): such a socket would never close, nor the process end; it is done in the same turn of the loop
  const ending = tcp?.once && tcp.destroyed !== true && tcp.writableEnded === true && tcp.writableFinished !== true && tcp.writableLength === 0;
  if (ending) setImmediate(reset);
  else reset();
}
