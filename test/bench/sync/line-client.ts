/** One line of a person with several documents, as light as `client.ts`: once all are open, what arrives is only looked through. */
import { WebSocket } from 'ws';
import { OP, PROTOCOL_VERSION, readFrame, readJson, writeFrame, writeJson, type Closed, type Open } from '../../../model/protocol.ts';
import { message } from './client.ts';

const NOTHING_KNOWN = Uint8Array.of(0);
const NOTHING_NEW = Uint8Array.of(0, 0);

export class LineClient {
  readonly #ws: WebSocket;
  readonly #hear: (bytes: Buffer) => void;
  /** Channels whose first answer is awaited. */
  readonly #opening = new Map<number, { readonly done: () => void; readonly failed: (error: Error) => void }>();
  readonly #welcome: Promise<void>;
  #next = 1;

  /** `hear` gets every message whole, whatever frames are in it. */
  constructor(url: string, token: string, hear: (bytes: Buffer) => void) {
    this.#hear = hear;
    const ws = (this.#ws = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true }));
    this.#welcome = new Promise((done, failed) => {
      ws.once('message', () => done());
      ws.once('error', failed);
      ws.once('close', (code) => failed(new Error(`the line was closed with ${code}`)));
    });
    ws.on('open', () => ws.send(writeJson(0, OP.hello, { v: PROTOCOL_VERSION, token })));
    ws.on('message', (data: Buffer) => (this.#opening.size > 0 ? this.#greet(data) : this.#hear(data)));
  }

  /** Opens a document and waits for its first answer; returns its channel. */
  async open(archive: string, section: string): Promise<number> {
    await this.#welcome;
    const channel = this.#next++;
    const answered = new Promise<void>((done, failed) => this.#opening.set(channel, { done, failed }));
    this.#ws.send(writeJson(channel, OP.open, { archive, section } satisfies Open));
    await answered;
    return channel;
  }

  update(channel: number, update: Uint8Array): void {
    this.#ws.send(writeFrame(channel, OP.data, message(0, 2, update)));
  }
  kill(): void {
    this.#ws.terminate();
  }

  #greet(data: Buffer): void {
    const { channel, op, body } = readFrame(data);
    const say = (kind: number, payload: Uint8Array): void => this.#ws.send(writeFrame(channel, OP.data, message(0, kind, payload)));
    if (op === OP.open) say(0, NOTHING_KNOWN);
    else if (op === OP.close) this.#opening.get(channel)?.failed(new Error(`closed with ${(readJson(body) as Closed).code}`));
    else if (op === OP.data && body[0] === 0 && body[1] === 0) { // the server's step 1 comes behind its answer to ours
      say(1, NOTHING_NEW);
      this.#opening.get(channel)?.done();
      this.#opening.delete(channel);
    }
  }
}
