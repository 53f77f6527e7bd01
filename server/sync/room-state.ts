/** What a room is made of, as data: its state, what happens to it (`Input`) and what is to be done about it (`Effect`). The moves between them are `step.ts`; doing is left to `room.ts`. */
import { splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import type { OrderedValues } from '../../model/section-doc.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Limits } from '../limits.ts';
import type { CommitEntry, CompactEntry, Head, RewriteEntry, Since, StoredSection } from '../storage/storage.ts';
import type { Edit, InFlight, ServerEdit } from './batch.ts';
import type { LiveSection } from './live-section.ts';
import type { Refusal } from './refusal.ts';
import type { MemberEdit, Seat } from './seat.ts';
import { SectionSchema } from './section-schema.ts';
import type { Values } from './section-values.ts';
import type { Accepted } from './sync.ts';

export type Phase =
  | { readonly kind: 'cold' }
  | { readonly kind: 'loading' }
  /** As on disk, without a document: enough to answer a first sync. */
  | { readonly kind: 'stored'; readonly stored: StoredSection | null }
  /** The document equals the disk. */
  | { readonly kind: 'clean'; readonly live: LiveSection }
  /** The document is the disk and one batch that is on its way there. */
  | { readonly kind: 'busy'; readonly live: LiveSection; readonly batch: readonly InFlight[] }
  /** The section, as of this epoch and number, is being written anew under the next epoch. */
  | { readonly kind: 'folding'; readonly epoch: number; readonly seq: number; /** Who had it written anew, and what was taken out. */ readonly renewal?: { readonly wish: Renewal; readonly keys: readonly string[] } }
  /** What is on disk is not what was written. Everyone is refused until the server starts again. */
  | { readonly kind: 'damaged'; readonly error: unknown };

/** Somebody who waits for a clean moment: for the values, or only for the epoch. `id` names who asked. */
export interface Ask { readonly kind: 'ask'; readonly id: number; readonly wants: 'values' | 'epoch' }

/** Somebody has the section written anew from what `change` leaves of its values: `keys` says of which something went, `forget` of which keys the history is emptied too; one that ends in `/` stands for all behind it, `*` for all. */
export interface Renewal { readonly kind: 'renew'; readonly id: number; readonly person: PersonId; readonly change: (values: Values) => { readonly values: Values; readonly keys: readonly string[]; readonly forget: readonly string[] } }

export interface Position { readonly epoch: number; readonly seq: number }

/** What another node has committed: updates from `seq` on, and whose author ids came with them. Without updates: that the section is at the number before `seq`. */
export interface Heard extends Position { readonly updates: readonly Uint8Array[]; readonly authors: readonly (readonly [author: number, person: PersonId])[] }

/** What a room is given once. */
export interface RoomSetup {
  readonly name: DocName;
  readonly limits: Limits;
  readonly random: RandomBytes;
  /** Who shows presence under an author id at this moment. */
  readonly presenceOwner: (author: number) => PersonId | undefined;
  /** Default: what is shipped. */
  readonly schema?: Schema;
  /** Other nodes write to the section too. Default: false. */
  readonly shared?: boolean;
}

/** Changed in place, by `step` alone: a Y.Doc cannot be copied. */
export interface RoomState {
  readonly setup: RoomSetup;
  readonly archive: ArchiveId;
  readonly section: string;
  readonly schema: SectionSchema;
  readonly seats: Set<Seat>;
  phase: Phase;
  queue: Edit[];
  /** Who waits for a first sync, with what they have. */
  readonly joins: Map<Seat, Uint8Array>;
  asks: Ask[];
  /** Sections' new beginnings that somebody waits for. */
  renewals: Renewal[];
  /** Edits of a commit that failed: the disk may hold them all the same. */
  doubtful: readonly InFlight[];
  /** Where the disk was at the last clean moment: what people here hold. */
  known: Position | null;
  /** The disk may not be where it was: at the next clean moment it is asked. */
  doubted: boolean;
  /** The committer knows that edits wait. */
  announced: boolean;
  /** The snapshot that is on its way to the disk. */
  compacting: { readonly live: LiveSection; readonly updates: number; readonly bytes: number } | null;
  /** Of the newest snapshot. */
  snapshotBytes: number;
  /** When updates behind the snapshot were first noticed. */
  tailSince: number | null;
  /** Folding failed once; it is not tried again before the room was forgotten. */
  unfoldable: boolean;
  stopping: 'no' | 'asked' | 'settled';
  usedAt: number;
  /** Author ids of the server's own edits, kept when the document is dropped: each lost race would cost new ones. */
  readonly servers: Map<PersonId, number>;
  // Of a section that other nodes write to as well:
  /** Heard while it could not be taken in. */
  heard: Heard[];
  /** Further than the document: the log has it. */
  elsewhere: Position | null;
  /** What the log is being asked: where the section is, or what came since. */
  asking: 'no' | 'head' | 'updates';
  /** Seats and askers that wait until it is sure that the document is as far as the log was when they came; of these the log is being asked for `asked`. */
  unsure: Set<Seat | Ask>;
  asked: Set<Seat | Ask>;
  /** Until then the room commits nothing, so that who lost against it can. */
  restUntil: number;
  waking: boolean;
}

export type Input =
  | { readonly kind: 'enter'; readonly seat: Seat }
  | { readonly kind: 'leave'; readonly seat: Seat }
  | { readonly kind: 'join'; readonly seat: Seat; readonly vector: Uint8Array }
  | { readonly kind: 'drained' }
  | MemberEdit
  | ServerEdit
  | Ask
  | Renewal
  | { readonly kind: 'loaded'; readonly stored: StoredSection | null }
  | { readonly kind: 'loadFailed'; readonly error: unknown }
  /** The committer takes at most so many edits, of about so many bytes together; answered by `commit`, or nothing. */
  | { readonly kind: 'collect'; readonly most: number; readonly bytes: number }
  | { readonly kind: 'committed'; readonly at: number }
  | { readonly kind: 'commitFailed'; readonly error: unknown }
  /** Another node had written to the section: nothing of the batch is on disk. */
  | { readonly kind: 'behind' }
  | ({ readonly kind: 'heard' } & Heard)
  | { readonly kind: 'headed'; readonly head: Head | null }
  | { readonly kind: 'headFailed'; readonly error: unknown }
  | { readonly kind: 'polled'; readonly head: Head }
  /** What came after this position. */
  | { readonly kind: 'fetched'; readonly after: Position; readonly since: Since }
  | { readonly kind: 'fetchFailed'; readonly after: Position; readonly error: unknown }
  /** Hints may have been lost. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'woken' }
  | { readonly kind: 'compact' }
  | { readonly kind: 'compacted'; readonly outcome: Outcome }
  | { readonly kind: 'rewritten' }
  | { readonly kind: 'rewriteFailed'; readonly error: unknown }
  | { readonly kind: 'tick' }
  /** Takes no more edits; answered by `settled` when those that waited are written or refused. */
  | { readonly kind: 'stop' };

/** Of a snapshot. `moved`: the log says that the section is somewhere else than the room thinks. */
export type Outcome = 'written' | 'failed' | 'moved';

export type Answer =
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'values'; readonly values: OrderedValues; readonly seq: number }
  | { readonly kind: 'written'; readonly seq: number }
  | { readonly kind: 'renewed'; readonly seq: number; readonly keys: readonly string[] };

