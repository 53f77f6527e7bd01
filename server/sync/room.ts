/** One section with the people in it, as the rest of the core sees it: every call becomes an input of `step`, every effect of the step becomes a call. What happens when is decided there. */
import type { DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import type { RejectCode } from '../../model/protocol.ts';
import type { OrderedValues } from '../../model/section-doc.ts';
import type { SectionPatch } from '../../model/api.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { CommitEntry, Head, RewriteEntry, SectionLog } from '../storage/storage.ts';
import type { Committer, Committing } from './committer.ts';
import type { Compactor } from './compactor.ts';
import type { Shown } from './hints.ts';
import { BLAMELESS, Member, sendAck, sendReject } from './member.ts';
import type { Listening, Nodes } from './nodes.ts';
import { Presence } from './presence.ts';
import { liveOf, newRoomState } from './room-state.ts';
import type { Answer, Effect, Heard, Input, Position, Renewal, RoomState } from './room-state.ts';
import type { MemberEdit } from './seat.ts';
import { step } from './step.ts';
import type { Accepted, WriteOptions } from './sync.ts';
import { Shared, snapshotMessage, step1Message, updateMessage } from './wire.ts';

export interface RoomOptions {
  readonly name: DocName;
  readonly log: SectionLog;
  readonly committer: Committer;
  readonly compactor: Compactor;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Limits;
  readonly schema: Schema;
  readonly accepted: (edit: Accepted) => void;
  readonly report: (event: string, error: unknown) => void;
  /** Nobody is here and all of it is on disk: the room may be dropped. */
  readonly forget: (room: Room) => void;
  /** An edit was refused that an honest client does not make; default: nobody hears it. */
  readonly refused?: (person: PersonId, code: RejectCode) => void;
  /** Other nodes that have the section open; default: there are none. */
  readonly nodes?: Nodes | undefined;
}

interface Waiting { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }

export class Room implements Committing, Listening {
  readonly name: DocName;
  readonly members = new Set<Member>();
  readonly presence: Presence;
  readonly #options: RoomOptions;
  readonly #state: RoomState;
  /** What happened while effects were being done. */
  readonly #inputs: Input[] = [];
  #running = false;
  readonly #leaving = new Set<Member>();
  #collected: readonly CommitEntry[] = [];
  /** Who asked or wrote and has not been answered, by the id that the step knows them by. */
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  readonly #settlers: (() => void)[] = [];

  constructor(options: RoomOptions) {
    const { name, clock, limits, random, schema, nodes } = options;
    this.name = name;
    this.#options = options;
    this.#state = newRoomState({ name, limits, random, schema, presenceOwner: (id) => this.presence.ownerOf(id), shared: nodes !== undefined }, clock.now());
    this.presence = new Presence({ now: () => clock.now(), limits, members: () => this.members, authorOf: (id) => this.#authorOf(id), ...(nodes === undefined ? {} : { elsewhere: (shown) => nodes.show(name, shown) }) });
  }

  /** Roughly what answering a first sync costs, in bytes. */
  get weight(): number {
    const { phase } = this.#state;
    if (phase.kind === 'stored') return phase.stored?.snapshot?.length ?? 0;
    return liveOf(this.#state)?.size ?? 0;
  }

  /** Those who have left, and of whom edits wait still, or to whom something is still on its way: their right counts until then. */
  get departed(): readonly Member[] {
    for (const member of this.#leaving) if (!member.outlet.unsent) this.#leaving.delete(member);
    const writers = this.#state.queue.flatMap((edit) => (edit.kind === 'edit' && edit.seat instanceof Member && edit.seat.state === 'gone' ? [edit.seat] : []));
    return [...writers, ...this.#leaving];
  }

  enter(member: Member): void {
    this.members.add(member);
    this.#run({ kind: 'enter', seat: member });
  }

  leave(member: Member): void {
    this.members.delete(member);
    if (member.outlet.unsent) this.#leaving.add(member);
    this.#run({ kind: 'leave', seat: member });
    this.presence.leave(member);
  }

  join(member: Member, vector: Uint8Array): void {
    this.#run({ kind: 'join', seat: member, vector });
  }

  /** Lets those go on whose socket was full. */
  drained(): void {
    this.#run({ kind: 'drained' });
  }

  edit(edit: MemberEdit): void {
    this.#run(edit);
  }

  /** The section's generation, once it is known. */
  async epoch(): Promise<number> {
    return (await this.#ask('epoch', (id) => ({ kind: 'ask', id, wants: 'epoch' }))).epoch;
  }

  /** The values as on disk. */
  read(): Promise<{ readonly values: OrderedValues; readonly seq: number }> {
    return this.#ask('values', (id) => ({ kind: 'ask', id, wants: 'values' }));
  }

  /** An edit by the server in a person's name; the patch has been checked. Resolves with the sequence number on disk. */
  async write(person: PersonId, patch: SectionPatch, { ifSeq, changeset, decision }: WriteOptions = {}): Promise<number> {
    return (await this.#ask('written', (id) => ({ kind: 'write', id, person, patch, bytes: JSON.stringify(patch).length, ifSeq, changeset, decision }))).seq;
  }

  /** Has the section written anew as the next epoch, from what `change` leaves of it; resolves when that is on disk. Whoever has it open is to come back. */
  async renew(person: PersonId, change: Renewal['change']): Promise<{ readonly seq: number; readonly keys: readonly string[] }> {
    const { seq, keys } = await this.#ask('renewed', (id) => ({ kind: 'renew', id, person, change }));
    return { seq, keys };
  }

  /** Takes no more edits; resolves when those that waited are written or refused. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#settlers.push(resolve);
      this.#run({ kind: 'stop' });
    });
  }

  /** Hands a snapshot to the compactor, if there is anything to put into one. */
  compact(): void {
    this.#run({ kind: 'compact' });
  }

  tick(now: number): void {
    this.presence.tick(now);
    this.#run({ kind: 'tick' });
  }

  collect(most: number, bytes: number): readonly CommitEntry[] {
    this.#collected = [];
    this.#run({ kind: 'collect', most, bytes });
    return this.#collected;
  }
  committed(at: number): void {
    this.#run({ kind: 'committed', at });
  }
  failed(error: unknown): void {
    this.#run({ kind: 'commitFailed', error });
  }
  behind(): void {
    this.#run({ kind: 'behind' });
  }

  // Of other nodes:
  heard(hint: Heard): void {
    this.#run({ ...hint, kind: 'heard' });
  }
  missed(): void {
    this.#run({ kind: 'missed' });
  }
  polled(head: Head): void {
    this.#run({ kind: 'polled', head });
  }
  shown(node: string, shown: readonly Shown[]): void {
    this.presence.hear(node, shown);
  }
  here(): readonly Shown[] {
    return this.presence.here();
  }
  gone(node: string): void {
    this.presence.gone(node);
  }

  #authorOf(id: number): PersonId | undefined {
    const { phase } = this.#state;
    return phase.kind === 'stored' ? phase.stored?.authors.get(id) : liveOf(this.#state)?.authors.get(id);
  }

  #ask<K extends Answer['kind']>(kind: K, input: (id: number) => Input): Promise<Extract<Answer, { kind: K }>> {
    return new Promise((done, reject) => {
      const id = this.#nextId++;
      const resolve = (answer: Answer): void => (answer.kind === kind ? done(answer as Extract<Answer, { kind: K }>) : reject(new Error(`${answer.kind} is no answer to ${kind}`)));
      this.#waiting.set(id, { resolve, reject });
      this.#run(input(id));
    });
  }

  #run(input: Input): void {
    if (this.#running) return void this.#inputs.push(input);
    this.#running = true;
    for (let next: Input | undefined = input; next !== undefined; next = this.#inputs.shift()) {
      for (const effect of step(this.#state, this.#options.clock.now(), next)) {
        try {
          this.#do(effect);
        } catch (error) {
          this.#options.report('effect failed', error); // the others' effects must not be lost over one
        }
      }
    }
    this.#running = false;
  }

  #do(effect: Effect): void {
    const { committer, compactor, accepted, report, forget } = this.#options;
    switch (effect.kind) {
      case 'tell': return this.#tell(effect);
      case 'ack':
        effect.seat.outlet.pending(-effect.edits);
        return effect.n === null ? undefined : sendAck(effect.seat, effect.n);
      case 'reject':
        effect.seat.outlet.pending(-1);
        if (effect.seat instanceof Member && !BLAMELESS.has(effect.refusal.code)) this.#options.refused?.(effect.seat.person.id, effect.refusal.code);
        return sendReject(effect.seat, effect.n, effect.refusal);
      case 'first': {
        const { outlet, state } = effect.seat;
        if (state !== 'joined') return;
        outlet.send(new Shared([snapshotMessage(effect.update), step1Message(effect.vector)]));
        this.presence.tell(effect.seat);
        return;
      }
      case 'close': return effect.seat.outlet.close(effect.code, effect.reason);
      case 'ready': return committer.add(this);
      case 'commit':
        this.#collected = effect.entries;
        return;
      case 'accepted': return effect.edits.forEach(accepted);
      case 'load': return this.#load();
      case 'compact': return void compactor.write(effect).then((outcome) => this.#run({ kind: 'compacted', outcome }));
      case 'rewrite': return this.#rewrite(effect.entry);
      case 'answer': return this.#take(effect.id)?.resolve(effect.answer);
      case 'fail': return this.#take(effect.id)?.reject(effect.error);
      case 'report': return report(effect.event, effect.error);
      case 'settled':
        for (const resolve of this.#settlers.splice(0)) resolve();
        return;
      case 'head': return this.#head();
      case 'fetch': return this.#fetch({ epoch: effect.epoch, seq: effect.seq });
      case 'wake': return void this.#options.clock.after(Math.max(0, effect.at - this.#options.clock.now()), () => this.#run({ kind: 'woken' }));
      case 'publish': return this.#options.nodes?.committed(this.name, effect);
      case 'forget': return this.departed.length > 0 ? undefined : forget(this);
    }
  }

  #tell({ seats, updates }: Extract<Effect, { kind: 'tell' }>): void {
    const message = new Shared(updates.map(updateMessage));
    // one who was ended by what came before hears no more
    for (const seat of seats) if (seat.state === 'joined') seat.outlet.send(message);
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #head(): void {
    const head = async (): Promise<Head | null> => this.#options.nodes?.head(this.name) ?? null;
    head().then(
      (found) => this.#run({ kind: 'headed', head: found }),
      (error: unknown) => this.#run({ kind: 'headFailed', error }),
    );
  }

  #fetch(after: Position): void {
    const since = async (): ReturnType<SectionLog['since']> => this.#options.log.since(this.name, after.epoch, after.seq);
    since().then(
      (found) => this.#run({ kind: 'fetched', after, since: found }),
      (error: unknown) => this.#run({ kind: 'fetchFailed', after, error }),
    );
  }

  #rewrite(entry: RewriteEntry): void {
    const rewrite = async (): Promise<void> => this.#options.log.rewrite(entry);
    rewrite().then(
      () => this.#run({ kind: 'rewritten' }),
      (error: unknown) => this.#run({ kind: 'rewriteFailed', error }),
    );
  }

  #load(): void {
    const load = async (): ReturnType<SectionLog['load']> => this.#options.log.load(this.name);
    load().then(
      (stored) => this.#run({ kind: 'loaded', stored }),
      (error: unknown) => this.#run({ kind: 'loadFailed', error }),
    );
  }
}
