/** Somebody knows that they leave (P-08): from the announcement on nothing leaves by them, a day's work is read, and it ends with the hand-over or is taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandoverDone, HandoverView, Handovers } from '../../model/handover/api.ts';
import { LEAVER_READS } from '../../model/handover/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const lena: Who = { sub: 'lena', name: 'Lena', roles: ['staff', 'steward'], department: 'sales' };
const sven: Who = { sub: 'sven', name: 'Sven', roles: ['staff'], department: 'sales' };
const mona: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const stu: Who = { sub: 'stu', name: 'Stu', roles: ['steward'], department: 'office' };
const eva: Who = { sub: 'eva', name: 'Eva', roles: ['auditor'] };
const DAY = 86_400_000;

let world: HttpWorld;
const announce = (who: Who, more: object = {}) => world.call<HandoverView & { error?: { code: string } }>(who, 'POST', '/api/handovers/announcements', { from: 'lena', reason: 'left', day: '2026-03-31', ...more });
const lists = async (who: Who, cursor: string | null = null) => world.call<{ items: { id: string }[]; next: string | null }>(who, 'POST', '/api/archives/query', { limit: 100, ...(cursor === null ? {} : { cursor }) });

beforeAll(async () => {
  world = await httpWorld();
  for (const who of [lena, sven, mona, stu, eva]) await world.call(who, 'GET', '/api/me');
  await world.call(lena, 'POST', '/api/bulk/archives', { items: Array.from({ length: LEAVER_READS + 40 }, (_, i) => ({ id: `C${String(i).padStart(3, '0')}`, kind: 'organisation', name: `Company ${i}` })) });
  await world.dossier.services.handovers.follow.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

describe('an announced hand-over', () => {
  let id: string;

  it('is announced by a steward or who manages the department, of somebody else, once, for a day that is not over', async () => {
    expect((await announce(sven)).status).toBe(403);
    expect((await announce(lena)).status).toBe(403);
    expect((await announce(mona, { from: 'stu' })).status).toBe(403);
    expect((await announce(stu, { from: 'nobody' })).status).toBe(404);
    expect((await announce(stu, { day: '2026-02-27' })).status).toBe(422);
    expect((await announce(stu, { day: 'soon' })).status).toBe(422);
    expect((await announce(stu, { reason: 'split' })).status).toBe(422);
    expect((await announce(mona)).status).toBe(403); // a steward is there for the whole company
    const own = await announce(mona, { from: 'sven' });
    expect(own.status).toBe(201);
    expect((await world.call(mona, 'POST', `/api/handovers/${own.body.id}/withdraw`, { reason: 'Stays with us' })).status).toBe(200);
    const done = await announce(stu, { note: 'To the coast' });
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({ state: 'announced', due: '2026-03-31', note: 'To the coast', from: { id: 'lena' }, by: { id: 'stu' }, counts: { archives: 0 }, withdrawn: null });
    expect((await announce(stu)).status).toBe(409);
    ({ id } = done.body);
    expect((await world.call<Handovers>(stu, 'GET', '/api/handovers')).body.items.map((each) => [each.id, each.state])).toEqual([[id, 'announced'], [own.body.id, 'withdrawn']]);
  });

  it('closes every export to the person, tells them, and leaves their work to them', async () => {
    expect((await world.call<{ can: { export: boolean } }>(lena, 'GET', '/api/me')).body.can.export).toBe(false);
    expect((await world.call<{ can: { export: boolean } }>(stu, 'GET', '/api/me')).body.can.export).toBe(true);
    expect((await world.call(lena, 'POST', '/api/archives/C000/sheet', {})).status).toBe(403);
    expect((await world.call(lena, 'POST', '/api/mass-updates', { target: { ids: ['C000'] }, sets: [{ key: 'customer.shortName', op: 'set', values: ['x'] }] })).status).toBe(403);
    expect((await world.call(lena, 'GET', '/api/analysis/a03?format=csv')).status).toBe(403);
    expect((await world.call(lena, 'PATCH', '/api/archives/C000/sections/profile', { fields: { 'customer.shortName': 'Still mine' } })).status).toBe(200);
    const notices = (await world.call<{ items: { kind: string }[] }>(lena, 'GET', '/api/notices')).body.items;
    expect(notices.map(({ kind }) => kind)).toContain('leaveAnnounced');
  });

  it('a link of the calendar that was fetched before answers no more', async () => {
    const link = await world.call<{ url: string }>(sven, 'POST', '/api/links', { names: true, days: 30, lang: 'en' });
    const path = new URL(link.body.url).pathname + new URL(link.body.url).search;
    expect((await world.call(null, 'GET', path)).status).toBe(200);
    const his = await announce(stu, { from: 'sven' });
    expect((await world.call(null, 'GET', path)).status).toBe(404);
    expect((await world.call(stu, 'POST', `/api/handovers/${his.body.id}/withdraw`, { reason: 'Stays after all' })).status).toBe(200);
    expect((await world.call(null, 'GET', path)).status).toBe(200);
  });

  it('reads a day’s work of customers, by lists and one by one together; the same ones again, and tomorrow others', async () => {
    const first = await lists(lena);
    expect([first.status, first.body.items.length]).toEqual([200, 100]);
    const next = await lists(lena, first.body.next);
    expect(next.status).toBe(200);
    expect((await lists(lena, next.body.next)).status).toBe(403);
    const told = new Set([...first.body.items, ...next.body.items].map((each) => each.id));
    const other = Array.from({ length: LEAVER_READS + 40 }, (_, i) => `C${String(i).padStart(3, '0')}`).filter((each) => !told.has(each)).pop() ?? '';
    expect((await world.call(lena, 'GET', `/api/archives/${other}`)).status).toBe(403);
    expect((await world.call(lena, 'GET', `/api/archives/${first.body.items[5]?.id}`)).status).toBe(200);
    expect((await lists(lena)).status).toBe(200);
    expect((await world.call(stu, 'GET', `/api/archives/${other}`)).status).toBe(200);
    world.pass(DAY);
    expect((await world.call(lena, 'GET', `/api/archives/${other}`)).status).toBe(200);
  });

  it('is there again after a start', async () => {
    world.dossier.access.directory.leavers.keep([]);
    await world.dossier.services.handovers.start();
    expect((await world.call<{ can: { export: boolean } }>(lena, 'GET', '/api/me')).body.can.export).toBe(false);
  });

  it('is taken back with a reason, never by whom it is about, and stays in the list with who and why', async () => {
    expect((await world.call(lena, 'POST', `/api/handovers/${id}/withdraw`, { reason: 'I want my list' })).status).toBe(403);
    expect((await world.call(sven, 'POST', `/api/handovers/${id}/withdraw`, { reason: 'x' })).status).toBe(404);
    expect((await world.call(stu, 'POST', `/api/handovers/${id}/withdraw`, { reason: ' ' })).status).toBe(422);
    const back = await world.call<HandoverView>(stu, 'POST', `/api/handovers/${id}/withdraw`, { reason: 'Stays' });
    expect(back.body).toMatchObject({ state: 'withdrawn', withdrawn: { by: { id: 'stu' }, reason: 'Stays' } });
    expect((await world.call(stu, 'POST', `/api/handovers/${id}/withdraw`, { reason: 'Again' })).status).toBe(409);
    expect((await world.call<{ can: { export: boolean } }>(lena, 'GET', '/api/me')).body.can.export).toBe(true);
    expect((await world.call(lena, 'POST', '/api/archives/C000/sheet', {})).status).toBe(200);
  });

  it('ends with the hand-over, which says that it was announced, when and by whom; the chain has each step, and no reason', async () => {
    const again = await announce(stu, { reason: 'moved' });
    const done = await world.call<HandoverDone>(stu, 'POST', '/api/handovers', { from: 'lena', reason: 'moved', to: 'sven' });
    expect(done.body).toMatchObject({ announced: { by: { id: 'stu' }, day: '2026-03-31' }, withdrawn: null });
    expect((await world.call<Handovers>(stu, 'GET', '/api/handovers')).body.items.map((each) => each.id)).not.toContain(again.body.id);
    expect((await world.call<{ can: { export: boolean } }>(lena, 'GET', '/api/me')).body.can.export).toBe(true);
    const rows = (await world.call<{ items: { action: string; object: string; detail: { state?: string } }[] }>(eva, 'GET', '/api/audit?action=handOverStep')).body.items;
    expect(rows.filter(({ object }) => object === id).map(({ detail }) => detail.state)).toEqual(['withdrawn', 'announced']);
    expect(JSON.stringify(rows)).not.toContain('Stays');
    await world.dossier.services.handovers.follow.settled();
  });
});
