/** The gate's schema: each section knows its own keys and no others, and a patch is told every problem. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, placeOf, tables } from '../../model/catalogue/catalogue.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { checkPatch, checkValue, keyAllowed, rootAllowed } from '../../model/validation/section-rules.ts';

const documents = SECTION_KEYS.filter((key) => SECTIONS[key].store !== 'rows');
const docName = (section: string): string => (section === 'contacts' ? 'contacts-2026' : section);

/** The value key a stored field would have, by the field's place. */
function valueKey(key: string): string | null {
  const field = FIELDS.find((each) => each.key === key);
  const place = field && placeOf(field);
  switch (place?.kind) {
    case 'value': return `fields/${place.key}`;
    case 'text': return `text:${place.key}`;
    case 'list': return `rows/${place.table}/x1/value`;
    case 'column': return field?.kind === 'longText' ? `text:${place.table}/x1/${place.column}` : `rows/${place.table}/x1/${place.column}`;
    default: return null;
  }
}

// a sale's cost stands under terms, but lies in the sale's database row
const stored = FIELDS.filter((field) => field.aliasOf === undefined && (documents as string[]).includes(field.home) && field.kind !== 'computed' && field.kind !== 'files' && field.table !== 'transactions');

describe('keys', () => {
  it('of every stored field are known in its section and in no other', () => {
    let checked = 0;
    for (const field of stored) {
      const key = valueKey(field.key);
      if (key === null) continue;
      checked++;
      for (const section of documents) expect(keyAllowed(docName(section), key) !== null, `${key} in ${section}`).toBe(section === field.home);
    }
    // the domain's and what the product adds
    expect(checked).toBe(188 + stored.filter(({ group }) => group === 'F25').length);
  });

  it('carry the kind, list and limits of their field', () => {
    expect(keyAllowed('identity', 'fields/person.gender')).toMatchObject({ kind: 'enum', dictionary: 'D-41' });
    expect(keyAllowed('preferences', 'fields/pref.acTemperature')).toMatchObject({ kind: 'number', min: 16, max: 30 });
    expect(keyAllowed('people', 'rows/people/x1/birthday')).toMatchObject({ kind: 'date', yearOptional: true });
    expect(keyAllowed('profile', 'rows/customer.partnerRole/x1/value')).toMatchObject({ kind: 'enum', dictionary: 'D-17' });
    expect(keyAllowed('profile', 'rows/addresses/x1/country')).toMatchObject({ kind: 'enum', dictionary: 'D-42' });
    expect(keyAllowed('profile', 'text:org.businessScope')).toMatchObject({ kind: 'longText' });
    expect(keyAllowed('people', 'rows/people/x1/.')).toEqual({ kind: 'place' });
  });

  it('of row tables have a place in their section only', () => {
    for (const { table, home } of tables()) {
      for (const section of documents) {
        const others = tables().some((each) => each.table === table && each.home === section);
        expect(keyAllowed(docName(section), `rows/${table}/x1/.`) !== null, `${table} in ${section}, home ${home}`).toBe(others);
      }
    }
  });

  it.each([
    ['profile', 'fields/customer.owner', 'the archive’s own row'], ['profile', 'fields/customer.coOwners', 'the archive’s own row'], ['profile', 'rows/customer.coOwners/x1/value', 'the archive’s own row'],
    ['profile', 'fields/customer.confidentiality', 'the archive’s own row'], ['profile', 'fields/class.abc', 'the overview'], ['profile', 'fields/crm.transactionAmount', 'the overview'],
    ['profile', 'fields/profile.ageYears', 'computed'], ['credit', 'fields/credit.level', 'computed'], ['people', 'rows/people/x1/age', 'a computed column'], ['profile', 'fields/person.name', 'a view'],
    ['profile', 'fields/crm.phone', 'a view of a row'], ['private', 'rows/peoplePrivate/x1/familySituation', 'a view of a column'], ['profile', 'fields/field.accuracy', 'a mark, not a field'],
    ['preferences', 'fields/pref.collectedBy', 'of the catalogue’s values'], ['aml', 'fields/aml.internalControlRisk', 'of the workspace'], ['contacts-2026', 'rows/corrections/x1/error', 'a process'],
    ['profile', 'fields/customer.contactMethods', 'rows, not a value'], ['profile', 'fields/company.address', 'an address, a row'], ['documents', 'fields/g2.certificates', 'files'], ['contacts-2026', 'rows/contacts/x1/attachments', 'files of a row'],
    ['contacts-2026', 'rows/contacts/x1/subject', 'a long text, a root of its own'], ['profile', 'fields/org.businessScope', 'a long text, a root of its own'], ['profile', 'text:customer.name', 'a scalar, no text'],
    ['profile', 'fields/person.nationality', 'of another section'], ['profile', 'rows/people/x1/name', 'of another section'], ['profile', 'fields/no.such', 'nobody’s'], ['profile', 'rows/methods/x1/owner', 'no column'],
    ['profile', 'fields/__proto__', 'a prototype'], ['profile', 'rows/methods/__proto__/value', 'a prototype'], ['profile', 'rows/constructor/x1/value', 'a prototype'], ['profile', 'rows/methods/x1/prototype', 'a prototype'],
    ['trade', 'rows/transactions/x1/sales', 'rows without a document'], ['stays', 'rows/stays/x1/roomRate', 'rows without a document'], ['contacts', 'rows/contacts/x1/channel', 'contacts without a year'],
    ['no-such', 'fields/customer.name', 'no section'], ['profile-2026', 'fields/customer.name', 'no section'], ['__proto__', 'fields/customer.name', 'no section'],
  ])('%s refuses %s: %s', (section, key) => {
    expect(keyAllowed(section, key)).toBeNull();
    expect(checkValue(section, key, 'x')?.code).toBe('unknown-key');
  });

  it('are never known for made-up names (property)', () => {
    const known = new Set(FIELDS.map((field) => field.key));
    fc.assert(fc.property(fc.constantFrom(...documents), fc.string({ maxLength: 12 }), (section, key) => {
      fc.pre(!known.has(key));
      expect(keyAllowed(docName(section), `fields/${key}`)).toBeNull();
      expect(keyAllowed(docName(section), `rows/${key}/x1/value`)).toBeNull();
      expect(rootAllowed(docName(section), key === 'fields' || key === 'rows' || key === 'marks' ? 'x' : key)).toBeNull();
    }), { numRuns: 1000 });
  });
});

