/** The reader for a file: by its first bytes, else by its name; whatever is nothing else is read as CSV. */
import { csvReader } from './csv-reader.ts';
import { jsonReader } from './json-reader.ts';
import { headOf, ReadError, type ImportFile, type OpenSource, type Reader, type ReadWish } from './reader.ts';
import { vcardReader } from './vcard-reader.ts';
import { xlsxReader } from './xlsx-reader.ts';

/** In the order in which they are asked. */
export const READERS: readonly Reader[] = Object.freeze([xlsxReader, vcardReader, jsonReader, csvReader]);

/** Endings of files that an import takes from a folder. */
export const READABLE = /\.(csv|tsv|txt|xlsx|xlsm|vcf|vcard|jsonl|json)$/i;

export async function openSource(file: ImportFile, wish: ReadWish = {}): Promise<OpenSource> {
  const head = await headOf(file, 1_024);
  if (/^(%PDF|\x89PNG|GIF8|\xff\xd8\xff|PAR1|SQLite format 3)/.test(head.toString('latin1'))) throw new ReadError('unknown-format', 1, 'The file is no table. CSV, .xlsx, vCard and Dossier’s own JSON are read.');
  const reader = READERS.find((each) => each.fits(head, file.name));
  if (!reader) throw new Error('the last reader takes everything');
  return reader.open(file, wish);
}
