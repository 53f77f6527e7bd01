/**
 * `<dossier-frame>`: an element of the kit in a frame of the server's own origin, for pages that are not trusted with what a person reads: no script of the page reaches into it, and who is signed in
 * there the page never learns. Its look is the server's; what it shows is `server/pages/frame.ts`.
 */
import { FLAGS, FRAMED, FRAMED_ATTRIBUTES, isFramed, readFrameMessage } from '../model/frame.ts';

const SHEET = ':host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;height:120px;border:0;color-scheme:normal}';
/** No reaching for the page around it. Files are saved, and one signs in, in windows of their own. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox';

/**
 * An element of the kit in a frame of the server's own origin, for pages that are not trusted with what a person reads: no script of the page reaches into it, and who is signed in there the
 * page never learns. `frame.js` registers it.
 *
 * @attr show - Tag of the element that is shown; its own attributes stand beside.
 * @attr endpoint - Address of the server, with its path; without it that of the page's `<archive-session>`.
 * @attr label - What the frame is called for who cannot see it; without it the tag.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 */
export class DossierFrame extends HTMLElement {
  static readonly observedAttributes = ['show', 'endpoint', 'label', ...FRAMED_ATTRIBUTES];
  #frame: HTMLIFrameElement | null = null;
  #origin = '';
  #soon = false;

  connectedCallback(): void {
    addEventListener('message', this.#hear);
    this.#draw();
  }
  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
  }
  attributeChangedCallback(): void {
    // several attributes change at once
    if (this.#frame === null || this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      this.#soon = false;
      if (this.isConnected) this.#draw();
    });
  }

  #draw(): void {
    const show = this.getAttribute('show') ?? '';
    const endpoint = this.getAttribute('endpoint') ?? document.querySelector('archive-session')?.getAttribute('endpoint');
    if (!isFramed(show) || endpoint === null || endpoint === undefined) {
      console.error(`<dossier-frame> needs show="…", one of ${Object.keys(FRAMED).join(', ')}, and endpoint="…".`);
      return;
    }
    const address = new URL('frame', `${new URL(endpoint, this.baseURI).href.replace(/\/+$/, '')}/`);
    address.searchParams.set('show', show);
    for (const name of FRAMED[show]) {
      const value = this.getAttribute(name);
      if (value !== null) address.searchParams.set(name, FLAGS.has(name) ? '' : value);
    }
    const look = getComputedStyle(this);
    const scheme = /\b(dark|light)\b/.exec(look.colorScheme)?.[1] === look.colorScheme ? look.colorScheme : '';
    for (const [name, value] of [['language', this.closest('[lang]')?.getAttribute('lang') ?? ''], ['scheme', scheme], ['host', location.origin]] as const) if (value !== '') address.searchParams.set(name, value);
    const frame = this.#frame ?? this.#made();
    frame.title = this.getAttribute('label') ?? show;
    this.#origin = address.origin;
    if (frame.src !== address.href) frame.src = address.href;
  }

  #made(): HTMLIFrameElement {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    root.adoptedStyleSheets = [sheet];
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', SANDBOX);
    frame.setAttribute('referrerpolicy', 'no-referrer');
    root.replaceChildren(frame);
    return (this.#frame = frame);
  }

  readonly #hear = (event: MessageEvent): void => {
    const frame = this.#frame;
    if (frame === null || event.source !== frame.contentWindow || event.origin !== this.#origin) return;
    const message = readFrameMessage(event.data);
    if (message === null) return;
    switch (message.kind) {
      case 'height':
        frame.style.height = `${message.height}px`;
        return;
      case 'open':
        this.dispatchEvent(new CustomEvent('dossier-open', { detail: { archive: message.archive }, bubbles: true, composed: true }));
        return;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap { 'dossier-frame': DossierFrame }
}
