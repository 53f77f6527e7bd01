/** Exports by a schedule into a folder of the server, under the right of a named person at that moment. What an export is and who may is `exports.ts`, the files are `export-folder.ts`'s. */
import { Cron } from 'croner';
import type { ExportRun, ExportSchedule, ExportScheduleView, NewExportSchedule } from '../../../model/export/schedule-api.ts';
import type { PersonId, RandomBytes } from '../../../model/ids.ts';
import { newRowId } from '../../../model/ids.ts';
import { mayExport } from '../../../model/rights.ts';
import type { Directory } from '../../access/directory.ts';
import type { Clock } from '../../clock.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import { invalid, Refusal } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { Views } from '../views.ts';
import type { Works } from '../works.ts';
import { folderBelow, isFileName, keepNewest, putFile } from './export-folder.ts';
import { Busy } from './exports.ts';
import type { Exports, ExportWish } from './exports.ts';

export interface ScheduleOptions {
  readonly exports: Pick<Exports, 'start' | 'check'>;
  readonly views: Pick<Views, 'get'>;
  readonly settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly directory: Pick<Directory, 'person' | 'name'>;
  readonly works: Works;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly timezone: string;
  /** The folder below which every export goes. */
  readonly root: string;
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

interface Stored extends ExportSchedule { /** Milliseconds; what was due before is not made up for. */ readonly since: number; readonly last: ExportRun | null }

const SETTING = 'exportSchedules';
const MOST = 50;
/** Between two looks at what is due. */
const EVERY = 60_000;
/** Changes are told on after so many archives. */
const TOLD = 500;

export class Schedules {
  readonly #options: ScheduleOptions;
  /** One change after the other: each reads what the one before has left. */
  #turn: Promise<unknown> = Promise.resolve();
  #cancel: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;
  readonly #running = new Map<string, Promise<void>>();
  /** For whoever asks how the server stands: known from the first look on. */
  #failed: number | null = null;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Schedules whose last export failed; null: none is set up, or nobody has looked yet. */
  get failed(): number | null {
    return this.#failed;
  }

