/** Ties a textarea to a Y.Text: one's own typing goes out as small splices, remote changes come in without moving caret, selection or scroll, and nothing moves while an input method composes. */
import type * as Y from 'yjs';
import { applyDelta, diff, mapIndex, rebase, rebaseCaret, splice, toDelta, type Delta } from './text-change.ts';

export interface TextBindingOptions {
  /** Runs an edit as one transaction of this person's, so that it can be undone by name. */
  readonly edit: (change: () => void) => void;
  /** The origin `edit` uses: what comes back under it is already in the textarea. */
  readonly origin: unknown;
}

/** By itself, and with one layout a keystroke instead of two. */
const growsItself = (): boolean => (grows ??= CSS.supports('field-sizing', 'content')); // asked late: the class is also imported where there is no DOM
let grows: boolean | undefined;

/** Textareas know only line feeds; a text from an import may hold others. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n');

export class TextBinding {
  readonly #area: HTMLTextAreaElement;
  readonly #text: Y.Text;
  readonly #options: TextBindingOptions;
  /** The document's text as it stands in the textarea. */
  #known: string;
  #composing = false;
  #waiting: Delta[] = [];

  constructor(area: HTMLTextAreaElement, text: Y.Text, options: TextBindingOptions) {
    this.#area = area;
    this.#text = text;
    this.#options = options;
    this.#known = text.toString();
    area.value = this.#known;
    this.#mirror();
    area.addEventListener('input', this.#onInput);
    area.addEventListener('compositionstart', this.#onCompositionStart);
    area.addEventListener('compositionend', this.#onCompositionEnd);
    area.addEventListener('blur', this.#onCompositionEnd);
    text.observe(this.#onRemote);
  }

  get text(): Y.Text {
    return this.#text;
  }

  destroy(): void {
    this.#onCompositionEnd();
    this.#area.removeEventListener('input', this.#onInput);
    this.#area.removeEventListener('compositionstart', this.#onCompositionStart);
    this.#area.removeEventListener('compositionend', this.#onCompositionEnd);
    this.#area.removeEventListener('blur', this.#onCompositionEnd);
    this.#text.unobserve(this.#onRemote);
  }

  readonly #onCompositionStart = () => {
    this.#unify();
    this.#composing = true;
  };

  /** Also on blur: a composition that the browser drops silently must not leave the text deaf. */
  readonly #onCompositionEnd = () => {
    if (!this.#composing) return;
    this.#composing = false;
    this.#send();
  };

  readonly #onInput = () => {
    if (!this.#composing) this.#send();
    else this.#mirror();
  };

  /** Brings what was typed into the document, and into the textarea what others wrote meanwhile. */
  #send(): void {
    const area = this.#area;
    const own = diff(plain(this.#known), area.value, area.selectionEnd);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (own === null) {
      for (const delta of waiting) this.#show(delta);
    } else {
      this.#unify();
      const start = rebaseCaret(area.selectionStart, own, waiting);
      const end = rebaseCaret(area.selectionEnd, own, waiting);
      const { remove, at, insert } = rebase(own, waiting);
      this.#write(() => this.#replace(remove, at, insert));
      this.#put(plain(this.#known), start, end);
    }
    this.#mirror();
  }

  #replace(remove: readonly { readonly from: number; readonly to: number }[], at: number, insert: string): void {
    for (const span of [...remove].reverse()) if (span.to > span.from) this.#text.delete(span.from, span.to - span.from);
    if (insert !== '') this.#text.insert(at, insert);
  }

  #write(change: () => void): void {
    this.#options.edit(change);
    this.#known = this.#text.toString();
  }

  /** Positions in the textarea count one unit a line end, so must the document before an edit is placed in it. */
  #unify(): void {
    if (this.#known.includes('\r')) this.#write(() => {
      const text = this.#text.toString();
      for (let i = text.length - 1; i >= 0; i--) {
        if (text[i] !== '\r') continue;
        this.#text.delete(i, 1);
        if (text[i + 1] !== '\n') this.#text.insert(i, '\n');
      }
    });
  }

  readonly #onRemote = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === this.#options.origin) return;
    const delta = event.delta as Delta;
    if (this.#composing) {
      this.#waiting.push(delta);
      return;
    }
    this.#show(delta);
    this.#mirror();
  };

  #show(delta: Delta): void {
    const area = this.#area;
    const before = area.value;
    const next = applyDelta(this.#known, delta);
    // with other line ends in the text its positions are not the textarea's: the difference of what is seen decides
    const change = next === before || !(this.#known + next).includes('\r') ? null : diff(before, plain(next));
    const seen = change === null ? delta : toDelta(change);
    this.#known = next;
    const ranged = area.selectionStart !== area.selectionEnd;
    this.#put(change === null ? plain(next) : splice(before, change), mapIndex(area.selectionStart, seen, ranged), mapIndex(area.selectionEnd, seen));
  }

  #put(value: string, start: number, end: number): void {
    const area = this.#area;
    if (area.value === value) return;
    const { scrollTop, scrollLeft, selectionDirection } = area;
    area.value = value;
    // a selection set in a text without focus would take the focus in some browsers
    if ((area.getRootNode() as Document | ShadowRoot).activeElement === area) area.setSelectionRange(start, Math.max(start, end), selectionDirection);
    area.scrollTop = scrollTop;
    area.scrollLeft = scrollLeft;
  }

  /** Where a textarea does not grow by itself its parent holds a copy as an attribute; a style sheet lets that copy set the height, without a style attribute. */
  #mirror(): void {
    if (growsItself()) return;
    const parent = this.#area.parentElement;
    if (parent !== null && parent.dataset['grow'] !== undefined) parent.dataset['grow'] = this.#area.value;
  }
}
