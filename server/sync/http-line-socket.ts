/** One line over HTTP as the core's `Socket`: frames down are numbered and kept until the client has confirmed them, so that an answer lost on its way is no loss. Requests are read by `http-line.ts` (SPEC HTTP-1 to HTTP-8). */
import type { ServerResponse } from 'node:http';
import { DOWN, pack } from '../../model/line-http.ts';
import type { DownMode, Gone } from '../../model/line-http.ts';
import { cutOff } from './cut-off.ts';
import type { Socket, SocketHandler } from './sync.ts';
import type { Burst } from './wire.ts';

export interface HttpSocketOptions {
  readonly now: () => number;
  /** Calls back at the end of this turn: what is said in one turn goes out together. */
  readonly soon: (callback: () => void) => void;
  /** Bytes of one answer to a long poll. */
  readonly answerBytes: number;
  /** The line is over and its client has been told, or is gone. */
  readonly over: () => void;
}

/** A client that streams or polls and has no request open for so long has left. */
const AWAY_MS = 15_000;
/** One that asks briefly and often may be a hidden page, which browsers let act once a minute. */
const BRIEF_AWAY_MS = 150_000;
/** A poll without news is answered, before a proxy gives it up. The line's own pings come sooner. */
const POLL_MS = 25_000;
/** An answer to `up` is held back so long while the core reads no further. */
const HOLD_MS = 20_000;
/** Bytes that a kept frame takes beyond its own. */
const KEPT = 128;
/** What is left to say after the end waits so long to be fetched. */
const LINGER_MS = 10_000;

type Down = { readonly mode: DownMode; readonly response: ServerResponse; readonly since: number };

export class HttpSocket implements Socket {
  readonly #options: HttpSocketOptions;
  #ears: SocketHandler | null = null;
  /** Not confirmed yet; the first has the number `#confirmed + 1`. */
  #frames: Uint8Array[] = [];
  #bytes = 0;
  #confirmed = 0;
  /** Number of the last frame written to the answer at hand. */
  #sent = 0;
  #down: Down | null = null;
  #mode: DownMode = 'long';
  /** When the last answer down ended, or the line began. */
  #away: number;
  /** Frames that came up. */
  #taken = 0;
  #held: { readonly answer: () => void; readonly since: number }[] = [];
  #paused = false;
  #waking = false;
  #end: { readonly gone: Gone; readonly at: number } | null = null;

  constructor(options: HttpSocketOptions) {
    this.#options = options;
    this.#away = options.now();
  }

  attach(ears: SocketHandler): void {
    this.#ears = ears;
  }

  get gone(): Gone | null {
    return this.#end?.gone ?? null;
  }
  get sent(): number {
    return this.#sent;
  }
  /** With what keeping costs: a million frames of three bytes are not three megabytes. */
  get buffered(): number {
    return this.#bytes + KEPT * this.#frames.length;
  }

