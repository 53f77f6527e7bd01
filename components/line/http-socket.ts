/**
 * The line's socket where no WebSocket comes through: shaped like one, carried by POST requests. Streams what comes down while the
 * page is looked at, asks again and again where a proxy holds streams back, and keeps no connection while the page is hidden, for
 * HTTP/1.1 has six to share among all tabs. Bodies are `model/line-http.ts`; when to use it is up to `line.ts`.
 */
import { DOWN, head, pack, Unpacker, type DownMode, type Gone, type LineVerb, type Taken } from '../../model/line-http.ts';
import { OP, writeFrame } from '../../model/protocol.ts';

/** A stream that shows nothing in this time is held back by a proxy. */
const FLOW_MS = 4_000;
/** A request up that gets no answer in this time may wait for a connection that other tabs hold; they are asked to make room. */
const STARVED_MS = 2_500;
const ROOM = 'dossier.line.http';
/** Between two brief questions; below the pace of whoever watches for silence, whose timers a hidden page delays with ours. */
const BRIEF_MS = 2_000;
/** After a failed request. A restarted proxy is back by the last; what takes longer is the line's to mend. */
const RETRY_MS = [200, 1_000];
const BODY_BYTES = 128 * 1024;
/** What came down is confirmed after so many bytes, or with whatever goes up next. */
const CONFIRM_BYTES = 64 * 1024;
const FRAME_BYTES = 64 * 1024 * 1024;

/** The server said why there is nothing more to say. */
class Ended extends Error {
  readonly gone: Gone;
  constructor(gone: Gone) {
    super(gone.reason);
    this.gone = gone;
  }
}

