/** Reads everything that the data folder holds for the texts that name a person: every section as a document, every column with words, files and what waits in spools. Changes nothing and runs beside a server; what a hit is to people is the service's. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import * as Y from 'yjs';
import type { SubjectQuery } from '../../model/privacy/subject.ts';
import { hashedMatcher, matcherOf } from '../services/privacy/matcher.ts';
import type { HashedText, Matcher, Span } from '../services/privacy/matcher.ts';
import { FOLDER_PLACES, NO_TABLE, TABLE_PLACES } from '../services/privacy/places.ts';
import type { TablePlace } from '../services/privacy/places.ts';
import { effectIn } from '../services/privacy/scrub.ts';
import type { SectionEffect } from '../services/privacy/scrub.ts';
import { placeOfFile } from './backup.ts';
import { openReadOnly } from './database.ts';
import type { Connection } from './database.ts';
import type { Progress, Work } from './disk.ts';
import { columnsOf, hasRowId, tablesIn } from './engine/open.ts';
import { LogIndex } from './log-index.ts';
import { wordsOfPdf } from './pdf-words.ts';
import { LogReader } from './log-reader.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { StorageError } from './storage.ts';

export type Wanted = { readonly kind: 'query'; readonly query: SubjectQuery } | { readonly kind: 'hashed'; readonly key: string; readonly texts: readonly HashedText[] };
export const wantedMatcher = (wanted: Wanted): Matcher => (wanted.kind === 'query' ? matcherOf(wanted.query) : hashedMatcher(wanted.key, wanted.texts));

/** One value in which it stands. `key`: of a row its primary key, of a document its name, of a file of the folder its path. `column`: of a document the value key. */
export interface Hit {
  readonly from: 'document' | 'archive' | 'facts' | 'content' | 'spool' | 'unread';
  readonly table: string;
  readonly key: readonly (string | number)[];
  readonly column: string;
  readonly archive: string | null;
  readonly section: string | null;
  readonly spans: readonly Span[];
  /** What matched, passage by passage, as it stands there. */
  readonly texts: readonly string[];
  /** The first passage with what is around it; `in` says where in it the passage stands. */
  readonly excerpt: string;
  readonly in: readonly [number, number];
  /** Of a history the value key and the moment, of a comment its record. */
  readonly about: { readonly key: string; readonly at: number } | null;
  /** Of a section's value: what erasing does to it. */
  readonly effect: SectionEffect | null;
}
export interface ScanOptions { readonly wanted: Wanted; /** Empty: all. */ readonly archives: readonly string[]; /** Also what files hold. */ readonly files: boolean }

const AROUND = 40;
const TOGETHER = 200;
/** Bytes of one file that are read as text. */
const MOST_BYTES = 50_000_000;

export function* scanSubject({ folder, wanted, archives, files }: ScanOptions & { readonly folder: string }): Work<readonly Hit[]> {
  const matcher = wantedMatcher(wanted);
  const only = new Set(archives);
  const hits: Hit[] = [];
  const take = (hit: Omit<Hit, 'spans' | 'texts' | 'excerpt' | 'in' | 'effect'>, text: string): boolean => {
    if (only.size > 0 && (hit.archive === null || !only.has(hit.archive))) return false;
    const spans = matcher.find(text);
    const [first] = spans;
    if (first === undefined) return false;
    const start = Math.max(0, first.from - AROUND);
    hits.push({ ...hit, effect: hit.from === 'document' ? effectIn(hit.section ?? '', hit.column, text, matcher) : null, spans: spans.slice(0, 50), texts: [...new Set(spans.map(({ from, to }) => text.slice(from, to)))].slice(0, 20), excerpt: text.slice(start, first.to + AROUND), in: [first.from - start, first.to - start] });
    return true;
  };
  const archive = openReadOnly(join(folder, ARCHIVE_FILE.name));
  const facts = openReadOnly(join(folder, FACTS_FILE.name));
  try {
    for (const db of [archive, facts]) db.exec('BEGIN');
    let total = 1;
    let done = 0;
    const progress = (): Progress => ({ done, total: Math.max(total, done) });
    const tables = [...tablesOf(archive, 'archive'), ...tablesOf(facts, 'facts')];
    for (const each of tables) total += each.rows;
    const sections = archive.prepare('SELECT count(*) FROM section').pluck().get() as number;
    total += sections;
    yield progress();
    for (const name of scanDocuments(archive, take)) if (++done % TOGETHER === 0 && name !== '') yield progress();
    for (const each of tables) {
      const db = each.place.db === 'archive' ? archive : facts;
      for (const row of rowsOf(db, each)) {
        for (const column of each.place.words) {
          const text = row.values[column];
          if (typeof text === 'string') take({ from: each.place.db, table: each.place.table, key: row.key, column, archive: row.archive, section: row.section, about: row.about }, text);
        }
        if (++done % TOGETHER === 0) yield progress();
      }
    }
    if (files) {
      const found = new Set(hits.map((hit) => hit.archive));
      for (const file of archive.prepare<[], FileRow>('SELECT id, archive, section, name, type, sha256, size FROM file ORDER BY id').all()) {
        if (only.size > 0 && !only.has(file.archive)) continue;
        const about = { table: 'file', key: [file.id], column: 'content', archive: file.archive, section: file.section, about: null } as const;
        const path = join(folder, placeOfFile(file.sha256));
        const text = textOfFile(path, file);
        if (text === null) { if (!take({ ...about, from: 'content' }, pdfText(path, file.size)) && found.has(file.archive) && file.size > 0) hits.push({ ...about, from: 'unread', spans: [], texts: [], excerpt: file.name, in: [0, 0], effect: null }); } else take({ ...about, from: 'content' }, text);
        done++;
        yield progress();
      }
      if (only.size === 0) for (const path of spoolsOf(folder)) {
        const name = relative(folder, path);
        const text = textOfFile(path, { name, type: '', size: statSync(path).size });
        take({ from: 'spool', table: '', key: [name], column: 'content', archive: null, section: null, about: null }, `${name}\n${text ?? ''}`);
        yield progress();
      }
    }
    return hits;
  } finally {
    for (const db of [archive, facts]) {
      if (db.inTransaction) db.exec('COMMIT');
      db.close();
    }
  }
}

