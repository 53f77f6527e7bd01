/** What happens when: transactions and contacts by month, weekday, season and channel, the trend with who declines (A-05, P-16), and what is to be expected. */
import type { Bar, Part, Period, Point, TableRow } from '../../model/analysis/shape.ts';
import { direction, growth, movingAverage, trendLine } from '../../model/analysis/series.ts';
import { addDays, addMonths, daysBetween } from '../../model/classification/dates.ts';
import type { Condition } from '../../model/register/query.ts';
import { called, column, distribution, eq, periodOf, periodsBetween, present } from './analysis-parts.ts';
import { Members, Tally } from './analysis-members.ts';
import { count, percent, share, units } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;
/** Of the northern half: December to February is winter. */
const seasonOf = (month: number): number => Math.floor((month % 12) / 3);


type Span = 'period' | 'weekday' | 'month' | 'season';
/** Days counted by each span of time they lie in; what a day lies in is worked out once. */
class Times {
  readonly period = new Tally();
  readonly weekday = new Tally();
  readonly month = new Tally();
  readonly season = new Tally();
  readonly #period: Period;
  readonly #days = new Map<string, Readonly<Record<Span, string>>>();
  constructor(period: Period) {
    this.#period = period;
  }
  add(row: number, date: string): void {
    let day = this.#days.get(date);
    if (day === undefined) {
      const month = date.slice(5, 7);
      this.#days.set(date, (day = { period: periodOf(date, this.#period), weekday: String((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7), month, season: String(seasonOf(Number(month))) }));
    }
    this.period.add(day.period, row);
    this.weekday.add(day.weekday, row);
    this.month.add(day.month, row);
    this.season.add(day.season, row);
  }
}

