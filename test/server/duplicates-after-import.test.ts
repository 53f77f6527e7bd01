/** Customers that an import brings are compared when it is done, not only in the night; undone, they are nobody's duplicate. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { PairPage } from '../../model/duplicates/review-api.ts';
import type { ImportUpload } from '../../model/import/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
let world: HttpWorld;
beforeAll(async () => { world = await httpWorld(); });
afterAll(() => world.close());

const pairs = async (): Promise<readonly string[]> => {
  await world.dossier.services.duplicates.settled();
  return (await world.call<PairPage>(steward, 'GET', '/api/duplicates')).body.items.map(({ left, right }) => [left.name, right.name].sort().join(' = '));
};

it('two rows of one file, and one that was here', async () => {
  await world.call(steward, 'POST', '/api/archives', { id: 'HERE', kind: 'organisation', name: 'Harrow & Finch Ltd' });
  await world.call(steward, 'PATCH', '/api/archives/HERE/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '+44 20 7946 0113' } } } });
  expect(await pairs()).toEqual([]);
  const form = new FormData();
  form.append('source', 'old');
  form.append('files', new File(['id,name,phone\nA1,Harrow and Finch,020 7946 0113\nA2,臺北木器行,02-5550-0110\nA3,台北木器行,0255500110\n'], 'customers.csv'));
  const upload = (await world.call<ImportUpload>(steward, 'POST', '/api/import-uploads', form)).body;
  const job = (await world.call<JobView>(steward, 'POST', '/api/imports', { upload: upload.id, source: 'old' })).body;
  await world.dossier.imports.settled();
  expect([...await pairs()].sort()).toEqual(['Harrow & Finch Ltd = Harrow and Finch', '台北木器行 = 臺北木器行']);
  expect((await world.call(steward, 'POST', `/api/imports/${job.id}/undo`)).status).toBe(202);
  await world.dossier.imports.settled();
  await world.dossier.services.changesets.settled();
  expect(await pairs()).toEqual([]);
});
