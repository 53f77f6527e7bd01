/** One section with its Y.Doc: applies what the gate let pass, says what changed and which bytes to store. When it may run is the room's business. */
import * as Y from 'yjs';
import type { RandomBytes, PersonId } from '../../model/ids.ts';
import type { Limits } from '../limits.ts';
import type { StoredSection } from '../storage/storage.ts';
import { Backlog } from './backlog.ts';
import { changesOf } from './changes.ts';
import type { Change, TextLengths } from './changes.ts';
import { check, isEmpty } from './gate.ts';
import type { GateLimits, GateView } from './gate.ts';
import { RootNames } from './places.ts';
import { Refusal } from './refusal.ts';
import type { SectionSchema } from './section-schema.ts';
import { takeStraight } from './straight.ts';
import type { StraightGate } from './straight.ts';
import { StraightTable } from './straight-table.ts';

/** An edit that stands in the document and waits for its commit. `update` is what the document emits. */
export interface Applied { readonly update: Uint8Array; readonly changes: readonly Change[]; readonly newAuthors: readonly number[] }

const NOBODY: readonly number[] = Object.freeze([]);

/** The document holds something that it must not: it is to be dropped and loaded anew. */
export class Tainted extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export interface SectionOptions {
  readonly schema: SectionSchema;
  readonly limits: GateLimits & Pick<Limits, 'sectionBytes'>;
  readonly presenceOwner: (author: number) => PersonId | undefined;
  readonly random: RandomBytes;
  /** Author ids of the server's own edits so far; default: none. */
  readonly servers?: Map<PersonId, number>;
}

/** Straight edits, and bytes of them, that the document may lack before it is brought up to date. */
const BEHIND = 256;
const BEHIND_BYTES = 256 * 1024;
/** Values of one straight edit. */
const STRAIGHT = 256;

/** Yjs tells nine events of each transaction, and makes a list of those who hear each, also where it is nobody. */
class QuietDoc extends Y.Doc {
  override emit(name: never, args: never): void {
    if (this._observers.has(name)) super.emit(name, args);
  }
}

