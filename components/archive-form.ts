/** `<archive-form>`: shows and edits one archive in the words of the catalogue, page by page, together with everybody else who is in it. Kinds of values are in `form/`. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ArchiveView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { atLeast } from '../model/rights.ts';
import { addFact, type FactChoice, type FactSearch } from './form/add-fact.ts';
import { Directory } from './form/directory.ts';
import { fieldView } from './form/field.ts';
import { FocusKeeper } from './form/focus-keeper.ts';
import { formStyles } from './form/form.styles.ts';
import { head, worst } from './form/head.ts';
import { icon } from './form/icons.ts';
import { computedValue } from './form/kinds/computed.ts';
import type { FileShelf } from './form/kinds/files.ts';
import { composing } from './form/kinds/parts.ts';
import { CURRENCIES } from './form/kinds/money.ts';
import { OpenSection } from './form/open-section.ts';
import { NOWHERE, ownPage, type OwnHost } from './form/own-page.ts';
import { documentOf, fillable, OWN, PAGE_SIZE, planOf, type FormField, type Page } from './form/plan.ts';
import { rail, type RailEntry } from './form/rail.ts';
import { SavedFace } from './form/saved-face.ts';
import { failure, skeleton } from './form/states.ts';
import { idOf, type Draft } from './form/slot.ts';
import { tray } from './form/tray.ts';
import { DossierElement } from './internal/element.ts';
import { ApiError, type Session, type Stop } from './internal/session.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { peopleStyles } from './internal/people.ts';
import { base, controls, tokens } from './internal/styles.ts';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'ready'; readonly view: ArchiveView };

/**
 * @attr archive - Id or external key (`erp:GZ/2019-0045`).
 * @attr section - Page to show first: `archive` or a section such as `profile`; the person may go elsewhere.
 * @attr packs - Keys of packs apart by blanks; default: the archive's own.
 * @attr readonly - Nothing can be changed here, whatever the right.
 * @attr discreet - Hides classes, margins, opinions and competitors while the customer looks.
 */
export class ArchiveForm extends DossierElement {
  static override readonly styles = [tokens, base, controls, peopleStyles, formStyles];
  static override readonly properties = {
    archive: {}, section: {}, packs: {}, readonly: { type: Boolean, reflect: true }, discreet: { type: Boolean, reflect: true },
  };
  archive = '';
  section = '';
  packs = '';
  readonly = false;
  discreet = false;

  #loaded: Loaded = { kind: 'loading' };
  #catalogue: CatalogueView | null = null;
  #catalogueOf = '';
  #pages: readonly Page[] = [];
  #page = '';
  #year: number | undefined;
  #from = 0;
  #search: FactSearch | null = null;
  #directory: Directory | null = null;
  /** By document name. */
  readonly #open = new Map<string, OpenSection>();
  readonly #drafts = new Map<string, Map<string, Draft>>();
  readonly #shelves = new Map<string, FileShelf>();
  /** Fields that the person asked for although they are empty. */
  readonly #added = new Set<string>();
  readonly #opened = new Set<string>();
  readonly #errors = new Map<string, string>();
  readonly #nowhere = new OpenSection(NOWHERE, '', () => {});
  readonly #focus = new FocusKeeper(this);
  readonly #saved = new SavedFace((milliseconds) => void setTimeout(() => this.requestUpdate(), milliseconds));
  #asked = 0;

