/** Which value a person is in: told to the others, left when the focus goes, and asked by the shortcuts of undo. Keys that are typed into a field stay in it. */
import { composing, fenced } from '../internal/keys.ts';
import type { OpenSection } from './open-section.ts';
import type { OpenSections } from './open-sections.ts';
import type { UndoFace } from './undo.ts';

export interface AttentionOptions {
  readonly sections: OpenSections;
  /** Of the page shown. */
  readonly current: () => OpenSection | null;
  /** Drawing moves controls: their blur is not the person's. */
  readonly moving: () => boolean;
  /** One's own last steps over all sections. */
  readonly steps: () => UndoFace;
  /** The person went on to another value, or out of the form. */
  readonly left: () => void;
}

export class Attention {
  readonly #options: AttentionOptions;

  constructor(options: AttentionOptions) {
    this.#options = options;
  }

  /** Of the page, or of the rows beside it that one is in. */
  sectionAt(target: EventTarget | null): OpenSection | null {
    const name = (target as HTMLElement | null)?.closest<HTMLElement>('[data-section]')?.dataset['section'];
    return name === undefined ? this.#options.current() : this.#options.sections.get(name);
  }

  readonly onFocus = (event: Event): void => {
    const key = keyAt(event.target as HTMLElement);
    const section = this.sectionAt(event.target);
    for (const each of this.#options.sections.all) if (each !== section) leaveSection(each);
    if (section === null || section.focused === key) return;
    // what was said about a value has been seen when its person goes on
    if (section.focused !== null) section.notes.delete(section.focused);
    this.#in(section, key, event.target as HTMLElement);
    this.#options.left();
  };

  /** A value that has just got its row goes by another key from then on, also for whoever is in it. */
  drawn(active: Element | null): void {
    const section = active === null ? null : this.sectionAt(active);
    if (active === null || section === null || section.focused === null) return;
    const key = keyAt(active);
    if (key !== null && key !== section.focused) this.#in(section, key, active);
  }

  #in(section: OpenSection, key: string | null, target: Element): void {
    section.focused = key;
    section.choices = target.closest<HTMLElement>('[data-choices]')?.dataset['choices'] ?? null;
    section.handle.focus(key);
  }

  readonly onBlur = (event: FocusEvent): void => {
    if (this.#options.moving() || (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) return;
    for (const section of this.#options.sections.all) leaveSection(section);
    this.#options.left();
  };

  /** Shortcuts act only with the focus inside; what is typed in a field is no shortcut of the page. */
  readonly onKey = fenced((event) => {
    if (composing(event) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const section = this.sectionAt(event.target);
    if (key !== 'z' && key !== 'y' && key !== 'enter') return;
    const drafts = section && this.#options.sections.drafts(section.name);
    const focused = section?.focused ?? null;
    const draft = focused === null ? undefined : drafts?.get(focused);
    if (key === 'enter') {
      event.preventDefault();
      // a value that was not taken keeps its person; else on to the next fact
      if (!draft?.code) (event.currentTarget as HTMLElement).querySelector<HTMLElement>('#f-add-fact')?.click();
      return;
    }
    // what is typed and not yet written is the browser's own to take back
    if (draft !== undefined && !draft.written) return;
    event.preventDefault();
    if (focused !== null) drafts?.delete(focused);
    const way = key === 'y' || event.shiftKey ? 'redo' : 'undo';
    // where one stands, one's steps there are meant; else the last step of all
    if (section !== null && section[`${way}Step`] !== null) section[way]();
    else this.#options.steps()[way]();
  });
}

const keyAt = (element: Element): string | null => element.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null;

function leaveSection(section: OpenSection): void {
  if (section.focused === null) return;
  section.focused = null;
  section.handle.focus(null);
}
