/** The next appointment in one typed line: four languages, what is taken out of the line, what is only offered, and nothing invented. */
import { expect } from '@esm-bundle/chai';
import * as fc from 'fast-check';
import { findNext } from '../../components/timeline/quick-date.ts';

/** A Tuesday, half past twelve. */
const TODAY = '2026-05-12';
const read = (line: string, dayFirst = true) => findNext(line, TODAY, '12:30', dayFirst);
const when = (line: string, dayFirst = true): string | null => {
  const found = read(line, dayFirst);
  return found === null ? null : `${found.date}${found.time === null ? '' : ` ${found.time}`}${found.sure ? '' : ' ?'}`;
};

describe('the next appointment in a typed line', () => {
  for (const [line, expected] of [
    ['Wants samples → next Tue 15:00', '2026-05-19 15:00'], ['Wants samples -> 12/6', '2026-06-12'], ['Sent offer, next Tuesday at 3', '2026-05-19 15:00'], ['Called → tomorrow 9am', '2026-05-13 09:00'],
    ['ok → in 2 weeks', '2026-05-26'], ['ok → Fri 4:30 pm', '2026-05-15 16:30'], ['ok → 5 June 2027', '2027-06-05'], ['ok → June 5th', '2026-06-05'], ['ok → 15:00 tomorrow', '2026-05-13 15:00'], ['ok → next month', '2026-06-12'],
    ['打电话给他 下周二 15点', '2026-05-19 15:00'], ['客户要样品，下周二下午3点半', '2026-05-19 15:30'], ['→ 明天上午十点', '2026-05-13 10:00'], ['→ 三天后', '2026-05-15'], ['→ 5月20日', '2026-05-20'], ['→ 两周后 9点15分', '2026-05-26 09:15'],
    ['客戶要樣品，下週二下午3點半', '2026-05-19 15:30'], ['→ 後天', '2026-05-14'], ['→ 下個月', '2026-06-12'], ['→ 禮拜五 14:00', '2026-05-15 14:00'],
    ['Pide muestras, martes', '2026-05-19'], ['→ el próximo lunes 16h', '2026-05-18 16:00'], ['→ pasado mañana a las 9:30', '2026-05-14 09:30'], ['→ 12 de junio a las 10', '2026-06-12 10:00'], ['→ dentro de tres días', '2026-05-15'], ['→ lunes de la próxima semana', '2026-05-18'],
  ] as const) it(`reads "${line}"`, () => expect(when(line)).to.equal(expected));

  it('takes a date after an arrow out of the line, and one that a mark divides from it', () => {
    expect(read('Wants samples → next Tue 15:00')!.text).to.equal('Wants samples');
    expect(read('→ 明天 要样品')!.text).to.equal('要样品');
    expect(read('Sent offer, next Tuesday at 3')!.text).to.equal('Sent offer');
    expect(read('打电话给他 下周二 15点')!.text).to.equal('打电话给他 下周二 15点');
  });

  it('only offers what may belong to the sentence', () => {
    expect(when('met on Friday')).to.equal('2026-05-15 ?');
    expect(when('He came today')).to.equal('2026-05-12 ?');
  });

  it('finds none in figures, words and amounts', () => {
    for (const line of ['', 'Price of 3.5 per kilo', 'Paid 1/2', 'talked about 12:30', 'Order 10.5', 'Asked in May', 'weiter', '报价 3.5 元', 'Llegó en martes santo', 'version 2026.1.2.3']) expect(when(line), line).to.equal(null);
  });

  it('reads day and month as the reader writes them, and the other way where only that is a date', () => {
    expect(when('→ 6/5', true)).to.equal('2027-05-06');
    expect(when('→ 6/5', false)).to.equal('2026-06-05');
    expect(when('→ 5/20', true)).to.equal('2026-05-20');
    expect(when('→ 29/2')).to.equal('2028-02-29');
    expect(when('→ 31/2')).to.equal(null);
  });

  it('never throws, and gives a real day from today on whatever is typed', () => {
    const piece = fc.oneof(fc.constantFrom('→', 'next', 'Tue', '下周', '二', 'mañana', '15:00', '12/5', '点', ' ', ',', '上午', 'in', '2', 'weeks', '31', 'feb', '2026年', '月', '日', 'a las'), fc.string({ maxLength: 4 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const found = read(pieces.join(' '));
      if (found === null) return;
      expect(found.date).to.match(/^\d{4}-\d{2}-\d{2}$/);
      expect(new Date(`${found.date}T00:00Z`).toISOString().slice(0, 10)).to.equal(found.date);
      if (found.time !== null) expect(found.time).to.match(/^([01]\d|2[0-3]):[0-5]\d$/);
    }), { numRuns: 500, verbose: 1 });
  });
});
