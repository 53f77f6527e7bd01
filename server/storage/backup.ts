/**
 * Makes a backup of a data folder, also while a server writes to it: each database as it was at one moment (`VACUUM INTO` from a reader, which holds up no commit and
 * leaves behind what was deleted), the files it names, and a manifest. It is complete on disk before it has its name.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asStorageError, openReadOnly, openWritable } from './database.ts';
import { codeOf, hashOf, linkOrCopy, syncToDisk, writeDurably } from './disk.ts';
import type { Work } from './disk.ts';
import { LogIndex } from './log-index.ts';
import { CONFIGURATION, CONTENTS, FOLDER_ID, MANIFEST, hashOfText } from './manifest.ts';
import type { BackupBy, Contents, ContentsFile, Manifest } from './manifest.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { StorageError } from './storage.ts';
import type { BackupReport } from './storage.ts';

export interface BackupOptions {
  readonly folder: string;
  /** Where backups are kept; made where it is missing. */
  readonly into: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly version: string;
  /** Behind the moment in the name; default none. */
  readonly suffix?: string;
  /** Default `hand`. */
  readonly by?: BackupBy;
  /** The server's settings without its secrets, by variable; default: none are kept. */
  readonly configuration?: Readonly<Record<string, string>>;
}

/** Facts first: they follow from the archives, so older facts catch up at the next start. Files last: whatever the rows name is there by then. */
const DATABASES = [FACTS_FILE.name, ARCHIVE_FILE.name] as const;

export const placeOfFile = (sha256: string): string => join('files', sha256.slice(0, 2), sha256);

export function* makeBackup(options: BackupOptions): Work<BackupReport> {
  const { folder, into, now } = options;
  if (!existsSync(join(folder, ARCHIVE_FILE.name))) throw new StorageError('missing', `${folder} holds no archives: there is no ${ARCHIVE_FILE.name} in it.`);
  const at = new Date(now).toISOString();
  const name = freeName(into, `backup-${at.replaceAll(':', '').replace('.', '-')}${options.suffix ?? ''}`);
  // what a killed backup of this folder left behind goes; another folder's may be under way
  const mark = `.coming-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 8)}-`;
  const coming = join(into, `${mark}${name}`);
  let complete = false;
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(into)) if (old.startsWith(mark)) rmSync(join(into, old), { recursive: true });
    mkdirSync(coming, { mode: 0o700 });
    const { contents, schema, of } = yield* fill(coming, folder);
    const text = `${JSON.stringify(contents)}\n`;
    const manifest: Manifest = {
      format: 1, version: options.version, at, schema, sections: Object.keys(contents.sections).length, files: contents.files.length - DATABASES.length,
      bytes: contents.files.reduce((sum, { size }) => sum + size, 0), broken: Object.keys(contents.broken).length, missing: contents.missing.length, contents: hashOfText(text),
      by: options.by ?? 'hand', ...(of === null ? {} : { of }), ...(options.configuration ? { configuration: hashOfText(textOf(options.configuration)) } : {}),
    };
    writeDurably(join(coming, CONTENTS), text);
    if (options.configuration) writeDurably(join(coming, CONFIGURATION), textOf(options.configuration));
    writeDurably(join(coming, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    syncToDisk(coming);
    renameSync(coming, join(into, name));
    complete = true;
    syncToDisk(into);
    return { ...manifest, name, path: join(into, name), brokenSections: contents.broken, missingFiles: contents.missing };
  } catch (error) {
    throw asStorageError(error) ?? error;
  } finally {
    if (!complete) rmSync(coming, { recursive: true, force: true }); // also when nobody takes the work further
  }
}

const textOf = (configuration: Readonly<Record<string, string>>): string => `${JSON.stringify(configuration, null, 2)}\n`;

/** Two in one millisecond, or a clock that stands. */
function freeName(into: string, wish: string): string {
  let name = wish;
  for (let n = 2; existsSync(join(into, name)); n++) name = `${wish}-${n}`;
  return name;
}

function* fill(coming: string, folder: string): Work<{ readonly contents: Contents; readonly schema: Manifest['schema']; readonly of: string | null }> {
  const { databases, files } = sizesOf(folder);
  const total = 2 * databases + files;
  let done = 0;
  const moved = (bytes: number) => ({ done: Math.min(total, done += bytes), total });
  for (const name of DATABASES) {
    yield { done, total };
    const db = openReadOnly(join(folder, name));
    try {
      db.prepare('VACUUM INTO ?').run(join(coming, name));
    } finally {
      db.close();
    }
    if (name === ARCHIVE_FILE.name) dropSignIns(join(coming, name));
    chmodSync(join(coming, name), 0o600);
    syncToDisk(join(coming, name));
    yield moved(statSync(join(coming, name)).size);
  }
  const list: ContentsFile[] = [];
  for (const path of DATABASES) list.push({ path, size: statSync(join(coming, path)).size, sha256: yield* hashOf(join(coming, path), moved) });
  const { schema, sections, broken, named, of } = lookInto(coming);
  const missing: string[] = [];
  const folders = new Set(named.length > 0 ? [join(coming, 'files')] : []);
  for (const { sha256, size } of named) {
    const path = placeOfFile(sha256);
    folders.add(dirname(join(coming, path)));
    mkdirSync(dirname(join(coming, path)), { recursive: true, mode: 0o700 });
    try {
      linkOrCopy(join(folder, path), join(coming, path));
      list.push({ path, size, sha256 });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      missing.push(sha256); // a lost file is no reason to go without a backup of the rest; the backup names it
    }
    yield moved(size);
  }
  for (const made of folders) syncToDisk(made);
  return { contents: { files: list, sections, broken, missing }, schema, of };
}

/** The setting with the key that signs tokens of the server's own pages. */
export const OWN_KEY = 'own-key';

/** Who reads a backup, which may be many, must not be able to sign in as anybody: the server makes another key where this one is missing, and everyone signs in anew after a restore. */
function dropSignIns(path: string): void {
  const db = openWritable(path);
  try {
    db.prepare('DELETE FROM setting WHERE key = ?').run(`setting:${OWN_KEY}`);
    // a folder of 0.2 has none
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'session'").get() !== undefined) db.exec('DELETE FROM session');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

function sizesOf(folder: string): { readonly databases: number; readonly files: number } {
  let databases = 0;
  let files = 0;
  for (const name of DATABASES) {
    const db = openReadOnly(join(folder, name));
    databases += (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
    if (name === ARCHIVE_FILE.name) files = db.prepare('SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT sha256, size FROM file)').pluck().get() as number;
    db.close();
  }
  return { databases, files };
}

/** The copy, read as a server would at its start. */
function lookInto(coming: string) {
  const schema: Record<string, number> = {};
  for (const name of DATABASES) {
    const db = openReadOnly(join(coming, name));
    schema[name] = db.pragma('user_version', { simple: true }) as number;
    db.close();
  }
  const db = openReadOnly(join(coming, ARCHIVE_FILE.name));
  try {
    const all = new LogIndex(db).everything();
    const id = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(`setting:${FOLDER_ID}`);
    return {
      schema,
      of: id === undefined ? null : JSON.parse(id) as string,
      sections: Object.fromEntries(all.map(({ doc, seq }) => [doc, seq])),
      broken: Object.fromEntries(all.flatMap(({ doc, broken }) => (broken === null ? [] : [[doc, broken]]))),
      named: db.prepare<[], { sha256: string; size: number }>('SELECT DISTINCT sha256, size FROM file ORDER BY sha256').all(),
    };
  } finally {
    db.close();
  }
}
