/** What makes an element belong to a session and speak a language: finds both, follows their changes, fires typed events. A mixin, because the badge does without Lit; texts are added by `element.ts`. */
import type { Language } from '../../model/labels.ts';
import type { DossierEvents } from './events.ts';
import { languageOf, watchLanguage } from './language.ts';
import { page, sessionOf } from './page.ts';
import type { Session, Stop } from './session.ts';

interface Updating extends HTMLElement {
  connectedCallback(): void;
  disconnectedCallback(): void;
  requestUpdate(): void;
}
// The compiler wants a mixin's constructor to take any arguments.
type Base = abstract new (...args: any[]) => Updating; // eslint-disable-line @typescript-eslint/no-explicit-any -- the language asks any[] of a mixin's base

/** What the mixin adds, named so that the types of the kit can be written down: those of an anonymous class with private parts cannot. */
export declare abstract class SessionPart {
  session: Session | null;
  language: Language;
  connectedCallback(): void;
  disconnectedCallback(): void;
  protected attach(session: Session): Stop | undefined;
  protected reattach(): void;
  protected wish<K extends keyof DossierEvents>(name: K, detail: DossierEvents[K], cancelable?: boolean): boolean;
}
// the same any as above
export type WithSession<T extends Base> = T & (abstract new (...args: any[]) => SessionPart); // eslint-disable-line @typescript-eslint/no-explicit-any -- see Base

export function withSession<T extends Base>(base: T): WithSession<T> {
  abstract class SessionElement extends base {
    /** The nearest `<archive-session>`'s, else the page's default; null while there is none. */
    session: Session | null = null;
    /** From the nearest `lang`, across shadow roots. */
    language: Language = 'en';
    #stops: Stop[] = [];
    #detach: Stop[] = [];

    override connectedCallback(): void {
      super.connectedCallback();
      // only another language draws anew: who writes the same `lang` with each drawing would else draw for ever
      const speak = () => {
        const language = languageOf(this);
        if (language === this.language) return;
        this.language = language;
        this.requestUpdate();
      };
      const seek = () => {
        const session = sessionOf(this);
        if (session === this.session) return;
        this.session = session;
        this.reattach();
      };
      this.#stops = [watchLanguage(this, speak), () => page.listeners.delete(seek)];
      page.listeners.add(seek);
      speak();
      seek();
      this.requestUpdate();
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      for (const stop of [...this.#stops, ...this.#detach]) stop();
      this.#stops = this.#detach = [];
      this.session = null;
    }

    /**
     * Called with each session this element comes to belong to: subscribe, watch or open here and return the way to stop all of it.
     * `reattach()` stops and calls again, for example when the archive's attribute changes.
     */
    protected attach(_session: Session): Stop | undefined {
      return undefined;
    }

    protected reattach(): void {
      for (const stop of this.#detach) stop();
      this.#detach = [];
      this.requestUpdate();
      const session = this.session;
      if (session === null) return;
      let { state, me, edition } = session;
      // Saving goes on with every keystroke; who shows it subscribes in `attach`.
      const stop = session.subscribe(() => {
        if (state === session.state && me === session.me && edition === session.edition) return;
        ({ state, me, edition } = session);
        this.requestUpdate();
      });
      this.#detach = [stop, this.attach(session) ?? (() => {})];
    }

    /** Tells the host page what the person wants or what happened; bubbles out of shadow roots. False: the host has prevented it. */
    protected wish<K extends keyof DossierEvents>(name: K, detail: DossierEvents[K], cancelable = false): boolean {
      return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
    }
  }
  return SessionElement as unknown as WithSession<T>; // protected members of two declarations are never the same to the compiler
}