export class LiveSection implements GateView {
  // nobody asks for the document's own id, and a random one costs more than the document
  readonly #doc = new QuietDoc({ gc: true, guid: '' });
  readonly names = new RootNames(this.#doc);
  readonly schema: SectionSchema;
  readonly epoch: number;
  readonly authors: Map<number, PersonId>;
  readonly retired: ReadonlySet<number>;
  readonly presenceOwner: SectionOptions['presenceOwner'];
  /** Sequence number of the last edit in the document, committed or not. */
  seq: number;
  /** Updates and bytes on disk behind the snapshot. */
  tailUpdates = 0;
  tailBytes = 0;
  readonly #options: SectionOptions;
  readonly #lengths: TextLengths = new Map();
  readonly #servers: Map<PersonId, number>;
  /** Upper bound of the encoded size; made exact when it reaches the limit. */
  #size: number;
  #emitted: Uint8Array | null = null;
  #changes: Change[] = [];
  #wrong: Refusal | null = null;
  /** Made at the first edit: who only reads needs none. */
  #table: StraightTable | null = null;
  /** Straight edits that the document does not have yet, and the clocks of their authors behind them. */
  readonly #behind = new Backlog();
  readonly #next = new Map<number, number>();
  #person: PersonId | null = null;
  readonly #straightGate: StraightGate;
  #full: { readonly update: Uint8Array; readonly vector: Uint8Array } | null = null;

  /** Throws when stored bytes do not make a whole document. */
  constructor(stored: StoredSection | null, options: SectionOptions) {
    this.#options = options;
    this.#servers = options.servers ?? new Map();
    this.schema = options.schema;
    this.presenceOwner = options.presenceOwner;
    this.epoch = stored?.epoch ?? 0;
    this.seq = stored?.seq ?? 0;
    this.authors = new Map(stored?.authors);
    this.retired = stored?.retired ?? new Set();
    for (const [person, author] of this.#servers) if (this.retired.has(author) || (this.authors.get(author) ?? person) !== person) this.#servers.delete(person);
    const { clockJump, structsPerUpdate, deletesPerUpdate } = options.limits;
    this.#straightGate = { most: Math.min(STRAIGHT, clockJump, structsPerUpdate, deletesPerUpdate), next: (author) => this.#next.get(author) ?? Y.getState(this.#doc.store, author), mayUse: (author) => this.#mayUse(author) };
    const parts = stored === null ? [] : stored.snapshot === null ? stored.tail : [stored.snapshot, ...stored.tail];
    this.#doc.transact(() => parts.forEach((part) => Y.applyUpdate(this.#doc, part)));
    if (this.#pending()) throw new Error('the stored section is not whole');
    this.#size = parts.reduce((sum, part) => sum + part.length, 0);
    for (const part of stored?.tail ?? []) this.#grow(part);
    for (const name of this.#doc.share.keys()) if (name.startsWith('text:')) this.#lengths.set(name, this.#doc.getText(name).length);
    this.#listen();
  }

  /** The document with every edit in it. */
  get doc(): Y.Doc {
    if (this.#behind.count > 0) this.#catchUp();
    return this.#doc;
  }

  /** Checks and applies a client's update; null when it holds nothing new. Throws `Refusal` with the document as it was, or `Tainted`. */
  apply(update: Uint8Array, person: PersonId, mayWrite: boolean): Applied | null {
    if (isEmpty(update)) return null;
    const straight = mayWrite ? this.#takeStraight(update, person) : null;
    if (straight !== null) return straight;
    const passed = check(this, update, person, mayWrite, this.#options.limits);
    if (passed.nothingNew) return null;
    this.#makeRoom(update.length);
    return this.#run(person, passed.newAuthors, () => Y.applyUpdate(this.doc, update));
  }

  /** Runs an edit of the server in a person's name; the values have been checked. Null when it changes nothing. */
  write(person: PersonId, bytes: number, edit: (doc: Y.Doc) => void): Applied | null {
    this.#makeRoom(bytes);
    const author = this.#servers.get(person) ?? this.#newAuthor(person);
    this.doc.clientID = author;
    return this.#run(person, this.authors.has(author) ? [] : [author], () => edit(this.doc));
  }

  isServers(author: number): boolean {
    for (const own of this.#servers.values()) if (own === author) return true;
    return false;
  }

  /** Bytes of the whole document, or somewhat more. */
  get size(): number {
    return this.#size;
  }

  textLength(root: string): number {
    return this.#lengths.get(root) ?? 0;
  }

  /** What a client with this state vector lacks, and the section's own state vector. */
  answer(vector: Uint8Array): { readonly update: Uint8Array; readonly vector: Uint8Array } {
    if (vector.length === 1) return (this.#full ??= { update: Y.encodeStateAsUpdate(this.doc), vector: Y.encodeStateVector(this.doc) });
    return { update: Y.encodeStateAsUpdate(this.doc, vector), vector: Y.encodeStateVector(this.doc) };
  }

  /** The whole document re-encoded: what was deleted is not in it. */
  snapshot(): { readonly snapshot: Uint8Array; readonly stateVector: Uint8Array } {
    const { update, vector } = this.answer(new Uint8Array(1));
    this.#size = update.length;
    return { snapshot: update, stateVector: vector };
  }

  /** Takes in what another node has committed, which its gate let pass. Throws when it does not fit; the document is of no more use then. */
  follow(updates: readonly Uint8Array[], authors: Iterable<readonly [author: number, person: PersonId]>): void {
    const { doc } = this;
    this.#full = null;
    doc.off('afterTransaction', this.#look);
    doc.off('update', this.#emit);
    doc.on('afterTransaction', this.#lookBeside);
    for (const update of updates) {
      Y.applyUpdate(doc, update);
      this.seq++;
      this.#size += update.length;
      this.#grow(update);
    }
    doc.off('afterTransaction', this.#lookBeside);
    this.#listen();
    if (this.#pending()) throw new Error('an update rests on what is not here');
    for (const [author, person] of authors) this.authors.set(author, person);
  }

  /** Nobody is asked whether it may be there: the table and the lengths of texts go on. */
  readonly #lookBeside = (transaction: Y.Transaction): void => {
    this.#table?.follow(transaction, this.names);
    for (const type of transaction.changed.keys()) {
      const root = this.names.of(type as Y.AbstractType<unknown>);
      if (root.startsWith('text:')) this.#lengths.set(root, type._length);
    }
  };

  committed(update: Uint8Array): void {
    this.#grow(update);
  }

  #grow(update: Uint8Array): void {
    this.tailUpdates++;
    this.tailBytes += update.length;
  }

  /** Null for whatever only Yjs can tell. */
  #takeStraight(update: Uint8Array, person: PersonId): Applied | null {
    const { limits } = this.#options;
    if (update.length > limits.frameBytes || this.#size + update.length > limits.sectionBytes) return null;
    this.#table ??= new StraightTable(this.#doc, this.schema);
    this.#person = person;
    const straight = takeStraight(this.#table, update, this.#straightGate);
    if (straight === null) return null;
    const { author, next, changes } = straight;
    if (author !== null) this.#next.set(author, next);
    this.#behind.push(update, straight);
    if (this.#behind.count >= BEHIND || this.#behind.size >= BEHIND_BYTES) this.#catchUp();
    return this.#stands(person, author === null || this.authors.has(author) ? NOBODY : [author], update, changes);
  }

  /** The rules of the gate about author ids (GATE-7, GATE-13), as far as they can be answered with yes. */
  #mayUse(author: number): boolean {
    const bound = this.authors.get(author);
    if (bound !== undefined) return bound === this.#person && !this.isServers(author);
    const shown = this.presenceOwner(author);
    return (shown === undefined || shown === this.#person) && !this.isServers(author) && !this.retired.has(author) && this.authors.size < this.#options.limits.authorsPerSection;
  }

  /** One update for all of them; nobody needs to be told of what has been told. */
  #catchUp(): void {
    this.#next.clear();
    this.#doc.off('afterTransaction', this.#look);
    this.#doc.off('update', this.#emit);
    Y.applyUpdate(this.#doc, this.#behind.take());
    this.#listen();
  }

  #listen(): void {
    this.#doc.on('afterTransaction', this.#look);
    this.#doc.on('update', this.#emit);
  }

  readonly #emit = (update: Uint8Array): void => void (this.#emitted = update);

  #run(person: PersonId, newAuthors: readonly number[], edit: () => void): Applied | null {
    this.#emitted = null;
    this.#changes = [];
    this.#wrong = null;
    try {
      edit();
    } catch (error) {
      // whatever Yjs stumbled over may have left the document half changed
      throw new Tainted(error instanceof Refusal ? error : new Refusal('malformed', 'the edit could not be applied'));
    }
    const wrong = this.#wrong ?? (this.#pending() ? new Refusal('incomplete', 'the edit rests on edits that are not here') : null);
    if (wrong !== null) throw new Tainted(wrong);
    const update = this.#emitted as Uint8Array | null;
    return update === null ? null : this.#stands(person, newAuthors, update, this.#changes);
  }

  #stands(person: PersonId, newAuthors: readonly number[], update: Uint8Array, changes: readonly Change[]): Applied {
    for (const author of newAuthors) this.authors.set(author, person);
    this.seq++;
    this.#size += update.length;
    this.#full = null;
    return { update, changes, newAuthors };
  }

  /** Yjs swallows nothing thrown here but would skip its own cleaning up, so a refusal is kept for afterwards. */
  readonly #look = (transaction: Y.Transaction): void => {
    try {
      this.#table?.follow(transaction, this.names);
      this.#changes.push(...changesOf(transaction, this.names, this.schema, this.#lengths));
    } catch (error) {
      this.#wrong = error instanceof Refusal ? error : new Refusal('malformed', 'the edit could not be read');
    }
  };

  #pending(): boolean {
    return this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null;
  }

  /** Refuses what would make the section too large; the exact size is looked up only near the limit. */
  #makeRoom(bytes: number): void {
    const most = this.#options.limits.sectionBytes;
    if (this.#size + bytes <= most) return;
    this.#size = this.answer(new Uint8Array(1)).update.length;
    if (this.#size + bytes > most) throw new Refusal('too-large', 'the section is full');
  }

  #newAuthor(person: PersonId): number {
    for (;;) {
      const author = new DataView(this.#options.random(4).slice().buffer).getUint32(0);
      if (this.authors.has(author) || this.retired.has(author) || this.isServers(author)) continue;
      this.#servers.set(person, author);
      return author;
    }
  }
}
