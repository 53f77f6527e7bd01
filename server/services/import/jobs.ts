/** Imports as jobs: started, watched while they run, kept with their report, gone on with after a stop, undone. One at a time, so that two never decide about the same row. */
import type { ImportOutcome, JobView } from '../../../model/api.ts';
import type { DuplicateWish, ImportChoice, ImportMapping, ImportRows, ImportRowView, ImportUndo, ImportView, RowState } from '../../../model/import/api.ts';
import { newRowId, type ChangesetId, type PersonId, type RandomBytes } from '../../../model/ids.ts';
import type { Caller, Person } from '../../../model/rights.ts';
import type { Clock } from '../../clock.ts';
import type { ImportStore, StoredImportRow } from '../../storage/import-store.ts';
import type { FactsStore } from '../../storage/storage.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import type { DuplicateService } from '../duplicates/duplicates.ts';
import { Refusal } from '../errors.ts';
import { fileAt } from './files.ts';
import { isOwn, withoutValues } from './report.ts';
import { toldLikely, type LikelyNote } from './likely.ts';
import type { ImportPort, PortOf } from './port.ts';
import type { ImportFile } from './readers/reader.ts';
import { checkOptions, runImport, type ImportOptions } from './run.ts';
import { undoImport } from './undo.ts';

export interface ImportRequest extends Pick<ImportOptions, 'source' | 'department' | 'dryRun' | 'may' | 'mapping' | 'choose' | 'duplicates'> {
  readonly files: readonly ImportFile[];
  /** Author of what the import writes. */
  readonly by: PersonId;
  /** They came by the token of another page: what the policy keeps for the server's own is left out. */
  readonly hosted?: boolean;
  /** Where the files lie, when they stay there for a resumption. Default: it cannot be resumed. */
  readonly places?: readonly Place[];
  /** Called when the files are no longer needed. */
  readonly release?: () => Promise<void>;
}
export interface Place { readonly name: string; readonly path: string }

export interface Imports {
  /** Answers at once with the queued job. Throws a `Refusal` for options that cannot be. */
  start(request: ImportRequest): Promise<JobView>;
  /** Null for a job that never was. One that a stop of the server cut off is `failed`. */
  job(id: string): Promise<JobView | null>;
  /** Hears every change of a job until it ended, of one that just ended its end; undefined for any other. */
  watch(id: string, listener: (job: JobView) => void): (() => void) | undefined;
  /** Those since the start, newest first. */
  list(): readonly ImportSummary[];
  /** Newest first, also of earlier starts. */
  views(limit: number): Promise<readonly ImportView[]>;
  view(id: string): Promise<ImportView | null>;
  rows(id: string, query: { readonly states: readonly RowState[] | null; readonly after: number; readonly limit: number; /** Who reads them. */ readonly by: Caller }): Promise<ImportRows | null>;
  /** Whose import this is; null: there is none, or nobody's. */
  madeBy(id: string): Promise<PersonId | null>;
  /** Goes on with a job that was stopped or cut off; null: it cannot be. `release` as in a request. */
  resume(id: string, may: ImportOptions['may'], release?: () => Promise<void>): Promise<JobView | null>;
  /** Begins to take everything back; the view tells how it went. Throws `conflict` where that cannot be. `person` null: the command over the data folder, as the steward that it stands for. */
  undo(person: Person, id: string): Promise<ImportView>;
  /** Stops a job that waits or runs, at the next few rows; false: it is not there or has ended. */
  cancel(id: string): boolean;
  /** Resolves when no import and no undoing is under way or waiting. */
  settled(): Promise<void>;
}

export interface ImportSummary { readonly job: JobView; /** Milliseconds since 1970. */ readonly at: number; readonly by: PersonId; readonly dryRun: boolean }

/** What of a job is on disk. */
interface StoredJob extends JobView {
  readonly at?: string;
  readonly by?: PersonId;
  readonly hosted?: boolean;
  readonly source?: string;
  readonly department?: string | null;
  readonly dryRun?: boolean;
  readonly mapping?: ImportMapping | null;
  readonly choose?: ImportChoice;
  readonly duplicates?: DuplicateWish;
  readonly names?: readonly string[];
  readonly places?: readonly Place[];
  readonly changeset?: ChangesetId | null;
  readonly undone?: ImportUndo | null;
}

export interface ImportsOptions {
  readonly facts: Pick<FactsStore, 'putJob' | 'job' | 'putImportedRows'>;
  readonly rows: ImportStore;
  readonly changesets: Pick<ChangesetService, 'begin' | 'undo' | 'get' | 'settled'>;
  readonly portFor: (of: PortOf) => ImportPort;
  /** Who a customer may be, as far as a person may know. */
  readonly likely: DuplicateService['findDuplicates'];
  /** Of amounts that name none (`DOSSIER_CURRENCY`). */
  readonly currency: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Hears of failures that are no refusal, with the error itself. */
  readonly onError: (error: unknown) => void;
  /** Hears that a job has ended or was undone, with the set of its edits; a dry run has none and is not told. Default: nobody. */
  readonly ended?: (job: string, what: 'done' | 'undone', changeset: ChangesetId) => void;
}

