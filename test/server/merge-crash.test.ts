/** A merge that is cut off between any two steps is either not begun or goes on with the next start; and an undoing likewise. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDossier } from '../../server/app.ts';
import type { Dossier } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { openStorage } from '../../server/storage/open.ts';
import { StorageError } from '../../server/storage/storage.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, ExternalKey, PersonId } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { SECRET } from '../helpers/http-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-merge-'));
const clock = { now: () => Date.now(), after: (milliseconds: number, callback: () => void) => { const timer = setTimeout(callback, milliseconds); return () => { clearTimeout(timer); }; } };
const config = readConfig({ DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET }, 'serve');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const me: Person = { id: 'ana' as PersonId, name: 'Ana', email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true };
let storage: Storage;
beforeAll(async () => { storage = await openStorage({ folder, clock }); });
afterAll(async () => { await storage.close(); rmSync(folder, { recursive: true, force: true }); });

const STEPS = ['begin', 'carry', 'state', 'putPart', 'moveTrade', 'returnTrade', 'moveOverrides', 'returnOverrides', 'restore'] as const;
/** The same storage, whose power goes at the step of this number: `before` nothing of it reaches the disk, else all of it does and nobody hears so. */
function cutOff(at: number, before: boolean): { readonly storage: Storage; readonly steps: () => number } {
  let steps = 0;
  const cut = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = steps++;
    if (mine > at || (mine === at && before)) throw new StorageError('closed', 'the power went');
    const answer = await work();
    if (mine === at) throw new StorageError('closed', 'the power went');
    return answer;
  };
  const merges = { ...storage.merges, ...Object.fromEntries(STEPS.map((step) => [step, (...args: never[]) => cut(() => (storage.merges[step] as (...all: never[]) => Promise<unknown>)(...args))])) };
  const log = { ...storage.log, commit: (...args: Parameters<Storage['log']['commit']>) => cut(() => storage.log.commit(...args)) };
  return { storage: { ...storage, merges, log }, steps: () => steps };
}
async function server(on: Storage): Promise<Dossier> {
  const dossier = createDossier({ config, storage: on, clock, random: (count) => randomBytes(count), log: quiet });
  await dossier.start();
  await dossier.access.directory.changePerson(me.id, () => me);
  return dossier;
}

let n = 0;
async function two(): Promise<readonly [ArchiveId, ArchiveId]> {
  const dossier = await server(storage);
  const [a, b] = [`A${n}`, `B${n++}`] as unknown as readonly [ArchiveId, ArchiveId];
  await dossier.services.archives.bring(me.id, { id: a, keys: [], kind: 'organisation', packs: [], owner: me.id, department: null, fields: { 'customer.name': 'One' }, rows: { methods: { m1: { kind: 'phone', value: '+34 915550001' } } } });
  await dossier.services.archives.bring(me.id, { id: b, keys: [`erp:${b}` as ExternalKey], kind: 'organisation', packs: [], owner: me.id, department: null, fields: { 'customer.name': 'Two', 'customer.shortName': 'T' }, rows: { methods: { m1: { kind: 'email', value: 'a@b.example' } } }, others: { terms: { rows: { 'customer.openingBank': { b1: { value: 'Bank' } } } } } });
  await dossier.services.transactions.put(me, b, [{ kind: 'sale', date: '2026-01-02', amount: '5.00' }]);
  await storage.overrides.put({ archive: b, scheme: 'size', value: 'big', reason: 'They grow', until: '2999-12-31', by: me.id, at: new Date(clock.now()).toISOString() }, 'stands');
  await dossier.stop();
  return [a, b];
}
async function state(dossier: Dossier, id: ArchiveId): Promise<unknown> {
  const { revision: _revision, ...row } = (await storage.archives.get(id)) ?? { revision: 0 };
  const read = async (section: string) => (await dossier.hub.read(docName(id, section))).values;
  return { row, profile: await read('profile'), terms: await read('terms'), trade: (await storage.facts.transactions(id, { limit: 50, before: null, year: null })).items, words: await storage.overrides.of(id, null) };
}

describe('a merge that is cut off', () => {
  for (const before of [true, false]) {
    it(`${before ? 'before' : 'after'} any of its steps is not begun, or goes on`, async () => {
      let [resumed, untouched] = [0, 0];
      for (let at = 0; ; at++) {
        const [a, b] = await two();
        const first = await server(storage);
        const old = [await state(first, a), await state(first, b)];
        await first.stop();
        const cut = cutOff(at, before);
        const dying = await server(cut.storage);
        const outcome = await dying.services.merges.merge(me, { winner: a, loser: b, choices: {}, basis: null }).then(() => 'done', () => 'cut');
        await dying.stop().catch(() => undefined);
        const next = await server(storage);
        const [merge] = await storage.merges.list(b, null, 1);
        if (merge === undefined) {
          untouched++;
          expect([await state(next, a), await state(next, b)]).toEqual(old);
        } else {
          if (outcome === 'cut') resumed++;
          // taken back when a section could not be written, else done
          expect(['merged', 'undone']).toContain(merge.state);
          expect(await storage.archives.get(b)).toEqual(merge.state === 'merged' ? null : expect.anything());
          if (merge.state === 'merged') {
            expect((await next.hub.read(docName(a, 'profile'))).values.fields['customer.shortName']).toBe('T');
            expect((await storage.overrides.of(a, null)).map(({ value, state: now }) => [value, now])).toEqual([['big', 'stands']]);
            await next.services.merges.undo(me, merge.id);
          }
          expect([await state(next, a), await state(next, b)]).toEqual(old);
        }
        await next.stop();
        if (outcome === 'done') break;
      }
      expect(resumed).toBeGreaterThan(5);
      expect(untouched).toBe(before ? 1 : 0);
    });
  }

  it('while it is undone goes on being undone', async () => {
    for (let at = 0; ; at++) {
      const [a, b] = await two();
      const first = await server(storage);
      const old = [await state(first, a), await state(first, b)];
      const { id } = await first.services.merges.merge(me, { winner: a, loser: b, choices: {}, basis: null });
      await first.stop();
      const dying = await server(cutOff(at, at % 2 === 0).storage);
      const outcome = await dying.services.merges.undo(me, id).then(() => 'done', () => 'cut');
      await dying.stop().catch(() => undefined);
      const next = await server(storage);
      if ((await storage.merges.get(id))?.state !== 'undone') await next.services.merges.undo(me, id);
      expect([await state(next, a), await state(next, b)]).toEqual(old);
      await next.stop();
      if (outcome === 'done') break;
    }
  });
});
