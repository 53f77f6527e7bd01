/** `<customer-create>`: a template, then at most eight facts, open an archive; it warns of equal names and never merges. Checks and answers are in `list/new-archive.ts`, looks of the parts in `create/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ArchiveView, DepartmentView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { MatchPage } from '../model/duplicates/review-api.ts';
import type { ArchiveId } from '../model/ids.ts';
import { askedOf } from '../model/templates/asked.ts';
import { OTHER_KEY, type Template } from '../model/templates/templates.ts';
import { alikeOf, candidateOf, isTelling, NOBODY, type Alike } from './create/alike.ts';
import { askedField, type Asked } from './create/asked-field.ts';
import { templateList, type TemplateSearch } from './create/template-list.ts';
import { createTexts } from './create/texts.ts';
import type { KeptPaste } from './paste/create.ts';
import { PASTE_LABEL } from './paste/label.ts';
import { optionsOf } from './form/values.ts';
import { DossierElement } from './internal/element.ts';
import { later } from './internal/later.ts';
import { notice, troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { create } from './internal/strings/en/create.ts';
import { form } from './internal/strings/en/form.ts';
import { speak } from './internal/strings/en/index.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { createStyles } from './list/create-styles.ts';
import { departmentList } from './list/directory.ts';
import { ALWAYS_OFFERED, checkDraft, controlId, draftOf, EMPTY_DRAFT, kindOf, refusalOf, requestOf } from './list/new-archive.ts';
import type { Draft, DraftProblems, Reader, Seed } from './list/new-archive.ts';
import { holdEnter, keepTyping } from './internal/keys.ts';

speak({ create, form });

type State =
  | { readonly kind: 'writing'; readonly problems: DraftProblems; readonly failure: string }
  | { readonly kind: 'sending' }
  /** `lost`: what was pasted and could not be stored, in words. */
  | { readonly kind: 'done'; readonly id: ArchiveId; readonly name: string; readonly lost: string };

const WRITING: State = { kind: 'writing', problems: {}, failure: '' };
const NAME = 'customer.name';
const ALL: TemplateSearch = { words: '', at: 0 };
/** Quiet time after the last letter of a name before equal ones are looked for. */
const LOOK_AFTER = 300;
const paste = later(() => import('./paste/create.ts'));

/**
 * Opens an archive from a template, with at most eight questions. It warns of customers of the same name and never merges.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Seed | null} seed - What the page knows already: `name`, `kind`, `template`, `code`, `phone`, `email`, `department`, `key`, each if known. A `key` given so stays as it is.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-created - The archive is open.
 * @fires dossier-open - The person wants to see the new archive, or one of the same name.
 */
