/** A hand on the keyboard before one element of the kit: it puts the focus where Tab leads, presses keys, and looks where the focus is and what is there. What is pressed before which element is the tables beside. */
import type { Page } from 'playwright-core';

export interface Hand {
  readonly page: Page;
  /** The focus goes to the first of these that Tab reaches. */
  on(selector: string): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** What has the focus is one of these. */
  at(selector: string): Promise<void>;
  /** It is this one of these, counted from 0; from the end where negative. */
  stands(selector: string, place: number): Promise<void>;
  there(selector: string): Promise<void>;
  gone(selector: string): Promise<void>;
  count(selector: string): Promise<number>;
  /** An expression holds, in which `root` is the element's own tree. */
  so(expression: string): Promise<void>;
}

/** What is played: on the page of whom, before what, and what stands there once it can begin. Rows are those of `components/editors/keyboard.json` (keys, where), in the order in which they are played. */
export interface Played {
  readonly person: string;
  readonly markup: string;
  readonly sees: string;
  readonly rows: Readonly<Record<string, Play>>;
}
/** Pressed here, or in a test that holds the row for reasons of its own: what it needs stands there only. */
export type Play = ((hand: Hand) => Promise<void>) | { readonly held: string; readonly by: RegExp };
export const held = (file: string, by: RegExp): Play => ({ held: `test/${file}`, by });

/** As long as somebody would look on a slow machine, and how often. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 15;
const DEEP = '(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; })()';

export function handOn(page: Page, tag: string): Hand {
  const within = (selector: string): string => selector.split(', ').map((each) => (each.startsWith('dialog') ? each : `${tag} ${each}`)).join(', ');
  const asked = (selector: string, ask: string): Promise<unknown> => page.evaluate(`((at, selector) => ${ask})(${DEEP}, ${JSON.stringify(selector)})`);
  const spot = (): Promise<unknown> => asked('', 'at && at.localName + (at.id ? "#" + at.id : "") + "." + at.getAttribute("class") + " " + at.textContent.trim().slice(0, 40)');
  /** Asked until it is so; a failure tells where the focus was. */
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    while (!await holds()) {
      if (performance.now() > end) throw new Error(`Not so: ${what}; the focus is at ${String(await spot())}`);
      await new Promise((done) => { setTimeout(done, LOOK_MS); });
    }
  };
  return {
    page,
    async on(selector) {
      await until(`Tab reaches ${selector}`, () => page.locator(within(selector)).evaluateAll((all) => {
        const first = all.find((each) => (each as HTMLElement).tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility());
        (first as HTMLElement | undefined)?.focus();
        return first !== undefined && (first.getRootNode() as ShadowRoot).activeElement === first;
      }));
    },
    async press(...keys) { for (const key of keys) await page.keyboard.press(key); },
    type: (text) => page.keyboard.type(text),
    at: (selector) => until(`the focus is at ${selector}`, async () => await asked(selector, 'at !== null && at.matches(selector)') === true),
    stands: (selector, place) => until(`the focus is at number ${place} of ${selector}`, async () => await asked(selector, `[...at.getRootNode().querySelectorAll(selector)].at(${place}) === at`) === true),
    there: (selector) => until(`${selector} is there`, () => page.locator(within(selector)).first().isVisible()),
    gone: (selector) => until(`${selector} is gone`, async () => await page.locator(within(selector)).count() === 0),
    count: (selector) => page.locator(within(selector)).count(),
    so: (expression) => until(expression, () => page.evaluate(`((root) => ${expression})(document.querySelector(${JSON.stringify(tag)}).shadowRoot)`)),
  };
}

/** To the last, the first, the next and back. */
export const walks = (selector: string, among = selector): Play => async ({ on, press, stands }) => {
  await on(selector);
  await press('Home');
  await stands(among, 0);
  await press('ArrowDown');
  await stands(among, 1);
  await press('ArrowUp');
  await stands(among, 0);
  await press('End');
  await stands(among, -1);
  await press('Home');
  await stands(among, 0);
};
/** The page hears that somebody wants to see an archive. */
export const opens = (selector: string): Play => async ({ page, on, press }) => {
  await page.evaluate("document.addEventListener('dossier-open', ({ detail }) => { document.body.dataset.opened = detail.archive; }, { once: true })");
  await on(selector);
  await press('Enter');
  await page.locator('body[data-opened]').waitFor();
  await page.evaluate('delete document.body.dataset.opened');
};
/** Over a list of people found by their name: down, one layer closed. */
export const picks = (form: string, words: string): Play => async ({ on, type, there, press, gone }) => {
  await on(`${form} [role=combobox]`);
  await type(words);
  await there(`${form} [role=option]`);
  await press('ArrowDown');
  await there(`${form} [role=option][aria-selected=true]`);
  await press('Escape');
  await gone(`${form} [role=option]`);
  await there(form);
};
