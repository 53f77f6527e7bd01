/** Imports as jobs: started, watched while they run, kept with their report. One at a time, so that two never decide about the same row. */
import type { JobView } from '../../../model/api.ts';
import { newRowId, type PersonId, type RandomBytes } from '../../../model/ids.ts';
import type { Clock } from '../../clock.ts';
import type { FactsStore } from '../../storage/storage.ts';
import type { ImportFile } from './csv.ts';
import type { ImportPort } from './port.ts';
import { checkOptions, runImport, type ImportOptions } from './run.ts';

export interface ImportRequest extends Pick<ImportOptions, 'source' | 'department' | 'dryRun'> {
  readonly files: readonly ImportFile[];
  /** Author of what the import writes. */
  readonly by: PersonId;
  /** Called when the files are no longer needed. */
  readonly release?: () => Promise<void>;
}

export interface Imports {
  /** Answers at once with the queued job. Throws a `Refusal` for options that cannot be. */
  start(request: ImportRequest): Promise<JobView>;
  /** Null for a job that never was. One that a stop of the server cut off is `failed`. */
  job(id: string): Promise<JobView | null>;
  /** Hears every change of a job until it ended, of one that just ended its end; undefined for any other. */
  watch(id: string, listener: (job: JobView) => void): (() => void) | undefined;
  /** Resolves when no import is under way or waiting. */
  settled(): Promise<void>;
}

export interface ImportsOptions {
  readonly facts: Pick<FactsStore, 'putJob' | 'job'>;
  readonly portFor: (by: PersonId) => ImportPort;
  /** Of amounts that name none (`DOSSIER_CURRENCY`). */
  readonly currency: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Hears of failures that are no refusal, with the error itself. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between two writings of a running job's progress. */
const WRITE_EVERY = 1_000;
/** Ended jobs that are remembered besides those on disk. */
const KEPT = 100;

export function createImports(options: ImportsOptions): Imports {
  const { facts, clock } = options;
  const live = new Map<string, JobView>();
  /** The last ones, whether or not their report could be stored. */
  const ended = new Map<string, JobView>();
  const listeners = new Map<string, Set<(job: JobView) => void>>();
  let queue: Promise<void> = Promise.resolve();

  const show = (job: JobView): void => {
    live.set(job.id, job);
    for (const listener of listeners.get(job.id) ?? []) listener(job);
  };

  async function work(job: JobView, request: ImportRequest): Promise<void> {
    let current: JobView = { ...job, state: 'running' };
    let written = clock.now();
    show(current);
    try {
      const report = await runImport(options.portFor(request.by), request.files, { ...request, currency: options.currency }, (done, total) => {
        current = { ...current, done, total };
        show(current);
        if (clock.now() - written < WRITE_EVERY) return;
        written = clock.now();
        // A lost progress is no loss: the end is written below and reports its own failure.
        facts.putJob(current).catch(options.onError);
      });
      current = { ...current, state: 'done', report };
    } catch (error) {
      options.onError(error);
      current = { ...current, state: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
    try {
      await facts.putJob(current);
      await request.release?.();
    } catch (error) {
      options.onError(error); // the import itself stands; its report is still shown below
    }
    show(current);
    live.delete(current.id);
    listeners.delete(current.id);
    ended.set(current.id, current);
    if (ended.size > KEPT) ended.delete(ended.keys().next().value ?? '');
  }

  return {
    async start(request) {
      checkOptions(request);
      const job: JobView = { id: newRowId(options.random), kind: 'import', state: 'queued', done: 0, total: null, report: null, error: null };
      await facts.putJob(job);
      show(job);
      queue = queue.then(() => work(job, request));
      return job;
    },
    async job(id) {
      const known = live.get(id) ?? ended.get(id) ?? (await facts.job(id));
      if (!known || live.has(id) || known.state === 'done' || known.state === 'failed') return known;
      return { ...known, state: 'failed', error: 'The server stopped while this import ran. Import the same files again: what is there already stays as it is.' };
    },
    watch(id, listener) {
      const over = live.has(id) ? undefined : ended.get(id);
      // It ended between the caller's two questions: the last word still comes.
      if (over) queueMicrotask(() => listener(over));
      if (!live.has(id)) return over && (() => undefined);
      const heard = listeners.get(id) ?? new Set();
      listeners.set(id, heard.add(listener));
      return () => heard.delete(listener);
    },
    settled: () => queue,
  };
}
