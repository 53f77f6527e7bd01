/** Who the customers are, by what people wrote of them: basics, guests, loyalty, promotion, behaviour, goals and the market. */
import type { Part, TableRow } from '../../model/analysis/shape.ts';
import { addDays, addMonths } from '../../model/classification/dates.ts';
import type { Condition } from '../../model/register/query.ts';
import { called, column, distribution, eq, listOf, present, ranges } from './analysis-parts.ts';
import type { Range } from './analysis-parts.ts';
import { Members, Tally } from './analysis-members.ts';
import { count, percent, share, units } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

const AGES = [0, 18, 25, 35, 45, 55, 65] as const;
/** Born between two days: so old today. A birthday without a year is in none. */
function ages(view: AnalysisView): readonly Range[] {
  const { today } = view.ask;
  return AGES.map((from, i) => {
    const to = AGES[i + 1];
    const born: Condition = to === undefined ? { key: 'person.dateOfBirth', op: 'lte', values: [addMonths(today, -from * 12)] }
      : { key: 'person.dateOfBirth', op: 'between', values: [addDays(addMonths(today, -to * 12), 1), addMonths(today, -from * 12)] };
    return { key: String(from), label: to === undefined ? view.say('ageFrom', { from }) : i === 0 ? view.say('ageUnder', { to }) : `${from}–${to - 1}`, condition: born };
  });
}

export function basics(view: AnalysisView): readonly Part[] {
  const person = eq('kind', 'individual');
  const people = view.those(view.rows, person);
  const others: Condition = { ...person, not: true };
  const firms = view.those(view.rows, others);
  const [individuals, organisations] = [{ rows: people, more: [person] }, { rows: firms, more: [others] }];
  return present<Part>([
    { key: 'customers', kind: 'tiles', title: view.say('archives'), tiles: [
      { key: 'all', label: view.say('archives'), value: view.rows.length, unit: count, where: view.behind() }, { key: 'people', label: view.say('individuals'), value: people.length, unit: count, where: view.behind(person) },
      { key: 'firms', label: view.say('organisations'), value: firms.length, unit: count, where: view.behind(others) },
    ] },
    ranges(view, 'person.dateOfBirth', 'age', ages(view), individuals),
    distribution(view, 'person.gender', { title: 'sex', ...individuals }),
    distribution(view, 'person.occupation', { title: 'occupation', ...individuals }),
    distribution(view, 'profile.salaryLevel', { title: 'pay', ...individuals }),
    distribution(view, 'profile.education', { title: 'education', ...individuals }),
    distribution(view, 'crm.region', { title: 'region' }),
    distribution(view, 'addresses/country', { title: 'country' }),
    distribution(view, 'addresses/city', { title: 'city' }),
    distribution(view, 'crm.industry', { title: 'industry', ...organisations }),
    distribution(view, 'crm.ownershipNature', { title: 'ownership', ...organisations }),
    distribution(view, 'crm.salesScale', { title: 'size', ...organisations }),
    distribution(view, 'crm.source', { title: 'source' }),
    distribution(view, 'class.abc', { title: 'abcClass', none: false }),
    distribution(view, 'class.lifecycle', { title: 'lifecycle', none: false }),
  ]);
}

export function guests(view: AnalysisView): readonly Part[] {
  const habits = ['pref.pillowHeight', 'pref.mattressFirmness', 'pref.lighting', 'pref.tea/value', 'pref.coffee/value', 'pref.tastes/value', 'pref.entertainment/value'] as const;
  const titles = ['pillow', 'mattress', 'lighting', 'tea', 'coffee', 'tastes', 'entertainment'] as const;
  return present<Part>([
    distribution(view, 'class.abc', { title: 'level' }), distribution(view, 'class.grade', { title: 'risk', none: false }),
    distribution(view, 'hobbies/category', { title: 'hobbyKinds', none: false }), distribution(view, 'hobbies/item', { title: 'hobbies', none: false }),
    ...habits.map((key, i) => distribution(view, key, { title: titles[i] as (typeof titles)[number], none: false })),
  ]);
}

