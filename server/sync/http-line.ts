/** `/line/http/…`: the line for networks that let no WebSocket through. The same frames, gate and acks; only what carries them differs. What one line keeps is in `http-line-socket.ts` (SPEC HTTP-1 to HTTP-8). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ID_LENGTH, readHead, Unpacker } from '../../model/line-http.ts';
import type { LineVerb, Taken } from '../../model/line-http.ts';
import { FrameError } from '../../model/protocol.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { Entrance, Place } from './entrance.ts';
import { gone, HttpSocket, modeOf } from './http-line-socket.ts';
import type { Hub } from './sync.ts';

export interface HttpLineOptions {
  readonly hub: Hub;
  readonly entrance: Entrance;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Pick<Limits, 'frameBytes' | 'waitingBytes'>;
  /** Calls back at the end of this turn of the event loop; default `setImmediate`. */
  readonly soon?: (callback: () => void) => void;
  readonly report?: (event: string, error: unknown) => void;
  /** Hears of every line that opens and ends; default: nobody. */
  readonly counted?: (change: 1 | -1) => void;
}

const TICK_MS = 1_000;
/** A body must be here in this time; a slow phone sends 256 KiB in it. */
const BODY_MS = 30_000;
/** Bytes of one answer to a poll, and, beyond one frame, of one body up. */
const ANSWER_BYTES = 1_000_000;
const HEAD_BYTES = 1024;
/** Requests of one line under way: one up, one down, and each once more when the client has given one up. */
const REQUESTS = 6;

interface Entry { readonly socket: HttpSocket; readonly place: Place; requests: number }
type Status = 400 | 403 | 404 | 405 | 408 | 409 | 413 | 429 | 503;

class Refused extends Error {
  readonly status: Status;
  constructor(status: Status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** Answers a request of the line; false when it is none. */
export type HttpLine = (request: IncomingMessage, response: ServerResponse) => boolean;

export function httpLine(options: HttpLineOptions): HttpLine {
  const lines = new Lines(options);
  return (request, response) => {
    const { path } = options.entrance.target(request);
    const verb = /^\/line\/http\/(open|up|down|end)$/.exec(path)?.[1] as LineVerb | undefined;
    if (verb === undefined) return false;
    response.on('error', () => undefined); // the client went away while it was being answered; `close` follows
    lines.answer(verb, request, response).catch((error: unknown) => {
      const status = error instanceof Refused ? error.status : error instanceof FrameError ? 400 : 503;
      if (status === 503 && !(error instanceof Refused)) options.report?.('the line over HTTP failed', error);
      refuse(response, status);
    });
    return true;
  };
}

class Lines {
  readonly #options: HttpLineOptions;
  readonly #lines = new Map<string, Entry>();
  #ticking = false;

  constructor(options: HttpLineOptions) {
    this.#options = options;
  }

  async answer(verb: LineVerb, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { entrance } = this.#options;
    const { origin } = request.headers;
    if (!entrance.admits(request)) throw new Refused(403);
    response.setHeader('cache-control', 'no-store, no-transform');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-accel-buffering', 'no');
    if (origin !== undefined) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('vary', 'origin');
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '600' }).end();
      return;
    }
    if (request.method !== 'POST') throw new Refused(405);
    switch (verb) {
      case 'open': return this.#open(request, response);
      case 'up': return this.#up(request, response);
      case 'down': return this.#down(request, response);
      case 'end': return this.#end(request, response);
      default: return verb satisfies never;
    }
  }

  async #open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { entrance, hub, clock, random, limits } = this.#options;
    const place = entrance.enter(entrance.addressOf(request));
    if (typeof place === 'number') throw new Refused(place);
    try {
      const frames = unpacked(await read(request, limits.waitingBytes, clock), limits.frameBytes);
      const id = Buffer.from(random(16)).toString('base64url');
      const socket = new HttpSocket({
        now: () => clock.now(), soon: this.#options.soon ?? ((callback) => void setImmediate(callback)), answerBytes: ANSWER_BYTES,
        over: () => {
          place.leave();
          if (this.#lines.delete(id)) this.#options.counted?.(-1);
        },
      });
      this.#lines.set(id, { socket, place, requests: 0 });
      this.#options.counted?.(1);
      socket.attach(hub.line(socket, place));
      socket.up(1, 0, frames);
      this.#tickOn();
      json(response, { id, sent: 0 } satisfies Taken);
    } catch (error) {
      place.leave();
      throw error;
    }
  }

  async #up(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { limits } = this.#options;
    const { entry, numbers: [first = 0, received = 0], rest } = await this.#find(request, response, limits.frameBytes + HEAD_BYTES, 2);
    if (entry === null) return gone(response);
    const { socket } = entry;
    if (socket.gone !== null) return gone(response, socket.gone);
    const frames = unpacked(rest, limits.frameBytes);
    if (!socket.up(first, received, frames)) return this.#broken(entry);
    socket.whenRead(() => json(response, { sent: socket.sent } satisfies Taken));
  }

  async #down(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { entry, numbers: [received = 0, mode] } = await this.#find(request, response, HEAD_BYTES, 2);
    if (entry === null) return gone(response);
    const wish = modeOf(mode);
    if (wish === undefined) throw new Refused(400);
    response.setHeader('content-type', 'application/octet-stream');
    if (!entry.socket.down(received, wish, response)) this.#broken(entry);
  }

  async #end(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { entry } = await this.#find(request, response, HEAD_BYTES, 0);
    entry?.socket.lost();
    response.writeHead(204).end();
  }

  /** The line that a body names. Who does not know a line's id is a stranger. */
  async #find(request: IncomingMessage, response: ServerResponse, most: number, numbers: number): Promise<{ readonly entry: Entry | null; readonly numbers: readonly number[]; readonly rest: Uint8Array }> {
    const { entrance, clock } = this.#options;
    const place = entrance.visit(entrance.addressOf(request));
    if (place === 429) throw new Refused(429);
    let entry: Entry | null = null;
    let unknown = false;
    try {
      const body = await read(request, most, clock, (id) => {
        const found = entry = this.#lines.get(id) ?? null;
        unknown = found === null;
        if (found === null) return false;
        place.leave();
        if (found.requests >= REQUESTS) throw new Refused(429);
        found.requests++;
        response.once('close', () => found.requests--);
        return true;
      });
      return unknown ? { entry, numbers: [], rest: body } : { entry, ...readHead(body, numbers) };
    } finally {
      place.leave();
    }
  }

  /** The client counts otherwise than we do: nothing that follows can be trusted. */
  #broken({ socket }: Entry): never {
    socket.lost();
    throw new Refused(409);
  }

  /** One timer for all lines, and none while there is none. */
  #tickOn(): void {
    if (this.#ticking || this.#lines.size === 0) return;
    this.#ticking = true;
    this.#options.clock.after(TICK_MS, () => {
      this.#ticking = false;
      const now = this.#options.clock.now();
      for (const { socket } of [...this.#lines.values()]) socket.tick(now);
      this.#tickOn();
    });
  }
}

