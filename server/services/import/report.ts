/** Collects what an import did: counts for each file, and a line for everything that was repaired, kept, refused or skipped. */
import type { ImportLine, ImportOutcome, ImportReport } from '../../../model/api.ts';

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

/** The lines of one row while it is worked on. */
export class RowNotes {
  readonly lines: ImportLine[] = [];
  readonly #file: string;
  readonly #line: number;
  externalId: string | null = null;

  constructor(file: string, line: number) {
    this.#file = file;
    this.#line = line;
  }

  repaired(field: string, code: string, message: string): void {
    this.#add('repaired', field, code, message);
  }

  kept(field: string, code: string, message: string): void {
    this.#add('kept', field, code, message);
  }

  /** Returns null, which is what a refused row becomes. */
  refused(field: string | null, code: string, message: string): null {
    this.#add('refused', field, code, message);
    return null;
  }

  #add(outcome: ImportLine['outcome'], field: string | null, code: string, message: string): void {
    this.lines.push({ file: this.#file, line: this.#line, externalId: this.externalId, outcome, field, code, message });
  }
}
