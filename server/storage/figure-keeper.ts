/** Keeps the figures up: brings them to another day, makes them anew where their span is another, and sums those that changed. Finds no classes. */
import type { ArchiveId } from '../../model/ids.ts';
import type { Tables } from './class-finder.ts';
import type { ClassifyTeller } from './classify-news.ts';
import { forward, passed, sameWindows } from './classify-plan.ts';
import type { Plan } from './classify-plan.ts';
import { inTransaction } from './database.ts';
import type { FigureRow, FigureSource, Span } from './figure-table.ts';
import { FigureWindows } from './figure-windows.ts';
import { stepsInSlices, turn } from './thread-port.ts';

/** Archives whose transactions are summed between two looks at the time. */
const PAGE = 100;
/** Changes of archives' own rows that are looked through; after more of them everybody is summed anew. */
const MOST_TOUCHED = 100_000;

export class FigureKeeper {
  readonly #tables: Tables;
  readonly #windows: FigureWindows;
  readonly #sql;

  constructor(tables: Tables) {
    const { writer } = tables;
    this.#tables = tables;
    this.#windows = new FigureWindows(tables);
    this.#sql = {
      due: writer.prepare<[number], ArchiveId>('SELECT archive FROM figure_due LIMIT ?').pluck(),
      countDue: writer.prepare<[], number>('SELECT count(*) FROM figure_due').pluck(),
      done: writer.prepare('DELETE FROM figure_due WHERE archive = ?'),
      unfound: writer.prepare('UPDATE figure SET abc = NULL WHERE archive = ?'),
      mark: writer.prepare('INSERT OR IGNORE INTO figure_due VALUES (?)'),
      markDates: writer.prepare('INSERT OR IGNORE INTO figure_due SELECT archive FROM trade WHERE date >= ? AND date <= ?'),
      // archives with transactions in other currencies, in these if any are named
      totals: writer.prepare<[string], string | null>('SELECT max(archive) FROM (SELECT archive FROM total WHERE archive > ? ORDER BY archive LIMIT 4000)').pluck(),
      markAbroad: writer.prepare(`INSERT OR IGNORE INTO figure_due SELECT DISTINCT archive FROM total WHERE archive > @after AND archive <= @end AND currency <> @currency
        AND (@currencies IS NULL OR currency IN (SELECT value FROM json_each(@currencies)))`),
      markWords: writer.prepare('INSERT OR IGNORE INTO figure_due SELECT archive FROM override WHERE until IS NOT NULL'),
    };
  }

  /** Brings figures to the span of the plan, or makes all of them anew. */
  async prepare({ span, today }: Plan, teller: ClassifyTeller): Promise<void> {
    const { writer, source, state: kept } = this.#tables;
    const state = kept.get();
    const touched = state === null ? null : source.touched(state.touched, MOST_TOUCHED);
    if (state === null || touched === null || !forward(state.span, span)) return this.#anew(span, today, teller);
    if (touched.length > 0) inTransaction(writer, () => { for (const { archive } of touched) this.#sql.mark.run(archive); });
    const same = sameWindows(state.span, span);
    for (const [from, to] of passed(state.span, same ? span : { ...span, abc: state.span.abc, rfm: state.span.rfm })) {
      this.#sql.markDates.run(from, to);
      await turn();
    }
    if (state.today !== today) this.#sql.markWords.run();
    const end = touched.at(-1)?.n ?? state.touched;
    if (!same) {
      // figures of two windows are nobody's: cut short, all are made anew
      kept.drop();
      await this.#windows.sum(span, teller);
      kept.put({ ...state, span, today, touched: end, versions: '', settled: false });
    } else if (end !== state.touched || state.today !== today || JSON.stringify(state.span) !== JSON.stringify(span)) kept.put({ ...state, span, today, touched: end });
    await this.#ratesDue(span.currency);
  }

  /** Whoever trades in a currency whose rates have changed since the last look is due. */
  async #ratesDue(currency: string): Promise<void> {
    const { source, state } = this.#tables;
    const { rates: known } = state.now();
    const { rates } = source.foreign(currency);
    const change = rates.change();
    if (known === change) return;
    const currencies = known === undefined ? null : JSON.stringify(rates.since(known));
    for (let after = ''; ; ) {
      const end = this.#sql.totals.get(after) ?? null;
      if (end === null) break;
      this.#sql.markAbroad.run({ after, end, currency, currencies });
      after = end;
      await turn();
    }
    state.change({ rates: change });
  }

  async #anew(span: Span, today: string, teller: ClassifyTeller): Promise<void> {
    const { writer, source, figures, abroad, state } = this.#tables;
    const end = source.touchedEnd();
    const rates = source.foreign(span.currency).rates.change();
    const all = source.archives();
    state.drop();
    let done = 0;
    await stepsInSlices(eachPage(source, span, (page) => {
      for (const [id, row] of page) {
        if (row) {
          figures.put(row);
          this.#sql.done.run(id);
        } else this.#sql.mark.run(id);
      }
      abroad.settle(page.map(([id]) => id), span.currency);
      teller.step('figures', done += page.length, all);
    }), (run) => inTransaction(writer, run));
    state.put({ span, today, touched: end, rates, expressions: null, versions: '', allOwn: true });
  }

  /** Figures of all who are due, for a look at everybody that follows: it finds anew whose last finding is gone, also after a crash. */
  async sumDue({ span }: Plan, teller: ClassifyTeller): Promise<void> {
    const { writer, source, figures, abroad, classes, state } = this.#tables;
    state.change({ versions: '' });
    const all = this.#sql.countDue.get() ?? 0;
    let done = 0;
    await stepsInSlices(() => {
      const ids = this.#sql.due.all(PAGE);
      const rows = new Map(source.read(ids, span).map((row) => [row.archive, row]));
      for (const id of ids) {
        const row = rows.get(id);
        if (row) figures.put(row);
        else {
          figures.drop(id);
          if (classes.drop(id)) teller.add(id);
        }
        this.#sql.unfound.run(id);
        this.#sql.done.run(id);
      }
      for (const id of abroad.settle(ids, span.currency)) teller.add(id);
      teller.step('figures', done += ids.length, all);
      return ids.length === PAGE;
    }, (run) => {
      inTransaction(writer, run);
      teller.committed();
    });
  }
}

/** A step of slices: a page of archives with their figures; undefined: it is no customer. What is read is written before anybody else can write. */
export function eachPage(source: FigureSource, span: Span, take: (page: readonly (readonly [ArchiveId, FigureRow | undefined])[]) => void): () => boolean {
  let after = '';
  return () => {
    const ids = source.ids(after, PAGE);
    const last = ids.at(-1);
    if (last === undefined) return false;
    const rows = new Map(source.read(ids, span).map((row) => [row.archive, row]));
    take(ids.map((id) => [id, rows.get(id)] as const));
    after = last;
    return ids.length === PAGE;
  };
}
