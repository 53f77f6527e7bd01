/** A socket and a clock for tests of the line: what was sent is read as frames, what the server says is written by the test, time passes when told to. */
import { OP, readFrame, readJson, writeFrame, writeJson, type Frame, type Op } from '../../model/protocol.ts';
import type { Clock } from '../../components/line/clock.ts';
import { DigestFeed } from '../../components/line/digest-feed.ts';
import { Line } from '../../components/line/line.ts';
import { Tokens } from '../../components/line/tokens.ts';

export class FakeClock implements Clock {
  time = 1_000_000_000_000;
  readonly #waiting = new Set<{ at: number; call: () => void }>();
  get pending(): number {
    return this.#waiting.size;
  }
  now(): number {
    return this.time;
  }
  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.time + milliseconds, call };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }
  /** Lets time pass, in order, with a turn for promises after each timer. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      const next = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.time = next.at;
      next.call();
      await turn();
    }
    this.time = end;
    await turn();
  }
}

export const turn = (): Promise<void> => new Promise((done) => setTimeout(done));

export class FakeSocket {
  binaryType = 'blob';
  readyState = 0;
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  closed = false;
  /** Answers pings, as a server in reach does. */
  answers = false;
  readonly frames: Frame[] = [];
  readonly url: string;
  /** Asked for without an upgrade. */
  readonly http: boolean;
  constructor(url: string, http = false) {
    this.url = url;
    this.http = http;
  }
  send(bytes: Uint8Array): void {
    const frame = readFrame(bytes.slice());
    this.frames.push(frame);
    if (this.answers && frame.op === OP.ping) this.hear(writeFrame(0, OP.ping));
  }
  close(): void {
    this.closed = true;
    this.readyState = 3;
  }
  /** Frames of an operation, as JSON. */
  said(op: Op): unknown[] {
    return this.frames.filter((frame) => frame.op === op).map(({ body }) => (body.length === 0 ? null : readJson(body)));
  }
  hear(frame: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: frame.slice().buffer });
  }
  /** Connects and welcomes; the token holds for `life` seconds. */
  welcome(clock: Clock, life = 3600, heartbeat = 20, person = 'maria'): void {
    this.readyState = 1;
    this.onopen?.();
    this.hear(writeJson(0, OP.hello, { v: 1, person, expires: clock.now() / 1000 + life, heartbeat }));
  }
  /** The server, or the network, ends it. */
  end(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
  data(channel: number, body: Uint8Array): void {
    this.hear(writeFrame(channel, OP.data, body));
  }
}

/** A line with everything that surrounds it replaced. */
export function fakeLine(getToken: () => Promise<string> = async () => `token-${++asked}`) {
  asked = 0;
  const clock = new FakeClock();
  const sockets: FakeSocket[] = [];
  const tokens = new Tokens();
  tokens.add(getToken);
  const chance = { value: 0.5 };
  const line = new Line({
    url: 'ws://dossier.test/line', tokens, clock, chance: () => chance.value,
    connect: (url, http) => {
      const socket = new FakeSocket(url, http);
      sockets.push(socket);
      return socket as unknown as WebSocket; // the line uses only what this has
    },
  });
  return { line, clock, sockets, tokens, chance, feed: new DigestFeed(line), last: () => sockets.at(-1)! };
}
let asked = 0;
