/**
 * The one WebSocket of a page to an endpoint: says hello, keeps the token fresh, notices silence, comes back; over HTTP where no
 * upgrade gets through. What a channel carries is left to its port; the frames are `model/protocol.ts`.
 */
import { CLOSE, OP, PROTOCOL_VERSION, readFrame, readJson, writeFrame, writeJson, type Bye, type Closed, type Open, type Op, type Welcome } from '../../model/protocol.ts';
import type { SessionState, Stop } from '../internal/session.ts';
import type { Clock } from './clock.ts';
import type { Tokens } from './tokens.ts';

/** Silence after which a lost socket is shown; the device's own word is shown at once. */
const GRACE = 5_000;
const FIRST_DELAY = 200;
const LONGEST_DELAY = 10_000;
/** A new token is asked this long before the old one ends, at the latest. */
const AHEAD = 60_000;
const SOONEST = 10_000;
/** A welcome is here in this time, or the attempt has failed: some proxies swallow an upgrade without a word. */
const PATIENCE = 10_000;
/** So many failed upgrades in a row, and the line goes over HTTP. */
const UPGRADES = 2;

/** One channel's ears. A channel lives as long as its socket: after `closed` it is gone, who wants it back opens a new one. */
export interface Port {
  opened(body: unknown): void;
  data(bytes: Uint8Array): void;
  /** 1006: the socket was lost. */
  closed(code: number, reason: string): void;
  /** The line is alive, though nothing was said on this channel. */
  beat?(): void;
}

export interface LineOptions {
  /** `wss://host/sub/line`. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of reconnects. */
  readonly chance: () => number;
  /** `http`: something shaped like a WebSocket that does without an upgrade. */
  readonly connect: (url: string, http: boolean) => WebSocket | Promise<WebSocket>;
}

type Timer = 'retry' | 'grace' | 'renew' | 'ping' | 'silence';
interface Channel { readonly wish: Open; readonly port: Port; open: boolean }

