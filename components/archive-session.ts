/** `<archive-session>`: endpoint and token for the elements inside it; an empty one is the page's default. It shows nothing. The work is done by `internal/page-session.ts`. */
import { page, sessionsChanged } from './internal/page.ts';
import { PageSession } from './internal/page-session.ts';
import type { Session, Stop } from './internal/session.ts';
import type { GetToken } from './line/tokens.ts';

/**
 * @attr endpoint - Where the server is, `https://dossier.example/sub`; relative to the page; default: the page's origin.
 * @prop getToken - `() => Promise<string>`: asked first and again before a token ends. A token is never an attribute.
 * @fires dossier-auth-required - No token holds; sign the person in, then call `retry()`.
 */
export class ArchiveSession extends HTMLElement {
  static readonly observedAttributes = ['endpoint'];
  #session: PageSession | undefined;
  #getToken: GetToken | undefined;
  #stop: Stop | undefined;

  get session(): Session | null {
    return (this.#session as (PageSession & Session) | undefined) ?? null; // a badge asks no more of it than the small one has
  }
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken;
    // A session that is there goes on, with what is not saved yet: it only asks another.
    if (this.#session && getToken) this.retry();
    else this.renew();
  }

  /** Asks for a token again and connects; what is not saved yet stays. */
  retry(): void {
    this.#session?.shared.tokens.forget();
    this.#session?.shared.line.connect();
  }

  connectedCallback(): void {
    // Set before the element was defined, the property would hide the setter.
    if (Object.hasOwn(this, 'getToken')) {
      const early = this.getToken;
      delete (this as Partial<Pick<this, 'getToken'>>).getToken;
      this.#getToken = early;
    }
    page.holders.add(this);
    this.renew();
  }
  disconnectedCallback(): void {
    page.holders.delete(this);
    this.#end();
    sessionsChanged();
  }
  attributeChangedCallback(): void {
    this.renew();
  }

  /** Begins the session anew: with another endpoint, or once the page has more than badges. */
  renew(): void {
    if (!this.isConnected || !page.holders.has(this)) return;
    this.#end();
    if (this.#getToken) {
      const endpoint = new URL(this.getAttribute('endpoint') || '/', this.baseURI).href.replace(/\/+$/, '');
      const ask: GetToken = () => this.#getToken!();
      const session = page.make?.(endpoint, ask) ?? new PageSession(endpoint, ask);
      let kind = '';
      const look = () => {
        const { state } = session;
        if (state.kind === 'signedOut' && kind !== 'signedOut') {
          this.dispatchEvent(new CustomEvent('dossier-auth-required', { detail: { reason: state.reason }, bubbles: true, composed: true }));
        }
        kind = state.kind;
      };
      this.#stop = session.subscribe(look);
      this.#session = session;
    }
    sessionsChanged();
  }
  #end(): void {
    this.#stop?.();
    this.#session?.end();
    this.#session = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'archive-session': ArchiveSession }
}
