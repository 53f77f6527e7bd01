/** `<policy-page>`: the workspace's customer-data policy as everybody reads it; its draft, for who writes it and who approves it; the versions before. Parts are in `policy/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PolicyHistory, PolicyPreview, PolicyView, PolicyWish } from '../model/governance/policy-api.ts';
import type { Policy } from '../model/rights/policy.ts';
import { valueOf } from './admin/host.ts';
import { findHost } from './governance/finds.ts';
import { DossierElement } from './internal/element.ts';
import { formatDate } from './internal/formats.ts';
import { composing, fenced, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { PolicyEditor, presetCards } from './policy/editor.ts';
import { changesView, metaLine, reachView, rulesView, wordsView } from './policy/reading.ts';
import type { Reading } from './policy/reading.ts';
import { policyStyles } from './policy/styles.ts';
import { policyTexts } from './policy/texts.ts';

type Asked<T> = { readonly kind: 'none' | 'loading' | 'failed' } | { readonly kind: 'here'; readonly value: T };

/**
 * The workspace's customer-data policy as everybody reads it; its draft, for who writes it and who approves it; the versions before.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @csspart sheet - The whole sheet.
 */
export class PolicyPage extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, policyStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;

  #view: Asked<PolicyView> = { kind: 'loading' };
  #history: Asked<PolicyHistory> = { kind: 'none' };
  #reach: Asked<PolicyPreview> = { kind: 'none' };
  #editor: PolicyEditor | null = null;
  #here: Session | null = null;
  #busy = false;
  #said = '';
  #problem = '';
  #sure = false;
  #note = '';

  constructor() {
    super();
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop {
    this.#here = session;
    this.#view = { kind: 'loading' };
    this.#editor = null;
    void this.#load();
    return () => { this.#here = null; };
  }

  get #reading(): Reading {
    const names = this.#view.kind === 'here' ? this.#view.value.names : { people: [], departments: [] };
    return { t: policyTexts(this.language), language: this.language, names, level: this.headingLevel + 1 };
  }
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #load(): Promise<void> {
    const session = this.#here;
    try {
      const value = await session?.request<PolicyView>('GET', '/api/policy');
      if (session !== null && session === this.#here && value) this.#view = { kind: 'here', value };
    } catch {
      if (session === this.#here && this.#view.kind !== 'here') this.#view = { kind: 'failed' }; // said in its place, with a second try
    }
    this.requestUpdate();
  }

  /** Says what was done, or why not; what is typed stays. */
  async #do(work: (session: Session) => Promise<PolicyView>, said: string, focus: string): Promise<boolean> {
    const session = this.#here;
    if (session === null || this.#busy) return false;
    [this.#busy, this.#said, this.#problem, this.#sure] = [true, '', '', false];
    this.requestUpdate();
    let done = false;
    try {
      this.#view = { kind: 'here', value: await work(session) };
      [this.#said, this.#history, done] = [said, { kind: 'none' }, true];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#problem = this.#problemOf(error);
      if (error.status === 409) await this.#load();
    } finally {
      this.#busy = false;
      this.requestUpdate();
      void this.#focusOn(done ? focus : '.problem');
    }
    return done;
  }
  #problemOf(error: ApiError): string {
    const { t } = this.#reading;
    if (error.field === 'approval') return t.nobodyApproves;
    if (error.field === 'basis') return t.conflict;
    return error.status < 500 && error.status > 0 ? `${t.failed} ${[...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message}` : t.failed;
  }

  #edit(session: Session, rules?: Policy): void {
    const view = this.#view.kind === 'here' ? this.#view.value : null;
    if (view === null) return;
    const from = view.draft ?? view.current;
    this.#editor = new PolicyEditor(findHost(this, session), { rules: rules ?? from.rules, text: from.text, note: view.draft?.note ?? '', basis: view.draft?.writtenAt ?? null }, view);
    [this.#said, this.#problem, this.#reach] = ['', '', { kind: 'none' }];
    this.requestUpdate();
    void this.#focusOn('textarea[name=note]');
  }
  async #save(editor: PolicyEditor, send: boolean): Promise<void> {
    const { t } = this.#reading;
    const done = await this.#do(async (session) => {
      const wish: PolicyWish = { ...editor.draft, basis: this.#view.kind === 'here' ? (this.#view.value.draft?.writtenAt ?? null) : null };
      const kept = await session.request<PolicyView>('PUT', '/api/policy/draft', wish);
      this.#view = { kind: 'here', value: kept };
      return send ? session.request<PolicyView>('POST', '/api/policy/draft/send') : kept;
    }, send ? t.sentDone : t.saved, '.done');
    if (done && send) this.#editor = null;
    if (done) this.requestUpdate();
  }
  async #count(session: Session, wish: Pick<PolicyWish, 'rules' | 'text'>): Promise<void> {
    this.#reach = { kind: 'loading' };
    this.requestUpdate();
    try {
      this.#reach = { kind: 'here', value: await session.request<PolicyPreview>('POST', '/api/policy/preview', { rules: wish.rules, text: wish.text }) };
    } catch {
      this.#reach = { kind: 'failed' }; // said where the figures would stand
    }
    this.requestUpdate();
    void this.#focusOn('.reach-part');
  }
  async #openHistory(session: Session): Promise<void> {
    if (this.#history.kind !== 'none') return;
    this.#history = { kind: 'loading' };
    this.requestUpdate();
    try {
      this.#history = { kind: 'here', value: await session.request<PolicyHistory>('GET', '/api/policy/versions') };
    } catch {
      this.#history = { kind: 'none' }; // opened again it asks again
      this.#problem = this.#reading.t.failed;
    }
    this.requestUpdate();
  }

  readonly #onKey = fenced((event) => {
    if (composing(event) || event.key !== 'Escape' || !this.#sure) return;
    event.preventDefault();
    this.#sure = false;
    this.requestUpdate();
  });

  protected override render(): TemplateResult {
    const { session } = this;
    const { t, level } = this.#reading;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}
      <div class="head"><h2 role="heading" aria-level=${level - 1}>${t.title}</h2><button type="button" class="button no-print" @click=${() => { print(); }}>${t.print}</button></div>
      ${session === null ? nothing : this.#content(session)}
    </section>`);
  }

  #content(session: Session): unknown {
    const reading = this.#reading;
    switch (this.#view.kind) {
      case 'none': case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: () => { this.#view = { kind: 'loading' }; void this.#load(); } });
      case 'here': {
        const { current } = this.#view.value;
        return html`<p class="meta">${metaLine(current, reading)}</p>
          <div class="no-print">${this.#draftPart(session, this.#view.value)}</div>
          ${wordsView(current.text, reading)}${rulesView(current.rules, reading)}
          <div class="part no-print">${this.#historyPart(session)}</div>`;
      }
    }
  }

  #draftPart(session: Session, view: PolicyView): unknown {
    const reading = this.#reading;
    const { t, level } = reading;
    const { draft, may, current } = view;
    const outcome = html`<div role="status" class="said">${this.#said === '' ? nothing : html`<p class="done" tabindex="-1">${this.#said}</p>`}</div>${this.#problem === '' ? nothing : html`<p class="danger problem" role="alert" tabindex="-1">${this.#problem}</p>`}`;
    if (this.#editor !== null) return html`<div class="part draft">${this.#editorView(session, view, this.#editor)}${outcome}</div>`;
    if (draft !== null) return html`<div class="part draft">${this.#openDraft(session, view)}${outcome}</div>`;
    if (!may.draft) return this.#said + this.#problem === '' ? nothing : html`<div class="part">${outcome}</div>`;
    return html`<div class="part">${outcome}${current.version === 0
      ? html`<h3 role="heading" aria-level=${level}>${t.choose}</h3><p class="lead">${t.chooseLead}</p>${presetCards(t, level + 1, view.presets, (rules) => this.#edit(session, rules))}`
      : html`<div><button type="button" class="button edit-policy" ?disabled=${this.#off(session)} @click=${() => this.#edit(session)}>${t.change}</button></div>`}</div>`;
  }
  #off(session: Session): boolean {
    return this.#busy || session.state.kind === 'offline';
  }

  #editorView(session: Session, view: PolicyView, editor: PolicyEditor): TemplateResult {
    const reading = this.#reading;
    const { t, level } = reading;
    const off = this.#off(session);
    return html`<h3 role="heading" aria-level=${level}>${t.draft}</h3>
      ${this.#returned(view)}
      ${editor.render(reading)}
      ${this.#reachPart()}
      ${view.may.anybody ? nothing : html`<p class="muted">${t.nobodyApproves}</p>`}
      <div class="buttons">
        <button type="button" class="button primary send" ?disabled=${off} @click=${() => void this.#save(editor, true)}>${t.send}</button>
        <button type="button" class="button save" ?disabled=${off} @click=${() => void this.#save(editor, false)}>${t.save}</button>
        <button type="button" class="button count" ?disabled=${off} @click=${() => void this.#count(session, editor.draft)}>${t.dryRun}</button>
        ${view.draft === null ? nothing : this.#discard(session)}
        <button type="button" class="button quiet" @click=${() => { this.#editor = null; this.#reach = { kind: 'none' }; this.requestUpdate(); void this.#focusOn('.draft .button, .edit-policy'); }}>${t.close}</button>
      </div>`;
  }
  #discard(session: Session): TemplateResult {
    const { t } = this.#reading;
    const discard = (): void => {
      if (!this.#sure) {
        this.#sure = true;
        this.requestUpdate();
        return;
      }
      this.#editor = null;
      void this.#do((each) => each.request('DELETE', '/api/policy/draft'), t.discarded, '.done');
    };
    return html`<button type="button" class="button ${this.#sure ? 'danger' : ''} discard" ?disabled=${this.#off(session)} @click=${discard}>${this.#sure ? t.discardSure : t.discard}</button>`;
  }
  #returned({ draft }: PolicyView): TemplateResult | typeof nothing {
    const { t, language } = this.#reading;
    return draft?.returned ? html`<div class="back"><p class="small">${t.returnedBy(draft.returned.by.name, formatDate(language, draft.returned.at.slice(0, 10)))}</p><p>${draft.returned.note}</p></div>` : nothing;
  }

  #openDraft(session: Session, view: PolicyView): unknown {
    const reading = this.#reading;
    const { t, level, language } = reading;
    const { draft, may, approval } = view;
    if (draft === null) return nothing;
    const off = this.#off(session);
    const decide = (approve: boolean): void => {
      if (!approve && this.#note.trim() === '') {
        this.#problem = t.tooLittle;
        this.requestUpdate();
        void this.#focusOn('textarea[name=back]');
        return;
      }
      void this.#do((each) => each.request('POST', '/api/policy/decision', { version: draft.version, basis: draft.writtenAt, approve, note: approve ? '' : this.#note }), approve ? t.approved : t.returned, '.done').then((done) => {
        if (done) this.#note = '';
      });
    };
    return html`<h3 role="heading" aria-level=${level}>${draft.state === 'waiting' ? t.waiting : t.draft}</h3>
      <p class="lead">${t.draftOf(new Intl.ListFormat(language).format(draft.written.map(({ name }) => name)))} ${draft.state === 'waiting' ? t.waitsFor[approval] : ''}</p>
      ${draft.note === '' ? nothing : html`<p class="words">${draft.note}</p>`}${draft.state === 'draft' ? this.#returned(view) : nothing}
      <h4 role="heading" aria-level=${level + 1}>${t.changes}</h4>${changesView(draft.changes, reading)}
      ${draft.changes.some(({ kind }) => kind === 'text') ? wordsView(draft.text, reading) : nothing}
      ${this.#reachPart()}
      ${may.approve ? html`<label class="edit"><span>${t.sendBackNote}</span><textarea name="back" .value=${this.#note} @input=${(event: Event) => { this.#note = valueOf(event); }}></textarea></label>` : nothing}
      <div class="buttons">
        ${may.approve ? html`<button type="button" class="button primary approve" ?disabled=${off} @click=${() => decide(true)}>${t.approve}</button><button type="button" class="button send-back" ?disabled=${off} @click=${() => decide(false)}>${t.sendBack}</button>` : nothing}
        <button type="button" class="button count" ?disabled=${off} @click=${() => void this.#count(session, draft)}>${t.dryRun}</button>
        ${may.draft ? html`<button type="button" class="button edit-policy" ?disabled=${off} @click=${() => this.#edit(session)}>${draft.state === 'waiting' ? t.takeBack : t.change}</button>${this.#discard(session)}` : nothing}
      </div>`;
  }

  #reachPart(): unknown {
    const reading = this.#reading;
    const { t, level } = reading;
    if (this.#reach.kind === 'none') return nothing;
    return html`<div class="reach-part stack" tabindex="-1" aria-busy=${this.#reach.kind === 'loading' ? 'true' : 'false'}><h4 role="heading" aria-level=${level + 1}>${t.dryRun}</h4>
      ${this.#reach.kind === 'here' ? reachView(this.#reach.value, reading) : html`<p class="muted" role="status">${this.#reach.kind === 'failed' ? t.failed : t.counting}</p>`}</div>`;
  }

  #historyPart(session: Session): TemplateResult {
    const { t, level } = this.#reading;
    const history = this.#history;
    const items = history.kind === 'here' ? history.value.items.slice(1) : [];
    return html`<details class="history" ?open=${history.kind === 'here'} @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) void this.#openHistory(session); }}><summary>${t.history}</summary>
      ${history.kind === 'loading' ? html`<p class="muted" aria-busy="true">${this.t.kit.loading}</p>` : nothing}
      ${history.kind !== 'here' ? nothing : html`
        ${items.length === 0 ? html`<p class="muted">${t.emptyHistory}</p>` : nothing}
        <ul class="before">${history.value.items.map((item) => {
          const reading: Reading = { ...this.#reading, names: history.value.names, level: level + 1 };
          return item.version === 0 ? nothing : html`<li data-version=${item.version}><p>${metaLine(item, reading)}</p>${item.note === '' ? nothing : html`<p>${item.note}</p>`}${changesView(item.changes, reading)}
            ${item.until === null ? nothing : html`<details><summary>${t.show}</summary>${wordsView(item.text, reading)}${rulesView(item.rules, reading)}</details>`}</li>`;
        })}</ul>`}</details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'policy-page': PolicyPage }
}
