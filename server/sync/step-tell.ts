/** The part of the step that tells: acks, refusals, the batch to everyone who is here. */
import { CLOSE } from '../../model/protocol.ts';
import { personOf } from './batch.ts';
import type { InFlight, Refused } from './batch.ts';
import { Tainted } from './live-section.ts';
import { Refusal } from './refusal.ts';
import type { Effect, Out, RoomState } from './room-state.ts';
import type { Seat } from './seat.ts';
import type { Accepted } from './sync.ts';

/** A commit may fail after it reached the disk. Who is here would lack those edits, and every later one rests on them. */
export function resolveDoubts(room: RoomState, now: number, seq: number, out: Out): void {
  if (room.doubtful.length === 0) return;
  const kept = room.doubtful.filter((each) => each.applied !== null && each.seq <= seq);
  room.doubtful = [];
  tell(room, now, kept, false, out);
  accept(room, kept, now, out);
}

/** One ack a seat for all of its edits (ROOM-7). */
export function acknowledge(batch: readonly InFlight[], out: Out): void {
  const only = batch.length === 1 ? batch[0]!.edit : null;
  if (only?.kind === 'edit') {
    only.seat.unanswered--;
    return void out.push({ kind: 'ack', seat: only.seat, n: only.n, edits: 1 });
  }
  const acks = new Map<Seat, Extract<Effect, { kind: 'ack' }>>();
  for (const { edit, seq } of batch) {
    if (edit.kind === 'write') {
      out.push({ kind: 'answer', id: edit.id, answer: { kind: 'written', seq } });
      continue;
    }
    const { seat, n } = edit;
    seat.unanswered--;
    const ack = acks.get(seat);
    if (ack === undefined) acks.set(seat, { kind: 'ack', seat, n, edits: 1 });
    else {
      ack.n = Math.max(n, ack.n ?? 0);
      ack.edits++;
    }
  }
  out.push(...acks.values());
}

/** Everyone hears the whole batch at once, its authors what is not their own. */
export function tell(room: RoomState, now: number, batch: readonly InFlight[], authorsKnow: boolean, out: Out): void {
  if (batch.length === 1) return tellOne(room, now, batch[0]!, authorsKnow, out);
  const updates: Uint8Array[] = [];
  const own = new Map<Seat, Uint8Array[]>();
  for (const { edit, applied } of batch) {
    if (applied === null) continue;
    updates.push(applied.update);
    if (authorsKnow && edit.kind === 'edit' && edit.seat.state === 'joined') own.set(edit.seat, []);
  }
  if (updates.length === 0) return;
  for (const [seat, others] of own) for (const { edit, applied } of batch) if (applied !== null && !(edit.kind === 'edit' && edit.seat === seat)) others.push(applied.update);
  const seats: Seat[] = [];
  for (const seat of room.seats) {
    if (!seat.hears(now)) continue;
    const others = own.get(seat);
    if (others === undefined) seats.push(seat);
    else if (others.length > 0) out.push({ kind: 'tell', seats: [seat], updates: others });
  }
  if (seats.length > 0) out.push({ kind: 'tell', seats, updates });
}

/** The same for the batch that almost every one is. */
function tellOne(room: RoomState, now: number, { edit, applied }: InFlight, authorKnows: boolean, out: Out): void {
  if (applied === null) return;
  const author = authorKnows && edit.kind === 'edit' ? edit.seat : null;
  const seats: Seat[] = [];
  for (const seat of room.seats) if (seat !== author && seat.hears(now)) seats.push(seat);
  if (seats.length > 0) out.push({ kind: 'tell', seats, updates: [applied.update] });
}

export function accept(room: RoomState, batch: readonly InFlight[], at: number, out: Out): void {
  const { archive, section, setup: { name: doc } } = room;
  const edits: Accepted[] = [];
  for (const { edit, applied, seq } of batch) {
    if (applied !== null) edits.push({ doc, archive, section, seq, person: personOf(edit), at, keys: applied.changes.map(({ key }) => key) });
  }
  if (edits.length > 0) out.push({ kind: 'accepted', edits });
}

/** Told once to a channel: nothing it sent after is read (ROOM-8). */
export function refuse({ edit, refusal, cause }: Refused, out: Out): void {
  const ownWords = cause instanceof Tainted || cause === null;
  if (edit.kind === 'write') return void out.push({ kind: 'fail', id: edit.id, error: ownWords ? refusal : cause });
  const { seat, n } = edit;
  if (seat.refused) drop(seat, 1, out);
  else {
    seat.unanswered--;
    seat.refused = true;
    out.push({ kind: 'reject', seat, n, refusal });
  }
  if (!(ownWords || cause instanceof Refusal || refusal.code === 'storage')) out.push({ kind: 'report', event: 'edit failed', error: cause });
}

/** What people here hold is not what the disk has: they are to drop it and come back. What waits of theirs rests on it, and is theirs to bring again. */
export function evict(room: RoomState, out: Out): void {
  for (const edit of room.queue) if (edit.kind === 'edit') drop(edit.seat, 1, out);
  room.queue = room.queue.filter(({ kind }) => kind === 'write');
  room.joins.clear();
  for (const seat of room.seats) {
    seat.refused = true;
    out.push({ kind: 'close', seat, code: CLOSE.epoch, reason: 'epoch' });
  }
}

/** So many edits of a seat are not answered any more, but do not wait either. */
export function drop(seat: Seat, edits: number, out: Out): void {
  seat.unanswered -= edits;
  out.push({ kind: 'ack', seat, n: null, edits });
}
