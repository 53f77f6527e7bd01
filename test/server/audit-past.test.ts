/** Both reports against what was seen at the time: while rights change at random, every section is asked for over HTTP by everybody; afterwards the reports must tell exactly the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WhatOpened, WhoCouldSee } from '../../model/audit/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

let world: HttpWorld;
const ADMIN: Who = { sub: 'adam', roles: ['admin'] };
const CARL: Who = { sub: 'carl', roles: ['compliance'] };
const AUDREY: Who = { sub: 'audrey', roles: ['auditor'] };
/** Without a department in the token: the directory's counts, and changes. */
const PEOPLE: readonly Who[] = ['olga', 'nina', 'max', 'cora'].map((sub) => ({ sub, name: sub, roles: ['staff'] }));
const SECTIONS = ['profile', 'terms', 'private', 'identity', 'bank'] as const;
const RESTRICTED: ReadonlySet<string> = new Set(['identity', 'bank']);
const MINUTE = 60_000;
let id = '';

beforeAll(async () => {
  world = await httpWorld();
  await world.call(ADMIN, 'GET', '/api/me');
  for (const department of ['north', 'south']) await world.call(ADMIN, 'PUT', `/api/departments/${department}`, { name: department });
  for (const who of [...PEOPLE, CARL, AUDREY]) await world.call(who, 'GET', '/api/me');
  for (const [person, department] of [['olga', 'north'], ['nina', 'south'], ['max', 'north'], ['cora', 'south']] as const) await world.call(ADMIN, 'PUT', `/api/people/${person}`, { department });
  id = (await world.call<{ id: string }>(PEOPLE[0] as Who, 'POST', '/api/archives', { kind: 'individual', packs: ['individual'], name: 'Somebody', department: 'north' })).body.id;
});
afterAll(async () => { await world.close(); });

test('who could see an archive at any moment, and what somebody opened, is what was so', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  let state = seed;
  const pick = <T>(of: readonly T[]): T => { state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; return of[(state >>> 8) % of.length] as T; };
  const person = (): string => pick(PEOPLE).sub;
  let owner: Who = PEOPLE[0] as Who;
  const grants: string[] = [];
  const done: string[] = [];
  const ok = (what: string, status: number): void => { done.push(`${what} ${status}`); };
  const steps: readonly (() => Promise<void>)[] = [
    async () => {
      const to = pick([{ kind: 'person', id: person() }, { kind: 'department', id: pick(['north', 'south']) }]);
      const made = await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: id, to, level: pick(['read', 'write']), sections: pick([['profile'], ['profile', 'identity', 'bank'], ['terms', 'private'], null]), until: new Date(world.now() + pick([90, 100_000]) * MINUTE).toISOString(), reason: 'r' });
      if (made.status === 201) grants.push(made.body.id);
      ok(`grant ${to.id}`, made.status);
    },
    async () => { const grant = grants.pop(); if (grant !== undefined) ok('end', (await world.call(owner, 'DELETE', `/api/grants/${grant}`)).status); },
    async () => { const who = person(); ok(`clearances ${who}`, (await world.call(ADMIN, 'PUT', `/api/people/${who}`, { clearances: pick([[], ['bank'], ['identity', 'bank']]) })).status); },
    async () => { const who = person(); ok(`department ${who}`, (await world.call(ADMIN, 'PUT', `/api/people/${who}`, { department: pick(['north', 'south']) })).status); },
    async () => {
      const next = pick(PEOPLE);
      const { status } = await world.call(owner, 'PUT', `/api/archives/${id}/owners`, { owner: next.sub, coOwners: pick([[], [person()]]) });
      if (status === 200) owner = next;
      ok(`owner ${next.sub}`, status);
    },
    async () => { const who = person(); ok(`wall ${who}`, (await world.call(CARL, 'POST', '/api/walls', { archive: id, to: { kind: 'person', id: who }, until: null, reason: 'r' })).status); },
    async () => { ok('roles', (await world.call(ADMIN, 'PUT', `/api/departments/${pick(['north', 'south'])}`, { name: 'd', managers: pick([[], [person()]]) })).status); },
  ];

  const moments: { readonly at: number; readonly saw: readonly string[] }[] = [];
  const opened = new Map<string, number>();
  const began = world.now();
  for (let i = 0; i < 16; i++) {
    await pick(steps)();
    world.pass(MINUTE);
    const at = world.now();
    const saw: string[] = [];
    for (const who of PEOPLE) for (const section of SECTIONS) {
      const { status } = await world.call(who, 'GET', `/api/archives/${id}/sections/${section}`);
      if (status === 200) saw.push(`${who.sub} ${section}`);
      if (status === 200 && RESTRICTED.has(section)) opened.set(`${who.sub} ${section}`, (opened.get(`${who.sub} ${section}`) ?? 0) + 1);
    }
    moments.push({ at, saw });
    world.pass(29 * MINUTE);
  }
  const told = `seed ${seed}: ${done.join(', ')}`;
  expect(done.filter((line) => /20[014]$/.test(line)).length, told).toBeGreaterThan(6);
  for (const { at, saw } of moments) {
    const { status, body } = await world.call<WhoCouldSee>(AUDREY, 'GET', `/api/audit/reports/who-could-see?archive=${id}&date=${encodeURIComponent(new Date(at).toISOString())}`);
    expect(status).toBe(200);
    const could = body.items.flatMap((line) => line.sections.filter(({ level }) => level !== 'exists' && level !== 'none').map(({ section }) => `${line.person.id} ${section}`));
    const asked = new Set(PEOPLE.flatMap(({ sub }) => SECTIONS.map((section) => `${sub} ${section}`)));
    expect(could.filter((each) => asked.has(each)).sort(), `${told}; at ${new Date(at).toISOString()}`).toEqual([...saw].sort());
  }
  for (const { sub } of PEOPLE) {
    const { body } = await world.call<WhatOpened>(AUDREY, 'GET', `/api/audit/reports/what-opened?person=${sub}&from=${encodeURIComponent(new Date(began).toISOString())}&to=2027-01-01`);
    const counted = Object.fromEntries(body.items.filter(({ action }) => action === 'opened').map(({ section, count }) => [`${sub} ${section}`, count]));
    expect(counted, told).toEqual(Object.fromEntries([...opened].filter(([name]) => name.startsWith(`${sub} `))));
  }
}, 120_000);
