/** One socket of the line: hello, channels, token, heartbeat. What a channel carries is left to `member.ts` and `digests.ts`; frames are `model/PROTOCOL.md` (SPEC LINE-2 to LINE-10). */
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { agreedVersion, CLOSE, FrameError, OLDEST_VERSION, OP, PROTOCOL_VERSION, readFrame, readJson, writeFrame, writeJson } from '../../model/protocol.ts';
import type { Bye, Closed, Frame, Opened, Welcome } from '../../model/protocol.ts';
import { atLeast } from '../../model/rights.ts';
import type { Decision, Person } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { RELEASE } from '../release.ts';
import { Digests } from './digests.ts';
import type { Connection, Doorway } from './doorway.ts';
import { Member } from './member.ts';
import type { Outlet } from './member.ts';
import { Peer } from './peer.ts';
import type { PeerOwner } from './peer.ts';
import { TokenError } from './sync.ts';
import type { Session, Socket, SocketHandler, Stranger } from './sync.ts';

/** What a question costs the server beyond its bytes, in bytes: a look into the database, the proof of a signature. Thousands a second are left. */
const OPENING_COST = 2 * 1024;
const TOKEN_COST = 16 * 1024;
/** A page needs one; a few more for copies of the kit that do not know of each other. */
const DIGEST_CHANNELS = 16;
/** Said to people as it stands where a page knows no better words. */
const TOO_OLD = Object.freeze({ page: 'This page is older than the server. Load it again.', server: 'This page is newer than the server. The server has to be upgraded.' });

type State =
  | { readonly kind: 'silent'; readonly since: number }
  /** The token is being looked at. */
  | { readonly kind: 'checking' }
  | { readonly kind: 'open'; person: Person; expires: number; holds?: Session['holds'] }
  /** Says and hears nothing any more; its socket may still have to send what was said before. */
  | { readonly kind: 'closed'; readonly holds?: Session['holds'] };

type Channel =
  | { readonly kind: 'opening' }
  | { readonly kind: 'document'; readonly member: Member }
  | { readonly kind: 'digests'; readonly digests: Digests };

export class Line implements Connection, SocketHandler, PeerOwner {
  readonly members = new Set<Member>();
  readonly digests = new Set<Digests>();
  readonly #hub: Doorway;
  readonly #socket: Socket;
  readonly #stranger: Stranger | undefined;
  readonly #peer: Peer;
  readonly #channels = new Map<number, Channel>();
  #state: State;
  #last = 0;
  #version = PROTOCOL_VERSION;
  #pingedAt: number;

  constructor(socket: Socket, hub: Doorway, stranger?: Stranger) {
    this.#hub = hub;
    this.#socket = socket;
    this.#stranger = stranger;
    this.#pingedAt = hub.clock.now();
    this.#state = { kind: 'silent', since: this.#pingedAt };
    this.#peer = new Peer(socket, this, hub);
  }

