/** The part of the step that faces the disk: loading, bringing the document into memory, snapshots, being forgotten. */
import { CLOSE } from '../../model/protocol.ts';
import { StorageError } from '../storage/storage.ts';
import type { StoredSection } from '../storage/storage.ts';
import { LiveSection } from './live-section.ts';
import { Refusal } from './refusal.ts';
import { liveOf } from './room-state.ts';
import type { Out, Outcome, RoomState } from './room-state.ts';
import { valuesOf } from './section-values.ts';
import { FIRST_EPOCH } from './stored-answer.ts';
import { caughtUp } from './step-nodes.ts';
import { evict, refuse, resolveDoubts } from './step-tell.ts';

export function loaded(room: RoomState, now: number, stored: StoredSection | null, out: Out): void {
  if (room.phase.kind !== 'loading') return;
  if (room.setup.shared === true) return caughtUp(room, now, stored, out);
  room.phase = { kind: 'stored', stored };
  room.snapshotBytes = stored?.snapshot?.length ?? 0;
  const { known, doubtful } = room;
  const { epoch, seq } = (room.known = { epoch: stored?.epoch ?? FIRST_EPOCH, seq: stored?.seq ?? 0 });
  const most = (known?.seq ?? 0) + doubtful.filter(({ applied }) => applied !== null).length;
  if (known === null || (epoch === known.epoch && seq >= known.seq && seq <= most)) return resolveDoubts(room, now, seq, out);
  out.push({ kind: 'report', event: 'section moved', error: new StorageError('fence', `${room.setup.name} is at ${epoch}/${seq} on disk, and was at ${known.epoch}/${known.seq}`) });
  room.doubtful = [];
  evict(room, out);
}

/** The section cannot be read: everyone who waits is told. A fault that may pass is tried again by the next who comes (ROOM-12), damage is not (ROOM-19). */
export function loadFailed(room: RoomState, error: unknown, out: Out): void {
  out.push({ kind: 'report', event: 'section cannot be read', error });
  room.phase = error instanceof StorageError && error.code === 'broken' ? { kind: 'damaged', error } : { kind: 'cold' };
  if (room.phase.kind === 'damaged') room.doubtful = [];
  turnAway(room, error, out);
  settle(room, out);
}

export function turnAway(room: RoomState, error: unknown, out: Out): void {
  const damaged = room.phase.kind === 'damaged';
  for (const seat of damaged ? room.seats : room.joins.keys()) out.push({ kind: 'close', seat, code: damaged ? CLOSE.damaged : CLOSE.busy, reason: damaged ? 'damaged' : 'storage' });
  room.joins.clear();
  for (const { id } of [...room.asks.splice(0), ...room.renewals.splice(0)]) out.push({ kind: 'fail', id, error });
  for (const edit of room.queue.splice(0)) refuse({ edit, refusal: new Refusal('storage', 'the section cannot be read'), cause: error }, out);
}

/** Tells who asked the room to stop, once nothing waits and nothing is on its way. */
export function settle(room: RoomState, out: Out): void {
  if (room.stopping !== 'asked' || room.queue.length > 0 || room.renewals.length > 0 || isUnderWay(room)) return;
  room.stopping = 'settled';
  out.push({ kind: 'settled' });
}

/** Only at a clean moment: the document, from the disk's bytes when it is not in memory. Null when they make none; everyone who waits has been told then. */
export function revive(room: RoomState, out: Out): LiveSection | null {
  if (room.phase.kind === 'clean') return room.phase.live;
  if (room.phase.kind !== 'stored') return null;
  const { limits, random, presenceOwner } = room.setup;
  const stored = room.phase.stored ?? { epoch: FIRST_EPOCH, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map(), retired: new Set<number>() };
  try {
    const live = new LiveSection(stored, { schema: room.schema, limits, random, presenceOwner, servers: room.servers });
    room.phase = { kind: 'clean', live };
    return live;
  } catch (error) {
    loadFailed(room, new StorageError('broken', `${room.setup.name}: ${error instanceof Error ? error.message : 'no document'}`), out);
    return null;
  }
}

/** Has the whole document written in place of its updates; false when there is nothing to write. A failure leaves the updates where they are. */
export function compact(room: RoomState, out: Out): boolean {
  if (room.compacting !== null || room.phase.kind === 'busy') return false;
  const tail = room.phase.kind === 'stored' ? room.phase.stored?.tail.length : liveOf(room)?.tailUpdates;
  const live = (tail ?? 0) > 0 ? revive(room, out) : null;
  if (live === null) return false;
  const entry = { doc: room.setup.name, epoch: live.epoch, upto: live.seq, ...live.snapshot() };
  room.compacting = { live, updates: live.tailUpdates, bytes: live.tailBytes };
  room.snapshotBytes = entry.snapshot.length;
  out.push({ kind: 'compact', entry, values: valuesOf(live.doc) });
  return true;
}

export function compacted(room: RoomState, now: number, outcome: Outcome, out: Out): void {
  const { compacting } = room;
  if (compacting === null) return;
  room.compacting = null;
  room.tailSince = null;
  const { shared = false } = room.setup;
  // where several nodes write, another may have written a snapshot; should there be more to it, the next look at the log tells
  if (outcome === 'moved' && !shared) room.doubted = true;
  if (outcome === 'written' || (outcome === 'moved' && shared)) {
    compacting.live.tailUpdates -= compacting.updates;
    compacting.live.tailBytes -= compacting.bytes;
  }
  if (isIdle(room, now)) out.push({ kind: 'forget' });
}

/** About once a second: what was deleted must leave the log also while the section stays open (ROOM-16). */
export function compactOld(room: RoomState, now: number, out: Out): void {
  const live = liveOf(room);
  if (live === null || live.tailUpdates === 0) room.tailSince = null;
  else if (now - (room.tailSince ??= now) >= room.setup.limits.compactAgeMs) compact(room, out);
}

/** After a commit: long enough a tail. A large section waits until the tail is as large, so that snapshots cost an edit no more there than elsewhere. */
export function tailIsLong({ phase, snapshotBytes, setup: { limits } }: RoomState): boolean {
  if (phase.kind !== 'clean') return false;
  const { tailUpdates, tailBytes } = phase.live;
  return tailBytes >= limits.compactBytes || (tailUpdates >= limits.compactUpdates && tailBytes >= snapshotBytes);
}

/** Nobody is in it, nothing waits, nothing is on its way, for long enough. */
export function isIdle(room: RoomState, now: number): boolean {
  if (room.seats.size > 0 || room.queue.length > 0 || room.asks.length > 0 || room.renewals.length > 0 || room.doubtful.length > 0) return false;
  if (isUnderWay(room) || room.phase.kind === 'damaged' || room.compacting !== null) return false;
  return now - room.usedAt >= room.setup.limits.roomIdleMs;
}

const isUnderWay = ({ phase: { kind } }: RoomState): boolean => kind === 'loading' || kind === 'busy' || kind === 'folding';
