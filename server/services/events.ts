/**
 * The change feed as one reader may see it: everything that happened, oldest first, cut to what the reader may see now, behind cursors that tell nothing. What is
 * noted, and when, is `storage/event-store.ts`; how it is asked for is the route's.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import { FEED_KEY } from '../storage/event-store.ts';
import type { EventBounds, EventStore, EventType, StoredEvent } from '../storage/event-store.ts';
import type { DirectoryStore } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import type { Caller, Person } from '../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Changes } from './changes.ts';

/** What a reader hears: ids and the names of what changed, no values. */
export interface FeedEvent {
  /** The same whenever and to whomever it is told. */
  readonly id: string;
  /** ISO 8601; null: of rights and the catalogue, of which no time is kept. */
  readonly at: string | null;
  readonly type: EventType;
  /** Missing: the catalogue, or a right on something that this reader does not see any more. */
  readonly archive?: ArchiveId;
  readonly section?: string;
  /** Value keys, files, entries of the row, transactions, schemes; null: so many that it is better to read anew. */
  readonly keys?: readonly string[] | null;
  /** The section's newest edit among them. */
  readonly seq?: number;
  /** The archive that this one has taken over, or given back. */
  readonly alias?: ArchiveId;
  readonly by?: { readonly id: PersonId; readonly name: string };
}

/** A cursor that cannot be gone on from: older than what is kept, or of a time before a restore. */
export class TooOld extends Error {
  readonly code = 'too-old';
  constructor() {
    super('This cursor is older than what the feed keeps, or from before a restore. Take a cursor with after=now, read all archives anew, and go on from that cursor.');
  }
}

export interface FeedOptions {
  readonly store: EventStore;
  readonly settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly access: Pick<ServerAccess, 'rights' | 'decide' | 'directory' | 'unseen'>;
  readonly hub: Pick<Hub, 'onAccepted'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Days that events are kept. */
  readonly days: number;
  readonly report: (event: string, error: unknown) => void;
}

export interface FeedPage { readonly items: readonly FeedEvent[]; /** The number up to which this reader has heard everything. */ readonly upto: number; readonly more: boolean }

const SLICE = 250;
/** Who listens is told of several edits at once. */
const TOGETHER_MS = 1_000;
/** Not everything that happens says so: who listens looks again. */
const AGAIN_MS = 15_000;
const PRUNE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Entries of an archive's row that also show to who may only know of it. */
const OPEN_ENTRIES: ReadonlySet<string> = new Set(['created', 'kind', 'department', 'owner']);

export class Feed {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<() => void>();
  #key: Uint8Array | null = null;
  #waking: { readonly at: number; readonly stop: () => void } | null = null;
  #tidying: (() => void) | null = null;

