/** `<archive-access>`: what one sees of a customer and why, asking for more, requests and their answers; for who manages it everybody else and who keeps it. Without `archive` all requests that concern one. Parts are in `access/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { REQUEST_BOXES } from '../model/access/api.ts';
import type { AccessRequestPage, AccessRequestView, AccessView, RequestBox } from '../model/access/api.ts';
import type { DepartmentView } from '../model/api.ts';
import type { ArchiveStanding } from '../model/rights/walls-api.ts';
import { AskForm } from './access/ask.ts';
import { Manage, rightsView } from './access/manage.ts';
import { Owners } from './access/owners.ts';
import { Standing } from './access/standing.ts';
import { RequestList } from './access/request-list.ts';
import { joined } from './access/sentences.ts';
import type { Wording } from './access/sentences.ts';
import { accessStyles, wishStyles } from './access/styles.ts';
import { accessTexts } from './access/texts.ts';
import { DossierElement } from './internal/element.ts';
import { keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { departmentList } from './list/directory.ts';

type Asked<T> = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'missing' } | { readonly kind: 'here'; readonly value: T };
interface Parts { readonly ask: AskForm; readonly requests: RequestList; readonly manage: Manage; readonly owners: Owners; readonly standing: Standing }

/** What others do shows by itself after so long, and at once where it changes what is shown of the customer. */
const AGAIN_MS = 10_000;

