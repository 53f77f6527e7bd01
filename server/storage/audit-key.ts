/** The key of the chain of what was done: from the settings, or a file beside the databases that only its owner reads and no backup takes along. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditKeyId } from './audit-writer.ts';
import type { AuditWriter } from './audit-writer.ts';
import type { Connection } from './database.ts';
import { StorageError } from './storage.ts';

export const AUDIT_KEY_FILE = 'audit.key';

/** What `DOSSIER_AUDIT_KEY` says, or the file; made where it is missing. */
export function auditKey(folder: string, given: string | null): Uint8Array {
  const there = auditKeyIfThere(folder, given);
  if (there !== null) return there;
  const key = randomBytes(32);
  writeFileSync(join(folder, AUDIT_KEY_FILE), `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

/** Null: nobody has one for this folder, as for a backup. */
export function auditKeyIfThere(folder: string, given: string | null): Uint8Array | null {
  if (given !== null) return Buffer.from(given, 'utf8');
  try {
    const key = Buffer.from(readFileSync(join(folder, AUDIT_KEY_FILE), 'utf8').trim(), 'hex');
    if (key.length !== 32) throw new StorageError('broken', `${AUDIT_KEY_FILE} in ${folder} is damaged: it holds 64 letters from 0 to f.`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Begins the chain, or goes on under another key: the row names the key and the head before it, so that one knows from where on which key counts. Answers whether it did. */
export function beginChain(db: Connection, audit: AuditWriter, key: Uint8Array, at: number): boolean {
  const id = auditKeyId(key);
  const before = audit.head();
  const last = before.seq === 0 ? undefined : db.prepare<[], string>("SELECT body FROM audit WHERE action = 'chainBegun' ORDER BY seq DESC LIMIT 1").pluck().get();
  if (last !== undefined && (JSON.parse(last) as { object?: string }).object === id) return false;
  audit.add([{ action: 'chainBegun', actor: null, object: id, outcome: 'done', detail: { seq: before.seq, mac: before.mac.toString('hex') } }], at);
  return true;
}
