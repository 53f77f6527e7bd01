/** The key of the chain of what was done: from the settings, or a file beside the databases that only its owner reads and no backup takes along. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditKeyId } from './audit-writer.ts';
import type { AuditWriter } from './audit-writer.ts';
import type { Connection } from './database.ts';
import { StorageError } from './storage.ts';

export const AUDIT_KEY_FILE = 'audit.key';
/** Heads of the chain, a line every hour. */
export const AUDIT_HEADS_FILE = 'audit.heads';

/** What `DOSSIER_AUDIT_KEY` says, or the file; made where it is missing. */
export function auditKey(folder: string, given: string | null): Uint8Array {
  const there = auditKeyIfThere(folder, given);
  if (there !== null) return there;
  const key = randomBytes(32);
  writeFileSync(join(folder, AUDIT_KEY_FILE), `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

/** What a key file holds, or a text of 32 bytes and more. */
export const keyOf = (text: string): Buffer => (/^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'utf8'));

/** Null: nobody has one for this folder, as for a backup. */
export function auditKeyIfThere(folder: string, given: string | null): Buffer | null {
  if (given !== null) return keyOf(given);
  try {
    const key = Buffer.from(readFileSync(join(folder, AUDIT_KEY_FILE), 'utf8').trim(), 'hex');
    if (key.length !== 32) throw new StorageError('broken', `${AUDIT_KEY_FILE} in ${folder} is damaged: it holds 64 letters from 0 to f.`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Begins the chain, or goes on under another key: the row names the key and the head before it, so that one knows from where on which key counts. Answers whether the folder has come out of a backup: what it knew of its newest row is of a time that is gone. */
export function beginChain(db: Connection, audit: AuditWriter, key: Uint8Array, at: number): boolean {
  const restored = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'setting:audit-restored'").pluck().get();
  const id = auditKeyId(key);
  const before = audit.head();
  const last = before.seq === 0 ? undefined : db.prepare<[], string>("SELECT body FROM audit WHERE action = 'chainBegun' ORDER BY seq DESC LIMIT 1").pluck().get();
  const goesOn = last !== undefined && (JSON.parse(last) as { object?: string }).object === id;
  if (!goesOn) audit.add([{ action: 'chainBegun', actor: null, object: id, outcome: 'done', detail: { seq: before.seq, mac: before.mac.toString('hex') } }], at);
  if (restored === undefined) return false;
  audit.add([{ action: 'restored', actor: null, outcome: 'done', detail: { at: new Date(Number(restored)).toISOString() } }], at);
  db.prepare("DELETE FROM setting WHERE key = 'setting:audit-restored'").run();
  return true;
}

/** Heads of the time before a restore are no heads of what is there now. */
export function putHeadsAside(folder: string, at: number): void {
  const file = join(folder, AUDIT_HEADS_FILE);
  if (existsSync(file)) renameSync(file, `${file}-until-${new Date(at).toISOString().replaceAll(':', '')}`);
}
