/** Walls, legal holds and sealed archives: put and ended by stewards and compliance, in force on every open connection before the call returns. Breaking the glass is another service's. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredArchive, Storage } from '../../storage/storage.ts';
import type { StoredReason } from '../../storage/reason-store.ts';
import type { Ended, StoredHold, StoredWall } from '../../storage/wall-store.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Turns } from '../../turns.ts';
import { newHoldId, newWallId } from '../../../model/ids.ts';
import type { ArchiveId, HoldId, PersonId, RandomBytes, WallId } from '../../../model/ids.ts';
import { endOf, holds, mayHold, mayWall } from '../../../model/rights.ts';
import type { Person, Wall } from '../../../model/rights.ts';
import type { HoldView, NewHold, NewWall, Said, SealedView, StateAct, StateReason, Unseal, WallView } from '../../../model/rights/walls-api.ts';
import { Input } from '../archive-input.ts';
import type { Changes } from '../changes.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import { createSeen, hearsOf } from './seen.ts';
import { rightsTold } from '../rights-told.ts';

export interface WallOptions {
  readonly storage: Pick<Storage, 'archives' | 'facts' | 'reasons' | 'walls'>;
  readonly access: Pick<ServerAccess, 'directory' | 'resolve' | 'forget' | 'unseen'>;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  readonly turns: Turns<ArchiveId>;
  /** The row has another state: registers and pages follow. */
  readonly refresh: (archives: readonly ArchiveId[]) => Promise<void>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export interface WallService {
  /** Of one archive or all, without those that stand, or stood, before who asks. `ended`: the last that somebody has taken down. */
  list(person: Person, archive: string | null, ended?: boolean): Promise<readonly WallView[]>;
  put(person: Person, wish: NewWall): Promise<WallView>;
  /** `not-found` for one that stands before who asks: nobody takes down their own. */
  end(person: Person, id: WallId, reason: string): Promise<void>;
  holds(person: Person, archive: string | null, ended?: boolean): Promise<readonly HoldView[]>;
  hold(person: Person, wish: NewHold): Promise<HoldView>;
  lift(person: Person, id: HoldId, reason: string): Promise<void>;
  sealed(person: Person): Promise<readonly SealedView[]>;
  /** It is there for nobody any more, until it is opened again. */
  seal(person: Person, archive: string, reason: string): Promise<void>;
  unseal(person: Person, archive: string, wish: Unseal): Promise<void>;
  /** Why it was closed and opened, for whoever reads it; sealed and opened again, for stewards and compliance. */
  reasons(person: Person, archive: ArchiveId): Promise<readonly StateReason[]>;
}

const noWall = (): Refusal => new Refusal('not-found', 'There is no such wall.');
const noHold = (): Refusal => new Refusal('not-found', 'There is no such legal hold.');

