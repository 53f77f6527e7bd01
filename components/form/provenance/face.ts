/** The way from a value to where it comes from: a small button at the value one is in or points at, Alt + I in it, and the panel they open. What the panel says is `panel.ts`, loaded when it is first asked for. */
import { html, render } from 'lit';
import { later } from '../../internal/later.ts';
import { composing } from '../../internal/keys.ts';
import type { OpenSection } from '../open-section.ts';
import type { FormHost } from '../slot.ts';
import { buttonStyles } from './styles.ts';
import type { ProvenancePanel } from './panel.ts';

export interface ProvenanceOptions {
  readonly root: ShadowRoot;
  /** As the form was drawn last; null while there is nothing to ask about. */
  readonly host: () => FormHost | null;
  /** The section that an element of the form lies in. */
  readonly sectionAt: (element: Element) => OpenSection | null;
}

const SLOT = '.slot[data-key], .value[data-key]';
const sign = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 7.4v3.6M8 5v.2"></path></svg>`;
const panel = later(async () => (await import('./panel.ts')).ProvenancePanel);

export class ProvenanceFace {
  readonly #options: ProvenanceOptions;
  readonly #button: HTMLButtonElement;
  #panel: ProvenancePanel | undefined;
  #open = false;

  constructor(options: ProvenanceOptions) {
    this.#options = options;
    const { root } = options;
    const sheet = buttonStyles.styleSheet!;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const button = (this.#button = document.createElement('button'));
    button.type = 'button';
    button.className = 'whence no-print';
    // one more stop after each value would double the way of whoever fills a form by keyboard: they have the key
    button.tabIndex = -1;
    render(sign, button);
    button.addEventListener('click', () => void this.#ask(this.#slotOf(button)));
    root.addEventListener('focusin', this.#near);
    root.addEventListener('pointerover', this.#near);
    root.addEventListener('pointerleave', this.#away);
    // before the fence around what is typed, which lets no key out of a field
    root.addEventListener('keydown', this.#key as EventListener, true);
  }

  stop(): void {
    const { root } = this.#options;
    root.removeEventListener('focusin', this.#near);
    root.removeEventListener('pointerover', this.#near);
    root.removeEventListener('pointerleave', this.#away);
    root.removeEventListener('keydown', this.#key as EventListener, true);
    this.#panel?.close(false);
    this.#button.remove();
  }

  /** The form has been drawn: what is open shows what is so now. */
  drawn(): void {
    this.#panel?.drawn();
    const slot = this.#button.isConnected ? this.#slotOf(this.#button) : null;
    if (slot !== null && !this.#open && !this.#holds(slot)) this.#button.remove();
  }

  #slotOf(element: Element | null): HTMLElement | null {
    return element?.closest<HTMLElement>(SLOT) ?? null;
  }

  /** Something stands there, or stood there: an empty value is not asked about by a button, only by its key. */
  #holds(slot: HTMLElement): boolean {
    const section = this.#options.sectionAt(slot);
    return section !== null && section.holds(slot.dataset['key'] ?? '');
  }

  readonly #near = (event: Event): void => {
    if (this.#open) return;
    const slot = this.#slotOf(event.target as Element);
    // the pointer passes over what lies between values: the button stays where it was
    if (slot === null || this.#button.parentElement === slot) return;
    const within = this.#options.root.activeElement;
    // where one writes it stays: what the pointer happens to be over is not meant
    if (event.type === 'pointerover' && within !== null && this.#button.isConnected && this.#button.parentElement!.contains(within) && !slot.contains(within)) return;
    if (!this.#holds(slot)) return this.#button.remove();
    this.#dress();
    slot.append(this.#button);
  };
  readonly #away = (): void => {
    if (!this.#open && !this.#button.parentElement?.contains(this.#options.root.activeElement)) this.#button.remove();
  };

  #dress(): void {
    const host = this.#options.host();
    if (host === null) return;
    const { whence } = host.t.form;
    this.#button.title = `${whence} (Alt + I)`;
    this.#button.setAttribute('aria-label', whence);
    this.#button.setAttribute('aria-keyshortcuts', 'Alt+I');
    this.#button.setAttribute('aria-haspopup', 'dialog');
  }

  /** By the place of the key: on some keyboards Alt with it writes a letter. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.code !== 'KeyI' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || composing(event)) return;
    const slot = this.#slotOf(event.target as Element);
    if (slot === null) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#ask(slot);
  };

  async #ask(slot: HTMLElement | null): Promise<void> {
    const section = slot && this.#options.sectionAt(slot);
    const host = this.#options.host();
    if (slot === null || section === null || host === null) return;
    if (this.#open) {
      const same = this.#panel?.isAbout(slot) === true;
      this.#panel?.close(same);
      if (same) return;
    }
    const from = this.#options.root.activeElement as HTMLElement | null;
    const Panel = await panel.load();
    if (Panel === undefined || !slot.isConnected) return;
    this.#open = true;
    this.#panel = new Panel({ slot, section, host: () => this.#options.host() ?? host, closed: (back) => {
      this.#open = false;
      this.#panel = undefined;
      if (back) (slot.contains(from) && from !== this.#button ? from : slot.querySelector<HTMLElement>('input, select, textarea') ?? this.#button)?.focus();
    } });
  }
}
