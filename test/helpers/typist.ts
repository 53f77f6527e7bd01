/** Two people who type at the same moment: a browser has one keyboard, so each text field is fed by a script of its own, as an input method would. */
import type { Locator } from 'playwright-core';

/** Types into a text area at its caret and goes on by itself when this has resolved. `milliseconds` between characters. */
export async function typeInto(field: Locator, text: string, milliseconds = 60): Promise<void> {
  await field.evaluate((element, { text, milliseconds }) => {
    const box = element as HTMLTextAreaElement;
    box.focus();
    let at = 0;
    const timer = setInterval(() => {
      const data = text[at] ?? '';
      box.setRangeText(data, box.selectionStart, box.selectionEnd, 'end');
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data }));
      if (++at >= text.length) clearInterval(timer);
    }, milliseconds);
  }, { text, milliseconds });
}
