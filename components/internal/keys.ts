/** Keys between our elements and the page around them: composition is left alone, and what is typed in our fields never fires the page's shortcuts. */

/** True while an input method composes; Enter and Escape belong to it then. Safari says so only by the code 229. */
export const composing = (event: KeyboardEvent | InputEvent): boolean => event.isComposing || (event as KeyboardEvent).keyCode === 229;

/** The element the key was pressed in, inside our own root. */
export const keyTarget = (event: Event): HTMLElement | null => {
  const [first] = event.composedPath();
  return first instanceof HTMLElement ? first : null;
};

const TYPED = 'input:not([type=checkbox],[type=radio],[type=button]),textarea,select';
export const inField = (event: Event): boolean => keyTarget(event)?.matches(TYPED) ?? false;

/**
 * Put on the wrapper: from outside, a key in our field looks like a key on our element, so the page's single-key shortcuts would fire.
 * Tab, function keys and combinations pass.
 */
export function keepTyping(event: KeyboardEvent): void {
  if (inField(event) && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== 'Tab' && !/^F\d+$/.test(event.key)) event.stopPropagation();
}

/** Enter during composition must not send a form; browsers differ in whether they would. */
export function holdEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && composing(event)) event.preventDefault();
}
