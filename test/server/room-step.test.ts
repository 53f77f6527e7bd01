/** The room as a pure step (server/sync/SPEC.md, ROOM-14): one order of inputs, one outcome; nothing in it waits, calls out or looks at a clock. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { DocName, PersonId } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { newRoomState } from '../../server/sync/room-state.ts';
import type { Effect, Input, RoomState } from '../../server/sync/room-state.ts';
import { Seat } from '../../server/sync/seat.ts';
import type { MemberEdit, Outlet } from '../../server/sync/seat.ts';
import { step } from '../../server/sync/step.ts';
import { craft, value } from '../helpers/craft-update.ts';
import { seededBytes, seededChance } from '../helpers/sync-world.ts';

const NAME = 'customer.name';

/** An outlet that nobody may call: effects are for the shell. */
const untouched = new Proxy({} as Outlet, {
  get: (_, name) => {
    if (name === 'full') return false;
    throw new Error(`the step used outlet.${String(name)}`);
  },
});

const person = (id: string): Person => ({ id: id as PersonId, name: id, email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true });
const seatOf = (id: string): Seat => new Seat(person(id), { level: 'write', because: [] }, untouched);
const room = (seed = 1): RoomState => newRoomState({ name: 'alfki/profile' as DocName, limits: { ...SHIPPED_LIMITS, compactUpdates: 7 }, random: seededBytes(seed), presenceOwner: () => undefined }, 0);
const kinds = (effects: readonly Effect[]): string[] => effects.map(({ kind }) => kind);

/** An edit of the name, under an author id of the seat, as its `n`th of that id. */
const edit = (seat: Seat, author: number, n: number, text = `v${n}`): MemberEdit =>
  ({ kind: 'edit', seat, n, first: false, update: craft([{ client: author, clock: n - 1, structs: [value(n === 1 ? { sub: NAME } : { left: [author, n - 2] }, text)] }]) });

test('ROOM-14, ROOM-1: an edit walks as inputs and effects: ready, collect, commit, committed, then ack and tell', () => {
  const state = room();
  const [ann, bob] = [seatOf('ann'), seatOf('bob')];
  for (const seat of [ann, bob]) expect(kinds(step(state, 0, { kind: 'enter', seat }))).toEqual([]);
  expect(kinds(step(state, 0, { kind: 'join', seat: ann, vector: Uint8Array.of(0) }))).toEqual(['load']);
  expect(kinds(step(state, 0, { kind: 'join', seat: bob, vector: Uint8Array.of(0) }))).toEqual([]);
  expect(kinds(step(state, 1, { kind: 'loaded', stored: null }))).toEqual(['first', 'first']);
  expect(kinds(step(state, 2, edit(ann, 11, 1)))).toEqual(['ready']);
  expect(kinds(step(state, 2, edit(ann, 11, 2)))).toEqual([]);
  const [commit] = step(state, 3, { kind: 'collect', most: 10, bytes: 10_000 });
  expect(commit).toMatchObject({ kind: 'commit', entries: [{ seq: 1, person: 'ann', newAuthors: [11] }, { seq: 2, newAuthors: [] }] });
  expect(kinds(step(state, 3, { kind: 'join', seat: bob, vector: Uint8Array.of(0) })), 'busy: a joiner waits').toEqual([]);
  const done = step(state, 4, { kind: 'committed', at: 3 });
  expect(kinds(done)).toEqual(['ack', 'tell', 'accepted', 'first']);
  const [ack, tell] = done as [Extract<Effect, { kind: 'ack' }>, Extract<Effect, { kind: 'tell' }>];
  expect([ack.seat === ann, ack.n, ack.edits]).toEqual([true, 2, 2]);
  expect([tell.seats.length, tell.seats[0] === bob, tell.updates.length]).toEqual([1, true, 2]);
});

test('ROOM-21: readers share one list of updates; authors of the batch get what is not their own', () => {
  const state = room();
  const seats = ['ann', 'bob', 'cid', 'dan'].map(seatOf);
  for (const seat of seats) {
    step(state, 0, { kind: 'enter', seat });
    step(state, 0, { kind: 'join', seat, vector: Uint8Array.of(0) });
  }
  step(state, 0, { kind: 'loaded', stored: null });
  const [ann, bob, cid, dan] = seats as [Seat, Seat, Seat, Seat];
  step(state, 1, edit(ann, 11, 1));
  step(state, 1, { ...edit(bob, 12, 1), update: craft([{ client: 12, clock: 0, structs: [value({ sub: 'customer.shortName' }, 'b')] }]) });
  step(state, 1, { kind: 'collect', most: 10, bytes: 10_000 });
  const told = step(state, 1, { kind: 'committed', at: 1 }).filter((effect) => effect.kind === 'tell');
  expect(told.map(({ seats: to, updates }) => [to, updates.length])).toEqual([[[ann], 1], [[bob], 1], [[cid, dan], 2]]);
});

