/** What a session is on every page: one person's share of the page's line, with state and digests. A page that also edits gets `full-session.ts`. */
import type { Face, LineDigest } from '../../model/overview.ts';
import { lineOf, type SharedLine } from '../line/lines.ts';
import type { GetToken } from '../line/tokens.ts';
import type { SignOut } from './events.ts';
import type { DigestState, SavedState, SessionState, Stop } from './session.ts';

export class PageSession extends EventTarget {
  readonly endpoint: string;
  readonly shared: SharedLine;
  saved: SavedState = { kind: 'saved', at: null };
  readonly #listeners = new Set<() => void>();
  readonly #stops: Stop[];

  constructor(endpoint: string, getToken: GetToken) {
    super();
    this.endpoint = endpoint;
    const { tokens, line } = (this.shared = lineOf(endpoint));
    this.#stops = [tokens.add(getToken), line.subscribe(this.changed), line.use()];
  }

  get state(): SessionState {
    return this.shared.line.state;
  }
  /** Something that `subscribe` tells about has changed. */
  readonly changed = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  watch<D extends Face = LineDigest>(ref: string, listener: (state: DigestState<D>) => void, schemes?: string): Stop {
    return this.shared.feed.watch(ref, listener, schemes);
  }

  /** The person signs out. False: something is not saved, and the person stays. Who shows badges only has nothing to save. */
  signOut(_holder: Element, _cause: SignOut['cause']): boolean | Promise<boolean> {
    return true;
  }

  /** After `end`: settles when the browser keeps nothing of the person any more. */
  declare gone?: Promise<void>;

  /** Lets go of the line; the socket closes when nobody on the page holds it. */
  end(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