export class CustomerCreate extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, createStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;

  #draft: Draft = EMPTY_DRAFT;
  /** Null: a template is chosen. */
  #search: TemplateSearch | null = ALL;
  /** Fields beyond those of the template that the person asked for. */
  readonly #more = new Set<string>();
  /** Pasted values that go into the archive once it is open. */
  #kept: KeptPaste | null = null;
  #state: State = WRITING;
  #same: Alike = NOBODY;
  #looked = 0;
  #cancel: Stop | undefined;
  #departments: readonly DepartmentView[] = [];
  #catalogue: CatalogueView | null = null;
  #catalogueFor: string | null = null;
  /** Until the fields are known, or cannot be, only the name is asked: it stays as it is when they come, with what was typed. */
  #waits = true;
  /** Asked to open it while the fields were not known: done when they are, unless something else is typed. */
  #wanted = false;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  override get seed(): Seed | null {
    return super.seed;
  }
  /** What was written already is written over. */
  override set seed(seed: Seed | null) {
    super.seed = seed;
    this.#draft = draftOf(seed);
    this.#search = this.#draft.template === null ? ALL : null;
    this.#more.clear();
    this.#kept = null;
    this.#state = WRITING;
    this.#lookLater();
    this.requestUpdate();
  }

  /** Puts the cursor where writing begins. */
  begin(): void {
    if (this.#search === null) this.#toName();
    else void this.#focusOn('#create-search');
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
    const wanted = `${language} ${session?.edition}`;
    if (session === null || this.#catalogueFor === wanted) return;
    this.#catalogueFor = wanted;
    const drawn = (): Promise<boolean> => {
      this.#waits = false;
      this.requestUpdate();
      if (this.#wanted) void this.#send(session);
      return this.updateComplete;
    };
    session.catalogue(language, []).then(
      (view) => {
        this.#catalogue = view;
        void drawn();
      },
      // fields without their kind take text; the next drawing asks again
      () => void drawn().then(() => (this.#catalogueFor = null)),
    );
  }

  #text(key: string): string {
    return (this.#draft.values[key] ?? '').trim();
  }

  #set(key: string, value: string): void {
    this.#draft = { ...this.#draft, values: { ...this.#draft.values, [key]: value } };
    if (this.#state.kind === 'writing') this.#state = { ...this.#state, problems: { ...this.#state.problems, [key]: undefined } };
    this.#wanted = false;
    if (isTelling(key)) this.#lookLater();
    this.requestUpdate();
  }

  #pick(template: Template): void {
    // a kind that was chosen for another template is not this one's
    const { 'customer.kind': _kind, ...values } = this.#draft.values;
    this.#draft = { template, values };
    this.#search = null;
    this.#more.clear();
    this.requestUpdate();
    this.#toName();
  }

  #choose(): void {
    this.#search = ALL;
    this.requestUpdate();
    void this.#focusOn('#create-search');
  }

  get #reader(): Reader {
    return { t: this.t, language: this.language, currency: this.session?.me?.workspace.currency ?? '' };
  }

  /** The key of another system that the page gave: it is told, not asked. */
  get #given(): string {
    const key = this.seed?.key?.trim() ?? '';
    return this.#text(OTHER_KEY) === key ? key : '';
  }

  #asked(template: Template): readonly Asked[] {
    const clearances = this.session?.me?.clearances ?? [];
    const fields = new Map(this.#catalogue?.fields.map((field) => [field.key, field]));
    // until the catalogue is here nobody knows what is a paper: only what every archive has is asked
    const homeOf = (key: string): string | undefined => fields.get(key)?.home ?? (fields.size === 0 && (key === NAME || ALWAYS_OFFERED.includes(key)) ? 'profile' : undefined);
    // what the page knew stays among the fields shown, to be checked
    const known = Object.keys(draftOf(this.seed).values).filter((key) => this.#text(key) !== '' && (key !== 'customer.kind' || this.#text(key) !== template.kind));
    const keys = askedOf(template, { clearances, homeOf }, known.filter((key) => key !== OTHER_KEY)).filter((key) => key !== OTHER_KEY || this.#given === '');
    return [...new Set([...keys, ...this.#more])].map((key) => this.#askedField(key, fields.get(key)));
  }
  #askedField(key: string, meta: Asked['meta']): Asked {
    const { t } = this;
    const words: Readonly<Record<string, string>> = {
      [NAME]: t.create.name, 'customer.kind': t.create.kind, 'crm.phone': t.create.phone, 'crm.email': t.create.email, 'customer.customerCode': t.create.code, [OTHER_KEY]: t.create.key,
      'customer.managingDepartment': t.create.department,
    };
    const asked = { key, id: controlId(key), label: words[key] ?? meta?.label ?? key, meta, options: this.#catalogue === null ? [] : optionsOf(this.#catalogue, meta?.dictionary) };
    switch (key) {
      case NAME: return { ...asked, required: true };
      case 'customer.kind': return { ...asked, required: true };
      case OTHER_KEY: return { ...asked, hint: t.create.keyHint };
      case 'customer.managingDepartment': return { ...asked, options: this.#departments.map(({ id, name }) => ({ key: id, label: name })), none: t.create.ownDepartment };
      default: return asked;
    }
  }

  #lookLater(): void {
    this.#cancel?.();
    this.#same = NOBODY;
    const mine = ++this.#looked;
    this.#cancel = this.clock.after(LOOK_AFTER, () => void this.#look(mine));
  }

  async #look(mine: number): Promise<void> {
    const candidate = candidateOf(this.#draft.values, this.#draft.template === null ? '' : kindOf(this.#draft));
    if (candidate === null) return;
    try {
      const page = await this.session?.request<MatchPage>('POST', '/api/duplicates/find', candidate);
      if (mine !== this.#looked || !page) return;
      this.#same = alikeOf(page);
      this.requestUpdate();
    } catch {
      // only a warning is lost; opening the archive says itself what is wrong
    }
  }

  /** Before the next key comes: who chooses with Enter types on. */
  #toName(): void {
    this.performUpdate();
    const name = this.renderRoot.querySelector<HTMLElement>('#create-name');
    if (name === null) void this.#focusOn('#create-name');
    else name.focus();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #send(session: Session): Promise<void> {
    this.#wanted = this.#waits;
    this.requestUpdate();
    if (this.#waits || this.#state.kind !== 'writing' || session.state.kind === 'offline') return;
    const { template } = this.#draft;
    if (template === null || this.#search !== null) return;
    const asked = this.#asked(template);
    const problems = checkDraft(this.#draft, asked, this.#reader);
    if (Object.keys(problems).length > 0) return this.#refuse(problems, '');
    this.#state = { kind: 'sending' };
    this.requestUpdate();
    try {
      const made = await session.request<ArchiveView>('POST', '/api/archives', requestOf(this.#draft, asked, this.#reader));
      const lost = (this.#catalogue && (await this.#kept?.write(session, made.id, this.#catalogue, this.language, (key) => this.#text(key)))) ?? '';
      this.#kept = null;
      this.#state = { kind: 'done', id: made.id, name: this.#text(NAME), lost };
      this.#draft = { template, values: {} };
      this.#more.clear();
      this.#same = NOBODY;
      this.#looked++;
      this.requestUpdate();
      this.wish('dossier-created', { archive: made.id });
      await this.#focusOn('.go');
    } catch (error) {
      const refusal = refusalOf(error, asked, this.t);
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
        ${state.lost === '' ? nothing : html`<p class="danger" role="alert">${state.lost}</p>`}
        <div class="buttons">
          <button type="button" class="button primary go" @click=${() => this.wish('dossier-open', { archive: state.id }, true)}>${t.create.open}</button>
          <button type="button" class="button" @click=${() => { this.#state = WRITING; this.requestUpdate(); this.begin(); }}>${t.create.another}</button>
        </div>
      </div>`;
    }
    const { template } = this.#draft;
    const search = this.#search;
    if (template === null || search !== null) {
      return html`<div class="form">
        ${this.#title()}
        ${templateList({
          language: this.language, search: search ?? ALL,
          asks: (each) => this.#asked(each).map(({ label }) => label),
          change: (next) => { this.#search = next; this.requestUpdate(); void this.#show(); },
          pick: (each) => this.#pick(each),
          cancel: template === null ? null : () => this.#pick(template),
        })}
      </div>`;
    }
    return this.#fields(session, template, state);
  }

  #title(): TemplateResult {
    return html`<h2 role="heading" aria-level=${this.headingLevel}>${this.t.create.title}</h2>`;
  }

  /** The option under the arrow keys stays in sight. */
  async #show(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('#create-templates .on')?.scrollIntoView({ block: 'nearest' });
  }

  #fields(session: Session, template: Template, state: Exclude<State, { kind: 'done' }>): TemplateResult {
    const { t, language } = this;
    const texts = createTexts(language);
    const problems = state.kind === 'writing' ? state.problems : {};
    const failure = state.kind === 'writing' ? state.failure : '';
    const send = (event: Event): void => {
      event.preventDefault();
      void this.#send(session);
    };
    const waits = this.#waits;
    const asked = waits ? [this.#askedField(NAME, undefined)] : this.#asked(template);
    const keys = new Set(asked.map(({ key }) => key));
    const offered = waits ? [] : ALWAYS_OFFERED.filter((key) => !keys.has(key) && (key !== OTHER_KEY || this.#given === '')).map((key) => this.#askedField(key, undefined));
    const draw = (each: Asked): TemplateResult => {
      const value = each.key === 'customer.kind' ? kindOf(this.#draft) : (this.#draft.values[each.key] ?? '');
      return askedField(each, { t, language, value, problem: problems[each.key], set: (change) => this.#set(each.key, change(this.#draft.values[each.key] ?? '')) });
    };
    const [name, ...rest] = asked;
    return html`<form class="form" novalidate @keydown=${holdEnter} @submit=${send} @paste=${this.#onPaste}>
      ${this.#title()}
      <p class="chosen"><span><strong>${template.label[language]}</strong> <span class="muted">${template.text[language]}</span></span>
        <button type="button" class="button quiet" @click=${() => this.#choose()}>${texts.other}</button></p>
      <div class="fields">
        ${name === undefined ? nothing : draw(name)}
        ${this.#sameView()}
        ${this.#given === '' ? nothing : html`<div class="label-row"><span class="label">${t.create.key}</span><span class="value">${this.#given}</span></div>`}
        ${waits ? html`<p class="muted" aria-busy="true">${t.kit.loading}</p>` : rest.map(draw)}
      </div>
      ${offered.length === 0 ? nothing : html`<div class="also" role="group" aria-label=${texts.also}><span class="muted small">${texts.also}</span>
        ${offered.map(({ key, label }) => html`<button type="button" class="chip" @click=${() => this.#add(key)}>${label}</button>`)}</div>`}
      ${failure === '' ? nothing : html`<p class="danger" role="alert">${failure}</p>`}
      ${this.#kept === null ? nothing : html`<p class="small" role="status">${this.#kept.line(language)}</p>`}
      <div class="buttons"><button class="button primary" ?disabled=${state.kind === 'sending' || session.state.kind === 'offline'}>${state.kind === 'sending' || this.#wanted ? t.create.creating : t.create.submit}</button>
        <button type="button" class="button quiet" @click=${() => void this.#paste(null)}>${PASTE_LABEL[language]}</button></div>
      <p class="muted small">${texts.more}</p>
    </form>`;
  }

  /** Several lines in the field for the name are more than a name. */
  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if ((event.target as Element).id !== controlId(NAME) || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    void this.#paste(text);
  };

  async #paste(text: string | null): Promise<void> {
    const { template } = this.#draft;
    const part = await paste.load();
    if (part === undefined || template === null) return;
    part.pasteForNew({
      text, language: this.language, scheme: this.getAttribute('scheme'), kind: kindOf(this.#draft), catalogue: this.#catalogue, clearances: this.session?.me?.clearances ?? [],
      asked: new Set(this.#asked(template).map(({ key }) => key)), value: (key) => this.#text(key),
      take: (values, kept) => {
        for (const [key, value] of Object.entries(values)) this.#set(key, value);
        this.#kept = kept;
        this.requestUpdate();
      },
    });
  }

  #add(key: string): void {
    this.#more.add(key);
    this.requestUpdate();
    void this.#focusOn(`#${CSS.escape(controlId(key))}`);
  }

  #sameView(): TemplateResult {
    const { t } = this;
    const { items, byName } = this.#same;
    return html`<div class=${items.length === 0 ? 'visually-hidden' : 'wide'} role="status">${items.length === 0 ? nothing : html`<div class="same">
      <p><strong>${byName ? t.create.same(items.length) : createTexts(this.language).alike}</strong></p>
      <ul>${items.map(({ id, name, place }) => html`<li><button type="button" class="link" @click=${() => this.wish('dossier-open', { archive: id }, true)}>${t.create.openThat(name, place)}</button></li>`)}</ul>
      <p>${t.create.sameHint}</p>
    </div>`}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'customer-create': CustomerCreate }
}
