/** A person without the right, at every door of the running server: REST, list, search, overviews, plain sync. What one may not see is not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { mint, start, type Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

let server: Running;
let owner: string;
let reader: string;
let stranger: string;

beforeAll(async () => {
  server = await start();
  [owner, reader, stranger] = await Promise.all([
    mint({ sub: 'owner', name: 'Olga', roles: ['staff'] }), mint({ sub: 'reader', name: 'Rui', roles: ['staff'] }), mint({ sub: 'stranger', name: 'Sam', roles: ['staff'] }),
  ]) as [string, string, string];
  for (const token of [owner, reader, stranger]) expect((await server.api(token, 'GET', '/api/me')).status).toBe(200);
  expect((await server.api(owner, 'POST', '/api/archives', { id: 'DOORS', kind: 'organisation', name: 'Quincaillerie Zéphyr' })).status).toBe(201);
  const grant = await server.api(owner, 'POST', '/api/grants', { archive: 'DOORS', to: { kind: 'person', id: 'reader' }, level: 'read', sections: null, until: null, reason: 'helps with the audit' });
  expect(grant.status, JSON.stringify(grant.body)).toBe(201);
});
afterAll(async () => { await server.stop(); });

describe('a person without the right', () => {
  it('gets the answer of an archive that was never opened, from every path', async () => {
    for (const path of ['', '/overview', '/sections/profile', '/sections/identity', '/transactions', '/files', '/comments?section=contacts', '/comments/counts?section=contacts', '/comments/people?section=contacts']) {
      const there = await server.api(stranger, 'GET', `/api/archives/DOORS${path}`);
      const nowhere = await server.api(stranger, 'GET', `/api/archives/NOWHERE${path}`);
      expect(there.status, path).toBe(404);
      expect(there, path).toEqual(nowhere);
    }
    for (const [method, path, body] of [['PATCH', '', { code: 'x' }], ['PATCH', '/sections/profile', { fields: { 'customer.shortName': 'x' } }], ['PUT', '/owners', { owner: 'stranger' }], ['POST', '/state', { state: 'closed' }],
      ['POST', '/comments', { section: 'contacts', text: 'x' }], ['PATCH', '/comments/x', { text: 'x' }], ['DELETE', '/comments/x', undefined]] as const) {
      const there = await server.api(stranger, method, `/api/archives/DOORS${path}`, body);
      expect(there.status, path).toBe(404);
      expect(there, path).toEqual(await server.api(stranger, method, `/api/archives/NOWHERE${path}`, body));
    }
  });

  it('finds it in no list and no search', async () => {
    for (const query of ['', '?q=Quincaillerie', '?q=Zephyr', '?q=DOORS']) {
      const page = await server.api<{ items: unknown[]; total: number }>(stranger, 'GET', `/api/archives${query}`);
      expect(page.body, query).toMatchObject({ items: [], total: 0 });
    }
    expect((await server.api<{ total: number }>(owner, 'GET', '/api/archives?q=zephyr')).body.total).toBe(1);
  });

  it('is refused at the sync door, like at a section that does not exist', async () => {
    const answers = await Promise.all([['DOORS', 'profile'], ['NOWHERE', 'profile'], ['DOORS', 'aml']].map(async ([archive, section]) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${archive}/${section}`, { headers: { authorization: `Bearer ${stranger}` } });
      socket.on('error', () => undefined); // the refusal is heard below
      return new Promise<{ status: number; body: string }>((done) => {
        socket.on('unexpected-response', (_request, response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => { body += chunk.toString(); });
          response.on('end', () => { done({ status: response.statusCode ?? 0, body }); });
        });
        socket.on('close', (status, reason) => { done({ status, body: reason.toString() }); });
      });
    }));
    for (const answer of answers) expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('hears nothing on the digests', async () => {
    const { body } = await server.api(stranger, 'GET', '/api/overviews?ids=DOORS,NOWHERE');
    expect(JSON.stringify(body)).not.toContain('Quincaillerie');
  });
});

describe('a reader', () => {
  it('reads, and is told that a write is refused', async () => {
    const client = connect(server.url, reader, 'DOORS', 'profile');
    await client.synced;
    expect(client.doc.getMap('fields').get('customer.name')).toBe('Quincaillerie Zéphyr');
    client.doc.getMap('fields').set('customer.shortName', 'mine now');
    const end = await client.closed;
    expect(end.code).toBe(4422);
    expect(end.reason).toContain('read-only');
    client.destroy();
    const { body } = await server.api<{ fields: Record<string, unknown> }>(owner, 'GET', '/api/archives/DOORS/sections/profile');
    expect(body.fields['customer.shortName']).toBeUndefined();
    expect((await server.api(reader, 'PATCH', '/api/archives/DOORS/sections/profile', { fields: { 'customer.shortName': 'x' } })).status).toBe(403);
  });
});

describe('who may write the profile', () => {
  it('cannot make himself owner by any update', async () => {
    const coOwner = await mint({ sub: 'writer', name: 'Wu', roles: ['staff'] });
    await server.api(coOwner, 'GET', '/api/me');
    expect((await server.api(owner, 'PUT', '/api/archives/DOORS/owners', { owner: 'owner', coOwners: ['writer'], deputies: [] })).status).toBe(200);
    for (const write of [
      (doc: import('yjs').Doc) => { doc.getMap('fields').set('customer.owner', 'writer'); },
      (doc: import('yjs').Doc) => { doc.getMap('archive').set('owner', 'writer'); },
      (doc: import('yjs').Doc) => { doc.getMap('marks').set('customer.owner#source', 'writer'); },
      (doc: import('yjs').Doc) => { doc.getMap('rows').set('owners/x/person', 'writer'); },
    ]) {
      const client = connect(server.url, coOwner, 'DOORS', 'profile');
      await client.synced;
      write(client.doc);
      expect((await client.closed).code).toBe(4422);
      client.destroy();
    }
    for (const body of [{ owner: 'writer' }, { keeper: 'writer', owner: 'writer' }]) expect((await server.api(coOwner, 'PUT', '/api/archives/DOORS/owners', body)).status).toBe(403);
    expect((await server.api(coOwner, 'PATCH', '/api/archives/DOORS', { owner: 'writer' })).status).toBeGreaterThanOrEqual(400);
    const { body } = await server.api<{ row: { owner: { id: string } } }>(owner, 'GET', '/api/archives/DOORS');
    expect(body.row.owner.id).toBe('owner');
  });
});
