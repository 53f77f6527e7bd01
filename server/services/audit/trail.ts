/** Writes down what changes nothing on disk by itself: who opened which restricted section, who was refused, who signed in. What a change leaves is written in its own transaction by the storage. */
import type { AuditEntry } from '../../../model/audit/entry.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import { onlyByGlass } from '../../../model/rights.ts';
import type { Decision } from '../../../model/rights.ts';
import { parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { Claims } from '../../access/token.ts';
import type { Clock } from '../../clock.ts';
import type { AuditStore } from '../../storage/audit-store.ts';
import type { StoredFile } from '../../storage/storage.ts';

/** By which door. `glass`: anything of an archive that nothing but a broken glass opens. */
export type OpenedBy = 'line' | 'sync' | 'read' | 'edit' | 'history' | 'file' | 'files' | 'comments' | 'rating' | 'export' | 'print' | PageDoor;
/** Doors that a page asks for the same again and again: while it is scrolled, follows what is new, or watches how far something is. */
const PAGE_DOORS = ['list', 'mass', 'workbook', 'search', 'personFile', 'merge', 'cleaning', 'mentions', 'ratings', 'glass'] as const;
type PageDoor = (typeof PAGE_DOORS)[number];
/** `section` as it names a document: `bank`; null: of several sections together. */
export interface Opening { readonly archive: ArchiveId; readonly section: string | null; readonly decision: Decision | undefined; readonly by: OpenedBy; readonly object?: string | undefined }

export const isRestricted = (section: string): boolean => {
  const key = parseDocSection(section)?.section;
  return key !== undefined && SECTIONS[key].class.kind === 'restricted';
};

/** What leaves a row: whatever is of a restricted section, and whatever a broken glass alone opens. */
const tells = ({ section, decision, by }: Opening): boolean => by === 'glass' || (section !== null && isRestricted(section)) || (decision !== undefined && onlyByGlass(decision));

/** What is refused again and again is one row a minute. */
const MINUTE = 60_000;
/** An attack from everywhere fills no memory. */
const MOST = 5_000;
const DAY = 86_400_000;
const PIECES = 600_000;
const MOST_KEYS = 40;
const isPageDoor = (by: OpenedBy): boolean => (PAGE_DOORS as readonly string[]).includes(by);

export interface TrailOptions { readonly store: Pick<AuditStore, 'add'>; readonly clock: Clock; readonly report: (event: string, error: unknown) => void }
type Kept = Pick<AuditEntry, 'action' | 'actor' | 'archive' | 'section' | 'object'> & { readonly facts: Readonly<Record<string, string | number>> };

export class Trail {
  readonly #options: TrailOptions;
  readonly #refused = new Map<string, { readonly kept: Kept; readonly since: number; count: number }>();
  readonly #downloads = new Map<string, number>();
  /** What pages were shown, with the writing of its row. */
  readonly #shown = new Map<string, { readonly at: number; readonly written: Promise<void> }>();
  /** The day on which the use of a grant was last written down. */
  readonly #used = new Map<string, number>();
  readonly #uses: AuditEntry[] = [];
  /** What each one's newest token said, and on which day. */
  readonly #signedIn = new Map<PersonId, string>();
  #timer: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: TrailOptions) {
    this.#options = options;
  }

  async done(...entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await this.#options.store.add(entries, this.#options.clock.now());
  }

  /** A row each, on disk when it resolves: only then may anything of them leave. What is of no restricted section leaves none, but under a broken glass. What a page is shown again within ten minutes is one opening. */
  async opened(actor: PersonId, openings: readonly Opening[]): Promise<void> {
    const told = openings.filter(tells);
    if (told.length === 0) return;
    const now = this.#options.clock.now();
    const fresh = new Map<string, Opening>();
    const under: Promise<void>[] = [];
    for (const opening of told) {
      const { archive, section, by, object } = opening;
      const name = JSON.stringify([actor, archive, section, by, object]);
      const shown = isPageDoor(by) ? this.#shown.get(name) : undefined;
      if (shown !== undefined && now - shown.at < PIECES) under.push(shown.written);
      else fresh.set(name, opening);
    }
    const written = this.done(...[...fresh.values()].map(({ archive, section, decision, by, object }): AuditEntry =>
      ({ action: 'opened', actor, archive, ...(section === null ? {} : { section }), object, outcome: 'done', because: decision?.because, detail: { by, level: decision?.level ?? 'read' } })));
    if (this.#shown.size >= MOST) this.#shown.clear();
    const pages = [...fresh].filter(([, { by }]) => isPageDoor(by)).map(([name]) => name);
    for (const name of pages) this.#shown.set(name, { at: now, written });
    try {
      await Promise.all([written, ...under]);
    } catch (error) {
      // what is not on disk was not shown
      for (const name of pages) this.#shown.delete(name);
      throw error;
    }
  }

  /** A list was asked by values of restricted sections: who is in it tells of them, also where none of them is shown. */
  asked(actor: PersonId, sections: readonly string[], keys: readonly string[], found: number): Promise<void> {
    return this.done(...sections.map((section): AuditEntry => ({ action: 'opened', actor, section, outcome: 'done', detail: { by: 'question', keys: keys.slice(0, MOST_KEYS), found } })));
  }

  /** A file leaves: of a restricted section an opening, of any other a download. A player asks for one piece after the other: within ten minutes they are one, unless one begins anew. */
  async downloaded(actor: PersonId, { id, archive, section, kind }: Pick<StoredFile, 'id' | 'archive' | 'section' | 'kind'>, decision: Decision | undefined, whole: boolean): Promise<void> {
    const now = this.#options.clock.now();
    const name = `${actor} ${id}`;
    if (!whole && now - (this.#downloads.get(name) ?? -PIECES) < PIECES) return;
    if (this.#downloads.size >= MOST) this.#downloads.clear();
    this.#downloads.set(name, now);
    if (tells({ archive, section, decision, by: 'file' })) await this.opened(actor, [{ archive, section, decision, by: 'file', object: id }]);
    else await this.done({ action: 'downloaded', actor, archive, section, object: id, outcome: 'done', because: decision?.because, detail: { kind } });
  }

  /** Refused: a request, an edit, a token. The same within a minute is counted. */
  refused(kept: Kept): void {
    const name = JSON.stringify(kept);
    const known = this.#refused.get(name);
    if (known) known.count++;
    else this.#refused.set(name, { kept, since: this.#options.clock.now(), count: 1 });
    if (this.#refused.size >= MOST) return void this.flush();
    this.#timer ??= this.#options.clock.after(MINUTE, () => { void this.flush(); });
  }

  /** Grants that let somebody in, however little they read: a row a day of each tells that it is used. */
  used(actor: PersonId, archive: ArchiveId, decisions: Iterable<Decision>): void {
    const day = Math.floor(this.#options.clock.now() / DAY);
    for (const { because } of decisions) for (const reason of because) {
      if (!('grant' in reason)) continue;
      const name = `${actor} ${reason.grant}`;
      if (this.#used.get(name) === day) continue;
      if (this.#used.size >= MOST) this.#used.clear();
      this.#used.set(name, day);
      this.#uses.push({ action: 'grantUsed', actor, archive, object: reason.grant, outcome: 'done' });
      this.#timer ??= this.#options.clock.after(MINUTE, () => { void this.flush(); });
    }
  }

  /** A host mints a token every few minutes: a row tells the first of a day, and one that says something else of its person. */
  signedIn({ person, roles, department }: Pick<Claims, 'person' | 'roles' | 'department'>): void {
    const said = JSON.stringify([Math.floor(this.#options.clock.now() / DAY), roles, department]);
    if (this.#signedIn.get(person) === said) return;
    this.#signedIn.set(person, said);
    this.#kept(this.done({ action: 'signedIn', actor: person, outcome: 'done', detail: { by: 'token', ...(roles ? { roles } : {}), ...(department === undefined ? {} : { department }) } }));
  }

  /** Resolves when every refusal and every use of a grant so far is on disk. */
  flush(): Promise<void> {
    this.#timer?.();
    this.#timer = null;
    const all = [...this.#refused.values()];
    this.#refused.clear();
    this.#kept(this.done(...this.#uses.splice(0), ...all.map(({ kept: { facts, ...kept }, since, count }): AuditEntry => ({ ...kept, outcome: 'refused', detail: { ...facts, count, since: new Date(since).toISOString() } }))));
    return this.#writing;
  }

  #kept(work: Promise<void>): void {
    this.#writing = Promise.all([this.#writing, work.catch((error: unknown) => { this.#options.report('not written to the audit', error); })]).then(() => undefined);
  }
}
