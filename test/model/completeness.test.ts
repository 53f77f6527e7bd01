/** What is filled, what is missing and what is stale: against hand-made values, and against a second count over the domain's own table of fields. */
import { describe, expect, it } from 'vitest';
import type { SectionValues } from '../../model/api.ts';
import { FIELDS, KEY_TEN, PACKS } from '../../model/catalogue/catalogue.ts';
import { findingsOf, worstFirst } from '../../model/completeness/finding.ts';
import { planOf } from '../../model/completeness/plan.ts';
import { dayAfter, EXPIRY_RULES, monthsAfter, REFRESH_RULES } from '../../model/completeness/refresh.ts';
import { sectionFacts } from '../../model/completeness/section.ts';
import { ALWAYS, datedKeys, renewed, staleOf } from '../../model/completeness/stale.ts';
import { completenessOf, keyTenOf, stageOf } from '../../model/completeness/sum.ts';
import type { Shares } from '../../model/completeness/sum.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { domain } from '../helpers/domain.ts';

const section = (part: Partial<SectionValues> = {}): SectionValues => ({ fields: {}, rows: {}, texts: {}, marks: {}, ...part });
const TODAY = '2026-06-01';
const everything = (): true => true;
const internal = (key: SectionKey): boolean => SECTIONS[key].class.kind === 'internal';

/** Shares of an archive from its sections' values. */
const sharesOf = (kind: string, packs: readonly string[], values: Partial<Record<SectionKey, SectionValues>>): Shares =>
  Object.fromEntries(Object.entries(values).map(([key, each]) => [key, sectionFacts(key as SectionKey, planOf(kind, packs).get(key as SectionKey), each, {})]));

const guest = {
  profile: section({ fields: { 'customer.name': '林美華', 'person.dateOfBirth': '1980-05', 'person.employer': ' ' }, rows: { methods: { a: { kind: 'phone', value: '1' } } } }),
  preferences: section({ rows: { hobbies: { h: { item: 'tea' } } } }),
  private: section({ fields: { 'person.socialStatus': 'leader' } }),
  identity: section({ fields: { 'person.idDocumentNumber': '110' } }),
};

describe('what an archive is asked for', () => {
  it('counts every stored field that can be filled in by hand once, and no view, computed value, file or transaction', () => {
    const keys = [...planOf('individual', PACKS.map(({ key }) => key))].flatMap(([, { items }]) => items.map(({ field }) => field.key));
    expect(new Set(keys).size).toBe(keys.length);
    const byKey = new Map(FIELDS.map((field) => [field.key, field]));
    for (const key of keys) {
      const field = byKey.get(key)!;
      expect([key, field.aliasOf, field.scope]).toEqual([key, undefined, 'field']);
      expect(['computed', 'files']).not.toContain(field.kind);
      expect(['trade', 'stays', 'archive', 'overview', 'process']).not.toContain(field.home);
    }
  });

  it('asks a person for a person\'s papers and a company for a company\'s (Article 33)', () => {
    const keys = (kind: string) => [...planOf(kind, ['CN-2007-33']).values()].flatMap(({ items }) => items.filter(({ packs }) => packs.includes('CN-2007-33')).map(({ field }) => field.group));
    expect(new Set(keys('individual'))).toEqual(new Set(['F2']));
    expect(new Set(keys('organisation'))).toEqual(new Set(['F3']));
    expect(new Set(keys('individualBusiness'))).toEqual(new Set(['F3']));
  });

  it('asks a guest\'s facts of guests and a company\'s of the companies that send them', () => {
    const groups = (kind: string) => new Set([...planOf(kind, ['hotel']).values()].flatMap(({ items }) => items.filter(({ packs }) => packs.includes('hotel')).map(({ field }) => field.group)));
    expect(groups('individual').has('F17')).toBe(false);
    expect(groups('individual').has('F19')).toBe(true);
    expect(groups('organisation').has('F17')).toBe(true);
    expect(groups('organisation').has('F19')).toBe(false);
  });

  it('holds the key ten of individuals, wherever their items are stored, and of nobody else', () => {
    const ten = (kind: string, packs: readonly string[]) => [...planOf(kind, packs).values()].flatMap(({ items }) => items.filter((item) => item.ten).map(({ field }) => field.key));
    expect(new Set(ten('individual', []))).toEqual(new Set(KEY_TEN));
    expect(ten('organisation', ['individual'])).toEqual([]);
  });
});

