/** One classification: population by SQL, rule by the pure functions of the model, results stored. Cut short by a crash, the next run completes it: every stored result is whole. */
import { classifyPopulation, countClasses } from '../../model/classification/classify.ts';
import { sameResult } from '../../model/classification/result.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import type { ClassificationSettings } from '../../model/classification/settings.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { readPopulation } from './population-reader.ts';
import type { ClassifyAnswer, ClassifyJob } from './storage.ts';
import { inSlices } from './thread-port.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Classifier {
  private readonly writer: Connection;
  private readonly reader: Connection;
  /** Runs follow each other: they share one view of the data. */
  private last: Promise<unknown> = Promise.resolve();

  /** `reader` sees both databases; it belongs to the classifier alone. */
  constructor(writer: Connection, reader: Connection) {
    this.writer = writer;
    this.reader = reader;
  }

  classify(job: ClassifyJob): Promise<ClassifyAnswer> {
    const run = this.last.then(() => this.run(job));
    // whoever asked hears of the failure; the next run begins anew
    this.last = run.catch(() => undefined);
    return run;
  }

  private async run(job: ClassifyJob): Promise<ClassifyAnswer> {
    const before = this.reader.prepare<[string, string], string>('SELECT data FROM class WHERE archive = ? AND scheme = ?').pluck();
    const previous = (id: ArchiveId): ClassResult | undefined => {
      const data = before.get(id, job.scheme);
      return data === undefined ? undefined : (JSON.parse(data) as ClassResult);
    };
    // One transaction of the reader: the sums of all pages are of the same moment, while others go on writing.
    this.reader.exec('BEGIN');
    try {
      const population = await readPopulation(this.reader, job, turn);
      const results = classifyPopulation(job.scheme, population, settingsOf(job), { computedAt: job.now, previous });
      const answer = { scheme: job.scheme, referenceDate: population.window.to, counts: countClasses(results.values()) };
      const changed: (readonly [ArchiveId, ClassResult])[] = [];
      await inSlices([...results], ([id, result]) => {
        const old = previous(id);
        if (!old || !sameResult(old, result)) changed.push([id, result]);
      }, (run) => run());
      const gone = this.reader.prepare<[string], ArchiveId>('SELECT archive FROM class WHERE scheme = ? ORDER BY archive').pluck().all(job.scheme).filter((id) => !results.has(id));
      const ids = [...changed.map(([id]) => id), ...gone];
      if (job.dryRun) return { ...answer, changed: ids, results: [...results].map(([id, result]) => ({ id, result })) };
      await this.store(job.scheme, changed, gone);
      return { ...answer, changed: ids };
    } finally {
      this.reader.exec('COMMIT');
    }
  }

  private async store(scheme: SchemeKey, changed: readonly (readonly [ArchiveId, ClassResult])[], gone: readonly ArchiveId[]): Promise<void> {
    const put = this.writer.prepare('INSERT OR REPLACE INTO class (archive, scheme, value, data) VALUES (?,?,?,?)');
    const drop = this.writer.prepare('DELETE FROM class WHERE archive = ? AND scheme = ?');
    const slice = (run: () => void): void => inTransaction(this.writer, run);
    await inSlices(changed, ([id, result]) => { put.run(id, scheme, result.value, JSON.stringify(result)); }, slice);
    await inSlices(gone, (id) => { drop.run(id, scheme); }, slice);
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
