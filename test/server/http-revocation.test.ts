/** Rights that end or move while something is under way: slow bodies, open channels, streams, two changes of one person at once. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ArchiveView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const helper: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const root: Who = { sub: 'root', name: 'Root', roles: ['admin'] };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['staff'] };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };

let world: HttpWorld;
beforeEach(async () => {
  world = await httpWorld();
  for (const who of [owner, helper, admin, root, manager, steward]) await world.call(who, 'GET', '/api/me');
  await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
});
afterEach(async () => { await world.close(); });

const owners = (coOwners: readonly string[], by: Who = owner): Promise<unknown> => world.call(by, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners });

/** A request whose body waits until `send` is called. */
async function slowly(who: Who, method: string, path: string, body: string | Uint8Array, type = 'application/json') {
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => { open = resolve; });
  let asked: (() => void) | undefined;
  const reading = new Promise<void>((resolve) => { asked = resolve; });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      asked?.();
      await gate;
      controller.enqueue(bytes);
      controller.close();
    },
  }, { highWaterMark: 0 });
  const answer = world.dossier.app.request(new Request(`http://dossier.test${path}`, {
    method, headers: { authorization: `Bearer ${await world.token(who)}`, 'content-type': type, 'content-length': String(bytes.length) }, body: stream, duplex: 'half',
  } as RequestInit));
  await reading;
  return { answer, send: () => { open?.(); } };
}

describe('a body that arrives after the right has ended', () => {
  it('changes no section', async () => {
    await owners(['hugo']);
    const request = await slowly(helper, 'PATCH', '/api/archives/ACME/sections/profile', JSON.stringify({ fields: { 'customer.shortName': 'late' } }));
    await owners([]);
    request.send();
    expect((await request.answer).status).toBe(404);
    expect((await world.call<{ fields: object }>(owner, 'GET', '/api/archives/ACME/sections/profile')).body.fields).not.toHaveProperty('customer.shortName');
  });

  it('adds no file', async () => {
    await owners(['hugo']);
    const body = '--x\r\nContent-Disposition: form-data; name="section"\r\n\r\nprofile\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n';
    let rest: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({ start(controller) { rest = controller; controller.enqueue(new TextEncoder().encode(body)); } });
    const answer = world.dossier.app.request(new Request('http://dossier.test/api/archives/ACME/files', {
      method: 'POST', headers: { authorization: `Bearer ${await world.token(helper)}`, 'content-type': 'multipart/form-data; boundary=x' }, body: stream, duplex: 'half',
    } as RequestInit));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    await owners([]);
    rest?.enqueue(new TextEncoder().encode('secret\r\n--x--\r\n'));
    rest?.close();
    expect((await answer).status).toBe(404);
    expect(await world.storage.files.list('ACME' as never)).toEqual([]);
  });

  it('creates nothing for a person who was shut out, and gives nobody rights', async () => {
    const create = await slowly(admin, 'PUT', '/api/people/hugo', JSON.stringify({ clearances: ['aml'] }));
    const made = await slowly(helper, 'POST', '/api/archives', JSON.stringify({ id: 'LATE', kind: 'organisation', name: 'Late' }));
    await world.call(root, 'PUT', '/api/people/ada', { active: false });
    await world.call(root, 'PUT', '/api/people/hugo', { active: false });
    create.send();
    made.send();
    expect([(await create.answer).status, (await made.answer).status]).toEqual([401, 401]);
    expect((await world.storage.directory.people()).find(({ id }) => id === 'hugo')).toMatchObject({ active: false, clearances: [] });
    expect(await world.storage.archives.get('LATE' as never)).toBeNull();
  });
});

