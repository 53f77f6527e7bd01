/** Who somebody is, with the built server and a real issuer: people before their first sign-in, groups that change, people shut out there and here, keys and secrets that are changed. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ArchiveView, DepartmentView, Me, PersonView } from '../../model/api.ts';
import { BIN, mint, root, start, tempFolder, type Running } from '../helpers/dossier.ts';
import { startIssuer, type Issuer } from '../helpers/issuer.ts';

const ROLES = { 'crm-users': 'staff', 'crm-stewards': 'steward' };
/** Short enough to see its end. Half a minute between two clocks is tolerated beyond it. */
const TOKEN_SECONDS = 5;

/** Asks until it is so. */
async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}

function command(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: root, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
    child.once('exit', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

/** "Tell me what you have; I have nothing", in y-protocols' words. */
const FIRST_STEP = new Uint8Array([0, 0, 1, 0]);

/** An open document of a person, and how it ends. */
async function connection(server: Running, token: string, doc: string): Promise<{ readonly closed: Promise<number> }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${doc}`, { headers: { authorization: `Bearer ${token}` } });
  const closed = new Promise<number>((resolve) => { socket.once('close', resolve); });
  socket.on('error', () => undefined); // its close says how it ended
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => socket.send(FIRST_STEP));
    socket.once('message', () => resolve());
    void closed.then((code) => reject(new Error(`closed with ${code}`)));
  });
  return { closed };
}

describe('an issuer alone, with nobody seeded', () => {
  let issuer: Issuer;
  let server: Running;
  let env: Record<string, string>;
  let last: string;
  const folder = tempFolder();
  const api = async <T>(sub: string, method: string, path: string, body?: unknown) => server.api<T>(await issuer.accessToken(sub), method, path, body);

  beforeAll(async () => {
    issuer = await startIssuer({
      tokenSeconds: TOKEN_SECONDS,
      people: [
        { sub: 'ada', name: 'Ada Admin', groups: ['everyone'] }, { sub: 'auth0|7', name: '张三', groups: ['crm-users'], department: 'South' },
        { sub: 'sam', name: 'Sam Steward', groups: ['crm-users', 'crm-stewards'] }, { sub: 'lee', name: 'Lee', groups: ['crm-users'] }, { sub: 'leo', name: 'Leo', groups: ['crm-users'] },
      ],
    });
    env = { DOSSIER_ISSUER: issuer.url, DOSSIER_CLAIM_ROLES: 'groups', DOSSIER_CLAIM_ROLE_MAP: JSON.stringify(ROLES), DOSSIER_JWT_SECRET: '' };
    const made = await command({ ...env, DOSSIER_DATA: folder }, 'admin', 'ada');
    expect(made).toMatchObject({ code: 0, err: '' });
    server = await start({ folder, env });
    // Leo leaves in the morning: his last token ends while the others are at work
    last = await issuer.accessToken('leo');
    issuer.disable('leo');
    expect((await server.api(last, 'GET', '/api/me')).status).toBe(200);
  });
  afterAll(async () => {
    await server?.stop();
    await issuer?.stop();
  });

  it('the first administrator is whom the command named, whatever groups the issuer knows', async () => {
    expect((await api<Me>('ada', 'GET', '/api/me')).body).toMatchObject({ name: 'Ada Admin', can: { directory: true } });
    expect((await api<Me>('sam', 'GET', '/api/me')).body).toMatchObject({ roles: ['staff', 'steward'], can: { directory: false, import: true } });
    const beside = await command({ ...env, DOSSIER_DATA: folder }, 'admin', 'lee');
    expect([beside.code, beside.err]).toEqual([3, expect.stringContaining('--token')]);
    const through = await command(env, 'admin', '--list', '--url', server.url, '--token', await issuer.accessToken('ada'));
    expect(through).toMatchObject({ code: 0, out: 'ada\tAda Admin\n' });
    expect((await command(env, 'admin', 'lee', '--url', server.url, '--token', await issuer.accessToken('sam'))).code).toBe(1);
  });

  it('people and departments are there before their first sign-in, and what they were given is theirs from it on', async () => {
    writeFileSync(join(folder, 'departments.csv'), '部门编号,部门名称,上级部门,负责人\nS,South,C,7\nC,Company,,\n');
    writeFileSync(join(folder, 'people.csv'), '工号,姓名,部门,上级\n7,张三,S,\n8,李四,South,7\n');
    for (const again of [false, true]) {
      for (const file of ['departments.csv', 'people.csv']) {
        const done = await command(env, 'import', join(folder, file), '--source', 'hr', '--url', server.url, '--token', await issuer.accessToken('ada'));
        expect(done.code, `${file} ${done.out}`).toBe(0);
        // the first time nobody had the number of the manager yet
        if (file === 'departments.csv') expect(done.out.includes('unknown-manager')).toBe(!again);
      }
    }
    expect((await api<{ items: DepartmentView[] }>('ada', 'GET', '/api/departments')).body.items).toContainEqual({ id: 'S', name: 'South', parent: 'C', managers: ['hr:7'] });
    await api('lee', 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'Alpha' });
    expect((await api('lee', 'PUT', '/api/archives/A1/owners', { owner: 'hr:7', coOwners: [], deputies: [] })).status).toBe(200);
    expect((await api<PersonView>('ada', 'PUT', '/api/people/hr:7', { sub: 'auth0|7' })).body).toMatchObject({ id: 'auth0|7' });
    expect((await api<Me>('auth0|7', 'GET', '/api/me')).body).toMatchObject({ id: 'auth0|7', department: 'S' });
    expect((await api<ArchiveView>('auth0|7', 'GET', '/api/archives/A1')).body.level).toBe('manage');
    expect((await api<{ items: DepartmentView[] }>('ada', 'GET', '/api/departments')).body.items).toContainEqual(expect.objectContaining({ id: 'S', managers: ['auth0|7'] }));
  });

  it('a group that changes counts from the next token on, on connections that are open too', async () => {
    const old = await issuer.accessToken('sam');
    const open = await connection(server, old, 'A1/profile');
    expect((await server.api(old, 'GET', '/api/archives/A1')).status).toBe(200);
    issuer.groups('sam', ['crm-users']);
    // tokens carry whole seconds: of two of the same second nobody can say which is newer
    await until('the second of the old token to be over', 60, async () => Date.now() / 1000 >= (decodeJwt(old).iat ?? 0) + 1);
    expect((await api<Me>('sam', 'GET', '/api/me')).body.roles).toEqual(['staff']);
    expect((await server.api(old, 'GET', '/api/archives/A1')).status).toBe(404);
    expect(await open.closed).toBeGreaterThan(1000);
  });

  it('who is shut out here is out before the answer to it, however long the token lives', async () => {
    const token = await issuer.accessToken('auth0|7');
    const open = await connection(server, token, 'A1/profile');
    expect((await api('ada', 'PUT', '/api/people/auth0%7C7', { active: false })).status).toBe(200);
    await open.closed;
    expect((await server.api(token, 'GET', '/api/me')).status).toBe(401);
    expect((await server.api(await issuer.accessToken('auth0|7'), 'GET', '/api/me')).status).toBe(401);
  });

  it('a rotated key is taken at once, one that is withdrawn ends with it, and an issuer that is down ends nothing', async () => {
    const before = await issuer.accessToken('ada');
    await issuer.rotate();
    expect((await api('ada', 'GET', '/api/me')).status).toBe(200);
    expect((await server.api(before, 'GET', '/api/me')).status).toBe(200);
    const kept = await issuer.accessToken('ada');
    await issuer.rotate({ forget: true });
    const next = await issuer.accessToken('ada');
    expect((await server.api(next, 'GET', '/api/me')).status).toBe(200);
    expect((await server.api(kept, 'GET', '/api/me')).status).toBe(401);
    await issuer.rotate();
    const unseen = await issuer.accessToken('ada');
    issuer.available(false);
    expect((await server.api(next, 'GET', '/api/me')).status).toBe(200);
    expect((await server.api<{ error: { code: string } }>(unseen, 'GET', '/api/me'))).toMatchObject({ status: 503, body: { error: { code: 'identity-unavailable' } } });
    issuer.available(true);
    await until('the issuer\'s return', 60, async () => (await server.api(unseen, 'GET', '/api/me')).status === 200);
    expect(server.output()).not.toContain('张三');
  });

  it('who is shut out at the issuer is out when the last token ends', async () => {
    await expect(issuer.accessToken('leo')).rejects.toThrow();
    await until('the last token to end', TOKEN_SECONDS + 30 + 60, async () => (await server.api(last, 'GET', '/api/me')).status === 401);
  });
});

describe('a secret of the host', () => {
  const [first, second] = ['the secret that the host had before it', 'the secret that the host has now, long'];
  const folder = tempFolder();
  let server: Running | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });
  const status = async (token: string) => (await server!.api(token, 'GET', '/api/me')).status;

  it('is changed with a restart: what the old one signed goes on beside it, and ends without it', async () => {
    const [old, now] = [await mint({ sub: 'li', name: 'Li' }, first), await mint({ sub: 'li', name: 'Li' }, second)];
    server = await start({ folder, env: { DOSSIER_JWT_SECRET: first } });
    expect([await status(old), await status(now)]).toEqual([200, 401]);
    await server.stop();
    server = await start({ folder, env: { DOSSIER_JWT_SECRET: second, DOSSIER_JWT_SECRET_PREVIOUS: first } });
    expect([await status(old), await status(now)]).toEqual([200, 200]);
    await server.stop();
    server = await start({ folder, env: { DOSSIER_JWT_SECRET: second } });
    expect([await status(old), await status(now)]).toEqual([401, 200]);
  });
});
