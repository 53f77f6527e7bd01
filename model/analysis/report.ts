/** The report of a month (P-34): figures by department that add up, and the parts that are told of them, beside those of another month. Pure. */
import { schemeOf } from '../classification/schemes.ts';
import type { Language } from '../labels.ts';
import type { SchemeKey } from '../overview.ts';
import type { Part, TableRow, Unit } from './shape.ts';
import { analysisText } from './texts.ts';
import type { AnalysisText } from './texts.ts';

/** Classes that whoever reads every archive of a department by role may know of. */
export const KEPT_SCHEMES = ['abc', 'rfm', 'lifecycle', 'similar'] as const satisfies readonly SchemeKey[];

/** Money in minor units. */
export interface MonthFigures { archives: number; opened: number; net: number; purchases: number; buyers: number; contacts: number; readonly classes: Partial<Record<SchemeKey, Record<string, number>>> }
export const nothing = (): MonthFigures => ({ archives: 0, opened: 0, net: 0, purchases: 0, buyers: 0, contacts: 0, classes: {} });

const NUMBERS = ['archives', 'opened', 'net', 'purchases', 'buyers', 'contacts'] as const;
const TITLES: Readonly<Record<(typeof NUMBERS)[number], AnalysisText>> = { archives: 'archives', opened: 'opened', net: 'net', purchases: 'purchases', buyers: 'buyers', contacts: 'contacts' };
const SCHEME_TITLES: Readonly<Record<(typeof KEPT_SCHEMES)[number], AnalysisText>> = { abc: 'abcClass', rfm: 'segment', lifecycle: 'lifecycle', similar: 'groups' };

export function added(all: readonly MonthFigures[]): MonthFigures {
  const sum = nothing();
  for (const each of all) {
    for (const key of NUMBERS) sum[key] += each[key];
    for (const [scheme, counts] of Object.entries(each.classes) as [SchemeKey, Record<string, number>][]) {
      const mine = (sum.classes[scheme] ??= {});
      for (const [value, count] of Object.entries(counts)) mine[value] = (mine[value] ?? 0) + count;
    }
  }
  return sum;
}

export interface ReportWords { readonly language: Language; readonly currency: string; readonly option: (list: string, key: string) => string; readonly order: (list: string) => readonly string[]; readonly department: (id: string) => string }

/** `now` and `before` by department, those alone that the reader may be told of. */
export function reportParts(now: Readonly<Record<string, MonthFigures>>, before: Readonly<Record<string, MonthFigures>> | null, { language, currency, option, order, department }: ReportWords): readonly Part[] {
  const say = (text: AnalysisText): string => analysisText(text, language);
  const [all, was] = [added(Object.values(now)), before && added(Object.values(before))];
  const money: Unit = { kind: 'money', currency };
  const count: Unit = { kind: 'count' };
  const shown = (key: (typeof NUMBERS)[number], figures: MonthFigures): number => (key === 'net' ? figures.net / 100 : figures[key]);
  const column = (key: string, text: AnalysisText, unit: Unit | null) => ({ key, label: say(text), unit });
  const classes = KEPT_SCHEMES.map((scheme): Part => {
    const list = schemeOf(scheme).dictionary ?? '';
    const values = [...new Set([...Object.keys(all.classes[scheme] ?? {}), ...Object.keys(was?.classes[scheme] ?? {})])];
    const places = order(list);
    const place = (value: string): number => { const at = places.indexOf(value); return at < 0 ? places.length : at; };
    return {
      key: `class.${scheme}`, kind: 'table', title: say(SCHEME_TITLES[scheme]), more: 0, columns: [column('class', 'category', null), column('now', 'now', count), ...(was ? [column('before', 'before', count), column('change', 'change', count)] : [])],
      rows: values.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1)).map((value): TableRow => {
        const [is, had] = [all.classes[scheme]?.[value] ?? 0, was?.classes[scheme]?.[value] ?? 0];
        return { key: value, cells: [value === 'none' ? say('unclassified') : option(list, value), is, ...(was ? [had, is - had] : [])] };
      }),
    };
  });
  return [
    { key: 'totals', kind: 'tiles', title: say('totals'), tiles: NUMBERS.map((key) => ({ key, label: say(TITLES[key]), value: shown(key, all), unit: key === 'net' ? money : count, ...(was ? { before: shown(key, was) } : {}) })) },
    ...classes,
    { key: 'departments', kind: 'table', title: say('departments'), more: 0, columns: [column('department', 'departments', null), ...NUMBERS.map((key) => column(key, TITLES[key], key === 'net' ? money : count))],
      rows: Object.keys(now).sort().map((id): TableRow => ({ key: id, cells: [id === '' ? say('notStated') : department(id), ...NUMBERS.map((key) => shown(key, now[id] as MonthFigures))] })) },
  ];
}
