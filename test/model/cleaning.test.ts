/** Causes and rules of the cleaning bench by table: what is wrong with a value, what the proposed rule makes of it, what it leaves alone, and what is no finding at all. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Scalar, SectionValues } from '../../model/api.ts';
import { CAUSE_KEYS, causeOf, groupOf, parseGroup } from '../../model/cleaning/causes.ts';
import type { CauseKey } from '../../model/cleaning/causes.ts';
import { checkSection } from '../../model/cleaning/check.ts';
import { clusters, mappingOf, toOptions } from '../../model/cleaning/clusters.ts';
import type { Sounds } from '../../model/cleaning/clusters.ts';
import { mend } from '../../model/cleaning/rules/apply.ts';
import { isRule, RULES } from '../../model/cleaning/rules/table.ts';
import type { RuleKey } from '../../model/cleaning/rules/table.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { NO_CONTEXT, warningOf } from '../../model/validation/findings.ts';
import { overrideMark } from '../../model/validation/warning.ts';
import { keyAllowed } from '../../model/validation/section-rules.ts';

const TODAY = '2026-03-02';
const NOTHING: SectionValues = { fields: {}, rows: {}, texts: {}, marks: {} };
const look = (values: Partial<SectionValues>, section = 'profile') => checkSection({ ...NOTHING, ...values }, { rule: (key) => keyAllowed(section, key), country: null, today: TODAY });
const method = (kind: string, value: string): Partial<SectionValues> => ({ rows: { methods: { m1: { kind, value } } } });
const named = (value: string): Partial<SectionValues> => ({ fields: { 'customer.name': value } });
const address = (cells: Record<string, Scalar>): Partial<SectionValues> => ({ rows: { addresses: { a1: { use: 'business', ...cells } } } });
const from = (file: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(file);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is found in it, and what the proposed rule makes of it; null: it does not know. */
const WRONG: readonly (readonly [CauseKey, Partial<SectionValues>, unknown])[] = [
  ['mojibake', named(from(utf8('Müller Söhne'), 'windows-1252')), { value: 'Müller Söhne' }],
  ['mojibake', named(from(utf8('José Peña'), 'windows-1252')), { value: 'José Peña' }],
  ['mojibake', named(from(new Uint8Array([0xb9, 0xe3, 0xd6, 0xdd, 0xb5, 0xe7, 0xd7, 0xd3]), 'windows-1252')), { value: '广州电子' }],
  ['mojibake', named(from(utf8('广州电子'), 'gb18030')), { value: '广州电子' }],
  ['mojibake', named('M\ufffdller & Sons'), null],
  ['html', named('Smith &amp; Sons'), { value: 'Smith & Sons' }],
  ['html', named('S&ouml;hne &#38; Co'), { value: 'Söhne & Co' }],
  ['invisible', named('Al\u00adba Foods'), { value: 'Alba Foods' }],
  ['placeholder', method('phone', '0000000'), { value: null, drop: true }],
  ['placeholder', method('email', 'test@test.com'), { value: null, drop: true }],
  ['placeholder', address({ city: '无' }), { value: null }],
  ['placeholder', named('xxx'), null],
  ['full-width', method('phone', '０２０－８７６５４３２１'), { value: '020-87654321' }],
  ['full-width', named('广州ＡＢＣ电子（深圳）有限公司'), { value: '广州ABC电子（深圳）有限公司' }],
  ['spaces', named('Alba   Foods SL'), { value: 'Alba Foods SL' }],
  ['spaces', named('王 小 明'), { value: '王小明' }],
  ['email-in-phone', method('phone', 'ana@example.com'), { value: 'ana@example.com', kind: 'email' }],
  ['phone-in-email', method('email', '+34 93 1234567'), { value: '+34 93 1234567', kind: 'phone' }],
  ['phone-several', method('phone', '021-62801234 / 13800138000'), { value: '021-62801234', also: ['13800138000'] }],
  ['email-several', method('email', 'a@example.com; b@example.com'), { value: 'a@example.com', also: ['b@example.com'] }],
  ['phone-letters', method('phone', '021-62801234 转 8001 王经理'), { value: '021-62801234 ext 8001', note: '王经理' }],
  ['phone-letters', method('phone', 'Tel.: +49 30 1234567 (Buchhaltung)'), { value: '+49 30 1234567', note: 'Buchhaltung' }],
  ['phone-letters', method('phone', 'O3O-1234567'), { value: '030-1234567' }],
  ['phone-letters', method('phone', '1-800-FLOWERS'), null],
  ['phone-letters', method('phone', '030 1234567 until 2020 555666777'), null],
  ['phone-unparsable', method('phone', '12'), { value: null, drop: true }],
  ['email-marks', method('email', 'mailto:ana @ example.com'), { value: 'ana@example.com' }],
  ['email-marks', method('email', 'Ana Puig <ana@example.com>'), { value: 'ana@example.com', note: 'Ana Puig' }],
  ['email-marks', method('email', 'ana(at)example,com'), { value: 'ana@example.com' }],
  ['email-typo-domain', method('email', 'ana@gmial.com'), { value: 'ana@gmail.com' }],
  ['email-typo-domain', method('email', 'ana@kestrel-tools.con'), { value: 'ana@kestrel-tools.com' }],
  ['email-unparsable', method('email', 'ask at reception'), { value: null, drop: true }],
  ['postcode-lost-zero', address({ country: 'ES', postcode: '8001' }), { value: '08001' }],
  ['postcode-lost-zero', address({ country: 'US', postcode: '501' }), { value: '00501' }],
  ['postcode-form', address({ country: 'DE', postcode: 'D-80331' }), { value: '80331' }],
  ['postcode-form', address({ country: 'CN', postcode: '邮编 510000' }), { value: '510000' }],
  ['postcode-form', address({ country: 'DE', postcode: '8033' + '12' }), null],
  ['name-caps', named('MARÍA PEÑA DE LA TORRE, SL'), { value: 'María Peña de la Torre, SL' }],
  ['name-caps', named("O'BRIEN & MCDONALD LTD"), { value: "O'Brien & McDonald Ltd" }],
  ['name-lower', named('orchard motors gmbh'), { value: 'Orchard Motors GmbH' }],
  ['code-check', { fields: { 'org.unifiedSocialCreditCode': '9144O101MA5AXXXXX1' } }, null],
  ['doubt', { fields: { 'reno.startAt': '2026-05-01', 'reno.endAt': '2026-04-01' } }, undefined],
];
/** Nothing is wrong with them, odd as they look. */
const RIGHT: readonly Partial<SectionValues>[] = [
  named('IKEA'), named('BMW AG'), named('HSBC Holdings plc'), named('eBay GmbH'), named('Ñandú Çelik'), named('Citroën España'), named('L’Oréal'), named('广州（集团）有限公司，总部'), named('臺北電子'), named('AT&T Inc'), named('3M'), named('Test Equipment GmbH'), named('None Such Ltd'),
  method('phone', '+34 931 234 567'), method('phone', '021-62801234转8001'), method('phone', '(030) 12 34-56 ext. 12'), method('email', 'ana@mail.com'), method('email', 'ana@gmx.de'), method('email', 'o.b@yahoo.co.uk'), method('email', 'ana@qq.com'), method('wechat', 'ana_xxx 2020'),
  address({ country: 'ES', postcode: '08001', city: 'Sant Cugat' }), address({ country: 'GB', postcode: 'SW1A 1AA' }), address({ postcode: '8001' }), address({ text: 'Calle Mayor, 3, 2º A' }),
];

