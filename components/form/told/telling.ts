/** Says, politely and late, what somebody else did to the value one is in: when one pauses, in one place of the form, and of one customer at most every five seconds. What is drawn meanwhile is `note.ts`. */
import type { Language } from '../../../model/labels.ts';
import type { OpenSection, Touch } from '../open-section.ts';
import { sentences } from './sentences.ts';
import { toldTexts } from './texts.ts';

/** How long one's hands rest before anything is said. */
export const PAUSE = 2_000;
/** Between two announcements about the same customer, whatever form of the page makes them. */
export const APART = 5_000;

export interface TellingOptions {
  /** Where one types: what is done in it is no pause. */
  readonly root: EventTarget;
  readonly archive: string;
  readonly language: () => Language;
  /** An input method composes: nothing is drawn, so nothing is said. */
  readonly composing: () => boolean;
  /** Puts a sentence into the form's region; '' empties it, so that the same sentence can be said again. */
  readonly say: (sentence: string) => void;
  readonly now?: () => number;
  /** Default: the browser's timers. */
  readonly after?: (milliseconds: number, callback: () => void) => () => void;
}

const BUSY = ['keydown', 'input', 'pointerdown', 'compositionstart', 'compositionupdate', 'compositionend'] as const;

/** When something was last said of a customer. */
const said = new Map<string, number>();

const timer = (milliseconds: number, callback: () => void): (() => void) => {
  const id = setTimeout(callback, milliseconds);
  return () => { clearTimeout(id); };
};

export class Telling {
  readonly #options: TellingOptions;
  readonly #now: () => number;
  readonly #after: NonNullable<TellingOptions['after']>;
  #busy: number;
  #waiting: { readonly section: OpenSection; readonly touch: Touch } | null = null;
  #cancel: (() => void) | undefined;

  constructor(options: TellingOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
    this.#after = options.after ?? timer;
    this.#busy = this.#now();
    for (const type of BUSY) options.root.addEventListener(type, this.#onBusy, true);
  }

  stop(): void {
    this.#cancel?.();
    this.#waiting = null;
    for (const type of BUSY) this.#options.root.removeEventListener(type, this.#onBusy, true);
  }

  /** Of several changes the last is told. */
  heard(section: OpenSection, touch: Touch): void {
    this.#waiting = { section, touch };
    this.#options.say('');
    this.#arm();
  }

  readonly #onBusy = (): void => {
    this.#busy = this.#now();
    if (this.#waiting !== null) this.#arm();
  };

  #arm(): void {
    this.#cancel?.();
    const now = this.#now();
    const rest = Math.max(this.#busy + PAUSE, (said.get(this.#options.archive) ?? -Infinity) + APART) - now;
    this.#cancel = this.#after(Math.max(0, rest), this.#tell);
  }

  readonly #tell = (): void => {
    const waiting = this.#waiting;
    if (waiting === null) return;
    // the end of the composition is a sign of life, after which one waits again
    if (this.#options.composing()) return;
    // another form may have spoken of this customer meanwhile
    if ((said.get(this.#options.archive) ?? -Infinity) + APART > this.#now()) return this.#arm();
    this.#waiting = null;
    const sentence = this.#sentence(waiting.section, waiting.touch);
    if (sentence === '') return;
    said.set(this.#options.archive, this.#now());
    this.#options.say(sentence);
  };

  /** '' where it is over: one has left, answered, or the other took it back. */
  #sentence(section: OpenSection, touch: Touch): string {
    const t = toldTexts(this.#options.language());
    switch (touch.kind) {
      case 'text': return section.focused === touch.key ? t.wrote(touch.by?.name ?? t.someone) : '';
      case 'note': {
        const note = section.notes.get(touch.key);
        const drawn = note === undefined ? undefined : sentences.get(note);
        if (note === undefined || drawn === undefined) return '';
        return note.row === undefined ? `${drawn} ${t.tab}` : drawn;
      }
    }
  }
}