/** What is written down of a row for the server alone. */
interface Kept { readonly before?: unknown; readonly lost?: unknown; readonly raw?: unknown; readonly trade?: unknown; readonly likely?: LikelyNote }

/** Milliseconds between two writings of a running job's progress. */
const WRITE_EVERY = 1_000;
/** Ended jobs that are remembered besides those on disk. */
const KEPT = 100;
const CUT_OFF = 'The server stopped while this import ran. Import the same files again: what is there already stays as it is.';

/** Thrown out of the run by `cancel`. */
class Cancelled extends Error {
  constructor() {
    super('The import was cancelled. What was imported until then stays.');
  }
}

export function createImports(options: ImportsOptions): Imports {
  const { facts, clock } = options;
  const live = new Map<string, StoredJob>();
  /** The last ones, whether or not their report could be stored. */
  const ended = new Map<string, StoredJob>();
  const about = new Map<string, Omit<ImportSummary, 'job'>>();
  const cancelled = new Set<string>();
  const undoing = new Set<string>();
  const listeners = new Map<string, Set<(job: JobView) => void>>();
  let queue: Promise<void> = Promise.resolve();

  const show = (job: StoredJob): void => {
    live.set(job.id, job);
    for (const listener of listeners.get(job.id) ?? []) listener(plainJob(job));
  };
  const remember = (job: StoredJob): void => {
    ended.set(job.id, job);
    if (ended.size <= KEPT) return;
    const [oldest = ''] = ended.keys();
    ended.delete(oldest);
    about.delete(oldest);
  };
  const stored = async (id: string): Promise<StoredJob | null> => {
    const known = live.get(id) ?? ended.get(id) ?? ((await facts.job(id)) as StoredJob | null);
    return !known || live.has(id) || known.state === 'done' || known.state === 'failed' ? known : { ...known, state: 'failed', error: CUT_OFF };
  };

  async function work(job: StoredJob, request: ImportRequest): Promise<void> {
    let current: StoredJob = { ...job, state: 'running' };
    let written = clock.now();
    let stopped = false;
    const goOn = (): void => { if (cancelled.has(job.id)) throw new Cancelled(); };
    show(current);
    try {
      goOn();
      // begun before the first row, and on disk: what a cut-off run wrote can be undone too
      const changeset = job.dryRun ? null : (job.changeset ?? await options.changesets.begin({ kind: 'import', title: `${request.source}: ${(job.names ?? []).join(', ')}`.slice(0, 200), by: request.by }));
      current = { ...current, changeset };
      await facts.putJob(current);
      const report = await runImport(options.portFor({ by: request.by, ...(request.hosted && { hosted: true }), job: job.id, changeset }), request.files, { ...request, currency: options.currency }, (done, total) => {
        current = { ...current, done, total };
        show(current);
        goOn();
        if (clock.now() - written < WRITE_EVERY) return;
        written = clock.now();
        // A lost progress is no loss: the end is written below and reports its own failure.
        facts.putJob(current).catch(options.onError);
      });
      current = { ...current, state: 'done', report };
    } catch (error) {
      stopped = error instanceof Cancelled;
      if (!stopped) options.onError(error);
      current = { ...current, state: 'failed', error: error instanceof Error ? error.message : String(error), ...(stopped ? { cancelled: true } : {}) };
    }
    try {
      await facts.putJob(current);
      if (current.state === 'done' || current.places === undefined) await request.release?.();
    } catch (error) {
      options.onError(error); // the import itself stands; its report is still shown below
    }
    show(current);
    live.delete(current.id);
    listeners.delete(current.id);
    cancelled.delete(current.id);
    remember(current);
    if (current.changeset) options.ended?.(current.id, 'done', current.changeset);
  }

  const enqueue = (job: StoredJob, request: ImportRequest): JobView => {
    about.set(job.id, { at: clock.now(), by: request.by, dryRun: request.dryRun });
    show(job);
    queue = queue.then(() => work(job, request));
    return plainJob(job);
  };

  const viewOf = (job: StoredJob): ImportView => ({
    ...plainJob(job), at: job.at ?? '', by: job.by ?? '', source: job.source ?? job.report?.source ?? '', dryRun: job.dryRun ?? job.report?.dryRun ?? false, files: job.names ?? [],
    counts: countsOf(job), resumable: isResumable(job), undoing: undoing.has(job.id), undoable: isUndoable(job) && !undoing.has(job.id), undone: job.undone ?? null,
  });

  async function undo(job: StoredJob, person: Person): Promise<void> {
    const undone = await undoImport(job.id, job.changeset ?? null, person, { ...options, job: { source: job.source ?? '', by: job.by ?? person.id } });
    const after: StoredJob = { ...job, undone };
    await facts.putJob(after);
    if (ended.has(job.id)) ended.set(job.id, after);
    if (job.changeset) options.ended?.(job.id, 'undone', job.changeset);
  }

  return {
    async start(request) {
      checkOptions(request);
      const { by, hosted, source, department, dryRun, mapping = null, choose, duplicates, places } = request;
      const job: StoredJob = {
        id: newRowId(options.random), kind: 'import', state: 'queued', done: 0, total: null, report: null, error: null,
        at: new Date(clock.now()).toISOString(), by, ...(hosted && { hosted }), source, department, dryRun, mapping, ...(choose && { choose }), ...(duplicates && { duplicates }), names: request.files.map(({ name }) => name), ...(places && { places }),
      };
      await facts.putJob(job);
      return enqueue(job, request);
    },
    async job(id) {
      const known = await stored(id);
      return known && plainJob(known);
    },
    watch(id, listener) {
      const over = live.has(id) ? undefined : ended.get(id);
      // It ended between the caller's two questions: the last word still comes.
      if (over) queueMicrotask(() => listener(plainJob(over)));
      if (!live.has(id)) return over && (() => undefined);
      const heard = listeners.get(id) ?? new Set();
      listeners.set(id, heard.add(listener));
      return () => heard.delete(listener);
    },
    list() {
      return [...about].reverse().flatMap(([id, facts]) => {
        const job = live.get(id) ?? ended.get(id);
        return job ? [{ job: plainJob(job), ...facts }] : [];
      });
    },
    async views(limit) {
      const all = (await options.rows.jobs(limit)) as readonly StoredJob[];
      return Promise.all(all.map(async ({ id }) => viewOf((await stored(id)) as StoredJob)));
    },
    async view(id) {
      const job = await stored(id);
      return job && viewOf(job);
    },
    async rows(id, { states, after, limit, by }) {
      const job = await stored(id);
      if (!job) return null;
      const { items, counts } = await options.rows.rows({ job: id, states, after, limit });
      const total = Object.entries(counts).reduce((sum, [state, count]) => sum + (states === null || states.includes(state as RowState) ? count : 0), 0);
      const last = items.length < limit ? undefined : items.at(-1);
      const told = async ({ row, state, data }: StoredImportRow): Promise<ImportRowView> => {
        const own = isOwn(by, job.by ?? null);
        const { before: _before, lost: _lost, trade: _trade, raw, likely: note, ...view } = JSON.parse(data) as Omit<ImportRowView, 'row' | 'state' | 'likely'> & Kept;
        const likely = note ? await toldLikely(note, (candidate) => options.likely(candidate, by)) : [];
        return { row, state, ...view, notes: own ? view.notes : withoutValues(view.notes), ...(raw && own && { raw }), ...(likely.length > 0 && { likely }) };
      };
      return { items: await Promise.all(items.map(told)), next: last === undefined ? null : String(last.row), total, counts };
    },
    async madeBy(id) {
      return (await stored(id))?.by ?? null;
    },
    async resume(id, may, release) {
      const job = await stored(id);
      if (!job || live.has(id) || !isResumable(job) || !job.places || !job.by || job.source === undefined) return null;
      const { cancelled: _cancelled, ...rest } = job;
      const again: StoredJob = { ...rest, state: 'queued', error: null, done: 0, total: null };
      await facts.putJob(again);
      ended.delete(id);
      return enqueue(again, {
        files: job.places.map(({ name, path }) => fileAt(path, name)), by: job.by, ...(job.hosted && { hosted: true }), source: job.source, department: job.department ?? null, dryRun: job.dryRun ?? false, may,
        mapping: job.mapping ?? null, places: job.places, ...(job.choose && { choose: job.choose }), ...(job.duplicates && { duplicates: job.duplicates }), ...(release && { release }),
      });
    },
    async undo(person, id) {
      const job = await stored(id);
      if (!job) throw new Refusal('not-found', 'There is no such import.');
      if (!isUndoable(job) || live.has(id)) throw new Refusal('conflict', job.undone ? 'This import has been undone already.' : 'This import cannot be undone: it was a dry run, or it runs still.');
      if (undoing.has(id)) throw new Refusal('conflict', 'This import is being undone at this moment.');
      undoing.add(id);
      queue = queue.then(() => undo(job, person).catch(options.onError)).finally(() => { undoing.delete(id); });
      return viewOf(job);
    },
    cancel(id) {
      if (!live.has(id)) return false;
      cancelled.add(id);
      return true;
    },
    settled: () => queue,
  };
}

const isResumable = (job: StoredJob): boolean => job.state === 'failed' && job.places !== undefined && !job.undone;
const isUndoable = (job: StoredJob): boolean => (job.state === 'done' || job.state === 'failed') && !job.dryRun && Boolean(job.changeset) && !job.undone;

/** Without what only the server needs. */
function plainJob({ id, kind, state, done, total, report, error, cancelled }: StoredJob): JobView {
  return { id, kind, state, done, total, report, error, ...(cancelled === undefined ? {} : { cancelled }) };
}

function countsOf({ report }: JobView): Partial<Record<ImportOutcome, number>> {
  const sums: Partial<Record<ImportOutcome, number>> = {};
  for (const { counts } of report?.tables ?? []) for (const [outcome, count] of Object.entries(counts) as [ImportOutcome, number][]) sums[outcome] = (sums[outcome] ?? 0) + count;
  return sums;
}
