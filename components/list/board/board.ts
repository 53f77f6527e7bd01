/** The register with its tools: one question with filters, order, groups and columns, and which panel is open. Answers are `pages.ts`, views `saved.ts`, words `vocabulary.ts`; what it looks like stands in the files beside. */
import type { DepartmentView } from '../../../model/api.ts';
import type { Language } from '../../../model/labels.ts';
import type { RegisterGroup } from '../../../model/register/query.ts';
import type { Session } from '../../internal/session.ts';
import type { Strings } from '../../internal/strings/index.ts';
import type { Clock } from '../../line/clock.ts';
import { colleagueName } from '../directory.ts';
import type { Tool } from '../entry-words.ts';
import type { Pane } from '../pane.ts';
import { EVERYTHING } from '../register.ts';
import type { Register, Row } from '../register.ts';
import { registerTexts } from '../texts.ts';
import type { RegisterTexts } from '../texts.ts';
import { exportStart } from './export.ts';
import { COMPLETE } from './keys.ts';
import type { Key, KeyTable } from './keys.ts';
import { LOCALE, lookAsked, lookOf } from './look.ts';
import type { Look, Shared, View } from './look.ts';
import { Pages } from './pages.ts';
import type { Cells } from './pages.ts';
import { SavedViews } from './saved.ts';
import type { Draft, Tag, Words } from './values.ts';
import { Vocabulary } from './vocabulary.ts';

export type Panel =
  | { readonly kind: 'none' }
  | { readonly kind: 'pick'; readonly use: 'filter' | 'column' | 'group'; readonly text: string }
  /** `at`: of the condition that is changed; null: a new one. */
  | { readonly kind: 'filter'; readonly key: Key; readonly at: number | null; readonly draft: Draft; readonly search: string; readonly problem: boolean }
  | { readonly kind: 'columns' }
  | { readonly kind: 'views'; readonly name: string; readonly shared: Shared; readonly sure: boolean; readonly problem: string }
  | { readonly kind: 'codes'; readonly text: string; readonly as: 'code' | 'name' | 'key'; readonly state: 'asking' | 'looking' | 'done'; readonly found: number; readonly all: number; readonly missing: readonly string[]; readonly cut: boolean }
  /** Many customers at once, or a block of cells; where it stands is `../mass/mass.ts`. */
  | { readonly kind: 'mass' }
  | { readonly kind: 'tags'; readonly name: string; readonly colour: string; readonly said: string }
  /** `ticked`: of those alone. */
  | { readonly kind: 'export'; readonly format: string; readonly ticked: boolean; readonly roundtrip: boolean; readonly state: 'asking' | 'running' | 'done'; readonly problem: string };

export interface BoardHost {
  readonly session: Session;
  readonly register: Register;
  readonly pane: Pane;
  readonly clock: Clock;
  readonly language: () => Language;
  readonly t: () => Strings;
  readonly departments: () => readonly DepartmentView[];
  readonly update: () => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  /** To a line, by its place. */
  readonly walk: (line: number) => void;
  readonly open: (row: Row | undefined) => void;
  readonly badge: (id: string, scheme: string) => HTMLElement;
}

export class Board {
  readonly host: BoardHost;
  readonly pages: Pages;
  readonly saved: SavedViews;
  readonly vocabulary: Vocabulary;
  look: Look;
  tags: readonly Tag[] = [];
  panel: Panel = { kind: 'none' };
  /** Said once something was done. */
  said = '';
  /** Counts what cells depend on beside their row: names that came, words of another language. */
  edition = 0;

