/** `dossier import`: over the data folder, or through a running server; the same job, the same report. */
import { writeFile } from 'node:fs/promises';
import type { ImportReport, JobView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { ImportFile } from '../services/import/csv.ts';
import { filesAt, sourceOf } from '../services/import/files.ts';
import { withDossier } from './local.ts';
import { showProgress, type ProgressShow } from './progress.ts';
import { remoteOf, type Remote, type RemoteOptions } from './remote.ts';
import { reportCsv, reportLines } from './report-text.ts';
import { CommandError, EXIT, type World } from './world.ts';

export interface ImportArguments extends RemoteOptions {
  readonly source?: string;
  readonly department?: string;
  readonly dryRun: boolean;
  readonly report?: string;
}

interface Wish { readonly files: readonly ImportFile[]; readonly source: string; readonly department: string | null; readonly dryRun: boolean }

/** Author of what an import over the data folder writes: no person has signed in. */
const COMMAND = 'dossier:import' as PersonId;
const ASK_EVERY_MS = 300;

/** Answers the exit code. */
export async function importCommand(path: string, options: ImportArguments, world: World): Promise<number> {
  const remote = remoteOf(options);
  const files = await filesAt(path).catch((error: unknown) => {
    throw new CommandError(EXIT.usage, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (files.length === 0) throw new CommandError(EXIT.usage, `${path} holds no .csv, .tsv or .txt file.`);
  const wish: Wish = { files, source: options.source ?? (await sourceOf(path)), department: options.department ?? null, dryRun: options.dryRun };
  const progress = showProgress(world, options.dryRun ? 'Trying' : 'Importing');
  let job: JobView;
  try {
    job = remote ? await through(remote, wish, progress) : await here(world, wish, progress);
  } finally {
    progress.end();
  }
  if (job.state !== 'done' || !job.report) throw new CommandError(EXIT.failed, `The import failed: ${job.error ?? 'no reason given.'}`);
  for (const line of reportLines(job.report)) world.out(line);
  if (options.report !== undefined) await writeReport(options.report, job.report, world);
  return job.report.tables.some(({ table, counts }) => table === 'none' || (counts.refused ?? 0) > 0) ? EXIT.refused : EXIT.done;
}

async function here(world: World, wish: Wish, progress: ProgressShow): Promise<JobView> {
  return withDossier(world, async ({ imports }) => {
    const { id } = await imports.start({ ...wish, by: COMMAND });
    imports.watch(id, ({ done, total }) => progress.at(done, total));
    await imports.settled();
    const job = await imports.job(id);
    if (!job) throw new CommandError(EXIT.failed, 'The import left no report.');
    return job;
  });
}

async function through(remote: Remote, wish: Wish, progress: ProgressShow): Promise<JobView> {
  let job = await remote.upload(wish.files, { source: wish.source, dryRun: String(wish.dryRun), ...(wish.department === null ? {} : { department: wish.department }) });
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    job = await remote.json<JobView>('GET', `/api/jobs/${encodeURIComponent(job.id)}`);
    progress.at(job.done, job.total);
  }
  return job;
}

async function writeReport(file: string, report: ImportReport, world: World): Promise<void> {
  await writeFile(file, /\.csv$/i.test(file) ? reportCsv(report) : `${JSON.stringify(report, null, 2)}\n`);
  world.out(`The report is in ${file}.`);
}
