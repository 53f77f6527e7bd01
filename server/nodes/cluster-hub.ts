/** The hub of a node among others: nothing leaves while the node may not deliver, and a change of rights has reached every node when it resolves. Rooms and connections are the hub's own. */
import { CLOSE } from '../../model/protocol.ts';
import type { Hub, Socket, SocketHandler } from '../sync/sync.ts';
import type { Nodes } from './nodes.ts';

export interface ClusterHub extends Hub {
  /** Ends every connection at once, with what waits in it; they may come back when the node delivers. */
  cut(): void;
}

const NOBODY: SocketHandler = Object.freeze({ message: () => {}, drained: () => {}, closed: () => {} });

export function clusterHub(hub: Hub, nodes: Pick<Nodes, 'delivers' | 'everybodyKnows'>): ClusterHub {
  const open = new Set<Socket>();
  /** After a pause of the whole process what waited may be handed over before any timer runs, so each send asks. */
  const guarded = (socket: Socket): Socket => ({
    get buffered() { return socket.buffered; },
    send(bytes) { if (nodes.delivers()) socket.send(bytes); else socket.terminate(); },
    sendAll(burst) { if (nodes.delivers()) socket.sendAll(burst); else socket.terminate(); },
    close: (code, reason) => { socket.close(code, reason); },
    terminate: () => { socket.terminate(); },
    pause: () => { socket.pause(); },
    resume: () => { socket.resume(); },
  });
  const entered = (socket: Socket, enter: (guarded: Socket) => SocketHandler): SocketHandler => {
    if (!nodes.delivers()) {
      socket.close(CLOSE.restart, 'this server cannot reach its database');
      return NOBODY;
    }
    open.add(socket);
    const handler = enter(guarded(socket));
    return {
      message: (bytes) => { if (nodes.delivers()) handler.message(bytes); else socket.terminate(); },
      drained: () => { handler.drained(); },
      closed: () => { open.delete(socket); handler.closed(); },
    };
  };
  return {
    read: (doc) => hub.read(doc),
    readOnce: (doc) => hub.readOnce(doc),
    write: (doc, person, patch, options) => hub.write(doc, person, patch, options),
    renew: (doc, person, change) => hub.renew(doc, person, change),
    digestsChanged: (archives) => { hub.digestsChanged(archives); },
    rulesChanged: () => { hub.rulesChanged(); },
    catalogueChanged: () => { hub.catalogueChanged(); },
    onAccepted: (listener) => { hub.onAccepted(listener); },
    counts: () => hub.counts(),
    stop: () => hub.stop(),
    line: (socket, stranger) => entered(socket, (own) => hub.line(own, stranger)),
    sync: (socket, session, archive, section, acks) => entered(socket, (own) => hub.sync(own, session, archive, section, acks)),
    async rightsChanged(what) {
      await hub.rightsChanged(what);
      await nodes.everybodyKnows();
    },
    cut() { for (const socket of [...open]) socket.terminate(); },
  };
}
