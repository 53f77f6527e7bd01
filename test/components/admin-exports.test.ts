/** Exports by a schedule in the administration: accessibility first, then what is sent, how the last went, an end that is asked about. */
import { expect } from '@esm-bundle/chai';
import { EXPORT_TEXTS } from '../../components/admin/export-texts.ts';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

if (!customElements.get('dossier-admin')) customElements.define('dossier-admin', DossierAdmin);

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});

const schedule = (id: string, more: object = {}) => ({
  id, title: `Nightly ${id}`, person: 'stella', by: { id: 'stella', name: 'Stella' }, format: 'csv', lang: 'en', labels: 'keys', version: '4.0', files: 'links', roundtrip: false, view: null, query: null, columns: ['name'], tables: null, folder: 'crm', name: 'customers', schedule: '0 3 * * *', keep: 7,
  running: false, next: '2026-03-03T03:00:00.000Z', last: { at: '2026-03-02T03:00:00.000Z', state: 'done', file: 'crm/customers-2026-03-02T03-00-00.csv', archives: 1200, bytes: 5, error: null }, ...more,
});

async function open(lang = 'en') {
  const session = new FakeSession();
  session.me = { ...session.me!, roles: ['admin'], can: { ...session.me!.can, directory: true } };
  const sent: { method: string; path: string; body: unknown }[] = [];
  session.answer = (method, path, body) => {
    if (method !== 'GET') sent.push({ method, path, body });
    if (path.startsWith('/api/views')) return { items: [{ id: 'v1', name: 'Dealers' }] };
    return { items: [schedule('a'), schedule('b', { last: { at: '2026-03-02T03:00:00.000Z', state: 'failed', file: null, archives: null, bytes: null, error: 'Only an information steward takes data out.' } })] };
  };
  const mounted = mount(session, '<dossier-admin view="exports"></dossier-admin>', lang);
  clean = mounted.remove;
  const admin = mounted.root.querySelector<DossierAdmin>('dossier-admin')!;
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) {
      await admin.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  await settled();
  const root = admin.shadowRoot!;
  return { root, sent, settled, admin, find: <T extends HTMLElement = HTMLElement>(selector: string): T => root.querySelector<T>(selector)! };
}

for (const lang of LANGUAGES) {
  it(`is accessible and speaks ${lang}`, async () => {
    const { admin, root, find, settled } = await open(lang);
    expect(root.textContent).to.contain(EXPORT_TEXTS[lang].lead);
    find('.new-export').click();
    await settled();
    await accessible(admin);
  });
}

it('shows how the last went, makes one now, and changes only what is shown', async () => {
  const { root, sent, settled, find } = await open();
  expect(root.textContent).to.contain('1,200 customers').and.to.contain('Only an information steward');
  find('.run-export').click();
  await settled();
  expect(sent.at(-1)).to.deep.include({ method: 'POST', path: '/api/export-schedules/a/run' });
  [...root.querySelectorAll<HTMLButtonElement>('button')].find((button) => button.textContent?.trim() === 'Change')!.click();
  await settled();
  const keep = find<HTMLInputElement>('#export-keep');
  keep.value = '3';
  keep.dispatchEvent(new Event('input'));
  const view = find<HTMLSelectElement>('#export-view');
  view.value = 'v1';
  view.dispatchEvent(new Event('change'));
  await settled();
  find('.export-form button.primary').click();
  await settled();
  const { method, path, body } = sent.at(-1)!;
  expect([method, path]).to.deep.equal(['PUT', '/api/export-schedules/a']);
  expect(body).to.deep.include({ person: 'stella', view: 'v1', keep: 3, columns: ['name'], labels: 'keys', folder: 'crm', schedule: '0 3 * * *' });
});

it('asks before it ends one', async () => {
  const { sent, settled, find } = await open();
  find('.end-export').click();
  await settled();
  expect(sent).to.deep.equal([]);
  find('.end-sure').click();
  await settled();
  expect(sent.at(-1)).to.deep.include({ method: 'DELETE', path: '/api/export-schedules/a' });
});