describe('two changes of one person at once', () => {
  it('leave a person shut out on disk whom a token gives another name at that moment', async () => {
    await Promise.all([
      world.call(admin, 'PUT', '/api/people/hugo', { active: false }),
      ...Array.from({ length: 5 }, (_, i) => world.call({ ...helper, name: `Hugo ${i}` }, 'GET', '/api/me')),
    ]);
    expect((await world.storage.directory.people()).find(({ id }) => id === 'hugo')?.active).toBe(false);
  });

  it('both count', async () => {
    const answers = await Promise.all([
      world.call(admin, 'PUT', '/api/people/hugo', { withheld: ['steward'] }),
      world.call(root, 'PUT', '/api/people/hugo', { name: 'H.' }),
      world.call(admin, 'PUT', '/api/people/hugo', { active: false }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await world.storage.directory.people()).find(({ id }) => id === 'hugo')).toMatchObject({ active: false, name: 'H.', withheld: ['steward'] });
  });

  it('of a person who is added twice make one of them a conflict', async () => {
    const answers = await Promise.all([{ clearances: ['aml'] }, { clearances: [] }].map((more) => world.call(admin, 'POST', '/api/people', { id: 'nina', name: 'Nina', ...more })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('two changes of one archive at once', () => {
  it('are decided one after the other: who has just given it away gives it away no second time', async () => {
    const answers = await Promise.all(['bob', 'mallory'].map((next) => world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: next })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect((await world.storage.archives.get('ACME' as never))?.owner).toBe(answers[0]?.status === 200 ? 'bob' : 'mallory');
  });

  it('a right is not given by who is losing the archive at that moment', async () => {
    const [owned, granted] = await Promise.all([
      world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'bob' }),
      world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'olga' }, level: 'write', reason: 'for myself', until: '2099-01-01' }),
    ]);
    const grants = await world.storage.directory.grants('ACME' as never);
    expect([owned.status, granted.status === 201 || granted.status === 403, grants.length]).toEqual([200, true, granted.status === 201 ? 1 : 0]);
  });
});

describe('an administrator', () => {
  it('makes nobody but others manager of a department, not by its place either', async () => {
    expect((await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['ada'] })).status).toBe(403);
    expect((await world.call(root, 'POST', '/api/departments', { id: 'it', name: 'IT', managers: ['ada'] })).status).toBe(201);
    expect((await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', parent: 'it' })).status).toBe(403);
    expect((await world.call(admin, 'GET', '/api/archives/ACME')).status).toBe(404);
    expect((await world.call(admin, 'POST', '/api/departments', { id: 'it', name: 'Computers', managers: ['ada'] })).status).toBe(201);
  });
});

describe('open channels follow', () => {
  const opened = async (who: Who, section = 'profile') => {
    const line = await lineClient(world, who);
    const channel = line.client.open('ACME', section);
    await line.until('opened', () => channel.synced);
    // who loses the right to read is cut off with the whole socket when bytes wait in it
    const ended = (): Promise<void> => line.until('closed', () => channel.closed !== null || line.client.closed !== null);
    return { client: line.client, channel, ended };
  };

  it('a department that moves below or away from the one somebody manages', async () => {
    await world.call(admin, 'POST', '/api/departments', { id: 'company', name: 'All', managers: ['mona'] });
    await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', parent: 'company' });
    const { ended } = await opened(manager);
    await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', parent: null });
    await ended();
  });

  it('an owner who comes back: the department\'s manager only reads again', async () => {
    await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['mona'] });
    await world.call(admin, 'PUT', '/api/people/olga', { active: false });
    const { channel, ended } = await opened(manager);
    expect(channel.opened?.level).toBe('manage');
    await world.call(admin, 'PUT', '/api/people/olga', { active: true });
    await ended();
  });

  it('an owner who signs in for the first time', async () => {
    await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['mona'] });
    await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'newcomer' });
    const { channel, ended } = await opened(manager);
    expect(channel.opened?.level).toBe('manage');
    await world.call({ sub: 'newcomer', name: 'New' }, 'GET', '/api/me');
    await ended();
  });

  it('a new token without the role of the one that has just ended', async () => {
    const { client, channel, ended } = await opened(steward);
    expect(channel.opened?.level).toBe('write');
    world.pass(1_800_000 + 5_000);
    client.auth(await world.token({ ...steward, roles: ['staff'] }));
    await ended();
  });
});

describe('a stream of events', () => {
  const stream = async (who: Who, path: string) => {
    const response = await world.dossier.app.request(path, { headers: { authorization: `Bearer ${await world.token(who)}`, accept: 'text/event-stream' } });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    return async (what: string, holds: (text: string, done: boolean) => boolean): Promise<void> => {
      const timer = setTimeout(() => { void reader.cancel(`not within a minute: ${what}`); text += '\nTIMED OUT'; }, 60_000);
      for (let done = false; !holds(text, done);) {
        const next = await reader.read();
        done = next.done;
        text += next.value ? new TextDecoder().decode(next.value) : '';
        if (text.endsWith('TIMED OUT')) throw new Error(`not within a minute: ${what}\n${text}`);
      }
      clearTimeout(timer);
    };
  };

  it('tells of what a newer token no longer gives', async () => {
    await world.dossier.settled();
    const until = await stream({ ...helper, roles: ['generalManager'] }, '/api/overviews?ids=ACME');
    await until('the digest', (text) => text.includes('Acme'));
    world.pass(2_000);
    await world.call({ ...helper, roles: ['staff'] }, 'GET', '/api/me');
    await until('nothing any more', (text) => text.includes('"digest":null'));
  });

  it('of a job ends with the right to import', async () => {
    vi.spyOn(world.dossier.imports, 'job').mockResolvedValue({ id: 'endless', kind: 'import', state: 'running', done: 0, total: null, report: null, error: null });
    const until = await stream(steward, '/api/jobs/endless');
    await until('the job', (text) => text.includes('running'));
    await world.call(admin, 'PUT', '/api/people/stu', { withheld: ['steward'] });
    await until('its end', (_text, done) => done);
  });
});

describe('the time of the last change', () => {
  it('does not move with what stands in a closed section', async () => {
    const seen = async () => {
      await world.dossier.settled();
      const { overview } = (await world.call<ArchiveView>(owner, 'GET', '/api/archives/ACME')).body;
      return overview;
    };
    await world.call(admin, 'PUT', '/api/people/hugo', { clearances: ['aml'] });
    const before = await seen();
    world.pass(60_000);
    const compliance: Who = { ...helper, roles: ['compliance'] };
    expect((await world.call(compliance, 'PATCH', '/api/archives/ACME/sections/aml', { fields: { 'aml.customerRisk': 4 } })).status).toBe(200);
    expect(await seen()).toEqual(before);
    expect((await world.call(owner, 'PATCH', '/api/archives/ACME/sections/profile', { texts: { 'org.businessScope': 'tools' } })).status).toBe(200);
    expect(await seen()).not.toEqual(before);
  });
});
