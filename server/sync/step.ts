/**
 * The room as a pure step: state and input in, effects out. Clean: what the room shows is on disk. Busy: one batch is on its way
 * there, and whoever asks waits (SPEC ROOM-1 to ROOM-23). Nothing here waits, calls out, or looks at a clock: time comes with
 * the input, chance with the setup, so one seed replays one run.
 */
import { CLOSE } from '../../model/protocol.ts';
import { collect, commitFailed, committed, takeEdit, takeWrite } from './step-edits.ts';
import { compact, compacted, compactOld, isIdle, loaded, loadFailed, settle, turnAway } from './step-disk.ts';
import { behind, catchUp, fetched, foundHead, heard, polled } from './step-nodes.ts';
import { foldOver, renewNext, rewriteFailed, rewritten } from './step-fold.ts';
import { serve } from './step-serve.ts';
import { drop } from './step-tell.ts';
import type { Effect, Input, Out, RoomState } from './room-state.ts';
import type { Seat } from './seat.ts';

/** Changes `room` and answers what is to be done, in order. An input that happens while effects are being done comes after them. */
export function step(room: RoomState, now: number, input: Input): readonly Effect[] {
  const out: Out = [];
  try {
    take(room, now, input, out);
    // a disk that cannot be read is asked again by the next who comes, not at once
    if (input.kind !== 'loadFailed') goOn(room, now, out);
  } catch (error) {
    startOver(room, error, out);
  }
  return out;
}

/** A fault of ours: nobody may wait for what does not come any more. Everyone is to come back, to the section as on disk (ROOM-23). */
function startOver(room: RoomState, error: unknown, out: Out): void {
  out.push({ kind: 'report', event: 'step failed', error });
  for (const seat of room.seats) out.push({ kind: 'close', seat, code: CLOSE.busy, reason: 'internal' });
  if (isClean(room)) room.phase = { kind: 'cold' };
  turnAway(room, error, out);
}

function take(room: RoomState, now: number, input: Input, out: Out): void {
  switch (input.kind) {
    case 'edit': return takeEdit(room, input, out);
    case 'collect': return collect(room, now, input, out);
    case 'committed': return committed(room, now, input.at, out);
    case 'commitFailed': return commitFailed(room, input.error, out);
    case 'write':
      room.usedAt = now;
      return takeWrite(room, input, out);
    case 'enter':
      room.usedAt = now;
      return void room.seats.add(input.seat);
    case 'leave':
      room.usedAt = now;
      return leave(room, input.seat, out);
    case 'join':
      if (room.setup.shared === true) room.unsure.add(input.seat);
      return void room.joins.set(input.seat, input.vector);
    case 'drained': return;
    case 'ask':
      room.usedAt = now;
      if (room.setup.shared === true) room.unsure.add(input);
      return void room.asks.push(input);
    case 'renew':
      room.usedAt = now;
      return void room.renewals.push(input);
    case 'loaded': return loaded(room, now, input.stored, out);
    case 'loadFailed': return loadFailed(room, input.error, out);
    case 'compact': return void compact(room, out);
    case 'compacted': return compacted(room, now, input.outcome, out);
    case 'rewritten': return rewritten(room, now, out);
    case 'rewriteFailed': return rewriteFailed(room, input.error, out);
    case 'tick': return tick(room, now, out);
    case 'behind': return behind(room);
    case 'heard': return heard(room, now, input, out);
    case 'headed': return foundHead(room, input.head, out);
    case 'headFailed': return foundHead(room, null, out, input.error);
    case 'polled': return polled(room, input.head);
    case 'fetched': return fetched(room, now, input.after, input.since, out);
    case 'fetchFailed': return fetched(room, now, input.after, null, out, input.error);
    case 'missed':
      for (const seat of room.seats) room.unsure.add(seat);
      return;
    case 'woken':
      room.waking = false;
      return;
    case 'stop':
      room.stopping = 'asked';
      return;
  }
}

/** What it sent before is written all the same (ROOM-13); what it held back rests on something that does not come any more. */
function leave(room: RoomState, seat: Seat, out: Out): void {
  room.joins.delete(seat);
  room.seats.delete(seat);
  room.unsure.delete(seat);
  room.asked.delete(seat);
  if (seat.held.length > 0) drop(seat, seat.held.splice(0).length, out);
}

/** What can be done now that something has happened. */
function goOn(room: RoomState, now: number, out: Out): void {
  if (room.doubted && isClean(room)) room.phase = { kind: 'cold' };
  const { queue, joins, asks, doubtful } = room;
  if (room.phase.kind === 'cold' && (queue.length > 0 || joins.size > 0 || asks.length > 0 || room.renewals.length > 0 || doubtful.length > 0 || room.doubted)) {
    room.doubted = false;
    room.phase = { kind: 'loading' };
    // what is read from now on is as far as the log is now
    room.unsure.clear();
    room.asked.clear();
    out.push({ kind: 'load' });
  }
  if (room.setup.shared === true && isClean(room)) catchUp(room, now, out);
  // with people in it: what they have not had acknowledged they bring again
  if (isClean(room)) foldOver(room, now, room.setup.limits.authorsPerSection - 1, out);
  while (isClean(room) && renewNext(room, now, out));
  if (isClean(room)) serve(room, now, out);
  if (isClean(room) && room.queue.length > 0 && !room.announced) {
    if (now >= room.restUntil) {
      room.announced = true;
      out.push({ kind: 'ready' });
    } else if (!room.waking) {
      room.waking = true;
      out.push({ kind: 'wake', at: room.restUntil });
    }
  }
  if (room.phase.kind === 'damaged') turnAway(room, room.phase.error, out);
  settle(room, out);
}

const isClean = ({ phase: { kind } }: RoomState): boolean => kind === 'stored' || kind === 'clean';

/** Once a second: a room that nobody uses is folded or compacted, then forgotten. */
function tick(room: RoomState, now: number, out: Out): void {
  if (!isIdle(room, now)) return compactOld(room, now, out);
  const underWay = foldOver(room, now, room.setup.limits.authorsFold, out) || compact(room, out);
  if (!underWay && isIdle(room, now)) out.push({ kind: 'forget' });
}
