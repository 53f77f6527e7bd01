/** Templates: small to open, made of what the catalogue has, and never asking for what a plain colleague may not write. */
import { describe, expect, it } from 'vitest';
import { dictionaryOf, fieldByKey, FIELDS, homeOf, isInPack, isOwn, offerOf, PACKS, packsOf, storedField } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { isSectionKey, SECTIONS } from '../../model/sections.ts';
import { askedOf, mayFill } from '../../model/templates/asked.ts';
import { placed } from '../../model/templates/placed.ts';
import { MOST_ASKED, OTHER_KEY, templateFor, templateOf, TEMPLATES } from '../../model/templates/templates.ts';
import { checkPatch } from '../../model/validation/section-rules.ts';

const PLAIN = { clearances: [], homeOf } as const;
const CLEARED = { clearances: ['identity', 'bank', 'aml'], homeOf } as const;
let seed = 0;
const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => (seed = (seed * 48_271 + 11) % 65_521) % 256);

describe.each(TEMPLATES.map((template) => [template.key, template] as const))('%s', (_key, template) => {
  it('asks at most eight fields, the name first (LOOK 11)', () => {
    for (const asker of [PLAIN, CLEARED]) {
      const asked = askedOf(template, asker);
      expect(asked.length).toBeLessThanOrEqual(MOST_ASKED);
      expect(asked.length).toBeGreaterThanOrEqual(3);
      expect(asked[0]).toBe('customer.name');
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  it('asks a colleague without clearance only for what they may write', () => {
    for (const key of askedOf(template, PLAIN)) {
      const home = homeOf(key);
      if (key !== OTHER_KEY) expect(isSectionKey(home!) ? SECTIONS[home].class.kind : home, key).not.toBe('restricted');
    }
  });

  it('names only fields, packs and options that there are, each of its own sheets', () => {
    const packs = new Set<string>(PACKS.map(({ key }) => key));
    for (const pack of template.packs) expect(packs.has(pack), pack).toBe(true);
    expect(dictionaryOf('D-32')?.options.map(({ key }) => key)).toContain(template.kind);
    for (const key of template.asks.filter((each) => each !== OTHER_KEY)) {
      const field = storedField(key);
      expect(field, key).toBeDefined();
      expect(['base', ...template.packs].some((pack) => isInPack(field!, pack) || isInPack(fieldByKey(key)!, pack)), `${key} is of none of its sheets`).toBe(true);
    }
    for (const [key, value] of Object.entries(template.values ?? {})) {
      for (const option of [value].flat()) expect(dictionaryOf(fieldByKey(key)?.dictionary ?? '')?.options.map((each) => each.key), key).toContain(option);
    }
  });

  it('can put every fact it asks for where it lies', () => {
    const sample: Readonly<Record<string, string | number>> = { date: '2026-05-12', month: '2026-05', money: '12.50 EUR', number: 3, percent: 5, phone: '030 1234', email: 'a@example.com', url: 'https://example.com' };
    const keys = template.asks.filter((key) => key !== OTHER_KEY && homeOf(key) !== 'archive');
    const values = Object.fromEntries(keys.map((key) => {
      const field = fieldByKey(key)!;
      return [key, field.dictionary === undefined ? (sample[field.kind] ?? 'Some words') : dictionaryOf(field.dictionary)!.options[0]!.key];
    }));
    const { sections, lost } = placed({ ...template.values, ...values }, random);
    expect(lost).toEqual([]);
    for (const [section, patch] of sections) expect(checkPatch(section, patch), section).toEqual([]);
  });

  it('has its words in four languages, the description one sentence or two', () => {
    for (const lang of LANGUAGES) for (const text of [template.label[lang], template.text[lang]]) expect(text.trim()).not.toBe('');
  });
});

describe('the table', () => {
  it('gives every key once, and every sheet of the program some template', () => {
    expect(new Set(TEMPLATES.map(({ key }) => key)).size).toBe(TEMPLATES.length);
    const used = new Set(TEMPLATES.filter(({ key }) => key !== 'full').flatMap(({ packs }) => packs));
    for (const { key } of PACKS.filter((pack) => pack.key !== 'base')) expect(used.has(key), key).toBe(true);
    expect(new Set(templateOf('full')?.packs)).toEqual(new Set(PACKS.map(({ key }) => key).filter((key) => key !== 'base')));
  });

  it('holds the eight facts of P-04 for an organisation', () => {
    expect(askedOf(templateOf('organisation')!, PLAIN)).toEqual([
      'customer.name', 'org.legalRepresentative', 'crm.mailingAddress', 'crm.postalCode', 'crm.phone', 'crm.fax', 'org.businessScope', 'org.registeredCapital',
    ]);
  });

  it('gives dealer, supplier and special customer their role (D-17)', () => {
    for (const role of ['dealer', 'supplier', 'special']) expect(templateOf(role)?.values).toEqual({ 'customer.partnerRole': [role] });
  });

  it('understands what pages asked for before there were templates', () => {
    expect(templateFor('hotel', 'individual')?.key).toBe('hotelGuest');
    expect(templateFor('hotel', 'organisation')?.key).toBe('hotelUnit');
    expect(templateFor('bank', 'individual')?.key).toBe('bankClient');
    expect(templateFor('dealer', undefined)?.key).toBe('dealer');
    expect(templateFor('', 'individual')?.key).toBe('individual');
    expect(templateFor(undefined, 'otherOrganisation')?.key).toBe('organisation');
    expect([templateFor(undefined, undefined), templateFor('no-such', 'individual')]).toEqual([undefined, undefined]);
  });
});

describe('what is asked', () => {
  it('shows what the page knows before the template\'s last fields, and stays at eight', () => {
    const asked = askedOf(templateOf('organisation')!, PLAIN, ['crm.email', 'customer.customerCode', 'crm.phone', 'identity.nothing']);
    expect(asked).toHaveLength(8);
    expect(asked.slice(-2)).toEqual(['crm.email', 'customer.customerCode']);
    expect(asked).toContain('crm.phone');
    expect(asked).not.toContain('org.registeredCapital');
  });

  it('comes to the papers only with a clearance', () => {
    expect(askedOf(templateOf('hotelGuest')!, PLAIN)).not.toContain('person.idDocumentNumber');
    expect(askedOf(templateOf('hotelGuest')!, { ...PLAIN, clearances: ['identity'] })).toContain('person.idDocumentNumber');
    expect([mayFill('bank', ['identity']), mayFill('bank', ['bank']), mayFill('private', []), mayFill('archive', []), mayFill('overview', []), mayFill(undefined, [])]).toEqual([false, true, true, true, false, false]);
  });
});

describe('placing values of a new archive', () => {
  it('puts phones, addresses, lists, texts and people into their rows', () => {
    const { sections, lost } = placed({
      'customer.name': 'Acme', 'crm.phone': '1', 'crm.fax': '2', 'crm.mailingAddress': 'Kurfürstendamm 1', 'crm.postalCode': '10719', 'org.businessScope': 'Trade', 'org.legalRepresentative': ' Maria ',
      'customer.partnerRole': ['dealer', 'supplier'], 'crm.region': null, 'crm.source': '',
    }, random);
    expect(lost).toEqual([]);
    const profile = sections.get('profile')!;
    expect(profile.fields).toEqual({ 'customer.name': 'Acme' });
    expect(profile.texts).toEqual({ 'org.businessScope': 'Trade' });
    expect(Object.values(profile.rows!['methods']!)).toEqual([{ kind: 'phone', value: '1' }, { kind: 'fax', value: '2' }]);
    expect(Object.values(profile.rows!['addresses']!)).toEqual([{ use: 'mailing', text: 'Kurfürstendamm 1', postcode: '10719' }]);
    expect(Object.values(profile.rows!['customer.partnerRole']!)).toEqual([{ value: 'dealer' }, { value: 'supplier' }]);
    const people = sections.get('people')!;
    const [[id, row]] = Object.entries(people.rows!['people']!) as [[string, unknown]];
    expect([row, people.fields]).toEqual([{ name: 'Maria' }, { 'org.legalRepresentative': id }]);
  });

  it('names what has no place', () => {
    expect(placed({ 'no.such': 1, 'customer.kind': 'individual', 'people.list': 'x', 'g2.certificates': 'x', 'feedback.items': 'x', 'stays.list': 'x', '__proto__x': 1 }, random).lost).toEqual(['no.such', 'customer.kind', 'people.list', 'g2.certificates', 'feedback.items', 'stays.list', '__proto__x']);
  });
});

describe('fields appear where they belong', () => {
  const field = (key: string) => ({ ...fieldByKey(key)!, packs: packsOf(fieldByKey(key)!) });
  const person = { kind: 'individual', packs: ['individual', 'hotel'], roles: [] };
  const company = { kind: 'organisation', packs: ['organisation', 'dealer', 'hotel', 'CN-2007-33'], roles: [] };

  it('offers the kind of special customer (D-36) only to a special customer, and first', () => {
    expect(offerOf(field('customer.specialKind'), company)).toBe('no');
    expect(offerOf(field('customer.specialKind'), { ...company, roles: ['special'] })).toBe('first');
  });

  it('offers a dealer\'s facts to dealers, and to those whose role nobody gave yet', () => {
    expect(['dealer', 'special'].map((role) => offerOf(field('g1.monthlyDemand'), { ...company, roles: [role] }))).toEqual(['first', 'no']);
    expect(offerOf(field('g1.monthlyDemand'), company)).toBe('yes');
    expect(offerOf(field('crm.wishesToRepresent'), company)).toBe('no');
  });

  it('keeps a guest\'s facts from a company and a company\'s from a guest', () => {
    expect([isOwn(field('pref.tea'), person), isOwn(field('pref.tea'), company)]).toEqual([true, false]);
    expect([isOwn(field('hotelUnit.agreedRoomRate'), person), isOwn(field('hotelUnit.agreedRoomRate'), company)]).toEqual([false, true]);
    expect([isOwn(field('person.gender'), { ...company, kind: 'individual' }), isOwn(field('person.gender'), company)]).toEqual([true, false]);
    expect(isOwn(field('crm.industry'), person)).toBe(false);
  });

  it('gives annual performance fields of the domain without touching their own sheets', () => {
    const own = FIELDS.filter((each) => isInPack(each, 'annual'));
    expect(own.length).toBeGreaterThanOrEqual(15);
    for (const each of own) expect(each.packs, each.key).not.toContain('annual');
    expect(isOwn(field('org.annualPerformance'), { kind: 'individualBusiness', packs: ['annual'] })).toBe(true);
  });
});
