/**
 * A disk under the section log: what was written but not yet flushed is kept apart, and a power cut leaves a random beginning of it. Every
 * snapshot is held against the updates it replaces. `full`: a commit is answered when it is flushed; `normal`: when it is written, as SQLite does
 * with `synchronous=NORMAL`, and flushed with the next snapshot.
 */
import * as Y from 'yjs';
import { StorageError } from '../../server/storage/storage.ts';
import type { Behind, CommitEntry, SectionLog } from '../../server/storage/storage.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import type { MemoryLog } from '../helpers/memory-log.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DocName } from '../../model/ids.ts';

export type Flushing = 'full' | 'normal';
type Write = (log: MemoryLog) => Promise<unknown>;
type Call = 'load' | 'commit' | 'since' | 'heads' | 'compact' | 'rewrite';

/** One process that has the log open. */
export interface Opened { readonly log: SectionLog; dead: boolean }

export interface DiskOptions {
  readonly flushing: Flushing;
  readonly chance: () => number;
  /** Whose sections a restore rewrites. */
  readonly archives: readonly ArchiveId[];
  /** Hears of a commit in the moment in which it is asked for. */
  readonly committing?: (entries: readonly CommitEntry[]) => void;
  /** Asked before each call; what it throws is the answer, and nothing was written. */
  readonly before?: (call: Call) => Promise<void> | void;
  /** Delays the flush. */
  readonly unhurried?: () => Promise<void> | void;
  /** Asked when a commit is flushed, before it is answered: what it throws is the answer, and yet all is there. */
  readonly written?: () => Promise<void> | void;
  /** Hears what every flushed commit holds. */
  readonly flushed?: (doc: DocName, update: Uint8Array) => void;
  /** A snapshot holds what it must not, or lacks something. */
  readonly wrong: (what: string) => void;
  /** A section is about to begin another epoch. */
  readonly rewritten?: () => void;
  /** Several processes write to it; then what a call does is in the order in which it is written. */
  readonly shared?: boolean;
  /** A snapshot as it is written, and the values that it should hold. */
  readonly snapshot?: (doc: DocName, snapshot: Uint8Array, values: string) => void;
}

export class Disk {
  readonly #options: DiskOptions;
  /** As the operating system shows it. */
  #live: MemoryLog;
  /** As a power cut finds it. */
  #flushed: MemoryLog;
  #unflushed: { readonly write: Write; readonly hear: () => void; shown: boolean }[] = [];
  readonly #sessions = new Set<Opened>();
  /** Of sections in which nothing was ever written. */
  #firstEpoch = 1;
  readonly backups: { readonly log: MemoryLog; readonly changes: number }[] = [];

  constructor(options: DiskOptions) {
    this.#options = options;
    this.#live = memoryLog(this.#memory);
    this.#flushed = memoryLog(this.#memory);
  }

  get #memory(): { readonly shared: boolean } {
    return { shared: this.#options.shared === true };
  }

