/** One look at the whole population: values of everybody in order, the limits that follow, and whose class is no longer the one that was found last. By SQL, page by page; in memory are two numbers a customer. */
import { abcLimits } from '../../model/classification/abc.ts';
import { addDays, daysBetween } from '../../model/classification/dates.ts';
import type { Ladder } from '../../model/classification/ladder.ts';
import { lifecycleLimits } from '../../model/classification/lifecycle.ts';
import type { Window } from '../../model/classification/population.ts';
import { rfmLimits, segmentOf } from '../../model/classification/rfm.ts';
import type { AbcSettings, LifecycleSettings, RfmSettings } from '../../model/classification/settings.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import { Numbers, sortedInSlices } from './ordered-numbers.ts';
import { ladderOf, stepsOf, ValueCounts } from './ordered-steps.ts';
import type { Steps } from './ordered-steps.ts';
import type { Measure } from './run-store.ts';

/** Customers of one page: some milliseconds of SQL. */
const PAGE = 4_000;
type Pause = () => Promise<void>;

export interface RankedSettings { readonly abc: AbcSettings; readonly rfm: RfmSettings; readonly lifecycle: LifecycleSettings }
export interface Windows { readonly abc: Window; readonly rfm: Window; readonly lifecycle: Window }
/** Everybody's values in order; of RFM in the inner order, larger is better. */
export type Ordered = Readonly<Record<Measure, Steps>>;
export type Ladders = Readonly<Record<Measure, Ladder>>;

export const laddersOf = ({ abc, recency, frequency, monetary }: Ordered): Ladders => ({ abc: ladderOf(abc), recency: ladderOf(recency), frequency: ladderOf(frequency), monetary: ladderOf(monetary) });

/** One customer whose class is another than before. What was found: `-` unclassified, of RFM the three scores or `-`. */
export interface Found { readonly archive: ArchiveId; readonly abc: string; readonly rfm: string; readonly lifecycle: string }
/** With what was found last; `abcBefore` null: nothing, or figures have changed since. */
export interface Refound extends Found { readonly abcBefore: string | null; readonly rfmBefore: string | null; readonly lifecycleBefore: string | null }

export const foundAbc = (text: string): { readonly value: string | null; readonly mark: string } => (text === '-' ? { value: null, mark: '–' } : { value: text, mark: text });
export const foundRfm = (text: string): { readonly value: string; readonly mark: string } =>
  (text === '-' ? { value: 'prospect', mark: '–' } : { value: segmentOf(Number(text[0]), Number(text[1])), mark: [...text].join('·') });
export const foundLifecycle = (text: string): { readonly value: string; readonly mark: string } => ({ value: text, mark: '' });