  get person(): Person | null {
    return this.#state.kind === 'open' ? this.#state.person : null;
  }
  get ended(): boolean {
    return (this.#state.kind === 'open' || this.#state.kind === 'closed') && this.#state.holds?.() === false;
  }

  message(bytes: Uint8Array): void {
    const { waitingBytes, helloBytes } = this.#hub.limits;
    if (this.#state.kind === 'silent' && bytes.length > helloBytes) return this.close(CLOSE.malformed, 'hello is too large');
    this.#peer.message(bytes);
    if (this.#state.kind === 'checking' && this.#peer.waiting > waitingBytes) this.close(CLOSE.limit, 'too much before the welcome');
  }
  drained(): void {
    for (const member of this.members) member.room.drained();
    for (const digests of this.digests) digests.drained();
  }
  closed(): void {
    this.#end();
    this.#hub.gone(this);
  }
  get unsent(): boolean {
    return this.#socket.buffered > 0;
  }

  changed(person: Person): void {
    if (this.#state.kind === 'open') this.#state.person = person;
    for (const member of this.members) member.changed(person);
  }

  /** As an `auth` without a token's end, which pages that know of no catalogue pass over. */
  catalogueChanged(): void {
    if (this.#state.kind === 'open') this.#peer.send(writeJson(0, OP.auth, { catalogue: this.#hub.edition() } satisfies Partial<Welcome>));
  }

  tick(now: number): void {
    const { helloMs, tokenGraceMs, silenceMs, heartbeatMs } = this.#hub.limits;
    const state = this.#state;
    if (state.kind === 'closed') return;
    if (state.kind === 'silent' && now - state.since >= helloMs) return this.close(CLOSE.timeout, 'no hello');
    if (state.kind === 'open' && now >= state.expires + tokenGraceMs) return this.close(CLOSE.token, 'token expired');
    if (state.kind === 'open' && now - this.#peer.heardAt >= silenceMs) return this.terminate();
    if (state.kind === 'open' && now - this.#pingedAt >= heartbeatMs + 2_000) this.#ping(now);
    this.#peer.tick(now);
    for (const member of [...this.members]) if (member.expired(now)) this.#hub.redecide(member);
  }

  /** Also a socket that is being closed politely: what waits is dropped. */
  terminate(): void {
    this.#end();
    this.#hub.gone(this);
    this.#socket.terminate();
  }

  close(code: number, reason: string): void {
    if (this.#state.kind === 'closed') return;
    this.#peer.send(writeJson(0, OP.bye, { code, reason } satisfies Bye));
    this.#end();
    this.#hub.ending(this);
    this.#socket.close(code, reason);
  }

  #end(): void {
    if (this.#state.kind === 'closed') return;
    this.#state = { kind: 'closed', ...(this.#state.kind === 'open' && this.#state.holds ? { holds: this.#state.holds } : {}) };
    this.#peer.gone();
    for (const id of [...this.#channels.keys()]) this.#drop(id);
  }

  end(code: number, reason: string): void {
    if (code === 1006) this.terminate();
    else this.close(code, reason);
  }

  read(bytes: Uint8Array): void {
    try {
      this.#frame(readFrame(bytes));
    } catch (error) {
      if (!(error instanceof FrameError)) this.#hub.report('frame failed', error);
      this.close(CLOSE.malformed, error instanceof FrameError ? error.message : 'internal');
    }
  }

  #frame(frame: Frame): void {
    const state = this.#state;
    if (state.kind === 'silent') {
      if (frame.op !== OP.hello) throw new FrameError('the first frame is a hello');
      return this.#hello(frame.body);
    }
    if (state.kind !== 'open') throw new FrameError('not yet');
    switch (frame.op) {
      case OP.ping: return this.#ping(this.#hub.clock.now());
      case OP.auth: return this.#renew(frame.body);
      case OP.open: return this.#open(frame.channel, frame.body, state.person);
      case OP.data: return this.#data(frame.channel, frame.body);
      case OP.close: return this.#drop(frame.channel);
      case OP.hello: case OP.bye: case OP.level: throw new FrameError('only the server says this');
      default: return frame.op satisfies never;
    }
  }

  #hello(body: Uint8Array): void {
    const hello = readJson(body) as { v?: unknown; min?: unknown; token?: unknown } | null;
    if (typeof hello?.v !== 'number' || typeof hello.token !== 'string') throw new FrameError('not a hello');
    const agreed = agreedVersion({ v: hello.v, ...(typeof hello.min === 'number' ? { min: hello.min } : {}) }, { v: PROTOCOL_VERSION, min: OLDEST_VERSION });
    if (typeof agreed === 'string') return this.close(CLOSE.version, TOO_OLD[agreed]);
    this.#state = { kind: 'checking' };
    this.#peer.hold();
    this.#check(hello.token, (session) => {
      if (this.#state.kind !== 'checking') return;
      if (!this.#hub.signedIn(this, session.person.id)) return this.close(CLOSE.limit, 'too many connections');
      this.#stranger?.known();
      this.#version = agreed;
      this.#state = { kind: 'open', ...session };
      this.#welcome(OP.hello);
      this.#peer.release();
    });
  }

  /** A new token of the same person; until it is found good the old one counts. */
  #renew(body: Uint8Array): void {
    const auth = readJson(body) as { token?: unknown } | null;
    if (typeof auth?.token !== 'string') throw new FrameError('not a token');
    this.#peer.charge(TOKEN_COST);
    this.#check(auth.token, (session) => {
      if (this.#state.kind !== 'open') return;
      if (session.person.id !== this.#state.person.id) return this.close(CLOSE.token, 'another person');
      // of the server's own pages before and of another page now, or the other way round
      if ((session.person.without === undefined) !== (this.#state.person.without === undefined)) return this.close(CLOSE.token, 'another sign-in');
      this.#state.expires = session.expires;
      this.#state.holds = session.holds;
      this.changed(session.person);
      this.#welcome(OP.auth);
    });
  }

  #check(token: string, then: (session: Session) => void): void {
    const asked = async (): Promise<Session> => this.#hub.access.authenticate(token);
    asked().then(
      // the check may have taken longer than the token had left
      (session) => this.#hub.admit(session, (admitted) => (admitted === null || this.#hub.clock.now() >= admitted.expires + this.#hub.limits.tokenGraceMs ? this.#refuse() : then(admitted))),
      (error: unknown) => {
        if (error instanceof TokenError) return this.#refuse();
        this.#hub.report('sign-in failed', error);
        this.close(CLOSE.busy, 'sign-in failed');
      },
    );
  }

  /** The same words for every reason. An address that shows one bad token after the other is asked to wait. */
  #refuse(): void {
    const wait = this.#state.kind === 'checking' && this.#stranger?.refused() === true;
    if (wait) this.close(CLOSE.busy, 'too many refused tokens');
    else this.close(CLOSE.token, 'sign in again');
  }

  #welcome(op: typeof OP.hello | typeof OP.auth): void {
    if (this.#state.kind !== 'open') return;
    const { person, expires } = this.#state;
    this.#peer.send(writeJson(0, op, { v: this.#version, person: person.id, expires: Math.floor(expires / 1000), heartbeat: this.#hub.limits.heartbeatMs / 1000, server: RELEASE, catalogue: this.#hub.edition() } satisfies Welcome));
  }

  #ping(now: number): void {
    this.#pingedAt = now;
    this.#peer.send(writeFrame(0, OP.ping));
  }

  #open(id: number, body: Uint8Array, person: Person): void {
    if (id <= this.#last) throw new FrameError('channel numbers rise');
    this.#last = id;
    this.#peer.charge(OPENING_COST);
    const wish = readJson(body) as { archive?: unknown; section?: unknown; digests?: unknown } | null;
    if (this.#channels.size >= this.#hub.limits.channelsPerSocket) return this.#tellClosed(id, CLOSE.limit, 'too many channels');
    if (wish?.digests === true) {
      if (this.digests.size >= DIGEST_CHANNELS) return this.#tellClosed(id, CLOSE.limit, 'too many digest channels');
      const digests = this.#watcher(id);
      this.digests.add(digests);
      this.#channels.set(id, { kind: 'digests', digests });
      return this.#peer.send(writeJson(id, OP.open, {}));
    }
    if (typeof wish?.archive !== 'string' || typeof wish.section !== 'string') throw new FrameError('not an opening');
    this.#channels.set(id, { kind: 'opening' });
    void this.#openDocument(id, wish.archive, wish.section, person);
  }

  /** A missing archive, a section that is none and one without the right get the same answer. */
  async #openDocument(id: number, ref: string, sectionName: string, person: Person): Promise<void> {
    try {
      const parsed = parseArchiveRef(ref);
      const section = parseDocSection(sectionName);
      const archive = parsed === undefined ? null : await this.#hub.access.resolve(parsed);
      if (archive === null || section === undefined) return this.#shut(id, CLOSE.notFound, 'not found');
      this.#hub.open(person, archive, { name: sectionName, key: section.section }, 'line', (decision) => {
        if (decision === null) this.#shut(id, CLOSE.busy, 'try again');
        else if (!atLeast(decision.level, 'read')) this.#shut(id, CLOSE.notFound, 'not found');
        else this.#seat(id, archive, sectionName, decision);
      });
    } catch (error) {
      this.#hub.report('opening failed', error);
      this.#shut(id, CLOSE.busy, 'try again');
    }
  }

  #seat(id: number, archive: ArchiveId, section: string, decision: Decision): void {
    if (this.#state.kind !== 'open' || this.#channels.get(id)?.kind !== 'opening') return;
    const room = this.#hub.room(archive, section);
    const member = new Member(room, this.#state.person, decision, this.#outlet(id));
    this.members.add(member);
    this.#channels.set(id, { kind: 'document', member });
    room.enter(member);
    room.epoch().then(
      (epoch) => {
        if (member.state !== 'gone') this.#peer.send(writeJson(id, OP.open, { archive, level: member.decision.level as Opened['level'], epoch } satisfies Opened));
      },
      () => this.#shut(id, CLOSE.busy, 'storage'), // the room has reported why
    );
  }

  #outlet(id: number): Outlet {
    const peer = this.#peer;
    const socket = this.#socket;
    return {
      acks: true,
      send: (message) => peer.sendAll(message.forChannel(id)),
      close: (code, reason) => this.#shut(id, code, reason),
      revoke: (code, reason) => {
        // bytes that wait may be what this person must not have any more
        if (this.unsent) this.terminate();
        else this.#shut(id, code, reason);
      },
      strike: () => peer.strike(),
      pending: (change) => peer.pending(change),
      charge: (bytes) => peer.charge(bytes),
      get full() {
        return peer.full;
      },
      get unsent() {
        return socket.buffered > 0;
      },
    };
  }

  #watcher(id: number): Digests {
    const { access, soon, report, limits, watching } = this.#hub;
    return new Digests({
      access, soon, report, watching,
      most: limits.watchedRefs,
      person: () => (this.#state.kind === 'open' ? this.#state.person : { id: '' as Person['id'] }),
      send: (body) => this.#peer.send(writeFrame(id, OP.data, body)),
      full: () => this.#peer.full,
      lapsed: () => {
        if (this.unsent) this.terminate();
      },
      over: () => this.#shut(id, CLOSE.limit, 'too many archives'),
    });
  }

  #data(id: number, body: Uint8Array): void {
    const channel = this.#channels.get(id);
    if (channel === undefined) {
      if (id > this.#last) throw new FrameError('a channel that was never opened');
      return; // closed by us while this was on its way
    }
    try {
      if (channel.kind === 'opening') throw new FrameError('the channel is not open yet');
      if (channel.kind === 'digests') channel.digests.receive(body);
      else channel.member.receive(body);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#peer.strike();
      this.#shut(id, CLOSE.malformed, error.message);
    }
  }

  /** Ends a channel and says so. */
  #shut(id: number, code: number, reason: string): void {
    if (this.#channels.has(id)) this.#tellClosed(id, code, reason);
    this.#drop(id);
  }

  #tellClosed(id: number, code: number, reason: string): void {
    this.#peer.send(writeJson(id, OP.close, { code, reason } satisfies Closed));
  }

  #drop(id: number): void {
    const channel = this.#channels.get(id);
    this.#channels.delete(id);
    if (channel?.kind === 'document') {
      this.members.delete(channel.member);
      channel.member.leave();
    }
    if (channel?.kind === 'digests') {
      this.digests.delete(channel.digests);
      channel.digests.close();
    }
  }
}
