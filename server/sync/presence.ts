/** Who is in a room and where: states stamped by the server, under ids that belong to their person. Nothing of it is stored. */
import type { PersonId } from '../../model/ids.ts';
import { FrameError } from '../../model/protocol.ts';
import { isUnseen, onlyByGlass } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { Limits } from '../limits.ts';
import { Bucket } from './bucket.ts';
import type { Member } from './member.ts';
import type { Shown } from './hints.ts';
import type { Seat as RoomSeat } from './seat.ts';
import { awarenessMessage, readAwareness, Shared } from './wire.ts';

export interface PresenceOptions {
  readonly now: () => number;
  readonly limits: Pick<Limits, 'presenceBytes' | 'presencePerSecond' | 'presenceIds' | 'presenceMs'>;
  readonly members: () => Iterable<Member>;
  /** Person that an author id of this section is bound to. */
  readonly authorOf: (id: number) => PersonId | undefined;
  /** Tells the other nodes; default: there are none. */
  readonly elsewhere?: (shown: readonly Shown[]) => void;
}

/** `heard`: when its client last said it; `told`: when the others last heard it. */
interface State { readonly member: Member; readonly json: string; readonly theirs: number; readonly clock: number; readonly heard: number; readonly told: number }
interface Wish { readonly id: number; readonly clock: number; readonly state: unknown }
interface Seat { readonly bucket: Bucket; readonly waiting: Map<number, Wish> }

/** Clients forget a state that was not said again within thirty seconds; a hidden page says it once a minute, so the server repeats it for a while. */
const REPEAT_MS = 15_000;
/** So long a state of another node stands unrepeated: two of its repeats may get lost. */
const FAR_MS = 50_000;

/** Shown at another node, under that node's clock. One who left is kept for a while, so that an older word that comes late does not bring them back. */
interface Far extends Shown { readonly node: string; readonly heard: number }

export class Presence {
  readonly #options: PresenceOptions;
  readonly #states = new Map<number, State>();
  readonly #far = new Map<number, Far>();
  readonly #seats = new Map<Member, Seat>();
  /** Clocks that others see are the server's: a client's could be set so high that nothing after it counts. They go on over a restart. */
  #clock = 0;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  ownerOf(id: number): PersonId | undefined {
    return this.#states.get(id)?.member.person.id ?? this.#farOwner(id);
  }

  #farOwner(id: number): PersonId | undefined {
    const far = this.#far.get(id);
    return far === undefined || far.json === 'null' ? undefined : far.person;
  }

  /** What another node shows: stamped there, shown here to whoever may see it here (NODE-6). */
  hear(node: string, shown: readonly Shown[]): void {
    const now = this.#options.now();
    for (const each of shown) {
      const { id, clock, person, json } = each;
      const known = this.#far.get(id);
      // an id that somebody shows here is theirs; of one who moved to another node the old one's goodbye is late
      if (this.#states.has(id) || (known !== undefined && (known.node === node ? clock <= known.clock : json === 'null'))) continue;
      const owner = known !== undefined && known.json !== 'null' && known.person !== person ? known.person : (this.#options.authorOf(id) ?? person);
      if (owner !== person) continue;
      this.#far.set(id, { id, clock, person, json, node, heard: now });
      if ((known?.json ?? 'null') !== 'null' || json !== 'null') this.#send(person, [{ id, clock: this.#tickClock(), json }]);
    }
  }

  /** Who is here at this node, for one that has just opened the section. */
  here(): readonly Shown[] {
    return [...this.#states].map(([id, { member, clock, json }]) => ({ id, clock, person: member.person.id, json }));
  }

  /** The node has gone, and who was there with it. */
  gone(node: string): void {
    for (const [id, far] of this.#far) if (far.node === node) this.#fade(id, far);
  }

  #fade(id: number, { person, json }: Far): void {
    this.#far.delete(id);
    if (json !== 'null') this.#send(person, [{ id, clock: this.#tickClock(), json: 'null' }]);
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
    for (const [id, far] of this.#far) if (now - far.heard >= FAR_MS) this.#fade(id, far);
  }

  /** Tells a member of the others, and answers how many bytes that were. Nobody hears of themselves: a client would take an old state of its own for news. */
  tell(member: RoomSeat): number {
    const own = member.person.id;
    const others = [...this.#states].filter(([, state]) => state.member.person.id !== own).map(([id, { clock, json }]) => ({ id, clock, json }));
    for (const [id, { person, json }] of this.#far) if (person !== own && json !== 'null') others.push({ id, clock: this.#tickClock(), json });
    if (others.length === 0 || member.state !== 'joined') return 0;
    const message = awarenessMessage(others);
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
    const owner = old?.member.person.id ?? this.#farOwner(id) ?? this.#options.authorOf(id) ?? member.person.id;
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
    this.#far.delete(id);
    return [{ id, clock: next.clock, json }];
  }

  #withdraw(id: number): { id: number; clock: number; json: string } {
    this.#states.delete(id);
    return { id, clock: this.#tickClock(), json: 'null' };
  }

  #show(from: PersonId, states: { id: number; clock: number; json: string }[]): void {
    if (states.length === 0) return;
    this.#options.elsewhere?.(states.map((state) => ({ ...state, person: from })));
    this.#send(from, states);
  }

  #send(from: PersonId, states: readonly { readonly id: number; readonly clock: number; readonly json: string }[]): void {
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
