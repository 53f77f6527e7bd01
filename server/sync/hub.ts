/** All rooms and connections: finds, opens, decides again, closes. The one object the rest of the server talks to (`sync.ts`); what happens inside a room is left to `room.ts`. */
import { checkPatch } from '../../model/validation/section-rules.ts';
import { docName, splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { SectionLog } from '../storage/storage.ts';
import { Committer } from './committer.ts';
import { Compactor } from './compactor.ts';
import type { Connection, Doorway } from './doorway.ts';
import { Line } from './line.ts';
import type { Member } from './member.ts';
import { Plain } from './plain.ts';
import { Refusal } from './refusal.ts';
import { RightsDesk } from './rights-desk.ts';
import { Room } from './room.ts';
import { EditError } from './sync.ts';
import type { Accepted, Access, Hub } from './sync.ts';

export interface HubOptions {
  readonly log: SectionLog;
  readonly access: Access;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Limits;
  /** Calls back at the end of this turn of the event loop; default `setImmediate`. */
  readonly soon?: (callback: () => void) => void;
  /** Hears of errors that nobody else is told; default: nobody. */
  readonly report?: (event: string, error: unknown) => void;
}

/** Time between two looks at everything that has a time: hellos, tokens, heartbeats, slow readers, rights that end, idle rooms. */
const TICK = 1_000;

export const createHub = (options: HubOptions): Hub => new LiveHub(options);

class LiveHub implements Hub {
  readonly #options: Required<HubOptions>;
  readonly #committer: Committer;
  readonly #desk: RightsDesk;
  readonly #doorway: Doorway;
  readonly #rooms = new Map<DocName, Room>();
  /** Everyone connected, with the person once known. */
  readonly #connections = new Map<Connection, PersonId | null>();
  readonly #persons = new Map<PersonId, Set<Connection>>();
  readonly #listeners: ((edit: Accepted) => void)[] = [];
  readonly #changed = new Set<ArchiveId>();
  readonly #compactor: Compactor;
  #ticking: (() => void) | null = null;
  #stopped = false;

  constructor(options: HubOptions) {
    const soon = options.soon ?? ((callback) => void setImmediate(callback));
    this.#options = { ...options, soon, report: options.report ?? (() => undefined) };
    const { log, access, clock, random, limits, report } = this.#options;
    this.#committer = new Committer({ log, clock, soon, batchEdits: limits.batchEdits });
    this.#compactor = new Compactor({ log, soon, report });
    this.#desk = new RightsDesk({ access, report, connections: () => this.#connections.keys(), membersOf: (archive) => this.#membersOf(archive), of: (person) => this.#persons.get(person) ?? [] });
    this.#doorway = {
      access, clock, random, limits, soon, report,
      signedIn: (connection, person) => this.#signedIn(connection, person),
      gone: (connection) => this.#gone(connection),
      room: (archive, section) => this.#room(docName(archive, section)),
      decide: (person, archive, section, then) => void this.#desk.decide(person, archive, section, then),
      admit: (session, then) => void this.#desk.admit(session, then),
      redecide: (member) => void this.#desk.redecide(member),
    };
  }

  line: Hub['line'] = (socket) => {
    const line = new Line(socket, this.#doorway);
    this.#enter(line);
    return line;
  };

  sync: Hub['sync'] = (socket, session, archive, section, acks) => {
    const plain = new Plain({ socket, hub: this.#doorway, session, archive, section, acks });
    this.#enter(plain);
    plain.start();
    return plain;
  };

  read: Hub['read'] = (doc) => this.#known(doc).read();

  write: Hub['write'] = async (doc, person, patch) => {
    const room = this.#known(doc);
    const problems = checkPatch(splitDocName(doc).section, patch);
    if (problems.length > 0) throw new EditError(problems);
    try {
      return { seq: await room.write(person, patch) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'closed') throw error;
      throw new EditError([{ field: error.field ?? '', code: error.code, message: error.message }]);
    }
  };

  rightsChanged: Hub['rightsChanged'] = (what) => this.#desk.changed(what);

  digestsChanged: Hub['digestsChanged'] = (archives) => {
    if (this.#changed.size === 0) this.#options.soon(() => this.#tellDigests());
    for (const archive of archives) this.#changed.add(archive);
  };

  onAccepted: Hub['onAccepted'] = (listener) => void this.#listeners.push(listener);

  stop: Hub['stop'] = async () => {
    this.#stopped = true;
    this.#ticking?.();
    this.#ticking = null;
    const rooms = [...this.#rooms.values()];
    await Promise.all(rooms.map((room) => room.stop()));
    for (const connection of [...this.#connections.keys()]) connection.close(CLOSE.restart, 'the server stops');
    await Promise.all(rooms.map((room) => room.compact()));
    await this.#compactor.idle();
    this.#rooms.clear();
  };

  /** What changed in one turn is told once. */
  #tellDigests(): void {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    for (const connection of this.#connections.keys()) for (const digests of connection.digests) digests.changed(changed);
  }

  #known(doc: DocName): Room {
    const { section } = splitDocName(doc);
    if (parseDocSection(section) === undefined) throw new EditError([{ field: '', code: 'unknown-section', message: `${section} is not a section with a document` }]);
    return this.#room(doc);
  }

  #room(name: DocName): Room {
    let room = this.#rooms.get(name);
    if (room !== undefined) return room;
    const { log, clock, random, limits, report } = this.#options;
    room = new Room({ name, log, compactor: this.#compactor, committer: this.#committer, clock, random, limits, report, accepted: (edit) => this.#accepted(edit) });
    if (this.#stopped) void room.stop();
    this.#rooms.set(name, room);
    this.#tickOn();
    return room;
  }

  #accepted(edit: Accepted): void {
    for (const listener of this.#listeners) {
      try {
        listener(edit);
      } catch (error) {
        this.#options.report('listener failed', error); // the edit is on disk whatever a listener makes of it
      }
    }
  }

  #enter(connection: Connection): void {
    if (this.#stopped) return connection.close(CLOSE.restart, 'the server stops');
    this.#connections.set(connection, null);
    this.#tickOn();
  }

  #signedIn(connection: Connection, person: PersonId): boolean {
    const own = this.#persons.get(person) ?? new Set();
    if (own.size >= this.#options.limits.socketsPerPerson) return false;
    this.#persons.set(person, own.add(connection));
    this.#connections.set(connection, person);
    return true;
  }

  #gone(connection: Connection): void {
    const person = this.#connections.get(connection) ?? null;
    this.#connections.delete(connection);
    const own = person === null ? undefined : this.#persons.get(person);
    own?.delete(connection);
    if (person !== null && own?.size === 0) this.#persons.delete(person);
  }

  #membersOf(archive: ArchiveId): Member[] {
    return [...this.#rooms].flatMap(([name, room]) => (splitDocName(name).archive === archive ? [...room.members] : []));
  }

  /** One timer for everything, and none while nothing is open. */
  #tickOn(): void {
    if (this.#ticking !== null || this.#stopped) return;
    this.#ticking = this.#options.clock.after(TICK, () => {
      this.#ticking = null;
      this.#tick(this.#options.clock.now());
      if (this.#connections.size > 0 || this.#rooms.size > 0) this.#tickOn();
    });
  }

  #tick(now: number): void {
    for (const connection of [...this.#connections.keys()]) connection.tick(now);
    for (const [name, room] of this.#rooms) {
      room.presence.tick(now);
      if (room.mayClose(now)) this.#close(name, room);
    }
  }

  /** Writes the snapshot, then forgets the room, if nobody has come meanwhile. */
  #close(name: DocName, room: Room): void {
    void room.compact().then(() => {
      if (room.mayClose(this.#options.clock.now())) this.#rooms.delete(name);
    });
  }
}
