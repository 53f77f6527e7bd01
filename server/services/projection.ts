/** What the overview row takes from the documents. Pure: values in, facts out; reading and writing are left to `overview.ts`. */
import type { Scalar, SectionValues } from '../../model/api.ts';
import { ADDRESSES, KEY_TEN, placeOf, storedField } from '../../model/catalogue/catalogue.ts';
import type { PersonId } from '../../model/ids.ts';
import type { ContactPoint } from '../../model/overview.ts';
import { cautionOf } from '../../model/warning.ts';
import type { OverviewData } from '../storage/storage.ts';

type Cells = Readonly<Record<string, Scalar>>;
export type Values = SectionValues & { readonly order?: Readonly<Record<string, readonly string[]>> };
export type Due = OverviewData['due'];

const EMPTY: Values = { fields: {}, rows: {}, texts: {}, marks: {} };
const MOST_CONTACTS = 6;
const MOST_DUE = 5;
const PREVIEW = 80;

/** Sections whose facts are in the row. */
/** `kind` is that of the archive's own row. */
export interface Sources { readonly kind: string; readonly profile: Values | null; readonly preferences: Values | null }

export interface Facts {
  readonly name: string | null;
  readonly data: Omit<OverviewData, 'due' | 'updatedAt'>;
  readonly lifecycle: { readonly category: string | null; readonly strategy: string | null };
  /** What a search finds besides the name. */
  readonly texts: readonly string[];
}

export function projectFacts(sources: Sources): Facts {
  const profile = sources.profile ?? EMPTY;
  const shortName = textOf(profile.fields['customer.shortName']);
  const contacts = contactPoints(profile);
  const place = placeName(profile);
  return {
    name: textOf(profile.fields['customer.name']),
    data: {
      shortName,
      roles: rowsOf(profile, 'customer.partnerRole').flatMap((row) => textOf(row.value) ?? []),
      place,
      contacts: contacts.slice(0, MOST_CONTACTS),
      keyTen: keyTen(sources),
      ...cautionOf(profile.fields),
    },
    lifecycle: { category: textOf(profile.fields['crm.crmCategory']), strategy: textOf(profile.fields['crm.purchaseStrategy']) },
    texts: [shortName, place, ...contacts.map((contact) => contact.value)].filter((text) => text !== null),
  };
}

/**
 * Appointments that nothing has followed yet: a contact recorded on or after the day of an appointment has kept it.
 * So the answer depends on the records alone, not on the day it is asked.
 */
export function projectDue(years: readonly Values[]): Due {
  const records = years.flatMap((values) => Object.entries(values.rows.contacts ?? {}).map(([id, row]) => ({ row, subject: values.texts[`contacts/${id}/subject`] ?? '' })));
  const newest = records.reduce((most, { row }) => later(most, textOf(row.time)), '');
  return records
    .flatMap(({ row, subject }) => {
      const date = textOf(row.nextAppointment);
      const person = textOf(row.salesperson);
      return date !== null && day(date) > day(newest) ? [{ kind: 'appointment' as const, date, text: preview(subject), person: person as PersonId | null }] : [];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .slice(0, MOST_DUE);
}

const textOf = (value: Scalar | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const later = (most: string, other: string | null): string => (other !== null && other > most ? other : most);
const day = (time: string): string => time.slice(0, 10);

function preview(text: string): string {
  const line = [...(text.trim().split('\n', 1)[0] ?? '')];
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1).join('')}…` : line.join('');
}

/** Rows of a table in their order; without an order as they lie. */
function rowsOf(values: Values, table: string): readonly Cells[] {
  const rows = values.rows[table] ?? {};
  const ids = values.order?.[table] ?? Object.keys(rows);
  return ids.map((id) => rows[id]).filter((row) => row !== undefined);
}

/** Preferred first, then as the rows stand; a method known to be dead comes last. */
function contactPoints(profile: Values): readonly ContactPoint[] {
  const rank = (row: Cells): number => (row.alive === false ? 2 : row.preferred === true ? 0 : 1);
  return rowsOf(profile, 'methods')
    .flatMap((row) => {
      const kind = textOf(row.kind);
      const value = textOf(row.value);
      return kind !== null && value !== null ? [{ row, kind, value }] : [];
    })
    .sort((a, b) => rank(a.row) - rank(b.row))
    .map(({ row, kind, value }) => ({ kind, value, alive: typeof row.alive === 'boolean' ? row.alive : null, verifiedAt: textOf(row.verifiedAt) }));
}

/** Where the customer is: the city, else the country, of the business address, else of the registered, else of any. */
function placeName(profile: Values): string | null {
  const rows = rowsOf(profile, ADDRESSES);
  const by = (use: string): Cells | undefined => rows.find((row) => row.use === use);
  const row = by('business') ?? by('registered') ?? by('mailing') ?? rows[0];
  return row ? (textOf(row.city) ?? textOf(row.region) ?? textOf(row.country)) : null;
}

/**
 * How many of an individual's key ten are known; organisations have none. Items of confidential and restricted sections stay out of the count:
 * everyone with a right on the profile sees it, and it must not tell whether an id number is on file.
 */
function keyTen({ kind, profile, preferences }: Sources): { readonly filled: number; readonly of: number } {
  if (kind !== 'individual') return { filled: 0, of: 0 };
  const open = { profile, preferences };
  const items = KEY_TEN.flatMap((key) => {
    const field = storedField(key);
    return field && (field.home === 'profile' || field.home === 'preferences') ? [{ field, values: open[field.home] ?? EMPTY }] : [];
  });
  const filled = items.filter(({ field, values }) => {
    const place = placeOf(field);
    if (place.kind === 'value') return (values.fields[place.key] ?? null) !== null && values.fields[place.key] !== '';
    if (place.kind === 'text') return Boolean(values.texts[place.key]);
    return (place.kind === 'rows' || place.kind === 'list') && Object.keys(values.rows[place.table] ?? {}).length > 0;
  });
  return { filled: filled.length, of: items.length };
}
