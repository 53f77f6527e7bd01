/** Duplicates are told apart on a set with known answers: what is shown is right, what is there is shown. The larger run is `npm run bench duplicates`, the rules of the set are in `docs/duplicates.md`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../model/duplicates/compare.ts';
import { NO_FACTS } from '../../model/duplicates/facts.ts';
import type { Folding, RawFacts } from '../../model/duplicates/facts.ts';
import { faceOf } from '../../model/duplicates/normalise.ts';
import { SHOWN_FROM, weigh } from '../../model/duplicates/weights.ts';
import { folding } from '../../server/storage/duplicate-folding.ts';
import { duplicateSet } from '../helpers/duplicate-set.ts';
import { quality } from '../helpers/duplicate-quality.ts';

let tables: Folding;
beforeAll(async () => { tables = await folding(); });

const company = (name: string, more: Partial<RawFacts> = {}): RawFacts => ({ ...NO_FACTS, names: [name], ...more });
const person = (name: string, more: Partial<RawFacts> = {}): RawFacts => ({ ...company(name, more), person: true });
const verdict = (a: RawFacts, b: RawFacts) => weigh(compare(faceOf(a, tables), faceOf(b, tables)), a.person && b.person);
const outcome = (a: RawFacts, b: RawFacts, fact: string) => verdict(a, b).evidence.find((each) => each.fact === fact)?.outcome;

describe('names', () => {
  it.each([
    ['陳氏貿易有限公司', '陈氏贸易有限公司'], ['ＡＣＭＥ　Ｌｔｄ', 'Acme Limited'], ['Bólido Comidas preparadas, S.L.', 'BOLIDO COMIDAS PREPARADAS SL'], ['Königlich Essen GmbH & Co. KG', 'Koeniglich Essen'],
    ['广州市天河电子股份有限公司', '廣州天河電子有限公司'], ['Müller AG', 'Mueller'], ['Blue Sky Ltd', 'Bluesky Ltd.'],
  ])('of companies are one: %s, %s', (a, b) => expect(outcome(company(a), company(b), 'name')).toBe('equal'));
  it.each([['陈晓明', 'Xiaoming Chen'], ['陈晓明', 'CHEN XIAOMING'], ['歐陽鈺', 'Yu Ouyang']])('in characters and in letters are a weak hint: %s, %s', (a, b) => {
    expect(outcome(person(a), person(b), 'name')).toBe('sound');
    expect(verdict(person(a), person(b)).score).toBeLessThan(SHOWN_FROM);
  });
  it('in another order, with a title, with a second surname left out', () => {
    expect(outcome(person('García López, María'), person('Sra. Maria Garcia Lopez'), 'name')).toBe('equal');
    expect(outcome(person('María García López'), person('María García'), 'name')).toBe('similar');
  });
  it('of brother and sister are two', () => expect(outcome(person('王小明'), person('王小红'), 'name')).toBe('differs'));
});

describe('the other facts', () => {
  it('phones are equal with and without the country\'s code, extensions apart', () => {
    expect(outcome(company('A B', { phones: ['+86 20 8765 4321'] }), company('A B', { phones: ['020-87654321 转 801'] }), 'phone')).toBe('equal');
    expect(outcome(company('A B', { phones: ['0034 915 55 94 44'] }), company('A B', { phones: ['915559444'] }), 'phone')).toBe('equal');
  });
  it('codes are equal however they are written, and another one speaks against it', () => {
    const uscc = { type: 'uscc', value: '9144 0101-MA5ABCDE12' };
    expect(outcome(company('甲乙', { codes: [uscc] }), company('甲乙', { codes: [{ type: 'uscc', value: '91440101ma5abcde12' }] }), 'code')).toBe('equal');
    expect(verdict(company('Acme Ltd', { codes: [{ type: 'tax', value: 'B12345678' }] }), company('Acme Ltd', { codes: [{ type: 'tax', value: 'B87654321' }] })).score).toBeLessThan(SHOWN_FROM);
  });
  it('addresses are equal in their short and long words', () => {
    const at = (text: string, city: string) => ({ addresses: [{ text, city, region: '', postcode: '', country: '' }] });
    expect(outcome(company('A B', at('Avenida de América 12', 'Madrid')), company('A B', at('Avda. América, 12', 'MADRID')), 'address')).toBe('equal');
    expect(outcome(company('甲乙', at('廣州市天河區中山大道12號3樓', '廣州')), company('甲乙', at('中山大道12号3层', '广州市')), 'address')).toBe('equal');
    expect(outcome(company('A B', at('Hauptstraße 5', 'Berlin')), company('A B', at('Hauptstr. 5', 'Hamburg')), 'address')).toBe('elsewhere');
  });
  it('branches of one company with one tax number are not one customer', () => {
    const facts = { codes: [{ type: 'tax', value: 'B12345678' }], emails: ['info@acme-trading.es'] };
    expect(verdict(company('Acme S.L. Sucursal Sevilla', facts), company('Acme S.L. Sucursal Bilbao', facts)).score).toBe(0);
    expect(verdict(company('天河电子有限公司北京分公司', facts), company('天河电子有限公司', facts)).score).toBe(0);
  });
  it('a sealed paper is equal or not, and its number stands nowhere', () => {
    const facts = (value: string) => ({ papers: [{ type: 'residentId', value }] });
    expect(outcome(person('王伟', facts('11010519491231002X')), person('王 伟', facts('11010519491231002x')), 'paper')).toBe('equal');
    expect(JSON.stringify(faceOf(person('王伟', facts('11010519491231002X')), tables))).not.toContain('110105');
  });
});

describe('a set with known answers', () => {
  for (const rules of ['known', 'held'] as const) {
    it(`is told apart: the ${rules} rules`, () => {
      const found = quality(duplicateSet({ rules, seed: 20261122, customers: 1_500 }), tables);
      console.log(`${rules}: ${found.records} records, ${found.pairs} true pairs, ${found.compared} compared, precision ${found.precision.toFixed(3)}, recall ${found.recall.toFixed(3)}`);
      expect(found.precision).toBeGreaterThan(0.95);
      expect(found.recall).toBeGreaterThan(0.95);
    });
  }
});
