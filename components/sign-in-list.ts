/** `<sign-in-list>`: where somebody is signed in and by which links other programs read, each ended with a click; one's own, or for an administrator those of `person`. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { findHost, FindPerson } from './governance/finds.ts';
import type { LinkKind } from '../model/elsewhere/api.ts';
import { DossierElement } from './internal/element.ts';
import { formatDate, formatTime } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { signInTexts } from './sign-ins/texts.ts';

interface SignedIn { readonly id: string; readonly browser: string | null; readonly since: string; readonly ends: string; readonly here: boolean }
interface Link { readonly id: string; readonly kind: LinkKind; readonly archive: string | null; readonly names: boolean; readonly made: string; readonly until: string; readonly fetched: string | null }
interface Open { readonly sessions: readonly SignedIn[]; readonly links: readonly Link[] }
type Asked = { readonly kind: 'loading' | 'failed' } | { readonly kind: 'here'; readonly open: Open };

/**
 * Where the person is signed in and by which links other programs read, each ended with a click.
 *
 * @attr person - Whose, by the person's id; without it one's own, beside which an administrator finds others.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @csspart sheet - The whole sheet.
 */
export class SignInList extends DossierElement {
  static override readonly properties = { person: {}, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, css`
    .sheet { display: grid; gap: 12px; padding: 16px; }
    h2 { font-size: 16px; font-weight: 600; }
    h3 { font-size: 14px; }
    .part { display: grid; gap: 8px; }
    .lead { max-width: 65ch; }
    ul { display: grid; margin: 0; padding: 0; list-style: none; }
    li { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 8px 0; border-top: 1px solid var(--d-border); }
    li > div { flex: 1 1 200px; min-width: 0; }
    .chip { margin-inline-start: 8px; }
  `];
  declare person: string | null;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #whose: { readonly id: string; readonly name: string } | null = null;
  #find: FindPerson | null = null;
  #here: Session | null = null;
  #asked: Asked = { kind: 'loading' };
  #turn = 0;
  #busy = false;
  #said = '';
  #problem = '';

  constructor() {
    super();
    this.person = null;
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop {
    this.#here = session;
    this.#asked = { kind: 'loading' };
    this.#find = new FindPerson(findHost(this, session), 'whose', (found) => { this.#look(found); });
    void this.#load();
    return () => {
      this.#turn++;
      this.#here = this.#find = null;
    };
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('person') && this.hasUpdated) void this.#load();
  }

