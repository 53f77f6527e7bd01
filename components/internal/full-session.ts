/** The session of a page that reads and edits: adds REST, the person, the catalogue and documents to the small one. */
import type { ArchiveView, Me } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { endSections, openSection, sectionsOf } from '../line/sections.ts';
import type { SignOut } from './events.ts';
import { languageOf } from './language.ts';
import { page } from './page.ts';
import { PageSession } from './page-session.ts';
import { fetchWithToken, request } from './rest.ts';
import type { SectionHandle, Session, Unsaved } from './session.ts';

export class FullSession extends PageSession implements Session {
  #me: Me | null | undefined;
  /** On their way, by ref. */
  readonly #archives = new Map<string, Promise<ArchiveView>>();
  /** With the edition that was known when each was asked for. */
  readonly #views = new Map<string, { readonly edition: string; readonly view: Promise<CatalogueView> }>();

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

  /** Which catalogue the server has now; another text when an administrator has changed it. Empty before it is known, and where the line is an older copy's. */
  get edition(): string {
    return this.shared.line.catalogue ?? '';
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
  archive(ref: string): Promise<ArchiveView> {
    let view = this.#archives.get(ref);
    if (view === undefined) {
      const forget = () => this.#archives.delete(ref);
      const stop = this.watch(ref, forget); // whoever begins after news of it must not get an answer from before
      view = this.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(ref)}`).finally(() => {
        stop();
        forget();
      });
      this.#archives.set(ref, view);
    }
    return view;
  }
  catalogue(lang: Language, packs: readonly string[] | 'any' = []): Promise<CatalogueView> {
    const start = `/api/catalogue?lang=${lang}&packs=`;
    const path = packs === 'any' ? ([...this.#views.keys()].find((known) => known.startsWith(start)) ?? `${start}base`) : start + [...new Set(packs)].map(encodeURIComponent).join(',');
    const { edition } = this;
    const known = this.#views.get(path);
    if (known?.edition === edition) return known.view;
    const ask = () => this.request<CatalogueView>('GET', path);
    // asked for before the first welcome: most likely it is this edition
    const view = known?.edition === '' ? known.view.then((each) => ((each.edition ?? edition) === edition ? each : ask())) : ask();
    this.#views.set(path, { edition, view });
    view.catch(() => { if (this.#views.get(path)?.view === view) this.#views.delete(path); }); // whoever waits hears of it; the next who asks tries again
    return view;
  }

  unsaved(atRisk = false): readonly Unsaved[] {
    return sectionsOf(this).flatMap(({ engine }) => engine?.unsaved(atRisk) ?? []);
  }

  override async signOut(holder: Element, cause: SignOut['cause']): Promise<boolean> {
    const { person } = this.shared.line;
    const unsaved = this.unsaved(cause === 'removed');
    const end = () => {
      if (cause !== 'removed') this.#wipes = (each) => (each === person) !== (cause === 'person');
    };
    if (cause !== 'asked') end(); // nobody can keep it from ending, in this very turn
    if (unsaved.length > 0 && !(await (await import('../line/doc-store.ts')).leave(this, holder, { unsaved, cause }, languageOf(holder)))) return false;
    end();
    return true;
  }
  /** Whose edits the browser keeps no longer once this session has ended. */
  #wipes: ((person: string) => boolean) | undefined;

  override end(): void {
    endSections(this);
    if (this.#wipes) this.gone = import('../line/doc-store.ts').then(({ wipe }) => wipe(this, this.#wipes!), () => undefined); // what cannot be loaded has kept nothing
    super.end();
  }
}

/** From now on sessions of this page are full ones, also those that a badge's script began. */
export function installFullSession(): void {
  if (page.make !== undefined) return;
  page.make = (endpoint, getToken) => new FullSession(endpoint, getToken);
  for (const holder of page.holders) holder.renew();
}
