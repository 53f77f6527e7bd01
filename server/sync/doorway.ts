/** What a connection needs of the hub: rooms, rights, and to be found when rights change. The hub is the only one who makes it. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Caller, Decision, Person } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { Digests } from './digests.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';
import type { Access, Session } from './sync.ts';
import type { Watching } from './watching.ts';

/** A connection as the hub sees it. */
export interface Connection {
  /** Null until it has shown who it is. */
  readonly person: Person | null;
  /** Its session was ended before its time. */
  readonly ended: boolean;
  readonly members: ReadonlySet<Member>;
  readonly digests: ReadonlySet<Digests>;
  /** The directory says something else about the person than before. */
  changed(person: Person): void;
  /** There is another catalogue. */
  catalogueChanged(): void;
  tick(now: number): void;
  /** Bytes wait to be sent. */
  readonly unsent: boolean;
  /** Ends at once, also in the middle of a polite end; what waits unsent is dropped. */
  terminate(): void;
  /** Ends politely. */
  close(code: number, reason: string): void;
}

export interface Doorway {
  readonly access: Access;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Limits;
  readonly soon: (callback: () => void) => void;
  readonly report: (event: string, error: unknown) => void;
  /** Which catalogue the workspace has now. */
  readonly edition: () => string;
  /** Where digest channels say which archives they watch. */
  readonly watching: Watching<Digests>;
  /** Once the person is known; false when they have too many. */
  signedIn(connection: Connection, person: PersonId): boolean;
  /** It is being ended politely: it says nothing new, and what was said before is still on its way. */
  ending(connection: Connection): void;
  /** Its socket has closed. */
  gone(connection: Connection): void;
  room(archive: ArchiveId, section: string): Room;
  /**
   * Decides and calls back in the same moment, so that no change of rights can slip in between; decided again when rights
   * changed meanwhile. Calls back once, with null when the decision failed. Who may read a restricted section is written down before.
   */
  open(person: Caller, archive: ArchiveId, section: { readonly name: string; readonly key: SectionKey }, by: 'line' | 'sync', then: (decision: Decision | null) => void): void;
  /** The same for a person who has just shown a token: null when the directory does not let them in by now. */
  admit(session: Session, then: (session: Session | null) => void): void;
  /** The right of a member has ended by its date. */
  redecide(member: Member): void;
}
