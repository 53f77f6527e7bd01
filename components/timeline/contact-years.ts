/** The yearly documents a timeline holds open: `contacts-2026` and its elders, read into entries. What shows, and when, is left to the element. */
import type * as Y from 'yjs';
import type { RandomBytes, RowId } from '../../model/ids.ts';
import { newRowId } from '../../model/ids.ts';
import type { Scalar } from '../../model/api.ts';
import { contactsOf } from '../../model/sections.ts';
import { addRow, deleteRow, getRows, parseValueKey, rowKey, rowTextKey, setCell, setText } from '../../model/section-doc.ts';
import type { Clock } from '../line/clock.ts';
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

/** A record as the quick form gives it; null and empty texts are left out. */
export interface NewContact {
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

  /** Open years that hold at least one record. */
  filled(): number[] {
    return [...this.#years].filter(([, { entries }]) => entries !== null && entries.length > 0).map(([year]) => year);
  }

  /** After a failure: lets go of the year and asks for it anew. */
  reopen(year: number): void {
    const held = this.#years.get(year);
    if (held) this.#close(held);
    this.#years.delete(year);
    this.open(year);
  }

  #close({ handle, stop, unhear }: Held): void {
    unhear();
    stop();
    handle.release();
  }

  /** Resolves true when the year can be written, false when it cannot be had or does not come within ten seconds. */
  whenReady(year: number, clock: Clock): Promise<boolean> {
    const handle = this.open(year);
    return new Promise((resolve) => {
      const settle = (ready: boolean): void => {
        stop();
        cancel();
        resolve(ready);
      };
      const look = (): void => {
        const { state } = handle;
        if (state.kind === 'ready') settle(handle.doc !== null && state.level !== 'read');
        else if (state.kind !== 'loading') settle(false);
      };
      const stop = handle.subscribe(look);
      const cancel = clock.after(10_000, () => settle(false));
      look();
    });
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
  add(year: number, draft: NewContact): string {
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

  /** Runs a change of a text as this person's own; its origin is this object. */
  editOf(entry: ContactEntry): (change: () => void) => void {
    return (change) => this.#edit(entry, change);
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

  /** What the server did not take, each with its two ways on. */
  refused(): readonly { readonly refused: Refused; readonly retry: () => void; readonly drop: () => void }[] {
    return [...this.#years.values()].flatMap(({ handle }) => handle.refused.map((refused) => ({ refused, retry: () => handle.retry(refused.key), drop: () => handle.drop(refused.key) })));
  }

  dispose(): void {
    for (const held of this.#years.values()) this.#close(held);
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