const OFTEN = [[1, 1], [2, 2], [3, 5], [6, 10], [11, null]] as const;
export function loyalty(view: AnalysisView): readonly Part[] {
  const last = view.reader('trade.count');
  let [buyers, again] = [0, 0];
  for (const row of view.rows) { const bought = Number(last(row)[0] ?? 0); if (bought > 0) buyers++; if (bought > 1) again++; }
  const scores = view.reader('ratings/score');
  const items = view.reader('ratings/item');
  const rated = new Map<string, { readonly who: Members; sum: number }>();
  let [sum, size] = [0, 0];
  for (const row of view.rows) {
    const mine = scores(row).map(Number).filter(Number.isFinite);
    for (const score of mine) { sum += score; size++; }
    // scores and items are columns of their own: only one rating tells what it was for
    const [item, ...more] = items(row);
    if (mine.length === 1 && item !== undefined && more.length === 0) { const each = rated.get(String(item)) ?? { who: new Members(), sum: 0 }; each.sum += mine[0] as number; each.who.add(row); rated.set(String(item), each); }
  }
  const often = OFTEN.map(([from, to]): Range => ({ key: String(from), label: to === null ? `${from}+` : from === to ? String(from) : `${from}–${to}`, condition: { key: 'trade.count', op: to === null ? 'gte' : 'between', values: to === null ? [from] : [from, to] } }));
  const pleased = [[0, 39], [40, 59], [60, 79], [80, 100]].map(([from, to]): Range => ({ key: String(from), label: `${from}–${to}`, condition: { key: 'assoc.satisfaction', op: 'between', values: [from as number, to as number] } }));
  return present<Part>([
    { key: 'loyalty', kind: 'tiles', title: view.say('loyalty'), tiles: [
      ...(view.anywhere('trade') ? [{ key: 'again', label: view.say('boughtAgain'), value: buyers === 0 ? null : again / buyers, unit: percent, where: view.behind({ key: 'trade.count', op: 'gte', values: [2] }) }] : []),
      ...(view.anywhere('preferences') ? [{ key: 'score', label: view.say('meanRating'), value: size === 0 ? null : Math.round((sum / size) * 100) / 100, unit: { kind: 'number' } as const }] : []),
    ], note: view.say('loyaltyNote') },
    view.anywhere('trade') ? ranges(view, 'trade.count', 'howOften', often) : null,
    ranges(view, 'assoc.satisfaction', 'satisfaction', pleased),
    view.anywhere('preferences') ? { key: 'rated', kind: 'table', title: view.say('ratings'), more: 0, note: view.say('ratingsNote'), columns: [column(view, 'item', 'ratedItem', null), column(view, 'count', 'count', count), column(view, 'mean', 'meanRating', { kind: 'number' })],
      rows: [...rated].sort(([a, x], [b, y]) => y.who.size - x.who.size || (a < b ? -1 : 1)).slice(0, view.ask.question.top).map(([item, each]): TableRow => ({ key: item, cells: [item, each.who.size, Math.round((each.sum / each.who.size) * 100) / 100], ...view.whose('rated', item, each.who) })) } : null,
    distribution(view, 'class.rfm', { title: 'segment', none: false }),
  ]);
}

/** Which of the four methods of D-27 suits a segment. */
const METHOD: Readonly<Record<string, string>> = Object.freeze({
  champions: 'personalSelling', loyal: 'personalSelling', potentialLoyalists: 'salesPromotion', new: 'personalSelling', promising: 'advertising', needAttention: 'salesPromotion',
  aboutToSleep: 'salesPromotion', atRisk: 'personalSelling', cantLose: 'personalSelling', hibernating: 'advertising', prospect: 'publicRelations',
});
export function promotion(view: AnalysisView): readonly Part[] {
  const key = view.key('class.rfm');
  const order = Object.keys(view.ask.lists[listOf(key) ?? ''] ?? {});
  const reach = (kind: string): Condition => ({ key: `methods@${kind}/value`, op: 'any', values: [] });
  const consent = eq('consents/state', 'granted');
  const rows = view.groups('class.rfm', view.readable('class.rfm')).filter(({ value }) => value !== null).sort((a, b) => order.indexOf(String(a.value)) - order.indexOf(String(b.value)));
  return present<Part>([
    { key: 'plan', kind: 'table', title: view.say('planBySegment'), more: 0, note: view.say('planNote'),
      columns: [column(view, 'segment', 'segment', null), column(view, 'customers', 'customers', count), column(view, 'email', 'byEmail', count), column(view, 'phone', 'byPhone', count), column(view, 'consent', 'consented', count), column(view, 'method', 'method', null)],
      rows: rows.map(({ value, count: size }): TableRow => {
        const segment = eq('class.rfm', value as string);
        const of = view.those(view.rows, segment);
        const phone = new Set([...view.those(of, reach('phone')), ...view.those(of, reach('mobile'))]).size;
        return { key: String(value), cells: [called(view, key, value as string), size, view.those(of, reach('email')).length, phone, view.those(of, consent).length, view.option('D-27', METHOD[String(value)] ?? 'advertising')], where: view.behind(segment) };
      }) },
    distribution(view, 'consents/state', { title: 'consent' }), distribution(view, 'occasions/kind', { title: 'occasions', none: false }), distribution(view, 'intent.class', { title: 'intent' }),
  ]);
}

