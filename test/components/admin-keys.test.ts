/** Keys and webhooks in the administration: accessibility first, then what is sent, a secret that is shown once, an end that is asked about, what a receiver answered. */
import { expect } from '@esm-bundle/chai';
import { KEY_TEXTS } from '../../components/admin/key-texts.ts';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

if (!customElements.get('dossier-admin')) customElements.define('dossier-admin', DossierAdmin);

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});

const AT = '2026-03-02T08:00:00.000Z';
const ada = { id: 'ada', name: 'Ada' };
const key = (name: string, more: object = {}) => ({ id: `${name}0000000000`.slice(0, 10), prefix: `dsk_${name}`, name, sections: { profile: 'read', contacts: 'write' }, departments: null, clearances: [], create: false, state: 'living', createdAt: AT, createdBy: ada, expiresAt: '2026-06-01T08:00:00.000Z', endedAt: null, endedBy: null, lastUsed: null, ...more });
const hook = (more: object = {}) => ({ id: 'h1', name: 'ERP', url: 'https://erp.example/hook', key: { id: 'ERP0000000', name: 'ERP' }, createdAt: AT, createdBy: ada, secrets: 1, state: 'off', why: 'failing', disabledAt: AT, failingSince: AT, tries: 70, nextAt: null, ...more });

async function open(lang = 'en') {
  const session = new FakeSession();
  session.me = { ...session.me!, roles: ['admin'], can: { ...session.me!.can, directory: true } };
  session.view = catalogueView(lang as 'en');
  const sent: { method: string; path: string; body: unknown }[] = [];
  session.answer = (method, path, body) => {
    if (method !== 'GET') sent.push({ method, path, body });
    if (path === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (path.startsWith('/api/keys')) return method === 'POST' ? { key: key('New'), secret: 'dsk_New0000000_secret' } : { items: [key('ERP'), key('Old', { state: 'ended', endedAt: AT, endedBy: ada })] };
    if (path.endsWith('/test')) return { id: 'm', at: AT, kind: 'test', status: 503, error: null, milliseconds: 12 };
    if (path.endsWith('/deliveries')) return { items: [{ id: 'm', at: AT, kind: 'hint', status: null, error: 'connect ECONNREFUSED', milliseconds: 3 }] };
    return { items: [hook()], hosts: ['erp.intranet'] };
  };
  const mounted = mount(session, '<dossier-admin view="keys"></dossier-admin>', lang);
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
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => root.querySelector<T>(selector)!;
  return { root, sent, settled, find, admin };
}

for (const lang of LANGUAGES) {
  it(`is accessible and speaks ${lang}`, async () => {
    const { admin, root, find, settled } = await open(lang);
    expect(root.textContent).to.contain(KEY_TEXTS[lang].lead);
    find('.new-key').click();
    await settled();
    await accessible(admin);
  });
}

it('makes a key with its sections and department, and shows it this once', async () => {
  const { find, sent, settled, root } = await open();
  find('.new-key').click();
  await settled();
  const name = find<HTMLInputElement>('#key-name');
  name.value = 'ERP';
  name.dispatchEvent(new Event('input'));
  const bank = find<HTMLSelectElement>('select[data-section="bank"]');
  bank.value = 'read';
  bank.dispatchEvent(new Event('change'));
  const department = find<HTMLSelectElement>('#key-department');
  department.value = 'sales';
  department.dispatchEvent(new Event('change'));
  await settled();
  find('.key-form button.primary').click();
  await settled();
  expect(sent[0]).to.deep.equal({ method: 'POST', path: '/api/keys', body: { name: 'ERP', sections: { profile: 'read', bank: 'read' }, departments: ['sales'], clearances: ['bank'], create: false, days: 90 } });
  expect(find<HTMLInputElement>('.once input').value).to.equal('dsk_New0000000_secret');
  find('.once button:last-of-type').click();
  await settled();
  expect(root.innerHTML).not.to.contain('dsk_New0000000_secret');
});

it('ends one only after it was asked', async () => {
  const { find, sent, settled } = await open();
  find('.end-key').click();
  await settled();
  expect(sent).to.deep.equal([]);
  find('.end-sure').click();
  await settled();
  expect(sent[0]?.method).to.equal('DELETE');
});

it('says that a webhook was switched off, what a test brought, and what became of deliveries', async () => {
  const { find, settled, root, sent } = await open();
  expect(root.querySelector('.banner')?.textContent).to.equal(KEY_TEXTS.en.notice('ERP'));
  find('.test').click();
  await settled();
  expect(root.querySelector('[role=alert]')?.textContent).to.equal(KEY_TEXTS.en.tested('503'));
  find('.log').click();
  await settled();
  expect(find('.deliveries').textContent).to.contain('ECONNREFUSED');
  find('.switch').click();
  await settled();
  expect(sent.at(-1)).to.deep.equal({ method: 'PATCH', path: '/api/webhooks/h1', body: { enabled: true } });
});
