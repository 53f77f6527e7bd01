/** Schemes of one customer (C-02 to C-23): boundaries as tables, and what each says would change it, at random. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../model/classification/dates.ts';
import type { Member, OwnFinding } from '../../model/classification/member.ts';
import { isOwnKey, OWN_KEYS, ownOf, type OwnKey } from '../../model/classification/own/all.ts';
import { INTENT_ADVICE } from '../../model/classification/own/advice.ts';
import { averageAnnualTrade, relationMonths, wholeMonths } from '../../model/classification/own/reading.ts';
import { schemeOf, SCHEMES } from '../../model/classification/schemes.ts';
import { SettingsError } from '../../model/classification/settings.ts';
import { dictionaryOf } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { toMinor } from '../../model/money.ts';
import { ownMember, TODAY, type Known } from '../helpers/own-member.ts';

const find = (key: OwnKey, member: Member, settings: Readonly<Record<string, unknown>> = {}, today = TODAY): OwnFinding => {
  const { rule, shipped, parse } = ownOf(key);
  return rule(member, { ...shipped, ...parse({ ...shipped, ...settings }) }, today);
};
const value = (key: OwnKey, known: Known, settings: Readonly<Record<string, unknown>> = {}): string | null => find(key, ownMember(known), settings).value;
const euro = (units: number): number => Math.round(units * 100);

describe('boundaries', () => {
  it.each<readonly [string, OwnKey, Known, string | null]>([
    ['C-02 an intent is what the salesperson wrote', 'intent', { fields: { 'intent.class': 'notNow' } }, 'notNow'],
    ['C-02 nobody has said', 'intent', {}, null],
    ['C-04 never bought', 'maturity', {}, 'potential'],
    ['C-04 first purchase a year less a day ago', 'maturity', { ever: { first: '2025-07-01', purchases: 1 } }, 'new'],
    ['C-04 first purchase a year ago to the day', 'maturity', { ever: { first: '2025-06-30', purchases: 1 } }, 'old'],
    ['C-04 a cent below big', 'size', { year: { sales: euro(100_000) - 1, purchases: 3 } }, 'general'],
    ['C-04 big to the cent, returns taken off', 'size', { year: { sales: euro(100_500), returns: euro(500), purchases: 3 } }, 'big'],
    ['C-04 a large company is big before it buys', 'size', { fields: { 'crm.salesScale': 'large' } }, 'big'],
    ['C-04 a medium company is not', 'size', { fields: { 'crm.salesScale': 'medium' } }, 'general'],
    ['C-06 five stars', 'stars', { fields: { 'crm.creditStars': 5 } }, '5'],
    ['C-06 half a star is no judgement', 'stars', { fields: { 'crm.creditStars': 2.5 } }, null],
    ['C-06 six stars are none', 'stars', { fields: { 'crm.creditStars': 6 } }, null],
    ['C-07 contact strategy', 'contactStrategy', { fields: { 'crm.contactStrategy': 'weekly' } }, 'weekly'],
    ['C-07 purchase strategy of the workspace\'s own list', 'purchaseStrategy', { fields: { 'crm.purchaseStrategy': 'everyTenDays' } }, 'everyTenDays'],
    ['C-08 enough trade in a young relation', 'creditManagement', { ever: { sales: euro(500_000), purchases: 9, first: '2024-07-01' } }, 'ordinary'],
    ['C-08 enough of both', 'creditManagement', { ever: { sales: euro(100_000), purchases: 9, first: '2024-06-30' } }, 'core'],
    ['C-08 a cent less a year', 'creditManagement', { ever: { sales: euro(100_000) - 1, purchases: 9, first: '2024-06-30' } }, 'ordinary'],
    ['C-08 only old', 'creditManagement', { openedAt: '2010-01-01' }, 'ordinary'],
    ['C-10 no purchase in the year is no low value', 'valueTier', { ever: { sales: euro(99_999), purchases: 4 } }, null],
    ['C-10 a cent below', 'valueTier', { year: { sales: euro(10_000) - 1, purchases: 1 } }, 'lowValue'],
    ['C-10 to the cent', 'valueTier', { year: { sales: euro(10_000), purchases: 1 } }, 'highValue'],
    ['C-11 two purchases over years', 'duration', { ever: { purchases: 2, first: '2020-01-01', last: '2026-01-01' } }, 'temporary'],
    ['C-11 three purchases, a year less a day', 'duration', { ever: { purchases: 3, first: '2025-01-02', last: '2026-01-01' } }, 'temporary'],
    ['C-11 three purchases, a year', 'duration', { ever: { purchases: 3, first: '2025-01-01', last: '2026-01-01' } }, 'longTerm'],
    ['C-11 never bought', 'duration', {}, null],
    ['C-12 a leader who buys nothing', 'attributes', { fields: { 'crm.industryPosition': 'leader' } }, 'social'],
    ['C-12 often and small', 'attributes', { year: { purchases: 12, sales: euro(1_200) } }, 'behavioural'],
    ['C-12 what somebody does comes before who somebody is', 'attributes', { year: { purchases: 12, sales: euro(1_200) }, fields: { 'crm.salesScale': 'large' } }, 'behavioural'],
    ['C-12 value before all', 'attributes', { year: { purchases: 12, sales: euro(100_000) }, fields: { 'crm.salesScale': 'large' } }, 'value'],
    ['C-12 nothing is known', 'attributes', {}, null],
    ['C-13 dealer and supplier at once', 'partnerRole', { fields: { 'customer.partnerRole/value': ['supplier', 'dealer'] } }, 'dealer'],
    ['C-13 a lawyer', 'partnerRole', { fields: { 'customer.partnerRole/value': ['special'], 'customer.specialKind/value': ['lawyer'] } }, 'special'],
    ['C-14', 'bankKind', { fields: { 'bank.customerKind': 'corporate' } }, 'corporate'],
    ['C-15', 'bankTier', { fields: { 'bank.customerTier': 'gold' } }, 'gold'],
    ['C-21 a key customer', 'reception', { classes: { abc: 'A' } }, 'vip'],
    ['C-21 a main customer', 'reception', { classes: { abc: 'B' } }, 'standard'],
    ['C-21 a core customer', 'reception', { classes: { abc: 'C', creditManagement: 'core' } }, 'vip'],
    ['C-21 what a person wrote stands', 'reception', { classes: { abc: 'A' }, fields: { 'customer.receptionLevel': 'standard' } }, 'standard'],
    ['C-23 flagged', 'keyNew', { fields: { 'customer.keyProspect': true }, classes: { maturity: 'old' } }, 'yes'],
    ['C-23 big and new', 'keyNew', { classes: { maturity: 'new', size: 'big' } }, 'yes'],
    ['C-23 big and old', 'keyNew', { classes: { maturity: 'old', size: 'big' } }, null],
  ])('%s', (_name, key, known, wanted) => expect(value(key, known)).toBe(wanted));

  it('C-10 can follow the ABC class', () => {
    expect(value('valueTier', { classes: { abc: 'A' } }, { measure: 'abc' })).toBe('highValue');
    expect(value('valueTier', { classes: { abc: 'B' } }, { measure: 'abc' })).toBe('lowValue');
    expect(value('valueTier', { classes: {} }, { measure: 'abc' })).toBeNull();
  });
  it('C-13 the mark says how many roles more', () => expect(find('partnerRole', ownMember({ fields: { 'customer.partnerRole/value': ['supplier', 'dealer'] } })).mark).toBe('+1'));
  it('C-12 the mark has the points of all axes', () =>
    expect(find('attributes', ownMember({ year: { purchases: 4, sales: euro(10_000) }, fields: { 'crm.industryPosition': 'leader' } })).mark).toBe('3·2·2'));
  it('C-07 names the cycle that the workspace has set, and none where it took it away', () => {
    const thresholds = (key: 'contactStrategy' | 'purchaseStrategy', strategy: string) => ownOf(key).rule(ownMember({ fields: { [`crm.${key}`]: strategy } }), { ...ownOf(key).shipped, cycles: { own45: 45 } }, TODAY).thresholds;
    for (const key of ['contactStrategy', 'purchaseStrategy'] as const) {
      expect(thresholds(key, 'own45')).toEqual([{ key: 'cycle', value: 45, unit: 'days' }]);
      expect(thresholds(key, 'quarterly')).toEqual([]);
    }
  });
  it('C-07 names the cycle', () => expect(find('purchaseStrategy', ownMember({ fields: { 'crm.purchaseStrategy': 'quarterly' } })).thresholds).toEqual([{ key: 'cycle', value: 90, unit: 'days' }]));
});

describe('credit grade (C-06)', () => {
  const stars = (count: number, more: Known = {}): Known => ({ ...more, fields: { 'crm.creditStars': count, ...more.fields } });
  it.each<readonly [string, Known, string | null]>([
    ['trade alone is no grade', { ever: { sales: euro(9_000_000), purchases: 50, first: '2010-01-01' } }, null],
    // stars 100 × 50, trade 0 × 15, relation 0 × 15: 5000 of 80
    ['five stars of a stranger: 62.5', stars(5), 'a'],
    ['three stars of a stranger: 37.5', stars(3), 'c'],
    // 100 × 50 + 100 × 20 + 100 × 15 + 100 × 15
    ['the best of everything', stars(5, { fields: { 'creditReports/validUntil': ['2026-06-30'] }, ever: { sales: euro(600_000), purchases: 9, first: '2020-06-30' } }), 'aaa'],
    // 5000 + 40 × 20 = 5800 of 100
    ['a report that ran out yesterday', stars(5, { fields: { 'creditReports/validUntil': ['2026-06-29'] } }), 'a'],
    // 5000 + 2000 = 7000 of 100, on the limit of AA
    ['a report that is valid today', stars(5, { fields: { 'creditReports/validUntil': ['2025-01-01', '2026-06-30'] } }), 'aa'],
  ])('%s', (_name, known, wanted) => expect(value('grade', known)).toBe(wanted));

  it('more stars never give a worse grade', () => fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 90_000_000 }), fc.integer({ min: 0, max: 3_000 }), fc.boolean(), (count, sales, days, report) => {
    const known: Known = { ever: { sales, purchases: 1, first: addDays(TODAY, -days) }, fields: report ? { 'creditReports/validUntil': ['2027-01-01'] } : {} };
    const rank = (n: number) => schemeOf('grade').ranking.indexOf(value('grade', stars(n, known)));
    expect(rank(count + 1)).toBeLessThanOrEqual(rank(count));
  })));
});

const fields = fc.record({
  'crm.creditStars': fc.integer({ min: 1, max: 5 }), 'creditReports/validUntil': fc.integer({ min: -400, max: 400 }).map((n) => [addDays(TODAY, n)]),
  'crm.salesScale': fc.constantFrom('micro', 'small', 'medium', 'large'), 'crm.industryPosition': fc.constantFrom('leader', 'influential', 'average', 'none'), 'crm.yearsInBusiness': fc.constantFrom('under1', 'from3to5', 'over10'),
  'intent.class': fc.constantFrom('interested', 'hesitating', 'notNow', 'definitelyNot'), 'crm.contactStrategy': fc.constantFrom('weekly', 'yearly'), 'crm.purchaseStrategy': fc.constantFrom('monthly', 'none'),
  'customer.partnerRole/value': fc.subarray(['supplier', 'dealer', 'special']), 'bank.customerKind': fc.constantFrom('loan', 'corporate'), 'bank.customerTier': fc.constantFrom('basic', 'gold'),
  'customer.keyProspect': fc.boolean(), 'customer.receptionLevel': fc.constantFrom('vip', 'standard'),
  'aml.customerRisk': fc.integer({ min: 1, max: 5 }), 'aml.countryRisk': fc.integer({ min: 1, max: 5 }), 'aml.productServiceRisk': fc.integer({ min: 1, max: 5 }),
  'amlAssessments@newest/assessedAt': fc.integer({ min: 0, max: 900 }).map((n) => addDays(TODAY, -n)), 'amlAssessments@newest/total': fc.integer({ min: 200, max: 1000 }).map((n) => n / 10),
  'amlAssessments@newest/level': fc.constantFrom('low', 'medium', 'high'), 'amlAssessments@newest/approver': fc.constant('li'), 'amlClues/date': fc.integer({ min: 0, max: 900 }).map((n) => [addDays(TODAY, -n)]),
}, { requiredKeys: [] }) as fc.Arbitrary<Member['fields']>;
const classes = fc.record({ abc: fc.constantFrom('A', 'B', 'C', null), maturity: fc.constantFrom('potential', 'new', 'old'), size: fc.constantFrom('big', 'general'), creditManagement: fc.constantFrom('core', 'ordinary'), keyNew: fc.constantFrom('yes', null) }, { requiredKeys: [] });
/** Purchases of a customer: what the year has is a part of all time. */
const trade = fc.record({ purchases: fc.integer({ min: 1, max: 30 }), inYear: fc.integer({ min: 0, max: 15 }), cents: fc.integer({ min: 1, max: 1_200_000 }), returned: fc.integer({ min: 0, max: 300_000 }), from: fc.integer({ min: 0, max: 3_000 }), to: fc.integer({ min: 0, max: 3_000 }) });
const known: fc.Arbitrary<Known> = fc.record({ fields, classes, bought: fc.option(trade), opened: fc.integer({ min: 0, max: 3_000 }) }).map(({ fields: given, classes: of, bought, opened }) => ({
  fields: given, classes: of, openedAt: addDays(TODAY, -opened),
  ...(bought && (() => {
    const [last, first] = [bought.from, bought.to].sort((a, b) => a - b) as [number, number];
    const inYear = Math.min(bought.inYear, bought.purchases);
    return {
      ever: { purchases: bought.purchases, sales: bought.purchases * bought.cents, returns: bought.returned, first: addDays(TODAY, -first), last: addDays(TODAY, -last) },
      year: { purchases: inYear, sales: inYear * bought.cents, returns: inYear > 0 ? bought.returned : 0 },
    };
  })()),
}));

