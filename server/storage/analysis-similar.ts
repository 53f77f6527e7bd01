/**
 * Customers that are alike (A-16, C-19). Once a month everybody is put into groups that are kept as a class (`groupsOfAll`); what is told of the groups is counted from what the asker reads. As long as none were
 * kept, groups are made of what the asker reads, at the moment of asking.
 */
import { kmeans } from 'ml-kmeans';
import { SIMILAR_LIST, SIMILAR_OPTIONS, traitText } from '../../model/analysis/groups.ts';
import type { Seen, SimilarRun } from '../../model/analysis/groups.ts';
import type { Figure, Part, TableRow } from '../../model/analysis/shape.ts';
import { encode, group, LEAST, matched, traitsOf } from '../../model/analysis/similar.ts';
import type { Cluster, Described, Encoded } from '../../model/analysis/similar.ts';
import { daysBetween, isCalendarDate } from '../../model/classification/dates.ts';
import { called, column, eq } from './analysis-parts.ts';
import { salesOf } from './analysis-sales.ts';
import { Members } from './analysis-members.ts';
import { count, percent, share } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

/** The same every time: equal customers, equal groups. */
const SEED = 20_040_707;
/** Customers named of each group. */
const TYPICAL = 5;

const cluster: Cluster = (points, k) => ({ centres: kmeans(points.map((point) => [...point]), k, { seed: SEED, initialization: 'kmeans++', maxIterations: 50 }).centroids });

/** What clustering looks at of each customer in view. */
function described(view: AnalysisView, rows: readonly number[], sums: ReturnType<typeof salesOf>): readonly Described[] {
  const last = view.reader('trade.last');
  const contacts = view.reader('contacts/time');
  const lists = SIMILAR_OPTIONS.map((key) => view.reader(key));
  const { to } = view.window;
  return rows.map((row): Described => {
    const sum = sums.get(row);
    const date = String(last(row)[0] ?? '');
    return {
      numbers: view.may(row, 'trade') ? [Math.round(sum?.net ?? 0), sum?.purchases ?? 0, isCalendarDate(date) ? Math.max(0, daysBetween(date, to)) : null, view.may(row, 'contacts') ? contacts(row).length : null] : [null, null, null, null],
      options: lists.flatMap((read, i) => read(row).map((value) => `${i}\n${String(value)}`)),
    };
  });
}

/** One row of the register in its group, and in JSON what was seen of it (`Seen`). */
export type Grouped = readonly [row: number, group: string, seen: string];
export interface GroupsOfAll { readonly run: SimilarRun; readonly members: readonly Grouped[] }

/** Everybody in view in groups, called as those of last time where they are the same. Null: too few, or all alike. `last`: the highest number ever given. */
export function groupsOfAll(view: AnalysisView, last: number): GroupsOfAll | null {
  const rows = [...view.rows];
  const customers = described(view, rows, salesOf(view));
  const found = group(customers, cluster);
  if (!found) return null;
  const { encoded, groups, k, centres } = found;
  const kept = view.reader('class.similar');
  const before = rows.map((row) => { const value = kept(row)[0]; return value === undefined || value === 'none' ? null : String(value); });
  const { names, last: highest } = matched(before, groups, k, last);
  const traits = traitsOf(customers, encoded, groups, k);
  const sizes = names.map((_, at) => groups.filter((each) => each === at).length);
  const place = new Map(encoded.basis.options.map(({ option }, i) => [option, i]));
  const seen = ({ numbers, options }: Described): Seen => ({ numbers, options: [...new Set(options.flatMap((option) => place.get(option) ?? []))] });
  return {
    run: {
      groups: Object.fromEntries(names.map((name, at) => [name, { size: sizes[at] as number, traits: traits[at] ?? [] }])), customers: rows.length, index: found.index, last: highest, ...view.window,
      measure: { basis: encoded.basis, centres: centres.map((at, i) => ({ group: names[i] as string, at })) },
    },
    members: rows.map((row, i): Grouped => [row, names[groups[i] as number] as string, JSON.stringify(seen(customers[i] as Described))]),
  };
}

interface Shown { readonly rows: readonly number[]; readonly groups: readonly number[]; readonly k: number; readonly names: readonly string[]; readonly keys: readonly (string | null)[]; readonly encoded: Encoded; readonly note: string }

/** The kept groups of those in view, in the order of their list. */
function keptGroups(view: AnalysisView, rows: readonly number[], customers: readonly Described[]): Shown | null {
  const read = view.reader('class.similar');
  const values = rows.map((row) => { const value = read(row)[0]; return value === undefined || value === 'none' ? null : String(value); });
  const sizes = new Map<string, number>();
  for (const value of values) if (value !== null) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  if (sizes.size === 0) return null;
  const keys = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
  const at = new Map(keys.map((key, i) => [key, i]));
  return { rows, groups: values.map((value) => (value === null ? -1 : (at.get(value) as number))), k: keys.length, keys, names: keys.map((key) => view.option(SIMILAR_LIST, key)), encoded: encode(customers), note: view.say('similarKept') };
}