const source = domain();
describe.skipIf(!source)('a second count, over the domain\'s own table (left out where ../shared/domain is missing)', () => {
  const groupOf = (group: string) => group.split(' ')[0]!;
  const rule: Readonly<Record<string, 'person' | 'company'>> = { F2: 'person', F3: 'company', F7: 'person', F17: 'company', F18: 'person', F19: 'person' };
  /** Written from what the issue asks for, not from the program: sections with a document, own values, not computed, no files. */
  const count = (pack: string, kind: 'individual' | 'organisation'): number => source!.fields.filter((field) => field.packs.includes(pack) && field.scope === 'field' && !field.aliasOf
    && !['computed', 'files'].includes(field.kind) && !['archive', 'overview', 'process', 'trade', 'stays'].includes(field.section)
    && (pack === 'individual' || pack === 'organisation' || rule[groupOf(field.group)] === undefined || rule[groupOf(field.group)] === (kind === 'individual' ? 'person' : 'company'))).length;

  for (const kind of ['individual', 'organisation'] as const) {
    // the product's own packs take up fields of the domain's
    for (const { key } of PACKS.filter(({ key }) => key !== 'annual')) {
      it(`${key}, ${kind}`, () => {
        const sum = completenessOf({ kind, packs: [key], shares: {}, reads: everything, today: TODAY }).packs.find(({ pack }) => pack === key);
        expect(sum ?? { filled: 0, of: 0 }).toMatchObject({ filled: 0, of: count(key, kind) });
      });
    }
  }
});

describe('what is filled', () => {
  it('is counted by pack, blanks being nothing, and views counted at home only', () => {
    const { packs } = completenessOf({ kind: 'individual', packs: ['individual'], shares: sharesOf('individual', ['individual'], guest), reads: everything, today: TODAY });
    // base: name, methods · individual: date of birth, hobbies, social standing, id number
    expect(packs.map(({ pack, filled }) => [pack, filled])).toEqual([['base', 2], ['individual', 4]]);
  });

  it('tells nothing of sections that the reader may not read: neither in the sum nor in what it is a part of', () => {
    const shares = sharesOf('individual', ['individual'], guest);
    const wish = { kind: 'individual', packs: ['individual'], shares, today: TODAY };
    const open = completenessOf({ ...wish, reads: internal });
    const without = completenessOf({ ...wish, shares: sharesOf('individual', ['individual'], { profile: guest.profile, preferences: guest.preferences }), reads: internal });
    expect(open).toEqual(without);
    const all = completenessOf({ ...wish, reads: everything });
    expect(all.packs[1]!.of).toBeGreaterThan(open.packs[1]!.of);
    expect(keyTenOf({ ...wish, reads: everything })).toEqual({ filled: 6, of: 10 });
    expect(keyTenOf({ ...wish, reads: internal })).toEqual({ filled: 4, of: 8 });
  });

  it('misses what is required and what is of the key ten', () => {
    const shares = sharesOf('individual', ['individual'], guest);
    expect(completenessOf({ kind: 'individual', packs: [], shares, reads: internal, today: TODAY }).missing).toBe(4);
    expect(completenessOf({ kind: 'organisation', packs: [], shares: {}, reads: internal, today: TODAY }).missing).toBe(1);
    expect(completenessOf({ kind: 'organisation', packs: [], shares, reads: internal, today: TODAY }).missing).toBe(0);
  });
});