  async start(): Promise<void> {
    await this.#count();
    this.#wait();
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#working;
    await Promise.all(this.#running.values());
  }

  /** When what was begun until now has ended. */
  async settled(): Promise<void> {
    await this.#working;
    await Promise.all(this.#running.values());
  }

  async list(): Promise<readonly ExportScheduleView[]> {
    return (await this.#all()).map((each) => this.#view(each));
  }
  /** Throws `invalid` with every problem. */
  async make(by: PersonId, wish: NewExportSchedule): Promise<ExportScheduleView> {
    await this.#check(wish);
    const made: Stored = { ...wish, id: newRowId(this.#options.random), since: this.#options.clock.now(), last: null };
    await this.#change(by, (all) => {
      if (all.length >= MOST) throw new Refusal('conflict', `There are ${MOST} schedules already.`);
      return [...all, made];
    });
    return this.#view(made);
  }
  async put(by: PersonId, id: string, wish: NewExportSchedule): Promise<ExportScheduleView> {
    await this.#check(wish);
    let next: Stored | null = null;
    await this.#change(by, (all) => all.map((each) => (each.id === id ? (next = { ...wish, id, since: this.#options.clock.now(), last: each.last }) : each)));
    if (!next) throw new Refusal('not-found', 'There is no such schedule.');
    return this.#view(next);
  }
  /** What it has made stays. */
  async drop(by: PersonId, id: string): Promise<void> {
    await this.#find(id);
    await this.#change(by, (all) => all.filter((each) => each.id !== id));
  }
  /** Begins now, besides the schedule. */
  async run(id: string): Promise<ExportScheduleView> {
    const found = await this.#find(id);
    if (this.#running.has(id)) throw new Refusal('conflict', 'This export is being made at this moment.');
    this.#make(found).catch((error: unknown) => { this.#options.report('an export by a schedule was cut off', error); });
    return this.#view(found);
  }

  /** Makes what is due, one after the other. */
  async look(): Promise<void> {
    const { leads = () => true } = this.#options;
    if (!leads()) return this.#count();
    for (const each of await this.#all()) {
      if (this.#stopped || !leads()) return;
      const due = this.#cron(each.schedule).nextRun(new Date(Math.max(each.since, Date.parse(each.last?.at ?? '') || 0)))?.getTime() ?? Infinity;
      if (due <= this.#options.clock.now() && !this.#running.has(each.id)) await this.#make(each);
    }
  }

  #wait(): void {
    this.#cancel = this.#options.clock.after(EVERY, () => {
      this.#working = this.look().catch((error: unknown) => { this.#options.report('exports by a schedule could not be looked at', error); }).then(() => { if (!this.#stopped) this.#wait(); });
    });
  }

  #make(schedule: Stored): Promise<void> {
    const made = this.#export(schedule).finally(() => { this.#running.delete(schedule.id); });
    this.#running.set(schedule.id, made);
    return made;
  }

  async #export({ id, person: by, view, ...schedule }: Stored): Promise<void> {
    const { clock, directory, exports, views, works, root } = this.#options;
    const at = clock.now();
    const work = works.begin('export', by as PersonId);
    const ended = async (run: Omit<ExportRun, 'at'>): Promise<void> => {
      await this.#change(null, (all) => all.map((each) => (each.id === id ? { ...each, last: { at: new Date(at).toISOString(), ...run } } : each)));
      await this.#count();
    };
    try {
      // who may no longer sign in, or take data out, takes nothing out by a schedule either
      const person = directory.person(by as PersonId);
      if (!person) throw new Refusal('forbidden', 'The person under whose right this export is made is not active here.');
      const seen = view === null ? null : await views.get(person, view);
      const { cursor: _cursor, limit: _limit, group: _group, columns: shown, ...question } = (seen?.query ?? {}) as Record<string, unknown>;
      const wish: ExportWish = { ...schedule, query: seen ? question : (schedule.query ?? {}), columns: schedule.columns ?? (seen ? ['name', ...(shown as readonly string[]).filter((key) => key !== 'name')] : undefined), tables: schedule.tables ?? undefined };
      let archives = 0;
      const running = await exports.start(person, wish, (count) => { archives = count; if (count % TOLD === 0) work.progress(count, null); });
      const file = { name: schedule.name, ending: running.name.slice(running.name.lastIndexOf('.') + 1), at };
      const folder = folderBelow(schedule.folder) ?? [];
      const put = await putFile(root, folder, file, running.bytes).catch(async (error: unknown) => {
        await running.cancel();
        throw error;
      });
      await keepNewest(root, folder, file, schedule.keep);
      work.progress(archives, archives);
      work.done();
      await ended({ state: 'done', file: put.file, archives, bytes: put.bytes, error: null });
    } catch (error) {
      const why = error instanceof Refusal || error instanceof Busy ? error.message : `The file could not be written${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}.`;
      if (!(error instanceof Refusal)) this.#options.report('an export by a schedule was cut off', error);
      work.failed(why);
      await ended({ state: 'failed', file: null, archives: null, bytes: null, error: why });
    }
  }

  async #check(wish: NewExportSchedule): Promise<void> {
    const { directory, exports, views } = this.#options;
    const problems: Problem[] = [];
    const wrong = (field: string, message: string): void => { problems.push({ field, code: 'format', message }); };
    const person = directory.person(wish.person as PersonId);
    if (wish.title.trim() === '') wrong('title', 'The schedule needs a name.');
    if (!person || person.service || !mayExport(person)) wrong('person', 'Name an information steward: only who may take data out does so by a schedule.');
    if (folderBelow(wish.folder) === null) wrong('folder', 'Names of folders with / between them, at most five, letters, digits, blanks, “.”, “_” and “-”.');
    if (!isFileName(wish.name)) wrong('name', 'One to 64 letters, digits, blanks, “.”, “_” and “-”.');
    if (!this.#isSchedule(wish.schedule)) wrong('schedule', 'This is no schedule as cron writes it, such as 0 3 * * *.');
    if (person && wish.view !== null) await views.get(person, wish.view).catch(() => { wrong('view', 'The person sees no such view.'); });
    if (problems.length > 0) throw invalid(problems);
    exports.check({ ...wish, query: wish.view === null ? (wish.query ?? {}) : {}, columns: wish.columns ?? undefined, tables: wish.tables ?? undefined });
  }

  #cron(schedule: string): Cron {
    return new Cron(schedule, { paused: true, timezone: this.#options.timezone });
  }
  #isSchedule(text: string): boolean {
    try {
      return text.trim().split(/\s+/).length <= 6 && this.#cron(text).nextRun() !== null;
    } catch {
      return false; // the library tells a malformed one only by throwing
    }
  }

  #view({ since: _since, ...stored }: Stored): ExportScheduleView {
    const { directory, clock } = this.#options;
    return { ...stored, by: { id: stored.person, name: directory.name(stored.person as PersonId) }, running: this.#running.has(stored.id), next: this.#cron(stored.schedule).nextRun(new Date(clock.now()))?.toISOString() ?? null };
  }
  async #find(id: string): Promise<Stored> {
    const found = (await this.#all()).find((each) => each.id === id);
    if (!found) throw new Refusal('not-found', 'There is no such schedule.');
    return found;
  }
  async #all(): Promise<readonly Stored[]> {
    return ((await this.#options.settings.setting(SETTING)) as readonly Stored[] | null) ?? [];
  }
  /** `by` null: the server, of how a run went. */
  #change(by: PersonId | null, to: (all: readonly Stored[]) => readonly Stored[]): Promise<void> {
    const next = this.#turn.then(async () => this.#options.settings.putSetting(SETTING, to(await this.#all()), by === null ? undefined : { by, at: this.#options.clock.now() })).then(() => this.#count());
    this.#turn = next.catch(() => undefined); // told to whoever asked for it
    return next;
  }
  async #count(): Promise<void> {
    const all = await this.#all();
    this.#failed = all.length === 0 ? null : all.filter(({ last }) => last?.state === 'failed').length;
  }
}
