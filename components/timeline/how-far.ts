/** How far down a timeline is drawn: as much as is looked at, and never past a gap that would fill under the reader's eyes. Pure; asking for what lies beyond is left to `timeline-data.ts`. */
import type { CalendarDate } from '../../model/overview.ts';
import type { ReadingOrder } from './reading-order.ts';

type Places = ReadingOrder['places'];

/** Drawn at once, and added each time the end comes into sight: more than a tall screen shows. */
export const FIRST = 40;
export const STEP = 60;

export interface HowFar {
  /** Places drawn at most. */
  readonly limit: number;
  /** The newest year that is not here yet: nothing of it or before it is drawn, for entries would come in above. Undefined: no year is missing. */
  readonly missing: number | undefined;
  /** Days before this one are not all here. */
  readonly horizon: CalendarDate | null;
}

export interface Drawn { readonly places: Places; /** There is more that is here and may be drawn. */ readonly more: boolean }

/** Places come newest first. */
export function drawn(places: Places, { limit, missing, horizon }: HowFar): Drawn {
  const edge = [missing === undefined ? '' : `${missing + 1}`, horizon ?? ''].sort().at(-1)!;
  const cut = edge === '' ? -1 : places.findIndex(({ time }) => time.date < edge);
  const whole = cut < 0 ? places.length : cut;
  return { places: places.slice(0, Math.min(limit, whole)), more: whole > limit };
}