type Take = (hit: Omit<Hit, 'spans' | 'texts' | 'excerpt' | 'in' | 'effect'>, text: string) => boolean;

/** The column of what stands in updates behind the snapshot and is no value any more. */
export const TAIL = '*';

/** Every value of every document, also what no page shows: keys of rows without a place, marks, what a retired field left. */
function* scanDocuments(db: Connection, take: Take): Generator<string> {
  const index = new LogIndex(db);
  const reader = new LogReader(db);
  for (const { doc: name } of index.everything()) {
    const section = index.get(name);
    const slash = name.indexOf('/');
    if (section !== null && section.broken === null) {
      const hit = (column: string) => ({ from: 'document', table: 'document', key: [name], column, archive: name.slice(0, slash), section: name.slice(slash + 1), about: null }) as const;
      const { values, tail } = valuesIn(reader, section);
      let any = false;
      for (const [key, value] of values) any = take(hit(key), value) || take(hit(key), key.replaceAll('_', ' ')) || any;
      // written and overwritten since the snapshot: in nobody's sight, and on the disk
      if (!any) for (const update of tail) if (take(hit(TAIL), Buffer.from(update).toString('utf8'))) break;
    }
    yield name;
  }
}

function valuesIn(reader: LogReader, section: Parameters<LogReader['read']>[0]): { readonly values: readonly (readonly [string, string])[]; readonly tail: readonly Uint8Array[] } {
  const doc = new Y.Doc({ gc: true, guid: '' });
  try {
    const { snapshot, tail } = reader.read(section);
    doc.transact(() => { for (const part of snapshot === null ? tail : [snapshot, ...tail]) Y.applyUpdate(doc, part); });
    const values: (readonly [string, string])[] = [];
    for (const root of doc.share.keys()) {
      if (root.startsWith('text:')) values.push([root, doc.getText(root).toString()]);
      else for (const [key, value] of doc.getMap(root).entries()) if (typeof value === 'string') values.push([`${root}/${key}`, value]);
    }
    return { values, tail };
  } catch (error) {
    if (error instanceof StorageError) return { values: [], tail: [] }; // in quarantine: it is read by nobody
    throw error;
  }
}

/** Named by their id everywhere else. */
const KEYED: Readonly<Record<string, readonly string[]>> = { trade: ['id'], overview: ['id'] };

interface Table { readonly place: TablePlace; readonly primary: readonly string[]; readonly about: boolean; readonly rows: number }