export function createWalls(options: WallOptions): WallService {
  const { storage: { archives, reasons, walls }, access, turns, clock, random } = options;
  const { directory } = access;
  const seen = createSeen({ ...options, now: () => clock.now() });
  const moment = (at: number): string => new Date(at).toISOString();
  const tell = rightsTold(options);
  const mustWall = (person: Person): void => { if (!mayWall(person)) throw forbidden('Only stewards and compliance see and set walls and open what is sealed.'); };
  const mustHold = (person: Person): void => { if (!mayHold(person)) throw forbidden('Only compliance sees, puts and lifts legal holds.'); };
  const ref = (id: PersonId, to: Person) => access.unseen.ref(id, to.id);
  const said = (ended: Ended | null | undefined, to: Person): WallView['ended'] => (ended ? { reason: ended.reason, by: ref(ended.by, to), at: moment(ended.at) } : null);
  const saidOf = (row: StoredReason | undefined, to: Person): Said | null => (row ? { reason: row.reason, by: ref(row.person, to), at: moment(row.at) } : null);
  const why = (given: string): string => {
    const reason = given.trim();
    if (reason === '') throw invalid([{ field: 'reason', code: 'missing', message: 'Say why.' }]);
    return reason;
  };
  const stateOf = ({ from, until }: Wall): WallView['state'] => (until !== null && endOf(until) <= clock.now() ? 'over' : holds(from, until, moment(clock.now())) ? 'standing' : 'coming');
  const receiver = ({ to }: Wall): WallView['to'] => ({ ...to, name: to.kind === 'person' ? directory.name(to.id) : (directory.department(to.id)?.name ?? to.id) });
  const wallView = (wall: StoredWall, name: string, to: Person): WallView =>
    ({ id: wall.id, archive: wall.archive, name, to: receiver(wall), from: wall.from, until: wall.until, reason: wall.reason, by: ref(wall.by, to), at: moment(wall.at), state: wall.ended ? 'over' : stateOf(wall), ended: said(wall.ended, to) });
  const holdView = ({ id, archive, reason, by, at, ended }: StoredHold, name: string, to: Person): HoldView => ({ id, archive, name, reason, by: ref(by, to), at: moment(at), ended: said(ended, to) });
  const nameOf = async (person: Person, archive: ArchiveId): Promise<string> => (await seen.names(person, [archive])).get(archive) ?? archive;

  return {
    async list(person, archive, ended) {
      mustWall(person);
      const of = archive === null ? null : (await seen.one(person, archive)).id;
      const found = (await walls.list(of, ended)).filter((wall) => hearsOf(access, person, wall));
      const names = await seen.names(person, found.map((wall) => wall.archive));
      return found.flatMap((wall) => { const name = names.get(wall.archive); return name === undefined ? [] : [wallView(wall, name, person)]; });
    },
    async put(person, wish) {
      mustWall(person);
      const { id: archive } = await seen.one(person, wish.archive);
      const at = clock.now();
      const input = new Input();
      const from = wish.from === undefined ? moment(at) : input.moment('from', wish.from);
      const until = wish.until === undefined || wish.until === null ? null : input.end('until', wish.until);
      if (until !== null && endOf(until) <= Math.max(Date.parse(from), at)) input.wrong('until', 'not-after', 'A wall must end later than it begins, and later than now.');
      const to: Wall['to'] = wish.to.kind === 'person' ? { kind: 'person', id: directory.current(input.person('to.id', wish.to.id)) } : { kind: 'department', id: input.department('to.id', wish.to.id) as never };
      if (to.kind === 'department' && !directory.department(to.id)) input.wrong('to.id', 'unknown-department', 'There is no such department.');
      if (wish.reason.trim() === '') input.wrong('reason', 'missing', 'Say why.');
      input.done();
      const wall: StoredWall = { id: newWallId(random), archive, to, from, until, reason: wish.reason.trim(), by: person.id, at };
      const name = await nameOf(person, archive);
      await turns.take(archive, async () => {
        await walls.put(wall, [{ action: 'wallPut', actor: person.id, archive, object: wall.id, outcome: 'done', detail: { toKind: to.kind, toId: to.id, from, until } }]);
        await tell(archive);
      });
      return wallView(wall, name, person);
    },
    async end(person, id, given) {
      mustWall(person);
      const reason = why(given);
      const wall = await walls.get(id);
      if (!wall || !hearsOf(access, person, wall) || !(await seen.names(person, [wall.archive])).has(wall.archive)) throw noWall();
      await turns.take(wall.archive, async () => {
        if (!(await walls.end(id, reason, person.id, clock.now(), [{ action: 'wallEnded', actor: person.id, archive: wall.archive, object: id, outcome: 'done', detail: { toKind: wall.to.kind, toId: wall.to.id } }]))) throw noWall();
        await tell(wall.archive);
      });
    },
    async holds(person, archive, ended) {
      mustHold(person);
      const found = await walls.holds(archive === null ? null : (await seen.one(person, archive)).id, ended);
      const names = await seen.names(person, found.map((hold) => hold.archive));
      return found.flatMap((hold) => { const name = names.get(hold.archive); return name === undefined ? [] : [holdView(hold, name, person)]; });
    },
    async hold(person, wish) {
      mustHold(person);
      const { id: archive } = await seen.one(person, wish.archive);
      const reason = wish.reason.trim();
      const input = new Input();
      if (reason === '') input.wrong('reason', 'missing', 'Say why.');
      input.done();
      const hold: StoredHold = { id: newHoldId(random), archive, reason, by: person.id, at: clock.now() };
      const name = await nameOf(person, archive);
      await turns.take(archive, async () => {
        await walls.putHold(hold, [{ action: 'holdPut', actor: person.id, archive, object: hold.id, outcome: 'done' }]);
        access.forget(archive);
      });
      return holdView(hold, name, person);
    },
    async lift(person, id, given) {
      mustHold(person);
      const reason = why(given);
      const hold = await walls.hold(id);
      if (!hold || !(await seen.names(person, [hold.archive])).has(hold.archive)) throw noHold();
      await turns.take(hold.archive, async () => {
        if (!(await walls.liftHold(id, reason, person.id, clock.now(), [{ action: 'holdLifted', actor: person.id, archive: hold.archive, object: id, outcome: 'done' }]))) throw noHold();
        access.forget(hold.archive);
      });
    },
    async sealed(person) {
      mustWall(person);
      const ids = await walls.sealed();
      const names = await seen.names(person, ids);
      const rows = await Promise.all([...names.keys()].map((id) => archives.get(id)));
      const words = new Map((await reasons.sealed([...names.keys()])).map((each) => [each.archive, each]));
      return rows.flatMap((row: StoredArchive | null): readonly SealedView[] => (row ? [{ archive: row.id, name: names.get(row.id) ?? row.id, owner: row.owner === null ? null : ref(row.owner, person), said: saidOf(words.get(row.id), person) }] : []));
    },
    async seal(person, archive, given) {
      mustWall(person);
      const reason = why(given);
      const { id } = await seen.one(person, archive);
      await turns.take(id, async () => {
        const state = (await archives.get(id))?.state;
        if (state === 'restricted') throw new Refusal('conflict', 'Processing of the archive is restricted: lift that first.', { field: 'state' });
        if (state !== 'open' && state !== 'closed') throw new Refusal('conflict', 'The archive is sealed already.', { field: 'state' });
        await archives.change(id, { state: 'sealed' }, person.id, moment(clock.now()), undefined, { act: 'sealed', reason });
        await tell(id);
      });
      await options.refresh([id]);
    },
    async unseal(person, archive, { state, reason: given }) {
      mustWall(person);
      const reason = why(given);
      const { id } = await seen.one(person, archive);
      await turns.take(id, async () => {
        if ((await archives.get(id))?.state !== 'sealed') throw new Refusal('conflict', 'The archive is not sealed.', { field: 'state' });
        await archives.change(id, { state }, person.id, moment(clock.now()), undefined, { act: 'unsealed', reason });
        await tell(id);
      });
      await options.refresh([id]);
    },
    async reasons(person, archive) {
      const all = await reasons.of(archive);
      return all.filter(({ act }) => mayWall(person) || act === 'closed' || act === 'reopened').map((each) => ({ ...saidOf(each, person) as Said, act: each.act as StateAct }));
    },
  };
}
