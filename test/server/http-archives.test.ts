/** Archives over REST: creating, the row, state and owners, sections without Yjs, files, the list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchivePage, ArchiveView, FileView, SectionValues } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const li = { sub: 'li', name: 'Li Wei', roles: ['staff'], department: 'sales' };
const ana = { sub: 'ana', name: 'Ana', roles: ['staff'], department: 'lab' };
const auditor = { sub: 'aldo', name: 'Aldo', roles: ['auditor', 'staff'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  expect((await world.call(li, 'POST', '/api/archives', { id: 'A1', keys: ['ERP:GZ/2019-0045'], kind: 'organisation', packs: ['dealer'], name: '  阿爾弗雷德食品 ', contacts: [{ kind: 'email', value: 'maria@alfreds.example' }] })).status).toBe(201);
});
afterAll(async () => { await world.close(); });
const view = async (id = 'A1'): Promise<ArchiveView> => (await world.call<ArchiveView>(li, 'GET', `/api/archives/${encodeURIComponent(id)}`)).body;

describe('creating', () => {
  it('gives the creator the archive, with its name in the profile', async () => {
    const made = await view();
    expect(made).toMatchObject({ id: 'A1', level: 'manage', row: { owner: { id: 'li', name: 'Li Wei' }, department: 'sales', keys: ['erp:GZ/2019-0045'], packs: ['dealer'], state: 'open', confidentiality: 'normal' }, overview: { name: '阿爾弗雷德食品', contacts: [{ kind: 'email', value: 'maria@alfreds.example' }] } });
    const { body } = await world.call<SectionValues>(li, 'GET', '/api/archives/A1/sections/profile');
    expect(body.fields['customer.name']).toBe('阿爾弗雷德食品');
  });

  it('makes an id where none is given', async () => {
    const { body, headers } = await world.call<ArchiveView>(li, 'POST', '/api/archives', { kind: 'individual', name: 'Ana Trujillo' });
    expect(body.id).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(headers.get('location')).toBe(`/api/archives/${body.id}`);
  });

  it('refuses an id, a key and a role that may not', async () => {
    expect((await world.call<ApiErrorBody>(li, 'POST', '/api/archives', { id: 'A1', kind: 'individual', name: 'x' })).status).toBe(409);
    expect((await world.call<ApiErrorBody>(li, 'POST', '/api/archives', { keys: ['erp:GZ/2019-0045'], kind: 'individual', name: 'x' })).status).toBe(409);
    expect((await world.call(auditor, 'POST', '/api/archives', { kind: 'individual', name: 'x' })).status).toBe(403);
  });

  it('leaves nothing behind when the profile may not be so', async () => {
    expect((await world.call(li, 'POST', '/api/archives', { id: 'HALF', kind: 'individual', name: 'x', fields: { 'crm.website': 'javascript:alert(1)' } })).status).toBe(422);
    expect((await world.call(li, 'GET', '/api/archives/HALF')).status).toBe(404);
  });

  it('answers under every external key', async () => {
    expect((await view('erp:GZ/2019-0045')).id).toBe('A1');
    expect((await view('ERP:GZ/2019-0045')).id).toBe('A1');
  });
});

describe('the row', () => {
  it('changes what is named', async () => {
    const { status, body } = await world.call<ArchiveView>(li, 'PATCH', '/api/archives/A1', { code: 'K-7', keeper: 'ana', keys: ['erp:GZ/2019-0045', 'crm:7'], reviewed: true });
    expect(status).toBe(200);
    expect(body.row).toMatchObject({ code: 'K-7', keeper: { id: 'ana' }, keys: ['erp:GZ/2019-0045', 'crm:7'], department: 'sales' });
    expect(body.row?.reviewedAt).toMatch(/^2026-03-02T/);
    expect((await view('crm:7')).id).toBe('A1');
  });

  it('knows no owner, no state and no revision', async () => {
    for (const change of [{ owner: 'ana' }, { state: 'closed' }, { revision: 9 }, { openedAt: '2000-01-01' }]) expect((await world.call(li, 'PATCH', '/api/archives/A1', change)).status).toBe(422);
    expect((await view()).row?.owner?.id).toBe('li');
  });

  it('refuses a key that another archive has', async () => {
    await world.call(li, 'POST', '/api/archives', { id: 'A2', keys: ['erp:2'], kind: 'organisation', name: 'Second' });
    expect((await world.call(li, 'PATCH', '/api/archives/A2', { keys: ['crm:7'] })).status).toBe(409);
    expect((await view('erp:2')).id).toBe('A2');
  });

  it('closes, reads on, and reopens', async () => {
    expect((await world.call(li, 'POST', '/api/archives/A2/state', { state: 'closed', reason: 'moved away' })).status).toBe(200);
    expect((await view('A2'))).toMatchObject({ level: 'read', row: { state: 'closed' } });
    expect((await world.call(li, 'PATCH', '/api/archives/A2/sections/profile', { fields: { 'customer.shortName': 'x' } })).status).toBe(403);
    expect((await world.call(li, 'POST', '/api/archives/A2/state', { state: 'closed' })).status).toBe(409);
    expect((await world.call(li, 'POST', '/api/archives/A2/state', { state: 'erased' })).status).toBe(422);
    expect((await world.call(li, 'POST', '/api/archives/A2/state', { state: 'open' })).status).toBe(200);
    expect((await view('A2')).level).toBe('manage');
  });
});

describe('owners', () => {
  it('may be people not seen yet', async () => {
    await world.call(li, 'POST', '/api/archives', { id: 'GIFT', kind: 'organisation', name: 'Gift' });
    const { status, body } = await world.call(li, 'PUT', '/api/archives/GIFT/owners', { owner: 'hr:4711', coOwners: ['ana', 'hr:4711', 'ana'] });
    expect([status, body]).toEqual([200, { owner: 'hr:4711', coOwners: ['ana'], deputies: [] }]);
    expect((await world.call(ana, 'GET', '/api/archives/GIFT')).status).toBe(200);
  });

  it('are lost with the hand over', async () => {
    expect((await world.call<ArchiveView>(li, 'GET', '/api/archives/GIFT')).body.level).toBe('exists');
    expect((await world.call(li, 'PUT', '/api/archives/GIFT/owners', { owner: 'li' })).status).toBe(403);
  });

  it('refuse a deputy whose time ends before it begins', async () => {
    const { status, body } = await world.call<ApiErrorBody>(li, 'PUT', '/api/archives/A1/owners', { owner: 'li', deputies: [{ person: 'ana', from: '2026-05-02', to: '2026-05-01' }, { person: ' ', from: 'soon', to: '2026-05-01' }] });
    expect(status).toBe(422);
    expect(body.error.problems?.map(({ field }) => field)).toContain('deputies.1.person');
  });

  it('let the department\'s manager appoint a deputy, and nothing else', async () => {
    const mona = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
    const deputies = [{ person: 'ana', from: '2026-03-01', to: '2026-03-09' }];
    expect((await world.call(mona, 'PUT', '/api/archives/A1/owners', { owner: 'mona', deputies })).status).toBe(403);
    expect((await world.call(mona, 'PUT', '/api/archives/A1/owners', { owner: 'li', deputies })).status).toBe(200);
    expect((await world.call<ArchiveView>(ana, 'GET', '/api/archives/A1')).body.level).toBe('write');
  });
});

describe('a section without Yjs', () => {
  it('takes a patch whole or not at all', async () => {
    const patch = { fields: { 'customer.shortName': 'Alfreds' }, rows: { addresses: { a1: { use: 'business', city: 'Berlin' } } }, texts: { 'org.businessScope': 'Food.\nDrink.' } };
    const { status, body } = await world.call<SectionValues & { seq: number; order: Record<string, string[]> }>(li, 'PATCH', '/api/archives/A1/sections/profile', patch);
    expect(status).toBe(200);
    expect(body).toMatchObject({ fields: patch.fields, rows: patch.rows, texts: patch.texts, order: { addresses: ['a1'] } });
    const wrong = await world.call<ApiErrorBody>(li, 'PATCH', '/api/archives/A1/sections/profile', { fields: { 'customer.shortName': 'Never', 'no.such': 1 }, rows: { nothing: { x: { y: 1 } } } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.error.problems?.length).toBe(2);
    expect((await world.call<typeof body>(li, 'GET', '/api/archives/A1/sections/profile')).body.seq).toBe(body.seq);
  });

  it('shows in the overview', async () => {
    await world.dossier.settled();
    expect((await view()).overview).toMatchObject({ shortName: 'Alfreds', place: 'Berlin' });
  });

  it('is an empty one, and contact records lie by year', async () => {
    expect((await world.call<SectionValues>(li, 'GET', '/api/archives/A1/sections/contacts-2026')).body).toMatchObject({ fields: {}, rows: {}, seq: 0 });
    const record = { rows: { contacts: { c1: { time: '2026-02-20T14:20[Europe/Berlin]', salesperson: 'li', channel: null, nextAppointment: '2026-03-12' } } }, texts: { 'contacts/c1/subject': 'Price of the new line; wants samples.\nMore.' } };
    expect((await world.call(li, 'PATCH', '/api/archives/A1/sections/contacts-2026', record)).status).toBe(200);
    await world.dossier.settled();
    const made = await view();
    expect(made.sections.find(({ section }) => section === 'contacts')?.years).toEqual([2026]);
    expect(made.overview).toMatchObject({ due: [{ kind: 'appointment', date: '2026-03-12', text: 'Price of the new line; wants samples.', person: { id: 'li', name: 'Li Wei' } }] });
  });

  it.each(['contacts', 'trade', 'nonsense', 'contacts-26', 'aml', 'identity'])('%s: not there', async (section) => {
    expect((await world.call(li, 'GET', `/api/archives/A1/sections/${section}`)).status).toBe(404);
    expect((await world.call(li, 'PATCH', `/api/archives/A1/sections/${section}`, { fields: {} })).status).toBe(404);
  });
});

describe('files', () => {
  const form = (section: string | null, name: string, type: string, bytes: string): FormData => {
    const data = new FormData();
    if (section !== null) data.set('section', section);
    data.set('kind', 'contract');
    data.append('file', new File([bytes], name, { type }));
    return data;
  };

  it('come back as downloads that run nowhere', async () => {
    const stored = await world.call<FileView>(li, 'POST', '/api/archives/A1/files', form('documents', '../../etc/合同\r\n.svg', 'image/svg+xml', '<svg onload="alert(1)"/>'));
    expect(stored.status).toBe(201);
    expect(stored.body).toMatchObject({ section: 'documents', kind: 'contract', size: 24, by: { id: 'li' } });
    expect(stored.body.name).not.toMatch(/[\\/\r\n]/);
    const answer = await world.call<string>(li, 'GET', `/api/archives/A1/files/${stored.body.id}`);
    expect(answer.body).toBe('<svg onload="alert(1)"/>');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~-]+$/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('follow the right on their section', async () => {
    const { body } = await world.call<FileView>(li, 'POST', '/api/archives/A1/files', form('rivals', 'r.txt', 'text/plain', 'rivals'));
    await world.call(li, 'POST', '/api/grants', { archive: 'A1', to: { kind: 'person', id: 'rui' }, level: 'read', reason: 'helps' });
    const rui = { sub: 'rui', name: 'Rui', roles: ['staff'] };
    const names = (await world.call<{ items: FileView[] }>(rui, 'GET', '/api/archives/A1/files')).body.items.map((file) => file.section);
    expect(names).toEqual(['documents']);
    expect((await world.call(rui, 'GET', `/api/archives/A1/files/${body.id}`)).status).toBe(404);
    expect((await world.call(rui, 'POST', '/api/archives/A1/files', form('documents', 'x.txt', 'text/plain', 'x'))).status).toBe(403);
    expect((await world.call(rui, 'POST', '/api/archives/A1/files', form('rivals', 'x.txt', 'text/plain', 'x'))).status).toBe(404);
    expect((await world.call(li, 'GET', `/api/archives/A2/files/${body.id}`)).status).toBe(404);
  });

  it('need a section and a form', async () => {
    expect((await world.call(li, 'POST', '/api/archives/A1/files', form(null, 'x.txt', 'text/plain', 'x'))).status).toBe(422);
    expect((await world.call(li, 'POST', '/api/archives/A1/files', form('nowhere', 'x.txt', 'text/plain', 'x'))).status).toBe(422);
    expect((await world.call(li, 'POST', '/api/archives/A1/files', 'just text', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await world.call(li, 'POST', '/api/archives/A1/files', '--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(422);
  });
});

describe('the list', () => {
  it('pages without losing or repeating any', async () => {
    for (let i = 0; i < 7; i++) await world.call(li, 'POST', '/api/archives', { id: `P${i}`, kind: 'organisation', name: `Paged ${i}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ArchivePage = (await world.call<ArchivePage>(li, 'GET', `/api/archives?q=paged&limit=3${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)).body;
      expect(page.total).toBe(7);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
    expect((await world.call<ArchivePage>(li, 'GET', '/api/archives?q=paged&order=desc&limit=1')).body.items[0]?.id).toBe('P6');
  });

  it('finds Chinese without blanks, and by key and code', async () => {
    for (const q of ['弗雷德', '食品', 'GZ/2019', 'K-7', 'maria@alfreds']) expect((await world.call<ArchivePage>(li, 'GET', `/api/archives?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id), q).toEqual(['A1']);
  });

  it('filters, and refuses what it does not know', async () => {
    await world.dossier.settled(); // the classes of the archives made above
    expect((await world.call<ArchivePage>(li, 'GET', '/api/archives?kind=individual')).body.total).toBe(1);
    expect((await world.call<ArchivePage>(li, 'GET', '/api/archives?kind=individual,organisation&abc=none')).body.total).toBeGreaterThan(5);
    for (const query of ['sort=size', 'limit=0', 'limit=9999', 'order=up']) expect((await world.call(li, 'GET', `/api/archives?${query}`)).status, query).toBe(422);
  });
});

it('logged nothing as the server\'s own error', () => {
  expect(world.errors).toEqual([]);
});
