/** Entries of the timeline: contact records, major changes and transactions in one order, filtered and grouped. It reads and decides; drawing is left to `entry-view.ts`. */
import type * as Y from 'yjs';
import type { Transaction } from '../../model/api.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { getMark, getRows, rowTextKey } from '../../model/section-doc.ts';
import { fold } from '../internal/fold.ts';
import { daysBetween, parseLocalTime, sortKey } from './local-time.ts';
import type { LocalTime } from './local-time.ts';

/** Row table of F-061 and its columns (F-197 to F-207): the catalogue key after its last dot (DESIGN 4). */
export const TABLE = 'contacts';
export const COLUMN = Object.freeze({
  time: 'time', salesperson: 'salesperson', person: 'contactPerson', subject: 'subject', result: 'result',
  next: 'nextAppointment', channel: 'channel', major: 'isMajor', reported: 'reportedToDepartmentAt', report: 'report',
});

/** Row table of F-161, major changes at the customer; they lie in the same yearly documents. */
export const CHANGES = 'majorEvents';
export const CHANGE = Object.freeze({ date: 'date', kind: 'kind', text: 'text' });

export interface ContactEntry {
  readonly kind: 'contact';
  /** Unique over all years: `2026/x1`. */
  readonly id: string;
  readonly row: string;
  readonly year: number;
  readonly time: LocalTime;
  readonly salesperson: string | null;
  readonly person: string | null;
  readonly channel: string | null;
  readonly subject: string;
  readonly result: string;
  readonly next: LocalTime | null;
  readonly major: boolean;
  readonly reported: string | null;
  readonly report: string;
  /** Where it was noted (F-376, an option of D-80): a mark of the matter, as P-37 wants it of every value. */
  readonly area: string | null;
}

/** A major change at the customer: moved, renamed, taken over. */
export interface ChangeEntry {
  readonly kind: 'change';
  readonly id: string;
  readonly row: string;
  readonly year: number;
  readonly time: LocalTime;
  /** Option of D-84. */
  readonly what: string | null;
  readonly text: string;
}

/** What people write in a year's document; both can be edited. */
export type WrittenEntry = ContactEntry | ChangeEntry;

export interface TradeEntry { readonly kind: 'trade'; readonly id: string; readonly time: LocalTime; readonly trade: Transaction }

export type Entry = WrittenEntry | TradeEntry;

/** The row table an entry lies in. */
export const tableOf = (entry: WrittenEntry): string => (entry.kind === 'contact' ? TABLE : CHANGES);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Long text of a row; asking for a root makes one, so only those that exist are asked for. */
const long = (doc: Y.Doc, table: string, row: string, column: string): string => {
  const name = rowTextKey(table, row, column);
  return doc.share.has(name) ? doc.getText(name).toString() : '';
};

/** What was written in one year. An entry without a readable time is placed on the year's first day rather than lost. */
export const readYear = (doc: Y.Doc, year: number): WrittenEntry[] => [...readContacts(doc, year), ...readChanges(doc, year)];

function readContacts(doc: Y.Doc, year: number): ContactEntry[] {
  return getRows(doc, TABLE).map(({ id, cells }) => ({
    kind: 'contact' as const,
    id: `${year}/${id}`,
    row: id,
    year,
    time: parseLocalTime(cells[COLUMN.time]) ?? { date: `${year}-01-01`, time: null, zone: null },
    salesperson: text(cells[COLUMN.salesperson]),
    person: text(cells[COLUMN.person]),
    channel: text(cells[COLUMN.channel]),
    subject: long(doc, TABLE, id, COLUMN.subject),
    result: long(doc, TABLE, id, COLUMN.result),
    next: parseLocalTime(cells[COLUMN.next]),
    major: cells[COLUMN.major] === true,
    reported: text(cells[COLUMN.reported]),
    report: long(doc, TABLE, id, COLUMN.report),
    area: text(getMark(doc, rowTextKey(TABLE, id, COLUMN.subject), 'channel')),
  }));
}

