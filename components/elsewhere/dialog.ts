/** "Use elsewhere": the ways in which one customer stands in other tools, each with what its reader will see; links are made, copied and ended here. What a link shows is the server's, also in the preview. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ArchiveLink, ArchiveLinks, LinkKind, LinkPreview, PictureTheme } from '../../model/elsewhere/api.ts';
import type { Language } from '../../model/labels.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { PageSession } from '../internal/page-session.ts';
import { request } from '../internal/rest.ts';
import type { Session } from '../internal/session.ts';
import { base, controls, tokens } from '../internal/styles.ts';
import { pageClock } from '../line/clock.ts';
import { copyFrom } from './copy.ts';
import { linksView } from './links.ts';
import { elsewhereStyles } from './styles.ts';
import { elsewhereTexts, type ElsewhereTexts } from './texts.ts';
import { WAYS, wayView, type Way } from './way.ts';
import type { Wiki } from './snippets.ts';

export interface ElsewhereOptions {
  readonly session: Session;
  readonly archive: string;
  readonly language: Language;
  /** Tag that stands in the page, and the classes that it shows. */
  readonly tag: string;
  readonly schemes: string;
  /** `scheme` of the element it was opened from: it decides over the page's. */
  readonly scheme: string | null;
}

/** What the person wishes of links, kept from way to way. */
export interface Wish { schemes: readonly SchemeKey[]; names: boolean; figures: boolean; lang: Language; theme: PictureTheme; wiki: Wiki; end: string }

const DAY_MS = 86_400_000;

export function openElsewhere(options: ElsewhereOptions, closed: () => void = () => {}): void {
  const host = document.createElement('div');
  if (options.scheme !== null) host.setAttribute('scheme', options.scheme);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, base, controls, elsewhereStyles].map(({ styleSheet }) => styleSheet!);
  document.body.append(host);
  new Dialog(root, host, options, closed);
}

export class Dialog {
  readonly options: ElsewhereOptions;
  readonly t: ElsewhereTexts;
  readonly #root: ShadowRoot;
  readonly #stop: () => void;
  #over = false;
  #way: Way = 'html';
  here: ArchiveLinks | 'loading' | 'failed' = 'loading';
  readonly wish: Wish;
  /** Made a moment ago, by kind: their addresses are known here and nowhere else. */
  readonly fresh = new Map<LinkKind, ArchiveLink>();
  readonly #previews = new Map<string, LinkPreview | 'loading' | 'failed'>();
  busy = false;
  said = '';
  problem = '';

  constructor(root: ShadowRoot, host: HTMLElement, options: ElsewhereOptions, closed: () => void) {
    this.#root = root;
    this.options = options;
    this.t = elsewhereTexts(options.language);
    this.wish = { schemes: [], names: false, figures: false, lang: options.language, theme: 'auto', wiki: 'mediawiki', end: '' };
    this.#stop = options.session.subscribe(() => { this.drawn(); });
    this.drawn();
    const dialog = root.querySelector('dialog')!;
    dialog.addEventListener('close', () => {
      this.#over = true;
      this.#stop();
      host.remove();
      closed();
    }, { once: true });
    dialog.showModal();
    this.focus('.tab[aria-selected="true"]');
    void this.load();
  }

  get path(): string {
    return `/api/archives/${encodeURIComponent(this.options.archive)}/links`;
  }
  get off(): boolean {
    return this.busy || this.options.session.state.kind === 'offline';
  }
  /** A day this many days from now. */
  day(days: number): string {
    return new Date(pageClock.now() + days * DAY_MS).toISOString().slice(0, 10);
  }

