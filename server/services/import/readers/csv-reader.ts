/** Reads CSV and TSV as a stream: encoding and separator found out or as a person said, every record with the line it begins on. */
import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { CsvError as ParserError, Parser } from 'csv-parse';
import { SEPARATORS, type Encoding, type Separator } from '../../../../model/import/api.ts';
import { guessEncodings, textOf } from './encoding.ts';
import { COLUMNS, headOf, ReadError, RECORD_CHARACTERS, type ImportFile, type Reader, type SourceRecord } from './reader.ts';

const SNIFFED_BYTES = 65_536;
/** From here on an encoding that was found out is taken without asking. */
const SURE = 0.75;

/** The separator that the first record has most of, outside quotes; a comma where there is none. */
export function separatorOf(start: string): Separator {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r') && counts.size > 0) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return SEPARATORS.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

/** Passes the bytes on and stops at the first that are not UTF-8. */
async function* checkedBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for await (const chunk of source) {
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      throw notUtf8(line + badLine(chunk)); // the decoder says only that, not where
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) line++;
    yield chunk;
  }
  try {
    decoder.decode();
  } catch {
    throw notUtf8(line); // the last character is cut off
  }
}
const notUtf8 = (line: number): ReadError => new ReadError('invalid-utf8', line, 'The file is not UTF-8, and nothing tells which encoding it has. Save it as “CSV UTF-8” and import it again, or say which encoding it has.');
const notIn = (encoding: Encoding) => (line: number): ReadError => new ReadError('unreadable', line, `Near line ${line} the file is not ${encoding}. Choose another encoding, or save it as “CSV UTF-8”.`);

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

/** A record with the lines and the empty lines up to its end. */
type Parsed = readonly [cells: string[], lines: number, empty: number];

/** Records leave the parser a piece of the file at a time: one by one each of them would wait for a turn of its own. */
class PieceParser extends Parser {
  /** Lines of all whole records, also of those that are lost with an error behind them. */
  parsed = 0;
  #piece: Parsed[] = [];

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null);
    const { lines, empty_lines: empty } = this.info;
    this.parsed = lines;
    this.#piece.push([record, lines, empty]);
    return true;
  }

  override _transform(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    super._transform(chunk, encoding, (error?: Error | null) => { this.#pass(); done(error); });
  }

  override _flush(done: (error?: Error | null) => void): void {
    super._flush((error?: Error | null) => { this.#pass(); done(error); });
  }

  #pass(): void {
    const piece = this.#piece;
    this.#piece = [];
    if (piece.length > 0) super.push(piece);
  }
}

/** The records, empty lines passed over. The consumer checks the number of cells, because that concerns one row only. */
async function* records(file: ImportFile, encoding: Encoding, separator: Separator, headerLine: number): AsyncGenerator<SourceRecord> {
  const parser = new PieceParser({ delimiter: separator, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: RECORD_CHARACTERS });
  const bytes = file.open() as AsyncIterable<Uint8Array>;
  // The error reaches the loop below, which is the only place that can name the line.
  pipeline(Readable.from(encoding === 'utf-8' ? checkedBytes(bytes) : textOf(bytes, encoding, notIn(encoding))), parser, () => undefined);
  let line = 1;
  let empty = 0;
  let header = true;
  try {
    for await (const piece of parser as AsyncIterable<readonly Parsed[]>) {
      for (const [cells, lines, passed] of piece) {
        line += passed - empty;
        empty = passed;
        const at = line;
        line = lines + 1;
        if (header && at < headerLine) continue;
        if (header && cells.length > COLUMNS) throw new ReadError('too-many-columns', at, `The file has ${cells.length} columns; at most ${COLUMNS} are read.`);
        header = false;
        yield { line: at, cells };
      }
    }
  } catch (error) {
    throw error instanceof ParserError ? named(error, parser.parsed + 1) : error;
  }
  if (header) throw new ReadError('empty-file', 1, 'The file is empty.');
}

/** `line` is the one behind the last whole record: there the broken one begins. */
function named(error: ParserError, line: number): ReadError {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': return new ReadError('unclosed-quote', line, `A quote that opens in the record on line ${line} is never closed.`);
    case 'CSV_MAX_RECORD_SIZE': return new ReadError('record-too-long', line, `The record on line ${line} is longer than ${RECORD_CHARACTERS} characters; a quote may not be closed.`);
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE': return new ReadError('stray-quote', line, `The record on line ${line} has a quote inside a cell; quotes inside a quoted cell are doubled.`);
    default: return new ReadError('unreadable', line, `The record on line ${line} could not be read: ${error.message}`);
  }
}

export const csvReader: Reader = {
  format: 'csv',
  fits: () => true,
  async open(file, wish) {
    const head = await headOf(file, SNIFFED_BYTES);
    const [best, ...others] = guessEncodings(head);
    const chosen = wish.encoding ?? (best !== undefined && best.confidence >= SURE ? best.encoding : 'utf-8');
    const separator = wish.separator ?? separatorOf(new TextDecoder(chosen).decode(head));
    return {
      format: 'csv', encoding: best ?? null, otherEncodings: others, separator,
      tables: [{ name: '', records: () => records(file, chosen, separator, wish.headerLine?.get('') ?? 1) }],
    };
  },
};
