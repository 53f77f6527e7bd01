/** Leaves the options of a list alone while it hangs open: another option above it would throw away where one is in it. Browsers that do not tell (`:open`) draw as ever. */
import { noChange } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import type { FormHost } from '../slot.ts';

/** Asked late: the class is also imported where there is no DOM. */
const knows = (): boolean => (known ??= CSS.supports('selector(:open)'));
let known: boolean | undefined;

class WhileShut extends Directive {
  #held = false;

  override render(_host: Pick<FormHost, 'refresh'>, options: unknown): unknown {
    return options;
  }
  override update(part: ChildPart, [host, options]: [Pick<FormHost, 'refresh'>, unknown]): unknown {
    const select = part.parentNode as Element;
    if (!knows() || !select.matches(':open')) return options;
    if (!this.#held) {
      this.#held = true;
      // closing a list without a choice tells nothing else
      const shut = (): void => {
        for (const type of ['keyup', 'pointerdown', 'change', 'blur']) select.removeEventListener(type, look);
        this.#held = false;
        host.refresh();
      };
      const look = (): void => { if (!select.matches(':open')) shut(); };
      for (const type of ['keyup', 'pointerdown', 'change', 'blur']) select.addEventListener(type, look);
    }
    return noChange;
  }
}

export const whileShut = directive(WhileShut);
