/** A record of a recognised file as named, cleaned cells. A record with the wrong number of cells is no row. */
import { readCsv, type CsvRecord, type ImportFile } from './csv.ts';
import { cleanText, type Cell } from './cells.ts';
import type { RecognisedFile } from './recognise.ts';
import { RowNotes } from './report.ts';

export class Row {
  readonly notes: RowNotes;
  readonly #cells: ReadonlyMap<string, string>;
  readonly #headings: ReadonlyMap<string, string>;
  /** Fields of the profile that columns name, by catalogue key. */
  readonly fields: ReadonlyMap<string, string>;

  constructor(notes: RowNotes, cells: ReadonlyMap<string, string>, fields: ReadonlyMap<string, string>, headings: ReadonlyMap<string, string>) {
    this.notes = notes;
    this.#cells = cells;
    this.fields = fields;
    this.#headings = headings;
  }

  /** What the file calls a column; its meaning's name where the file has no such column. */
  heading(column: string): string {
    return this.#headings.get(column) ?? column;
  }

  /** Refuses the row for what a column holds. */
  refused(column: string, code: string, message: string): null {
    return this.notes.refused(this.heading(column), code, message);
  }

  repaired(column: string, code: string, message: string): void {
    this.notes.repaired(this.heading(column), code, message);
  }

  /** Empty when the file has no such column or the cell is empty. */
  text(column: string): string {
    return this.#cells.get(column) ?? '';
  }

  /** The cell through a cleaner; null when it is empty or was left out, which is reported as a repair. */
  clean(column: string, cleaner: (text: string) => Cell<string>): string | null {
    const text = this.text(column);
    if (text === '') return null;
    const cell = cleaner(text);
    if (!cell.ok) this.repaired(column, cell.code, cell.message);
    else if (cell.repair) this.repaired(column, cell.repair.code, cell.repair.message);
    return cell.ok && cell.value !== '' ? cell.value : null;
  }
}

/** Null with a line in the notes when the record cannot be a row. Cells of columns that nobody uses are not looked at. */
export function rowOf(record: CsvRecord, file: string, recognised: RecognisedFile): { readonly row: Row | null; readonly notes: RowNotes } {
  const notes = new RowNotes(file, record.line);
  if (record.cells.length !== recognised.header.length) {
    notes.refused(null, 'wrong-column-count', `The row has ${record.cells.length} cells, the header ${recognised.header.length}.`);
    return { row: null, notes };
  }
  const cells = new Map<string, string>();
  const fields = new Map<string, string>();
  const headings = new Map<string, string>();
  const repairs: { name: string; code: string; message: string }[] = [];
  recognised.targets.forEach((target, i) => {
    if (target === null) return;
    const cell = cleanText(record.cells[i] ?? '');
    if (!cell.ok) return;
    if (cell.repair && cell.value !== '') repairs.push({ name: recognised.header[i] ?? '', ...cell.repair });
    headings.set(target.kind === 'column' ? target.name : target.key, recognised.header[i]?.trim() ?? '');
    if (target.kind === 'column') cells.set(target.name, cell.value);
    else fields.set(target.key, cell.value);
  });
  notes.externalId = cells.get('id') || null;
  for (const { name, code, message } of repairs) notes.repaired(name, code, message);
  return { row: new Row(notes, cells, fields, headings), notes };
}

/** The records behind the header. */
export async function* recordsOf(file: ImportFile): AsyncGenerator<CsvRecord> {
  let header = true;
  for await (const record of readCsv(file)) {
    if (!header) yield record;
    header = false;
  }
}

/** Groups of at most `size`, so that commits are shared and the event loop gets its turn. */
export async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
