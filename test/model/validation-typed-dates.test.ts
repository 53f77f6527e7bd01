/** Dates as people type them, in every language, and the same in every zone of the world. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { checkDate, isCalendarDate } from '../../model/validation/dates.ts';
import { typedDate } from '../../model/validation/typed-dates.ts';
import { spelled } from '../../components/form/values.ts';

const read = (text: string, lang: Language = 'en', more = {}): string | null => typedDate(text, { lang, year: 2026, ...more });

describe('a date as it is typed', () => {
  it('is the same in every language where nothing else can be meant', () => {
    for (const lang of LANGUAGES) {
      for (const [text, value] of [
        ['1/3/26', '2026-03-01'], ['010326', '2026-03-01'], ['2026年3月1日', '2026-03-01'], ['114/05/06', '2025-05-06'], ['1140506', '2025-05-06'], ['民國114年5月6日', '2025-05-06'], ['民国114年5月', '2025-05'],
        ['01/03/2026', '2026-03-01'], ['1.3.2026', '2026-03-01'], ['1-3-2026', '2026-03-01'], ['1 3 2026', '2026-03-01'], ['2026/3/1', '2026-03-01'], ['2026.3.1', '2026-03-01'], ['2026-03-01', '2026-03-01'], ['20260301', '2026-03-01'], ['01032026', '2026-03-01'],
        ['２０２６／３／１', '2026-03-01'], [' 2026 年 3 月 1 日 ', '2026-03-01'], ['2026年3月', '2026-03'], ['2026-03', '2026-03'], ['3/2026', '2026-03'], ['3 2026', '2026-03'], ['3/26', '2026-03'], ['2026', '2026'], ['2026年', '2026'], ['202603', '2026-03'],
        ['1 March 2026', '2026-03-01'], ['Mar 1, 2026', '2026-03-01'], ['1st Mar 26', '2026-03-01'], ['1 de marzo de 2026', '2026-03-01'], ['1 mar. 2026', '2026-03-01'], ['sept 2026', '2026-09'], ['2026 Dec 24', '2026-12-24'], ['24 dic 2026', '2026-12-24'],
        ['31/12/1999', '1999-12-31'], ['29/2/2024', '2024-02-29'], ['--02-29', '--02-29'], ['2月29日', '--02-29'], ['29 feb', '--02-29'],
        ['long-term', 'long-term'], ['长期', 'long-term'], ['長期', 'long-term'], ['长期有效', 'long-term'], ['indefinido', 'long-term'], ['Permanente', 'long-term'],
      ] as const) expect(read(text, lang), `${lang} ${text}`).toBe(value);
    }
  });

  it('has the year first in Chinese, where figures allow it, and the day first elsewhere', () => {
    for (const [text, en, hans, hant] of [['26/3/11', '2011-03-26', '2026-03-11', '2026-03-11'], ['260301', '2001-03-26', '2026-03-01', '2026-03-01'], ['26/3/1', '2026-03-01', '2026-03-01', '2026-03-01'], ['850312', '1985-03-12', '1985-03-12', '1996-03-12'], ['88/05/06', null, '1988-05-06', '1999-05-06'], ['99.12.31', null, '1999-12-31', '2010-12-31']] as const) {
      expect(read(text, 'zh-Hans'), `zh-Hans ${text}`).toBe(hans);
      expect(read(text, 'zh-Hant'), `zh-Hant ${text}`).toBe(hant);
      if (en !== null) for (const lang of ['en', 'es'] as const) expect(read(text, lang), `${lang} ${text}`).toBe(en);
    }
  });

  it('without a year is a day of every year only where a field allows it', () => {
    expect(read('5/3', 'en', { yearless: true })).toBe('--03-05');
    expect(read('5/3', 'es', { yearless: true })).toBe('--03-05');
    expect(read('5/3', 'zh-Hans', { yearless: true })).toBe('--05-03');
    expect(read('05-03', 'en', { yearless: true })).toBe('--05-03');
    expect(read('5/3', 'en')).toBe('2003-05');
  });

  it('with a year of two figures is at most twenty years ahead, of a birthday not ahead at all', () => {
    expect([read('1/1/46'), read('1/1/47'), read('1/1/00'), read('1/1/99')]).toEqual(['2046-01-01', '1947-01-01', '2000-01-01', '1999-01-01']);
    expect([read('1/1/26', 'en', { ahead: 0 }), read('1/1/27', 'en', { ahead: 0 })]).toEqual(['2026-01-01', '1927-01-01']);
  });

  it('that cannot be is not made into one that can: it reaches the check as it is and is refused', () => {
    for (const text of ['31/2/2026', '29/2/2025', '3/25/2026', '0/1/2026', '32/1/2026', '2026年13月1日', '2026/2/30', '99/05/06', '45/45/45', '114/13/01', '31 feb 2026']) {
      const value = read(text) ?? text;
      expect(checkDate(value, { precision: 'year' }), `${text} → ${value}`).not.toBeNull();
    }
  });

  it('that is none is left alone', () => {
    for (const text of ['', 'soon', '12345', '123456789', '1/2/3/4', '1-2/3', 'mar', '5 5 mar 5', 'Marzipan 3', '２', '1//3', '-1/3/26', '1/3/026', '1 smarch 2026']) expect(read(text), text).toBeNull();
  });

  it('needs no more than milliseconds for 100 kB', () => {
    for (const text of ['1/'.repeat(50_000), '年'.repeat(100_000), ' '.repeat(100_000), '1'.repeat(100_000), 'mar '.repeat(25_000), `1 ${'de '.repeat(33_000)}mar`]) {
      const times = [1, 2, 3].map(() => { const begun = performance.now(); read(text); return performance.now() - begun; });
      expect(Math.min(...times)).toBeLessThan(200);
    }
  });

  it('is written so that it is read again as what it was, every day of a century', () => {
    for (let day = Date.UTC(1927, 0, 1); day <= Date.UTC(2026, 11, 31); day += 86_400_000 * 3) {
      const value = new Date(day).toISOString().slice(0, 10);
      const [y = '', m = '', d = ''] = value.split('-');
      for (const text of [`${Number(d)}/${Number(m)}/${y}`, `${y}年${Number(m)}月${Number(d)}日`, `${Number(d)}-${Number(m)}-${y.slice(2)}`, `${d}${m}${y}`, `${Number(y) - 1911}/${m}/${d}`]) {
        if (/^\d{1,2}\/\d\d\//.test(text)) continue; // years of Taiwan before 2011 have two figures
        expect(read(text, 'en', { ahead: 0 }), text).toBe(value);
      }
      expect(isCalendarDate(value)).toBe(true);
    }
  });
});

const ZONES = ['Pacific/Pago_Pago', 'Asia/Shanghai', 'Pacific/Kiritimati', 'America/Santiago', 'Europe/Madrid'] as const;
const root = resolve(import.meta.dirname, '../..');

/** Everything a date passes on its way from the key to the eye. */
const SCRIPT = `
import { typedDate } from './model/validation/typed-dates.ts';
import { checkDate } from './model/validation/dates.ts';
import { warningOf } from './model/validation/findings.ts';
import { spelled } from './components/form/values.ts';
import { dayOf } from './server/services/ageing.ts';
const said = [];
for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'es']) for (const text of ['1/3/26', '010326', '2026年3月1日', '114/05/06', '31/12/1999', '1 1 2000', '2026-03-29', '2026-10-25', '3/2026', '29 feb', 'long-term', '2026-05-12T23:59']) {
  const value = typedDate(text, { lang, year: 2026, yearless: true }) ?? text;
  said.push([text, value, checkDate(value, { precision: 'minute', yearOptional: true, longTermAllowed: true }) === null, spelled(value, lang, 'unlimited')]);
}
said.push(warningOf({ kind: 'date', check: 'birthday' }, '2026-05-12', { beside: () => null, field: () => null, country: null, today: '2026-05-12' }));
said.push(dayOf(Date.UTC(2026, 4, 12, 10, 30), 'Asia/Shanghai'));
console.log(JSON.stringify(said));
`;

describe('in zones from eleven hours behind to fourteen ahead', () => {
  it('a date is read, checked and spelled out alike', () => {
    const run = (zone: string): string => execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], { cwd: root, env: { ...process.env, TZ: zone }, encoding: 'utf8' });
    const [first, ...others] = ZONES.map(run);
    expect(JSON.parse(first!)).toContainEqual(['1/3/26', '2026-03-01', true, spelled('2026-03-01', 'en', '')]);
    for (const [i, other] of others.entries()) expect(other, ZONES[i + 1]).toBe(first);
  });

  it('is spelled out in full, so that a slip shows', () => {
    expect(spelled('2026-03-01', 'en', '')).toContain('March');
    expect(spelled('2026-03-01', 'es', '')).toContain('domingo');
    expect(spelled('2026-03-01', 'zh-Hans', '')).toBe('2026年3月1日星期日');
    expect(spelled('2026-03', 'zh-Hant', '')).toBe('2026年3月');
    expect(spelled('long-term', 'en', 'without limit')).toBe('without limit');
  });
});
