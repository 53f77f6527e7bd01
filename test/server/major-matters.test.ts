/** P-07 over REST: what is reported reaches whoever manages the department, once; confidential business does not; what was reported while nobody listened is told later. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const head: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'], department: 'office' };
const steward: Who = { sub: 'stella', name: 'Stella', roles: ['steward'], department: 'office' };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, head, steward]) await world.call(who, 'GET', '/api/me');
  await world.dossier.services.directory.changePerson('stella' as PersonId, (stored) => ({ ...stored!, roles: ['steward'] }));
  await world.dossier.services.directory.putDepartments([
    { id: 'sales' as DepartmentId, name: 'Sales', parent: 'all' as DepartmentId, managers: [] }, { id: 'all' as DepartmentId, name: 'All', parent: null, managers: ['hugo' as PersonId] },
  ]);
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

let count = 0;
async function archive(department: string | null, confidentiality: 'normal' | 'businessConfidential' = 'normal'): Promise<ArchiveId> {
  const id = `M${++count}` as ArchiveId;
  await world.dossier.services.archives.bring('olga' as PersonId, { id, keys: [], kind: 'organisation', packs: ['base'], owner: 'olga' as PersonId, department: department as DepartmentId | null, fields: { 'customer.name': `Customer ${count}` }, row: { confidentiality } });
  return id;
}
const record = (id: ArchiveId, cells: Readonly<Record<string, string | boolean | null>>, by = 'olga') =>
  world.dossier.hub.write(docName(id, 'contacts-2026'), by as PersonId, { rows: { contacts: { k1: { time: '2026-03-01T09:00', ...cells } } }, texts: { 'contacts/k1/subject': 'The plant closes' } });
async function told(who: Who, id: ArchiveId) {
  await world.dossier.majors.settled();
  await world.dossier.services.notices.settled();
  return (await world.call<NoticePage>(who, 'GET', '/api/notices?limit=100')).body.items.filter((notice) => notice.archive === id);
}

it('who manages the department is told of a major matter when it is reported, not before, and once', async () => {
  const id = await archive('sales');
  await record(id, { isMajor: true });
  expect(await told(head, id)).toEqual([]);
  await record(id, { reportedToDepartmentAt: '2026-03-01T10:00' });
  expect(await told(head, id)).toMatchObject([{ kind: 'majorReported', section: 'contacts', by: { id: 'olga' }, text: 'The plant closes', count: 1 }]);
  await record(id, { nextAppointment: '2026-04-01' });
  expect(await told(head, id)).toHaveLength(1);
  expect(await told(owner, id)).toEqual([]);
  expect(await told(steward, id)).toEqual([]);
});

it('an ordinary contact with a date of report, and confidential business, are told to nobody', async () => {
  const [ordinary, secret] = [await archive('sales'), await archive('sales', 'businessConfidential')];
  await record(ordinary, { reportedToDepartmentAt: '2026-03-01T10:00' });
  await record(secret, { isMajor: true, reportedToDepartmentAt: '2026-03-01T10:00' });
  expect([...await told(head, ordinary), ...await told(head, secret)]).toEqual([]);
});

it('where nobody manages the department the information steward is told', async () => {
  const id = await archive(null);
  await record(id, { isMajor: true, reportedToDepartmentAt: '2026-03-01T10:00' });
  expect(await told(steward, id)).toMatchObject([{ kind: 'majorReported' }]);
  expect(await told(head, id)).toEqual([]);
});

it('who reports to themselves is told nothing', async () => {
  const id = await archive('sales');
  await record(id, { isMajor: true, reportedToDepartmentAt: '2026-03-01T10:00' }, 'hugo');
  expect(await told(head, id)).toEqual([]);
});

it('what was reported while nobody listened is told when somebody does', async () => {
  const id = await archive('sales');
  await world.storage.directory.putSetting('major-matters-heard', (await world.storage.events.catchUp()).last);
  await world.dossier.majors.settled();
  const before = (await world.storage.events.catchUp()).last;
  await record(id, { isMajor: true, reportedToDepartmentAt: '2026-03-01T10:00' });
  await told(head, id);
  // as after a crash between the telling and its note: it is heard again, and is still one notice
  await world.storage.directory.putSetting('major-matters-heard', before);
  expect(await told(head, id)).toMatchObject([{ kind: 'majorReported' }]);
});
