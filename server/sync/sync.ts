/** The sync core as the rest of the server sees it: sockets in, edits in, accepted edits out. Routes, services and rights are on the other side of this file. */
import type { SectionPatch, SectionValues } from '../../model/api.ts';
import type { ArchiveId, ArchiveRef, ChangesetId, DocName, PersonId } from '../../model/ids.ts';
import type { Digest, Face, LineDigest } from '../../model/overview.ts';
import type { Caller, Decision, Person } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Burst } from './wire.ts';
import type { Renewal } from './room-state.ts';

/** A socket as the core needs it; `ws` fits, and so does a pair of queues. */
export interface Socket {
  /** Bytes that wait to be sent. */
  readonly buffered: number;
  send(bytes: Uint8Array): void;
  /** Several messages, often the same for many sockets: framed once, and written at once. */
  sendAll(burst: Burst): void;
  /** Ends politely with a code; what is queued is still sent. */
  close(code: number, reason: string): void;
  /** Ends at once; what is queued is dropped. */
  terminate(): void;
  /** Stops and resumes reading; messages that were already read may still arrive. */
  pause(): void;
  resume(): void;
}

/** Ears of the core for one socket; the transport calls them. */
export interface SocketHandler {
  message(bytes: Uint8Array): void;
  /** What waited has been sent. */
  drained(): void;
  closed(): void;
}

/** Who stands behind a socket before it is known; the transport counts strangers by their address. */
export interface Stranger {
  /** The token held. */
  known(): void;
  /** It did not; true when this address has shown so many that it has to wait. */
  refused(): boolean;
}

/** A person who has shown a valid token, and until when it holds. */
export interface Session {
  readonly person: Person;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** False once it was ended before its time; asked again whenever the person's rights change. Missing: it lasts until it expires. */
  readonly holds?: (() => boolean) | undefined;
  /** Of the server's own pages: the session that the token belongs to. Missing: signed elsewhere. */
  readonly sid?: string | undefined;
}

/** Who may: asked at every opening and again whenever `rightsChanged` is called. */
export interface Access {
  /** Throws `TokenError` when the token does not hold. */
  authenticate(token: string): Promise<Session>;
  /** The person as the directory knows them now; null when inactive: their connections end. Someone known from a token alone is active. */
  person(asker: Caller): Promise<Person | null>;
  resolve(ref: ArchiveRef): Promise<ArchiveId | null>;
  /** Level of a person on a section; `none` for what does not exist. */
  decide(person: Caller, archive: ArchiveId, section: SectionKey): Promise<Decision>;
  /** The digest as this person may see it; null for what one may not know of. */
  digest(person: Caller, archive: ArchiveId): Promise<Digest | null>;
  /** The same for many, in their order. */
  digests(person: Caller, archives: readonly ArchiveId[]): Promise<readonly (Digest | null)[]>;
  /** The same with classes as they are drawn, without their reasons. */
  brief(person: Caller, archives: readonly ArchiveId[]): Promise<readonly (LineDigest | null)[]>;
  /** So much of them as badges draw. */
  faces(person: Caller, archives: readonly ArchiveId[]): Promise<readonly (Face | null)[]>;
}

/** An edit that is on disk. */
export interface Accepted {
  readonly doc: DocName;
  readonly archive: ArchiveId;
  readonly section: string;
  readonly seq: number;
  readonly person: PersonId;
  readonly at: number;
  /** Value keys that changed: `fields/customer.name`, `rows/methods/x1/value`, `text:org.businessScope`, `marks/…`. */
  readonly keys: readonly string[];
}

/** `ifSeq`: only while this is the section's newest edit; else `EditError` with the code `incomplete` and nothing is written. `changeset`: the set of edits that this one is kept with, to be undone together. `decision`: of a service that has asked who may decide, or carries over what was decided; without it nobody writes such cells (GATE-18). */
export interface WriteOptions { readonly ifSeq?: number; readonly changeset?: ChangesetId | undefined; readonly decision?: boolean }

export interface Hub {
  /** A socket of `/line`; its first frame must be `hello`. */
  line(socket: Socket, stranger?: Stranger): SocketHandler;
  /** A socket of `/sync/<archive>/<section>`; the token was checked at the upgrade. `acks` when the client asked for them. */
  sync(socket: Socket, session: Session, archive: ArchiveId, section: string, acks: boolean): SocketHandler;
  /** The values of a section as committed; the caller has checked the right. */
  read(doc: DocName): Promise<{ readonly values: SectionValues; readonly seq: number }>;
  /** The same for who reads very many, one after the other: a section that nobody has open is opened for nobody. */
  readOnce(doc: DocName): Promise<{ readonly values: SectionValues; readonly seq: number }>;
  /** One edit through the room, like anyone's: checked, committed, acknowledged. Throws `EditError` with every problem. */
  write(doc: DocName, person: PersonId, patch: SectionPatch, options?: WriteOptions): Promise<{ readonly seq: number }>;
  /** The section written anew as the next epoch, from what `change` leaves of its values, and its history emptied where that says so: nothing of what went is left in snapshot, log or deleted pieces. Open channels are closed and come back. */
  renew(doc: DocName, person: PersonId, change: Renewal['change']): Promise<{ readonly seq: number; readonly keys: readonly string[] }>;
  /** Rights of a person, on an archive or of everybody changed: open channels are decided again before this resolves; a revoked person's connections are terminated. */
  rightsChanged(what: { readonly person?: PersonId; readonly archive?: ArchiveId; readonly everybody?: true }): Promise<void>;
  /** The computed facts of these archives changed: whoever watches them is told. */
  digestsChanged(archives: readonly ArchiveId[]): void;
  /** Rules of classes have other versions: every digest that a page watches is made anew, and told where it is another one. */
  rulesChanged(): void;
  /** There is another catalogue: every page that is connected is told so. */
  catalogueChanged(): void;
  onAccepted(listener: (edit: Accepted) => void): void;
  /** What is open at the moment: connections of every kind, the people behind them, sections. */
  counts(): { readonly connections: number; readonly people: number; readonly rooms: number };
  /** Refuses new edits, commits what is in flight, compacts, closes every socket with 1012. */
  stop(): Promise<void>;
}

export class EditError extends Error {
  readonly code = 'invalid';
  readonly problems: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  constructor(problems: EditError['problems']) {
    super(problems.map((p) => `${p.field}: ${p.message}`).join('; '));
    this.problems = problems;
  }
}
export class TokenError extends Error {
  readonly code = 'token';
}
