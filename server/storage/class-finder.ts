/** Finds the classes of single customers and writes them: those of the population against the limits found last, those of one customer by their rules. */
import { isOwnKey, OWN_KEYS } from '../../model/classification/own/all.ts';
import type { OwnKey } from '../../model/classification/own/all.ts';
import type { Window } from '../../model/classification/population.ts';
import { SCHEME_KEYS, SCHEMES, schemeOf } from '../../model/classification/schemes.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { documentsOfMany, findOwn } from './class-reader.ts';
import type { Documents, Known } from './class-reader.ts';
import type { ClassesOf, ClassTable } from './class-table.ts';
import type { ClassifyTeller } from './classify-news.ts';
import type { ClassifyState, Plan } from './classify-plan.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { FigureRow, FigureSource, FigureTable } from './figure-table.ts';
import type { ConvertedTotals } from './foreign-trade.ts';
import { foundAs, foundOf } from './population-run.ts';
import type { Found, RankedKey } from './population-run.ts';
import type { RunData, RunReader, RunWriter } from './run-store.ts';
import { stepsInSlices, turn } from './thread-port.ts';

/** Archives of a page: some milliseconds of work between two looks at the time. */
const PAGE = 100;
const OWN_ORDER: readonly OwnKey[] = SCHEMES.flatMap(({ key }) => (isOwnKey(key) ? [key] : []));
const RANKED: readonly RankedKey[] = ['abc', 'rfm', 'lifecycle'];

/** Schemes of one customer that rest on a class, directly or by another; in the order in which they rest on each other. */
function restingOn(key: SchemeKey): readonly OwnKey[] {
  const moved = new Set<SchemeKey>([key]);
  return OWN_ORDER.filter((scheme) => {
    const rests = schemeOf(scheme).rests.some((each) => moved.has(each));
    if (rests) moved.add(scheme);
    return rests;
  });
}
const AFTER: Readonly<Record<RankedKey, readonly OwnKey[]>> = { abc: restingOn('abc'), rfm: restingOn('rfm'), lifecycle: restingOn('lifecycle') };

/** Of each scheme of one customer its live run, in the order in which they rest on each other. */
export type OwnRuns = readonly (readonly [scheme: OwnKey, data: RunData])[];

/** What the classifier's parts share. */
export interface Tables {
  readonly writer: Connection;
  /** Sees both databases. */
  readonly reader: Connection;
  readonly source: FigureSource;
  readonly figures: FigureTable;
  readonly abroad: ConvertedTotals;
  readonly classes: ClassTable;
  readonly runs: RunReader;
  readonly keep: RunWriter;
  readonly state: ClassifyState;
}

/** What schemes of one customer read of many archives. */
export interface OwnKnown { readonly documents: ReadonlyMap<ArchiveId, Documents>; readonly opened: (id: ArchiveId) => string | undefined }

/** These schemes and those on which they rest. */
export const askedOf = (schemes: readonly SchemeKey[]): readonly SchemeKey[] => [...new Set(schemes.flatMap((scheme) => [...schemeOf(scheme).rests, scheme]))];

export class ClassFinder {
  readonly #tables: Tables;
  readonly #documents;
  readonly #sql;

