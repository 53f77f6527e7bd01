/** Looks at archives and keeps what is wrong with their values: each night, after an import, and a moment after an edit. What is wrong is `model/cleaning/`; who may see it is the reader's. */
import { Cron } from 'croner';
import type { Clock } from '../../clock.ts';
import type { CheckedArchive, FoundIn, WordIn } from '../../storage/cleaning-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Accepted, Hub } from '../../sync/sync.ts';
import type { SectionValues } from '../../../model/api.ts';
import { checkSection } from '../../../model/cleaning/check.ts';
import { valueAt } from '../../../model/cleaning/seen.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId } from '../../../model/ids.ts';
import { parseDocSection, SECTIONS } from '../../../model/sections.ts';
import { countryOfRows } from '../../../model/validation/country.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import type { Logger } from '../log.ts';

export interface PassOptions {
  readonly storage: Pick<Storage, 'archives' | 'changesets' | 'cleaning' | 'log' | 'newest'>;
  readonly hub: Pick<Hub, 'read' | 'onAccepted'>;
  readonly schema: Pick<Schema, 'keyAllowed'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timezone: string;
  /** Of several servers one goes through all at night; default: there is only this one. */
  readonly leads?: () => boolean;
  /** Hour of the night in `timezone`. Default 4, when duplicates are compared. */
  readonly hour?: number;
  /** Milliseconds of quiet after which what changed is looked at. Default 1,000. */
  readonly quietMs?: number;
}
export interface PassState { readonly state: 'never' | 'running' | 'done'; readonly done: number; readonly total: number | null; readonly at: number | null }

/** Another one when causes are recognised otherwise: everything is looked at once more. */
const EDITION = '1';
const AT_ONCE = 20;
const ASKED = 200;
const LOOK_MS = 60_000;
/** Milliseconds after which others have their turn. */
const SLICE = 6;
/** More archives than this within seconds are no person's work. */
const FLOOD = 200;
const CALM_MS = 10_000;
/** After an import: who made it sees its report first. */
const AFTER_IMPORT_MS = 3_000;

type Stored = readonly { readonly section: string; readonly seq: number }[];
const isLookedAt = (section: string): boolean => { const parsed = parseDocSection(section); return parsed?.kind === 'plain' && SECTIONS[parsed.section].store === 'document'; };
const markOf = (sections: Stored): string => [EDITION, ...sections.filter(({ section }) => isLookedAt(section)).map(({ section, seq }) => `${section}.${seq}`).sort()].join(' ');

export class Pass {
  readonly #options: PassOptions;
  readonly #changed = new Set<ArchiveId>();
  /** Of imports that ended; what came with them is asked of the disk, page by page. */
  readonly #sets = new Set<ChangesetId>();
  readonly #night: Cron;
  #working: Promise<void> = Promise.resolve();
  #cancel: (() => void) | null = null;
  #waiting: (() => void) | null = null;
  #next: number | null = null;
  #last = 0;
  #stopped = false;
  #walking = 0;
  #done = 0;
  #at: number | null = null;

  constructor(options: PassOptions) {
    this.#options = options;
    this.#night = new Cron(`0 ${options.hour ?? 4} * * *`, { timezone: options.timezone, paused: true });
  }

