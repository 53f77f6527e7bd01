/** One section while a form shows it: its document, one's own undo, what others just changed and where they are. Drawing is left to the views. */
import type * as Y from 'yjs';
import type { RandomBytes, RowId } from '../../model/ids.ts';
import { parseRowId } from '../../model/ids.ts';
import type { Scalar } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { addRow, changedKeys, deleteRow, getCell, getField, getMark, getRows, getText, ROOTS, setCell, setField, unverify, type Mark, type Row } from '../../model/section-doc.ts';
import { markKey } from '../../model/value-keys.ts';
import type { PresentPerson, SectionHandle, Stop } from '../internal/session.ts';
import type { FormField, Place } from './plan.ts';
import { read } from './redraw.ts';

export interface Author { readonly id: string; readonly name: string }

/** What somebody else did to the value one is in. */
export interface Note {
  readonly by: Author | null;
  readonly before: Scalar;
  readonly after: Scalar;
  /** Of a row that is gone: its cells and its place among the others. */
  readonly row?: { readonly table: string; readonly id: RowId; readonly cells: Row['cells']; readonly at: number };
  /** Of several choices: what they added and what they took away. */
  readonly list?: { readonly added: ReadonlySet<string>; readonly removed: ReadonlySet<string> };
}

/** Somebody else reached what one is in: something is noted under `key`, or a shared text grew together with one's own. */
export type Touch = { readonly kind: 'note'; readonly key: string } | { readonly kind: 'text'; readonly key: string; readonly by: Author | null };

/** Chance for row ids; `crypto.getRandomValues` works on insecure origins too. */
export const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** How long a remote change is tinted (LOOK 5). */
export const TINT_MS = 1200;

/** One step of one's own. `from` and `to` of a single value; a text, a row or a list has only its name. `order` counts the steps of all sections; those of a `group` are taken back together. */
export interface Step { readonly group?: readonly OpenSection[] | undefined; readonly label: string; readonly key: string; readonly from?: Scalar; readonly to?: Scalar; readonly order: number }

type UndoManager = Y.UndoManager;
let UndoClass: typeof Y.UndoManager | undefined;
const STEP = 'step';
/** Counts the steps of all sections of the page, so that they are taken back in their order. */
let steps = 0;

/** `keys`: values that are another; without it everything may be. */
export type Changed = (keys?: readonly string[]) => void;

export class OpenSection {
  readonly name: string;
  readonly handle: SectionHandle;
  /** Origin of this form's own edits; only they are undone. */
  readonly origin = {};
  readonly notes = new Map<string, Note>();
  readonly tints = new Map<string, Author | null>();
  /** Value key one is in. */
  focused: string | null = null;
  /** The table of the choices one is in, where there are several. */
  choices: string | null = null;
  /** Called when somebody else reached what one is in. */
  onTouch: ((touch: Touch) => void) | undefined;
  /** Called before a remote scalar is drawn: a draft of the same value may have to give way. */
  onRemote: ((key: string) => void) | undefined;
  readonly #changed: Changed;
  readonly #before: () => void;
  readonly #stops: Stop[] = [];
  readonly #rows = new Map<string, readonly Row[]>();
  #doc: Y.Doc | null = null;
  #undo: UndoManager | null = null;
  #last = '';
  #stopDoc: Stop | undefined;

  /** `before` runs before a remote change reaches anything that is drawn. */
  constructor(handle: SectionHandle, name: string, changed: Changed, before: () => void = () => {}) {
    this.handle = handle;
    this.name = name;
    this.#changed = changed;
    this.#before = before;
    this.#stops.push(handle.subscribe(() => this.#look()));
    this.#look();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stopDoc?.();
    this.handle.focus(null);
    this.handle.release();
  }

  /** Present once the first sync is through and one's own steps can be undone. */
  get doc(): Y.Doc | null {
    return this.#undo === null ? null : this.#doc;
  }
  get readOnly(): boolean {
    const { state } = this.handle;
    return state.kind !== 'ready' || !atLeast(state.level, 'write') || this.doc === null;
  }