/**
 * What the person sees of a customer and why, asking for more, and requests with their answers. For who manages the archive also everybody else who sees it, rights and owners.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value`. Without it the element lists the requests of all customers that concern the person.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class ArchiveAccess extends DossierElement {
  static override readonly properties = { archive: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, wishStyles, accessStyles];
  declare archive: string;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #view: Asked<AccessView> = { kind: 'loading' };
  #page: Asked<AccessRequestPage> = { kind: 'loading' };
  #standing: Asked<ArchiveStanding> = { kind: 'loading' };
  #box: RequestBox = 'toDecide';
  #departments: readonly DepartmentView[] = [];
  #parts: Parts | null = null;
  #here: Session | null = null;
  #watched: string | undefined;
  #asked = 0;
  #again: Stop | undefined;
  #said = '';

  constructor() {
    super();
    this.archive = '';
    this.headingLevel = 2;
  }

  get #off(): boolean {
    return this.session?.state.kind === 'offline';
  }
  readonly #wording = (): Wording => ({
    t: accessTexts(this.language), language: this.language, year: new Date(this.clock.now()).getFullYear(), department: (id) => this.#departments.find((each) => each.id === id)?.name ?? id,
  });

  protected override attach(session: Session): Stop {
    this.#here = session;
    this.#watched = this.archive;
    this.#view = this.#page = this.#standing = { kind: 'loading' };
    this.#said = '';
    const update = (): void => this.requestUpdate();
    const focus = (selector: string): void => void this.#focusOn(selector);
    const shared = { session, wording: this.#wording, now: () => this.clock.now(), update, focus };
    const done = (said: string): void => {
      this.#said = said;
      void this.#load();
      this.requestUpdate();
    };
    const managing = { ...shared, archive: () => this.archive, strings: () => this.t, departments: () => this.#departments, done };
    this.#parts = {
      ask: new AskForm({ ...shared, sent: () => { done(accessTexts(this.language).ask.sent); } }), manage: new Manage(managing), owners: new Owners(managing), standing: new Standing(managing),
      requests: new RequestList({ ...shared, today: () => new Date(this.clock.now()).toISOString().slice(0, 10), done: (said) => { done(said); }, ...(!this.archive ? { open: (archive: string) => { this.wish('dossier-open', { archive }, true); } } : {}) }),
    };
    departmentList(session).then((items) => {
      this.#departments = items;
      this.requestUpdate();
    }, () => {}); // ids stand in for names
    // a right that came or went shows in the digest: then all of it is read anew
    let told = false;
    const stop = !this.archive ? () => {} : session.watch(this.archive, () => {
      if (told) void this.#load();
      told = true;
    });
    void this.#load();
    return () => {
      this.#asked++;
      this.#again?.();
      stop();
      this.#here = this.#parts = null;
    };
  }
  protected override willUpdate(): void {
    if (this.archive !== this.#watched && this.#here !== null) this.reattach();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** What is shown stays until the answer is here. */
  async #load(): Promise<void> {
    const session = this.#here;
    if (session === null) return;
    const mine = ++this.#asked;
    this.#again?.();
    const ask = async <T>(path: string, before: Asked<T>): Promise<Asked<T>> => {
      try {
        return { kind: 'here', value: await session.request<T>('GET', path) };
      } catch (error) {
        // what one may not see any more is not shown a moment longer
        if (error instanceof ApiError && error.status === 404) return { kind: 'missing' };
        return before.kind === 'here' ? before : { kind: 'failed' };
      }
    };
    const { archive } = this;
    const query: Record<string, string> = !archive ? { box: this.#box } : { box: 'all', archive };
    const [view, page, standing] = await Promise.all([
      !archive ? this.#view : ask<AccessView>(`/api/archives/${encodeURIComponent(archive)}/access`, this.#view),
      ask<AccessRequestPage>(`/api/access-requests?${new URLSearchParams(query)}`, this.#page),
      !archive ? this.#standing : ask<ArchiveStanding>(`/api/archives/${encodeURIComponent(archive)}/state`, this.#standing),
    ]);
    if (mine !== this.#asked) return;
    this.#view = view;
    this.#page = page;
    this.#standing = standing;
    this.#again = this.clock.after(AGAIN_MS, () => void this.#load());
    this.requestUpdate();
  }
  readonly #retry = (): void => {
    this.#view = this.#page = { kind: 'loading' };
    this.requestUpdate();
    void this.#load();
  };

  protected override render(): TemplateResult {
    const t = accessTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(this.session, this.t)}
      ${this.session === null || this.#parts === null ? nothing : this.#content(this.#parts)}
    </section>`);
  }

  #content(parts: Parts): unknown {
    const t = accessTexts(this.language);
    const heading = (text: string): TemplateResult => html`<h2 role="heading" aria-level=${this.headingLevel}>${text}</h2>`;
    const status = html`<p class="said" role="status">${this.#said}</p>`;
    if (!this.archive) return html`<div class="bar">${heading(t.requests)}${this.#boxes()}</div>${status}${this.#page.kind === 'here' ? html`<div class="part">${this.#list(parts, this.#page.value.items, t.none[this.#box])}</div>` : this.#other(this.#page.kind)}`;
    if (this.#view.kind !== 'here') return html`<div class="bar">${heading(t.title)}</div>${this.#other(this.#view.kind)}`;
    const view = this.#view.value;
    const requests = this.#page.kind === 'here' ? this.#page.value.items : [];
    return html`<div class="bar">${heading(t.title)}</div>${status}
      <section class="part" aria-labelledby="mine"><h3 id="mine">${t.mine}</h3>
        ${rightsView(view, this.#wording(), t.mine, t.nothingYet, true)}
        ${parts.ask.render(view, requests, this.#off)}
        ${view.may.ask ? html`<p class="muted small">${view.deciders.length === 0 ? t.askNobody : t.askWhom(joined(this.language, view.deciders.map(({ name }) => name)))}</p>` : nothing}
      </section>
      ${requests.length === 0 ? nothing : html`<section class="part" aria-labelledby="requests"><h3 id="requests">${t.requests}</h3>${parts.requests.render(requests, this.#off)}</section>`}
      ${this.#standing.kind === 'here' ? parts.standing.render(this.#standing.value, this.#off) : nothing}
      ${parts.owners.render(view, this.#off)}
      ${parts.manage.render(view, this.#off)}`;
  }

  #list(parts: Parts, requests: readonly AccessRequestView[], empty: string): TemplateResult {
    return requests.length === 0 ? html`<p class="muted empty">${empty}</p>` : parts.requests.render(requests, this.#off);
  }
  #boxes(): TemplateResult {
    const t = accessTexts(this.language);
    return html`<div class="boxes" role="group" aria-label=${t.requests}>${(['toDecide', 'mine', 'all'] satisfies RequestBox[]).filter((box) => REQUEST_BOXES.includes(box)).map((box) => html`<button type="button" data-box=${box} aria-pressed=${box === this.#box ? 'true' : 'false'} @click=${() => {
      this.#box = box;
      this.#said = '';
      this.#retry();
    }}>${t.boxes[box]}</button>`)}</div>`;
  }
  #other(kind: Exclude<Asked<unknown>['kind'], 'here'>): unknown {
    switch (kind) {
      case 'loading': return html`<div class="loading" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 3 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'missing': return notice(this.t.kit.missing);
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: this.#retry });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { 'archive-access': ArchiveAccess }
}
