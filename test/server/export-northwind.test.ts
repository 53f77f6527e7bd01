/** The trading company through an import, out as a workbook and as JSON, and in again: nothing is changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { WorkbookReport } from '../../model/export/workbook-api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { tradeFiles } from '../helpers/northwind.ts';
import { openBook, saveBook } from '../helpers/workbook.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const { folder, title } = tradeFiles();

async function bring(world: HttpWorld, files: readonly (readonly [string, string | Uint8Array])[], source: string): Promise<JobView> {
  const form = new FormData();
  form.append('source', source);
  for (const [name, content] of files) form.append('files', new Blob([content as BlobPart]), name);
  const { body } = await world.call<JobView>(stella, 'POST', '/api/imports', form);
  await world.dossier.settled();
  return (await world.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body;
}
async function take(world: HttpWorld, wish: object): Promise<Uint8Array> {
  world.pass(60_000);
  const answer = await world.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${await world.token(stella)}`, 'content-type': 'application/json' }, body: JSON.stringify(wish) });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
const lines = (bytes: Uint8Array): readonly string[] => new TextDecoder().decode(bytes).trimEnd().split('\n').slice(1);

it(`${title}: out and in again`, async () => {
  const [world, empty] = await Promise.all([httpWorld(), httpWorld()]);
  for (const each of [world, empty]) await each.call(stella, 'GET', '/api/me');
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => [name, readFileSync(join(folder, name))] as const);
  expect((await bring(world, files, 'northwind')).state).toBe('done');

  const json = await take(world, { format: 'json' });
  const brought = await bring(empty, [['all.jsonl', json]], 'dossier');
  expect(brought.report!.lines.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  expect(lines(await take(empty, { format: 'json' }))).toEqual(lines(json));
  expect(lines(json).length).toBeGreaterThan(100);

  const form = new FormData();
  form.append('files', new Blob([saveBook(openBook(await take(world, { format: 'xlsx', roundtrip: true }))) as BlobPart]), 'northwind.xlsx');
  const { body } = await world.call<WorkbookReport>(stella, 'POST', '/api/workbooks', form);
  expect(body.counts).toEqual({ changed: 0, same: 0, conflicts: 0, refused: 0 });
  expect(body.sheets.map(({ rows, missing }) => [rows > 90, missing])).toContainEqual([true, 0]);
  for (const each of [world, empty]) { expect(each.errors).toEqual([]); await each.close(); }
});
