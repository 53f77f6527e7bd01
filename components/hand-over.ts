/** `<hand-over>`: archives of somebody who leaves go to others: begun in a form with a dry run, followed until every customer was told and met; and what came to oneself. Parts are in `hand-over/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { ITEM_FILTERS } from '../model/handover/api.ts';
import type { HandoverDone, HandoverGrant, HandoverItem, HandoverItems, HandoverView, Handovers, ItemFilter, LetterChannel } from '../model/handover/api.ts';
import { AnnounceForm, Announced } from './hand-over/announce.ts';
import type { AnnounceHost } from './hand-over/announce.ts';
import { LetterPanel, channelSelect } from './hand-over/letter.ts';
import type { LetterHost } from './hand-over/letter.ts';
import { moreTexts } from './hand-over/more-texts.ts';
import { PersonField } from './hand-over/person-field.ts';
import { handStyles } from './hand-over/styles.ts';
import { TemplateEditor } from './hand-over/template.ts';
import { handTexts } from './hand-over/texts.ts';
import type { HandTexts } from './hand-over/texts.ts';
import { Wizard } from './hand-over/wizard.ts';
import { DossierElement } from './internal/element.ts';
import { formatDate, formatNumber } from './internal/formats.ts';
import { composing, fenced, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { form } from './internal/strings/en/form.ts';
import { speak } from './internal/strings/en/index.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';

speak({ form });

type Shown = { readonly kind: 'list' } | { readonly kind: 'new'; readonly wizard: Wizard } | { readonly kind: 'announce'; readonly form: AnnounceForm } | { readonly kind: 'letter'; readonly editor: TemplateEditor } | { readonly kind: 'one'; readonly view: HandoverView };
/** While what follows is under way. */
const AGAIN_MS = 1_500;
const ASSIGNABLE: readonly (ItemFilter | '')[] = ['returned', 'walled', 'unassigned'];

