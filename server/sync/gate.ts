/**
 * May this update of this person pass into this section? Decided on the decoded structs, before the live document sees
 * them (SPEC GATE-1 to GATE-16). It changes nothing; applying and the second look are left to `live-section.ts`.
 */
import * as Y from 'yjs';
import type { PersonId } from '../../model/ids.ts';
import { ROOTS } from '../../model/section-doc.ts';
import type { Limits } from '../limits.ts';
import { decisionCellOf } from '../../model/validation/by-service.ts';
import { decodeBounded } from './bounded-decoder.ts';
import { Places } from './places.ts';
import type { Place, RootNames } from './places.ts';
import { Refusal } from './refusal.ts';
import { valueKeyOf } from './section-schema.ts';
import type { SectionSchema } from './section-schema.ts';

export type GateLimits = Pick<Limits, 'frameBytes' | 'clockJump' | 'structsPerUpdate' | 'deletesPerUpdate' | 'authorsPerUpdate' | 'authorsPerSection'>;

/** What the gate reads of a section. */
export interface GateView {
  readonly doc: Y.Doc;
  readonly names: RootNames;
  readonly schema: SectionSchema;
  /** Author ids bound by an accepted struct. */
  readonly authors: ReadonlyMap<number, PersonId>;
  /** Author ids of earlier epochs. */
  readonly retired: ReadonlySet<number>;
  /** Who shows presence under an id at this moment. */
  presenceOwner(author: number): PersonId | undefined;
  /** Ids under which the server itself writes. */
  isServers(author: number): boolean;
  textLength(root: string): number;
}

export interface Passed {
  /** Author ids that become this person's with this update. */
  readonly newAuthors: readonly number[];
  /** True when all structs are known and everything it deletes is deleted already. */
  readonly nothingNew: boolean;
}

const NOTHING: Passed = Object.freeze({ newAuthors: [], nothingNew: true });

/** Throws `Refusal`; every byte string gets an answer (GATE-3). */
export function check(view: GateView, update: Uint8Array, person: PersonId, mayWrite: boolean, limits: GateLimits): Passed {
  if (update.length > limits.frameBytes) throw new Refusal('too-large', 'the edit is too large');
  if (isEmpty(update)) return NOTHING;
  const { structs, ds } = decode(update, limits.structsPerUpdate);
  if (structs.length === 0 && ds.clients.size === 0) throw new Refusal('malformed', 'not an update in V1 encoding');
  if (view.retired.size > 0) refuseRetired(view, structs, ds);
  const { items, fresh } = sort(view, structs, limits);
  const dying = countDying(view.doc, ds, limits.deletesPerUpdate);
  const nothingNew = fresh.length === 0 && dying === 0;
  if (nothingNew) return NOTHING;
  if (!mayWrite) throw new Refusal('read-only', 'you may read this section, not write it');
  if (dying > limits.deletesPerUpdate) throw new Refusal('too-large', 'the edit deletes too much at once');
  const newAuthors = authors(view, items, person, limits);
  const places = new Places(view.doc, view.names, items);
  const grown = new Map<string, number>();
  for (const item of fresh) checkItem(view, places, item, grown);
  checkDeletes(view.doc, ds, items);
  if (dying > 0) checkDecided(view, ds);
  return { newAuthors, nothingNew };
}

/** What every client sends that has nothing to say. */
export const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** `decodeUpdate` reads struct by struct; `applyUpdate` would first make room for as many as the update claims (GATE-2). */
function decode(update: Uint8Array, most: number): Decoded {
  try {
    return decodeBounded(update, most);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // lib0 throws errors of many kinds on bytes it cannot read, RangeError on values nested too deep; all mean the same
    throw new Refusal('malformed', 'not an update in V1 encoding');
  }
}

/**
 * Whoever brings more under an id of an earlier epoch than the section holds has an old copy: told first, since nothing else about it can be right
 * (GATE-16). What the section itself holds under such ids, as after a restore, may be overwritten and deleted like anything.
 */
function refuseRetired({ retired, doc }: GateView, structs: Decoded['structs'], ds: Decoded['ds']): void {
  const isOld = (client: number, end: number): boolean => retired.has(client) && end > Y.getState(doc.store, client);
  if (structs.some(({ id, length }) => isOld(id.client, id.clock + length)) || [...ds.clients].some(([client, ranges]) => ranges.some(({ clock, len }) => isOld(client, clock + len)))) {
    throw new Refusal('epoch', 'this copy of the section is of an earlier epoch');
  }
}

/** New structs by author, gap-free from what the document holds (GATE-5, GATE-6). */
function sort(view: GateView, structs: Decoded['structs'], limits: GateLimits) {
  const items = new Map<number, Y.Item[]>();
  const fresh: Y.Item[] = [];
  const ends = new Map<number, number>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const stored = Y.getState(view.doc.store, client);
    const have = ends.get(client) ?? stored;
    const end = clock + struct.length;
    if (end - stored > limits.clockJump || client > 0xffffffff) throw new Refusal('malformed', 'an author id or its clock jumps');
    if (end <= have && clock < stored) continue; // old news: sent again, or sent by another way
    if (!(struct instanceof Y.Item)) throw new Refusal('malformed', 'only edits of values and texts are allowed');
    if (clock > have) throw new Refusal('incomplete', 'edits before this one are missing');
    if (clock < have && clock >= stored) throw new Refusal('malformed', 'two structs in one place');
    ends.set(client, end);
    const list = items.get(client);
    if (list === undefined) items.set(client, [struct]);
    else list.push(struct);
    fresh.push(struct);
  }
  return { items, fresh };
}

