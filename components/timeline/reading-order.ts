/** Which entries show, and in which order, while somebody reads: nothing is pushed or moved under the reader's eyes or caret. Pure; `contact-timeline.ts` says who is reading. */
import type { CalendarDate } from '../../model/overview.ts';
import { monthName, weekday } from './dates.ts';
import { grouped, newestFirst } from './entries.ts';
import type { Entry, Group, GroupKey } from './entries.ts';
import type { Reader } from './entry-view.ts';
import { sortKey } from './local-time.ts';
import type { LocalTime } from './local-time.ts';

/** An entry where it stands; while the order is held this may be older than the entry's own time. */
interface Place { readonly id: string; readonly time: LocalTime }

export interface ReadingOrder {
  readonly places: readonly Place[];
  /** New entries of others that wait for a click. */
  readonly held: readonly string[];
  /** Every id that was ever shown or given by the reader's own action. */
  readonly known: ReadonlySet<string>;
}

export const EMPTY_ORDER: ReadingOrder = Object.freeze({ places: [], held: [], known: new Set<string>() });

export interface Reading {
  /** The reader is in the list or below its head: new entries of others wait. */
  readonly reading: boolean;
  /** An entry is being edited: what shows keeps its place, because moving it would take the caret away. */
  readonly editing: boolean;
  /** Entries the reader made or asked for (`Load 2025`): they never wait. */
  readonly asked: ReadonlySet<string>;
}

/** `entries` are all that is loaded; `passes` is the filter, which changes what shows but not what is known. */
export function nextOrder(last: ReadingOrder, entries: readonly Entry[], passes: (entry: Entry) => boolean, now: Reading): ReadingOrder {
  const known = new Set(last.known);
  const held: string[] = [];
  for (const { id } of entries) {
    if (known.has(id)) continue;
    if (now.reading && !now.asked.has(id)) held.push(id);
    else known.add(id);
  }
  const shown = entries.filter((entry) => known.has(entry.id) && passes(entry)).sort(newestFirst);
  return { places: now.editing ? keepPlaces(last.places, shown) : shown.map(({ id, time }) => ({ id, time })), held, known };
}

/** What stood stays where it stood; what is new goes in at its time. */
function keepPlaces(last: readonly Place[], shown: readonly Entry[]): Place[] {
  const here = new Set(shown.map(({ id }) => id));
  const places = last.filter(({ id }) => here.has(id));
  const stood = new Set(places.map(({ id }) => id));
  for (const { id, time } of shown) {
    if (stood.has(id)) continue;
    const at = places.findIndex((place) => sortKey(place.time) < sortKey(time));
    places.splice(at < 0 ? places.length : at, 0, { id, time });
  }
  return places;
}

/** Shows what waited. */
export const release = (order: ReadingOrder): ReadingOrder => ({ ...order, held: [], known: new Set([...order.known, ...order.held]) });

/** Groups of the places as they stand, with their entries. */
export function groupsOf(places: ReadingOrder['places'], entry: (id: string) => Entry | undefined, today: CalendarDate): Group[] {
  return grouped(places.flatMap(({ id, time }) => {
    const found = entry(id);
    return found ? [{ entry: found, date: time.date }] : [];
  }), today);
}

export function groupName(key: GroupKey, { t, today, language }: Reader): string {
  switch (key.kind) {
    case 'ahead': return t.timeline.ahead;
    case 'today': return t.timeline.today;
    case 'yesterday': return t.timeline.yesterday;
    case 'day': return weekday(key.date, language);
    case 'month': return monthName(key.month, today, language);
  }
}
