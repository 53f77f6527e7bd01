/** A short day against the built server, and not a name, value, address or token of it in the log: what people write is nobody's who reads logs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

let server: Running;
beforeAll(async () => { server = await start(); });
afterAll(async () => { await server.stop(); });

it('holds pseudonyms, patterns of routes and codes, and nothing that anybody wrote, searched for or signed in with', async () => {
  const [ana, wei, admin] = await Promise.all([
    mint({ sub: 'ana.ruiz', name: 'Ana Ruiz Picasso', roles: ['staff'], department: 'sales-madrid' }), mint({ sub: 'wei.li', name: '李伟明', roles: ['staff'] }), mint({ sub: 'root.admin', name: 'Rosa Root', roles: ['admin'] }),
  ]);
  const old = await mint({ sub: 'ana.ruiz' }, 'another secret that this server has never seen');
  const statuses: number[] = [];
  const call = async (token: string, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await server.api(token, method, path, body);
    statuses.push(answer.status);
    return answer.body;
  };
  await call(admin, 'POST', '/api/people', { id: 'lee.person', name: 'Lee Personne', email: 'lee@firma.example', roles: ['staff'] });
  await call(ana, 'POST', '/api/archives', { id: 'K-77', keys: ['erp:GZ/2019-0045'], kind: 'individual', name: 'Martín Sommer' });
  await call(ana, 'POST', '/api/archives', { id: 'K-77', kind: 'individual', name: 'Martín Sommer' });
  await call(ana, 'PATCH', '/api/archives/K-77/sections/profile', { fields: { 'customer.shortName': 'Sommerchen' }, texts: { 'org.businessScope': 'Owes us 12,345 for wines' } });
  await call(ana, 'PATCH', '/api/archives/K-77/sections/profile', { fields: { 'customer.nonsense': 'Geheimwert' } });
  await call(ana, 'GET', `/api/archives?q=${encodeURIComponent('Sommer Rotwein')}`);
  await call(ana, 'GET', `/api/archives/${encodeURIComponent('erp:GZ/2019-0045')}`);
  await call(wei, 'GET', '/api/archives/K-77');
  await call(wei, 'PUT', '/api/archives/K-77/owners', { owner: 'wei.li', coOwners: [], deputies: [] });
  await call(old, 'GET', '/api/me');
  await call(ana, 'POST', '/api/grants', { archive: 'K-77', to: { kind: 'person', id: 'wei.li' }, level: 'read', sections: ['profile'], reason: 'Krankheitsvertretung', until: '2099-01-01T00:00:00.000Z' });
  const form = new FormData();
  form.set('section', 'documents');
  form.set('file', new Blob(['%PDF-1.4 Vertragstext']), 'Vertrag Sommer.pdf');
  statuses.push((await fetch(`${server.url}/api/archives/K-77/files`, { method: 'POST', headers: { authorization: `Bearer ${ana}` }, body: form })).status);
  statuses.push((await fetch(`${server.url}/api/archives`, { method: 'POST', headers: { authorization: `Bearer ${ana}`, 'content-type': 'application/json' }, body: '{"name": "Kaputtes JSON' })).status);
  const csv = new FormData();
  csv.set('files', new Blob(['ID,Name,Email\nX1,Importkunde,import@kunde.example\n,Kaputtzeile,\n']), 'kunden.csv');
  statuses.push((await fetch(`${server.url}/api/imports`, { method: 'POST', headers: { authorization: `Bearer ${await mint({ sub: 'steffi.steward', roles: ['steward'] })}` }, body: csv })).status);
  const writer = connect(server.url, ana, 'K-77', 'profile');
  await writer.synced;
  writer.doc.getText('text:org.businessScope').insert(0, 'Tippgeheimnis ');
  writer.doc.getMap('fields').set('no.such.key', 'Feldgeheimnis');
  await expect.poll(async () => JSON.stringify((await server.api(ana, 'GET', '/api/archives/K-77/sections/profile')).body)).toContain('Tippgeheimnis');
  writer.destroy();
  await fetch(`${server.url}/sync/K-77/profile?token=${ana}`, { headers: { upgrade: 'websocket' } }).catch(() => undefined);
  await fetch(`${server.url}/line/http/open?access_token=${ana}`, { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.77' } });
  await call(admin, 'POST', '/api/backups');
  await expect.poll(async () => JSON.stringify((await server.api(admin, 'GET', '/api/backups')).body)).toContain('"state":"done"');
  expect(new Set(statuses), 'of all kinds').toEqual(new Set([...statuses, 200, 201, 401, 404, 409, 422]));

  const lines = server.output().split('\n').filter((line) => line.startsWith('{'));
  const log = lines.join('\n');
  const never = ['Ana', 'Ruiz', 'ana.ruiz', '李伟明', 'wei.li', 'Rosa', 'root.admin', 'Lee', 'lee.person', 'firma.example', 'Martín', 'Sommer', 'GZ/2019', '12,345', 'wines', 'nonsense', 'Geheim', 'geheim', 'Rotwein', 'Krankheit', 'Vertrag', 'Kaputt', 'Importkunde', 'kunde.example', 'kunden.csv', 'Tipp', 'steffi', 'sales-madrid', '203.0.113.77', ana, wei, admin, old, ana.split('.')[2] ?? ana];
  for (const word of never) expect(log, word).not.toContain(word);
  expect(lines.map((line) => JSON.parse(line) as { level: number; msg: string }).every(({ level, msg }) => level >= 30 && msg !== '')).toBe(true);
  const refused = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request refused');
  expect(refused).toContainEqual(expect.objectContaining({ method: 'POST', route: '/api/archives', status: 409, person: expect.stringMatching(/^p-[\w-]{10}$/) as unknown, request: expect.any(String) as unknown, ms: expect.any(Number) as unknown }));
  expect(new Set(refused.map(({ person }) => person)).size, 'one pseudonym a person').toBeLessThanOrEqual(3);
  expect(refused.some(({ status }) => status === 401), 'strangers fill no disk').toBe(false);
});
