/** Bad input at the running server: a named error, nothing changed, nobody else harmed. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { mint, root, SECRET, start, tempFolder, type Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

let server: Running;
let token: string;
beforeAll(async () => {
  server = await start();
  token = await mint({ sub: 'steward', name: 'Stew', roles: ['steward'] });
  expect((await server.api(token, 'POST', '/api/archives', { id: 'BAD', kind: 'organisation', name: 'Good name' })).status).toBe(201);
});
afterAll(async () => { await server.stop(); });

const state = async (): Promise<unknown> => (await server.api(token, 'GET', '/api/archives/BAD/sections/profile')).body;
interface ErrorBody { error: { code: string; message: string; problems?: { field: string }[] } }

describe('REST', () => {
  it('names every wrong value and changes nothing', async () => {
    const before = await state();
    const answer = await server.api<ErrorBody>(token, 'PATCH', '/api/archives/BAD/sections/profile', { fields: { 'crm.website': 'javascript:alert(1)', 'no.such': 'x', 'crm.industry': 'nonsense', 'customer.shortName': 'fine' } });
    expect(answer.status).toBe(422);
    const fields = answer.body.error.problems?.map((problem) => problem.field).join(' ') ?? '';
    for (const name of ['crm.website', 'no.such', 'crm.industry']) expect(fields).toContain(name);
    expect(await state()).toEqual(before);
  });

  it('refuses what is not JSON, wrong kinds and unknown names', async () => {
    for (const body of ['{', '[]', '{"kind":7}', '{"kind":"organisation","name":""}', '{"kind":"spaceship","name":"x"}', '{"kind":"organisation","name":"x","owner":"me"}']) {
      const response = await fetch(`${server.url}/api/archives`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body });
      expect([400, 422], body).toContain(response.status);
      expect(((await response.json()) as ErrorBody).error.code, body).toMatch(/^[a-z-]+$/);
    }
  });

  it('refuses bad tokens with one text', async () => {
    const wrong = [await mint({ sub: 'steward' }, 'another secret that is long enough, too'), 'x.y.z', '', token.split('.').slice(0, 2).join('.') + '.'];
    const answers = await Promise.all(wrong.map((bad) => server.api<ErrorBody>(bad, 'GET', '/api/me')));
    for (const answer of answers) expect(answer.status).toBe(401);
  });
});

describe('the line', () => {
  it('closes with a code on malformed frames and stays up for the others', async () => {
    const bystander = connect(server.url, token, 'BAD', 'profile');
    await bystander.synced;
    const frames = [new Uint8Array(0), new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255]), new Uint8Array([0, 3, 123]), new Uint8Array([5, 1, 0, 2, 200]), new Uint8Array(1000).fill(7), 'text'];
    for (const frame of frames) {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/line`);
      const code = await new Promise<number>((done, fail) => {
        socket.on('open', () => { socket.send(frame); });
        socket.on('close', (closed) => { done(closed); });
        socket.on('error', fail);
      });
      expect(code).toBeGreaterThanOrEqual(4400);
      expect(code).toBeLessThan(4500);
    }
    bystander.doc.getMap('fields').set('customer.shortName', 'still here');
    await expect.poll(async () => ((await state()) as { fields: Record<string, unknown> }).fields['customer.shortName']).toBe('still here');
    bystander.destroy();
  });
});

describe('configuration', () => {
  it('reports all problems at once and ends with 2', () => {
    const result = spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), 'serve'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DOSSIER_PORT: 'eighty', DOSSIER_JWT_SECRET: 'short', DOSSIER_TIMEZONE: 'Mars/Olympus', DOSSIER_CURRENCY: 'euros', DOSSIER_LIMITS: '{', DOSSIER_PROT: '1' },
    });
    expect(result.status).toBe(2);
    for (const name of ['DOSSIER_PORT', 'DOSSIER_JWT_SECRET', 'DOSSIER_TIMEZONE', 'DOSSIER_CURRENCY', 'DOSSIER_LIMITS', 'DOSSIER_PROT']) expect(result.stderr).toContain(name);
    expect(result.stderr).not.toContain('short\n');
  });

  it('needs an identity source', () => {
    const result = spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), 'serve'], { encoding: 'utf8', env: { PATH: process.env.PATH, DOSSIER_DATA: tempFolder() } });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('DOSSIER_JWT_SECRET');
  });
});

describe('import', () => {
  const cli = (folder: string, ...args: string[]): { status: number | null; text: string } => {
    const result = spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), 'import', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET } });
    return { status: result.status, text: result.stdout + result.stderr };
  };

  it('names file, line and cause of broken CSV', () => {
    const source = tempFolder();
    writeFileSync(join(source, 'customers.csv'), 'CustomerID,CompanyName,Phone\nA1,Fine and Co,1\nA2,"never closed,2\nA3,x,3\n');
    const result = cli(tempFolder(), source, '--source', 'test');
    expect(result.status).not.toBe(0);
    expect(result.text).toMatch(/customers\.csv/);
    expect(result.text).toMatch(/quote/i);
  });

  it('ends with 3 beside a running server and says what to do', () => {
    const source = tempFolder();
    writeFileSync(join(source, 'customers.csv'), 'CustomerID,CompanyName\nA1,Fine and Co\n');
    const result = cli(server.folder, source);
    expect(result.status).toBe(3);
    expect(result.text).toContain('--url');
  });
});
