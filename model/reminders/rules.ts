/** When somebody should turn to a customer: pure rules, one function a kind of `kinds.ts`. What is due later is found as well, so that a reason holds while days pass; only what comes round each year asks what day it is. */
import type { Scalar, SectionValues } from '../api.ts';
import { addDays, isCalendarDate } from '../classification/dates.ts';
import { dayAfter, monthsAfter, YELLOW_MONTHS } from '../completeness/refresh.ts';
import type { Shares } from '../completeness/sum.ts';
import type { PersonId } from '../ids.ts';
import type { CalendarDate, SchemeKey } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import { cautionOf } from '../warning.ts';
import type { ReasonInputs } from './api.ts';
import { laterOf, monthDay, nextLunar, nextYearly } from './days.ts';
import { REMINDER_KINDS } from './kinds.ts';
import type { ReminderKind } from './kinds.ts';
import { declineOf } from './rhythm.ts';

/** A change of the rules: what was reckoned by an older one is reckoned anew. */
export const RULES_VERSION = 2;

type Cells = Readonly<Record<string, Scalar>>;
export interface CareInput {
  /** False: the customer took back their consent to greetings. Default: greeted. */
  readonly greeted?: boolean;
  /** Where the workspace is. */
  readonly today: CalendarDate;
  readonly row: { readonly kind: string; readonly packs: readonly string[]; readonly openedAt: CalendarDate; readonly reviewedAt: CalendarDate | null; readonly confidentiality: string; /** Owner and co-owners who are active. */ readonly staff: number };
  /** Of each section that has a document its values; contact records of all years together. */
  readonly sections: Readonly<Partial<Record<SectionKey, SectionValues>>>;
  /** Days of purchases; only the newest count. */
  readonly purchases: readonly CalendarDate[];
  readonly shares: Shares;
  readonly files: readonly { readonly id: string; readonly section: SectionKey; readonly name: string; readonly validUntil: CalendarDate | null }[];
  /** Days of a dictionary's option; null: it has no cycle. */
  readonly cycle: (dictionary: 'D-55' | 'D-56', option: string) => number | null;
  /** How often a year a customer of its classes is visited, and which of them says so; null: none does. */
  readonly visits: { readonly times: number; readonly scheme: SchemeKey; readonly value: string } | null;
  /** Months after which a credit report that names no last day of its own is old. */
  readonly creditMonths: number;
  /** A hand-over asks for it: until which day, of whom the customer came, and whose it is. Default: none waits. */
  readonly firstContact?: { readonly due: CalendarDate; readonly of: string; readonly person: PersonId } | null;
}

/** A reason as it is kept: it is told from `starts` on, and goes by itself after `ends`. */
export interface Cause {
  readonly kind: ReminderKind;
  readonly key: string;
  readonly section: SectionKey;
  readonly due: CalendarDate;
  readonly starts: CalendarDate;
  readonly ends: CalendarDate | null;
  /** Whom the record names; null: whoever is responsible for the archive. */
  readonly person: PersonId | null;
  readonly inputs: ReasonInputs;
}

const MOST_REPORTS = 3;
/** Sections whose upkeep is one reason; confidential and restricted ones have reasons of their own. */
const KEPT_UP: readonly SectionKey[] = ['profile', 'people'];
/** A new relation is rated within ten working days (B-5); two weeks, so that a table of holidays changes no past. */
const FIRST_RATING_DAYS = 14;
const AML_MONTHS: Readonly<Record<string, number>> = Object.freeze({ high: 6, medium: 12, low: 24 });