export type Effect =
  | { readonly kind: 'load' }
  /** Edits wait to be collected. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'commit'; readonly entries: readonly CommitEntry[] }
  /** The snapshot is to be written if it holds these values. */
  | { readonly kind: 'compact'; readonly entry: CompactEntry; readonly values: Values }
  | { readonly kind: 'rewrite'; readonly entry: RewriteEntry }
  /** The first sync: what the seat lacks, and what the section has. */
  | { readonly kind: 'first'; readonly seat: Seat; readonly update: Uint8Array; readonly vector: Uint8Array }
  /** The same updates to many, in order. */
  | { readonly kind: 'tell'; readonly seats: readonly Seat[]; readonly updates: readonly Uint8Array[] }
  /** So many edits fewer wait; everything up to `n` is on disk. Null: nothing is said. */
  | { readonly kind: 'ack'; readonly seat: Seat; n: number | null; edits: number }
  | { readonly kind: 'reject'; readonly seat: Seat; readonly n: number; readonly refusal: Refusal }
  | { readonly kind: 'close'; readonly seat: Seat; readonly code: number; readonly reason: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'fail'; readonly id: number; readonly error: unknown }
  | { readonly kind: 'accepted'; readonly edits: readonly Accepted[] }
  | { readonly kind: 'report'; readonly event: string; readonly error: unknown }
  | { readonly kind: 'settled' }
  /** To ask the log where the section is; what came after a position; to be woken then. */
  | { readonly kind: 'head' }
  | ({ readonly kind: 'fetch' } & Position)
  | { readonly kind: 'wake'; readonly at: number }
  /** Other nodes are to hear it. */
  | ({ readonly kind: 'publish' } & Heard)
  /** All of it is on disk and nobody is here: the room may be dropped. */
  | { readonly kind: 'forget' };

/** Where effects go, in the order in which they are to be done. */
export type Out = Effect[];

export function newRoomState(setup: RoomSetup, now: number): RoomState {
  const { archive, section } = splitDocName(setup.name);
  return {
    setup, archive, section,
    schema: new SectionSchema(section, setup.schema),
    seats: new Set(), phase: { kind: 'cold' }, queue: [], joins: new Map(), asks: [], renewals: [], doubtful: [],
    known: null, doubted: false, announced: false, compacting: null, snapshotBytes: 0, tailSince: null, unfoldable: false, stopping: 'no', usedAt: now,
    servers: new Map(), heard: [], elsewhere: null, asking: 'no', unsure: new Set(), asked: new Set(), restUntil: 0, waking: false,
  };
}

export const liveOf = ({ phase }: RoomState): LiveSection | null => (phase.kind === 'clean' || phase.kind === 'busy' ? phase.live : null);
