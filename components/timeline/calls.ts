/** Coming back from a call: who followed a link to call or write is offered the note when the page is looked at again. It decides whether; the line draws the offer. */
import type { Reached } from '../internal/reach.ts';
import type { Session } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';

/** `at`: milliseconds since 1970, when the link was followed. */
export interface Call extends Reached { readonly at: number }

/** After so long nobody knows any more what was said. */
const LIVES_MS = 2 * 60 * 60_000;

/** Outlives the element: a timeline that is drawn anew still knows of the call. One a session, the newest. */
const calls = new WeakMap<Session, { call: Call; away: boolean }>();

export interface CallsOptions {
  readonly session: Session;
  readonly archive: string;
  readonly clock: Clock;
  readonly changed: () => void;
  /** Whose coming and going is heard; default the page's. */
  readonly view?: EventTarget;
  readonly sheet?: EventTarget & { readonly visibilityState: DocumentVisibilityState };
}

export class Calls {
  readonly #options: CallsOptions;
  readonly #stops: (() => void)[] = [];
  #forget: () => void = () => {};

  constructor(options: CallsOptions) {
    this.#options = options;
    const { view = window, sheet = document } = options;
    const on = (target: EventTarget, name: string, hear: () => void): void => {
      target.addEventListener(name, hear);
      this.#stops.push(() => target.removeEventListener(name, hear));
    };
    on(sheet, 'visibilitychange', () => (sheet.visibilityState === 'hidden' ? this.#left() : options.changed()));
    on(view, 'blur', () => this.#left());
    on(view, 'focus', options.changed);
    on(view, 'pageshow', options.changed);
    this.#wait();
  }

  /** A link was followed, here or on a card of the page. */
  reached(detail: Reached): void {
    calls.set(this.#options.session, { call: { ...detail, at: this.#options.clock.now() }, away: false });
    this.#wait();
  }

  #left(): void {
    const kept = calls.get(this.#options.session);
    if (kept) kept.away = true;
  }
  #wait(): void {
    this.#forget();
    const kept = calls.get(this.#options.session);
    if (!kept) return;
    const { clock } = this.#options;
    this.#forget = clock.after(Math.max(0, kept.call.at + LIVES_MS - clock.now()), () => {
      if (calls.get(this.#options.session) === kept) this.done();
    });
  }

  /** The call to note; null while there is none, while the page has not been left for it, and when it is too long ago. */
  get offered(): Call | null {
    const kept = calls.get(this.#options.session);
    const { archive, clock, sheet = document } = this.#options;
    if (!kept?.away || kept.call.archive !== archive || sheet.visibilityState === 'hidden') return null;
    return clock.now() - kept.call.at < LIVES_MS ? kept.call : null;
  }

  /** Noted, or not wanted. */
  done(): void {
    calls.delete(this.#options.session);
    this.#forget();
    this.#options.changed();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#forget();
  }
}