/**
 * Archives of somebody who leaves go to others: begun in a form with a dry run, followed until every customer was told and met; and what came to the person.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class HandOver extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, handStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;

  #list: Handovers | 'loading' | 'failed' = 'loading';
  #shown: Shown = { kind: 'list' };
  #items: HandoverItems | null = null;
  #grants: readonly HandoverGrant[] = [];
  #filter: ItemFilter | '' = '';
  #letter: LetterPanel | null = null;
  /** The customer that is being given back, and why. */
  #back: { readonly archive: string; why: string } | null = null;
  #assign: PersonField | null = null;
  #announced = new Announced();
  #channel: LetterChannel = 'post';
  #busy = false;
  #said = '';
  #problem = '';
  /** What was asked last of the list, and of the one that is shown. */
  #asked = 0;
  #askedOne = 0;
  #again: Stop | undefined;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#shown = { kind: 'list' };
    void this.#load(session);
    return () => { this.#asked++; this.#askedOne++; this.#again?.(); };
  }
  get #t(): HandTexts {
    return handTexts(this.language);
  }
  readonly #n = (count: number): string => formatNumber(this.language, count);
  readonly #date = (moment: string): string => formatDate(this.language, moment.slice(0, 10), 0);
  readonly #focus = (selector: string): void => { void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus()); };

  async #load(session: Session, more = false): Promise<void> {
    const mine = ++this.#asked;
    const before = more && typeof this.#list === 'object' ? this.#list : null;
    try {
      const page = await session.request<Handovers>('GET', `/api/handovers?${new URLSearchParams(before?.next ? { before: before.next } : {})}`);
      if (mine === this.#asked) this.#list = before ? { ...page, items: [...before.items, ...page.items] } : page;
    } catch {
      if (mine === this.#asked && before === null) this.#list = 'failed'; // said where the list would stand, with a second try
    }
    this.requestUpdate();
  }

  async #open(session: Session, id: string, focus = true): Promise<void> {
    this.#filter = '';
    this.#items = null;
    this.#grants = [];
    this.#letter = this.#back = null;
    this.#announced = new Announced();
    await this.#run(session, async () => {
      await this.#refresh(session, id);
      if (this.#shown.kind === 'one' && this.#shown.view.whole) this.#grants = (await session.request<{ readonly items: readonly HandoverGrant[] }>('GET', `/api/handovers/${id}/grants`)).items;
    });
    if (focus) this.#focus('.back');
  }
  /** What is shown of it, as it is now; and again while letters and tasks follow. */
  async #refresh(session: Session, id: string, more = false): Promise<void> {
    const mine = ++this.#askedOne;
    this.#again?.();
    const query = new URLSearchParams({ ...(this.#filter === '' ? {} : { state: this.#filter }), ...(more && this.#items?.next ? { after: this.#items.next } : {}) });
    const [view, items] = await Promise.all([session.request<HandoverView>('GET', `/api/handovers/${id}`), session.request<HandoverItems>('GET', `/api/handovers/${id}/items?${query}`)]);
    if (mine !== this.#askedOne) return;
    this.#shown = { kind: 'one', view };
    this.#items = more && this.#items ? { ...items, items: [...this.#items.items, ...items.items] } : items;
    if (view.state !== 'done' && view.state !== 'withdrawn' && view.state !== 'announced') this.#again = this.clock.after(AGAIN_MS, () => { this.#refresh(session, id).catch(() => undefined); }); // what is shown stays; the next act says what is wrong
    this.requestUpdate();
  }
  async #run(session: Session, work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#problem = this.#said = '';
    this.requestUpdate();
    try {
      await work();
    } catch (error) {
      this.#problem = error instanceof ApiError && error.status < 500 ? error.message : this.#t.failed;
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }
  #act(session: Session, id: string, path: string, body: object, said = ''): void {
    void this.#run(session, async () => {
      await session.request('POST', `/api/handovers/${id}/${path}`, body);
      await this.#refresh(session, id);
      this.#letter = this.#back = null;
      this.#said = said;
    });
  }

  readonly #announceHost = (session: Session) => (): AnnounceHost => ({
    session, language: this.language, strings: this.t, level: this.headingLevel + 1, off: session.state.kind === 'offline' || this.#busy, update: () => this.requestUpdate(), focus: this.#focus, run: (work) => this.#run(session, work),
    wrong: (text) => { this.#problem = text; this.requestUpdate(); }, cancel: () => this.#toList(session),
    done: (view, said) => { this.#shown = { kind: 'one', view }; this.#said = said; this.#announced = new Announced(); void this.#load(session); this.#focus('.back'); },
  });
  #announce(session: Session): void {
    this.#problem = this.#said = '';
    this.#shown = { kind: 'announce', form: new AnnounceForm(this.#announceHost(session)) };
    this.requestUpdate();
    this.#focus('#announce-who');
  }
  #words(session: Session): void {
    this.#problem = this.#said = '';
    this.#shown = { kind: 'letter', editor: new TemplateEditor(() => ({ session, language: this.language, t: this.#t, loading: this.t.kit.loading, level: this.headingLevel + 1, off: session.state.kind === 'offline' || this.#busy, update: () => this.requestUpdate(), focus: this.#focus, run: (work) => this.#run(session, work) })) };
    this.requestUpdate();
    this.#focus('.back');
  }
  /** From an announcement what it said is chosen already. */
  #begin(session: Session, from: HandoverView | null = null): void {
    const host = () => ({
      session, language: this.language, t: this.#t, strings: this.t, level: this.headingLevel + 1, update: () => this.requestUpdate(), focus: this.#focus, cancel: () => { this.#shown = { kind: 'list' }; this.requestUpdate(); this.#focus('.begin'); },
      done: (done: HandoverDone) => {
        void this.#open(session, done.id).then(() => { this.#said = this.#t.done(this.#n(done.counts.given), done.from.name); this.requestUpdate(); });
        void this.#load(session);
      },
    });
    this.#problem = this.#said = '';
    this.#shown = { kind: 'new', wizard: new Wizard(host, from === null ? null : { id: from.from.id, name: from.from.name, reason: from.reason }) };
    this.requestUpdate();
    this.#focus('#who');
  }
  #toList(session: Session): void {
    this.#askedOne++;
    this.#again?.();
    this.#shown = { kind: 'list' };
    this.#problem = this.#said = '';
    void this.#load(session);
    this.#focus('.run, .begin');
  }

  readonly #onKey = fenced((event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey || event.key !== 'Escape') return;
    if (this.#back === null && this.#letter === null) return;
    event.preventDefault();
    const [{ archive }, opener] = this.#back === null ? [this.#letter!, 'letter-of'] : [this.#back, 'give-back'];
    this.#back = this.#letter = null;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-archive="${CSS.escape(archive)}"] .${opener}`)?.focus());
  });

  protected override render(): TemplateResult {
    const { session } = this;
    const t = this.#t;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      ${session === null ? nothing : html`<div class="bar"><h2 role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
        ${this.#shown.kind === 'list' && typeof this.#list === 'object' && this.#list.may ? html`<button type="button" class="button primary begin" ?disabled=${session.state.kind === 'offline'} @click=${() => this.#begin(session)}>${t.begin}</button><button type="button" class="button announce-open" ?disabled=${session.state.kind === 'offline'} @click=${() => this.#announce(session)}>${moreTexts(this.language).announce}</button>` : nothing}
        ${this.#shown.kind === 'list' && session.me?.roles.some((role) => role === 'steward' || role === 'admin') ? html`<button type="button" class="button quiet words-open" @click=${() => this.#words(session)}>${moreTexts(this.language).letter}</button>` : nothing}
        ${this.#shown.kind === 'list' ? nothing : html`<button type="button" class="button quiet back" @click=${() => this.#toList(session)}>${t.back}</button>`}</div>
        <div role="status" class=${this.#said === '' ? 'visually-hidden' : 'notice'}>${this.#said}</div>
        ${this.#problem === '' ? nothing : html`<p class="notice error" role="alert">${this.#problem}</p>`}
        ${this.#content(session)}`}
    </section>`);
  }

  #content(session: Session): unknown {
    const shown = this.#shown;
    switch (shown.kind) {
      case 'list': return this.#listView(session);
      case 'new': return shown.wizard.render();
      case 'announce': return shown.form.render();
      case 'letter': return shown.editor.render();
      case 'one': {
        const { view } = shown;
        return view.state === 'announced' || view.state === 'withdrawn' ? this.#announced.render(this.#announceHost(session)(), view, () => this.#begin(session, view)) : this.#oneView(session, view);
      }
    }
  }

  #listView(session: Session): unknown {
    const t = this.#t;
    const list = this.#list;
    if (list === 'loading') return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
    if (list === 'failed') return notice(t.failed, 'error', { label: this.t.kit.retry, run: () => { this.#list = 'loading'; void this.#load(session); } });
    if (list.items.length === 0) return notice(t.empty);
    return html`<ul aria-label=${t.list}>${list.items.map((each) => html`<li><button type="button" class="run" data-run=${each.id} @click=${() => void this.#open(session, each.id)}>
        <strong>${t.from(each.from.name)}</strong><span class="muted">${t.reasons[each.reason]} · ${t.byOn(each.by.name, this.#date(each.at))} · ${t.states[each.state]}</span>
        <span class="facts">${each.state === 'announced' ? html`<span class="due">${moreTexts(this.language).day}: ${this.#date(each.due)}</span>` : each.state === 'withdrawn' ? nothing : html`<span>${t.counts.archives}: ${this.#n(each.counts.archives)}</span>`}${each.counts.given > 0 ? html`<span>${t.counts.open}: ${this.#n(each.counts.given)}</span>` : nothing}${each.counts.overdue > 0 ? html`<span class="due">${t.counts.overdue}: ${this.#n(each.counts.overdue)}</span>` : nothing}</span></button></li>`)}</ul>
      ${list.next === null ? nothing : html`<div class="part"><button type="button" class="button" @click=${() => void this.#load(session, true)}>${t.more}</button></div>`}`;
  }

  #oneView(session: Session, view: HandoverView): TemplateResult {
    const t = this.#t;
    const { counts, progress } = view;
    const off = session.state.kind === 'offline' || this.#busy;
    const tile = (count: number, label: string, late = false): unknown => (count === 0 ? nothing : html`<li class=${late ? 'late' : ''}><strong>${this.#n(count)}</strong>${label}</li>`);
    return html`<div class="part">
        <h3 role="heading" aria-level=${this.headingLevel + 1}>${t.from(view.from.name)}</h3>
        <p class="muted">${t.reasons[view.reason]} · ${t.byOn(view.by.name, this.#date(view.at))} · ${t.dueBy(this.#date(view.due))}${view.note === '' ? nothing : html` · ${view.note}`}</p>
        ${view.announced === null ? nothing : html`<p class="muted">${moreTexts(this.language).announced(view.announced.by.name, this.#date(view.announced.at))}</p>`}
        ${progress.done < progress.total ? html`<div class="field"><span id="progress-label">${t.progress}: ${t.states[view.state]}</span><progress aria-labelledby="progress-label" max=${progress.total} value=${progress.done}></progress></div>` : nothing}
        <ul class="tiles">${tile(counts.archives, t.counts.archives)}${tile(counts.given, t.counts.open)}${tile(counts.confirmed, t.counts.confirmed)}${tile(counts.returned, t.counts.returned, true)}${tile(counts.walled, t.filters.walled, true)}${tile(counts.unassigned, t.filters.unassigned, true)}${tile(counts.outside, t.filters.outside)}${tile(counts.contacted, t.counts.contacted)}${tile(counts.overdue, t.counts.overdue, true)}${tile(counts.drafts, t.counts.drafts)}${tile(counts.sent, t.counts.sent)}</ul>
        ${view.whole && view.successors.length > 1 ? html`<p class="facts muted">${view.successors.map((each) => html`<span><bdi>${each.person.name}</bdi>: ${this.#n(each.given)}</span>`)}</p>` : nothing}
      </div>
      ${counts.drafts === 0 ? nothing : html`<div class="part"><h4>${t.letters(this.#n(counts.drafts))}</h4><div class="buttons">
        <button type="button" class="button" ?disabled=${off} @click=${() => void this.#download(session, view.id, 'page')}>${t.print}</button><button type="button" class="button" ?disabled=${off} @click=${() => void this.#download(session, view.id, 'csv')}>${t.csv}</button>
        ${channelSelect('all-channel', t, this.#channel, (channel) => { this.#channel = channel; })}<button type="button" class="button mark-all" ?disabled=${off} @click=${() => this.#act(session, view.id, 'letters/sent', { archives: 'all', channel: this.#channel }, t.saved)}>${t.markAll}</button></div></div>`}
      <div class="part">
        <div class="line"><h4>${t.answers}</h4>${view.mine > 0 ? html`<span class="muted">${t.mine(this.#n(view.mine))}</span>` : nothing}</div>
        <div class="buttons"><select class="filter" aria-label=${t.filter} @change=${(event: Event) => { this.#filter = (event.target as HTMLSelectElement).value as ItemFilter | ''; this.#items = null; void this.#run(session, () => this.#refresh(session, view.id)); }}><option value="">${t.all}</option>${ITEM_FILTERS.map((filter) => html`<option value=${filter} ?selected=${filter === this.#filter}>${t.filters[filter]}</option>`)}</select>
          ${view.mine > 0 && counts.given > 0 ? html`<button type="button" class="button confirm-all" ?disabled=${off} @click=${() => this.#act(session, view.id, 'answers', { archives: 'all', answer: 'confirmed' }, t.saved)}>${t.confirmAll}</button>` : nothing}</div>
        ${this.#assignView(session, view)}
        ${this.#itemsView(session, view, off)}
      </div>
      ${this.#grants.length === 0 ? nothing : html`<div class="part"><h4>${t.grants(view.from.name)}</h4><ul class="items">${this.#grants.map((grant) => html`<li><div class="line"><bdi>${grant.name}</bdi><span class="muted">${grant.to} · ${grant.level} · ${grant.reason}</span></div>
        <div class="buttons"><button type="button" class="button" ?disabled=${off} @click=${() => this.#grant(session, view.id, grant, true)}>${t.stays}</button><button type="button" class="button danger" ?disabled=${off} @click=${() => this.#grant(session, view.id, grant, false)}>${t.end}</button></div></li>`)}</ul></div>`}`;
  }

  #grant(session: Session, id: string, grant: HandoverGrant, stays: boolean): void {
    void this.#run(session, async () => {
      await (stays ? session.request('POST', `/api/handovers/${id}/grants/${grant.id}/reviewed`) : session.request('DELETE', `/api/grants/${grant.id}`));
      this.#grants = this.#grants.filter((each) => each !== grant);
    });
  }

  #assignView(session: Session, view: HandoverView): unknown {
    const items = this.#items?.items ?? [];
    if (!view.whole || !ASSIGNABLE.includes(this.#filter) || items.length === 0) return nothing;
    const t = this.#t;
    const field = (this.#assign ??= new PersonField('assign', session, () => this.requestUpdate()));
    return html`<form class="form assign" novalidate @submit=${(event: Event) => {
      event.preventDefault();
      void this.#run(session, async () => {
        const person = await field.chosen();
        if (person === null) { this.#problem = t.chooseTo; return; }
        await session.request('POST', `/api/handovers/${view.id}/assignments`, { archives: items.map(({ archive }) => archive), to: person.id });
        field.clear();
        await this.#refresh(session, view.id);
        this.#said = t.assigned;
      });
    }}>${field.render({ label: t.assign(this.#n(items.length)), t: this.t })}<div><button class="button">${t.assignTo}</button></div></form>`;
  }

  #itemsView(session: Session, view: HandoverView, off: boolean): unknown {
    const t = this.#t;
    const found = this.#items;
    if (found === null) return html`<p class="muted" aria-busy="true">${this.t.kit.loading}</p>`;
    if (found.items.length === 0) return html`<p class="muted">${t.noneHere}</p>`;
    return html`<ul class="items">${repeat(found.items, ({ archive }) => archive, (item) => this.#itemView(session, view, item, off))}</ul>
      ${found.next === null ? nothing : html`<div><button type="button" class="button more" ?disabled=${off} @click=${() => void this.#run(session, () => this.#refresh(session, view.id, true))}>${t.more}</button></div>`}`;
  }

  #itemView(session: Session, view: HandoverView, item: HandoverItem, off: boolean): TemplateResult {
    const t = this.#t;
    const late = item.contacted === null && item.due !== null && item.due < new Date(this.clock.now()).toISOString().slice(0, 10);
    const host: LetterHost = {
      session, language: this.language, t, strings: this.t, update: () => this.requestUpdate(), run: (work) => this.#run(session, work), sent: (channel) => this.#act(session, view.id, 'letters/sent', { archives: [item.archive], channel }, t.saved),
    };
    const answers = item.mine && (item.state === 'given' || item.state === 'confirmed');
    return html`<li data-archive=${item.archive}><div class="line"><button type="button" class="link" aria-label=${t.open(item.name)} @click=${() => { this.wish('dossier-open', { archive: item.archive }, true); }}><bdi>${item.name}</bdi></button>
        <span class="muted">${t.itemStates[item.state]}${item.successor === null || item.mine ? nothing : html` · <bdi>${item.successor.name}</bdi>`}</span>
        ${item.contacted !== null ? html`<span class="muted">${t.contactedOn(this.#date(item.contacted))}</span>` : item.due === null || item.state === 'returned' ? nothing : html`<span class=${late ? 'due' : 'muted'}>${t.contactBy(this.#date(item.due))}</span>`}
        ${item.note === '' ? nothing : html`<span class="muted">“${item.note}”</span>`}</div>
      <div class="buttons">${answers && item.state === 'given' ? html`<button type="button" class="button confirm" ?disabled=${off} @click=${() => this.#act(session, view.id, 'answers', { archives: [item.archive], answer: 'confirmed' })}>${t.confirm}</button>` : nothing}
        ${answers ? html`<button type="button" class="button quiet give-back" aria-expanded=${this.#back?.archive === item.archive} ?disabled=${off} @click=${() => { this.#back = this.#back?.archive === item.archive ? null : { archive: item.archive, why: '' }; this.requestUpdate(); this.#focus('#why-back'); }}>${t.giveBack}</button>` : nothing}
        ${item.letter === 'none' ? nothing : html`<button type="button" class="button quiet letter-of" aria-expanded=${this.#letter?.archive === item.archive} @click=${() => { this.#letter = this.#letter?.archive === item.archive ? null : new LetterPanel(view.id, item.archive, host); this.requestUpdate(); }}>${t.letter}${item.letter === 'sent' && item.channel !== null ? ` (${t.channels[item.channel]})` : ''}</button>`}</div>
      ${this.#back?.archive === item.archive ? html`<form class="form" novalidate @submit=${(event: Event) => { event.preventDefault(); this.#act(session, view.id, 'answers', { archives: [item.archive], answer: 'returned', note: this.#back?.why ?? '' }); }}>
        <div class="field"><label for="why-back">${t.whyBack}</label><input id="why-back" maxlength="300" autocomplete="off" .value=${live(this.#back.why)} @input=${(event: Event) => { if (this.#back) this.#back.why = (event.target as HTMLInputElement).value; }} /></div>
        <div class="buttons"><button class="button" ?disabled=${off}>${t.giveBack}</button><button type="button" class="button quiet" @click=${() => { this.#back = null; this.requestUpdate(); }}>${t.cancel}</button></div></form>` : nothing}
      ${this.#letter?.archive === item.archive ? this.#letter.render(host) : nothing}
    </li>`;
  }

  async #download(session: Session, id: string, format: 'page' | 'csv'): Promise<void> {
    await this.#run(session, async () => {
      const answer = await session.fetch(`/api/handovers/${id}/letters?format=${format}`);
      if (!answer.ok) throw new ApiError(answer.status, 'failed', this.#t.failed);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `letters.${format === 'csv' ? 'csv' : 'html'}`;
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'hand-over': HandOver }
}
