/** RFM, differences in value, credit, competitors, the AML sheet and the health of the data (P-22). */
import type { Figure, Part, TableRow } from '../../model/analysis/shape.ts';
import { addDays, addMonths } from '../../model/classification/dates.ts';
import type { Condition } from '../../model/register/query.ts';
import { called, column, distribution, eq, listOf, present, ranges } from './analysis-parts.ts';
import type { Range } from './analysis-parts.ts';
import { salesOf } from './analysis-sales.ts';
import { Members } from './analysis-members.ts';
import { count, percent, share, units } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

const SCORES = [5, 4, 3, 2, 1] as const;

export function rfm(view: AnalysisView): readonly Part[] {
  const inView = new Set(view.readable('class.rfm'));
  const cells = new Map<string, { value: number; money: number; readonly segments: Map<string, number> }>();
  const marks = view.db.prepare<[], readonly [row: number, value: string | null, mark: string | null]>("SELECT o.row, c.value, c.mark FROM class c JOIN overview o ON o.id = c.archive WHERE c.scheme = 'rfm'").raw();
  for (const [row, value, mark] of marks.iterate()) {
    const scores = /^([1-5])·([1-5])·([1-5])$/.exec(mark ?? '');
    if (!inView.has(row) || !scores) continue;
    const key = `${scores[2]}${scores[1]}`;
    const cell = cells.get(key) ?? { value: 0, money: 0, segments: new Map() };
    cell.value++;
    cell.money += Number(scores[3]);
    cell.segments.set(value ?? '', (cell.segments.get(value ?? '') ?? 0) + 1);
    cells.set(key, cell);
  }
  const key = view.key('class.rfm');
  const list = SCORES.map((score) => ({ key: String(score), label: String(score) }));
  const segments = distribution(view, 'class.rfm', { title: 'segment', none: false });
  return present<Part>([
    { key: 'rfm', kind: 'grid', title: view.say('rfmGrid'), unit: count, xLabel: view.say('recencyScore'), yLabel: view.say('frequencyScore'), columns: list, rows: list, note: view.say('rfmNote'),
      cells: SCORES.map((f) => SCORES.map((r) => {
        const cell = cells.get(`${f}${r}`);
        if (!cell) return null;
        const [main] = [...cell.segments].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] as [string, number];
        return { value: cell.value, label: `${called(view, key, main)} · M ${(cell.money / cell.value).toFixed(1)}`, where: view.behind(eq('rfm.scoreR', r), eq('rfm.scoreF', f)) };
      })) },
    segments, sumsBy(view, 'class.rfm', 'segment'),
  ]);
}

/** Customers, what they buy and how often somebody is in contact, by the values of a class. */
function sumsBy(view: AnalysisView, name: 'class.rfm' | 'class.abc' | 'class.valueTier', title: 'segment' | 'abcClass' | 'valueTier'): Part {
  const sums = salesOf(view);
  const key = view.key(name);
  const value = view.reader(name);
  const times = view.reader('contacts/time');
  const { from, to } = view.window;
  const by = new Map<string, { customers: number; net: number; purchases: number; contacts: number }>();
  for (const row of view.rows) {
    const each = value(row)[0];
    if (each === undefined) continue;
    const cell = by.get(String(each)) ?? { customers: 0, net: 0, purchases: 0, contacts: 0 };
    cell.customers++;
    cell.net += sums.get(row)?.net ?? 0;
    cell.purchases += sums.get(row)?.purchases ?? 0;
    cell.contacts += times(row).filter((time) => (from === null || String(time).slice(0, 10) >= from) && String(time).slice(0, 10) <= to).length;
    by.set(String(each), cell);
  }
  const order = [...Object.keys(view.ask.lists[listOf(key) ?? ''] ?? {}), 'none'];
  const total = [...by.values()].reduce((sum, { net }) => sum + net, 0);
  const contacts = view.anywhere('contacts');
  return { key: `${name}-sums`, kind: 'table', title: view.say(title), more: 0,
    columns: [column(view, 'class', title, null), column(view, 'customers', 'customers', count), column(view, 'net', 'net', view.money), column(view, 'share', 'shareOfSales', percent), column(view, 'each', 'spentEach', view.money), column(view, 'purchases', 'purchases', count),
      ...(contacts ? [column(view, 'contacts', 'contacts', count), column(view, 'contactsEach', 'contactsEach', { kind: 'number' })] : [])],
    rows: [...by].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([each, cell]): TableRow => ({ key: each, where: view.behind(eq(name, each)),
      cells: [called(view, key, each), cell.customers, units(cell.net), share(cell.net, total), units(share(cell.net, cell.customers)), cell.purchases, ...(contacts ? [cell.contacts, Math.round(share(cell.contacts, cell.customers) * 100) / 100] : [])] })) };
}

