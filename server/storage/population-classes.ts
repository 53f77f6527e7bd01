/** Classes of the population: looks at everybody, keeps the ordered values with a run, and writes whose class is another by the limits. Its steps are slices; cut short, the next run does it again. */
import type { ClassFinder, Tables } from './class-finder.ts';
import type { ClassifyTeller } from './classify-news.ts';
import type { Plan } from './classify-plan.ts';
import { inTransaction } from './database.ts';
import type { Steps } from './ordered-steps.ts';
import { differing, expressionsOf, orderedValues } from './population-run.ts';
import type { Ordered, RankedKey, Refound } from './population-run.ts';
import type { Measure, RunData } from './run-store.ts';
import { inSlices, turn } from './thread-port.ts';

const KEYS: readonly RankedKey[] = ['abc', 'rfm', 'lifecycle'];
const MEASURES: Readonly<Record<RankedKey, readonly Measure[]>> = { abc: ['abc'], rfm: ['recency', 'frequency', 'monetary'], lifecycle: [] };
/** Customers whose classes are written together: every commit waits for the disk, on which others wait too. */
const TOGETHER = 1_000;

/** Everybody in order, the limits, and whoever has another class by them. */
export async function classifyPopulation(tables: Tables, finder: ClassFinder, plan: Plan, teller: ClassifyTeller): Promise<void> {
  const { writer, state, keep } = tables;
  const { job, windows, span, versions } = plan;
  const all = tables.source.archives();
  const ordered = await orderedValues(writer, 'figure', span.to, turn);
  await keepOrder(tables, plan, ordered);
  const expressions = expressionsOf(ordered, job.settings, windows);
  // owed until the last of them has it
  state.change({ expressions, versions: '' });
  const write = writing(tables, finder, plan, teller);
  let waiting: Refound[] = [];
  let seen = 0;
  for (const { found, looked } of differing(writer, 'figure', expressions)) {
    waiting.push(...found);
    if (waiting.length >= TOGETHER) {
      await write(waiting);
      waiting = [];
    }
    teller.step('population', seen += looked, all);
    await turn();
  }
  await write(waiting);
  state.change({ versions });
  while (inTransaction(writer, () => keep.forget())) await turn();
}

/** A run of each scheme, live as soon as everybody's values are there. */
async function keepOrder({ writer, keep }: Tables, { job, windows, span, today }: Plan, ordered: Ordered): Promise<void> {
  const runs = inTransaction(writer, () => KEYS.map((scheme) =>
    [scheme, keep.begin(scheme, { settings: job.settings[scheme] as unknown as RunData['settings'], window: windows[scheme], today, currency: span.currency, at: job.now })] as const));
  const steps: (() => void)[] = runs.flatMap(([scheme, run]) => MEASURES[scheme].flatMap((measure) => {
    const { heads, step }: Steps = ordered[measure];
    return [() => { keep.heads(run, measure, heads); }, ...Array.from(heads.tops, (_, n) => () => { keep.step(run, measure, n, step(n)); })];
  }));
  await inSlices([...steps, () => { for (const [scheme, run] of runs) keep.live(scheme, run); }], (step) => { step(); }, (run) => { inTransaction(writer, run); });
}

/** Of each customer the classes that were found anew, and those of its own that rest on them; all of its own where its figures have changed. */
function writing({ writer, figures, classes, state }: Tables, finder: ClassFinder, { job, today }: Plan, teller: ClassifyTeller): (found: readonly Refound[]) => Promise<void> {
  const everyOwn = state.now().allOwn === true;
  const runs = finder.runs();
  const one = (found: Refound): void => {
    const anew = found.abcBefore === null;
    const moved = anew ? KEYS : KEYS.filter((scheme) => found[scheme] !== found[`${scheme}Before`]);
    // that everybody is owed their own comes later
    const follow = everyOwn ? [] : anew ? runs : finder.after(runs, moved);
    const stored = follow.length > 3 ? classes.of(found.archive, today) : classes.few(found.archive, today);
    let changed = finder.ranked(found, moved, stored, job.now);
    const row = follow.length > 0 ? figures.get(found.archive) : undefined;
    if (row) changed = finder.own(row, stored, follow, job.now) || changed;
    if (changed) teller.add(found.archive);
  };
  return (found) => inSlices(found, one, (run) => {
    inTransaction(writer, run);
    teller.committed();
  });
}
