/** One classification: population by SQL, rule by the pure functions of the model, customer by customer, results stored. Cut short by a crash, the next run completes it: every stored result is whole. */
import { ruleFor } from '../../model/classification/classify.ts';
import type { PopulationMember } from '../../model/classification/population.ts';
import { withHistory } from '../../model/classification/result.ts';
import type { ReadyRule } from '../../model/classification/result.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import type { ClassificationSettings } from '../../model/classification/settings.ts';
import { packResult, unpackHistory } from '../../model/classification/stored.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { ClassTable } from './class-table.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { readPopulation } from './population-reader.ts';
import type { ClassifyAnswer, ClassifyJob } from './storage.ts';
import { inSlices } from './thread-port.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Classifier {
  private readonly writer: Connection;
  private readonly reader: Connection;
  private readonly classes: ClassTable;
  /** Runs follow each other: they share one view of the data. */
  private last: Promise<unknown> = Promise.resolve();

  /** `reader` sees both databases; it belongs to the classifier alone. */
  constructor(writer: Connection, reader: Connection) {
    this.writer = writer;
    this.reader = reader;
    this.classes = new ClassTable(writer);
  }

  classify(job: ClassifyJob): Promise<ClassifyAnswer> {
    const run = this.last.then(() => this.run(job)).catch((error: unknown) => {
      this.classes.rolledBack();
      throw error;
    });
    // whoever asked hears of the failure; the next run begins anew
    this.last = run.catch(() => undefined);
    return run;
  }

  private async run(job: ClassifyJob): Promise<ClassifyAnswer> {
    const population = await this.population(job);
    const rule = ruleFor(job.scheme, population, settingsOf(job));
    await turn();
    const answer = { scheme: job.scheme, referenceDate: population.window.to };
    const members = new Set(population.members.map(({ id }) => id));
    await turn();
    const found = await this.find(job, rule, population.members);
    const gone = await this.classes.strangers(job.scheme, members, turn);
    const changed = [...found.changed, ...gone];
    if (job.dryRun) return { ...answer, counts: found.counts, changed, results: found.results };
    await inSlices(gone, (id) => { this.classes.drop(id, job.scheme); }, (run) => inTransaction(this.writer, run));
    inTransaction(this.writer, () => { this.classes.forget(job.scheme, found.bases); });
    return { ...answer, counts: found.counts, changed };
  }

  /** One transaction of the reader: the sums of all pages are of the same moment, while others go on writing. It ends with the reading, so that the write-ahead log does not grow through the run. */
  private async population(job: ClassifyJob) {
    this.reader.exec('BEGIN');
    try {
      return await readPopulation(this.reader, job, turn);
    } finally {
      this.reader.exec('COMMIT');
    }
  }

  private async find({ scheme, now: computedAt, dryRun }: ClassifyJob, rule: ReadyRule, members: readonly PopulationMember[]) {
    const counts: Record<string, number> = {};
    const changed: ArchiveId[] = [];
    const results: NonNullable<ClassifyAnswer['results']>[number][] = [];
    const bases = new Set<number>();
    const step = (member: PopulationMember): void => {
      const { id } = member;
      const before = this.classes.get(id, scheme);
      const result = withHistory(rule.find(member), id, rule.ranking, { computedAt, previous: () => before && unpackHistory(scheme, before) });
      const packed = packResult(result);
      counts[result.value ?? '-'] = (counts[result.value ?? '-'] ?? 0) + 1;
      const same = before?.value === packed.value && before.own === packed.own && this.classes.basis(before.basis) === packed.basis;
      if (!same) changed.push(id);
      if (dryRun) results.push({ id, value: result.value, mark: result.mark });
      else bases.add(same ? before.basis : this.classes.put(id, scheme, packed));
    };
    await inSlices(members, step, (run) => (dryRun ? run() : inTransaction(this.writer, run)));
    return { counts, changed, results, bases };
  }
}

/** The job's window and version over the shipped thresholds. */
function settingsOf({ months, rule }: ClassifyJob): ClassificationSettings {
  const { abc, rfm, lifecycle } = SHIPPED_SETTINGS;
  return {
    abc: { ...abc, ...rule, months },
    rfm: { ...rfm, ...rule, months },
    lifecycle: { ...lifecycle, ...rule, ...(months === 'all' ? {} : { months }) },
  };
}