export function value(view: AnalysisView): readonly Part[] {
  const abc = sumsBy(view, 'class.abc', 'abcClass');
  const at = (row: TableRow | undefined, key: string): number => (abc.kind === 'table' && row ? Number(row.cells[abc.columns.findIndex((each) => each.key === key)] ?? 0) : 0);
  const rows = abc.kind === 'table' ? abc.rows.filter(({ key }) => key !== 'none') : [];
  // no inversion: who brings more is not cared for less
  const inverted = view.anywhere('contacts') ? rows.flatMap((row, i) => { const next = rows[i + 1]; return next && at(next, 'contactsEach') > at(row, 'contactsEach') ? [view.say('inverted', { more: String(next.cells[0]), less: String(row.cells[0]) })] : []; }) : [];
  return present<Part>([
    { key: 'value', kind: 'bars', title: view.say('valueEach'), unit: view.money, order: 'natural', bars: rows.map((row) => ({ key: row.key, label: String(row.cells[0]), value: at(row, 'each'), ...(row.where ? { where: row.where } : {}) })) },
    abc, sumsBy(view, 'class.valueTier', 'valueTier'),
    { key: 'findings', kind: 'text', title: view.say('findings'), paragraphs: view.anywhere('contacts') ? (inverted.length > 0 ? inverted : [view.say('noInversion')]) : [] },
    distribution(view, 'class.maturity', { title: 'maturity', none: false }), distribution(view, 'class.size', { title: 'bigOrGeneral', none: false }), distribution(view, 'class.duration', { title: 'duration', none: false }),
  ]);
}

export function credit(view: AnalysisView): readonly Part[] {
  const { today } = view.ask;
  const validity: readonly Range[] = [
    { key: 'over', label: view.say('expired'), condition: { key: 'creditReports/validUntil', op: 'lt', values: [today] } },
    { key: 'soon', label: view.say('expiresSoon'), condition: { key: 'creditReports/validUntil', op: 'between', values: [today, addMonths(today, 3)] } },
    { key: 'good', label: view.say('valid'), condition: { key: 'creditReports/validUntil', op: 'gt', values: [addMonths(today, 3)] } },
  ];
  const stars = [1, 2, 3, 4, 5].map((each): Range => ({ key: String(each), label: '★'.repeat(each), condition: eq('crm.creditStars', each) }));
  return present<Part>([
    distribution(view, 'class.grade', { title: 'grade' }), ranges(view, 'crm.creditStars', 'stars', stars), distribution(view, 'class.creditManagement', { title: 'creditManagement', none: false }),
    ranges(view, 'creditReports/validUntil', 'reports', validity, { note: 'reportsNote' }), distribution(view, 'crm.settlementMethod', { title: 'settlement', none: false }),
  ]);
}

