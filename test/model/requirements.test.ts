/** Requirement packs: what is on file of a named list, what is missing, the address on record by P-30, and no word about the law. */
import { describe, expect, it } from 'vitest';
import type { Scalar } from '../../model/api.ts';
import { dictionaryOf, fieldByKey, FIELDS, PACKS, storedField, tables } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { REQUIREMENT_PACKS, requirementPack } from '../../model/requirements/packs.ts';
import { addressLine, registeredAddress } from '../../model/requirements/registered-address.ts';
import { requirement, setOf } from '../../model/requirements/requirement.ts';
import type { Facts } from '../../model/requirements/types.ts';
import type { SectionKey } from '../../model/sections.ts';
import { sheetTexts } from '../../components/form/sheets/texts.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, Scalar>>[]>>;
const facts = (values: Readonly<Record<string, Scalar>>, rows: Rows = {}, closed: readonly SectionKey[] = []): Facts => ({
  reads: (section) => !closed.includes(section),
  value: (_section, key) => values[key] ?? null,
  text: (_section, key) => String(values[key] ?? ''),
  rows: (_section, table) => rows[table] ?? [],
});
const pack = requirementPack('CN-2007-33')!;
const keys = (items: readonly { readonly key: string }[] | undefined): readonly string[] => (items ?? []).map(({ key }) => key);

const PERSON = {
  'customer.name': 'Hanna', 'person.gender': 'female', 'person.nationality': 'DE', 'person.occupation': 'employee', 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'X1', 'person.idDocumentValidUntil': 'long-term',
};
const REACHED: Rows = { methods: [{ kind: 'phone', value: '1' }], addresses: [{ use: 'residence', text: 'Forsterstr. 57' }] };

describe('the address on record (P-30)', () => {
  const row = (use: string, text: string, more = {}) => ({ use, text, ...more });
  it('is the habitual residence where it differs from the residence', () => {
    expect(registeredAddress([row('residence', 'A'), row('habitual', 'B'), row('workplace', 'C')])?.use).toBe('habitual');
    expect(registeredAddress([row('habitual', 'B')])?.use).toBe('habitual');
    expect(registeredAddress([row('residence', 'A', { city: 'Bonn' }), row('habitual', 'A', { city: 'Köln' })])?.use).toBe('habitual');
  });
  it('is the residence where both are the same place, however it is written', () => {
    expect(registeredAddress([row('residence', 'Haupt Str. 1'), row('habitual', 'haupt str.1 ')])?.use).toBe('residence');
    expect(registeredAddress([row('residence', '中山路１號'), row('habitual', '中山路1號')])?.use).toBe('residence');
  });
  it('is else the place of work, else nothing', () => {
    expect(registeredAddress([row('workplace', 'C'), row('residence', ' ')])?.use).toBe('workplace');
    expect(registeredAddress([row('registered', 'X')])).toBeNull();
  });
  it('reads as one line', () => {
    expect(addressLine({ text: 'Forsterstr. 57', postcode: '68306', city: 'Mannheim', country: 'DE' })).toBe('Forsterstr. 57, 68306 Mannheim');
    expect(addressLine({ country: 'DE' })).toBe('DE');
  });
});

