/** A seat with somebody in it: reads the messages of a channel, counts edits, sends acks and rejects. What they lead to is the room's business. */
import { CLOSE } from '../../model/protocol.ts';
import type { RejectCode } from '../../model/protocol.ts';
import { atLeast } from '../../model/rights.ts';
import type { Decision, Person } from '../../model/rights.ts';
import type { Refusal } from './refusal.ts';
import type { Room } from './room.ts';
import { Seat } from './seat.ts';
import type { Outlet } from './seat.ts';
import { ackMessage, readMessage, rejectMessage, Shared } from './wire.ts';

export type { Outlet } from './seat.ts';

/** Refusals that a full disk, a stopping server or a new epoch causes; they are nobody's fault. */
export const BLAMELESS: ReadonlySet<RejectCode> = new Set(['storage', 'closed', 'epoch', 'rate']);

/** Looking for what somebody lacks costs a part of what sending all would. Pages that come back with a thousand documents must not wait for it. */
const LOOK_SHARE = 4;

export class Member extends Seat {
  readonly room: Room;
  #counted = 0;
  #joins = 0;

  constructor(room: Room, person: Person, decision: Decision, outlet: Outlet) {
    super(person, decision, outlet);
    this.room = room;
  }

  /** Decided again; the same level goes on, unless something was kept from it meanwhile; another closes the channel so that the client reopens under it. */
  decided(decision: Decision): void {
    const before = this.decision.level;
    this.decision = decision;
    this.room.presence.changed(this);
    // of one who has left, edits that wait go by it, and so does what is still on its way out
    if (this.state === 'gone' && (atLeast(decision.level, 'read') || !this.outlet.unsent)) return;
    if (!atLeast(decision.level, 'read')) this.outlet.revoke(CLOSE.notFound, 'not found');
    else if (decision.level !== before || this.missed) this.outlet.revoke(CLOSE.rights, 'rights changed');
  }

  /** What the directory says of the person now. */
  changed(person: Person): void {
    this.person = person;
    this.room.presence.changed(this);
  }

  /** One message of the channel; throws `FrameError` for bytes that are none. */
  receive(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    switch (message.kind) {
      case 'step1':
        if (this.#joins++ > 0) this.outlet.charge(this.room.weight);
        // the first answer is free where it is at hand; what is lacking has to be looked for in the whole document
        else if (message.vector.length > 1) this.outlet.charge(Math.ceil(this.room.weight / LOOK_SHARE));
        return this.room.join(this, message.vector);
      case 'step2': case 'update': {
        const n = ++this.#counted;
        if (this.refused) return;
        this.outlet.pending(1);
        return this.room.edit({ kind: 'edit', seat: this, n, update: message.update, first: message.kind === 'step2' });
      }
      case 'awareness': return this.room.presence.receive(this, message.states);
      case 'queryAwareness': return this.outlet.charge(this.room.presence.tell(this));
    }
  }

  /** The channel is closed, by whichever side. */
  leave(): void {
    if (this.state === 'gone') return;
    this.state = 'gone';
    this.room.leave(this);
  }
}

export function sendAck(seat: Seat, n: number): void {
  if (seat.state !== 'gone' && seat.outlet.acks) seat.outlet.send(new Shared([ackMessage(n)]));
}

export function sendReject({ state, outlet }: Seat, n: number, { code, field, message: text }: Pick<Refusal, 'code' | 'field' | 'message'>): void {
  if (state === 'gone') return;
  if (outlet.acks) outlet.send(new Shared([rejectMessage({ n, code, ...(field === undefined ? {} : { field }), text })]));
  // a plain client comes back with the edit when nobody is to blame, and stays away when it would be refused again
  else outlet.close(code === 'epoch' ? CLOSE.epoch : BLAMELESS.has(code) ? CLOSE.busy : CLOSE.refused, code);
  if (!BLAMELESS.has(code)) outlet.strike();
}
