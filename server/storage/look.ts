/** What a doctor sees of a stopped folder without reading all of it: which version's it is, what is damaged as far as a start would notice, who may administer. Changes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Work } from './disk.ts';
import { openReadOnly } from './database.ts';
import { LogIndex } from './log-index.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { StorageError } from './storage.ts';
import { cutOff, lookAt } from './upgrade.ts';
import type { FileUpgrade } from './upgrade.ts';

export interface Look {
  /** Sections in quarantine. */
  readonly damaged: number;
  /** Active people with the role of an administrator in the directory. */
  readonly administrators: number;
  /** When a token last brought that role, milliseconds since 1970; null: never. */
  readonly administratorSeen: number | null;
  /** What the next start would bring up to date. */
  readonly upgrades: readonly FileUpgrade[];
  /** A restore was cut off; `backup`: the one to restore once more. */
  readonly cutOff: { readonly backup: string | null } | null;
}

/** The moment at which a token last brought the role of an administrator, as a setting. */
export const ADMINISTRATOR_SEEN = 'administrator-seen';

/** Throws `missing` for a folder without archives, `version` and `broken` as a start would. */
export function* lookAround({ folder }: { readonly folder: string }): Work<Look> {
  yield { done: 0, total: 1 };
  const restoring = cutOff(folder);
  if (restoring !== null) return { damaged: 0, administrators: 0, administratorSeen: null, upgrades: [], cutOff: { backup: restoring.backup } };
  if (!existsSync(join(folder, ARCHIVE_FILE.name))) throw new StorageError('missing', `${folder} holds no archives: there is no ${ARCHIVE_FILE.name} in it.`);
  const upgrades = lookAt(folder).filter(({ from, to }) => from !== to);
  const db = openReadOnly(join(folder, ARCHIVE_FILE.name));
  try {
    const seen = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(`setting:${ADMINISTRATOR_SEEN}`);
    return {
      damaged: new LogIndex(db).everything().filter(({ broken }) => broken !== null).length,
      administrators: db.prepare(`SELECT count(*) FROM person WHERE active = 1 AND roles LIKE '%"admin"%'`).pluck().get() as number,
      administratorSeen: seen === undefined ? null : JSON.parse(seen) as number,
      upgrades, cutOff: null,
    };
  } finally {
    db.close();
  }
}