describe('CN-2007-33', () => {
  it('asks nine facts of a natural person and counts them', () => {
    const all = requirement(pack, 'individual', facts(PERSON, REACHED))!;
    expect([all.set, all.filled.length, all.of, all.missing, all.unread]).toEqual(['naturalPerson', 9, 9, [], []]);
    const some = requirement(pack, 'individual', facts({ ...PERSON, 'person.gender': null, 'person.occupation': '' }, { methods: [{ kind: 'phone', value: '' }] }))!;
    expect(keys(some.missing)).toEqual(['person.gender', 'person.occupation', 'person.registeredAddress', 'customer.contactMethods']);
    expect([some.filled.length, some.of]).toEqual([5, 9]);
  });

  const COMPANY = { 'customer.name': 'Acme', 'org.businessScope': 'Trade', 'org.unifiedSocialCreditCode': '91350100M000100Y43', 'org.licenceName': 'Licence', 'org.licenceNumber': '1', 'org.licenceValidUntil': '2030-01-01' };
  const paper = (role: string, more = {}) => ({ role, name: 'Maria', idDocumentType: 'passport', idDocumentNumber: 'X1', idDocumentValidUntil: '2030-01-01', ...more });
  const OFFICE = { addresses: [{ use: 'registered', text: 'Obere Str. 57' }] };

  it('asks twelve of a legal person: eight of its own and the papers of four parties (F-041 to F-046)', () => {
    const nine = requirement(pack, 'organisation', facts(COMPANY, { ...OFFICE, relatedPartyPapers: [paper('legalRepresentative')] }))!;
    expect([nine.filled.length, nine.of, keys(nine.missing)]).toEqual([9, 12, ['control', 'inCharge', 'agents']]);
    const all = requirement(pack, 'otherOrganisation', facts(COMPANY, { ...OFFICE, relatedPartyPapers: ['actualController', 'legalRepresentative', 'personInCharge', 'authorisedAgent'].map((role) => paper(role)) }))!;
    expect([all.filled.length, all.of]).toEqual([12, 12]);
  });

  it('counts a party only with name, type, number and validity of the paper', () => {
    for (const column of ['name', 'idDocumentType', 'idDocumentNumber', 'idDocumentValidUntil']) {
      const state = requirement(pack, 'organisation', facts(COMPANY, { ...OFFICE, relatedPartyPapers: [paper('legalRepresentative', { [column]: null })] }))!;
      expect(keys(state.missing), column).toContain('representative');
    }
    const linked = requirement(pack, 'organisation', facts(COMPANY, { ...OFFICE, relatedPartyPapers: [paper('legalRepresentative', { name: null, party: 'p1' })] }))!;
    expect(keys(linked.filled), 'a party that is a person of the archive has its name there').toContain('representative');
  });

  it('takes the unified code for organisation code and tax number, and either of them alone', () => {
    const without = { ...COMPANY, 'org.unifiedSocialCreditCode': null, 'org.organisationCode': '12345678-9' };
    expect(keys(requirement(pack, 'organisation', facts(without, OFFICE))!.missing)).toContain('org.taxRegistrationNumber');
    expect(keys(requirement(pack, 'organisation', facts(COMPANY, OFFICE))!.filled)).toEqual(expect.arrayContaining(['org.organisationCode', 'org.taxRegistrationNumber']));
  });

  it('asks an individual business for its owner in charge, and for others once they are named', () => {
    const alone = requirement(pack, 'individualBusiness', facts(COMPANY, { ...OFFICE, relatedPartyPapers: [paper('personInCharge')] }))!;
    expect([alone.set, alone.filled.length, alone.of]).toEqual(['individualBusiness', 9, 9]);
    const named = requirement(pack, 'individualBusiness', facts({ ...COMPANY, 'org.legalRepresentative': 'p1' }, { ...OFFICE, 'org.authorisedAgents': [{ value: 'p2' }] }))!;
    expect([named.of, keys(named.missing)]).toEqual([11, ['inCharge', 'representative', 'agents']]);
  });

  it('never guesses about a section that is not read', () => {
    const state = requirement(pack, 'individual', facts(PERSON, REACHED, ['identity']))!;
    expect([state.filled.length, state.missing.length, state.unread.length, state.of]).toEqual([2, 0, 7, 9]);
    const company = requirement(pack, 'individualBusiness', facts(COMPANY, OFFICE, ['identity']))!;
    expect(keys(company.unread)).toEqual(['inCharge', 'control', 'representative', 'agents']);
  });

  it('was replaced on 1 January 2026 by a rule for which there is room', () => {
    expect([pack.replacedAt, pack.replacedBy]).toEqual(['2026-01-01', 'CN-2025']);
    const next = requirementPack('CN-2025')!;
    expect([next.from, next.sets, requirement(next, 'individual', facts({}))]).toEqual(['2026-01-01', null, null]);
  });
});

describe('the table', () => {
  it('names only what the catalogue has, under packs that it offers', () => {
    const capacities = new Set(dictionaryOf('D-88')?.options.map(({ key }) => key));
    for (const { key, sets } of REQUIREMENT_PACKS.filter((each) => each.sets !== null)) {
      expect(PACKS.map((each) => each.key as string)).toContain(key);
      for (const { key: item, label, check } of Object.values(sets!).flat()) {
        expect(fieldByKey(label), `${item} ${label}`).toBeDefined();
        if (check.kind === 'value') for (const each of check.keys) expect([storedField(each)?.key, storedField(each)?.home], each).toEqual([each, check.section]);
        if (check.kind === 'text') expect([fieldByKey(check.key)?.kind, fieldByKey(check.key)?.home]).toEqual(['longText', check.section]);
        if (check.kind === 'row') expect(tables().some(({ table, home, columns }) => table === check.table && home === check.section && columns.some((column) => column.key === check.column)), item).toBe(true);
        if (check.kind === 'address') expect(tables().some(({ table, home, uses }) => table === 'addresses' && home === check.section && uses?.includes(check.use)), item).toBe(true);
        if (check.kind === 'party') for (const capacity of check.capacities) expect(capacities.has(capacity), capacity).toBe(true);
      }
    }
  });

  it('covers every fact that the catalogue marks as asked for by the pack', () => {
    const asked = new Set(Object.values(pack.sets!).flat().flatMap(({ key, check }) => (check.kind === 'value' ? check.keys : [key])));
    const marked = FIELDS.filter((field) => field.required?.includes('CN-2007-33'));
    expect(marked).toHaveLength(15);
    for (const { key } of marked) expect(asked.has(storedField(key)!.key), key).toBe(true);
    expect([setOf('individual'), setOf('organisation'), setOf('otherOrganisation'), setOf('individualBusiness')]).toEqual(['naturalPerson', 'legalPerson', 'legalPerson', 'individualBusiness']);
  });

  it('claims nothing: no word of it says that a rule is kept', () => {
    const words = LANGUAGES.flatMap((lang) => {
      const texts = sheetTexts(lang);
      const said = [texts.requirement('x'), texts.count(1, 2), ...texts.missing, texts.nothingMissing, texts.papersOf('x'), texts.unread(2), texts.taken('x'), texts.replaced('x', 'y', false), texts.noStatement];
      return [...said, ...REQUIREMENT_PACKS.flatMap(({ label, source }) => [label[lang], source[lang]])];
    });
    for (const word of words) expect(word).not.toMatch(/compl(y|ies|iant|iance)|合规|合規|符合|cumpl|conform/i);
  });
});
