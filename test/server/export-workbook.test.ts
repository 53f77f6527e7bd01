/** Excel, there and back: a workbook changes only what the person changed in it, keeps what colleagues changed meanwhile, shows what both did, and is undone as one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateOfSerial } from '../../server/services/import/readers/xlsx-cells.ts';
import type { PersonId } from '../../model/ids.ts';
import type { SectionValues } from '../../model/api.ts';
import type { WorkbookDone, WorkbookReport } from '../../model/export/workbook-api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { columnNamed, openBook, rowOf, saveBook } from '../helpers/workbook.ts';
import type { OpenBook } from '../helpers/workbook.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const COLUMNS = ['name', 'customer.shortName', 'crm.website', 'crm.industry', 'org.licenceValidUntil', 'owner', 'org.businessScope'];

let world: HttpWorld;
let person: PersonId;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  for (const who of [stella, olga]) await world.call(who, 'GET', '/api/me');
  person = 'olga' as PersonId;
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

async function take(wish: object): Promise<OpenBook> {
  world.pass(60_000);
  const answer = await world.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${await world.token(stella)}`, 'content-type': 'application/json' }, body: JSON.stringify({ format: 'xlsx', roundtrip: true, ...wish }) });
  expect(answer.status).toBe(200);
  return openBook(new Uint8Array(await answer.arrayBuffer()));
}
async function back(book: OpenBook, who = stella): Promise<{ readonly status: number; readonly body: WorkbookReport }> {
  const form = new FormData();
  form.append('files', new Blob([saveBook(book) as BlobPart]), 'customers.xlsx');
  return world.call<WorkbookReport>(who, 'POST', '/api/workbooks', form);
}
/** A busy machine may answer that it is still being written. */
async function apply(who: Who, id: string, choose: readonly object[] = []): Promise<{ readonly status: number; readonly body: WorkbookDone }> {
  let answer = await world.call<WorkbookDone>(who, 'POST', `/api/workbooks/${id}/apply`, { choose });
  while (answer.body.applying?.state === 'running') answer = await world.call<WorkbookDone>(who, 'GET', `/api/workbooks/${id}`);
  return answer;
}
const short = async (id: string): Promise<SectionValues> => (await world.dossier.hub.read(docName(id as ArchiveId, 'profile'))).values;
const ids = (n: number): string => `R${String(n).padStart(4, '0')}`;

it('1,000 rows, 60 cells edited there, 40 elsewhere, 5 by both: 95 kept and 5 shown, also of a sheet that was sorted, cut and moved about; undone as one', async () => {
  const made = await world.dossier.services.archives.bringMany(person, Array.from({ length: 1_000 }, (_, n) => ({
    id: ids(n) as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: person, department: null,
    fields: { 'customer.name': `Company ${n}`, 'customer.shortName': `C${n} & co_x0041_`, 'org.licenceValidUntil': '1999-12-31' }, texts: { 'org.businessScope': `First\nsecond ${n}` }, rows: { methods: { [`m${n}`]: { kind: 'phone', value: `+49 30 0${n}` } } },
  })));
  expect(made.filter((each) => typeof each !== 'string')).toEqual([]);
  await world.dossier.settled();
  const book = await take({ columns: COLUMNS, tables: ['methods'] });
  const [main, methods] = book.sheets as [OpenBook['sheets'][number], OpenBook['sheets'][number]];
  expect(main.rows).toHaveLength(1_001);

  // there: 40 short names, 10 dates as serial numbers, 10 telephones; 5 of the names are changed elsewhere as well
  const nameAt = columnNamed(main, 'Short name');
  const dateAt = main.rows[1]!.findIndex((cell) => cell?.number);
  const valueAt = columnNamed(methods, 'Value');
  expect([nameAt, dateAt, valueAt].every((at) => at > 0)).toBe(true);
  for (let n = 0; n < 40; n++) rowOf(main, ids(n))[nameAt] = { text: `There ${n}` };
  for (let n = 40; n < 50; n++) rowOf(main, ids(n))[dateAt] = { text: String(Number(rowOf(main, ids(n))[dateAt]!.text) + n), number: true, style: rowOf(main, ids(n))[dateAt]!.style! };
  for (let n = 50; n < 60; n++) rowOf(methods, ids(n))[valueAt] = { text: `+49 40 0${n}` };
  // elsewhere: 40 values of others, 5 of the same
  for (let n = 100; n < 140; n++) await world.dossier.hub.write(docName(ids(n) as ArchiveId, 'profile'), person, { fields: { 'customer.shortName': `Elsewhere ${n}` } });
  for (let n = 0; n < 5; n++) await world.dossier.hub.write(docName(ids(n) as ArchiveId, 'profile'), person, { fields: { 'customer.shortName': `Elsewhere ${n}` } });
  // the sheet is sorted backwards, loses 300 rows that nobody changed, and its columns are moved
  main.rows = [main.rows[0]!, ...main.rows.slice(1).filter((cells) => cells[0]!.text < ids(700)).reverse()].map((cells) => { const width = main.rows[0]!.length; return Array.from({ length: width }, (_, i) => cells[width - 1 - i]); });

  const { status, body } = await back(book);
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  expect(body.counts).toEqual({ changed: 55, same: 0, conflicts: 5, refused: 0 });
  expect(body.sheets[0]).toEqual({ name: 'Customers', rows: 700, missing: 300 });
  expect(body.conflicts.map(({ base, theirs, mine }) => [base.text, theirs.text, mine.text]).sort()[0]).toEqual(['C0 & co_x0041_', 'Elsewhere 0', 'There 0']);
  expect((await short(ids(7))).fields['customer.shortName']).toBe('C7 & co_x0041_'); // nothing is written yet

  const first = body.conflicts.find(({ archive }) => archive === ids(0))!;
  const done = await apply(stella, body.id, [{ key: first.key, take: 'mine', theirs: first.theirs.value }, { key: body.conflicts[1]!.key, take: 'mine', theirs: 'not what I saw' }]);
  expect(done.body).toMatchObject({ applying: { state: 'done', done: 60, total: 60 }, written: 56, counts: { conflicts: 4, refused: 0 } });
  const names = await Promise.all(Array.from({ length: 140 }, async (_, n) => (await short(ids(n))).fields['customer.shortName']));
  expect(names[0]).toBe('There 0');
  expect(names.slice(1, 5)).toEqual([1, 2, 3, 4].map((n) => `Elsewhere ${n}`));
  expect(names.slice(5, 40)).toEqual(Array.from({ length: 35 }, (_, i) => `There ${i + 5}`));
  expect(names.slice(100)).toEqual(Array.from({ length: 40 }, (_, i) => `Elsewhere ${i + 100}`));
  expect((await short(ids(45))).fields['org.licenceValidUntil']).toBe(dateOfSerial(36_525 + 45, false, 'date'));
  expect((await short(ids(55))).rows['methods']!['m55']!['value']).toBe('+49 40 055');

  const listed = await world.call<{ items: readonly object[] }>(stella, 'GET', '/api/jobs');
  expect(listed.body.items).toMatchObject([{ kind: 'workbook', state: 'done', done: 60, total: 60, by: { name: 'Stella' } }]);
  expect((await world.call<WorkbookDone>(stella, 'GET', `/api/workbooks/${body.id}`)).body).toMatchObject({ written: 56 });
  expect((await world.call(stella, 'POST', `/api/changesets/${done.body.changeset}/undo`)).status).toBe(202);
  await world.dossier.services.changesets.settled();
  expect((await short(ids(7))).fields['customer.shortName']).toBe('C7 & co_x0041_');
  expect((await short(ids(104))).fields['customer.shortName']).toBe('Elsewhere 104');
});

