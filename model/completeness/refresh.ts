/** When a fact is to be looked at again: one table, each rule with its source. Pure dates; which values there are is asked in `stale.ts`. */
import type { SectionKey } from '../sections.ts';

export interface RefreshRule {
  readonly id: string;
  /** What it is about: single values by catalogue key, or the rows of a table. */
  readonly about: { readonly kind: 'fields'; readonly keys: readonly string[] } | { readonly kind: 'rows'; readonly table: string };
  readonly sections: readonly SectionKey[];
  /** Months since the value was verified or changed. */
  readonly months: number;
  /** Where the rule comes from: a rule of the catalogue, or `ours` where the catalogue names no period. */
  readonly source: 'P-20' | 'P-23' | 'P-29' | 'ours';
  readonly why: string;
}

/** A contact whose number is dead is found out too late (P-29): within a year somebody has tried it. */
const METHOD_MONTHS = 12;
/** People move and are promoted; the catalogue names no period, two years are ours. */
const SLOW_MONTHS = 24;
/** The yellow pages are renewed every year (P-23). */
export const YELLOW_MONTHS = 12;
/** A credit report is a snapshot of three months to one year (P-20); without a date of its own the longest. */
export const SNAPSHOT_MONTHS = 12;

export const REFRESH_RULES: readonly RefreshRule[] = Object.freeze([
  { id: 'methods', about: { kind: 'rows', table: 'methods' }, sections: ['profile'], months: METHOD_MONTHS, source: 'P-29', why: 'contact data are found dead too late because nobody planned their upkeep' },
  { id: 'peopleMethods', about: { kind: 'rows', table: 'peopleMethods' }, sections: ['people'], months: METHOD_MONTHS, source: 'P-29', why: 'the same of a company\'s people' },
  { id: 'addresses', about: { kind: 'rows', table: 'addresses' }, sections: ['profile', 'identity'], months: SLOW_MONTHS, source: 'ours', why: 'residence and office change seldom, and nobody tells' },
  { id: 'position', about: { kind: 'fields', keys: ['person.employer', 'person.post', 'person.position', 'person.professionalTitle'] }, sections: ['profile'], months: SLOW_MONTHS, source: 'ours', why: 'people are promoted and change employers' },
  { id: 'people', about: { kind: 'rows', table: 'people' }, sections: ['people'], months: SLOW_MONTHS, source: 'ours', why: 'the same of a company\'s people' },
] as const satisfies readonly RefreshRule[]);

/** Papers whose own date ends them. */
export interface ExpiryRule {
  readonly id: string;
  readonly section: SectionKey;
  /** A date of its own: a field, or the newest of the rows by their column, `else` so many months after another column. */
  readonly until: { readonly kind: 'field'; readonly key: string } | { readonly kind: 'rows'; readonly table: string; readonly column: string | null; readonly from: string };
  readonly source: 'P-20' | 'ours';
}

export const EXPIRY_RULES: readonly ExpiryRule[] = Object.freeze([
  { id: 'creditReport', section: 'credit', until: { kind: 'rows', table: 'creditReports', column: 'validUntil', from: 'issuedAt' }, source: 'P-20' },
  { id: 'creditSurvey', section: 'credit', until: { kind: 'rows', table: 'creditSurveys', column: null, from: 'date' }, source: 'P-20' },
  { id: 'licence', section: 'profile', until: { kind: 'field', key: 'org.licenceValidUntil' }, source: 'ours' },
  { id: 'idDocument', section: 'identity', until: { kind: 'field', key: 'person.idDocumentValidUntil' }, source: 'ours' },
] as const satisfies readonly ExpiryRule[]);

/** `2026-08-31` and 6 months give `2027-02-28`: the last day of a month stays one. Coarser dates count from their end. */
export function monthsAfter(date: string, months: number): string | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!parts) return null;
  const [year, month] = [Number(parts[1]), parts[2] === undefined ? 12 : Number(parts[2])];
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  const day = Math.min(parts[3] === undefined ? 31 : Number(parts[3]), last);
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day from which a paper that is valid until then has ended; null for `long-term` and what is no date. */
export function dayAfter(date: string): string | null {
  const end = monthsAfter(date, 0);
  if (end === null) return null;
  const next = new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000);
  return Number.isNaN(next.getTime()) ? null : next.toISOString().slice(0, 10);
}
