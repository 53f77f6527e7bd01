/** What every element of the kit but the badge stands on: its session, its language, its texts, its events. No layout and no state of the archive. */
import { LitElement, html, type TemplateResult } from 'lit';
import { withSession } from './session-element.ts';
import { en } from './strings/en/index.ts';
import { loadStrings, stringsNow, type Strings } from './strings/index.ts';

export abstract class DossierElement extends withSession(LitElement) {
  override connectedCallback(): void {
    super.connectedCallback();
    followScheme(this);
  }

  /** Texts in the element's language; English until their chunk is here. */
  protected get t(): Strings {
    const here = stringsNow(this.language);
    if (here === undefined) void loadStrings(this.language).then(() => this.requestUpdate());
    return here ?? en;
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
