/** A way between two programs that breaks as networks do: cut, silent with its connections open, late, or broken off in the middle of a message. What goes over it is not looked at. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** `silent`: connections stay and are taken, and nothing comes through; `short`: each direction of a connection breaks off after so many bytes. */
export type Fault = { readonly kind: 'none' } | { readonly kind: 'cut' } | { readonly kind: 'silent' } | { readonly kind: 'late'; readonly ms: number } | { readonly kind: 'short'; readonly bytes: number };

export interface FaultyProxy {
  readonly port: number;
  /** From now on; `none` heals it, and what waited goes on its way. */
  set(fault: Fault): void;
  close(): Promise<void>;
}

export async function startFaultyProxy(to: number): Promise<FaultyProxy> {
  let fault: Fault = { kind: 'none' };
  const sockets = new Set<Socket>();
  const held = new Set<() => void>();

  /** In the order in which they came, whatever the fault was then. */
  const carry = (from: Socket, into: Socket): void => {
    let before = Promise.resolve();
    let sent = 0;
    from.on('data', (bytes: Buffer) => {
      from.pause();
      before = before.then(async () => {
        if (fault.kind === 'silent') await new Promise<void>((done) => { held.add(done); });
        if (fault.kind === 'late') await new Promise((done) => { setTimeout(done, (fault as { readonly ms: number }).ms); });
        const left = fault.kind === 'short' ? Math.max(0, fault.bytes - sent) : bytes.length;
        sent += bytes.length;
        into.write(bytes.subarray(0, left));
        if (left < bytes.length) into.end(() => { from.destroy(); into.destroy(); });
        else from.resume();
      });
    });
    from.on('end', () => { before = before.then(() => { into.end(); }); });
    from.on('error', () => { into.destroy(); });
    from.once('close', () => {
      sockets.delete(from);
      into.destroy();
    });
    sockets.add(from);
  };

  const server = createServer({ allowHalfOpen: true }, (from) => {
    if (fault.kind === 'cut') return void from.resetAndDestroy();
    const onward = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    from.setNoDelay(true);
    onward.setNoDelay(true);
    carry(from, onward);
    carry(onward, from);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const release = (): void => {
    for (const go of held) go();
    held.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      fault = next;
      if (next.kind === 'cut') for (const socket of sockets) socket.resetAndDestroy();
      if (next.kind !== 'silent') release();
    },
    async close() {
      fault = { kind: 'cut' };
      release();
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
