/** `dossier import`: over the data folder, or through a running server; the same job, the same report. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportReport, JobView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { ImportMapping, ImportUpload, ImportView } from '../../model/import/api.ts';
import { systemClock } from '../clock.ts';
import { Refusal } from '../services/errors.ts';
import type { ImportFile } from '../services/import/readers/reader.ts';
import { checkMapping } from '../services/import/saved-mappings.ts';
import { FolderWatch } from '../services/import/watch.ts';
import { filesAt, sourceOf } from '../services/import/files.ts';
import { WHOLE } from '../services/import/run.ts';
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
  /** A file. */
  readonly mapping?: string;
  readonly saveMapping?: boolean;
  /** Id of a job. */
  readonly undo?: string;
  readonly watch?: boolean;
}

interface Wish { readonly files: readonly ImportFile[]; readonly source: string; readonly department: string | null; readonly dryRun: boolean; readonly mapping: ImportMapping | null; readonly save: boolean }

/** Author of what an import over the data folder writes: no person has signed in. */
const COMMAND = 'dossier:import' as PersonId;
const ASK_EVERY_MS = 300;

/** Answers the exit code. */
export async function importCommand(path: string | undefined, options: ImportArguments, world: World): Promise<number> {
  const remote = remoteOf(options);
  if (options.undo !== undefined) return undo(options.undo, remote, world);
  if (path === undefined) throw new CommandError(EXIT.usage, 'Name a folder or a file to import.');
  const mapping = options.mapping === undefined ? null : await mappingIn(options.mapping);
  if (options.watch) return watch(path, options, mapping, remote, world);
  const files = await filesAt(path).catch((error: unknown) => {
    throw new CommandError(EXIT.usage, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (files.length === 0) throw new CommandError(EXIT.usage, `${path} holds no file that can be imported: .csv, .tsv, .txt, .xlsx, .vcf or .jsonl.`);
  const wish: Wish = { files, source: options.source ?? (await sourceOf(path)), department: options.department ?? null, dryRun: options.dryRun, mapping, save: options.saveMapping ?? false };
  const progress = showProgress(world, options.dryRun ? 'Trying' : 'Importing');
  let job: JobView;
  try {
    job = remote ? await through(remote, wish, progress) : await here(world, wish, progress);
  } finally {
    progress.end();
  }
  if (job.state !== 'done' || !job.report) throw new CommandError(EXIT.failed, `The import failed: ${job.error ?? 'no reason given.'}`);
  for (const line of reportLines(job.report)) world.out(line);
  if (!options.dryRun) world.out(`This was import ${job.id}; \`dossier import --undo ${job.id} --url … --token …\` takes it back.`);
  if (options.report !== undefined) await writeReport(options.report, job.report, world);
  return job.report.tables.some(({ table, counts }) => table === 'none' || (counts.refused ?? 0) > 0) ? EXIT.refused : EXIT.done;
}

async function here(world: World, wish: Wish, progress: ProgressShow): Promise<JobView> {
  return withDossier(world, async ({ imports, mappings }) => {
    if (wish.save && wish.mapping !== null) await mappings.put(wish.source, wish.mapping, COMMAND);
    const mapping = wish.mapping ?? (await mappings.get(wish.source))?.mapping ?? null;
    const { id } = await imports.start({ ...wish, mapping, by: COMMAND, may: WHOLE });
    imports.watch(id, ({ done, total }) => progress.at(done, total));
    await imports.settled();
    const job = await imports.job(id);
    if (!job) throw new CommandError(EXIT.failed, 'The import left no report.');
    return job;
  });
}

async function through(remote: Remote, wish: Wish, progress: ProgressShow): Promise<JobView> {
  let job = await begun(remote, wish);
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    job = await remote.json<JobView>('GET', `/api/jobs/${encodeURIComponent(job.id)}`);
    progress.at(job.done, job.total);
  }
  return job;
}

/** With a mapping in two steps: the files, then what becomes of them. */
async function begun(remote: Remote, wish: Wish): Promise<JobView> {
  const { source, department, dryRun, mapping, save } = wish;
  if (mapping === null) return remote.upload<JobView>('/api/imports', wish.files, { source, dryRun: String(dryRun), ...(department === null ? {} : { department }) });
  const upload = await remote.upload<ImportUpload>('/api/import-uploads', wish.files, { source });
  return remote.json<JobView>('POST', '/api/imports', { upload: upload.id, source, department, dryRun, mapping, save });
}

async function mappingIn(file: string): Promise<ImportMapping> {
  try {
    return checkMapping(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const why = error instanceof Refusal ? error.problems.map(({ field, message }) => `\n  ${field} ${message}`).join('') : `: ${error instanceof Error ? error.message : String(error)}`;
    throw new CommandError(EXIT.usage, `${file} is no mapping${why}`);
  }
}

/** Whoever undoes needs a right on each section, so it is a person's doing, through the server. */
async function undo(id: string, remote: Remote | null, world: World): Promise<number> {
  if (!remote) throw new CommandError(EXIT.usage, 'An import is undone by a person with the right, through the running server: add --url and --token.');
  let view = await remote.json<ImportView>('POST', `/api/imports/${encodeURIComponent(id)}/undo`);
  while (view.undoing) {
    await new Promise((again) => setTimeout(again, ASK_EVERY_MS));
    view = await remote.json<ImportView>('GET', `/api/imports/${encodeURIComponent(id)}`);
  }
  if (!view.undone) throw new CommandError(EXIT.failed, 'The undoing was cut off; it goes on with the server’s next start.');
  const { removed, restored, kept, keptLeftOut } = view.undone;
  world.out(`Taken back: ${removed} removed, ${restored} restored, ${kept.length + keptLeftOut} kept because they were changed since.`);
  for (const { archive, key, reason } of kept) world.out(`  ${archive}${key === null ? '' : ` ${key}`}: ${reason}`);
  return kept.length + keptLeftOut > 0 ? EXIT.refused : EXIT.done;
}

/** Until it is stopped. */
async function watch(path: string, options: ImportArguments, mapping: ImportMapping | null, remote: Remote | null, world: World): Promise<number> {
  const folder = resolve(path);
  if (!(await stat(folder).then((found) => found.isDirectory(), () => false))) throw new CommandError(EXIT.usage, `${path} is no folder.`); // whatever keeps it from being read
  const source = options.source ?? (await sourceOf(folder));
  const stopped = world.stopped();
  const work = async (run: (wish: Wish, progress: ProgressShow) => Promise<JobView>): Promise<number> => {
    const looking = new FolderWatch({
      clock: systemClock, folders: () => Promise.resolve([{ folder, source, department: options.department ?? null, schedule: null }]), onError: (error) => { world.err(error instanceof Error ? error.message : String(error)); },
      async run(file) {
        const progress = showProgress(world, `Importing ${file.name}`);
        try {
          const job = await run({ files: [file], source, department: options.department ?? null, dryRun: false, mapping, save: false }, progress);
          for (const line of job.report ? reportLines(job.report) : [`${file.name}: ${job.error ?? 'failed'}`]) world.out(line);
          return job;
        } finally {
          progress.end();
        }
      },
    });
    await looking.look();
    looking.start();
    world.out(`Watching ${folder}; Ctrl+C ends it.`);
    await stopped;
    await looking.stop();
    return EXIT.done;
  };
  if (remote) return work((wish, progress) => through(remote, wish, progress));
  return withDossier(world, async ({ imports, mappings }) => work(async (wish, progress) => {
    const { id } = await imports.start({ ...wish, mapping: wish.mapping ?? (await mappings.get(source))?.mapping ?? null, by: COMMAND, may: WHOLE });
    imports.watch(id, ({ done, total }) => progress.at(done, total));
    await imports.settled();
    const job = await imports.job(id);
    if (!job) throw new CommandError(EXIT.failed, 'The import left no report.');
    return job;
  }));
}

async function writeReport(file: string, report: ImportReport, world: World): Promise<void> {
  await writeFile(file, /\.csv$/i.test(file) ? reportCsv(report) : `${JSON.stringify(report, null, 2)}\n`);
  world.out(`The report is in ${file}.`);
}
