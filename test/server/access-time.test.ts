/** Rights that begin and end by their date: whoever watches is told when the time comes, not with the next change. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccess } from '../../server/access/access.ts';
import type { ServerAccess } from '../../server/access/access.ts';
import { Calendar } from '../../server/access/calendar.ts';
import { Directory } from '../../server/access/directory.ts';
import type { Claims } from '../../server/access/token.ts';
import type { Storage, StoredArchive } from '../../server/storage/storage.ts';
import { endOf, holds } from '../../model/rights.ts';
import type { Grant, Person } from '../../model/rights.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

const MINUTE = 60_000;
const GRACE = 30_000;
let clock: FakeClock;
let access: ServerAccess;
let directory: Directory;
let told: string[];
let claims: Claims;
let archive: StoredArchive;
let grants: Grant[];
const at = (minutes: number): string => new Date(clock.now() + minutes * MINUTE).toISOString();

beforeEach(async () => {
  clock = fakeClock();
  told = [];
  grants = [];
  archive = {
    id: 'ACME', keys: [], kind: 'organisation', code: null, packs: [], keeper: null, owner: 'olga', coOwners: [], deputies: [], department: 'sales',
    confidentiality: 'normal', state: 'open', openedAt: at(0), reviewedAt: null, revision: 1,
  } as unknown as StoredArchive;
  directory = new Directory(clock);
  await directory.load({ people: async () => [], aliases: async () => [], departments: async () => [], policy: async () => null, putPerson: async () => undefined } as unknown as Storage['directory']);
  access = createAccess({
    storage: { archives: { withGrants: async () => ({ archive, grants }) } } as unknown as Storage,
    directory, clock, graceMs: GRACE,
    readToken: async () => claims,
    claimsChanged: (person) => { told.push(`person ${person}`); },
    timePassed: (id) => { told.push(`archive ${id}`); },
    firstSeen: async (person) => { told.push(`first ${person}`); },
  });
});

const sign = (roles: Person['roles'], minutes: number): Promise<unknown> => {
  const now = Math.floor(clock.now() / 1000);
  claims = { person: 'stu', name: 'Stu', email: undefined, department: undefined, roles, issuedAt: now, expires: now + minutes * 60 } as Claims;
  return access.authenticate('');
};

describe('a token that ends', () => {
  it('takes what it claimed from connections that live on by another', async () => {
    await sign(['staff'], 30);
    clock.advance(MINUTE);
    await sign(['steward'], 5);
    told.length = 0;
    clock.advance(5 * MINUTE);
    expect(directory.person('stu' as never)?.roles).toEqual(['staff']);
    expect(told).toEqual([]);
    clock.advance(GRACE);
    expect(told).toEqual(['person stu']);
  });

  it('is followed by one that claims less, though it had ended before', async () => {
    await sign(['steward'], 5);
    told.length = 0;
    clock.advance(5 * MINUTE + 1_000);
    await sign(['staff'], 5);
    expect(told).toEqual(['person stu']);
  });

  it('is no news when the next says the same', async () => {
    await sign(['steward'], 5);
    told.length = 0;
    clock.advance(4 * MINUTE);
    await sign(['steward'], 5);
    clock.advance(4 * MINUTE);
    expect(told).toEqual([]);
  });
});

describe('a dated right', () => {
  it('is told at its beginning and its end', async () => {
    grants = [{ id: 'g', archive: 'ACME', to: { kind: 'person', id: 'stu' }, level: 'read', sections: null, from: at(10), until: at(20), reason: '', requestedBy: 'olga', approvedBy: 'olga' } as unknown as Grant];
    await sign(['staff'], 50);
    told.length = 0;
    const level = async (): Promise<string> => (await access.decide({ id: 'stu' as never }, 'ACME' as never, 'profile')).level;
    expect(await level()).toBe('none');
    clock.advance(10 * MINUTE);
    expect([told.splice(0), await level()]).toEqual([['archive ACME'], 'read']);
    clock.advance(10 * MINUTE);
    expect([told.splice(0), await level()]).toEqual([[], 'read']);
    clock.advance(1);
    expect([told.splice(0), await level()]).toEqual([['archive ACME'], 'none']);
  });

  it('is told of deputies, and of nothing that was forgotten', async () => {
    archive = { ...archive, deputies: [{ person: 'dan', from: '2026-03-01', to: '2026-03-02' }] } as unknown as StoredArchive;
    await sign(['staff'], 50);
    await access.decide({ id: 'stu' as never }, 'ACME' as never, 'profile');
    told.length = 0;
    access.forget('ACME' as never);
    clock.advance(20 * 60 * MINUTE);
    expect(told.filter((each) => each.startsWith('archive'))).toEqual([]);
    archive = { ...archive, deputies: [{ person: 'dan', from: '2026-03-01', to: '2026-03-03' }] } as unknown as StoredArchive;
    await access.decide({ id: 'stu' as never }, 'ACME' as never, 'profile');
    clock.advance(24 * 60 * MINUTE);
    expect(told.filter((each) => each.startsWith('archive'))).toEqual(['archive ACME']);
  });

  it('ends where the rule says', () => {
    for (const until of ['2026-03-02', '2026-03-02T12:00:00.000Z']) {
      const moment = (time: number): string => new Date(time).toISOString();
      expect(holds('2026-01-01', until, moment(endOf(until) - 1)), until).toBe(true);
      expect(holds('2026-01-01', until, moment(endOf(until))), until).toBe(false);
    }
  });

  it('may be further away than timers reach', () => {
    const passed: string[] = [];
    const calendar = new Calendar<string>(clock, (key) => { passed.push(key); });
    calendar.keep('a', [clock.now() + 90 * 24 * 60 * MINUTE]);
    clock.advance(89 * 24 * 60 * MINUTE);
    expect(passed).toEqual([]);
    clock.advance(24 * 60 * MINUTE);
    expect(passed).toEqual(['a']);
  });
});
