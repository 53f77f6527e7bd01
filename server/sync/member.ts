/** One person's seat in one room: reads the messages of a channel, counts edits, sends acks and rejects. The transport behind it is an `Outlet`. */
import { CLOSE } from '../../model/protocol.ts';
import type { RejectCode } from '../../model/protocol.ts';
import { atLeast, endOf } from '../../model/rights.ts';
import type { Decision, Person } from '../../model/rights.ts';
import type { Refusal } from './refusal.ts';
import type { Room } from './room.ts';
import { ackMessage, readMessage, rejectMessage, Shared } from './wire.ts';

/** A channel of a line, or a socket of its own. */
export interface Outlet {
  /** Whether the client understands acks and rejects; without, a refusal closes the channel. */
  readonly acks: boolean;
  send(message: Shared): void;
  close(code: number, reason: string): void;
  /** The right is gone: what waits unsent must not arrive either. */
  revoke(reason: string): void;
  /** A refusal that an honest client does not cause. */
  strike(): void;
  /** Edits that came in and are not answered yet. */
  pending(change: 1 | -1): void;
  /** Work that was done for this client beyond what it sent, in bytes. */
  charge(bytes: number): void;
  /** So much waits to be sent that a first sync had better wait. */
  readonly full: boolean;
}

export interface MemberEdit { readonly from: 'member'; readonly member: Member; readonly n: number; readonly update: Uint8Array; readonly first: boolean }

/** Refusals that a full disk or a stopping server causes; they are nobody's fault. */
const BLAMELESS: ReadonlySet<RejectCode> = new Set(['storage', 'closed', 'epoch', 'rate']);

export class Member {
  readonly room: Room;
  readonly outlet: Outlet;
  person: Person;
  decision: Decision;
  /** `waiting`: has not been answered its state vector; `joined`: hears every edit; `gone`: closed. */
  state: 'waiting' | 'joined' | 'gone' = 'waiting';
  /** After a refusal the author ids of this client are of no use any more: nothing it sends is read. */
  refused = false;
  /** Updates that came before the first step 2 and rest on what it will bring. */
  readonly held: MemberEdit[] = [];
  greeted = false;
  /** Edits that are not acked or rejected yet. */
  unanswered = 0;
  #until: number;
  #counted = 0;
  #joins = 0;

  constructor(room: Room, person: Person, decision: Decision, outlet: Outlet) {
    this.room = room;
    this.person = person;
    this.decision = decision;
    this.outlet = outlet;
    this.#until = until(decision);
  }

  mayRead(now: number): boolean {
    return this.state !== 'gone' && now < this.#until;
  }
  /** Also of one who has just left: what was sent before counts. */
  mayWrite(now: number): boolean {
    return now < this.#until && atLeast(this.decision.level, 'write');
  }
  /** The right has ended by its date. */
  expired(now: number): boolean {
    return now >= this.#until;
  }

  /** Decided again; the same level goes on, another closes the channel so that the client reopens under it. */
  decided(decision: Decision): void {
    if (this.state === 'gone') return;
    const before = this.decision.level;
    this.decision = decision;
    this.#until = until(decision);
    if (!atLeast(decision.level, 'read')) this.outlet.revoke('not found');
    else if (decision.level !== before) this.outlet.close(CLOSE.rights, 'rights changed');
  }

  /** One message of the channel; throws `FrameError` for bytes that are none. */
  receive(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    switch (message.kind) {
      case 'step1':
        if (this.#joins++ > 0) this.outlet.charge(this.room.weight);
        return this.room.join(this, message.vector.slice());
      case 'step2': case 'update': {
        const n = ++this.#counted;
        if (this.refused) return;
        this.outlet.pending(1);
        return this.room.edit({ from: 'member', member: this, n, update: message.update.slice(), first: message.kind === 'step2' });
      }
      case 'awareness': return this.room.presence.receive(this, message.states);
      case 'queryAwareness': return this.room.presence.tell(this);
    }
  }

  answered(): void {
    this.unanswered--;
    this.outlet.pending(-1);
  }

  ack(n: number): void {
    if (this.state !== 'gone' && this.outlet.acks) this.outlet.send(new Shared(ackMessage(n)));
  }

  reject(n: number, refusal: Pick<Refusal, 'code' | 'field' | 'message'>): void {
    if (this.state === 'gone' || this.refused) return;
    this.refused = true;
    if (this.outlet.acks) this.outlet.send(new Shared(rejectMessage({ n, code: refusal.code, ...(refusal.field === undefined ? {} : { field: refusal.field }), text: refusal.message })));
    // a plain client comes back with the edit when nobody is to blame, and stays away when it would be refused again
    else this.outlet.close(BLAMELESS.has(refusal.code) ? CLOSE.busy : CLOSE.refused, refusal.code);
    if (!BLAMELESS.has(refusal.code)) this.outlet.strike();
  }

  /** The channel is closed, by whichever side. */
  leave(): void {
    if (this.state === 'gone') return;
    this.state = 'gone';
    this.room.leave(this);
  }
}

const until = ({ until: text }: Decision): number => (text === undefined ? Infinity : endOf(text));
