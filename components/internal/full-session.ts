/** The session of a page that reads and edits: adds REST, the person, the catalogue and documents to the small one. */
import type { Me } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { endSections, openSection } from '../line/sections.ts';
import { page } from './page.ts';
import { PageSession } from './page-session.ts';
import { fetchWithToken, request } from './rest.ts';
import type { SectionHandle, Session } from './session.ts';

export class FullSession extends PageSession implements Session {
  #me: Me | null | undefined;
  readonly #views = new Map<string, Promise<CatalogueView>>();

  /** Asked of the server when it is first looked at; null until the answer is here. */
  get me(): Me | null {
    if (this.#me === undefined) {
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

  request<T>(method: string, path: string, body?: unknown): Promise<T> {
    return request(this, method, path, body);
  }
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetchWithToken(this, path, init);
  }
  open(ref: string, section: string): SectionHandle {
    return openSection(this, ref, section);
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

  override end(): void {
    endSections(this);
    super.end();
  }
}

/** From now on sessions of this page are full ones, also those that a badge's script began. */
export function installFullSession(): void {
  if (page.make !== undefined) return;
  page.make = (endpoint, getToken) => new FullSession(endpoint, getToken);
  for (const holder of page.holders) holder.renew();
}