  /** The session of a page of badges alone has no `request` of its own. */
  async #ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const { session } = this.options;
    return 'request' in session ? session.request<T>(method, path, body) : request<T>(session as unknown as PageSession, method, path, body);
  }

  async load(): Promise<void> {
    try {
      const here = await this.#ask<ArchiveLinks>('GET', this.path);
      this.here = here;
      if (this.wish.end === '') {
        const shown = this.options.schemes.split(/\s+/);
        const wanted = here.schemes.filter((scheme) => shown.includes(scheme));
        [this.wish.end, this.wish.schemes] = [this.day(here.days.shipped), wanted.length > 0 ? wanted : here.schemes.slice(0, 1)];
      }
    } catch {
      if (this.here === 'loading') this.here = 'failed'; // said in its place, with a second try
    }
    this.drawn();
  }

  /** What the reader of such a link would see; asked for once for each wish. */
  preview(kind: LinkKind): LinkPreview | 'loading' | 'failed' {
    const { schemes, names, figures, lang } = this.wish;
    const query = String(new URLSearchParams({ kind, ...(kind === 'calendar' ? {} : { schemes: schemes.join(',') }), names: String(names), figures: String(figures && kind === 'table'), lang }));
    const known = this.#previews.get(query);
    if (known !== undefined) return known;
    this.#previews.set(query, 'loading');
    this.#ask<LinkPreview>('GET', `${this.path}/preview?${query}`).then((found) => { this.#previews.set(query, found); }, () => { this.#previews.set(query, 'failed'); }).finally(() => { this.drawn(); });
    return 'loading';
  }

  change(wish: Partial<Wish>): void {
    Object.assign(this.wish, wish);
    this.drawn();
  }

  /** One thing at a time; what came of it is said. */
  async #do(work: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.said, this.problem] = [true, '', ''];
    this.drawn();
    try {
      this.said = await work();
    } catch {
      this.problem = this.t.failed; // a connection that is gone is told by the buttons
    }
    this.busy = false;
    this.drawn();
  }
  make(kind: LinkKind): Promise<void> {
    const { schemes, names, figures, lang, end } = this.wish;
    const days = Math.round((Date.parse(end) - Date.parse(this.day(0))) / DAY_MS);
    return this.#do(async () => {
      const link = await this.#ask<ArchiveLink>('POST', this.path, { kind, schemes: kind === 'calendar' ? [] : schemes, names, figures: figures && kind === 'table', lang, days });
      this.fresh.set(kind, link);
      await this.load();
      return this.t.made;
    }).then(() => { this.focus('.paste textarea'); });
  }
  again(kind: LinkKind): void {
    this.fresh.delete(kind);
    this.said = '';
    this.drawn();
    this.focus('.make');
  }
  end(link: ArchiveLink): Promise<void> {
    return this.#do(async () => {
      await this.#ask('DELETE', `${this.path}/${encodeURIComponent(link.id)}`);
      for (const [kind, { id }] of this.fresh) if (id === link.id) this.fresh.delete(kind);
      await this.load();
      return this.t.ended;
    }).then(() => { this.focus('.said'); });
  }
  async copy(button: HTMLElement): Promise<void> {
    const field = button.closest('.paste')!.querySelector('textarea')!;
    const done = await copyFrom(field);
    this.said = done ? this.t.copied : this.t.marked;
    if (done) button.focus();
    this.drawn();
  }

  focus(selector: string): void {
    this.#root.querySelector<HTMLElement>(selector)?.focus();
  }
  #go(way: Way): void {
    [this.#way, this.said, this.problem] = [way, '', ''];
    this.drawn();
    this.focus('.tab[aria-selected="true"]');
  }
  readonly #tabKey = (event: KeyboardEvent): void => {
    const at = WAYS.indexOf(this.#way);
    const rtl = getComputedStyle(this.#root.host).direction === 'rtl';
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, Home: -at, End: WAYS.length - 1 - at }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#go(WAYS[(at + step + WAYS.length) % WAYS.length]!);
  };

  drawn(): void {
    if (this.#over) return;
    render(this.#view(), this.#root);
  }

  #view(): TemplateResult {
    const { t, options: { language }, here } = this;
    const way = this.#way;
    // keys of the dialog are none of the page's; Escape is the dialog's own
    const keep = (event: KeyboardEvent): void => { if (event.key !== 'Escape' && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation(); };
    const count = typeof here === 'object' ? here.items.length : 0;
    return html`<dialog class="root" lang=${language} aria-labelledby="title" @keydown=${keep} @keyup=${keep} @keypress=${keep}>
      <header><h2 id="title">${t.title}</h2><button type="button" class="button quiet icon" aria-label=${t.close} @click=${() => { this.#root.querySelector('dialog')!.close(); }}>×</button><p class="muted small">${t.lead}</p></header>
      <div class="tabs" role="tablist" aria-label=${t.ways} @keydown=${this.#tabKey}>${WAYS.map((each) => html`<button type="button" class="tab" role="tab" id="tab-${each}" aria-controls="panel" aria-selected=${each === way ? 'true' : 'false'} tabindex=${each === way ? 0 : -1} @click=${() => { this.#go(each); }}>${t.way[each]}${each === 'links' && count > 0 ? ` (${count})` : ''}</button>`)}</div>
      <div class="body" role="tabpanel" id="panel" aria-labelledby="tab-${way}" tabindex="0">
        ${here === 'loading' ? html`<p class="muted" role="status">${t.loading}</p>`
        : here === 'failed' ? html`<p class="danger" role="alert">${t.failed}</p><div class="buttons"><button type="button" class="button" @click=${() => { this.here = 'loading'; this.drawn(); void this.load(); }}>↻</button></div>`
        : way === 'links' ? linksView(this, here) : wayView(this, way, here)}
        <p class="said" role="status" tabindex="-1">${this.said}</p>
        ${this.problem === '' ? nothing : html`<p class="danger" role="alert">${this.problem}</p>`}
      </div>
    </dialog>`;
  }

  /** One text to be pasted, with its button. */
  paste(id: string, label: string, text: string): TemplateResult {
    return html`<div class="paste"><label for=${id}>${label}</label><textarea id=${id} readonly rows="3" spellcheck="false" dir="ltr" .value=${live(text)} @focus=${(event: Event) => { marked(event.target as HTMLTextAreaElement); }}></textarea>
      <button type="button" class="button" aria-label=${this.t.copyOf(label)} @click=${(event: Event) => void this.copy(event.currentTarget as HTMLElement)}>${this.t.copy}</button></div>`;
  }
}

/** All of it, seen from its beginning. */
function marked(field: HTMLTextAreaElement): void {
  field.setSelectionRange(0, field.value.length, 'backward');
  field.scrollTop = 0;
}