  #look(): void {
    const doc = this.handle.state.kind === 'ready' ? this.handle.doc : this.#doc;
    // a refusal or a new epoch replaces the document; the old one is kept on the screen until the new one is here
    if (doc !== null && doc !== this.#doc) this.#take(doc);
    const { state, people, refused } = this.handle;
    const same = [doc, state, people, refused].every((each, i) => each === this.#seen[i]);
    this.#seen = [doc, state, people, refused];
    // what is saved is no value: it stands in the head
    this.#changed(same ? [] : undefined);
  }
  #seen: readonly unknown[] = [];

  #take(doc: Y.Doc): void {
    this.#stopDoc?.();
    this.#doc = doc;
    this.#undo = null;
    this.#rows.clear();
    let open = true;
    const remote = (root: string) => (event: Y.YMapEvent<Scalar>, transaction: Y.Transaction) => {
      if (!transaction.local) this.#hear(root, event, transaction);
    };
    const fields = doc.getMap<Scalar>(ROOTS.fields);
    const rows = doc.getMap<Scalar>(ROOTS.rows);
    const [onFields, onRows] = [remote(ROOTS.fields), remote(ROOTS.rows)];
    const after = (transaction: Y.Transaction) => {
      if (transaction.changed.size === 0) return;
      const keys = changedKeys(transaction, doc);
      for (const key of keys) if (key.startsWith('rows/')) this.#rows.delete(key.split('/')[1] ?? '');
      this.#changed(keys);
      const text = this.focused;
      if (!transaction.local && text !== null && text.startsWith(ROOTS.text) && keys.includes(text)) this.onTouch?.({ kind: 'text', key: text, by: this.#authorOf(transaction) ?? this.#presentIn(text) });
    };
    const early = (transaction: Y.Transaction) => {
      if (!transaction.local) this.#before();
    };
    doc.on('beforeObserverCalls', early);
    fields.observe(onFields);
    rows.observe(onRows);
    doc.on('afterTransaction', after);
    const begin = (Undo: typeof Y.UndoManager) => {
      const undo = new Undo(doc, { trackedOrigins: new Set([this.origin]) });
      undo.on('stack-item-added', ({ stackItem, origin }: { stackItem: { meta: Map<unknown, unknown> }; origin: unknown }) => {
        if (origin !== undo) stackItem.meta.set(STEP, { ...this.#step, ...this.#to(this.#step.key), order: ++steps } satisfies Step);
      });
      undo.on('stack-item-updated', ({ stackItem, origin }: { stackItem: { meta: Map<unknown, unknown> }; origin: unknown }) => {
        const step = stackItem.meta.get(STEP) as Step | undefined;
        if (origin !== undo && step !== undefined) stackItem.meta.set(STEP, { ...step, ...this.#to(step.key) });
      });
      this.#undo = undo;
    };
    // the session has loaded Yjs for the document; the form needs of it only this class
    if (UndoClass !== undefined) begin(UndoClass);
    else {
      void import('yjs').then(({ UndoManager }) => {
        UndoClass = UndoManager;
        if (!open) return;
        begin(UndoManager);
        this.#changed();
      });
    }
    this.#stopDoc = () => {
      open = false;
      this.#undo?.destroy();
      this.#undo = null;
      fields.unobserve(onFields);
      rows.unobserve(onRows);
      doc.off('afterTransaction', after);
      doc.off('beforeObserverCalls', early);
    };
  }

  /** A remote change of choices and scalars: tint it, and tell whoever is in it. */
  #hear(root: string, event: Y.YMapEvent<Scalar>, transaction: Y.Transaction): void {
    const by = this.#authorOf(transaction);
    for (const [name, change] of event.keys) {
      const key = `${root}/${name}`;
      const after = event.target.get(name) ?? null;
      const before = (change.oldValue as Scalar | undefined) ?? null;
      if (before === after) continue;
      const author = by ?? this.#presentIn(key);
      this.tints.set(key, author);
      setTimeout(() => {
        this.tints.delete(key);
        this.#changed([key]);
      }, TINT_MS);
      // of a row that is gone one thing is told, not also that each of its cells is empty
      const gone = root === ROOTS.rows && !event.target.has(name.replace(/[^/]+$/, '.'));
      if (key === this.focused && !gone) this.#note(key, author, before, after);
      else if (name.endsWith('/.') && after === null) this.#rowGone(name, author, event);
      else if (root === ROOTS.rows) this.#chosen(name, author, before, after);
      this.onRemote?.(key);
    }
  }

  /** Of several changes in a row the way back leads to what one saw before the first. */
  #note(key: string, by: Author | null, was: Scalar, after: Scalar): void {
    const known = this.notes.get(key);
    const before = known !== undefined && known.after === was ? known.before : was;
    if (before === after) this.notes.delete(key);
    else this.#tell(key, { by, before, after });
  }

  /** One of the choices one is in was added or taken away. */
  #chosen(name: string, by: Author | null, before: Scalar, after: Scalar): void {
    const [table, , column] = name.split('/');
    const key = this.focused;
    if (key === null || table !== this.choices || column !== 'value') return;
    const list = this.notes.get(key)?.list;
    const [added, removed] = [new Set(list?.added), new Set(list?.removed)];
    if (before !== null && !added.delete(String(before))) removed.add(String(before));
    if (after !== null && !removed.delete(String(after))) added.add(String(after));
    if (added.size + removed.size === 0) this.notes.delete(key);
    else this.#tell(key, { by, before: null, after: null, list: { added, removed } });
  }

  #tell(key: string, note: Note): void {
    this.notes.set(key, note);
    this.onTouch?.({ kind: 'note', key });
  }

  /** The row one is in was deleted by somebody else: it can be brought back as it was. */
  #rowGone(name: string, by: Author | null, event: Y.YMapEvent<Scalar>): void {
    const prefix = name.slice(0, -1);
    if (!(this.focused?.startsWith(`rows/${prefix}`) || this.focused?.startsWith(`${ROOTS.text}${prefix}`))) return;
    const [table = '', id = ''] = name.split('/');
    const row = parseRowId(id);
    if (row === undefined) return;
    const cells: Record<string, Scalar> = {};
    for (const [key, change] of event.keys) if (key.startsWith(prefix) && !key.endsWith('/.')) cells[key.slice(prefix.length)] = change.oldValue as Scalar;
    const at = Math.max(0, (this.#rows.get(table) ?? []).findIndex((each) => each.id === row));
    this.#tell(`rows/${table}`, { by, before: null, after: null, row: { table, id: row, cells, at } });
  }

  #authorOf(transaction: Y.Transaction): Author | null {
    for (const [client, clock] of transaction.afterState) {
      if (clock <= (transaction.beforeState.get(client) ?? 0)) continue;
      const author = this.handle.authorOf(client);
      if (author !== null) return author;
    }
    return null; // a deletion carries no author
  }

  #presentIn(key: string): Author | null {
    const there = this.others.filter((person) => person.field === key);
    return there.length === 1 ? there[0]! : null;
  }