  protected override attach(session: Session): Stop | undefined {
    const ref = this.archive;
    this.#loaded = { kind: 'loading' };
    this.#catalogueOf = '';
    this.#page = '';
    this.#directory = new Directory(session, () => this.requestUpdate());
    if (ref === '') return undefined;
    void this.#load(session, ref);
    let known = '';
    const unwatch = session.watch(ref, (state) => {
      // owner, right or row changed: what this form may show is asked for again
      const now = state.kind === 'ready' ? JSON.stringify([state.digest.level, state.digest.name, state.digest.owner, state.digest.department, 'revision' in state.digest ? state.digest.revision : 0]) : state.kind;
      if (known !== '' && known !== 'loading' && now !== known) void this.#load(session, ref);
      known = now;
    });
    return () => {
      unwatch();
      this.#asked++;
      for (const section of this.#open.values()) section.close();
      this.#open.clear();
      this.#drafts.clear();
      this.#shelves.clear();
      this.#errors.clear();
      this.#added.clear();
      this.#directory = null;
    };
  }

  async #load(session: Session, ref: string): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(ref)}`);
      if (asked === this.#asked) this.#loaded = { kind: 'ready', view };
    } catch (error) {
      // what is on the screen stays there while it may; only a "no" takes it away
      const gone = error instanceof ApiError && (error.status === 404 || error.status === 403);
      if (asked === this.#asked && (gone || this.#loaded.kind !== 'ready')) this.#loaded = { kind: 'failed', error };
    }
    this.requestUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('archive') && changed.get('archive') !== undefined) this.reattach();
    if (changed.has('section') && this.section !== '') this.#go(this.section);
    const { session } = this;
    if (this.#loaded.kind !== 'ready' || session === null) return;
    const { view } = this.#loaded;
    for (const person of [view.row?.owner, view.row?.keeper, ...(view.row?.coOwners ?? [])]) if (person) this.#directory?.known.set(person.id, person.name);
    const packs = this.packs.trim() === '' ? (view.row?.packs ?? []) : this.packs.trim().split(/\s+/);
    const wanted = `${this.language} ${packs.join(' ')}`;
    if (wanted !== this.#catalogueOf) {
      this.#catalogueOf = wanted;
      session.catalogue(this.language, packs).then(
        (catalogue) => {
          if (this.#catalogueOf === wanted) this.#catalogue = catalogue;
          this.requestUpdate();
        },
        (error: unknown) => {
          this.#loaded = { kind: 'failed', error };
          this.requestUpdate();
        },
      );
    }
    if (this.#catalogue === null) return;
    this.#pages = planOf(view, this.#catalogue, { discreet: this.discreet, year: new Date().getFullYear() });
    if (!this.#pages.some((page) => page.key === this.#page)) this.#page = (this.#pages.find((page) => page.key === this.section) ?? this.#pages[1] ?? this.#pages[0])?.key ?? OWN;
    this.#openSections(session, view);
  }

  /** Internal sections at once, for completeness and presence; the others when the person goes there, so that nobody opens a restricted paper by opening a form. */
  #openSections(session: Session, view: ArchiveView): void {
    const wanted = new Set<string>();
    for (const page of this.#pages) {
      if (page.key === OWN || !(page.early || page.key === this.#page)) continue;
      const name = documentOf(page, this.#year);
      wanted.add(name);
      if (this.#open.has(name)) continue;
      const section = new OpenSection(session.open(view.id, name), name, () => this.requestUpdate(), () => this.#focus.mark());
      section.onRemote = (key) => {
        // a draft that is in the document as far as it goes gives way; what could not be written is kept
        const drafts = this.#drafts.get(name);
        if (drafts?.get(key)?.written) drafts.delete(key);
      };
      this.#open.set(name, section);
    }
    for (const [name, section] of this.#open) {
      if (wanted.has(name)) continue;
      section.close();
      this.#open.delete(name);
    }
  }

  /** Nothing is drawn while an input method composes. */
  override shouldUpdate(): boolean {
    return !this.#focus.composing;
  }
  override update(changed: PropertyValues<this>): void {
    this.#focus.around(() => super.update(changed));
  }
  override updated(): void {
    this.#focus.settle();
  }

  #go(key: string): void {
    if (key === this.#page) return;
    this.#page = key;
    this.#from = 0;
    this.#search = null;
    this.requestUpdate();
  }

  #sectionOf(page: Page | undefined): OpenSection | null {
    return page === undefined || page.key === OWN ? null : (this.#open.get(documentOf(page, this.#year)) ?? null);
  }

  #host(session: Session, view: ArchiveView, section: OpenSection | null, readOnly: boolean): OwnHost {
    const form = this;
    const name = section?.name ?? OWN;
    const drafts = this.#drafts.get(name) ?? new Map<string, Draft>();
    this.#drafts.set(name, drafts);
    const shelf = this.#shelves.get(name) ?? { items: null, state: 'ready', notes: new Map() };
    this.#shelves.set(name, shelf);
    return {
      t: this.t, language: this.language, catalogue: this.#catalogue!, session, archive: view.id, section: section ?? this.#nowhere, readOnly, drafts, shelf,
      opened: this.#opened, directory: this.#directory!, people: this.#open.get('people') ?? null, view, attributeReadOnly: this.readonly, errors: this.#errors,
      get moving() { return form.#focus.moving; },
      refresh: () => this.requestUpdate(),
      focusOn: (id) => this.#focus.on(id),
      took: (next) => {
        if (next !== null) this.#loaded = { kind: 'ready', view: next };
        else void this.#load(session, this.archive);
      },
    };
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const trouble = troubleOf(session, t);
    if (session === null) return this.frame(trouble);
    if (this.archive === '') return this.frame(notice(t.kit.noArchive));
    const loaded = this.#loaded;
    const lost = session.state.kind === 'signedOut' || session.state.kind === 'failed';
    if (loaded.kind === 'failed') return this.frame(lost ? trouble : failure(t, loaded.error, () => this.reattach()));
    if (loaded.kind === 'loading') return this.frame(lost ? trouble : skeleton(t));
    const { view } = loaded;
    if (view.level === 'none' || view.level === 'exists') {
      const { owner, name } = view.overview;
      return this.frame(notice(`${t.form.existsOnly(name)} ${owner === null ? '' : t.form.askOwner(owner.name)}`));
    }
    if (this.#catalogue === null) return this.frame(skeleton(t));
    return this.frame(this.#sheet(session, view, trouble));
  }

  #sheet(session: Session, view: ArchiveView, trouble: unknown): TemplateResult {
    const { t } = this;
    const page = this.#pages.find((each) => each.key === this.#page) ?? this.#pages[0]!;
    const section = this.#sectionOf(page);
    const readOnly = this.readonly || section === null || section.readOnly || session.state.kind === 'signedOut';
    const host = this.#host(session, view, section, readOnly);
    const sections = [...this.#open.values()];
    const label = page.key === OWN ? t.form.own : page.label;
    return html`<article class="sheet form" aria-label=${t.form.formOf(view.overview.name)} @focusin=${this.#onFocus} @focusout=${this.#onBlur} @keydown=${this.#onKey} @keyup=${fence} @keypress=${fence}>
      ${head(t, view.overview.name, this.#saved.look(worst(sections.map(({ handle }) => handle.saved)), Date.now()), this.language, section)}
      ${trouble}${view.row?.state === 'closed' ? notice(t.form.closed) : nothing}
      ${tray(t, sections, host.catalogue)}
      <div class="body">
        ${rail(t, this.#pages.map((each) => this.#entry(each)), page.key, (key) => this.#go(key))}
        <div class="pane">
          <div class="pane-head"><h3>${label}</h3>
            ${page.years.length === 0 ? nothing : html`<label class="year">${t.form.year} <select @change=${(event: Event) => { this.#year = Number((event.target as HTMLSelectElement).value); this.requestUpdate(); }}>${page.years.map((year) => html`<option value=${String(year)} ?selected=${year === (this.#year ?? page.years[0])}>${String(year)}</option>`)}</select></label>`}
            ${readOnly && page.key !== OWN && section?.doc ? html`<span class="chip">${icon('lock')} ${t.kit.readOnly}</span>` : nothing}
          </div>
          ${page.key === 'assessment' ? html`<p class="muted small">${t.form.assessment}</p>` : nothing}
          ${page.key === OWN ? ownPage(host, page, (group) => this.#groupLabel(group)) : this.#fields(host, page, section)}
        </div>
      </div>
      <datalist id="f-currencies">${CURRENCIES.map((code) => html`<option value=${code}></option>`)}</datalist>
      <div class="visually-hidden" role="status">${this.#focus.said}</div>
    </article>`;
  }

  #entry(page: Page): RailEntry {
    const section = this.#sectionOf(page);
    const counted = page.fields.filter((field) => fillable(field) && !field.view && field.place.kind !== 'files');
    return {
      page,
      label: page.key === OWN ? this.t.form.own : page.label,
      filled: section?.doc ? { n: counted.filter((field) => section.filled(field)).length, of: counted.length } : null,
      people: section?.others.filter((person) => person.field !== null) ?? [],
      readOnly: page.key !== OWN && !atLeast(page.level, 'write'),
    };
  }

  #groupLabel(key: string): string {
    return this.#catalogue?.groups.find((group) => group.key === key)?.label ?? '';
  }

  /** The fields of a page that are drawn: what is filled and what was asked for, in the catalogue's order. */
  #drawn(page: Page, section: OpenSection): readonly FormField[] {
    return page.fields.filter((field) => this.#added.has(`${section.name} ${field.key}`) || (!field.view && (section.filled(field) || this.#hasFile(section, field))));
  }
  #hasFile(section: OpenSection, field: FormField): boolean {
    return field.place.kind === 'files' && (this.#shelves.get(section.name)?.items ?? []).some((file) => file.kind === field.key);
  }

  #fields(host: OwnHost, page: Page, section: OpenSection | null): unknown {
    const { t } = this;
    const state = section?.handle.state;
    if (section === null || state === undefined) return nothing;
    if (state.kind === 'missing') return notice(t.form.sectionMissing);
    if (state.kind === 'failed' && section.doc === null) return failure(t, state.message, () => { section.close(); this.#open.delete(section.name); this.requestUpdate(); });
    if (section.doc === null) return skeleton(t);
    const today = new Date().toISOString().slice(0, 10);
    const computed = page.fields.flatMap((field) => {
      const value = field.meta.kind === 'computed' ? computedValue(host.view, section, field.key, today) : null;
      return value === null ? [] : [{ field, value }];
    });
    const all = this.#drawn(page, section);
    const from = Math.min(this.#from, Math.max(0, Math.floor((all.length - 1) / PAGE_SIZE) * PAGE_SIZE));
    const drawn = all.slice(from, from + PAGE_SIZE);
    const groups = [...new Set(drawn.map((field) => field.group))];
    return html`
      ${all.length === 0 && computed.length === 0 ? html`<p class="empty">${host.readOnly ? t.form.emptyReadOnly : t.form.empty(page.label)}</p>` : nothing}
      ${groups.map((group) => html`<section class="group" aria-label=${this.#groupLabel(group)}><h4>${this.#groupLabel(group)}</h4>${drawn.filter((field) => field.group === group).map((field) => fieldView(host, field))}</section>`)}
      ${computed.map(({ field, value }) => html`<div class="field label-row"><span class="label">${field.label}</span><div class="value">${String(value)}</div></div>`)}
      ${all.length > PAGE_SIZE ? this.#pager(from, all.length) : nothing}
      ${host.readOnly ? nothing : this.#addFact(host, page, section, all)}`;
  }

  #pager(from: number, count: number): TemplateResult {
    const { form } = this.t;
    const turn = (to: number) => () => {
      this.#from = to;
      this.requestUpdate();
    };
    return html`<div class="pager no-print">
      <button type="button" class="button" ?disabled=${from === 0} @click=${turn(from - PAGE_SIZE)}>${form.previous}</button>
      <span class="muted">${form.page(from + 1, Math.min(from + PAGE_SIZE, count), count)}</span>
      <button type="button" class="button" ?disabled=${from + PAGE_SIZE >= count} @click=${turn(from + PAGE_SIZE)}>${form.next}</button>
    </div>`;
  }

  #addFact(host: OwnHost, page: Page, section: OpenSection, drawn: readonly FormField[]): TemplateResult {
    const offer = (each: Page, without: readonly FormField[]): FactChoice[] =>
      each.fields.filter((field) => fillable(field) && !without.includes(field)).map((field) => ({ field, page: each.key, pageLabel: each.label }));
    const elsewhere = this.#pages.filter((each) => each.key !== OWN && each.key !== page.key && atLeast(each.level, 'write')).flatMap((each) => offer(each, []));
    return addFact({
      t: this.t, state: this.#search, here: offer(page, drawn), elsewhere, groupLabel: (group) => this.#groupLabel(group),
      change: (state) => {
        if ((state === null) !== (this.#search === null)) this.#focus.on(state === null ? 'f-add-fact' : 'f-search');
        this.#search = state;
        this.requestUpdate();
      },
      pick: (choice) => this.#pick(choice, section.name),
    });
  }

  #pick({ field, page }: FactChoice, here: string): void {
    this.#go(page);
    this.#search = null;
    const target = this.#pages.find((each) => each.key === page);
    // a view of a whole field is that field: one fact, one place
    const key = field.view && field.place.kind !== 'part' ? field.home.key : field.key;
    const name = target === undefined ? here : documentOf(target, this.#year);
    this.#added.add(`${name} ${key}`);
    const section = this.#open.get(name);
    const at = target && section ? this.#drawn(target, section).findIndex((each) => each.key === key) : -1;
    if (at >= 0) this.#from = Math.floor(at / PAGE_SIZE) * PAGE_SIZE;
    this.#focus.on(idOf(field.place.kind === 'text' ? `text:${key}` : `fields/${key}`), key);
    this.requestUpdate();
  }

  readonly #onFocus = (event: Event) => {
    const key = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null;
    const section = this.#sectionOf(this.#pages.find((page) => page.key === this.#page));
    if (section === null || section.focused === key) return;
    // what was said about a value has been seen when its person goes on
    if (section.focused !== null) section.notes.delete(section.focused);
    section.focused = key;
    section.handle.focus(key);
  };

  readonly #onBlur = (event: FocusEvent) => {
    if (this.#focus.moving || (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) return;
    for (const section of this.#open.values()) {
      if (section.focused === null) continue;
      section.focused = null;
      section.handle.focus(null);
    }
  };

  /** Shortcuts act only with the focus inside; what is typed in a field is no shortcut of the page. */
  readonly #onKey = (event: KeyboardEvent) => {
    fence(event);
    if (composing(event) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const section = this.#sectionOf(this.#pages.find((page) => page.key === this.#page));
    const draft = section && section.focused !== null ? this.#drafts.get(section.name)?.get(section.focused) : undefined;
    // what is typed and not yet written is the browser's own to take back
    if (section === null || (key !== 'z' && key !== 'y') || (draft !== undefined && !draft.written)) return;
    event.preventDefault();
    if (section.focused !== null) this.#drafts.get(section.name)?.delete(section.focused);
    if (key === 'y' || event.shiftKey) section.redo();
    else section.undo();
  };
}

/** Keys typed into a field never reach the page's shortcuts; Escape and Tab are the page's too, for its dialogs. */
function fence(event: Event): void {
  const target = event.target as HTMLElement;
  const key = (event as KeyboardEvent).key;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && key !== 'Escape' && key !== 'Tab') event.stopPropagation();
}

declare global {
  interface HTMLElementTagNameMap { 'archive-form': ArchiveForm }
}