it('as it was saved it changes nothing, in any language', async () => {
  for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'es']) {
    const { body } = await back(await take({ columns: COLUMNS, lang, query: { text: 'Company 99' } }));
    expect(body.counts, lang).toEqual({ changed: 0, same: 0, conflicts: 0, refused: 0 });
  }
});

it('names every value that it refuses by sheet, row and column', async () => {
  const book = await take({ columns: COLUMNS, tables: ['methods'], ids: [ids(1), ids(2), ids(3)] });
  const [main, methods] = book.sheets as [OpenBook['sheets'][number], OpenBook['sheets'][number]];
  const at = (head: string, sheet = main): number => sheet.rows[0]!.findIndex((cell) => cell?.text.startsWith(head));
  rowOf(main, ids(1))[main.rows[0]!.findIndex((cell) => cell?.text.endsWith('(read only)'))] = { text: 'Stella' };
  rowOf(main, ids(2))[main.rows[1]!.findIndex((cell) => cell?.number)] = { text: 'next spring' };
  rowOf(methods, ids(3))[at('Kind', methods)] = { text: 'Carrier pigeon' };
  main.rows.push([{ text: '' }, { text: 'A new company' }], [{ text: ids(3) }, { text: 'Twice' }]);
  await world.dossier.hub.write(docName(ids(2) as ArchiveId, 'profile'), person, { rows: { methods: { m2: null } } });
  rowOf(methods, ids(2))[at('Value', methods)] = { text: '+49 1' };
  const { body } = await back(book);
  expect(body.refused.map(({ sheet, row, column, code }) => [sheet, row, column, code])).toEqual(expect.arrayContaining([
    ['Customers', 2, expect.stringContaining('read only'), 'read-only'], ['Customers', 3, 'Licence valid until', 'unreadable-value'], ['Customers', 5, null, 'unknown-row'], ['Customers', 6, null, 'duplicate-row'],
  ]));
  expect(body.refused.filter(({ sheet }) => sheet === methods.name).map(({ code }) => code).sort()).toEqual(['removed', 'unreadable-value']);
  expect(body.counts.changed).toBe(0);
});

it('is written under the right of who uploads it: what they may only read, and what they may not see', async () => {
  const book = await take({ columns: ['name', 'customer.shortName'], tables: [], ids: [ids(10)] });
  rowOf(book.sheets[0]!, ids(10))[2] = { text: 'By somebody' };
  const nobody: Who = { sub: 'nora', name: 'Nora', roles: ['staff'], department: 'lab' };
  const boss: Who = { sub: 'gm', name: 'General', roles: ['generalManager'] };
  expect((await back(book, nobody)).body.refused.map(({ code }) => code)).toEqual(['not-found']);
  expect((await back(book, boss)).body.refused.map(({ code }) => code)).toEqual(['forbidden']);
  const { body } = await back(book, olga);
  expect(body.counts.changed).toBe(1);
  expect((await world.call(stella, 'POST', `/api/workbooks/${body.id}/apply`, {})).status).toBe(404);
  expect((await apply(olga, body.id)).body.written).toBe(1);
});

it('says so where nobody can tell what was changed', async () => {
  const book = await take({ columns: ['name'], tables: [], ids: [ids(11)] });
  const memory = book.sheets.at(-1)!;
  expect(memory.hidden).toBe(true);
  memory.rows[2]![5] = { text: '["Another"]' };
  const broken = await back(book);
  expect([broken.status, JSON.stringify(broken.body)]).toEqual([422, expect.stringContaining('base-changed')]);
  const plain = await take({ columns: ['name'], roundtrip: false });
  expect(JSON.stringify((await back(plain)).body)).toContain('no-base');
});
