/** P10: after any random run of edits, deletions, rows that came and went, texts typed letter by letter, snapshots and comments around a person, an erasure leaves them in no byte of the folder. */
import { afterEach, expect, it } from 'vitest';
import type { FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import { occurrences } from '../helpers/planted.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const carla: Who = { sub: 'carla', roles: ['compliance'] };
const gina: Who = { sub: 'gina', roles: ['generalManager'] };
const NAME = 'Zdenka Quillfeather';
const PHONE = '+34 600 918 273';
const RUNS = 3;
const STEPS = 40;

let world: HttpWorld | null = null;
afterEach(async () => { await world?.close(); world = null; });

it.each(Array.from({ length: RUNS }, (_, i) => (Number(process.env['SEED'] ?? Date.now()) + i * 7919) % 2 ** 31))('P10: the canary is nowhere, seed %i', { timeout: 120_000 }, async (seed) => {
  let state = seed;
  const draw = (below: number): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
  const now = (world = await httpWorld());
  const ids = ['R1', 'R2', 'R3'];
  for (const id of ids) await now.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: id });
  const words = (): string => pick([NAME, `with ${NAME} and others`, PHONE, `call ${PHONE}`, 'nobody', 'a word', 'another']);
  const patch = (id: string, section: string, body: unknown) => now.call(olga, 'PATCH', `/api/archives/${id}/sections/${section}`, body);
  for (let step = 0; step < STEPS; step++) {
    const id = pick(ids);
    switch (draw(8)) {
      case 0: await patch(id, 'profile', { fields: { 'customer.shortName': words().slice(0, 40) } }); break;
      case 1: await patch(id, 'profile', { fields: { 'customer.shortName': null } }); break;
      case 2: await patch(id, 'people', { rows: { people: { [`p${draw(4)}`]: { name: words(), role: 'contactPerson' } } } }); break;
      case 3: await patch(id, 'people', { rows: { people: { [`p${draw(4)}`]: null } } }); break;
      case 4: await patch(id, 'profile', { texts: { 'org.businessScope': `${words()}. ${words()}.` } }); break;
      case 5: await patch(id, 'profile', { texts: { 'org.businessScope': null } }); break;
      case 6: await now.call(olga, 'POST', `/api/archives/${id}/comments`, { section: 'profile', record: '', text: words() }); break;
      case 7: {
        let typed = '';
        for (const letter of pick([NAME, PHONE])) await patch(id, 'profile', { texts: { 'org.history': (typed += letter) } });
        break;
      }
    }
  }
  await patch('R1', 'people', { rows: { people: { sure: { name: NAME, role: 'contactPerson' } } } });
  await now.dossier.settled();
  expect(occurrences(now.config.data, [NAME, PHONE]).length).toBeGreaterThan(0);
  const { body: { id } } = await now.call<SubjectJob>(carla, 'POST', '/api/subjects/search', { names: [NAME], phones: [PHONE] });
  await now.dossier.services.subjects.settled();
  const { items } = (await now.call<FindingPage>(carla, 'GET', `/api/subjects/${id}/findings?limit=500`)).body;
  await now.call(carla, 'PUT', `/api/subjects/${id}/decisions`, { items: items.filter(({ barred }) => barred === null).map((each) => ({ finding: each.id, decision: { kind: 'erase' } })) });
  expect((await now.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'P10' })).status).toBe(202);
  expect((await now.call(gina, 'POST', `/api/subjects/${id}/approve`)).status).toBe(202);
  await now.dossier.services.subjects.settled();
  expect(now.errors).toEqual([]);
  expect(occurrences(now.config.data, [NAME, PHONE])).toEqual([]);
});
