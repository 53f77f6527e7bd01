/** Answers one question for an analysis, in one view of the files; the same question by who still sees the same is answered from memory until something is committed. */
import type { SimilarRun } from '../../model/analysis/groups.ts';
import { ANALYSES } from '../../model/analysis/table.ts';
import type { AnalysisId } from '../../model/analysis/table.ts';
import type { Part } from '../../model/analysis/shape.ts';
import type { MonthFigures } from '../../model/analysis/report.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { association } from './analysis-baskets.ts';
import { aml, competitors, credit, health, rfm, value } from './analysis-care.ts';
import { basics, behaviour, goals, guests, loyalty, market, promotion } from './analysis-people.ts';
import { bigCustomers, profit, statistics } from './analysis-sales.ts';
import { monthFigures } from './analysis-report.ts';
import { groupsOfAll, similar } from './analysis-similar.ts';
import type { Grouped } from './analysis-similar.ts';
import { flow, future, trend } from './analysis-time.ts';
import { HeldTrade, tradeInFile } from './analysis-trade.ts';
import type { TradeSource } from './analysis-trade.ts';
import { AnalysisView } from './analysis-view.ts';
import type { AnalysisAsk } from './analysis-view.ts';
import { fileOf } from './engine/open.ts';
import { CellTable } from './cells-table.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { RateReader } from './rate-store.ts';
import { rightsMasks } from './rights-masks.ts';
import type { Regrouped } from './similar-store.ts';

export interface Counted { readonly archives: number; readonly from: string | null; readonly to: string; readonly parts: readonly Part[]; readonly notes: readonly string[] }

const COUNT: Readonly<Record<AnalysisId, (view: AnalysisView) => readonly Part[]>> = {
  basics, statistics, 'big-customers': bigCustomers, flow, trend, association, guests, loyalty, profit, future, promotion, rfm, behaviour, value, credit, similar, competitors, goals, aml, market, health,
};
/** Those that say nothing without the rows of trade. */
const OF_TRADE: ReadonlySet<AnalysisId> = new Set(['statistics', 'big-customers', 'trend', 'association', 'future']);

/** Answers kept; the one not asked for longest goes. */
const MOST_KEPT = 100;
/** Lists of archives behind a figure that are kept: whoever turns the page asks again. */
const MOST_FIGURES = 20;