  /** Nobody but the writer itself sees what is not flushed. */
  get #read(): MemoryLog {
    return this.#options.shared === true ? this.#flushed : this.#live;
  }

  /** What a reader of the folder finds at this moment. */
  get log(): MemoryLog {
    return this.#live;
  }

  /** The log for one process; dead when that process is. */
  open(): SectionLog {
    return this.enter().log;
  }

  enter(): Opened {
    if (this.#options.shared !== true) this.#die();
    const session: { log: SectionLog; dead: boolean } = { log: null as unknown as SectionLog, dead: false };
    this.#sessions.add(session);
    const alive = (): void => {
      if (session.dead) throw new StorageError('closed', 'this process is dead');
    };
    const never = (): Promise<never> => new Promise(() => undefined);
    const asked = async (call: Call): Promise<void> => {
      alive();
      await this.#options.before?.(call);
      if (session.dead) await never();
    };
    const delayed = async (): Promise<void> => {
      await this.#options.unhurried?.();
      if (session.dead) await never();
    };
    const written = async (): Promise<void> => {
      await this.#options.written?.();
      if (session.dead) await never();
    };
    const base = {
      load: async (doc: DocName) => {
        await asked('load');
        const found = await this.#read.load(doc);
        if (session.dead) return never();
        return found ?? (this.#firstEpoch === 1 ? null : { epoch: this.#firstEpoch, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map(), retired: new Set() });
      },
      commit: async (entries: Parameters<SectionLog['commit']>[0], at: number) => {
        if (!session.dead) this.#options.committing?.(entries);
        await asked('commit');
        let behind: readonly Behind[] = [];
        const write: Write = async (log) => void (behind = await log.commit(entries, at));
        await write(this.#live.copy(this.#memory)); // a commit that does not fit fails here
        if (session.dead) return never(); // died over it: nothing was handed to the operating system
        this.#unflushed.push({ write, shown: false, hear: () => entries.forEach(({ doc, update }) => { if (!behind.some((each) => each.doc === doc)) this.#options.flushed?.(doc, update); }) });
        if (this.#options.flushing === 'normal') await this.#show();
        else {
          // written, not flushed: this is where the power fails
          await delayed();
          await this.#flush();
          await written();
        }
        return behind;
      },
      since: async (doc: DocName, epoch: number, seq: number) => {
        await asked('since');
        const found = await this.#read.since(doc, epoch, seq);
        return session.dead ? never() : found;
      },
      heads: async (docs: readonly DocName[]) => {
        await asked('heads');
        const found = await this.#read.heads(docs);
        return session.dead ? never() : found;
      },
      compact: async (entries: Parameters<SectionLog['compact']>[0]) => {
        await asked('compact');
        for (const entry of entries) await this.#compare(entry.doc, entry.epoch, entry.snapshot, entry.stateVector, entry.upto);
        await this.#now(session, (log) => log.compact(entries));
        await written();
      },
      rewrite: async (entry: Parameters<SectionLog['rewrite']>[0]) => {
        await asked('rewrite');
        await this.#compare(entry.doc, entry.epoch, entry.snapshot, null, entry.seq);
        this.#options.rewritten?.();
        await this.#now(session, (log) => log.rewrite(entry));
        await written();
      },
      sections: async (archive: Parameters<SectionLog['sections']>[0]) => this.#live.sections(archive),
    };
    session.log = base;
    return session;
  }

  #die(only?: Opened): void {
    for (const session of only === undefined ? [...this.#sessions] : [only]) {
      session.dead = true;
      this.#sessions.delete(session);
    }
    this.#life++;
  }
  /** Rises when what was being written may have got lost. */
  #life = 0;

  /** The process dies; what it was writing is in the hands of the operating system, or never got there. */
  async kill(only?: Opened): Promise<void> {
    this.#die(only);
    // the others go on, and so does the storage: what this one had handed over is written
    if (only !== undefined) return;
    const whole = this.#unflushed.findIndex(({ shown }) => !shown);
    if (whole >= 0) this.#unflushed.splice(whole + Math.floor(this.#options.chance() * (this.#unflushed.length - whole + 1)));
    await this.#show();
    if (this.#options.flushing === 'full') await this.#flush();
  }

  /** The machine dies: of what was not flushed a random beginning is left, for a log is read up to its first hole. */
  async powerCut(): Promise<void> {
    this.#die();
    this.#unflushed.splice(Math.floor(this.#options.chance() * (this.#unflushed.length + 1)));
    await this.#flush(false);
    this.#live = this.#flushed.copy(this.#memory);
  }

  /** A copy taken while the server runs. */
  backup(): void {
    const log = this.#live.copy(this.#memory);
    this.backups.push({ log, changes: log.changes.length });
  }

  /** The newest backup takes the folder's place; every section, also one that is not in it yet, gets an epoch that was never used before. */
  async restore(): Promise<number | null> {
    const backup = this.backups.pop();
    if (backup === undefined) return null;
    this.#die();
    const log = backup.log;
    for (const doc of await this.#docs(this.#live)) this.#firstEpoch = Math.max(this.#firstEpoch, (await this.#live.load(doc))!.epoch);
    this.#firstEpoch++;
    for (const doc of await this.#docs(log)) {
      for (let stored = await log.load(doc); stored !== null && stored.epoch < this.#firstEpoch; stored = await log.load(doc)) {
        const whole = docOf(stored);
        await log.rewrite({ doc, epoch: stored.epoch, seq: stored.seq, snapshot: Y.encodeStateAsUpdate(whole), stateVector: Y.encodeStateVector(whole), authors: new Map(), at: 0 });
      }
    }
    this.#live = log;
    this.#flushed = log.copy(this.#memory);
    this.#unflushed = [];
    this.backups.length = 0;
    return backup.changes;
  }

  async #docs(log: MemoryLog): Promise<readonly DocName[]> {
    const docs = await Promise.all(this.#options.archives.map(async (archive) => (await log.sections(archive)).map(({ section }) => docName(archive, section))));
    return docs.flat();
  }

  /** Written and flushed with everything before it. */
  async #now(session: Opened, write: Write): Promise<void> {
    await write(this.#live.copy(this.#memory)); // what does not fit fails here
    if (session.dead) return new Promise(() => undefined); // died over it
    let refused: unknown = null;
    // between the look and the writing another process may have been first
    const once: Write = async (log) => write(log).catch((error: unknown) => { if (this.#options.shared === true) refused = error; else throw error; });
    this.#unflushed.push({ write: once, shown: false, hear: () => undefined });
    await this.#flush();
    if (refused !== null) throw refused as Error;
  }

  /** What was written can be read. */
  async #show(): Promise<void> {
    for (const each of this.#unflushed) {
      if (each.shown) continue;
      await each.write(this.#live);
      each.shown = true;
    }
  }

  /** One after the other, as one writer does it. */
  #flush(show = true): Promise<void> {
    const life = this.#life;
    const flushed = this.#flushing.then(async () => {
      if (life !== this.#life && this.#options.shared !== true) return;
      if (show) await this.#show();
      // what came in after the look at what is to be shown is for the next flush
      const whole = this.#unflushed.findIndex(({ shown }) => !shown);
      for (const { write, hear } of this.#unflushed.splice(0, show && whole >= 0 ? whole : this.#unflushed.length)) {
        await write(this.#flushed);
        hear();
      }
    });
    return (this.#flushing = flushed);
  }
  #flushing: Promise<void> = Promise.resolve();

  /** ROOM-11: a snapshot says what the updates say, and nothing of what was deleted. */
  async #compare(doc: DocName, epoch: number, snapshot: Uint8Array, vector: Uint8Array | null, upto: number): Promise<void> {
    const stored = await this.#live.load(doc);
    if (stored === null) return this.#options.wrong(`${JSON.stringify([vector,upto])} a snapshot of ${doc}, of which nothing was written`);
    // another process was first: this one is about to be told so
    if (this.#options.shared === true && (stored.epoch !== epoch || upto < stored.seq - stored.tail.length || (vector === null && upto !== stored.seq))) return;
    const before = docOf({ ...stored, tail: stored.tail.slice(0, upto - (stored.seq - stored.tail.length)) });
    const after = new Y.Doc();
    Y.applyUpdate(after, snapshot);
    const values = shown(before);
    if (shown(after) !== values) this.#options.wrong(`the snapshot of ${doc} says ${shown(after)}, its updates ${values}`);
    if (vector !== null && Buffer.compare(sorted(vector), sorted(Y.encodeStateVector(before))) !== 0) this.#options.wrong(`the snapshot of ${doc} has another state vector`);
    this.#options.snapshot?.(doc, snapshot, values);
  }
}

/** State vectors list authors in no order. */
function sorted(vector: Uint8Array): Buffer {
  return Buffer.from(JSON.stringify([...Y.decodeStateVector(vector)].sort(([a], [b]) => a - b)));
}

export function docOf({ snapshot, tail }: { readonly snapshot: Uint8Array | null; readonly tail: readonly Uint8Array[] }): Y.Doc {
  const doc = new Y.Doc();
  for (const part of [snapshot, ...tail]) if (part !== null) Y.applyUpdate(doc, part);
  return doc;
}

/** Every value of a document, in one order. */
export function shown(doc: Y.Doc): string {
  const maps = ['fields', 'rows', 'marks'].map((root) => Object.entries(doc.getMap(root).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)));
  const texts = [...doc.share.keys()].filter((root) => root.startsWith('text:')).sort().map((root) => [root, doc.getText(root).toString()]).filter(([, text]) => text !== '');
  return JSON.stringify([maps, texts]);
}
