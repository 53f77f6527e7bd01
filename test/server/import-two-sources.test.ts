/** Two systems that count their customers 1, 2, 3: what the dry run says of the second one becomes so. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { ImportRows, ImportUpload } from '../../model/import/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
let world: HttpWorld;
beforeAll(async () => { world = await httpWorld(); });
afterAll(() => world.close());

async function run(source: string, csv: string, dryRun: boolean): Promise<ImportRows> {
  const form = new FormData();
  form.append('source', source);
  form.append('files', new File([csv], 'customers.csv'));
  const upload = (await world.call<ImportUpload>(steward, 'POST', '/api/import-uploads', form)).body;
  const job = (await world.call<JobView>(steward, 'POST', '/api/imports', { upload: upload.id, source, dryRun })).body;
  await world.dossier.imports.settled();
  return (await world.call<ImportRows>(steward, 'GET', `/api/imports/${job.id}/rows`)).body;
}

it('a number that is another archive’s code already stands aside: the row is found by its source all the same', async () => {
  expect((await run('shop', 'id,name\n1,Alfreds\n2,Beta\n', false)).counts).toEqual({ create: 2 });
  const second = 'id,name\n1,Gamma\n3,Delta\n';
  expect((await run('crm', second, true)).counts).toEqual({ create: 2 });
  const done = await run('crm', second, false);
  expect(done.counts, JSON.stringify(done.items)).toEqual({ create: 2 });
  const gamma = (await world.call<{ id: string; row: { code: string | null } }>(steward, 'GET', '/api/archives/crm%3A1')).body;
  expect([gamma.row.code, gamma.id === '1']).toEqual([null, false]);
  expect((await world.call<{ row: { code: string } }>(steward, 'GET', '/api/archives/1')).body.row.code).toBe('1');
  expect((await run('crm', second, false)).counts).toEqual({ same: 2 });
});

it('P1: a refused row goes back as it came to who sent it, to no other steward; values of a restricted section go to the cleared alone', async () => {
  const [cleared, other] = [{ sub: 'clara', name: 'Clara', roles: ['steward'] }, { sub: 'otto', name: 'Otto', roles: ['steward'] }];
  await world.call(cleared, 'GET', '/api/me');
  await world.call({ sub: 'root', name: 'Rosa', roles: ['admin'] }, 'PUT', '/api/people/clara', { clearances: ['bank'] });
  const form = new FormData();
  form.append('source', 'bank');
  form.append('files', new File(['id,name,balance\nB1,Alfreds,4711.50 EUR\nB2,,8150.25 EUR\n'], 'customers.csv'));
  const upload = (await world.call<ImportUpload>(cleared, 'POST', '/api/import-uploads', form)).body;
  const mapping = { tables: [{ file: '', table: 'customers', columns: [{ heading: 'id', target: 'id' }, { heading: 'name', target: 'name' }, { heading: 'balance', target: 'field:bank.depositBalance' }] }] };
  const job = (await world.call<JobView>(cleared, 'POST', '/api/imports', { upload: upload.id, source: 'bank', dryRun: true, mapping })).body;
  await world.dossier.imports.settled();
  const asked = async (person: typeof cleared): Promise<string> => JSON.stringify((await world.call<ImportRows>(person, 'GET', `/api/imports/${job.id}/rows`)).body);
  const [mine, others] = [await asked(cleared), await asked(other)];
  expect(mine).toContain('4711.5');
  expect(mine).toContain('"raw":{"header":["id","name","balance"],"cells":["B2","","8150.25 EUR"]}');
  expect(others).toContain('Alfreds');
  expect(others).not.toMatch(/4711|8150|"raw"/);
  // what a sentence quotes, too: in rows, in the report of the job, in the import
  const broken = new FormData();
  broken.append('source', 'bank');
  broken.append('files', new File(['id,name,balance\nB3,Gamma,9.93015E+17\n'], 'customers.csv'));
  const second = (await world.call<ImportUpload>(cleared, 'POST', '/api/import-uploads', broken)).body;
  const bad = (await world.call<JobView>(cleared, 'POST', '/api/imports', { upload: second.id, source: 'bank', dryRun: true, mapping })).body;
  await world.dossier.imports.settled();
  for (const path of [`/api/imports/${bad.id}/rows`, `/api/jobs/${bad.id}`, `/api/imports/${bad.id}`]) {
    expect(JSON.stringify((await world.call(cleared, 'GET', path)).body), path).toContain('9.93015E+17');
    const told = JSON.stringify((await world.call(other, 'GET', path)).body);
    expect(told, path).toContain('destroyed-number');
    expect(told, path).not.toContain('9.93015');
  }
});
