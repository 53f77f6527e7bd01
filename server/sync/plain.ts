/** One socket of `/sync/<archive>/<section>`: the messages of one document without frames, for any Yjs client (SPEC LINE-11 to LINE-13). */
import type { ArchiveId } from '../../model/ids.ts';
import { CLOSE, FrameError } from '../../model/protocol.ts';
import { atLeast } from '../../model/rights.ts';
import type { Decision, Person } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Connection, Doorway } from './doorway.ts';
import type { Digests } from './digests.ts';
import { Member } from './member.ts';
import type { Outlet } from './member.ts';
import { Peer } from './peer.ts';
import type { PeerOwner } from './peer.ts';
import type { Session, Socket, SocketHandler } from './sync.ts';
import { QUIET } from './wire.ts';
import type { Shared } from './wire.ts';

export interface PlainOptions {
  readonly socket: Socket;
  readonly hub: Doorway;
  readonly session: Session;
  readonly archive: ArchiveId;
  readonly section: string;
  /** The client understands acks and rejects; without, a refusal closes the socket with 4422. */
  readonly acks: boolean;
}

type State = { readonly kind: 'opening' } | { readonly kind: 'open'; readonly member: Member } | { readonly kind: 'closed' };

const NO_DIGESTS: ReadonlySet<Digests> = new Set();
const NO_MEMBERS: ReadonlySet<Member> = new Set();

/** Thousands of these wait quietly, so one is its own outlet, and what it has none of is everyone's. */
export class Plain implements Connection, SocketHandler, PeerOwner, Outlet {
  readonly digests = NO_DIGESTS;
  members = NO_MEMBERS;
  readonly acks: boolean;
  person: Person;
  readonly #options: PlainOptions;
  readonly #peer: Peer;
  #state: State = { kind: 'opening' };

  constructor(options: PlainOptions) {
    this.#options = options;
    this.person = options.session.person;
    this.acks = options.acks;
    this.#peer = new Peer(options.socket, this, options.hub);
    this.#peer.hold();
  }

  /** Once the hub knows of it. */
  start(): void {
    const { hub, session } = this.#options;
    if (!hub.signedIn(this, session.person.id)) this.close(CLOSE.limit, 'too many connections');
    else hub.admit(session, (admitted) => {
      if (admitted === null) return this.close(CLOSE.token, 'sign in again');
      this.person = admitted.person;
      this.#decide();
    });
  }

  get ended(): boolean {
    return this.#options.session.holds?.() === false;
  }

  message(bytes: Uint8Array): void {
    this.#peer.message(bytes);
    if (this.#state.kind === 'opening' && this.#peer.waiting > this.#options.hub.limits.frameBytes) this.close(CLOSE.limit, 'too much before the document');
  }
  drained(): void {
    for (const member of this.members) member.room.drained();
  }
  closed(): void {
    this.#end();
    this.#options.hub.gone(this);
  }

  changed(person: Person): void {
    this.person = person;
    for (const member of this.members) member.changed(person);
  }

  /** Speaks of one document only. */
  catalogueChanged(): void {}

  tick(now: number): void {
    const { hub, session } = this.#options;
    if (this.#state.kind === 'closed') return;
    if (now >= session.expires + hub.limits.tokenGraceMs) return this.close(CLOSE.token, 'token expired');
    if (now - this.#peer.saidAt >= hub.limits.heartbeatMs) this.#peer.send(QUIET);
    this.#peer.tick(now);
    for (const member of this.members) if (member.expired(now)) hub.redecide(member);
  }

  /** Also a socket that is being closed politely: what waits is dropped. */
  terminate(): void {
    this.#end();
    this.#options.hub.gone(this);
    this.#options.socket.terminate();
  }

  close(code: number, reason: string): void {
    if (this.#state.kind === 'closed') return;
    this.#end();
    this.#options.hub.ending(this);
    this.#options.socket.close(code, reason);
  }

  #end(): void {
    if (this.#state.kind === 'closed') return;
    this.#state = { kind: 'closed' };
    this.#peer.gone();
    for (const member of this.members) member.leave();
    this.members = NO_MEMBERS;
  }

  #decide(): void {
    const { hub, archive } = this.#options;
    const section = parseDocSection(this.#options.section);
    if (section === undefined) return this.close(CLOSE.notFound, 'not found');
    hub.open(this.person, archive, { name: this.#options.section, key: section.section }, 'sync', (decision) => {
      if (this.#state.kind !== 'opening') return;
      if (decision === null) this.close(CLOSE.busy, 'try again');
      else if (!atLeast(decision.level, 'read')) this.close(CLOSE.notFound, 'not found');
      else this.#seat(decision);
    });
  }

  #seat(decision: Decision): void {
    const { hub, archive, section } = this.#options;
    const room = hub.room(archive, section);
    const member = new Member(room, this.person, decision, this);
    this.#state = { kind: 'open', member };
    this.members = new Set([member]);
    room.enter(member);
    this.#peer.release();
  }

  send(message: Shared): void {
    this.#peer.sendAll(message.plain);
  }
  revoke(code: number, reason: string): void {
    // bytes that wait may be what this person must not have any more
    if (this.unsent) this.terminate();
    else this.close(code, reason);
  }
  strike(): void {
    this.#peer.strike();
  }
  pending(change: number): void {
    this.#peer.pending(change);
  }
  charge(bytes: number): void {
    this.#peer.charge(bytes);
  }
  get full(): boolean {
    return this.#peer.full;
  }
  get unsent(): boolean {
    return this.#options.socket.buffered > 0;
  }

  end(code: number, reason: string): void {
    if (code === 1006) this.terminate();
    else this.close(code, reason);
  }

  read(bytes: Uint8Array): void {
    try {
      if (this.#state.kind === 'open') this.#state.member.receive(bytes);
    } catch (error) {
      if (!(error instanceof FrameError)) this.#options.hub.report('message failed', error);
      this.close(CLOSE.malformed, error instanceof FrameError ? error.message : 'internal');
    }
  }
}
