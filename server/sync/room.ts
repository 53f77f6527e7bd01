/**
 * One section with the people in it. Clean: what it shows is on disk. Busy: one batch is on its way there, and whoever asks waits
 * (SPEC ROOM-1 to ROOM-13). Loading and committing are asynchronous; every change of state goes through `#pump`.
 */
import { CLOSE } from '../../model/protocol.ts';
import type { DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { splitDocName } from '../../model/ids.ts';
import type { OrderedValues } from '../../model/section-doc.ts';
import { readSection } from '../../model/section-doc.ts';
import type { SectionPatch } from '../../model/api.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { StorageError } from '../storage/storage.ts';
import type { CommitEntry, SectionLog, StoredSection } from '../storage/storage.ts';
import { entriesOf, gather, personOf } from './batch.ts';
import type { Edit, InFlight } from './batch.ts';
import type { Committer, Committing } from './committer.ts';
import type { Compactor } from './compactor.ts';
import { isEmpty } from './gate.ts';
import { LiveSection, Tainted } from './live-section.ts';
import type { Member, MemberEdit } from './member.ts';
import { Presence } from './presence.ts';
import { Refusal } from './refusal.ts';
import { SectionSchema } from './section-schema.ts';
import { FIRST_EPOCH, NO_STATE, storedAnswer } from './stored-answer.ts';
import type { Accepted } from './sync.ts';
import { Shared, step1Message, step2Message, updateMessage } from './wire.ts';

export interface RoomOptions {
  readonly name: DocName;
  readonly log: SectionLog;
  readonly committer: Committer;
  readonly compactor: Compactor;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Limits;
  readonly accepted: (edit: Accepted) => void;
  readonly report: (event: string, error: unknown) => void;
}

type State =
  | { readonly kind: 'cold' | 'loading' }
  /** As on disk, without a document: enough to answer a first sync. */
  | { readonly kind: 'stored'; readonly stored: StoredSection | null }
  | { readonly kind: 'clean'; readonly live: LiveSection }
  | { readonly kind: 'busy'; readonly live: LiveSection; readonly batch: readonly InFlight[] };

/** Somebody who waits for a clean moment: with the document, or only for the epoch. */
interface Asker { readonly wants: 'document' | 'epoch'; readonly answer: (live: LiveSection | null, epoch: number) => void; readonly failed: (error: unknown) => void }

export class Room implements Committing {
  readonly name: DocName;
  readonly members = new Set<Member>();
  readonly presence: Presence;
  readonly #options: RoomOptions;
  readonly #schema: SectionSchema;
  #state: State = { kind: 'cold' };
  #queue: Edit[] = [];
  #joins = new Map<Member, Uint8Array>();
  #askers: Asker[] = [];
  #usedAt: number;
  /** Edits of a commit that failed: the disk may hold them all the same. */
  #doubtful: readonly InFlight[] = [];
  #compacting = false;
  #stopped = false;
  #settlers: (() => void)[] = [];

  constructor(options: RoomOptions) {
    this.name = options.name;
    this.#options = options;
    this.#usedAt = options.clock.now();
    this.#schema = new SectionSchema(splitDocName(options.name).section);
    this.presence = new Presence({ now: () => options.clock.now(), limits: options.limits, members: () => this.members, authorOf: (id) => (this.#state.kind === 'stored' ? this.#state.stored?.authors.get(id) : this.#live()?.authors.get(id)) });
  }

  /** Roughly what answering a first sync costs, in bytes. */
  get weight(): number {
    if (this.#state.kind === 'stored') return this.#state.stored?.snapshot?.length ?? 0;
    return this.#live()?.answer(NO_STATE).update.length ?? 0;
  }

  enter(member: Member): void {
    this.members.add(member);
    this.#usedAt = this.#options.clock.now();
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.#joins.delete(member);
    this.#usedAt = this.#options.clock.now();
    this.presence.leave(member);
  }

  /** The section's generation, once it is known. */
  epoch(): Promise<number> {
    return this.#ask('epoch', (_live, epoch) => epoch);
  }

  /** The values as on disk. */
  read(): Promise<{ readonly values: OrderedValues; readonly seq: number }> {
    return this.#ask('document', (live) => ({ values: readSection(live!.doc), seq: live!.seq }));
  }

  #ask<T>(wants: Asker['wants'], take: (live: LiveSection | null, epoch: number) => T): Promise<T> {
    this.#usedAt = this.#options.clock.now();
    return new Promise((resolve, reject) => {
      this.#askers.push({ wants, failed: reject, answer: (live, epoch) => resolve(take(live, epoch)) });
      this.#pump();
    });
  }

  join(member: Member, vector: Uint8Array): void {
    this.#joins.set(member, vector);
    this.#pump();
  }

  /** Lets those go on whose socket was full. */
  drained(): void {
    this.#pump();
  }

  edit(edit: MemberEdit): void {
    edit.member.unanswered++;
    if (this.#stopped) return this.#refuse(edit, new Refusal('closed', 'the server stops'));
    // nothing to say and nothing said before: no need to wake the section
    if (isEmpty(edit.update) && edit.member.unanswered === 1) {
      edit.member.greeted ||= edit.first;
      return this.#answered(edit, 0);
    }
    this.#queue.push(edit);
    this.#pump();
  }

  /** An edit by the server in a person's name; the patch has been checked. Resolves with the sequence number on disk. */
  write(person: PersonId, patch: SectionPatch): Promise<number> {
    if (this.#stopped) return Promise.reject(new Refusal('closed', 'the server stops'));
    this.#usedAt = this.#options.clock.now();
    return new Promise((done, failed) => {
      this.#queue.push({ from: 'server', person, patch, bytes: JSON.stringify(patch).length, done, failed });
      this.#pump();
    });
  }

  /** Takes no more edits; resolves when those that waited are written or refused. */
  stop(): Promise<void> {
    this.#stopped = true;
    return new Promise((resolve) => {
      this.#settlers.push(resolve);
      this.#pump();
    });
  }

  #live(): LiveSection | null {
    return this.#state.kind === 'clean' || this.#state.kind === 'busy' ? this.#state.live : null;
  }

  #pump(): void {
    if (this.#queue.length === 0 && (this.#state.kind !== 'busy' && this.#state.kind !== 'loading')) for (const resolve of this.#settlers.splice(0)) resolve();
    const { kind } = this.#state;
    if (kind === 'cold' && (this.#queue.length > 0 || this.#joins.size > 0 || this.#askers.length > 0 || this.#doubtful.length > 0)) this.#load();
    if (kind !== 'stored' && kind !== 'clean') return;
    this.#serve();
    if (this.#queue.length > 0) this.#options.committer.add(this);
  }

  #load(): void {
    this.#state = { kind: 'loading' };
    const loaded = async (): Promise<StoredSection | null> => this.#options.log.load(this.name);
    loaded().then(
      (stored) => {
        this.#state = { kind: 'stored', stored };
        this.#resolveDoubts(stored?.seq ?? 0);
        this.#pump();
      },
      (error: unknown) => this.#broken(error),
    );
  }

  /** The section cannot be read: everyone who waits is told, and the next who comes tries again. */
  #broken(error: unknown): void {
    this.#options.report('section cannot be read', error);
    this.#state = { kind: 'cold' };
    const joins = [...this.#joins.keys()];
    this.#joins.clear();
    for (const asker of this.#askers.splice(0)) asker.failed(error);
    for (const edit of this.#queue.splice(0)) this.#refuse(edit, new Refusal('storage', 'the section cannot be read'), error);
    for (const resolve of this.#settlers.splice(0)) resolve();
    for (const member of joins) member.outlet.close(CLOSE.busy, 'storage');
  }

  /** Only while clean: brings the document into memory. */
  #revive(): LiveSection | null {
    if (this.#state.kind === 'clean') return this.#state.live;
    if (this.#state.kind !== 'stored') return null;
    try {
      const { limits, random } = this.#options;
      const stored = this.#state.stored ?? { epoch: FIRST_EPOCH, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map() };
      const live = new LiveSection(stored, { schema: this.#schema, limits, random, presenceOwner: (id) => this.presence.ownerOf(id) });
      this.#state = { kind: 'clean', live };
      return live;
    } catch (error) {
      this.#broken(error);
      return null;
    }
  }

  /** Answers those who ask, at a moment when the document equals the disk. One whose own edits still wait stays in line. */
  #serve(): void {
    for (const [member, vector] of this.#joins) {
      if (member.unanswered > member.held.length || member.outlet.full) continue;
      if (!this.#answer(member, vector)) return;
      this.#joins.delete(member);
    }
    for (const asker of this.#askers.splice(0)) {
      if (asker.wants === 'epoch') asker.answer(null, this.#epoch);
      else {
        const live = this.#revive();
        if (live === null) asker.failed(new StorageError('broken', 'the section cannot be read'));
        else asker.answer(live, live.epoch);
      }
    }
  }

  get #epoch(): number {
    return (this.#state.kind === 'stored' ? this.#state.stored?.epoch : this.#live()?.epoch) ?? FIRST_EPOCH;
  }

  #answer(member: Member, vector: Uint8Array): boolean {
    const answer = (this.#state.kind === 'stored' ? storedAnswer(this.#state.stored, vector) : undefined) ?? this.#revive()?.answer(vector);
    if (answer === undefined) return false;
    if (!member.mayRead(this.#options.clock.now())) return true;
    member.state = 'joined';
    member.outlet.send(new Shared(step2Message(answer.update)));
    member.outlet.send(new Shared(step1Message(answer.vector)));
    this.presence.tell(member);
    return true;
  }

  collect(most: number): readonly CommitEntry[] {
    const live = this.#revive();
    if (live === null) return [];
    const { clock, random, limits } = this.#options;
    const { standing, refused, again } = gather(live, this.#queue.splice(0, most), { now: clock.now(), random, holdBytes: limits.frameBytes });
    for (const { edit, refusal, cause } of refused) this.#refuse(edit, refusal, cause);
    if (again !== null) {
      this.#queue.unshift(...again);
      this.#state = { kind: 'cold' };
      this.#pump();
      return [];
    }
    const entries = entriesOf(this.name, live.epoch, standing);
    if (entries.length > 0) this.#state = { kind: 'busy', live, batch: standing };
    else {
      for (const { edit, seq } of standing) this.#answered(edit, seq);
      this.#pump();
    }
    return entries;
  }

  committed(at: number): void {
    if (this.#state.kind !== 'busy') return;
    const { live, batch } = this.#state;
    this.#state = { kind: 'clean', live };
    const now = this.#options.clock.now();
    const last = new Map<Member, number>();
    for (const { edit, applied, seq } of batch) {
      if (applied !== null) live.committed(applied.update);
      if (edit.from === 'server') edit.done(seq);
      else {
        last.set(edit.member, Math.max(edit.n, last.get(edit.member) ?? 0));
        edit.member.answered();
      }
    }
    for (const [member, n] of last) member.ack(n);
    for (const each of batch) this.#tell(each, each.edit.from === 'member' ? each.edit.member : null, now);
    for (const each of batch) this.#accept(each, at);
    if (live.tailUpdates >= this.#options.limits.compactUpdates || live.tailBytes >= this.#options.limits.compactBytes) void this.compact();
    this.#pump();
  }

  failed(error: unknown): void {
    if (this.#state.kind !== 'busy') return;
    const { batch } = this.#state;
    this.#options.report('commit failed', error);
    this.#state = { kind: 'cold' };
    this.#doubtful = batch;
    for (const { edit } of batch) this.#refuse(edit, new Refusal('storage', 'could not be written; nothing was saved'), error);
    this.#pump();
  }

  /** A commit may fail after it reached the disk. Who is here would lack those edits, and every later one rests on them. */
  #resolveDoubts(seq: number): void {
    const now = this.#options.clock.now();
    const kept = this.#doubtful.filter((each) => each.applied !== null && each.seq <= seq);
    this.#doubtful = [];
    for (const each of kept) this.#tell(each, null, now);
    for (const each of kept) this.#accept(each, now);
  }

  #tell({ applied }: InFlight, author: Member | null, now: number): void {
    if (applied === null) return;
    const message = new Shared(updateMessage(applied.update));
    for (const member of this.members) if (member !== author && member.state === 'joined' && member.mayRead(now)) member.outlet.send(message);
  }

  #accept({ edit, applied, seq }: InFlight, at: number): void {
    if (applied !== null) this.#options.accepted({ doc: this.name, ...splitDocName(this.name), seq, person: personOf(edit), at, keys: applied.changes.map(({ key }) => key) });
  }

  #refuse(edit: Edit, refusal: Refusal, cause: unknown = refusal): void {
    if (edit.from === 'server') return edit.failed(cause instanceof Tainted ? refusal : cause);
    edit.member.answered();
    edit.member.reject(edit.n, refusal);
    if (!(cause instanceof Refusal || cause instanceof Tainted || refusal.code === 'storage')) this.#options.report('edit failed', cause);
  }

  #answered(edit: Edit, seq: number): void {
    if (edit.from === 'server') return edit.done(seq);
    edit.member.answered();
    edit.member.ack(edit.n);
  }

  /** Nobody is in it, nothing waits, and all of it is in the snapshot: it may be forgotten. Starts what is missing for that. */
  mayClose(now: number): boolean {
    if (this.#doubtful.length > 0) this.#pump();
    if (this.members.size > 0 || this.#queue.length > 0 || this.#askers.length > 0 || this.#doubtful.length > 0) return false;
    if (this.#state.kind === 'loading' || this.#state.kind === 'busy' || this.#compacting) return false;
    return now - this.#usedAt >= this.#options.limits.roomIdleMs;
  }

  /** Writes the whole document in place of its updates. A failure leaves the updates where they are. */
  async compact(): Promise<void> {
    if (this.#state.kind !== 'clean' || this.#compacting || this.#state.live.tailUpdates === 0) return;
    const { live } = this.#state;
    const { tailUpdates, tailBytes } = live;
    const entry = { doc: this.name, epoch: live.epoch, upto: live.seq, ...live.snapshot() };
    this.#compacting = true;
    const written = await this.#options.compactor.write(entry);
    this.#compacting = false;
    if (!written) return;
    live.tailUpdates -= tailUpdates;
    live.tailBytes -= tailBytes;
  }
}
