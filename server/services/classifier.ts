/** Runs the classifications when the population changed, one at a time, and keeps the windows a company has set. The rules are in `model/classification/`, the rows in the storage. */
import type { Clock } from '../clock.ts';
import type { ClassifyAnswer, Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import type { RuleVersion } from '../../model/classification/settings.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Changes } from './changes.ts';
import type { Logger } from './log.ts';
import type { ClassifierService } from './services.ts';

export interface ClassifierOptions {
  readonly storage: Pick<Storage, 'facts' | 'directory'>;
  readonly hub: Pick<Hub, 'digestsChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly currency: string;
  /** Milliseconds that a run waits for more changes, at least; after a long run as long as that took, so that an import is not slowed by its own classes. Default 50. */
  readonly gatherMs?: number;
}

interface Window extends RuleVersion { readonly months: number | 'all' }
type Windows = Readonly<Record<SchemeKey, Window>>;

const SCHEMES: readonly SchemeKey[] = ['abc', 'rfm', 'lifecycle'];
const SETTING = 'classification-windows';
/** Runs for changes pause so many times as long as the last one took, and never longer than the second figure. */
const SHARE = 4;
const MOST_GATHER_MS = 5_000;

export class Classifier implements ClassifierService {
  readonly #options: ClassifierOptions;
  #windows: Windows = SHIPPED_SETTINGS;
  #timer: (() => void) | null = null;
  /** Every run waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();
  #pending = 0;
  #lastRunMs = 0;
  /** A run for changes waits for its turn: it will see whatever changes until then. */
  #waits = false;
  /** Milliseconds that the last run for changes took. */
  #took = 0;
  #stopped = false;

  constructor(options: ClassifierOptions) {
    this.#options = options;
  }

  /** Reads the windows and runs once: days have passed, and a crash may have cut a run short. */
  async start(): Promise<void> {
    const stored = await this.#options.storage.directory.setting(SETTING);
    // this service is the only writer of the setting
    if (stored !== null && stored !== undefined) this.#windows = { ...SHIPPED_SETTINGS, ...(stored as Partial<Windows>) };
    this.changed();
  }

  changed(): void {
    if (this.#timer || this.#waits || this.#stopped) return;
    // an import changes the population all the time; most of the time must be left to it
    const gather = Math.max(this.#options.gatherMs ?? 50, Math.min(this.#took * SHARE, MOST_GATHER_MS));
    this.#timer = this.#options.clock.after(gather, () => { this.#begin(); });
  }

  async classify(wish: Parameters<ClassifierService['classify']>[0]): Promise<ClassifyAnswer> {
    return this.#queue(async () => {
      const months = wish.months ?? this.#windows[wish.scheme].months;
      if (!wish.dryRun && months !== this.#windows[wish.scheme].months) await this.#setWindow(wish.scheme, months, wish.by);
      return this.#run({ ...wish, months });
    });
  }

  async settled(): Promise<void> {
    while (this.#timer || this.#pending > 0) {
      if (this.#timer) {
        this.#timer();
        this.#begin();
      }
      await this.#last;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    this.#timer = null;
    await this.#last;
  }

  #begin(): void {
    this.#timer = null;
    if (this.#waits) return;
    this.#waits = true;
    void this.#queue(async () => {
      this.#waits = false;
      const began = this.#options.clock.now();
      for (const scheme of SCHEMES) {
        if (this.#stopped) return;
        await this.#run({ scheme, months: this.#windows[scheme].months, referenceDate: null, dryRun: false, by: null });
      }
      this.#took = this.#options.clock.now() - began;
    }).catch((error: unknown) => { this.#options.log.error({ err: error }, 'classification failed'); });
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    this.#pending++;
    const result = this.#last.then(work);
    // who asked hears of a failure through `result`; the next run must not
    this.#last = result.then(() => { this.#pending--; }, () => { this.#pending--; });
    return result;
  }

  async #run(wish: { readonly scheme: SchemeKey; readonly months: number | 'all'; readonly referenceDate: string | null; readonly dryRun: boolean; readonly by: Parameters<ClassifierService['classify']>[0]['by'] }): Promise<ClassifyAnswer> {
    const { storage, hub, changes, clock, currency } = this.#options;
    const { version, setBy, setAt } = this.#windows[wish.scheme];
    const answer = await storage.facts.classify({ ...wish, currency, now: new Date(clock.now()).toISOString(), rule: { version, setBy, setAt } });
    if (!wish.dryRun && answer.changed.length > 0) {
      hub.digestsChanged(answer.changed);
      changes.digests(answer.changed);
    }
    return answer;
  }

  async #setWindow(scheme: SchemeKey, months: number | 'all', by: string | null): Promise<void> {
    const { storage, clock } = this.#options;
    const next: Window = { months, version: this.#windows[scheme].version + 1, setBy: by, setAt: new Date(clock.now()).toISOString() };
    const windows: Windows = { ...this.#windows, [scheme]: next };
    const plain = Object.fromEntries(SCHEMES.map((key) => {
      const { months: window, version, setBy, setAt } = windows[key];
      return [key, { months: window, version, setBy, setAt }];
    }));
    await storage.directory.putSetting(SETTING, plain);
    this.#windows = windows;
  }
}
