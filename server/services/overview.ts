/** Keeps the overview rows in step with accepted edits and row changes, and tells who watches. What goes into a row is in `projection.ts`. */
import type { Clock } from '../clock.ts';
import type { Accepted, Hub } from '../sync/sync.ts';
import type { Storage, StoredOverview } from '../storage/storage.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { parseDocSection, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Logger } from './log.ts';
import type { Changes } from './changes.ts';
import { projectDue, projectFacts } from './projection.ts';
import type { OverviewService } from './services.ts';

export interface OverviewOptions {
  readonly storage: Pick<Storage, 'archives' | 'facts' | 'log'>;
  readonly hub: Pick<Hub, 'read' | 'onAccepted' | 'digestsChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after a row that counts for the classes (roles, lifecycle) was written. */
  readonly populationChanged: () => void;
  /** Milliseconds between a keystroke in a text that no overview shows and the new time in the row. Default 1,000. */
  readonly quietMs?: number;
}

type Part = 'facts' | 'due';
/** Archives projected at the same moment. */
const AT_ONCE = 16;
/** Value keys of the documents that an overview row holds. */
const SHOWN = /^(fields\/(customer\.|crm\.crmCategory$|crm\.purchaseStrategy$|person\.)|rows\/(methods|addresses|hobbies|contacts|customer\.partnerRole)\/|text:contacts\/)/;

export class OverviewProjector implements OverviewService {
  readonly #options: OverviewOptions;
  readonly #waiting = new Map<ArchiveId, Set<Part>>();
  readonly #quiet = new Map<ArchiveId, () => void>();
  /** The last projection of each archive under way: a second one waits, so that an older reading never overwrites a newer. */
  readonly #turns = new Map<ArchiveId, Promise<void>>();
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: OverviewOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#options.hub.onAccepted((edit) => { this.#accepted(edit); });
    await this.#catchUp();
  }

  async refresh(archives: readonly ArchiveId[]): Promise<void> {
    for (const archive of archives) {
      // what waits for this archive is part of this projection
      this.#waiting.delete(archive);
      this.#quiet.get(archive)?.();
      this.#quiet.delete(archive);
      await this.#project(archive, new Set(['facts', 'due']));
    }
  }

  async settled(): Promise<void> {
    for (const [archive, cancel] of [...this.#quiet]) {
      cancel();
      this.#want(archive, 'facts');
    }
    while (this.#running) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#quiet.values()) cancel();
    this.#quiet.clear();
    this.#waiting.clear();
    await this.#running;
  }

  #accepted(edit: Accepted): void {
    const section = parseDocSection(edit.section);
    if (!section || this.#stopped || !isOpen(section.section)) return;
    if (section.kind === 'year') this.#want(edit.archive, 'due');
    else if ((section.section === 'profile' || section.section === 'preferences') && edit.keys.some((key) => SHOWN.test(key))) this.#want(edit.archive, 'facts');
    else if (!this.#quiet.has(edit.archive)) {
      this.#quiet.set(edit.archive, this.#options.clock.after(this.#options.quietMs ?? 1_000, () => { this.#want(edit.archive, 'facts'); }));
    }
  }

  #want(archive: ArchiveId, part: Part): void {
    this.#quiet.delete(archive);
    const parts = this.#waiting.get(archive) ?? new Set();
    this.#waiting.set(archive, parts.add(part));
    this.#running ??= this.#work().finally(() => { this.#running = null; });
  }

  async #work(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopped) {
      // different archives side by side: an import of thousands waits for the disk, not for its turn
      const batch = take(this.#waiting, AT_ONCE);
      for (const [archive] of batch) this.#waiting.delete(archive);
      await Promise.all(batch.map(async ([archive, parts]) => {
        try {
          await this.#project(archive, parts);
        } catch (error) {
          // the documents are safe; the row is projected again at the next edit or start
          this.#options.log.error({ archive, err: error }, 'overview not projected');
        }
      }));
    }
  }

  #project(archive: ArchiveId, parts: ReadonlySet<Part>): Promise<void> {
    const before = this.#turns.get(archive) ?? Promise.resolve();
    const work = (): Promise<void> => this.#projectNow(archive, parts);
    const turn = before.then(work, work);
    this.#turns.set(archive, turn);
    const over = (): void => { if (this.#turns.get(archive) === turn) this.#turns.delete(archive); };
    turn.then(over, over);
    return turn;
  }

  async #projectNow(archive: ArchiveId, parts: ReadonlySet<Part>): Promise<void> {
    const { storage, hub, changes, clock } = this.#options;
    const [row, old, sections] = await Promise.all([storage.archives.get(archive), storage.facts.overview(archive), storage.log.sections(archive)]);
    if (!row) return;
    const has = new Set(sections.map(({ section }) => section));
    const projected: Record<string, number> = Object.fromEntries(sections.map(({ section, seq }) => [section, seq]));
    const read = async (section: string) => {
      if (!has.has(section)) return null;
      const { values, seq } = await hub.read(docName(archive, section));
      projected[section] = seq;
      return values;
    };
    // the name and the search texts are not in `data`, so the facts are always taken anew: two documents, mostly in memory
    const facts = projectFacts({ kind: row.kind, profile: await read('profile'), preferences: await read('preferences') });
    let due = old?.data.due ?? [];
    if (parts.has('due') || !old) {
      const years = [...has].filter((section) => parseDocSection(section)?.kind === 'year');
      due = projectDue((await Promise.all(years.map(read))).filter((values) => values !== null));
    }
    const next: Omit<StoredOverview, 'revision'> = {
      id: archive,
      name: facts.name ?? row.code ?? archive,
      kind: row.kind,
      data: { ...facts.data, due, updatedAt: new Date(clock.now()).toISOString() },
      projected,
      lifecycle: facts.lifecycle,
    };
    await storage.facts.putOverview(next, [...facts.texts, ...row.keys, ...(row.code === null ? [] : [row.code])]);
    hub.digestsChanged([archive]);
    changes.digests([archive]);
    if (!old || counts(old) !== counts(next)) this.#options.populationChanged();
  }

  /** After a crash the log may be ahead of the rows: an edit was committed, its row not yet written. */
  async #catchUp(): Promise<void> {
    const { storage } = this.#options;
    let after: ArchiveId | null = null;
    for (;;) {
      const ids: readonly ArchiveId[] = await storage.archives.list(after, 500);
      if (ids.length === 0 || this.#stopped) return;
      const rows = new Map((await storage.facts.overviews(ids)).map((row) => [row.id, row]));
      for (const id of ids) {
        const row = rows.get(id);
        const behind = !row || (await storage.log.sections(id)).some(({ section, seq }) => isOpen(parseDocSection(section)?.section) && seq > (row.projected[section] ?? 0));
        if (behind) await this.#project(id, new Set(['facts', 'due']));
      }
      after = ids.at(-1) ?? null;
    }
  }
}

/** A digest is shown to whoever reads any section: that somebody wrote into a closed one, and when, is no part of it. */
const isOpen = (section: SectionKey | undefined): boolean => section !== undefined && SECTIONS[section].class.kind === 'internal';

const counts = (row: Omit<StoredOverview, 'revision'>): string => JSON.stringify([row.data.roles, row.lifecycle ?? null]);

/** The first entries of a map, without a copy of the rest. */
function take<K, V>(map: ReadonlyMap<K, V>, count: number): readonly (readonly [K, V])[] {
  const taken: (readonly [K, V])[] = [];
  for (const entry of map) {
    if (taken.length === count) break;
    taken.push(entry);
  }
  return taken;
}
