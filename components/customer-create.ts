/** `<customer-create>`: opens an archive by at most eight facts and warns of equal names; it never merges. Checks and answers are in `list/new-archive.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ArchivePage, ArchiveView, DepartmentView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { ArchiveId } from '../model/ids.ts';
import type { Language } from '../model/labels.ts';
import { DossierElement } from './internal/element.ts';
import { fold } from './internal/fold.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { create } from './internal/strings/en/create.ts';
import { speak } from './internal/strings/en/index.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { createStyles } from './list/create-styles.ts';
import { departmentList } from './list/directory.ts';
import { checkDraft, EMPTY_DRAFT, NO_TEMPLATE, refusalOf, requestOf } from './list/new-archive.ts';
import type { Draft, DraftField, DraftProblems } from './list/new-archive.ts';
import { holdEnter, keepTyping } from './internal/keys.ts';

speak({ create });

type State =
  | { readonly kind: 'writing'; readonly problems: DraftProblems; readonly failure: string }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly id: ArchiveId; readonly name: string };

interface Same { readonly id: ArchiveId; readonly name: string; readonly place: string }

const WRITING: State = { kind: 'writing', problems: {}, failure: '' };
/** Quiet time after the last letter of a name before equal ones are looked for. */
const LOOK_AFTER = 300;

/**
 * @attr heading-level - Level of the title; default 2.
 * @prop clock - Time; default the page's.
 * @fires dossier-created - The archive is open; `archive` is its id.
 * @fires dossier-open - The person wants to see the new archive, or one of the same name.
 */
