/** A customer by a link, at every door: what stands in it, for how long, under whose right; what ends it ends it everywhere at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveLink, ArchiveLinks, LinkKind, LinkPreview } from '../../model/elsewhere/api.ts';
import type { ApiErrorBody } from '../../model/api.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { policyOf } from '../../model/rights.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const OLGA: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const RITA: Who = { sub: 'rita', name: 'Rita', roles: ['staff'], department: 'sales' };
const STRANGER: Who = { sub: 'sven', name: 'Sven', roles: ['staff'], department: 'other' };
const ADMIN: Who = { sub: 'adam', name: 'Adam', roles: ['admin'] };
const NAME = '南京长江大桥 <贸易> & 公司';
const DAY = 86_400_000;
const KINDS: readonly LinkKind[] = ['picture', 'frame', 'table', 'calendar'];
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_ARCHIVE_URL: 'https://intranet.example/cust?no={key:erp}', DOSSIER_PUBLIC_URL: 'http://intranet.test/dossier' } });
  const { services } = world.dossier;
  await services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }, { id: 'other' as DepartmentId, name: 'Other', parent: null, managers: [] }]);
  for (const who of [OLGA, RITA, STRANGER, ADMIN]) await world.call(who, 'GET', '/api/me');
  for (const [id, keys] of [['C1', ['erp:GZ/1']], ['C2', []]] as const) {
    await services.archives.bring('olga' as PersonId, { id: id as ArchiveId, keys: keys as never, kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': NAME, 'org.licenceValidUntil': '2026-04-20' } });
  }
  await world.call(OLGA, 'POST', '/api/grants', { archive: 'C1', to: { kind: 'person', id: 'rita' }, level: 'read', sections: null, reason: 'helps' });
  await services.transactions.bring([{ id: 't1', archive: 'C1' as ArchiveId, source: 'erp', externalId: 'R-1', kind: 'sale', date: '2026-02-01', amount: '1200.00', currency: 'EUR', lines: [] } as never]);
  await world.dossier.settled();
  await world.dossier.keeper.run();
}, 240_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const made = async (kind: LinkKind, more: object = {}, who = OLGA, archive = 'C1'): Promise<ArchiveLink & { url: string }> => {
  const { status, body } = await world.call<ArchiveLink & { url: string }>(who, 'POST', `/api/archives/${archive}/links`, { kind, ...(kind === 'calendar' ? {} : { schemes: ['abc', 'lifecycle'] }), ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};
const at = (url: string): string => url.replace('http://intranet.test/dossier', '');
const read = (url: string, headers: Readonly<Record<string, string>> = {}) => world.call<string>(null, 'GET', at(url), undefined, headers);
const gone = (kind: LinkKind): number => (kind === 'calendar' ? 404 : 410);
const listed = async (who = OLGA, archive = 'C1') => (await world.call<ArchiveLinks>(who, 'GET', `/api/archives/${archive}/links`)).body;

describe('what a link shows', () => {
  it('a picture: with words for ears, no name unless wished, escaped where it is, widths of its own', async () => {
    const { url } = await made('picture', { lang: 'zh-Hans' });
    expect(url).toMatch(/^http:\/\/intranet\.test\/dossier\/badge\/C1\.svg\?link=[\w-]+\.[\w-]+\.svg$/);
    const { status, body, headers } = await read(url);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(body).toMatch(/^<svg [^>]*role="img" aria-label="客户类别：[^"]+" lang="zh-Hans"[^>]*><title>客户类别：[^<]+<\/title><style>@media \(prefers-color-scheme:dark\)/);
    expect(body).toMatch(/textLength="[\d.]+"/);
    expect(body).not.toMatch(/南京|<script|href/);
    const named = await read((await made('picture', { names: true })).url);
    expect(named.body).toContain('南京长江大桥 &#60;贸易&#62; &#38; 公司');
    expect((await read(`${url.replace('?', '?theme=dark&lang=es&')}`)).body).toMatch(/aria-label="Clase de cliente: (?![^]*<style>)/);
  });

  it('a page for a frame: the picture and a link to where the company keeps its customers; any page may show it', async () => {
    const { body, headers } = await read((await made('frame', { names: true })).url);
    expect(body).toContain('<a href="https://intranet.example/cust?no=GZ%2F1" target="_blank" rel="noopener noreferrer"');
    expect(body).toContain('role="img"');
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a table: a mark for Excel, classes, sums only where wished, the address', async () => {
    const { body, headers } = await read((await made('table', { lang: 'en' })).url);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(body.startsWith('\ufeffWhat,Value,Since,Trend\r\nCustomer,C1,,\r\n')).toBe(true);
    expect(body).toContain('Link,https://intranet.example/cust?no=GZ%2F1');
    expect(body).not.toMatch(/1200|南京/);
    expect((await read((await made('table', { figures: true, names: true })).url)).body).toMatch(/Sales less returns,1200\.00[^]*Last purchase,2026-02-01/);
  });

  it('a calendar of this customer alone', async () => {
    const { url } = await made('calendar', { names: true });
    const { body } = await read(url);
    expect(body.match(/BEGIN:VEVENT/g)?.length).toBe(2);
    expect(body, 'C2 has a paper that expires, too').not.toContain('/a/C2');
    expect(body.replaceAll('\r\n ', '')).toContain('URL;VALUE=URI:https://intranet.example/cust?no=GZ%2F1');
  });

  it('leads to the server’s own page where the archive has no such key', async () => {
    expect((await listed(OLGA, 'C2')).leads).toBe('http://intranet.test/dossier/a/C2');
    expect((await read((await made('frame', {}, OLGA, 'C2')).url)).body).toContain('href="http://intranet.test/dossier/a/C2"');
  });

  it('its maker sees before what its reader will see', async () => {
    const preview = async (query: string) => (await world.call<LinkPreview>(OLGA, 'GET', `/api/archives/C1/links/preview?${query}`)).body;
    const picture = await preview('kind=picture&schemes=abc,lifecycle&names=true');
    expect(picture.picture?.dark).toBe((await read((await made('picture', { names: true })).url.replace('?', '?theme=dark&'))).body);
    const table = await preview('kind=table&schemes=abc,lifecycle&figures=true');
    expect(table.rows?.map((row) => row[0])).toEqual(['What', 'Customer', expect.any(String), expect.any(String), 'Purchases', 'Sales less returns', 'Currency', 'Last purchase', 'Link']);
    expect((await preview('kind=calendar&names=true')).rows).toContainEqual(['2026-04-20', expect.stringContaining('南京')]);
  });
});

describe('who keeps a copy', () => {
  it('is told for how long, and asks with a strong tag whether it is another', async () => {
    for (const kind of ['picture', 'frame', 'table'] as const) {
      const { url } = await made(kind);
      const { headers } = await read(url);
      expect(headers.get('etag')).toMatch(/^"[\w-]{27}"$/);
      expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-content-type-options'), headers.get('x-robots-tag')]).toEqual(['private, max-age=60, must-revalidate', 'no-referrer', 'nosniff', 'noindex']);
      const again = await read(url, { 'if-none-match': headers.get('etag')! });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', headers.get('etag')]);
    }
  });
});

describe('what ends a link', () => {
  it('a link of one kind opens no other door, and a forged one none: a picture that says so', async () => {
    const { url } = await made('picture');
    const signed = url.slice(url.indexOf('link=') + 5).replace(/\.svg$/, '');
    for (const path of [`/badge/C1.html?link=${signed}`, `/badge/C1.csv?link=${signed}`, `/calendar.ics?link=${signed}`, `/badge/C1.svg?link=${signed.slice(0, -1)}${signed.endsWith('A') ? 'B' : 'A'}`, '/badge/C1.svg', '/badge/C1.exe']) expect((await read(path)).status, path).toBe(404);
    const { body, headers } = await read('/badge/C1.svg?lang=zh-Hant');
    expect(body).toContain('aria-label="連結無效"');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  const ends: readonly (readonly [how: string, end: (link: ArchiveLink) => Promise<unknown>])[] = [
    ['its maker ends it', ({ id }) => world.call(OLGA, 'DELETE', `/api/archives/C1/links/${id}`)],
    ['its maker ends it in the list of sign-ins', ({ id }) => world.call(OLGA, 'DELETE', `/api/people/olga/links/${id}`)],
    ['an administrator ends it', ({ id }) => world.call(ADMIN, 'DELETE', `/api/people/olga/links/${id}`)],
  ];
  it.each(ends)('%s: at once, at every door', async (_how, end) => {
    for (const kind of KINDS) {
      const link = await made(kind);
      const before = await read(link.url);
      expect(before.status).toBe(200);
      await end(link);
      // also for whoever asks whether what they keep is still the newest
      const { status, body, headers } = await read(link.url, { 'if-none-match': before.headers.get('etag')! });
      expect([kind, status, headers.get('etag')]).toEqual([kind, gone(kind), null]);
      if (kind !== 'calendar') expect(body).toContain('Link ended');
      expect(JSON.stringify(await listed())).not.toContain(link.id);
    }
  });

  it('its day has come', async () => {
    const all = await Promise.all(KINDS.map(async (kind) => [kind, (await made(kind, { days: 1 })).url] as const));
    world.pass(DAY + 1_000);
    for (const [kind, url] of all) expect([kind, (await read(url)).status]).toEqual([kind, gone(kind)]);
    expect((await listed()).items.filter(({ until }) => Date.parse(until) <= world.now())).toEqual([]);
  });

  it('its maker reads the customer no longer, and may not bring it back by having made it', async () => {
    const all = await Promise.all(KINDS.map(async (kind) => [kind, (await made(kind, {}, RITA)).url] as const));
    for (const [kind, url] of all) expect([kind, (await read(url)).status]).toEqual([kind, 200]);
    const grants = (await world.call<{ grants: readonly { id: string; to: { id: string } }[] }>(OLGA, 'GET', '/api/archives/C1/access')).body;
    const id = JSON.stringify(grants).match(/"id":"([^"]+)","to":\{[^}]*"rita"/)?.[1];
    expect((await world.call(OLGA, 'DELETE', `/api/grants/${id}`)).status).toBe(204);
    for (const [kind, url] of all) expect([kind, (await read(url)).status]).toEqual([kind, gone(kind)]);
  });

  it('the policy allows less, or none: for links that are there, too', async () => {
    const { url } = await made('picture', { days: 100 });
    const keep = world.dossier.access.directory.policy;
    try {
      world.dossier.access.directory.keepPolicy(policyOf({ ...keep, linkDays: 30 }));
      expect((await world.call<ApiErrorBody>(OLGA, 'POST', '/api/archives/C1/links', { kind: 'picture', schemes: ['abc'], days: 31 })).status).toBe(422);
      expect((await world.call(OLGA, 'POST', '/api/links', { days: 31 })).status).toBe(422);
      expect((await listed()).days).toEqual({ shipped: 30, most: 30 });
      expect((await read(url)).status).toBe(200);
      world.dossier.access.directory.keepPolicy(policyOf({ ...keep, linkDays: 0 }));
      expect((await read(url)).status).toBe(410);
      expect((await world.call(OLGA, 'POST', '/api/archives/C1/links', { kind: 'picture', schemes: ['abc'] })).status).toBe(403);
    } finally {
      world.dossier.access.directory.keepPolicy(keep);
    }
  });
});

describe('a customer that was merged into another', () => {
  const bring = async (id: string): Promise<void> => {
    await world.dossier.services.archives.bring('olga' as PersonId, { id: id as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': `${id} Trading`, 'org.licenceValidUntil': '2026-04-20' } });
  };
  const merge = async (winner: string, loser: string): Promise<string> => {
    const { status, body } = await world.call<{ id: string }>(OLGA, 'POST', '/api/merges', { winner, loser });
    expect(status, JSON.stringify(body)).toBe(201);
    await world.dossier.settled();
    await world.dossier.keeper.run();
    return body.id;
  };

  it('its links lead to the other, stand in the list there and end there; undone, they lead back', async () => {
    await bring('M1');
    await bring('M2');
    await world.dossier.settled();
    await world.dossier.keeper.run();
    const all = await Promise.all(KINDS.map(async (kind) => made(kind, { names: true }, OLGA, 'M2')));
    const id = await merge('M1', 'M2');
    for (const { kind, url } of all) {
      const { status, body } = await read(url);
      expect([kind, status]).toEqual([kind, 200]);
      expect(body, kind).toContain('M1 Trading');
      expect(body, kind).not.toContain('M2');
    }
    const [picture, ...rest] = all;
    expect((await listed(OLGA, 'M1')).items.map((link) => link.id).sort()).toEqual(all.map((link) => link.id).sort());
    expect((await listed(OLGA, 'M2')).items.length, 'by its old number, too').toBe(all.length);
    expect((await world.call(OLGA, 'DELETE', `/api/archives/M1/links/${picture!.id}`)).status).toBe(204);
    expect((await read(picture!.url)).status).toBe(410);
    expect((await world.call(OLGA, 'POST', `/api/merges/${id}/undo`)).status).toBe(200);
    await world.dossier.settled();
    await world.dossier.keeper.run();
    for (const { kind, url } of rest) expect((await read(url)).body, kind).toContain('M2 Trading');
    expect((await listed(OLGA, 'M1')).items).toEqual([]);
    expect((await listed(OLGA, 'M2')).items.length).toBe(rest.length);
  });

  it('who does not read the other one has none left', async () => {
    await bring('M3');
    await bring('M4');
    await world.call(OLGA, 'POST', '/api/grants', { archive: 'M4', to: { kind: 'person', id: 'sven' }, level: 'read', sections: null, reason: 'helps' });
    const all = await Promise.all(KINDS.map(async (kind) => made(kind, {}, STRANGER, 'M4')));
    for (const { kind, url } of all) expect([kind, (await read(url)).status]).toEqual([kind, 200]);
    await merge('M3', 'M4');
    for (const { kind, url } of all) expect([kind, (await read(url)).status]).toEqual([kind, gone(kind)]);
  });
});

describe('who may', () => {
  beforeEach(async () => { await world.call(OLGA, 'POST', '/api/grants', { archive: 'C1', to: { kind: 'person', id: 'rita' }, level: 'read', sections: null, reason: 'helps' }); });

  it('make: whoever reads the customer, of classes that may stand elsewhere', async () => {
    expect((await world.call(STRANGER, 'POST', '/api/archives/C1/links', { kind: 'picture', schemes: ['abc'] })).status).toBe(404);
    for (const scheme of ['aml', 'bankKind', 'stars', 'grade']) expect((await world.call(OLGA, 'POST', '/api/archives/C1/links', { kind: 'picture', schemes: [scheme] })).status, scheme).toBe(422);
    expect((await listed()).schemes).toEqual(expect.not.arrayContaining(['aml', 'bankKind', 'bankTier', 'stars', 'grade']));
    expect((await listed()).schemes).toContain('abc');
    expect((await world.call(OLGA, 'POST', '/api/archives/C1/links', { kind: 'picture', schemes: [] })).status).toBe(422);
  });

  it('see and end: one’s own, and whoever manages the archive all of them; the address never again', async () => {
    const hers = await made('picture', {}, RITA);
    const his = await made('picture');
    expect((await listed(RITA)).items.map(({ id }) => id)).toContain(hers.id);
    expect((await listed(RITA)).items.map(({ id }) => id)).not.toContain(his.id);
    expect((await listed()).items.find(({ id }) => id === hers.id)).toMatchObject({ by: { id: 'rita', name: 'Rita' }, mine: false, fetched: null });
    expect(JSON.stringify(await listed())).not.toContain('link=');
    expect((await world.call(RITA, 'DELETE', `/api/archives/C1/links/${his.id}`)).status).toBe(404);
    expect((await world.call(OLGA, 'DELETE', `/api/archives/C2/links/${hers.id}`)).status, 'another archive').toBe(404);
    await read(hers.url);
    expect((await listed(RITA)).items.find(({ id }) => id === hers.id)?.fetched).toEqual(expect.any(String));
    expect((await world.call(OLGA, 'DELETE', `/api/archives/C1/links/${hers.id}`)).status).toBe(204);
    expect((await read(hers.url)).status).toBe(410);
  });

  it('each made and each ended leaves a row, with who did it', async () => {
    const hers = await made('table', { names: true }, RITA);
    await world.call(OLGA, 'DELETE', `/api/archives/C1/links/${hers.id}`);
    const { rows } = await world.storage.audit.page({ archive: 'C1' as ArchiveId, person: null, actions: ['linkMade', 'linkEnded'], object: `table:${hers.id}`, from: null, to: null, before: null, limit: 10 } as never);
    expect(rows.map(({ action, actor, archive }) => [action, actor, archive])).toEqual([['linkEnded', 'olga', 'C1'], ['linkMade', 'rita', 'C1']]);
  });
});
