/** Keeps the reasons of every archive in step: after edits, trade and changes of rights a little later, after an import and each night all that are behind. What is due when is `model/reminders/`. */
import { Cron } from 'croner';
import { breathe } from '../../breath.ts';
import type { Clock } from '../../clock.ts';
import type { CareOf } from '../../storage/reminder-store.ts';
import type { Accepted, Hub } from '../../sync/sync.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { Changes } from '../changes.ts';
import type { Logger } from '../log.ts';
import { basesOf, gather } from './gather.ts';
import type { Basis, GatherOptions } from './gather.ts';

export interface KeeperOptions extends GatherOptions {
  readonly hub: Pick<Hub, 'read' | 'onAccepted'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timezone: string;
  /** Hour of the night. Default 4, when backup and duplicates are done. */
  readonly hour?: number;
  /** Milliseconds of quiet after which what changed is looked at: the overview comes first. Default 2,000. */
  readonly quietMs?: number;
  /** Lines of these people may be others now. */
  readonly concerned: (people: readonly (PersonId | '')[]) => void;
  /** Of several servers one goes through all of them at night; default: there is only this one. */
  readonly leads?: () => boolean;
  /** Everything is as it is today: lists may be opened. */
  readonly passed: () => Promise<void>;
}

const AT_ONCE = 8;
const ASKED = 200;
const LOOK_MS = 60_000;
/** More archives than this within seconds are no person's work: they wait until it is calm. */
const FLOOD = 200;
const CALM_MS = 10_000;
/** Between two batches of a pass: others come first. */
const BREATH = { busy: 5, longest: 50 };