/** An author id is a person's from its first accepted struct on; nobody else writes under it (GATE-7). */
function authors(view: GateView, items: ReadonlyMap<number, readonly Y.Item[]>, person: PersonId, limits: GateLimits): number[] {
  const fresh: number[] = [];
  for (const author of items.keys()) {
    const bound = view.authors.get(author);
    const owner = bound ?? view.presenceOwner(author);
    if (view.isServers(author) || (owner !== undefined && owner !== person)) throw new Refusal('foreign-author', 'this author id belongs to somebody else');
    if (bound === undefined) fresh.push(author);
  }
  if (fresh.length > limits.authorsPerUpdate) throw new Refusal('too-large', 'too many author ids in one edit');
  // the room is about to write the section anew under one id
  if (fresh.length > 0 && view.authors.size >= limits.authorsPerSection) throw new Refusal('epoch', 'the section begins a new epoch');
  return fresh;
}

function checkItem(view: GateView, places: Places, item: Y.Item, grown: Map<string, number>): void {
  const place = places.of(item);
  checkNeighbours(view, places, item, place);
  const rule = view.schema.rule(place);
  checkDecision(view.doc, valueKeyOf(place));
  const { content } = item;
  if (content instanceof Y.ContentDeleted) return;
  if (rule === 'text') {
    if (!(content instanceof Y.ContentString)) throw new Refusal('schema', 'a text holds characters only', place.root);
    const before = grown.get(place.root) ?? view.textLength(place.root);
    view.schema.checkText(place, content.str, before);
    grown.set(place.root, before + content.str.length);
    return;
  }
  if (!(content instanceof Y.ContentAny)) throw new Refusal('schema', 'must be a plain value', `${place.root}/${place.sub}`);
  // more than one value: those before the last were overwritten, and are kept by the writer's undo
  for (const value of content.arr as unknown[]) view.schema.checkValue(place, rule, value);
}

/** Only the server writes who decided, and nobody else changes a row that was decided about (GATE-18). */
export function checkDecision(doc: Y.Doc, valueKey: string): void {
  const cell = decisionCellOf(valueKey);
  if (cell === null) return;
  if (cell.own) throw new Refusal('schema', 'comes from a decision, not by hand', valueKey);
  if (doc.getMap(ROOTS.rows).has(cell.sub)) throw new Refusal('schema', 'was decided about and stays as it is', valueKey);
}

/** The same for what an update deletes: each struct that still lives, with its place. */
function checkDecided({ doc, names }: GateView, ds: Decoded['ds']): void {
  for (const [client, ranges] of ds.clients) {
    const structs = doc.store.clients.get(client);
    const state = Y.getState(doc.store, client);
    for (const { clock, len } of ranges) {
      if (structs === undefined || len === 0 || clock >= state) continue;
      for (let i = Y.findIndexSS(structs, clock); i < structs.length && structs[i]!.id.clock < clock + len; i++) {
        const struct = structs[i]!;
        if (struct.deleted || !(struct instanceof Y.Item) || struct.parent === null || typeof struct.parent === 'string' || !('_map' in struct.parent)) continue;
        checkDecision(doc, valueKeyOf({ root: names.of(struct.parent), sub: struct.parentSub }));
      }
    }
  }
}

/** Neighbours of one struct stand in its own place; Yjs trusts that, and would tie two lists into one (GATE-9). */
function checkNeighbours(view: GateView, places: Places, item: Y.Item, place: Place): void {
  const same = (other: Place): boolean => other.root === place.root && other.sub === place.sub;
  const { origin, rightOrigin, id } = item;
  if (rightOrigin !== null && place.sub !== null) throw new Refusal('malformed', 'a value has no right neighbour');
  if (origin !== null && rightOrigin !== null && !same(places.at(rightOrigin, item))) throw new Refusal('malformed', 'neighbours in two places');
  const stored = Y.getState(view.doc.store, id.client);
  if (id.clock < stored && !same(places.at(Y.createID(id.client, stored - 1), item))) throw new Refusal('malformed', 'a struct continues another place');
}

/** Deletes must name what is here, or comes with this update (GATE-6). */
function checkDeletes(doc: Y.Doc, ds: Decoded['ds'], items: ReadonlyMap<number, readonly Y.Item[]>): void {
  for (const [client, ranges] of ds.clients) {
    const last = items.get(client)?.at(-1);
    const end = last === undefined ? Y.getState(doc.store, client) : last.id.clock + last.length;
    for (const { clock, len } of ranges) if (clock + len > end) throw new Refusal('incomplete', 'deletes edits that are not here');
  }
}

/**
 * How many living structs the deletes end, counted as far as one above `most`. None, as in the answer of a reader who holds an old copy: nothing
 * new (GATE-4). Ranges that overlap, which Yjs never writes, could name the same structs a hundred thousand times (GATE-17).
 */
function countDying(doc: Y.Doc, ds: Decoded['ds'], most: number): number {
  let count = 0;
  for (const [client, ranges] of ds.clients) {
    const structs = doc.store.clients.get(client);
    const state = Y.getState(doc.store, client);
    let end = 0;
    for (const { clock, len } of ranges) {
      if (clock < end) throw new Refusal('malformed', 'deletes overlap');
      end = clock + len;
      if (len === 0) continue;
      // of what comes with this update, or is not here at all
      if (end > state) count++;
      if (structs === undefined || clock >= state) continue;
      for (let i = Y.findIndexSS(structs, clock); i < structs.length && structs[i]!.id.clock < end; i++) if (!structs[i]!.deleted && ++count > most) return count;
    }
  }
  return count;
}
