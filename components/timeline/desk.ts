/** What writing needs of the timeline it belongs to, and the small steps that its forms share. */
import { addRow } from '../../model/section-doc.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Session } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';
import type { Below } from './below.ts';
import type { NewEntry } from './contact-years.ts';
import type { Reader } from './entry-view.ts';
import { parseLocalTime, yearOf } from './local-time.ts';
import type { TimelineData } from './timeline-data.ts';

export interface Desk {
  readonly data: TimelineData;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Words and names as they are now; also whether a customer looks on. */
  readonly reader: () => Reader;
  /** Service area of this place, an option of D-80; null: none. */
  readonly area: () => string | null;
  /** Undefined while it is on its way. */
  readonly below: () => Below | undefined;
  readonly update: () => void;
  readonly focusOn: (selector: string) => Promise<void>;
  readonly goTo: (id: string) => void;
  /** Shows what one has just recorded, whatever was filtered, and goes there unless told not to. */
  readonly made: (id: string, focus?: boolean) => void;
  /** Said once, politely. */
  readonly say: (text: string) => void;
  /** Still the timeline that these forms were opened in. */
  readonly live: () => boolean;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Row of the customer's person of this name, made where there is none. Null: this person may not write the customer's people. */
export function personNamed({ data, random }: Pick<Desk, 'data' | 'random'>, name: string): string | null {
  const known = data.customerPeople?.find((person) => same(person.name, name));
  if (known) return known.id;
  const doc = data.peopleDoc;
  return doc ? addRow(doc, 'people', { name: name.trim() }, random) : null;
}

/** Adds an entry to the year of its time, once that year is here. Null: it cannot be had, and nothing is lost. */
export async function addTo(desk: Desk, time: string, entry: () => NewEntry): Promise<string | null> {
  const { data, clock } = desk;
  const local = parseLocalTime(time);
  if (local === null) return null;
  const year = yearOf(local);
  data.show(year);
  if (!(await data.years.whenReady(year, clock)) || !desk.live()) return null;
  return data.years.add(year, entry());
}

/** `2026/x1` is row `x1`. */
export const rowIn = (id: string): string => id.slice(id.indexOf('/') + 1);
