/** What one form stands on between two drawings: the archive, its pages and open sections, and the place where the person is. Moves the person; draws nothing (`sheet.ts`). */
import type { LitElement } from 'lit';
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { FactChoice, FactSearch } from './add-fact.ts';
import { ArchiveSource } from './archive-source.ts';
import type { FocusKeeper } from './focus-keeper.ts';
import { FormPlace } from './form-place.ts';
import { rarer } from './kinds/rarer-door.ts';
import { NOWHERE } from './nowhere.ts';
import { OpenSection, type Touch } from './open-section.ts';
import { OpenSections } from './open-sections.ts';
import type { OwnHost } from './own-page.ts';
import { documentOf, OWN, PAGE_SIZE, planOf, type Page } from './plan.ts';
import { Redraw } from './redraw.ts';
import { addedName, drawnFields } from './section-page.ts';
import { idOf } from './slot.ts';
import { teller } from './told/door.ts';
import type { Telling } from './told/telling.ts';
import { NO_STEPS, undoFace, type UndoFace } from './undo.ts';

/** The element as the form's parts know it. */
export interface FormElement extends LitElement {
  readonly session: Session | null;
  readonly language: Language;
  readonly archive: string;
  readonly section: string;
  readonly packs: string;
  readonly readonly: boolean;
  readonly discreet: boolean;
  /** Draws again what rests on values that are told to `redraw`; `requestUpdate` draws everything. */
  touch(): void;
}

/** A form whose archive and catalogue are here. */
export interface Ready { readonly source: ArchiveSource; readonly catalogue: CatalogueView; readonly view: ArchiveView }

export class FormModel {
  source: ArchiveSource | null = null;
  pages: readonly Page[] = [];
  /** One's own last steps, as the head offers them. */
  steps: UndoFace = NO_STEPS;
  /** What a screen reader is told, politely: only what somebody else does to the value one is in. */
  said = '';
  readonly place = new FormPlace();
  readonly redraw = new Redraw();
  readonly sections: OpenSections;
  readonly focus: FocusKeeper;
  readonly #form: FormElement;
  readonly #texts: () => Strings;
  readonly #errors = new Map<string, string>();
  readonly #nowhere = new OpenSection(NOWHERE, '', () => {});

