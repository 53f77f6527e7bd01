/** All rooms and connections: finds, opens, decides again, closes. The one object the rest of the server talks to (`sync.ts`); what happens inside a room is left to `room.ts`. */
import { decisionCellOf } from '../../model/validation/by-service.ts';
import { SHIPPED } from '../../model/validation/section-rules.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import { docName, splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import type { RejectCode } from '../../model/protocol.ts';
import type { Decision } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Clock } from '../clock.ts';
import type { Fanout } from '../fanout/fanout.ts';
import type { Limits } from '../limits.ts';
import type { SectionLog } from '../storage/storage.ts';
import { Committer } from './committer.ts';
import { Compactor } from './compactor.ts';
import type { Digests } from './digests.ts';
import type { Connection, Doorway } from './doorway.ts';
import { Nodes } from './nodes.ts';
import { Line } from './line.ts';
import { Plain } from './plain.ts';
import { readOnce } from './read-once.ts';
import { Refusal } from './refusal.ts';
import { RightsDesk } from './rights-desk.ts';
import { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { EditError } from './sync.ts';
import type { Accepted, Access, Hub } from './sync.ts';
import { Watching } from './watching.ts';

export interface HubOptions {
  readonly log: SectionLog;
  readonly access: Access;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Limits;
  /** What a section may hold in this workspace; default: what is shipped. */
  readonly schema?: Schema;
  /** Which catalogue the workspace has now; default: one that never changes. */
  readonly edition?: () => string;
  /** Calls back at the end of this turn of the event loop; default `setImmediate`. */
  readonly soon?: (callback: () => void) => void;
  /** Somebody is about to be shown a document, on a channel or a socket of its own; what it answers is waited for. Default: nobody hears it. */
  readonly opened?: (person: PersonId, opening: { readonly archive: ArchiveId; readonly section: string; readonly decision: Decision; readonly by: 'line' | 'sync' }) => Promise<void>;
  /** An edit was refused, not for want of room or time; default: nobody hears it. */
  readonly refused?: (person: PersonId, archive: ArchiveId, section: string, code: RejectCode) => void;
  /** Hears of errors that nobody else is told; default: nobody. */
  readonly report?: (event: string, error: unknown) => void;
  /** How other nodes that write to the same log are told and heard, and what this one is called, another name at every start. Default: this process alone writes to it. */
  readonly nodes?: { readonly fanout: Fanout; readonly node?: string };
}

/** Time between two looks at everything that has a time: hellos, tokens, heartbeats, slow readers, rights that end, idle rooms. */
const TICK = 1_000;

export const createHub = (options: HubOptions): Hub => new LiveHub(options);

class LiveHub implements Hub {
  readonly #options: Required<Omit<HubOptions, 'nodes'>>;
  readonly #nodes: Nodes | undefined;
  readonly #committer: Committer;
  readonly #desk: RightsDesk;
  readonly #doorway: Doorway;
  readonly #rooms: Rooms;
  readonly #watching = new Watching<Digests>();
  /** Everyone connected, with the person once known. */
  readonly #connections = new Map<Connection, PersonId | null>();
  readonly #persons = new Map<PersonId, Set<Connection>>();
  /** Of these what was said before they were ended politely is still on its way. */
  readonly #ending = new Set<Connection>();
  readonly #listeners: ((edit: Accepted) => void)[] = [];
  readonly #changed = new Set<ArchiveId>();
  readonly #compactor: Compactor;
  #ticking: (() => void) | null = null;
  #stopped = false;

  constructor(options: HubOptions) {
    const soon = options.soon ?? ((callback) => void setImmediate(callback));
    this.#options = { schema: SHIPPED, edition: () => '', ...options, soon, report: options.report ?? (() => undefined), opened: options.opened ?? (() => Promise.resolve()), refused: options.refused ?? (() => undefined) };
    const { log, access, clock, random, limits, edition, report } = this.#options;
    this.#rooms = new Rooms({ clock, soon });
    this.#committer = new Committer({ log, clock, soon, batchEdits: limits.batchEdits, batchBytes: limits.batchBytes });
    this.#nodes = options.nodes === undefined ? undefined : new Nodes({ ...options.nodes, log, clock, soon, limits, report });
    this.#compactor = new Compactor({ log, clock, soon, report, shared: this.#nodes !== undefined });
    this.#desk = new RightsDesk({ access, report, opened: this.#options.opened, membersOf: (archive) => this.#rooms.membersOf(archive), watching: (archive) => this.#watching.of([archive]), of: (person) => this.#persons.get(person) ?? [], ending: () => this.#ending, everybody: () => [...this.#persons.keys()], departed: (person) => this.#rooms.departed(person) });
    this.#doorway = {
      access, clock, random, limits, soon, report, edition, watching: this.#watching,
      signedIn: (connection, person) => this.#signedIn(connection, person),
      ending: (connection) => void this.#ending.add(connection),
      gone: (connection) => this.#gone(connection),
      room: (archive, section) => this.#room(docName(archive, section)),
      open: (person, archive, section, by, then) => void this.#desk.open(person, archive, section, by, then),
      admit: (session, then) => void this.#desk.admit(session, then),
      redecide: (member) => void this.#desk.redecide(member),
    };
  }

  line: Hub['line'] = (socket, stranger) => {
    const line = new Line(socket, this.#doorway, stranger);
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

  readOnce: Hub['readOnce'] = (doc) => {
    const open = this.#rooms.get(doc);
    return open === undefined ? readOnce(this.#options.log, doc) : open.read();
  };

  write: Hub['write'] = async (doc, person, patch, options) => {
    const room = this.#known(doc);
    const problems = this.#options.schema.checkPatch(splitDocName(doc).section, patch).filter(({ field, code }) => !(options?.decision === true && code === 'not-writable' && decisionCellOf(field)?.own === true));
    if (problems.length > 0) throw new EditError(problems);
    try {
      return { seq: await room.write(person, patch, options) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'closed') throw error;
      throw new EditError([{ field: error.field ?? '', code: error.code, message: error.message }]);
    }
  };

  renew: Hub['renew'] = (doc, person, change) => this.#known(doc).renew(person, change);

  rightsChanged: Hub['rightsChanged'] = (what) => this.#desk.changed(what);

  digestsChanged: Hub['digestsChanged'] = (archives) => {
    if (this.#changed.size === 0) this.#options.soon(() => this.#tellDigests());
    for (const archive of archives) this.#changed.add(archive);
  };

  rulesChanged: Hub['rulesChanged'] = () => {
    for (const digests of this.#watching.all()) digests.anew();
  };

  catalogueChanged: Hub['catalogueChanged'] = () => {
    for (const connection of [...this.#connections.keys()]) connection.catalogueChanged();
  };

  onAccepted: Hub['onAccepted'] = (listener) => void this.#listeners.push(listener);

  counts: Hub['counts'] = () => ({ connections: this.#connections.size, people: this.#persons.size, rooms: this.#rooms.size });

  stop: Hub['stop'] = async () => {
    this.#stopped = true;
    this.#ticking?.();
    this.#ticking = null;
    const rooms = this.#rooms.all();
    await Promise.all(rooms.map((room) => room.stop()));
    for (const connection of [...this.#connections.keys()]) connection.close(CLOSE.restart, 'the server stops');
    for (const room of rooms) room.compact();
    await this.#compactor.idle();
    for (const room of rooms) this.#forget(room);
    this.#nodes?.stop();
  };

  /** What changed in one turn is told once. */
  #tellDigests(): void {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    for (const digests of this.#watching.of(changed)) digests.changed(changed);
  }

  #known(doc: DocName): Room {
    const { section } = splitDocName(doc);
    if (parseDocSection(section) === undefined) throw new EditError([{ field: '', code: 'unknown-section', message: `${section} is not a section with a document` }]);
    return this.#room(doc);
  }

  #room(name: DocName): Room {
    let room = this.#rooms.get(name);
    if (room !== undefined) return room;
    const { log, clock, random, limits, schema, report } = this.#options;
    room = new Room({ name, log, compactor: this.#compactor, committer: this.#committer, clock, random, limits, schema, report, accepted: (edit) => this.#accepted(edit), forget: (forgotten) => this.#forget(forgotten), nodes: this.#nodes, refused: (person, code) => { const { archive, section } = splitDocName(name); this.#options.refused(person, archive, section, code); } });
    if (this.#stopped) void room.stop();
    this.#rooms.add(room);
    this.#nodes?.open(room);
    this.#tickOn();
    return room;
  }

  #forget(room: Room): void {
    this.#rooms.delete(room);
    this.#nodes?.close(room);
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
    if ([...own].filter((each) => !this.#ending.has(each)).length >= this.#options.limits.socketsPerPerson) return false;
    this.#persons.set(person, own.add(connection));
    this.#connections.set(connection, person);
    return true;
  }

  #gone(connection: Connection): void {
    const person = this.#connections.get(connection) ?? null;
    this.#connections.delete(connection);
    this.#ending.delete(connection);
    const own = person === null ? undefined : this.#persons.get(person);
    own?.delete(connection);
    if (person !== null && own?.size === 0) this.#persons.delete(person);
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
    this.#rooms.tick();
    this.#nodes?.tick(now);
  }
}
