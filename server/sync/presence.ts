/** Who is in a room and where: states stamped by the server, under ids that belong to their person. Nothing of it is stored. */
import type { PersonId } from '../../model/ids.ts';
import { FrameError } from '../../model/protocol.ts';
import { isUnseen, onlyByGlass } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { Limits } from '../limits.ts';
import { Bucket } from './bucket.ts';
import type { Member } from './member.ts';
import type { Seat as RoomSeat } from './seat.ts';
import { awarenessMessage, readAwareness, Shared } from './wire.ts';

export interface PresenceOptions {
  readonly now: () => number;
  readonly limits: Pick<Limits, 'presenceBytes' | 'presencePerSecond' | 'presenceIds' | 'presenceMs'>;
  readonly members: () => Iterable<Member>;
  /** Person that an author id of this section is bound to. */
  readonly authorOf: (id: number) => PersonId | undefined;
}

/** `heard`: when its client last said it; `told`: when the others last heard it. */
interface State { readonly member: Member; readonly json: string; readonly theirs: number; readonly clock: number; readonly heard: number; readonly told: number }
interface Wish { readonly id: number; readonly clock: number; readonly state: unknown }
interface Seat { readonly bucket: Bucket; readonly waiting: Map<number, Wish> }

/** Clients forget a state that was not said again within thirty seconds; a hidden page says it once a minute, so the server repeats it for a while. */
const REPEAT_MS = 15_000;

export class Presence {
  readonly #options: PresenceOptions;
  readonly #states = new Map<number, State>();
  readonly #seats = new Map<Member, Seat>();
  /** Clocks that others see are the server's: a client's could be set so high that nothing after it counts. They go on over a restart. */
  #clock = 0;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  ownerOf(id: number): PersonId | undefined {
    return this.#states.get(id)?.member.person.id;
  }

  /** An awareness message of a member; throws `FrameError` when it is none or too large. */
  receive(member: Member, body: Uint8Array): void {
    const { presenceIds, presenceBytes, presencePerSecond } = this.#options.limits;
    const wishes = readAwareness(body, presenceIds, presenceBytes);
    if (wishes.length === 0 || leavesNone(member)) return;
    for (const { state } of wishes) if (state !== null && (typeof state !== 'object' || Array.isArray(state))) throw new FrameError('a presence state is an object');
    const now = this.#options.now();
    let seat = this.#seats.get(member);
    if (seat === undefined) this.#seats.set(member, (seat = { bucket: new Bucket(presencePerSecond, presencePerSecond * 2, now), waiting: new Map() }));
    for (const wish of wishes) seat.waiting.set(wish.id, wish);
    if (seat.waiting.size > presenceIds) seat.waiting.clear();
    if (seat.bucket.wait(now) === 0) this.#flush(member, seat, now);
  }

  /** Shows what was held back because it came too fast, repeats what the others would forget, withdraws who was not heard of; called about once a second. */
  tick(now: number): void {
    for (const [member, seat] of this.#seats) if (seat.waiting.size > 0 && seat.bucket.wait(now) === 0) this.#flush(member, seat, now);
    const due = new Map<PersonId, { id: number; clock: number; json: string }[]>();
    for (const [id, state] of this.#states) {
      const { member: { person }, json, heard, told } = state;
      const over = now - heard >= this.#options.limits.presenceMs;
      if (!over && now - told < REPEAT_MS) continue;
      const shown = over ? this.#withdraw(id) : { id, clock: this.#tickClock(), json };
      if (!over) this.#states.set(id, { ...state, clock: shown.clock, told: now });
      due.set(person.id, [...(due.get(person.id) ?? []), shown]);
    }
    for (const [person, states] of due) this.#show(person, states);
  }

  /** Tells a member of the others, and answers how many bytes that were. Nobody hears of themselves: a client would take an old state of its own for news. */
  tell(member: RoomSeat): number {
    const others = [...this.#states].filter(([, state]) => state.member.person.id !== member.person.id);
    if (others.length === 0 || member.state !== 'joined') return 0;
    const message = awarenessMessage(others.map(([id, { clock, json }]) => ({ id, clock, json })));
    member.outlet.send(new Shared([message]));
    return message.length;
  }

  /** Who is not to be seen any more goes at once, with what was held back. */
  changed(member: Member): void {
    if (leavesNone(member)) this.leave(member);
  }

  leave(member: Member): void {
    this.#seats.delete(member);
    const ids = [...this.#states].filter(([, state]) => state.member === member).map(([id]) => id);
    this.#show(member.person.id, ids.map((id) => this.#withdraw(id)));
  }

  #flush(member: Member, seat: Seat, now: number): void {
    seat.bucket.take(1, now);
    const shown = [...seat.waiting.values()].flatMap((wish) => this.#accept(member, wish));
    seat.waiting.clear();
    this.#show(member.person.id, shown);
  }

  /** One state of a member: only under an id that is its person's, and only news. */
  #accept(member: Member, { id, clock, state }: Wish): { id: number; clock: number; json: string }[] {
    const old = this.#states.get(id);
    const owner = old?.member.person.id ?? this.#options.authorOf(id) ?? member.person.id;
    if (owner !== member.person.id) return [];
    const isNews = old === undefined || old.member !== member || clock > old.theirs || (clock === old.theirs && state === null);
    if (!isNews || (state === null && old === undefined)) return [];
    if (state === null) return [this.#withdraw(id)];
    if (old === undefined && this.#idsOf(member) >= this.#options.limits.presenceIds) return [];
    const json = stamped(state as object, member.person);
    const now = this.#options.now();
    if (old?.member === member && old.json === json) {
      // said again, as clients do every fifteen seconds; the others hear it when they need to
      this.#states.set(id, { ...old, theirs: clock, heard: now });
      return [];
    }
    const next = { member, json, theirs: clock, clock: this.#tickClock(), heard: now, told: now };
    this.#states.set(id, next);
    return [{ id, clock: next.clock, json }];
  }

  #withdraw(id: number): { id: number; clock: number; json: string } {
    this.#states.delete(id);
    return { id, clock: this.#tickClock(), json: 'null' };
  }

  #show(from: PersonId, states: { id: number; clock: number; json: string }[]): void {
    if (states.length === 0) return;
    const message = new Shared([awarenessMessage(states)]);
    const now = this.#options.now();
    for (const member of this.#options.members()) if (member.state === 'joined' && member.person.id !== from && member.mayRead(now)) member.outlet.send(message);
  }

  #idsOf(member: Member): number {
    let count = 0;
    for (const state of this.#states.values()) if (state.member === member) count++;
    return count;
  }

  #tickClock(): number {
    return (this.#clock = Math.max(this.#clock + 1, this.#options.now()));
  }
}

/** Compliance, auditors, and who reads by a broken glass alone. */
const leavesNone = ({ person, decision }: Member): boolean => isUnseen(person) || onlyByGlass(decision);

/** The state with the person the server knows, whatever the client wrote there. */
function stamped(state: object, { id, name }: Person): string {
  const own = Object.entries(state).filter(([key]) => key !== 'user' && key !== '__proto__' && key !== 'constructor' && key !== 'prototype');
  return JSON.stringify({ ...Object.fromEntries(own), user: { id, name } });
}
