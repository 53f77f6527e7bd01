/** `<dossier-admin>`: what an administrator keeps (people, departments, option lists, own fields, what makes a class, keys of other programs) and looks after (limits, jobs, backups). Each part is in `admin/`; here are the tabs and what stands in their place. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { Backups } from './admin/backups.ts';
import { CHANNEL_TEXTS } from './admin/channel-texts.ts';
import { ChannelsPart } from './admin/channels.ts';
import { Departments } from './admin/departments.ts';
import { Dictionaries } from './admin/dictionaries.ts';
import { EXPORT_TEXTS } from './admin/export-texts.ts';
import { ExportsPart } from './admin/exports.ts';
import type { AdminHost, AdminPart } from './admin/host.ts';
import { Jobs } from './admin/jobs.ts';
import { KEY_TEXTS } from './admin/key-texts.ts';
import { LaterPart } from './admin/later-part.ts';
import { KeysPart } from './admin/keys.ts';
import { LimitsPart } from './admin/limits.ts';
import { OwnFieldsPart } from './admin/own-fields.ts';
import { ownTexts } from './admin/own-texts.ts';
import { People } from './admin/people.ts';
import { adminStyles } from './admin/styles.ts';
import { LATER_TABS } from './admin/tabs.ts';
import { adminTexts } from './admin/texts.ts';
import type { AdminTexts } from './admin/texts.ts';
import { DossierElement } from './internal/element.ts';
import { composing, keepTyping, keyTarget } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import type { Me } from '../model/api.ts';

const VIEWS = ['people', 'departments', 'options', 'fields', 'classes', 'services', 'rates', 'workdays', 'keys', 'channels', 'limits', 'exports', 'jobs', 'backups'] as const;
type View = (typeof VIEWS)[number];
const MAKE: Readonly<Record<View, (host: AdminHost) => AdminPart>> = {
  people: (host) => new People(host),
  departments: (host) => new Departments(host),
  options: (host) => new Dictionaries(host),
  fields: (host) => new OwnFieldsPart(host),
  classes: (host) => new LaterPart(host, () => import('./admin/classes/part.ts')),
  services: (host) => new LaterPart(host, () => import('./admin/services/part.ts')),
  rates: (host) => new LaterPart(host, () => import('./admin/rates/part.ts')),
  workdays: (host) => new LaterPart(host, () => import('./admin/workdays/part.ts')),
  keys: (host) => new KeysPart(host),
  channels: (host) => new ChannelsPart(host),
  limits: (host) => new LimitsPart(host),
  exports: (host) => new ExportsPart(host),
  jobs: (host) => new Jobs(host),
  backups: (host) => new Backups(host),
};
/** Whoever keeps the directory sees everything; a steward what the workspace's classes and days rest on, compliance how risk is classed. */
function viewsOf({ can, roles }: Me): readonly View[] {
  if (can.directory) return VIEWS;
  if (roles.includes('steward')) return ['classes', 'services', 'workdays'];
  return roles.includes('compliance') ? ['classes'] : [];
}

/**
 * What an administrator keeps and looks after: people, clearances, departments, option lists, own fields, rules of the classes, currency rates, working days, keys of other programs, limits,
 * jobs, backups. Stewards and compliance see what is theirs to set.
 *
 * @attr {'people' | 'departments' | 'options' | 'fields' | 'classes' | 'services' | 'rates' | 'workdays' | 'keys' | 'channels' | 'limits' | 'exports' | 'jobs' | 'backups'} view - What is shown first; without it the first that the person may see.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 */
export class DossierAdmin extends DossierElement {
  static override readonly properties = { view: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, adminStyles];
  declare view: string | null;
  declare headingLevel: number;
  clock: Clock = pageClock;

  /** Kept while the session lasts: what was being written in one part is there when one comes back. */
  #parts = new Map<View, AdminPart>();
  #host: AdminHost | null = null;
  #opened: View | null = null;

