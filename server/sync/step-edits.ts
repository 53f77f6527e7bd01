/** The part of the step that takes edits through check, commit, ack and broadcast, in this order (ROOM-1). */
import { entriesOf, gather, personOf } from './batch.ts';
import type { Edit, InFlight, ServerEdit } from './batch.ts';
import { isEmpty } from './gate.ts';
import { Refusal } from './refusal.ts';
import type { Input, Out, RoomState } from './room-state.ts';
import type { MemberEdit } from './seat.ts';
import { compact, revive, tailIsLong } from './step-disk.ts';
import { rest } from './step-nodes.ts';
import { accept, acknowledge, refuse, tell } from './step-tell.ts';

const STOPPED = 'the server stops';

export function takeEdit(room: RoomState, edit: MemberEdit, out: Out): void {
  const { seat } = edit;
  seat.unanswered++;
  if (room.stopping !== 'no') refuse({ edit, refusal: new Refusal('closed', STOPPED), cause: null }, out);
  else if (isEmpty(edit.update) && seat.unanswered === 1) {
    // nothing to say and nothing said before: no need to wake the section
    seat.greeted ||= edit.first;
    seat.unanswered = 0;
    out.push({ kind: 'ack', seat, n: edit.n, edits: 1 });
  } else room.queue.push(edit);
}

export function takeWrite(room: RoomState, edit: ServerEdit, out: Out): void {
  if (room.stopping === 'no') room.queue.push(edit);
  else out.push({ kind: 'fail', id: edit.id, error: new Refusal('closed', STOPPED) });
}

/** Applies what waits; the room is busy until it hears the outcome. */
export function collect(room: RoomState, now: number, { most, bytes }: Extract<Input, { kind: 'collect' }>, out: Out): void {
  room.announced = false;
  const live = revive(room, out);
  if (live === null) return;
  const { limits, random, name } = room.setup;
  const { standing, refused, again } = gather(live, room.queue.splice(0, atOnce(room.queue, most, bytes)), { now, random, holdBytes: limits.frameBytes });
  for (const each of refused) refuse(each, out);
  if (again !== null) {
    room.queue.unshift(...again);
    room.phase = { kind: 'cold' };
    return;
  }
  const entries = entriesOf(name, live.epoch, standing);
  if (entries.length === 0) return acknowledge(standing, out);
  room.phase = { kind: 'busy', live, batch: standing };
  out.push({ kind: 'commit', entries });
}

/** How many of them make about so many bytes; one at least. What takes its time to look at is not looked at all in one go. */
function atOnce(queue: readonly Edit[], most: number, bytes: number): number {
  let left = bytes;
  let count = 0;
  for (const edit of queue) {
    left -= edit.kind === 'write' ? edit.bytes : edit.update.length;
    if (count >= most || (left < 0 && count > 0)) break;
    count++;
  }
  return count;
}

export function committed(room: RoomState, now: number, at: number, out: Out): void {
  if (room.phase.kind !== 'busy') return;
  const { live, batch } = room.phase;
  room.phase = { kind: 'clean', live };
  room.known = { epoch: live.epoch, seq: live.seq };
  for (const { applied } of batch) if (applied !== null) live.committed(applied.update);
  acknowledge(batch, out);
  tell(room, now, batch, true, out);
  accept(room, batch, at, out);
  if (room.setup.shared === true) {
    rest(room, now);
    publish(room, batch, out);
  }
  if (tailIsLong(room)) compact(room, out);
}

/** What other nodes are to hear of a batch that is on disk (NODE-2). */
function publish(room: RoomState, batch: readonly InFlight[], out: Out): void {
  const written = batch.flatMap(({ edit, applied, seq }) => (applied === null ? [] : [{ seq, update: applied.update, authors: applied.newAuthors.map((author) => [author, personOf(edit)] as const) }]));
  if (written[0] !== undefined) out.push({ kind: 'publish', epoch: room.known?.epoch ?? 0, seq: written[0].seq, updates: written.map(({ update }) => update), authors: written.flatMap(({ authors }) => authors) });
}

/** Nothing of the batch is in the document that comes from the disk now, unless the disk has it all the same (ROOM-3). */
export function commitFailed(room: RoomState, error: unknown, out: Out): void {
  if (room.phase.kind !== 'busy') return;
  const { batch } = room.phase;
  out.push({ kind: 'report', event: 'commit failed', error });
  room.phase = { kind: 'cold' };
  room.doubtful = batch;
  for (const { edit } of batch) refuse({ edit, refusal: new Refusal('storage', 'could not be written; nothing was saved'), cause: error }, out);
}