/** As the list says; of a table or column that it does not name every word is looked at. */
export function tablesOf(db: Connection, name: 'archive' | 'facts'): readonly Table[] {
  return tablesIn(db, name).flatMap((table): readonly Table[] => {
    if (NO_TABLE.has(table) || table === 'search' || table.startsWith('search_')) return [];
    const columns = columnsOf(db, table);
    const listed = TABLE_PLACES.find((place) => place.db === name && place.table === table);
    const place: TablePlace = listed ?? { db: name, table, what: 'other', effect: 'passage', words: columns.filter(({ type }) => type === 'TEXT').map((column) => column.name), ids: [], archive: columns.some((column) => column.name === 'archive') ? 'archive' : 'NULL', section: 'NULL', barred: null };
    const words = place.words.filter((word) => columns.some((column) => column.name === word));
    if (words.length === 0) return [];
    const keyed = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map((column) => column.name);
    const primary = KEYED[table] ?? (hasRowId(db, table) ? ['rowid'] : keyed);
    return [{ place: { ...place, words }, primary, about: place.what === 'history' || table === 'archive_change', rows: db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number }];
  });
}

function* rowsOf(db: Connection, { place, primary, about }: Table): Generator<{ readonly key: readonly (string | number)[]; readonly archive: string | null; readonly section: string | null; readonly values: Readonly<Record<string, unknown>>; readonly about: Hit['about'] }> {
  const words = place.words.map((word, i) => `"${word}" AS w${i}`);
  const keys = primary.map((key, i) => `${key === 'rowid' ? 'rowid' : `"${key}"`} AS k${i}`);
  const sql = `SELECT ${[...keys, ...words, `${place.archive} AS inArchive`, `${place.section} AS inSection`, ...(about ? ['key AS ofKey', 'at AS ofAt'] : [])].join(', ')} FROM "${place.table}"`;
  for (const row of db.prepare<[], Record<string, string | number | null>>(sql).iterate()) {
    yield {
      key: primary.map((_, i) => row[`k${i}`] as string | number), archive: row['inArchive'] as string | null, section: row['inSection'] as string | null,
      values: Object.fromEntries(place.words.map((word, i) => [word, row[`w${i}`]])),
      about: about ? { key: String(row['ofKey']), at: typeof row['ofAt'] === 'number' ? row['ofAt'] : Date.parse(String(row['ofAt'])) } : null,
    };
  }
}

interface FileRow { readonly id: string; readonly archive: string; readonly section: string; readonly name: string; readonly type: string; readonly sha256: string; readonly size: number }

/** Null: nobody but a person can read it. Workbooks and texts of an office are packed XML: their words with the tags taken out. */
function textOfFile(path: string, { name, type, size }: Pick<FileRow, 'name' | 'type' | 'size'>): string | null {
  if (size > MOST_BYTES || !existsSync(path)) return null;
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
    if (!/\.(xlsx|xlsm|docx|pptx|odt|ods|zip)$/i.test(name)) return null;
    try {
      const parts = unzipSync(bytes, { filter: (file) => /\.(xml|txt|csv|json|vcf)$/i.test(file.name) && file.originalSize < MOST_BYTES });
      // runs of one word are several tags, cells and paragraphs are words of their own
      return Object.values(parts).map((part) => Buffer.from(part).toString('utf8').replace(/<\/(w:p|a:p|si|c|row|text:p)>/g, '\n').replace(/<[^>]*>/g, '').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')).join('\n');
    } catch {
      return null; // damaged or packed otherwise: a person has to look
    }
  }
  if (/^(image|audio|video|font)\//.test(type) || bytes.subarray(0, 5).toString('latin1') === '%PDF-') return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
  if (bytes.subarray(0, 8_000).includes(0)) return null;
  const text = bytes.toString('utf8');
  // what is no UTF-8 is an older encoding of the West or of China
  return text.includes('\ufffd') ? `${text}\n${bytes.toString('latin1')}\n${new TextDecoder('gb18030').decode(bytes)}` : text;
}

/** What can be read of a PDF file finds a person; that nobody is found says nothing, and a person has to look. */
function pdfText(path: string, size: number): string {
  if (size > MOST_BYTES || !existsSync(path)) return '';
  const bytes = readFileSync(path);
  return bytes.subarray(0, 1024).includes('%PDF-') ? wordsOfPdf(bytes) : '';
}

/** Files that wait or are left to be fetched: exports, imports, uploads. */
function spoolsOf(folder: string): readonly string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const next = join(path, entry.name);
      if (entry.isDirectory()) walk(next);
      else if (entry.isFile()) found.push(next);
    }
  };
  for (const [name, kind] of Object.entries(FOLDER_PLACES)) if (kind === 'spool' && existsSync(join(folder, name))) walk(join(folder, name));
  for (const name of ['uploads', 'coming']) if (existsSync(join(folder, 'files', name))) walk(join(folder, 'files', name));
  return found;
}
