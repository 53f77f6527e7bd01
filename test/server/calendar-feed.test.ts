/** The calendar as Outlook and Apple read it (RFC 5545): lines of at most 75 octets folded between letters, whole days, stable ids, what names and refreshes it, no alarm and no name; fetched again only when it is another one. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { CalendarLink } from '../../model/reminders/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const owner = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const NAME = '南京长江大桥进出口贸易股份有限公司及其全资子公司第三分公司采购部';
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_TIMEZONE: 'Asia/Shanghai' } });
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  await world.call(owner, 'GET', '/api/me');
  await world.dossier.services.archives.bring('olga' as PersonId, { id: 'C1' as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': NAME, 'org.licenceValidUntil': '2026-04-20' } });
  await world.dossier.settled();
  await world.dossier.keeper.run();
}, 240_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});
const fetched = (url: string, headers: Readonly<Record<string, string>> = {}) => world.call<string>(null, 'GET', url.slice(url.indexOf('/calendar.ics')), undefined, headers);
const linkOf = async (wish: object): Promise<string> => (await world.call<CalendarLink>(owner, 'POST', '/api/links', wish)).body.url!;

it('folds Chinese between its letters at 75 octets, ends lines with CR LF, and unfolds to what was meant', async () => {
  const { body } = await fetched(await linkOf({ names: true, lang: 'zh-Hans' }));
  const lines = body.split('\r\n');
  expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of lines) {
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\ufffd');
  }
  expect(lines.some((line) => line.startsWith(' ')), 'the name is longer than a line').toBe(true);
  const [event] = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  expect(event?.summary).toContain(NAME);
});

it('is named, refreshed hourly, of its own maker; whole days end the day after and take no time; no alarm', async () => {
  const { body } = await fetched(await linkOf({ lang: 'en' }));
  const calendar = new ICAL.Component(ICAL.parse(body));
  const value = (name: string): string => String(calendar.getFirstPropertyValue(name));
  expect([value('version'), value('x-wr-calname'), value('x-wr-timezone'), value('method')]).toEqual(['2.0', 'Customers', 'Asia/Shanghai', 'PUBLISH']);
  expect(value('prodid')).toMatch(/Dossier/);
  expect([value('refresh-interval'), value('x-published-ttl')]).toEqual(['PT1H', 'PT1H']);
  const events = calendar.getAllSubcomponents('vevent');
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) {
    expect(event.getAllSubcomponents('valarm')).toEqual([]);
    for (const name of ['uid', 'dtstamp', 'dtstart', 'summary', 'sequence']) expect(event.getFirstPropertyValue(name), name).not.toBeNull();
    expect([String(event.getFirstPropertyValue('dtstart')), String(event.getFirstPropertyValue('dtend')), event.getFirstPropertyValue('transp'), event.getFirstProperty('dtstart')?.type]).toEqual(['2026-04-20', '2026-04-21', 'TRANSPARENT', 'date']);
  }
  expect(body, 'nobody’s name').not.toContain('南京');
});

it('the same to the letter while nothing changes: 304 for who has it; another tag once something is another', async () => {
  const url = await linkOf({ names: true });
  const first = await fetched(url);
  const tag = first.headers.get('etag')!;
  expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]{27}"$/)]);
  world.pass(60_000);
  const again = await fetched(url, { 'if-none-match': `W/${tag}` });
  expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', tag]);
  await world.dossier.services.archives.changeBrought('olga' as PersonId, 'C1' as ArchiveId, { owner: null as never });
  world.dossier.access.forget('C1' as ArchiveId);
  const without = await fetched(url, { 'if-none-match': tag });
  expect(without.status, 'the right is asked at each fetch').toBe(200);
  expect(without.body).not.toContain('南京');
});