describe('the stage of accumulation (D-28, P-26)', () => {
  const stage = (filledShare: number, use: { readonly contacts: boolean; readonly trade: boolean }) => {
    const plan = planOf('organisation', []);
    const shares: Shares = Object.fromEntries(SECTION_KEYS.filter((key) => plan.has(key)).map((key) => {
      const { items, must } = plan.get(key)!;
      return [key, { filled: {}, all: Math.round(items.length * filledShare), must: filledShare === 0 ? 0 : must, ten: 0, stale: [], dates: {} }];
    }));
    return stageOf({ kind: 'organisation', packs: [], shares }, use);
  };
  it('goes from collection over management and enrichment to analysis, with facts and with use', () => {
    const used = { contacts: true, trade: true };
    expect(stage(0, used)).toBe('collect');
    expect(stage(0.1, used)).toBe('manage');
    expect(stage(0.5, used)).toBe('enrich');
    expect(stage(0.9, used)).toBe('analyse');
    expect(stage(0.9, { contacts: false, trade: true })).toBe('manage');
    expect(stage(0.9, { contacts: true, trade: false })).toBe('enrich');
  });
  it('is the same for every reader: closed sections have no part in it', () => {
    const open = sharesOf('individual', [], { profile: guest.profile });
    const all = sharesOf('individual', [], guest);
    const use = { contacts: true, trade: true };
    expect(stageOf({ kind: 'individual', packs: [], shares: { ...open, ...(({ preferences }) => ({ preferences }))(all) } }, use)).toBe(stageOf({ kind: 'individual', packs: [], shares: all }, use));
  });
});

