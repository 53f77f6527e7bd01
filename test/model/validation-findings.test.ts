/** What is refused, what is only doubtful, what stands beside a value and counts, and the reason that keeps it. */
import { describe, expect, it } from 'vitest';
import type { Scalar } from '../../model/api.ts';
import { FIELDS, tables } from '../../model/catalogue/catalogue.ts';
import type { Check } from '../../model/catalogue/types.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { countryOf } from '../../model/validation/country.ts';
import { findings, NO_CONTEXT, warningOf } from '../../model/validation/findings.ts';
import type { Context } from '../../model/validation/findings.ts';
import { patchWarnings } from '../../model/validation/patch-warnings.ts';
import { checkValue, createSchema, keyAllowed } from '../../model/validation/section-rules.ts';
import { keptBy, overrideMark, parseOverride, REASON_UNITS, warning } from '../../model/validation/warning.ts';
import { WARNING_TEXTS } from '../../model/validation/warning-texts.ts';

const among = (values: Readonly<Record<string, Scalar>>, more: Partial<Context> = {}): Context => {
  const look = (key: string): Scalar => values[key] ?? null;
  return { beside: look, field: look, country: null, today: '2026-11-22', ...more };
};
const codeOf = (check: Check, value: Scalar, context: Context = NO_CONTEXT): string | null => warningOf({ kind: 'text', check }, value, context)?.code ?? null;

