/** Runs of the classification: what the results of a scheme have in common, and the values of everybody in order, by steps. Written by the classifier, read wherever reasons are made. */
import { Ladder, STEP } from '../../model/classification/ladder.ts';
import type { LadderHeads } from '../../model/classification/ladder.ts';
import type { Window } from '../../model/classification/population.ts';
import type { RuleVersion } from '../../model/classification/settings.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Connection } from './database.ts';
import { packed, unpacked } from './ordered-steps.ts';

/** `abc`: values. The others of RFM, in the inner order of `scale.ts`: larger is better. */
export type Measure = 'abc' | 'recency' | 'frequency' | 'monetary';

export interface RunData {
  readonly settings: RuleVersion & Readonly<Record<string, unknown>>;
  readonly window: Window;
  /** The day of the calculation: rules about one customer count to it. */
  readonly today: string;
  readonly currency: string;
  readonly at: string;
  /** Run whose steps hold the values in order, where nothing of them has changed since; without it the run's own. */
  readonly order?: number;
}
export interface Run { readonly id: number; readonly data: RunData }

const bytes = (array: Float64Array | BigInt64Array): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
/** A copy: what the database gives need not lie on a boundary of eight bytes. */
const copied = (data: Buffer): ArrayBuffer => data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;

/** Numbers of steps that hold no values but the heads. */
const COUNT = -3;
const TOPS = -2;
const ABOVE = -1;

export class RunReader {
  private readonly sql;
  private held = new Map<string, Ladder>();
  private ofRun = new Map<SchemeKey, Run>();
  private asked: Run | null = null;

  constructor(db: Connection) {
    this.sql = {
      live: db.prepare<[string], { id: number; data: string }>('SELECT id, data FROM class_run WHERE scheme = ? AND live = 1 ORDER BY id DESC LIMIT 1'),
      id: db.prepare<[string], number>('SELECT max(id) FROM class_run WHERE scheme = ? AND live = 1').pluck(),
      one: db.prepare<[number], string>('SELECT data FROM class_run WHERE id = ?').pluck(),
      step: db.prepare<[number, string, number], Buffer>('SELECT data FROM class_step WHERE run = ? AND measure = ? AND n = ?').pluck(),
    };
  }

  live(scheme: SchemeKey): Run | null {
    const id = this.sql.id.get(scheme) ?? null;
    if (id === null) return null;
    const known = this.ofRun.get(scheme);
    if (known?.id === id) return known;
    const row = this.sql.live.get(scheme);
    if (!row) return null;
    const run: Run = { id: row.id, data: JSON.parse(row.data) as RunData };
    this.ofRun.set(scheme, run);
    return run;
  }

  /** One by its number, live or not. */
  run(id: number): Run | null {
    if (this.asked?.id === id) return this.asked;
    const data = this.sql.one.get(id);
    return data === undefined ? null : (this.asked = { id, data: JSON.parse(data) as RunData });
  }

  ladder({ id, data: { order } }: Run, measure: Measure): Ladder {
    const run = order ?? id;
    const name = `${run} ${measure}`;
    const known = this.held.get(name);
    if (known) return known;
    // those of the runs before are asked for no more
    if (this.held.size > 8) this.held.clear();
    const step = (n: number): ArrayBuffer => copied(this.sql.step.get(run, measure, n) ?? Buffer.alloc(0));
    const count = new Float64Array(step(COUNT))[0] ?? 0;
    const ladder = new Ladder({ count, tops: new Float64Array(step(TOPS)), above: new BigInt64Array(step(ABOVE)) }, (n) => unpacked(new Float64Array(step(n)), Math.min(STEP, count - n * STEP)));
    this.held.set(name, ladder);
    return ladder;
  }
}

export class RunWriter {
  private readonly sql;

  constructor(db: Connection) {
    this.sql = {
      begin: db.prepare('INSERT INTO class_run (scheme, live, data) VALUES (?,0,?)'),
      step: db.prepare('INSERT OR REPLACE INTO class_step (run, measure, n, data) VALUES (?,?,?,?)'),
      live: db.prepare('UPDATE class_run SET live = 1 WHERE id = ?'),
      drop: db.prepare('DELETE FROM class_run WHERE scheme = ? AND id <> ?'),
      stale: db.prepare<[], { run: number; measure: string; n: number }>("SELECT run, measure, n FROM class_step WHERE run NOT IN (SELECT coalesce(CAST(data ->> '$.order' AS INTEGER), id) FROM class_run) LIMIT 200"),
      dropStep: db.prepare('DELETE FROM class_step WHERE run = ? AND measure = ? AND n = ?'),
    };
  }

  begin(scheme: SchemeKey, data: RunData): number {
    return Number(this.sql.begin.run(scheme, JSON.stringify(data)).lastInsertRowid);
  }

  heads(run: number, measure: Measure, { count, tops, above }: LadderHeads): void {
    this.sql.step.run(run, measure, COUNT, bytes(Float64Array.of(count)));
    this.sql.step.run(run, measure, TOPS, bytes(tops));
    this.sql.step.run(run, measure, ABOVE, bytes(above));
  }

  step(run: number, measure: Measure, n: number, values: Float64Array): void {
    this.sql.step.run(run, measure, n, bytes(packed(values)));
  }

  /** From now on reasons are made of this run. */
  live(scheme: SchemeKey, run: number): void {
    this.sql.live.run(run);
    this.sql.drop.run(scheme, run);
  }

  /** Steps of runs that are gone; false when none are left. */
  forget(): boolean {
    const stale = this.sql.stale.all();
    for (const { run, measure, n } of stale) this.sql.dropStep.run(run, measure, n);
    return stale.length > 0;
  }
}
