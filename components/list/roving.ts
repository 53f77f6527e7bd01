/** One line of the list takes the Tab key. Arrows move that from line to line, and nothing is drawn anew by it. */

export class Roving {
  #line: HTMLElement | null = null;
  #id: string | undefined;

  /** Of the line one stands on, or stood on last. */
  get id(): string | undefined { return this.#id; }
  set id(id: string | undefined) {
    this.#id = id;
    this.#line = null;
  }

  /** Somebody is there, by key or pointer. */
  readonly entered = (event: Event): void => {
    const line = event.composedPath().find((each): each is HTMLElement => each instanceof HTMLElement && each.dataset['at'] !== undefined);
    if (line !== undefined) this.#stand(line);
  };

  /** After each drawing: the same line if it is there, else the first. */
  settle(root: ParentNode): void {
    if (this.#line?.isConnected && this.#line.dataset['id'] === this.#id) return;
    const same = this.#id === undefined ? null : root.querySelector<HTMLElement>(`[data-at][data-id="${CSS.escape(this.#id)}"]`);
    const line = same ?? root.querySelector<HTMLElement>('[data-at]');
    for (const other of root.querySelectorAll<HTMLElement>('[data-at][tabindex="0"]')) if (other !== line) other.tabIndex = -1;
    this.#line = line;
    if (line === null) return;
    line.tabIndex = 0;
    if (same !== null || this.#id === undefined) this.#id = line.dataset['id'];
  }

  #stand(line: HTMLElement): void {
    if (this.#line !== line) {
      if (this.#line) this.#line.tabIndex = -1;
      line.tabIndex = 0;
      this.#line = line;
    }
    this.#id = line.dataset['id'];
  }
}