/** The whole body, at most so many bytes; `named` hears the id as soon as it is there, and says whether the rest is worth keeping. */
function read(request: IncomingMessage, most: number, clock: Clock, named?: (id: string) => boolean): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let waits = named !== undefined;
    let keeps = true;
    const fail = (status: Status): void => {
      stop();
      request.removeAllListeners('data');
      reject(new Refused(status));
    };
    const stop = clock.after(BODY_MS, () => fail(408));
    request.on('data', (chunk: Buffer) => {
      if (keeps) chunks.push(chunk);
      length += chunk.length;
      if (length > most) return fail(413);
      if (!waits || length < ID_LENGTH) return;
      waits = false;
      try {
        keeps = named?.(Buffer.concat(chunks).toString('latin1', 0, ID_LENGTH)) ?? true;
        if (!keeps) chunks.length = 0;
      } catch (error) {
        stop();
        request.removeAllListeners('data');
        reject(error as Error);
      }
    });
    request.on('end', () => {
      stop();
      resolve(Uint8Array.from(Buffer.concat(chunks)));
    });
    request.on('close', () => {
      stop();
      if (!request.complete) reject(new Refused(400)); // the client sends it again
    });
    request.on('error', () => undefined); // `close` follows
  });
}

function unpacked(bytes: Uint8Array, most: number): Uint8Array[] {
  const unpacker = new Unpacker(most + HEAD_BYTES);
  const frames = unpacker.take(bytes);
  if (!unpacker.whole) throw new FrameError('body ends inside a frame');
  return frames;
}

function json(response: ServerResponse, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function refuse(response: ServerResponse, status: Status): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-length': 0, connection: 'close', ...(status === 429 || status === 503 ? { 'retry-after': '5' } : {}) });
  response.end();
}