export function flow(view: AnalysisView): readonly Part[] {
  const { question: { period, language } } = view.ask;
  const { window } = view;
  const [made, met] = [new Times(period), new Times(period)];
  const [channels, kinds] = [new Tally(), new Tally()];
  let first = '';
  const seen = (date: string): void => { if (first === '' || date < first) first = date; };
  view.trade(window, ({ row, date, kind, channel, purchase }) => {
    seen(date);
    kinds.add(kind, row);
    if (!purchase) return;
    made.add(row, date);
    channels.add(channel ?? '', row);
  });
  const rest = view.otherKinds(window);
  for (const [kind, each] of rest.counts.of) kinds.of.set(kind, each);
  if (rest.first !== '') seen(rest.first);
  const times = view.reader('contacts/time');
  for (const row of view.rows) for (const time of times(row)) {
    const date = String(time).slice(0, 10);
    if (date.length < 10 || (window.from !== null && date < window.from) || date > window.to) continue;
    seen(date);
    met.add(row, date);
  }
  const names = first === '' ? [] : periodsBetween(window.from ?? first, window.to, period);
  const withContacts = view.anywhere('contacts');
  const both = (of: Span, keys: readonly string[]) => [{ key: 'purchases', label: view.say('purchases'), values: keys.map((key) => made[of].at(key)) }, ...(withContacts ? [{ key: 'contacts', label: view.say('contacts'), values: keys.map((key) => met[of].at(key)) }] : [])];
  const either = (of: Span, key: string): Members => Members.either(made[of].who(key), met[of].who(key));
  const monthKeys = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
  const monthName = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  const line = (key: 'flow' | 'months', of: Span, title: 'flowByPeriod' | 'bySeasonMonth', each: readonly (readonly [key: string, label: string])[]): Part => ({
    key, kind: 'line', title: view.say(title), unit: count, x: each.map(([name, label]): Point => ({ key: name, label, ...view.whose(key, name, either(of, name)) })), series: both(of, each.map(([name]) => name)), ...(key === 'flow' && withContacts ? { note: view.say('contactsNote') } : {}),
  });
  const table = (key: string, of: 'weekday' | 'season', title: 'byWeekday' | 'bySeason', labels: readonly string[]): Part => {
    const total = labels.reduce((sum, _, i) => sum + made[of].at(String(i)), 0);
    return { key, kind: 'table', title: view.say(title), more: 0, ...(withContacts ? { note: view.say('eitherNote') } : {}),
      columns: [column(view, 'when', of, null), column(view, 'purchases', 'purchases', count), column(view, 'share', 'share', percent), ...(withContacts ? [column(view, 'contacts', 'contacts', count)] : []), column(view, 'customers', 'customers', count)],
      rows: labels.map((label, i): TableRow => {
        const who = either(of, String(i));
        return { key: String(i), cells: [label, made[of].at(String(i)), share(made[of].at(String(i)), total), ...(withContacts ? [met[of].at(String(i))] : []), who.size], ...view.whose(key, String(i), who) };
      }) };
  };
  const bar = (name: (typeof WEEKDAYS)[number], i: number): Bar => ({ key: name, label: view.say(name), value: made.weekday.at(String(i)), ...view.whose('weekdays', name, made.weekday.who(String(i))) });
  const biggest = [...channels.of].sort(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1)).slice(0, 20);
  return present<Part>([
    line('flow', 'period', 'flowByPeriod', names.map((name) => [name, name])),
    { key: 'weekdays', kind: 'bars', title: view.say('byWeekday'), unit: count, order: 'natural', bars: WEEKDAYS.map(bar) },
    table('weekday-table', 'weekday', 'byWeekday', WEEKDAYS.map((name) => view.say(name))),
    line('months', 'month', 'bySeasonMonth', monthKeys.map((key) => [key, monthName.format(new Date(`2024-${key}-15T00:00:00Z`))])),
    table('season-table', 'season', 'bySeason', SEASONS.map((name) => view.say(name))),
    { key: 'channels', kind: 'bars', title: view.say('salesChannels'), unit: count, order: 'biggest', bars: biggest.map(([key, each]): Bar => ({ key: key === '' ? ' none' : key, label: key === '' ? view.say('notStated') : view.option('D-13', key), value: each.count, ...view.whose('channels', key === '' ? ' none' : key, each.who) })) },
    distribution(view, 'contacts/channel', { title: 'contactChannels', none: false, note: 'contactChannelsNote' }),
    { key: 'kinds', kind: 'table', title: view.say('byKind'), more: 0, columns: [column(view, 'kind', 'kind', null), column(view, 'count', 'count', count), column(view, 'customers', 'customers', count)],
      rows: [...kinds.of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, each]): TableRow => ({ key: kind, cells: [view.say(`kind-${kind as 'sale'}`), each.count, each.who.size], ...view.whose('kinds', kind, each.who) })) },
  ]);
}