function foundGroups(view: AnalysisView, rows: readonly number[], customers: readonly Described[]): Shown | null {
  const found = group(customers, cluster);
  return found && {
    rows, groups: found.groups, k: found.k, keys: Array.from({ length: found.k }, () => null), names: Array.from({ length: found.k }, (_, at) => view.say('groupName', { n: at + 1 })), encoded: found.encoded,
    note: view.say('similarNote', { k: found.k, index: Math.round(found.index * 10) / 10 }),
  };
}

export function similar(view: AnalysisView): readonly Part[] {
  const sums = salesOf(view);
  const rows = [...view.rows];
  const customers = described(view, rows, sums);
  const shown = keptGroups(view, rows, customers) ?? foundGroups(view, rows, customers);
  if (!shown) return [{ key: 'groups', kind: 'text', title: view.say('groups'), paragraphs: [view.say(rows.length < LEAST ? 'tooFew' : 'allAlike')] }];
  const { groups, k, names, keys, encoded } = shown;
  const members = Array.from({ length: k }, (): number[] => []);
  groups.forEach((at, i) => { members[at]?.push(i); });
  const behind = (part: string, at: number): Figure => { const name = keys[at] ?? null; return name === null ? view.whose(part, key(at), Members.of((members[at] ?? []).map((i) => rows[i] as number))) : { where: view.behind(eq('class.similar', name)) }; };
  const keyed = SIMILAR_OPTIONS.map((key) => view.key(key));
  const option = (key: string, value: string): string => { const found = keyed[(SIMILAR_OPTIONS as readonly string[]).indexOf(key)]; return found ? called(view, found, value) : value; };
  const traits = traitsOf(customers, encoded, groups, k);
  const people = view.ids(members.flatMap((mine) => nearest(mine, encoded).map((i) => rows[i] as number)));
  const net = members.map((mine) => mine.reduce((sum, i) => sum + (sums.get(rows[i] as number)?.net ?? 0), 0));
  const total = net.reduce((sum, each) => sum + each, 0);
  const key = (at: number): string => keys[at] ?? String(at);
  const { language } = view.ask.question;
  return [
    { key: 'groups', kind: 'bars', title: view.say('groups'), unit: count, order: 'biggest', bars: members.map((mine, at) => ({ key: key(at), label: names[at] as string, value: mine.length, share: share(mine.length, rows.length), ...behind('groups', at) })), note: shown.note },
    { key: 'shared', kind: 'table', title: view.say('shared'), more: 0, columns: [column(view, 'group', 'group', null), column(view, 'trait', 'trait', null), column(view, 'inside', 'groupShare', percent), column(view, 'all', 'allShare', percent)],
      rows: traits.flatMap((mine, at) => mine.map((trait, i): TableRow => ({ key: `${key(at)}.${i}`, cells: [names[at] as string, traitText(trait, language, option), trait.kind === 'option' ? trait.inside : null, trait.kind === 'option' ? trait.all : null] }))) },
    { key: 'value', kind: 'table', title: view.say('shareOfSales'), more: 0, columns: [column(view, 'group', 'group', null), column(view, 'customers', 'customers', count), ...(view.anywhere('trade') ? [column(view, 'net', 'net', view.money), column(view, 'share', 'shareOfSales', percent)] : [])],
      rows: members.map((mine, at): TableRow => ({ key: key(at), cells: [names[at] as string, mine.length, ...(view.anywhere('trade') ? [Math.round(net[at] as number) / 100, share(net[at] as number, total)] : [])], ...behind('value', at) })) },
    { key: 'typical', kind: 'table', title: view.say('typical'), more: 0, columns: [column(view, 'name', 'customer', null), column(view, 'group', 'group', null)],
      rows: members.flatMap((mine, at) => nearest(mine, encoded).flatMap((i): readonly TableRow[] => { const who = people.get(rows[i] as number); return who ? [{ key: `${key(at)}.${who.id}`, archive: who.id, cells: [who.name, names[at] as string] }] : []; })) },
  ];
}

/** Those that lie closest to the middle of their group. */
function nearest(mine: readonly number[], { points }: Encoded): readonly number[] {
  const width = points[0]?.length ?? 0;
  const centre = new Array<number>(width).fill(0);
  for (const i of mine) for (let d = 0; d < width; d++) centre[d]! += (points[i]?.[d] ?? 0) / mine.length;
  const far = (i: number): number => centre.reduce((sum, value, d) => sum + (value - (points[i]?.[d] ?? 0)) ** 2, 0);
  return mine.map((i) => ({ i, far: far(i) })).sort((a, b) => a.far - b.far || a.i - b.i).slice(0, TYPICAL).map(({ i }) => i);
}
