/** One person's place in a room, as the step sees it: what they may, what of theirs waits. Reading messages is left to `member.ts`, the transport to an `Outlet`. */
import { atLeast, endOf } from '../../model/rights.ts';
import type { Decision, Person } from '../../model/rights.ts';
import type { Shared } from './wire.ts';

/** A channel of a line, or a socket of its own. The step asks it nothing but `full`. */
export interface Outlet {
  /** Whether the client understands acks and rejects; without, a refusal closes the channel. */
  readonly acks: boolean;
  send(message: Shared): void;
  close(code: number, reason: string): void;
  /** The right is gone or another: what waits unsent must not arrive either, now or once the rest of the right ends; also of one who has left. */
  revoke(code: number, reason: string): void;
  /** A refusal that an honest client does not cause. */
  strike(): void;
  /** Edits that came in and are not answered yet: one more, or so many fewer. */
  pending(change: number): void;
  /** Work that was done for this client beyond what it sent, in bytes. */
  charge(bytes: number): void;
  /** So much waits to be sent that a first sync had better wait. */
  readonly full: boolean;
  /** Something waits to be sent. */
  readonly unsent: boolean;
}

/** A counted update of a member; `first`: it answers the server's question what is new, as step 2. */
export interface MemberEdit { readonly kind: 'edit'; readonly seat: Seat; readonly n: number; readonly update: Uint8Array; readonly first: boolean }

export class Seat {
  readonly outlet: Outlet;
  person: Person;
  /** `waiting`: has not been answered its state vector; `joined`: hears every edit; `gone`: closed. */
  state: 'waiting' | 'joined' | 'gone' = 'waiting';
  /** After a refusal the author ids of this client are of no use any more: nothing it sends is read. */
  refused = false;
  /** Has answered with its step 2: from then on nothing is held. */
  greeted = false;
  /** Was left out of something because its right had ended by its date: should the next be the same, its copy lacks that for good. */
  missed = false;
  /** Updates that came before the first step 2 and rest on what it will bring. */
  readonly held: MemberEdit[] = [];
  /** Edits that are not acked or rejected yet. */
  unanswered = 0;
  #decision: Decision;
  #until: number;

  constructor(person: Person, decision: Decision, outlet: Outlet) {
    this.person = person;
    this.outlet = outlet;
    this.#decision = decision;
    this.#until = until(decision);
  }

  get decision(): Decision {
    return this.#decision;
  }
  /** Kept by the desk of rights, at the moment they change. */
  set decision(decision: Decision) {
    this.#decision = decision;
    this.#until = until(decision);
  }

  mayRead(now: number): boolean {
    return this.state !== 'gone' && now < this.#until;
  }
  /** Whether it hears this; one whose right has just ended is marked. */
  hears(now: number): boolean {
    if (this.state !== 'joined') return false;
    if (!this.mayRead(now)) this.missed = true;
    return !this.missed;
  }
  /** Also of one who has just left: what was sent before counts. */
  mayWrite(now: number): boolean {
    return now < this.#until && atLeast(this.#decision.level, 'write');
  }
  /** The right has ended by its date. */
  expired(now: number): boolean {
    return now >= this.#until;
  }
}

const until = ({ until: text }: Decision): number => (text === undefined ? Infinity : endOf(text));
