/** What every socket of the core has in common, whatever it carries: rate, back-pressure, strikes, slow readers, silence and the token's end. Frames are left to its owner. */
import { CLOSE } from '../../model/protocol.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { Bucket } from './bucket.ts';
import type { Socket } from './sync.ts';
import type { Burst } from './wire.ts';

export interface PeerOwner {
  /** One message; throws `FrameError` when it is none. */
  read(bytes: Uint8Array): void;
  /** Ends the connection: tells its rooms, then the socket. 1006: at once. */
  end(code: number, reason: string): void;
}

/** The same for all sockets, so none keeps a copy. */
export interface PeerSetting { readonly clock: Clock; readonly limits: Limits }

const MINUTE = 60_000;
const MESSAGE_COST = 32;
const NONE: never[] = [];

export class Peer {
  heardAt: number;
  saidAt: number;
  readonly #socket: Socket;
  readonly #owner: PeerOwner;
  readonly #setting: PeerSetting;
  readonly #bucket: Bucket;
  /** Read from the socket, but not looked at yet. Mostly empty: a list of one's own is made when something waits. */
  #inbox: Uint8Array[] = NONE;
  #working = false;
  #paused = false;
  #held = false;
  #waking = false;
  #pending = 0;
  #overSince: number | null = null;
  #slowSince: number | null = null;
  #strikes: number[] = NONE;
  #gone = false;

  constructor(socket: Socket, owner: PeerOwner, setting: PeerSetting) {
    this.#socket = socket;
    this.#owner = owner;
    this.#setting = setting;
    const now = setting.clock.now();
    this.heardAt = this.saidAt = now;
    const rate = setting.limits.socketBytesPerSecond;
    this.#bucket = new Bucket(rate, rate, now);
  }

  get full(): boolean {
    return this.#socket.buffered > this.#setting.limits.slowBytes;
  }

  /** Bytes that came in. Over the rate, or with too many edits unwritten, they wait and the socket is read no further. */
  message(bytes: Uint8Array): void {
    if (this.#gone) return;
    const now = (this.heardAt = this.#setting.clock.now());
    if (this.#inbox.length === 0 && !this.#working && !this.#held && this.#pending < this.#setting.limits.pendingEdits && this.#bucket.wait(now) === 0) {
      this.#working = true;
      this.#bucket.take(bytes.length + MESSAGE_COST, now);
      this.#owner.read(bytes);
      this.#working = false;
      if (this.#overSince !== null || this.#inbox.length > 0) this.#work();
      return;
    }
    if (this.#inbox === NONE) this.#inbox = [];
    this.#inbox.push(bytes);
    this.#work();
  }

  send(bytes: Uint8Array): void {
    if (this.#gone) return;
    this.saidAt = this.#setting.clock.now();
    this.#socket.send(bytes);
    if (this.#socket.buffered > this.#setting.limits.bufferedBytes) this.terminate();
  }

  sendAll(burst: Burst): void {
    if (this.#gone) return;
    this.saidAt = this.#setting.clock.now();
    this.#socket.sendAll(burst);
    if (this.#socket.buffered > this.#setting.limits.bufferedBytes) this.terminate();
  }

  /** Work done beyond what was sent counts like bytes sent. */
  charge(bytes: number): void {
    this.#bucket.take(bytes, this.#setting.clock.now());
  }

  pending(change: number): void {
    this.#pending += change;
    if (change < 0 && this.#paused) this.#work();
  }

  /** Looks at no message until `release`; for as long as it is not known who is there. */
  hold(): void {
    this.#held = true;
  }
  release(): void {
    this.#held = false;
    this.#work();
  }
  /** Bytes that wait to be looked at. */
  get waiting(): number {
    return this.#inbox.reduce((sum, { length }) => sum + length, 0);
  }

  strike(): void {
    const now = this.#setting.clock.now();
    this.#strikes = [...this.#strikes.filter((at) => now - at < MINUTE), now];
    if (this.#strikes.length >= this.#setting.limits.refusalsPerMinute) this.#owner.end(CLOSE.limit, 'too many refused edits');
  }

  /** About once a second. */
  tick(now: number): void {
    const { limits } = this.#setting;
    if (this.#socket.buffered < limits.slowBytes) this.#slowSince = null;
    else this.#slowSince ??= now;
    if (this.#slowSince !== null && now - this.#slowSince > limits.slowMs) return this.terminate();
    if (this.#overSince !== null && now - this.#overSince > limits.overRateMs) return this.#owner.end(CLOSE.busy, 'over the rate');
    this.#work();
  }

  /** Ends at once; what waits to be sent is dropped. */
  terminate(): void {
    if (this.#gone) return;
    this.#owner.end(1006, 'terminated');
  }

  gone(): void {
    this.#gone = true;
    this.#inbox = NONE;
  }

  /** Looks at what waits, as far as it may; then reads on, or stops reading. */
  #work(): void {
    if (this.#working || this.#gone) return;
    this.#working = true;
    const { clock, limits } = this.#setting;
    let wait = 0;
    while (this.#inbox.length > 0 && !this.#held && this.#pending < limits.pendingEdits) {
      const now = clock.now();
      wait = this.#bucket.wait(now);
      if (wait > 0) break;
      const bytes = this.#inbox.shift()!;
      // a message costs more than its bytes
      this.#bucket.take(bytes.length + MESSAGE_COST, now);
      this.#owner.read(bytes);
    }
    this.#working = false;
    if (this.#gone) return;
    this.#rate(wait);
    const pause = this.#inbox.length > 0;
    if (pause !== this.#paused) {
      if (pause) this.#socket.pause();
      else this.#socket.resume();
    }
    this.#paused = pause;
  }

  /** Over the rate from the first wait on, until it has been calm for half a second. */
  #rate(wait: number): void {
    const { clock, limits } = this.#setting;
    const now = clock.now();
    if (wait === 0) {
      if (this.#bucket.level(now) >= limits.socketBytesPerSecond / 2) this.#overSince = null;
      return;
    }
    this.#overSince ??= now;
    if (this.#waking) return;
    this.#waking = true;
    clock.after(wait, () => {
      this.#waking = false;
      this.#work();
    });
  }
}
