/** What a classification reads: the customers with their sums in a window. The storage fills it by SQL; the rules are beside this file. */
import type { TransactionKind } from '../api.ts';
import type { ArchiveId } from '../ids.ts';
import type { CalendarDate, Moment, ClassResult } from '../overview.ts';
import { addDays, addMonths } from './dates.ts';

/** Kinds that count as a purchase (frequency, recency) and whose amounts add up to the value. Shipments and collections follow a sale and would count it twice. */
export const PURCHASE_KINDS = ['sale', 'stay', 'consumption'] as const satisfies readonly TransactionKind[];
/** Kinds that reduce the value; their amounts count without their sign (B-1: returns reduce M). */
export const RETURN_KINDS = ['return'] as const satisfies readonly TransactionKind[];

/** One customer. Money is in integer minor units of `Population.currency`; a safe integer. Only transactions up to `window.to` count anywhere here. */
export interface PopulationMember {
  readonly id: ArchiveId;
  /** Sum of the purchases in the window. */
  readonly sales: number;
  /** Sum of the returns in the window, without sign (never negative). */
  readonly returns: number;
  /** Number of purchases in the window. */
  readonly purchases: number;
  /** Newest purchase in the window; null when there is none. */
  readonly last: CalendarDate | null;
  /** First and newest purchase of all time up to `window.to`. */
  readonly firstEver: CalendarDate | null;
  readonly lastEver: CalendarDate | null;
  /** Business roles (D-17) as in `customer.partnerRole`: `dealer` makes an agent of the customer (C-03). */
  readonly roles: readonly string[];
  /** `crm.crmCategory` (D-08) as a person wrote it: tells agents from end customers where no role does. */
  readonly category: string | null;
  /** `crm.purchaseStrategy` (D-56). */
  readonly strategy: string | null;
  /** Transactions in other currencies, counted by currency (`3 × USD`): those without a rate, which the sums leave out, and those that were converted. */
  readonly leftOut?: readonly string[];
  readonly converted?: readonly string[];
}

/** Both ends belong to the window; `from` is null for all time. */
export interface Window { readonly from: CalendarDate | null; readonly to: CalendarDate; readonly months: number | 'all' }

export interface Population {
  readonly currency: string;
  readonly window: Window;
  /** Customers only (see `isCustomer`), in any order; those without a purchase belong to it. */
  readonly members: readonly PopulationMember[];
}

/** What the next result takes over from the one before. */
export type ClassHistory = Pick<ClassResult, 'value' | 'label' | 'since' | 'previous' | 'trend'>;

/** When the calculation runs, who set the rule, and what was stored before: it gives `since`, `previous` and `trend`. */
export interface ClassificationRun {
  readonly computedAt: Moment;
  readonly previous?: (id: ArchiveId) => ClassHistory | undefined;
}

/** Archives that are nothing but suppliers are outside the customer population (C-13). */
export const isCustomer = (roles: readonly string[]): boolean => roles.length === 0 || roles.some((role) => role !== 'supplier');

/** A window of whole months that ends at the reference date: 12 months to 1998-05-06 begin with 1997-05-07. */
export const windowOf = (to: CalendarDate, months: number | 'all'): Window =>
  ({ from: months === 'all' ? null : addDays(addMonths(to, -months), 1), to, months });

/** The reference date: the asked one or the newest transaction, never later than today; without any transaction it is today. */
export function referenceDate(asked: CalendarDate | null, newest: CalendarDate | null, today: CalendarDate): CalendarDate {
  const wanted = asked ?? newest ?? today;
  return wanted > today ? today : wanted;
}
