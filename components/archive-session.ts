/** `<archive-session>`: endpoint and token for the elements inside it; an empty one is the page's default. It shows nothing. The work is done by `internal/page-session.ts`. */
import { page, sessionsChanged } from './internal/page.ts';
import { PageSession } from './internal/page-session.ts';
import type { Session, Stop } from './internal/session.ts';
import type { GetToken } from './line/tokens.ts';

/** Few pages need it. */
const own = () => import('./line/own-sign-in.ts');

/**
 * Where the server is and who is signed in, for the elements inside it; an empty one is the default of the page. It shows nothing.
 *
 * Taken out of the page it ends: what the browser keeps of unsaved edits goes up from the next page of this person. Without `getToken`, by `signOut()` or when another person's token
 * arrives, nothing stays: what is not saved is named first.
 *
 * @attr endpoint - Address of the server with its path, `https://dossier.example/sub`, absolute or relative to the page; without it the origin of the page.
 * @attr {boolean} sign-in - The person signs in at the server itself, which must be of the page's origin; then no `getToken` is needed.
 * @prop {(() => Promise<string>) | undefined} getToken - Gives a token for whoever is signed in: asked first and again before a token ends. A token is never an attribute.
 * @fires dossier-auth-required - No token holds; sign the person in, then call `retry()`.
 * @fires dossier-sign-out - The session ends while something is not saved. Prevented on `signOut()`, the person stays and nothing is asked.
 */
export class ArchiveSession extends HTMLElement {
  static readonly observedAttributes = ['endpoint', 'sign-in'];
  #session: PageSession | undefined;
  #getToken: GetToken | undefined;
  #stop: Stop | undefined;
  #person: string | null = null;

  /** What the elements inside find. @internal */
  get session(): Session | null {
    return (this.isConnected && (this.#session as (PageSession & Session) | undefined)) || null; // a badge asks no more of it than the small one has
  }
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken;
    // A session that is there goes on, with what is not saved yet: it only asks another.
    if (this.#session && getToken) this.retry();
    else {
      void this.#session?.signOut(this, 'token');
      this.renew();
    }
  }

  /** Signs the person out of this page, with `sign-in` also of the server, and wipes what the browser keeps. False: something is not saved, and the person, or the page, wants to stay. Rejects when the server did not hear of it: there the person is still signed in; ask again. */
  async signOut(): Promise<boolean> {
    const session = this.#session;
    if (session && !(await session.signOut(this, 'asked'))) return false;
    this.#getToken = undefined;
    if (this.#signsIn && session) await (await own()).leaveServer(session.endpoint);
    this.removeAttribute('sign-in');
    this.renew();
    await session?.gone; // whoever leaves the page now leaves nothing behind
    return true;
  }

  /** Asks for a token again and connects; what is not saved yet stays. */
  retry(): void {
    const { endpoint, state } = this.#session ?? {};
    if (endpoint !== undefined && state?.kind === 'signedOut' && this.#signsIn) void own().then(({ leaveToSignIn }) => leaveToSignIn(endpoint));
    this.#session?.shared.tokens.forget();
    this.#session?.shared.line.connect();
  }

  get #signsIn(): boolean {
    return this.#getToken === undefined && this.hasAttribute('sign-in');
  }

  connectedCallback(): void {
    // Set before the element was defined, the property would hide the setter.
    if (Object.hasOwn(this, 'getToken')) {
      const early = this.getToken;
      delete (this as Partial<Pick<this, 'getToken'>>).getToken;
      this.#getToken = early;
    }
    page.holders.add(this);
    // Moved within the page, it goes on.
    if (this.#session) sessionsChanged();
    else this.renew();
  }
  disconnectedCallback(): void {
    page.holders.delete(this);
    sessionsChanged();
    queueMicrotask(() => {
      if (this.isConnected) return;
      void this.#session?.signOut(this, 'removed');
      this.#end();
    });
  }
  attributeChangedCallback(): void {
    this.renew();
  }

  /** Begins the session anew: with another endpoint, or once the page has more than badges. @internal */
  renew(): void {
    this.#end();
    if (!this.isConnected || !page.holders.has(this)) return;
    if (this.#getToken || this.#signsIn) {
      const endpoint = new URL(this.getAttribute('endpoint') || '/', this.baseURI).href.replace(/\/+$/, '');
      let atServer: GetToken | undefined;
      const ask: GetToken = async () => (this.#getToken ?? (atServer ??= (await own()).ownSignIn(endpoint)))();
      const session = page.make?.(endpoint, ask) ?? new PageSession(endpoint, ask);
      let kind = '';
      const look = () => {
        const { state } = session;
        const { person } = session.shared.line;
        if (person !== null && person !== this.#person) {
          const other = this.#person !== null;
          this.#person = person;
          if (other) {
            void session.signOut(this, 'person');
            return this.renew();
          }
        }
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
