/** Facts that the server or the calendar computes, as far as this page knows them: from the archive's row, its overview, and dates in the section. */
import type { Scalar } from '../../../model/api.ts';
import type { ArchiveView } from '../../../model/api.ts';
import type { SchemeKey } from '../../../model/overview.ts';
import type { Language } from '../../../model/labels.ts';
import { addressLine, registeredAddress } from '../../../model/requirements/registered-address.ts';
import type { OpenSection } from '../open-section.ts';

type Full = Extract<ArchiveView['overview'], { readonly revision: number }>;

const classValue = (overview: Full, scheme: SchemeKey): string | null => overview.classes[scheme]?.value ?? null;
const input = (overview: Full, scheme: SchemeKey, key: string): Scalar => overview.classes[scheme]?.inputs.find((each) => each.key === key)?.value ?? null;

/** By catalogue key; a key that is not here is computed nowhere yet and is not drawn. */
const FROM_OVERVIEW: Readonly<Record<string, (overview: Full) => Scalar>> = Object.freeze({
  'crm.transactionCount': ({ trade }) => trade?.count ?? null,
  'crm.transactionAmount': ({ trade }) => (trade ? `${trade.sum} ${trade.currency}` : null),
  'crm.firstTransactionAt': ({ trade }) => trade?.first ?? null,
  'crm.lastTransactionAt': ({ trade }) => trade?.last ?? null,
  'archive.stage': ({ stage }) => stage,
  'class.abc': (overview) => classValue(overview, 'abc'),
  'rfm.segment': (overview) => classValue(overview, 'rfm'),
  'rfm.recencyDays': (overview) => input(overview, 'rfm', 'recencyDays'),
  'rfm.frequency': (overview) => input(overview, 'rfm', 'frequency'),
  'rfm.monetary': (overview) => { const sum = input(overview, 'rfm', 'monetary'); return sum === null || !overview.trade ? null : `${sum} ${overview.trade.currency}`; },
});

/** Classes speak for themselves in every language. */
export function classLabel(view: ArchiveView, key: string, language: Language): string | null {
  const scheme: SchemeKey | undefined = key === 'class.abc' ? 'abc' : key === 'rfm.segment' ? 'rfm' : undefined;
  const overview = view.overview;
  if (scheme === undefined || !('revision' in overview)) return null;
  return overview.classes[scheme]?.label[language] ?? null;
}

/** Whole years between a date of birth and today, both as local dates. A birthday without its day counts from the month. */
export function yearsSince(date: Scalar, today: string): number | null {
  if (typeof date !== 'string' || !/^\d{4}-\d{2}/.test(date)) return null;
  const years = Number(today.slice(0, 4)) - Number(date.slice(0, 4)) - (today.slice(5, date.length) < date.slice(5) ? 1 : 0);
  return years >= 0 && years < 150 ? years : null;
}

/** `YYYY-MM-DD` where the person is. */
export function localToday(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function computedValue(view: ArchiveView, section: OpenSection | null, key: string, today: string): Scalar {
  if (key === 'customer.archiveOpenedAt') return view.row?.openedAt.slice(0, 10) ?? null;
  if (key === 'customer.lastReviewedAt') return view.row?.reviewedAt?.slice(0, 10) ?? null;
  if (key === 'person.registeredAddress') {
    const address = registeredAddress(section?.rows('addresses').map(({ cells }) => cells) ?? []);
    return address === null ? null : addressLine(address.cells);
  }
  if (key === 'profile.ageYears') return yearsSince(section?.field('person.dateOfBirth') ?? null, today);
  return 'revision' in view.overview ? (FROM_OVERVIEW[key]?.(view.overview) ?? null) : null;
}
