/** A client of the line as a page has it: one socket, channels with real Y.Docs that speak as y-websocket does, digests, presence. */
import * as decoding from 'lib0/decoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { MESSAGE, OP, readFrame, readJson, writeFrame, writeJson } from '../../model/protocol.ts';
import type { Bye, Closed, DigestNews, DigestWish, Open, Opened, Reject, Welcome } from '../../model/protocol.ts';
import { step1Message, step2Message, updateMessage } from '../../server/sync/wire.ts';
import type { Pair } from './socket-pair.ts';

const utf8 = new TextEncoder();

/** `[type, length, body]`, as y-protocols writes an awareness message. */
export const awareness = (update: Uint8Array): Uint8Array => {
  const message = updateMessage(update); // [0, 2, length, body]: the same but for its head
  return Uint8Array.of(MESSAGE.awareness, ...message.subarray(2));
};

export class DocChannel {
  readonly doc = new Y.Doc();
  readonly presence: Awareness;
  opened: Opened | null = null;
  closed: Closed | null = null;
  synced = false;
  acked = 0;
  sent = 0;
  rejected: Reject | null = null;
  /** Sends what is typed even before the server has said what it lacks, as y-websocket does. */
  greeted = false;
  readonly #send: (body: Uint8Array) => void;

  constructor(send: (body: Uint8Array) => void, author?: number, from?: Y.Doc) {
    this.#send = send;
    if (from) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from), 'remote');
    if (author !== undefined) this.doc.clientID = author;
    this.presence = new Awareness(this.doc);
    clearInterval((this.presence as unknown as { _checkInterval: ReturnType<typeof setInterval> })._checkInterval); // it would keep the process alive
    this.presence.setLocalState(null);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote' && this.opened && !this.closed) this.counted(updateMessage(update));
    });
  }

  /** Any message, as it stands. */
  raw(body: Uint8Array): void {
    this.#send(body);
  }
  counted(body: Uint8Array): number {
    this.#send(body);
    return ++this.sent;
  }
  /** Any bytes as an update. */
  update(bytes: Uint8Array): number {
    return this.counted(updateMessage(bytes));
  }
  join(): void {
    this.raw(step1Message(Y.encodeStateVector(this.doc)));
  }
  show(state: Record<string, unknown> | null): void {
    this.presence.setLocalState(state);
    this.raw(awareness(encodeAwarenessUpdate(this.presence, [this.doc.clientID])));
  }
  /** Names of the people seen here, by author id. */
  get others(): Record<number, unknown> {
    return Object.fromEntries([...this.presence.getStates()].filter(([id]) => id !== this.doc.clientID));
  }

  fields(): Record<string, unknown> {
    return this.doc.getMap('fields').toJSON();
  }
  set(key: string, value: unknown): void {
    this.doc.getMap('fields').set(key, value);
  }

  hear(body: Uint8Array): void {
    const decoder = decoding.createDecoder(body);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.ack) this.acked = decoding.readVarUint(decoder);
    else if (type === MESSAGE.reject) this.rejected = JSON.parse(decoding.readVarString(decoder)) as Reject;
    else if (type === MESSAGE.awareness) applyAwarenessUpdate(this.presence, decoding.readVarUint8Array(decoder), 'remote');
    else if (type === MESSAGE.sync) {
      const kind = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (kind === 0) {
        this.greeted = true;
        this.counted(step2Message(Y.encodeStateAsUpdate(this.doc, bytes)));
      } else {
        Y.applyUpdate(this.doc, bytes, 'remote');
        this.synced ||= kind === 1;
      }
    } else throw new Error(`message of type ${type}`);
  }
}

export class SyncClient {
  readonly pair: Pair;
  welcome: Welcome | null = null;
  bye: Bye | null = null;
  closed: { readonly code: number; readonly reason: string } | null = null;
  pings = 0;
  readonly channels = new Map<number, DocChannel>();
  readonly digests = new Map<string, unknown>();
  readonly news: DigestNews[] = [];
  #next = 1;

  constructor(pair: Pair) {
    this.pair = pair;
    pair.client.onmessage = (bytes) => this.#hear(bytes);
    pair.client.onclose = (code, reason) => (this.closed = { code, reason });
  }

  hello(token: string, v = 1): this {
    this.pair.client.send(writeJson(0, OP.hello, { v, token }));
    return this;
  }
  auth(token: string): void {
    this.pair.client.send(writeJson(0, OP.auth, { token }));
  }
  raw(bytes: Uint8Array): void {
    this.pair.client.send(bytes);
  }

  /** `author`: a fixed Yjs client id; `from`: what the client kept while it was away. */
  open(archive: string, section: string, author?: number, from?: Y.Doc): DocChannel {
    const id = this.#next++;
    const channel = new DocChannel((body) => this.pair.client.send(writeFrame(id, OP.data, body)), author, from);
    this.channels.set(id, channel);
    this.pair.client.send(writeJson(id, OP.open, { archive, section } satisfies Open));
    return channel;
  }
  close(channel: DocChannel): void {
    for (const [id, each] of this.channels) if (each === channel) this.pair.client.send(writeJson(id, OP.close, { code: 1000, reason: '' }));
  }
  /** Number of the digest channel. */
  watch(refs: readonly string[], channel?: number, faces?: readonly string[]): number {
    const id = channel ?? this.#next++;
    if (channel === undefined) this.pair.client.send(writeJson(id, OP.open, { digests: true } satisfies Open));
    this.pair.client.send(writeFrame(id, OP.data, utf8.encode(JSON.stringify({ watch: refs, faces } satisfies DigestWish))));
    return id;
  }
  unwatch(refs: readonly string[], channel: number): void {
    this.pair.client.send(writeFrame(channel, OP.data, utf8.encode(JSON.stringify({ unwatch: refs }))));
  }

  #hear(bytes: Uint8Array): void {
    const { channel: id, op, body } = readFrame(bytes);
    if (op === OP.hello || op === OP.auth) this.welcome = { ...this.welcome, ...(readJson(body) as Welcome) };
    else if (op === OP.bye) this.bye = readJson(body) as Bye;
    else if (op === OP.ping) this.pings++;
    else if (op === OP.data && !this.channels.has(id)) {
      const news = readJson(body) as DigestNews;
      this.news.push(news);
      for (const { ref, digest } of news.digests) this.digests.set(ref, digest);
    } else {
      const channel = this.channels.get(id);
      if (op === OP.data) channel?.hear(body);
      else if (op === OP.close && channel) channel.closed = readJson(body) as Closed;
      else if (op === OP.open && channel) {
        channel.opened = readJson(body) as Opened;
        channel.join();
      }
    }
  }
}