describe('a value', () => {
  it.each(WRONG)('%s: %j becomes %j', (cause, values, made) => {
    const { found } = look(values);
    const finding = found.find((each) => each.cause === cause);
    expect(found.map((each) => each.cause)).toContain(cause);
    const [rule] = causeOf(cause).rules;
    expect(rule === undefined ? undefined : mend(rule as RuleKey, finding!.given, { today: TODAY })).toEqual(made);
  });

  it.each(RIGHT.map((values) => [values]))('%j is right', (values) => { expect(look(values).found).toEqual([]); });

  it('that stands twice in one customer is told once, and taken away only where nothing is lost with it', () => {
    const twice = (label: string | null): Partial<SectionValues> => ({ rows: { methods: { m1: { kind: 'phone', value: '+86 138 0013 8000' }, m2: { kind: 'mobile', value: '13800138000', label }, m3: { kind: 'fax', value: '13800138000' } } } });
    const [found] = look(twice(null)).found;
    expect(found).toMatchObject({ key: 'rows/methods/m2/value', cause: 'twice' });
    expect(mend('drop-row', found!.given, { today: TODAY })).toEqual({ value: null, drop: true });
    expect(mend('drop-row', look(twice('at night')).found[0]!.given, { today: TODAY })).toBeNull();
  });

  it('that somebody keeps with a reason is none', () => {
    const code = '91440101MA5AXXXXX1';
    const [found] = look({ fields: { 'org.unifiedSocialCreditCode': code } }).found;
    expect(found?.cause).toBe('code-check');
    const doubt = warningOf({ kind: 'text', check: 'uscc' }, code, NO_CONTEXT);
    expect(look({ fields: { 'org.unifiedSocialCreditCode': code }, marks: { 'fields/org.unifiedSocialCreditCode#override': overrideMark(doubt!, 'So it is printed.') } }).found).toEqual([]);
  });

  it('is no finding any more once its rule has mended it, or has another cause (property)', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('020 8765 Ana', ' x ', 'ＡＢＣ', '&amp;', 'ana @ gmial.con', 'ALBA FOODS SL', 'D-80331', '8001', 'Ã¼ber'));
    fc.assert(fc.property(texts, fc.constantFrom('phone', 'email', 'name', 'postcode'), (text, where) => {
      const values = where === 'name' ? named(text) : where === 'postcode' ? address({ country: 'DE', postcode: text }) : method(where, text);
      for (const { cause, given } of look(values).found) {
        const [rule] = causeOf(cause).rules;
        const made = rule === undefined ? null : mend(rule as RuleKey, given, { today: TODAY });
        if (made === null || made.drop === true || typeof made.value !== 'string' || made.kind !== undefined) continue;
        const again = where === 'name' ? named(made.value) : where === 'postcode' ? address({ country: 'DE', postcode: made.value }) : method(where, made.value);
        expect(look(again).found.filter((each) => each.cause === cause && each.given.value === given.value)).toEqual([]);
      }
    }), { numRuns: 300 });
  });
});

