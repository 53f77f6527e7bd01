/** One section with its Y.Doc: applies what the gate let pass, says what changed and which bytes to store. When it may run is the room's business. */
import * as Y from 'yjs';
import type { RandomBytes, PersonId } from '../../model/ids.ts';
import type { Limits } from '../limits.ts';
import type { StoredSection } from '../storage/storage.ts';
import { changesOf } from './changes.ts';
import type { Change, TextLengths } from './changes.ts';
import { check, isEmpty } from './gate.ts';
import type { GateLimits, GateView } from './gate.ts';
import { RootNames } from './places.ts';
import { Refusal } from './refusal.ts';
import type { SectionSchema } from './section-schema.ts';

/** An edit that stands in the document and waits for its commit. `update` is what the document emitted, never what a client sent. */
export interface Applied { readonly update: Uint8Array; readonly changes: readonly Change[]; readonly newAuthors: readonly number[] }

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
}

export class LiveSection implements GateView {
  // nobody asks for the document's own id, and a random one costs more than the document
  readonly doc = new Y.Doc({ gc: true, guid: '' });
  readonly names = new RootNames(this.doc);
  readonly schema: SectionSchema;
  readonly epoch: number;
  readonly authors: Map<number, PersonId>;
  readonly presenceOwner: SectionOptions['presenceOwner'];
  /** Sequence number of the last edit in the document, committed or not. */
  seq: number;
  /** Updates and bytes on disk behind the snapshot. */
  tailUpdates = 0;
  tailBytes = 0;
  readonly #options: SectionOptions;
  readonly #lengths: TextLengths = new Map();
  readonly #servers = new Map<PersonId, number>();
  /** Upper bound of the encoded size; made exact when it reaches the limit. */
  #size: number;
  #emitted: Uint8Array | null = null;
  #changes: Change[] = [];
  #wrong: Refusal | null = null;
  #full: { readonly update: Uint8Array; readonly vector: Uint8Array } | null = null;

  /** Throws when stored bytes do not make a whole document. */
  constructor(stored: StoredSection | null, options: SectionOptions) {
    this.#options = options;
    this.schema = options.schema;
    this.presenceOwner = options.presenceOwner;
    this.epoch = stored?.epoch ?? 0;
    this.seq = stored?.seq ?? 0;
    this.authors = new Map(stored?.authors);
    const parts = stored === null ? [] : stored.snapshot === null ? stored.tail : [stored.snapshot, ...stored.tail];
    this.doc.transact(() => parts.forEach((part) => Y.applyUpdate(this.doc, part)));
    if (this.#pending()) throw new Error('the stored section is not whole');
    this.#size = parts.reduce((sum, part) => sum + part.length, 0);
    for (const part of stored?.tail ?? []) this.#grow(part);
    for (const name of this.doc.share.keys()) if (name.startsWith('text:')) this.#lengths.set(name, this.doc.getText(name).length);
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#look(transaction));
    this.doc.on('update', (update: Uint8Array) => (this.#emitted = update));
  }

  /** Checks and applies a client's update; null when it holds nothing new. Throws `Refusal` with the document as it was, or `Tainted`. */
  apply(update: Uint8Array, person: PersonId, mayWrite: boolean): Applied | null {
    if (isEmpty(update)) return null;
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

  committed(update: Uint8Array): void {
    this.#grow(update);
  }

  #grow(update: Uint8Array): void {
    this.tailUpdates++;
    this.tailBytes += update.length;
  }

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
    if (update === null) return null;
    for (const author of newAuthors) this.authors.set(author, person);
    this.seq++;
    this.#size += update.length;
    this.#full = null;
    return { update, changes: this.#changes, newAuthors };
  }

  /** Yjs swallows nothing thrown here but would skip its own cleaning up, so a refusal is kept for afterwards. */
  #look(transaction: Y.Transaction): void {
    try {
      this.#changes.push(...changesOf(transaction, this.names, this.schema, this.#lengths));
    } catch (error) {
      this.#wrong = error instanceof Refusal ? error : new Refusal('malformed', 'the edit could not be read');
    }
  }

  #pending(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
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
      if (this.authors.has(author) || this.isServers(author)) continue;
      this.#servers.set(person, author);
      return author;
    }
  }
}