export function behaviour(view: AnalysisView): readonly Part[] {
  const baskets: number[] = [];
  const [orders, weekend] = [new Map<number, number[]>(), new Map<number, number>()];
  view.trade(view.window, ({ row, amount, purchase, date }) => {
    if (!purchase || amount <= 0) return;
    baskets.push(amount);
    const mine = orders.get(row) ?? [];
    mine.push(amount);
    orders.set(row, mine);
    if ([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())) weekend.set(row, (weekend.get(row) ?? 0) + 1);
  });
  const means = [...orders.values()].map((mine) => mine.reduce((sum, each) => sum + each, 0) / mine.length).sort((a, b) => a - b);
  const third = (part: number): number => means[Math.min(means.length - 1, Math.floor(part * means.length))] ?? 0;
  const [low, high] = [third(1 / 3), third(2 / 3)];
  const sizes = ['small', 'middle', 'large'] as const;
  const often = ['once', 'sometimes', 'often'] as const;
  const cells = often.map(() => sizes.map(() => new Members()));
  for (const [row, mine] of orders) {
    const mean = mine.reduce((sum, each) => sum + each, 0) / mine.length;
    cells[mine.length === 1 ? 0 : mine.length < 6 ? 1 : 2]?.[mean < low ? 0 : mean < high ? 1 : 2]?.add(row);
  }
  const weekenders = Members.of([...orders].filter(([row, mine]) => (weekend.get(row) ?? 0) * 2 > mine.length).map(([row]) => row));
  const parts: (Part | null)[] = [
    distribution(view, 'customer.segment', { title: 'psychology' }), distribution(view, 'intent.class', { title: 'intent' }),
    view.anywhere('trade') ? { key: 'habits', kind: 'grid', title: view.say('buyingHabits'), unit: count, xLabel: view.say('basketSize'), yLabel: view.say('howOften'), columns: sizes.map((size) => ({ key: size, label: view.say(`basket-${size}`) })), rows: often.map((each) => ({ key: each, label: view.say(`often-${each}`) })),
      cells: cells.map((line, r) => line.map((who, c) => ({ value: who.size, ...view.whose('habits', `${often[r] ?? ''}/${sizes[c] ?? ''}`, who) }))), note: view.say('habitsNote', { low: units(low), high: units(high), currency: view.currency }) } : null,
    view.anywhere('trade') ? { key: 'buying', kind: 'tiles', title: view.say('buyingHabits'), tiles: [{ key: 'mean', label: view.say('meanPurchase'), value: units(share(baskets.reduce((sum, each) => sum + each, 0), baskets.length)), unit: view.money }, { key: 'weekend', label: view.say('weekenders'), value: weekenders.size, unit: count, ...view.whose('buying', 'weekend', weekenders) }] } : null,
    distribution(view, 'crm.purchaseStrategy', { title: 'purchaseStrategy' }), distribution(view, 'g1.paymentMethod/value', { title: 'payment', none: false }),
  ];
  return present(parts);
}

export function goals(view: AnalysisView): readonly Part[] {
  const name = 'customer.collectionGoals';
  const part = distribution(view, name, { title: 'goals', none: false });
  if (!part) return [];
  const known = new Map(part.bars.map((bar) => [bar.key, bar]));
  // a list that has nobody yet is a list too
  const bars = Object.entries(view.ask.lists['D-31'] ?? {}).map(([key, label]) => known.get(key) ?? { key, label, value: 0, share: 0, where: view.behind(eq(name, key)) });
  return [{ ...part, order: 'natural', bars }];
}

export function market(view: AnalysisView): readonly Part[] {
  const [reasons, products] = [new Tally(), new Tally()];
  view.trade(view.window, ({ row, purchase, items, reason }) => {
    if (reason !== null) reasons.add(reason, row);
    if (purchase) for (const { item, amount } of items) products.add(item, row, amount);
  }, { lines: true });
  const biggest = [...products.of].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const total = biggest.reduce((sum, [, each]) => sum + each.count, 0);
  return present<Part>([
    distribution(view, 'crm.source', { title: 'source' }), distribution(view, 'customer.collectionChannel', { title: 'channel' }), distribution(view, 'crm.region', { title: 'region' }), distribution(view, 'addresses/country', { title: 'country' }),
    view.anywhere('stays') ? { key: 'reasons', kind: 'bars', title: view.say('visitReasons'), unit: count, order: 'biggest', bars: [...reasons.of].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([key, each]) => ({ key, label: view.option('D-65', key), value: each.count, ...view.whose('reasons', key, each.who) })) } : null,
    view.anywhere('trade') ? { key: 'spending', kind: 'bars', title: view.say('spending'), unit: view.money, order: 'biggest', bars: biggest.slice(0, view.ask.question.top).map(([key, each]) => ({ key, label: key, value: units(each.count), share: share(each.count, total), ...view.whose('spending', key, each.who) })) } : null,
    distribution(view, 'feedback/kind', { title: 'feedback', none: false }), distribution(view, 'g1.productsRequired/value', { title: 'demand', none: false }), distribution(view, 'customer.segment', { title: 'psychology', none: false }),
  ]);
}
