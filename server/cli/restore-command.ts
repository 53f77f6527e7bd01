/** `dossier restore`: a whole backup in the place of a data folder, or one section of it; the folder's server is stopped. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { docName, parseArchiveId } from '../../model/ids.ts';
import { parseDocSection } from '../../model/sections.ts';
import { readConfig } from '../config.ts';
import { maintain } from '../storage/maintenance.ts';
import { showBytes } from './progress.ts';
import { CommandError, EXIT, needFiles, needFolder } from './world.ts';
import type { World } from './world.ts';

export interface RestoreArguments { readonly data?: string; readonly section?: string; readonly from?: string; readonly replace: boolean }

/** Answers the exit code. */
export async function restoreCommand(backup: string | undefined, options: RestoreArguments, world: World): Promise<number> {
  const config = readConfig(world.env, 'command');
  needFiles(config, 'restore', 'use PostgreSQL’s own programs (pg_restore, or a pg_basebackup with its archived logs), or unset the variable for a folder.');
  const folder = resolve(options.data ?? config.data);
  const { section, from, replace } = options;
  if (section !== undefined) {
    if (from === undefined || backup !== undefined) throw new CommandError(EXIT.usage, '--section needs --from <backup>, and no other backup.');
    return one(folder, section, resolve(from), replace, world);
  }
  if (backup === undefined || from !== undefined) throw new CommandError(EXIT.usage, 'Name the folder of a backup, as in `dossier restore data/backups/backup-…`.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const progress = showBytes(world, 'Restoring');
  try {
    const { at, sections, files, aside, faults, configuration } = await maintain({ kind: 'restore', folder, lock: true, backup: resolve(backup), replace, now: world.now() }, (done, total) => progress.at(done, total));
    progress.end();
    world.out(`${folder} is as it was at ${at}: ${sections} sections, ${files} files. What was done later is not in it; pages that are open take a new copy.`);
    if (aside !== null) world.out(`What was there before is in ${aside}.`);
    for (const line of otherSettings(configuration, world.env)) world.out(line);
    for (const { name, text } of faults) world.err(`Damaged in the backup already: ${name}: ${text}`);
    return faults.length > 0 ? EXIT.refused : EXIT.done;
  } finally {
    progress.end();
  }
}

async function one(folder: string, name: string, backup: string, replace: boolean, world: World): Promise<number> {
  const [archive, section = '', ...rest] = name.split('/');
  const id = parseArchiveId(archive ?? '');
  if (id === undefined || parseDocSection(section) === undefined || rest.length > 0) throw new CommandError(EXIT.usage, `--section ${JSON.stringify(name)} must be archive/section, such as ALFKI/profile.`);
  const doc = docName(id, section);
  needFolder(folder);
  const { at, seq, newest } = await maintain({ kind: 'restore-section', folder, lock: true, backup, doc, replace, now: world.now() });
  world.out(`${doc} is as it was at ${at}, after ${seq} edits.${newest > seq ? ` ${newest - seq} later ones are lost; the history still names those that it knew.` : ''}`);
  return EXIT.done;
}

/** The backup's server was told something else: a restore on another computer needs to know it. Secrets are in no backup. */
function otherSettings(kept: Readonly<Record<string, string>> | null, env: World['env']): readonly string[] {
  const other = Object.entries(kept ?? {}).filter(([name, value]) => !PLACES.has(name) && env[name]?.trim() !== value);
  if (other.length === 0) return [];
  return ['The server that made the backup had these settings, which are not set so here (secrets are in no backup):', ...other.map(([name, value]) => `  ${name}=${value}`)];
}

/** Each computer has its own. */
const PLACES: ReadonlySet<string> = new Set(['DOSSIER_DATA', 'DOSSIER_BACKUP']);
