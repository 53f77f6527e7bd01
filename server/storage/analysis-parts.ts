/** Parts that many analyses have: customers by one key, by ranges of a number or a date, and by time. */
import type { Bar, BarsPart, TableColumn, Unit } from '../../model/analysis/shape.ts';
import type { AnalysisText } from '../../model/analysis/texts.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition } from '../../model/register/query.ts';
import { Members } from './analysis-members.ts';
import { count, share } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

/** Bars of what has many values; the rest is one more. */
const MOST_BARS = 30;

export interface DistributionOptions {
  readonly title: AnalysisText;
  /** Only these; with the conditions that say so. Default: all in view. */
  readonly rows?: Int32Array;
  readonly more?: readonly Condition[];
  /** Whether those without a value have a bar. Default: yes. */
  readonly none?: boolean;
  readonly note?: AnalysisText;
}

export const listOf = (key: RegisterKey): string | undefined => (key.place.kind === 'class' ? (schemeOf(key.place.scheme).dictionary ?? undefined) : key.dictionary);
/** What a value is called. */
export function called(view: AnalysisView, key: RegisterKey, value: string | number | boolean): string {
  if (key.place.kind === 'class' && value === 'none') return view.say('unclassified');
  if (typeof value === 'boolean') return view.say(value ? 'yes' : 'no');
  if (key.type === 'department') return view.option('departments', String(value));
  return view.option(listOf(key), String(value));
}

/** Archives by the values of one key, of those where it may be read; null where it may be read nowhere: such a part is not there. */
export function distribution(view: AnalysisView, name: string, { title, rows: given = view.rows, more = [], none = true, note }: DistributionOptions): BarsPart | null {
  const key = view.key(name);
  const rows = view.readable(name, given);
  if (rows.length === 0 && !view.anywhere(key.right)) return null;
  const groups = view.groups(name, rows);
  const order = listOf(key) === undefined ? [] : Object.keys(view.ask.lists[listOf(key) as string] ?? {});
  const natural = order.length > 0 && order.length <= MOST_BARS;
  const place = (value: unknown): number => { const at = order.indexOf(String(value)); return at < 0 ? order.length : at; };
  const named = groups.filter(({ value }) => value !== null);
  if (natural) named.sort((a, b) => place(a.value) - place(b.value));
  const bars = named.slice(0, MOST_BARS).map(({ value, count: size }): Bar => ({
    key: String(value), label: called(view, key, value as string), value: size, share: share(size, rows.length), where: view.behind(...more, { key: name, op: 'eq', values: [value as string] }),
  }));
  const rest = named.slice(MOST_BARS).reduce((sum, each) => sum + each.count, 0);
  const others = rest === 0 ? null : whoHas(view, name, rows, new Set(named.slice(MOST_BARS).map(({ value }) => value)));
  const empty = groups.find(({ value }) => value === null)?.count ?? 0;
  return {
    key: name, kind: 'bars', title: view.say(title), unit: count, order: natural ? 'natural' : 'biggest', ...(note ? { note: view.say(note) } : {}),
    bars: [...bars, ...(others !== null ? [{ key: ' others', label: view.say('others'), value: rest, share: share(rest, rows.length), ...view.whose(name, ' others', others) }] : []),
      ...(none && empty > 0 ? [{ key: ' none', label: view.say('notStated'), value: empty, share: share(empty, rows.length), where: view.behind(...more, { key: name, op: 'none', values: [] }) }] : [])],
  };
}

function whoHas(view: AnalysisView, name: string, rows: Int32Array, values: ReadonlySet<unknown>): Members {
  const read = view.reader(name);
  return Members.of(rows.filter((row) => read(row).some((value) => values.has(value))));
}

export interface Range { readonly key: string; readonly label: string; readonly condition: Condition }
/** Archives by ranges of one key, each with the condition that says it. */
export function ranges(view: AnalysisView, name: string, title: AnalysisText, each: readonly Range[], { rows: given = view.rows, more = [], none = true, note }: Omit<DistributionOptions, 'title'> = {}): BarsPart | null {
  const rows = view.readable(name, given);
  if (rows.length === 0 && !view.anywhere(view.key(name).right)) return null;
  const all: readonly Range[] = none ? [...each, { key: ' none', label: view.say('notStated'), condition: { key: name, op: 'none', values: [] } }] : each;
  return {
    key: name, kind: 'bars', title: view.say(title), unit: count, order: 'natural', ...(note ? { note: view.say(note) } : {}),
    bars: all.map(({ key, label, condition }): Bar => { const size = view.those(rows, condition).length; return { key, label, value: size, share: share(size, rows.length), where: view.behind(...more, condition) }; })
      .filter(({ key, value }) => key !== ' none' || value > 0),
  };
}

export const present = <T>(parts: readonly (T | null)[]): readonly T[] => parts.filter((part): part is T => part !== null);
export const column = (view: AnalysisView, key: string, text: AnalysisText, unit: Unit | null): TableColumn => ({ key, label: view.say(text), unit });
export const eq = (key: string, value: string | number | boolean): Condition => ({ key, op: 'eq', values: [value] });

/** The period of a day: `1998-05`, `1998-Q2`, `1998`. */
export function periodOf(date: string, period: 'month' | 'quarter' | 'year'): string {
  switch (period) {
    case 'month': return date.slice(0, 7);
    case 'quarter': return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    case 'year': return date.slice(0, 4);
  }
}
/** Every period from the first to the last, those without anything too: a line over time has no gaps that are not drawn. */
export function periodsBetween(from: string, to: string, period: 'month' | 'quarter' | 'year'): readonly string[] {
  const found: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let at = from.slice(0, 7); at <= to.slice(0, 7); ) {
    const name = periodOf(`${at}-01`, period);
    if (found.at(-1) !== name) found.push(name);
    if (++month > 12) { month = 1; year++; }
    at = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  }
  return found;
}
