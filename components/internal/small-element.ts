/** The base of the badge: attributes as properties and one update a turn, without Lit, whose core alone would be two thirds of what `badge.js` may weigh. */

export abstract class SmallElement extends HTMLElement {
  /** Attributes that are properties of the same name. */
  static readonly observedAttributes: readonly string[] = [];
  #due = false;

  connectedCallback(): void {
    // A property that was set before the class was here hides the accessor: set it again through it.
    for (const name of (this.constructor as typeof SmallElement).observedAttributes) {
      if (!Object.hasOwn(this, name)) continue;
      const early: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early);
    }
    this.requestUpdate();
  }
  disconnectedCallback(): void {
    this.requestUpdate();
  }
  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Many changes in one turn are one update. */
  requestUpdate(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.update();
    });
  }

  protected abstract update(): void;
}
