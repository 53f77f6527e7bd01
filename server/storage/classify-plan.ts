/** What a run of the classification is to find, and what the runs before it have left: the span of the figures, and whether a look at everybody is owed. */
import { addDays } from '../../model/classification/dates.ts';
import { referenceDate, windowOf } from '../../model/classification/population.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { FigureSource, Span } from './figure-table.ts';
import type { Expressions, Windows } from './population-run.ts';
import type { ClassifyJob } from './storage.ts';

export interface Plan { readonly job: ClassifyJob; readonly today: string; readonly span: Span; readonly windows: Windows; readonly versions: string }

export function planOf(job: ClassifyJob, source: FigureSource): Plan {
  const { settings, currency } = job;
  const today = job.today ?? job.now.slice(0, 10);
  const to = referenceDate(job.referenceDate, source.newest(today), today);
  const windows: Windows = { abc: windowOf(to, settings.abc.months), rfm: windowOf(to, settings.rfm.months), lifecycle: { ...windowOf(to, settings.lifecycle.months), from: null } };
  const span: Span = { to, currency, abc: windows.abc.from, rfm: windows.rfm.from, year: windowOf(to, 12).from ?? to };
  return { job, today, span, windows, versions: JSON.stringify([to, settings.abc, settings.rfm, settings.lifecycle]) };
}

/** What the figures were made for, and what the last look at everybody found; `versions` is empty while one is owed or was cut short, `allOwn`: the schemes of one customer are owed to everybody. */
export interface State { readonly span: Span; readonly touched: number; /** The newest change of a rate whose archives were marked. */ readonly rates?: number; readonly today: string; readonly expressions: Expressions | null; readonly versions: string; readonly allOwn?: boolean; /** Whatever was found of anybody is what `expressions` find of its figures now. */ readonly settled?: boolean }

export class ClassifyState {
  readonly #db: Connection;
  readonly #sql;

  constructor(db: Connection) {
    this.#db = db;
    this.#sql = {
      get: db.prepare<[], string>("SELECT data FROM class_run WHERE scheme = 'figure' AND live = 1 ORDER BY id DESC LIMIT 1").pluck(),
      drop: db.prepare("DELETE FROM class_run WHERE scheme = 'figure'"),
      put: db.prepare("INSERT INTO class_run (scheme, live, data) VALUES ('figure', 1, ?)"),
    };
  }

  get(): State | null {
    const text = this.#sql.get.get();
    return text === undefined ? null : (JSON.parse(text) as State);
  }
  now(): State {
    const state = this.get();
    if (state === null) throw new Error('figures that were never made');
    return state;
  }
  put(state: State): void {
    inTransaction(this.#db, () => {
      this.#sql.drop.run();
      this.#sql.put.run(JSON.stringify(state));
    });
  }
  change(over: Partial<State>): void {
    this.put({ ...this.now(), ...over });
  }
  drop(): void {
    this.#sql.drop.run();
  }
}

export const sameSpan = (a: Span, b: Span): boolean => a.to === b.to && a.currency === b.currency && a.abc === b.abc && a.rfm === b.rfm && a.year === b.year;

/** The new span ends no earlier, so that of all time and of twelve months only days that passed have to be looked at. */
export const forward = (a: Span, b: Span): boolean => a.currency === b.currency && a.to <= b.to && a.year <= b.year;

/** Days by which a window moves on while a server rests; beyond that nearly everybody has traded on them. */
const MOST_DAYS = 31;
const movesOn = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && a < b && b <= addDays(a, MOST_DAYS));
/** Windows of ABC and RFM that are the same, or the same some days later. */
export const sameWindows = (a: Span, b: Span): boolean => movesOn(a.abc, b.abc) && movesOn(a.rfm, b.rfm);

/** Stretches of days whose transactions came into a window or left one; both ends belong to them. */
export function passed(a: Span, b: Span): readonly (readonly [from: string, to: string])[] {
  const days: (readonly [string, string])[] = [];
  if (a.to < b.to) days.push([addDays(a.to, 1), b.to]);
  for (const [from, to] of [[a.year, b.year], [a.abc, b.abc], [a.rfm, b.rfm]] as const) if (from !== null && to !== null && from < to) days.push([from, addDays(to, -1)]);
  return days;
}