  constructor(options: FeedOptions) {
    this.#options = options;
    const { hub, changes } = options;
    hub.onAccepted(() => { this.#happened(TOGETHER_MS); });
    changes.onDigests(() => { this.#happened(TOGETHER_MS); });
    changes.onRights(() => { this.#happened(TOGETHER_MS); });
  }

  async load(): Promise<void> {
    await this.reload();
    this.#tidy();
  }

  /** The key of cursors, as it is kept. Where there is none yet one is made; of servers that make it in the same moment the last one counts for all. */
  async reload(): Promise<void> {
    const { settings, random } = this.#options;
    const kept = await settings.setting(FEED_KEY);
    this.#key = typeof kept === 'string' ? Buffer.from(kept, 'base64') : random(32);
    if (typeof kept !== 'string') await settings.putSetting(FEED_KEY, Buffer.from(this.#key).toString('base64'));
  }

  stop(): void {
    this.#waking?.stop();
    this.#tidying?.();
  }

  /** Calls back when there may be something new; returns the way to stop. */
  listen(wake: () => void): () => void {
    this.#listeners.add(wake);
    this.#happened(AGAIN_MS);
    return () => this.#listeners.delete(wake);
  }

  #happened(within: number): void {
    const { clock } = this.#options;
    const at = clock.now() + within;
    if (this.#listeners.size === 0 || (this.#waking !== null && this.#waking.at <= at)) return;
    this.#waking?.stop();
    this.#waking = { at, stop: clock.after(within, () => {
      this.#waking = null;
      for (const wake of [...this.#listeners]) wake();
      this.#happened(AGAIN_MS);
    }) };
  }

  /** What is older than the days kept goes, and what facts.db has told is taken over, also where nobody ever asks. */
  #tidy(): void {
    const { store, clock, days, report } = this.#options;
    this.#tidying = clock.after(PRUNE_MS, () => {
      store.catchUp().then(() => store.prune(clock.now() - days * DAY_MS)).catch((error: unknown) => { report('events not tidied', error); });
      this.#tidy();
    });
  }

  /** A number as others may see it: sealed, the same length always, another text each time. */
  async cursor(upto: number): Promise<string> {
    const iv = this.#options.random(12);
    const cipher = createCipheriv('aes-256-gcm', this.#secret, iv);
    const plain = Buffer.alloc(12);
    plain.writeUIntBE(upto, 0, 6);
    plain.writeUIntBE((await this.#options.store.at(upto)) ?? 0, 6, 6);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** The number that a cursor stands for. `null`: from the first event that is kept; `now`: from here on. Throws `TooOld`. */
  async from(cursor: string | null): Promise<number> {
    const { store } = this.#options;
    const bounds = await store.catchUp();
    if (cursor === null) return bounds.pruned;
    if (cursor === 'now') return bounds.last;
    const said = this.#unsealed(cursor);
    if (said === null || said.upto < bounds.pruned || said.upto > bounds.last) throw new TooOld();
    // the same number may name another event after a restore
    if (said.upto > bounds.pruned && ((await store.at(said.upto)) ?? 0) !== said.at) throw new TooOld();
    return said.upto;
  }

  /** Up to `limit` events after a number. It looks on until it has them or there are no more, so that a page never tells how much it has left out. */
  async page(reader: Caller, after: number, limit: number): Promise<FeedPage> {
    const { store } = this.#options;
    const { last }: EventBounds = await store.catchUp();
    const items: FeedEvent[] = [];
    let upto = after;
    for (;;) {
      const rows = await store.after(upto, SLICE);
      const shown = await Promise.all(rows.map((row) => this.#shownTo(reader, row)));
      for (const [i, row] of rows.entries()) {
        const event = shown[i];
        if (event && items.length === limit) return { items, upto, more: true };
        if (event) items.push(event);
        upto = row.id;
      }
      if (rows.length < SLICE) return { items, upto: Math.max(upto, last), more: false };
    }
  }

  async #shownTo(reader: Caller, row: StoredEvent): Promise<FeedEvent | null> {
    const { access } = this.#options;
    const head = { id: this.#name(row.id), at: row.at === null ? null : new Date(row.at).toISOString(), type: row.type };
    const by = row.person === null ? {} : { by: access.unseen.ref(row.person, reader.id) };
    if (row.type === 'catalogue') return access.directory.person(reader.id) ? { ...head, keys: row.keys, ...by } : null;
    if (row.type === 'access') return this.#access(reader, row, head);
    if (row.archive === null) return null;
    const what = { ...head, archive: row.archive, ...(row.section === null ? {} : { section: row.section }), keys: row.keys, ...(row.seq === null ? {} : { seq: row.seq }), ...by };
    if (row.section !== null) {
      const section = sectionOf(row.section);
      return section !== null && atLeast((await access.decide(reader, row.archive, section)).level, 'read') ? what : null;
    }
    const rights = await access.rights(reader, row.archive);
    if (rights === null) return null;
    if (atLeast(rights.level, 'read')) return row.alias === null ? what : { ...what, alias: row.alias };
    const open = row.type === 'archive' ? (row.keys ?? []).filter((key) => OPEN_ENTRIES.has(key)) : [];
    return open.length > 0 ? { ...head, archive: row.archive, keys: open } : null;
  }

  /** That a right of one's own changed is told; of what is not seen any more, not on what. */
  async #access(reader: Caller, row: StoredEvent, head: Pick<FeedEvent, 'id' | 'at' | 'type'>): Promise<FeedEvent | null> {
    const { access } = this.#options;
    const person = access.directory.person(reader.id);
    if (!person || !row.concerns?.some((each) => concerns(each, person))) return null;
    const seen = row.archive !== null && (await access.rights(reader, row.archive)) !== null;
    return seen ? { ...head, archive: row.archive } : head;
  }

  get #secret(): Uint8Array {
    if (this.#key === null) throw new Error('the feed was not loaded');
    return this.#key;
  }

  #name(id: number): string {
    return createHmac('sha256', this.#secret).update(`event ${id}`).digest('base64url').slice(0, 16);
  }

  #unsealed(cursor: string): { readonly upto: number; readonly at: number } | null {
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length !== 40) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(24));
      const plain = Buffer.concat([decipher.update(bytes.subarray(12, 24)), decipher.final()]);
      return { upto: plain.readUIntBE(0, 6), at: plain.readUIntBE(6, 6) };
    } catch {
      return null; // not ours, or sealed before a restore: the same way out
    }
  }
}

const sectionOf = (name: string): SectionKey | null => parseDocSection(name)?.section ?? (isSectionKey(name) ? name : null);

function concerns(whom: string, { id, department, roles, service }: Person): boolean {
  if (service) return false;
  const colon = whom.indexOf(':');
  const name = whom.slice(colon + 1);
  switch (whom.slice(0, colon)) {
    case 'person': return name === id;
    case 'department': return name === department;
    case 'role': return (roles as readonly string[]).includes(name);
    default: return false;
  }
}
