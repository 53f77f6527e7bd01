/** What every element of the kit but the badge stands on: its session, its language, its texts, its events. No layout and no state of the archive. */
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { FirstArchive } from '../list/first-archive.ts';
import type { Seed } from '../list/new-archive.ts';
import { later } from './later.ts';
import { notice } from './notices.ts';
import { withSession } from './session-element.ts';
import { isHere, loadStrings, stringsNow, type Strings } from './strings/index.ts';

const emergency = later(() => import('../emergency/at.ts'));

export abstract class DossierElement extends withSession(LitElement) {
  /** What the page knows of a customer whose archive nobody has opened yet: the form that opens it begins with that. Set before it is needed. */
  get seed(): Seed | null {
    return this.#seed;
  }
  set seed(seed: Seed | null) {
    this.#seed = seed;
  }
  #seed: Seed | null = null;
  #first: { readonly ref: string; offer: FirstArchive | undefined } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    followScheme(this);
    // a page may have set it before this class was there
    if (Object.hasOwn(this, 'seed')) {
      const { seed } = this;
      Reflect.deleteProperty(this, 'seed');
      this.seed = seed;
    }
  }

  /** Texts in the element's language; English until their chunk is here. */
  protected get t(): Strings {
    const { language } = this;
    if (!isHere(language)) void loadStrings(language).then(() => this.requestUpdate());
    return stringsNow(language);
  }

  /** Stands where an archive should be. The host's own key that leads nowhere yet offers to open one, to whoever may. */
  protected noArchive(ref: string): TemplateResult {
    const first = this.#first;
    if (!ref.includes(':') || !this.session?.me?.can.create) return notice(this.t.kit.missing);
    if (first?.ref === ref) return first.offer?.render(this.t) ?? notice(this.t.kit.missing);
    first?.offer?.end();
    const begun: NonNullable<typeof first> = (this.#first = { ref, offer: undefined });
    import('../list/first-archive.ts').then(
      ({ FirstArchive: Offer }) => {
        if (this.#first !== begun) return;
        begun.offer = new Offer(this, ref, () => {
          this.#first = undefined;
          this.reattach();
        });
        this.requestUpdate();
      },
      (error: unknown) => { console.error('dossier: the form for new customers could not be loaded', error); },
    );
    return notice(this.t.kit.missing);
  }

  /** For whom the policy names: the way into an archive that is shut to them, and how long it is open. Nothing of it is here for others. */
  protected emergency(archive: string, shut = false): unknown {
    return this.session?.me?.can.emergency ? emergency.soon(() => this.requestUpdate())?.emergencyAt(this, archive, shut) : nothing;
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
