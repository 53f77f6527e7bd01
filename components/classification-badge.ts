/** `<classification-badge>`: the classes of one customer, live, with their reasons on demand. Small enough for a table of hundreds; it loads neither Yjs nor REST nor templates. */
import type { ClassFace, Face, SchemeKey } from '../model/overview.ts';
import { ClassFaces, css, faceStyles, node } from './badge/face.ts';
import type { ReasonsPanel } from './badge/reasons.ts';
import { word, type BadgeWord } from './badge/texts.ts';
import { SmallElement } from './internal/small-element.ts';
import { withSession } from './internal/session-element.ts';
import type { DigestState, Session, Stop } from './internal/session.ts';
import { badgeTokens, classTokens } from './internal/tokens.ts';

/**
 * The classes of one customer, live, each with its reasons on demand. Small enough for a table of hundreds; `badge.js` brings it alone, without the rest of the kit.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr {string} [schemes='abc'] - Which classes, in order, with blanks between: `abc rfm lifecycle`.
 * @attr discreet - Hides everything while the customer looks on.
 * @csspart badge - The button of one class.
 */
export class ClassificationBadge extends withSession(SmallElement) {
  static override readonly observedAttributes = ['archive', 'schemes', 'discreet'];
  get archive(): string {
    return this.getAttribute('archive') ?? '';
  }
  /** Frameworks say by null or undefined that there is none. */
  set archive(ref: string | null | undefined) {
    this.setAttribute('archive', ref ?? '');
  }
  get schemes(): string {
    return this.getAttribute('schemes') ?? 'abc';
  }
  set schemes(list: string) {
    this.setAttribute('schemes', list);
  }
  get discreet(): boolean {
    return this.hasAttribute('discreet');
  }
  set discreet(on: boolean) {
    this.toggleAttribute('discreet', on);
  }
  /** What the reasons panel opens; undefined while there is nothing to explain. @internal */
  classes: Partial<Record<SchemeKey, ClassFace>> | undefined;
  /** @internal */
  open: SchemeKey | null = null;
  #digest: DigestState<Face> | undefined;
  #watched: string | undefined;
  #panel: ReasonsPanel | undefined;
  readonly #root = node('span', 'face');

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [(sheet ??= styles())];
    shadow.append(this.#root);
  }

  protected override attach(session: Session): Stop | undefined {
    this.#hear();
    this.#watched = `${this.archive} ${this.schemes}`;
    if (!this.archive) return undefined;
    return session.watch(this.archive, (state) => this.#hear(state), this.schemes);
  }
  #hear(state?: DigestState<Face>): void {
    this.#digest = state;
    this.classes = state?.kind === 'ready' && state.digest.level !== 'exists' ? state.digest.classes : undefined;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = null;
    this.#panel?.show(); // it goes now: who is not there is not drawn again
  }

  /** Opens the reasons of a class, or closes those that are open. @internal */
  readonly toggle = (scheme: SchemeKey | null): void => {
    this.open = this.open === scheme ? null : scheme;
    this.requestUpdate();
    if (this.open === null || this.#panel !== undefined) return;
    import('./badge/reasons.ts').then(
      ({ ReasonsPanel }) => {
        this.#panel = new ReasonsPanel(this);
        this.requestUpdate();
      },
      (error: unknown) => {
        console.error('dossier: reasons', error);
        this.toggle(null);
      },
    );
  };
  readonly #faces = new ClassFaces(this.toggle);

  protected override update(): void {
    const watched = `${this.archive} ${this.schemes}`;
    if (watched !== this.#watched) {
      this.#watched = watched;
      this.reattach();
    }
    const { language, session, classes } = this;
    const root = this.#root;
    const kind = session?.state.kind;
    const away = kind === 'offline' || kind === 'signedOut' || kind === 'failed' ? kind : undefined;
    const results = this.schemes.split(/\s+/).flatMap((scheme) => classes?.[scheme as SchemeKey] ?? []);
    const hidden = (key: BadgeWord) => node('span', 'hidden', word(language, key));
    const dash = node('span', '', '–');
    dash.setAttribute('aria-hidden', 'true');

    const shown =
      this.discreet ? []
      : results.length > 0 ? [...this.#faces.show(results, language, this.open), ...(away ? [hidden(away === 'offline' ? 'stale' : away)] : [])]
      : classes !== undefined ? [word(language, 'none')]
      : (this.#digest !== undefined && this.#digest.kind !== 'loading') || !this.archive ? [dash, hidden('missing')]
      : away ? [word(language, away)]
      : [node('span', 'wait'), hidden('loading')];
    root.lang = language;
    root.classList.toggle('stale', away !== undefined);
    place(root, shown);
    this.#panel?.show();
  }
}

let sheet: CSSStyleSheet | undefined;
/** One sheet for all badges of a page. */
function styles(): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(badgeTokens + classTokens + faceStyles + layout);
  return made;
}
const layout = css`
  * { box-sizing: border-box; }
  :host { display: inline-flex; max-width: 100%; vertical-align: middle; }
  :host([hidden]), :host([discreet]) { display: none; }
  /* in the order that compresses best */
  .face {
    color: var(--d-muted);
    text-align: start;
    white-space: normal;
    text-indent: 0;
    word-spacing: normal;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
    line-height: 1.45;
    font-size: 13px;
    letter-spacing: normal;
    direction: ltr;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    font-style: normal;
    text-transform: none;
    text-shadow: none;
    flex-wrap: wrap;
  }
  .wait { width: 64px; height: 24px; border-radius: var(--d-radius); background: var(--d-subtle); }
  .stale .class { border-style: dashed; }
`;

/** Puts children in place without moving those that stand there already: a moved button would lose the focus. The reasons stay behind their button. */
function place(parent: Element, children: readonly (Node | string)[]): void {
  const there = [...parent.childNodes].filter((child) => (child as Element).className !== 'reasons');
  if (children.length !== there.length || children.some((child, i) => child !== there[i])) parent.replaceChildren(...children);
}

declare global {
  interface HTMLElementTagNameMap { 'classification-badge': ClassificationBadge }
}