/** `to`: the day from which days are counted. */
export async function orderedValues(db: Connection, table: string, to: string, pause: Pause): Promise<Ordered> {
  const page = db.prepare<[string], { end: string | null; abc: string | null; monetary: string | null; frequency: string | null; last: string | null }>(`SELECT max(archive) AS end,
    group_concat(sa - ra) FILTER (WHERE na > 0) AS abc, group_concat(sm - rm) FILTER (WHERE nm > 0) AS monetary, group_concat(nm) FILTER (WHERE nm > 0) AS frequency, group_concat(last, '') FILTER (WHERE nm > 0) AS last
    FROM (SELECT archive, sa, ra, na, sm, rm, nm, last FROM ${table} WHERE archive > ? ORDER BY archive LIMIT ${PAGE})`);
  const [abc, monetary, times] = [new Numbers(), new Numbers(), new Numbers()];
  const [days, frequency] = [new Map<string, number>(), new ValueCounts()];
  for (let after: string | null = ''; after !== null; ) {
    const row = page.get(after);
    abc.add(row?.abc ?? null);
    monetary.add(row?.monetary ?? null);
    times.add(row?.frequency ?? null);
    for (const value of times.values()) frequency.add(value);
    times.clear();
    const dates = row?.last ?? '';
    for (let i = 0; i < dates.length; i += 10) {
      const date = dates.slice(i, i + 10);
      days.set(date, (days.get(date) ?? 0) + 1);
    }
    after = row?.end ?? null;
    await pause();
  }
  const recency = new ValueCounts();
  for (const [date, count] of days) recency.add(-daysBetween(date, to), count);
  for (const numbers of [abc, monetary]) numbers.check();
  return { abc: stepsOf(await sortedInSlices(abc.values(), pause)), recency: recency.steps(), frequency: frequency.steps(), monetary: stepsOf(await sortedInSlices(monetary.values(), pause)) };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const number = (value: number): string => (value === Infinity ? '9e999' : value === -Infinity ? '-9e999' : String(value));

/** The three classes as expressions over a row of figures; what they say is what the rules of the model say of it. */
export interface Expressions { readonly abc: string; readonly rfm: string; readonly lifecycle: string }

export function expressionsOf(ladders: Ladders, settings: RankedSettings, windows: Windows): Expressions {
  const { a, b } = abcLimits(ladders.abc, settings.abc);
  const rfm = rfmLimits({
    recency: { sorted: ladders.recency, sign: -1 }, frequency: { sorted: ladders.frequency, sign: 1 }, monetary: { sorted: ladders.monetary, sign: 1 },
  }, settings.rfm);
  const scores = (expression: string, limits: readonly string[], compare: '>=' | '<='): string => `CASE ${limits.map((limit, i) => `WHEN ${expression} ${compare} ${limit} THEN ${5 - i}`).join(' ')} ELSE 1 END`;
  const { to } = windows.rfm;
  // days at most are a date at least
  const recency = scores('last', rfm.recency.map((days) => (days === Infinity ? "''" : days === -Infinity || days < 0 ? "'~'" : quoted(addDays(to, -days)))), '>=');
  const limits = lifecycleLimits(windows.lifecycle, settings.lifecycle);
  const strategies = Object.entries(limits.strategies);
  const current = strategies.length === 0 ? quoted(limits.others) : `CASE cycle ${strategies.map(([key, date]) => `WHEN ${quoted(key)} THEN ${quoted(date)}`).join(' ')} ELSE ${quoted(limits.others)} END`;
  return {
    abc: `CASE WHEN na = 0 THEN '-' WHEN sa - ra >= ${number(a)} THEN 'A' WHEN sa - ra >= ${number(b)} THEN 'B' ELSE 'C' END`,
    rfm: `CASE WHEN nm = 0 THEN '-' ELSE CAST((${recency}) * 100 + (${scores('nm', rfm.frequency.map(number), '>=')}) * 10 + (${scores('(sm - rm)', rfm.monetary.map(number), '>=')}) AS TEXT) END`,
    lifecycle: `CASE WHEN last IS NULL THEN 'potential' WHEN last >= ${current} THEN 'current' ELSE 'lost' END || iif(agent = 1, 'Agent', 'EndCustomer')`,
  };
}

const COLUMNS = 'archive, sa, ra, na, sm, rm, nm, last, agent, cycle, abc, rfm, lifecycle';

/** Behind every archive's id. */
const BEHIND = '~';

/**
 * Page by page those of whom something else was found than last, with what that was, and how many were looked at. `asked`: schemes of which anybody may have another class; of the others what was found last
 * is what would be found.
 */
export function* differing(db: Connection, table: string, { abc, rfm, lifecycle }: Expressions, asked: readonly RankedKey[]): Generator<{ readonly found: readonly Refound[]; readonly looked: number }> {
  const end = db.prepare<[string], string>(`SELECT archive FROM ${table} WHERE archive > ? ORDER BY archive LIMIT 1 OFFSET ${PAGE - 1}`).pluck();
  const page = db.prepare<[string, string], Refound>(`SELECT archive, a AS abc, r AS rfm, l AS lifecycle, abc AS abcBefore, rfm AS rfmBefore, lifecycle AS lifecycleBefore
    FROM (SELECT archive, abc, rfm, lifecycle, ${abc} AS a, ${rfm} AS r, ${lifecycle} AS l FROM ${table} WHERE archive > ? AND archive <= ?) WHERE ${['abc IS NULL', ...asked.map((scheme) => `${scheme} IS NOT ${scheme[0]}`)].join(' OR ')}`);
  for (let after: string | null = ''; after !== null; ) {
    const last: string | undefined = end.get(after);
    yield { found: page.all(after, last ?? BEHIND), looked: PAGE };
    after = last ?? null;
  }
}

/** What is found of single customers. */
export function foundOf(db: Connection, { abc, rfm, lifecycle }: Expressions): (archives: readonly ArchiveId[]) => readonly Found[] {
  const find = db.prepare<[string], Found>(`SELECT archive, ${abc} AS abc, ${rfm} AS rfm, ${lifecycle} AS lifecycle FROM (SELECT ${COLUMNS} FROM figure WHERE archive IN (SELECT value FROM json_each(?)))`);
  return (archives) => find.all(JSON.stringify(archives));
}

/** Customers named of a dry run; the counts are of all. */
const NAMED = 5_000;

export interface Moves {
  readonly counts: Readonly<Record<string, number>>;
  readonly before: Readonly<Record<string, number>>;
  readonly moving: number;
  readonly moved: readonly { readonly id: ArchiveId; readonly from: string | null; readonly to: string | null }[];
  readonly results: readonly { readonly id: ArchiveId; readonly value: string | null; readonly mark: string }[];
}

/** Counts customer by customer what a dry run finds. */
export class Counted {
  private readonly counts: Record<string, number> = {};
  private readonly before: Record<string, number> = {};
  private readonly moved: { id: ArchiveId; from: string | null; to: string | null }[] = [];
  private readonly results: { id: ArchiveId; value: string | null; mark: string }[] = [];
  private moving = 0;

  /** `before` undefined: never classified. */
  add(id: ArchiveId, before: string | null | undefined, { value, mark }: { readonly value: string | null; readonly mark: string }): void {
    this.counts[value ?? '-'] = (this.counts[value ?? '-'] ?? 0) + 1;
    if (before !== undefined) this.before[before ?? '-'] = (this.before[before ?? '-'] ?? 0) + 1;
    if (before !== value) {
      this.moving++;
      if (this.moved.length < NAMED) this.moved.push({ id, from: before ?? null, to: value });
    }
    if (this.results.length < NAMED) this.results.push({ id, value, mark });
  }

  answer(): Moves {
    return { counts: this.counts, before: this.before, moving: this.moving, moved: this.moved, results: this.results };
  }
}

export type RankedKey = 'abc' | 'rfm' | 'lifecycle';
export const foundAs = (scheme: RankedKey, text: string) => (scheme === 'abc' ? foundAbc(text) : scheme === 'rfm' ? foundRfm(text) : foundLifecycle(text));

/** What would be found, beside what was found last. */
export async function moves(db: Connection, table: string, expressions: Expressions, scheme: RankedKey, pause: Pause): Promise<Moves> {
  const counted = new Counted();
  const page = db.prepare<[string], { archive: ArchiveId; before: string | null; after: string }>(`SELECT t.archive, f.${scheme} AS before, t.after FROM
    (SELECT archive, ${expressions[scheme]} AS after FROM ${table} WHERE archive > ? ORDER BY archive LIMIT ${PAGE}) t LEFT JOIN figure f ON f.archive = t.archive ORDER BY t.archive`);
  for (let after = ''; ; ) {
    const rows = page.all(after);
    for (const row of rows) counted.add(row.archive, row.before === null ? undefined : foundAs(scheme, row.before).value, foundAs(scheme, row.after));
    const last = rows.at(-1);
    if (!last) return counted.answer();
    after = last.archive;
    await pause();
  }
}