/** The customer, and the day, with one input as a change has it. Null: the input is a sum of others, which its own test looks at. */
function withChange(key: OwnKey, member: Member, input: string, at: string | number): { readonly member: Member; readonly today: string } | null {
  const { figures: { ever, year } } = member;
  const now = (changed: Member, today = TODAY) => ({ member: changed, today });
  const field = (name: string, set: Member['fields'][string]) => now({ ...member, fields: { ...member.fields, [name]: set } });
  const figures = (changed: Partial<Member['figures']>) => now({ ...member, figures: { ...member.figures, ...changed } });
  const text = String(at);
  switch (input) {
    case 'purchasesEver': return figures({ ever: { ...ever, purchases: Number(at), first: ever.first ?? TODAY, last: ever.last ?? TODAY } });
    case 'firstEver': return figures({ ever: { ...ever, first: text } });
    case 'lastEver': return figures({ ever: { ...ever, last: text } });
    case 'today': return now(member, text);
    case 'purchases': return figures({ year: { ...year, purchases: Number(at) } });
    case 'value': return figures({ year: { ...year, sales: toMinor(text)! + year.returns } });
    case 'scale': return field('crm.salesScale', text);
    case 'creditStars': return field('crm.creditStars', Number(at));
    case 'reportValidUntil': return field('creditReports/validUntil', [text]);
    case 'intent': return field('intent.class', text);
    case 'contactStrategy': case 'purchaseStrategy': return field(`crm.${input}`, text);
    case 'roles': return field('customer.partnerRole/value', [text]);
    case 'bankKind': return field('bank.customerKind', text);
    case 'bankTier': return field('bank.customerTier', text);
    case 'keyProspect': return field('customer.keyProspect', true);
    case 'written': return field('customer.receptionLevel', text);
    case 'abc': case 'creditManagement': case 'keyNew': case 'size': return now({ ...member, classes: { ...member.classes, [input]: text } });
    case 'amlTotal': return field('amlAssessments@newest/assessedAt' in member.fields ? 'amlAssessments@newest/total' : '', Number(at));
    case 'averageAnnualTrade': case 'relationMonths': return null;
    default: throw new Error(`${key}: how is ${input} changed?`);
  }
}

