/** CSV under its first names: the readers of all formats are in `readers/`. */
import { basename } from 'node:path';
import { csvReader, separatorOf } from './readers/csv-reader.ts';
import type { ImportFile, SourceRecord } from './readers/reader.ts';

export type { ImportFile } from './readers/reader.ts';
export { ReadError as CsvError } from './readers/reader.ts';
export { separatorOf as delimiterOf };
export type CsvRecord = SourceRecord;

/** The records of a file, the header first. */
export async function* readCsv(file: ImportFile): AsyncGenerator<CsvRecord> {
  for (const table of (await csvReader.open(file, {})).tables) yield* table.records();
}

/** `/data/order_lines.csv` → `order_lines`. */
export const stem = (name: string): string => basename(name).replace(/\.[^.]*$/, '');