  constructor(tables: Tables) {
    const { writer, reader } = tables;
    this.#tables = tables;
    this.#documents = documentsOfMany(writer);
    this.#sql = {
      due: writer.prepare<[number], ArchiveId>('SELECT archive FROM figure_due LIMIT ?').pluck(),
      dueOf: writer.prepare<[string], ArchiveId>('SELECT archive FROM figure_due WHERE archive IN (SELECT value FROM json_each(?))').pluck(),
      done: writer.prepare('DELETE FROM figure_due WHERE archive = ?'),
      found: writer.prepare('UPDATE figure SET abc = ?, rfm = ?, lifecycle = ? WHERE archive = ?'),
      rows: writer.prepare<[string, number], FigureRow>('SELECT * FROM figure WHERE archive > ? ORDER BY archive LIMIT ?'),
      opened: reader.prepare<[string], [archive: ArchiveId, at: string]>('SELECT a.id, a.opened_at FROM json_each(?) j CROSS JOIN archive.archive a ON a.id = j.value').raw(),
    };
  }

  /** Those whose sums, values or own row changed, or of them these alone: figures and classes of each in one transaction. Answers whether a figure of the population is another than before: then a look at everybody is owed. */
  async due({ span, job, today }: Plan, teller: ClassifyTeller, only: readonly ArchiveId[] | null): Promise<boolean> {
    const { writer, source, figures, abroad, state, classes: table } = this.#tables;
    const expressions = state.get()?.expressions ?? null;
    let moved = false;
    const found = expressions && foundOf(writer, expressions);
    const runs = this.runs();
    for (let at = 0; ; at += PAGE) {
      const ids = only === null ? this.#sql.due.all(PAGE) : this.#sql.dueOf.all(JSON.stringify(only.slice(at, at + PAGE)));
      if (ids.length === 0 && (only === null || at >= only.length)) return moved;
      const rows = new Map(source.read(ids, span).map((row) => [row.archive, row]));
      inTransaction(writer, () => {
        for (const id of ids) {
          const row = rows.get(id);
          const before = figures.get(id);
          if (row && !(before && same(row, before))) {
            figures.put(row);
            moved = true;
          } else if (!row) {
            moved = figures.drop(id) || moved;
            if (table.drop(id)) teller.add(id);
          }
          this.#sql.done.run(id);
        }
        for (const id of abroad.settle(ids, span.currency)) teller.add(id);
        // in the same transaction, so that neither a run that hears nothing of it nor a crash forgets that limits are behind
        if (moved && state.get()?.versions) state.change({ versions: '' });
        const ranked = new Map(found?.([...rows.keys()]).map((each) => [each.archive, each]));
        const known = this.known([...rows.keys()], runs.map(([scheme]) => scheme));
        const stored = table.many([...rows.keys()], SCHEME_KEYS, today);
        for (const row of rows.values()) {
          const classes = stored(row.archive);
          const each = ranked.get(row.archive);
          const other = each !== undefined && this.ranked(each, RANKED, classes, job.now);
          if (this.own(row, classes, runs, known, job.now) || other) teller.add(row.archive);
        }
      });
      teller.committed();
      await turn();
    }
  }

  /** Writes of these schemes what was found of one customer among all. */
  ranked(found: Found, schemes: readonly RankedKey[], classes: ClassesOf, at: string): boolean {
    this.#sql.found.run(found.abc, found.rfm, found.lifecycle, found.archive);
    let changed = false;
    for (const scheme of schemes) changed = classes.put(scheme, foundAs(scheme, found[scheme]), at) || changed;
    return changed;
  }

  /** Live runs of the schemes of one customer. */
  runs(): OwnRuns {
    return OWN_ORDER.flatMap((scheme) => {
      const run = this.#tables.runs.live(scheme);
      return run ? [[scheme, run.data] as const] : [];
    });
  }

  /** Of these runs those whose class may be another where these classes of the population are. */
  after(runs: OwnRuns, schemes: readonly RankedKey[]): OwnRuns {
    const moved = new Set(schemes.flatMap((scheme) => AFTER[scheme]));
    return runs.filter(([scheme]) => moved.has(scheme));
  }

  /** What these schemes of one customer read of many, beside figures and classes: at once, for asking costs more than what is read. */
  known(ids: readonly ArchiveId[], schemes: readonly OwnKey[]): OwnKnown {
    let opened: ReadonlyMap<ArchiveId, string> | null = null;
    return { documents: this.#documents(ids, schemes), opened: (id) => (opened ??= new Map(this.#sql.opened.all(JSON.stringify(ids)))).get(id) };
  }

  /** Schemes of one customer, each by its live run. */
  own(figure: FigureRow, stored: ClassesOf, runs: OwnRuns, known: OwnKnown, at: string): boolean {
    if (runs.length === 0) return false;
    const id = figure.archive;
    const classes: Partial<Record<SchemeKey, string | null>> = {};
    const of: Known = { figure, documents: known.documents.get(id) ?? {}, classes, get openedAt() { return (known.opened(id) ?? at).slice(0, 10); } };
    let changed = false;
    for (const [scheme, data] of runs) {
      for (const rest of schemeOf(scheme).rests) classes[rest] = stored.value(rest);
      if (stored.put(scheme, findOwn(scheme, of, data), at)) changed = true;
    }
    return changed;
  }

  /** The runs of the schemes of one customer; where a rule, or the day that it counts to, is another than before, everybody's follow. */
  begin({ job, span, today }: Plan): void {
    const { writer, runs, keep, state } = this.#tables;
    const window: Window = { from: null, to: span.to, months: 'all' };
    let anew = false;
    inTransaction(writer, () => {
      for (const scheme of OWN_KEYS) {
        const settings = job.settings[scheme] as RunData['settings'];
        const known = runs.live(scheme)?.data;
        const day = schemeOf(scheme).kind === 'trade' ? known?.window.to === span.to : known?.today === today && known.window.to === span.to;
        if (known && day && JSON.stringify(known.settings) === JSON.stringify(settings)) continue;
        keep.live(scheme, keep.begin(scheme, { settings, window, today, currency: span.currency, at: job.now }));
        anew = true;
      }
      if (anew && !state.now().allOwn) state.change({ allOwn: true });
    });
  }

  async everybody({ job, today }: Plan, teller: ClassifyTeller): Promise<void> {
    const { writer, classes, source, state } = this.#tables;
    const runs = this.runs();
    const schemes = runs.map(([scheme]) => scheme);
    const asked = askedOf(schemes);
    const all = source.archives();
    let after = '';
    let done = 0;
    await stepsInSlices(() => {
      const rows = this.#sql.rows.all(after, PAGE);
      const ids = rows.map(({ archive }) => archive);
      const [known, stored] = [this.known(ids, schemes), classes.many(ids, asked, today)];
      for (const row of rows) if (this.own(row, stored(row.archive), runs, known, job.now)) teller.add(row.archive);
      after = rows.at(-1)?.archive ?? after;
      teller.step('customers', done += rows.length, all);
      return rows.length === PAGE;
    }, (run) => {
      inTransaction(writer, run);
      teller.committed();
    });
    state.change({ allOwn: false });
  }
}

const COMPARED = ['es', 'er', 'en', 'first', 'last', 'ys', 'yr', 'yn', 'yfirst', 'sa', 'ra', 'na', 'sm', 'rm', 'nm', 'left_out', 'converted', 'agent', 'cycle'] as const satisfies readonly (keyof FigureRow)[];
const same = (a: FigureRow, b: FigureRow): boolean => COMPARED.every((key) => a[key] === b[key]);
