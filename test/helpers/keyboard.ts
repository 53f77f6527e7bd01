/** Somebody who works by keyboard alone: presses keys, and looks where the focus is. Nothing here clicks, fills or moves the focus otherwise. What is typed into which field is `form-by-keys.ts`. */
import type { Page } from 'playwright-core';

/** What has the focus, as a reader of the screen would be told of it. */
export interface Spot {
  readonly name: string;
  readonly id: string;
  readonly tag: string;
  readonly type: string;
  /** What is in it; of a choice the words of the chosen one. */
  readonly value: string;
  readonly checked: boolean;
  readonly expanded: string | null;
  /** Catalogue key of the field around it, and value key of the slot. */
  readonly field: string | null;
  readonly key: string | null;
  readonly row: string | null;
  /** The element of the kit it is in. */
  readonly host: string;
}

/** Read in the page. A text and no function: what is compiled for the tests does not run there. */
const READER = `(() => {
  const clean = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const deep = () => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; };
  const nameOf = (element) => {
    const said = element.getAttribute('aria-label');
    if (said) return said;
    const by = element.getAttribute('aria-labelledby');
    if (by) return clean(by.split(' ').map((id) => element.getRootNode().getElementById(id)?.textContent).join(' '));
    if (element.labels?.length) return clean([...element.labels].map((label) => label.textContent).join(' '));
    return clean(element.textContent);
  };
  const say = () => {
    const at = deep();
    if (at === null || at === document.body) return null;
    const root = at.getRootNode();
    return {
      name: nameOf(at), id: at.id, tag: at.localName, type: at.type ?? '', value: at.localName === 'select' ? clean(at.selectedOptions[0]?.textContent) : String(at.value ?? ''), checked: at.checked === true,
      expanded: at.getAttribute('aria-expanded'), field: at.closest('[data-field]')?.dataset.field ?? null, key: at.closest('[data-key]')?.dataset.key ?? null, row: at.closest('[data-row]')?.dataset.row ?? null,
      host: root instanceof ShadowRoot ? root.host.localName : 'page',
    };
  };
  const face = (element) => {
    const faces = [];
    for (let each = element, i = 0; each instanceof Element && i < 3; each = each.parentElement, i++) { const style = getComputedStyle(each); faces.push([style.outlineStyle === 'none' ? '' : style.outlineWidth + style.outlineColor, style.boxShadow, style.borderColor].join()); }
    return faces.join(' | ');
  };
  let last = null;
  /** Where the focus is after a step of Tab, whether it can be seen, and whether it went up instead of on. */
  const step = () => {
    const at = deep();
    const before = last;
    const seen = before === null || !before.element.isConnected || face(before.element) !== before.face;
    const box = at === null ? null : at.getBoundingClientRect();
    const pane = at?.closest('.pane, .rail, header, .form-head') ?? null;
    const up = before !== null && box !== null && before.element.isConnected && pane !== null && pane === before.pane && box.bottom + scrollY <= before.top;
    last = at === null || at === document.body ? null : { element: at, face: face(at), top: box.top + scrollY, pane };
    return { spot: say(), same: before !== null && before.element === at, unseen: before !== null && !seen ? nameOf(before.element) || before.element.id : null, up: up ? nameOf(before.element) + ' → ' + nameOf(at) : null, out: at !== null && box.bottom < 0 || at !== null && box.top > innerHeight };
  };
  const until = async (test) => {
    const end = performance.now() + 60_000;
    while (performance.now() < end) {
      const found = test();
      if (found !== null) return found;
      await new Promise((done) => setTimeout(done, 8));
    }
    return null;
  };
  globalThis.reader = {
    say, step, forget: () => { last = null; },
    offered: () => { const search = deep(); return [...(search?.getRootNode().querySelectorAll('[role=option]') ?? [])].map((option) => clean(option.firstElementChild?.textContent)); },
    at: (id) => until(() => (deep()?.id === id ? say() : null)),
    called: (name) => until(() => { const at = say(); return at?.name === name ? at : null; }),
    away: (id) => until(() => { const at = say(); return at !== null && at.id !== id ? at : null; }),
    inField: () => until(() => { const at = say(); return at?.field ? at : null; }),
  };
})()`;