export function analysisCalls(db: Connection, currency: string) {
  const table = new CellTable(db, currency);
  const masksOf = rightsMasks(db, table);
  // numbers that only ever rise: of what the register has, of transactions and classes, of the archives' own rows
  const told = fileOf(db) ? "SELECT seq FROM main.sqlite_sequence WHERE name = 'outbox'" : 'SELECT max(id) FROM main.outbox';
  const revision = db.prepare<[], string>(`SELECT coalesce((SELECT max(n) FROM main.touched), 0) || ' ' || coalesce((${told}), 0)
    || ' ' || coalesce((SELECT max(n) FROM archive.touched), 0) || ' ' || coalesce((SELECT max(id) FROM main.rate_change), 0)`).pluck();
  const [kept, figures] = [new Map<string, Counted>(), new Map<string, Int32Array<ArrayBuffer>>()];
  const rates = new RateReader(db, currency);
  const [held, inFile] = [new HeldTrade(db), tradeInFile(db)];
  const trade = (lines: boolean): TradeSource => (held.follow(lines) ? held : inFile);

  let members: readonly Grouped[] = [];
  const ids = db.prepare<[string], readonly [row: number, id: ArchiveId]>('SELECT row, id FROM overview WHERE row IN (SELECT value FROM json_numbers(?))').raw();
  const idsOf = (rows: readonly number[]): ReadonlyMap<number, ArchiveId> => new Map(ids.all(JSON.stringify(rows)));
  const customers = db.prepare<[], number>("SELECT o.row FROM overview o JOIN archive.archive a ON a.id = o.id WHERE a.state IN ('open', 'closed') AND coalesce(o.is_customer, 1) = 1").pluck();
  /** All sections of all customers: what becomes of it is told to nobody before the rights of whoever asks were looked at. */
  const everybody = (): Uint16Array => {
    const masks = new Uint16Array(table.rows);
    for (const row of customers.iterate()) masks[row] = 0xffff;
    return masks;
  };

  const view = (ask: AnalysisAsk): AnalysisView => {
    table.follow();
    return new AnalysisView(db, table, masksOf(ask).masks, ask, currency, trade, rates);
  };
  const visible = (id: AnalysisId, given: AnalysisView): boolean => {
    const section = ANALYSES.find((each) => each.id === id)?.section ?? (OF_TRADE.has(id) ? 'trade' : null);
    return section === null || given.anywhere(section);
  };

  /** What an answer rests on: as long as it is the same, so is the answer. */
  const keyOf = (ask: AnalysisAsk, masks: Uint16Array): string => `${ask.person.id} ${revision.get() ?? ''} ${fingerprint(masks)} ${ask.today} ${JSON.stringify(ask.question)}`;

  return {
    /** Null: the asker reads nothing that it is about. */
    analysis: (ask: AnalysisAsk): Counted | null => inView(db, () => {
      const given = view(ask);
      const { question } = ask;
      if (!visible(question.id, given)) return null;
      return remembered(kept, MOST_KEPT, keyOf(ask, given.masks), () => {
        const parts = COUNT[question.id](given);
        return { archives: given.rows.length, from: given.window.from, to: given.window.to, parts, notes: [...given.notes] };
      });
    }),
    /** Rows of the register behind the figure that is asked for, counted as the answer that has it. Null: there is no such figure for the asker. */
    behind: (ask: AnalysisAsk): Int32Array<ArrayBuffer> | null => inView(db, () => {
      const given = view(ask);
      const { question: { id }, figure } = ask;
      if (!figure || !visible(id, given)) return null;
      return remembered(figures, MOST_FIGURES, `${keyOf(ask, given.masks)} ${JSON.stringify([figure.part, figure.row])}`, () => {
        COUNT[id](given);
        return given.found;
      });
    }),
    /** Of all archives, by department: for the report of a month. */
    monthFigures: (month: string): Readonly<Record<string, MonthFigures>> => inView(db, () => { table.follow(); return monthFigures(db, table, currency, month); }),
    /** Everybody in groups of similar customers; who is in which is asked for page by page (`regrouped`). Null: too few, or all alike. */
    groupsOfAll: (ask: AnalysisAsk, last: number): SimilarRun | null => inView(db, () => {
      table.follow();
      const found = groupsOfAll(new AnalysisView(db, table, everybody(), ask, currency, trade, rates), last);
      members = found?.members ?? [];
      return found?.run ?? null;
    }),
    regrouped: (from: number, size: number): readonly Regrouped[] => inView(db, () => {
      const page = members.slice(from, from + size);
      // told to the end: they are kept elsewhere now
      if (page.length === 0) members = [];
      const ids = idsOf(page.map(([row]) => row));
      return page.flatMap(([row, group, seen]): readonly Regrouped[] => { const id = ids.get(row); return id === undefined ? [] : [[id, group, seen]]; });
    }),
    /** The analyses that say something to the asker. */
    analysesOf: (ask: AnalysisAsk): readonly AnalysisId[] => inView(db, () => {
      const given = view(ask);
      return ANALYSES.flatMap(({ id }) => (visible(id, given) ? [id] : []));
    }),
  };
}

/** From memory, else made and kept; what is null is not. */
function remembered<T, Made extends T | null>(kept: Map<string, T>, most: number, key: string, make: () => Made): T | Made {
  const answer = kept.get(key) ?? make();
  if (answer === null) return answer;
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > most) for (const oldest of kept.keys()) { kept.delete(oldest); break; }
  return answer;
}

/** What somebody sees, in short: a right that came or went makes another one. */
function fingerprint(masks: Uint16Array): string {
  let [a, b] = [2_166_136_261, masks.length];
  for (let i = 0; i < masks.length; i++) { const mask = masks[i] as number; a = Math.imul(a ^ mask, 16_777_619); b = Math.imul(b ^ (mask + i), 2_246_822_519); }
  return `${a >>> 0}.${b >>> 0}.${masks.length}`;
}