export function trend(view: AnalysisView): readonly Part[] {
  const { window, money, ask: { question: { top } } } = view;
  const months = new Tally();
  const [now, before] = [new Map<number, number>(), new Map<number, number>()];
  /** As long as the window, right before it; of all time there is none: then the last year against the one before. */
  const from = window.from ?? addDays(addMonths(window.to, -12), 1);
  const length = daysBetween(from, window.to) + 1;
  const back = addDays(from, -length);
  let first = '';
  view.trade({ from: null, to: window.to }, ({ row, date, net, purchase, kind }) => {
    if (!purchase && kind !== 'return') return;
    if (first === '' || date < first) first = date;
    months.add(date.slice(0, 7), row, net);
    if (date >= from) now.set(row, (now.get(row) ?? 0) + net);
    else if (date >= back) before.set(row, (before.get(row) ?? 0) + net);
  });
  const names = first === '' ? [] : periodsBetween(first, window.to, 'month');
  const values = names.map((name) => units(months.at(name)));
  // the month of the last day may have just begun: what is not over yet is no fall
  const over = addDays(window.to, 1).slice(0, 7) !== window.to.slice(0, 7);
  const yearly = growth(values, 12);
  const shown = window.from === null ? 0 : Math.max(0, names.findIndex((name) => name >= addMonths(from, -12).slice(0, 7)));
  const cut = <T>(list: readonly T[]): readonly T[] => list.slice(shown);
  const sums = (of: ReadonlyMap<number, number>): number => [...of.values()].reduce((sum, each) => sum + each, 0);
  const changes = [...new Set([...now.keys(), ...before.keys()])].sort((a, b) => a - b).map((row) => ({ row, now: now.get(row) ?? 0, before: before.get(row) ?? 0 }));
  const ways = { came: new Members(), rising: new Members(), level: new Members(), falling: new Members(), gone: new Members() };
  for (const each of changes) ways[each.before <= 0 ? 'came' : each.now <= 0 ? 'gone' : each.now > each.before * 1.1 ? 'rising' : each.now < each.before * 0.9 ? 'falling' : 'level'].add(each.row);
  const ranked = changes.filter((each) => each.before > 0 && each.now < each.before).sort((a, b) => b.before - b.now - (a.before - a.now) || a.row - b.row);
  const people = view.ids(ranked.slice(0, top).map(({ row }) => row));
  return present<Part>([
    { key: 'trend', kind: 'tiles', title: view.say('trend'), tiles: [
      { key: 'net', label: view.say('net'), value: units(sums(now)), unit: money, before: units(sums(before)) },
      { key: 'growth', label: view.say('growth'), value: sums(before) > 0 ? sums(now) / sums(before) - 1 : null, unit: percent },
      { key: 'direction', label: view.say('direction'), value: view.say(`way-${direction((over ? values : values.slice(0, -1)).slice(-12))}`), unit: null },
    ], note: view.say('againstNote', { from: back, to: addDays(from, -1) }) },
    { key: 'months', kind: 'line', title: view.say('salesByMonth'), unit: money, x: cut(names).map((name): Point => ({ key: name, label: name, ...view.whose('months', name, months.who(name)) })), series: [
      { key: 'net', label: view.say('net'), values: cut(values) }, { key: 'mean3', label: view.say('mean3'), values: cut(movingAverage(values, 3)).map(rounded), faint: true }, { key: 'mean12', label: view.say('mean12'), values: cut(movingAverage(values, 12)).map(rounded), faint: true },
    ], ...(over ? {} : { note: view.say('monthNotOver') }) },
    { key: 'yearly', kind: 'line', title: view.say('growthByMonth'), unit: percent, x: cut(names).map((name) => ({ key: name, label: name })), series: [{ key: 'growth', label: view.say('growth'), values: cut(yearly) }] },
    { key: 'ways', kind: 'bars', title: view.say('customersByWay'), unit: count, order: 'natural', bars: (Object.keys(ways) as (keyof typeof ways)[]).map((way) => ({ key: way, label: view.say(`way-${way}`), value: ways[way].size, share: share(ways[way].size, changes.length), ...view.whose('ways', way, ways[way]) })), note: view.say('waysNote') },
    { key: 'falls', kind: 'table', title: view.say('biggestFalls'), more: Math.max(0, ranked.length - top), columns: [column(view, 'name', 'customer', null), column(view, 'before', 'before', money), column(view, 'now', 'now', money), column(view, 'change', 'change', percent)],
      rows: ranked.slice(0, top).flatMap(({ row, now: is, before: was }): readonly TableRow[] => { const who = people.get(row); return who ? [{ key: who.id, archive: who.id, cells: [who.name, units(was), units(is), is / was - 1] }] : []; }) },
    overdue(view),
  ]);
}
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);

/** P-16: longer without a purchase than the purchase strategy allows, counted to the last day of the window. */
function overdue(view: AnalysisView): Part | null {
  if (!view.anywhere('profile') || !view.anywhere('trade')) return null;
  const bars = Object.entries(view.ask.cycles).flatMap(([key, days]) => {
    const where: readonly Condition[] = [eq('crm.purchaseStrategy', key), { key: 'trade.last', op: 'lt', values: [addDays(view.window.to, -days)] }];
    const all = view.those(view.rows, where[0] as Condition).length;
    const late = where.reduce((rows, condition) => view.those(rows, condition), view.rows).length;
    return all === 0 ? [] : [{ key, label: called(view, view.key('crm.purchaseStrategy'), key), value: late, share: share(late, all), where: view.behind(...where) }];
  });
  return { key: 'overdue', kind: 'bars', title: view.say('overdue'), unit: count, order: 'natural', bars, note: view.say('overdueNote') };
}

