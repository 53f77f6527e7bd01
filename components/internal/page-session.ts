/** The one implementation of `Session`: the page's line with one person's token. REST (`rest.ts`) and documents (`line/sections.ts`) are parts that only larger entries bring. */
import type { Me } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { lineOf, type SharedLine } from '../line/lines.ts';
import type { GetToken } from '../line/tokens.ts';
import { page, type Parts } from './page.ts';
import type { DigestState, SavedState, SectionHandle, Session, SessionState, Stop } from './session.ts';

export class PageSession extends EventTarget implements Session {
  readonly endpoint: string;
  readonly shared: SharedLine;
  saved: SavedState = { kind: 'saved', at: null };
  readonly #listeners = new Set<() => void>();
  #stops: Stop[];
  #me: Me | null | undefined;
  #views = new Map<string, Promise<CatalogueView>>();

  constructor(endpoint: string, getToken: GetToken) {
    super();
    this.endpoint = endpoint;
    this.shared = lineOf(endpoint);
    this.#stops = [this.shared.tokens.add(getToken), this.shared.line.subscribe(this.changed), this.shared.line.use()];
  }

  get state(): SessionState {
    return this.shared.line.state;
  }
  /** Asked of the server when it is first looked at; null until the answer is here. */
  get me(): Me | null {
    if (this.#me === undefined && page.parts.request) {
      this.#me = null;
      this.request<Me>('GET', '/api/me').then(
        (me) => {
          this.#me = me;
          this.changed();
        },
        () => (this.#me = undefined), // what failed shows as the session's state; the next look asks again
      );
    }
    return this.#me ?? null;
  }

  /** Something that `subscribe` tells about has changed. */
  readonly changed = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  watch(ref: string, listener: (state: DigestState) => void): Stop {
    return this.shared.feed.watch(ref, listener);
  }
  request<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#part('request')(this, method, path, body);
  }
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#part('fetch')(this, path, init);
  }
  open(ref: string, section: string): SectionHandle {
    return this.#part('open')(this, ref, section);
  }
  catalogue(lang: Language, packs: readonly string[] = []): Promise<CatalogueView> {
    const path = `/api/catalogue?lang=${lang}&packs=${packs.map(encodeURIComponent).join(',')}`;
    let view = this.#views.get(path);
    if (view === undefined) {
      this.#views.set(path, (view = this.request('GET', path)));
      view.catch(() => this.#views.delete(path)); // whoever waits hears of it; the next who asks tries again
    }
    return view;
  }

  /** Lets go of the line; the socket closes when nobody on the page holds it. */
  end(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #part<K extends keyof Parts>(name: K): NonNullable<Parts[K]> {
    const part = page.parts[name];
    if (part === undefined) throw new Error('dossier: badge.js alone has no data access; load dossier.js');
    return part;
  }
}
