/** The part of the step that answers those who ask, at a moment when the document equals the disk. */
import { readSection } from '../../model/section-doc.ts';
import { StorageError } from '../storage/storage.ts';
import { liveOf } from './room-state.ts';
import type { Ask, Out, RoomState } from './room-state.ts';
import type { Seat } from './seat.ts';
import { revive } from './step-disk.ts';
import { FIRST_EPOCH, storedAnswer } from './stored-answer.ts';

/** One whose own edits still wait stays in line (ROOM-5), and so does one whose socket is full. */
export function serve(room: RoomState, now: number, out: Out): void {
  for (const [seat, vector] of room.joins) {
    if (seat.unanswered > seat.held.length || seat.outlet.full || isUnsure(room, seat)) continue;
    if (!first(room, now, seat, vector, out)) return;
    room.joins.delete(seat);
  }
  if (room.asks.length === 0) return;
  const asks = room.asks.splice(0);
  room.asks = asks.filter((ask) => isUnsure(room, ask));
  for (const ask of asks) {
    if (isUnsure(room, ask)) continue;
    const { id, wants } = ask;
    if (wants === 'epoch') {
      out.push({ kind: 'answer', id, answer: { kind: 'epoch', epoch: epochOf(room) } });
      continue;
    }
    const live = revive(room, out);
    if (live === null) out.push({ kind: 'fail', id, error: new StorageError('broken', 'the section cannot be read') });
    else out.push({ kind: 'answer', id, answer: { kind: 'values', values: readSection(live.doc), seq: live.seq } });
  }
}

/** The first sync, without a document where the stored bytes are enough (ROOM-6). False when the section turns out to be unreadable. */
function first(room: RoomState, now: number, seat: Seat, vector: Uint8Array, out: Out): boolean {
  const answer = (room.phase.kind === 'stored' ? storedAnswer(room.phase.stored, vector) : undefined) ?? revive(room, out)?.answer(vector);
  if (answer === undefined) return false;
  if (!seat.mayRead(now)) {
    seat.missed = true;
    return true;
  }
  seat.state = 'joined';
  out.push({ kind: 'first', seat, update: answer.update, vector: answer.vector });
  return true;
}

/** The log may have gone on since they came. */
const isUnsure = ({ unsure, asked }: RoomState, who: Seat | Ask): boolean => unsure.has(who) || asked.has(who);

const epochOf = (room: RoomState): number => (room.phase.kind === 'stored' ? room.phase.stored?.epoch : liveOf(room)?.epoch) ?? FIRST_EPOCH;