declare const reader: {
  say(): Spot | null;
  step(): { readonly spot: Spot | null; readonly same: boolean; readonly unseen: string | null; readonly up: string | null; readonly out: boolean };
  forget(): void;
  offered(): readonly string[];
  at(id: string): Promise<Spot | null>;
  called(name: string): Promise<Spot | null>;
  away(id: string): Promise<Spot | null>;
  inField(): Promise<Spot | null>;
};

/** More presses than anybody would make to get to one place. */
const MOST = 60;

export class Keyboard {
  readonly page: Page;
  /** Keys so far; a text counts as its letters. */
  presses = 0;
  private constructor(page: Page) { this.page = page; }

  static async at(page: Page): Promise<Keyboard> {
    await page.evaluate(READER);
    return new Keyboard(page);
  }

  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) {
      this.presses++;
      await this.page.keyboard.press(key);
    }
  }
  async type(text: string): Promise<void> {
    this.presses += text.length;
    await this.page.keyboard.type(text);
  }
  say(): Promise<Spot | null> { return this.page.evaluate(() => reader.say()); }
  offered(): Promise<readonly string[]> { return this.page.evaluate(() => reader.offered()); }
  /** The focus comes to the element of this id by itself. */
  async comesTo(id: string): Promise<Spot> {
    const spot = await this.page.evaluate((wanted) => reader.at(wanted), id);
    if (spot === null) throw new Error(`the focus does not come to ${id}; it is at ${told(await this.say())}`);
    return spot;
  }
  /** The same by its name, where it has no id. */
  async comesToName(name: string): Promise<Spot> {
    const spot = await this.page.evaluate((wanted) => reader.called(wanted), name);
    if (spot === null) throw new Error(`the focus does not come to ${name}; it is at ${told(await this.say())}`);
    return spot;
  }
  async leaves(id: string): Promise<Spot> {
    const spot = await this.page.evaluate((left) => reader.away(left), id);
    if (spot === null) throw new Error(`the focus stays at ${id}, or is lost`);
    return spot;
  }
  async comesToField(): Promise<Spot> {
    const spot = await this.page.evaluate(() => reader.inField());
    if (spot === null) throw new Error(`the focus does not come to a field; it is at ${told(await this.say())}`);
    return spot;
  }
  /** Walks until it is found; says the way when it is not. */
  async tabTo(what: string | ((spot: Spot) => boolean), key: 'Tab' | 'Shift+Tab' = 'Tab', most = MOST): Promise<Spot> {
    const wanted = typeof what === 'string' ? (spot: Spot) => spot.name === what : what;
    const way: string[] = [];
    for (let i = 0; i < most; i++) {
      await this.press(key);
      const spot = await this.say();
      way.push(told(spot));
      if (spot !== null && wanted(spot)) return spot;
    }
    throw new Error(`${most} presses of ${key} do not lead to ${typeof what === 'string' ? what : String(what)}:\n${way.join('\n')}`);
  }
  /** Walks through everything that Tab reaches from here to where `end` holds, and tells what is wrong with the way. */
  async sweep(end: (spot: Spot | null) => boolean, most: number): Promise<{ readonly way: readonly string[]; readonly wrong: readonly string[] }> {
    const way: string[] = [];
    const wrong: string[] = [];
    await this.page.evaluate(() => { reader.forget(); reader.step(); });
    for (let i = 0; i < most; i++) {
      await this.press('Tab');
      const { spot, same, unseen, up, out } = await this.page.evaluate(() => reader.step());
      if (unseen !== null) wrong.push(`nothing shows that the focus is at ${unseen}`);
      if (up !== null) wrong.push(`the focus goes up: ${up}`);
      if (out && spot !== null) wrong.push(`the focus is out of sight at ${told(spot)}`);
      if (spot !== null && spot.name === '') wrong.push(`without a name: ${told(spot)}`);
      if (same && spot?.type !== 'datetime-local' && spot?.type !== 'date') wrong.push(`the focus is trapped at ${told(spot)}`);
      if (end(spot) || (same && spot?.type !== 'datetime-local' && spot?.type !== 'date')) return { way, wrong };
      way.push(told(spot));
    }
    return { way, wrong: [...wrong, `no end after ${most} presses; last at ${way.slice(-5).join(' / ')}`] };
  }
}

export const told = (spot: Spot | null): string => (spot === null ? 'nowhere' : `${spot.tag}${spot.type === '' ? '' : `[${spot.type}]`} "${spot.name}" #${spot.id} in ${spot.field ?? spot.host}`);
