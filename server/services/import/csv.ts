/** Reads a CSV file as a stream: delimiter and encoding found out, every record with the line it begins on. What the columns mean is left to `recognise.ts`. */
import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { CsvError as ParserError, parse } from 'csv-parse';

/** A file to import; it is opened once to be checked and once to be read. */
export interface ImportFile {
  readonly name: string;
  open(): Readable;
}

export type CsvErrorCode = 'invalid-utf8' | 'unclosed-quote' | 'stray-quote' | 'record-too-long' | 'too-many-columns' | 'empty-file' | 'unreadable';

/** Why a file cannot be read as a table: nothing of it is imported. */
export class CsvError extends Error {
  readonly code: CsvErrorCode;
  readonly line: number;
  constructor(code: CsvErrorCode, line: number, message: string) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

export interface CsvRecord { readonly line: number; readonly cells: readonly string[] }

/** Characters of one record. A customer's row has hundreds; more is a broken quote or no table at all. */
const RECORD_CHARACTERS = 1_000_000;
const COLUMNS = 500;
const SNIFFED_BYTES = 65_536;
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that the first record has most of, outside quotes; a comma where there is none. */
export function delimiterOf(start: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r') && counts.size > 0) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return DELIMITERS.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

async function sniff(file: ImportFile): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.open() as AsyncIterable<Uint8Array>) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= SNIFFED_BYTES) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** Passes the bytes on and stops at the first that are not UTF-8. */
async function* checkedBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const refuse = (at: number): CsvError => new CsvError('invalid-utf8', at, 'The file is not UTF-8. Save it as “CSV UTF-8” and import it again.');
  for await (const chunk of source) {
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      throw refuse(line + badLine(chunk)); // the decoder says only that, not where
    }
    for (const byte of chunk) if (byte === 10) line++;
    yield chunk;
  }
  try {
    decoder.decode();
  } catch {
    throw refuse(line); // the last character is cut off
  }
}

/** Line breaks before the first line of the chunk that is not UTF-8; the first and last line may be cut by the chunk. */
function badLine(chunk: Uint8Array): number {
  let start = 0;
  for (let line = 0; ; line++) {
    const end = chunk.indexOf(10, start);
    if (end < 0) return line;
    if (line > 0 && !isUtf8(chunk.subarray(start, end))) return line;
    if (line === 0 && !isUtf8(skipContinuation(chunk.subarray(start, end)))) return line;
    start = end + 1;
  }
}

/** Without the rest of a character that began in the chunk before. */
function skipContinuation(bytes: Uint8Array): Uint8Array {
  let from = 0;
  while (from < 3 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return bytes.subarray(from);
}

/**
 * The records of a file, the header first; empty lines are passed over. Throws CsvError, whose line is the one that could
 * not be read. The consumer checks the number of cells, because that concerns one row only.
 */
export async function* readCsv(file: ImportFile): AsyncGenerator<CsvRecord> {
  const delimiter = delimiterOf(await sniff(file));
  // Called while parsing, so it is right even when records that wait are lost with the error behind them.
  let parsed = 0;
  const parser = parse({
    delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: RECORD_CHARACTERS,
    on_record: (record, { lines }) => ((parsed = lines), record),
  });
  // The error reaches the loop below, which is the only place that can name the line.
  pipeline(Readable.from(checkedBytes(file.open() as AsyncIterable<Uint8Array>)), parser, () => undefined);
  let line = 1;
  let empty = 0;
  let header = true;
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number; empty_lines: number } };
      line += info.empty_lines - empty;
      empty = info.empty_lines;
      if (header && record.length > COLUMNS) throw new CsvError('too-many-columns', line, `The file has ${record.length} columns; at most ${COLUMNS} are read.`);
      header = false;
      yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw error instanceof ParserError ? named(error, parsed + 1) : error;
  }
  if (header) throw new CsvError('empty-file', 1, 'The file is empty.');
}

/** `line` is the one behind the last whole record: there the broken one begins. */
function named(error: ParserError, line: number): CsvError {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': return new CsvError('unclosed-quote', line, `A quote that opens in the record on line ${line} is never closed.`);
    case 'CSV_MAX_RECORD_SIZE': return new CsvError('record-too-long', line, `The record on line ${line} is longer than ${RECORD_CHARACTERS} characters; a quote may not be closed.`);
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE': return new CsvError('stray-quote', line, `The record on line ${line} has a quote inside a cell; quotes inside a quoted cell are doubled.`);
    default: return new CsvError('unreadable', line, `The record on line ${line} could not be read: ${error.message}`);
  }
}

/** `/data/order_lines.csv` → `order_lines`. */
export const stem = (name: string): string => basename(name).replace(/\.[^.]*$/, '');
