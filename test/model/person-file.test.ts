/** What one person's file never tells, what a reviewer takes out of it, and that every class that may be told has plain words. */
import { describe, expect, it } from 'vitest';
import { SCHEMES } from '../../model/classification/schemes.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import { actsAllow, CONSENT_PURPOSES, PURPOSES } from '../../model/privacy/consents.ts';
import { explain, EXPLAINED } from '../../model/privacy/explain.ts';
import { blackened, FILE_FORMAT, NO_REVIEW, reviewed, toCheck } from '../../model/privacy/file.ts';
import type { FileValue, SubjectFile } from '../../model/privacy/file.ts';
import { EXCLUDE_TEXTS } from '../../model/privacy/file-texts.ts';
import { REMAINS } from '../../model/privacy/remains.ts';
import { dueOf, SHIPPED_RULES } from '../../model/privacy/retention.ts';
import { hints, isToldKey, isToldScheme, TOLD_SECTIONS } from '../../model/privacy/suspicion.ts';
import { stepProblem } from '../../model/privacy/requests.ts';

const labels = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const value = (id: string, text: string, more: Partial<FileValue> = {}): FileValue => ({ id, label: 'Matter', text, raw: text, key: id, source: null, verified: null, free: true, others: [], silent: hints(text), ...more });
const file = (groups: SubjectFile['archives'][0]['sections'][0]['groups'], card = ''): SubjectFile => ({
  format: FILE_FORMAT, version: 1, id: 'f1', at: '2026-03-02T09:00:00.000Z', lang: 'en', company: 'Harbour Lane',
  archives: [{ id: 'A' as never, name: 'Anna', part: null, classes: [], consents: [], attachments: [], exports: [], card, sections: [{ section: 'contacts', label: 'Contact records', purpose: 'p', retention: 'r', readers: [], groups }] }],
});
const reasons = Object.fromEntries(Object.entries(EXCLUDE_TEXTS).map(([key, text]) => [key, text.en])) as never;
const result = (scheme: SchemeKey, more: Partial<ClassResult> = {}): ClassResult => ({ scheme, value: 'A', label: labels('Key'), mark: 'A', rule: { id: 'C-01', source: null, version: 1, setBy: null, setAt: null }, window: { from: null, to: '2026-03-02', months: 12 }, thresholds: [{ key: 'thresholdA', value: 0.8, unit: 'share' }], inputs: [{ key: 'value', value: '120.00', unit: 'money' }, { key: 'buyers', value: 417, unit: 'count' }], changes: [{ to: 'B', toLabel: labels('B'), input: 'value', at: '98765.43' }], computedAt: '2026-03-02T09:00:00.000Z', since: '2026-03-02', previous: null, trend: 'same', population: { rank: 3, of: 417, share: 0.1, cumulativeBefore: 0.2, cumulativeAfter: 0.3 }, ...more });

describe('what may be told', () => {
  it('is every section but the one on money laundering', () => expect(TOLD_SECTIONS).not.toContain('aml'));
  it('is no class of that section, nor one that rests on it', () => {
    for (const { key, section, rests } of SCHEMES) if (section === 'aml' || rests.includes('aml')) expect(isToldScheme(key)).toBe(false);
    expect(isToldScheme('abc')).toBe(true);
  });
  it('is no key named after it, wherever it stands', () => {
    expect(['fields/aml.riskLevel', 'rows/amlClues/x/source', 'aml.total'].map(isToldKey)).toEqual([false, false, false]);
    expect(isToldKey('fields/customer.name')).toBe(true);
  });
  it.each(['a suspicion of money laundering', 'AML check open', '怀疑洗钱', '可疑交易已上报', '洗錢防制', 'posible blanqueo', 'operación sospechosa', 'terrorism list', 'politically exposed'])('%s is not', (text) => expect(hints(text)).toBe(true));
  it.each(['Asked about the boat', 'Hong Kong SAR', 'Hauptstr. 5', 'wants his laundry back', '洗衣机', '可疑'])('%s is', (text) => expect(hints(text)).toBe(false));
});

describe('a class in plain words', () => {
  it('is there for every scheme that may be told, in four languages', () => {
    for (const { key } of SCHEMES) {
      if (!isToldScheme(key)) { expect(EXPLAINED[key]).toBeUndefined(); continue; }
      for (const language of LANGUAGES) expect(explain(result(key), language, ({ value: of }) => String(of))?.text, `${key} ${language}`).toBeTruthy();
    }
  });
  it('tells the person’s own figures, and none that only others’ could give', () => {
    const said = JSON.stringify(explain(result('abc'), 'en', ({ value: of }) => String(of)));
    expect(said).toContain('120.00');
    expect(said).not.toMatch(/417|98765|0\.8|rank/i);
  });
  it('is not there for a class that may not be told', () => expect(explain(result('aml'), 'en', String)).toBeNull());
});

