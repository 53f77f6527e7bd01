/** `dossier verify`: reads a data folder or a backup from end to end and names everything that is damaged. */
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { maintain } from '../storage/maintenance.ts';
import { showBytes } from './progress.ts';
import { EXIT, needFolder } from './world.ts';
import type { World } from './world.ts';

/** Answers the exit code: 1 when anything is damaged. */
export async function verifyCommand(named: string | undefined, world: World): Promise<number> {
  const folder = named === undefined ? readConfig(world.env, 'command').data : resolve(named);
  needFolder(folder);
  const progress = showBytes(world, 'Verifying');
  try {
    const { at, sections, updates, files, faults } = await maintain({ kind: 'verify', folder }, (done, total) => progress.at(done, total));
    progress.end();
    world.out(`${folder}${at === null ? '' : `, a backup as of ${at}`}: ${sections} sections with ${updates} edits, ${files} files; ${faults.length === 0 ? 'everything is sound.' : `${faults.length} damaged:`}`);
    for (const { kind, name, text } of faults) world.out(`  ${kind} ${name}: ${text}`);
    return faults.length === 0 ? EXIT.done : EXIT.failed;
  } finally {
    progress.end();
  }
}
