/** A person who writes into one section of a cluster that breaks: goes from node to node, keeps what is not acknowledged, and remembers what was promised and every byte that came. */
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { DocChannel } from '../helpers/sync-client.ts';

export interface ClientOptions {
  readonly person: string;
  readonly token: string;
  readonly doc: string;
  /** The key of `fields` that it writes. */
  readonly key: string;
  readonly author: number;
  /** Addresses to choose from, and which is chosen. */
  readonly nodes: readonly string[];
  readonly choose: (count: number) => number;
  /** Hears how far what is acknowledged goes. */
  readonly acknowledged?: (clock: number) => void;
}

const AGAIN_MS = 150;
/** A connection that has brought nothing for so long is given up: nobody knows whether there is still somebody at its other end. */
const SILENT_MS = 3_000;

export class ClusterClient {
  readonly options: ClientOptions;
  readonly bytes: string[] = [];
  #socket: WebSocket | null = null;
  #channel: DocChannel;
  #sent: { readonly n: number; readonly clock: number }[] = [];
  #ended = false;
  #timer: NodeJS.Timeout | null = null;
  #heard = 0;
  acked = 0;
  /** Where it is, or was last. */
  address = '';
  moves = 0;
  refused = 0;

  constructor(options: ClientOptions) {
    this.options = options;
    this.#channel = this.#fresh(null);
    this.#connect();
  }

  get document(): Y.Doc {
    return this.#channel.doc;
  }
  get clock(): number {
    return Y.getState(this.document.store, this.options.author);
  }
  get synced(): boolean {
    return this.#channel.synced && this.#socket?.readyState === WebSocket.OPEN;
  }

  edit(value: string): void {
    this.document.getMap('fields').set(this.options.key, value);
    this.#note();
  }

  /** To another node, or the same one anew. */
  move(): void {
    this.moves++;
    this.#socket?.terminate();
  }

  end(): void {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  #fresh(from: Y.Doc | null): DocChannel {
    return new DocChannel((body) => { if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(body); }, this.options.author, from ?? undefined);
  }

  #connect(): void {
    const { nodes, choose, doc, token } = this.options;
    this.address = nodes[choose(nodes.length)]!;
    const socket = new WebSocket(`${this.address.replace('http', 'ws')}/sync/${doc}?acks=1`, { headers: { authorization: `Bearer ${token}` }, handshakeTimeout: SILENT_MS });
    this.#socket = socket;
    const channel = this.#fresh(this.document);
    this.#channel = channel;
    this.#sent = [];
    this.#heard = Date.now();
    const silent = setInterval(() => { if (Date.now() - this.#heard > SILENT_MS) { if (this.acked < this.clock || !channel.synced) socket.terminate(); else socket.ping(); } }, SILENT_MS / 4);
    socket.on('pong', () => { this.#heard = Date.now(); });
    socket.on('open', () => { channel.join(); });
    socket.on('message', (data: Buffer) => {
      this.#heard = Date.now();
      this.bytes.push(data.toString('latin1'));
      if (this.#channel !== channel) return;
      channel.hear(new Uint8Array(data));
      // what was typed before it had said what it lacks went along with that answer
      if (channel.greeted) channel.opened ??= { archive: doc, level: 'write', epoch: 0 };
      if (channel.rejected !== null) {
        this.refused++;
        socket.terminate(); // offered again to whoever is next
      }
      this.#note();
    });
    socket.on('error', () => undefined); // the end follows
    socket.on('close', () => {
      clearInterval(silent);
      if (!this.#ended) this.#timer = setTimeout(() => { this.#connect(); }, AGAIN_MS);
    });
  }

  #note(): void {
    const { sent, acked } = this.#channel;
    if ((this.#sent.at(-1)?.n ?? 0) < sent) this.#sent.push({ n: sent, clock: this.clock });
    while (this.#sent[0] !== undefined && this.#sent[0].n <= acked) this.acked = Math.max(this.acked, this.#sent.shift()!.clock);
    this.options.acknowledged?.(this.acked);
  }
}