export function competitors(view: AnalysisView): readonly Part[] {
  const sums = salesOf(view);
  const names = view.reader('competitors/name');
  const others = view.reader('rivalsAtCustomer/competitor');
  const [sizes, networks, analyses, research] = [view.reader('competitors/scale'), view.reader('competitors/salesNetwork'), view.reader('competitors/productAnalysis'), view.reader('competitors/rd')];
  const [strengths, weaknesses] = [view.reader('rivalsAtCustomer/productStrengths'), view.reader('rivalsAtCustomer/productWeaknesses')];
  const by = new Map<string, { readonly who: Members; net: number; readonly texts: Map<string, Set<string>> }>();
  for (const row of view.rows) {
    const mine = [...new Set([...names(row), ...others(row)].map(String))];
    for (const name of mine) {
      const each = by.get(name) ?? { who: new Members(), net: 0, texts: new Map<string, Set<string>>() };
      each.who.add(row);
      each.net += sums.get(row)?.net ?? 0;
      // columns of several rows are not told apart: only where the archive names one competitor
      if (mine.length === 1) for (const [key, read] of [['scale', sizes], ['network', networks], ['analysis', analyses], ['rd', research], ['strengths', strengths], ['weaknesses', weaknesses]] as const) {
        const texts = each.texts.get(key) ?? new Set<string>();
        for (const text of read(row)) if (texts.size < 3) texts.add(key === 'scale' ? view.option('D-57', String(text)) : String(text));
        each.texts.set(key, texts);
      }
      by.set(name, each);
    }
  }
  const ranked = [...by].sort(([a, x], [b, y]) => y.who.size - x.who.size || y.net - x.net || (a < b ? -1 : 1));
  const { top } = view.ask.question;
  const named = (name: string): Condition => eq('competitors/name', name);
  // named in two tables: the register asks one of them
  const behind = (part: string, name: string, who: Members): Figure => (view.those(view.rows, named(name)).length === who.size ? { where: view.behind(named(name)) } : view.whose(part, name, who));
  const trade = view.anywhere('trade');
  const words = (each: (typeof ranked)[number][1], key: string): string | null => { const texts = each.texts.get(key); return texts && texts.size > 0 ? [...texts].join(' · ') : null; };
  return [
    { key: 'rivals', kind: 'bars', title: view.say('competitorsAt'), unit: count, order: 'biggest', bars: ranked.slice(0, top).map(([name, each]) => ({ key: name, label: name, value: each.who.size, ...behind('rivals', name, each.who) })) },
    { key: 'comparison', kind: 'table', title: view.say('comparison'), more: Math.max(0, ranked.length - top), note: view.say('comparisonNote'),
      columns: [column(view, 'name', 'competitor', null), column(view, 'customers', 'customers', count), ...(trade ? [column(view, 'net', 'atStake', view.money)] : []), column(view, 'scale', 'size', null), column(view, 'network', 'salesNetwork', null), column(view, 'analysis', 'productAnalysis', null), column(view, 'rd', 'research', null), column(view, 'strengths', 'strengths', null), column(view, 'weaknesses', 'weaknesses', null)],
      rows: ranked.slice(0, top).map(([name, each]): TableRow => ({ key: name, cells: [name, each.who.size, ...(trade ? [units(each.net)] : []), ...['scale', 'network', 'analysis', 'rd', 'strengths', 'weaknesses'].map((key) => words(each, key))], ...behind('comparison', name, each.who) })) },
  ];
}

export function aml(view: AnalysisView): readonly Part[] {
  const factors = [['aml.customerRisk', 'customerRisk'], ['aml.countryRisk', 'countryRisk'], ['aml.productServiceRisk', 'productRisk']] as const;
  const { today } = view.ask;
  const review: readonly Range[] = [
    { key: 'late', label: view.say('reviewLate'), condition: { key: 'amlAssessments/nextReviewAt', op: 'lt', values: [today] } },
    { key: 'soon', label: view.say('reviewSoon'), condition: { key: 'amlAssessments/nextReviewAt', op: 'between', values: [today, addMonths(today, 3)] } },
    { key: 'later', label: view.say('reviewLater'), condition: { key: 'amlAssessments/nextReviewAt', op: 'gt', values: [addMonths(today, 3)] } },
  ];
  return present<Part>([
    distribution(view, 'class.aml', { title: 'amlLevel' }), ...factors.map(([key, title]) => distribution(view, key, { title })), distribution(view, 'amlClues/stage', { title: 'clues', none: false }),
    ranges(view, 'amlAssessments/nextReviewAt', 'review', review, { note: 'reviewNote' }),
  ]);
}

