/** An element that belongs to a session and speaks a language: finds both, follows their changes, fires typed events. Texts are added by `element.ts`. */
import { LitElement, html, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { DossierEvents } from './events.ts';
import { languageOf, watchLanguage } from './language.ts';
import { page, sessionOf } from './page.ts';
import type { Session, Stop } from './session.ts';

export abstract class SessionElement extends LitElement {
  /** The nearest `<archive-session>`'s, else the page's default; null while there is none. */
  session: Session | null = null;
  /** From the nearest `lang`, across shadow roots. */
  language: Language = 'en';
  #stops: Stop[] = [];
  #detach: Stop | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    followScheme(this);
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
    this.session = sessionOf(this);
    this.reattach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#detach?.();
    this.#detach = undefined;
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
    this.#detach?.();
    this.#detach = undefined;
    const session = this.session;
    if (session !== null && this.isConnected) {
      const stop = session.subscribe(() => this.requestUpdate());
      const detach = this.attach(session);
      this.#detach = () => {
        stop();
        detach?.();
      };
    }
    this.requestUpdate();
  }

  /** Tells the host page what the person wants or what happened; bubbles out of shadow roots. False: the host has prevented it. */
  protected wish<K extends keyof DossierEvents>(name: K, detail: DossierEvents[K], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  /** The wrapper that `base` styles: resets what the page hands down and carries the language, so that glyphs are the right ones. */
  protected frame(content: unknown): TemplateResult {
    return html`<div class="root" lang=${this.language}>${content}</div>`;
  }
}

/** Browsers without `light-dark()` (Chromium 109 to 122, Safari to 17.4, Firefox to 119) cannot follow the page's `color-scheme` in CSS: say it with the attribute, unless the page has. */
function followScheme(element: Element): void {
  if (CSS.supports('color', 'light-dark(red,red)') || element.hasAttribute('scheme')) return;
  const schemes = getComputedStyle(element).colorScheme;
  const dark = schemes.includes('dark') && (!schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  if (dark) element.setAttribute('scheme', 'dark');
}
