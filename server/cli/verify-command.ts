/** `dossier verify`: reads a data folder or a backup from end to end and names everything that is damaged, in the chain of what was done too. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { auditKeyIfThere } from '../storage/audit-key.ts';
import { readHeads } from '../storage/audit-verify.ts';
import { maintain } from '../storage/maintenance.ts';
import { showBytes } from './progress.ts';
import { CommandError, EXIT, needFiles, needFolder } from './world.ts';
import type { World } from './world.ts';

export interface VerifyArguments {
  /** `seq:mac`. */
  readonly head?: readonly string[];
  /** Files with heads: lines of a log, of a syslog, or what the server keeps. */
  readonly heads?: readonly string[];
  /** Files with keys of earlier parts of the chain. */
  readonly auditKey?: readonly string[];
}

/** Answers the exit code: 1 when anything is damaged. */
export async function verifyCommand(named: string | undefined, world: World, given: VerifyArguments = {}): Promise<number> {
  const config = readConfig(world.env, 'command');
  if (named === undefined) needFiles(config, 'verify', 'name the folder of a backup, or unset the variable.');
  const folder = named === undefined ? config.data : resolve(named);
  needFolder(folder);
  const heads = [...(given.head ?? []).flatMap((text) => {
    const [head] = readHeads(text, '--head');
    if (!head) throw new CommandError(EXIT.usage, `--head ${text}: give the number of a row and its code as they were kept, 1234:5f…`);
    return [head];
  }), ...(given.heads ?? []).flatMap((file) => readHeads(readText(file), file))];
  // a backup has no key: it is the one of the folder that it was made of
  const key = config.auditKey ?? auditKeyIfThere(folder, null)?.toString('hex') ?? auditKeyIfThere(config.data, null)?.toString('hex') ?? null;
  const progress = showBytes(world, 'Verifying');
  try {
    const { at, sections, updates, files, audit, faults } = await maintain({ kind: 'verify', folder, audit: { key, earlier: (given.auditKey ?? []).map((file) => readText(file).trim()), heads } }, (done, total) => progress.at(done, total));
    progress.end();
    world.out(`${folder}${at === null ? '' : `, a backup as of ${at}`}: ${sections} sections with ${updates} edits, ${files} files${audit === null ? '' : `, ${audit.rows} rows of the audit`}; ${faults.length === 0 ? 'everything is sound.' : `${faults.length} damaged:`}`);
    for (const { kind, name, text } of faults) world.out(`  ${kind} ${name}: ${text}`);
    for (const { from, to, key: id } of audit?.unchecked ?? []) world.out(`  Not checked: rows ${from} to ${to} of the audit were written under the key ${id}, which is not here; name its file with --audit-key.`);
    return faults.length === 0 ? EXIT.done : EXIT.failed;
  } finally {
    progress.end();
  }
}

function readText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw new CommandError(EXIT.usage, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