  constructor(host: BoardHost) {
    this.host = host;
    this.look = lookOf(host.register.query);
    this.vocabulary = new Vocabulary({ ...host, changed: () => this.#changed() });
    this.saved = new SavedViews(this);
    this.pages = new Pages({
      session: host.session, clock: host.clock, look: () => this.look, update: host.update, load: () => void host.register.load(),
      asked: () => ({ text: host.register.query.text.trim(), locale: LOCALE[host.language()] }),
    });
  }

  get own(): RegisterTexts { return registerTexts(this.host.language()); }
  get view(): View | null { return this.saved.view; }
  get cells(): ReadonlyMap<string, Cells> { return this.pages.cells; }
  get keys(): KeyTable { return this.vocabulary.keys; }
  get others(): readonly KeyTable[] { return this.vocabulary.others; }
  key(name: string): Key { return this.vocabulary.key(name); }
  get columns(): readonly Key[] { return this.look.columns.filter((name) => name !== 'name').map((name) => this.key(name)); }
  get words(): Words {
    const { session } = this.host;
    return {
      language: this.host.language(), own: this.own, unclassified: this.host.t().list.unclassified, departments: this.host.departments(), tags: this.tags, catalogue: this.vocabulary.catalogue,
      person: (id) => colleagueName(session, id, () => this.#changed()) ?? id,
    };
  }
  #changed(): void {
    this.edition++;
    this.host.update();
  }

  /** Words, views and tags, before anything is drawn with them. */
  async prepare(): Promise<void> {
    await Promise.all([this.vocabulary.read(), this.saved.read(), this.readTags()]);
  }
  /** Takes the plain list's question over; `id`: of the view that opens first, or what was asked before the list was there. */
  begin(id?: string): void {
    const { register } = this.host;
    this.look = lookOf(register.query);
    register.query = { ...EVERYTHING, text: register.query.text };
    register.source = (cursor) => this.pages.page(cursor);
    register.pick = ({ gone }) => !gone;
    register.stale = this.pages.changed;
    const first = id === undefined ? undefined : this.saved.all.find((view) => view.id === id);
    if (first) return this.saved.open(first);
    this.saved.begin();
    const asked = id === undefined ? null : lookAsked(id);
    if (asked !== null) return this.take(asked, register.query.text);
    void register.load();
  }
  dispose(): void {
    this.pages.dispose();
  }

  async readTags(): Promise<void> {
    try {
      this.tags = (await this.host.session.request<{ readonly items: readonly Tag[] }>('GET', '/api/tags')).items;
    } catch {
      return; // those that were here stay; the tools work without
    }
    this.#changed();
  }

  /* the question */

  /** As it is sent to whoever asks the same: a view, an export. */
  get question(): object {
    return { text: this.host.register.query.text.trim(), ...this.look, locale: LOCALE[this.host.language()], limit: 100 };
  }
  /** Sums are those of the columns that can be added up. */
  #withSums(look: Look): Look {
    if (look.group === null) return look;
    const sums = look.columns.filter((name) => { const { type, masked } = this.key(name); return (type === 'money' || type === 'number') && !masked && name !== COMPLETE; }).slice(0, 8);
    return { ...look, group: { ...look.group, sums } };
  }
  ask(change: Partial<Look>): void {
    const before = this.look.group;
    this.look = this.#withSums({ ...this.look, ...change });
    if (before?.key !== this.look.group?.key || before?.by !== this.look.group?.by) this.pages.foldAll();
    this.said = '';
    void this.host.register.load();
  }
  /** Another question altogether. */
  take(look: Look, text: string): void {
    const { register } = this.host;
    this.panel = { kind: 'none' };
    this.said = '';
    this.pages.foldAll();
    this.look = look;
    register.query = { ...EVERYTHING, text };
    void register.load();
  }
  sortBy(key: Key): void {
    const now = this.look.sort[0];
    const number = key.type === 'number' || key.type === 'money' || key.type === 'date';
    this.ask({ sort: [{ key: key.key, descending: now?.key === key.key ? !now.descending : number }] });
  }
  /** By so many places; to an end and no further. */
  moveColumn(key: string, by: number): void {
    const names = [...this.look.columns];
    const at = names.indexOf(key);
    const to = Math.min(names.length - 1, Math.max(0, at + by));
    if (at < 0 || to === at) return;
    names.splice(to, 0, ...names.splice(at, 1));
    // the same cells in another order: nothing is asked
    this.look = this.#withSums({ ...this.look, columns: names });
    this.host.update();
  }
  onlyGroup(group: RegisterGroup): void {
    this.ask({ where: [...this.look.where, this.pages.conditionOf(group)], group: null });
  }
  widthOf({ key, type }: Key): number {
    return this.saved.widths[key] ?? (key === 'name' ? 220 : key === 'class.rfm' ? 190 : key === 'class.abc' ? 130 : { text: 150, option: 150, person: 150, department: 160, date: 140, number: 110, money: 150, flag: 90 }[type]);
  }

  /* panels */

  show(panel: Panel, focus?: string): void {
    this.panel = panel;
    this.said = '';
    this.host.update();
    if (panel.kind === 'pick' || panel.kind === 'mass') void this.vocabulary.readOthers();
    this.host.focus(focus ?? '.board-panel [autofocus], .board-panel input, .board-panel button');
  }
  use(tool: Tool): void {
    if (this.panel.kind === tool || (this.panel.kind === 'pick' && this.panel.use === tool)) return this.close();
    const { view } = this;
    switch (tool) {
      case 'views': return this.show({ kind: 'views', name: view?.mine ? view.name : '', shared: view?.mine ? view.shared : null, sure: false, problem: '' });
      case 'filter': case 'group': return this.show({ kind: 'pick', use: tool, text: '' });
      case 'columns': return this.show({ kind: 'columns' });
      case 'export': return this.show(exportStart(this));
    }
  }
  /** Where one came from has the focus again. */
  close(): void {
    const { panel } = this;
    // on a telephone the button may be put away
    this.show({ kind: 'none' }, `${backFrom(panel)}, .board .view`);
  }
}

function backFrom(panel: Panel): string {
  switch (panel.kind) {
    case 'views': return '.board .manage';
    case 'columns': return '.board .columns-button';
    case 'pick': return panel.use === 'column' ? '.board .columns-button' : panel.use === 'group' ? '.board .group-button' : '.board .add-filter';
    case 'codes': return '.board .codes-button';
    case 'tags': return '.tags-button, .board .view';
    case 'export': return '.board .export-button';
    case 'mass': return '.board .mass-button';
    case 'filter': case 'none': return '.board .add-filter';
  }
}
