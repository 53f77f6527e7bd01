/** Collects what an import did: counts for each file, and a line for everything that was repaired, kept, refused or skipped. */
import type { ImportLine, ImportOutcome, ImportReport } from '../../../model/api.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { Caller } from '../../../model/rights.ts';

/** Lines kept of one import; the counts go on. A million dirty rows are read as numbers, not as lines. */
const MOST_LINES = 10_000;

export class Reporter {
  readonly #source: string;
  readonly #dryRun: boolean;
  readonly #tables = new Map<string, { table: string; file: string; rows: number; counts: Partial<Record<ImportOutcome, number>> }>();
  readonly #lines: ImportLine[] = [];
  readonly #ignored: { file: string; column: string }[] = [];
  #leftOut = 0;

  constructor(source: string, dryRun: boolean) {
    this.#source = source;
    this.#dryRun = dryRun;
  }

  file(file: string, table: string, ignored: readonly string[] = []): void {
    this.#tables.set(file, { table, file, rows: 0, counts: {} });
    for (const column of ignored) this.#ignored.push({ file, column });
  }

  /** A row has one of created, updated, unchanged, refused and skipped; repaired and kept count the rows with such lines besides. */
  row(file: string, outcome: 'created' | 'updated' | 'unchanged' | 'refused' | 'skipped', lines: readonly ImportLine[]): void {
    const entry = this.#tables.get(file);
    if (entry) {
      entry.rows++;
      for (const each of new Set<ImportOutcome>([outcome, ...lines.map((line) => line.outcome)])) entry.counts[each] = (entry.counts[each] ?? 0) + 1;
    }
    for (const line of lines) this.line(line);
  }

  /** A line that belongs to no row, or to one that is counted already. */
  line(line: ImportLine): void {
    if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    else this.#leftOut++;
  }

  build(): ImportReport {
    return {
      source: this.#source, dryRun: this.#dryRun,
      tables: [...this.#tables.values()].map((entry) => ({ ...entry, counts: { ...entry.counts } })),
      lines: [...this.#lines], ignoredColumns: [...this.#ignored],
      ...(this.#leftOut > 0 && { linesLeftOut: this.#leftOut }),
    };
  }
}

/** Sentences quote values, of restricted sections too: they are whole for who made the import, which the clearance let them, and say for others what became of a row. */
export const withoutValues = <Line extends { readonly message: string }>(lines: readonly Line[]): readonly Line[] => lines.map((line) => ({ ...line, message: line.message.replace(/"(?:[^"\\]|\\.)*"/g, '"…"') }));

/** Whether a person made it, and is told its sentences whole: not where a page of another origin listens, and something is not for its ears. */
export const isOwn = ({ id, without }: Caller, by: PersonId | string | null): boolean => id === by && !without?.length;

/** A job as it is told to whoever made the import, or to another. */
export const jobFor = <Job extends { readonly report: ImportReport | null }>(job: Job, own: boolean): Job =>
  own || job.report === null ? job : { ...job, report: { ...job.report, lines: withoutValues(job.report.lines) } };

/** A cell that was left out: where it would have gone, and its text as it came. The cleaning bench takes it up. */
export interface LostCell { readonly section: string; readonly key: string; readonly code: string; readonly text: string; readonly kind: string }
/** Of a row that is refused: as it came, so that it can be mended and imported again. */
export interface RawRow { readonly header: readonly string[]; readonly cells: readonly string[] }

/** The lines of one row while it is worked on. */
export class RowNotes {
  readonly lines: ImportLine[] = [];
  readonly lost: LostCell[] = [];
  raw: RawRow | null = null;
  readonly #file: string;
  readonly line: number;
  externalId: string | null = null;
  /** Names the row in its run; 0 until it is given. */
  number = 0;

  constructor(file: string, line: number) {
    this.#file = file;
    this.line = line;
  }

  /** Whether there is nothing to say of the row. */
  get isPlain(): boolean {
    return this.lines.length === 0 && this.lost.length === 0;
  }

  repaired(field: string, code: string, message: string): void {
    this.#add('repaired', field, code, message);
  }

  kept(field: string, code: string, message: string): void {
    this.#add('kept', field, code, message);
  }

  skipped(field: string, code: string, message: string): void {
    this.#add('skipped', field, code, message);
  }

  /** Returns null, which is what a refused row becomes. */
  refused(field: string | null, code: string, message: string): null {
    this.#add('refused', field, code, message);
    return null;
  }

  #add(outcome: ImportLine['outcome'], field: string | null, code: string, message: string): void {
    this.lines.push({ file: this.#file, line: this.line, externalId: this.externalId, outcome, field, code, message });
  }
}
