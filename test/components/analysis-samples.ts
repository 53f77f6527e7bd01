/** Answers of analyses for tests of elements: one part of each kind, of a small company, and what a report of two months says. */
import type { Analysis, AnalysisLine, Part, Report, ReportLine } from '../../model/analysis/shape.ts';
import { ANALYSES } from '../../model/analysis/table.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';

const EUR = { kind: 'money', currency: 'EUR' } as const;
const COUNT = { kind: 'count' } as const;
const only = (key: string, value: string) => [{ key, op: 'in' as const, values: [value] }];

export const linesFor = (language: Language, sections: readonly string[] = []): readonly AnalysisLine[] =>
  ANALYSES.filter(({ section }) => section === null || sections.includes(section)).map(({ id, code, title, about, asks }) => ({ id, code, title: title[language], about: about[language], asks }));

export const BARS: Part = {
  key: 'classes', kind: 'bars', title: 'Customers by class', note: 'ABC by sales of the last twelve months.', unit: COUNT, order: 'natural', bars: [
    { key: 'A', label: 'A: key', value: 12, share: 0.135, where: only('class.abc', 'A') }, { key: 'B', label: 'B: main', value: 19, share: 0.213, where: only('class.abc', 'B') },
    { key: 'C', label: 'C: ordinary customers with a rather long name', value: 55, share: 0.618, where: only('class.abc', 'C') }, { key: 'none', label: 'without a class', value: 3, share: 0.034 },
  ],
};
/** Whom the register cannot be asked for: how many stands beside, and nobody behind what is nothing. */
export const PRODUCTS: Part = {
  key: 'products', kind: 'bars', title: 'Sales by product', unit: EUR, order: 'biggest', bars: [{ key: 'Tea\nTofu', label: 'Tea + Tofu', value: 930.5, customers: 2 }, { key: 'Chai', label: 'Chai', value: 12, customers: null }, { key: 'Salt', label: 'Salt', value: 1, customers: 0 }],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const LINE: Part = {
  key: 'months', kind: 'line', title: 'Sales by month', unit: EUR, x: MONTHS.map((label, i) => ({ key: `2025-${String(i + 1).padStart(2, '0')}`, label })), series: [
    { key: 'now', label: 'this year', values: [61258, 38483, 38547, 53032, 53781, 36362, 51020, 47287, 55629, 66749, 43533, null] },
    { key: 'before', label: 'the year before', values: [41258, 31483, 30547, 43032, 40781, 38362, 41020, 37287, 45629, 46749, 40533, 52000] },
    { key: 'mean', label: 'mean of three months', faint: true, values: [null, null, 46096, 43354, 48453, 47725, 47054, 44890, 51312, 56555, 55304, null] },
  ],
};
export const CURVE: Part = {
  key: 'pareto', kind: 'curve', title: 'How much rests on how few', xLabel: 'Customers', yLabel: 'Sales',
  points: Array.from({ length: 90 }, (_, i) => ({ x: i / 89, y: 1 - (1 - i / 89) ** 3.4 })),
  marks: [{ key: 'A', x: 0.31, y: 0.717, label: 'A ends', where: only('class.abc', 'A') }, { key: 'B', x: 0.55, y: 0.933, label: 'B ends', where: only('class.abc', 'B') }],
};
const five = ['5', '4', '3', '2', '1'];
export const GRID: Part = {
  key: 'grid', kind: 'grid', title: 'Recency against frequency', unit: COUNT, xLabel: 'Frequency', yLabel: 'Recency', columns: [...five].reverse().map((key) => ({ key, label: `F ${key}` })), rows: five.map((key) => ({ key, label: `R ${key}` })),
  cells: five.map((r, i) => five.map((_, c) => (i === 4 && c === 4 ? null : { value: (i * 7 + c * 5) % 13, ...(i === 0 && c === 4 ? { label: 'Champions' } : {}), where: [{ key: 'class.rfm', op: 'in' as const, values: [`${r}${c + 1}`] }] }))),
};
export const TABLE: Part = {
  key: 'top', kind: 'table', title: 'The biggest customers', columns: [{ key: 'name', label: 'Customer', unit: null }, { key: 'sum', label: 'Sales', unit: EUR }, { key: 'share', label: 'Share', unit: { kind: 'percent' } }, { key: 'last', label: 'Last trade', unit: null }], more: 69,
  rows: Array.from({ length: 20 }, (_, i) => ({ key: `C${i}`, archive: `C${i}` as ArchiveId, cells: [i === 1 ? '广州南沙机电设备有限公司' : `Customer ${i + 1}`, 110277.3 / (i + 1), 0.082 / (i + 1), '2026-04-09'] })),
};
export const TILES: Part = {
  key: 'totals', kind: 'tiles', title: 'In short', tiles: [
    { key: 'customers', label: 'Customers', value: 89, unit: COUNT, before: 84, where: [{ key: 'state', op: 'in', values: ['open'] }] }, { key: 'sales', label: 'Sales', value: 545681.25, unit: EUR, before: 458611.5 },
    { key: 'profit', label: 'Profit', value: null, unit: EUR }, { key: 'share', label: 'Share of the first ten', value: 0.452, unit: { kind: 'percent' }, before: 0.452 }, { key: 'best', label: 'Best month', value: 'October', unit: null },
  ],
};
export const TEXT: Part = { key: 'words', kind: 'text', title: 'What it means', paragraphs: ['Twelve customers of 89 bring four fifths of the sales.', 'Three customers have had no trade yet.'] };
export const EMPTY: Part = { key: 'nothing', kind: 'bars', title: 'By occupation', unit: COUNT, order: 'biggest', bars: [] };
export const PARTS: readonly Part[] = [TILES, BARS, LINE, CURVE, GRID, TABLE, TEXT, EMPTY];

export const answerOf = (id: Analysis['id'], language: Language, parts: readonly Part[] = PARTS): Analysis => {
  const facts = ANALYSES.find((each) => each.id === id)!;
  return { id, code: facts.code, title: facts.title[language], language, at: '2026-05-06T08:00:00Z', of: { archives: 89, from: '2025-05-07', to: '2026-05-06', currency: 'EUR' }, parts, notes: ['12 transactions in other currencies are left out.'] };
};

export const REPORTS: readonly ReportLine[] = [{ month: '2026-04', at: '2026-05-01T00:10:00Z' }, { month: '2026-03', at: '2026-04-01T00:10:00Z' }, { month: '2026-02', at: '2026-03-01T00:10:00Z' }];
/** Each month has as many customers of class A as its number says. */
export const reportOf = (month: string, against: string | null, language: Language): Report => ({
  month, at: `${month}-28T00:10:00Z`, against, language, notes: [],
  parts: [{ ...TILES, kind: 'tiles', tiles: [{ key: 'customers', label: 'Customers', value: 80 + Number(month.slice(5)), unit: COUNT, before: against === null ? null : 80 + Number(against.slice(5)) }] } as Part,
    { ...BARS, bars: [{ key: 'A', label: 'A: key', value: Number(month.slice(5)) }, { key: 'B', label: 'B: main', value: 19 }] } as Part],
});
