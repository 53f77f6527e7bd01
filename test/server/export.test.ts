/** What leaves the register: names not ids, safe in a spreadsheet, recorded, a right of its own; out and in again changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvCell, cellOf, KEYS } from '../../model/export/cells.ts';
import type { JobView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { openBook } from '../helpers/workbook.ts';

const stella: Who = { sub: 'stella', name: 'Stella Steward', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga Owner', roles: ['staff'], department: 'sales' };
const audrey: Who = { sub: 'audrey', name: 'Audrey', roles: ['auditor'] };
const LIMITS = { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: LIMITS });
  for (const who of [stella, olga, audrey]) await world.call(who, 'GET', '/api/me');
  await world.call(olga, 'POST', '/api/archives', { id: 'ALFKI', kind: 'organisation', name: '=cmd()|A1', code: '007', fields: { 'crm.website': 'https://a.example', 'customer.shortName': '＋plus' }, contacts: [{ kind: 'phone', value: '+49 30 007' }, { kind: 'email', value: 'a@b.example' }] });
  await world.call(olga, 'POST', '/api/archives', { id: 'LIWEI', kind: 'individual', name: '李伟', fields: {} });
  const patch = (id: string, section: string, body: object) => world.call(olga, 'PATCH', `/api/archives/${id}/sections/${section}`, body);
  expect((await patch('ALFKI', 'people', { rows: { people: { p1: { name: 'Ann, "A"', role: 'contactPerson', workScope: 'Buyer' } }, peopleMethods: { m1: { person: 'p1', kind: 'mobile', value: '+49 170 1' } } } })).status).toBe(200);
  expect((await patch('LIWEI', 'profile', { fields: { 'person.dateOfBirth': '1979-04-01' } })).status).toBe(200);
  await world.dossier.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const out = async (wish: object, who = stella): Promise<string> => {
  world.pass(60_000);
  const { status, body } = await world.call<string>(who, 'POST', '/api/exports', wish);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
async function bytesOf(of: HttpWorld, who: Who, wish: object): Promise<Uint8Array> {
  of.pass(60_000);
  const answer = await of.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${await of.token(who)}`, 'content-type': 'application/json' }, body: JSON.stringify(wish) });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

describe('CSV', () => {
  it('has names, the default columns, a BOM, and nothing that a spreadsheet reads as a formula', async () => {
    const text = await out({ format: 'csv', columns: ['name', 'kind', 'owner', 'customer.shortName', 'methods/value', 'code'] });
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const lines = text.slice(1).split('\r\n');
    expect(lines[1]).toBe('ALFKI,\'=cmd()|A1,Legal entity,Olga Owner,\'＋plus,"\'+49 30 007; a@b.example",007');
    expect(lines[2]?.startsWith('LIWEI,李伟,')).toBe(true);
    expect((await out({ format: 'csv' })).split('\r\n')[0]).toContain('ABC class');
  });
  it('speaks the four languages, and keys for programs', async () => {
    expect((await out({ format: 'csv', lang: 'zh-Hans', columns: ['kind', 'class.abc'] })).split('\r\n')[1]).toContain('ALFKI,');
    const keys = (await out({ format: 'csv', labels: 'keys', columns: ['name', 'kind', 'owner'] })).slice(1).split('\r\n');
    expect([keys[0], keys[2]]).toEqual(['id,name,kind,owner', 'LIWEI,李伟,individual,olga']);
  });
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])('text %j gets an apostrophe', (text) => {
    expect(csvCell({ text }).replace(/^"/, '')[0]).toBe("'");
    expect(csvCell(cellOf(-5, { type: 'number' }, KEYS))).toBe('-5');
  });
});

it('is a right of its own, and is recorded with who, when, what and how much', async () => {
  expect((await world.call(olga, 'POST', '/api/exports', { format: 'csv' })).status).toBe(403);
  expect((await world.call(audrey, 'GET', '/api/exports?format=csv')).status).toBe(403);
  await out({ format: 'csv', ids: ['LIWEI'], columns: ['name'] });
  const { body } = await world.call<{ items: { by: { name: string }; archives: number; format: string; query: { ids: string[]; columns: string[] } }[] }>(audrey, 'GET', '/api/exports/records?limit=1');
  expect(body.items[0]).toMatchObject({ by: { name: 'Stella Steward' }, archives: 1, format: 'csv', query: { ids: ['LIWEI'], columns: ['name'] } });
  expect((await world.call(olga, 'GET', '/api/exports/records')).status).toBe(403);
  expect((await world.call(stella, 'POST', '/api/exports', { format: 'csv', columns: ['no.such'] })).status).toBe(422);
});

it('is slowed for one person, and nobody waits for a reader who went away', async () => {
  const some = await Promise.all(Array.from({ length: 14 }, () => world.call(stella, 'GET', '/api/exports?format=csv&columns=name')));
  expect(some.map(({ status }) => status)).toContain(429);
  world.pass(200_000);
  for (let i = 0; i < 5; i++) {
    const answer = await world.dossier.app.request('/api/exports?format=csv', { headers: { authorization: `Bearer ${await world.token(stella)}` } });
    expect(answer.status).toBe(200);
    await answer.body!.cancel();
  }
});

it('a workbook has texts as text, a sheet for each row table, and opens', async () => {
  const { sheets } = openBook(await bytesOf(world, stella, { format: 'xlsx', columns: ['name', 'code', 'person.dateOfBirth'] }));
  expect(sheets.map(({ name }) => name)[0]).toBe('Customers');
  const main = sheets[0]!;
  expect(main.rows[1]!.map((cell) => cell?.text)).toEqual(['ALFKI', '=cmd()|A1', '007']);
  expect(main.rows[2]![3]).toMatchObject({ text: '28946', number: true });
  const methods = sheets[1]!;
  expect(methods.rows[1]!.slice(0, 5).map((cell) => cell?.text)).toEqual(['ALFKI', methods.rows[1]![1]!.text, '=cmd()|A1', 'Phone', '+49 30 007']);
});

it('vCard: the company, and a card for each person there', async () => {
  const four = await out({ format: 'vcf', ids: ['ALFKI'] });
  expect(four).toContain('KIND:org\r\n');
  expect(four).toContain('TEL;TYPE=voice:+49 30 007');
  expect(four).toContain('FN:Ann\\, "A"\r\n');
  expect(four).toContain('ORG:=cmd()|A1');
  expect(await out({ format: 'vcf', version: '3.0', ids: ['ALFKI'] })).toContain('X-ABShowAs:COMPANY');
});

it('JSON goes into an empty server and comes out the same', async () => {
  const lines = new TextDecoder().decode(await bytesOf(world, stella, { format: 'json' })).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  const other = await httpWorld({ env: LIMITS });
  await other.call(stella, 'GET', '/api/me');
  const form = new FormData();
  form.append('source', 'dossier');
  form.append('files', new Blob([`${lines.join('\n')}\n`]), 'all.jsonl');
  const { body } = await other.call<JobView>(stella, 'POST', '/api/imports', form);
  await other.dossier.settled();
  expect((await other.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body).toMatchObject({ state: 'done', report: { tables: [{ counts: { created: 2 } }] } });
  const again = (await bytesOf(other, stella, { format: 'json' }));
  expect(new TextDecoder().decode(again).trimEnd().split('\n').slice(1)).toEqual(lines.slice(1));
  await other.close();
});
