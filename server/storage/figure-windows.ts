/** Sums the windows of ABC and RFM anew where they begin on another day: of everybody these columns alone. What rules about one customer read, all time and twelve months, stays, and so do the classes found by it. */
import type { ArchiveId } from '../../model/ids.ts';
import type { Tables } from './class-finder.ts';
import type { ClassifyTeller } from './classify-news.ts';
import { inTransaction } from './database.ts';
import { summed } from './figure-table.ts';
import type { Span } from './figure-table.ts';
import { stepsInSlices } from './thread-port.ts';
import { PURCHASES, RETURNS } from './trade-totals.ts';

/** Archives whose transactions are summed between two looks at the time. */
const PAGE = 100;

export class FigureWindows {
  readonly #tables: Tables;
  readonly #sql;

  constructor(tables: Tables) {
    const { writer } = tables;
    this.#tables = tables;
    this.#sql = {
      end: writer.prepare<[string], string | null>(`SELECT max(archive) FROM (SELECT archive FROM figure WHERE archive > ? ORDER BY archive LIMIT ${PAGE})`).pluck(),
      sum: writer.prepare(`UPDATE figure SET (sa, ra, na, sm, rm, nm) = (n.sa, n.ra, n.na, n.sm, n.rm, n.nm) FROM (
          SELECT f.archive, ${summed('@abc', 'sa', 'ra', 'na')} ${summed('@rfm', 'sm', 'rm', 'nm')} NULL FROM figure f
          LEFT JOIN trade t ON t.archive = f.archive AND t.currency = @currency AND t.kind IN (${PURCHASES}, ${RETURNS}) AND t.date >= min(@abc, @rfm) AND t.date <= @to
          WHERE f.archive > @after AND f.archive <= @end GROUP BY f.archive) n
        WHERE figure.archive = n.archive AND (figure.sa, figure.ra, figure.na, figure.sm, figure.rm, figure.nm) IS NOT (n.sa, n.ra, n.na, n.sm, n.rm, n.nm)`),
      abroad: writer.prepare<[string, string, string], ArchiveId>(`SELECT DISTINCT f.archive FROM total x JOIN figure f ON f.archive = x.archive WHERE x.archive > ? AND x.archive <= ? AND x.currency <> ?`).pluck(),
    };
  }

  async sum(span: Span, teller: ClassifyTeller): Promise<void> {
    const { writer, source, figures } = this.#tables;
    const { to, currency } = span;
    const [abc, rfm] = [span.abc ?? '', span.rfm ?? ''];
    const all = source.archives();
    let after = '';
    let done = 0;
    await stepsInSlices(() => {
      const end = this.#sql.end.get(after) ?? null;
      if (end === null) return false;
      this.#sql.sum.run({ abc, rfm, to, currency, after, end });
      const abroad = this.#sql.abroad.all(after, end, currency);
      if (abroad.length > 0) for (const row of source.read(abroad, span)) figures.put(row);
      after = end;
      teller.step('figures', done += PAGE, all);
      return true;
    }, (run) => inTransaction(writer, run));
  }
}
