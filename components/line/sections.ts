/** Sections held open by the elements of a page: one handle a section, counted, with what is saved of all of them. Yjs and the provider come with `doc-store.ts`, loaded when the first section opens. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { FullSession } from '../internal/full-session.ts';
import type { PresentPerson, Refused, SavedState, SectionHandle, SectionState, Stop } from '../internal/session.ts';

/** What runs a section once Yjs is there. */
export interface Engine {
  focus(key: string | null): void;
  retry(key: string): void;
  authorOf(client: number): { readonly id: string; readonly name: string } | null;
  end(): void;
}

/** What the engine reports; `pending` counts the values that wait for an acknowledgement. */
export interface SectionNews {
  state: SectionState;
  doc: Y.Doc | null;
  awareness: Awareness | null;
  refused: readonly Refused[];
  people: readonly PresentPerson[];
  pending: number;
  savedAt: number | null;
}

export class Section implements SectionHandle {
  readonly ref: string;
  readonly section: string;
  readonly news: SectionNews = { state: { kind: 'loading' }, doc: null, awareness: null, refused: [], people: [], pending: 0, savedAt: null };
  readonly #session: FullSession;
  readonly #listeners = new Set<() => void>();
  #holders = 0;
  #engine: Engine | undefined;
  #field: string | null = null;

  constructor(session: FullSession, ref: string, section: string) {
    this.#session = session;
    this.ref = ref;
    this.section = section;
    import('./doc-store.ts').then(
      ({ startEngine }) => {
        if (!open.get(session)?.has(nameOf(this))) return; // given back before Yjs was here
        this.#engine = startEngine(this, session);
        this.#engine.focus(this.#field);
      },
      (error: unknown) => this.tell({ state: { kind: 'failed', code: 'load', message: error instanceof Error ? error.message : String(error) } }),
    );
  }

  get state(): SectionState {
    return this.news.state;
  }
  get doc(): Y.Doc | null {
    return this.news.doc;
  }
  get awareness(): Awareness | null {
    return this.news.awareness;
  }
  get refused(): readonly Refused[] {
    return this.news.refused;
  }
  get people(): readonly PresentPerson[] {
    return this.news.people;
  }
  get saved(): SavedState {
    const { refused, pending, savedAt } = this.news;
    if (refused.length > 0) return { kind: 'notSaved', count: refused.length };
    if (pending === 0) return { kind: 'saved', at: savedAt };
    return this.#session.state.kind === 'online' ? { kind: 'saving' } : { kind: 'waiting', count: pending };
  }

  hold(): this {
    this.#holders++;
    return this;
  }
  release(): void {
    this.#holders--;
    this.#endIfDone();
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.#engine?.authorOf(client) ?? null;
  }
  focus(key: string | null): void {
    this.#field = key;
    this.#engine?.focus(key);
  }
  retry(key: string): void {
    this.#engine?.retry(key);
  }
  drop(key: string): void {
    this.tell({ refused: this.news.refused.filter((refused) => refused.key !== key) });
    this.#endIfDone();
  }
  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The engine's report; everyone hears, and the session's own saved state follows. */
  tell(news: Partial<SectionNews>): void {
    Object.assign(this.news, news);
    for (const listener of [...this.#listeners]) listener();
    summarise(this.#session);
    this.#endIfDone();
  }

  /** What a person wrote outlives the element it was written in: a section ends when it is saved and nobody holds it. */
  #endIfDone(): void {
    const sections = open.get(this.#session);
    if (this.#holders > 0 || this.saved.kind !== 'saved' || sections?.get(nameOf(this)) !== this) return;
    sections.delete(nameOf(this));
    this.end();
    summarise(this.#session);
  }
  end(): void {
    this.#engine?.end();
  }
}

const open = new WeakMap<FullSession, Map<string, Section>>();
const nameOf = (section: { readonly ref: string; readonly section: string }): string => `${section.ref}/${section.section}`;

/** The handle of a section, one for all who ask; each gives it back with `release`. */
export function openSection(session: FullSession, ref: string, section: string): SectionHandle {
  let sections = open.get(session);
  if (sections === undefined) open.set(session, (sections = new Map()));
  const name = nameOf({ ref, section });
  let handle = sections.get(name);
  if (handle === undefined) sections.set(name, (handle = new Section(session, ref, section)));
  return handle.hold();
}

/** The session is over: every section ends, and nothing of it can be saved any more. */
export function endSections(session: FullSession): void {
  for (const section of open.get(session)?.values() ?? []) section.end();
  open.delete(session);
  guard(session);
}

/** The worst of all sections is the state of the page. */
function summarise(session: FullSession): void {
  const all = [...(open.get(session)?.values() ?? [])].map((section) => section.saved);
  const count = (kind: 'notSaved' | 'waiting') => all.reduce((sum, saved) => sum + (saved.kind === kind ? saved.count : 0), 0);
  const at = Math.max(0, ...all.map((saved) => (saved.kind === 'saved' ? (saved.at ?? 0) : 0)), session.saved.kind === 'saved' ? (session.saved.at ?? 0) : 0);
  const saved: SavedState =
    count('notSaved') > 0 ? { kind: 'notSaved', count: count('notSaved') }
    : count('waiting') > 0 ? { kind: 'waiting', count: count('waiting') }
    : all.some((saved) => saved.kind === 'saving') ? { kind: 'saving' }
    : { kind: 'saved', at: at === 0 ? null : at };
  // Every keystroke comes by here; the page is told only what is new.
  if (JSON.stringify(saved) === JSON.stringify(session.saved)) return;
  session.saved = saved;
  guard(session);
  session.changed();
}

const unsaved = new Set<FullSession>();
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
/** The browser asks before it leaves a page with unsaved words, and only then: the listener costs the page its fast way back. */
function guard(session: FullSession): void {
  if (session.saved.kind === 'saved' || !open.has(session)) unsaved.delete(session);
  else unsaved.add(session);
  if (unsaved.size > 0) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
}
