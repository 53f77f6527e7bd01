/** The rules of reminders: days that come round, by sun and moon; working days and the plan; each kind from what it is reckoned. Rules are quoted by their number. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { SectionValues } from '../../model/api.ts';
import { addDays, daysBetween } from '../../model/classification/dates.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { isWorkday, lunarOf, nextLunar, nextYearly, planOf, workdaysFrom } from '../../model/reminders/days.ts';
import { REMINDER_KIND_NAMES, REMINDER_KINDS } from '../../model/reminders/kinds.ts';
import { declineOf } from '../../model/reminders/rhythm.ts';
import { causesOf } from '../../model/reminders/rules.ts';
import type { Cause, CareInput } from '../../model/reminders/rules.ts';
import { ACTION_NAMES, KIND_NAMES, reasonText } from '../../model/reminders/texts.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const values = (given: Partial<SectionValues>): SectionValues => ({ fields: {}, rows: {}, texts: {}, marks: {}, ...given });
const CYCLES: Readonly<Record<string, number>> = { monthly: 30, quarterly: 90 };
const input = (given: Partial<CareInput>): CareInput => ({
  today: '2026-05-12', row: { kind: 'organisation', packs: [], openedAt: '2026-01-01', reviewedAt: null, confidentiality: 'normal', staff: 1 }, sections: {}, purchases: [], shares: {}, files: [], visits: null, creditMonths: 6,
  cycle: (_dictionary, option) => CYCLES[option] ?? null, ...given,
});
const only = (kind: Cause['kind'], given: Partial<CareInput>): readonly Cause[] => causesOf(input(given)).filter((cause) => cause.kind === kind);

describe('days that come round (P-35)', () => {
  it('29 February is kept on the 28th where there is none', () => {
    expect(nextYearly('1980-02-29', '2027-01-01')).toBe('2027-02-28');
    expect(nextYearly('1980-02-29', '2028-01-01')).toBe('2028-02-29');
    expect(nextYearly('--02-29', '2027-03-01')).toBe('2028-02-29');
    expect(nextYearly('1980-02', '2027-03-01'), 'a month has no day').toBeNull();
  });
  it('a lunar day is found by the Chinese calendar', () => {
    // the new years of 2025 and 2026, the mid-autumn of 2026
    expect(lunarOf('2025-01-29')).toEqual({ month: 1, day: 1, leap: false });
    expect(nextLunar('2025-01-29', '2025-02-01')).toBe('2026-02-17');
    expect(lunarOf('2026-09-25')).toEqual({ month: 8, day: 15, leap: false });
    // the second sixth month of 2025
    expect(lunarOf('2025-07-25')).toEqual({ month: 6, day: 1, leap: true });
    expect(nextLunar('2025-07-25', '2025-08-01'), 'born in a leap month: kept in the month proper').toBe('2026-07-14');
    expect(lunarOf('2026-07-14')).toEqual({ month: 6, day: 1, leap: false });
  });
  it(`within 385 days, on the same lunar day or the last of a short month (SEED=${seed})`, () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 20_000 }), (born, later) => {
      const date = addDays('1930-01-01', born);
      const from = addDays('2000-01-01', later);
      const next = nextLunar(date, from) as string;
      expect(daysBetween(from, next)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(from, next)).toBeLessThanOrEqual(385);
      const [was, is] = [lunarOf(date), lunarOf(next)];
      expect({ month: is.month, leap: is.leap }).toEqual({ month: was.month, leap: false });
      expect(is.day === was.day || (was.day === 30 && is.day === 29)).toBe(true);
    }), { seed, numRuns: 300 });
  });
});

describe('working days', () => {
  const table = { weekend: [6, 7], holidays: [{ day: '2026-05-01', name: 'Labour Day' }], worked: ['2026-05-09'] };
  it('weekends and holidays are none, a worked Saturday is one', () => {
    expect(['2026-05-01', '2026-05-02', '2026-05-09', '2026-05-10', '2026-05-12'].map((day) => isWorkday(day, table))).toEqual([false, false, true, false, true]);
    expect(workdaysFrom('2026-04-30', 3, table)).toEqual(['2026-04-30', '2026-05-04', '2026-05-05']);
  });
  it('a plan takes so many a day and the rest on the last, on working days after today', () => {
    expect(planOf(45, 20, '2026-04-30', table)).toEqual([{ day: '2026-05-04', count: 20 }, { day: '2026-05-05', count: 20 }, { day: '2026-05-06', count: 5 }]);
    expect(planOf(0, 20, '2026-04-30', table)).toEqual([]);
  });
});

describe('purchase decline (P-16)', () => {
  it('by the strategy alone where there are fewer than three gaps', () => {
    expect(declineOf(['2026-01-01', '2026-01-11'], 30)).toMatchObject({ due: '2026-02-11', after: 30, by: 'strategy', usual: null });
    expect(declineOf(['2026-01-01', '2026-01-11'], null)).toBeNull();
    expect(declineOf([], 30)).toBeNull();
  });
  it('by its own rhythm: one and a half times the usual gap, or what nine of ten gaps keep to', () => {
    const days = ['2026-01-01', '2026-01-11', '2026-01-21', '2026-01-31', '2026-02-10'];
    expect(declineOf(days, null)).toMatchObject({ due: '2026-02-26', after: 15, by: 'rhythm', usual: 10 });
    expect(declineOf(days, 90)).toMatchObject({ by: 'rhythm', after: 15 });
    expect(declineOf(days, 7)).toMatchObject({ by: 'strategy', after: 7 });
  });
  it('is one reason a customer', () => {
    expect(only('decline', { purchases: ['2026-01-01'], sections: { profile: values({ fields: { 'crm.purchaseStrategy': 'monthly' } }) } })).toMatchObject([{ key: 'purchases', section: 'trade', due: '2026-02-01', inputs: { by: 'strategy', days: 30, last: '2026-01-01' } }]);
  });
});

describe('kinds', () => {
  const profile = (fields: SectionValues['fields'], rows: SectionValues['rows'] = {}) => values({ fields, rows });
  it('contact cycle (P-15): from the last contact, else from the opening; nobody who is not to be contacted', () => {
    const contacts = values({ rows: { contacts: { c1: { time: '2026-03-02T10:00' }, c2: { time: '2026-02-02' } } } });
    expect(only('contactCycle', { sections: { profile: profile({ 'crm.contactStrategy': 'monthly' }), contacts } })).toMatchObject([{ due: '2026-04-02', inputs: { last: '2026-03-02', days: 30 } }]);
    expect(only('contactCycle', { sections: { profile: profile({ 'crm.contactStrategy': 'monthly' }) } })).toMatchObject([{ due: '2026-02-01', inputs: { opened: '2026-01-01' } }]);
    expect(only('contactCycle', { sections: { profile: profile({ 'crm.contactStrategy': 'none' }) } })).toEqual([]);
    expect(only('contactCycle', { sections: { profile: profile({ 'crm.contactStrategy': 'monthly', 'customer.warningKind': 'doNotContact' }) } }).length).toBeLessThanOrEqual(1);
  });
  it('an appointment until a contact has kept it, for whoever made it', () => {
    const rows = { contacts: { c1: { time: '2026-05-01T09:00', nextAppointment: '2026-05-20T15:30', salesperson: 'cora' } } };
    expect(only('appointment', { sections: { contacts: values({ rows }) } })).toMatchObject([{ due: '2026-05-20', starts: '2026-05-17', person: 'cora', inputs: { time: '15:30' } }]);
    expect(only('appointment', { sections: { contacts: values({ rows: { contacts: { ...rows.contacts, c2: { time: '2026-05-20T16:00' } } } }) } })).toEqual([]);
  });
  it('contact report and two staff (P-11) of a priority new customer alone; a major matter (P-07) unless the business is confidential', () => {
    const contacts = values({ rows: { contacts: { c1: { time: '2026-05-01T09:00', isMajor: true }, c2: { time: '2026-05-02T09:00' } } }, texts: { 'contacts/c2/report': 'met' } });
    const key = profile({ 'customer.keyProspect': true });
    expect(only('contactReport', { sections: { profile: key, contacts } })).toMatchObject([{ key: 'c1', due: '2026-05-02' }]);
    expect(only('contactReport', { sections: { profile: profile({}), contacts } })).toEqual([]);
    expect(only('twoStaff', { sections: { profile: key } })).toHaveLength(1);
    expect(only('twoStaff', { sections: { profile: key }, row: { ...input({}).row, staff: 2 } })).toEqual([]);
    expect(only('major', { sections: { contacts } })).toMatchObject([{ key: 'c1', due: '2026-05-01' }]);
    expect(only('major', { sections: { contacts }, row: { ...input({}).row, confidentiality: 'businessConfidential' } })).toEqual([]);
  });
  it('deposits (P-17) under bank, a fortnight ahead', () => {
    expect(only('deposit', { sections: { bank: values({ rows: { deposits: { d1: { kind: 'oneYear', amount: '100000.00 CNY', maturesAt: '2026-06-01' } } } }) } })).toMatchObject([{ section: 'bank', due: '2026-06-01', starts: '2026-05-18', inputs: { amount: '100000.00 CNY' } }]);
  });
  it('risk review: by its own date, else by the level; the first one of a bank customer', () => {
    const assessed = (row: object) => values({ rows: { amlAssessments: { a1: { assessedAt: '2025-12-01', level: 'high', ...row } } } });
    expect(only('amlReview', { sections: { aml: assessed({}) } })).toMatchObject([{ section: 'aml', due: '2026-06-01' }]);
    expect(only('amlReview', { sections: { aml: assessed({ nextReviewAt: '2026-03-01' }) } })).toMatchObject([{ due: '2026-03-01' }]);
    expect(only('amlReview', {})).toEqual([]);
    expect(only('amlReview', { row: { ...input({}).row, packs: ['bank'] } })).toMatchObject([{ due: '2026-01-15' }]);
  });
  it('credit report (P-20): the newest counts, with no date of its own as many months as are set (B-9); papers and files by their last day', () => {
    const credit = (rows: SectionValues['rows']) => ({ credit: values({ rows }) });
    expect(only('creditReport', { sections: credit({ creditReports: { r1: { issuedAt: '2025-01-01', validUntil: '2025-07-01' }, r2: { issuedAt: '2025-06-15' } } }) })).toMatchObject([{ due: '2025-12-15', section: 'credit' }]);
    expect(only('creditReport', { creditMonths: 12, sections: credit({ creditReports: { r1: { issuedAt: '2025-06-15' } } }) })).toMatchObject([{ due: '2026-06-15' }]);
    expect(only('paper', { sections: { profile: profile({ 'org.licenceValidUntil': 'long-term' }), identity: values({ fields: { 'person.idDocumentValidUntil': '2026-06-30' } }) }, files: [{ id: 'f1', section: 'terms', name: 'contract.pdf', validUntil: '2026-07-01' }] }))
      .toMatchObject([{ section: 'identity', due: '2026-06-30' }, { section: 'terms', key: 'file/f1', due: '2026-07-01' }]);
  });
  it('yearly figures (P-06) by April of the year after; yellow pages (P-23) after a year', () => {
    expect(only('yearly', { sections: { credit: values({ rows: { annualPerformance: { y1: { year: 2023 }, y2: { year: 2024 } } } }) } })).toMatchObject([{ key: '2025', due: '2026-04-01' }]);
    expect(only('yearly', {})).toEqual([]);
    expect(only('yellowPages', { sections: { profile: profile({ 'customer.collectionChannel': 'yellowPages' }) } })).toMatchObject([{ due: '2027-01-01' }]);
  });
  it('birthdays of the customer, of people and of family each under the right of their section; visits (P-33)', () => {
    const found = only('birthday', { sections: { profile: profile({ 'person.dateOfBirth': '1980-05-15' }), people: values({ rows: { people: { p1: { name: 'Li', birthday: '--05-16' } } } }), private: values({ rows: { family: { f1: { birthday: '1980-05' } } } }) } });
    expect(found.map(({ section, due }) => [section, due])).toEqual([['profile', '2026-05-15'], ['people', '2026-05-16']]);
    const plan = { visitPlan: { v1: { kind: 'visit', cycle: 'monthly', nextAt: '2026-04-01' } } };
    expect(only('visit', { sections: { profile: profile({}, plan) } })).toMatchObject([{ due: '2026-04-01' }]);
    expect(only('visit', { sections: { profile: profile({}, plan), contacts: values({ rows: { contacts: { c: { time: '2026-04-03T10:00' } } } }) } })).toMatchObject([{ due: '2026-05-03' }]);
  });
  it('visits that the class is promised (P-33), from the last contact; not where visits are planned, nor against a caution', () => {
    const visits = { times: 12, scheme: 'abc', value: 'A' } as const;
    const contacted = { contacts: values({ rows: { contacts: { c: { time: '2026-04-03T10:00' } } } }) };
    expect(only('classVisit', { visits })).toMatchObject([{ section: 'profile', due: '2026-02-01', inputs: { times: 12, days: 30, opened: '2026-01-01' } }]);
    expect(only('classVisit', { visits, sections: contacted })).toMatchObject([{ due: '2026-05-04', inputs: { last: '2026-04-03' } }]);
    expect(only('classVisit', { visits, sections: { profile: profile({}, { visitPlan: { v1: { nextAt: '2026-06-01' } } }) } })).toEqual([]);
    expect(only('classVisit', { visits, sections: { profile: profile({ 'customer.doNotContact': true }) } })).toEqual([]);
    expect(only('classVisit', {})).toEqual([]);
  });
  it('a lunar occasion of every year', () => {
    expect(only('occasion', { sections: { preferences: values({ rows: { occasions: { o1: { kind: 'birthday', date: '1960-06-10', yearly: true, lunar: true }, o2: { kind: 'wedding', date: '2001-05-14' } } } }) } }).map(({ key, due }) => [key, lunarOf(due).month === lunarOf('1960-06-10').month ? 'lunar' : due]))
      .toEqual([['o1', 'lunar'], ['o2', '2001-05-14']]);
  });
});

it('every kind has a name, an action and a sentence in four languages', () => {
  for (const kind of REMINDER_KIND_NAMES) {
    for (const lang of LANGUAGES) {
      expect(KIND_NAMES[kind][lang], kind).not.toBe('');
      expect(ACTION_NAMES[REMINDER_KINDS[kind].action][lang], kind).not.toBe('');
      expect(reasonText({ kind, due: '2026-05-12', inputs: { last: '2026-04-01', held: '2026-04-01', days: 30, by: 'rhythm', usual: 10, field: 'org.licenceValidUntil', year: 2025, values: 2, strategy: 'monthly', times: 12, scheme: 'abc', class: 'A' } }, lang), `${kind} ${lang}`).not.toMatch(/undefined|NaN|^\s*$/);
    }
  }
});