function readChanges(doc: Y.Doc, year: number): ChangeEntry[] {
  return getRows(doc, CHANGES).map(({ id, cells }) => ({
    kind: 'change' as const,
    id: `${year}/${id}`,
    row: id,
    year,
    time: parseLocalTime(cells[CHANGE.date]) ?? { date: `${year}-01-01`, time: null, zone: null },
    what: text(cells[CHANGE.kind]),
    text: long(doc, CHANGES, id, CHANGE.text),
  }));
}

export const tradeEntry = (trade: Transaction): TradeEntry => ({
  kind: 'trade', id: `trade/${trade.id}`, time: parseLocalTime(trade.date) ?? { date: '1970-01-01', time: null, zone: null }, trade,
});

/** Newest first; the id decides between equal times, the same way on every page. */
export const newestFirst = (a: Entry, b: Entry): number => compare(sortKey(b.time), sortKey(a.time)) || compare(b.id, a.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface Filter {
  /** `''` all, `contacts`, `trade`, `changes`, `major`, or `channel:<option of D-13>`. */
  readonly kind: string;
  readonly salesperson: string;
  /** Row of one of the customer's people. */
  readonly person: string;
  /** Null: every year that is loaded. */
  readonly year: number | null;
  readonly search: string;
}

export const NO_FILTER: Filter = Object.freeze({ kind: '', salesperson: '', person: '', year: null, search: '' });
/** Apart from the year: what passes lies anywhere in the past. */
export const isNarrow = ({ kind, salesperson, person, search }: Filter): boolean => kind !== '' || salesperson !== '' || person !== '' || search.trim() !== '';
export const isFiltered = (filter: Filter): boolean => isNarrow(filter) || filter.year !== null;

/** `words` gives everything readable of an entry, in the reader's language, so that what one sees is what one finds. */
export function matches(entry: Entry, filter: Filter, words: (entry: Entry) => string): boolean {
  if (filter.year !== null && Number(entry.time.date.slice(0, 4)) !== filter.year) return false;
  if (filter.salesperson !== '' && (entry.kind !== 'contact' || entry.salesperson !== filter.salesperson)) return false;
  if (filter.person !== '' && (entry.kind !== 'contact' || entry.person !== filter.person)) return false;
  if (!ofKind(entry, filter.kind)) return false;
  const wanted = fold(filter.search).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return true;
  const all = fold(words(entry));
  return wanted.every((word) => all.includes(word));
}

function ofKind(entry: Entry, kind: string): boolean {
  if (kind === '') return true;
  if (kind === 'trade') return entry.kind === 'trade';
  if (kind === 'changes') return entry.kind === 'change';
  if (entry.kind !== 'contact') return false;
  if (kind === 'contacts') return true;
  return kind === 'major' ? entry.major : kind === `channel:${entry.channel ?? ''}`;
}

/** Day by day for the last week, then month by month. What lies ahead stands first. */
export type GroupKey =
  | { readonly kind: 'ahead' }
  | { readonly kind: 'today' }
  | { readonly kind: 'yesterday' }
  | { readonly kind: 'day'; readonly date: CalendarDate }
  | { readonly kind: 'month'; readonly month: string };

export interface Group { readonly id: string; readonly key: GroupKey; readonly entries: readonly Entry[] }

export function groupOf(date: CalendarDate, today: CalendarDate): GroupKey {
  const age = daysBetween(date, today);
  if (age < 0) return { kind: 'ahead' };
  if (age === 0) return { kind: 'today' };
  if (age === 1) return { kind: 'yesterday' };
  return age < 7 ? { kind: 'day', date } : { kind: 'month', month: date.slice(0, 7) };
}

const groupId = (key: GroupKey): string => (key.kind === 'day' ? key.date : key.kind === 'month' ? key.month : key.kind);

/** Items come in the order in which they show. */
export function grouped(items: readonly { readonly entry: Entry; readonly date: CalendarDate }[], today: CalendarDate): Group[] {
  const groups: { id: string; key: GroupKey; entries: Entry[] }[] = [];
  for (const { entry, date } of items) {
    const key = groupOf(date, today);
    const id = groupId(key);
    const last = groups.at(-1);
    if (last?.id === id) last.entries.push(entry);
    else groups.push({ id, key, entries: [entry] });
  }
  return groups;
}