export class CustomerCreate extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, createStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;

  #draft: Draft = EMPTY_DRAFT;
  #state: State = WRITING;
  #same: readonly Same[] = [];
  #looked = 0;
  #cancel: Stop | undefined;
  #departments: readonly DepartmentView[] = [];
  #catalogue: CatalogueView | null = null;
  #catalogueFor: Language | null = null;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#catalogueFor = null;
    departmentList(session).then(
      (departments) => {
        this.#departments = departments;
        this.requestUpdate();
      },
      () => {}, // the archive then opens in the person's own department, as the field says
    );
    return () => this.#cancel?.();
  }

  protected override willUpdate(): void {
    const { session, language } = this;
    if (session === null || this.#catalogueFor === language) return;
    this.#catalogueFor = language;
    session.catalogue(language, ['base']).then(
      (view) => {
        this.#catalogue = view;
        this.requestUpdate();
      },
      () => (this.#catalogueFor = null), // kinds show their keys; the next drawing asks again
    );
  }

  #set(field: DraftField, value: string): void {
    this.#draft = { ...this.#draft, [field]: value };
    if (this.#state.kind === 'writing') this.#state = { ...this.#state, problems: { ...this.#state.problems, [field]: undefined } };
    if (field === 'name') this.#lookLater(value.trim());
    this.requestUpdate();
  }

  #lookLater(name: string): void {
    this.#cancel?.();
    this.#same = [];
    const mine = ++this.#looked;
    if (name.length >= 2) this.#cancel = this.clock.after(LOOK_AFTER, () => void this.#look(name, mine));
  }

  async #look(name: string, mine: number): Promise<void> {
    try {
      const page = await this.session?.request<ArchivePage>('GET', `/api/archives?${new URLSearchParams({ q: name, limit: '20' })}`);
      if (mine !== this.#looked || !page) return;
      const wanted = fold(name);
      this.#same = page.items.flatMap(({ id, digest }) => {
        const names = [digest.name, digest.level === 'exists' ? null : digest.shortName];
        return names.some((each) => each !== null && fold(each) === wanted) ? [{ id, name: digest.name, place: digest.level === 'exists' ? '' : (digest.place ?? '') }] : [];
      });
      this.requestUpdate();
    } catch {
      // only a warning is lost; opening the archive says itself what is wrong
    }
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #send(session: Session): Promise<void> {
    if (this.#state.kind !== 'writing' || session.state.kind === 'offline') return;
    const problems = checkDraft(this.#draft, this.t);
    if (Object.keys(problems).length > 0) return this.#refuse(problems, '');
    this.#state = { kind: 'sending' };
    this.requestUpdate();
    try {
      const made = await session.request<ArchiveView>('POST', '/api/archives', requestOf(this.#draft));
      this.#state = { kind: 'done', id: made.id, name: this.#draft.name.trim() };
      this.#draft = EMPTY_DRAFT;
      this.#same = [];
      this.#looked++;
      this.requestUpdate();
      this.wish('dossier-created', { archive: made.id });
      await this.#focusOn('.go');
    } catch (error) {
      const refusal = refusalOf(error, this.t);
      await this.#refuse(refusal.problems, refusal.failure);
    }
  }

  #refuse(problems: DraftProblems, failure: string): Promise<void> {
    this.#state = { kind: 'writing', problems, failure };
    this.requestUpdate();
    return this.#focusOn('[aria-invalid=true]');
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    return this.frame(html`<section class="sheet" aria-label=${t.create.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${session?.state.kind === 'offline' ? notice(t.create.offline, 'warning') : troubleOf(session, t)}
      ${session === null ? nothing : this.#content(session)}
    </section>`);
  }

  #content(session: Session): unknown {
    const { t } = this;
    const state = this.#state;
    if (session.me && !session.me.can.create) return notice(t.create.forbidden);
    if (state.kind === 'done') {
      return html`<div class="done">
        <p role="status">${t.create.done(state.name)}</p>
        <div class="buttons">
          <button type="button" class="button primary go" @click=${() => this.wish('dossier-open', { archive: state.id }, true)}>${t.create.open}</button>
          <button type="button" class="button" @click=${() => { this.#state = WRITING; this.requestUpdate(); void this.#focusOn('#create-name'); }}>${t.create.another}</button>
        </div>
      </div>`;
    }
    const problems = state.kind === 'writing' ? state.problems : {};
    const failure = state.kind === 'writing' ? state.failure : '';
    const send = (event: Event): void => {
      event.preventDefault();
      void this.#send(session);
    };
    const templates = (this.#catalogue?.packs ?? []).filter(({ key }) => !NO_TEMPLATE.has(key));
    const kinds = this.#catalogue?.dictionaries['D-32']?.options ?? [{ key: this.#draft.kind, label: this.#draft.kind }];
    return html`<form class="form" novalidate @keydown=${holdEnter} @submit=${send}>
      <h2 role="heading" aria-level=${this.headingLevel}>${t.create.title}</h2>
      <div class="fields">
        ${this.#text('name', t.create.name, problems, { wide: true, required: true })}
        ${this.#sameView()}
        ${this.#choice('kind', t.create.kind, kinds, null)}
        ${this.#choice('template', t.create.template, templates, t.create.noTemplate)}
        ${this.#text('phone', t.create.phone, problems, { type: 'tel' })}
        ${this.#text('email', t.create.email, problems, { type: 'email' })}
        ${this.#text('code', t.create.code, problems)}
        ${this.#text('key', t.create.key, problems, { hint: t.create.keyHint })}
        ${this.#choice('department', t.create.department, this.#departments.map(({ id, name }) => ({ key: id, label: name })), t.create.ownDepartment)}
      </div>
      ${failure === '' ? nothing : html`<p class="danger" role="alert">${failure}</p>`}
      <div class="buttons"><button class="button primary" ?disabled=${state.kind === 'sending' || session.state.kind === 'offline'}>${state.kind === 'sending' ? t.create.creating : t.create.submit}</button></div>
    </form>`;
  }

  #text(field: DraftField, label: string, problems: DraftProblems, more: { readonly wide?: boolean; readonly required?: boolean; readonly type?: string; readonly hint?: string } = {}): TemplateResult {
    const problem = problems[field];
    const about = [problem ? `create-${field}-problem` : '', more.hint ? `create-${field}-hint` : ''].filter(Boolean).join(' ');
    return html`<div class="label-row ${more.wide ? 'wide' : ''}">
      <label for=${`create-${field}`}>${label}</label>
      <input id=${`create-${field}`} type=${more.type ?? 'text'} autocomplete="off" maxlength="1000" ?required=${more.required ?? false} aria-invalid=${problem ? 'true' : nothing} aria-describedby=${about || nothing}
        .value=${live(this.#draft[field])} @input=${(event: Event) => this.#set(field, (event.target as HTMLInputElement).value)} />
      ${problem ? html`<p class="problem" id=${`create-${field}-problem`}>${problem}</p>` : nothing}
      ${more.hint ? html`<p class="hint muted" id=${`create-${field}-hint`}>${more.hint}</p>` : nothing}
    </div>`;
  }

  #choice(field: DraftField, label: string, options: readonly { readonly key: string; readonly label: string }[], none: string | null): TemplateResult {
    const value = this.#draft[field];
    return html`<div class="label-row">
      <label for=${`create-${field}`}>${label}</label>
      <select id=${`create-${field}`} @change=${(event: Event) => this.#set(field, (event.target as HTMLSelectElement).value)}>
        ${none === null ? nothing : html`<option value="" .selected=${live(value === '')}>${none}</option>`}
        ${options.map((option) => html`<option value=${option.key} .selected=${live(option.key === value)}>${option.label}</option>`)}
      </select>
    </div>`;
  }

  #sameView(): TemplateResult {
    const { t } = this;
    return html`<div class=${this.#same.length === 0 ? 'visually-hidden' : 'wide'} role="status">${this.#same.length === 0 ? nothing : html`<div class="same">
      <p><strong>${t.create.same(this.#same.length)}</strong></p>
      <ul>${this.#same.map(({ id, name, place }) => html`<li><button type="button" class="link" @click=${() => this.wish('dossier-open', { archive: id }, true)}>${t.create.openThat(name, place)}</button></li>`)}</ul>
      <p>${t.create.sameHint}</p>
    </div>`}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'customer-create': CustomerCreate }
}
