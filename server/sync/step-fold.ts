/** The part of the step that begins a section's next epoch. */
import type { PersonId } from '../../model/ids.ts';
import { StorageError } from '../storage/storage.ts';
import { fold } from './fold.ts';
import type { LiveSection } from './live-section.ts';
import { liveOf } from './room-state.ts';
import type { Out, RoomState } from './room-state.ts';
import { revive } from './step-disk.ts';
import { evict } from './step-tell.ts';

/** Nobody's id, for what the server wrote anew: `parsePersonId` refuses it, so no token can bring it. Who wrote a value is in the history. */
const NOBODY = ' dossier' as PersonId;

/** At a clean moment: whether the section has more author ids than `most`, and has begun to be rewritten under one. */
export function foldOver(room: RoomState, now: number, most: number, out: Out): boolean {
  const authors = room.phase.kind === 'stored' ? room.phase.stored?.authors : liveOf(room)?.authors;
  if ((authors?.size ?? 0) <= most || room.unfoldable || room.compacting !== null) return false;
  const live = revive(room, out);
  if (live === null) return false;
  const author = newAuthor(room, live);
  const folded = fold(live.doc, author);
  if (folded === null) {
    room.unfoldable = true;
    out.push({ kind: 'report', event: 'section cannot be folded', error: new StorageError('broken', `${room.setup.name} would not hold the same values`) });
    return false;
  }
  room.phase = { kind: 'folding', epoch: live.epoch, seq: live.seq };
  out.push({ kind: 'rewrite', entry: { doc: room.setup.name, epoch: live.epoch, seq: live.seq, ...folded, authors: new Map([[author, NOBODY]]), at: now } });
  return true;
}

export function rewritten(room: RoomState, out: Out): void {
  if (room.phase.kind !== 'folding') return;
  const { epoch, seq } = room.phase;
  room.known = { epoch: epoch + 1, seq };
  room.phase = { kind: 'cold' };
  evict(room, out);
}

/** The disk may have taken it all the same: loading tells. */
export function rewriteFailed(room: RoomState, error: unknown, out: Out): void {
  if (room.phase.kind !== 'folding') return;
  out.push({ kind: 'report', event: 'fold failed', error });
  room.unfoldable = true;
  room.phase = { kind: 'cold' };
  room.doubted = true;
}

function newAuthor(room: RoomState, live: LiveSection): number {
  for (;;) {
    const author = new DataView(room.setup.random(4).slice().buffer).getUint32(0);
    if (!live.authors.has(author) && !live.retired.has(author) && !live.isServers(author)) return author;
  }
}
