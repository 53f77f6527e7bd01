/**
 * Where a page of the register ended: the values that it was sorted by and the row. Values, not places, so that it holds while archives come, go and change. Sealed for the person who asked:
 * the number of a row would tell how many archives there are that they may not see, and whoever else sends it on learns nothing of what the first one saw.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { PersonId } from '../../model/ids.ts';
import type { Scalar } from './cells-column.ts';
import type { Connection } from './database.ts';
import { FEED_KEY } from './event-store.ts';

export interface Cursor { readonly values: readonly (Scalar | null)[]; readonly row: number }
export interface CursorSeal { seal(cursor: Cursor, person: PersonId): string; /** Null: the first page, or a text that is none of ours or another's. */ open(text: string | null, person: PersonId): Cursor | null }

const IV = 12;
const TAG = 16;
/** Filled up to a multiple of this, so that its length does not tell how many digits the row has. */
const BLOCK = 32;

export function cursorSeal(key: () => Uint8Array): CursorSeal {
  return {
    seal({ values, row }, person) {
      const plain = Buffer.from(JSON.stringify([row, ...values]));
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(person));
      // blanks behind JSON say nothing
      return Buffer.concat([iv, cipher.update(plain), cipher.update(Buffer.alloc((BLOCK - (plain.length % BLOCK)) % BLOCK, ' ')), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(text, person) {
      if (text === null) return null;
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= IV + TAG) return null;
      try {
        const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, IV)).setAAD(Buffer.from(person)).setAuthTag(bytes.subarray(-TAG));
        const [row, ...values] = JSON.parse(Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]).toString()) as [number, ...(Scalar | null)[]];
        return { row, values };
      } catch {
        return null; // not sealed by us for this person: the beginning
      }
    },
  };
}

/** The key comes of the one that seals places in the feed, which the folder keeps; a folder without one has cursors until its thread ends. */
export function sealOf(db: Connection): CursorSeal {
  const kept = db.prepare<[], string>(`SELECT value FROM archive.setting WHERE key = 'setting:${FEED_KEY}'`).pluck();
  const until = randomBytes(32);
  let key: Uint8Array | null = null;
  return cursorSeal(() => {
    if (key !== null) return key;
    const found = kept.get();
    return found === undefined ? until : (key = new Uint8Array(hkdfSync('sha256', Buffer.from(JSON.parse(found) as string, 'base64'), '', 'dossier register cursor', 32)));
  });
}
