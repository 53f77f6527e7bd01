/** `<archive-form>`: shows and edits one archive in the words of the catalogue, page by page, together with everybody else who is in it. Kinds of values are in `form/`. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ArchiveView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import { atLeast } from '../model/rights.ts';
import type { FactChoice, FactSearch } from './form/add-fact.ts';
import { ArchiveSource } from './form/archive-source.ts';
import { FocusKeeper } from './form/focus-keeper.ts';
import { formStyles } from './form/form.styles.ts';
import { head, worst } from './form/head.ts';
import { icon } from './form/icons.ts';
import { CURRENCIES } from './form/kinds/money.ts';
import { composing } from './internal/keys.ts';
import { OpenSection } from './form/open-section.ts';
import { OpenSections } from './form/open-sections.ts';
import { NOWHERE } from './form/nowhere.ts';
import type { OwnHost } from './form/own-page.ts';
import { documentOf, fillable, OWN, PAGE_SIZE, planOf, type Page } from './form/plan.ts';
import { rail, type RailEntry } from './form/rail.ts';
import { SavedFace } from './form/saved-face.ts';
import { addedName, drawnFields, sectionPage } from './form/section-page.ts';
import { idOf } from './form/slot.ts';
import { failure, skeleton } from './form/states.ts';
import { tray } from './form/tray.ts';
import { DossierElement } from './internal/element.ts';
import { later } from './internal/later.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { peopleStyles } from './internal/people.ts';
import type { Session, Stop } from './internal/session.ts';
import { form } from './internal/strings/en/form.ts';
import { speak } from './internal/strings/en/index.ts';
import { base, controls, tokens } from './internal/styles.ts';

speak({ form });
/** Loaded when somebody goes there. */
const own = later(() => import('./form/own-page.ts'));

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
  declare archive: string;
  declare section: string;
  declare packs: string;
  declare readonly: boolean;
  declare discreet: boolean;

  #source: ArchiveSource | null = null;
  #pages: readonly Page[] = [];
  #page = '';
  #year: number | undefined;
  #from = 0;
  #search: FactSearch | null = null;
  readonly #added = new Set<string>();
  readonly #opened = new Set<string>();
  readonly #errors = new Map<string, string>();
  readonly #focus = new FocusKeeper(this);
  readonly #sections = new OpenSections(() => this.requestUpdate(), () => this.#focus.mark());
  readonly #nowhere = new OpenSection(NOWHERE, '', () => {});
  readonly #saved = new SavedFace((milliseconds) => void setTimeout(() => this.requestUpdate(), milliseconds));

  constructor() {
    super();
    this.archive = this.section = this.packs = '';
    this.readonly = this.discreet = false;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#page = '';
    if (this.archive === '') return undefined;
    const source = (this.#source = new ArchiveSource(session, this.archive, () => this.requestUpdate()));
    return () => {
      source.stop();
      this.#source = null;
      this.#sections.clear();
      this.#errors.clear();
      this.#added.clear();
    };
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('archive') && changed.get('archive') !== undefined && this.hasUpdated) this.reattach();
    if (changed.has('section') && this.section !== '') this.#go(this.section);
    const source = this.#source;
    if (source?.loaded.kind !== 'ready') return;
    const { view } = source.loaded;
    source.want(this.language, this.packs.trim() === '' ? (view.row?.packs ?? []) : this.packs.trim().split(/\s+/));
    if (source.catalogue === null) return;
    this.#pages = planOf(view, source.catalogue, { discreet: this.discreet, year: new Date().getFullYear() });
    if (!this.#pages.some((page) => page.key === this.#page)) {
      this.#page = (this.#pages.find((page) => page.key === this.section) ?? this.#pages[1] ?? this.#pages[0])?.key ?? OWN;
    }
    this.#sections.follow(source.session, view.id, this.#pages, this.#page, this.#year);
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

  get #current(): Page | undefined {
    return this.#pages.find((page) => page.key === this.#page) ?? this.#pages[0];
  }
  get #section(): OpenSection | null {
    return this.#sections.of(this.#current, this.#year);
  }

  #go(key: string): void {
    if (key === this.#page) return;
    this.#page = key;
    this.#from = 0;
    this.#search = null;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { t, session } = this;
    const trouble = troubleOf(session, t);
    if (session === null) return this.frame(trouble);
    const source = this.#source;
    if (source === null) return this.frame(notice(t.kit.noArchive));
    const { loaded, catalogue } = source;
    const lost = session.state.kind === 'signedOut' || session.state.kind === 'failed';
    if (loaded.kind === 'failed') return this.frame(lost ? trouble : failure(t, loaded.error, () => this.reattach()));
    if (loaded.kind === 'loading') return this.frame(lost ? trouble : skeleton(t));
    const { view } = loaded;
    if (view.level === 'none' || view.level === 'exists') {
      const { owner, name } = view.overview;
      return this.frame(notice(`${t.form.existsOnly(name)} ${owner === null ? '' : t.form.askOwner(owner.name)}`));
    }
    return this.frame(catalogue === null ? skeleton(t) : this.#sheet(source, catalogue, view, trouble));
  }

  #sheet(source: ArchiveSource, catalogue: CatalogueView, view: ArchiveView, trouble: unknown): TemplateResult {
    const { t } = this;
    const page = this.#current!;
    const section = this.#section;
    const host = this.#host(source, catalogue, view, section);
    const isOwn = page.key === OWN;
    const groupLabel = (group: string) => catalogue.groups.find((each) => each.key === group)?.label ?? '';
    const content = isOwn || section === null ? this.#ownPage(host, page, groupLabel) : sectionPage(host, page, this.#pages, section, { from: this.#from, search: this.#search, added: this.#added }, {
      groupLabel,
      turn: (from) => { this.#from = from; this.requestUpdate(); },
      search: (state) => this.#look(state),
      pick: (choice) => this.#pick(choice, view),
      reopen: () => { this.#sections.close(section.name); this.requestUpdate(); },
    });
    const saved = this.#saved.look(worst(this.#sections.all.map(({ handle }) => handle.saved)), Date.now());
    return html`<article class="sheet form" aria-label=${t.form.formOf(view.overview.name)} @focusin=${this.#onFocus} @focusout=${this.#onBlur} @keydown=${this.#onKey} @keyup=${fence} @keypress=${fence}>
      ${head(t, view.overview.name, saved, this.language, section)}
      ${trouble}${view.row?.state === 'closed' ? notice(t.form.closed) : nothing}
      ${tray(t, this.#sections.all, catalogue)}
      <div class="body">
        ${rail(t, this.#pages.map((each) => this.#entry(each)), page.key, (key) => this.#go(key))}
        <div class="pane">
          <div class="pane-head"><h3>${isOwn ? t.form.own : page.label}</h3>${page.years.length > 0 ? this.#years(page) : nothing}
            ${!isOwn && host.readOnly && section?.doc ? html`<span class="chip">${icon('lock')} ${t.kit.readOnly}</span>` : nothing}</div>
          ${page.key === 'assessment' ? html`<p class="muted small">${t.form.assessment}</p>` : nothing}
          ${content}
        </div>
      </div>
      <datalist id="f-currencies">${CURRENCIES.map((code) => html`<option value=${code}></option>`)}</datalist>
      <div class="visually-hidden" role="status">${this.#news(section)}</div>
    </article>`;
  }

  #ownPage(host: OwnHost, page: Page, groupLabel: (group: string) => string): TemplateResult {
    const part = own.now();
    if (part !== undefined) return part.ownPage(host, page, groupLabel);
    const again = () => void own.load().then((loaded) => {
      this.#lacking = loaded === undefined;
      this.requestUpdate();
    });
    if (this.#lacking) return failure(this.t, null, again);
    again();
    return skeleton(this.t);
  }
  #lacking = false;

  #host(source: ArchiveSource, catalogue: CatalogueView, view: ArchiveView, section: OpenSection | null): OwnHost {
    const focus = this.#focus;
    const name = section?.name ?? OWN;
    const { session } = source;
    return {
      t: this.t, language: this.language, catalogue, session, archive: view.id, view, section: section ?? this.#nowhere,
      readOnly: this.readonly || section === null || section.readOnly || session.state.kind === 'signedOut',
      attributeReadOnly: this.readonly || session.state.kind === 'signedOut',
      drafts: this.#sections.drafts(name), shelf: this.#sections.shelf(name), opened: this.#opened, errors: this.#errors,
      directory: source.directory, people: this.#sections.get('people'),
      get moving() { return focus.moving; },
      refresh: () => this.requestUpdate(),
      focusOn: (id) => focus.on(id),
      took: (next) => {
        if (next === null) void source.reload();
        else source.took(next);
      },
    };
  }

  #entry(page: Page): RailEntry {
    const section = this.#sections.of(page, this.#year);
    const counted = page.fields.filter((field) => fillable(field) && !field.view && field.place.kind !== 'files');
    return {
      page,
      label: page.key === OWN ? this.t.form.own : page.label,
      filled: section?.doc ? { n: counted.filter((field) => section.filled(field)).length, of: counted.length } : null,
      people: section?.others.filter((person) => person.field !== null) ?? [],
      readOnly: page.key !== OWN && !atLeast(page.level, 'write'),
    };
  }

  #years(page: Page): TemplateResult {
    const choose = (event: Event) => {
      this.#year = Number((event.target as HTMLSelectElement).value);
      this.requestUpdate();
    };
    return html`<label class="year">${this.t.form.year} <select @change=${choose}>${page.years.map((year) => html`<option value=${String(year)} ?selected=${year === (this.#year ?? page.years[0])}>${String(year)}</option>`)}</select></label>`;
  }

  /** What a screen reader is told, politely: only changes of the value one is in. */
  #news(section: OpenSection | null): string {
    const note = section === null || section.focused === null ? undefined : section.notes.get(section.focused);
    return note === undefined ? '' : this.t.form.touched(note.by?.name ?? this.t.form.someone);
  }

  #look(state: FactSearch | null): void {
    if ((state === null) !== (this.#search === null)) this.#focus.on(state === null ? 'f-add-fact' : 'f-search');
    this.#search = state;
    this.requestUpdate();
  }

  #pick({ field, page: key }: FactChoice, view: ArchiveView): void {
    this.#go(key);
    this.#search = null;
    const page = this.#pages.find((each) => each.key === key);
    if (page === undefined) return;
    // a view of a whole field is that field: one fact, one place
    const fact = field.view && field.place.kind !== 'part' ? field.home.key : field.key;
    const name = documentOf(page, this.#year);
    this.#added.add(addedName(name, fact));
    const section = this.#sections.get(name);
    const at = section === null ? -1 : drawnFields(view, page, section, this.#added, new Set()).findIndex((each) => each.key === fact);
    if (at >= 0) this.#from = Math.floor(at / PAGE_SIZE) * PAGE_SIZE;
    this.#focus.on(idOf(field.place.kind === 'text' ? `text:${fact}` : `fields/${fact}`), fact);
  }

  readonly #onFocus = (event: Event) => {
    const key = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null;
    const section = this.#section;
    if (section === null || section.focused === key) return;
    // what was said about a value has been seen when its person goes on
    if (section.focused !== null) section.notes.delete(section.focused);
    section.focused = key;
    section.handle.focus(key);
  };

  readonly #onBlur = (event: FocusEvent) => {
    if (this.#focus.moving || (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) return;
    for (const section of this.#sections.all) {
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
    const section = this.#section;
    if (section === null || (key !== 'z' && key !== 'y')) return;
    const drafts = this.#sections.drafts(section.name);
    const draft = section.focused === null ? undefined : drafts.get(section.focused);
    // what is typed and not yet written is the browser's own to take back
    if (draft !== undefined && !draft.written) return;
    event.preventDefault();
    if (section.focused !== null) drafts.delete(section.focused);
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