describe('every scheme', () => {
  it('is in the table, and its classes are the table\'s', () => fc.assert(fc.property(fc.constantFrom(...OWN_KEYS), known, (key, about) => {
    const { ranking, dictionary } = schemeOf(key);
    const found = find(key, ownMember(about));
    expect(ranking).toContain(found.value);
    for (const { to } of found.changes) {
      expect(ranking).toContain(to);
      expect(to).not.toBe(found.value);
      if (dictionary !== null) expect(dictionaryOf(dictionary)?.options.map(({ key: option }) => option)).toContain(to);
    }
  }), { numRuns: 1_000 }));

  it('of a customer alone has a rule', () => expect(SCHEMES.filter(({ kind, key }) => kind !== 'population' && !isOwnKey(key))).toEqual([]));

  it('equal inputs have equal classes, and equal reasons', () => fc.assert(fc.property(fc.constantFrom(...OWN_KEYS), known, (key, about) => {
    expect(find(key, ownMember(structuredClone(about)))).toEqual(find(key, ownMember(about)));
  })));

  it('what it says would change the class changes it to that', () => fc.assert(fc.property(fc.constantFrom(...OWN_KEYS), known, (key, about) => {
    const member = ownMember(about);
    for (const { to, input, at } of find(key, member).changes) {
      const changed = withChange(key, member, input, at);
      // without an assessment the total is a sum of three risks
      if (changed === null || (input === 'amlTotal' && !('amlAssessments@newest/assessedAt' in member.fields))) continue;
      expect({ key, input, at, value: find(key, changed.member, {}, changed.today).value }).toEqual({ key, input, at, value: to });
    }
  }), { numRuns: 3_000 }));

  it('a cent or a day less leaves the class as it is', () => fc.assert(fc.property(fc.constantFrom('size', 'valueTier', 'maturity', 'attributes') as fc.Arbitrary<OwnKey>, known, (key, about) => {
    const member = ownMember(about);
    const before = find(key, member).value;
    for (const { input, at } of find(key, member).changes) {
      const cents = input === 'value' ? toMinor(String(at))! : 0;
      const now = member.figures.year.sales - member.figures.year.returns;
      const near = input === 'value' ? ((cents + (cents > now ? -1 : 1)) / 100).toFixed(2) : input === 'today' ? addDays(String(at), -1) : input === 'firstEver' ? addDays(String(at), -1) : null;
      if (near === null) continue;
      const changed = withChange(key, member, input, near)!;
      expect({ input, at, value: find(key, changed.member, {}, changed.today).value }).toEqual({ input, at, value: before });
    }
  }), { numRuns: 1_000 }));

  it('C-08 is found again from its inputs and limits alone', () => fc.assert(fc.property(known, (about) => {
    const found = find('creditManagement', ownMember(about));
    const of = (list: OwnFinding['inputs'], key: string) => list.find((each) => each.key === key)!.value;
    const core = toMinor(String(of(found.inputs, 'averageAnnualTrade')))! >= toMinor(String(of(found.thresholds, 'coreTrade')))! && Number(of(found.inputs, 'relationMonths')) >= Number(of(found.thresholds, 'coreMonths'));
    expect(found.value).toBe(core ? 'core' : 'ordinary');
  })));

  it('more trade never gives a worse class', () => fc.assert(fc.property(fc.constantFrom('size', 'valueTier', 'creditManagement', 'grade') as fc.Arbitrary<OwnKey>, known, fc.integer({ min: 0, max: 50_000_000 }), (key, about, more) => {
    const member = ownMember(about);
    const { ever, year } = member.figures;
    const richer: Member = { ...member, figures: { ...member.figures, ever: { ...ever, sales: ever.sales + more }, year: { ...year, sales: year.sales + more } } };
    const rank = (of: Member) => schemeOf(key).ranking.indexOf(find(key, of).value);
    expect(rank(richer)).toBeLessThanOrEqual(rank(member));
  })));
});

