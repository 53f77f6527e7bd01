/** The yearly documents a timeline holds open: `contacts-2026` and its elders, read into entries. What shows, and when, is left to the element. */
import type * as Y from 'yjs';
import type { RandomBytes, RowId } from '../../model/ids.ts';
import { newRowId } from '../../model/ids.ts';
import type { Scalar } from '../../model/api.ts';
import { contactsOf } from '../../model/sections.ts';
import { addRow, deleteRow, getRows, parseValueKey, rowKey, rowTextKey, setCell, setText } from '../../model/section-doc.ts';
import type { PresentPerson, Refused, SectionHandle, Session, Stop } from '../internal/session.ts';
import { COLUMN, readContacts, TABLE } from './entries.ts';
import type { ContactEntry } from './entries.ts';

export interface ContactYearsOptions {
  readonly session: Pick<Session, 'open'>;
  /** As the page wrote it. */
  readonly ref: string;
  readonly random: RandomBytes;
  /** Something that shows may have changed. */
  readonly changed: () => void;
}

/** What the quick form and the editor write; null takes a value away. Texts are the whole new text. */
export interface ContactDraft {
  readonly cells: Readonly<Record<string, Scalar>>;
  readonly texts: Readonly<Record<string, string>>;
}

export type EntryNews =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'saving' | 'waiting' }
  | { readonly kind: 'saved'; readonly at: number | null };

interface Held {
  readonly handle: SectionHandle;
  readonly stop: Stop;
  doc: Y.Doc | null;
  unhear: Stop;
  entries: ContactEntry[] | null;
  /** Rows this person wrote since the page was opened. */
  readonly touched: Set<string>;
}

const QUIET: EntryNews = { kind: 'quiet' };

export class ContactYears {
  readonly #options: ContactYearsOptions;
  readonly #years = new Map<number, Held>();

  constructor(options: ContactYearsOptions) {
    this.#options = Object.freeze({ ...options });
  }

  /** Opens a year once; further calls give the same. */
  open(year: number): SectionHandle {
    const here = this.#years.get(year);
    if (here) return here.handle;
    const handle = this.#options.session.open(this.#options.ref, contactsOf(year));
    const held: Held = { handle, stop: handle.subscribe(() => this.#follow(held)), doc: null, unhear: () => {}, entries: null, touched: new Set() };
    this.#years.set(year, held);
    this.#follow(held);
    return handle;
  }

  /** The document may have been replaced after a refusal or a new epoch: hear the one that counts. */
  #follow(held: Held): void {
    const { doc } = held.handle;
    if (doc !== held.doc) {
      held.unhear();
      held.doc = doc;
      held.entries = null;
      const hear = (): void => {
        held.entries = null;
        this.#options.changed();
      };
      doc?.on('update', hear);
      held.unhear = () => doc?.off('update', hear);
    }
    this.#options.changed();
  }

  /** Newest first. */
  get years(): readonly number[] {
    return [...this.#years.keys()].sort((a, b) => b - a);
  }

  handle(year: number): SectionHandle | undefined {
    return this.#years.get(year)?.handle;
  }

  /** Years whose content is here. */
  ready(year: number): boolean {
    return this.#years.get(year)?.handle.state.kind === 'ready';
  }

  entries(): ContactEntry[] {
    const all: ContactEntry[] = [];
    for (const [year, held] of this.#years) {
      if (held.doc === null || held.handle.state.kind !== 'ready') continue;
      held.entries ??= readContacts(held.doc, year);
      all.push(...held.entries);
    }
    return all;
  }

  /** One transaction, so that others see a whole entry and never half of one. The year must be ready. */
  add(year: number, draft: ContactDraft): string {
    const held = this.#years.get(year);
    const doc = held?.doc;
    if (!held || !doc) throw new Error(`contacts of ${year} are not open`);
    const row: RowId = newRowId(this.#options.random);
    held.touched.add(row);
    doc.transact(() => {
      addRow(doc, TABLE, draft.cells, this.#options.random, { id: row });
      for (const [column, value] of Object.entries(draft.texts)) if (value !== '') setText(doc, rowTextKey(TABLE, row, column), value);
    }, this);
    return `${year}/${row}`;
  }

  write(entry: ContactEntry, column: string, value: Scalar): void {
    this.#edit(entry, (doc) => setCell(doc, TABLE, entry.row, column, value));
  }

  remove(entry: ContactEntry): void {
    this.#edit(entry, (doc) => deleteRow(doc, TABLE, entry.row));
  }

  /** The text to bind an editor to; the entry counts as touched. */
  text(entry: ContactEntry, column: string): Y.Text | null {
    return this.#years.get(entry.year)?.doc?.getText(rowTextKey(TABLE, entry.row, column)) ?? null;
  }

  touch(entry: ContactEntry): void {
    this.#years.get(entry.year)?.touched.add(entry.row);
  }

  #edit(entry: ContactEntry, change: (doc: Y.Doc) => void): void {
    const held = this.#years.get(entry.year);
    const doc = held?.doc;
    if (!held || !doc) return; // closed in the meantime: the entry does not show any more
    held.touched.add(entry.row);
    doc.transact(() => change(doc), this);
  }

  /** Saved state of an entry this person wrote; others' entries are quiet. */
  news(entry: ContactEntry): EntryNews {
    const held = this.#years.get(entry.year);
    if (!held?.touched.has(entry.row)) return QUIET;
    const { saved } = held.handle;
    switch (saved.kind) {
      case 'saved': return { kind: 'saved', at: saved.at };
      case 'saving': return { kind: 'saving' };
      case 'waiting': return { kind: 'waiting' };
      case 'notSaved': return QUIET; // the tray says it, with the value
    }
  }

  /** Colleagues in an entry, without oneself. */
  peopleIn(entry: ContactEntry): readonly PresentPerson[] {
    const people = this.#years.get(entry.year)?.handle.people ?? [];
    return people.filter(({ self, field }) => !self && field !== null && rowOf(field) === entry.row);
  }

  /** Tells the others where one is; null: nowhere. */
  focus(entry: ContactEntry, column: string | null): void {
    this.#years.get(entry.year)?.handle.focus(column === null ? null : keyOf(entry.row, column));
  }

  refused(): readonly { readonly year: number; readonly refused: Refused }[] {
    return [...this.#years].flatMap(([year, { handle }]) => handle.refused.map((refused) => ({ year, refused })));
  }

  dispose(): void {
    for (const { handle, stop, unhear } of this.#years.values()) {
      unhear();
      stop();
      handle.release();
    }
    this.#years.clear();
  }
}

const LONG: ReadonlySet<string> = new Set([COLUMN.subject, COLUMN.result, COLUMN.report]);
const keyOf = (row: string, column: string): string => (LONG.has(column) ? rowTextKey(TABLE, row, column) : rowKey(TABLE, row, column));

/** The contact record a value key lies in, or null. */
export function rowOf(key: string): string | null {
  const parsed = parseValueKey(key);
  return parsed && 'row' in parsed && parsed.table === TABLE ? parsed.row : null;
}

/** People of the customer, by row id, as the section `people` has them. */
export const readPeople = (doc: Y.Doc): readonly { readonly id: string; readonly name: string }[] =>
  getRows(doc, 'people').flatMap(({ id, cells }) => (typeof cells['name'] === 'string' && cells['name'] !== '' ? [{ id, name: cells['name'] }] : []));
