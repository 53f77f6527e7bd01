/** The JSON of `/api/rates`: what one unit of another currency was worth in the workspace's own, from a day on. */
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';

/** One rate as somebody sends it. CSV has the same names as its columns: `currency,date,rate,source`. */
export interface RateWish {
  /** ISO 4217, such as USD; not the workspace's own. */
  readonly currency: string;
  /** The first day on which it holds; it holds until the day before the next one. */
  readonly date: CalendarDate;
  /** Units of the workspace's currency for one unit of this one, as exact decimal text: at most twelve digits on either side of the point, more than nothing. */
  readonly rate: string;
  /** Where it is from; at most 200 characters. */
  readonly source?: string | null;
}

export interface RateView extends Required<RateWish> { readonly setBy: PersonRef | null; readonly setAt: Moment }

/** One currency of which there are rates or transactions. */
export interface RateCurrency {
  readonly currency: string;
  readonly rates: number;
  /** Days of the first and of the newest rate; null: none. */
  readonly first: CalendarDate | null;
  readonly last: CalendarDate | null;
  readonly latest: string | null;
  /** Purchases and returns in it that count, and those that do not for want of a rate. Null: not told to who neither configures nor has insight. */
  readonly converted: number | null;
  readonly left: number | null;
}

/** `GET /api/rates?currency=&after=&limit=`: the newest day first. `next`: what `after` takes for more; null: no more. */
export interface RatesView { readonly base: string; readonly currencies: readonly RateCurrency[]; readonly rates: readonly RateView[]; readonly next: string | null }

/** `PUT /api/rates`, JSON or `text/csv`: sets these and leaves the others; all of them or, where one is wrong, none. The same again changes nothing. */
export interface RatesWish { readonly rates: readonly RateWish[] }
export interface RatesAnswer { readonly created: number; readonly updated: number; readonly unchanged: number }

/** `GET /api/rates/changes?currency=&after=&limit=`: newest first. `DELETE /api/rates/{currency}/{date}` is one too: `after` is null. */
export interface RateChange {
  readonly id: number;
  readonly currency: string;
  readonly date: CalendarDate;
  /** Null: there was none. */
  readonly before: string | null;
  /** Null: there is none any more. */
  readonly after: string | null;
  readonly source: string | null;
  readonly by: PersonRef | null;
  readonly at: Moment;
}
export interface RateChanges { readonly items: readonly RateChange[]; readonly next: number | null }
