/** The yearly documents a timeline holds open: `contacts-2026` and its elders, read into entries. What shows, and when, is left to the element. */
import type * as Y from 'yjs';
import type { RandomBytes, RowId } from '../../model/ids.ts';
import { newRowId } from '../../model/ids.ts';
import type { Scalar } from '../../model/api.ts';
import type { ContactPoint } from '../../model/overview.ts';
import { contactsOf } from '../../model/sections.ts';
import { addRow, deleteRow, getRows, parseValueKey, rowKey, rowTextKey, setCell, setMark, setText } from '../../model/section-doc.ts';
import type { Clock } from '../line/clock.ts';
import type { PresentPerson, Refused, SectionHandle, Session, Stop } from '../internal/session.ts';
import { CHANGE, CHANGES, COLUMN, readYear, TABLE, tableOf } from './entries.ts';
import type { WrittenEntry } from './entries.ts';

export interface ContactYearsOptions {
  readonly session: Pick<Session, 'open'>;
  /** As the page wrote it. */
  readonly ref: string;
  readonly random: RandomBytes;
  /** Something that shows may have changed. */
  readonly changed: () => void;
}

/** A row as a form gives it; null and empty texts are left out. */
export interface NewEntry {
  readonly table: string;
  readonly cells: Readonly<Record<string, Scalar>>;
  readonly texts: Readonly<Record<string, string>>;
  /** Marks of its texts, by column: the service area in which the matter was noted. */
  readonly channels?: Readonly<Record<string, string>>;
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
  entries: WrittenEntry[] | null;
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
    return handleReady(this.open(year), clock);
  }

  handle(year: number): SectionHandle | undefined {
    return this.#years.get(year)?.handle;
  }

  /** Years whose content is here. */
  ready(year: number): boolean {
    return this.#years.get(year)?.handle.state.kind === 'ready';
  }

  /** One list a year; it stays the same one until that year changes. */
  entries(): readonly (readonly WrittenEntry[])[] {
    const all: (readonly WrittenEntry[])[] = [];
    for (const [year, held] of this.#years) {
      if (held.doc === null || held.handle.state.kind !== 'ready') continue;
      all.push((held.entries ??= readYear(held.doc, year)));
    }
    return all;
  }

  /** One transaction, so that others see a whole entry and never half of one. The year must be ready. */
  add(year: number, draft: NewEntry): string {
    const held = this.#years.get(year);
    const doc = held?.doc;
    if (!held || !doc) throw new Error(`contacts of ${year} are not open`);
    const row: RowId = newRowId(this.#options.random);
    held.touched.add(row);
    doc.transact(() => {
      addRow(doc, draft.table, draft.cells, this.#options.random, { id: row });
      for (const [column, value] of Object.entries(draft.texts)) if (value !== '') setText(doc, rowTextKey(draft.table, row, column), value);
      for (const [column, value] of Object.entries(draft.channels ?? {})) setMark(doc, rowTextKey(draft.table, row, column), 'channel', value);
    }, this);
    return `${year}/${row}`;
  }

  write(entry: WrittenEntry, column: string, value: Scalar): void {
    this.#edit(entry, (doc) => setCell(doc, tableOf(entry), entry.row, column, value));
  }

  remove(entry: WrittenEntry): void {
    this.#edit(entry, (doc) => deleteRow(doc, tableOf(entry), entry.row));
  }

  /** The text to bind an editor to; the entry counts as touched. */
  text(entry: WrittenEntry, column: string): Y.Text | null {
    return this.#years.get(entry.year)?.doc?.getText(rowTextKey(tableOf(entry), entry.row, column)) ?? null;
  }

  /** Runs a change of a text as this person's own; its origin is this object. */
  editOf(entry: WrittenEntry): (change: () => void) => void {
    return (change) => this.#edit(entry, change);
  }

  #edit(entry: WrittenEntry, change: (doc: Y.Doc) => void): void {
    const held = this.#years.get(entry.year);
    const doc = held?.doc;
    if (!held || !doc) return; // closed in the meantime: the entry does not show any more
    held.touched.add(entry.row);
    doc.transact(() => change(doc), this);
  }

  /** Saved state of an entry this person wrote; others' entries are quiet. */
  news(entry: WrittenEntry): EntryNews {
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
  peopleIn(entry: WrittenEntry): readonly PresentPerson[] {
    const people = this.#years.get(entry.year)?.handle.people ?? [];
    return people.filter(({ self, field }) => !self && field !== null && rowOf(field) === entry.row);
  }

  /** Tells the others where one is; null: nowhere. */
  focus(entry: WrittenEntry, column: string | null): void {
    this.#years.get(entry.year)?.handle.focus(column === null ? null : keyOf(tableOf(entry), entry.row, column));
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

/** The same of any section. */
export function handleReady(handle: SectionHandle, clock: Clock): Promise<boolean> {
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

const LONG: ReadonlySet<string> = new Set([COLUMN.subject, COLUMN.result, COLUMN.report, CHANGE.text]);
const keyOf = (table: string, row: string, column: string): string => (LONG.has(column) ? rowTextKey(table, row, column) : rowKey(table, row, column));

/** The entry a value key lies in, or null. */
export function rowOf(key: string): string | null {
  const parsed = parseValueKey(key);
  return parsed && 'row' in parsed && (parsed.table === TABLE || parsed.table === CHANGES) ? parsed.row : null;
}

export interface CustomerPerson { readonly id: string; readonly name: string; readonly contacts: readonly ContactPoint[] }

/** People of the customer, by row id, as the section `people` has them, with the ways to reach each. */
export function readPeople(doc: Y.Doc): readonly CustomerPerson[] {
  const methods = getRows(doc, 'peopleMethods');
  const text = (value: Scalar | undefined): string => (typeof value === 'string' ? value : '');
  return getRows(doc, 'people').flatMap(({ id, cells }) => (text(cells['name']) === '' ? [] : [{
    id, name: text(cells['name']),
    contacts: methods.flatMap(({ cells: own }) => (own['person'] === id && text(own['kind']) !== '' && text(own['value']) !== ''
      ? [{ kind: text(own['kind']), value: text(own['value']), alive: typeof own['alive'] === 'boolean' ? own['alive'] : null, verifiedAt: text(own['verifiedAt']) || null }] : [])),
  }]));
}
