/** Classes of the population: looks at everybody, keeps the ordered values with a run, and writes whose class is another by the limits. Its steps are slices; cut short, the next run does it again. */
import type { ArchiveId } from '../../model/ids.ts';
import { askedOf } from './class-finder.ts';
import type { ClassFinder, OwnRuns, Tables } from './class-finder.ts';
import type { ClassifyTeller } from './classify-news.ts';
import type { Plan, State } from './classify-plan.ts';
import { inTransaction } from './database.ts';
import type { FigureRow } from './figure-table.ts';
import type { Steps } from './ordered-steps.ts';
import { differing, expressionsOf, laddersOf, orderedValues } from './population-run.ts';
import type { Ladders, RankedKey, Refound } from './population-run.ts';
import type { Measure, Run, RunData } from './run-store.ts';
import { inSlices, stepsInSlices, turn } from './thread-port.ts';

const KEYS: readonly RankedKey[] = ['abc', 'rfm', 'lifecycle'];
const MEASURES: Readonly<Record<RankedKey, readonly Measure[]>> = { abc: ['abc'], rfm: ['recency', 'frequency', 'monetary'], lifecycle: [] };
/** Customers whose classes are written together: every commit waits for the disk, on which others wait too. */
const TOGETHER = 1_000;
/** Customers of whom everything is read at once: one or two milliseconds of work between two looks at the time. */
const PAGE = 100;

/** Everybody in order, the limits, and whoever has another class by them. */
export async function classifyPopulation(tables: Tables, finder: ClassFinder, plan: Plan, teller: ClassifyTeller): Promise<void> {
  const { writer, state, keep } = tables;
  const { job, windows, versions } = plan;
  const all = tables.source.archives();
  const before = state.now();
  const ladders = await keepOrder(tables, plan, before);
  const expressions = expressionsOf(ladders, job.settings, windows);
  const asked = before.settled ? KEYS.filter((scheme) => before.expressions?.[scheme] !== expressions[scheme]) : KEYS;
  // owed until the last of them has it
  state.change({ expressions, versions: '', settled: false });
  const write = writing(tables, finder, plan, teller);
  let waiting: Refound[] = [];
  let seen = 0;
  for (const { found, looked } of differing(writer, 'figure', expressions, asked)) {
    waiting.push(...found);
    if (waiting.length >= TOGETHER) {
      await write(waiting);
      waiting = [];
    }
    teller.step('population', seen += looked, all);
    await turn();
  }
  await write(waiting);
  state.change({ versions, settled: true });
  while (inTransaction(writer, () => keep.forget())) await turn();
}

/** A run of each scheme, live as soon as everybody's values are there: those of the last look where no figure has changed since. */
async function keepOrder({ writer, runs: known, keep }: Tables, { job, windows, span, today }: Plan, { versions }: State): Promise<Ladders> {
  const begin = (scheme: RankedKey, order?: number): Run => {
    const data: RunData = { settings: job.settings[scheme] as unknown as RunData['settings'], window: windows[scheme], today, currency: span.currency, at: job.now, ...(order !== undefined && { order }) };
    return { id: keep.begin(scheme, data), data };
  };
  const [abc, rfm] = [known.live('abc'), known.live('rfm')];
  // `versions` is empty from the first figure that changes on; days are counted to its first
  if (abc && rfm && versions !== '' && (JSON.parse(versions) as readonly unknown[])[0] === span.to) {
    const [a, r] = inTransaction(writer, () => {
      const runs = [begin('abc', abc.data.order ?? abc.id), begin('rfm', rfm.data.order ?? rfm.id), begin('lifecycle')] as const;
      for (const [i, { id }] of runs.entries()) keep.live(KEYS[i]!, id);
      return runs;
    });
    return { abc: known.ladder(a, 'abc'), recency: known.ladder(r, 'recency'), frequency: known.ladder(r, 'frequency'), monetary: known.ladder(r, 'monetary') };
  }
  const ordered = await orderedValues(writer, 'figure', span.to, turn);
  const runs = inTransaction(writer, () => KEYS.map((scheme) => [scheme, begin(scheme).id] as const));
  const steps: (() => void)[] = runs.flatMap(([scheme, run]) => MEASURES[scheme].flatMap((measure) => {
    const { heads, step }: Steps = ordered[measure];
    return [() => { keep.heads(run, measure, heads); }, ...Array.from(heads.tops, (_, n) => () => { keep.step(run, measure, n, step(n)); })];
  }));
  await inSlices([...steps, () => { for (const [scheme, run] of runs) keep.live(scheme, run); }], (step) => { step(); }, (run) => { inTransaction(writer, run); });
  return laddersOf(ordered);
}

/** Of each customer the classes that were found anew, and those of its own that rest on them; all of its own where its figures have changed. */
function writing({ writer, figures, classes, state }: Tables, finder: ClassFinder, { job, today }: Plan, teller: ClassifyTeller): (found: readonly Refound[]) => Promise<void> {
  const everyOwn = state.now().allOwn === true;
  const runs = finder.runs();
  const follows = new Map<string, OwnRuns>();
  /** Of those whose classes moved alike. */
  const following = (anew: boolean, moved: readonly RankedKey[]): OwnRuns => {
    const name = `${anew}${moved.join()}`;
    const known = follows.get(name);
    if (known) return known;
    const follow = everyOwn ? [] : anew ? runs : finder.after(runs, moved);
    follows.set(name, follow);
    return follow;
  };
  const some = (page: readonly Refound[]): void => {
    const moves = page.map((found) => {
      const anew = found.abcBefore === null;
      const moved = anew ? KEYS : KEYS.filter((scheme) => found[scheme] !== found[`${scheme}Before`]);
      return { found, moved, follow: following(anew, moved) };
    });
    const schemes = [...new Set(moves.flatMap(({ follow }) => follow.map(([scheme]) => scheme)))];
    const owing = moves.flatMap(({ found, follow }) => (follow.length > 0 ? [found.archive] : []));
    const rows = owing.length > 0 ? figures.many(owing) : new Map<ArchiveId, FigureRow>();
    const known = finder.known(owing, schemes);
    const stored = classes.many(page.map(({ archive }) => archive), [...new Set([...moves.flatMap(({ moved }) => moved), ...askedOf(schemes)])], today);
    for (const { found, moved, follow } of moves) {
      const own = stored(found.archive);
      let changed = finder.ranked(found, moved, own, job.now);
      const row = rows.get(found.archive);
      if (row) changed = finder.own(row, own, follow, known, job.now) || changed;
      if (changed) teller.add(found.archive);
    }
  };
  return async (found) => {
    if (found.length === 0) return;
    let at = 0;
    await stepsInSlices(() => {
      some(found.slice(at, at += PAGE));
      return at < found.length;
    }, (run) => {
      inTransaction(writer, run);
      teller.committed();
    });
  };
}