describe('cells that an import left out', () => {
  const given = (value: string, fieldKind: string) => ({ value, place: 'company.foundedAt', country: null, kind: null, check: null, fieldKind });
  it.each([
    ['date-read', '4 marzo 2019', '2019-03-04'], ['date-read', 'March 5, 2021', '2021-03-05'], ['date-read', '5. Dezember 1998', '1998-12-05'], ['date-read', '20190304', '2019-03-04'], ['date-read', '43528', '2019-03-04'], ['date-read', '98年3月4日', '1998-03-04'],
    ['date-read', '民國108年3月4日', '2019-03-04'], ['date-read', '25/12/98', '1998-12-25'], ['date-read', '3/4/2019', null], ['date-read', '31/02/2019', null], ['date-read', 'spring', null], ['day-first', '3/4/2019', '2019-04-03'], ['month-first', '3/4/2019', '2019-03-04'], ['month-first', '13/4/2019', null],
    ['url-tidy', 'htp://www.kestrel.example', 'http://www.kestrel.example'], ['url-tidy', 'https//kestrel.example/a', 'https://kestrel.example/a'], ['url-tidy', 'www,kestrel.example', 'https://www.kestrel.example'], ['url-tidy', 'we have none', null],
  ] as const)('%s reads %s as %s', (rule, text, made) => { expect(mend(rule, given(text, 'date'), { today: TODAY })?.value ?? null).toBe(made); });
  it.each([['约500人', 500], ['1,234', 1234], ['1.5万', 15000], ['approx. 20 employees', 20], ['10-20', null], ['many', null]] as const)('%s is %s', (text, made) => { expect(mend('number-read', given(text, 'number'), { today: TODAY })?.value ?? null).toBe(made); });
});

