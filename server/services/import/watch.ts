/** Watches folders for the nightly files of other systems: what lies still is imported with the saved mapping of its source and moved away, with its report beside it. */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Cron } from 'croner';
import type { JobView } from '../../../model/api.ts';
import { parseExternalKey } from '../../../model/ids.ts';
import type { WatchedFolder } from '../../../model/import/api.ts';
import type { Clock } from '../../clock.ts';
import { invalid, type Problem } from '../errors.ts';
import { fileAt } from './files.ts';
import type { ImportFile } from './readers/reader.ts';
import { READABLE } from './readers/readers.ts';

/** Milliseconds for which a file must not have changed: another program may still write it. */
const STILL = 10_000;
/** Between two looks; whether a schedule wants one is asked each time. */
const EVERY = 60_000;

export interface WatchOptions {
  readonly clock: Clock;
  readonly folders: () => Promise<readonly WatchedFolder[]>;
  /** Imports one file and answers its ended job. */
  readonly run: (file: ImportFile, folder: WatchedFolder) => Promise<JobView>;
  readonly onError: (error: unknown) => void;
  /** Of several servers one takes what lies there; default: there is only this one. */
  readonly leads?: () => boolean;
}

/** Throws a `Refusal` with every problem. */
export async function checkFolders(folders: readonly WatchedFolder[]): Promise<void> {
  const problems: Problem[] = [];
  for (const [i, { folder, source, schedule }] of folders.entries()) {
    const wrong = (field: string, message: string): void => { problems.push({ field: `items.${i}.${field}`, code: 'format', message }); };
    if (!isAbsolute(folder)) wrong('folder', 'must be a path from the root');
    else if (!(await stat(folder).then((found) => found.isDirectory(), () => false))) wrong('folder', 'is no folder of this computer'); // whatever keeps it from being read
    if (!parseExternalKey(`${source}:1`)?.startsWith(`${source}:`)) wrong('source', 'must begin with a small letter and have at most 32 of a–z, 0–9, “.”, “_” and “-”');
    if (schedule !== null && !isSchedule(schedule)) wrong('schedule', 'is no schedule as cron writes it, such as 0 3 * * *');
  }
  if (problems.length > 0) throw invalid(problems);
}

function isSchedule(text: string): boolean {
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false; // the library tells a malformed one only by throwing
  }
}

export class FolderWatch {
  readonly #options: WatchOptions;
  #cancel: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();
  #last: number;
  #stopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#last = options.clock.now();
  }

  start(): void {
    this.#cancel = this.#options.clock.after(EVERY, () => {
      this.#working = (this.#options.leads?.() ?? true ? this.look() : this.#passOver()).catch(this.#options.onError).then(() => { if (!this.#stopped) this.start(); });
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#working;
  }

  /** Another server looked: what was due until now is not due again when this one takes its place. */
  #passOver(): Promise<void> {
    this.#last = this.#options.clock.now();
    return Promise.resolve();
  }

  /** Takes what lies still in every folder that is due; one file after the other. */
  async look(): Promise<void> {
    const now = this.#options.clock.now();
    for (const folder of await this.#options.folders()) {
      if (folder.schedule !== null && !((new Cron(folder.schedule, { paused: true }).nextRun(new Date(this.#last))?.getTime() ?? Infinity) <= now)) continue;
      for (const file of await stillFiles(folder.folder, now)) {
        if (this.#stopped) return;
        await this.#take(file, folder);
      }
    }
    this.#last = now;
  }

  async #take(name: string, folder: WatchedFolder): Promise<void> {
    const path = join(folder.folder, name);
    let job: JobView | null = null;
    let why = '';
    try {
      job = await this.#options.run(fileAt(path, name), folder);
      why = job.error ?? '';
    } catch (error) {
      this.#options.onError(error);
      why = error instanceof Error ? error.message : String(error);
    }
    const whole = job?.state === 'done' && (job.report?.tables ?? []).every(({ table }) => table !== 'none');
    const into = join(folder.folder, whole ? 'done' : 'failed');
    await mkdir(into, { recursive: true });
    const stamp = new Date(this.#options.clock.now()).toISOString().replace(/[:.]/g, '-');
    await writeFile(join(into, `${stamp} ${name}.report.json`), `${JSON.stringify({ file: name, error: why === '' ? null : why, report: job?.report ?? null }, null, 2)}\n`);
    await rename(path, join(into, `${stamp} ${name}`));
  }
}

async function stillFiles(folder: string, now: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const still: string[] = [];
  for (const entry of entries) {
    // a link leads out of the folder; a hidden file is another program's half-written one
    if (!entry.isFile() || entry.name.startsWith('.') || !READABLE.test(entry.name)) continue;
    if ((await stat(join(folder, entry.name))).mtimeMs + STILL <= now) still.push(entry.name);
  }
  return still.sort();
}