  constructor() {
    super();
    this.view = null;
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop {
    this.#parts = new Map();
    this.#opened = null;
    this.#host = this.#hostOf(session);
    return () => {
      if (this.#opened !== null) this.#parts.get(this.#opened)?.close();
      this.#host = null;
      this.#opened = null;
    };
  }

  #hostOf(session: Session): AdminHost {
    const texts = (): AdminHost['t'] => ({ kit: this.t.kit, admin: this.#texts });
    const language = (): AdminHost['language'] => this.language;
    const clock = (): Clock => this.clock;
    return {
      session,
      get t() { return texts(); },
      get language() { return language(); },
      get clock() { return clock(); },
      update: () => { this.requestUpdate(); },
      openArchive: (archive) => { this.wish('dossier-open', { archive }, true); },
      adopt: ({ styleSheet }) => {
        const root = this.renderRoot;
        if (root instanceof ShadowRoot && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
      },
      focus: (selector) => { void this.updateComplete.then(() => { this.renderRoot.querySelector<HTMLElement>(selector)?.focus(); }); },
    };
  }

  get #texts(): AdminTexts {
    return adminTexts(this.language, () => { this.requestUpdate(); });
  }
  get #shown(): View {
    const views = this.#views;
    return views.find((view) => view === this.view) ?? views[0] ?? 'people';
  }
  get #views(): readonly View[] {
    const me = this.session?.me ?? null;
    return me === null ? [] : viewsOf(me);
  }
  get #allowed(): boolean | undefined {
    return this.session?.me ? this.#views.length > 0 : undefined;
  }

  /** A part begins to ask only for who may have its answers. */
  protected override updated(): void {
    const host = this.#host;
    if (host === null || this.#allowed !== true || this.#opened === this.#shown) return;
    if (this.#opened !== null) this.#parts.get(this.#opened)?.close();
    this.#opened = this.#shown;
    // on a telephone the tabs scroll sideways
    const tab = this.renderRoot.querySelector<HTMLElement>(`#tab-${this.#opened}`);
    tab?.parentElement?.scrollTo({ left: tab.offsetLeft - 48 });
    const part = this.#parts.get(this.#opened) ?? MAKE[this.#opened](host);
    this.#parts.set(this.#opened, part);
    part.open();
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const { title } = this.#texts;
    return this.frame(html`<section class="sheet" aria-label=${title} @keydown=${(event: KeyboardEvent) => this.#key(event)} @keyup=${keepTyping} @keypress=${keepTyping}>
      <h2 class="title" role="heading" aria-level=${this.headingLevel}>${title}</h2>
      ${troubleOf(session, t)}
      ${session === null ? '' : this.#content()}
    </section>`);
  }

  #content(): TemplateResult {
    const { t } = this;
    if (this.#allowed === undefined) return html`<div class="waiting" role="status" aria-label=${t.kit.loading}>${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}</div>`;
    const { title, tab, denied } = this.#texts;
    if (!this.#allowed) return notice(denied);
    const shown = this.#shown;
    return html`<div class="frame">
      <div class="tabs" role="tablist" aria-label=${title} @keydown=${(event: KeyboardEvent) => this.#walk(event)}>
        ${this.#views.map((view) => html`<button type="button" role="tab" id=${`tab-${view}`} aria-controls="panel" aria-selected=${view === shown ? 'true' : 'false'} tabindex=${view === shown ? 0 : -1} @click=${() => { this.view = view; }}>${view === 'fields' ? ownTexts(this.language).tab : view === 'keys' ? KEY_TEXTS[this.language].tab : view === 'exports' ? EXPORT_TEXTS[this.language].tab : view === 'channels' ? CHANNEL_TEXTS[this.language].tab : view === 'classes' || view === 'services' || view === 'rates' || view === 'workdays' ? LATER_TABS[view][this.language] : tab[view]}</button>`)}
      </div>
      <div class="content" id="panel" role="tabpanel" aria-labelledby=${`tab-${shown}`}>${this.#parts.get(shown)?.render() ?? ''}</div>
    </div>`;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !composing(event) && this.#opened !== null && this.#parts.get(this.#opened)?.escape()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#walkRows(event);
    keepTyping(event);
  }
  /** From the search into the list, and along it. */
  #walkRows(event: KeyboardEvent): void {
    const from = keyTarget(event);
    if (composing(event) || !from?.matches('.main .row, .main input[type=search]')) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.main .row')];
    const to = rows[rows.indexOf(from) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }
  #walk(event: KeyboardEvent): void {
    const views = this.#views;
    const at = views.indexOf(this.#shown);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: views.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const view = views[(to + views.length) % views.length]!;
    this.view = view;
    this.#host?.focus(`#tab-${view}`);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'dossier-admin': DossierAdmin }
}
