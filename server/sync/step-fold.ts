/** The part of the step that begins a section's next epoch. */
import type { PersonId } from '../../model/ids.ts';
import { StorageError } from '../storage/storage.ts';
import { fold, foldValues } from './fold.ts';
import type { LiveSection } from './live-section.ts';
import { liveOf } from './room-state.ts';
import type { Out, RoomState } from './room-state.ts';
import { valuesOf } from './section-values.ts';
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

/** At a clean moment: writes the section anew without what somebody wants gone, so that neither snapshot nor log nor what was deleted in it keeps that (ROOM-24). True: there may be another to do. */
export function renewNext(room: RoomState, now: number, out: Out): boolean {
  const [wish] = room.renewals;
  if (wish === undefined || room.compacting !== null) return false;
  const live = revive(room, out);
  if (live === null) return false;
  room.renewals.shift();
  const { id } = wish;
  if (live.seq === 0) {
    out.push({ kind: 'answer', id, answer: { kind: 'renewed', seq: 0, keys: [] } });
    return true;
  }
  const author = newAuthor(room, live);
  const { values, keys, forget } = wish.change(valuesOf(live.doc));
  const folded = foldValues(values, author);
  if (folded === null) {
    out.push({ kind: 'fail', id, error: new StorageError('broken', `${room.setup.name} would not hold the values that are left`) });
    return true;
  }
  room.phase = { kind: 'folding', epoch: live.epoch, seq: live.seq, renewal: { wish, keys } };
  out.push({ kind: 'rewrite', entry: { doc: room.setup.name, epoch: live.epoch, seq: live.seq, ...folded, authors: new Map([[author, NOBODY]]), at: now, forget } });
  return false;
}

/** Of a renewal the number goes on by one, so that what was made of the section is made anew. */
export function rewritten(room: RoomState, now: number, out: Out): void {
  if (room.phase.kind !== 'folding') return;
  const { epoch, renewal } = room.phase;
  const seq = room.phase.seq + (renewal === undefined ? 0 : 1);
  room.known = { epoch: epoch + 1, seq };
  room.phase = { kind: 'cold' };
  room.servers.clear();
  evict(room, out);
  if (room.setup.shared === true) out.push({ kind: 'publish', epoch: epoch + 1, seq: seq + 1, updates: [], authors: [] });
  if (renewal === undefined) return;
  const { wish: { id, person }, keys } = renewal;
  if (keys.length > 0) out.push({ kind: 'accepted', edits: [{ doc: room.setup.name, archive: room.archive, section: room.section, seq, person, at: now, keys }] });
  out.push({ kind: 'answer', id, answer: { kind: 'renewed', seq, keys } });
}

/** The disk may have taken it all the same: loading tells. */
export function rewriteFailed(room: RoomState, error: unknown, out: Out): void {
  if (room.phase.kind !== 'folding') return;
  const { renewal } = room.phase;
  room.phase = { kind: 'cold' };
  room.doubted = true;
  // another node was first: on top of what it wrote, once that is here
  if (room.setup.shared === true && error instanceof StorageError && error.code === 'fence') return void (renewal === undefined ? undefined : room.renewals.unshift(renewal.wish));
  if (renewal !== undefined) return void out.push({ kind: 'fail', id: renewal.wish.id, error });
  out.push({ kind: 'report', event: 'fold failed', error });
  room.unfoldable = true;
}

function newAuthor(room: RoomState, live: LiveSection): number {
  for (;;) {
    const author = new DataView(room.setup.random(4).slice().buffer).getUint32(0);
    if (!live.authors.has(author) && !live.retired.has(author) && !live.isServers(author)) return author;
  }
}
