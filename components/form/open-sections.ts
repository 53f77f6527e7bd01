/** The sections that a form holds open, with what was typed into them and not written yet. */
import type { Session } from '../internal/session.ts';
import type { FileShelf } from './kinds/files.ts';
import { OpenSection, type Touch } from './open-section.ts';
import { documentOf, MISSING, OWN, type Page } from './plan.ts';
import type { Draft } from './slot.ts';

export class OpenSections {
  readonly #open = new Map<string, OpenSection>();
  readonly #drafts = new Map<string, Map<string, Draft>>();
  readonly #shelves = new Map<string, FileShelf>();
  readonly #changed: (section: string, keys: readonly string[] | undefined) => void;
  readonly #before: () => void;
  readonly #touched: (section: OpenSection, touch: Touch) => void;

  constructor(changed: (section: string, keys: readonly string[] | undefined) => void, before: () => void, touched: (section: OpenSection, touch: Touch) => void) {
    this.#changed = changed;
    this.#before = before;
    this.#touched = touched;
  }

  get all(): readonly OpenSection[] {
    return [...this.#open.values()];
  }
  get(name: string): OpenSection | null {
    return this.#open.get(name) ?? null;
  }
  of(page: Page | undefined, year: number | undefined): OpenSection | null {
    return page === undefined || page.key === OWN ? null : this.get(documentOf(page, year));
  }
  drafts(name: string): Map<string, Draft> {
    let drafts = this.#drafts.get(name);
    if (drafts === undefined) this.#drafts.set(name, (drafts = new Map()));
    return drafts;
  }
  shelf(name: string): FileShelf {
    let shelf = this.#shelves.get(name);
    if (shelf === undefined) this.#shelves.set(name, (shelf = { items: null, state: 'idle', heard: '' }));
    return shelf;
  }

  /** Internal sections at once, for completeness and presence; the others when the person goes there, so that nobody opens a restricted paper by opening a form. */
  follow(session: Session, archive: string, pages: readonly Page[], current: string, year: number | undefined, beside: ReadonlySet<string>): void {
    const wanted = new Set(pages.filter((page) => page.key !== OWN && page.key !== MISSING && page.level !== 'exists' && (page.early || page.key === current || beside.has(page.key) || this.#open.has(page.key))).map((page) => documentOf(page, year)));
    for (const name of wanted) if (!this.#open.has(name)) this.#add(session, archive, name);
    for (const name of [...this.#open.keys()]) if (!wanted.has(name)) this.close(name);
  }

  #add(session: Session, archive: string, name: string): void {
    const section = new OpenSection(session.open(archive, name), name, (keys) => this.#changed(name, keys), this.#before);
    section.onRemote = (key) => {
      // a draft that is in the document as far as it goes gives way; what could not be written is kept
      const drafts = this.#drafts.get(name);
      if (drafts?.get(key)?.written) drafts.delete(key);
    };
    section.onTouch = (touch) => this.#touched(section, touch);
    this.#open.set(name, section);
  }

  close(name: string): void {
    this.#open.get(name)?.close();
    this.#open.delete(name);
  }

  clear(): void {
    for (const name of [...this.#open.keys()]) this.close(name);
    this.#drafts.clear();
    this.#shelves.clear();
  }
}
