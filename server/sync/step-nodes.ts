/** The part of the step about a section that other nodes write to as well: what they have committed comes in as hints, and in doubt from the log. How hints travel is `nodes.ts`. */
import type { PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { StorageError } from '../storage/storage.ts';
import type { Head, Since, StoredSection } from '../storage/storage.ts';
import { liveOf } from './room-state.ts';
import type { Heard, Out, Position, RoomState } from './room-state.ts';
import { FIRST_EPOCH } from './stored-answer.ts';
import { accept, evict } from './step-tell.ts';

/** Hints that are kept while a batch is on its way or the section is read; more are one look at the log. */
const KEPT = 64;
/** A large section takes longer to be read by who lost, so its winner rests longer: a millisecond for so many bytes. */
const REST_BYTES = 16 * 1024;

/** The batch lost the race: nothing of it was written. It is no fault of anybody, so what was in it waits again, in its order, for what the others wrote (NODE-3). */
export function behind(room: RoomState): void {
  if (room.phase.kind !== 'busy') return;
  room.queue.unshift(...room.phase.batch.map(({ edit }) => edit));
  room.phase = { kind: 'cold' };
}

/** After a commit of one's own: who lost against it goes first now (NODE-4). */
export function rest(room: RoomState, now: number): void {
  if (room.setup.shared === true) room.restUntil = now + room.setup.limits.restMs + Math.floor((liveOf(room)?.size ?? 0) / REST_BYTES);
}

export function heard(room: RoomState, now: number, hint: Heard, out: Out): void {
  switch (room.phase.kind) {
    case 'cold':
      // who is here holds what was there; it is read as soon as it can be
      if (room.seats.size > 0 && room.known !== null) room.doubted = true;
      return;
    case 'loading': case 'busy':
      if (room.heard.length < KEPT) room.heard.push(hint);
      else lookFor(room, { epoch: hint.epoch, seq: lastOf(hint) });
      return;
    case 'stored': case 'clean': return follow(room, now, hint, out);
    case 'folding': case 'damaged': return; // this epoch ends, or nothing is read any more
  }
}

/** At a clean moment: what was heard meanwhile, then whatever has to be asked. */
export function catchUp(room: RoomState, now: number, out: Out): void {
  if (room.heard.length > 0) for (const hint of room.heard.splice(0).sort((a, b) => a.epoch - b.epoch || a.seq - b.seq)) heard(room, now, hint, out);
  const at = placeOf(room);
  if (at === null || room.asking !== 'no') return;
  const { elsewhere } = room;
  room.elsewhere = null;
  if (elsewhere !== null && isBeyond(elsewhere, at)) {
    room.asking = 'updates';
    return void out.push({ kind: 'fetch', ...at });
  }
  room.asked.clear(); // the document is as far as they were told to wait for
  if (room.unsure.size === 0) return;
  room.asking = 'head';
  room.asked = room.unsure;
  room.unsure = new Set();
  out.push({ kind: 'head' });
}

export function foundHead(room: RoomState, head: Head | null, out: Out, error: unknown = null): void {
  if (room.asking !== 'head') return;
  room.asking = 'no';
  if (error !== null) return turnAsked(room, error, out);
  const at = placeOf(room);
  if (head !== null && (at === null || isBeyond(head, at))) lookFor(room, head);
  else room.asked.clear();
}

/** The log's own word, asked for all open sections every few seconds: it heals what was lost on the way (NODE-5). */
export function polled(room: RoomState, head: Head): void {
  if (room.known !== null && isBeyond(head, room.known)) lookFor(room, head);
}

export function fetched(room: RoomState, now: number, { epoch, seq }: Position, since: Since | null, out: Out, error: unknown = null): void {
  if (room.asking !== 'updates') return;
  room.asking = 'no';
  if (since === null) return turnAsked(room, error, out);
  if (since.kind === 'updates') heard(room, now, { epoch, seq: seq + 1, updates: since.updates, authors: [...since.authors] }, out);
  else if (room.phase.kind === 'clean' || room.phase.kind === 'stored') {
    room.phase = { kind: 'loading' };
    caughtUp(room, now, since.stored, out);
  }
  room.asked.clear();
}

/** The section as it is on disk now, whoever wrote it: people here are told what they lack, or sent away where it is another epoch. */
export function caughtUp(room: RoomState, now: number, stored: StoredSection | null, out: Out): void {
  const { known, doubtful } = room;
  const { epoch, seq, tail, snapshot } = stored ?? { epoch: FIRST_EPOCH, seq: 0, tail: [], snapshot: null };
  room.phase = { kind: 'stored', stored };
  room.snapshotBytes = snapshot?.length ?? 0;
  room.known = { epoch, seq };
  room.doubtful = [];
  if (known === null) return;
  if (epoch !== known.epoch || seq < known.seq) {
    room.servers.clear();
    if (epoch < known.epoch || (epoch === known.epoch && seq < known.seq)) out.push({ kind: 'report', event: 'section moved', error: new StorageError('fence', `${room.setup.name} is at ${epoch}/${seq} on disk, and was at ${known.epoch}/${known.seq}`) });
    return evict(room, out);
  }
  const lacking = seq - known.seq;
  if (lacking === 0) return;
  const updates = lacking <= tail.length ? tail.slice(tail.length - lacking) : [...(snapshot === null ? [] : [snapshot]), ...tail];
  tellAll(room, now, updates, out);
  // a commit that failed may have reached the disk, and so may another node's in its place
  accept(room, doubtful.filter(({ applied, seq: own }) => applied !== null && lacking <= tail.length && isSame(updates[own - known.seq - 1], applied.update)), now, out);
}

function follow(room: RoomState, now: number, { epoch, seq, updates, authors }: Heard, out: Out): void {
  const at = placeOf(room);
  const last = seq + updates.length - 1;
  if (at === null || !isBeyond({ epoch, seq: last }, at)) return;
  if (epoch !== at.epoch || seq > at.seq + 1) return lookFor(room, { epoch, seq: last });
  const fresh = updates.slice(at.seq + 1 - seq);
  if (!takeIn(room, fresh, authors, out)) return;
  room.known = { epoch, seq: last };
  tellAll(room, now, fresh, out);
}

/** False: it does not fit, so the section is to be read. */
function takeIn(room: RoomState, updates: readonly Uint8Array[], authors: Heard['authors'], out: Out): boolean {
  const { phase } = room;
  if (phase.kind === 'stored') {
    const { stored } = phase;
    const before = stored ?? { epoch: FIRST_EPOCH, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map<number, PersonId>(), retired: new Set<number>() };
    room.phase = { kind: 'stored', stored: { ...before, seq: before.seq + updates.length, tail: [...before.tail, ...updates], authors: new Map([...before.authors, ...authors]) } };
  } else if (phase.kind === 'clean') {
    try {
      phase.live.follow(updates, authors);
    } catch (error) {
      out.push({ kind: 'report', event: 'hint does not fit', error: new StorageError('broken', `${room.setup.name}: ${error instanceof Error ? error.message : 'no update'}`) });
      room.phase = { kind: 'cold' };
      room.doubted = true;
      return false;
    }
  }
  return true;
}

function tellAll(room: RoomState, now: number, updates: readonly Uint8Array[], out: Out): void {
  const seats = [...room.seats].filter((seat) => seat.hears(now));
  if (seats.length > 0 && updates.length > 0) out.push({ kind: 'tell', seats, updates });
}

/** Who waits for a section of which nobody can say whether it is all there is told so; edits wait on. */
function turnAsked(room: RoomState, error: unknown, out: Out): void {
  out.push({ kind: 'report', event: 'section cannot be looked up', error });
  for (const waiting of room.asked) {
    for (const seat of room.joins.keys()) if (seat === waiting) { room.joins.delete(seat); out.push({ kind: 'close', seat, code: CLOSE.busy, reason: 'storage' }); }
    const at = room.asks.findIndex((ask) => ask === waiting);
    if (at >= 0) for (const { id } of room.asks.splice(at, 1)) out.push({ kind: 'fail', id, error });
  }
  room.asked.clear();
}

function lookFor(room: RoomState, position: Position): void {
  if (room.elsewhere === null || isBeyond(position, room.elsewhere)) room.elsewhere = position;
}

/** Where the document is, at a clean moment. */
function placeOf({ phase }: RoomState): Position | null {
  if (phase.kind === 'clean') return { epoch: phase.live.epoch, seq: phase.live.seq };
  return phase.kind === 'stored' ? { epoch: phase.stored?.epoch ?? FIRST_EPOCH, seq: phase.stored?.seq ?? 0 } : null;
}

const lastOf = ({ seq, updates }: Heard): number => seq + updates.length - 1;
const isBeyond = (a: Position, b: Position): boolean => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);
const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0;
