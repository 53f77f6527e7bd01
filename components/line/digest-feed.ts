/** Digests of all archives shown on a page, over one channel of its line. Documents have channels of their own (`doc-store.ts`). */
import { readJson, type DigestNews, type DigestWish } from '../../model/protocol.ts';
import type { Face, LineDigest } from '../../model/overview.ts';
import type { DigestState, Stop } from '../internal/session.ts';
import type { Line, Port } from './line.ts';

const utf8 = new TextEncoder();
const LOADING: DigestState<never> = { kind: 'loading' };

type Listener = (state: DigestState<Face>) => void;
/**
 * `listeners`: with the schemes of which faces are enough for it, apart by spaces; null: the whole digest. `asked`: the same, as the server was told on the channel at hand.
 * `whole`: the state at hand serves everyone.
 */
interface Watched { state: DigestState<Face>; whole: boolean; asked: string | null | undefined; readonly listeners: Map<Listener, string | null> }

/** Words of a scheme list. */
const words = (list: string): string[] => list.split(/\s+/).filter(Boolean);
const within = (list: string, all: string): boolean => words(list).every((scheme) => words(all).includes(scheme));
/** A digest with a name is a whole one. */
const isWhole = (digest: Face): boolean => 'name' in digest;

export class DigestFeed {
  readonly #line: Line;
  readonly #watched = new Map<string, Watched>();
  /** Refs of which the server may have to be told something at the end of this turn. */
  readonly #touched = new Set<string>();
  #channel: number | undefined;
  #open = false;
  /** Whom the digests at hand were told to. */
  #person: string | null = null;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Hears the digest of `ref` now and at every change; a table of badges is one message to the server. With `schemes` the faces of these classes are enough. */
  watch<D extends Face = LineDigest>(ref: string, listen: (state: DigestState<D>) => void, schemes?: string): Stop {
    const listener = listen as Listener; // who names no schemes hears whole digests alone
    let entry = this.#watched.get(ref);
    if (entry === undefined) this.#watched.set(ref, (entry = { state: LOADING, whole: false, asked: undefined, listeners: new Map() }));
    const mine = entry;
    mine.listeners.set(listener, schemes ?? null);
    this.#touch(ref);
    listener(mine.whole || (mine.asked && schemes !== undefined && within(schemes, mine.asked)) ? mine.state : LOADING);
    return () => {
      if (mine.listeners.delete(listener) && mine.listeners.size === 0) this.#touch(ref);
    };
  }

  #touch(ref: string): void {
    if (this.#touched.size === 0) queueMicrotask(() => this.#tell());
    this.#touched.add(ref);
  }

  #tell(): void {
    const watch: string[] = [];
    const unwatch: string[] = [];
    const brief: Watched[] = [];
    const briefRefs: string[] = [];
    for (const ref of this.#touched) {
      const entry = this.#watched.get(ref);
      if (entry === undefined) continue;
      const { asked, listeners } = entry;
      // Gone and back within one turn is no change.
      if (listeners.size === 0) {
        this.#watched.delete(ref);
        if (asked !== undefined) unwatch.push(ref);
        continue;
      }
      const lists = [...listeners.values()];
      if (asked === null || (asked !== undefined && lists.every((list) => list !== null && within(list, asked)))) continue;
      if (lists.includes(null)) {
        watch.push(ref);
        if (this.#open) entry.asked = null;
      } else {
        brief.push(entry);
        briefRefs.push(ref);
      }
    }
    this.#touched.clear();
    // A channel that opens later says everything that is watched by then.
    if (this.#watched.size === 0) this.#leave();
    else if (this.#channel === undefined) this.#channel = this.#line.open({ digests: true }, this.#port);
    if (!this.#open) return;
    if (watch.length + unwatch.length > 0) this.#say({ ...(watch.length > 0 ? { watch, reasons: false } : {}), ...(unwatch.length > 0 ? { unwatch } : {}) });
    if (brief.length === 0) return;
    const faces = [...new Set(brief.flatMap(({ listeners }) => words([...listeners.values()].join(' '))))];
    for (const entry of brief) entry.asked = faces.join(' ');
    this.#say({ watch: briefRefs, faces });
  }

  #hear(entry: Watched, state: DigestState<Face>): void {
    const whole = state.kind !== 'ready' || isWhole(state.digest);
    entry.state = state;
    entry.whole = whole && state.kind !== 'loading';
    for (const [listener, schemes] of [...entry.listeners]) if (whole || schemes !== null) listener(state);
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
      // What one person may see is not shown to the next.
      if (this.#person !== null && this.#person !== this.#line.person) for (const entry of this.#watched.values()) this.#hear(entry, LOADING);
      this.#person = this.#line.person;
      for (const [ref, entry] of this.#watched) {
        entry.asked = undefined;
        this.#touched.add(ref);
      }
      this.#tell();
    },
    data: (bytes) => {
      for (const { ref, digest } of (readJson(bytes) as DigestNews).digests) {
        const entry = this.#watched.get(ref);
        if (entry === undefined) continue;
        this.#hear(entry, digest === null ? { kind: 'missing' } : { kind: 'ready', digest });
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
