/** A file as tables of text: what every format is read into. What the columns mean is left to `recognise.ts`; implementations stand beside this file, one contract suite runs over all of them. */
import type { Readable } from 'node:stream';
import type { Encoding, EncodingGuess, ImportFormat, Separator } from '../../../../model/import/api.ts';

/** A file to import; it is opened as often as it is read. */
export interface ImportFile {
  readonly name: string;
  open(): Readable;
}

/** A cell that the file itself shows to be lost: `#REF!`, a number with more digits than a spreadsheet keeps. */
export interface BrokenCell { readonly code: string; readonly message: string }
export interface SourceRecord {
  /** Where it begins; in a workbook the row of the sheet. */
  readonly line: number;
  readonly cells: readonly string[];
  /** By position. */
  readonly broken?: ReadonlyMap<number, BrokenCell>;
}

export interface SourceTable {
  /** Of the sheet; empty where a file has one table only. */
  readonly name: string;
  /** The header first. Read as a stream; throws `ReadError`. */
  records(): AsyncIterable<SourceRecord>;
}

export interface OpenSource {
  readonly format: ImportFormat;
  readonly encoding: EncodingGuess | null;
  readonly otherEncodings: readonly EncodingGuess[];
  readonly separator: Separator | null;
  readonly tables: readonly SourceTable[];
}

/** What a person said of a file; what is missing is found out. */
export interface ReadWish { readonly encoding?: Encoding | undefined; readonly separator?: Separator | undefined; /** By name of the sheet: the line that holds the header. Default: the first that holds anything. */ readonly headerLine?: ReadonlyMap<string, number> | undefined }

export interface Reader {
  readonly format: ImportFormat;
  /** Whether this file is one of its own, by its first bytes and its name. */
  fits(head: Uint8Array, name: string): boolean;
  /** Throws `ReadError`. */
  open(file: ImportFile, wish: ReadWish): Promise<OpenSource>;
}

export type ReadErrorCode =
  | 'invalid-utf8' | 'encoding-unsure' | 'unclosed-quote' | 'stray-quote' | 'record-too-long' | 'too-many-columns' | 'empty-file' | 'unreadable'
  | 'old-excel' | 'encrypted' | 'zip-bomb' | 'not-a-workbook' | 'too-large' | 'unknown-format';

/** Why a file cannot be read as a table: nothing of it is imported. */
export class ReadError extends Error {
  readonly code: ReadErrorCode;
  readonly line: number;
  constructor(code: ReadErrorCode, line: number, message: string) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** Characters of one record. A customer's row has hundreds; more is a broken quote or no table at all. */
export const RECORD_CHARACTERS = 1_000_000;
export const COLUMNS = 500;

/** The first bytes of a file. */
export async function headOf(file: ImportFile, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of file.open() as AsyncIterable<Uint8Array>) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= size) break;
  }
  return Buffer.concat(parts).subarray(0, size);
}