  constructor(form: FormElement, focus: FocusKeeper, texts: () => Strings) {
    this.#form = form;
    this.#texts = texts;
    this.focus = focus;
    this.sections = new OpenSections((section, keys) => this.#changed(section, keys), () => focus.mark(), (section, touch) => void this.#touched(section, touch));
  }

  get t(): Strings {
    return this.#texts();
  }

  #lost: OpenSection['handle'] | undefined;

  begin(session: Session): void {
    this.source = new ArchiveSource(session, this.#form.archive, () => this.#form.requestUpdate());
  }
  end(): void {
    this.source?.stop();
    this.source = null;
    this.sections.clear();
    this.#errors.clear();
    this.place.leave();
    this.#telling?.stop();
    this.#telling = undefined;
    this.said = '';
  }

  async #touched(section: OpenSection, touch: Touch): Promise<void> {
    const part = await teller.load();
    const form = this.#form;
    if (part === undefined || this.source === null) return;
    this.#telling ??= new part.Telling({
      root: form, archive: form.archive, language: () => form.language, composing: () => this.focus.composing,
      say: (sentence) => { this.said = sentence; form.touch(); },
    });
    this.#telling.heard(section, touch);
  }
  #telling: Telling | undefined;

  #changed(section: string, keys: readonly string[] | undefined): void {
    if (keys === undefined) return this.#form.requestUpdate();
    this.redraw.changed(section, keys);
    this.#form.touch();
  }

  /** Before each drawing: pages and sections follow what is known now. */
  follow(): void {
    const { source, place } = this;
    const { language, packs, discreet, section } = this.#form;
    if (source?.loaded.kind !== 'ready') return;
    const { view } = source.loaded;
    source.want(language);
    if (source.catalogue === null) return;
    this.pages = this.#plan(view, source.catalogue, packs.trim(), discreet, new Date().getFullYear());
    place.settle(this.pages, section, OWN);
    this.sections.follow(source.session, view.id, this.pages, place.page, place.year, place.beside);
    const lost = this.section?.handle;
    // a right was taken away: what there is instead, the archive says
    if (lost?.state.kind === 'missing' && lost !== this.#lost) {
      this.#lost = lost;
      void source.reload();
    }
  }

  /** Worked out anew only when what it rests on is another: a form is drawn several times a keystroke. */
  readonly #plan = whenChanged((view: ArchiveView, catalogue: CatalogueView, packs: string, discreet: boolean, year: number) =>
    planOf(view, catalogue, { packs: packs === '' ? (view.row?.packs ?? []) : packs.split(/\s+/), discreet, year }));

  get page(): Page | undefined {
    return this.pages.find((page) => page.key === this.place.page) ?? this.pages[0];
  }
  get section(): OpenSection | null {
    return this.sections.of(this.page, this.place.year);
  }

  go(key: string): void {
    if (this.place.go(key)) this.#form.requestUpdate();
  }

  look(state: FactSearch | null): void {
    const { place, focus } = this;
    void rarer.load(); // what is found may be one
    if ((state === null) !== (place.search === null)) focus.on(state === null ? 'f-add-fact' : 'f-search');
    place.search = state;
    this.#form.requestUpdate();
  }

  /** Goes to a fact and brings it into the form; `row`: the row of it that is meant. */
  pick({ field, page: key }: Pick<FactChoice, 'field' | 'page'>, view: ArchiveView, row?: string): void {
    const { place, focus } = this;
    this.go(key);
    place.search = null;
    const page = this.pages.find((each) => each.key === key);
    if (page === undefined) return;
    // a view of a whole field is that field: one fact, one place
    const fact = field.view && field.place.kind !== 'part' ? field.home.key : field.key;
    const name = documentOf(page, place.year);
    place.added.add(addedName(name, fact));
    const section = this.sections.get(name);
    const at = section === null ? -1 : drawnFields(view, page, section, place.added, new Set()).findIndex((each) => each.key === fact);
    if (at >= 0) place.from = Math.floor(at / PAGE_SIZE) * PAGE_SIZE;
    const column = row === undefined ? undefined : field.home.columns?.find(({ key: each }) => each === 'value' || each === 'name') ?? field.home.columns?.[0];
    if (row !== undefined && column !== undefined) {
      place.opened.add(row.replace(/^rows\//, 'edit '));
      return focus.on(idOf(`${row}/${column.key}`), fact);
    }
    focus.on(idOf(field.place.kind === 'text' ? `text:${fact}` : `fields/${fact}`), fact);
  }

  stepsOf(host: OwnHost): UndoFace {
    return undoFace(host, this.sections.all, ({ name }, key) => {
      this.sections.drafts(name).delete(key);
      const year = /^contacts-(\d{4})$/.exec(name)?.[1];
      if (year !== undefined) this.place.year = Number(year);
      this.go(year === undefined ? name : 'contacts');
    });
  }

  /** What views get of a section; null: of a page without one. */
  host(ready: Ready, section: OpenSection | null): OwnHost {
    const form = this.#form;
    const { focus, place, sections } = this;
    const { source, catalogue, view } = ready;
    const { session } = source;
    const name = section?.name ?? OWN;
    return {
      t: this.t, language: form.language, catalogue, session, archive: view.id, view, section: section ?? this.#nowhere,
      readOnly: form.readonly || section === null || section.readOnly || session.state.kind === 'signedOut',
      attributeReadOnly: form.readonly || session.state.kind === 'signedOut',
      drafts: sections.drafts(name), shelf: sections.shelf(name), filesAt: source.filesAt, opened: place.opened, errors: this.#errors,
      directory: source.directory, people: sections.get('people'),
      get moving() { return focus.moving; },
      beside: (key) => {
        const page = this.pages.find((each) => each.key === key);
        if (page === undefined) return null;
        const there = sections.get(key);
        return { page, host: there?.doc ? this.host(ready, there) : null, open: () => { place.beside.add(key); form.requestUpdate(); } };
      },
      redraw: this.redraw,
      refresh: (key) => this.#changed(name, key === undefined ? undefined : [key]),
      focusOn: (id) => focus.on(id),
      took: (next) => {
        if (next === null) void source.reload();
        else source.took(next);
      },
    };
  }
}

/** The last answer, as long as the question is the same. */
function whenChanged<A extends readonly unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  let last: { readonly given: A; readonly answer: R } | undefined;
  return (...given) => {
    if (last === undefined || given.some((each, i) => each !== last?.given[i])) last = { given, answer: work(...given) };
    return last.answer;
  };
}
