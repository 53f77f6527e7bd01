/** What every element of the kit stands on: its session, its language, its texts, its events. No layout and no state of the archive. */
import { LitElement, html, type TemplateResult } from 'lit';
import { SessionElement } from './session-element.ts';
import { en } from './strings/en/index.ts';
import { loadStrings, stringsNow, type Strings } from './strings/index.ts';

/** An element with the texts of all areas; the badge, which must stay small, stands on `SessionElement` alone. */
export abstract class DossierElement extends SessionElement {
  /** Texts in the element's language; English until their chunk is here. */
  protected get t(): Strings {
    const here = stringsNow(this.language);
    if (here === undefined) void loadStrings(this.language).then(() => this.requestUpdate());
    return here ?? en;
  }
}

export { LitElement, html, type TemplateResult };