export class HttpSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly protocol = '';
  readonly extensions = '';
  readonly url: string;
  binaryType: BinaryType = 'arraybuffer';
  readyState: 0 | 1 | 2 | 3 = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent<ArrayBuffer>) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly #base: string;
  readonly #over = new AbortController();
  /** The other tabs of this browser. */
  readonly #tabs = new BroadcastChannel(ROOM);
  #id: string | undefined;
  /** Frames that the server has not taken yet; the first has the number `#first`. */
  #queue: Uint8Array[] = [];
  #first = 1;
  #lifting = false;
  #received = 0;
  #unconfirmed = 0;
  #mode: 'stream' | 'long' = 'stream';
  /** All connections are taken, or the page is hidden. */
  #starved = false;
  /** Ends the request at hand, or the pause before the next. */
  #turn: () => void = () => {};
  #flow: ReturnType<typeof setTimeout> | undefined;

  /** `wss://host/sub/line`, as a WebSocket would be given it; `https:` is the same. */
  constructor(url: string) {
    this.url = url;
    this.#base = `${url.replace(/^ws/, 'http')}/http/`;
    document.addEventListener('visibilitychange', this.#looked);
    addEventListener('pagehide', this.#left);
    this.#tabs.onmessage = this.#makeRoom;
    // after whoever loaded this script had time to say who listens
    setTimeout(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen?.(new Event('open'));
    });
  }

  get bufferedAmount(): number {
    return this.#queue.reduce((sum, { length }) => sum + length, 0);
  }

  send(bytes: Uint8Array | ArrayBuffer): void {
    if (this.readyState !== 1) return;
    this.#queue.push(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    void this.#lift();
  }

  close(): void {
    this.#end({ code: 1000, reason: '' });
  }

  /** Takes up what waits, one request after the other; what is sent meanwhile goes with the next. */
  async #lift(): Promise<void> {
    if (this.#lifting) return;
    this.#lifting = true;
    try {
      await null; // what is sent in one turn goes together
      while (this.readyState === 1 && (this.#queue.length > 0 || this.#unconfirmed >= CONFIRM_BYTES)) {
        const batch = this.#batch();
        this.#unconfirmed = 0;
        const answer = this.#id === undefined ? await this.#post('open', pack(batch)) : await this.#retried(() => this.#post('up', pack(batch, head(this.#id!, this.#first, this.#received))));
        const { id, sent } = await answer.json() as Taken;
        this.#queue.splice(0, batch.length);
        this.#first += batch.length;
        if (this.#id === undefined && id !== undefined) {
          this.#id = id;
          void this.#listen();
        } else if (this.#brief) this.#turn(); // an answer may be there already
        else if (sent > this.#received) this.#expect();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#lifting = false;
    }
  }

  #batch(): Uint8Array[] {
    let bytes = 0;
    const most = this.#queue.findIndex(({ length }) => (bytes += length) > BODY_BYTES);
    return this.#queue.slice(0, most < 0 ? undefined : Math.max(1, most));
  }

  /** Hears what comes down until the socket is closed. */
  async #listen(): Promise<void> {
    try {
      while (this.readyState === 1) {
        const mode: DownMode = this.#brief ? 'brief' : this.#mode;
        const began = Date.now();
        const turned = await this.#retried(() => this.#hear(mode));
        if (mode === 'brief') await this.#pause(BRIEF_MS);
        // a proxy that ends streams at once, or answers polls itself, must not be asked without a pause
        else if (!turned && Date.now() - began < 1_000 && this.#quiet) {
          this.#mode = 'long';
          await this.#pause(BRIEF_MS);
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #quiet = true;

  /** One answer from above. True when it was ended because another way of asking is better. */
  async #hear(mode: DownMode): Promise<boolean> {
    const request = new AbortController();
    this.#turn = () => request.abort();
    this.#quiet = true;
    // A hidden page's timers run once a minute: whoever watches for silence must hear of us before it looks at the clock.
    if (mode === 'brief' && this.#received > 0) this.#tell(writeFrame(0, OP.ping));
    if (mode === 'stream') this.#expect();
    try {
      const answer = await this.#post('down', head(this.#id!, this.#received, DOWN[mode]), request.signal);
      const unpacker = new Unpacker(FRAME_BYTES);
      const reader = answer.body!.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return false;
        this.#flows();
        for (const frame of unpacker.take(value)) {
          this.#received++;
          this.#unconfirmed += frame.length;
          this.#quiet = false;
          this.#tell(frame);
        }
        if (this.#unconfirmed >= CONFIRM_BYTES) void this.#lift();
      }
    } catch (error) {
      if (request.signal.aborted && this.readyState === 1) return true;
      throw error;
    } finally {
      this.#flows();
    }
  }

  #tell(frame: Uint8Array): void {
    // a copy: a frame is a view into what arrived with it
    if (this.readyState === 1) this.onmessage?.(new MessageEvent('message', { data: frame.slice().buffer }));
  }

  /** Something is on its way down the stream; if it does not come, a proxy holds it back, and whole answers are better. */
  #expect(): void {
    this.#flow ??= setTimeout(() => {
      this.#mode = 'long';
      this.#turn();
    }, FLOW_MS);
  }
  #flows(): void {
    clearTimeout(this.#flow);
    this.#flow = undefined;
  }

  get #brief(): boolean {
    return this.#starved || document.hidden;
  }
  readonly #looked = (): void => this.#turn();
  readonly #makeRoom = (): void => {
    this.#starved = true;
    this.#turn();
  };
  /** The page goes: its colleagues see it at once. A page that comes back from the browser's memory begins anew. */
  readonly #left = (): void => this.#end({ code: 1006, reason: 'the page was left' });

  async #post(verb: LineVerb, body: Uint8Array<ArrayBuffer>, signal: AbortSignal = this.#over.signal): Promise<Response> {
    const starved = verb === 'up' || verb === 'open' ? setTimeout(() => {
      this.#tabs.postMessage(null);
      this.#makeRoom();
    }, STARVED_MS) : undefined;
    try {
      // without a content type no question goes ahead of it; cookies are none of ours
      const answer = await fetch(this.#base + verb, { method: 'POST', body, signal, cache: 'no-store', credentials: 'omit' });
      if (answer.status === 410) throw new Ended(await answer.json() as Gone);
      if (answer.status >= 400 && answer.status < 500) throw new Ended({ code: 1006, reason: `refused with ${answer.status}` });
      if (!answer.ok) throw new Error(`answered with ${answer.status}`);
      return answer;
    } finally {
      clearTimeout(starved);
    }
  }

  /** Once more, and once more: frames have numbers both ways, so that nothing is taken twice. */
  async #retried<T>(ask: () => Promise<T>): Promise<T> {
    for (const wait of RETRY_MS) {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof Ended || this.readyState !== 1) throw error;
        await new Promise((resolve) => { setTimeout(resolve, wait); });
      }
    }
    return ask();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#turn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #fail(error: unknown): void {
    this.#end(error instanceof Ended ? error.gone : { code: 1006, reason: error instanceof Error ? error.message : '' });
  }

  #end({ code, reason }: Gone): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    document.removeEventListener('visibilitychange', this.#looked);
    removeEventListener('pagehide', this.#left);
    this.#tabs.close();
    this.#flows();
    if (this.#id !== undefined) {
      // outlives the page; that it arrives is not certain, so the server also counts the time
      fetch(`${this.#base}end`, { method: 'POST', body: head(this.#id), keepalive: true, credentials: 'omit' }).catch(() => undefined);
    }
    this.#over.abort();
    this.#turn();
    queueMicrotask(() => this.onclose?.(new CloseEvent('close', { code, reason })));
  }
}
