/** Where the focus goes when a form is closed: to the button that opened it, or to the one of the same name that has taken its place since. What closes a form is its element's. */
const nameOf = (button: Element): string => button.getAttribute('aria-label') ?? (button.textContent ?? '').trim();
const alike = (root: ParentNode, name: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('button')].filter((each) => nameOf(each) === name);

export class Opener {
  readonly #root: () => ParentNode & DocumentOrShadowRoot;
  readonly #drawn: () => Promise<unknown>;
  #last: { readonly name: string; readonly place: number } | null = null;

  constructor(root: () => ParentNode & DocumentOrShadowRoot, drawn: () => Promise<unknown>) {
    this.#root = root;
    this.#drawn = drawn;
  }

  /** Hears every click, before what it does. */
  readonly pressed = (event: Event): void => {
    const button = (event.composedPath()[0] as Element).closest('button');
    if (button === null) return;
    const form = button.closest('form');
    if (form === null) {
      const name = nameOf(button);
      this.#last = { name, place: alike(this.#root(), name).indexOf(button) };
    } else if (button.type === 'button') {
      // one that gives the form up has gone with it
      void this.#drawn().then(() => { if (!form.isConnected && this.#root().activeElement === null) void this.back(); });
    }
  };

  async back(): Promise<void> {
    await this.#drawn();
    if (this.#last === null) return;
    const { name, place } = this.#last;
    const all = alike(this.#root(), name);
    (all[place] ?? all[0])?.focus();
  }
}
