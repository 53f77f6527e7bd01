/** One file of a watched folder as an import: with the saved mapping of its source, to its end. */
import type { JobView } from '../../../model/api.ts';
import type { PersonId } from '../../../model/ids.ts';
import { parseDepartmentId } from '../../../model/ids.ts';
import type { WatchedFolder } from '../../../model/import/api.ts';
import type { Imports } from './jobs.ts';
import type { ImportFile } from './readers/reader.ts';
import { WHOLE } from './run.ts';
import type { SavedMappings } from './saved-mappings.ts';

/** Author of what comes so: no person has signed in. */
const WATCH = 'dossier:watch' as PersonId;

export const watchedImport = (imports: Imports, mappings: Pick<SavedMappings, 'get'>) => async (file: ImportFile, { source, department }: WatchedFolder): Promise<JobView> => {
  const mapping = (await mappings.get(source))?.mapping ?? null;
  const { id } = await imports.start({ files: [file], source, department: department === null ? null : (parseDepartmentId(department) ?? null), dryRun: false, by: WATCH, may: WHOLE, mapping });
  return new Promise((resolve, reject) => {
    const over = (job: JobView): void => { if (job.state === 'done' || job.state === 'failed') resolve(job); };
    if (imports.watch(id, over) === undefined) reject(new Error('an import ended unheard'));
  });
};