describe('what is stale', () => {
  const fresh = (marks: SectionValues['marks'] = {}) => section({ fields: { 'person.position': 'Buyer' }, marks });

  it('counts months to the same day, or to the last of a shorter month', () => {
    expect(monthsAfter('2026-08-31', 6)).toBe('2027-02-28');
    expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
    expect(monthsAfter('2026', 12)).toBe('2027-12-31');
    expect(monthsAfter('long-term', 1)).toBeNull();
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
    expect(dayAfter('2026-02')).toBe('2026-03-01');
    expect(dayAfter('long-term')).toBeNull();
  });

  it('is a position that nobody has looked at for two years, by its change or its verification, whichever is newer', () => {
    const key = 'fields/person.position';
    expect(staleOf('profile', fresh(), { [key]: '2024-05-01' })).toEqual([{ key, reason: 'age', rule: 'position', from: '2026-05-01', last: '2024-05-01' }]);
    expect(staleOf('profile', fresh({ [`${key}#verifiedAt`]: '2025-01-10' }), { [key]: '2024-05-01' })[0]?.from).toBe('2027-01-10');
    expect(staleOf('profile', fresh({ [`${key}#verifiedAt`]: '2020-01-10' }), { [key]: '2024-05-01' })[0]?.from).toBe('2026-05-01');
    expect(staleOf('profile', fresh(), {})).toEqual([]);
  });

  it('is a contact method after a year, and a dead one at once (P-29)', () => {
    const values = section({ rows: { methods: { a: { kind: 'phone', value: '1', verifiedAt: '2025-03-01' }, b: { kind: 'email', value: 'x@y', alive: false }, c: { kind: 'fax' } } } });
    expect(staleOf('profile', values, { 'rows/methods/a': '2024-01-01' }).map(({ key, reason, from }) => [key, reason, from])).toEqual([['rows/methods/b', 'dead', ALWAYS], ['rows/methods/a', 'age', '2026-03-01']]);
  });

  it('is whatever came from the yellow pages after a year (P-23), whose source or channel says so', () => {
    const key = 'fields/customer.name';
    expect(staleOf('profile', section({ fields: { 'customer.name': 'A' }, marks: { [`${key}#source`]: 'yellowPages' } }), { [key]: '2025-02-01' })).toMatchObject([{ key, rule: 'yellowPages', from: '2026-02-01' }]);
    const position = 'fields/person.position';
    expect(staleOf('profile', fresh({ [`${position}#channel`]: 'yellowPages' }), { [position]: '2025-02-01' })[0]?.from).toBe('2026-02-01');
  });

  it('is what somebody said is disputed or outdated', () => {
    const key = 'fields/customer.name';
    for (const accuracy of ['disputed', 'outdated']) expect(staleOf('profile', section({ fields: { 'customer.name': 'A' }, marks: { [`${key}#accuracy`]: accuracy } }), {})).toMatchObject([{ key, reason: accuracy, from: ALWAYS }]);
    expect(staleOf('profile', section({ fields: { 'customer.name': 'A' }, marks: { [`${key}#accuracy`]: 'verified' } }), {})).toEqual([]);
    // what is empty is missing, whatever was said of it
    expect(staleOf('profile', section({ marks: { [`${key}#accuracy`]: 'disputed', [`${key}#source`]: 'yellowPages' } }), { [key]: '2020-01-01' })).toEqual([]);
  });

  it('is the newest credit report the day after its validity, or a year after its issue (P-20)', () => {
    const rows = { creditReports: { old: { issuedAt: '2024-01-01', validUntil: '2024-06-30' }, now: { issuedAt: '2026-01-01', validUntil: '2026-03-31' } } };
    expect(staleOf('credit', section({ rows }), {})).toEqual([{ key: 'rows/creditReports/now', reason: 'expired', rule: 'creditReport', from: '2026-04-01', last: '2026-03-31' }]);
    expect(staleOf('credit', section({ rows: { creditReports: { a: { issuedAt: '2025-04-01' } } } }), {})[0]?.from).toBe('2026-04-01');
    expect(staleOf('identity', section({ fields: { 'person.idDocumentValidUntil': 'long-term' } }), {})).toEqual([]);
  });

  it('rests on rules that name tables and fields of the catalogue', () => {
    const tables = new Set(FIELDS.map((field) => field.table ?? field.key).concat('addresses'));
    const keys = new Set(FIELDS.map(({ key }) => key));
    for (const { about } of REFRESH_RULES) for (const name of about.kind === 'rows' ? [about.table] : about.keys) expect([name, about.kind === 'rows' ? tables.has(name) : keys.has(name)]).toEqual([name, true]);
    for (const { until } of EXPIRY_RULES) expect(until.kind === 'rows' ? tables.has(until.table) : keys.has(until.key)).toBe(true);
  });

  it('asks the history for the age of what is there, and knows which edits make a value new', () => {
    const values = section({ fields: { 'person.position': 'Buyer', 'person.post': '', 'customer.name': 'A' }, rows: { methods: { a: { value: '1' } } }, marks: { 'fields/customer.name#source': 'yellowPages' } });
    expect(new Set(datedKeys('profile', values))).toEqual(new Set(['fields/person.position', 'rows/methods/a', 'fields/customer.name']));
    expect(renewed('rows/methods/a/value')).toEqual(['rows/methods/a/value', 'rows/methods/a']);
    expect(renewed('rows/methods/a/.')).toEqual([]);
    expect(renewed('marks/fields/customer.name#verifiedAt')).toEqual([]);
    expect(renewed('fields/customer.name')).toEqual(['fields/customer.name']);
  });
});

describe('the list of what is missing and stale', () => {
  it('names each with its field, worst first', () => {
    const values = section({
      fields: { 'person.position': 'Buyer' }, rows: { methods: { a: { kind: 'phone', value: '1', alive: false } }, addresses: { m: { use: 'mailing', text: 'Kungsgatan 1' } } },
      marks: { 'fields/person.position#accuracy': 'disputed' },
    });
    const dates = { 'rows/addresses/m': '2020-01-01' };
    const list = worstFirst(findingsOf('profile', planOf('individual', ['individual']).get('profile'), values, dates, TODAY));
    expect(list.slice(0, 3).map(({ kind, field }) => [kind, field])).toEqual([['missing', 'customer.name'], ['stale', 'customer.contactMethods'], ['stale', 'person.position']]);
    expect(list.find((each) => each.kind === 'stale' && each.reason === 'age')).toMatchObject({ field: 'crm.mailingAddress', key: 'rows/addresses/m' });
    const ranks = list.map((each) => (each.kind === 'missing' ? each.need : 'stale'));
    expect(ranks.indexOf('keyTen')).toBeLessThan(ranks.indexOf('pack'));
    expect(ranks.lastIndexOf('stale')).toBeLessThan(ranks.indexOf('pack'));
  });
});
