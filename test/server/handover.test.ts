/** Hand-overs over a whole server: who may, who gets what, what is so when the call returns, what follows from it and goes on after a stop. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandoverDone, HandoverItems, HandoverLetter, HandoverPreview, HandoverView, Handovers } from '../../model/handover/api.ts';
import type { ArchiveView } from '../../model/api.ts';
import type { ReminderPage } from '../../model/reminders/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const lena: Who = { sub: 'lena', name: 'Lena', roles: ['staff'], department: 'sales' };
const sven: Who = { sub: 'sven', name: 'Sven', roles: ['staff'], department: 'sales' };
const nora: Who = { sub: 'nora', name: 'Nora', roles: ['staff'], department: 'export' };
const mona: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const stu: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const ada: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const all = [lena, sven, nora, mona, stu, ada];

let world: HttpWorld;
const make = (id: string, more: object = {}, who = lena) => world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name: `Company ${id}`, ...more });
const handOver = (who: Who, wish: object) => world.call<HandoverDone & { error?: { code: string; problems?: { field: string; code: string }[] } }>(who, 'POST', '/api/handovers', { from: 'lena', reason: 'left', ...wish });
const owner = async (id: string) => (await world.call<ArchiveView>(stu, 'GET', `/api/archives/${id}`)).body.row?.owner?.id ?? null;
const items = async (who: Who, id: string, query = '') => (await world.call<HandoverItems>(who, 'GET', `/api/handovers/${id}/items${query}`)).body;
const settled = async () => { await world.dossier.services.handovers.follow.settled(); };
const audit = async (): Promise<readonly { action: string; archive: string | null; body: string }[]> => {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(`${world.config.data}/archive.db`, { readonly: true });
  try {
    return db.prepare('SELECT action, archive, body FROM audit ORDER BY seq').all() as never;
  } finally {
    db.close();
  }
};

beforeEach(async () => {
  world = await httpWorld();
  for (const who of all) await world.call(who, 'GET', '/api/me');
  for (const id of ['A1', 'A2', 'A3', 'A4']) await make(id);
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

describe('who may hand over', () => {
  it('a steward everywhere, a manager what is of the own department, nobody else anything', async () => {
    expect((await handOver(sven, { to: 'sven' })).status).toBe(403);
    expect((await handOver(ada, { to: 'sven' })).status).toBe(403);
    await world.call(lena, 'PATCH', '/api/archives/A4', { department: 'export' });
    const moved = await handOver(mona, { to: 'sven' });
    expect(moved.status).toBe(201);
    expect(moved.body.counts).toMatchObject({ given: 3, outside: 1 });
    expect([await owner('A1'), await owner('A4')]).toEqual(['sven', 'lena']);
  });

  it('a manager shuts out nobody of another department, and nobody themselves or, without being one, an administrator', async () => {
    expect((await handOver(mona, { from: 'nora', to: 'sven' })).status).toBe(403);
    expect((await handOver(mona, { from: 'mona', to: 'sven' })).status).toBe(403);
    expect((await handOver(stu, { from: 'stu', to: 'sven' })).status).toBe(403);
    // by their token alone: an administrator, whose office is everybody's, and who is not found at all
    const others: readonly Who[] = [{ sub: 'root', roles: ['admin'], department: 'sales' }, { sub: 'gina', roles: ['generalManager'], department: 'sales' }, { sub: 'cleo', roles: ['compliance'], department: 'sales' }];
    for (const who of others) await world.call(who, 'GET', '/api/me');
    for (const dryRun of [true, false]) expect(await Promise.all(others.map(async ({ sub }) => (await handOver(mona, { from: sub, to: 'sven', dryRun })).status))).toEqual([403, 403, 404]);
    expect((await handOver(stu, { from: 'root', to: 'sven' })).status).toBe(403);
    expect((await handOver(mona, { reason: 'moved', to: 'cleo' })).body.error?.problems).toMatchObject([{ field: 'rules.0.to.0', code: 'not-active' }]);
    await world.call(ada, 'PUT', '/api/people/lena', { roles: ['admin', 'staff'] });
    expect((await handOver(stu, { to: 'sven' })).status).toBe(403);
    expect((await world.call(lena, 'GET', '/api/me')).status).toBe(200);
  });

  it('a successor is somebody else who is there and works with customers; every problem is told, and nothing moves', async () => {
    await world.call(ada, 'PUT', '/api/people/sven', { active: false });
    const refused = await handOver(stu, { rules: [{ to: ['sven', 'lena'] }, { to: ['ada', 'who'] }] });
    expect(refused.status).toBe(422);
    expect(refused.body.error?.problems?.map(({ field, code }) => `${field} ${code}`)).toEqual(['rules.0.to.0 not-active', 'rules.0.to.1 same-person', 'rules.1.to.0 no-case-worker', 'rules.1.to.1 not-active']);
    expect(await owner('A1')).toBe('lena');
    expect((await handOver(stu, { from: 'nobody', to: 'nora' })).status).toBe(404);
    expect((await handOver(stu, { reason: 'split' })).status).toBe(422);
  });
});

describe('a dry run', () => {
  it('counts what there is, by department, kind and successor, and what else is the person’s; it moves nothing', async () => {
    await world.call(lena, 'PATCH', '/api/archives/A4', { department: 'export' });
    await make('N1', {}, nora);
    await world.call(nora, 'PUT', '/api/archives/N1/owners', { owner: 'nora', coOwners: ['lena'], deputies: [] });
    await world.call(lena, 'POST', '/api/grants', { archive: 'A1', to: { kind: 'person', id: 'nora' }, level: 'read', sections: null, reason: 'helps', until: null });
    const { body } = await world.call<HandoverPreview>(stu, 'POST', '/api/handovers', { from: 'lena', reason: 'left', dryRun: true, rules: [{ department: 'export', to: ['nora'] }, { to: ['sven', 'mona'] }] });
    expect(body).toMatchObject({ archives: 4, walled: 0, unassigned: 0, outside: 0, due: '2026-03-09', besides: { coOwned: 1, grantsBy: 1, grantsTo: 0, deputyOf: 0, keys: 0 } });
    expect(body.byDepartment.map(({ key, count }) => [key, count])).toEqual([['sales', 3], ['export', 1]]);
    expect(Object.fromEntries(body.bySuccessor.map(({ key, count }) => [key, count]))).toEqual({ sven: 2, mona: 1, nora: 1 });
    expect(await owner('A1')).toBe('lena');
    expect((await audit()).filter(({ action }) => action === 'handedOver')).toEqual([]);
  });
});

describe('what is so when the call returns', () => {
  it('the leaver is out everywhere, archives have their new owners, memberships and grants are gone, and every step is in the chain', async () => {
    await make('N1', {}, nora);
    await world.call(nora, 'PUT', '/api/archives/N1/owners', { owner: 'nora', coOwners: ['lena', 'mona'], deputies: [{ person: 'lena', from: '2026-01-01', to: '2026-12-31' }] });
    await make('N2', {}, nora);
    await world.call(nora, 'POST', '/api/grants', { archive: 'N2', to: { kind: 'person', id: 'lena' }, level: 'write', sections: null, reason: 'helps', until: null });
    await world.call(lena, 'POST', '/api/grants', { archive: 'A1', to: { kind: 'person', id: 'nora' }, level: 'read', sections: null, reason: 'helps', until: null });
    await world.call(lena, 'PUT', '/api/archives/A2/owners', { owner: 'lena', coOwners: ['sven', 'nora'], deputies: [] });
    const { status, body } = await handOver(stu, { to: 'sven', note: 'Retires' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ from: { id: 'lena', name: 'Lena' }, reason: 'left', due: '2026-03-09', note: 'Retires', counts: { archives: 4, given: 4 }, successors: [{ person: { id: 'sven' }, given: 4, open: 4 }] });
    expect((await world.call(lena, 'GET', '/api/me')).status).toBe(401);
    const a2 = (await world.call<ArchiveView>(stu, 'GET', '/api/archives/A2')).body.row;
    expect([a2?.owner?.id, a2?.coOwners.map(({ id }) => id)]).toEqual(['sven', ['nora']]);
    const n1 = (await world.call<ArchiveView>(nora, 'GET', '/api/archives/N1')).body.row;
    expect([n1?.coOwners.map(({ id }) => id), n1?.deputies]).toEqual([['mona'], []]);
    expect((await world.call<ArchiveView>(sven, 'GET', '/api/archives/A1')).body.level).toBe('manage');
    const grants = (await world.call<{ items: { archive: string }[] }>(stu, 'GET', `/api/handovers/${body.id}/grants`)).body.items;
    expect(grants).toMatchObject([{ archive: 'A1', to: 'person:nora', level: 'read' }]);
    expect((await world.call(nora, 'GET', '/api/archives/A1')).status).toBe(200);
    const rows = await audit();
    expect(rows.filter(({ action }) => action === 'handedOver').map(({ archive }) => archive)).toEqual(['A1', 'A2', 'A3', 'A4', null]);
    expect(rows.filter(({ action, body: text }) => action === 'grantEnded' && text.includes('handover')).map(({ archive }) => archive)).toEqual(['N2']);
    expect(rows.some(({ action, body: text }) => action === 'personChanged' && text.includes('"active":false'))).toBe(true);
    const history = (await world.call<{ items: { key: string }[] }>(stu, 'GET', '/api/archives/A1/history?section=archive')).body.items;
    expect(history.map(({ key }) => key)).toContain('owner');
  });

  it('lines and channels of the leaver are closed, those of others stay, and a line of the successor writes at once', async () => {
    const hers = await lineClient(world, lena);
    const his = await lineClient(world, sven);
    const channel = hers.client.open('A1', 'profile');
    await hers.until('opened', () => channel.synced);
    hers.client.watch(['A1', 'A2']);
    his.client.watch(['A1']);
    await handOver(stu, { to: 'sven' });
    await hers.until('closed', () => hers.client.closed !== null);
    await his.until('told', () => JSON.stringify(his.client.digests.get('A1') ?? null).includes('Sven'));
    expect(his.client.closed).toBeNull();
    expect((await world.call(sven, 'PATCH', '/api/archives/A1/sections/profile', { fields: { 'customer.shortName': 'New' } })).status).toBe(200);
  });

  it('who only moved stays signed in, without these archives and without what made them part of others', async () => {
    await make('N1', {}, nora);
    await world.call(nora, 'PUT', '/api/archives/N1/owners', { owner: 'nora', coOwners: ['lena'], deputies: [] });
    await world.call(lena, 'PATCH', '/api/archives/A1', { department: 'export' });
    expect((await handOver(stu, { reason: 'moved', to: 'nora' })).status).toBe(201);
    expect((await world.call(lena, 'GET', '/api/me')).status).toBe(200);
    expect((await world.call(lena, 'GET', '/api/archives/A1')).status).toBe(404);
    expect((await world.call(lena, 'GET', '/api/archives/N1')).status).toBe(404);
    expect((await world.call<ArchiveView>(lena, 'GET', '/api/archives/A2')).body.level).toBe('exists');
  });

  it('a split takes only what a rule names', async () => {
    expect((await handOver(stu, { reason: 'split', rules: [{ archives: ['A2', 'A3'], to: ['sven', 'nora'] }] })).body.counts).toMatchObject({ archives: 2, given: 2 });
    expect([await owner('A1'), await owner('A2'), await owner('A3')]).toEqual(['lena', 'sven', 'nora']);
    expect((await world.call<ArchiveView>(lena, 'GET', '/api/archives/A1')).body.level).toBe('manage');
  });

  it('nobody gets an archive that a wall keeps from them: it is without an owner, and a steward gives it to another', async () => {
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(`${world.config.data}/archive.db`);
    db.prepare("INSERT INTO wall (id, archive, to_kind, to_id, from_moment, until_moment, reason, person, at) VALUES ('w1','A2','person','sven','2026-01-01T00:00:00.000Z',NULL,'cousin','stu',1)").run();
    db.close();
    world.dossier.access.forget('A2' as never);
    const { body } = await handOver(stu, { to: 'sven' });
    expect(body.counts).toMatchObject({ given: 3, walled: 1 });
    expect(await owner('A2')).toBeNull();
    expect((await items(sven, body.id)).items.map(({ archive }) => archive)).toEqual(['A1', 'A3', 'A4']);
    expect((await items(stu, body.id, '?state=walled')).items).toMatchObject([{ archive: 'A2', successor: null }]);
    expect((await world.call(stu, 'POST', `/api/handovers/${body.id}/assignments`, { archives: ['A2'], to: 'sven' })).status).toBe(409);
    expect((await world.call(stu, 'POST', `/api/handovers/${body.id}/assignments`, { archives: ['A2'], to: 'nora' })).status).toBe(200);
    expect(await owner('A2')).toBe('nora');
    await settled();
  });
});

describe('what follows', () => {
  it('the successor has a list, a notice and a dated task for each, which a record of contact ends', async () => {
    const { body } = await handOver(stu, { to: 'sven', within: 3 });
    await settled();
    const now = (await world.call<HandoverView>(sven, 'GET', `/api/handovers/${body.id}`)).body;
    expect(now).toMatchObject({ state: 'done', mine: 4, whole: false, due: '2026-03-05', progress: { done: 8, total: 8 }, counts: { drafts: 4, contacted: 0 } });
    expect((await world.call<{ items: { kind: string; count: number }[] }>(sven, 'GET', '/api/notices')).body.items).toMatchObject([{ kind: 'archivesCame', count: 4 }]);
    const list = async () => (await world.call<ReminderPage>(sven, 'GET', '/api/reminders?before=2026-04-01')).body.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'firstContact')).map(({ archive }) => archive).sort();
    expect(await list()).toEqual(['A1', 'A2', 'A3', 'A4']);
    const mark = async (id: string) => (await world.call<ArchiveView>(sven, 'GET', `/api/archives/${id}`)).body.overview;
    expect(await mark('A2')).toMatchObject({ handedOver: { from: { id: 'lena', name: 'Lena' }, due: '2026-03-05' } });
    // others do not end it
    await world.call(stu, 'PATCH', '/api/archives/A1/sections/contacts-2026', { rows: { contacts: { c1: { time: '2026-03-02T08:00' } } } });
    const entered = await world.call(sven, 'PATCH', '/api/archives/A2/sections/contacts-2026', { rows: { contacts: { c2: { time: '2026-03-02T08:00' } } } });
    expect(entered.status).toBe(200);
    await settled();
    await world.dossier.keeper.settled();
    expect(await list()).toEqual(['A1', 'A3', 'A4']);
    expect(await mark('A1')).toHaveProperty('handedOver');
    expect(await mark('A2')).not.toHaveProperty('handedOver');
    expect((await items(sven, body.id, '?state=contacted')).items).toMatchObject([{ archive: 'A2' }]);
    world.pass(5 * 86_400_000);
    expect((await items(sven, body.id, '?state=overdue')).total).toBe(3);
    world.pass(26 * 86_400_000);
    expect(await mark('A1')).not.toHaveProperty('handedOver');
  });

  it('a successor confirms, or gives back to whoever handed over, who gives it to another', async () => {
    const { body } = await handOver(mona, { to: 'sven' });
    const answer = (who: Who, wish: object) => world.call<HandoverView>(who, 'POST', `/api/handovers/${body.id}/answers`, wish);
    expect((await answer(nora, { archives: 'all', answer: 'confirmed' })).status).toBe(404);
    expect((await answer(sven, { archives: ['A1'], answer: 'returned', note: 'My neighbour' })).body.counts).toMatchObject({ returned: 1, given: 3 });
    expect((await answer(sven, { archives: 'all', answer: 'confirmed' })).body.counts).toMatchObject({ returned: 1, confirmed: 3 });
    const told = (await world.call<{ items: { kind: string; count: number; text: string }[] }>(mona, 'GET', '/api/notices')).body.items;
    expect(told).toMatchObject([{ kind: 'archivesReturned', count: 1, text: 'My neighbour' }]);
    expect((await items(mona, body.id, '?state=returned')).items).toMatchObject([{ archive: 'A1', note: 'My neighbour', successor: { id: 'sven' } }]);
    expect((await world.call(sven, 'POST', `/api/handovers/${body.id}/assignments`, { archives: ['A1'], to: 'nora' })).status).toBe(403);
    expect((await world.call<HandoverView>(mona, 'POST', `/api/handovers/${body.id}/assignments`, { archives: ['A1', 'A2'], to: 'nora' })).body.counts).toMatchObject({ returned: 0, given: 1, confirmed: 3 });
    expect([await owner('A1'), await owner('A2')]).toEqual(['nora', 'sven']);
    expect((await world.call(nora, 'GET', `/api/handovers/${body.id}`)).status).toBe(200);
    await settled();
  });

  it('a letter waits for each customer in their language, is changed by hand, taken out, and marked as sent; nothing is mailed', async () => {
    await make('Z1', { name: '=广州市第一公司' });
    await world.call(ada, 'PUT', '/api/people/sven', { email: 'sven@company.example' });
    expect((await world.call(sven, 'PUT', '/api/handovers/letter', { template: {} })).status).toBe(403);
    expect((await world.call(ada, 'PUT', '/api/handovers/letter', { template: { en: { subject: 'x', body: '{wrong}' } } })).status).toBe(422);
    expect((await world.call(ada, 'PUT', '/api/handovers/letter', { template: { en: { subject: 'Now {successor}', body: 'Dear {customer}, write to {email}. Not {leaver}.' } } })).status).toBe(200);
    const { body } = await handOver(stu, { to: 'sven' });
    await settled();
    const letter = (who: Who, archive: string) => world.call<HandoverLetter>(who, 'GET', `/api/handovers/${body.id}/letters/${archive}`);
    expect((await letter(sven, 'A1')).body).toMatchObject({ lang: 'en', state: 'draft', subject: 'Now Sven', body: 'Dear Company A1, write to sven@company.example. Not Lena.', edited: false });
    expect((await letter(sven, 'Z1')).body).toMatchObject({ lang: 'zh-Hans', subject: '您的新联系人：Sven' });
    expect((await letter(nora, 'A1')).status).toBe(404);
    expect((await world.call(sven, 'PUT', `/api/handovers/${body.id}/letters/A1`, { lang: 'es', text: { subject: 'Hola', body: 'Estimado {customer}' } })).body).toMatchObject({ lang: 'es', body: 'Estimado Company A1', edited: true });
    const csv = await world.dossier.app.request(`/api/handovers/${body.id}/letters?format=csv`, { headers: { authorization: `Bearer ${await world.token(sven)}` } });
    const lines = (await csv.text()).split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines.join('\n')).toContain('"\'=广州市第一公司"');
    const html = await (await world.dossier.app.request(`/api/handovers/${body.id}/letters`, { headers: { authorization: `Bearer ${await world.token(stu)}` } })).text();
    expect(html.match(/<article/g)).toHaveLength(5);
    expect((await world.call<HandoverView>(sven, 'POST', `/api/handovers/${body.id}/letters/sent`, { archives: ['A1'], channel: 'post' })).body.counts).toMatchObject({ drafts: 4, sent: 1 });
    expect((await world.call(sven, 'PUT', `/api/handovers/${body.id}/letters/A1`, { lang: 'es', text: null })).status).toBe(409);
    expect((await items(sven, body.id, '?state=sent')).items).toMatchObject([{ archive: 'A1', channel: 'post' }]);
    expect((await audit()).filter(({ action, body: text }) => action === 'exported' && text.includes('letters'))).toHaveLength(2);
  });

  it('who hands over sees theirs, a successor what came, a steward all, others none', async () => {
    const { body } = await handOver(mona, { to: 'sven' });
    const list = async (who: Who) => (await world.call<Handovers>(who, 'GET', '/api/handovers')).body;
    expect([(await list(mona)).items.length, (await list(sven)).items.length, (await list(stu)).items.length, (await list(nora)).items.length]).toEqual([1, 1, 1, 0]);
    expect([(await list(mona)).may, (await list(sven)).may]).toEqual([true, false]);
    expect((await world.call(nora, 'GET', `/api/handovers/${body.id}`)).status).toBe(404);
    expect((await world.call<{ handover: object | null }>(sven, 'GET', '/api/archives/A1/handover')).body.handover).toMatchObject({ from: { name: 'Lena' }, to: { name: 'Sven' } });
    await settled();
  });
});
