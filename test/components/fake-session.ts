/** A session without a server, for tests of elements: what it answers is set by the test, what was asked of it is kept. `mount` puts elements on a page that has it as the default session. */
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ArchiveView, Me } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { PersonId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import { page, sessionsChanged, type SessionHolder } from '../../components/internal/page.ts';
import { ApiError, type DigestState, type PresentPerson, type Refused, type SavedState, type SectionHandle, type SectionState, type Session, type SessionState, type Stop, type Unsaved } from '../../components/internal/session.ts';

export class FakeHandle implements SectionHandle {
  readonly ref: string;
  readonly section: string;
  doc: Y.Doc | null = null;
  awareness: Awareness | null = null;
  state: SectionState = { kind: 'loading' };
  saved: SavedState = { kind: 'saved', at: null };
  refused: readonly Refused[] = [];
  people: readonly PresentPerson[] = [];
  /** What the element told: the last field, retried and dropped keys, times released. */
  focused: string | null = null;
  /** Answers `authorOf`. */
  readonly authors = new Map<number, { readonly id: string; readonly name: string }>();
  readonly retried: string[] = [];
  readonly dropped: string[] = [];
  released = 0;
  readonly #listeners = new Set<() => void>();

  constructor(ref: string, section: string) {
    this.ref = ref;
    this.section = section;
  }

  /** Makes it ready with a real document; `fill` writes into it first, as if it came from the server. */
  ready(level: 'read' | 'write' | 'manage' = 'write', fill: (doc: Y.Doc) => void = () => {}): Y.Doc {
    const doc = this.doc ?? new Y.Doc();
    this.doc = doc;
    this.awareness ??= new Awareness(doc);
    doc.transact(() => fill(doc), 'server');
    this.change({ state: { kind: 'ready', level, online: true } });
    return doc;
  }
  change(what: Partial<Pick<FakeHandle, 'state' | 'saved' | 'refused' | 'people' | 'doc' | 'awareness'>>): void {
    Object.assign(this, what);
    for (const listener of [...this.#listeners]) listener();
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.authors.get(client) ?? null;
  }
  focus(key: string | null): void {
    this.focused = key;
  }
  retry(key: string): void {
    this.retried.push(key);
  }
  drop(key: string): void {
    this.dropped.push(key);
    this.change({ refused: this.refused.filter((r) => r.key !== key) });
  }
  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  release(): void {
    this.released++;
  }
}

export type Answer = (method: string, path: string, body: unknown) => unknown;

export class FakeSession extends EventTarget implements Session {
  readonly endpoint = 'http://dossier.test';
  state: SessionState = { kind: 'online' };
  edition = '';
  saved: SavedState = { kind: 'saved', at: null };
  me: Me | null = {
    id: 'maria' as PersonId, name: 'Maria Anders', department: null, roles: ['staff'], clearances: [],
    can: { create: true, import: false, export: false, insight: false, directory: false, emergency: false },
    workspace: { timezone: 'UTC', currency: 'EUR', demo: false },
  };
  /** Keyed by what the page wrote; absent: loading. */
  readonly digests = new Map<string, DigestState>();
  readonly handles = new Map<string, FakeHandle>();
  readonly asked: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Answers REST; throws `ApiError` by default, so a test sees what it forgot. */
  answer: Answer = (method, path) => {
    throw new ApiError(404, 'not-found', `${method} ${path} has no answer in this test`);
  };
  view: CatalogueView = { version: 'test', lang: 'en', fields: [], dictionaries: {}, packs: [], sections: [], groups: [], addressColumns: [] };
  readonly watchers = new Map<string, Set<(state: DigestState) => void>>();
  readonly #listeners = new Set<() => void>();

  change(what: Partial<Pick<FakeSession, 'state' | 'saved' | 'me' | 'edition' | 'view'>>): void {
    Object.assign(this, what);
    for (const listener of [...this.#listeners]) listener();
  }
  /** Sends a digest to whoever watches; null: missing. */
  tell(ref: string, digest: Digest | null): void {
    const state: DigestState = digest === null ? { kind: 'missing' } : { kind: 'ready', digest };
    this.digests.set(ref, state);
    for (const listener of [...(this.watchers.get(ref) ?? [])]) listener(state);
  }
  handle(ref: string, section: string): FakeHandle {
    const name = `${ref}/${section}`;
    let handle = this.handles.get(name);
    if (handle === undefined) this.handles.set(name, (handle = new FakeHandle(ref, section)));
    return handle;
  }

  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    this.asked.push({ method, path, body });
    return (await this.answer(method, path, body)) as T;
  }
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    return Response.json(await this.request(init?.method ?? 'GET', path, init?.body));
  }
  watch(ref: string, listener: (state: DigestState) => void): Stop {
    let set = this.watchers.get(ref);
    if (set === undefined) this.watchers.set(ref, (set = new Set()));
    set.add(listener);
    listener(this.digests.get(ref) ?? { kind: 'loading' });
    return () => set.delete(listener);
  }
  open(ref: string, section: string): SectionHandle {
    return this.handle(ref, section);
  }
  unsaved(): readonly Unsaved[] {
    return [];
  }
  archive(ref: string): Promise<ArchiveView> {
    return this.request('GET', `/api/archives/${encodeURIComponent(ref)}`);
  }
  async catalogue(): Promise<CatalogueView> {
    return this.view;
  }
}

/** A page with one element per line of `markup` and this session as its default; `remove` takes all of it away. */
export function mount(session: Session | null, markup: string, lang?: string): { readonly root: HTMLElement; readonly remove: () => void } {
  const holder = Object.assign(document.createElement('div'), { session, renew() {}, retry() {} }) as unknown as SessionHolder & HTMLElement;
  if (session !== null) page.holders.add(holder);
  sessionsChanged();
  const root = document.createElement('main');
  if (lang !== undefined) root.lang = lang;
  root.innerHTML = markup;
  document.body.append(holder, root);
  return {
    root,
    remove() {
      root.remove();
      holder.remove();
      page.holders.delete(holder);
      sessionsChanged();
    },
  };
}