describe('roots', () => {
  it.each([['fields', 'map'], ['rows', 'map'], ['marks', 'map'], ['text:org.businessScope', 'text'], ['text:contacts/x1/subject', null], ['', null], ['secret', null], ['text:', null], ['__proto__', null]])('of profile: %j is %j', (root, answer) =>
    expect(rootAllowed('profile', root)).toBe(answer));
  it('of a year of contacts: its records’ texts', () => expect(rootAllowed('contacts-2026', 'text:contacts/x1/subject')).toBe('text'));
  it('of no section: none', () => expect(rootAllowed('trade', 'fields')).toBeNull());
});

describe('marks', () => {
  it.each([
    ['marks/fields/customer.name#source', 'registration', null], ['marks/fields/customer.name#accuracy', 'verified', null], ['marks/fields/customer.name#verifiedAt', '2026-01-31', null],
    ['marks/fields/customer.name#channel', 'yellowPages', null], ['marks/rows/methods/x1/value#accuracy', 'outdated', null], ['marks/text:org.businessScope#source', 'survey', null],
    ['marks/fields/customer.name#source', 'hearsay', 'option'], ['marks/fields/customer.name#verifiedAt', 'yesterday', 'date'], ['marks/fields/customer.owner#source', 'survey', 'unknown-key'],
    ['marks/fields/profile.ageYears#override', '41', null], ['marks/fields/profile.ageYears#source', 'survey', 'unknown-key'], ['marks/fields/credit.level#override', 'aa', 'unknown-key'],
  ])('%s = %j', (key, value, code) => expect(checkValue('profile', key, value)?.code ?? null).toBe(code));
});

describe('places', () => {
  it('must be ones the order can go on from', () => {
    expect(checkValue('profile', 'rows/methods/x1/.', 'a0')).toBeNull();
    for (const bad of ['', 'a00', 'zzz', 5, null, {}]) expect(checkValue('profile', 'rows/methods/x1/.', bad)?.code).toBe('place');
  });
});

