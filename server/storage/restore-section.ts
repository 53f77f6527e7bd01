/** Brings one section back from a backup, on a stopped folder: the one that is in quarantine, while all others stay as they are. Its history stays; its author ids are retired. */
import { join } from 'node:path';
import * as Y from 'yjs';
import { closeWriter, inTransaction, openReadOnly, openWritable } from './database.ts';
import type { Connection } from './database.ts';
import type { Work } from './disk.ts';
import { LogIndex, headEntries, headIsWhole, splitDoc, unsoundHead } from './log-index.ts';
import { LogReader, digest } from './log-reader.ts';
import { readManifest } from './manifest.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { StorageError } from './storage.ts';
import { lookAt } from './upgrade.ts';

export interface RestoreSectionOptions {
  readonly folder: string;
  readonly backup: string;
  /** `archive/section` */
  readonly doc: string;
  /** Also a section that is sound; without it that is refused with `conflict`. */
  readonly replace: boolean;
  readonly now: number;
}
export interface RestoreSectionReport {
  readonly doc: string;
  /** When the backup began. */
  readonly at: string;
  /** Newest update in the backup and in the folder: those between are lost. */
  readonly seq: number;
  readonly newest: number;
}

interface Whole { readonly epoch: number; readonly seq: number; readonly snapshot: Uint8Array; readonly vector: Uint8Array; readonly authors: readonly (readonly [client: number, person: string, at: number])[] }

export function* restoreSection({ folder, backup, doc, replace, now }: RestoreSectionOptions): Work<RestoreSectionReport> {
  const { at } = readManifest(backup);
  const whole = read(backup, doc);
  yield { done: 0, total: whole.snapshot.length };
  if (lookAt(folder).some(({ from, to }) => from !== to)) throw new StorageError('version', `${folder} was written by an earlier version; run \`dossier upgrade\` first.`);
  const db = openWritable(join(folder, ARCHIVE_FILE.name));
  try {
    const newest = inTransaction(db, () => put(db, doc, whole, replace, now));
    return { doc, at, seq: whole.seq, newest };
  } finally {
    closeWriter(db);
  }
}

/** As one snapshot; `broken` when it is damaged there too, `missing` when it is not there. */
function read(backup: string, doc: string): Whole {
  const db = openReadOnly(join(backup, ARCHIVE_FILE.name));
  const copy = new Y.Doc();
  try {
    const section = new LogIndex(db).get(doc);
    if (!section) throw new StorageError('missing', `There is no section ${doc} in ${backup}.`);
    const { snapshot, tail } = new LogReader(db).read(section);
    for (const update of [...(snapshot ? [snapshot] : []), ...tail]) Y.applyUpdate(copy, update);
    const authors = db.prepare<[number], [number, string, number]>('SELECT client, person, at FROM author WHERE section = ?').raw().all(section.id);
    return { epoch: section.epoch, seq: section.upto + section.tail.length, snapshot: Y.encodeStateAsUpdate(copy), vector: Y.encodeStateVector(copy), authors };
  } finally {
    copy.destroy();
    db.close();
  }
}

/** Answers the newest update that the folder knew of. */
function put(db: Connection, doc: string, whole: Whole, replace: boolean, now: number): number {
  const index = new LogIndex(db);
  const [archive, name] = splitDoc(doc);
  const section = index.get(doc);
  if (section && section.broken === null && !replace && isSound(db, index, doc)) throw new StorageError('conflict', `The section ${doc} is not damaged; restoring it would lose its newer edits. Add --replace to do it all the same.`);
  if (db.prepare('SELECT 1 FROM archive WHERE id = ?').get(archive) === undefined) throw new StorageError('missing', `There is no archive ${archive} in this folder.`);
  const id = section?.id ?? index.lastSection + 1;
  const seen = db.prepare('SELECT max(coalesce((SELECT max(seq) FROM change WHERE section = @id), 0), coalesce((SELECT max(seq) FROM history WHERE section = @id), 0))').pluck().get({ id }) as number;
  const newest = Math.max(seen, section ? section.upto + section.tail.length : 0, newestInHeads(db, id));
  const upto = Math.max(newest, whole.seq) + 1; // a step of its own: what was computed from the section follows it
  const epoch = Math.max(now, whole.epoch + 1, (section?.epoch ?? 0) + 1);
  db.prepare('INSERT INTO section VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET epoch = excluded.epoch, upto = excluded.upto').run(id, archive, name, epoch, upto);
  db.prepare('INSERT OR REPLACE INTO snapshot VALUES (?,?,?,?,?)').run(id, upto, digest(whole.snapshot, whole.vector), whole.vector, whole.snapshot);
  const author = db.prepare('INSERT OR IGNORE INTO author VALUES (?,?,?,?,0)'); // of an epoch that is over
  for (const [client, person, at] of whole.authors) author.run(id, client, person, at);
  db.prepare('INSERT OR IGNORE INTO history SELECT section, seq, row_number() OVER (PARTITION BY seq ORDER BY id) - 1, person, at, key, old, new FROM change WHERE section = ?').run(id);
  db.prepare('DELETE FROM change WHERE section = ?').run(id);
  db.prepare("INSERT INTO event (at, type, archive, section, seq) VALUES (?, 'section', ?, ?, ?)").run(now, archive, name, upto);
  forget(db, id);
  return newest;
}

function isSound(db: Connection, index: LogIndex, doc: string): boolean {
  const section = index.get(doc);
  if (!section) return false;
  try {
    new LogReader(db).read(section);
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'broken') return false;
    throw error;
  }
}

/** Sound heads only: a number in a damaged one may be anything. */
function newestInHeads(db: Connection, id: number): number {
  let newest = 0;
  for (const head of db.prepare<[], Buffer>('SELECT head FROM log').pluck().iterate()) {
    if (headIsWhole(head)) for (const [section, seq] of headEntries(head)) if (section === id) newest = Math.max(newest, seq);
  }
  return newest;
}

/** Takes the section out of damaged rows of the log, and those rows that nobody else is named in; rows without use to anybody go too. */
function forget(db: Connection, id: number): void {
  const uptoOf = new Map(db.prepare<[], [number, number]>('SELECT id, upto FROM section').raw().all());
  for (const { row, head } of db.prepare<[], { row: number; head: Buffer }>('SELECT id AS row, head FROM log').all()) {
    const whole = headIsWhole(head);
    const entries = [...headEntries(head)].filter(([section]) => whole || (section !== id && uptoOf.has(section)));
    const needed = entries.some(([section, seq]) => seq > (uptoOf.get(section) ?? 0));
    if (!needed) db.prepare('DELETE FROM log WHERE id = ?').run(row);
    else if (!whole) db.prepare('UPDATE log SET head = ? WHERE id = ?').run(unsoundHead(entries), row);
  }
}