  #look(whose: { readonly id: string; readonly name: string } | null): void {
    [this.#whose, this.#asked, this.#said, this.#problem] = [whose, { kind: 'loading' }, '', ''];
    this.requestUpdate();
    void this.#load();
  }
  #path(session: Session): string {
    return `/api/people/${encodeURIComponent(this.#whose?.id ?? this.person ?? session.me?.id ?? '')}`;
  }
  async #load(): Promise<void> {
    const session = this.#here;
    if (session === null) return;
    const turn = ++this.#turn;
    let next: Asked;
    try {
      // who one is may not be known yet
      const id = this.#whose?.id ?? this.person ?? session.me?.id ?? (await session.request<{ readonly id: string }>('GET', '/api/me')).id;
      const path = `/api/people/${encodeURIComponent(id)}`;
      const [sessions, links] = await Promise.all([session.request<{ readonly items: readonly SignedIn[] }>('GET', `${path}/sessions`), session.request<{ readonly items: readonly Link[] }>('GET', `${path}/links`)]);
      next = { kind: 'here', open: { sessions: sessions.items, links: links.items } };
    } catch {
      next = this.#asked.kind === 'here' ? this.#asked : { kind: 'failed' }; // said in its place, with a second try; what is there stays
    }
    if (turn !== this.#turn) return;
    this.#asked = next;
    this.requestUpdate();
  }

  async #end(session: Session, path: string, said: string): Promise<void> {
    if (this.#busy) return;
    [this.#busy, this.#said, this.#problem] = [true, '', ''];
    this.requestUpdate();
    try {
      await session.request('DELETE', `${this.#path(session)}/${path}`);
      this.#said = said;
    } catch {
      this.#problem = signInTexts(this.language).failed; // what is wrong with the connection is said above
    }
    this.#busy = false;
    await this.#load();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.said')?.focus();
  }

  protected override render(): TemplateResult {
    const { session, headingLevel } = this;
    const t = signInTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      <h2 role="heading" aria-level=${headingLevel}>${t.title}</h2>
      <p class="said" role="status" tabindex="-1" ?hidden=${this.#said === ''}>${this.#said}</p>
      ${this.#problem === '' ? nothing : html`<p class="danger" role="alert">${this.#problem}</p>`}
      ${session === null ? nothing : html`${session.me?.can.directory && this.person === null ? this.#choose() : nothing}${this.#content(session)}`}
    </section>`);
  }

  /** For administrators. */
  #choose(): TemplateResult {
    const t = signInTexts(this.language);
    const whose = this.#whose;
    return html`<div class="whose">${whose === null ? this.#find?.render(t.whose) : html`<p><strong><bdi>${whose.name}</bdi></strong> <span class="muted">${whose.id}</span>
      <button type="button" class="button" @click=${() => this.#look(null)}>${t.mine}</button></p>`}</div>`;
  }

  #content(session: Session): unknown {
    const asked = this.#asked;
    switch (asked.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 3 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: () => { this.#asked = { kind: 'loading' }; this.requestUpdate(); void this.#load(); } });
      case 'here': return html`${this.#signedIn(session, asked.open.sessions)}${this.#links(session, asked.open.links)}`;
    }
  }

  #signedIn(session: Session, items: readonly SignedIn[]): TemplateResult {
    const t = signInTexts(this.language);
    return html`<div class="part"><h3 role="heading" aria-level=${this.headingLevel + 1}>${t.signIns}</h3><p class="lead muted">${t.signInsLead}</p>
      ${items.length === 0 ? html`<p>${t.nowhere}</p>` : html`<ul role="list">${repeat(items, ({ id }) => id, ({ id, browser, since, ends, here }) => html`<li>
        <div><strong><bdi>${browser ?? t.unknown}</bdi></strong>${here ? html`<span class="chip">${t.here}</span>` : nothing}<br /><span class="muted small">${t.since(this.#when(since))} · ${t.ends(this.#when(ends))}</span></div>
        ${here ? nothing : html`<button type="button" class="button" aria-label=${t.endOf(browser ?? t.unknown)} ?disabled=${this.#off} @click=${() => void this.#end(session, `sessions/${encodeURIComponent(id)}`, t.ended)}>${t.end}</button>`}
      </li>`)}</ul>`}</div>`;
  }

  #links(session: Session, items: readonly Link[]): TemplateResult {
    const t = signInTexts(this.language);
    return html`<div class="part"><h3 role="heading" aria-level=${this.headingLevel + 1}>${t.links}</h3><p class="lead muted">${t.linksLead}</p>
      ${items.length === 0 ? html`<p>${t.noLinks}</p>` : html`<ul role="list">${repeat(items, ({ id }) => id, ({ id, kind, archive, names, made, until, fetched }) => html`<li>
        <div><strong>${t.kinds[kind]}</strong>${archive === null ? nothing : html` <bdi>${archive}</bdi>`} · ${names ? t.names : t.noNames}<br /><span class="muted small">${t.until(this.#day(until))} · ${fetched === null ? t.unused : t.used(this.#when(fetched))}</span></div>
        <button type="button" class="button" aria-label=${t.endLink(this.#day(made))} ?disabled=${this.#off} @click=${() => void this.#end(session, `links/${encodeURIComponent(id)}`, t.linkEnded)}>${t.end}</button>
      </li>`)}</ul>`}</div>`;
  }

  get #off(): boolean {
    return this.#busy || this.#here?.state.kind === 'offline';
  }
  #day(moment: string): string {
    return formatDate(this.language, moment.slice(0, 10));
  }
  #when(moment: string): string {
    return `${this.#day(moment)} ${formatTime(this.language, Date.parse(moment))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'sign-in-list': SignInList }
}