export class Line {
  state: SessionState = { kind: 'idle' };
  /** Which catalogue the server has; empty before it has said so. */
  catalogue = '';
  /** The person the server takes us for; null before the first welcome. */
  person: string | null = null;
  readonly #options: LineOptions;
  readonly #channels = new Map<number, Channel>();
  readonly #listeners = new Set<() => void>();
  readonly #timers: { [name in Timer]?: Stop } = {};
  #next = 1;
  #users = 0;
  #fails = 0;
  /** Upgrades in a row that led to no welcome. */
  #upgrades = 0;
  #http = false;
  #token: string | undefined;
  /** When the token ends, in milliseconds since 1970. */
  #ends = Infinity;
  #refused = false;
  #socket: WebSocket | undefined;
  #welcomed = false;
  #dialling = false;
  #bye: Bye | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** Holds the line open; it ends when the last holder has let go. */
  use(): Stop {
    if (this.#users++ === 0) this.#listen(true);
    this.connect();
    return () => {
      if (--this.#users > 0) return;
      this.#listen(false);
      for (const stop of Object.values(this.#timers)) stop();
      this.#lost(CLOSE.done, 'unused');
      this.person = null;
      this.#become({ kind: 'idle' });
    };
  }

  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens a channel now, or as soon as the line is there. */
  open(wish: Open, port: Port): number {
    const id = this.#next++;
    const channel = { wish, port, open: false };
    this.#channels.set(id, channel);
    if (this.#welcomed) this.#send(writeJson(id, OP.open, wish));
    return id;
  }
  data(id: number, bytes: Uint8Array): void {
    if (this.#channels.get(id)?.open) this.#send(writeFrame(id, OP.data, bytes));
  }
  /** Says no more on this channel; its port hears nothing of it. */
  close(id: number): void {
    if (this.#channels.delete(id) && this.#welcomed) this.#send(writeJson(id, OP.close, { code: CLOSE.done, reason: '' } satisfies Closed));
  }

  /** Tries at once: after the person has signed in, or when the network is back. */
  connect = (): void => {
    if (this.#users === 0 || this.#dialling || this.#socket !== undefined) return;
    this.#stop('retry');
    this.#dialling = true;
    if (this.state.kind !== 'online' && this.state.kind !== 'offline') this.#become({ kind: 'connecting' });
    this.#waitForGrace();
    // A page that slept knows itself that its token has ended meanwhile.
    this.#options.tokens.get(this.#refused || this.#options.clock.now() > this.#ends ? this.#token : undefined).then(
      (token) => this.#dial(token),
      (error: unknown) => {
        this.#dialling = false;
        this.signedOut(error instanceof Error ? error.message : String(error));
      },
    );
  };

  async #dial(token: string): Promise<void> {
    const { connect, url } = this.#options;
    this.#token = token;
    this.#bye = undefined;
    this.#http = this.#upgrades >= UPGRADES;
    let socket: WebSocket;
    try {
      socket = await connect(url, this.#http);
    } catch {
      // The script that speaks HTTP could not be had either. Browsers remember that, so the way back is an upgrade.
      this.#dialling = false;
      this.#upgrades = 0;
      return this.#lost(1006, 'unreachable');
    }
    this.#dialling = false;
    if (this.#users === 0) return socket.close();
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#timer('silence', PATIENCE, () => this.#lost(1006, 'no welcome'));
    socket.onopen = () => this.#send(writeJson(0, OP.hello, { v: PROTOCOL_VERSION, token }));
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      try {
        this.#hear(new Uint8Array(event.data));
      } catch (error) {
        // A frame nobody can read means that the two sides disagree: begin anew rather than guess.
        console.error('dossier: the line', error);
        this.#lost(1006, 'malformed');
      }
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#lost(this.#bye?.code ?? event.code, this.#bye?.reason ?? event.reason);
    };
  }

  #hear(bytes: Uint8Array): void {
    const { channel: id, op, body } = readFrame(bytes);
    if (id === 0) this.#control(op, body);
    const channel = this.#channels.get(id);
    if (channel === undefined) return; // closed by us while the frame was on its way
    if (op === OP.open) {
      channel.open = true;
      channel.port.opened(readJson(body));
    } else if (op === OP.data) channel.port.data(body);
    else if (op === OP.close) {
      const { code, reason } = readJson(body) as Closed;
      this.#channels.delete(id);
      channel.port.closed(code, reason);
    }
  }

  #control(op: Op, body: Uint8Array): void {
    const { clock } = this.#options;
    if (op === OP.bye) this.#bye = readJson(body) as Bye;
    else if (op === OP.ping) {
      for (const channel of this.#channels.values()) if (channel.open) channel.port.beat?.();
    } else {
      const { expires, heartbeat, person, catalogue } = readJson(body) as Partial<Welcome>;
      if (expires !== undefined) {
        this.#ends = expires * 1000;
        const rest = this.#ends - clock.now();
        this.#timer('renew', Math.max(SOONEST, rest - Math.min(AHEAD, rest / 5)), () => this.#renew());
      }
      if (catalogue && catalogue !== this.catalogue) {
        this.catalogue = catalogue;
        if (op === OP.auth) this.#become(this.state);
      }
      if (op === OP.hello) {
        const socket = this.#socket;
        const other = this.person !== null && person !== this.person;
        this.person = person ?? null;
        this.#fails = 0;
        this.#refused = false;
        // Whoever holds documents of the person before lets go of them, before anything is sent in the name of this one.
        if (other) this.#become({ kind: 'connecting' });
        if (socket !== this.#socket) return;
        this.#welcomed = true;
        this.#stop('grace');
        for (const [channel, { wish }] of this.#channels) this.#send(writeJson(channel, OP.open, wish));
        this.#beat((heartbeat ?? 20) * 1000);
        this.#upgrades = this.#http ? UPGRADES - 1 : 0;
        this.#become({ kind: 'online' });
      }
    }
    if (this.#welcomed) this.#silence();
  }

  #pause = 20_000;
  #beat(pause: number): void {
    this.#pause = pause;
    this.#timer('ping', pause, () => {
      this.#send(writeFrame(0, OP.ping));
      this.#beat(pause);
    });
  }
  /** Two unanswered pings: the network has gone without a word. */
  #silence(): void {
    this.#timer('silence', this.#pause * 2.5, () => this.#lost(1006, 'silent'));
  }

  #renew(): void {
    this.#options.tokens.get(this.#token).then(
      (token) => {
        this.#token = token;
        if (this.#welcomed) this.#send(writeJson(0, OP.auth, { token }));
      },
      () => this.#timer('renew', SOONEST, () => this.#renew()), // the old token still holds; at its end the server says so
    );
  }

  /** The socket is gone, or is to go. */
  #lost(code: number, reason: string): void {
    const socket = this.#socket;
    const welcomed = this.#welcomed;
    this.#socket = undefined;
    this.#welcomed = false;
    for (const name of ['ping', 'silence', 'renew'] as const) this.#stop(name);
    // A server that says why is no proof against upgrades.
    if (socket !== undefined && !welcomed && this.#bye === undefined) this.#upgrades = this.#http ? 0 : this.#upgrades + 1;
    if (socket !== undefined) {
      socket.onclose = socket.onmessage = socket.onopen = null;
      socket.close();
    }
    for (const [id, channel] of [...this.#channels]) {
      if (!channel.open) continue; // still wanted: it opens on the next socket
      this.#channels.delete(id);
      channel.port.closed(1006, reason);
    }
    if (this.#users === 0) return;
    if (code === CLOSE.token) {
      if (!welcomed && this.#refused) return this.signedOut(reason);
      this.#refused = true;
      return this.connect();
    }
    if (code >= 4400 && code < 4500) {
      this.#stop('grace');
      return this.#become({ kind: 'failed', code: String(code), message: reason });
    }
    this.#waitForGrace();
    this.#timer('retry', this.#options.chance() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#fails++), this.connect);
  }

  /** No token holds: the host must sign the person in; `connect` tries again. */
  signedOut(reason: string): void {
    this.#stop('grace');
    this.#refused = true;
    this.#become({ kind: 'signedOut', reason });
  }

  #waitForGrace(): void {
    if (this.#timers.grace === undefined && this.state.kind !== 'offline') {
      this.#timer('grace', GRACE, () => this.#become({ kind: 'offline', cause: 'socket' }));
    }
  }

  /** The browser's own word about the network, and the moment a page is looked at again. */
  #listen(on: boolean): void {
    const change = on ? 'addEventListener' : 'removeEventListener';
    globalThis[change]('offline', this.#offline);
    globalThis[change]('online', this.connect);
    document[change]('visibilitychange', this.#seen);
  }
  #offline = (): void => {
    this.#stop('grace');
    this.#become({ kind: 'offline', cause: 'device' });
    this.#upgrades = -1; // no proof either
    this.#lost(1006, 'offline');
  };
  #seen = (): void => {
    if (!document.hidden && this.state.kind === 'offline') this.connect();
  };

  #send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === 1) this.#socket.send(frame);
  }
  #timer(name: Timer, milliseconds: number, callback: () => void): void {
    this.#stop(name);
    this.#timers[name] = this.#options.clock.after(milliseconds, () => {
      delete this.#timers[name];
      callback();
    });
  }
  #stop(name: Timer): void {
    this.#timers[name]?.();
    delete this.#timers[name];
  }
  #become(state: SessionState): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
