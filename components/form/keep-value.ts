/** Sets an input's value only where it differs, and keeps caret and selection when the person is in it. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { diff, mapIndex, toDelta } from './text-change.ts';

class KeepValue extends Directive {
  override render(_value: string): unknown {
    return noChange;
  }
  override update({ element }: ElementPart, [value]: [string]): unknown {
    const input = element as HTMLInputElement;
    if (input.value === value) return noChange;
    const change = diff(input.value, value);
    const { selectionStart, selectionEnd, scrollLeft } = input;
    // a selection set in an input without focus would take the focus in some browsers
    const inside = (input.getRootNode() as Document | ShadowRoot).activeElement === input;
    input.value = value;
    // dates and the like have no selection
    if (inside && change !== null && selectionStart !== null && selectionEnd !== null) {
      const delta = toDelta(change);
      input.setSelectionRange(mapIndex(selectionStart, delta), mapIndex(selectionEnd, delta));
      input.scrollLeft = scrollLeft;
    }
    return noChange;
  }
}

export const keepValue = directive(KeepValue);
