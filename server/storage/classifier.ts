/**
 * Classifies customers. Figures are kept up with transactions and values; the classes of one customer follow at once, those of the population when everybody was looked at again. Work in slices, each one
 * transaction: cut short by a crash, the next run completes it. What each step does is in the files that it calls.
 */
import { schemeOf } from '../../model/classification/schemes.ts';
import { ClassCounts } from './class-counts.ts';
import { ClassFinder } from './class-finder.ts';
import type { Tables } from './class-finder.ts';
import { ClassTable } from './class-table.ts';
import { ClassifyTeller } from './classify-news.ts';
import { ClassifyState, planOf, sameSpan } from './classify-plan.ts';
import type { Plan } from './classify-plan.ts';
import type { Connection } from './database.ts';
import { FigureKeeper } from './figure-keeper.ts';
import { FigureSource, FigureTable } from './figure-table.ts';
import { ConvertedTotals } from './foreign-trade.ts';
import { classifyPopulation } from './population-classes.ts';
import { RunReader, RunWriter } from './run-store.ts';
import type { ClassifyAnswer, ClassifyJob, ClassifyNews } from './storage.ts';

/** More archives than this that are due at once are no person's work: they wait for the look at everybody, which reckons each of them once. */
const MANY = 500;

export class Classifier {
  readonly #tables: Tables;
  readonly #figures: FigureKeeper;
  readonly #finder: ClassFinder;
  readonly #counts: ClassCounts;
  readonly #many;
  /** Runs follow each other: they share the figures. */
  #last: Promise<unknown> = Promise.resolve();

  /** `reader` sees both databases; it belongs to the classifier alone. */
  constructor(writer: Connection, reader: Connection) {
    this.#tables = {
      writer, reader, source: new FigureSource(reader), figures: new FigureTable(writer), abroad: new ConvertedTotals(writer), classes: new ClassTable(writer), state: new ClassifyState(writer),
      runs: new RunReader(writer), keep: new RunWriter(writer),
    };
    this.#figures = new FigureKeeper(this.#tables);
    this.#finder = new ClassFinder(this.#tables);
    this.#counts = new ClassCounts(this.#tables);
    this.#many = writer.prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM figure_due LIMIT ${MANY + 1})`).pluck();
  }

  /** `tell` hears while it goes on who changed, after that is on disk, and how far it is. */
  classify(job: ClassifyJob, tell: (news: ClassifyNews) => void = () => undefined): Promise<ClassifyAnswer> {
    const run = this.#last.then(() => this.#run(planOf(job, this.#tables.source), tell));
    // whoever asked hears of the failure; the next run begins anew
    this.#last = run.catch(() => undefined);
    return run;
  }

  async #run(plan: Plan, tell: (news: ClassifyNews) => void): Promise<ClassifyAnswer> {
    const { job, span } = plan;
    const { state } = this.#tables;
    const { scheme } = job;
    const ofSection = scheme !== null && schemeOf(scheme).section !== null;
    const teller = new ClassifyTeller(tell, ofSection && !job.dryRun ? this.#counts.heard(job, scheme) : null);
    if (job.dryRun && scheme !== null) {
      // figures that others go on with: brought up to date first, for what is compared must be of the same day
      const known = state.get();
      if (known === null || !sameSpan(known.span, span)) return { ...(await this.#counts.triedElsewhere(plan, scheme)), changed: 0 };
      const pending = await this.#finder.due(plan, teller, null);
      const tried = await this.#counts.tried(plan, scheme);
      return { ...tried, changed: teller.end().changed, pending };
    }
    await this.#figures.prepare(plan, teller);
    this.#finder.begin(plan);
    const { versions, allOwn, expressions } = state.now();
    const owed = versions !== plan.versions || allOwn === true;
    const many = (this.#many.get() ?? 0) > MANY;
    if (job.live && scheme === null && expressions) {
      const moved = await this.#finder.due(plan, teller, many ? (job.archives ?? []) : null);
      return { scheme, referenceDate: span.to, counts: {}, changed: teller.end().changed, pending: moved || many || owed };
    }
    if (many || expressions === null) await this.#figures.sumDue(plan, teller);
    const moved = await this.#finder.due(plan, teller, null);
    if (moved || many || owed || scheme !== null) await classifyPopulation(this.#tables, this.#finder, plan, teller);
    if (allOwn) await this.#finder.everybody(plan, teller);
    // whoever bought meanwhile has a class by these limits, which are behind again
    const pending = await this.#finder.due(plan, teller, null);
    const { changed, moving } = teller.end();
    const counts = scheme === null ? {} : await this.#counts.of(plan, scheme);
    return { scheme, referenceDate: span.to, counts, changed, pending, ...(ofSection && { moving }) };
  }
}