describe('what a reviewer takes out', () => {
  it('says why where a value was, and blackens words in it everywhere', () => {
    const before = file([{ label: 'Talk', values: [value('a', 'with Bertil Strand and bertil strand'), value('b', 'a secret')] }], 'BEGIN:VCARD\r\nNOTE:Bertil \r\n Strand\r\nEND:VCARD\r\n');
    const after = JSON.stringify(reviewed(before, { ...NO_REVIEW, exclude: [{ value: 'b', reason: 'tradeSecret', note: '' }], blacken: [{ value: 'a', words: ['Bertil Strand', 'Bertil'] }] }, reasons));
    expect(after).not.toMatch(/bertil|a secret/i);
    expect(after).toContain('left out: a trade secret');
  });
  it('a silent value takes its whole record along, and leaves no heading', () => {
    const after = reviewed(file([{ label: 'Talk', values: [value('t', '2026-02-03', { free: false }), value('s', 'we suspect money laundering')] }]), NO_REVIEW, reasons);
    expect(after.archives[0]?.sections).toEqual([]);
  });
  it('a silent value that is harmless is told when somebody says so', () => {
    const before = file([{ label: 'Talk', values: [value('s', 'asked for the launderer next door')] }]);
    expect(JSON.stringify(reviewed(before, NO_REVIEW, reasons))).not.toContain('next door');
    expect(JSON.stringify(reviewed(before, { ...NO_REVIEW, tell: ['s'] }, reasons))).toContain('next door');
    expect(toCheck(before, { ...NO_REVIEW, tell: ['s'] })).toEqual(['s']);
  });
  it('every free text is looked at, silent ones need not be', () => expect(toCheck(file([{ label: '', values: [value('a', 'free'), value('b', 'plain', { free: false }), value('c', 'aml')] }]), NO_REVIEW)).toEqual(['a']));
  it('words are blackened as they stand, whatever signs are in them', () => expect(blackened('call (a+b) now', ['(a+b)'])).toBe('call █████ now'));
});

it('one purpose that says no is enough, and none that speaks of a channel is no answer', () => {
  expect(actsAllow([{ purpose: 'marketing', state: 'withdrawn' }, { purpose: 'marketingEmail', state: 'granted' }], 'email')).toBe(false);
  expect(actsAllow([{ purpose: 'profiling', state: 'withdrawn' }], 'email')).toBeNull();
  for (const purpose of CONSENT_PURPOSES) for (const language of LANGUAGES) expect(PURPOSES[purpose].label[language]).not.toBe('');
});

describe('terms', () => {
  const facts = { kind: 'individual', state: 'closed', closed: '2015-05-01', lastTransaction: '2014-01-01', lastActivity: '2015-05-01', sections: new Set(['profile', 'aml'] as const) };
  it('an archive has had its time when the longest of its sections has', () => {
    expect(dueOf(SHIPPED_RULES, facts, '2025-04-30')).toEqual([]);
    expect(dueOf(SHIPPED_RULES, facts, '2025-05-01')).toEqual([{ rule: 'archive', section: null, due: '2025-05-01' }]);
    expect(dueOf([...SHIPPED_RULES.filter(({ id }) => id !== 'aml'), { id: 'aml', kind: null, section: 'aml', from: 'closed', years: 12 }], facts, '2026-05-01')).toEqual([]);
  });
  it('an archive that is open is never due as a whole, a section of it may be', () => {
    expect(dueOf(SHIPPED_RULES, { ...facts, state: 'open', closed: null, sections: new Set(['private']) }, '2026-05-01')).toEqual([{ rule: 'private', section: 'private', due: '2018-05-01' }]);
  });
});

it('a request is answered only when it is known who asks, and put off once', () => {
  expect(stepProblem('received', 'answer', false)?.code).toBe('identity');
  expect(stepProblem('identified', 'answer', false)).toBeNull();
  expect(stepProblem('identified', 'extend', true)?.code).toBe('putOff');
  expect(stepProblem('answered', 'note', false)?.code).toBe('over');
});

it('what remains is told in four languages', () => {
  for (const { title, text } of REMAINS) for (const language of LANGUAGES) expect(title[language].length * text[language].length).toBeGreaterThan(0);
});