/** What contact with a customer rests on; each is asked of those of whom its section may be read. */
const WANTED = ['methods/value', 'addresses/text', 'crm.industry', 'crm.region', 'crm.source', 'crm.salesScale', 'crm.contactStrategy', 'crm.purchaseStrategy', 'person.dateOfBirth', 'profile.education', 'people/name', 'hobbies/item', 'contacts/time', 'crm.settlementMethod', 'crm.creditStars', 'competitors/name', 'intent.class', 'customer.segment'] as const;
const PEOPLE_ONLY: ReadonlySet<string> = new Set(['person.dateOfBirth', 'profile.education']);
const FIRMS_ONLY: ReadonlySet<string> = new Set(['crm.industry', 'crm.salesScale']);

export function health(view: AnalysisView): readonly Part[] {
  const { today, question: { top } } = view.ask;
  const ago = (key: string): readonly Range[] => [
    { key: '90', label: view.say('within90'), condition: { key, op: 'gte', values: [addDays(today, -90)] } },
    { key: '365', label: view.say('within365'), condition: { key, op: 'between', values: [addDays(today, -365), addDays(today, -91)] } },
    { key: 'old', label: view.say('longer'), condition: { key, op: 'lt', values: [addDays(today, -365)] } },
  ];
  const person = eq('kind', 'individual');
  const filled = WANTED.flatMap((key) => {
    const kind: Condition | null = PEOPLE_ONLY.has(key) ? person : FIRMS_ONLY.has(key) ? { ...person, not: true } : null;
    const rows = view.readable(key, kind ? view.those(view.rows, kind) : view.rows);
    if (rows.length === 0) return [];
    const empty: Condition = { key, op: 'none', values: [] };
    const without = view.those(rows, empty).length;
    return [{ key, label: view.option('fields', key), of: rows.length, without, where: view.behind(...(kind ? [kind] : []), empty) }];
  }).sort((a, b) => share(b.without, b.of) - share(a.without, a.of) || (a.key < b.key ? -1 : 1));
  // `missing` counts in whole what must be there and is not, behind the point how much of the rest is empty
  const must = view.readable('missing');
  const lacking = view.those(must, { key: 'missing', op: 'gte', values: [1] });
  const orphan = view.those(view.rows, { key: 'owner', op: 'none', values: [] });
  return present<Part>([
    { key: 'health', kind: 'tiles', title: view.say('health'), tiles: [
      { key: 'archives', label: view.say('archives'), value: view.rows.length, unit: count, where: view.behind() },
      { key: 'complete', label: view.say('complete'), value: must.length === 0 ? null : 1 - share(lacking.length, must.length), unit: percent },
      { key: 'lacking', label: view.say('lacking'), value: lacking.length, unit: count, where: view.behind({ key: 'missing', op: 'gte', values: [1] }) },
      { key: 'orphan', label: view.say('withoutOwner'), value: orphan.length, unit: count, where: view.behind({ key: 'owner', op: 'none', values: [] }) },
    ] },
    { key: 'gaps', kind: 'bars', title: view.say('gaps'), unit: percent, order: 'biggest', bars: filled.slice(0, top).map(({ key, label, of, without, where }) => ({ key, label, value: share(without, of), where })) },
    { key: 'gap-table', kind: 'table', title: view.say('gaps'), more: 0, columns: [column(view, 'field', 'field', null), column(view, 'without', 'without', count), column(view, 'of', 'of', count), column(view, 'share', 'share', percent)], rows: filled.map(({ key, label, of, without, where }): TableRow => ({ key, cells: [label, without, of, share(without, of)], where })) },
    ranges(view, 'updated', 'lastChange', ago('updated')), ranges(view, 'reviewed', 'lastReview', ago('reviewed')),
    view.anywhere('contacts') ? ranges(view, 'contacts/time', 'lastContact', contactAges(view)) : null,
    distribution(view, 'department', { title: 'departments' }),
  ]);
}

/** Of several contacts the newest counts: somebody in contact since a day, or not since. */
function contactAges(view: AnalysisView): readonly Range[] {
  const { today } = view.ask;
  const key = 'contacts/time';
  return [
    { key: '90', label: view.say('within90'), condition: { key, op: 'gte', values: [addDays(today, -90)] } },
    { key: '365', label: view.say('within365'), condition: { key, op: 'gte', values: [addDays(today, -365)] } },
    { key: 'any', label: view.say('everContacted'), condition: { key, op: 'any', values: [] } },
  ];
}
