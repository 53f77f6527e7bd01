/** Cards as six programs write them: in, out as vCard 4.0 and as 3.0, and in again elsewhere. What Dossier has a field for is the same each time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobView, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { ANDROID, EVOLUTION, GOOGLE, IPHONE, IPHONE_COMPANY, outlookBytes, THUNDERBIRD } from '../helpers/vcard-samples.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const SAMPLES: Readonly<Record<string, string | Uint8Array>> = { Outlook: outlookBytes(), Gmail: GOOGLE, iPhone: IPHONE, 'iPhone, a company': IPHONE_COMPANY, Android: ANDROID, Thunderbird: THUNDERBIRD, Evolution: EVOLUTION };
/** Some of what is to be there, so that nothing is not taken for the same. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  Outlook: ['Jörg Müller', 'Käserei Nord GmbH', 'Hauptstraße 5', '1979-04-01', '+49 171 5550101'], Gmail: ['陈伟', '老陈', '助理', '天河路 1 号, 5 楼', '采购经理'], iPhone: ['Sra. María García López', 'Aceites del Sur, S.L.', '+34612345678'],
  'iPhone, a company': ['Café Colón', 'organisation'], Android: ['陳怡君', '大安國際股份有限公司', '小君', 'office', '1988-08-08'], Thunderbird: ['Purchasing', '1980-02-29', 'ann.smith', '+44-7700-900123'], Evolution: ['Anita', 'Vinos Ruiz', 'Logroño'],
};

let worlds: readonly HttpWorld[];
beforeAll(async () => {
  worlds = await Promise.all([0, 1, 2].map(() => httpWorld()));
  for (const world of worlds) await world.call(stella, 'GET', '/api/me');
});
afterAll(async () => {
  for (const world of worlds) { expect(world.errors).toEqual([]); await world.close(); }
});

async function bring(world: HttpWorld, source: string, card: string | Uint8Array): Promise<ArchiveId> {
  const form = new FormData();
  form.append('source', source);
  form.append('files', new Blob([card as BlobPart]), 'cards.vcf');
  const { body } = await world.call<JobView>(stella, 'POST', '/api/imports', form);
  await world.dossier.settled();
  const { report } = (await world.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body;
  expect(report!.tables).toMatchObject([{ rows: 1 }]);
  const { body: { items } } = await world.call<{ items: { row: number; archive: string }[] }>(stella, 'GET', `/api/imports/${body.id}/rows`);
  return items[0]!.archive as ArchiveId;
}
async function take(world: HttpWorld, id: ArchiveId, version: string): Promise<string> {
  world.pass(60_000);
  const answer = await world.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${await world.token(stella)}`, 'content-type': 'application/json' }, body: JSON.stringify({ format: 'vcf', version, ids: [id] }) });
  expect(answer.status).toBe(200);
  return answer.text();
}
/** Names of rows come from the file; what stands in them does not. */
async function held(world: HttpWorld, id: ArchiveId): Promise<unknown> {
  const { values } = await world.dossier.hub.read(docName(id, 'profile'));
  const rows = (of: SectionValues['rows']) => Object.fromEntries(Object.entries(of).sort().map(([table, all]) => [table, Object.values(all).map((cells) => JSON.stringify(Object.entries(cells).sort())).sort()]));
  const archive = (await world.storage.archives.get(id))!;
  return { kind: archive.kind, fields: values.fields, texts: values.texts, rows: rows(values.rows) };
}

it.each(Object.entries(SAMPLES))('%s', async (program, card) => {
  const source = program.toLowerCase().replace(/\W+/g, '-');
  const id = await bring(worlds[0]!, source, card);
  const first = await held(worlds[0]!, id);
  for (const value of WANTED[program]!) expect(JSON.stringify(first)).toContain(value);
  for (const [i, version] of [[1, '4.0'], [2, '3.0']] as const) {
    const out = await take(worlds[0]!, id, version);
    const again = await bring(worlds[i]!, source, out);
    expect(await held(worlds[i]!, again), `${version}\n${out}`).toEqual(first);
    // and a second time around
    expect((await take(worlds[i]!, again, version)).replaceAll(again, id)).toBe(out);
  }
});