const textOf = (value: Scalar | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const dayIn = (value: Scalar | undefined): CalendarDate | null => {
  const day = textOf(value)?.slice(0, 10) ?? '';
  return isCalendarDate(day) ? day : null;
};
const rows = (values: SectionValues | undefined, table: string): readonly (readonly [string, Cells])[] => Object.entries(values?.rows[table] ?? {});
const personIn = (value: Scalar | undefined): PersonId | null => textOf(value) as PersonId | null;

function cause(kind: ReminderKind, section: SectionKey, key: string, due: CalendarDate, inputs: ReasonInputs = {}, person: PersonId | null = null): Cause {
  const { ahead, keeps } = REMINDER_KINDS[kind];
  return { kind, section, key, due, starts: ahead === 0 ? due : addDays(due, -ahead), ends: keeps === null ? null : addDays(due, keeps), person, inputs };
}

/** What comes round: the one whose time of being told has not passed. */
const greeted = (kind: 'birthday' | 'occasion', today: CalendarDate): CalendarDate => addDays(today, -(REMINDER_KINDS[kind].keeps ?? 0));

export function causesOf(input: CareInput): readonly Cause[] {
  const { profile } = input.sections;
  const key = profile?.fields['customer.keyProspect'] === true;
  const silent = profile !== undefined && cautionOf(profile.fields).doNotContact;
  return [
    ...firstContact(input), ...contacts(input, key, silent), ...visits(input), ...(silent ? [] : [...classVisits(input), ...(input.greeted === false ? [] : [...birthdays(input), ...occasions(input)])]), ...decline(input), ...staff(input, key),
    ...deposits(input), ...aml(input), ...credit(input), ...papers(input), ...yearly(input), ...stale(input), ...yellow(input),
  ];
}

function firstContact({ firstContact: waits }: CareInput): readonly Cause[] {
  return waits ? [cause('firstContact', 'profile', 'handover', waits.due, { of: waits.of }, waits.person)] : [];
}

function lastContact({ sections }: CareInput): CalendarDate | null {
  return rows(sections.contacts, 'contacts').reduce<CalendarDate | null>((most, [, row]) => laterOf(most, dayIn(row['time'])), null);
}

function contacts(input: CareInput, key: boolean, silent: boolean): readonly Cause[] {
  const { sections, row, cycle } = input;
  const last = lastContact(input);
  const records = rows(sections.contacts, 'contacts');
  const found: Cause[] = [];
  for (const [id, cells] of records) {
    const day = dayIn(cells['nextAppointment']);
    // a contact on or after the day of an appointment has kept it
    if (day !== null && (last === null || day > last)) {
      const time = textOf(cells['nextAppointment'])?.slice(11, 16) ?? '';
      found.push(cause('appointment', 'contacts', id, day, time === '' ? {} : { time }, personIn(cells['salesperson'])));
    }
    const held = dayIn(cells['time']);
    if (held !== null && cells['isMajor'] === true && textOf(cells['reportedToDepartmentAt']) === null && row.confidentiality !== 'businessConfidential') {
      found.push(cause('major', 'contacts', id, held, { held }, personIn(cells['salesperson'])));
    }
  }
  if (key) {
    const unreported = records.filter(([id, cells]) => dayIn(cells['time']) !== null && textOf(sections.contacts?.texts[`contacts/${id}/report`]) === null)
      .sort(([, a], [, b]) => (String(a['time']) < String(b['time']) ? 1 : -1)).slice(0, MOST_REPORTS);
    for (const [id, cells] of unreported) {
      const held = dayIn(cells['time']) as CalendarDate;
      found.push(cause('contactReport', 'contacts', id, addDays(held, 1), { held }, personIn(cells['salesperson'])));
    }
  }
  const strategy = textOf(sections.profile?.fields['crm.contactStrategy']);
  const days = strategy === null || silent ? null : cycle('D-55', strategy);
  if (days !== null) found.push(cause('contactCycle', 'contacts', 'contact', addDays(last ?? row.openedAt, days + 1), { strategy: strategy as string, days, ...(last === null ? { opened: row.openedAt } : { last }) }));
  return found;
}

function visits(input: CareInput): readonly Cause[] {
  const last = lastContact(input);
  return rows(input.sections.profile, 'visitPlan').flatMap(([id, cells]) => {
    const planned = dayIn(cells['nextAt']);
    if (planned === null) return [];
    const strategy = textOf(cells['cycle']);
    const days = strategy === null ? null : input.cycle('D-55', strategy);
    const kept = last !== null && last >= planned;
    // whoever was there on or after the day has kept it, and the next one is a cycle later
    if (kept && days === null) return [];
    const due = kept ? addDays(last, days as number) : planned;
    const how = textOf(cells['kind']);
    return [cause('visit', 'profile', id, due, { ...(how === null ? {} : { how }), ...(days === null ? {} : { days }) }, personIn(cells['person']))];
  });
}

/** What the service matrix promises the customer's class, where nobody has planned the visits of this one. */
function classVisits(input: CareInput): readonly Cause[] {
  const { visits: promised, row, sections } = input;
  if (promised === null || rows(sections.profile, 'visitPlan').some(([, cells]) => dayIn(cells['nextAt']) !== null)) return [];
  const last = lastContact(input);
  const days = Math.floor(365 / promised.times);
  return [cause('classVisit', 'profile', 'class', addDays(last ?? row.openedAt, days + 1), { scheme: promised.scheme, class: promised.value, times: promised.times, days, ...(last === null ? { opened: row.openedAt } : { last }) })];
}

function birthdays({ sections, today }: CareInput): readonly Cause[] {
  const from = greeted('birthday', today);
  const of = (section: SectionKey, key: string, date: string | null, inputs: ReasonInputs): readonly Cause[] => {
    const due = date === null || monthDay(date) === null ? null : nextYearly(date, from);
    return due === null ? [] : [cause('birthday', section, key, due, { ...inputs, born: (date as string).slice(0, 10) })];
  };
  const people = rows(sections.people, 'people').flatMap(([id, cells]) => of('people', `people/${id}`, textOf(cells['birthday']), named(cells)));
  const family = rows(sections.private, 'family').flatMap(([id, cells]) => of('private', `family/${id}`, textOf(cells['birthday']), named(cells)));
  return [...of('profile', 'person', textOf(sections.profile?.fields['person.dateOfBirth']), {}), ...people, ...family];
}
const named = (cells: Cells): ReasonInputs => {
  const who = textOf(cells['name']);
  return who === null ? {} : { who: who.slice(0, 80) };
};

function occasions({ sections, today }: CareInput): readonly Cause[] {
  const from = greeted('occasion', today);
  return rows(sections.preferences, 'occasions').flatMap(([id, cells]) => {
    const date = textOf(cells['date']);
    if (date === null) return [];
    const lunar = cells['lunar'] === true;
    const due = cells['yearly'] !== true ? dayIn(date) : lunar ? nextLunar(date, from) : nextYearly(date, from);
    const occasion = textOf(cells['kind']);
    const note = textOf(cells['note']);
    return due === null ? [] : [cause('occasion', 'preferences', id, due, { ...(occasion === null ? {} : { occasion }), ...(note === null ? {} : { note: note.slice(0, 120) }), ...(lunar ? { lunar: date } : { since: date }) })];
  });
}

function decline({ sections, purchases, cycle }: CareInput): readonly Cause[] {
  const strategy = textOf(sections.profile?.fields['crm.purchaseStrategy']);
  const found = declineOf(purchases, strategy === null ? null : cycle('D-56', strategy));
  if (found === null) return [];
  const { due, last, after, by, usual, gaps } = found;
  // one key: a customer has one such alert at a time
  return [cause('decline', 'trade', 'purchases', due, { last, days: after, by, gaps, ...(usual === null ? {} : { usual }), ...(strategy === null ? {} : { strategy }) })];
}

const staff = ({ row }: CareInput, key: boolean): readonly Cause[] => (key && row.staff < 2 ? [cause('twoStaff', 'profile', 'staff', row.openedAt, { staff: row.staff })] : []);

function deposits({ sections }: CareInput): readonly Cause[] {
  return rows(sections.bank, 'deposits').flatMap(([id, cells]) => {
    const due = dayIn(cells['maturesAt']);
    const [amount, deposit] = [textOf(cells['amount']), textOf(cells['kind'])];
    return due === null ? [] : [cause('deposit', 'bank', id, due, { ...(amount === null ? {} : { amount }), ...(deposit === null ? {} : { deposit }) })];
  });
}

function aml({ sections, row }: CareInput): readonly Cause[] {
  const newest = rows(sections.aml, 'amlAssessments').map(([, cells]) => cells).filter((cells) => dayIn(cells['assessedAt']) !== null)
    .sort((a, b) => (String(a['assessedAt']) < String(b['assessedAt']) ? 1 : -1))[0];
  if (newest === undefined) return row.packs.includes('bank') ? [cause('amlReview', 'aml', 'review', addDays(row.openedAt, FIRST_RATING_DAYS), { first: row.openedAt })] : [];
  const level = textOf(newest['level']);
  const assessed = dayIn(newest['assessedAt']) as CalendarDate;
  const due = dayIn(newest['nextReviewAt']) ?? monthsAfter(assessed, AML_MONTHS[level ?? ''] ?? 12);
  return due === null ? [] : [cause('amlReview', 'aml', 'review', due, { assessed, ...(level === null ? {} : { level }) })];
}

function credit({ sections, creditMonths }: CareInput): readonly Cause[] {
  const ends = rows(sections.credit, 'creditReports').flatMap(([, cells]) => {
    const issued = dayIn(cells['issuedAt']);
    const until = dayIn(cells['validUntil']) ?? (issued === null ? null : monthsAfter(issued, creditMonths));
    return until === null ? [] : [{ until, issued }];
  });
  // the newest counts: the one before it has been replaced
  const newest = ends.sort((a, b) => (a.until < b.until ? 1 : -1))[0];
  return newest === undefined ? [] : [cause('creditReport', 'credit', 'report', newest.until, { until: newest.until, ...(newest.issued === null ? {} : { issued: newest.issued }) })];
}

const PAPERS = [{ section: 'profile', key: 'org.licenceValidUntil' }, { section: 'identity', key: 'person.idDocumentValidUntil' }] as const;
function papers({ sections, files }: CareInput): readonly Cause[] {
  const fields = PAPERS.flatMap(({ section, key }) => {
    const until = dayIn(sections[section]?.fields[key]);
    return until === null ? [] : [cause('paper', section, key, until, { until, field: key })];
  });
  return [...fields, ...files.flatMap(({ id, section, name, validUntil }) => (validUntil === null || !isCalendarDate(validUntil) ? [] : [cause('paper', section, `file/${id}`, validUntil, { until: validUntil, file: name.slice(0, 120) })]))];
}

/** Each year's figures should be there by April of the next (P-06); only of whom such figures are kept. */
function yearly({ sections }: CareInput): readonly Cause[] {
  const years = rows(sections.credit, 'annualPerformance').map(([, { year }]) => Number(year)).filter((year) => Number.isInteger(year) && year > 1900 && year < 2200);
  if (years.length === 0) return [];
  const year = Math.max(...years) + 1;
  return [cause('yearly', 'credit', String(year), `${year + 1}-04-01`, { year })];
}

function stale({ shares, sections, row }: CareInput): readonly Cause[] {
  const licence = textOf(sections.profile?.fields['org.licenceValidUntil']);
  const own = licence === null ? null : dayAfter(licence);
  return KEPT_UP.flatMap((section) => {
    // the licence has a reason of its own; what is wrong whatever the day is wrong since the archive was there
    const from = (shares[section]?.stale ?? []).filter((day) => section !== 'profile' || day !== own).map((day) => (day < row.openedAt ? row.openedAt : day)).sort();
    const first = from[0];
    return first === undefined ? [] : [cause('stale', section, section, first, { values: from.filter((day) => day <= (monthsAfter(first, 1) ?? first)).length })];
  });
}

function yellow({ sections, row }: CareInput): readonly Cause[] {
  if (sections.profile?.fields['customer.collectionChannel'] !== 'yellowPages') return [];
  const last = laterOf(row.reviewedAt, row.openedAt) as CalendarDate;
  const due = monthsAfter(last, YELLOW_MONTHS);
  return due === null ? [] : [cause('yellowPages', 'profile', 'channel', due, { last })];
}

