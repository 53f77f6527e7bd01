/** Keys between our elements and the page around them: composition is left alone, and what is typed in our fields or was one of our shortcuts never fires the page's. */

/** True while an input method composes; Enter and Escape belong to it then. Safari says so only by the code 229. */
export const composing = (event: KeyboardEvent | InputEvent): boolean => event.isComposing || (event as KeyboardEvent).keyCode === 229;

/** The element the key was pressed in, inside our own root. */
export const keyTarget = (event: Event): HTMLElement | null => {
  const [first] = event.composedPath();
  return first instanceof HTMLElement ? first : null;
};

const TYPED = 'input:not([type=checkbox],[type=radio],[type=button]),textarea,select';
export const inField = (event: Event): boolean => keyTarget(event)?.matches(TYPED) ?? false;

/** Keys with which one edits in a field, or types there with AltGr, which Windows takes for Control and Alt. */
const EDITS = /^[acvxyz]$/i;
const typing = (event: KeyboardEvent): boolean =>
  event.key !== 'Tab' && event.key !== 'Escape' && !/^F\d+$/.test(event.key) &&
  (event.getModifierState('AltGraph') || (!event.altKey && (!(event.ctrlKey || event.metaKey) || EDITS.test(event.key))));

/** The last key that we let go on to the page: letting another go is none of the page's either. */
let passed = '';
const MODIFIERS = /^(Shift|Control|Alt|AltGraph|Meta)$/;

/**
 * Put on the wrapper, behind what the element makes of a key itself: from outside, a key in our field looks like a key on our element, so the page's
 * shortcuts would fire. What is typed, what we have made use of and what happens in our dialogs stays here; Tab, Escape, function keys and other combinations pass.
 */
export function keepTyping(event: KeyboardEvent): void {
  const { type, key } = event;
  const keep = event.defaultPrevented || (inField(event) && typing(event)) || Boolean(keyTarget(event)?.closest('dialog')) || (type === 'keyup' && key !== passed && !MODIFIERS.test(key));
  if (type === 'keydown') passed = keep ? '' : key;
  if (keep) event.stopPropagation();
}

/** What an element makes of a key; what it has made use of (`preventDefault`), or was typed, the page does not hear. */
export const fenced = (own: (event: KeyboardEvent) => void) => (event: KeyboardEvent): void => {
  own(event);
  keepTyping(event);
};

/** Enter during composition must not send a form; browsers differ in whether they would. */
export function holdEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && composing(event)) event.preventDefault();
}