export class Keeper {
  readonly #options: KeeperOptions;
  readonly #changed = new Set<ArchiveId>();
  /** Something of them is another: whether reasons rest on it says their mark. */
  readonly #perhaps = new Set<ArchiveId>();
  readonly #night: Cron;
  /** The rules are others than when archives were looked at. */
  #anew = false;
  #waiting: (() => void) | null = null;
  #looking: (() => void) | null = null;
  #next: number | null = null;
  #last = 0;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#night = new Cron(`0 ${options.hour ?? 4} * * *`, { timezone: options.timezone, paused: true });
  }

  start(): void {
    const { hub, changes, clock } = this.#options;
    hub.onAccepted(({ archive }: Accepted) => { this.changed(archive); });
    // classes, files, what is stale
    changes.onDigests((archives) => { for (const archive of archives) this.#note(this.#perhaps, archive); });
    changes.onRights(({ archive, person }) => {
      if (archive !== undefined) this.changed(archive);
      if (person !== undefined) void this.#work(() => this.#ofPerson(person));
    });
    // a first pass soon after the start: days have passed
    this.#next = clock.now() + LOOK_MS;
    this.#look();
  }

  changed(archive: ArchiveId): void {
    this.#note(this.#changed, archive);
  }

  /** These at once, and no second time because they have changed; resolves when they are reckoned. */
  taken(archives: readonly ArchiveId[]): Promise<void> {
    return this.#work(async () => {
      for (const archive of archives) {
        this.#changed.delete(archive);
        this.#perhaps.delete(archive);
      }
      await this.#keepAll((await basesOf(archives, this.#options)).filter((basis) => basis !== null));
    });
  }

  /** All whose reasons rest on what has changed of the rules are reckoned once it is quiet, not only at night. */
  rulesChanged(): void {
    if (this.#stopped) return;
    this.#anew = true;
    if (this.#waiting === null) this.#wait(this.#options.quietMs ?? 2_000);
  }

  #note(where: Set<ArchiveId>, archive: ArchiveId): void {
    if (this.#stopped) return;
    where.add(archive);
    this.#last = this.#options.clock.now();
    if (this.#waiting === null) this.#wait(this.#options.quietMs ?? 2_000);
  }

  /** Every archive of which something changed since it was looked at, or of which a reason has ended. */
  run(): Promise<void> {
    return this.#work(() => this.#walk());
  }

  async settled(): Promise<void> {
    this.#waiting?.();
    this.#waiting = null;
    await this.#work(() => this.#takeUp());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting?.();
    this.#looking?.();
    await this.#working;
  }

  #wait(milliseconds: number): void {
    const { clock } = this.#options;
    this.#waiting = clock.after(milliseconds, () => {
      this.#waiting = null;
      if (this.#changed.size + this.#perhaps.size > FLOOD && clock.now() - this.#last < CALM_MS) this.#wait(CALM_MS);
      else void this.#work(() => this.#takeUp());
    });
  }

  #look(): void {
    if (this.#stopped) return;
    const now = this.#options.clock.now();
    if (this.#next !== null && now >= this.#next) {
      this.#next = this.#night.nextRun(new Date(now))?.getTime() ?? now + 86_400_000;
      if (this.#options.leads?.() !== false) void this.run();
    }
    this.#looking = this.#options.clock.after(LOOK_MS, () => { this.#look(); });
  }

  /** One after the other; what fails is made good at night. */
  #work(part: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(part).catch((error: unknown) => {
      if (!this.#stopped) this.#options.log.error({ err: error }, 'reminders not kept');
    }));
  }

  #takeUp(): Promise<void> {
    return this.#anew ? this.#walk() : this.#takeChanged();
  }

  async #takeChanged(): Promise<void> {
    while (this.#changed.size > 0 && !this.#stopped) {
      const batch = taken(this.#changed, AT_ONCE);
      for (const archive of batch) this.#perhaps.delete(archive);
      await this.#keep(await basesOf(batch, this.#options), batch);
      await breathe(BREATH);
    }
    while (this.#perhaps.size > 0 && !this.#stopped) await this.#keepBehind(taken(this.#perhaps, ASKED));
  }

  async #ofPerson(person: PersonId): Promise<void> {
    const { storage } = this.#options;
    for (const archive of new Set([...await storage.reminders.of(person), ...await storage.archives.ownedBy(person)])) this.#changed.add(archive);
    if (this.#changed.size > 0 && this.#waiting === null && !this.#stopped) this.#wait(this.#options.quietMs ?? 2_000);
  }

  async #keep(bases: readonly (Basis | null)[], archives: readonly ArchiveId[]): Promise<void> {
    const { storage, log, today } = this.#options;
    const found = await Promise.all(bases.map((basis, i) => (basis === null ? null : gather(basis, this.#options).catch((error: unknown): 'damaged' => {
      // a damaged section keeps no other archive from being looked at
      log.error({ archive: archives[i], err: error }, 'reminders of an archive not reckoned');
      return 'damaged';
    }))));
    const kept = found.filter((each): each is CareOf => each !== null && each !== 'damaged');
    const gone = archives.filter((_, i) => found[i] === null);
    if (gone.length > 0) await storage.reminders.drop(gone);
    if (kept.length > 0) this.#options.concerned(await storage.reminders.put(kept, today()));
  }

  async #walk(): Promise<void> {
    const { storage, today } = this.#options;
    this.#anew = false;
    await this.#takeChanged();
    for (let after: ArchiveId | null = null; !this.#stopped;) {
      const ids: readonly ArchiveId[] = await storage.archives.list(after, ASKED);
      if (ids.length === 0) break;
      await this.#keepBehind(ids);
      after = ids.at(-1) ?? null;
    }
    await this.#renew(today());
    if (!this.#stopped) await this.#options.passed();
  }

  /** What came round has passed: its next time is reckoned. Each archive once, though a reason that stays ended would be found again. */
  async #renew(today: CalendarDate): Promise<void> {
    const seen = new Set<ArchiveId>();
    while (!this.#stopped) {
      const ids = (await this.#options.storage.reminders.ended(today, ASKED + seen.size)).filter((id) => !seen.has(id));
      if (ids.length === 0) return;
      for (const id of ids) seen.add(id);
      await this.#keepAll((await basesOf(ids, this.#options)).filter((basis) => basis !== null));
    }
  }

  /** Those of which something changed that their reasons rest on. */
  async #keepBehind(ids: readonly ArchiveId[]): Promise<void> {
    const bases = await basesOf(ids, this.#options);
    await this.#keepAll(bases.filter((basis) => basis !== null && basis.mark !== basis.stored.mark) as readonly Basis[]);
    await breathe(BREATH);
  }

  async #keepAll(bases: readonly Basis[]): Promise<void> {
    for (let i = 0; i < bases.length && !this.#stopped; i += AT_ONCE) {
      const some = bases.slice(i, i + AT_ONCE);
      await this.#keep(some, some.map(({ archive }) => archive));
      await breathe(BREATH);
    }
  }
}

/** The first of them, which are no longer in it. */
function taken(from: Set<ArchiveId>, most: number): readonly ArchiveId[] {
  const some: ArchiveId[] = [];
  for (const each of from) {
    if (some.length === most) break;
    some.push(each);
    from.delete(each);
  }
  return some;
}
