/** The report of each month (P-34): made on the first of the next one, kept for good, told by department to who reads everything there. What a month holds is `model/analysis/report.ts`. */
import { Cron } from 'croner';
import type { Clock } from '../../clock.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { AnalysisStore } from '../../storage/analysis-store.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { DICTIONARIES } from '../../../model/catalogue/catalogue.ts';
import { addMonths } from '../../../model/classification/dates.ts';
import { analysisText } from '../../../model/analysis/texts.ts';
import { reportParts } from '../../../model/analysis/report.ts';
import type { MonthFigures } from '../../../model/analysis/report.ts';
import type { Report, ReportLine } from '../../../model/analysis/shape.ts';
import type { DepartmentId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { Person } from '../../../model/rights.ts';
import { notFound } from '../errors.ts';
import type { Logger } from '../log.ts';
import { todayIn } from '../register.ts';

export interface ReportsOptions {
  readonly storage: { readonly analyses: Pick<AnalysisStore, 'month'>; readonly directory: Pick<DirectoryStore, 'setting' | 'putSetting'> };
  readonly access: Pick<ServerAccess, 'directory'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  /** Groups of similar customers are made first: they are part of the month. Those of an earlier release are mended after the start. */
  readonly groups: { make(): Promise<unknown>; mend(): Promise<unknown> };
  readonly clock: Clock;
  readonly log: Logger;
  readonly timezone: string;
  readonly currency: string;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

/** How often the clock is looked at: a computer that slept wakes with its timers where they were. */
const LOOK_MS = 60_000;
/** After a failure. */
const AGAIN_MS = 3_600_000;
/** Hour of the first of the month: backup, duplicates and reminders are done. */
const HOUR = 5;
const LIST = 'analysis-reports';
const nameOf = (month: string): string => `analysis-report ${month}`;

interface Kept { readonly at: string; readonly departments: Readonly<Record<string, MonthFigures>> }

export class Reports {
  readonly #options: ReportsOptions;
  readonly #schedule: Cron;
  #next: number | null = null;
  #cancel: (() => void) | null = null;
  #making: Promise<void> = Promise.resolve();
  #stopped = false;
  #mended = false;

  constructor(options: ReportsOptions) {
    this.#options = options;
    this.#schedule = new Cron(`0 ${HOUR} 1 * *`, { timezone: options.timezone, paused: true });
  }

  /** The month that is over is made soon when the first of this one was missed; before its first month a workspace has missed nothing. */
  async start(): Promise<void> {
    const { storage: { directory }, clock } = this.#options;
    const now = clock.now();
    const known = Array.isArray(await directory.setting(LIST));
    if (!known) await directory.putSetting(LIST, []);
    this.#next = known ? now : this.#after(now);
    this.#wait();
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#making;
  }

  #after(now: number): number {
    return this.#schedule.nextRun(new Date(now))?.getTime() ?? now + AGAIN_MS;
  }
  #wait(): void {
    if (!this.#stopped) this.#cancel = this.#options.clock.after(LOOK_MS, () => { this.#making = this.#look(); });
  }
  async #look(): Promise<void> {
    const { clock, log, timezone } = this.#options;
    const now = clock.now();
    if (this.#options.leads?.() === false) return this.#wait();
    if (!this.#mended) {
      this.#mended = true;
      try {
        await this.#options.groups.mend();
      } catch (error) {
        if (!this.#stopped) log.error({ err: error }, 'groups of similar customers could not be made anew; they are at the end of the month');
      }
    }
    if (this.#next !== null && now >= this.#next) {
      this.#next = now + AGAIN_MS;
      const month = addMonths(`${todayIn(timezone, now).slice(0, 7)}-01`, -1).slice(0, 7);
      try {
        if (!(await this.#lines()).some((each) => each.month === month)) {
          await this.#options.groups.make();
          await this.make(month);
        }
        this.#next = this.#after(now);
      } catch (error) {
        if (!this.#stopped) log.error({ err: error, month }, 'the report of a month could not be made; it is tried again');
      }
    }
    this.#wait();
  }

  /** Made anew where it is there already. */
  async make(month: string): Promise<void> {
    const { storage: { analyses, directory }, clock } = this.#options;
    const at = new Date(clock.now()).toISOString();
    await directory.putSetting(nameOf(month), { at, departments: await analyses.month(month) } satisfies Kept);
    // the list last: what it names is there
    const lines = (await this.#lines()).filter((each) => each.month !== month);
    await directory.putSetting(LIST, [{ month, at }, ...lines].sort((a, b) => (a.month < b.month ? 1 : -1)));
  }

  async #lines(): Promise<readonly ReportLine[]> {
    return ((await this.#options.storage.directory.setting(LIST)) ?? []) as readonly ReportLine[];
  }

  /** Newest first; nothing for whom there is nothing in them. */
  async list(person: Person): Promise<readonly ReportLine[]> {
    return this.#toldOf(person) === null ? [] : this.#lines();
  }

  /** Throws `not-found` for a month that was not kept, and for whom there is nothing in it. */
  async get(person: Person, month: string, against: string | undefined, language: Language): Promise<Report> {
    const told = this.#toldOf(person);
    const kept = told && (await this.#kept(month, told));
    if (!told || !kept) throw notFound();
    const before = against === undefined ? null : await this.#kept(against, told);
    const { access: { directory }, currency } = this.#options;
    const lists = [...this.#options.catalogue.now().dictionaries, ...DICTIONARIES];
    const optionsOf = (list: string) => lists.find(({ id }) => id === list)?.options ?? [];
    return {
      month, at: kept.at, against: before ? (against as string) : null, language,
      parts: reportParts(kept.departments, before?.departments ?? null, {
        language, currency, option: (list, key) => optionsOf(list).find((each) => each.key === key)?.label[language] ?? key, order: (list) => optionsOf(list).map(({ key }) => key),
        department: (id) => directory.department(id as DepartmentId)?.name ?? id,
      }),
      notes: [analysisText('reportNote', language, { at: kept.at.slice(0, 10) })],
    };
  }

  async #kept(month: string, told: (department: string) => boolean): Promise<Kept | null> {
    const kept = (await this.#options.storage.directory.setting(nameOf(month))) as Kept | null | undefined;
    if (!kept) return null;
    return { at: kept.at, departments: Object.fromEntries(Object.entries(kept.departments).filter(([id]) => told(id))) };
  }

  /** Of which departments somebody reads every archive, by role; null: of none. What single archives add by grants was never counted apart. */
  #toldOf(person: Person): ((department: string) => boolean) | null {
    if (!person.active || person.service) return null;
    if (person.roles.includes('steward') || person.roles.includes('generalManager')) return () => true;
    const managed = new Set<string>(this.#options.access.directory.manages(person));
    return managed.size === 0 ? null : (department) => managed.has(department);
  }
}
