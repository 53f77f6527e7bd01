/**
 * P10: people write about a person in whatever takes words, in whatever order, over every kind of door; one of compliance looks for the person, another agrees, and then no byte of the folder holds them. What
 * is searched for shares no code with the server (`occurrences`).
 */
import type { FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { occurrences } from '../helpers/planted.ts';
import { seededChance } from '../helpers/sync-world.ts';
import { Broken } from './broken.ts';

export interface ErasurePlayed { planted: number; found: number; refused: number }

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const nina: Who = { sub: 'nina', name: 'Nina', roles: ['staff'] };
const stu: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const admin: Who = { sub: 'adam', name: 'Adam', roles: ['admin'] };
const ser: Who = { sub: 'serge', name: 'Serge', roles: ['service'] };
const carla: Who = { sub: 'carla', name: 'Carla', roles: ['compliance'] };
const gina: Who = { sub: 'gina', name: 'Gina', roles: ['generalManager'] };
const NAME = 'Zdenka Quillfeather';
const PHONE = '+34 600 918 273';
const ARCHIVES = ['R1', 'R2', 'R3'];
/** Things of a game that later steps act on. */
type Known = Map<string, string>;
interface Step { readonly world: HttpWorld; readonly archive: string; readonly known: Known; words(): string; draw(below: number): number; call(who: Who, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> }

const patch = (section: string, body: (step: Step) => unknown) => async (step: Step): Promise<void> => { await step.call(olga, 'PATCH', `/api/archives/${step.archive}/sections/${section}`, body(step)); };
const keep = (known: Known, name: string, body: Record<string, unknown>): void => { if (typeof body['id'] === 'string') known.set(name, body['id']); };

const STEPS: readonly ((step: Step) => Promise<void>)[] = [
  patch('profile', ({ words }) => ({ fields: { 'customer.shortName': words().slice(0, 40) } })),
  patch('profile', () => ({ fields: { 'customer.shortName': null } })),
  patch('people', ({ words, draw }) => ({ rows: { people: { [`p${draw(4)}`]: { name: words(), role: 'contactPerson' } } } })),
  patch('people', ({ draw }) => ({ rows: { people: { [`p${draw(4)}`]: null } } })),
  patch('profile', ({ words }) => ({ texts: { 'org.businessScope': `${words()}. ${words()}.` } })),
  patch('profile', () => ({ texts: { 'org.businessScope': null } })),
  patch('private', ({ words }) => ({ rows: { children: { c1: { name: words() } } } })),
  patch('contacts-2026', ({ words }) => ({ rows: { contacts: { k1: { time: '2026-03-01T09:00' } } }, texts: { 'contacts/k1/subject': words() } })),
  async ({ archive, call }) => {
    let typed = '';
    for (const letter of NAME) await call(olga, 'PATCH', `/api/archives/${archive}/sections/profile`, { texts: { 'org.businessScope': (typed += letter) } });
  },
  async ({ archive, words, call }) => { await call(olga, 'POST', `/api/archives/${archive}/comments`, { section: 'profile', record: '', text: words() }); },
  async ({ world, archive, words, draw }) => {
    const form = new FormData();
    form.set('section', 'profile');
    form.set('kind', 'other');
    form.append('file', new File([`about ${words()}`], draw(2) === 0 ? `${NAME}.txt` : 'paper.txt', { type: 'text/plain' }));
    await world.call(olga, 'POST', `/api/archives/${archive}/files`, form);
  },
  async ({ archive, words, call }) => { await call(olga, 'POST', `/api/archives/${archive}/transactions`, { kind: 'sale', date: '2026-02-10', amount: '12', orderRef: words(), lines: [{ item: words(), quantity: '1', price: '12' }] }); },
  async ({ archive, words, known, call }) => { keep(known, 'grant', await call(olga, 'POST', '/api/grants', { archive, to: { kind: 'person', id: 'nina' }, level: 'exists', reason: words() })); },
  async ({ known, call }) => { const id = known.get('grant'); if (id !== undefined) await call(olga, 'DELETE', `/api/grants/${id}`); },
  async ({ archive, words, known, call }) => { keep(known, 'request', await call(nina, 'POST', '/api/access-requests', { archive, sections: ['profile'], level: 'read', reason: words() })); },
  async ({ words, known, call }) => { const id = known.get('request'); if (id !== undefined) await call(olga, 'POST', `/api/access-requests/${id}/decision`, { decision: 'refuse', note: words() }); },
  async ({ archive, words, known, call }) => { keep(known, 'wall', await call(stu, 'POST', '/api/walls', { archive, to: { kind: 'person', id: 'nina' }, reason: words() })); },
  async ({ words, known, call }) => { const id = known.get('wall'); if (id !== undefined) await call(stu, 'POST', `/api/walls/${id}/end`, { reason: words() }); },
  async ({ archive, words, known, call }) => { keep(known, 'correction', await call(olga, 'POST', `/api/archives/${archive}/corrections`, { concerns: [{ section: 'profile', key: 'fields/customer.shortName' }], text: words(), proposed: [{ section: 'profile', key: 'fields/customer.shortName', value: words().slice(0, 40) }] })); },
  async ({ words, known, call }) => { const id = known.get('correction'); if (id !== undefined) await call(ser, 'POST', `/api/corrections/${id}/steps`, { act: 'submit', text: words(), ifStep: 'draftPlan.1' }); },
  async ({ archive, words, call }) => { await call(olga, 'POST', `/api/consents/${archive}`, { acts: [{ purpose: 'childUnder14', state: 'granted', how: 'written', version: 'v1', guardian: words() }] }); },
  async ({ archive, words, call }) => { await call(olga, 'PUT', `/api/archives/${archive}/classes/size`, { value: 'big', reason: words(), until: '2026-06-01' }); },
  async ({ archive, words, call }) => { await call(olga, 'POST', `/api/archives/${archive}/state`, { state: 'closed', reason: words() }); await call(olga, 'POST', `/api/archives/${archive}/state`, { state: 'open', reason: words() }); },
  async ({ words, call }) => { await call(olga, 'POST', '/api/views', { name: words().slice(0, 40), shared: null, query: { text: NAME } }); },
  async ({ words, call }) => { await call(olga, 'POST', '/api/tags', { name: words().slice(0, 30) }); },
  async ({ words, call }) => { await call(carla, 'POST', '/api/subject-requests', { kind: 'erasure', received: '2026-03-01', way: 'letter', who: words(), note: words() }); },
  async ({ archive, words, call }) => { await call(stu, 'PATCH', '/api/bulk/sections', { items: [{ archive, section: 'profile', patch: { fields: { 'customer.shortName': words().slice(0, 40) } } }] }); },
  async ({ call }) => { await call(stu, 'POST', '/api/handovers', { from: 'olga', reason: 'split', rules: [{ archives: ['R3'], to: ['nina'] }], note: `for ${NAME}` }); },
];

export async function playErasure(seed: number, steps = 40): Promise<ErasurePlayed> {
  const chance = seededChance(seed);
  const draw = (below: number): number => Math.floor(chance() * below);
  const played: ErasurePlayed = { planted: 0, found: 0, refused: 0 };
  const world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 1e6, requestsBurst: 1e6 }) } });
  try {
    for (const who of [admin, olga, nina, stu, ser, carla, gina]) await world.call(who, 'GET', '/api/me');
    for (const id of ARCHIVES) await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: id });
    for (const archive of ARCHIVES) await world.call(olga, 'POST', '/api/grants', { archive, to: { kind: 'person', id: 'nina' }, level: 'exists', reason: 'stands in' });
    const words = (): string => [NAME, `with ${NAME} and others`, PHONE, `call ${PHONE}`, 'nobody', 'a word'][draw(6)]!;
    const known: Known = new Map();
    const call = async (who: Who, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
      const answer = await world.call(who, method, path, body);
      if (answer.status >= 500) throw new Broken(`P10: seed ${seed}: ${method} ${path}: ${answer.status}`);
      if (answer.status >= 400) played.refused++;
      return answer.body;
    };
    for (let step = 0; step < steps; step++) await STEPS[draw(STEPS.length)]!({ world, archive: ARCHIVES[draw(ARCHIVES.length)]!, known, words, draw, call });
    await call(olga, 'PATCH', '/api/archives/R1/sections/people', { rows: { people: { sure: { name: NAME, role: 'contactPerson' } } } });
    await world.dossier.settled();
    played.planted = occurrences(world.config.data, [NAME, PHONE]).length;
    const { body: { id } } = await world.call<SubjectJob>(carla, 'POST', '/api/subjects/search', { names: [NAME], phones: [PHONE] });
    await world.dossier.services.subjects.settled();
    const { items } = (await world.call<FindingPage>(carla, 'GET', `/api/subjects/${id}/findings?limit=500`)).body;
    played.found = items.length;
    const barred = items.filter((each) => each.barred !== null);
    if (barred.length > 0) throw new Broken(`P10: seed ${seed}: barred is ${JSON.stringify(barred.slice(0, 2))}`);
    await world.call(carla, 'PUT', `/api/subjects/${id}/decisions`, { items: items.map((each) => ({ finding: each.id, decision: { kind: 'erase' } })) });
    const asked = await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'P10' });
    const agreed = await world.call(gina, 'POST', `/api/subjects/${id}/approve`);
    if (asked.status !== 202 || agreed.status !== 202) throw new Error(`${asked.status} ${agreed.status} ${JSON.stringify([asked.body, agreed.body])}`);
    await world.dossier.services.subjects.settled();
    const left = occurrences(world.config.data, [NAME, PHONE]);
    if (left.length > 0) throw new Broken(`P10: seed ${seed}: after the erasure the person stands in ${JSON.stringify(left.slice(0, 5))}`);
    if (world.errors.length > 0) throw new Broken(`P10: seed ${seed}: ${world.errors[0]}`);
    return played;
  } finally {
    await world.close();
  }
}
