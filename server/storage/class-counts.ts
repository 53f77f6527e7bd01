/** Counts customers by class, of a section's scheme for those alone who may hear of it; and tries a rule without keeping anything: what would be found, and who would move. */
import { isOwnKey } from '../../model/classification/own/all.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { documentSource, findOwn, isRanked } from './class-reader.ts';
import type { Tables } from './class-finder.ts';
import type { Plan } from './classify-plan.ts';
import { inTransaction } from './database.ts';
import { eachPage } from './figure-keeper.ts';
import { FigureTable } from './figure-table.ts';
import { Counted, expressionsOf, laddersOf, moves, orderedValues } from './population-run.ts';
import type { Moves } from './population-run.ts';
import type { RunData } from './run-store.ts';
import { sectionReaders } from './section-readers.ts';
import type { ClassifyAnswer, ClassifyJob } from './storage.ts';
import { stepsInSlices, turn } from './thread-port.ts';

/** Archives of a page: some milliseconds of work between two looks at the time. */
const PAGE = 100;

export class ClassCounts {
  readonly #tables: Tables;
  readonly #documents;
  readonly #sql;

  constructor(tables: Tables) {
    const { writer, reader } = tables;
    this.#tables = tables;
    this.#documents = documentSource(writer);
    this.#sql = {
      ids: writer.prepare<[string, number], ArchiveId>('SELECT archive FROM figure WHERE archive > ? ORDER BY archive LIMIT ?').pluck(),
      countOf: writer.prepare<[string, string], { value: string | null; count: number }>('SELECT value, count(*) AS count FROM class WHERE scheme = ? AND archive IN (SELECT value FROM json_each(?)) GROUP BY value'),
      count: writer.prepare<[string], { value: string | null; count: number }>('SELECT value, count(*) AS count FROM class WHERE scheme = ? GROUP BY value'),
      opened: reader.prepare<[string], string>('SELECT opened_at FROM archive.archive WHERE id = ?').pluck(),
      computed: writer.prepare<[string, string], string | null>('SELECT computed FROM class WHERE archive = ? AND scheme = ?').pluck(),
    };
  }

  /** Of a page of archives those that the asker may hear of under this scheme. */
  heard({ asker }: ClassifyJob, scheme: SchemeKey): (page: readonly ArchiveId[]) => Iterable<ArchiveId> {
    const { section } = schemeOf(scheme);
    if (section === null) return (page) => page;
    return asker ? sectionReaders(this.#tables.reader, asker, section) : () => [];
  }

  async of({ job }: Plan, scheme: SchemeKey): Promise<Readonly<Record<string, number>>> {
    if (schemeOf(scheme).section === null) return Object.fromEntries(this.#sql.count.all(scheme).map(({ value, count }) => [value ?? '-', count]));
    const heard = this.heard(job, scheme);
    const counts: Record<string, number> = {};
    for (let after = ''; ; ) {
      const ids = this.#sql.ids.all(after, PAGE);
      const last = ids.at(-1);
      if (last === undefined) return counts;
      for (const { value, count } of this.#sql.countOf.all(scheme, JSON.stringify([...heard(ids)]))) counts[value ?? '-'] = (counts[value ?? '-'] ?? 0) + count;
      after = last;
      await turn();
    }
  }

  /** Over figures that others go on with; they are of the day that is asked for. */
  tried(plan: Plan, scheme: SchemeKey): Promise<Omit<ClassifyAnswer, 'changed'>> {
    return this.#tried(plan, scheme, this.#tables.figures);
  }

  /** Over figures of another span, made for this question alone. */
  async triedElsewhere(plan: Plan, scheme: SchemeKey): Promise<Omit<ClassifyAnswer, 'changed'>> {
    const { writer, source } = this.#tables;
    writer.exec('DROP TABLE IF EXISTS figure_tried; CREATE TEMP TABLE figure_tried AS SELECT * FROM figure LIMIT 0; CREATE UNIQUE INDEX figure_tried_by_archive ON figure_tried (archive)');
    try {
      const figures = new FigureTable(writer, 'figure_tried');
      await stepsInSlices(eachPage(source, plan.span, (page) => { for (const [, row] of page) if (row) figures.put(row); }), (run) => inTransaction(writer, run));
      return await this.#tried(plan, scheme, figures);
    } finally {
      writer.exec('DROP TABLE figure_tried');
    }
  }

  async #tried(plan: Plan, scheme: SchemeKey, figures: FigureTable): Promise<Omit<ClassifyAnswer, 'changed'>> {
    const { job, span, windows } = plan;
    const { writer } = this.#tables;
    const { counts, before, moving, moved, results } = isRanked(scheme)
      ? await moves(writer, figures.name, expressionsOf(laddersOf(await orderedValues(writer, figures.name, span.to, turn)), job.settings, windows), scheme, turn)
      : await this.#ownMoves(plan, scheme, figures);
    return { scheme, referenceDate: span.to, counts, before, moving, moved, results };
  }

  async #ownMoves({ job, span, today }: Plan, scheme: SchemeKey, figures: FigureTable): Promise<Moves> {
    const counted = new Counted();
    if (!isOwnKey(scheme)) return counted.answer();
    const { writer, classes: table } = this.#tables;
    const heard = this.heard(job, scheme);
    const next = writer.prepare<[string, number], ArchiveId>(`SELECT archive FROM ${figures.name} WHERE archive > ? ORDER BY archive LIMIT ?`).pluck();
    const data: RunData = { settings: job.settings[scheme] as RunData['settings'], window: { from: null, to: span.to, months: 'all' }, today, currency: span.currency, at: job.now };
    for (let after = ''; ; ) {
      const ids = next.all(after, PAGE);
      const last = ids.at(-1);
      if (last === undefined) return counted.answer();
      for (const id of heard(ids)) {
        const figure = figures.get(id);
        if (!figure) continue;
        const classes = Object.fromEntries(schemeOf(scheme).rests.map((key) => [key, table.value(id, key)]));
        const found = findOwn(scheme, { figure, openedAt: (this.#sql.opened.get(id) ?? today).slice(0, 10), documents: this.#documents(id), classes }, data);
        // a class that nobody has needs no row
        counted.add(id, this.#sql.computed.get(id, scheme) ?? null, found);
      }
      after = last;
      await turn();
    }
  }
}
