/** Pasted text in four languages: how much of what is found is right, and how much of what is there is found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPaste } from '../../model/paste/read-paste.ts';
import type { Finding } from '../../model/paste/read-paste.ts';
import { EN } from './paste-samples/en.ts';
import { ES } from './paste-samples/es.ts';
import { HANS } from './paste-samples/zh-Hans.ts';
import { HANT } from './paste-samples/zh-Hant.ts';
import type { Sample, Tag } from './paste-samples/sample.ts';

const LANGUAGES = { en: EN, 'zh-Hans': HANS, 'zh-Hant': HANT, es: ES } as const;

function tagOf({ target }: Finding): Tag {
  switch (target.kind) {
    case 'field': return ({ 'customer.name': 'c', 'crm.website': 'u', 'org.unifiedSocialCreditCode': 'k', 'org.taxRegistrationNumber': 'x', 'org.legalRepresentative': 'l' } as const)[target.key];
    case 'method': return ({ phone: 'ph', mobile: 'mo', fax: 'fx', email: 'em', wechat: 'wx', line: 'ln', whatsapp: 'wa' } as const)[target.method];
    case 'address': return 'a';
    case 'postcode': return 'z';
    case 'person': return ({ name: 'p', position: 't', workScope: 'd', role: 'r' } as const)[target.column];
  }
}

/** Tag, place and value; an address with its city and postcode. */
const found = (text: string): readonly string[] => readPaste(text).map((one) => {
  const place = `${tagOf(one)} ${one.from.join('-')}`;
  return typeof one.value === 'string' ? `${place} ${one.value}` : `${place} ${one.value.city ?? ''} ${one.value.postcode ?? ''}`;
});
function wanted({ text, marks }: Sample): readonly string[] {
  const inside = (tag: Tag, [start, end]: readonly [number, number]): string => marks.find((one) => one.tag === tag && one.from[0] >= start && one.from[1] <= end)?.value ?? '';
  const address = marks.filter(({ tag }) => tag === 'a');
  return marks.filter(({ tag, from }) => (tag !== 'y' && tag !== 'z') || !address.some((one) => one.from[0] <= from[0] && from[1] <= one.from[1])).map(({ tag, value, from }) => {
    const place = `${tag} ${from.join('-')}`;
    const meant = text.startsWith('BEGIN:VCARD') ? value.replace(/\r?\n[ \t]/g, '').replace(/\\([,;])/g, '$1') : value;
    return tag === 'a' ? `${place} ${inside('y', from)} ${inside('z', from)}` : `${place} ${meant}`;
  });
}

interface Score { right: number; found: number; wanted: number }
function score(all: readonly Sample[]): Score {
  const sum: Score = { right: 0, found: 0, wanted: 0 };
  for (const sample of all) {
    const [got, want] = [found(sample.text), wanted(sample)];
    sum.found += got.length;
    sum.wanted += want.length;
    sum.right += got.filter((one) => want.includes(one)).length;
  }
  return sum;
}
const percent = ({ right, found: of, wanted: all }: Score): string => `precision ${(right / of).toFixed(3)} recall ${(right / all).toFixed(3)} (${right} right of ${of} found, ${all} there)`;

describe('pasted text', () => {
  it('has fifty samples a language, a quarter held out', () => {
    for (const all of Object.values(LANGUAGES)) {
      expect(all.length).toBeGreaterThanOrEqual(50);
      expect(all.filter(({ held }) => held).length).toBeGreaterThanOrEqual(12);
    }
  });

  it.each(Object.entries(LANGUAGES))('in %s is read with a precision of 0.95 and a recall of 0.8', (lang, all) => {
    const sum = score(all);
    console.log(`${lang}: ${percent(sum)}`);
    expect(sum.right / sum.found).toBeGreaterThanOrEqual(0.95);
    expect(sum.right / sum.wanted).toBeGreaterThanOrEqual(0.8);
  });

  it('is read as well where no rule was written to the sample, and in all', () => {
    for (const held of [true, false]) {
      const sum = score(Object.values(LANGUAGES).flat().filter((one) => !held || one.held));
      console.log(`${held ? 'held out' : 'in all'}: ${percent(sum)}`);
      expect(sum.right / sum.found).toBeGreaterThanOrEqual(0.95);
      expect(sum.right / sum.wanted).toBeGreaterThanOrEqual(0.8);
    }
  });

  it.each([
    'Dear all, the meeting moved to 12.05.2026 at 09:30, room 4. Version 1.2.3.4 is out.',
    'IBAN ES91 2100 0418 4502 0005 1332, amount 1 250 300.50',
    'Please read sections 10-12 and pages 200-210 of the report 2026-000123.',
    '请在2026年5月12日前把第3条改好，合同编号 HT-2026-000123，快递单号 1234567890123。',
    '請於民國115年5月12日前完成，訂單 AB12345678，總計 1,250 元整。',
    'La reunión pasa al 12/05/2026 a las 9:30; el pedido 2026000123 sale el lunes.',
    'https is a word, a@b is none, and www. is not much',
    'Available since 12345 Days',
    'Anna Field asked whether Tom Baker, Manager of Blue Inc., could come on Monday.',
    '张经理，您好！附件是报价单。',
    'En cumplimiento de la Ley Orgánica 3/2018, de Protección de Datos Personales, le informamos de sus derechos.',
  ])('that holds no fact gives none: %s', (text) => expect(found(text)).toEqual([]));

  it('keeps every place inside the text, whatever the text', () => {
    const words = fc.constantFrom('Tel:', '电话：', 'BEGIN:VCARD\n', 'END:VCARD', 'FN;ENCODING=QUOTED-PRINTABLE:=E5=', 'ADR:;;', '\t', '\n', ' ', ',', '+34 600 000 001', 'a@b.example', 'Ltd', '有限公司', '台北市', '路1號', 'Calle ', '28013 Madrid', '\u0001', '\ud800', '😀', 'LINE:');
    const seed = Date.now() % 1_000_000;
    fc.assert(fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const { from: [start, end] } of readPaste(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }), { numRuns: 500, seed });
  });

  it('of 100 kB is read in time that grows with its length alone', () => {
    const kB = 100_000;
    for (const unit of ['a', '1', '1 ', '市', '路1', 'a.', 'A b ', '\n', '\t', 'Tel: +44 20 7946 0101\nAnna Field\n', '电话：', 'BEGIN:VCARD\n a', '12 High Street, Leeds LS1 4AB\n', 'Calle ', '12 A', '我在北京市的路上走', 'a@', 'www.', 'The quick brown Fox, jumped over 12 lazy dogs in Leeds. ']) {
      const text = unit.repeat(Math.ceil(kB / unit.length)).slice(0, kB);
      readPaste(text);
      const began = performance.now();
      readPaste(text);
      const took = performance.now() - began;
      if (took > 50) console.log(`${JSON.stringify(unit)} × ${String(kB)}: ${took.toFixed(0)} ms`);
      expect(took, unit).toBeLessThan(10_000);
    }
  });
});
