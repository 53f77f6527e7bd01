/** Whether the folder for backups can be had: asked at the start, so that nobody learns it in the night of the first backup. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';

/** Makes it where it is missing; the one in the data folder is made with the first backup. Throws `ConfigError`. */
export async function needBackupFolder({ backups, data }: Pick<Config, 'backups' | 'data'>): Promise<void> {
  if (backups.startsWith(data + sep)) return;
  try {
    await mkdir(backups, { recursive: true, mode: 0o700 });
    await access(backups, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError([{ variable: 'DOSSIER_BACKUP', text: `names ${backups}, which is no folder that can be written to: ${error instanceof Error ? error.message : String(error)}` }]);
  }
}