describe('addresses', () => {
  it('lie in the section of their use', () => {
    expect(checkValue('profile', 'rows/addresses/x1/use', 'mailing')).toBeNull();
    expect(checkValue('profile', 'rows/addresses/x1/use', 'residence')?.code).toBe('option');
    expect(checkValue('identity', 'rows/addresses/x1/use', 'residence')).toBeNull();
    expect(checkValue('people', 'rows/addresses/x1/use', 'residence')?.code).toBe('unknown-key');
  });
});

describe('the year of a contact record', () => {
  it.each([['2026-01-01', null], ['2025-12-31T23:30', null], ['2027-01-01T00:10', null], ['2025-12-30', 'year'], ['2027-01-02', 'year'], ['2024-02-29T10:00', 'year'], ['2026-02-30', 'date']])('contacts-2026 at %s: %s', (time, code) =>
    expect(checkValue('contacts-2026', 'rows/contacts/x1/time', time)?.code ?? null).toBe(code));
  it('binds the record’s time only: an appointment may lie in another year', () => expect(checkValue('contacts-2026', 'rows/contacts/x1/nextAppointment', '2027-05-01T09:00')).toBeNull());
});

describe('patches', () => {
  it('of good values have no problem', () => {
    expect(checkPatch('profile', {
      fields: { 'customer.name': 'Almacenes Vega, S.L.', 'org.registeredCapital': '3000.00 EUR', 'crm.employeeCount': 12, 'customer.keyProspect': true, 'customer.shortName': null },
      rows: { methods: { m1: { kind: 'phone', value: '+34 952 000 001', preferred: true }, m2: null }, 'company.products': { a: { value: 'Azulejos' } }, addresses: { a1: { use: 'business', city: 'Málaga', country: 'ES' } } },
      texts: { 'org.businessScope': 'Venta de azulejos', 'intent.functionWishes': null }, marks: { 'fields/customer.name#accuracy': 'verified' },
    })).toEqual([]);
  });

  it('tell every problem with its key and change nothing themselves', () => {
    const problems = checkPatch('profile', {
      fields: { 'customer.owner': 'me', 'crm.website': 'javascript:alert(1)', 'crm.employeeCount': -1 },
      rows: { methods: { 'm 1': { kind: 'phone' }, m2: { kind: 'pigeon', value: 'x', '.': 'a0' } }, people: { p1: null } },
      texts: { 'org.businessScope': 'a\0' }, marks: { 'fields/customer.name#mood': 'good' },
    });
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'fields/customer.owner unknown-key', 'fields/crm.website scheme', 'fields/crm.employeeCount range', 'rows/methods/m 1 unknown-key', 'rows/methods/m2/kind option', 'rows/methods/m2/. not-writable',
      'rows/people/p1 unknown-key', 'text:org.businessScope characters', 'marks/fields/customer.name#mood unknown-key',
    ]);
    for (const { message } of problems) expect(message).toMatch(/^(must|is) /);
  });

  it('with own keys named like prototypes are refused, and no prototype changes', () => {
    const patch = JSON.parse('{"fields":{"__proto__":"x","constructor":"y"},"rows":{"__proto__":{"r":{"x":1}},"methods":{"__proto__":{"kind":"fax"}}},"texts":{"__proto__":"z"}}') as object;
    const problems = checkPatch('profile', patch);
    expect(problems).toHaveLength(5);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('know what a section stores: every field kind of every section takes a value that fits (table)', () => {
    const fitting: Readonly<Record<string, unknown>> = { text: 'x', number: 3, percent: 3, money: '1.00 EUR', date: '2026-01-02', month: '2026-01', dateRange: '2026-01-02/2026-01-03', url: 'https://a.b', person: 'p1', user: 'mei', flag: true, longText: 'x' };
    for (const section of documents as readonly SectionKey[]) {
      for (const field of stored.filter((each) => each.home === section && each.min === undefined)) {
        const key = valueKey(field.key);
        const rule = key === null ? null : keyAllowed(docName(section), key);
        if (key && rule && rule.kind in fitting) expect(checkValue(docName(section), key, fitting[rule.kind]), key).toBeNull();
      }
    }
  });
});
