/**
 * Reads a whole data folder or backup and says what is wrong with it: databases, every row of the log, every update, snapshot and file, every section as a document,
 * numbers without gaps, authors, history. Changes nothing, so it may run beside a server.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { checkChain, localHeads } from './audit-check.ts';
import type { AuditProof, AuditReport } from './audit-check.ts';
import { placeOfFile } from './backup.ts';
import { asStorageError, openReadOnly, schemaOf } from './database.ts';
import type { Connection, FileConnection } from './database.ts';
import { codeOf, hashOf } from './disk.ts';
import type { Work } from './disk.ts';
import { LogIndex } from './log-index.ts';
import type { Section } from './log-index.ts';
import { LogReader } from './log-reader.ts';
import { MANIFEST, readContents, readManifest } from './manifest.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { StorageError } from './storage.ts';

/** `section`: it alone is concerned and in quarantine. `file`, `database`, `backup`: the bytes of a file are not those that were stored. `facts`: computed values lag behind or name what is not there. */
export interface Fault { readonly kind: 'section' | 'file' | 'database' | 'backup' | 'facts' | 'audit'; readonly name: string; readonly text: string }
export interface VerifyReport {
  readonly folder: string;
  /** When the backup was made; null for a data folder. */
  readonly at: string | null;
  readonly sections: number;
  readonly updates: number;
  readonly files: number;
  /** The chain of what was done; null: a folder of an earlier release has none. */
  readonly audit: Pick<AuditReport, 'rows' | 'unchecked'> | null;
  readonly faults: readonly Fault[];
}

const NO_PROOF: AuditProof = { key: null, earlier: [], heads: [] };

/** Throws where there is nothing to verify, `missing`, and for a folder of a newer Dossier, `version`. */
export function* verifyFolder(folder: string, proof: AuditProof = NO_PROOF): Work<VerifyReport> {
  if (!existsSync(join(folder, ARCHIVE_FILE.name))) throw new StorageError('missing', `${folder} holds no archives: there is no ${ARCHIVE_FILE.name} in it.`);
  const faults: Fault[] = [];
  const fault = (kind: Fault['kind'], name: string, text: string): void => { faults.push({ kind, name, text }); };
  const backup = existsSync(join(folder, MANIFEST)) ? readManifest(folder) : null;
  const listed = backup ? readContents(folder, backup).files : [];
  // before the databases: beside a running server they go on meanwhile. A backup's two databases are of different moments
  const heads = [...proof.heads, ...(backup ? [] : localHeads(folder))];
  let audit: VerifyReport['audit'] = null;
  const databases = [ARCHIVE_FILE, FACTS_FILE].filter(({ name }) => existsSync(join(folder, name)));
  let total = databases.reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0) + (backup?.bytes ?? 0);
  let done = 0;
  const moved = (bytes: number) => ({ done: Math.min(total, done += bytes), total });
  yield { done, total };

  for (const { path, sha256 } of listed) {
    const hash = yield* hashIfThere(join(folder, path), moved);
    if (hash !== sha256) fault('backup', path, hash === null ? 'is missing' : 'has other bytes than the manifest says');
  }
  let sections = 0;
  let updates = 0;
  let files = 0;
  for (const kind of databases) {
    let db: FileConnection | null = null;
    try {
      db = openReadOnly(join(folder, kind.name));
      schemaOf(db, kind);
      db.exec('BEGIN'); // one moment, however long the reading takes
      for (const line of db.pragma('integrity_check(20)', { simple: false }) as { integrity_check: string }[]) if (line.integrity_check !== 'ok') fault('database', kind.name, line.integrity_check);
      yield moved(statSync(join(folder, kind.name)).size / 2);
      if (kind !== ARCHIVE_FILE) continue;
      for (const found of checkSections(db)) {
        sections++;
        updates += found.updates;
        if (found.broken !== null) fault('section', found.doc, found.broken);
        yield { done, total };
      }
      const chain = checkChain(db, folder, proof, heads);
      for (let step = chain.next(); ; step = chain.next()) {
        if (step.done === true) {
          audit = step.value;
          for (const { seq, text } of step.value?.faults ?? []) fault('audit', `row ${seq}`, text);
          break;
        }
        yield { done, total };
      }
      const named = db.prepare<[], { id: string; archive: string; sha256: string; size: number }>('SELECT id, archive, sha256, size FROM file ORDER BY id').all();
      total += named.reduce((sum, { size }) => sum + size, 0);
      for (const { id, archive, sha256 } of named) {
        files++;
        const hash = yield* hashIfThere(join(folder, placeOfFile(sha256)), moved);
        // beside a running server: it may have been removed since the rows were read
        if (hash !== sha256 && isNamed(folder, id)) fault('file', `${archive}/${id}`, hash === null ? `its bytes are missing (${placeOfFile(sha256)})` : `its bytes are not those that were stored (${placeOfFile(sha256)})`);
      }
    } catch (error) {
      const known = asStorageError(error);
      if (!known || known.code === 'version') throw known ?? error;
      fault('database', kind.name, known.message);
    } finally {
      db?.close();
    }
  }
  return { folder, at: backup?.at ?? null, sections, updates, files, audit, faults };
}

/** As of now, not of the moment at which reading began. */
function isNamed(folder: string, id: string): boolean {
  const db = openReadOnly(join(folder, ARCHIVE_FILE.name));
  try {
    return db.prepare('SELECT 1 FROM file WHERE id = ?').get(id) !== undefined;
  } finally {
    db.close();
  }
}

function* hashIfThere(path: string, moved: (bytes: number) => { done: number; total: number }): Work<string | null> {
  try {
    return yield* hashOf(path, moved);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export function* checkSections(db: Connection): Generator<{ readonly doc: string; readonly updates: number; readonly broken: string | null }> {
  const index = new LogIndex(db);
  const reader = new LogReader(db);
  const bound = db.prepare<[number], number>('SELECT client FROM author WHERE section = ?').pluck();
  const history = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'history'").get() === undefined ? null : db.prepare<[number], number | null>('SELECT max(seq) FROM history WHERE section = ?').pluck();
  for (const { id, doc, seq, broken } of index.everything()) {
    const section = index.get(doc);
    if (section === null) continue;
    const late = (history?.get(id) ?? 0) > section.upto ? 'its history names updates that are not in its snapshot' : null;
    yield { doc, updates: seq, broken: broken ?? whatIsWrong(reader, section, new Set(bound.all(id))) ?? late };
  }
}

function whatIsWrong(reader: LogReader, section: Section, authors: ReadonlySet<number>): string | null {
  const doc = new Y.Doc({ gc: false });
  try {
    const { snapshot, stateVector, tail } = reader.read(section);
    if (snapshot) Y.applyUpdate(doc, snapshot);
    if (snapshot && stateVector && !sameVector(Y.encodeStateVector(doc), stateVector)) return 'its snapshot and its state vector do not belong together';
    for (const update of tail) Y.applyUpdate(doc, update);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return 'its document waits for updates that are not there';
    for (const author of doc.store.clients.keys()) if (!authors.has(author)) return `author id ${author} belongs to nobody`;
    return null;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'broken') return section.broken ?? error.message;
    return `its bytes make no document: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    doc.destroy();
  }
}

function sameVector(a: Uint8Array, b: Uint8Array): boolean {
  const [left, right] = [Y.decodeStateVector(a), Y.decodeStateVector(b)];
  return left.size === right.size && [...left].every(([client, clock]) => right.get(client) === clock);
}