describe('settings', () => {
  it.each(OWN_KEYS)('%s: as shipped they are accepted and read back the same', (key) => {
    const { shipped, parse } = ownOf(key);
    expect({ ...shipped, ...parse({ ...shipped }) }).toEqual(shipped);
    expect(Object.isFrozen(shipped)).toBe(true);
  });
  it.each<readonly [OwnKey, Readonly<Record<string, unknown>>, string]>([
    ['maturity', { newMonths: 0 }, 'newMonths'], ['maturity', { newmonths: 3 }, 'newmonths'], ['size', { amount: -1 }, 'amount'], ['size', { amount: 0.001 }, 'amount'], ['size', { period: 'week' }, 'period'],
    ['valueTier', { classes: ['D'] }, 'classes'], ['grade', { limits: [70, 85, 55, 40] }, 'limits'], ['grade', { weights: { stars: 50, report: 20, trade: 15, relation: 16 } }, 'weights'],
    ['grade', { weights: { stars: 100, report: 0, trade: 0, relation: 0, luck: 0 } }, 'weights.luck'], ['attributes', { purchases: [1, 4, 12] }, 'purchases'], ['keyNew', { bigCounts: 'yes' }, 'bigCounts'],
    ['aml', { months: { high: 7, medium: 12, low: 24 } }, 'months.high'], ['aml', { months: { high: 6, medium: 13, low: 24 } }, 'months.medium'], ['aml', { bands: { high: 60, low: 60 } }, 'bands.high'], ['intent', { a: 1 }, 'a'],
  ])('%s refuses %j', (key, settings, field) => {
    let error: unknown;
    try { ownOf(key).parse({ ...ownOf(key).shipped, ...settings }); } catch (caught) { error = caught; }
    expect(error).toBeInstanceOf(SettingsError);
    expect((error as SettingsError).field).toBe(field);
  });
});

