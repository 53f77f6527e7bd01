/** `<customer-card>`: one customer on one sheet, live: name, who keeps it, classes with reasons, the facts one needs before a call. What it shows is the digest; editing is left to the form. */
import { html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type { ClassFace, SchemeKey } from '../model/overview.ts';
import { atLeast } from '../model/rights.ts';
import { ClassFaces, faceStyles } from './badge/face.ts';
import type { ReasonsPanel } from './badge/reasons.ts';
import { facts, type FullDigest } from './card/facts.ts';
import type { News } from './history/news.ts';
import { peopleStack, stackStyles } from './card/people-stack.ts';
import { cardSkeleton, footSkeleton } from './card/skeleton.ts';
import { sparkStyles } from './card/sparkline.ts';
import { cardStyles } from './card/styles.ts';
import { DossierElement } from './internal/element.ts';
import { later } from './internal/later.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { peopleStyles } from './internal/people.ts';
import { tellNoting, tellReached } from './internal/reach.ts';
import type { DigestState, SectionHandle, Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { classTokens } from './internal/tokens.ts';
import { pinned, stopText, warningStyles } from './internal/warning.ts';
import { reachable } from '../model/warning.ts';

/** What a card says without: a line at its foot. */
const complete = later(() => import('./card/complete.ts'));
const ask = later(() => import('./card/ask.ts'));
const SCHEMES = ['abc', 'rfm', 'lifecycle'] as const satisfies readonly SchemeKey[];

/**
 * One customer on one sheet, live: name, who keeps it, classes with reasons, the facts one needs before a call, who else is here. Editing is left to the form.
 *
 * What stands inside the tag is shown while the script is not there.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr discreet - Hides classes, sums and what is due while the customer looks on.
 * @attr without-presence - Does not show who is here, nor that this person is.
 * @prop {Seed | null} seed - What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.
 * @fires dossier-open - The person wants to note a contact and no timeline of this archive is on the page, or wants to see another archive.
 * @fires dossier-created - Somebody opened the archive from the form that is offered where a key leads nowhere yet.
 * @slot actions - Buttons of your page, below the facts.
 * @csspart name - The customer's name.
 * @csspart badge - The button of one class.
 * @csspart facts - The facts.
 * @csspart people - Who is here.
 */
export class CustomerCard extends DossierElement {
  static override readonly styles = [tokens, unsafeCSS(classTokens), base, controls, unsafeCSS(faceStyles), ...peopleStyles, stackStyles, sparkStyles, warningStyles, cardStyles];
  static override readonly properties = {
    archive: {}, discreet: { type: Boolean, reflect: true }, withoutPresence: { type: Boolean, attribute: 'without-presence' },
    all: { state: true }, someActions: { state: true },
  };
  declare archive: string;
  declare discreet: boolean;
  declare withoutPresence: boolean;
  declare private all: boolean;
  declare private someActions: boolean;
  /** What the reasons panel reads. @internal */
  classes: Partial<Record<SchemeKey, ClassFace>> | undefined;
  /** @internal */
  open: SchemeKey | null = null;
  #digest: DigestState = { kind: 'loading' };
  #watched: string | undefined;
  #profile: SectionHandle | undefined;
  #stopProfile: Stop | undefined;
  #panel: ReasonsPanel | undefined;
  #news: News | undefined;

  constructor() {
    super();
    this.archive = '';
    this.discreet = this.withoutPresence = this.all = this.someActions = false;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#watched = this.archive;
    this.#digest = { kind: 'loading' };
    this.classes = undefined;
    if (!this.archive) return undefined;
    let over = false;
    // what is new is told once the card is here
    void this.updateComplete.then(() => import('./history/news.ts')).then(({ News }) => {
      if (!over) this.#news = new News({ host: this, session, ref: this.archive, places: () => import('./card/news.ts') });
    }, () => {});
    const stop = session.watch(this.archive, (digest) => this.#hear(session, digest));
    return () => {
      over = true;
      stop();
      this.#leave();
      this.#news?.stop();
      this.#news = undefined;
    };
  }
  #hear(session: Session, state: DigestState): void {
    this.#digest = state;
    const digest = state.kind === 'ready' && state.digest.level !== 'exists' ? state.digest : undefined;
    this.classes = digest?.classes;
    this.#news?.look();
    // Who is here is told by the profile's presence; whoever may not read it learns nothing.
    if (digest !== undefined && !this.withoutPresence && this.#profile === undefined) {
      this.#profile = session.open(this.archive, 'profile');
      this.#stopProfile = this.#profile.subscribe(() => this.requestUpdate());
    } else if (digest === undefined) this.#leave();
    this.requestUpdate();
  }
  #leave(): void {
    this.#stopProfile?.();
    this.#profile?.release();
    this.#profile = this.#stopProfile = undefined;
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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = null;
    this.#panel?.show();
  }
  protected override willUpdate(): void {
    if (this.archive !== this.#watched) this.reattach();
    if (this.discreet) this.open = null;
  }
  protected override updated(): void {
    this.#panel?.show();
    this.#news?.mark(this.discreet);
  }

  protected override render(): TemplateResult {
    return this.frame(this.#content());
  }

  #content(): unknown {
    const { session, t } = this;
    const trouble = troubleOf(session, t);
    const sheet = (content: unknown) => html`<article class="sheet">${content}</article>`;
    if (session === null) return sheet(trouble);
    if (!this.archive) return sheet(notice(t.kit.noArchive));
    switch (this.#digest.kind) {
      case 'loading':
        this.#complete(undefined);
        return trouble === nothing ? cardSkeleton(t.kit.loading, this.discreet) : sheet(trouble);
      case 'missing': return sheet(html`${this.noArchive(this.archive)}${this.emergency(this.archive, true)}`);
      case 'ready': {
        const { digest } = this.#digest;
        return digest.level === 'exists' ? sheet(html`${trouble}${this.#exists(digest)}`) : this.#card(digest, trouble);
      }
    }
  }

  #exists(digest: Extract<DigestState, { kind: 'ready' }>['digest']): TemplateResult {
    const { t } = this;
    return html`
      <header class="head"><div class="who">
        <h2 part="name">${digest.name}</h2>
        ${this.#line([digest.id, kindOf(digest.kind, t.card.kinds), digest.department === null ? '' : t.card.department(digest.department), digest.owner === null ? '' : t.card.kept(digest.owner.name)])}
      </div></header>
      <div class="badges"></div>
      <p class="why muted">${t.kit.denied} ${digest.owner === null ? t.card.existsOwnerless : t.card.existsOwned(digest.owner.name)}</p>${ask.soon(() => this.requestUpdate())?.askLine(this, digest.id)}
      ${this.emergency(digest.id, true)}`;
  }

  #card(digest: FullDigest, trouble: unknown): TemplateResult {
    const { t, discreet, language } = this;
    const keepers = [digest.owner, ...digest.coOwners].flatMap((person) => (person === null ? [] : [person.name]));
    const results = discreet ? [] : SCHEMES.flatMap((scheme) => digest.classes[scheme] ?? []);
    const people = this.#profile?.state.kind === 'ready' ? this.#profile.people : [];
    const reach = reachable(digest);
    return html`<article class="sheet" aria-labelledby="name" @click=${this.#reached}>
      ${this.emergency(digest.id)}
      ${pinned(this, digest.warning)}
      ${trouble}
      <header class="head">
        <div class="who">
          <h2 id="name" part="name">${digest.name}${digest.shortName === null || digest.shortName === digest.name ? nothing : html` <span class="short">${digest.shortName}</span>`}</h2>
          ${this.#line([
            digest.code ?? digest.id,
            digest.roles.length === 0 ? kindOf(digest.kind, t.card.kinds) : digest.roles.map((role) => kindOf(role, t.card.roles)).join(', '),
            digest.place ?? '',
            keepers.length === 0 ? t.card.ownerless : t.card.kept(keepers.join(language.startsWith('zh') ? '、' : ', ')),
          ])}
        </div>
        ${peopleStack(people, { max: 3, all: this.all, more: () => (this.all = !this.all) }, t)}
      </header>
      ${this.#news?.line(discreet)}
      <div class="badges" role="group" aria-label=${t.card.classes}>
        ${this.#faces.show(results, language, this.open)}
        ${digest.state === 'open' ? nothing : html`<span class="state">${digest.state === 'closed' ? t.card.closed : digest.state === 'restricted' ? t.card.restricted : t.card.sealed}</span>`}
        ${discreet || digest.due.length === 0 ? nothing : html`<span class="count">${t.card.due(digest.due.length)}</span>`}
        ${atLeast(digest.level, 'write') ? nothing : html`<span class="state">${t.kit.readOnly}</span>`}
      </div>
      ${facts(digest, language, t, Date.now(), discreet, reach.kind === 'free' ? null : stopText(this, reach), atLeast(digest.level, 'write') ? this.#note : null)}
      ${discreet ? nothing : this.#complete(digest) ?? footSkeleton}
      <div class="actions no-print ${this.someActions ? 'some' : ''}"><slot name="actions" @slotchange=${this.#slotted}></slot></div>
    </article>`;
  }

  /** A timeline of this archive offers the note when they come back; an id of WeChat goes along, for its app opens nobody's chat from outside. */
  readonly #reached = (event: Event): void => {
    const link = (event.target as Element).closest<HTMLElement>('a[data-channel]');
    if (link === null || this.session === null || this.#digest.kind !== 'ready') return;
    const { id, name } = this.#digest.digest;
    const channel = link.dataset['channel']!;
    if (channel === 'wechat') navigator.clipboard?.writeText(link.textContent).catch(() => undefined); // the id stands to be read, too
    tellReached(this.session, { archive: id, channel, value: link.textContent, person: null, name });
  };
  /** A timeline on this page opens its line; else the host shows the archive. */
  readonly #note = (): void => {
    if (this.session === null || this.#digest.kind !== 'ready') return;
    const { id } = this.#digest.digest;
    if (tellNoting(this.session, { archive: id })) this.wish('dossier-open', { archive: id }, true);
  };

  /** Sent for with the card itself, so that both are drawn at once. */
  #complete(digest: FullDigest | undefined): unknown {
    const part = this.discreet ? undefined : complete.soon(() => this.requestUpdate());
    return digest && part?.foot(this, digest);
  }

  #line(parts: readonly string[]): TemplateResult {
    return html`<p class="line">${parts.filter((part) => part !== '').map((part) => html`<span>${part}</span>`)}</p>`;
  }
  readonly #slotted = (event: Event): void => {
    this.someActions = (event.target as HTMLSlotElement).assignedElements().length > 0;
  };
}

const kindOf = (key: string, labels: Readonly<Record<string, string>>): string => labels[key] ?? key;

declare global {
  interface HTMLElementTagNameMap { 'customer-card': CustomerCard }
}
