/** Runs the classifications: whose figures changed at once, the whole population in the background, one run at a time; and keeps the settings of every scheme, version by version. The rules are in `model/classification/`, the rows in the storage. */
import type { Clock } from '../clock.ts';
import type { Asker } from '../storage/rights-masks.ts';
import type { ClassifyAnswer, Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { withCycles } from '../../model/classification/cycles.ts';
import type { Cycles } from '../../model/classification/cycles.ts';
import { isSetScheme, parseSettings, SET_SCHEMES, SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import type { AllSettings, SetScheme } from '../../model/classification/all-settings.ts';
import type { RuleVersion } from '../../model/classification/settings.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { CalendarDate, SchemeKey } from '../../model/overview.ts';
import type { Changes } from './changes.ts';
import { Refusal } from './errors.ts';
import type { Logger } from './log.ts';
import type { ClassifierService } from './services.ts';

export interface ClassifierOptions {
  readonly storage: Pick<Storage, 'facts' | 'directory'>;
  readonly hub: Pick<Hub, 'digestsChanged' | 'rulesChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  /** In the workspace's zone. */
  readonly today: () => CalendarDate;
  readonly log: Logger;
  readonly currency: string;
  /** Days that the strategies count now, and a number that rises whenever their lists change. Default: as shipped. */
  readonly strategies?: () => { readonly cycles: Cycles; readonly revision: number };
  /** Milliseconds that changes are gathered before those whom they concern are classified. Default 50: far below the second in which a transaction shows. */
  readonly gatherMs?: number;
  /** Milliseconds from the start to the first run: whoever comes back to a server that has just started comes first, and pages come back within half a minute. Default 30,000. */
  readonly restMs?: number;
}

/** What is set, with every version that was. */
interface Stored { readonly current: Partial<Record<SetScheme, RuleVersion>>; readonly past: readonly { readonly scheme: SetScheme; readonly settings: RuleVersion }[] }

const SETTING = 'classification';
/** Where windows were kept before every threshold was a setting. */
const WINDOWS = 'classification-windows';
/** The population is looked at again after so many times as long as the last look took, and never later than the second figure. */
const SHARE = 4;
const MOST_GATHER_MS = 30_000;
/** Limits are never older than this while rows keep coming. */
const MOST_FILLING_MS = 600_000;
/** A run of many rows that wrote none for so long has paused. */
const PAUSE_MS = 1_000;
/** What they find, or say of it, rests on the days of the strategies. */
const BY_STRATEGY: ReadonlySet<SchemeKey> = new Set<SchemeKey>(['contactStrategy', 'purchaseStrategy', 'lifecycle']);
/** Versions kept of all schemes together. */
const MOST_PAST = 500;

export class Classifier implements ClassifierService {
  readonly #options: ClassifierOptions;
  #settings: AllSettings = SHIPPED_ALL;
  #past: Stored['past'] = [];
  /** Those with which classes were found: set ones are found with a little later. */
  #found: AllSettings = SHIPPED_ALL;
  /** The revision of the lists of strategies with which they were. */
  #revision = 0;
  #timer: (() => void) | null = null;
  /** What the timer waits for is the end of the rest after the start. */
  #resting = false;
  /** Looks at everybody when it ends. */
  #population: (() => void) | null = null;
  /** Every run waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();
  #pending = 0;
  /** A run for changes waits for its turn: it will see whatever changes until then. */
  #waits = false;
  /** Who is to be classified by the next run for changes, whoever else waits. */
  #named = new Set<ArchiveId>();
  /** When a run of many rows wrote last; null: none does. */
  #filled: number | null = null;
  /** Milliseconds that the last look at everybody took. */
  #took = 0;
  #stopped = false;
  /** Of the run under way, once it looks at everybody. */
  #progress: ReturnType<ClassifierService['progress']> = null;

  constructor(options: ClassifierOptions) {
    this.#options = options;
  }

  /** Reads the settings and runs once, a little later: days have passed, and a crash may have cut a run short. */
  async start(): Promise<void> {
    await this.#read();
    this.#found = this.#settings;
    this.#revision = this.#options.strategies?.().revision ?? 0;
    this.#rest();
  }

  /** The settings as another server has left them; whoever set them finds the classes with them. */
  reload(): Promise<void> {
    return this.#queue(async () => {
      const before = JSON.stringify(this.#settings);
      await this.#read();
      if (JSON.stringify(this.#settings) === before) return;
      this.#found = this.#settings;
      this.#options.hub.rulesChanged();
    });
  }

  async #read(): Promise<void> {
    const { directory } = this.#options.storage;
    const [stored, windows] = await Promise.all([directory.setting(SETTING), directory.setting(WINDOWS)]);
    // this service is the only writer of both settings
    const { current, past } = (stored ?? { current: windows ?? {}, past: [] }) as Stored;
    this.#settings = Object.fromEntries(SET_SCHEMES.map((scheme) => [scheme, { ...SHIPPED_ALL[scheme], ...current[scheme] }])) as unknown as AllSettings;
    this.#past = past;
  }

  #rest(): void {
    if (this.#timer || this.#stopped) return;
    this.#resting = true;
    this.#timer = this.#options.clock.after(this.#options.restMs ?? 30_000, () => { this.#begin(false); });
  }

  settings(): AllSettings {
    return this.#settings;
  }
  rules(schemes: readonly SchemeKey[]): number {
    return schemes.reduce((sum, scheme) => sum + (isSetScheme(scheme) ? this.#found[scheme].version : 0) + (BY_STRATEGY.has(scheme) ? this.#revision : 0), 0);
  }
  progress(): ReturnType<ClassifierService['progress']> {
    return this.#progress;
  }
  past(scheme: SetScheme): readonly RuleVersion[] {
    return this.#past.filter((each) => each.scheme === scheme).map((each) => each.settings);
  }

  changed(archives?: readonly ArchiveId[]): void {
    for (const archive of archives ?? []) this.#named.add(archive);
    if (archives === undefined) this.#filled = null;
    if (this.#resting) this.#timer?.();
    else if (this.#timer || this.#waits || this.#stopped) return;
    this.#resting = false;
    this.#timer = this.#options.clock.after(this.#options.gatherMs ?? 50, () => { this.#begin(true); });
  }

  filling(): void {
    this.#filled = this.#options.clock.now();
  }

  async set(scheme: SetScheme, wish: Readonly<Record<string, unknown>>, by: PersonId | null, asker?: Asker, { note = '', version }: Parameters<ClassifierService['set']>[4] = {}): Promise<ClassifyAnswer> {
    return this.#queue(async () => {
      if (version !== undefined && version !== this.#settings[scheme].version) throw new Refusal('conflict', 'Somebody has set this scheme since.', { field: 'version' });
      await this.#set(scheme, wish, by, note);
      return this.#run({ scheme, settings: this.#settings, referenceDate: null, dryRun: false, ...(asker && { asker }) });
    });
  }

  async classify(wish: Parameters<ClassifierService['classify']>[0]): Promise<ClassifyAnswer> {
    return this.#queue(async () => {
      const { scheme, referenceDate, dryRun, asker } = wish;
      const forWhom = asker && { asker };
      const now = this.#settings[scheme as SetScheme] as RuleVersion & { readonly months?: number | 'all' };
      const months = wish.months !== null && 'months' in now && wish.months !== now.months ? { months: wish.months } : null;
      if (wish.settings === null && months === null) return this.#run({ scheme, settings: this.#settings, referenceDate, dryRun, ...forWhom });
      const read = { ...plain(now), ...wish.settings, ...months };
      if (!dryRun) await this.#set(scheme as SetScheme, read, wish.by);
      const settings = dryRun ? { ...this.#settings, [scheme]: { ...now, ...parseSettings(scheme as SetScheme, lifecycleMonths(scheme, read)), version: now.version + 1 } } : this.#settings;
      return this.#run({ scheme, settings, referenceDate, dryRun, ...forWhom });
    });
  }

  async settled(): Promise<void> {
    while (this.#timer || this.#population || this.#pending > 0) {
      if (this.#timer) {
        this.#timer();
        this.#begin(false);
      } else if (this.#population) this.#everybody();
      await this.#last;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    this.#timer = null;
    this.#population?.();
    this.#population = null;
    this.#resting = false;
    await this.#last;
  }

  #begin(live: boolean): void {
    this.#timer = null;
    this.#resting = false;
    if (this.#waits) return;
    this.#waits = true;
    void this.#queue(async () => {
      this.#waits = false;
      if (this.#stopped) return;
      await this.#look(live);
    }).catch((error: unknown) => { this.#options.log.error({ err: error }, 'classification failed'); });
  }

  /** Limits follow the figures a little later: an import changes the population all the time, and most of the time must be left to it. */
  #soon(): void {
    if (this.#population || this.#stopped) return;
    this.#wait(Math.min(Math.max(this.#took * SHARE, this.#options.gatherMs ?? 50), MOST_GATHER_MS), this.#options.clock.now());
  }

  /** While many rows come, everybody would only be looked at again; but not for ever. */
  #wait(milliseconds: number, since: number): void {
    const { clock } = this.#options;
    this.#population = clock.after(milliseconds, () => {
      const now = clock.now();
      if (this.#filled !== null && now - this.#filled < PAUSE_MS && now - since < MOST_FILLING_MS) this.#wait(PAUSE_MS, since);
      else this.#everybody();
    });
  }

  #everybody(): void {
    this.#population?.();
    this.#population = null;
    void this.#queue(async () => {
      if (!this.#stopped) await this.#look(false);
    }).catch((error: unknown) => { this.#options.log.error({ err: error }, 'classification failed'); });
  }

  async #look(live: boolean): Promise<ClassifyAnswer> {
    const began = this.#options.clock.now();
    const archives = [...this.#named];
    this.#named = new Set();
    const answer = await this.#run({ scheme: null, settings: this.#settings, referenceDate: null, dryRun: false, live, archives });
    if (!live) this.#took = this.#options.clock.now() - began;
    return answer;
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    this.#pending++;
    const result = this.#last.then(work);
    // who asked hears of a failure through `result`; the next run must not
    this.#last = result.then(() => { this.#pending--; }, () => { this.#pending--; });
    return result;
  }

  async #run(wish: Pick<Parameters<Storage['facts']['classify']>[0], 'scheme' | 'settings' | 'referenceDate' | 'dryRun' | 'live' | 'archives' | 'asker'>): Promise<ClassifyAnswer> {
    const { storage, hub, changes, clock, today, currency } = this.#options;
    const began = clock.now();
    const strategies = this.#options.strategies?.() ?? null;
    const settings = strategies === null ? wish.settings : withCycles(wish.settings, strategies.cycles);
    const answer = await storage.facts.classify({ ...wish, settings, currency, now: new Date(began).toISOString(), today: today() }, ({ changed, step, share }) => {
      if (step !== undefined && share !== undefined) this.#progress = { step, share, since: new Date(began).toISOString() };
      if (changed === undefined) return;
      hub.digestsChanged(changed);
      changes.digests(changed);
    }).finally(() => { this.#progress = null; });
    if (answer.pending === true) this.#soon();
    // only a look at everybody finds all classes anew
    const revision = wish.live === true ? this.#revision : (strategies?.revision ?? 0);
    if (!wish.dryRun && (wish.settings !== this.#found || revision !== this.#revision)) {
      this.#found = wish.settings;
      this.#revision = revision;
      hub.rulesChanged();
    }
    return answer;
  }

  async #set(scheme: SetScheme, wish: Readonly<Record<string, unknown>>, by: string | null, note = ''): Promise<void> {
    const { storage, clock } = this.#options;
    const now = this.#settings[scheme] as RuleVersion;
    const read = parseSettings(scheme, lifecycleMonths(scheme, wish));
    const next = { ...read, version: now.version + 1, setBy: by, setAt: new Date(clock.now()).toISOString(), ...(note !== '' && { note }) };
    const settings = { ...this.#settings, [scheme]: next } as AllSettings;
    const past = [...this.#past, { scheme, settings: now }].slice(-MOST_PAST);
    await storage.directory.putSetting(SETTING, { current: settings, past } satisfies Stored, { by: by as PersonId | null, at: clock.now() });
    this.#settings = settings;
    this.#past = past;
  }
}

const plain = ({ version: _version, setBy: _setBy, setAt: _setAt, note: _note, ...rest }: RuleVersion): Readonly<Record<string, unknown>> => rest;

/** A window of all time leaves the lifecycle its shipped months. */
const lifecycleMonths = (scheme: string, wish: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  (scheme === 'lifecycle' && wish.months === 'all' ? { ...wish, months: SHIPPED_ALL.lifecycle.months } : wish);