  get others(): readonly PresentPerson[] {
    return this.handle.people.filter((person) => !person.self);
  }

  rows(table: string): readonly Row[] {
    read(this.name, `rows/${table}`);
    if (this.#doc === null) return [];
    let rows = this.#rows.get(table);
    if (rows === undefined) this.#rows.set(table, (rows = getRows(this.#doc, table)));
    return rows;
  }
  row(table: string, match: Readonly<Record<string, string>>): Row | undefined {
    const found = this.rows(table).filter((row) => Object.entries(match).every(([column, value]) => row.cells[column] === value));
    return found.find((row) => row.cells['preferred'] === true) ?? found[0];
  }
  field(key: string): Scalar {
    read(this.name, `${ROOTS.fields}/${key}`);
    return this.#doc === null ? null : getField(this.#doc, key);
  }
  /** What is said about a value: where it comes from, whether somebody checked it. */
  mark(of: string, mark: Mark): Scalar {
    read(this.name, markKey(of, mark));
    return this.#doc === null ? null : getMark(this.#doc, of, mark);
  }
  /** A scalar or a long text by its value key. */
  valueAt(key: string): Scalar {
    read(this.name, key);
    return key.startsWith(ROOTS.text) ? (this.text(key)?.toString() ?? null) : (this.#scalar(key) ?? null);
  }
  holds(key: string): boolean {
    const value = this.valueAt(key);
    return value !== null && value !== '';
  }
  text(root: string): Y.Text | null {
    read(this.name, root);
    return this.#doc === null ? null : getText(this.#doc, root);
  }

  filled({ place }: { readonly place: Place }): boolean {
    switch (place.kind) {
      case 'value': return this.field(place.key) !== null;
      case 'text': return (this.text(`${ROOTS.text}${place.key}`)?.length ?? 0) > 0;
      case 'list': case 'rows': return this.rows(place.table).length > 0;
      case 'address': return this.row('addresses', { use: place.use }) !== undefined;
      case 'part': return (this.row(place.table, place.match)?.cells[place.column] ?? null) !== null;
      case 'column': case 'files': case 'none': return false;
    }
  }

  #step: Omit<Step, 'order'> = { label: '', key: '' };
  /** What a value key of one scalar holds now. */
  #scalar(key: string): Scalar | undefined {
    const [root, table = '', row, column] = key.split('/');
    if (this.#doc === null || (root !== ROOTS.fields && root !== ROOTS.rows)) return undefined;
    if (root === ROOTS.fields) return getField(this.#doc, table);
    return row === undefined || column === undefined ? undefined : getCell(this.#doc, table, row, column);
  }
  #to(key: string): { readonly to?: Scalar } {
    const to = this.#scalar(key);
    return to === undefined ? {} : { to };
  }
  /** One step of one's own, named for the undo button. Steps of the same value within half a second are one. `group`: all sections that one act changes. */
  edit(label: string, key: string, change: (doc: Y.Doc) => void, group?: readonly OpenSection[]): void {
    const doc = this.doc;
    if (doc === null || this.readOnly) return;
    // adding, moving and removing rows are steps of their own, however fast
    if (key !== this.#last || /^rows\/[^/]+$/.test(key)) this.#undo?.stopCapturing();
    this.#last = key;
    const from = this.#scalar(key);
    this.#step = { label, key, group, ...(from === undefined ? {} : { from }) };
    this.notes.delete(key);
    doc.transact(() => {
      change(doc);
      // a long text is spliced by its binding, which knows nothing of marks
      if (key.startsWith(ROOTS.text)) unverify(doc, key);
    }, this.origin);
  }

  writeField(field: FormField, value: Scalar): void {
    this.edit(field.label, `${ROOTS.fields}/${field.home.key}`, (doc) => setField(doc, field.home.key, value));
  }

  /** A cell of the first matching row, which is made when there is none; a row that holds nothing else goes with its value. */
  writePart(label: string, key: string, table: string, match: Readonly<Record<string, string>>, column: string, value: Scalar): void {
    this.edit(label, key, (doc) => {
      const row = this.row(table, match);
      if (row === undefined) {
        // a fixed id lets two people who fill the same address at the same moment meet in one row
        const id = match['use'] === undefined ? undefined : parseRowId(match['use']);
        if (value !== null) addRow(doc, table, { ...match, [column]: value }, random, id === undefined ? {} : { id });
      } else if (value === null && Object.keys(row.cells).every((cell) => cell === column || cell in match)) deleteRow(doc, table, row.id);
      else setCell(doc, table, row.id, column, value);
    });
  }

  /** The step that undo takes back, or null. */
  get undoStep(): Step | null {
    return topStep(this.#undo?.undoStack);
  }
  get redoStep(): Step | null {
    return topStep(this.#undo?.redoStack);
  }
  undo(): void {
    this.#turn('undo');
  }
  redo(): void {
    this.#turn('redo');
  }
  #turn(way: 'undo' | 'redo'): void {
    const undo = this.#undo;
    if (undo === null || this.readOnly) return;
    const at = `${way}Step` as const;
    const step = this[at];
    const mark = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => stackItem.meta.set(STEP, { ...step, order: ++steps });
    undo.on('stack-item-added', mark);
    undo[way]();
    undo.off('stack-item-added', mark);
    for (const other of step?.group ?? []) if (other[at]?.group === step?.group) other[way]();
    this.#last = '';
    this.#changed();
  }
}

const topStep = (stack: readonly { readonly meta: Map<unknown, unknown> }[] | undefined): Step | null => (stack?.at(-1)?.meta.get(STEP) as Step | undefined) ?? null;