const sounds: Sounds = { simplify: (text) => text.replaceAll('廣', '广').replaceAll('製', '制').replaceAll('業', '业'), syllables: (han) => [...han].map((each) => ({ 广: 'guang', 州: 'zhou', 金: 'jin', 融: 'rong' })[each] ?? each) };
const count = (counts: Readonly<Record<string, number>>) => Object.entries(counts).map(([text, n]) => ({ text, count: n }));

describe('spellings of one word', () => {
  it('lie together by case, marks, order, letters and sound, and become the most frequent one', () => {
    const found = clusters(count({ Barcelona: 90, BARCELONA: 3, 'barcelona ': 1, Barclona: 2, 广州: 40, 廣州: 4, Guangzhou: 9, 'Sant Cugat': 12, 'Cugat, Sant': 1, Madrid: 50 }), sounds);
    expect(found.map(({ to, values }) => [to, values.map(({ text }) => text).sort()])).toEqual([
      ['Barcelona', ['BARCELONA', 'Barcelona', 'Barclona', 'barcelona '].sort()], ['广州', ['Guangzhou', '广州', '廣州'].sort()], ['Sant Cugat', ['Cugat, Sant', 'Sant Cugat'].sort()],
    ]);
    expect(mappingOf(found)['Barclona']).toBe('Barcelona');
  });
  it('are not towns that merely resemble each other', () => {
    expect(clusters(count({ Palma: 40, Parma: 30, Lyon: 20, León: 25, Graz: 9, Gera: 8, 上海: 90, 上饶: 5 }), sounds)).toEqual([]);
  });
  it('become options where one is meant', () => {
    const options = [['manufacturing', '制造'], ['finance', '金融'], ['it', '信息技术']].map(([key = '', hans = '']) => ({ key, label: { en: key[0]!.toUpperCase() + key.slice(1), 'zh-Hans': hans, 'zh-Hant': hans, es: key } }));
    const { proposed, alone } = toOptions(count({ Manufacuring: 3, 'MANUFACTURING.': 1, 製造業: 2, 'Finance & Banking': 1, jinrong: 1, Wizardry: 2 }), options, sounds);
    expect(proposed).toEqual({ Manufacuring: 'manufacturing', 'MANUFACTURING.': 'manufacturing', 製造業: 'manufacturing', 'Finance & Banking': 'finance', jinrong: 'finance' });
    expect(alone).toEqual([{ text: 'Wizardry', count: 2 }]);
  });
});

describe('the tables', () => {
  it('name every cause and rule in four languages, and rules that there are', () => {
    for (const key of CAUSE_KEYS) {
      const { label, help, rules } = causeOf(key);
      for (const lang of LANGUAGES) for (const text of [label[lang], help[lang]]) expect(text, `${key} ${lang}`).not.toBe('');
      for (const rule of rules) expect(isRule(rule), rule).toBe(true);
    }
    for (const rule of Object.values(RULES)) for (const lang of LANGUAGES) expect(rule.label[lang]).not.toBe('');
  });
  it('read the names of groups that they write, and no others', () => {
    expect(parseGroup(groupOf('spelling', 'addresses/city'))).toEqual({ cause: 'spelling', place: 'addresses/city' });
    expect(parseGroup(groupOf('phone-letters', 'methods/value'))).toEqual({ cause: 'phone-letters', place: null });
    for (const wrong of ['', 'spelling', 'phone-letters@x', '__proto__', 'toString']) expect(parseGroup(wrong)).toBeUndefined();
  });
});