export function future(view: AnalysisView): readonly Part[] {
  const { window, money } = view;
  const [sales, fresh] = [new Tally(), new Tally()];
  const firsts = new Map<number, string>();
  const byRow = new Map<number, number>();
  const from = addMonths(`${window.to.slice(0, 7)}-01`, -24);
  const year = addMonths(window.to, -12);
  view.trade({ from: null, to: window.to }, ({ row, date, net, purchase }) => {
    if (date >= from) sales.add(date.slice(0, 7), row, net);
    if (date > year) byRow.set(row, (byRow.get(row) ?? 0) + net);
    if (purchase && (firsts.get(row) ?? '9') > date) firsts.set(row, date);
  });
  for (const [row, date] of firsts) if (date >= from) fresh.add(date.slice(0, 7), row);
  const oldest = [...sales.of.keys()].sort()[0];
  const names = oldest === undefined ? [] : periodsBetween(oldest, addDays(`${window.to.slice(0, 7)}-01`, -1), 'month').filter((name) => name < window.to.slice(0, 7));
  const ahead = names.length < 3 ? [] : Array.from({ length: 3 }, (_, i) => addMonths(`${window.to.slice(0, 7)}-01`, i).slice(0, 7));
  const forecast = (tally: Tally, of: (value: number) => number) => {
    const known = names.map((name) => of(tally.at(name)));
    const line = trendLine(known.slice(-12));
    const begin = Math.min(12, known.length);
    const expected = ahead.map((_, i) => Math.max(0, Math.round(line.at(begin + i) * 100) / 100));
    return { known: [...known, ...ahead.map(() => null)], expected: [...known.map((value, i) => (i === known.length - 1 ? value : null)), ...expected], sum: expected.reduce((total, each) => total + each, 0) };
  };
  const [money_, people] = [forecast(sales, units), forecast(fresh, (value) => value)];
  const line = (key: string, title: 'salesAhead' | 'customersAhead', unit: typeof count | typeof money, tally: Tally, each: ReturnType<typeof forecast>): Part => ({ key, kind: 'line', title: view.say(title), unit, x: [...names.map((name): Point => ({ key: name, label: name, ...view.whose(key, name, tally.who(name)) })), ...ahead.map((name): Point => ({ key: name, label: name }))], note: view.say('forecastNote'), series: [{ key: 'known', label: view.say('known'), values: each.known }, { key: 'expected', label: view.say('expected'), values: each.expected, faint: true }] });
  const key = view.key('class.lifecycle');
  const categories = view.groups('class.lifecycle', view.readable('class.lifecycle')).filter(({ value }) => value !== null);
  const state = view.reader('class.lifecycle');
  const spent = new Map<string, number>();
  for (const [row, net] of byRow) { const name = String(state(row)[0] ?? ''); spent.set(name, (spent.get(name) ?? 0) + Math.max(0, net)); }
  return [
    { key: 'ahead', kind: 'tiles', title: view.say('nextMonths'), tiles: [{ key: 'sales', label: view.say('salesAhead'), value: ahead.length === 0 ? null : Math.round(money_.sum * 100) / 100, unit: money }, { key: 'customers', label: view.say('customersAhead'), value: ahead.length === 0 ? null : Math.round(people.sum), unit: count }] },
    line('sales-ahead', 'salesAhead', money, sales, money_), line('customers-ahead', 'customersAhead', count, fresh, people),
    { key: 'categories', kind: 'table', title: view.say('spendingByCategory'), more: 0, note: view.say('spendingNote'), columns: [column(view, 'category', 'category', null), column(view, 'customers', 'customers', count), column(view, 'spent', 'spentYear', money), column(view, 'each', 'spentEach', money), column(view, 'means', 'means', null)],
      rows: categories.map(({ value, count: size }): TableRow => { const name = String(value); const sum = spent.get(name) ?? 0; const kind = /^(potential|current|lost)/.exec(name)?.[1] as 'potential' | 'current' | 'lost' | undefined;
        return { key: name, cells: [called(view, key, name), size, units(sum), units(share(sum, size)), kind ? view.say(`means-${kind}`) : null], where: view.behind(eq('class.lifecycle', name)) }; }) },
  ];
}
