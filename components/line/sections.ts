/** Sections held open by the elements of a page: one handle a section, counted. What runs one, Yjs, the provider and the outbox, comes with `doc-store.ts`, loaded when the first section opens. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { FullSession } from '../internal/full-session.ts';
import type { PresentPerson, Refused, SavedState, SectionHandle, SectionState, Stop, Unsaved } from '../internal/session.ts';

/** What runs a section once Yjs is there. */
export interface Engine {
  focus(key: string | null): void;
  retry(key: string): void;
  drop(key: string): void;
  authorOf(client: number): { readonly id: string; readonly name: string } | null;
  /** Asks once more for a section that is missing or has failed. */
  again(): void;
  /** Takes over what other tabs have left. */
  adopt(): void;
  /** `atRisk`: only what would be lost with the page. */
  unsaved(atRisk: boolean): readonly Unsaved[];
  /** One holder less. */
  released(): void;
  end(): void;
}

export class Section implements SectionHandle {
  readonly ref: string;
  readonly section: string;
  state: SectionState = { kind: 'loading' };
  doc: Y.Doc | null = null;
  awareness: Awareness | null = null;
  saved: SavedState = { kind: 'saved', at: null };
  refused: readonly Refused[] = [];
  people: readonly PresentPerson[] = [];
  /** Something would be lost if the page went away now. */
  atRisk = false;
  /** Another handle of the same section, under another ref, speaks for this one. */
  follows = false;
  holders = 0;
  engine: Engine | undefined;
  field: string | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(session: FullSession, ref: string, section: string) {
    this.ref = ref;
    this.section = section;
    import('./doc-store.ts').then(
      ({ startEngine }) => {
        if (open.get(session)?.get(nameOf(ref, section)) !== this) return; // the session is over
        startEngine(this, session);
        if (this.holders === 0) this.release(0); // given back before Yjs was here
      },
      (error: unknown) => {
        this.state = { kind: 'failed', code: 'load', message: error instanceof Error ? error.message : String(error) };
        open.get(session)?.delete(nameOf(ref, section)); // the next who opens it tries again
        this.tell();
      },
    );
  }

  tell(news: Partial<Pick<Section, 'state' | 'doc' | 'awareness' | 'saved' | 'refused' | 'people'>> = {}): void {
    Object.assign(this, news);
    for (const listener of [...this.#listeners]) listener();
  }
  release(holders = 1): void {
    this.holders -= holders;
    this.engine?.released();
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.engine?.authorOf(client) ?? null;
  }
  focus(key: string | null): void {
    this.field = key;
    this.engine?.focus(key);
  }
  retry(key: string): void {
    this.engine?.retry(key);
  }
  drop(key: string): void {
    this.engine?.drop(key);
  }
  subscribe(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const open = new WeakMap<FullSession, Map<string, Section>>();
export const nameOf = (ref: string, section: string): string => `${ref}/${section}`;

/** The handle of a section, one for all who ask; each gives it back with `release`. */
export function openSection(session: FullSession, ref: string, section: string): Section {
  let sections = open.get(session);
  if (sections === undefined) open.set(session, (sections = new Map()));
  const name = nameOf(ref, section);
  let handle = sections.get(name);
  if (handle === undefined) sections.set(name, (handle = new Section(session, ref, section)));
  handle.holders++;
  handle.engine?.again();
  return handle;
}

/** All sections of a session, each once. */
export const sectionsOf = (session: FullSession): readonly Section[] => [...new Set(open.get(session)?.values())];

/** The session is over: every section ends, and nothing of it can be saved any more. */
export function endSections(session: FullSession): void {
  const sections = sectionsOf(session);
  open.delete(session);
  for (const { engine } of sections) engine?.end();
}
