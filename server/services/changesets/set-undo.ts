/** One undoing of a set from beginning to end: sections, archives' own rows, archives that came with it. What others did since stays. It can be cut off anywhere and begun again. */
import type { ServerAccess } from '../../access/access.ts';
import type { ArchiveChange, Storage, StoredChange } from '../../storage/storage.ts';
import { OWN_ROW, StorageError } from '../../storage/storage.ts';
import type { ChangedSection, Kept, StoredChangeset, UndoOutcome } from '../../storage/changeset-store.ts';
import { EditError } from '../../sync/sync.ts';
import type { Hub } from '../../sync/sync.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { atLeast, mayImport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { writes } from '../history-rights.ts';
import type { HistoryRestorer } from '../history-restore.ts';
import type { ArchiveService } from '../services.ts';
import { sectionUndo, together } from './section-undo.ts';

export interface SetUndoOptions {
  readonly storage: Pick<Storage, 'changesets' | 'archives' | 'facts'>;
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly archives: Pick<ArchiveService, 'changeBrought'>;
  readonly restorer: Pick<HistoryRestorer, 'patch'>;
}

/** Sections in work at the same moment: their commits share a write to the disk. */
const AT_ONCE = 32;
/** Edits of others that may come between reading and writing before one gives up. */
const TRIES = 5;
/** So many of what was kept are named; the others are counted. */
const NAMED = 200;

export class SetUndo {
  readonly #options: SetUndoOptions;
  readonly #set: StoredChangeset;
  readonly #undo: StoredChangeset;
  readonly #person: Person;
  readonly #kept: Kept[] = [];
  #more = 0;
  #restored = 0;
  #withdrawn = 0;
  /** Go as a whole, with what is in them. */
  readonly #going = new Set<ArchiveId>();

  /** `undo` is the set under which the undoing is noted, so that it can be undone as well. */
  constructor(options: SetUndoOptions, set: StoredChangeset, undo: StoredChangeset, person: Person) {
    this.#options = options;
    this.#set = set;
    this.#undo = undo;
    this.#person = person;
  }

  async run(): Promise<UndoOutcome> {
    await this.#findGoing();
    await this.#sections();
    await this.#rows();
    await this.#withdraw();
    return { restored: this.#restored, withdrawn: this.#withdrawn, kept: this.#kept, more: this.#more };
  }

  #keep(kept: Kept): void {
    if (this.#kept.length < NAMED) this.#kept.push(kept);
    else this.#more++;
  }

  /** Whoever brings archives may take them back; in other hands it needs the right to manage. */
  async #mayManage(archive: ArchiveId): Promise<boolean> {
    return mayImport(this.#person) || atLeast((await this.#options.access.rights(this.#person, archive))?.sections.get('profile')?.level ?? 'none', 'manage');
  }

  async #findGoing(): Promise<void> {
    const { changesets } = this.#options.storage;
    const touched = new Set(await changesets.touched(this.#set.id));
    for (let after: ArchiveId | null = null; ;) {
      const page: readonly ArchiveId[] = await changesets.opened(this.#set.id, after, 500);
      for (const archive of page) {
        if (touched.has(archive)) this.#keep({ archive, section: OWN_ROW, key: '', reason: 'used' });
        else if (await this.#mayManage(archive)) this.#going.add(archive);
        else this.#keep({ archive, section: OWN_ROW, key: '', reason: 'forbidden' });
      }
      if (page.length < 500) return;
      after = page.at(-1) ?? null;
    }
  }

  async #sections(): Promise<void> {
    for (let after = 0; ;) {
      const page = await this.#options.storage.changesets.sections(this.#set.id, after, AT_ONCE);
      await Promise.all(page.filter(({ archive }) => !this.#going.has(archive)).map((each) => this.#section(each)));
      if (page.length < AT_ONCE) return;
      after = page.at(-1)?.place ?? after;
    }
  }

  async #section({ archive, section, changes }: ChangedSection): Promise<void> {
    const rights = await this.#options.access.rights(this.#person, archive);
    if (!rights || !writes(rights, section)) return this.#keep({ archive, section, key: '', reason: 'forbidden' });
    const doc = docName(archive, section);
    for (let left = TRIES; ; left--) {
      const { values, seq } = await this.#options.hub.read(doc);
      const { patches, restored, kept } = await sectionUndo(this.#options.restorer, changes, values, seq);
      try {
        if (patches.length > 0) await this.#options.hub.write(doc, this.#person.id, together(patches), { ifSeq: seq, changeset: this.#undo.id });
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        // somebody wrote between reading and writing: read again
        if (error.problems[0]?.code === 'incomplete' && left > 0) continue;
        if (error.problems[0]?.code === 'storage') throw error;
        return this.#keep({ archive, section, key: '', reason: 'refused' });
      }
      this.#restored += restored;
      for (const key of kept) this.#keep({ archive, section, key, reason: 'changed' });
      return;
    }
  }

  async #rows(): Promise<void> {
    const byArchive = new Map<ArchiveId, StoredChange[]>();
    for (let before: number | null = null; ;) {
      const page: readonly (StoredChange & { readonly place: number })[] = await this.#options.storage.changesets.rows(this.#set.id, before, 500);
      for (const change of page) byArchive.set(change.archive, [...(byArchive.get(change.archive) ?? []), change]);
      if (page.length < 500) break;
      before = page.at(-1)?.place ?? before;
    }
    for (const [archive, changes] of byArchive) if (!this.#going.has(archive)) await this.#row(archive, changes);
  }

  /** `changes`: newest first. */
  async #row(archive: ArchiveId, changes: readonly StoredChange[]): Promise<void> {
    const now = await this.#options.storage.archives.get(archive);
    if (!now) return;
    if (!(await this.#mayManage(archive))) return this.#keep({ archive, section: OWN_ROW, key: '', reason: 'forbidden' });
    const back: Record<string, unknown> = {};
    for (const key of new Set(changes.map((change) => change.key))) {
      const own = changes.filter((change) => change.key === key);
      const [newest, oldest] = [own[0] as StoredChange, own.at(-1) as StoredChange];
      const stands = text(now[key as 'kind']);
      if (stands === oldest.old) this.#restored++;
      else if (stands !== newest.new) this.#keep({ archive, section: OWN_ROW, key, reason: 'changed' });
      else back[key] = oldest.old !== null && LISTS.has(key) ? JSON.parse(oldest.old) : oldest.old;
    }
    if (Object.keys(back).length === 0) return;
    try {
      await this.#options.archives.changeBrought(this.#person.id, archive, back as ArchiveChange, this.#undo.id);
      this.#restored += Object.keys(back).length;
    } catch (error) {
      // a key or code that belongs to another archive by now
      if (!(error instanceof StorageError && error.code === 'conflict')) throw error;
      this.#keep({ archive, section: OWN_ROW, key: error.field ?? '', reason: 'refused' });
    }
  }

  /** Sealed rather than erased, so that this can be undone too; keys and code are free for the next who brings them. */
  async #withdraw(): Promise<void> {
    const all = [...this.#going];
    for (const archive of all) {
      await this.#options.archives.changeBrought(this.#person.id, archive, { state: 'sealed', keys: [], code: null }, this.#undo.id);
      this.#withdrawn++;
    }
    for (let at = 0; at < all.length; at += 500) await this.#options.storage.facts.forgetImported(all.slice(at, at + 500));
  }
}

const LISTS: ReadonlySet<string> = new Set(['packs', 'keys', 'coOwners', 'deputies']);
const text = (value: unknown): string | null => (value === null || value === undefined || typeof value === 'string' ? (value ?? null) : JSON.stringify(value));
