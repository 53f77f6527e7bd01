/** Digests of all archives shown on a page, over one channel of its line. Documents have channels of their own (`doc-store.ts`). */
import { readJson, type DigestNews, type DigestWish } from '../../model/protocol.ts';
import type { DigestState, Stop } from '../internal/session.ts';
import type { Line, Port } from './line.ts';

const utf8 = new TextEncoder();
const LOADING: DigestState = { kind: 'loading' };

interface Watched { state: DigestState; readonly listeners: Set<(state: DigestState) => void> }

export class DigestFeed {
  readonly #line: Line;
  readonly #watched = new Map<string, Watched>();
  /** What the server is to be told at the end of this turn: true watch, false unwatch. */
  readonly #wishes = new Map<string, boolean>();
  #channel: number | undefined;
  #open = false;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Hears the digest of `ref` now and at every change; a table of badges is one message to the server. */
  watch(ref: string, listener: (state: DigestState) => void): Stop {
    let entry = this.#watched.get(ref);
    if (entry === undefined) {
      this.#watched.set(ref, (entry = { state: LOADING, listeners: new Set() }));
      this.#wish(ref, true);
    }
    const mine = entry;
    mine.listeners.add(listener);
    listener(mine.state);
    return () => {
      if (!mine.listeners.delete(listener) || mine.listeners.size > 0) return;
      this.#watched.delete(ref);
      this.#wish(ref, false);
    };
  }

  #wish(ref: string, watch: boolean): void {
    if (this.#wishes.size === 0) queueMicrotask(() => this.#tell());
    // Gone and back within one turn is no change.
    if (this.#wishes.has(ref)) this.#wishes.delete(ref);
    else this.#wishes.set(ref, watch);
  }

  #tell(): void {
    const of = (watch: boolean) => [...this.#wishes].filter(([, wish]) => wish === watch).map(([ref]) => ref);
    const wish = { watch: of(true), unwatch: of(false) };
    this.#wishes.clear();
    if (this.#watched.size === 0) this.#leave();
    // A channel that opens later says everything that is watched by then.
    else if (this.#channel === undefined) this.#channel = this.#line.open({ digests: true }, this.#port);
    else if (this.#open && wish.watch.length + wish.unwatch.length > 0) this.#say(wish);
  }

  #leave(): void {
    if (this.#channel !== undefined) this.#line.close(this.#channel);
    this.#channel = undefined;
    this.#open = false;
  }
  #say(wish: DigestWish): void {
    this.#line.data(this.#channel!, utf8.encode(JSON.stringify(wish)));
  }

  readonly #port: Port = {
    opened: () => {
      this.#open = true;
      this.#wishes.clear();
      this.#say({ watch: [...this.#watched.keys()] });
    },
    data: (bytes) => {
      for (const { ref, digest } of (readJson(bytes) as DigestNews).digests) {
        const entry = this.#watched.get(ref);
        if (entry === undefined) continue;
        entry.state = digest === null ? { kind: 'missing' } : { kind: 'ready', digest };
        for (const listener of [...entry.listeners]) listener(entry.state);
      }
    },
    closed: (code) => {
      this.#channel = undefined;
      this.#open = false;
      // What was shown stays while the line is away; the session's state says that it may be old.
      if (this.#watched.size > 0 && (code < 4400 || code >= 4500)) this.#channel = this.#line.open({ digests: true }, this.#port);
    },
  };
}