describe('findings', () => {
  it('refuse what no merge of legal edits can produce, and then warn of nothing', () => {
    for (const [kind, value] of [['text', '\ud800'], ['text', 'a\0b'], ['number', Number.NaN], ['number', Infinity], ['url', 'javascript:alert(1)'], ['date', '2026-02-30'], ['text', 7], ['flag', 'yes'], ['dateRange', '2026-05-02/2026-05-01']] as const) {
      const { refuse, warn } = findings({ kind, check: 'residentId' }, value);
      expect(refuse, String(value)).not.toBeNull();
      expect(warn).toBeNull();
    }
  });

  it('never refuse a number for its check digit, whatever the check', () => {
    const checks = [...new Set([...FIELDS, ...tables().flatMap(({ columns }) => columns)].flatMap(({ check }) => check ?? []))];
    expect(checks.length).toBeGreaterThan(8);
    for (const check of [...checks, 'residentId', 'taiwanId', 'taiwanResident', 'ubn', 'hkid', 'dniNie', 'nif', 'iban', 'bankAccount', 'email', 'phone'] as const) {
      for (const value of ['110105194912310021', '?', 'x'.repeat(8000), '12345678', '客户']) expect(findings({ kind: 'text', check }, value, among({})).refuse, `${check} ${value.slice(0, 20)}`).toBeNull();
    }
  });

  it('say nothing of what is not there', () => {
    expect(findings({ kind: 'text', check: 'uscc' }, null)).toEqual({ refuse: null, warn: null });
    expect(warningOf({ kind: 'text', check: 'uscc' }, '', NO_CONTEXT)).toBeNull();
  });

  it('of an identity number go by the kind beside it, in a row as in the section', () => {
    expect(codeOf('idDocument', '12345678A', among({ 'person.idDocumentType': 'dniNie' }))).toBe('dniNie-check');
    expect(codeOf('idDocument', '12345678A', among({ idDocumentType: 'passport' }))).toBeNull();
    expect(codeOf('idDocument', 'A123456(4)', among({ idDocumentType: 'hkid' }))).toBe('hkid-check');
  });

  it('compare the identity number with birthday and sex, and leave both as they are', () => {
    const number = '11010519491231002X';
    const beside = { 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': number };
    expect(codeOf('idDocument', number, among({ ...beside, 'person.dateOfBirth': '1949-12-31' }))).toBeNull();
    expect(codeOf('idDocument', number, among({ ...beside, 'person.dateOfBirth': '1949-12' }))).toBeNull();
    expect(codeOf('idDocument', number, among({ ...beside, 'person.dateOfBirth': '1950-12-31' }))).toBe('birthday-id');
    // of somebody else's papers the customer's birthday says nothing
    expect(codeOf('idDocument', number, among({ idDocumentType: 'residentId', 'person.dateOfBirth': '1950-12-31' }))).toBeNull();
    expect(codeOf('gender', 'female', among(beside))).toBeNull();
    expect(codeOf('gender', 'male', among(beside))).toBe('gender-id');
    expect(codeOf('gender', 'unstated', among(beside))).toBeNull();
    expect(codeOf('gender', 'male', among({ ...beside, 'person.idDocumentType': 'passport' }))).toBeNull();
  });

  it('compare organisation and credit code', () => {
    expect(codeOf('organisationCode', 'M000100Y4', among({ 'org.unifiedSocialCreditCode': '91350100M000100Y43' }))).toBeNull();
    expect(codeOf('organisationCode', 'M000100Y-4', among({ 'org.unifiedSocialCreditCode': '91350100M000100Y43' }))).toBeNull();
    expect(codeOf('organisationCode', 'MA5DA8QR0', among({ 'org.unifiedSocialCreditCode': '91350100M000100Y43' }))).toBe('organisationCode-uscc');
  });

  it('of ways to reach somebody go by their kind', () => {
    for (const kind of ['phone', 'mobile', 'fax', 'whatsapp']) {
      expect(codeOf('method', '030-0074321', among({ kind })), kind).toBeNull();
      expect(codeOf('method', 'ask Ana', among({ kind })), kind).toBe('phone-form');
    }
    expect(codeOf('method', 'ana@company.example', among({ kind: 'email' }))).toBeNull();
    expect(codeOf('method', 'ana@', among({ kind: 'email' }))).toBe('email-form');
    expect(codeOf('method', 'anything', among({ kind: 'wechat' }))).toBeNull();
    expect(codeOf('method', 'anything', among({}))).toBeNull();
  });

  it('of dates: what two people can turn round between them is a doubt, and so is a birthday to come', () => {
    const end = (value: string, start: Scalar) => warningOf({ kind: 'date', after: 'start' }, value, among({ start }))?.code ?? null;
    expect(end('2026-05-01', '2026-05-02')).toBe('dates-reversed');
    expect(end('2026-05-02', '2026-05-02')).toBeNull();
    expect(end('2026-05', '2026-05-20')).toBeNull();
    expect(end('2026-04', '2026-05-20')).toBe('dates-reversed');
    expect(end('long-term', '2026-05-20')).toBeNull();
    expect(end('2026-05-02', null)).toBeNull();
    expect(codeOf('birthday', '2026-11-23', among({}))).toBe('birthday-future');
    expect(codeOf('birthday', '2026-11-22', among({}))).toBeNull();
    expect(codeOf('birthday', '--02-29', among({}))).toBeNull();
    expect(codeOf('birthday', '2099-01-01', among({}, { today: null }))).toBeNull();
    expect(codeOf('validity', '1960-01-01', among({ 'person.dateOfBirth': '1971-04' }))).toBe('valid-before-birth');
  });

  it('of postcodes, tax numbers and web addresses: by the country, and only where it is known', () => {
    expect(codeOf('postcode', '51000', among({}, { country: 'CN' }))).toBe('postcode-form');
    expect(codeOf('postcode', '51000', among({}))).toBeNull();
    expect(codeOf('taxNumber', 'A28015866', among({}, { country: 'ES' }))).toBe('nif-check');
    expect(warningOf({ kind: 'url' }, 'http://intranet/x', NO_CONTEXT)?.code).toBe('url-host');
    expect(warningOf({ kind: 'url' }, 'https://company.example', NO_CONTEXT)).toBeNull();
    expect(countryOf([{ use: 'mailing', country: 'ES' }, { use: 'registered', country: 'TW' }])).toBe('TW');
    expect(countryOf([{ use: 'registered' }])).toBeNull();
  });
});

describe('a reason', () => {
  const found = warning('residentId-check', '110105194912310021', 'residentId');
  it('keeps just this doubt about just these values', () => {
    const mark = overrideMark(found, ' so it stands on the card ');
    expect(keptBy(found, mark)).toBe('so it stands on the card');
    expect(keptBy(warning('residentId-check', '110105194912310022', 'residentId'), mark), 'the value has changed').toBeUndefined();
    expect(keptBy(warning('residentId-check', '110105194912310021', 'household'), mark), 'what is beside it has changed').toBeUndefined();
    expect(keptBy(warning('residentId-form', '110105194912310021', 'residentId'), mark), 'another doubt').toBeUndefined();
  });
  it('is no reason when it is empty, and never longer than the mark may be', () => {
    expect(keptBy(found, overrideMark(found, '  '))).toBeUndefined();
    const long = overrideMark(found, '理'.repeat(5000));
    expect(parseOverride(long)?.reason).toHaveLength(REASON_UNITS);
    expect(checkValue('identity', 'marks/fields/person.idDocumentNumber#override', long)).toBeNull();
    for (const mark of [null, true, '', 'set by hand', 'residentId-check why']) expect(keptBy(found, mark as Scalar), String(mark)).toBeUndefined();
  });
});

describe('the catalogue', () => {
  it('masks the numbers of papers, in the section and in the rows of related people', () => {
    const masked = [...FIELDS.filter(({ mask, aliasOf }) => mask && aliasOf === undefined).map(({ key }) => key), ...tables().flatMap(({ table, columns }) => columns.filter(({ mask }) => mask).map(({ key }) => `${table}/${key}`))];
    expect(masked).toEqual(expect.arrayContaining(['person.idDocumentNumber', 'relatedPartyPapers/idDocumentNumber']));
    expect(keyAllowed('identity', 'rows/relatedPartyPapers/x1/idDocumentNumber')).toMatchObject({ mask: true, check: 'idDocument' });
  });
  it('keeps mask and check of a field that is a list in the rows of its items', () => {
    const own = { ...FIELDS.find(({ key }) => key === 'terms.paymentAccount')!, key: 'own.accounts', multiple: true };
    const schema = createSchema({ options: () => ({ has: () => false }), fields: () => [own] });
    expect(schema.keyAllowed('terms', 'rows/own.accounts/x1/value')).toMatchObject({ mask: true, check: 'bankAccount' });
  });
  it('names for `after` a date of the same row or section', () => {
    for (const field of FIELDS.filter(({ after, scope }) => after !== undefined && scope === 'field')) expect(FIELDS.find(({ key }) => key === field.after)?.home, field.key).toBe(field.home);
    for (const { table, columns } of tables()) for (const { key, after } of columns) if (after !== undefined) expect(columns.find((column) => column.key === after)?.kind, `${table} ${key}`).toBe('date');
  });
  it('has a sentence in four languages for every doubt, each its own', () => {
    for (const lang of LANGUAGES) {
      const all = Object.values(WARNING_TEXTS).map((labels) => labels[lang]);
      for (const text of all) expect(text.length, text).toBeGreaterThan(8);
    }
    for (const [code, labels] of Object.entries(WARNING_TEXTS)) expect(new Set(LANGUAGES.map((lang) => labels[lang])).size, code).toBe(4);
  });
});

describe('warnings of an edit by REST', () => {
  const rule = (section: string) => (key: string) => keyAllowed(section, key);
  const values = (fields: Readonly<Record<string, Scalar>>, rows = {}, marks = {}) => ({ fields, rows, texts: {}, marks });
  const parts = { field: () => null, country: null, today: '2026-11-22' };

  it('are of the values it names and of those looked at with them', () => {
    const stored = values({ 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': '110105194912310021', 'person.gender': 'female' });
    const codes = (fields: Readonly<Record<string, Scalar>>) => patchWarnings({ fields }, stored, { ...parts, rule: rule('identity') }).map(({ field, code }) => `${field} ${code}`);
    expect(codes({ 'person.idDocumentNumber': '110105194912310021' })).toEqual(['fields/person.idDocumentNumber residentId-check']);
    expect(codes({ 'person.idDocumentType': 'residentId' })).toEqual(['fields/person.idDocumentNumber residentId-check']);
    expect(codes({ 'person.idDocumentValidUntil': '2030-01-01' })).toEqual([]);
  });

  it('pass over what is kept with a reason, until the value changes', () => {
    const key = 'fields/person.idDocumentNumber';
    const mark = overrideMark(warning('residentId-check', '110105194912310021', 'residentId'), 'old card');
    const of = (number: string) => patchWarnings({ fields: { 'person.idDocumentNumber': number } }, values({ 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': number }, {}, { [`${key}#override`]: mark }), { ...parts, rule: rule('identity') });
    expect(of('110105194912310021')).toEqual([]);
    expect(of('110105194912310022')).toHaveLength(1);
  });

  it('look at rows with the country of the row', () => {
    const stored = values({}, { addresses: { registered: { use: 'registered', country: 'ES', postcode: '510000' } } });
    expect(patchWarnings({ rows: { addresses: { registered: { postcode: '510000' } } } }, stored, { ...parts, country: 'CN', rule: rule('profile') })).toMatchObject([{ field: 'rows/addresses/registered/postcode', code: 'postcode-form' }]);
  });
});

describe('hostile texts', () => {
  const LONG = [...'1A2X·年/-@. ('].map((each) => each.repeat(100_000)).concat(['1-'.repeat(50_000), 'a@'.repeat(50_000), `https://${'a.'.repeat(50_000)}`, '1'.repeat(100_000) + 'X']);
  it('of 100 kB are answered in milliseconds by every check', () => {
    const checks: readonly Check[] = ['idDocument', 'residentId', 'uscc', 'organisationCode', 'taxNumber', 'taiwanId', 'taiwanResident', 'ubn', 'hkid', 'dniNie', 'nif', 'iban', 'bankAccount', 'postcode', 'phone', 'email', 'method', 'birthday', 'gender', 'validity'];
    for (const check of checks) for (const text of LONG) {
      // the best of three: other work on the machine is not the check's
      const times = [1, 2, 3].map(() => {
        const begun = performance.now();
        warningOf({ kind: 'text', check, after: 'start' }, text, among({ kind: 'email', start: '2026-01-01', idDocumentType: 'residentId' }, { country: 'GB' }));
        return performance.now() - begun;
      });
      expect(Math.min(...times), `${check} ${text.slice(0, 10)}`).toBeLessThan(200);
    }
  });
});
