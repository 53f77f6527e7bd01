/** The timeline's rules without its look: local times, groups, search, amounts, and an order that holds still. */
import { expect } from '@esm-bundle/chai';
import * as fc from 'fast-check';
import { NO_FILTER, groupOf, grouped, matches, type ContactEntry } from '../../components/timeline/entries.ts';
import { inputValue, parseLocalTime, wallClock, writeLocalTime } from '../../components/timeline/local-time.ts';
import { EMPTY_ORDER, nextOrder, release } from '../../components/timeline/reading-order.ts';
import { parseAmount } from '../../components/timeline/trade-form.ts';
import { checkScalar } from '../../model/validation/scalar.ts';

const entry = (id: string, date = '2026-05-12', time: string | null = '10:00'): ContactEntry => ({
  kind: 'contact', id, row: id, year: 2026, time: { date, time, zone: 'UTC' }, salesperson: null, person: null, channel: null, subject: id, result: '', next: null, major: false, reported: null, report: '', area: null,
});
const idle = { reading: false, editing: false, asked: new Set<string>() };
const all = (): boolean => true;
const seeded = { numRuns: 200, verbose: 1 } as const;

describe('local times', () => {
  it('keep the wall clock and the zone, and what is written passes the gate', () => {
    const written = writeLocalTime('2026-05-12T14:05', 'Asia/Shanghai');
    expect(checkScalar({ kind: 'date', precision: 'minute' }, written)).to.equal(null);
    expect(parseLocalTime(written)).to.deep.equal({ date: '2026-05-12', time: '14:05', zone: 'Asia/Shanghai' });
    expect(inputValue(parseLocalTime(written))).to.equal('2026-05-12T14:05');
    expect(writeLocalTime('', 'UTC')).to.equal('');
  });

  it('are none where the day does not exist', () => {
    for (const text of ['2026-02-30', '2026-13-01', '2026-05-12T24:00', 'yesterday', '', null, 12]) expect(parseLocalTime(text), String(text)).to.equal(null);
  });

  it('show the workspace\'s clock, and UTC where the zone is unknown', () => {
    const at = new Date('2025-12-31T23:30:00Z');
    expect(wallClock(at, 'Asia/Shanghai')).to.equal('2026-01-01T07:30');
    expect(wallClock(at, 'America/New_York')).to.equal('2025-12-31T18:30');
    expect(wallClock(at, 'No/Where')).to.equal('2025-12-31T23:30');
  });
});

describe('groups', () => {
  it('are days for a week, then months; what lies ahead is apart', () => {
    const kind = (date: string): string => groupOf(date, '2026-03-01').kind;
    expect(['2026-03-02', '2026-03-01', '2026-02-28', '2026-02-23', '2026-02-22'].map(kind)).to.deep.equal(['ahead', 'today', 'yesterday', 'day', 'month']);
  });

  it('hold neighbours of one month together', () => {
    const items = ['2026-01-30', '2026-01-02', '2025-12-31'].map((date) => ({ entry: entry(date, date), date }));
    expect(grouped(items, '2026-05-12').map(({ id, entries }) => [id, entries.length])).to.deep.equal([['2026-01', 2], ['2025-12', 1]]);
  });
});

describe('search', () => {
  it('needs every word, in any order, without regard to case, width and accents', () => {
    const words = (): string => 'Reunión con Ｍarta sobre 樣品';
    const finds = (search: string): boolean => matches(entry('x'), { ...NO_FILTER, search }, words);
    expect([finds('marta REUNION'), finds('樣品'), finds('reunión precio')]).to.deep.equal([true, true, false]);
  });
});

describe('amounts', () => {
  it('are read as people write them', () => {
    for (const [text, amount] of [['1265.5', '1265.50'], ['1,265.50', '1265.50'], ['1.265,50', '1265.50'], ['1 265,5', '1265.50'], ['1,265', '1265.00'], ['1.265.793,22', '1265793.22'], ['０.５', '0.50']] as const) {
      expect(parseAmount(text), text).to.equal(amount);
    }
  });
  it('are refused when they are none, nothing, or finer than cents', () => {
    for (const text of ['', 'ten', '-5', '0', '0.00', '1.2345', '1e3']) expect(parseAmount(text), text).to.equal(undefined);
  });
});

describe('reading order', () => {
  const times = fc.array(fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), day: fc.integer({ min: 10, max: 28 }) }), { maxLength: 12 });
  const entriesOf = (list: readonly { id: string; day: number }[]): ContactEntry[] => [...new Map(list.map(({ id, day }) => [id, entry(id, `2026-05-${day}`)])).values()];

  it('while one edits, what showed keeps its places whatever others do', () => {
    fc.assert(fc.property(times, times, (before, after) => {
      const first = nextOrder(EMPTY_ORDER, entriesOf(before), all, idle);
      const next = nextOrder(first, entriesOf(after), all, { ...idle, editing: true });
      const here = new Set(entriesOf(after).map(({ id }) => id));
      const stood = first.places.map(({ id }) => id).filter((id) => here.has(id));
      expect(next.places.map(({ id }) => id).filter((id) => stood.includes(id))).to.deep.equal(stood);
    }), seeded);
  });

  it('while one reads, new entries wait, and a release shows exactly these', () => {
    fc.assert(fc.property(times, times, (before, after) => {
      const first = nextOrder(EMPTY_ORDER, entriesOf(before), all, idle);
      const both = entriesOf([...before, ...after]);
      const next = nextOrder(first, both, all, { ...idle, reading: true });
      expect(new Set(next.places.map(({ id }) => id))).to.deep.equal(first.known);
      expect(next.held.length).to.equal(both.length - first.known.size);
      const shown = nextOrder(release(next), both, all, { ...idle, reading: true });
      expect(shown.places).to.have.length(both.length);
      expect(shown.held).to.deep.equal([]);
    }), seeded);
  });

  it('a filter hides an entry without making it new again', () => {
    const first = nextOrder(EMPTY_ORDER, [entry('a'), entry('b')], ({ id }) => id === 'a', idle);
    expect(first.places.map(({ id }) => id)).to.deep.equal(['a']);
    expect(nextOrder(first, [entry('a'), entry('b')], all, { ...idle, reading: true }).held).to.deep.equal([]);
  });
});
