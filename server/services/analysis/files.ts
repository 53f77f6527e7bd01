/** Analyses and reports as files: every table of an answer, as it is answered. Lists that name customers need the right to export; who took what is written down before the first byte leaves, as of every export. */
import { mkdir } from 'node:fs/promises';
import { fileTables, named } from '../../../model/analysis/file.ts';
import type { FileTable } from '../../../model/analysis/file.ts';
import type { Part } from '../../../model/analysis/shape.ts';
import { csvLine } from '../../../model/export/cells.ts';
import type { Language } from '../../../model/labels.ts';
import { mayExport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { Clock } from '../../clock.ts';
import type { Storage } from '../../storage/storage.ts';
import { forbidden, mustStay } from '../errors.ts';
import { TYPES } from '../export/exports.ts';
import { sheetNames, writeXlsx } from '../export/xlsx-writer.ts';
import type { SheetRow } from '../export/xlsx-writer.ts';

export const FILE_FORMATS = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
export interface AnalysisFile { readonly type: string; /** In the reader's language. */ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
export interface FileWish {
  readonly format: FileFormat;
  readonly language: Language;
  /** What it is called; of the file's name. */
  readonly title: string;
  readonly day: string;
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
  /** What was asked, for the record. */
  readonly asked: Readonly<Record<string, unknown>>;
}
export interface FileOptions { readonly storage: Pick<Storage, 'exports'>; readonly clock: Clock; readonly spool: string }

/** Throws `forbidden` where nothing but lists of customers would be in it. */
export async function analysisFile({ storage, clock, spool }: FileOptions, person: Person, { format, language, title, day, parts, notes, asked }: FileWish): Promise<AnalysisFile> {
  mustStay(person);
  const kept = parts.filter((part) => named(part) === 0 || mayExport(person));
  if (kept.length === 0 && parts.length > 0) throw forbidden('Only an information steward takes lists of customers out.');
  const record = await storage.exports.begin({ by: person.id, at: clock.now(), format, query: JSON.stringify(asked) });
  const tables = fileTables(kept, notes, language);
  const bytes = format === 'csv' ? csvOf(tables) : await workbookOf(tables, spool);
  await storage.exports.end(record, kept.reduce((sum, part) => sum + named(part), 0), clock.now());
  return { type: TYPES[format], name: `${title.replace(/[\u0000-\u001f\\/:*?"<>|]/g, ' ').trim()} ${day}.${format}`, bytes };
}

/** One table after the other, each under its title, with an empty line between. With a byte order mark, so that Excel reads Chinese. */
const csvOf = (tables: readonly FileTable[]): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`\ufeff${tables.map(({ title, head, rows }) =>
  [[title], ...(head.length === 1 && head[0] === title ? [] : [head])].map((line) => csvLine(line.map((text) => ({ text })))).join('') + rows.map(csvLine).join('')).join('\r\n')}`);

async function workbookOf(tables: readonly FileTable[], spool: string): Promise<Uint8Array<ArrayBuffer>> {
  await mkdir(spool, { recursive: true, mode: 0o700 });
  const names = sheetNames(tables.map(({ title }) => title));
  const pieces: Uint8Array[] = [];
  async function* rows(): AsyncGenerator<SheetRow> {
    for (const [sheet, table] of tables.entries()) for (const cells of table.rows) yield { sheet, cells };
  }
  for await (const piece of writeXlsx(tables.map(({ head }, i) => ({ name: names[i] as string, head, locked: new Set() })), rows(), spool)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
