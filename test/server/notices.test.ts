/** Notices, following and the calendar over REST: who hears of what, what is read, and that a calendar link holds no name, ends, and obeys the right of whoever made it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ICAL from 'ical.js';
import { mentionOf } from '../../model/comments.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { DailyDigest, Followed, Following, NoticePage } from '../../model/notices/api.ts';
import type { CalendarLink } from '../../model/reminders/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const other: Who = { sub: 'oscar', name: 'Oscar', roles: ['staff'], department: 'sales' };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const DAY = 86_400_000;

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_TIMEZONE: 'Europe/Madrid' } });
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  for (const who of [owner, other, stranger]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});
let count = 0;
async function archive(fields: Readonly<Record<string, string | boolean>> = {}, more: object = {}): Promise<ArchiveId> {
  const id = `N${++count}` as ArchiveId;
  await world.dossier.services.archives.bring('olga' as PersonId, { id, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': `Ferretería ${count}`, ...fields }, row: { coOwners: ['oscar' as PersonId] }, ...more });
  return id;
}
const write = (id: ArchiveId, section: string, patch: object, by = 'olga') => world.dossier.hub.write(docName(id, section), by as PersonId, patch);
const notices = async (who: Who, query = ''): Promise<NoticePage> => {
  await world.dossier.services.notices.settled();
  return (await world.call<NoticePage>(who, 'GET', `/api/notices${query}`)).body;
};
const about = async (who: Who, id: ArchiveId) => (await notices(who, '?limit=100')).items.filter((notice) => notice.archive === id);

describe('following', () => {
  it('what others change is told once a section and day; my own changes are not', async () => {
    const id = await archive();
    const follow = (following: boolean, who = owner) => world.call<Following>(who, 'PUT', `/api/archives/${id}/follow`, { following });
    expect((await follow(true, stranger)).status).toBe(404);
    expect((await follow(true)).body).toEqual({ following: true });
    expect((await world.call<Followed>(owner, 'GET', '/api/follows')).body.items).toMatchObject([{ archive: id }]);
    await write(id, 'profile', { fields: { 'customer.shortName': 'A' } }, 'olga');
    for (const name of ['B', 'C']) await write(id, 'profile', { fields: { 'customer.shortName': name } }, 'oscar');
    expect(await about(owner, id)).toMatchObject([{ kind: 'followed', section: 'profile', by: { id: 'oscar' }, count: 2, read: false, name: `Ferretería ${count}` }]);
    expect((await follow(false)).body).toEqual({ following: false });
    await write(id, 'profile', { fields: { 'customer.shortName': 'D' } }, 'oscar');
    expect(await about(owner, id)).toMatchObject([{ count: 2 }]);
  });

  it('whoever loses the right has no such notice any more', async () => {
    const id = await archive();
    expect((await world.call(other, 'PUT', `/api/archives/${id}/follow`, { following: true })).status).toBe(200);
    await write(id, 'terms', { fields: { 'crm.website': 'https://example.org' } }, 'olga').catch(() => undefined);
    await write(id, 'profile', { fields: { 'customer.shortName': 'X' } }, 'olga');
    expect(await about(other, id)).not.toEqual([]);
    await world.dossier.services.archives.changeBrought('olga' as PersonId, id, { coOwners: [] });
    world.dossier.access.forget(id);
    expect(await about(other, id)).toEqual([]);
    expect((await world.call<Followed>(other, 'GET', '/api/follows')).body.items.map(({ archive: each }) => each)).not.toContain(id);
  });
});

describe('what concerns me', () => {
  it('mentions, lines handed to me and alerts; read marks; one digest', async () => {
    const id = await archive({ 'crm.purchaseStrategy': 'monthly' });
    await world.call(owner, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-01-05', amount: '10.00' });
    await world.call(owner, 'POST', `/api/archives/${id}/comments`, { section: 'profile', record: '', text: `look ${mentionOf('oscar')}` });
    await world.dossier.settled();
    await world.dossier.keeper.run();
    await world.dossier.keeper.settled();
    await world.call(owner, 'GET', '/api/reminders');
    expect(await about(owner, id)).toMatchObject([{ kind: 'alert', section: 'trade' }]);
    expect((await world.call(owner, 'POST', `/api/reminders/${id}/handover`, { to: 'oscar', note: 'yours' })).status).toBe(200);
    const mine = await about(other, id);
    expect(mine.map(({ kind, by, text }) => [kind, by?.id, text])).toEqual([['handover', 'olga', 'yours'], ['mention', 'olga', expect.stringContaining('look')]]);
    const before = (await notices(other)).unread;
    expect((await world.call(other, 'POST', '/api/notices/read', { notices: mine.map(({ id: each }) => each) })).status).toBe(204);
    expect((await notices(other)).unread).toBe(before - 2);
    expect((await notices(other, '?unread=true')).items.some(({ archive: each }) => each === id)).toBe(false);
    const { body } = await world.call<DailyDigest>(other, 'GET', '/api/notices/digest');
    expect(body).toMatchObject({ day: '2026-03-02', person: { id: 'oscar' }, empty: false });
    expect(body.lines.map(({ archive: each }) => each)).toContain(id);
    expect((await world.call(other, 'POST', '/api/notices/read', { all: true })).status).toBe(204);
    expect((await notices(other)).unread).toBe(0);
  });

  it('pages go on where the one before ended, each notice once', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await archive());
    for (const id of ids) {
      await world.call(other, 'PUT', `/api/archives/${id}/follow`, { following: true });
      await write(id, 'profile', { fields: { 'customer.shortName': 'Y' } });
      await world.call(owner, 'POST', `/api/archives/${id}/comments`, { section: 'profile', record: '', text: `${mentionOf('oscar')} !` });
    }
    const all = (await notices(other, '?limit=100')).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: NoticePage = await notices(other, `?limit=3${next === '' ? '' : `&before=${next}`}`);
      paged.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('calendar', () => {
  const fetched = async (url: string) => world.call<string>(null, 'GET', url.slice(url.indexOf('/calendar.ics')));
  const events = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));

  it('appointments at their time in the zone, the rest whole days, without a name; moved: the same event, a higher sequence', async () => {
    const id = await archive({ 'org.licenceValidUntil': '2026-04-20' });
    await write(id, 'contacts-2026', { rows: { contacts: { c1: { time: '2026-03-01T10:00', nextAppointment: '2026-04-06T15:30', salesperson: 'olga' } } } });
    await world.dossier.settled();
    await world.dossier.keeper.run();
    const { status, body: link } = await world.call<CalendarLink>(owner, 'POST', '/api/links', { lang: 'es' });
    expect([status, link.names]).toEqual([201, false]);
    const first = await fetched(link.url!);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(first.body).not.toContain('Ferreter');
    const own = events(first.body).filter((event) => event.description.includes(`/a/${id}`));
    const [meeting, paper] = [own.find(({ startDate }) => !startDate.isDate)!, own.find(({ startDate }) => startDate.isDate)!];
    expect([meeting.summary, meeting.startDate.toString(), meeting.startDate.zone.tzid]).toEqual(['Cita', '2026-04-06T15:30:00', 'Europe/Madrid']);
    expect(meeting.startDate.toJSDate().toISOString(), 'summer time, by the zone that stands in the file').toBe('2026-04-06T13:30:00.000Z');
    expect([paper.startDate.toString(), paper.endDate.toString(), paper.sequence]).toEqual(['2026-04-20', '2026-04-21', 0]);
    await write(id, 'contacts-2026', { rows: { contacts: { c1: { nextAppointment: '2026-04-07T16:00' } } } });
    await world.dossier.keeper.settled();
    const moved = events((await fetched(link.url!)).body).find(({ uid }) => uid === meeting.uid)!;
    expect([moved.startDate.toString(), moved.sequence]).toEqual(['2026-04-07T16:00:00', 1]);
    expect((await world.call<{ items: CalendarLink[] }>(owner, 'GET', '/api/links')).body.items).toMatchObject([{ id: link.id, fetched: expect.any(String) }]);
    expect((await world.call<{ items: CalendarLink[] }>(owner, 'GET', '/api/links')).body.items[0]).not.toHaveProperty('url');
    expect((await world.call(other, 'DELETE', `/api/links/${link.id}`)).status).toBe(404);
    expect((await world.call(owner, 'DELETE', `/api/links/${link.id}`)).status).toBe(204);
    expect((await fetched(link.url!)).status).toBe(404);
  });

  it('with names where they were asked for; what is not signed, has ended, or whose person may not read, holds nothing', async () => {
    const id = await archive({ 'org.licenceValidUntil': '2026-04-20' });
    await world.dossier.settled();
    await world.dossier.keeper.run();
    const { body: link } = await world.call<CalendarLink>(owner, 'POST', '/api/links', { names: true, days: 10 });
    expect((await fetched(link.url!)).body).toContain(`/a/${id}`);
    expect(events((await fetched(link.url!)).body).map(({ summary }) => summary).join()).toContain(`Ferretería ${count}`);
    expect((await fetched(`${link.url!.slice(0, -2)}xx`)).status).toBe(404);
    expect((await fetched('/calendar.ics')).status).toBe(404);
    await world.dossier.services.archives.changeBrought('olga' as PersonId, id, { owner: 'sam' as PersonId, coOwners: [] });
    world.dossier.access.forget(id);
    expect((await fetched(link.url!)).body, 'before anything is reckoned anew').not.toContain(`/a/${id}`);
    world.pass(11 * DAY);
    expect((await fetched(link.url!)).status).toBe(404);
  });

  it('is listed with its last use, and ended by its person or an administrator, by nobody else', async () => {
    const root: Who = { sub: 'root', roles: ['admin'] };
    const { body: link } = await world.call<CalendarLink>(owner, 'POST', '/api/links', { names: false, days: 10 });
    const listed = async (who: Who) => (await world.call<{ items: readonly CalendarLink[] }>(who, 'GET', '/api/people/olga/links'));
    expect((await fetched(link.url!)).status).toBe(200);
    expect((await listed(root)).body.items.find(({ id }) => id === link.id)).toMatchObject({ fetched: expect.stringMatching(/^2026-/) as string });
    expect(JSON.stringify((await listed(root)).body)).not.toContain('calendar.ics');
    expect((await listed(other)).status).toBe(403);
    expect((await world.call(other, 'DELETE', `/api/people/olga/links/${link.id}`)).status).toBe(403);
    expect((await world.call(root, 'DELETE', `/api/people/oscar/links/${link.id}`)).status).toBe(404);
    expect((await fetched(link.url!)).status).toBe(200);
    expect((await world.call(root, 'DELETE', `/api/people/olga/links/${link.id}`)).status).toBe(204);
    expect((await fetched(link.url!)).status).toBe(404);
  });
});