describe('readings', () => {
  it('whole months and their days', () => {
    expect([wholeMonths('2024-01-31', '2024-02-28'), wholeMonths('2024-01-31', '2024-02-29'), wholeMonths('2024-02-29', '2025-02-28'), wholeMonths('2025-01-01', '2024-01-01')]).toEqual([0, 1, 12, 0]);
  });
  it('a relation begins with the first purchase, before one with the archive (F-371)', () => {
    expect(relationMonths(ownMember({ openedAt: '2026-01-30' }), TODAY)).toBe(5);
    expect(relationMonths(ownMember({ openedAt: '2026-01-30', ever: { first: '2016-06-30' } }), TODAY)).toBe(120);
  });
  it('an average counts at least a year (F-370)', () => {
    expect(averageAnnualTrade(ownMember({ ever: { sales: 1_000, first: '2026-06-01' } }), TODAY)).toBe(1_000);
    expect(averageAnnualTrade(ownMember({ ever: { sales: 1_000, first: '2023-06-30' } }), TODAY)).toBe(333);
    expect(averageAnnualTrade(ownMember({ ever: { sales: 0, returns: 1_000, first: '2023-06-30' } }), TODAY)).toBe(-334);
  });
  it('there is advice for every intent, in every language (C-02)', () => {
    for (const { key } of dictionaryOf('D-15')!.options) {
      expect(INTENT_ADVICE[key]?.length).toBeGreaterThan(0);
      for (const advice of INTENT_ADVICE[key]!) for (const language of LANGUAGES) expect(advice[language]).not.toBe('');
    }
  });
});