test('ROOM-23: an error that nobody expected closes everyone and leaves nobody waiting; the section is loaded anew', () => {
  const fault = new Error('a fault of ours');
  const state = newRoomState({ name: 'alfki/profile' as DocName, limits: { ...SHIPPED_LIMITS, authorsPerSection: 1 }, random: () => { throw fault; }, presenceOwner: () => undefined }, 0);
  const ann = seatOf('ann');
  step(state, 0, { kind: 'enter', seat: ann });
  step(state, 0, { kind: 'join', seat: ann, vector: Uint8Array.of(0) });
  step(state, 0, { kind: 'loaded', stored: null });
  step(state, 1, edit(ann, 11, 1));
  step(state, 1, { kind: 'collect', most: 10, bytes: 10_000 });
  step(state, 1, { kind: 'ask', id: 7, wants: 'values' });
  const effects = step(state, 1, { kind: 'committed', at: 1 }); // the fold that is due needs chance
  expect(kinds(effects)).toEqual(['ack', 'accepted', 'report', 'close', 'fail']);
  expect([effects[2], effects[4]]).toEqual([{ kind: 'report', event: 'step failed', error: fault }, { kind: 'fail', id: 7, error: fault }]);
  expect([state.phase.kind, ann.unanswered]).toEqual(['cold', 0]);
  step(state, 2, { kind: 'leave', seat: ann });
  expect(kinds(step(state, 2, { kind: 'ask', id: 8, wants: 'epoch' }))).toEqual(['load']);
});

/** A random life of a room; what was effected, as text. */
function life(seed: number): string[] {
  const chance = seededChance(seed);
  const pick = (count: number): number => Math.floor(chance() * count);
  const state = room(seed);
  const seats = ['ann', 'bob', 'cid'].map(seatOf);
  const clocks = [0, 0, 0];
  const lines: string[] = [];
  const put = (now: number, input: Input): void => {
    const effects = step(state, now, input);
    lines.push(`${now} ${input.kind} -> ${effects.map((effect) => JSON.stringify(effect, (key, each: unknown) => (each instanceof Seat ? each.person.id : each instanceof Uint8Array ? Buffer.from(each).toString('hex') : each instanceof Error ? each.message : key === 'values' ? '' : each))).join(' ')} | ${state.phase.kind}`);
  };
  for (const seat of seats) put(0, { kind: 'enter', seat });
  for (let now = 1; now < 150; now++) {
    const i = pick(3);
    const seat = seats[i]!;
    switch (pick(10)) {
      case 0: case 1: case 2: put(now, edit(seat, 11 + i, ++clocks[i]!, `${seed} ${now}`)); break;
      case 3: put(now, { kind: 'join', seat, vector: Uint8Array.of(0) }); break;
      case 4: if (state.phase.kind === 'loading') put(now, chance() < 0.2 ? { kind: 'loadFailed', error: new Error('not now') } : { kind: 'loaded', stored: null }); break;
      case 5: case 6: if (state.announced) put(now, { kind: 'collect', most: 1 + pick(5), bytes: 1 + pick(500) }); break;
      case 7: if (state.phase.kind === 'busy') put(now, chance() < 0.1 ? { kind: 'commitFailed', error: new Error('no room') } : { kind: 'committed', at: now }); break;
      case 8: put(now, { kind: 'tick' }); break;
      case 9: put(now, chance() < 0.5 ? { kind: 'ask', id: now, wants: chance() < 0.5 ? 'values' : 'epoch' } : { kind: 'write', id: now, person: 'srv' as PersonId, bytes: 20, patch: { fields: { 'customer.shortName': `s${now}` } } }); break;
    }
  }
  return lines;
}

test('ROOM-14: the same inputs have the same effects, byte for byte', () => {
  for (let seed = 1; seed <= 40; seed++) expect(life(seed), `seed ${seed}`).toEqual(life(seed));
});

test('ROOM-14: the sources of the step know no clock, no chance, no promise and no transport', () => {
  const folder = fileURLToPath(new URL('../../server/sync/', import.meta.url));
  const files = readdirSync(folder).filter((name) => /^(step.*|room-state|batch|fold|seat)\.ts$/.test(name));
  expect(files.length).toBeGreaterThanOrEqual(8);
  for (const file of files) {
    const code = readFileSync(folder + file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code.match(/\b(Date|Math\.random|Promise|async|await|setTimeout|setImmediate|queueMicrotask|process|clock)\b|outlet\.(?!full\b)\w+|from '\.\/(room|hub|line|plain|member|committer|compactor)\.ts'/g), file).toBeNull();
  }
});