  send(bytes: Uint8Array): void {
    if (this.#end !== null) return;
    this.#frames.push(bytes);
    this.#bytes += bytes.length;
    this.#wake();
  }

  sendAll({ messages }: Burst): void {
    for (const message of messages) this.send(message);
  }

  close(code: number, reason: string): void {
    if (this.#end !== null) return;
    this.#end = { gone: { code, reason }, at: this.#options.now() };
    this.resume();
    this.#wake();
  }

  /** Also what a proxy has not passed on yet is lost with the connection; what is kept to be sent again is dropped. */
  terminate(): void {
    this.#end ??= { gone: { code: 1006, reason: 'ended' }, at: this.#options.now() };
    this.#frames = [];
    this.#bytes = 0;
    this.resume();
    const down = this.#down;
    this.#down = null;
    cutOff(down?.response.socket, () => { down?.response.destroy(); });
    this.#over();
  }

  pause(): void {
    this.#paused = true;
  }
  resume(): void {
    this.#paused = false;
    for (const { answer } of this.#held.splice(0)) answer();
  }

  /** Frames up, the first of them with this number; what was taken before is not taken again. False when frames between are missing. */
  up(first: number, received: number, frames: readonly Uint8Array[]): boolean {
    if (first > this.#taken + 1 || !this.#confirm(received)) return false;
    for (const frame of frames.slice(Math.max(0, this.#taken + 1 - first))) {
      this.#taken++;
      this.#ears?.message(frame);
    }
    return true;
  }

  /** Calls back when more may come up: now, unless the core reads no further. */
  whenRead(answer: () => void): void {
    if (this.#paused) this.#held.push({ answer, since: this.#options.now() });
    else answer();
  }

  /** The client listens, from the frame after `received` on. False when it claims what was never said. */
  down(received: number, mode: DownMode, response: ServerResponse): boolean {
    if (!this.#confirm(received)) return false;
    if (this.#end !== null && this.#frames.length === 0) {
      this.#tell(response, this.#end.gone);
      return true;
    }
    const before = this.#down;
    this.#down = { mode, response, since: this.#options.now() };
    this.#mode = mode;
    this.#sent = this.#confirmed;
    before?.response.destroy(); // its client has given it up
    response.on('close', () => this.#closed(response));
    response.on('drain', () => this.#wake());
    if (mode === 'stream') {
      response.writeHead(200);
      response.write(pack([new Uint8Array(0)])); // shows at once whether a proxy lets a stream through
    }
    this.#pump();
    return true;
  }

  /** About once a second. */
  tick(now: number): void {
    if (this.#held[0] !== undefined && now - this.#held[0].since >= HOLD_MS) for (const { answer } of this.#held.splice(0)) answer();
    if (this.#end !== null) {
      if (now - this.#end.at >= LINGER_MS) this.terminate();
    } else if (this.#down === null) {
      if (now - this.#away >= (this.#mode === 'brief' ? BRIEF_AWAY_MS : AWAY_MS)) this.lost();
    } else if (this.#down.mode === 'long' && now - this.#down.since >= POLL_MS) this.#answer(this.#down.response);
  }

  /** The client is gone. */
  lost(): void {
    this.terminate();
  }

  #over(): void {
    this.#options.over();
    this.#ears?.closed();
  }

  #closed(response: ServerResponse): void {
    if (this.#down?.response !== response) return;
    this.#down = null;
    this.#away = this.#options.now();
  }

  #confirm(received: number): boolean {
    const count = received - this.#confirmed;
    if (count > this.#frames.length) return false;
    if (count <= 0) return true; // an old request that arrives late
    for (const frame of this.#frames.splice(0, count)) this.#bytes -= frame.length;
    this.#confirmed = received;
    this.#sent = Math.max(this.#sent, received);
    this.#ears?.drained();
    return true;
  }

  #wake(): void {
    if (this.#waking) return;
    this.#waking = true;
    this.#options.soon(() => {
      this.#waking = false;
      this.#pump();
    });
  }

  /** Writes what waits, as far as the client reads. */
  #pump(): void {
    const down = this.#down;
    if (down === null) return;
    const { response, mode } = down;
    const waits = this.#confirmed + this.#frames.length > this.#sent;
    if (mode === 'stream') {
      if (response.writableNeedDrain) return;
      if (waits) response.write(this.#next());
      const said = this.#confirmed + this.#frames.length === this.#sent;
      if (said && this.#end !== null) response.end();
      else if (!said && !response.writableNeedDrain) this.#wake();
    } else if (waits || mode === 'brief' || this.#end !== null) this.#answer(response);
  }

  /** A whole answer with what waits, or with nothing. */
  #answer(response: ServerResponse): void {
    if (this.#end !== null && this.#frames.length === 0) return this.#tell(response, this.#end.gone);
    const body = this.#next();
    response.writeHead(200, { 'content-length': body.length });
    response.end(body);
  }

  #tell(response: ServerResponse, what: Gone): void {
    gone(response, what);
    this.#down = null;
    this.#over();
  }

  #next(): Uint8Array {
    const frames: Uint8Array[] = [];
    let bytes = 0;
    for (const frame of this.#frames.slice(this.#sent - this.#confirmed)) {
      if (frames.length > 0 && bytes + frame.length > this.#options.answerBytes) break;
      frames.push(frame);
      bytes += frame.length;
    }
    this.#sent += frames.length;
    return pack(frames);
  }
}

/** The modes by the number that travels. */
export const modeOf = (number: number | undefined): DownMode | undefined => (Object.keys(DOWN) as DownMode[]).find((mode) => DOWN[mode] === number);

/** 1006 is what a socket that was cut closes with: come back with a hello. */
export function gone(response: ServerResponse, what: Gone = { code: 1006, reason: 'no such line' }): void {
  const body = Buffer.from(JSON.stringify(what));
  response.writeHead(410, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}