  get state(): PassState {
    return { state: this.#walking > 0 ? 'running' : this.#at === null ? 'never' : 'done', done: this.#done, total: null, at: this.#at };
  }

  start(): void {
    const { hub, clock } = this.#options;
    hub.onAccepted((edit) => { this.#accepted(edit); });
    // soon after the start, so that a new folder need not wait for the night
    this.#next = clock.now() + 2 * LOOK_MS;
    this.#cancel = clock.after(LOOK_MS, () => { this.#look(); });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    this.#waiting?.();
    await this.#working;
  }

  /** Resolves when everything changed so far has been looked at. */
  async settled(): Promise<void> {
    this.#waiting?.();
    this.#waiting = null;
    await this.#work(() => this.#takeChanged());
  }

  /** Every archive that changed since it was looked at, then the words of all. */
  run(): Promise<void> {
    this.#walking++;
    return this.#work(() => this.#walk()).finally(() => { this.#walking--; });
  }

  /** An import has ended: what came with it is looked at in a moment, and these, whatever was looked at before. */
  imported(changeset: ChangesetId, archives: readonly ArchiveId[]): void {
    if (this.#stopped) return;
    this.#sets.add(changeset);
    for (const archive of archives) this.#changed.add(archive);
    if (this.#waiting === null) this.#wait(AFTER_IMPORT_MS);
  }

  /** These now. */
  look(archives: readonly ArchiveId[]): Promise<void> {
    return this.#work(() => this.#all(archives));
  }

  #accepted({ archive, section }: Accepted): void {
    if (this.#stopped || !isLookedAt(section)) return;
    this.#changed.add(archive);
    this.#last = this.#options.clock.now();
    if (this.#waiting === null) this.#wait(this.#options.quietMs ?? 1_000);
  }

  #wait(milliseconds: number): void {
    const { clock } = this.#options;
    this.#waiting = clock.after(milliseconds, () => {
      this.#waiting = null;
      if (this.#changed.size > FLOOD && clock.now() - this.#last < CALM_MS) this.#wait(CALM_MS);
      else void this.#work(() => this.#takeChanged());
    });
  }

  #look(): void {
    if (this.#stopped) return;
    const { clock } = this.#options;
    const now = clock.now();
    if (this.#next !== null && now >= this.#next && this.#walking === 0) {
      this.#next = this.#night.nextRun(new Date(now))?.getTime() ?? now + 86_400_000;
      if (this.#options.leads?.() !== false) void this.run();
    }
    this.#cancel = clock.after(LOOK_MS, () => { this.#look(); });
  }

  /** One after the other. */
  #work(part: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(part).catch((error: unknown) => {
      // what was not looked at is looked at in the night
      if (!this.#stopped) this.#options.log.error({ err: error }, 'findings not kept');
    }));
  }

  async #takeChanged(): Promise<void> {
    while (this.#changed.size > 0 && !this.#stopped) await this.#all([...this.#changed]);
    if (this.#sets.size === 0 || this.#stopped) return;
    const { changesets } = this.#options.storage;
    this.#walking++;
    try {
      for (const set of this.#sets) {
        this.#sets.delete(set);
        await this.#behind((after) => changesets.opened(set, after, ASKED));
      }
      await this.#words();
    } finally {
      this.#walking--;
    }
  }

  async #all(archives: readonly ArchiveId[]): Promise<void> {
    for (let i = 0; i < archives.length && !this.#stopped; i += AT_ONCE) await this.#read(archives.slice(i, i + AT_ONCE));
  }

  async #walk(): Promise<void> {
    const { archives } = this.#options.storage;
    await this.#behind((after) => archives.list(after, ASKED));
    await this.#words();
  }

  /** Of these, page by page, what changed since it was looked at. */
  async #behind(page: (after: ArchiveId | null) => Promise<readonly ArchiveId[]>): Promise<void> {
    const { cleaning, newest } = this.#options.storage;
    this.#done = 0;
    for (let after: ArchiveId | null = null; !this.#stopped;) {
      const ids = await page(after);
      if (ids.length === 0) break;
      const [marks, now] = await Promise.all([cleaning.marks(ids), newest(ids)]);
      const behind = ids.filter((_, i) => marks[i] !== markOf(now[i] ?? []));
      await this.#all(behind);
      this.#done += ids.length;
      after = ids.at(-1) ?? null;
    }
  }

  /** Which values are another spelling of one that many archives have. */
  async #words(): Promise<void> {
    const { storage: { cleaning }, clock } = this.#options;
    if (this.#stopped) return;
    await cleaning.putSpellings(await cleaning.spellings());
    this.#at = clock.now();
  }

  async #read(batch: readonly ArchiveId[]): Promise<void> {
    const { storage, hub, log, clock } = this.#options;
    for (const archive of batch) this.#changed.delete(archive);
    const left = await storage.cleaning.left(batch);
    const rows = await Promise.all(batch.map(async (archive) => {
      const [row, sections] = await Promise.all([storage.archives.get(archive), storage.log.sections(archive)]);
      if (!row || row.state === 'erased') return null;
      const documents = sections.filter(({ section }) => isLookedAt(section)).map(({ section }) => section);
      try {
        const read = await Promise.all(documents.map(async (section) => [section, (await hub.read(docName(archive, section))).values] as const));
        return { archive, mark: markOf(sections), values: new Map(read) };
      } catch (error) {
        // a damaged section keeps no other archive from being looked at
        log.error({ archive, err: error }, 'values not looked at');
        return null;
      }
    }));
    const now = clock.now();
    const today = new Date(now).toISOString().slice(0, 10);
    const checked: CheckedArchive[] = [];
    let began = performance.now();
    for (const each of rows) {
      if (each === null) continue;
      checked.push(this.#check(each, left.filter(({ archive }) => archive === each.archive), today));
      if (performance.now() - began < SLICE) continue;
      await new Promise((resolve) => setImmediate(resolve));
      began = performance.now();
    }
    const gone = batch.filter((_, i) => rows[i] === null);
    if (checked.length > 0) await storage.cleaning.put(checked, now);
    if (gone.length > 0) await storage.cleaning.drop(gone);
  }

  #check({ archive, mark, values }: { readonly archive: ArchiveId; readonly mark: string; readonly values: ReadonlyMap<string, SectionValues> }, left: Awaited<ReturnType<Storage['cleaning']['left']>>, today: string): CheckedArchive {
    const found: FoundIn[] = [];
    const words: WordIn[] = [];
    const country = countryOfRows(values.get('profile')?.rows['addresses']);
    for (const [section, each] of values) {
      const checked = checkSection(each, { rule: (key) => this.#options.schema.keyAllowed(section, key), country, today });
      for (const finding of checked.found) found.push({ section, ...finding });
      const parsed = parseDocSection(section);
      // words of restricted sections are compared with nobody's
      if (parsed && SECTIONS[parsed.section].class.kind !== 'restricted') for (const word of checked.words) words.push({ section, ...word });
    }
    for (const { section, key, cause, given, origin } of left) {
      const here = values.get(section);
      const [, table = '', row = ''] = key.split('/');
      // an address that somebody took away needs no country
      if ((here && valueAt(here, key) !== null) || (key.startsWith('rows/addresses/') && here?.rows[table]?.[row] === undefined)) continue;
      found.push({ section, key, cause, given, origin });
    }
    return { archive, mark, found, words };
  }
}
