/** The short forms in which the sample archives are written down. Days count back from the day of seeding, so that the demo never grows old. */
import type { Scalar, SectionPatch, TransactionKind } from '../../model/api.ts';

/** Kind, value and label; the first of a list is the preferred one. */
export type Method = readonly [kind: string, value: string, label?: string];
/** Use, street, city, region, postcode and country. */
export type Address = readonly [use: string, text: string, city: string, region: string, postcode: string, country: string];

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly role?: string;
  readonly gender?: string;
  readonly birthday?: string;
  readonly hobbies?: string;
  readonly workScope?: string;
  readonly methods?: readonly Method[];
}

export interface RecordSpec {
  /** Days before the seeding day. */
  readonly ago: number;
  /** `HH:mm` in the archive's zone. */
  readonly time: string;
  readonly channel: string;
  /** Salesperson; the owner when left out. */
  readonly by?: string;
  /** Row id of a person at the customer. */
  readonly with?: string;
  readonly subject: string;
  readonly result?: string;
  /** Next appointment: days after the seeding day (negative: before) and time. */
  readonly next?: readonly [days: number, time: string];
  readonly major?: true;
}

/**
 * How a customer buys over the last 24 months. `steady`: evenly; `growing` and `declining`: towards or away from today; `seasonal`: two
 * seasons a year; `new`: only in the last three months; `lost`: nothing in the last 14 months.
 */
export type Pattern = 'steady' | 'growing' | 'declining' | 'seasonal' | 'new' | 'lost';

export interface Trade {
  readonly pattern: Pattern;
  /** Purchases a year at the pattern's strongest. */
  readonly perYear: number;
  /** Typical quantity of a line. */
  readonly quantity: number;
  /** Names and unit prices in cents. */
  readonly items: readonly (readonly [name: string, cents: number])[];
  readonly kind?: TransactionKind;
  /** Days until payment is due. */
  readonly term?: number;
  /** Months since the newest purchase, for who has paused; default 0. */
  readonly pause?: number;
}

export interface Spec {
  readonly id: string;
  readonly keys: readonly string[];
  readonly code: string;
  readonly kind: 'individual' | 'organisation' | 'otherOrganisation' | 'individualBusiness';
  readonly packs: readonly string[];
  readonly owner: string;
  readonly coOwners?: readonly string[];
  readonly department: string;
  readonly confidentiality?: 'businessConfidential' | 'restricted';
  readonly zone: string;
  /** Of `profile`. */
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly methods: readonly Method[];
  readonly addresses?: readonly Address[];
  /** Lists of `profile`, by catalogue key. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** Row tables of `profile`. */
  readonly rows?: SectionPatch['rows'];
  readonly people?: readonly Contact[];
  readonly records?: readonly RecordSpec[];
  /** Other sections, as they are. */
  readonly more?: Readonly<Record<string, SectionPatch>>;
  readonly trade?: Trade;
  readonly files?: readonly Paper[];
}

/** A file of one page: `kind` is the key of its field, `title` what the page says, in Latin letters. */
export interface Paper { readonly section: string; readonly kind: string; readonly name: string; readonly title: string; readonly validUntil?: string }

/** Values of a list as rows. */
export const listed = (values: readonly string[]): Readonly<Record<string, { readonly value: string }>> => Object.fromEntries(values.map((value, i) => [`v${i + 1}`, { value }]));
