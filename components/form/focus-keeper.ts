/** Keeps what the person is doing in place while others change the page: focus, caret, what is under their eyes, and the peace of an input method. */
import type { LitElement, ReactiveController } from 'lit';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Browsers without an own way to wait for a stable layout get this many frames. */
const FRAMES = 2;

export class FocusKeeper implements ReactiveController {
  /** An input method composes: nothing is drawn. */
  composing = false;
  /** Drawing moves controls: their blur is not the person's. */
  moving = false;
  readonly #host: LitElement;
  #wanted: readonly string[] | null = null;
  #anchor: { readonly element: Element; readonly top: number } | null = null;
  #sizes: ResizeObserver | undefined;
  #watched: Element | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('compositionstart', this.#start, true);
    // on its way out: before the control has heard of the end itself what was composed is nowhere, and drawing, which comes between two listeners, would wipe it out
    this.#host.addEventListener('compositionend', this.#end);
    this.#host.addEventListener('focusout', this.#end);
    // after layout and the browser's own scroll anchoring, so that nothing is corrected twice
    this.#sizes = new ResizeObserver(() => this.#hold());
  }
  hostDisconnected(): void {
    this.#host.removeEventListener('compositionstart', this.#start, true);
    this.#host.removeEventListener('compositionend', this.#end);
    this.#host.removeEventListener('focusout', this.#end);
    this.#sizes?.disconnect();
    this.#watched = null;
    this.composing = false;
  }

  readonly #start = () => {
    this.composing = true;
  };
  readonly #end = () => {
    if (!this.composing) return;
    this.composing = false;
    // what waited is drawn now, and what stands under one's eyes stays there
    this.mark();
    this.#host.requestUpdate();
  };

  get #root(): ShadowRoot {
    return this.#host.renderRoot as ShadowRoot;
  }

  /** The focus goes to the first of these once it is drawn: an id, or a field by its key. */
  on(id: string, field?: string): void {
    this.#wanted = field === undefined ? [`[id="${id}"]`] : [`[id="${id}"]`, `[data-field="${field}"] :is(input, select, textarea, button)`];
    this.#host.requestUpdate();
  }

  /** Somebody else's change is about to be drawn: remember where the person's value stands. */
  mark(): void {
    const element = this.#root.activeElement;
    if (element === null || this.#anchor !== null) return;
    this.#anchor = { element, top: element.getBoundingClientRect().top };
    let frames = FRAMES;
    const forget = () => {
      if (frames-- > 0) requestAnimationFrame(forget);
      else this.#anchor = null;
    };
    requestAnimationFrame(forget);
  }

  #hold(): void {
    const anchor = this.#anchor;
    this.#anchor = null;
    if (anchor === null || !anchor.element.isConnected || this.#root.activeElement !== anchor.element) return;
    const moved = anchor.element.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) scrollerOf(this.#host).scrollBy({ top: moved, behavior: 'instant' });
  }

  /** Draws; rows that change places take the focus along with the caret. */
  around(draw: () => void): void {
    const active = this.#root.activeElement as Field | null;
    const [start, end, way] = active !== null && 'selectionStart' in active ? [active.selectionStart, active.selectionEnd, active.selectionDirection] : [null, null, null];
    this.moving = true;
    try {
      draw();
      if (active !== null && active.isConnected && this.#root.activeElement !== active) {
        active.focus({ preventScroll: true });
        if (start !== null && end !== null) active.setSelectionRange(start, end, way ?? undefined);
      } else if (active !== null && !active.isConnected) this.#rescue(active);
    } finally {
      this.moving = false;
    }
  }

  /** The control itself is gone: another that took its place, or its table, is the nearest place that is left. */
  #rescue(gone: HTMLElement): void {
    const next = gone.id === '' ? null : this.#root.querySelector<Field>(`[id="${gone.id}"]`);
    if (next !== null) {
      next.focus({ preventScroll: true });
      if (next.type === 'text' && 'selectionEnd' in gone) next.setSelectionRange((gone as Field).selectionStart, (gone as Field).selectionEnd);
      return;
    }
    const table = /^f-(?:rows\/|text:)([^/]+)\//.exec(gone.id)?.[1];
    if (table !== undefined && this.#wanted === null) this.#root.querySelector<HTMLElement>(`[id="f-rows/${table}"]`)?.focus({ preventScroll: true });
  }

  settle(): void {
    const pane = this.#root.querySelector('.pane');
    if (pane !== this.#watched) {
      this.#sizes?.disconnect();
      if (pane !== null) this.#sizes?.observe(pane);
      this.#watched = pane;
    }
    if (this.#wanted === null) return;
    for (const selector of this.#wanted) {
      const element = this.#root.querySelector<HTMLElement>(selector);
      if (element === null) continue;
      this.#wanted = null;
      element.focus();
      return;
    }
  }
}

/** The nearest box that scrolls, across shadow roots; else the page. */
function scrollerOf(element: Element): Element {
  for (let node: Node | null = element; node !== null; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) {
    if (!(node instanceof Element)) continue;
    if (node.scrollHeight > node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.scrollingElement ?? document.documentElement;
}
