/** What of a form is drawn again: a part remembers which values it was made from, and stays as it stands until one of them is another. Whatever cannot be told by values draws everything. */
import { noChange } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { setChildPartValue } from 'lit/directive-helpers.js';

/** Values that the part being drawn was made from so far. */
let reader: Set<string> | undefined;

/** `key` as `changedKeys` names it. The rows of a table are read together. */
const nameOf = (section: string, key: string): string => `${section} ${key.startsWith('rows/') ? key.split('/', 2).join('/') : key}`;

/** Called wherever a value of a document, or what was typed for it, is read for drawing. */
export function read(section: string, key: string): void {
  reader?.add(nameOf(section, key));
}

/** What has changed since a form was drawn last. */
export class Redraw {
  /** Another number: nothing of the last drawing holds. */
  whole = 0;
  #now: ReadonlySet<string> = new Set();
  #next = new Set<string>();

  changed(section: string, keys: readonly string[]): void {
    for (const key of keys) this.#next.add(nameOf(section, key));
  }
  /** A drawing begins. */
  begin(whole: boolean): void {
    if (whole) this.whole++;
    this.#now = this.#next;
    this.#next = new Set();
  }
  touches(reads: ReadonlySet<string>): boolean {
    for (const each of this.#now) if (reads.has(each)) return true;
    return false;
  }
}

class Drawn extends Directive {
  #of: Redraw | undefined;
  #whole = -1;
  #reads = new Set<string>();

  override render(_redraw: Redraw, _draw: () => unknown): unknown {
    return noChange;
  }
  override update(part: ChildPart, [redraw, draw]: [Redraw, () => unknown]): unknown {
    const outer = reader;
    if (redraw !== this.#of || redraw.whole !== this.#whole || redraw.touches(this.#reads)) {
      this.#of = redraw;
      this.#whole = redraw.whole;
      reader = this.#reads = new Set();
      try {
        // here and not by returning it, for directives within read values, too; on behalf of this one, which would give way otherwise
        setChildPartValue(part, draw(), this);
      } finally {
        reader = outer;
      }
    }
    for (const each of this.#reads) outer?.add(each);
    return noChange;
  }
}

/** A part of a form. All that it shows beside values of documents must come with a new drawing of the whole. */
export const drawn = directive(Drawn);
